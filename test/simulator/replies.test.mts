import { client, problem, to } from './client.mts';
import type { Client, Json, Reply } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterEach(() =>
	Object.assign(c.simulator.switches, {
		createReplyComment: 'used',
		createReplyAllMarksRead: true,
		forwardDraftWithoutRecipients: 'accepted',
		replyConflictCode: 'ErrorInvalidRequest',
	}),
);
afterAll(() => c.simulator.close());

const file = (name: string, isInline: boolean): Json => ({
	'@odata.type': '#microsoft.graph.fileAttachment',
	name,
	contentBytes: 'aGk=',
	isInline,
	contentId: name,
});
const received = {
	subject: 'Budget <2026>',
	body: { contentType: 'html', content: '<p>The figures</p>' },
	from: { emailAddress: { name: 'Pat Doe', address: 'pat@fabrikam.example' } },
	toRecipients: [to('Megan.Bowen@contoso.com'), to('AdeleV@contoso.onmicrosoft.com'), to('pat@fabrikam.example')],
	ccRecipients: [to('lee@fabrikam.example'), to('adelev@contoso.onmicrosoft.com')],
	isRead: false,
	attachments: [file('plan.txt', false), file('logo.png', true)],
	singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '0' }],
};
const receive = async (more: Json = {}): Promise<Json> =>
	(await c.call('POST', '/me/mailFolders/inbox/messages', { ...received, ...more })).json;
const run = (id: string, action: string, body?: unknown): Promise<Reply> =>
	c.call('POST', `/me/messages/${id}/${action}`, body);
const addresses = (list: Json[]): string[] => list.map(({ emailAddress }) => emailAddress.address);
const attachments = async (id: string): Promise<string[]> =>
	(await c.call('GET', `/me/messages/${id}?$expand=attachments`)).json.attachments.map(({ name }: Json) => name);
const sentItems = async (): Promise<Json[]> => (await c.call('GET', '/me/mailFolders/sentitems/messages')).json.value;

