// Every field of every operation with every kind of value, in a real Node-RED: it goes on, each message is answered in words, and no limit opens.
import { join } from 'node:path';
import { isTyped, OPERATIONS, typeProperty } from '../../node-red/fields';
import { nodeRedAccount } from '../../scripts/hosts/accounts.mts';
import { linkPackage, newUserFolder, startNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED } from '../support/life.mts';

const CASES = 5_000;
const AT_ONCE = 250;
/** What JavaScript says, and what the hostile objects throw. */
const JAVASCRIPT =
	/Cannot read|is not a function|is not iterable|circular structure|BigInt value|call stack|Cannot convert|URI malformed|does not want|no more|no text|no date/;

let simulator: Simulator;
let nodeRed: NodeRed;
beforeAll(async () => {
	simulator = await startSimulator();
	const hostile = JSON.stringify(join(__dirname, '../support/hostileValues.cjs'));
	const userFolder = newUserFolder(`{ functionGlobalContext: { hostile: require(${hostile}) } }`);
	linkPackage(userFolder);
	nodeRed = await startNodeRed(userFolder);
});
afterAll(async () => {
	await nodeRed?.stop();
	await simulator?.close();
});

/** Choices that are saved in a flow are JSON, whoever wrote it. */
const CHOICES = [
	undefined,
	undefined,
	undefined,
	undefined,
	undefined,
	5,
	[],
	['json'],
	{},
	null,
	true,
	'nothing like it',
];

interface Ended {
	number: number;
	kind: 'sent' | 'caught';
	code?: string;
	text?: string;
}

/** One node for each operation and kind of choice, all fields read from msg.f; each has two wires, and a Catch node beside. */
function flow(url: string): object[] {
	const fieldsOf = Object.fromEntries(
		OPERATIONS.map(({ value, fields }) => [value, fields.filter(isTyped).map(({ name }) => name)]),
	);
	const nodes = OPERATIONS.flatMap(({ value, fields }) =>
		CHOICES.map((choice, index) => ({
			id: `${value}/${index}`.replace(/\W/g, '-'),
			type: 'outlook-draft',
			z: 'tab',
			account: 'account',
			operation: value,
			...Object.fromEntries(
				fields.flatMap((field): Array<[string, unknown]> => {
					if (isTyped(field))
						return [
							[field.name, `f.${field.name}`],
							[typeProperty(field), 'msg'],
						];
					if (!field.pair) return choice === undefined ? [] : [[field.name, choice]];
					const { first, second } = field.pair;
					const rows = [{ [first.name]: 'x-a', [second.name]: 'f.subject', [`${second.name}Type`]: 'msg' }, choice];
					return [[field.name, index % 2 ? choice : rows]];
				}),
			),
			wires: [['sent', 'also']],
		})),
	);
	const record = (id: string, kind: string) => ({
		id,
		type: 'function',
		z: 'tab',
		outputs: 0,
		wires: [],
		func: `const ended = global.get('ended') || []; const { code, message } = msg.error || {}; ended.push({ number: msg.number, kind: '${kind}', code, text: message }); global.set('ended', ended);`,
	});
	return [
		{ id: 'tab', type: 'tab' },
		{ id: 'account', type: 'outlook-account', ...nodeRedAccount(url), allowedMailboxes: SHARED },
		{ id: 'begin', type: 'http in', z: 'tab', url: '/begin', method: 'post', wires: [['make']] },
		{
			id: 'make',
			type: 'function',
			z: 'tab',
			outputs: nodes.length + 1,
			func: `const fieldsOf = ${JSON.stringify(fieldsOf)};
const names = ${JSON.stringify(nodes.map(({ operation }) => operation))};
const { from, count, base } = msg.payload;
const hostile = global.get('hostile');
for (let number = from; number < from + count; number++) {
	const at = number % names.length;
	const out = new Array(names.length + 1).fill(null);
	out[at] = hostile(number, fieldsOf[names[at]], base);
	node.send(out, false);
}
msg.payload = 'begun';
const out = new Array(names.length + 1).fill(null);
out[names.length] = msg;
return out;`,
			wires: [...nodes.map(({ id }) => [id]), ['answer']],
		},
		{ id: 'answer', type: 'http response', z: 'tab', wires: [] },
		...nodes,
		record('sent', 'sent'),
		{ id: 'also', type: 'function', z: 'tab', outputs: 0, func: '', wires: [] },
		{ id: 'catch', type: 'catch', z: 'tab', scope: nodes.map(({ id }) => id), wires: [['caught', 'also']] },
		record('caught', 'caught'),
		{ id: 'look', type: 'http in', z: 'tab', url: '/ended', method: 'get', wires: [['give']] },
		{
			id: 'give',
			type: 'function',
			z: 'tab',
			outputs: 1,
			func: "msg.payload = global.get('ended') || []; return msg;",
			wires: [['answer']],
		},
	];
}

/** What has no place on the canvas would be a configuration node. */
const placed = (nodes: object[]) => nodes.map((node) => ('z' in node ? { ...node, x: 1, y: 1 } : node));

const ended = async () => (await (await fetch(`${nodeRed.url}/ended`)).json()) as Ended[];

test(`${CASES} messages: none lost, none answered by JavaScript, nothing sent, deleted or done elsewhere`, async () => {
	const bench = lifeBench(simulator);
	const received = await bench.receive({}, SHARED);
	const draft = await bench.draft({}, SHARED);
	await nodeRed.deploy(placed(flow(simulator.url)));
	const base = {
		mailbox: SHARED,
		folder: 'drafts',
		to: 'a@contoso.com',
		subject: 'x',
		draftId: draft,
		messageId: received,
	};
	const before = simulator.store.messages(SHARED).length;
	for (let from = 0; from < CASES; from += AT_ONCE) {
		const body = JSON.stringify({ from, count: AT_ONCE, base });
		await fetch(`${nodeRed.url}/begin`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
		while (new Set((await ended()).map(({ number }) => number)).size < from + AT_ONCE)
			await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const all = await ended();
	expect(new Set(all.map(({ number }) => number)).size).toBe(CASES);
	// Twice only where the first of two wires had its message before the second could not be given a copy.
	const again = all.filter(({ text = '' }) => !text.includes('could not be handed on to all of the next nodes'));
	expect(again.length).toBeLessThanOrEqual(CASES);
	expect(again.filter(({ number }, index) => again.findIndex((other) => other.number === number) < index)).toEqual([]);
	expect(all.filter(({ kind }) => kind === 'sent').length).toBeGreaterThan(CASES / 50);
	expect(all.filter(({ code, text = '' }) => code === 'Unexpected' || JAVASCRIPT.test(text)).slice(0, 20)).toEqual([]);
	expect(nodeRed.log()).not.toMatch(/uncaught|unhandled|TypeError|RangeError/i);
	expect(simulator.store.messages(SHARED).length).toBeGreaterThanOrEqual(before);
	expect(bench.message(received, SHARED)).toBeDefined();
	const notDrafts = simulator.store.messages(SHARED).filter(({ isDraft }) => !isDraft);
	expect(notDrafts.map(({ immutableId }) => immutableId)).toEqual([received]);
	const wrong = simulator.requests.filter(
		({ method, path }) =>
			method === 'DELETE' ||
			/\/(send|sendMail)$/.test(path) ||
			!/^\/v1\.0\/(users\/support%40contoso\.com\/|\$batch)/.test(path),
	);
	expect(wrong.map(({ method, path }) => `${method} ${path}`).slice(0, 10)).toEqual([]);
}, 300_000);
