// Runs that are killed (kill -9) at some moment and done again from the beginning, in processes of their own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DEMO_APP, startSimulator, type Simulator } from '../../../simulator/server.mts';
import { draftsIn, itemsOf, type Kind } from './cases.mts';

const ME = 'megan.bowen@contoso.com';

export interface Killed {
	/** Drafts when the first run was dead. */
	before: number;
	/** Drafts when the second run had ended. */
	after: number;
	/** Items of which the second run said that they were done, and that failed. */
	done: number;
	failed: string[];
	/** Of the drafts that are there then: texts, each of which stands for one item. */
	texts: Set<string>;
}

export interface Killing {
	kind: Kind;
	count: number;
	/** The first run is killed when so many requests have arrived. */
	afterRequests: number;
	/** Latency of each request. */
	delayMs: number;
	/** True: as in Node-RED, which is the only process of its flow; false: as in n8n. */
	onlyProcess: boolean;
	/** The second run waits a tenth of its pauses. */
	quick?: boolean;
}

/** One run that is killed, and another one that does everything again. */
export async function killOnce({
	kind,
	count,
	afterRequests,
	delayMs,
	onlyProcess,
	quick = false,
}: Killing): Promise<Killed> {
	const simulator = await startSimulator({ delayMs });
	try {
		const messageId = await receive(simulator);
		const input = JSON.stringify({
			graphUrl: simulator.url,
			token: simulator.issueToken({ kind: 'delegated', clientId: DEMO_APP.clientId }),
			clientId: DEMO_APP.clientId,
			items: itemsOf(kind, count, messageId),
			onlyProcess,
			quick,
		});
		await run(input, () => simulator.requests.length >= afterRequests);
		const before = draftsIn(simulator, ME).length;
		// What was on its way when the process died is carried out all the same.
		await ended(simulator);
		const said = await run(input);
		const { done } = JSON.parse(said.at(-1) ?? '{}') as { done: number };
		return {
			before,
			after: draftsIn(simulator, ME).length,
			done,
			failed: said.filter((line) => line.startsWith('failed')),
			texts: textsIn(simulator, kind),
		};
	} finally {
		await simulator.close();
	}
}

export interface Race {
	kind: Kind;
	count: number;
	/** Processes that make the same drafts at the same time. */
	processes: number;
	/** Part of the creates whose answer is lost. */
	lost: number;
}

/** Several processes make the same drafts with the same keys, and answers get lost. */
export async function race({ kind, count, processes, lost }: Race): Promise<{ drafts: number; said: string[] }> {
	const simulator = await startSimulator({ delayMs: 5, switches: { mailboxConcurrency: 4 * processes } });
	try {
		const messageId = await receive(simulator);
		const path = /(messages|createReply|createForward)$/i;
		simulator.faults.mix({ seed: 18, only: 'POST', path, shares: { 'cut after': lost } });
		const input = JSON.stringify({
			graphUrl: simulator.url,
			token: simulator.issueToken({ kind: 'delegated', clientId: DEMO_APP.clientId }),
			clientId: DEMO_APP.clientId,
			items: itemsOf(kind, count, messageId),
			onlyProcess: false,
		});
		const said = await Promise.all(Array.from({ length: processes }, async () => await run(input)));
		return { drafts: draftsIn(simulator, ME).length, said: said.flat() };
	} finally {
		await simulator.close();
	}
}

/** A message from somebody in the Inbox, to be answered. Returns its id. */
async function receive(simulator: Simulator): Promise<string> {
	const token = simulator.issueToken({ kind: 'application' });
	const response = await fetch(`${simulator.url}/v1.0/users/${ME}/mailFolders/inbox/messages`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'IdType="ImmutableId"' },
		body: JSON.stringify({
			subject: 'Offer',
			body: { contentType: 'html', content: '<p>What does it cost?</p>' },
			from: { emailAddress: { address: 'pat@fabrikam.com' } },
			singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '0' }],
		}),
	});
	return ((await response.json()) as { id: string }).id;
}

/** What the drafts say, or, where all say the same, by which key they are known. */
function textsIn(simulator: Simulator, kind: Kind): Set<string> {
	return new Set(
		draftsIn(simulator, ME).map((draft) =>
			kind === 'supplied MIME from one file'
				? draft.singleValueExtendedProperties
						.map(({ value }) => value)
						.filter((value) => value.startsWith('order'))
						.join()
				: (/Hello \d+/.exec(draft.body.content)?.[0] ?? 'no text'),
		),
	);
}

/** Waits until every request has been answered and for a moment no new one has come. */
async function ended({ requests }: Simulator): Promise<void> {
	for (let quiet = 0, seen = -1; quiet < 5; seen = requests.length) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		quiet = requests.length === seen && requests.every(({ endedAt }) => endedAt > 0) ? quiet + 1 : 0;
	}
}

/** Starts the process, and kills it as soon as `isTime` says so. Resolves with the lines that it said. */
async function run(input: string, isTime?: () => boolean): Promise<string[]> {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'child.mts'), input], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const watching = setInterval(() => isTime?.() && child.kill('SIGKILL'), 1);
	let said = '';
	child.stdout.on('data', (data: Buffer) => (said += data.toString()));
	await new Promise((resolve) => child.on('close', resolve));
	clearInterval(watching);
	return said.trim().split('\n');
}

/** Requests that an uninterrupted run sends for each item: looks, create, key, and what finishes the draft. */
const PER_ITEM: Record<Kind, number> = {
	JSON: 2,
	'composed MIME': 4,
	'supplied MIME': 3,
	'supplied MIME from one file': 3,
	reply: 6,
	forward: 6,
};

/** Numbers of requests at which a run of `count` items is killed: the same ones for the same seed. */
export function moments(times: number, kind: Kind, count: number, seed: number): number[] {
	let state = seed + kind.length;
	return Array.from({ length: times }, () => {
		state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
		return 1 + Math.floor((state / 2 ** 31) * PER_ITEM[kind] * count);
	});
}
