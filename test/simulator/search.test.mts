import { client, problem, to } from './client.mts';
import type { Client, Json, Reply } from './client.mts';
import { post } from './mime-post.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
	const file = {
		'@odata.type': '#microsoft.graph.fileAttachment',
		name: 'Quarterly numbers.xlsx',
		contentBytes: 'AAAA',
	};
	const make = async (body: Json, folder = 'drafts'): Promise<void> => {
		expect((await c.call('POST', `/me/mailFolders/${folder}/messages`, body)).status).toBe(201);
	};
	await make({
		subject: 'Invoice 2024-17',
		from: to('AdeleV@contoso.onmicrosoft.com'),
		body: { contentType: 'html', content: '<p>The <b>pizza</b> party costs more</p>' },
		importance: 'high',
	});
	await make({
		subject: 'Offer',
		toRecipients: [to('ann@example.com')],
		ccRecipients: [to('bob@fabrikam.com')],
		body: { content: 'invoicing comes later' },
		attachments: [file],
	});
	await make(
		{
			subject: 'Grüße aus Köln',
			bccRecipients: [{ emailAddress: { name: 'Carla Díaz', address: 'carla@example.com' } }],
			body: { content: 'pizza party' },
		},
		'inbox',
	);
	await make({ subject: '請求書 no. 4', body: { content: 'party of pizza' } });
	expect(
		(
			await post(
				c,
				'Subject: old one\r\nDate: Tue, 5 Mar 2019 10:00:00 +0000\r\nFrom: Dan <dan@example.com>\r\n\r\nhistory',
			)
		).status,
	).toBe(201);
});
afterAll(() => c.simulator.close());

const search = (text: string, more = '', where = ''): Promise<Reply> =>
	c.call('GET', `/me${where}/messages?$search=${encodeURIComponent(text)}${more}`);
const found = async (kql: string): Promise<string[]> => {
	const reply = await search(`"${kql.replace(/[\\"]/g, '\\$&')}"`);
	expect(problem(reply)).toMatch(/^200/);
	return reply.json.value.map(({ subject }: Json) => subject.split(' ')[0]).sort();
};

const all = ['Grüße', 'Invoice', 'Offer', 'old', '請求書'].sort();

test.each<[string, string[]]>([
	// Words, whole and in any casing, in from, subject and body
	['pizza', ['Grüße', 'Invoice', '請求書']],
	['PIZZA', ['Grüße', 'Invoice', '請求書']],
	['pizz', []],
	['pizz*', ['Grüße', 'Invoice', '請求書']],
	['adele', ['Invoice']],
	['ann', []],
	['GRÜSSE', []],
	['grüße', ['Grüße']],
	['請求', ['請求書']],
	// Phrases and terms side by side
	['pizza party', ['Grüße', 'Invoice', '請求書']],
	['"pizza party"', ['Grüße', 'Invoice']],
	['"pizza par*"', ['Grüße', 'Invoice']],
	['invoic*', ['Invoice', 'Offer']],
	['invoice pizza', ['Invoice']],
	['2024-17', ['Invoice']],
	['"of pizza"', ['請求書']],
	// Properties
	['subject:invoice', ['Invoice']],
	['subject:pizza', []],
	['body:pizza', ['Grüße', 'Invoice', '請求書']],
	['subject:"aus Köln"', ['Grüße']],
	['from:adele', ['Invoice']],
	['from:AdeleV@contoso.onmicrosoft.com', ['Invoice']],
	['from:dan', ['old']],
	['to:ann@example.com', ['Offer']],
	['cc:fabrikam.com', ['Offer']],
	['bcc:"carla díaz"', ['Grüße']],
	['participants:example.com', ['Grüße', 'Offer', 'old'].sort()],
	['recipients:bob', ['Offer']],
	['attachment:numbers', ['Offer']],
	['hasAttachments:true', ['Offer']],
	['hasAttachments:false', all.filter((one) => one !== 'Offer')],
	['importance:high', ['Invoice']],
	['kind:email', all],
	['kind:meetings', []],
	// Operators
	['pizza AND invoice', ['Invoice']],
	['invoice OR offer', ['Invoice', 'Offer']],
	['pizza NOT invoice', ['Grüße', '請求書']],
	['NOT pizza', ['Offer', 'old']],
	['pizza -invoice', ['Grüße', '請求書']],
	['pizza AND (invoice OR köln)', ['Grüße', 'Invoice']],
	['subject:(invoice OR offer)', ['Invoice', 'Offer']],
	['not pizza', []],
	['offer OR pizza invoice', ['Invoice', 'Offer']],
	// Dates and sizes
	['sent<2020-01-01', ['old']],
	['sent:03/05/2019', ['old']],
	['sent>=2020-01-01', all.filter((one) => one !== 'old')],
	['sent:2019-03-01..2019-03-31', ['old']],
	['sent>2019-03-05T09:59:59Z AND sent<=2019-03-05T10:00:00', ['old']],
	['received:today', all],
	['received:yesterday', []],
	['received>=today subject:old', ['old']],
	['size>100000', []],
	['size:1..100000', all],
	// What is no property
	['Re: offer', []],
	['nosuch:offer', []],
])('%j', async (kql, subjects) => {
	expect(await found(kql)).toEqual([...subjects].sort());
});

