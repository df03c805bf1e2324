import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGk=' };
const create = async (): Promise<Json> =>
	(await c.call('POST', '/me/messages', { subject: 's', toRecipients: [to('a@b.example')], attachments: [file] })).json;
const folderId = async (name: string): Promise<string> => (await c.call('GET', `/me/mailFolders/${name}`)).json.id;
const ofMegan = (): Json[] => c.simulator.store.messages('megan.bowen@contoso.com');

test('move: 201, new regular id, same immutable id, the old id is gone', async () => {
	const draft = await create();
	const { immutableId } = ofMegan()[0];
	const reply = await c.call('POST', `/me/messages/${draft.id}/move`, { destinationId: 'Archive' });
	expect(reply.status).toBe(201);
	expect(reply.json).toMatchObject({
		subject: 's',
		isDraft: true,
		hasAttachments: true,
		parentFolderId: await folderId('archive'),
		internetMessageId: draft.internetMessageId,
	});
	expect(reply.json.id).not.toBe(draft.id);
	expect(reply.json.changeKey).not.toBe(draft.changeKey);
	expect((await c.call('GET', `/me/messages/${draft.id}`)).status).toBe(404);
	expect((await c.call('GET', `/me/messages/${immutableId}`)).json.id).toBe(reply.json.id);
	const again = await c.call('POST', `/me/mailFolders/archive/messages/${reply.json.id}/move`, {
		destinationId: await folderId('inbox'),
	});
	expect(again.json.parentFolderId).toBe(await folderId('inbox'));
});

test("parameters of actions in any casing, as Microsoft's generated client writes them", async () => {
	const { id } = await create();
	const moved = await c.call('POST', `/me/messages/${id}/move`, { DestinationId: 'inbox' });
	expect([moved.status, moved.json.parentFolderId]).toEqual([201, await folderId('inbox')]);
	const forward = await c.call('POST', `/me/messages/${moved.json.id}/createForward`, {
		ToRecipients: [to('c@d.example')],
		Comment: 'c',
	});
	expect([forward.status, forward.json.toRecipients[0].emailAddress.address]).toEqual([201, 'c@d.example']);
	expect(problem(await c.call('POST', `/me/messages/${moved.json.id}/move`, { destination: 'inbox' }))).toMatch(
		/^400 UnableToDeserializePostBody/,
	);
	expect(problem(await c.call('POST', `/me/messages/${moved.json.id}/move`, []))).toMatch(
		/^400 UnableToDeserializePostBody/,
	);
});

test('copy: 201, both are there and independent of each other', async () => {
	const draft = await create();
	const { status, json } = await c.call('POST', `/me/messages/${draft.id}/copy`, { destinationId: 'inbox' });
	expect(status).toBe(201);
	expect(json).toMatchObject({
		subject: 's',
		isDraft: true,
		conversationId: draft.conversationId,
		internetMessageId: draft.internetMessageId,
		parentFolderId: await folderId('inbox'),
	});
	expect(json.id).not.toBe(draft.id);
	await c.call('PATCH', `/me/messages/${json.id}`, { subject: 't' });
	expect((await c.call('GET', `/me/messages/${draft.id}`)).json).toMatchObject({
		subject: 's',
		changeKey: draft.changeKey,
	});
	const [one, other] = ofMegan();
	expect(one.immutableId).not.toBe(other.immutableId);
	expect(one.attachments[0].id).not.toBe(other.attachments[0].id);
});

test.each(['move', 'copy'])('%s: unknown and missing destinations change nothing', async (action) => {
	const { id } = await create();
	const run = async (body: unknown): Promise<string> =>
		problem(await c.call('POST', `/me/messages/${id}/${action}`, body));
	expect(await run({ destinationId: 'AAMkADoesNotExistAAA=' })).toMatch(/^404 ErrorItemNotFound/);
	expect(await run({ destinationId: 'no such folder' })).toBe('400 ErrorInvalidIdMalformed: Id is malformed.');
	expect(await run({})).toMatch(/^400 UnableToDeserializePostBody/);
	expect(await run('')).toMatch(/^400 BadRequest: Empty Payload/);
	expect(ofMegan()).toMatchObject([{ id }]);
});

test('permanentDelete: 204 and gone, from any folder', async () => {
	const first = await create();
	const second = await create();
	expect((await c.call('POST', `/me/messages/${first.id}/permanentDelete`)).status).toBe(204);
	expect(
		(await c.call('POST', `/users/megan.bowen@contoso.com/mailFolders/drafts/messages/${second.id}/permanentDelete`))
			.status,
	).toBe(204);
	expect(ofMegan()).toEqual([]);
	expect(problem(await c.call('GET', `/me/messages/${first.id}`))).toMatch(/^404 ErrorItemNotFound/);
	expect((await c.call('GET', `/me/mailFolders/recoverableitemsdeletions/messages`)).json.value).toEqual([]);
});
