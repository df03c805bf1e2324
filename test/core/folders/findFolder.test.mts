import type { FieldValues } from '../../../core/fields';
import { createDraft } from '../../../core/operations/draft/create';
import { createPolicy } from '../../../core/policy/policy';
import { findFolder, findTarget } from '../../../core/folders/findFolder';
import { readFolder } from '../../../core/folders/readFolder';
import type { Simulator } from '../../../simulator/server.mts';
import { listTools, newItem } from '../../support/lists.mts';
import { useSimulator } from '../../support/useSimulator.mts';

const MAILBOX = 'megan.bowen@contoso.com';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const folders = () => simulator.store.find(MAILBOX)!.folders;
const idOf = (displayName: string) => folders().find((folder) => folder.displayName === displayName)!.id;

async function find(path: string, create = false, tools = listTools(simulator)) {
	const { graph, account } = tools;
	const choice = readFolder({ mode: 'path', value: path });
	return create
		? (await findTarget(graph, account, 'me', choice, true)).key
		: await findFolder(graph, account, 'me', choice);
}

describe('by path', () => {
	test("one look-up for each name below one of Outlook's own folders", async () => {
		expect(await find('Inbox/Clients/ACME')).toBe(idOf('ACME'));
		expect(simulator.requests).toHaveLength(2);
	});

	test.each(['inbox', 'Drafts', 'Sent Items', 'DELETEDITEMS', 'junk email'])('%s alone needs none', async (path) => {
		expect(await find(path)).toBe(path.toLowerCase().replace(' ', ''));
		expect(simulator.requests).toHaveLength(0);
	});

	test("names in the mailbox's own language, and in English all the same", async () => {
		simulator.switches.folderLanguage = 'de';
		expect(await find('Posteingang/Clients')).toBe(idOf('Clients'));
		expect(await find('Inbox/Clients')).toBe(idOf('Clients'));
		expect(await find('archive')).toBe('archive');
		expect(await find('Archiv')).toBe(idOf('Archive'));
	});

	test("a folder of one's own called like a rare one of Outlook's is meant first", async () => {
		simulator.switches.folderLanguage = 'de';
		const own = simulator.store.addFolder(MAILBOX, 'msgfolderroot', 'Archive');
		expect(await find('Archive')).toBe(own.id);
	});

	test('letter case, accents in either form, a slash in a name, hidden folders', async () => {
		simulator.store.addFolder(MAILBOX, 'inbox', 'Müller/Söhne');
		simulator.store.addFolder(MAILBOX, 'inbox', 'Secret', true);
		expect(await find('INBOX/clients')).toBe(idOf('Clients'));
		expect(await find('Inbox/Müller\\/Söhne'.normalize('NFD'))).toBe(idOf('Müller/Söhne'));
		expect(await find('Inbox/secret')).toBe(idOf('Secret'));
	});

	test('the exact name is preferred to one in another letter case', async () => {
		const box = simulator.store.find(MAILBOX)!;
		simulator.store.addFolder(MAILBOX, 'inbox', 'report');
		const exact = simulator.store.addFolder(MAILBOX, 'inbox', 'Report');
		expect(box.folders.filter(({ displayName }) => /^report$/i.test(displayName))).toHaveLength(2);
		expect(await find('Inbox/Report')).toBe(exact.id);
	});

	test('behind the first page of 600 folders', async () => {
		for (let i = 0; i < 600; i++) simulator.store.addFolder(MAILBOX, 'inbox', `Folder ${String(i).padStart(3, '0')}`);
		expect(await find('Inbox/Folder 599')).toBe(idOf('Folder 599'));
		expect(simulator.requests).toHaveLength(3);
	});

	test('what is missing is named, with what there is', async () => {
		await expect(find('Inbox/Client')).rejects.toMatchObject({
			code: 'FolderNotFound',
			message: 'Folder: there is no "Client" in "Inbox".',
			cause: { hint: 'There are: Clients, Projects. Check the name, or switch on Create Folders.' },
		});
		await expect(find('Projects')).rejects.toThrow('there is no "Projects" at the top of the mailbox');
		await expect(find('Inbox/Clients/ACME/2026')).rejects.toMatchObject({
			message: 'Folder: there is no "2026" in "Inbox / Clients / ACME".',
			cause: { hint: expect.stringContaining('It has no folders.') },
		});
	});
});

