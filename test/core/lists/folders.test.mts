import { findFolders } from '../../../core/lists/folders';
import type { Simulator } from '../../../simulator/server.mts';
import { listTools } from '../../support/lists.mts';
import { useSimulator } from '../../support/useSimulator.mts';

const MAILBOX = 'megan.bowen@contoso.com';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

async function entries(search = '', hidden = false, mailbox = 'me') {
	const { graph, account, keeper } = listTools(simulator);
	return (await findFolders(graph, account, { mailbox, search, hidden }, keeper)).results;
}
const names = async (search = '', hidden = false) => (await entries(search, hidden)).map(({ name }) => name);
/** The service does not know the flat listing. */
const noDelta = () =>
	simulator.faults.add({
		path: /mailFolders\/delta/,
		status: 400,
		code: 'BadRequest',
		message: "Resource not found for the segment 'delta'.",
		times: 99,
	});

describe('the order of the list', () => {
	const expected = [
		'Drafts',
		'Inbox',
		'Inbox / Clients',
		'Inbox / Clients / ACME',
		'Inbox / Clients / Fabrikam',
		'Inbox / Projects',
		'Sent Items',
		'Deleted Items',
		'Junk Email',
		'Archive',
		'Conversation History',
		'Outbox',
	];

	test('Drafts first, then as Outlook sorts them, children behind their parents', async () => {
		expect(await names()).toEqual(expected);
	});

	test('the same without the flat listing', async () => {
		noDelta();
		expect(await names()).toEqual(expected);
	});

	test('names in any letter case, with accents and numbers', async () => {
		for (const name of ['zebra', 'Ärger', 'apfel', 'Öl']) simulator.store.addFolder(MAILBOX, 'msgfolderroot', name);
		expect((await names()).slice(10)).toEqual(['apfel', 'Ärger', 'Conversation History', 'Öl', 'Outbox', 'zebra']);
	});

	test("in a German mailbox, Outlook's own folders are told by id", async () => {
		simulator.switches.folderLanguage = 'de';
		expect((await entries()).slice(0, 3)).toEqual([
			{ name: 'Entwürfe', value: 'drafts' },
			{ name: 'Posteingang', value: 'inbox' },
			{ name: 'Posteingang / Clients', value: expect.stringMatching(/^AAMkA/) },
		]);
		expect((await entries('postein')).length).toBe(5);
	});
});

test("a folder of one's own is chosen by id, one of Outlook's own by its name", async () => {
	const byName = Object.fromEntries((await entries()).map(({ name, value }) => [name, value]));
	const clients = simulator.store.mailboxes[0].folders.find(({ displayName }) => displayName === 'Clients')!;
	expect(byName).toMatchObject({ Drafts: 'drafts', Archive: 'archive', 'Inbox / Clients': clients.id });
});

test('found by any part of the path, accents ignored', async () => {
	simulator.store.addFolder(MAILBOX, 'inbox', 'Müller & Söhne');
	expect(await names('acme')).toEqual(['Inbox / Clients / ACME']);
	expect(await names('inbox/cl')).toEqual(['Inbox / Clients', 'Inbox / Clients / ACME', 'Inbox / Clients / Fabrikam']);
	expect(await names('sohne')).toEqual(['Inbox / Müller & Söhne']);
	expect(await names('nothing like it')).toEqual([]);
});

test('hidden folders behind the switch only, with what is below them', async () => {
	expect(await names('sync')).toEqual([]);
	expect(await names('sync', true)).toEqual([
		'Sync Issues',
		'Sync Issues / Conflicts',
		'Sync Issues / Local Failures',
		'Sync Issues / Server Failures',
	]);
});

test.each([
	['in the flat listing', /mailFolders\/delta/],
	['in the list of children', /mailFolders\?/],
])('search folders and removed ones are left out (%s)', async (_name, path) => {
	if (!path.test('mailFolders/delta')) noDelta();
	const value = [
		{ id: 'a', displayName: 'Real', parentFolderId: 'root', childFolderCount: 0, isHidden: false },
		{
			'@odata.type': '#microsoft.graph.mailSearchFolder',
			id: 'b',
			displayName: 'Found',
			parentFolderId: 'root',
			childFolderCount: 0,
			isHidden: false,
		},
		{ id: 'c', '@removed': { reason: 'deleted' } },
	];
	simulator.faults.add({ path, status: 200, contentType: 'application/json', body: JSON.stringify({ value }) });
	simulator.faults.add({
		path: /mailFolders\/drafts/,
		status: 200,
		contentType: 'application/json',
		body: JSON.stringify({ id: 'd', parentFolderId: 'root' }),
	});
	expect(await names()).toEqual(['Real']);
});

test('small pages of the flat listing are not followed one by one', async () => {
	simulator.faults.add({
		path: /mailFolders\/delta/,
		status: 200,
		contentType: 'application/json',
		body: JSON.stringify({
			value: [{ id: 'a', displayName: 'Real' }],
			'@odata.nextLink': `${simulator.url}/v1.0/me/mailFolders/delta?$skiptoken=1`,
		}),
	});
	expect(await names('clients')).toHaveLength(3);
	expect(simulator.requests.some(({ path }) => path.includes('skiptoken'))).toBe(false);
});

