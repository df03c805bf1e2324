// npm run bench:watch: what a watch asks and needs, against the simulator.
//   node scripts/run.mjs bench/watch.mts [new messages, default 10000]
import { spawnSync } from 'node:child_process';
import { startSimulator, type Simulator } from '../simulator/server.mts';
import { core, finish, goal, root } from './core.mts';

const MESSAGES = Number(process.argv[2] ?? 10_000);
const WATCHES = 10;
if (!globalThis.gc) {
	const { status } = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], {
		cwd: root,
		stdio: 'inherit',
	});
	process.exit(status ?? 1);
}

const simulator = await startSimulator({ switches: { requestsPerTenMinutes: 1_000_000 } });
const token = simulator.issueToken({ kind: 'application' });
const account = {
	graphUrl: simulator.url,
	loginUrl: simulator.url,
	tenant: 'contoso.com',
	clientId: 'bench',
	signIn: 'application' as const,
	limits: { allowSending: false, allowDeleting: false, allowedMailboxes: [] },
};
/** Requests in flight, in all and by mailbox; a batch counts as one, since Graph works on it in parts. */
const flight = { all: 0, most: 0, of: new Map<string, number>(), mostOfOne: 0 };
const host = {
	now: Date.now,
	sleep: async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms)),
	upload: async () => await Promise.reject(new Error('no uploads here')),
	async request({
		method,
		url,
		headers,
		body,
	}: {
		method: string;
		url: string;
		headers: Record<string, string>;
		body?: unknown;
	}) {
		const mailbox =
			/\/users\/([^/]+)\//.exec(`${url} ${typeof body === 'string' ? body : JSON.stringify(body ?? '')}`)?.[1] ?? '';
		const ofOne = (flight.of.get(mailbox) ?? 0) + 1;
		flight.of.set(mailbox, ofOne);
		flight.most = Math.max(flight.most, ++flight.all);
		flight.mostOfOne = Math.max(flight.mostOfOne, ofOne);
		const answer = await fetch(url, {
			method,
			headers: { ...headers, authorization: `Bearer ${token}` },
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await answer.text();
		flight.all -= 1;
		flight.of.set(mailbox, flight.of.get(mailbox)! - 1);
		return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text };
	},
} as unknown as Parameters<typeof core.lookOnce>[0];

const looker = (mailbox: string, fields: object) => {
	let state: unknown;
	return async () => {
		const before = simulator.requests.length;
		const began = performance.now();
		const { outputs, state: next } = await core.lookOnce(
			host,
			account as unknown as Parameters<typeof core.lookOnce>[1],
			{ mailbox, ...fields },
			state,
			new AbortController().signal,
		);
		state = JSON.parse(JSON.stringify(next));
		return {
			count: outputs.length,
			requests: simulator.requests.length - before,
			ms: performance.now() - began,
			state,
		};
	};
};
const DRAFTS = { watchFor: 'draft', events: 'sent;edited;deleted;waiting;answered;unanswered' };
const INBOX = { watchFor: 'message', folder: 'inbox' };
const ARCHIVE = { watchFor: 'message', folder: 'archive' };
for (let at = 1; simulator.store.mailboxes.length < WATCHES; at++)
	simulator.store.addMailbox({ displayName: `Person ${at}`, userPrincipalName: `person${at}@contoso.com` });
const people = [...new Set(simulator.store.mailboxes.map(({ address }) => address))];
const [first] = people as [string];

console.log('A look when nothing happened');
for (const [name, fields] of [
	['drafts', DRAFTS],
	['messages, delivered', INBOX],
	['messages, delivered or moved', ARCHIVE],
] as const) {
	const look = looker(first, fields);
	const begin = await look();
	await look();
	const { requests, ms } = await look();
	console.log(`  ${name.padEnd(30)} ${requests} request(s), ${ms.toFixed(0)} ms; the first look ${begin.requests}`);
	goal(`${name}: one request`, requests === 1);
}

function heap(): number {
	globalThis.gc!();
	globalThis.gc!();
	return process.memoryUsage().heapUsed / 1e6;
}

console.log(`\n${MESSAGES} new messages since the last look`);
for (const [name, fields, folder] of [
	['delivered', INBOX, 'inbox'],
	['delivered or moved', ARCHIVE, 'archive'],
] as const) {
	const look = looker(first, fields);
	await look();
	const now = Date.now();
	for (let at = 0; at < MESSAGES; at++)
		simulator.person(first).receive({ subject: `m${at}`, folder, at: now + at * 10, body: 'x'.repeat(2_000) });
	simulator.requests.length = 0;
	const before = heap();
	let most = 0;
	const sum = { count: 0, requests: 0, ms: 0, looks: 0, largest: 0 };
	for (let last = -1; last !== 0; ) {
		const { count, requests, ms, state } = await look();
		last = count;
		most = Math.max(most, process.memoryUsage().heapUsed / 1e6 - before);
		sum.count += count;
		sum.requests += requests;
		sum.ms += ms;
		sum.looks += 1;
		sum.largest = Math.max(sum.largest, JSON.stringify(state).length);
		simulator.requests.length = 0;
	}
	console.log(
		`  ${name.padEnd(20)} ${sum.count} told in ${sum.looks} looks, ${sum.requests} requests, ${(sum.ms / 1_000).toFixed(1)} s ` +
			`(${(sum.ms / sum.count).toFixed(1)} ms each), state ${(sum.largest / 1_000).toFixed(0)} kB, ` +
			`heap +${most.toFixed(0)} MB at most with the simulator's, +${(heap() - before).toFixed(0)} MB afterwards`,
	);
	goal(`${name}: each once`, sum.count === MESSAGES);
	goal(`${name}: at most one request for ten messages`, sum.requests <= MESSAGES / 10);
	goal(`${name}: a state below 300 kB`, sum.largest < 300_000);
}

console.log(`\n${WATCHES} watches of each kind on ${Math.min(WATCHES, people.length)} mailboxes at once`);
await atOnce(simulator);
await simulator.close();
finish();

/** All look at once, while something has happened in every mailbox. */
async function atOnce(server: Simulator): Promise<void> {
	const mailboxes = people.slice(0, WATCHES);
	const looks = mailboxes.flatMap((mailbox) => [DRAFTS, INBOX, ARCHIVE].map((fields) => looker(mailbox, fields)));
	for (const look of looks) await look();
	for (const mailbox of mailboxes)
		for (let at = 0; at < 200; at++) {
			server.person(mailbox).receive({ subject: `m${at}` });
			server.person(mailbox).receive({ subject: `a${at}`, folder: 'archive' });
		}
	server.faults.mix({ shares: { delay: 1 }, milliseconds: [20, 40] });
	Object.assign(flight, { most: 0, mostOfOne: 0 });
	const told = (await Promise.all(looks.map(async (look) => await look()))).reduce((sum, { count }) => sum + count, 0);
	console.log(
		`  ${told} messages told; ${flight.most} requests in flight at most, ${flight.mostOfOne} for one mailbox`,
	);
	goal('each once', told === mailboxes.length * 400);
	goal('at most 32 in flight', flight.most <= 32);
	goal('at most 4 for one mailbox', flight.mostOfOne <= 4);
}