describe('drafts', () => {
	test('createReply: a draft with subject, recipient, quoted original and the same conversation', async () => {
		const original = await receive();
		const { status, json } = await run(original.id, 'createReply');
		expect(status).toBe(201);
		expect(json).toMatchObject({
			subject: 'RE: Budget <2026>',
			isDraft: true,
			isRead: true,
			hasAttachments: false,
			conversationId: original.conversationId,
			ccRecipients: [],
		});
		expect(json.parentFolderId).toBe((await c.call('GET', '/me/mailFolders/drafts')).json.id);
		expect(json.conversationIndex.startsWith(original.conversationIndex.slice(0, 28))).toBe(true);
		expect(json.internetMessageId).not.toBe(original.internetMessageId);
		expect(json.toRecipients).toEqual([received.from]);
		const { content } = json.body;
		for (const line of [
			'From:</b> Pat Doe &lt;pat@fabrikam.example&gt;',
			'To:</b> Megan Bowen; Adele Vance &lt;',
			'Subject:</b> Budget &lt;2026&gt;',
			'<p>The figures</p>',
		]) {
			expect(content).toContain(line);
		}
		expect(content).toMatch(/<b>Sent:<\/b> \w+day, \d\d \w+ \d{4} \d\d:\d\d:\d\d<br>/);
		expect(content.match(/<body/g)).toHaveLength(1);
		expect(await attachments(json.id)).toEqual(['logo.png']);
		const filter = encodeURIComponent("id eq 'String 0x1042'");
		const read = await c.call(
			'GET',
			`/me/messages/${json.id}?$expand=singleValueExtendedProperties($filter=${filter})`,
		);
		expect(read.json.singleValueExtendedProperties[0].value).toBe(original.internetMessageId);
		expect((await c.call('GET', `/me/messages/${original.id}`)).json).toMatchObject({
			isRead: false,
			changeKey: original.changeKey,
		});
	});

	test('a text original is quoted as text', async () => {
		const { id } = await receive({ body: { contentType: 'text', content: 'a < b' } });
		const { body } = (await run(id, 'createReply')).json;
		expect(body.contentType).toBe('text');
		expect(body.content).toMatch(
			/^\n\n_{40}\nFrom: Pat Doe <pat@fabrikam\.example>\nSent: .*\nTo: .*\nCc: .*\nSubject: Budget <2026>\n\na < b$/,
		);
	});

	test.each([
		['RE: x', 'RE: x', 'FW: x'],
		['Fw: x', 'RE: x', 'FW: x'],
		['AW: RE: x', 'RE: RE: x', 'FW: RE: x'],
		['Note: x', 'RE: Note: x', 'FW: Note: x'],
		[null, 'RE: ', 'FW: '],
	])('subject %j', async (subject, reply, forward) => {
		const { id } = await receive({ subject });
		expect((await run(id, 'createReply')).json.subject).toBe(reply);
		expect((await run(id, 'createForward')).json.subject).toBe(forward);
	});

	test('replyTo goes before from', async () => {
		const { id } = await receive({ replyTo: [to('desk@fabrikam.example')] });
		expect(addresses((await run(id, 'createReply')).json.toRecipients)).toEqual(['desk@fabrikam.example']);
	});

	test('createReplyAll: everybody but oneself, each once; the original becomes read', async () => {
		const { id } = await receive();
		const { status, json } = await run(id, 'createReplyAll', {});
		expect(status).toBe(201);
		expect(addresses(json.toRecipients)).toEqual(['pat@fabrikam.example', 'AdeleV@contoso.onmicrosoft.com']);
		expect(addresses(json.ccRecipients)).toEqual(['lee@fabrikam.example']);
		expect((await c.call('GET', `/me/messages/${id}`)).json.isRead).toBe(true);
	});

	test('createReplyAll leaves the original alone by a switch', async () => {
		c.simulator.switches.createReplyAllMarksRead = false;
		const { id } = await receive();
		await run(id, 'createReplyAll');
		expect((await c.call('GET', `/me/messages/${id}`)).json.isRead).toBe(false);
	});

	test('a comment is taken as HTML, or ignored by a switch', async () => {
		const { id } = await receive();
		const comment = 'Fine<br><b>good</b>';
		expect((await run(id, 'createReply', { comment })).json.body.content).toMatch(/<body>Fine<br><b>good<\/b> <hr /);
		c.simulator.switches.createReplyComment = 'ignored';
		expect((await run(id, 'createReply', { comment })).json.body.content).not.toContain('Fine');
	});

	test('message.body replaces the history; other members go over the prepared ones', async () => {
		const { id } = await receive();
		const message = {
			body: { contentType: 'html', content: '<p>mine</p>' },
			ccRecipients: [to('x@y.example')],
			attachments: [file('more.txt', false)],
			importance: 'high',
		};
		const { json } = await run(id, 'createReply', { message });
		expect(json.bodyPreview).toBe('mine');
		expect(json).toMatchObject({ subject: 'RE: Budget <2026>', importance: 'high', toRecipients: [received.from] });
		expect(addresses(json.ccRecipients)).toEqual(['x@y.example']);
		expect(await attachments(json.id)).toEqual(['logo.png', 'more.txt']);
	});

	test('createForward: all attachments, recipients at the top or in the message or none', async () => {
		const { id, conversationId } = await receive();
		const { json } = await run(id, 'createForward');
		expect(json).toMatchObject({
			subject: 'FW: Budget <2026>',
			toRecipients: [],
			hasAttachments: true,
			conversationId,
		});
		expect(json.body.content).toContain('<p>The figures</p>');
		expect(await attachments(json.id)).toEqual(['plan.txt', 'logo.png']);
		expect(await attachments(id)).toEqual(['plan.txt', 'logo.png']);
		const toRecipients = [to('x@y.example')];
		expect(addresses((await run(id, 'createForward', { toRecipients })).json.toRecipients)).toEqual(['x@y.example']);
		expect(addresses((await run(id, 'createForward', { message: { toRecipients } })).json.toRecipients)).toEqual([
			'x@y.example',
		]);
		expect((await run(id, 'createForward', { comment: 'x' })).status).toBe(201);
		c.simulator.switches.forwardDraftWithoutRecipients = 'refused';
		expect(problem(await run(id, 'createForward', { comment: 'x' }))).toMatch(/^400 ErrorInvalidRequest/);
		expect((await run(id, 'createForward')).status).toBe(201);
	});

	test('folder form, immutable ids, unknown message', async () => {
		const { id } = await receive();
		const reply = await c.call('POST', `/me/mailFolders/inbox/messages/${id}/createReply`, undefined, {
			prefer: 'IdType="ImmutableId"',
		});
		expect(reply.json.id).toMatch(/^AAkA/);
		expect(problem(await run('AAMkADoesNotExistAAA=', 'createReply'))).toMatch(/^404 ErrorItemNotFound/);
		expect(
			problem(await c.call('POST', `/me/messages/${id}/createReply`, '***', { 'content-type': 'text/plain' })),
		).toMatch(/^400 ErrorMimeContentInvalidBase64String/);
	});
});

