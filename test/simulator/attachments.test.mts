import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const kind = (name: string): string => `#microsoft.graph.${name}Attachment`;
const file = (text: string, more: Json = {}): Json => ({
	'@odata.type': kind('file'),
	name: 'a.txt',
	contentType: 'text/plain',
	contentBytes: Buffer.from(text).toString('base64'),
	...more,
});
const draft = async (): Promise<string> => `/me/messages/${(await c.call('POST', '/me/messages', {})).json.id}`;

test('add, list, get, raw value, delete; hasAttachments follows', async () => {
	const path = await draft();
	const added = await c.call('POST', `${path}/attachments`, file('grüß'));
	expect(added.status).toBe(201);
	expect(added.json).toMatchObject({
		'@odata.type': kind('file'),
		name: 'a.txt',
		contentBytes: Buffer.from('grüß').toString('base64'),
	});
	expect(added.json.size).toBeGreaterThan(6);
	expect((await c.call('GET', path)).json.hasAttachments).toBe(true);
	const one = `${path}/attachments/${added.json.id}`;
	expect((await c.call('GET', `${path}/attachments`)).json.value[0].contentBytes).toBeDefined();
	expect(Object.keys((await c.call('GET', `${path}/attachments?$select=name`)).json.value[0])).toEqual([
		'@odata.type',
		'@odata.mediaContentType',
		'id',
		'name',
	]);
	expect((await c.call('GET', one)).json.name).toBe('a.txt');
	const raw = await c.call('GET', `${one}/$value`);
	expect([raw.text, raw.headers.get('content-type')]).toEqual(['grüß', 'text/plain']);
	expect((await c.call('DELETE', one)).status).toBe(204);
	expect(problem(await c.call('GET', one))).toMatch(/^404 ErrorItemNotFound/);
	expect((await c.call('GET', path)).json.hasAttachments).toBe(false);
});

test('an inline file alone leaves hasAttachments false', async () => {
	const path = await draft();
	await c.call('POST', `${path}/attachments`, file('x', { isInline: true, contentId: 'logo' }));
	expect((await c.call('GET', path)).json.hasAttachments).toBe(false);
});

test('items and references', async () => {
	const path = await draft();
	const item = { '@odata.type': 'microsoft.graph.message', subject: 'inner' };
	const { json } = await c.call('POST', `${path}/attachments`, { '@odata.type': kind('item'), name: 'mail', item });
	expect(
		(await c.call('GET', `${path}/attachments/${json.id}?$expand=microsoft.graph.itemattachment/item`)).json.item,
	).toEqual(item);
	const reference = await c.call('POST', `${path}/attachments`, { '@odata.type': kind('reference'), name: 'link' });
	expect((await c.call('GET', `${path}/attachments/${reference.json.id}/$value`)).status).toBe(405);
});

test('refused: bad base64, unknown type, too large', async () => {
	const path = `${await draft()}/attachments`;
	for (const body of [file('', { contentBytes: '***' }), file('x', { '@odata.type': kind('other') })]) {
		expect(problem(await c.call('POST', path, body))).toMatch(/^400 UnableToDeserializePostBody/);
	}
	c.simulator.switches.largestPostedAttachment = 10;
	expect((await c.call('POST', path, file('0123456789'))).status).toBe(201);
	expect(problem(await c.call('POST', path, file('0123456789a')))).toMatch(/^413 RequestEntityTooLarge/);
});

test('the largest posted file, to the byte', async () => {
	const path = `${await draft()}/attachments`;
	const bytes = (count: number): Json => file('', { contentBytes: Buffer.alloc(count).toString('base64') });
	expect((await c.call('POST', path, bytes(3_145_611))).status).toBe(201);
	expect((await c.call('POST', path, bytes(3_145_612))).status).toBe(413);
});

