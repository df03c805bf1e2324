import type { Person } from './person.mts';

interface Sample {
	mailbox: string;
	hoursAgo: number;
	subject: string;
	from: { name: string; address: string };
	html: string;
	cc?: string[];
	files?: { name: string; contentType: string; text: string }[];
}

/** Mails that somebody could answer; nobody in them exists. The newest last. */
const samples: Sample[] = [
	{
		mailbox: 'support@contoso.com',
		hoursAgo: 30,
		subject: 'Printer on the second floor',
		from: { name: 'Jonas Weber', address: 'jonas.weber@example.com' },
		html: '<p>Hello,</p><p>the printer on the second floor shows <b>error 50.2</b> since this morning. Can somebody have a look?</p><p>Regards<br>Jonas</p>',
	},
	{
		mailbox: 'megan.bowen@contoso.com',
		hoursAgo: 26,
		subject: 'Request for a quotation: 40 desks',
		from: { name: 'Anna Schmidt', address: 'anna.schmidt@example.com' },
		html: '<p>Dear Ms Bowen,</p><p>we are moving into a new office in March and need 40 desks, adjustable in height. The list is attached. Could you send us a quotation by Friday?</p><p>Kind regards<br>Anna Schmidt<br>Example Ltd.</p>',
		files: [
			{ name: 'desks.csv', contentType: 'text/csv', text: 'item,count\r\ndesk 160 x 80,32\r\ndesk 180 x 80,8\r\n' },
		],
	},
	{
		mailbox: 'megan.bowen@contoso.com',
		hoursAgo: 4,
		subject: 'Invoice 4711: due date',
		from: { name: 'Tom Baker', address: 'tom.baker@example.com' },
		html: '<p>Hi Megan,</p><p>invoice 4711 is due on the 15th, our budget is approved on the 20th only. Can we pay a week later?</p><p>Thanks<br>Tom</p>',
		cc: ['accounting@example.com'],
	},
	{
		mailbox: 'megan.bowen@contoso.com',
		hoursAgo: 1,
		subject: 'Lunch on Thursday?',
		from: { name: 'Lee Chen', address: 'lee.chen@example.com' },
		html: '<p>Are you in town on Thursday? I would love to show you the new place around the corner.</p><p>Lee</p>',
	},
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Puts them into the mailboxes. */
export function addSampleMail(personAt: (address: string) => Person): void {
	for (const { mailbox, hoursAgo, subject, from, html, cc, files = [] } of samples) {
		personAt(mailbox).receive({
			subject,
			body: { contentType: 'html', content: html },
			cc,
			at: Date.now() - hoursAgo * 3_600_000,
			attachments: files.map(({ name, contentType, text }) => ({
				'@odata.type': '#microsoft.graph.fileAttachment',
				name,
				contentType,
				contentBytes: base64(text),
			})),
			more: { from: { emailAddress: from } },
		});
	}
}
