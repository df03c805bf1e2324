import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const create = async (body: Json, headers = {}): Promise<Json> =>
	(await c.call('POST', '/me/messages', body, headers)).json;
const inFolder = async (folder: string): Promise<Json[]> =>
	(await c.call('GET', `/me/mailFolders/${folder}/messages`)).json.value;
const immutable = { prefer: 'IdType="ImmutableId"' };
const noRecipients =
	"400 ErrorInvalidRecipients: At least one recipient is not valid., A message can't be sent because it contains no recipients.";

describe('send', () => {
	test('202, empty; in Sent Items under a new id, no longer a draft', async () => {
		const draft = await create({ subject: 's', toRecipients: [to('a@b.example')], categories: ['Red'] });
		const reply = await c.call('POST', `/me/messages/${draft.id}/send`);
		expect([reply.status, reply.text, reply.headers.get('content-length')]).toEqual([202, '', '0']);
		expect(problem(await c.call('GET', `/me/messages/${draft.id}`))).toMatch(/^404 ErrorItemNotFound/);
		expect(await inFolder('drafts')).toEqual([]);
		const [sent] = await inFolder('sentitems');
		expect(sent).toMatchObject({
			subject: 's',
			isDraft: false,
			isRead: true,
			categories: ['Red'],
			internetMessageId: draft.internetMessageId,
			conversationId: draft.conversationId,
		});
		expect(sent.from.emailAddress).toEqual({ name: 'Megan Bowen', address: 'megan.bowen@contoso.com' });
		expect(sent.id).not.toBe(draft.id);
		expect(problem(await c.call('POST', `/me/messages/${sent.id}/send`))).toMatch(/^404 ErrorItemNotFound/);
	});

	test('the immutable id stays, or changes at its end by a switch', async () => {
		const draft = async (): Promise<string> => (await create({ bccRecipients: [to('a@b.example')] }, immutable)).id;
		const kept = await draft();
		expect((await c.call('POST', `/me/mailFolders/drafts/messages/${kept}/send`, undefined, immutable)).status).toBe(
			202,
		);
		expect((await c.call('GET', `/me/messages/${kept}`, undefined, immutable)).json).toMatchObject({
			id: kept,
			isDraft: false,
		});
		c.simulator.switches.immutableIdAfterSend = 'changed';
		const lost = await draft();
		await c.call('POST', `/me/messages/${lost}/send`);
		c.simulator.switches.immutableIdAfterSend = 'kept';
		expect((await c.call('GET', `/me/messages/${lost}`)).status).toBe(404);
		const ids = c.simulator.store.messages('megan.bowen@contoso.com').map(({ immutableId }) => immutableId);
		expect(ids[1]).not.toBe(lost);
		expect(ids[1].slice(0, 50)).toBe(lost.slice(0, 50));
		expect((await c.call('GET', `/me/messages/${ids[1]}`)).status).toBe(200);
	});

	test('without recipients, or with a bad one, the draft stays', async () => {
		const { id } = await create({ subject: 's' });
		expect(problem(await c.call('POST', `/me/messages/${id}/send`))).toBe(noRecipients);
		await c.call('PATCH', `/me/messages/${id}`, { toRecipients: [to('a@b.example'), to('nobody')] });
		expect(problem(await c.call('POST', `/me/messages/${id}/send`))).toMatch(
			/^400 ErrorInvalidRecipients: At least one recipient is not valid\., Recipient 'nobody' is not resolved\./,
		);
		expect((await c.call('GET', `/me/messages/${id}`)).json.isDraft).toBe(true);
	});

	test('the body of the request does not matter', async () => {
		const { id } = await create({ toRecipients: [to('a@b.example')] });
		expect((await c.call('POST', `/me/messages/${id}/send`, 'null')).status).toBe(202);
	});
});

describe('sendMail', () => {
	const message = { subject: 's', toRecipients: [to('a@b.example')] };
	test.each([
		[{ message }, 1],
		[{ message, saveToSentItems: true }, 1],
		[{ message, saveToSentItems: false }, 0],
		[{ message, saveToSentItems: 'false' }, 0],
	])('%j keeps %i', async (body, kept) => {
		const reply = await c.call('POST', '/me/sendMail', body);
		expect([reply.status, reply.text]).toEqual([202, '']);
		expect(await inFolder('sentitems')).toHaveLength(kept);
		expect(await inFolder('drafts')).toEqual([]);
	});

	test('what is refused, with nothing kept', async () => {
		const send = async (body: unknown, headers = {}): Promise<string> =>
			problem(await c.call('POST', '/users/support@contoso.com/sendMail', body, headers));
		expect(await send({ message: {} })).toBe(noRecipients);
		expect(await send({})).toMatch(/^400 UnableToDeserializePostBody/);
		expect(await send({ message, save: true })).toMatch(/^400 UnableToDeserializePostBody/);
		expect(await send({ message: { ...message, internetMessageHeaders: [{ name: 'Sender', value: 'x' }] } })).toMatch(
			/^400 InvalidInternetMessageHeader:/,
		);
		expect(await send('')).toMatch(/^400 BadRequest: Empty Payload/);
		expect(await send('not base64', { 'content-type': 'text/plain' })).toMatch(
			/^400 ErrorMimeContentInvalidBase64String/,
		);
		expect(c.simulator.store.messages('support@contoso.com')).toEqual([]);
		expect(await send({ message })).toMatch(/^202/);
		expect(c.simulator.store.messages('support@contoso.com')[0]).toMatchObject({
			isDraft: false,
			from: { emailAddress: { name: 'Support', address: 'support@contoso.com' } },
		});
	});
});

