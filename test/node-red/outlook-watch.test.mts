// The built watch in Node-RED's runtime: what it sends, what it says, what it remembers, and that it stops.
import type { Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED } from '../support/life.mts';
import { helper, until, useNodeRed } from '../support/node-red.mts';
import { personSettings, signInPerson } from '../support/nodeRedPerson.mts';
import {
	flowOf,
	hasBegun,
	loadWatch,
	Storage,
	watchNode,
	type LoadOptions,
	type WatchFlow,
} from '../support/nodeRedWatch.mts';

let simulator: Simulator;
useNodeRed((started) => {
	simulator = started;
});

const load = async (config: object = {}, options: LoadOptions = {}): Promise<WatchFlow> =>
	await loadWatch(simulator, config, options);
const person = () => simulator.person(SHARED);

async function makeDraft(subject: string): Promise<string> {
	const fields = { mailbox: SHARED, folder: 'drafts', to: 'pat@fabrikam.com', subject };
	return (await lifeBench(simulator).run('draft:create', fields, { kind: 'application' })).id;
}

test('a message that arrives begins the flow', async () => {
	const flow = await load();
	await hasBegun(flow);
	expect(flow.sent).toEqual([]);
	person().receive({ subject: 'New', body: 'Hello' });
	await until(() => flow.sent.length > 0, 'the message');
	expect(flow.sent).toMatchObject([
		{ event: 'message', topic: 'New', payload: { event: 'message', subject: 'New', text: 'Hello', mailbox: SHARED } },
	]);
	expect(flow.caught).toEqual([]);
});

test('a draft that is sent begins the flow', async () => {
	const storage = new Storage();
	await hasBegun(await load({ watchFor: 'draft' }, { storage }));
	await helper.unload();
	const id = await makeDraft('Offer');
	await person().send(id);
	const flow = await load({ watchFor: 'draft' }, { storage });
	await until(() => flow.sent.length > 0, 'the event');
	expect(flow.sent).toMatchObject([{ event: 'sent', topic: 'Offer', payload: { changed: false, id } }]);
});

describe('what stands below the node', () => {
	test('that it watches, since when, when it looked, how many drafts wait', async () => {
		await makeDraft('One');
		await makeDraft('Two');
		const flow = await load({ watchFor: 'draft' });
		await hasBegun(flow);
		expect(flow.status()).toMatchObject({
			fill: 'green',
			text: expect.stringMatching(/^watching since \d\d:\d\d, last look \d\d:\d\d, 2 waiting$/),
		});
	});

	test('a mailbox that cannot be read is said once, to status, log and Catch, with the time of the next try', async () => {
		const flow = await load({ mailbox: 'nobody@contoso.com' });
		await until(() => flow.caught.length > 0, 'the refusal');
		await until(() => flow.status().fill === 'red', 'the status');
		expect(flow.caught).toMatchObject([
			{
				error: {
					message: expect.stringContaining('nobody@contoso.com'),
					source: { id: 'watch' },
					code: 'ErrorInvalidUser',
				},
			},
		]);
	});

	test.each<[string, object, RegExp]>([
		['no event is chosen', { watchFor: 'draft', events: [] }, /^Draft Events: none is chosen/],
		['a time zone that there is not', { watchFor: 'draft', watchTimeZone: 'Atlantis' }, /^Time Zone: "Atlantis"/],
		['an interval that is none', { interval: 'often' }, /^Look Every: "often" is not a number of seconds/],
		['looks without a pause', { interval: '0' }, /^Look Every: "0"/],
		['no mailbox, as an application', { mailbox: '' }, /^Mailbox: it is empty/],
		['a path that is none', { folder: 'Inbox//A', folderType: 'str' }, /^Folder: .*"Inbox\/\/A"/],
		['a folder that is not there', { folder: 'Nowhere', folderType: 'str' }, /"Nowhere"/],
		['no account', { account: '' }, /^No account is chosen\. Open this node/],
	])('in words, with the name of the field: %s', async (_name, config, text) => {
		const flow = await load(config);
		await until(() => flow.caught.length > 0, 'the refusal');
		expect(flow.caught[0]!.error.message).toMatch(text);
		expect(flow.status().fill).toBe('red');
	});

	test('what another choice hides is no reason to fail', async () => {
		await hasBegun(await load({ watchTimeZone: 'Atlantis', events: [], waitingDays: '' }));
		await helper.unload();
		await hasBegun(await load({ watchFor: 'draft', folder: 'Inbox//A', folderType: 'str' }));
	});
});