describe('what is missing is created', () => {
	const named = (name: string) => folders().filter(({ displayName }) => displayName === name);

	test('level by level, without looking into what was made a moment ago', async () => {
		const id = await find('Inbox/Clients/Contoso/2026', true);
		expect(id).toBe(idOf('2026'));
		expect(named('2026')[0].parentFolderId).toBe(idOf('Contoso'));
		expect(simulator.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'POST']);
		expect(await find('Inbox/Clients/Contoso/2026', true)).toBe(id);
	});

	test('at the top of the mailbox', async () => {
		await find('Clients\\/Suppliers/A', true);
		expect(named('Clients/Suppliers')[0].parentFolderId).toBe(
			folders().find(({ wellKnownName }) => wellKnownName === 'msgfolderroot')!.id,
		);
	});

	test.each([409, 400] as const)('20 runs at the same time make one folder of each (status %s)', async (status) => {
		simulator.switches.folderExistsStatus = status;
		simulator.faults.add({ method: 'GET', path: /childFolders/, delayMs: 10, times: 40 });
		const ids = await Promise.all(
			Array.from({ length: 20 }, async () => await find('Inbox/Race/Deep', true, listTools(simulator))),
		);
		expect(new Set(ids).size).toBe(1);
		expect([named('Race').length, named('Deep').length]).toEqual([1, 1]);
		expect(simulator.requests.some((request) => request.status === status)).toBe(true);
	});

	test('items of one run share one look-up', async () => {
		const tools = listTools(simulator);
		await Promise.all(Array.from({ length: 50 }, async () => await find('Inbox/Shared', true, tools)));
		expect(simulator.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('an answer that was lost does not make a second one', async () => {
		simulator.faults.add({ method: 'POST', path: /childFolders/, cut: true, when: 'after' });
		expect(await find('Inbox/Once', true)).toBe(idOf('Once'));
		expect(named('Once')).toHaveLength(1);
	});

	test('a name that is taken by what Outlook does not list', async () => {
		simulator.faults.add({ method: 'POST', path: /childFolders/, status: 409, code: 'ErrorFolderExists' });
		await expect(find('Inbox/Ghost', true)).rejects.toThrow(
			'"Ghost" could not be created: Outlook says that it exists, but does not list it.',
		);
	});

	test('a failure is not remembered for the rest of the run', async () => {
		const tools = listTools(simulator);
		await expect(find('Inbox/Later', false, tools)).rejects.toThrow('there is no "Later"');
		simulator.store.addFolder(MAILBOX, 'inbox', 'Later');
		expect(await find('Inbox/Later', false, tools)).toBe(idOf('Later'));
	});
});

test('a draft by path, also where folders have to be made first', async () => {
	const { graph, account } = listTools(simulator);
	const { output } = await createDraft({
		graph,
		policy: createPolicy(account, graph, 'me'),
		account,
		mailbox: 'me',
		fields: { folder: 'Inbox/New/Place', createFolders: true, subject: 'x' },
		item: newItem(),
	});
	expect(output.folder).toBe('Inbox / New / Place');
	expect(simulator.store.messages(MAILBOX)).toMatchObject([{ subject: 'x', parentFolderId: idOf('Place') }]);
});

test('a header that cannot be sent, or an empty key, is refused before folders are made', async () => {
	const { graph, account } = listTools(simulator);
	const create = async (fields: FieldValues) =>
		await createDraft({
			graph,
			policy: createPolicy(account, graph, 'me'),
			account,
			mailbox: 'me',
			fields: { folder: 'Inbox/New', createFolders: true, ...fields },
			item: newItem(),
		});
	await expect(create({ customHeaders: [{ name: 'Sender', value: 'x' }] })).rejects.toThrow('does not begin with x-');
	await expect(create({ duplicates: 'key', draftKey: ' ' })).rejects.toThrow('Draft Key: it is empty');
	expect(simulator.requests).toHaveLength(0);
});