describe('sending that takes a moment', () => {
	const addressed = { subject: 's', toRecipients: [to('a@b.example')] };
	beforeEach(() => (c.simulator.switches.sendDelayMs = 4_000));

	test('a draft under its old id until it is in Sent Items; it cannot be sent twice', async () => {
		const draft = await create(addressed);
		const kept = (await c.call('GET', `/me/messages/${draft.id}`, undefined, immutable)).json.id;
		expect((await c.call('POST', `/me/messages/${draft.id}/send`)).status).toBe(202);
		expect((await c.call('GET', `/me/messages/${draft.id}`)).json).toMatchObject({
			isDraft: true,
			parentFolderId: draft.parentFolderId,
		});
		expect([await inFolder('drafts'), await inFolder('sentitems')]).toMatchObject([[{ id: draft.id }], []]);
		expect(problem(await c.call('POST', `/me/messages/${draft.id}/send`))).toMatch(/^404 ErrorItemNotFound/);
		await c.simulator.settled();
		expect((await c.call('GET', `/me/messages/${draft.id}`)).status).toBe(404);
		expect((await c.call('GET', `/me/messages/${kept}`)).json).toMatchObject({ isDraft: false });
		expect([await inFolder('drafts'), await inFolder('sentitems')]).toMatchObject([[], [{ subject: 's' }]]);
	});

	test('what is deleted for good meanwhile does not come back; what is moved is sent', async () => {
		const [gone, moved] = [await create(addressed), await create(addressed)];
		for (const { id } of [gone, moved]) await c.call('POST', `/me/messages/${id}/send`);
		await c.call('POST', `/me/messages/${gone.id}/permanentDelete`);
		await c.call('POST', `/me/messages/${moved.id}/move`, { destinationId: 'archive' });
		await c.simulator.settled();
		expect(await inFolder('sentitems')).toHaveLength(1);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toHaveLength(1);
	});

	test('a deferred message stays a draft until its time', async () => {
		const singleValueExtendedProperties = [
			{ id: 'SystemTime 0x3FEF', value: new Date(Date.now() + 4_000).toISOString() },
		];
		const { id, parentFolderId } = await create({ ...addressed, singleValueExtendedProperties });
		await c.call('POST', `/me/messages/${id}/send`);
		expect((await c.call('GET', `/me/messages/${id}`)).json).toMatchObject({ isDraft: true, parentFolderId });
		await c.simulator.settled();
		expect(await inFolder('sentitems')).toHaveLength(1);
	});

	test('sendMail turns up late and never lies in Drafts', async () => {
		expect((await c.call('POST', '/me/sendMail', { message: addressed })).status).toBe(202);
		expect([await inFolder('drafts'), await inFolder('sentitems')]).toEqual([[], []]);
		await c.simulator.settled();
		expect(await inFolder('sentitems')).toHaveLength(1);
	});
});

test('an address that is none is named', async () => {
	const { id } = await create({ toRecipients: [to('nobody')] });
	expect(problem(await c.call('POST', `/me/messages/${id}/send`))).toBe(
		"400 ErrorInvalidRecipients: At least one recipient is not valid., Recipient 'nobody' is not resolved. All recipients must be resolved before a message can be submitted.",
	);
});

test('sendMail with a time: one copy at once and one then, or only then by a switch', async () => {
	const later = (seconds: number): Json => ({
		message: {
			toRecipients: [to('a@b.example')],
			singleValueExtendedProperties: [
				{ id: 'SystemTime 0x3FEF', value: new Date(Date.now() + 1000 * seconds).toISOString() },
			],
		},
	});
	expect((await c.call('POST', '/me/sendMail', later(3600))).status).toBe(202);
	expect([(await inFolder('sentitems')).length, (await inFolder('drafts')).length]).toEqual([1, 1]);
	c.simulator.reset();
	c.simulator.switches.sendMailDeferred = 'later';
	await c.call('POST', '/me/sendMail', later(3600));
	expect([(await inFolder('sentitems')).length, (await inFolder('drafts')).length]).toEqual([0, 1]);
	const [{ id }] = await inFolder('drafts');
	c.simulator.switches.deferredDelete = 'refused';
	expect(problem(await c.call('DELETE', `/me/messages/${id}`))).toMatch(/^403 ErrorAccessDenied/);
	c.simulator.switches.deferredDelete = 'accepted';
	expect((await c.call('DELETE', `/me/messages/${id}`)).status).toBe(204);
});