describe('environment variables', () => {
	afterEach(() => {
		for (const name of ['WATCHED_BOX', 'WATCHED_FOLDER', 'WATCHED_PACE', 'WATCHED_UNREAD']) delete process.env[name];
	});

	test('in any field: mailbox, folder, interval, a switch', async () => {
		Object.assign(process.env, {
			WATCHED_BOX: SHARED,
			WATCHED_FOLDER: 'Inbox',
			WATCHED_PACE: '10',
			WATCHED_UNREAD: 'true',
		});
		const config = {
			...{ mailbox: '${WATCHED_BOX}', folder: '${WATCHED_FOLDER}', folderType: 'str' },
			...{ interval: '${WATCHED_PACE}', unreadOnly: '${WATCHED_UNREAD}' },
		};
		const storage = new Storage();
		await hasBegun(await load(config, { storage }));
		await helper.unload();
		person().receive({ subject: 'Read', more: { isRead: true } });
		person().receive({ subject: 'Unread' });
		const flow = await load(config, { storage });
		await until(() => flow.sent.length > 0, 'the message');
		expect(flow.sent.map(({ topic }) => topic)).toEqual(['Unread']);
	});

	test('one that is not set is named', async () => {
		const flow = await load({ interval: '${WATCHED_PACE}' });
		await until(() => flow.caught.length > 0, 'the refusal');
		expect(flow.caught[0]!.error.message).toContain('Look Every: "${WATCHED_PACE}"');
	});
});

describe('a person who has to sign in', () => {
	const own = { mailbox: '' };
	const asPerson = () => ({ account: { ...personSettings(simulator), clientId: undefined, clientSecret: undefined } });

	test('is asked for once, and the watch goes on as soon as somebody has signed in', async () => {
		const flow = await load(own, asPerson());
		await until(() => flow.caught.length > 0, 'the refusal');
		await until(() => /^sign-in needed, next look/.test(flow.status().text), 'the status');
		await signInPerson(simulator);
		await hasBegun(flow);
		expect(flow.caught).toHaveLength(1);
	});
});

describe('an example for the dialog', () => {
	const settings = (changes: object = {}) => ({ ...watchNode(), ...changes });
	const ask = async (node: object, account: object = { id: 'account', settings: {} }) => {
		const shown = { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url, ...(account as any).settings };
		const answer = await helper
			.request()
			.post('/outlook-draft/example')
			.send({ account: { ...account, settings: shown }, node });
		return { status: answer.status as number, ...(answer.body as { results?: any[]; sent?: boolean; error?: any }) };
	};

	test('real, as a flow gets it, and into the flow of the node that is deployed', async () => {
		person().receive({ subject: 'A real one' });
		const flow = await load();
		await hasBegun(flow);
		expect(await ask(settings())).toMatchObject({
			status: 200,
			sent: true,
			results: [{ event: 'message', topic: 'A real one', payload: { subject: 'A real one' } }],
		});
		await until(() => flow.sent.length > 0, 'the example');
		expect(flow.sent).toMatchObject([{ event: 'message', topic: 'A real one' }]);
	});

	test('of a node that is not deployed it is shown only; the settings are those of the dialog', async () => {
		await makeDraft('Mine');
		const flow = await load();
		await hasBegun(flow);
		const answer = await ask(settings({ id: 'new', watchFor: 'draft', events: ['deleted'] }));
		expect(answer).toMatchObject({ status: 200, sent: false, results: [{ event: 'deleted', topic: 'Mine' }] });
		expect((await ask(settings({ id: 'out' }))).sent).toBe(false);
		expect(flow.sent).toEqual([]);
	});

	test('what is remembered stays: what came meanwhile is still told', async () => {
		const storage = new Storage();
		await hasBegun(await load({}, { storage }));
		person().receive({ subject: 'Meanwhile' });
		expect(await ask(settings({ id: 'new' }))).toMatchObject({ results: [{ topic: 'Meanwhile' }] });
		await helper.unload();
		const flow = await load({}, { storage });
		await until(() => flow.sent.length > 0, 'the message');
		expect(flow.sent).toMatchObject([{ topic: 'Meanwhile' }]);
	});

	test('nothing there', async () => {
		await load();
		expect(await ask(settings({ watchFor: 'draft' }))).toMatchObject({ status: 200, sent: false, results: [] });
	});

	test.each<[string, object, string]>([
		['an empty mailbox', { mailbox: '' }, 'Mailbox: it is empty'],
		[
			'a variable',
			{ mailbox: '${HOME}' },
			'Mailbox: the value of this environment variable is known only where the flow runs.',
		],
		['no event', { watchFor: 'draft', events: [] }, 'Draft Events: none is chosen'],
		['nothing at all', { events: {}, watchFor: {}, mailbox: null, folder: [] }, ''],
	])('in words: %s', async (_name, changes, text) => {
		await load();
		const { status, error } = await ask(settings(changes));
		expect(status).toBe(422);
		expect(error.text).toContain(text);
	});
});

