import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

test('create below the root and below a folder', async () => {
	const top = await c.call('POST', '/me/mailFolders', { displayName: 'Clients' });
	expect([top.status, top.json.displayName, top.json.isHidden]).toEqual([201, 'Clients', false]);
	const child = await c.call('POST', `/me/mailFolders/${top.json.id}/childFolders`, { displayName: 'A', isHidden: true });
	expect([child.status, child.json.parentFolderId, child.json.isHidden]).toEqual([201, top.json.id, true]);
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 'X', id: '1' }))).toMatch(/^400 RequestBodyRead/);
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 1 }))).toMatch(/^400 UnableToDeserializePostBody/);
});

test('a name that is taken, also by a hidden folder; both statuses', async () => {
	const text = (name: string): string => `ErrorFolderExists: A folder with the specified name already exists., Could not create folder '${name}'.`;
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 'inbox' }))).toBe(`409 ${text('inbox')}`);
	c.simulator.switches.folderExistsStatus = 400;
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 'Clutter' }))).toBe(`400 ${text('Clutter')}`);
});

test('delta is the flat tree', async () => {
	const { json } = await c.call('GET', '/me/mailFolders/delta');
	const names = json.value.map(({ displayName }: Json) => displayName);
	expect(names).toEqual(expect.arrayContaining(['Inbox', 'Clients', 'ACME']));
	expect(names).not.toContain('Clutter');
	expect((await c.call('GET', json['@odata.deltaLink'])).status).toBe(200);
});

test('German names; well-known names still work', async () => {
	c.simulator.switches.folderLanguage = 'de';
	expect((await c.call('GET', '/me/mailFolders/drafts')).json.displayName).toBe('Entwürfe');
	expect((await c.call('GET', "/me/mailFolders?$filter=displayName eq 'Posteingang'")).json.value).toHaveLength(1);
});
