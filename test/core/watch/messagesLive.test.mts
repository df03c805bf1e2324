// A watch of messages against the simulator: mail that comes, is moved and comes back, with everything that a service does to lists.
import type { Looked } from '../../../core/watch/watch';
import type { Simulator } from '../../../simulator/server.mts';
import { inWords } from '../../../core/folders/wellKnown';
import { amount } from '../../support/amount.mts';
import { ME, type LifeBench } from '../../support/life.mts';
import { pass, watching, type Watching, useClockedMailbox } from '../../support/watching.mts';

let simulator: Simulator;
let bench: LifeBench;
useClockedMailbox((...started) => ([simulator, bench] = started));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const person = () => simulator.person(ME);
const subjects = ({ outputs }: Looked) => outputs.map(({ subject }) => subject);

async function begun(fields: object = {}): Promise<Watching> {
	const watch = watching(simulator, { watchFor: 'message', folder: 'inbox', ...fields });
	expect((await watch.look()).outputs).toEqual([]);
	pass(MINUTE);
	return watch;
}

test.each(['inbox', 'archive'])('what comes into %s is told once, what was there before is not', async (folder) => {
	person().receive({ subject: 'Old', folder });
	const watch = await begun({ folder });
	person().receive({
		subject: 'New',
		folder,
		from: 'anna@example.com',
		body: { contentType: 'html', content: '<p>Hello</p><div id="divRplyFwdMsg">From: Megan</div>' },
	});
	expect((await watch.look()).outputs).toMatchObject([
		{
			event: 'message',
			subject: 'New',
			from: 'anna@example.com',
			text: 'Hello',
			mailbox: 'me',
			folder: inWords(folder),
		},
	]);
	for (const pause of [MINUTE, HOUR, 40 * DAY]) {
		pass(pause);
		expect((await watch.look()).outputs).toEqual([]);
		expect(watch.requests).toHaveLength(1);
	}
	person().receive({ subject: 'Newer', folder });
	expect(subjects(await watch.look())).toEqual(['Newer']);
});

test('an empty folder', async () => {
	const { displayName } = simulator.store.addFolder(ME, 'inbox', 'Nothing yet');
	const watch = await begun({ folder: `Inbox/${displayName}` });
	person().receive({
		subject: 'First',
		folder: simulator.store.find(ME)!.folders.find((one) => one.displayName === displayName)!.id,
	});
	expect(subjects(await watch.look())).toEqual(['First']);
});

test('a message that comes, is moved and comes back is told once', async () => {
	const watch = await begun();
	const message = person().receive({ subject: 'New' });
	expect(subjects(await watch.look())).toEqual(['New']);
	person().move(message, 'archive');
	await watch.look();
	person().move(message, 'inbox');
	expect(subjects(await watch.look())).toEqual([]);
});

test('what a person moves into a folder is told there, and not in the Inbox', async () => {
	const old = person().receive({ subject: 'Old', at: Date.now() - 30 * DAY });
	const folder = simulator.store.addFolder(ME, 'inbox', 'To answer').id;
	const watch = await begun({ folder });
	const inbox = await begun();
	person().move(old, folder);
	expect(subjects(await watch.look())).toEqual(['Old']);
	person().move(old, 'inbox');
	expect(subjects(await watch.look())).toEqual([]);
	expect(subjects(await inbox.look())).toEqual([]);
	person().move(old, folder);
	expect(subjects(await watch.look())).toEqual([]);
});

test.each(['syncStateNotFound', 'SyncStateNotFound'] as const)(
	'a link that the service has forgotten (%s) is said, and no mail is lost',
	async (code) => {
		simulator.switches.syncStateCode = code;
		simulator.switches.deltaTokenSeconds = 3_600;
		const watch = await begun({ folder: 'archive' });
		person().receive({ subject: 'Before', folder: 'archive' });
		expect(subjects(await watch.look())).toEqual(['Before']);
		pass(DAY);
		person().receive({ subject: 'Meanwhile', folder: 'archive' });
		const looked = await watch.look();
		expect(subjects(looked)).toEqual(['Meanwhile']);
		expect(looked.warnings).toEqual([expect.stringContaining('starts anew')]);
		person().receive({ subject: 'After', folder: 'archive' });
		expect(await watch.look()).toMatchObject({ outputs: [{ subject: 'After' }], warnings: [] });
	},
);

test('lists that lag lose nothing and double nothing', async () => {
	Object.assign(simulator.switches, { filterLagMs: 1, filterLagMaxMs: 8_000 });
	const watch = await begun();
	const told: unknown[] = [];
	for (let at = 0; at < 30; at++) {
		person().receive({ subject: `m${at}` });
		told.push(...subjects(await watch.look()));
		pass(1_000);
	}
	pass(MINUTE);
	told.push(...subjects(await watch.look()));
	expect(told.sort()).toEqual(Array.from({ length: 30 }, (_, at) => `m${at}`).sort());
});