describe('what is remembered', () => {
	let storage: Storage;
	beforeEach(() => (storage = new Storage()));
	const begun = async (config: object = {}, options: LoadOptions = {}) => {
		const flow = await load(config, { storage, ...options });
		await hasBegun(flow);
		return flow;
	};

	test('outlives a restart: what came while the flow was off is told', async () => {
		await begun();
		await helper.unload();
		person().receive({ subject: 'Meanwhile' });
		expect(Object.keys(storage.watches)).toEqual(['watch']);
		const flow = await load({}, { storage });
		await until(() => flow.sent.length > 0, 'the message');
		expect(flow.sent).toMatchObject([{ topic: 'Meanwhile' }]);
		expect(flow.status().fill).toBe('green');
	});

	test('that nothing has happened is not written at each look, but when the node ends', async () => {
		await begun();
		const { writes } = storage;
		await helper.unload();
		expect(writes).toBe(1);
		await begun();
		expect(storage.writes).toBe(writes);
	});

	test.each<[string, () => object, () => object]>([
		['another mailbox', () => ({}), () => ({ mailbox: 'sales@contoso.com' })],
		['another folder', () => ({}), () => ({ folder: 'Archive', folderType: 'str', arrival: 'delivered' })],
		['drafts in place of messages', () => ({}), () => ({ watchFor: 'draft' })],
		['messages in place of drafts', () => ({ watchFor: 'draft' }), () => ({})],
	])('is of one mailbox, folder and kind: %s begins anew', async (_name, before, after) => {
		await begun(before());
		await helper.unload();
		for (const box of [SHARED, 'sales@contoso.com'])
			for (const folder of ['inbox', 'archive']) simulator.person(box).receive({ subject: 'Old', folder });
		await person().send(await makeDraft('Old too'));
		const flow = await begun(after());
		expect(flow.sent).toEqual([]);
		await helper.unload();
		expect(Object.keys(storage.watches)).toEqual(['watch']);
	});

	test('is of one person: when another signs in, "my mailbox" is another one', async () => {
		const account = { grantType: 'authorizationCode' };
		const own = { watchFor: 'draft', mailbox: '' };
		const first = await load(own, { storage, account });
		await signInPerson(simulator);
		await hasBegun(first);
		await helper.unload();
		const [kept] = Object.values(storage.watches);
		const other = { ...kept, whose: `${simulator.url} Adele Vance (AdeleV@contoso.onmicrosoft.com)` };
		storage.all.set('outlookDraftWatches', { watch: JSON.stringify(other) });
		const hers = { mailbox: 'me', folder: 'drafts', to: 'pat@fabrikam.com', subject: 'Hers' };
		const { id } = await lifeBench(simulator).run('draft:create', hers);
		await simulator.person('megan.bowen@contoso.com').send(id);
		const again = await begun(own, { account });
		expect(again.sent).toEqual([]);
	});

	test('goes with the node; disabled nodes, and others, keep theirs', async () => {
		const nodes = ['one', 'two', 'three'].map((id) => watchNode({ id }));
		const flow = await load({}, { storage, nodes });
		await until(() => Object.keys(storage.watches).length === 3, 'three states');
		const kept = nodes.slice(1).map((node, index) => (index === 0 ? { ...node, d: true } : node));
		await helper.setFlows(flowOf(simulator, {}, { nodes: kept }));
		await until(() => Object.keys(storage.watches).length === 2, 'one state less');
		expect(Object.keys(storage.watches).sort()).toEqual(['three', 'two']);
		expect(flow.sent).toEqual([]);
	});

	test('what has not been used for 30 days by a node that is not there any more goes', async () => {
		await begun();
		await helper.unload();
		const [text] = Object.values(storage.all.get('outlookDraftWatches') as Record<string, string>);
		const old = JSON.parse(text!);
		old.state.looked -= 31 * 86_400_000;
		storage.all.set('outlookDraftWatches', { watch: text, gone: text, goneLong: JSON.stringify(old), damaged: '{' });
		await begun();
		await helper.unload();
		expect(Object.keys(storage.all.get('outlookDraftWatches')).sort()).toEqual(['gone', 'watch']);
	});

	test.each([[undefined], ['a text'], [{ watch: 7 }], [{ watch: '{"whose":"x"}' }], [{ watch: '[]' }]])(
		'of something else in its place: %j, the watch begins anew',
		async (there) => {
			storage.all.set('outlookDraftWatches', there);
			expect((await begun()).caught).toEqual([]);
		},
	);

	test.each<[string, () => void]>([
		['read-only', () => (storage.readOnly = true)],
		['not there', () => (storage.isThere = false)],
		['full', () => (storage.before = async () => await Promise.reject(new Error('ENOSPC')))],
	])('where the storage is %s, the status says that nothing outlives a restart', async (_name, make) => {
		make();
		const flow = await begun();
		expect(flow.status()).toMatchObject({ fill: 'yellow', text: expect.stringMatching(/, not kept over a restart$/) });
	});

	test('in an instance of a subflow: one for each instance, which goes with it', async () => {
		const instance = (id: string) => ({ id, z: 'tab', type: 'subflow:sub', x: 9, y: 9, wires: [] });
		const inside = [
			{ id: 'sub', type: 'subflow', name: 'Watching', in: [], out: [], env: [] },
			watchNode({ id: 'inner', z: 'sub', x: 9, y: 9, wires: [] }),
		];
		const ids = () => Object.keys(storage.watches).sort();
		const load2 = async () =>
			await load({}, { storage, nodes: [...inside, instance('i1'), instance('i2')], id: 'out' });
		await load2();
		await until(() => ids().length === 2, 'two states');
		expect(ids()).toEqual(['i1-inner', 'i2-inner']);
		await helper.unload();
		expect(ids()).toEqual(['i1-inner', 'i2-inner']);
		await load2();
		await helper.setFlows(flowOf(simulator, {}, { nodes: [...inside, instance('i2')] }));
		await until(() => ids().length === 1, 'one state less');
		expect(ids()).toEqual(['i2-inner']);
	});
});

