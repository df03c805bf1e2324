import { client } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const megan = () => c.simulator.person('megan.bowen@contoso.com');
const read = async (id: string, query = ''): Promise<Json> => (await c.call('GET', `/me/messages/${id}${query}`)).json;

test('a mail arrives with the fields of transport and those that it brings', async () => {
	const { id } = megan().receive({
		subject: 'News',
		from: 'list@example.com',
		headers: { 'List-Id': '<news.example.com>', 'Auto-Submitted': 'auto-generated' },
	});
	expect(await read(id)).toMatchObject({ subject: 'News', isDraft: false, isRead: false });
	const { internetMessageHeaders: headers } = await read(id, '?$select=internetMessageHeaders');
	const names = headers.map(({ name }: Json) => name);
	expect(names.slice(0, 3)).toEqual(['Received', 'Received', 'Received']);
	expect(names).toEqual(expect.arrayContaining(['From', 'Message-ID', 'List-Id', 'Auto-Submitted']));
	const { value } = (await c.call('GET', '/me/mailFolders/inbox/messages?$filter=isRead eq false')).json;
	expect(value).toMatchObject([{ from: { emailAddress: { address: 'list@example.com' } } }]);
});

test('an answer goes on in the conversation of what it answers', () => {
	const sent = megan().write({ subject: 'Offer' });
	const answer = megan().receive({ subject: 'RE: Offer', answers: sent });
	expect(answer.conversationId).toBe(sent.conversationId);
	expect(answer.internetMessageHeaders).toContainEqual({ name: 'In-Reply-To', value: sent.internetMessageId });
});

test('edit, attach, move, copy', async () => {
	const draft = (await c.call('POST', '/me/messages', { subject: 'a', importance: 'high' })).json;
	const before = draft['@odata.etag'];
	megan().edit(draft.id, { subject: 'b', categories: ['Red category'] });
	megan().attach(draft.id, { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGk=' });
	const after = await read(draft.id);
	expect(after).toMatchObject({ subject: 'b', importance: 'high', categories: ['Red category'], hasAttachments: true });
	expect(after['@odata.etag']).not.toBe(before);
	const copy = megan().copy(draft.id);
	expect(await read(copy.id)).toMatchObject({ subject: 'b', isDraft: true, parentFolderId: after.parentFolderId });
	const moved = megan().move(draft.id, 'archive');
	expect((await c.call('GET', `/me/messages/${draft.id}`)).status).toBe(404);
	expect((await read(moved.id)).parentFolderId).toBe(megan().folder('archive').id);
});

test('delete in three steps, restore', async () => {
	const draft = megan().write({ subject: 'a' });
	megan().remove(draft);
	expect(megan().messages('deleteditems')).toEqual([draft]);
	megan().restore(draft);
	expect(megan().messages('drafts')).toEqual([draft]);
	megan().remove(draft);
	megan().remove(draft);
	expect(megan().messages('recoverableitemsdeletions')).toEqual([draft]);
	megan().restore(draft);
	megan().removeForGood(draft);
	expect(megan().mailbox.messages).toEqual([]);
	await expect(async () => megan().restore(draft)).rejects.toThrow('The specified object was not found');
});

test('Send keeps the message, in classic Outlook it makes another one; a refusal stays one', async () => {
	const json = { subject: 'a', toRecipients: [{ emailAddress: { address: 'anna@example.com' } }] };
	const web = megan().write(json);
	const { internetMessageId, immutableId } = web;
	expect(await megan().send(web)).toMatchObject({ internetMessageId, immutableId, isDraft: false });
	const classic = megan().write(json);
	const sent = await megan().send(classic, 'classic');
	expect(sent.internetMessageId).not.toBe(classic.internetMessageId);
	expect(sent).toMatchObject({ isDraft: false, conversationId: classic.conversationId });
	expect(megan().messages('sentitems')).toEqual([web, sent]);
	expect(megan().messages('drafts')).toEqual([]);
	await expect(megan().send(megan().write())).rejects.toThrow('At least one recipient is not valid');
});