test.each([
	['stay', ['a.png', 'b.txt', 'c.txt']],
	['doubled', ['a.png', 'a.png', 'b.txt', 'a.png', 'a.png', 'c.txt']],
] as const)('inline images when one more file is added: %s (dotnet#2937)', async (inlineImagesOnAdd, expected) => {
	Object.assign(c.simulator.switches, { inlineImagesOnAdd });
	const file = { '@odata.type': '#microsoft.graph.fileAttachment', contentBytes: 'aGk=' };
	const image = { ...file, name: 'a.png', isInline: true, contentId: 'a' };
	const path = `/me/messages/${(await c.call('POST', '/me/messages', { attachments: [image] })).json.id}/attachments`;
	for (const name of ['b.txt', 'c.txt']) await c.call('POST', path, { ...file, name });
	const { value } = (await c.call('GET', path)).json;
	expect(value.map(({ name }: { name: string }) => name)).toEqual(expected);
	expect(new Set(value.map(({ id }: { id: string }) => id)).size).toBe(expected.length);
	c.simulator.switches.inlineImagesOnAdd = 'stay';
});

test('adding and removing is a write of the message: the change key is a new one', async () => {
	const path = await draft();
	const changeKey = async (): Promise<string> => (await c.call('GET', path)).json.changeKey;
	const before = await changeKey();
	const { id } = (await c.call('POST', `${path}/attachments`, file('x'))).json;
	const added = await changeKey();
	await c.call('DELETE', `${path}/attachments/${id}`);
	expect(new Set([before, added, await changeKey()]).size).toBe(3);
});

describe.each([
	['a folder', '/me/mailFolders/drafts'],
	["a folder's key form", "/users/megan.bowen@contoso.com/mailFolders('Drafts')"],
	['a child folder', '/me/mailFolders/msgfolderroot/childFolders/drafts'],
])('below %s', (_, folder) => {
	test('the same five calls', async () => {
		const id = (await draft()).split('/').pop();
		const path = `${folder}/messages/${id}/attachments`;
		const added = await c.call('POST', path, file('x', { isInline: true, contentId: 'logo' }));
		expect(added.status).toBe(201);
		expect(added.json['@odata.context']).toContain("/messages('");
		const { value } = (await c.call('GET', path)).json;
		expect(value).toMatchObject([{ id: added.json.id, contentId: 'logo' }]);
		const one = `${path}/${added.json.id}`;
		expect((await c.call('GET', one)).json.name).toBe('a.txt');
		expect((await c.call('GET', `${one}/$value`)).text).toBe('x');
		expect((await c.call('DELETE', one)).status).toBe(204);
		expect((await c.call('GET', path)).json.value).toEqual([]);
	});

	test('only where the message is', async () => {
		const id = (await draft()).split('/').pop();
		expect(problem(await c.call('GET', `/me/mailFolders/inbox/messages/${id}/attachments`))).toMatch(
			/^404 ErrorItemNotFound/,
		);
		expect(problem(await c.call('GET', `${folder}/messages/${id}/attachments/AAMkAAAAAAAAAAAA`))).toMatch(
			/^404 ErrorItemNotFound/,
		);
	});
});

test('$select: members of a kind of attachment need its cast', async () => {
	const path = await draft();
	const { id } = (await c.call('POST', `${path}/attachments`, file('x', { isInline: true, contentId: 'logo' }))).json;
	const keys = async (select: string): Promise<string[]> =>
		Object.keys((await c.call('GET', `${path}/attachments?$select=${select}`)).json.value[0]);
	expect(await keys('NAME,microsoft.graph.fileAttachment/contentId')).toEqual([
		'@odata.type',
		'@odata.mediaContentType',
		'id',
		'name',
		'contentId',
	]);
	expect(Object.keys((await c.call('GET', `${path}/attachments/${id}?$select=size`)).json)).toEqual([
		'@odata.context',
		'@odata.type',
		'@odata.mediaContentType',
		'id',
		'size',
	]);
	for (const select of ['contentId', 'contentBytes', 'nosuch', 'microsoft.graph.itemAttachment/contentId']) {
		expect(problem(await c.call('GET', `${path}/attachments?$select=${select}`))).toMatch(
			/^400 BadRequest: .*Could not find a property named/,
		);
	}
});