describe('deployed or stopped in the middle of a look', () => {
	test('it stops within a second, tells nothing of it, and the next start tells it once', async () => {
		const storage = new Storage();
		await hasBegun(await load({}, { storage }));
		await helper.unload();
		person().receive({ subject: 'In the middle' });
		simulator.faults.add({ path: /\/messages/, delayMs: 3_000 });
		const before = simulator.requests.length;
		const stopped = await load({}, { storage });
		await until(() => simulator.requests.length > before, 'the look');
		await helper.unload();
		expect(stopped.sent).toEqual([]);
		simulator.faults.clear();
		const flow = await load({}, { storage });
		await until(() => flow.sent.length > 0, 'the message');
		expect(flow.sent).toMatchObject([{ topic: 'In the middle' }]);
		await helper.unload();
		const last = await load({}, { storage });
		await hasBegun(last);
		expect(last.sent).toEqual([]);
	});

	test('ended between telling and writing: told again, and nothing is lost', async () => {
		const storage = new Storage();
		await hasBegun(await load({}, { storage }));
		await helper.unload();
		const saved = new Map(storage.all);
		person().receive({ subject: 'Twice' });
		const first = await load({}, { storage });
		await until(() => first.sent.length > 0, 'the message');
		await helper.unload();
		for (const [name, value] of saved) storage.all.set(name, value);
		const again = await load({}, { storage });
		await until(() => again.sent.length > 0, 'the message again');
		expect(again.sent).toMatchObject([{ topic: 'Twice' }]);
	});
});