test.each([-3 * HOUR, 5 * DAY])('a computer whose clock is wrong by %d ms', async (skew) => {
	const watch = watching(simulator, { watchFor: 'message', folder: 'drafts' }, { skew });
	watch.fields.folder = 'inbox';
	await watch.look();
	person().receive({ subject: 'New' });
	expect(subjects(await watch.look())).toEqual(['New']);
});

describe('filters', () => {
	test.each<[string, object, object, boolean]>([
		['the sender', { senders: 'anna@example.com' }, {}, true],
		['another sender', { senders: 'bert@example.com' }, {}, false],
		['a domain', { senders: '@example.com' }, {}, true],
		['a domain that ends alike', { senders: '@ample.com' }, {}, false],
		['a domain with a star', { senders: '*@example.com' }, {}, true],
		['domains below one', { senders: '*@*.example.com' }, { from: 'anna@mail.example.com' }, true],
		['an address with a name', { senders: 'Anna <Anna@example.com>' }, {}, true],
		['an address that ends alike', { senders: 'anna@example.com' }, { from: 'joanna@example.com' }, false],
		['an address that begins alike', { senders: 'anna@example.com' }, { from: 'anna@example.com.contoso.com' }, false],
		[
			'an address in the name of another',
			{ senders: 'anna@example.com' },
			{
				from: 'eve@contoso.com',
				more: { from: { emailAddress: { name: 'anna@example.com', address: 'eve@contoso.com' } } },
			},
			false,
		],
		[
			'a part of the name',
			{ senders: 'anna b' },
			{ more: { from: { emailAddress: { name: 'Anna Berg', address: 'x@contoso.com' } } } },
			true,
		],
		['words of the subject', { subjectWords: 'ORDER; 4711' }, { subject: 'Your order 4711' }, true],
		['a word that is missing', { subjectWords: 'order; 4712' }, { subject: 'Your order 4711' }, false],
		['unread', { unreadOnly: true }, { more: { isRead: true } }, false],
		['attachments', { withAttachments: true }, {}, false],
		['importance', { importanceOnly: 'high' }, { more: { importance: 'high' } }, true],
		['another importance', { importanceOnly: 'high' }, {}, false],
		['what needs an answer', { needsAnswer: true }, {}, true],
		['newsletters', { needsAnswer: true }, { headers: { 'List-Id': '<news.example.com>' } }, false],
		['automatic mail', { needsAnswer: true }, { headers: { 'Auto-Submitted': 'auto-generated' } }, false],
		['bulk mail', { needsAnswer: true }, { headers: { Precedence: 'bulk' } }, false],
	])('%s', async (_name, filter, arrival, isTold) => {
		const watch = await begun(filter);
		person().receive(arrival);
		expect((await watch.look()).outputs).toHaveLength(isTold ? 1 : 0);
	});

	test('what was answered already, and what has a draft of ours', async () => {
		const watch = await begun({ needsAnswer: true });
		const answered = person().receive({ subject: 'Answered' });
		const drafted = person().receive({ subject: 'Drafted' });
		person().receive({ subject: 'Open' });
		pass(MINUTE);
		const reply = await bench.run('draft:reply', { messageId: answered.immutableId, body: 'Yes' });
		await person().send(reply.id);
		await bench.run('draft:reply', { messageId: drafted.immutableId, body: 'Yes' });
		expect(subjects(await watch.look())).toEqual(['Open']);
	});
});

const MANY = amount(1_500, 10_000);

test(`${MANY} messages since the last look: none lost, none twice, and not all at once`, async () => {
	const watch = await begun();
	for (let at = 0; at < MANY; at++) person().receive({ subject: `m${at}`, at: Date.now() + at * 10 });
	pass(10 * MINUTE);
	const told = new Set<unknown>();
	let count = 0;
	let looks = 0;
	for (let length = 1; length > 0; looks++) {
		const { outputs } = await watch.look();
		length = outputs.length;
		count += length;
		for (const { id } of outputs) told.add(id);
	}
	expect([told.size, count]).toEqual([MANY, MANY]);
	expect(looks).toBeGreaterThan(MANY / 1_500);
	expect(JSON.stringify(watch.state).length).toBeLessThan(300_000);
}, 600_000);

test('a state that is none, or of another folder, starts anew', async () => {
	const watch = await begun();
	person().receive({ subject: 'New' });
	watch.fields.folder = 'archive';
	expect((await watch.look()).outputs).toEqual([]);
	watch.state = { version: 7 } as never;
	expect((await watch.look()).outputs).toEqual([]);
});

test('an example is a real message, and moves no state', async () => {
	const watch = watching(simulator, { watchFor: 'message', folder: 'inbox', senders: 'anna@example.com' });
	person().receive({ subject: 'From Anna' });
	person().receive({ subject: 'From Bert', from: 'bert@example.com' });
	expect(await watch.example()).toMatchObject([{ subject: 'From Anna' }]);
	expect(watch.state).toBeUndefined();
});
