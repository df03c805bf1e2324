// A letter with pictures, a table and files as a person would keep it in Outlook's folder Templates.
import type { Simulator, StoredMessage } from '../../simulator/server.mts';

export const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const picture = (name: string) => `<img width="40" height="40" style="width:40px" src="cid:${name}@contoso">`;

/** The HTML is Word's: `{{First name}}` and the list are torn apart. */
export const LETTER = {
	subject: 'Your order {{Number}}',
	body: {
		contentType: 'html',
		content:
			'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm} --></style></head>\r\n' +
			`<body lang=DE link="#0563C1"><div class=WordSection1><p class=MsoNormal>${picture('logo')}<o:p></o:p></p>\r\n` +
			'<p class=MsoNormal><span lang=EN-US>Dear {{</span><span class=SpellE><span lang=DE>First&nbsp;</span></span>name}},<o:p></o:p></p>\r\n' +
			'<p class=MsoNormal>we write on {{Date:d. MMMM yyyy}} {{Remark|}}{{city|}}<o:p></o:p></p>\r\n' +
			'<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Item</p></td><td>Price</td></tr>\r\n' +
			'<tr><td><p class=MsoNormal>{{<span class=GramE>#Items</span>}}{{Item}}</p></td><td>{{Price}} EUR{{/Items}}</td></tr></table>\r\n' +
			`<p class=MsoNormal>${picture('stamp')}${picture('footer')}<a href="https://contoso.com/order/%7B%7BNumber%7D%7D">Your order</a></p>\r\n` +
			'</div></body></html>',
	},
	toRecipients: [{ emailAddress: { name: '{{Full name}}', address: '{{Email}}' } }],
	ccRecipients: [{ emailAddress: { name: 'Sales', address: 'sales@contoso.com' } }],
	importance: 'high',
	attachments: [
		...['logo', 'stamp', 'footer'].map((name) => ({
			'@odata.type': '#microsoft.graph.fileAttachment',
			name: `${name}.png`,
			contentType: 'image/png',
			isInline: true,
			contentId: `${name}@contoso`,
			contentBytes: PIXEL.toString('base64'),
		})),
		...['terms.pdf', 'prices.csv'].map((name) => ({
			'@odata.type': '#microsoft.graph.fileAttachment',
			name,
			contentType: name.endsWith('pdf') ? 'application/pdf' : 'text/csv',
			contentBytes: Buffer.from(`The file ${name}`).toString('base64'),
		})),
	],
};

/** Values for all placeholders of the letter. */
export const ROW = {
	'First name': 'Anna',
	full_name: 'Anna Lee',
	EMAIL: 'anna@fabrikam.com',
	number: 4711,
	Date: '2026-11-29',
	Items: [
		{ item: 'Pen', price: 2 },
		{ item: 'Ink', price: 5 },
	],
};

interface Kept {
	id: string;
	folder: string;
}

/** Puts a draft into the folder Templates of a mailbox, which is made for it. Forgets the requests. */
export async function keepTemplate(
	simulator: Simulator,
	message: object = LETTER,
	mailbox = 'megan.bowen@contoso.com',
	folder = 'Templates',
): Promise<Kept> {
	const token = simulator.issueToken({ kind: 'application' });
	const post = async (path: string, body: object): Promise<{ id: string }> => {
		const response = await fetch(`${simulator.url}/v1.0/users/${mailbox}/${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'IdType="ImmutableId"' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(await response.text());
		return (await response.json()) as { id: string };
	};
	const known = simulator.store.find(mailbox)!.folders.find(({ displayName }) => displayName === folder)?.id;
	const into = known ?? (await post('mailFolders', { displayName: folder })).id;
	const { id } = await post(`mailFolders/${into}/messages`, message);
	simulator.requests.length = 0;
	return { id, folder: into };
}

/** The drafts of a mailbox that are no templates. */
export const lettersIn = (simulator: Simulator, template: Kept, mailbox = 'megan.bowen@contoso.com'): StoredMessage[] =>
	simulator.store
		.messages(mailbox)
		.filter(({ isDraft, id, immutableId }) => isDraft && id !== template.id && immutableId !== template.id);
