// Watches whose memory was damaged, and mailboxes that answer in an odd way: nothing old is told, nothing new is lost, and it is said.
import type { Simulator } from '../../../simulator/server.mts';
import type { Looked, WatchState } from '../../../core/watch/watch';
import { ME, type LifeBench } from '../../support/life.mts';
import { pass, watching, type Around, type Watching, useClockedMailbox } from '../../support/watching.mts';

let simulator: Simulator;
let bench: LifeBench;
useClockedMailbox((...started) => ([simulator, bench] = started));

const MINUTE = 60_000;
const DAY = 86_400_000;
const person = () => simulator.person(ME);
const subjects = ({ outputs }: Looked) => outputs.map(({ subject }) => subject);
const MESSAGES = { watchFor: 'message', folder: 'inbox' };
const MOVED = { ...MESSAGES, arrival: 'moved' };
const DRAFTS = { watchFor: 'draft', events: 'sent, edited, deleted' };

async function begun(fields: object): Promise<Watching> {
	const watch = watching(simulator, fields as never);
	await watch.look();
	pass(MINUTE);
	return watch;
}

const changed = (change: (state: Record<string, never>) => unknown) => (state: WatchState | undefined) =>
	change(JSON.parse(JSON.stringify(state)) as Record<string, never>);
const without = (...names: string[]) =>
	changed((state) => Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name))));

describe('a memory that cannot be used', () => {
	const ALL: Array<[string, (state: WatchState | undefined) => unknown]> = [
		['of a later version', changed((state) => ({ ...state, version: 2 }))],
		['without a version', without('version')],
		['a text', () => 'nonsense'],
		['a list', () => []],
		['a number', () => 5],
		['a time that is none', changed((state) => ({ ...state, newest: null }))],
		['a time as a text', changed((state) => ({ ...state, newest: '2026-01-01T00:00:00Z' }))],
		['no time of the last look', without('looked')],
	];
	const OF_MESSAGES: typeof ALL = [
		['nothing that was seen', without('seen')],
		['what was seen as a list', changed((state) => ({ ...state, seen: [] }))],
		['times of what was seen that are none', changed((state) => ({ ...state, seen: { a: 'b' } }))],
		['a link that is none', changed((state) => ({ ...state, link: 7 }))],
		['a link to another place', changed((state) => ({ ...state, link: '/me/messages?$top=10' }))],
	];
	const OF_DRAFTS: typeof ALL = [
		['no drafts', without('drafts')],
		['drafts that are none', changed((state) => ({ ...state, drafts: { a: null, b: 7 } }))],
		['a draft without parts', changed((state) => ({ ...state, drafts: { a: { id: 'x', phase: 'open' } } }))],
		['nothing to be read', without('unread')],
		['a folder that is none', changed((state) => ({ ...state, deletedItems: null }))],
	];

	test.each([
		...[...ALL, ...OF_MESSAGES.slice(0, 3)].map((one) => [...one, MESSAGES] as const),
		...[...ALL, ...OF_MESSAGES].map((one) => [...one, MOVED] as const),
	])('of messages: %s', async (_name, damage, fields) => {
		person().receive({ subject: 'Old' });
		const watch = await begun(fields);
		watch.state = damage(watch.state) as WatchState;
		const looked = await watch.look();
		expect(subjects(looked)).toEqual([]);
		expect(looked.warnings).toEqual([expect.stringContaining('begins anew')]);
		person().receive({ subject: 'New' });
		expect(await watch.look()).toMatchObject({ outputs: [{ subject: 'New' }], warnings: [] });
	});

	test.each([...ALL, ...OF_DRAFTS])('of drafts: %s', async (_name, damage) => {
		const { id } = await bench.run('draft:create', {
			folder: 'drafts',
			subject: 'Draft',
			to: 'a@contoso.com',
			body: 'x',
		});
		const watch = await begun(DRAFTS);
		watch.state = damage(watch.state) as WatchState;
		const looked = await watch.look();
		expect(looked.outputs).toEqual([]);
		expect(looked.warnings).toEqual([expect.stringContaining('begins anew')]);
		pass(MINUTE);
		person().send(bench.message(id)!);
		expect((await watch.look()).outputs).toMatchObject([{ event: 'sent' }]);
	});

	test('what a watch of something else has left is no damage', async () => {
		const watch = await begun(DRAFTS);
		watch.fields = { mailbox: 'me', ...MESSAGES } as never;
		expect((await watch.look()).warnings).toEqual([]);
		watch.fields = { mailbox: 'me', ...MESSAGES, folder: 'archive' } as never;
		expect((await watch.look()).warnings).toEqual([]);
	});
});

describe('a message that claims to come from the future', () => {
	test.each([MESSAGES, MOVED])('does not hide those that come after it', async (fields) => {
		person().receive({ subject: 'From 2099', at: Date.now() + 20_000 * DAY });
		const watch = await begun(fields);
		person().receive({ subject: 'First' });
		expect(subjects(await watch.look())).toEqual(['First']);
		person().receive({ subject: 'From next week', at: Date.now() + 7 * DAY });
		expect(subjects(await watch.look())).toEqual(['From next week']);
		pass(MINUTE);
		person().receive({ subject: 'Second' });
		expect(subjects(await watch.look())).toEqual(['Second']);
		pass(DAY);
		expect(subjects(await watch.look())).toEqual([]);
	});
});

describe('odd answers', () => {
	const answering =
		(change: (page: { value?: unknown[]; '@odata.nextLink'?: string }, path: string) => unknown): Around =>
		async (request, send) => {
			const answer = await send();
			const isList = /\/messages(?:\/delta)?\?/.test(decodeURIComponent(request.url)) && answer.status === 200;
			if (!isList) return answer;
			return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as never, request.url)) };
		};

	test.each<[string, (page: { value?: unknown[] }, path: string) => unknown]>([
		['no list', (page) => ({ ...page, value: undefined })],
		['a list that is null', (page) => ({ ...page, value: null })],
		['an entry without an id', (page) => ({ ...page, value: [...(page.value ?? []), { subject: 'x' }] })],
		['an entry that is null', (page) => ({ ...page, value: [...(page.value ?? []), null] })],
		['entries twice', (page) => ({ ...page, value: [...(page.value ?? []), ...(page.value ?? [])] })],
		[
			'a next page that is the same again',
			(page, path) => ({ ...page, '@odata.deltaLink': undefined, '@odata.nextLink': path, value: [] }),
		],
	])('%s', async (_name, change) => {
		for (const fields of [MESSAGES, MOVED, DRAFTS]) {
			simulator.reset();
			const { id } = await bench.run('draft:create', {
				folder: 'drafts',
				subject: 'Draft',
				to: 'a@contoso.com',
				body: 'x',
			});
			person().receive({ subject: 'Old' });
			const watch = await begun(fields);
			person().receive({ subject: 'New' });
			person().send(bench.message(id)!);
			// An answer that cannot be used is as good as none: the look fails, and the next one tells.
			const told = await watch.look(answering(change)).then(
				({ outputs }) => outputs,
				(): Looked['outputs'] => [],
			);
			pass(MINUTE);
			told.push(...(await watch.look()).outputs);
			expect(told.map(({ subject }) => subject)).toEqual([fields === DRAFTS ? 'Draft' : 'New']);
		}
	});
});