describe('how many requests', () => {
	/** 28 more folders: 40 that are shown, 20 of them with children. */
	function fortyFolders() {
		for (let i = 0; i < 9; i++) {
			const parent = simulator.store.addFolder(MAILBOX, 'msgfolderroot', `Parent ${i}`);
			const child = simulator.store.addFolder(MAILBOX, parent.id, `Child ${i}`);
			if (i < 9) simulator.store.addFolder(MAILBOX, child.id, `Grandchild ${i}`);
		}
		simulator.store.addFolder(MAILBOX, 'archive', 'Old');
	}

	test('40 folders, 20 with children: few rounds, at most 4 at a time, none while typing', async () => {
		fortyFolders();
		const { graph, account, keeper, host } = listTools(simulator);
		const { results } = await findFolders(graph, account, { mailbox: 'me', search: '' }, keeper);
		expect(results).toHaveLength(40);
		expect(simulator.requests).toHaveLength(7);
		expect(host.rounds()).toBe(2);
		expect(host.widest()).toBe(4);
		for (const search of ['c', 'ch', 'chi', 'chil', 'child 3'])
			await findFolders(graph, account, { mailbox: 'me', search }, keeper);
		expect(simulator.requests).toHaveLength(7);
	});

	/** 6 + 30 + 240 + 924 = 1,200 */
	function manyFolders() {
		const below = (parents: string[], count: number) =>
			Array.from(
				{ length: count },
				(_, i) => simulator.store.addFolder(MAILBOX, parents[i % parents.length], `Folder ${count} ${i}`).id,
			);
		below(below(below(below(['msgfolderroot'], 6), 30), 240), 924);
	}

	test('1,200 folders in four levels, complete', async () => {
		manyFolders();
		const { graph, account, keeper, host } = listTools(simulator);
		const { results } = await findFolders(graph, account, { mailbox: 'me', search: 'folder 924' }, keeper);
		expect(results).toHaveLength(924);
		expect(host.rounds()).toBe(2);
	});

	test('the same without the flat listing', async () => {
		manyFolders();
		simulator.faults.add({ path: /mailFolders\/delta/, status: 400, code: 'BadRequest' });
		const { graph, account, keeper, host } = listTools(simulator);
		const { results } = await findFolders(graph, account, { mailbox: 'me', search: 'folder 924' }, keeper);
		expect(results).toHaveLength(924);
		// 276 folders have children, and the first of 12 requests are those for Outlook's own folders and the top level.
		expect(host.rounds()).toBe(72);
		expect(host.widest()).toBe(4);
	});

	test('another credential, mailbox or kind of list is asked for anew', async () => {
		const { graph, account, keeper } = listTools(simulator);
		const ask = async (mailbox: string, hidden: boolean, by = keeper) =>
			await findFolders(graph, account, { mailbox, search: '', hidden }, by);
		for (const [mailbox, hidden, by] of [
			['me', false],
			['me', true],
			['support@contoso.com', false],
			['me', false, listTools(simulator).keeper],
		] as const) {
			simulator.requests.length = 0;
			await ask(mailbox, hidden, by);
			expect(simulator.requests.length).toBeGreaterThan(0);
		}
	});
});

describe('what a person reads when there is no list', () => {
	const reason = async (mailbox: string) =>
		await entries('', false, mailbox).catch((error: { text: string }) => error.text);

	test('a mailbox that the account may not use is refused without a request', async () => {
		const { graph, keeper } = listTools(simulator);
		const { account } = listTools(simulator, {
			limits: { allowSending: false, allowDeleting: false, allowedMailboxes: ['sales@contoso.com'] },
		});
		await expect(findFolders(graph, account, { mailbox: 'support@contoso.com', search: '' }, keeper)).rejects.toThrow(
			'may not use the mailbox',
		);
		expect(simulator.requests).toHaveLength(0);
	});

	test('no mailbox', async () => {
		expect(await reason('nolicence@contoso.com')).toMatch(
			/^"nolicence@contoso.com" has no mailbox: most likely it has no Exchange Online licence\. Ask an administrator/,
		);
	});

	test('an unknown one', async () => {
		expect(await reason('nobody@contoso.com')).toBe(
			'Microsoft 365 knows no mailbox "nobody@contoso.com". Check the address, and that the account belongs to the same organisation. A personal account can use its own mailbox only, a group has none.',
		);
	});

	test('no rights', async () => {
		expect(await reason('AdeleV@contoso.onmicrosoft.com')).toMatch(
			/^The account has no rights on the mailbox "AdeleV@contoso.onmicrosoft.com"\. Ask an Exchange administrator for Full Access/,
		);
	});

	test('throttled', async () => {
		simulator.faults.add({ status: 429, code: 'ApplicationThrottled', retryAfter: '600', times: 99 });
		expect(await reason('me')).toBe(
			'Outlook is receiving too many requests for your mailbox and asks to wait 600 seconds, which is longer than the time that was left. It was tried once, with a timeout of 5 seconds. Run it again in 600 seconds. Run fewer workflows on this mailbox at the same time, or raise the timeout.',
		);
	});
});
