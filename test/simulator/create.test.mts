import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const created = async (body: Json, path = '/me/messages', headers = {}): Promise<Json> => {
	const reply = await c.call('POST', path, body, headers);
	expect(problem(reply)).toBe('201 undefined: undefined');
	return reply.json;
};

const exampleMembers = [
	'@odata.context',
	'@odata.etag',
	'id',
	'createdDateTime',
	'lastModifiedDateTime',
	'changeKey',
	'categories',
	'receivedDateTime',
	'sentDateTime',
	'hasAttachments',
	'internetMessageId',
	'subject',
	'bodyPreview',
	'importance',
	'parentFolderId',
	'conversationId',
	'conversationIndex',
	'isDeliveryReceiptRequested',
	'isReadReceiptRequested',
	'isRead',
	'isDraft',
	'webLink',
	'inferenceClassification',
	'body',
	'toRecipients',
	'ccRecipients',
	'bccRecipients',
	'replyTo',
	'flag',
];

describe('the examples of the Create message page', () => {
	// The page still shows the longer form of wrapped HTML.
	beforeEach(() => Object.assign(c.simulator.switches, { htmlForm: 'long' }));
	const example1 = {
		subject: "Did you see last night's game?",
		importance: 'Low',
		body: { contentType: 'HTML', content: 'They were <b>awesome</b>!' },
		toRecipients: [to('AdeleV@contoso.onmicrosoft.com')],
	};
	const example2 = {
		subject: '9/8/2018: concert',
		body: { contentType: 'HTML', content: 'The group represents Washington.' },
		toRecipients: [to('AlexW@contoso.OnMicrosoft.com')],
		internetMessageHeaders: [
			{ name: 'x-custom-header-group-name', value: 'Washington' },
			{ name: 'x-custom-header-group-id', value: 'WA001' },
		],
	};
	const wrapped = (inner: string): string =>
		`<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n<meta content="text/html; charset=us-ascii">\r\n</head>\r\n<body>\r\n${inner}\r\n</body>\r\n</html>\r\n`;

	test('example 1: members, order and values', async () => {
		const reply = await c.call('POST', '/me/messages', example1);
		expect(reply.status).toBe(201);
		expect(Object.keys(reply.json)).toEqual(exampleMembers);
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		const { id, changeKey } = reply.json;
		expect(reply.json).toEqual({
			'@odata.context': `${c.simulator.url}/v1.0/$metadata#users('94447c6e-ea4c-494c-a9ed-000000000001')/messages/$entity`,
			'@odata.etag': `W/"${changeKey}"`,
			id: expect.stringMatching(/^AAMkA[\w-]+AAA=$/),
			createdDateTime: time,
			lastModifiedDateTime: time,
			changeKey: expect.stringMatching(/^CQAAABYAAA[\w+/]+$/),
			categories: [],
			receivedDateTime: time,
			sentDateTime: time,
			hasAttachments: false,
			internetMessageId: expect.stringMatching(/^<[^@<>]+@[\w.]+\.prod\.outlook\.com>$/),
			subject: "Did you see last night's game?",
			bodyPreview: 'They were awesome!',
			importance: 'low',
			parentFolderId: expect.stringMatching(/^AQMkA[\w-]+IBDwAAAA==$/),
			conversationId: expect.stringMatching(/^AAQkA[\w-]+=$/),
			conversationIndex: expect.stringMatching(/^AQH[\w+/]+==$/),
			isDeliveryReceiptRequested: false,
			isReadReceiptRequested: false,
			isRead: true,
			isDraft: true,
			webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(id.replaceAll('-', '/').replaceAll('_', '+'))}&exvsurl=1&viewmodel=ReadMessageItem`,
			inferenceClassification: 'focused',
			body: { contentType: 'html', content: wrapped('They were <b>awesome</b>!') },
			toRecipients: [{ emailAddress: { name: 'Adele Vance', address: 'AdeleV@contoso.onmicrosoft.com' } }],
			ccRecipients: [],
			bccRecipients: [],
			replyTo: [],
			flag: { flagStatus: 'notFlagged' },
		});
		expect(reply.headers.get('content-type')).toBe(
			'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8',
		);
		const location = await c.call('GET', reply.headers.get('location') ?? '');
		expect(location.json.id).toBe(id);
	});

	test('example 2: custom headers are stored, not shown; $select shows them', async () => {
		const json = await created(example2);
		expect(Object.keys(json)).toEqual(exampleMembers);
		expect(json).toMatchObject({
			importance: 'normal',
			bodyPreview: 'The group represents Washington.',
			body: { content: wrapped('The group represents Washington.') },
		});
		expect(json.toRecipients).toEqual([
			{ emailAddress: { name: 'Alex Wilber', address: 'AlexW@contoso.OnMicrosoft.com' } },
		]);
		expect(c.simulator.store.messages('MEGAN.BOWEN@contoso.com')[0].internetMessageHeaders).toEqual(
			example2.internetMessageHeaders,
		);
		const plain = await c.call('GET', `/me/messages/${json.id}`);
		expect(plain.json.internetMessageHeaders).toBeUndefined();
		const selected = await c.call('GET', `/me/messages/${json.id}?$select=internetMessageHeaders`);
		expect(Object.keys(selected.json)).toEqual(['@odata.context', '@odata.etag', 'id', 'internetMessageHeaders']);
		expect(selected.json['@odata.context']).toMatch(/\/messages\(internetMessageHeaders\)\/\$entity$/);
		expect(selected.json.internetMessageHeaders).toEqual(example2.internetMessageHeaders);
	});
});

describe('headers', () => {
	const collection =
		'400 InvalidInternetMessageHeaderCollection: Maximum number of headers in one message should be less than or equal to 5.';
	const headers = (count: number): Json[] =>
		Array.from({ length: count }, (_, index) => ({ name: `X-Header-${index}`, value: 'v' }));
	test.each([
		[
			[
				{ name: 'x-ok', value: '1' },
				{ name: 'List-Unsubscribe', value: '2' },
			],
			"400 InvalidInternetMessageHeader: The internet message header name 'List-Unsubscribe' should start with 'x-' or 'X-'.",
		],
		[headers(6), collection],
		[[], collection],
		[headers(5), '201 undefined: undefined'],
		[[{ name: 'x-number', value: 1 }], '400 UnableToDeserializePostBody: were unable to deserialize '],
	])('%j -> %s', async (internetMessageHeaders, expected) => {
		expect(problem(await c.call('POST', '/me/messages', { subject: 's', internetMessageHeaders }))).toBe(expected);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toHaveLength(expected.startsWith('201') ? 1 : 0);
	});
});

describe('what is not a message', () => {
	const wrong = '400 UnableToDeserializePostBody: were unable to deserialize ';
	test.each([
		['{"subject":', wrong],
		['[1]', wrong],
		['null', wrong],
		['{"subject":5}', wrong],
		['{"importance":"urgent"}', wrong],
		['{"toRecipients":{"emailAddress":{"address":"a@b.c"}}}', wrong],
		['{"isRead":"yes"}', wrong],
		['{"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"a","contentBytes":"***"}]}', wrong],
		['{"singleValueExtendedProperties":[{"id":"Integer 0x0E07","value":1}]}', wrong],
		['', '400 BadRequest: Empty Payload. JSON content expected.'],
		[`{"nested":${'['.repeat(100_000)}`, wrong],
	])('%.60s', async (body, expected) => {
		expect(problem(await c.call('POST', '/me/messages', body))).toBe(expected);
	});

	test('unknown members, also deeper ones', async () => {
		expect(problem(await c.call('POST', '/me/messages', { Subject: 'x' }))).toBe(wrong);
		c.simulator.switches.unknownMemberCode = 'RequestBodyRead';
		const text = (name: string, type: string): RegExp =>
			new RegExp(
				`^400 RequestBodyRead: The property '${name}' does not exist on type 'Microsoft\\.OutlookServices\\.${type}'`,
			);
		expect(problem(await c.call('POST', '/me/messages', { Subject: 'x' }))).toMatch(text('Subject', 'Message'));
		expect(problem(await c.call('POST', '/me/messages', { body: { contenttype: 'html' } }))).toMatch(
			text('contenttype', 'ItemBody'),
		);
		expect(problem(await c.call('POST', '/me/messages', '{"__proto__":{"a":1}}'))).toMatch(
			text('__proto__', 'Message'),
		);
		expect(
			problem(await c.call('POST', '/me/messages', { '@odata.type': '#microsoft.graph.message', id: 'x' })),
		).toMatch(/^201/);
	});

	test('a due date needs a start date; the code is a switch', async () => {
		const dueDateTime = { dateTime: '2026-01-31T00:00:00', timeZone: 'UTC' };
		const body = { flag: { flagStatus: 'flagged', dueDateTime } };
		expect(problem(await c.call('POST', '/me/messages', body))).toBe(
			'400 ErrorInvalidArgument: The request is invalid.',
		);
		c.simulator.switches.flagDueWithoutStartCode = 'ErrorInvalidRequest';
		expect(problem(await c.call('POST', '/me/messages', body))).toMatch(/^400 ErrorInvalidRequest: /);
		const flag = { flagStatus: 'Flagged', startDateTime: dueDateTime, dueDateTime };
		const stored = { dateTime: '2026-01-31T00:00:00.0000000', timeZone: 'UTC' };
		expect((await created({ flag })).flag).toEqual({
			flagStatus: 'flagged',
			startDateTime: stored,
			dueDateTime: stored,
		});
	});

	test('size and media type', async () => {
		const envelope = JSON.stringify({ subject: '' }).length;
		const most = 4 * 1024 * 1024;
		expect(problem(await c.call('POST', '/me/messages', { subject: 'x'.repeat(most - envelope) }))).toMatch(/^201/);
		expect(problem(await c.call('POST', '/me/messages', { subject: 'x'.repeat(most - envelope + 1) }))).toBe(
			'413 RequestEntityTooLarge: The maximum request length supported is 4MB.',
		);
		expect((await c.call('POST', '/me/messages', '<a/>', { 'content-type': 'application/xml' })).status).toBe(415);
	});
});

describe('what the server makes of it', () => {
	test('an empty draft, a text body, no contentType', async () => {
		expect(await created({})).toMatchObject({
			subject: '',
			bodyPreview: '',
			body: { contentType: 'text', content: '' },
			toRecipients: [],
			isDraft: true,
		});
		expect((await created({ body: { content: '<b>x</b>' } })).body).toEqual({
			contentType: 'text',
			content: '<b>x</b>',
		});
		expect((await created({ body: { contentType: 'Text', content: 'a\r\nb' } })).bodyPreview).toBe('a\r\nb');
	});

	test('from fills sender; names come from the directory, else from the request, else from the address', async () => {
		const json = await created({
			from: to('support@contoso.com'),
			toRecipients: [to('a@b.example'), { emailAddress: { name: 'Doe, John', address: 'j@b.example' } }],
		});
		expect(Object.keys(json).filter((name) => ['body', 'sender', 'from', 'toRecipients'].includes(name))).toEqual([
			'body',
			'sender',
			'from',
			'toRecipients',
		]);
		expect(json.sender).toEqual({ emailAddress: { name: 'Support', address: 'support@contoso.com' } });
		expect(json.toRecipients.map((one: Json) => one.emailAddress.name)).toEqual(['a@b.example', 'Doe, John']);
	});

	test('attachments, extensions and extended properties are kept; only extensions are echoed', async () => {
		const id = 'String {66F5A359-4659-4830-9070-00047EC6AC6E} Name Key';
		const file = { '@odata.type': 'microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGk=' };
		const extension = { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'Com.Contoso.X', n: 1 };
		const json = await created({
			attachments: [file],
			singleValueExtendedProperties: [{ id, value: 'v' }],
			extensions: [extension],
		});
		expect(json).toMatchObject({
			hasAttachments: true,
			extensions: [{ id: 'microsoft.graph.openTypeExtension.Com.Contoso.X', n: 1 }],
		});
		expect(json.attachments ?? json.singleValueExtendedProperties).toBeUndefined();
		const filter = encodeURIComponent(`id eq '${id.replace('66F5A359', '66f5a359')}'`);
		const read = await c.call(
			'GET',
			`/me/messages/${json.id}?$expand=attachments,singleValueExtendedProperties($filter=${filter})`,
		);
		expect(read.json.attachments).toMatchObject([{ name: 'a.txt', contentBytes: 'aGk=' }]);
		expect(read.json.singleValueExtendedProperties).toEqual([
			{ id: id.replace(/\{.*\}/, (guid) => guid.toLowerCase()), value: 'v' },
		]);
		expect((await c.call('GET', `/me/messages/${json.id}`)).json.singleValueExtendedProperties).toBeUndefined();
	});

	test('message flags of 1 make no draft', async () => {
		expect((await created({ singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }] })).isDraft).toBe(
			false,
		);
	});

	test('compact HTML by switch; a document gets the metas', async () => {
		c.simulator.switches.htmlForm = 'compact';
		expect((await created({ body: { contentType: 'html', content: 'x' } })).body.content).toBe(
			'<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>x</body></html>',
		);
		c.simulator.switches.htmlForm = 'long';
		const { content } = (
			await created({
				body: { contentType: 'html', content: '<html><head><title>t</title></head><body>y</body></html>' },
			})
		).body;
		expect(content).toMatch(
			/^<html><head>\r\n<meta [^>]*utf-8">\r\n<meta [^>]*us-ascii">\r\n<title>t<\/title><\/head><body>y/,
		);
	});

	test('any folder, any key form; immutable ids by preference, both kinds found', async () => {
		const inbox = (await c.call('GET', "/me/mailFolders('Inbox')")).json;
		const clients = (await c.call('GET', '/me/MailFolders/INBOX/childFolders')).json.value[0];
		const [acme] = (await c.call('GET', `/me/mailFolders/inbox/childFolders/${clients.id}/childFolders`)).json.value;
		const json = await created(
			{ subject: 'deep' },
			`/me/mailFolders/inbox/childFolders/${clients.id}/childFolders/${acme.id}/messages`,
		);
		expect(json.parentFolderId).toBe(acme.id);
		expect((await created({}, `/users('support@contoso.com')/mailFolders('INBOX')/messages`)).parentFolderId).not.toBe(
			inbox.id,
		);
		expect((await created({}, '/users/anna_fabrikam.com%23EXT%23@contoso.onmicrosoft.com/messages')).isDraft).toBe(
			true,
		);
		const reply = await c.call('GET', `/me/messages('${encodeURIComponent(json.id)}')`, undefined, {
			prefer: 'IdType="ImmutableId", outlook.body-content-type="text"',
		});
		expect(reply.headers.get('preference-applied')).toBe('IdType=ImmutableId, outlook.body-content-type="text"');
		expect(reply.json.id).toMatch(/^AAkA/);
		expect((await c.call('GET', `/me/messages/${reply.json.id}`)).json.id).toBe(json.id);
	});
});
