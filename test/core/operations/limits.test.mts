// What an account's owner allows holds for every operation, also for one that is added later: each has to have a case here.
import type { AccountLimits } from '../../../core/account';
import { OPERATIONS } from '../../../core/operations';
import type { Simulator } from '../../../simulator/server.mts';
import { textFile } from '../../support/files.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { fieldsFor, LIFE_CASES, type LifeCase } from '../../support/lifeCases.mts';
import { useSimulator } from '../../support/useSimulator.mts';

type Case = Pick<LifeCase, 'operation' | 'name' | 'on' | 'holds' | 'signed' | 'fields'>;

const FILE = [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'plan.txt', contentBytes: 'aGk=' }];
const CASES: Case[] = [
	...LIFE_CASES,
	{ operation: 'draft:create', name: 'JSON', fields: { folder: 'drafts', subject: 'x' } },
	{ operation: 'draft:create', name: 'MIME', fields: { folder: 'drafts', anyHeader: true, subject: 'x' } },
	{ operation: 'attachment:add', name: 'a file', on: 'draftId', fields: { attachments: [textFile('a.txt', 'a')] } },
	{ operation: 'attachment:getAll', name: 'all', on: 'messageId', fields: {} },
	{
		operation: 'attachment:remove',
		name: 'by name',
		on: 'draftId',
		holds: { attachments: FILE },
		fields: { attachmentId: 'plan.txt' },
	},
];

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const ALL: AccountLimits = { allowSending: true, allowDeleting: true, allowedMailboxes: [] };
const run = async (one: Case, limits: Partial<AccountLimits>, mailbox = 'me') =>
	await bench.run(one.operation, await fieldsFor(one, bench, ME, mailbox), {
		account: { limits: { ...ALL, ...limits } },
	});

/** What a case puts on the wire when everything is allowed. */
async function requestsOf(one: Case): Promise<string[]> {
	await run(one, {});
	return bench.requests();
}

