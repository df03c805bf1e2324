import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const create = async (body: Json): Promise<Json> => (await c.call('POST', '/me/messages', body)).json;
const patch = (id: string, body: unknown): ReturnType<Client['call']> => c.call('PATCH', `/me/messages/${id}`, body);
const notDraft = { singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }] };
const invalidSet = '400 ErrorInvalidPropertySet: Set action is invalid for property';

test('named members change, the others stay; new change key, same ids', async () => {
	const before = await create({ subject: 'old', toRecipients: [to('a@b.example')], categories: ['Red'] });
	const reply = await patch(before.id, {
		subject: 'new',
		body: { contentType: 'html', content: '<b>hello</b>' },
		importance: 'High',
	});
	expect(reply.status).toBe(200);
	const after = reply.json;
	expect(after).toEqual({
		...before,
		body: { contentType: 'html', content: expect.stringContaining('<b>hello</b>') },
		'@odata.etag': `W/"${after.changeKey}"`,
		changeKey: after.changeKey,
		lastModifiedDateTime: after.lastModifiedDateTime,
		subject: 'new',
		importance: 'high',
		bodyPreview: 'hello',
	});
	expect(after.changeKey).not.toBe(before.changeKey);
	expect((await c.call('GET', `/me/messages/${before.id}`)).json).toEqual(reply.json);
});

test('lists are replaced, [] empties', async () => {
	const { id } = await create({
		toRecipients: [to('a@b.example'), to('c@d.example')],
		categories: ['Red', 'Blue'],
		replyTo: [to('r@b.example')],
	});
	const { json } = await patch(id, { toRecipients: [to('e@f.example')], categories: [], replyTo: null });
	expect(json.toRecipients.map((one: Json) => one.emailAddress.address)).toEqual(['e@f.example']);
	expect(json).toMatchObject({ categories: [], replyTo: [] });
});

test('a whole message sent back is refused, one fetched with $select is not', async () => {
	const message = await create({ subject: 's', categories: ['Red'] });
	expect(problem(await patch(message.id, (await c.call('GET', `/me/messages/${message.id}`)).json))).toBe(invalidSet);
	const narrow = (await c.call('GET', `/me/messages/${message.id}?$select=categories`)).json;
	expect(problem(await patch(message.id, narrow))).toMatch(/^200/);
});

test.each(['isDraft', 'parentFolderId', 'receivedDateTime', 'conversationId', 'internetMessageHeaders'])(
	'%s cannot be set',
	async (name) => {
		const { id, changeKey } = await create({ subject: 's' });
		expect(problem(await patch(id, { subject: 'x', [name]: name === 'internetMessageHeaders' ? [] : 'v' }))).toBe(
			invalidSet,
		);
		expect((await c.call('GET', `/me/messages/${id}`)).json).toMatchObject({ subject: 's', changeKey });
	},
);