describe('at once', () => {
	test.each([
		['reply', 'RE: Budget <2026>', ['pat@fabrikam.example'], ['logo.png']],
		['replyAll', 'RE: Budget <2026>', ['pat@fabrikam.example', 'AdeleV@contoso.onmicrosoft.com'], ['logo.png']],
		['forward', 'FW: Budget <2026>', ['x@y.example'], ['plan.txt', 'logo.png']],
	])('%s: 202, empty, in Sent Items with its comment', async (action, subject, recipients, files) => {
		const { id, conversationId } = await receive();
		const reply = await run(id, action, {
			comment: 'See below',
			...(action === 'forward' ? { toRecipients: [to('x@y.example')] } : {}),
		});
		expect([reply.status, reply.text]).toEqual([202, '']);
		const [sent, ...rest] = await sentItems();
		expect(rest).toEqual([]);
		expect(sent).toMatchObject({ subject, isDraft: false, conversationId });
		expect(sent.bodyPreview).toMatch(/^See below[^]*From: Pat Doe/);
		expect(addresses(sent.toRecipients)).toEqual(recipients);
		expect(await attachments(sent.id)).toEqual(files);
		expect((await c.call('GET', `/me/messages/${id}`)).json.isRead).toBe(false);
	});

	test('nobody to send to', async () => {
		const { id } = await receive({ from: null });
		expect(problem(await run(id, 'reply', { comment: '' }))).toMatch(
			/^400 ErrorInvalidRecipients: .*contains no recipients\.$/,
		);
		expect(problem(await run(id, 'forward', { comment: 'x' }))).toMatch(/^400 ErrorInvalidRequest/);
		expect(problem(await run(id, 'forward'))).toMatch(/^400 BadRequest: Empty Payload/);
		expect(await sentItems()).toEqual([]);
	});
});

test.each(['createReply', 'createReplyAll', 'createForward', 'reply', 'replyAll', 'forward'])(
	'%s: comment and message.body together, or what is no such request',
	async (action) => {
		const { id } = await receive();
		const body = { contentType: 'text', content: 'mine' };
		const toRecipients = [to('x@y.example')];
		const message = action.toLowerCase().endsWith('forward') ? { body, toRecipients } : { body };
		expect(problem(await run(id, action, { comment: 'x', message }))).toMatch(/^400 ErrorInvalidRequest/);
		c.simulator.switches.replyConflictCode = 'ErrorInvalidParameter';
		expect(problem(await run(id, action, { comment: 'x', message }))).toMatch(/^400 ErrorInvalidParameter/);
		expect(problem(await run(id, action, { comment: 5 }))).toMatch(/^400 UnableToDeserializePostBody/);
		expect(problem(await run(id, action, { note: 'x' }))).toMatch(/^400 UnableToDeserializePostBody/);
		expect(problem(await run(id, action, { toRecipients, message: { toRecipients } }))).toMatch(
			message.toRecipients ? /^400 ErrorInvalidParameter/ : /^400 UnableToDeserializePostBody/,
		);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toHaveLength(1);
		expect((await run(id, action, { comment: '', message })).status).toBe(action.startsWith('create') ? 201 : 202);
	},
);

test.each([
	['Pacific Standard Time', 'Thursday, 01 January 2026 23:30:00'],
	['Europe/Berlin', 'Friday, 02 January 2026 08:30:00'],
	['Nowhere', 'Friday, 02 January 2026 07:30:00'],
])('the time of the quotation in %s', async (zone, sent) => {
	const { id } = await receive();
	c.simulator.store.messages('megan.bowen@contoso.com')[0].sentDateTime = '2026-01-02T07:30:00Z';
	const reply = await c.call('POST', `/me/messages/${id}/createReply`, {}, { prefer: `outlook.timezone="${zone}"` });
	expect(reply.json.body.content).toContain(`<b>Sent:</b> ${sent}`);
	expect(reply.headers.get('preference-applied')).toBe(zone === 'Nowhere' ? null : `outlook.timezone="${zone}"`);
});

test('in an English mailbox the quotation writes the time as people there do', async () => {
	c.simulator.switches.mailboxLocale = 'en-US';
	const { id } = await receive();
	c.simulator.store.messages('megan.bowen@contoso.com')[0].sentDateTime = '2026-01-02T07:30:00Z';
	const { json } = await run(id, 'createReply');
	expect(json.body.content).toContain('<b>Sent:</b> Friday, January 2, 2026 7:30:00 AM<br>');
	c.simulator.switches.mailboxLocale = 'none';
});

test("to all of a message of one's own: its recipients, not oneself; drafts say who they are from", async () => {
	const own = {
		from: to('megan.bowen@contoso.com'),
		toRecipients: [to('anna@example.com')],
		ccRecipients: [to('bob@example.com')],
	};
	const { id } = await receive(own);
	const { json } = await run(id, 'createReplyAll');
	expect([json.toRecipients, json.ccRecipients].map(addresses)).toEqual([['anna@example.com'], ['bob@example.com']]);
	for (const name of ['from', 'sender']) expect(json[name].emailAddress.address).toBe('megan.bowen@contoso.com');
	expect(json.bodyPreview).toMatch(/^_{32}\r\nFrom: /);
});