test('every operation has a case', () => {
	const known = new Set(CASES.map(({ operation }) => operation));
	// What reports the limits asks nothing of a mailbox that they forbid either: check.test.mts.
	const bound = Object.entries(OPERATIONS).filter(([, { reportsLimits }]) => !reportsLimits);
	expect(bound.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
});

test.each(Object.keys(OPERATIONS))('%s says what it needs and what it may do', (name) => {
	const { permission, sends, deletes, doneOnce, perform } = OPERATIONS[name];
	expect(['Mail.Read', 'Mail.ReadWrite', 'Mail.Send']).toContain(permission);
	expect(typeof sends).toBe('boolean');
	expect(['boolean', 'function']).toContain(typeof deletes);
	expect(typeof doneOnce).toBe('boolean');
	expect(typeof perform).toBe('function');
});

// A permission that is too small costs people a 403, one that is too large costs them the consent of an administrator.
test.each(Object.keys(OPERATIONS))('%s needs the permission that its requests need', async (name) => {
	const requests: string[] = [];
	for (const one of CASES.filter(({ operation }) => operation === name)) {
		simulator.reset();
		requests.push(...(await requestsOf(one)));
	}
	const sends = requests.some((request) => /^POST .*\/(send|sendMail)$/.test(request));
	const writes = requests.some((request) => !/^GET |\/\$batch$/.test(request));
	expect(OPERATIONS[name].permission).toBe(sends ? 'Mail.Send' : writes ? 'Mail.ReadWrite' : 'Mail.Read');
});

describe.each(CASES)('$operation $name', (one) => {
	test.each(['ceo@contoso.com', 'me', 'SUPPORT@contoso.com.evil.example'])('not in the mailbox %s', async (mailbox) => {
		await expect(run(one, { allowedMailboxes: ['support@contoso.com'] }, mailbox)).rejects.toMatchObject({
			code: 'AccountSettings',
			message: `The account may not use the mailbox "${mailbox}".`,
			cause: { hint: expect.stringContaining('Allowed are: support@contoso.com.') },
		});
		expect(simulator.requests).toEqual([]);
	});

	test('sends only when the account allows sending', async () => {
		const sends = (await requestsOf(one)).some((request) => /^POST .*\/(send|sendMail)$/.test(request));
		simulator.reset();
		const sent = run(one, { allowSending: false });
		if (!sends) return await sent;
		await expect(sent).rejects.toMatchObject({ message: 'The account may not send messages.' });
		expect(simulator.requests).toEqual([]);
	});

	test('deletes only when the account allows deleting', async () => {
		const deletes = (await requestsOf(one)).some((request) => /^DELETE |\/permanentDelete$/.test(request));
		simulator.reset();
		const deleted = run(one, { allowDeleting: false });
		if (!deletes) return await deleted;
		await expect(deleted).rejects.toMatchObject({ message: 'The account may not delete anything.' });
		expect(simulator.requests).toEqual([]);
	});
});

describe('to put a message among the deleted ones is to delete it', () => {
	const limits = { ...ALL, allowDeleting: false };
	const folder = (wellKnownName: string) => simulator.store.folder(simulator.store.find(ME)!, wellKnownName)!;
	/** Requests that change something. */
	const changes = () => bench.requests().filter((request) => !/^GET |\/\$batch$/.test(request));
	const below = (name: string) => simulator.store.addFolder(ME, 'deleteditems', name);

	/** What a person may write, and how many requests it takes to see through it. */
	const PLACES: Array<[what: string, value: () => unknown]> = [
		['its well-known name', () => 'deleteditems'],
		['its well-known name in another letter case, with spaces', () => ' DeletedItems '],
		['its English name', () => 'Deleted Items'],
		['its name as a path', () => ({ mode: 'path', value: 'Deleted Items' })],
		[
			'its name in the language of the mailbox',
			() => {
				simulator.switches.folderLanguage = 'de';
				return { mode: 'path', value: 'Gelöschte Elemente' };
			},
		],
		['its id', () => folder('deleteditems').id],
		['its id as Exchange writes it', () => folder('deleteditems').id.replaceAll('-', '/').replaceAll('_', '+')],
		[
			'its address',
			() => ({
				mode: 'url',
				value: `https://outlook.office.com/mail/${encodeURIComponent(folder('deleteditems').id)}`,
			}),
		],
		['its address by name', () => ({ mode: 'url', value: 'https://outlook.office.com/mail/deleteditems' })],
		['its id, chosen from the list', () => ({ mode: 'list', value: folder('deleteditems').id })],
		['a folder below it, by path', () => (below('Old'), { mode: 'path', value: 'Deleted Items/Old' })],
		[
			'a folder far below it, by id',
			() => {
				const parent = below('Old');
				const child = simulator.store.addFolder(ME, parent.id, 'Older');
				return child.id;
			},
		],
		['the recoverable items', () => 'recoverableitemsdeletions'],
		['the recoverable items in another letter case', () => ({ mode: 'id', value: 'RecoverableItemsDeletions' })],
		['the recoverable items by id', () => folder('recoverableitemsdeletions').id],
		['other names of Exchange', () => ({ mode: 'id', value: 'recoverableitemspurges' })],
		['names of the archive mailbox', () => ({ mode: 'id', value: 'archivedeleteditems' })],
	];
	const REFUSED = {
		code: 'AccountSettings',
		message: 'The account may not delete anything.',
		cause: { hint: expect.stringMatching(/counts as deleted\. .*\(Allow Deleting\)/) },
	};

	test.each(PLACES)('a draft or a received message is not moved to %s', async (_name, value) => {
		for (const make of [bench.draft, bench.receive]) {
			simulator.reset();
			const draftId = await make();
			const given = value();
			const moveTo = typeof given === 'string' ? given : (given as { value: string }).value;
			const before = bench.message(draftId)!.parentFolderId;
			await expect(bench.run('draft:update', { draftId, moveTo }, { account: { limits } })).rejects.toMatchObject(
				/purges|archive/.test(moveTo) ? {} : REFUSED,
			);
			expect(bench.message(draftId)!.parentFolderId).toBe(before);
			expect(changes()).toEqual([]);
		}
	});

	test.each(PLACES)('no draft is made in %s', async (_name, value) => {
		for (const anyHeader of [false, true]) {
			simulator.reset();
			const create = bench.run('draft:create', { folder: value(), anyHeader, subject: 'x' }, { account: { limits } });
			await expect(create).rejects.toMatchObject(REFUSED);
			expect(changes()).toEqual([]);
			expect(bench.drafts()).toEqual([]);
		}
	});

	test('no folder is made there either', async () => {
		simulator.switches.folderLanguage = 'de';
		const fields = { folder: { mode: 'path', value: 'Gelöschte Elemente/New' }, createFolders: true, subject: 'x' };
		await expect(bench.run('draft:create', fields, { account: { limits } })).rejects.toMatchObject(REFUSED);
		expect(changes()).toEqual([]);
	});

	test.each([
		['drafts', () => 'drafts', 0],
		['the archive', () => 'archive', 0],
		['a path that begins with one of Outlook’s own folders', () => 'Inbox/Clients/ACME', 2],
		['a folder at the top, by path', () => (simulator.store.addFolder(ME, 'msgfolderroot', 'Mine'), 'Mine'), 2],
		[
			'a folder deep in the Inbox, by id',
			() => simulator.store.find(ME)!.folders.find((one) => one.displayName === 'ACME')!.id,
			3,
		],
	])('everywhere else a draft is made: %s', async (_name, value, more) => {
		const made = await bench.run('draft:create', { folder: value(), subject: 'x' }, { account: { limits } });
		expect(bench.message(made.id)).toBeDefined();
		expect(simulator.requests).toHaveLength(more + 1);
	});

	test('a folder that does not exist is refused in the words for that', async () => {
		const folder = `AAMk${'x'.repeat(100)}=`;
		await expect(bench.run('draft:create', { folder, subject: 'x' }, { account: { limits } })).rejects.toMatchObject({
			cause: { status: 404 },
		});
	});

	test('an account that may delete is asked nothing', async () => {
		await bench.run('draft:create', { folder: folder('deleteditems').id, subject: 'x' }, { account: { limits: ALL } });
		expect(bench.requests()).toEqual(['POST /me/mailFolders/*/messages']);
	});
});