test('attachments are lost without a word', async () => {
	const { id } = await create({});
	const attachments = [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGk=' }];
	expect((await patch(id, { attachments })).json.hasAttachments).toBe(false);
	expect((await c.call('GET', `/me/messages/${id}?$expand=attachments`)).json.attachments).toEqual([]);
});

test.each([
	['subject', 'x'],
	['body', { content: 'x' }],
	['replyTo', []],
	['internetMessageId', '<a@b.example>'],
	['from', to('support@contoso.com')],
])('%s only while it is a draft', async (name, value) => {
	const draft = await create({});
	expect((await patch(draft.id, { [name]: value })).status).toBe(200);
	const sent = await create(notDraft);
	expect(problem(await patch(sent.id, { [name]: value }))).toBe('400 ErrorInvalidPropertySet: Message is not draft.');
});

test('the rest of a sent message can be changed; recipients are ignored', async () => {
	const sent = await create({ ...notDraft, toRecipients: [to('a@b.example')] });
	const changes = {
		isRead: false,
		categories: ['Red'],
		flag: { flagStatus: 'flagged' },
		importance: 'low',
		inferenceClassification: 'other',
	};
	const { json } = await patch(sent.id, { ...changes, toRecipients: [to('c@d.example')] });
	expect(json).toMatchObject(changes);
	expect(json.toRecipients).toEqual(sent.toRecipients);
});

test('extended properties are added and overwritten one by one', async () => {
	const { id } = await create({
		singleValueExtendedProperties: [
			{ id: 'String 0x1042', value: 'a' },
			{ id: 'String 0x1039', value: 'b' },
		],
	});
	await patch(id, { singleValueExtendedProperties: [{ id: 'string 0x1042', value: 'c' }] });
	const [{ singleValueExtendedProperties }] = c.simulator.store.messages('megan.bowen@contoso.com');
	expect(singleValueExtendedProperties.map(({ value }) => value)).toEqual(['b', 'c']);
});

test('the folder form, immutable ids, and what is not an update', async () => {
	const { id } = await create({ subject: 's' });
	const prefer = { prefer: 'IdType="ImmutableId"' };
	const reply = await c.call('PATCH', `/me/mailFolders/drafts/messages/${id}`, { subject: 't' }, prefer);
	expect(reply.json).toMatchObject({ subject: 't', id: expect.stringMatching(/^AAkA/) });
	expect(problem(await c.call('PATCH', `/me/mailFolders/inbox/messages/${id}`, { subject: 't' }))).toMatch(
		/^404 ErrorItemNotFound/,
	);
	expect(problem(await patch(id, ''))).toBe('400 BadRequest: Empty Payload. JSON content expected.');
	expect(problem(await patch(id, 'null'))).toMatch(/^400 UnableToDeserializePostBody/);
	expect(problem(await patch(id, { Subject: 'x' }))).toMatch(/^400 RequestBodyRead/);
});

describe('If-Match', () => {
	const stale = { 'if-match': 'W/"stale"' };

	test('is not looked at unless switched', async () => {
		const { id } = await create({ subject: 'a' });
		expect((await c.call('PATCH', `/me/messages/${id}`, { subject: 'b' }, stale)).status).toBe(200);
		expect((await c.call('DELETE', `/me/messages/${id}`, undefined, stale)).status).toBe(204);
	});

	test('switched: 412 for another etag, nothing changes', async () => {
		c.simulator.switches.ifMatch = 'honoured';
		const { id, '@odata.etag': etag } = await create({ subject: 'a' });
		expect(problem(await c.call('PATCH', `/me/messages/${id}`, { subject: 'b' }, stale))).toMatch(
			/^412 ErrorIrresolvableConflict/,
		);
		expect(problem(await c.call('DELETE', `/me/messages/${id}`, undefined, stale))).toMatch(
			/^412 ErrorIrresolvableConflict/,
		);
		const changed = await c.call('PATCH', `/me/messages/${id}`, { subject: 'b' }, { 'if-match': etag });
		expect(changed.json.subject).toBe('b');
		expect((await c.call('PATCH', `/me/messages/${id}`, { subject: 'c' }, { 'if-match': etag })).status).toBe(412);
		expect((await c.call('PATCH', `/me/messages/${id}`, { subject: 'c' }, { 'if-match': '*' })).status).toBe(200);
		expect((await c.call('DELETE', `/me/messages/${id}`)).status).toBe(204);
	});
});

test('isRead alone keeps the change key; with anything else it is a new one', async () => {
	const { id, changeKey } = await create({ subject: 'a' });
	expect((await patch(id, { isRead: false })).json).toMatchObject({ isRead: false, changeKey });
	expect((await patch(id, { isRead: true, categories: ['x'] })).json.changeKey).not.toBe(changeKey);
});

test('subject and the like of a message that is no draft: refused, or without effect by a switch', async () => {
	const { id } = await create({ ...notDraft, subject: 'old' });
	expect(problem(await patch(id, { subject: 'new' }))).toBe('400 ErrorInvalidPropertySet: Message is not draft.');
	c.simulator.switches.updateOfSent = 'ignored';
	expect((await patch(id, { subject: 'new', categories: ['x'] })).json).toMatchObject({
		subject: 'old',
		categories: ['x'],
	});
});

test('from 31 December 2026 on: sensitive members of what is no draft want a permission of their own', async () => {
	c.simulator.switches.sensitiveMembers = 'advanced permission';
	const sent = await create({ ...notDraft, subject: 'old' });
	const draft = await create({ subject: 'old' });
	for (const change of [{ subject: 'new' }, { toRecipients: [] }, { body: { content: 'x' } }, { replyTo: [] }])
		expect(problem(await patch(sent.id, change))).toMatch(/^403 ErrorAccessDenied/);
	expect((await patch(sent.id, { isRead: false, categories: ['x'], importance: 'high' })).status).toBe(200);
	expect((await patch(draft.id, { subject: 'new', toRecipients: [] })).json.subject).toBe('new');
	for (const permission of ['Mail-Advanced.ReadWrite', 'Mail-Advanced.ReadWrite.Shared']) {
		const token = c.simulator.issueToken({ kind: 'delegated', scopes: ['Mail.ReadWrite', permission] });
		const headers = { authorization: `Bearer ${token}` };
		const changed = await c.call('PATCH', `/me/messages/${sent.id}`, { subject: permission }, headers);
		expect(changed.json.subject).toBe(permission);
	}
});

test('who may only read is told at which step it failed', async () => {
	const { id } = (await c.call('POST', '/users/support@contoso.com/messages', { subject: 'a' })).json;
	const support = c.simulator.store.find('support@contoso.com')!;
	support.rights = { fullAccess: [], sendAs: [], sendOnBehalf: [], read: ['megan.bowen@contoso.com'] };
	const path = '/users/support@contoso.com/messages';
	expect((await c.call('GET', `${path}/${id}`)).status).toBe(200);
	const denied = '403 ErrorAccessDenied: Access is denied. Check credentials and try again.';
	expect(problem(await c.call('PATCH', `${path}/${id}`, { subject: 'b' }))).toBe(
		`${denied}, Unable to get the parent Id of the object.`,
	);
	expect(problem(await c.call('POST', path, {}))).toBe(`${denied}, Cannot get ID from name.`);
	expect(problem(await c.call('DELETE', `${path}/${id}`))).toBe(denied);
});
