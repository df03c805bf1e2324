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
	const child = await c.call('POST', `/me/mailFolders/${top.json.id}/childFolders`, {
		displayName: 'A',
		isHidden: true,
	});
	expect([child.status, child.json.parentFolderId, child.json.isHidden]).toEqual([201, top.json.id, true]);
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 'X', id: '1' }))).toMatch(
		/^400 UnableToDeserializePostBody/,
	);
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 1 }))).toMatch(
		/^400 UnableToDeserializePostBody/,
	);
});

test('a name that is taken, also by a hidden folder; both statuses', async () => {
	const text = (name: string): string =>
		`ErrorFolderExists: A folder with the specified name already exists., Could not create folder '${name}'.`;
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 'inbox' }))).toBe(`409 ${text('inbox')}`);
	c.simulator.switches.folderExistsStatus = 400;
	expect(problem(await c.call('POST', '/me/mailFolders', { displayName: 'Clutter' }))).toBe(`400 ${text('Clutter')}`);
});

const make = async (displayName: string, parent = 'msgfolderroot'): Promise<Json> =>
	(await c.call('POST', `/me/mailFolders/${parent}/childFolders`, { displayName })).json;
const get = async (path: string): Promise<Json> => (await c.call('GET', path)).json;

describe('delta', () => {
	const follow = async (link: string): Promise<{ told: Json[]; link: string }> => {
		const { json } = await c.call('GET', link);
		const told = json.value.map(({ '@odata.type': type, ...entry }: Json): Json => {
			expect(type).toMatch(/^#microsoft\.graph\.mail(?:Search)?Folder$/);
			return entry;
		});
		if (!json['@odata.nextLink']) return { told, link: json['@odata.deltaLink'] };
		const rest = await follow(json['@odata.nextLink']);
		return { told: [...told, ...rest.told], link: rest.link };
	};

	test('first the flat tree, then only what came, changed or went', async () => {
		const first = await follow('/me/mailFolders/delta');
		const names = first.told.map(({ displayName }) => displayName);
		expect(names).toEqual(expect.arrayContaining(['Inbox', 'Clients', 'ACME']));
		expect(names).not.toContain('Clutter');
		expect(names).not.toContain('Conflicts');
		expect(await follow(first.link)).toMatchObject({ told: [] });
		const [a, b] = [await make('A'), await make('B')];
		await c.call('POST', '/me/messages', {});
		const second = await follow(first.link);
		expect(second.told).toMatchObject([{ displayName: 'A' }, { displayName: 'B' }]);
		await c.call('PATCH', `/me/mailFolders/${b.id}`, { displayName: 'C' });
		await c.call('POST', `/me/mailFolders/${a.id}/permanentDelete`);
		const third = await follow(second.link);
		expect(third.told).toMatchObject([
			{ id: b.id, displayName: 'C' },
			{ id: a.id, '@removed': { reason: 'deleted' } },
		]);
		expect((await follow(second.link)).told).toEqual(third.told);
		expect((await follow(third.link)).told).toEqual([]);
		await c.call('POST', `/me/mailFolders/${b.id}/move`, { destinationId: 'clutter' });
		await c.call('POST', '/me/mailFolders', { displayName: 'unseen', isHidden: true });
		expect((await follow(third.link)).told).toEqual([{ id: b.id, '@removed': { reason: 'changed' } }]);
	});

	test('$select and hidden folders are remembered; pages', async () => {
		const first = await follow('/me/mailFolders/delta?$select=displayName&includeHiddenFolders=true');
		expect(first.told).toEqual(expect.arrayContaining([{ id: expect.any(String), displayName: 'Conflicts' }]));
		const { id } = await make('A');
		expect((await follow(first.link)).told).toEqual([{ id, displayName: 'A' }]);
		const told: Json[] = [];
		let rounds = 0;
		for (let link: string | undefined = '/me/mailFolders/delta'; link; rounds++) {
			const { json } = await c.call('GET', link, undefined, { prefer: 'odata.maxpagesize=4' });
			expect(json.value.length).toBeLessThanOrEqual(4);
			told.push(...json.value);
			link = json['@odata.nextLink'];
		}
		expect(rounds).toBe(Math.ceil(told.length / 4));
		expect(told).toMatchObject((await follow('/me/mailFolders/delta')).told);
	});

	test('tokens from before a reset, and those that are none', async () => {
		const { link } = await follow('/me/mailFolders/delta');
		c.simulator.reset();
		expect(problem(await c.call('GET', link))).toMatch(/^410 SyncStateNotFound/);
		for (const token of ['x', 'bnVsbA', '', '%00'])
			expect([400, 410]).toContain((await c.call('GET', `/me/mailFolders/delta?$deltatoken=${token}`)).status);
		expect((await get('/me/mailFolders/delta?$deltatoken=latest')).value.length).toBeGreaterThan(5);
	});
});

describe('rename', () => {
	test('200, same id; the own name in another casing is free, a sibling is not', async () => {
		const { id } = await make('A');
		await make('B');
		const reply = await c.call('PATCH', `/me/mailFolders/${id}`, { displayName: 'a' });
		expect([reply.status, reply.json.id, reply.json.displayName]).toEqual([200, id, 'a']);
		expect(problem(await c.call('PATCH', `/me/mailFolders/${id}`, { displayName: 'b' }))).toMatch(
			/^409 ErrorFolderExists/,
		);
		expect(problem(await c.call('PATCH', `/me/mailFolders/${id}`, { isHidden: true }))).toMatch(/^400 RequestBodyRead/);
		expect(problem(await c.call('PATCH', '/me/mailFolders/inbox', { displayName: 'Mine' }))).toMatch(
			/^403 ErrorAccessDenied/,
		);
		expect((await get('/me/mailFolders/inbox')).displayName).toBe('Inbox');
	});
});

describe('delete', () => {
	test('to Deleted Items with its messages, whose ids stay; from there its messages go to the recoverable items', async () => {
		const { id } = await make('A');
		const below = await make('Below', id);
		const message = (await c.call('POST', `/me/mailFolders/${below.id}/messages`, {})).json;
		expect((await c.call('DELETE', `/me/mailFolders/${id}`)).status).toBe(204);
		expect((await get(`/me/mailFolders/${id}`)).parentFolderId).toBe((await get('/me/mailFolders/deleteditems')).id);
		expect((await get(`/me/messages/${message.id}`)).parentFolderId).toBe(below.id);
		expect((await c.call('DELETE', `/me/mailFolders/${id}`)).status).toBe(204);
		for (const gone of [id, below.id])
			expect(problem(await c.call('GET', `/me/mailFolders/${gone}`))).toMatch(/^404 ErrorItemNotFound/);
		expect((await c.call('GET', `/me/messages/${message.id}`)).status).toBe(404);
		expect((await get('/me/mailFolders/recoverableitemsdeletions/messages')).value).toHaveLength(1);
	});

	test('two of one name, one after the other; well-known ones stay', async () => {
		for (let index = 0; index < 2; index++)
			expect((await c.call('DELETE', `/me/mailFolders/${(await make('A')).id}`)).status).toBe(204);
		expect(
			(await get('/me/mailFolders/deleteditems/childFolders')).value.map(({ displayName }: Json) => displayName),
		).toEqual(['A', 'A 1']);
		expect(problem(await c.call('DELETE', '/me/mailFolders/drafts'))).toMatch(/^403 ErrorDeleteDistinguishedFolder/);
		expect(problem(await c.call('POST', '/me/mailFolders/drafts/permanentDelete'))).toMatch(
			/^403 ErrorDeleteDistinguishedFolder/,
		);
	});

	test('permanentDelete takes everything along', async () => {
		const { id } = await make('A');
		const message = (await c.call('POST', `/me/mailFolders/${(await make('B', id)).id}/messages`, {})).json;
		expect((await c.call('POST', `/me/mailFolders/${id}/permanentDelete`)).status).toBe(204);
		expect((await c.call('GET', `/me/messages/${message.id}`)).status).toBe(404);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
	});
});

describe('move and copy', () => {
	test('move: 200, same id, everything in it stays where it is', async () => {
		const { id } = await make('A');
		const message = (await c.call('POST', `/me/mailFolders/${id}/messages`, {})).json;
		const reply = await c.call('POST', `/me/mailFolders/${id}/move`, { destinationId: 'inbox' });
		expect([reply.status, reply.json.id]).toEqual([200, id]);
		expect((await get(`/me/mailFolders/inbox/childFolders/${id}/messages`)).value).toMatchObject([{ id: message.id }]);
	});

	test('copy: 200, a new folder with copies of folders and messages', async () => {
		const { id } = await make('A');
		const below = await make('B', id);
		const message = (await c.call('POST', `/me/mailFolders/${below.id}/messages`, { subject: 's' })).json;
		const reply = await c.call('POST', `/me/mailFolders/${id}/copy`, { destinationId: 'inbox' });
		expect([reply.status, reply.json.displayName, reply.json.childFolderCount]).toEqual([200, 'A', 1]);
		expect(reply.json.id).not.toBe(id);
		const [copied] = (await get(`/me/mailFolders/${reply.json.id}/childFolders`)).value;
		const [copy] = (await get(`/me/mailFolders/${copied.id}/messages`)).value;
		expect(copy).toMatchObject({ subject: 's' });
		expect(copy.id).not.toBe(message.id);
		expect((await get(`/me/messages/${message.id}`)).parentFolderId).toBe(below.id);
	});

	test.each(['move', 'copy'])(
		'%s: not below itself, not onto a name that is there, nowhere unknown',
		async (action) => {
			const { id } = await make('A');
			const below = await make('B', id);
			await make('a', 'inbox');
			const run = async (destinationId: unknown): Promise<string> =>
				problem(await c.call('POST', `/me/mailFolders/${id}/${action}`, { destinationId }));
			expect(await run(id)).toMatch(/^400 ErrorMoveCopyFailed/);
			expect(await run(below.id)).toMatch(/^400 ErrorMoveCopyFailed/);
			expect(await run('inbox')).toMatch(/^409 ErrorFolderExists/);
			expect(await run('AAMkADoesNotExistAAA=')).toMatch(/^404 ErrorItemNotFound/);
			expect(await run(1)).toMatch(/^400 UnableToDeserializePostBody/);
			expect((await get(`/me/mailFolders/${id}`)).childFolderCount).toBe(1);
			if (action === 'move')
				expect(problem(await c.call('POST', '/me/mailFolders/junkemail/move', { destinationId: 'inbox' }))).toMatch(
					/^403 ErrorMoveDistinguishedFolder/,
				);
		},
	);
});

test('a search folder is listed with its type and takes nothing in', async () => {
	const { value } = await get("/me/mailFolders?$filter=displayName eq 'weekly digests'&$select=displayName");
	expect(value).toEqual([
		{ '@odata.type': '#microsoft.graph.mailSearchFolder', id: expect.any(String), displayName: 'Weekly digests' },
	]);
	const [{ id }] = value;
	expect(await get(`/me/mailFolders/${id}`)).toMatchObject({
		isSupported: true,
		filterQuery: "contains(subject, 'weekly digest')",
		sourceFolderIds: [(await get('/me/mailFolders/inbox')).id],
	});
	const draft = (await c.call('POST', '/me/messages', {})).json;
	for (const [path, body] of [
		[`/me/mailFolders/${id}/messages`, {}],
		[`/me/messages/${draft.id}/move`, { destinationId: id }],
		[`/me/mailFolders/${id}/childFolders`, { displayName: 'x' }],
	] as const) {
		expect((await c.call('POST', path, body)).status).toBe(400);
	}
	expect((await get(`/me/messages/${draft.id}`)).parentFolderId).toBe(draft.parentFolderId);
});

test('German names; well-known names still work', async () => {
	c.simulator.switches.folderLanguage = 'de';
	expect((await c.call('GET', '/me/mailFolders/drafts')).json.displayName).toBe('Entwürfe');
	expect((await c.call('GET', "/me/mailFolders?$filter=displayName eq 'Posteingang'")).json.value).toHaveLength(1);
});