test('a single word needs no quotes; the last sent comes first; limited to a folder', async () => {
	expect((await search('pizza')).json.value).toHaveLength(3);
	const subjects = (await search('"kind:email"')).json.value.map(({ subject }: Json) => subject);
	expect([subjects[0], subjects.at(-1)]).toEqual(['請求書 no. 4', 'old one']);
	expect((await search('"pizza"', '', '/mailFolders/inbox')).json.value.map(({ subject }: Json) => subject)).toEqual([
		'Grüße aus Köln',
	]);
	expect((await search('"history"', '&$select=subject')).json.value.map((one: Json) => Object.keys(one))).toEqual([
		['@odata.etag', 'id', 'subject'],
	]);
});

test('pages go on with a token of their own; nothing is counted or skipped', async () => {
	const first = (await search('"kind:email"', '&$top=2&$count=true&$skip=1')).json;
	expect(first['@odata.count']).toBeUndefined();
	const subjects: string[] = [];
	for (let page = first; ; page = (await c.call('GET', page['@odata.nextLink'])).json) {
		subjects.push(...page.value.map(({ subject }: Json) => subject));
		if (!page['@odata.nextLink']) break;
		expect(page['@odata.nextLink']).toMatch(/[?&]%24skiptoken=/);
	}
	expect(new Set(subjects).size).toBe(5);
});

test('refused beside $filter and $orderby', async () => {
	expect(problem(await search('"pizza"', "&$filter=subject eq 'x'"))).toBe(
		"400 SearchWithFilter: The query parameter '$filter' is not supported with '$search'.",
	);
	expect(problem(await search('"pizza"', '&$orderby=subject'))).toBe(
		"400 SearchWithOrderBy: The query parameter '$orderBy' is not supported with '$search'.",
	);
});

test.each([
	'two words',
	'subject:x',
	'""',
	'"',
	'"(pizza"',
	'"pizza)"',
	'"a OR"',
	'"sent:someday"',
	'"size>x"',
	`"${'('.repeat(60)}a${')'.repeat(60)}"`,
])('%j is not a search', async (text) => {
	expect(problem(await search(text))).toMatch(/^400 BadRequest/);
});

describe('a large mailbox', () => {
	let large: Client;
	beforeAll(async () => {
		large = await client();
	});
	afterAll(() => large.simulator.close());

	test('a thousand at most', async () => {
		const { store } = large.simulator;
		const mailbox = store.find('megan.bowen@contoso.com')!;
		await large.call('POST', '/me/messages', { subject: 'many' });
		for (let index = 0; index < 1100; index++)
			store.copy(mailbox, mailbox.messages[0], store.folder(mailbox, 'drafts')!);
		const { json } = await large.call('GET', '/me/messages?$search="many"&$top=1000');
		expect([json.value.length, json['@odata.nextLink']]).toEqual([1000, undefined]);
	});
});
