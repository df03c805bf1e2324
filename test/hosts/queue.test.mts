// n8n in queue mode, as larger installations run it: Redis, PostgreSQL, a main process and two workers, one of which is killed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, startRedis, type Database } from '../../scripts/hosts/databases.mts';
import {
	CREDENTIAL_TYPE,
	executionOf,
	startN8n,
	type Credential,
	type N8n,
	type Workflow,
} from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import type { RunningProcess } from '../../scripts/hosts/processes.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { amount } from '../support/amount.mts';
import { applicationAccount } from './n8n/accounts.mts';

/** So many as make the workers busy for a while; CI's hour has no room for more. */
const SUBMISSIONS = amount(200, 500);
const MAILBOX = 'support@contoso.com';
const numbers = Array.from({ length: SUBMISSIONS }, (_, number) => number);
const addressOf = (number: number) => `person${number}@example.com`;
/** The step of the example that makes the draft. */
const DRAFT_NODE = 'Draft the answer';

let simulator: Simulator;
let redis: Database;
let postgres: Database;
let n8n: N8n;
let workers: RunningProcess[] = [];

/** The workflow as people import it, with an account and with a key that stays the same when somebody sends the form again. */
function formWorkflow(account: Credential): Workflow {
	const workflow = JSON.parse(readFileSync(join(root, 'workflows/Contact form to draft.json'), 'utf8')) as Workflow;
	const nodes = workflow.nodes.map((node) =>
		node.type.includes('outlookDraft')
			? {
					...node,
					parameters: { ...node.parameters, draftKey: '={{ $json.Email }}' },
					credentials: { [CREDENTIAL_TYPE]: { id: account.id, name: account.name } },
				}
			: node,
	);
	return { ...workflow, id: 'contactform00001', nodes };
}

beforeAll(async () => {
	simulator = await startSimulator({ delayMs: 20, switches: { filterLagMaxMs: 4_000 } });
	[redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
	const account = applicationAccount(simulator);
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [account],
		workflows: [formWorkflow(account)],
		env: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			// A dead worker is noticed by its jobs' locks. They must last longer than a live one can be late with renewing them.
			QUEUE_WORKER_STALLED_INTERVAL: '2000',
			QUEUE_WORKER_LOCK_DURATION: '30000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'n8n',
		},
	});
	// Each execution with a key lasts at least as long as the look-up window.
	workers = await Promise.all([n8n.startWorker(100), n8n.startWorker(100)]);
	await n8n.activate('contactform00001');
	const deadline = Date.now() + 30_000;
	while (!(await fetch(`${n8n.url}/form/contact`)).ok) {
		if (Date.now() > deadline) throw new Error(`The form is not there. ${n8n.lastLines()}`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}, 600_000);

afterAll(async () => {
	await Promise.all(workers.map(async (worker) => await worker.stop()));
	await n8n?.stop();
	await Promise.all([redis?.stop(), postgres?.stop()]);
	await simulator?.close();
}, 60_000);

beforeEach(() => simulator.reset());

/** Sends the form; once more, as a person would, where n8n says that it cannot take it now: its database is slow on a busy machine. */
async function submit(number: number): Promise<void> {
	const form = new FormData();
	[`Person ${number}`, addressOf(number), 'How much is it?'].forEach((value, index) =>
		form.append(`field-${index}`, value),
	);
	for (let tries = 1; ; tries++) {
		const response = await fetch(`${n8n.url}/form/contact`, { method: 'POST', body: form });
		const text = await response.text();
		if (response.ok) return;
		if (response.status !== 503 || tries === 30)
			throw new Error(`The form answered ${response.status}: ${text.slice(0, 300)}`);
		await new Promise((resolve) => setTimeout(resolve, 1_000));
	}
}

/** All executions. n8n orders by id only when both ends of a range are given; else by start, and pages by id, so that some are on no page. */
async function executions(): Promise<Array<{ id: string; status: string }>> {
	const all: Array<{ id: string; status: string }> = [];
	for (;;) {
		const { results } = await n8n.rest<{ results: typeof all }>(
			'GET',
			`executions?limit=100&firstId=0&lastId=${all.at(-1)?.id ?? 2 ** 31 - 1}`,
		);
		if (results.length === 0) return all;
		all.push(...results);
	}
}

/** Waits until n8n says of no execution that it waits or runs. */
async function ended() {
	const deadline = Date.now() + 600_000;
	let said = Date.now();
	for (;;) {
		const all = await executions();
		const open = all.filter(({ status }) => ['new', 'running', 'waiting'].includes(status));
		if (open.length === 0) return all;
		if (Date.now() - said > 10_000) {
			say(`${open.length} executions have not ended`);
			said = Date.now();
		}
		if (Date.now() > deadline)
			throw new Error(`${open.length} of ${all.length} executions have not ended. ${n8n.lastLines()}`);
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

async function inParallel<T>(list: T[], count: number, work: (one: T) => Promise<void>): Promise<void> {
	const left = [...list];
	await Promise.all(
		Array.from({ length: count }, async () => {
			for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
		}),
	);
}

/** So that whoever waits, or has to find out why it takes so long, sees how far it is. */
const say = (text: string): void =>
	void process.stderr.write(
		`  ${text}; ${recipients().length} drafts after ${Math.round(performance.now() / 1_000)} s\n`,
	);
const recipients = () =>
	simulator.store
		.messages(MAILBOX)
		.filter(({ parentFolderId }) => parentFolderId === folderId('drafts'))
		.map(({ toRecipients }) => toRecipients[0].emailAddress.address);
const folderId = (name: string) => simulator.store.folder(simulator.store.find(MAILBOX)!, name)!.id;

test('eight submissions with the same key at the same time, in two workers: one draft, whose id all return', async () => {
	await Promise.all(Array.from({ length: 8 }, async () => await submit(SUBMISSIONS)));
	const all = await ended();
	expect(all.map(({ status }) => status)).toEqual(Array(8).fill('success'));
	expect(recipients()).toHaveLength(1);
	const [{ immutableId }] = simulator.store
		.messages(MAILBOX)
		.filter(({ parentFolderId }) => parentFolderId === folderId('drafts'));
	for (const { id } of all)
		expect((await n8n.rest<{ data: string }>('GET', `executions/${id}`)).data).toContain(immutableId);
	// Otherwise they would not have raced.
	for (const worker of workers) expect(worker.log()).toContain('Worker started execution');
}, 120_000);

test(`${SUBMISSIONS} submissions of a form, a worker killed in the middle, everything sent in again: one draft each`, async () => {
	const submitting = inParallel(numbers, 20, submit);
	const aQuarter = async (): Promise<void> => {
		while (recipients().length < SUBMISSIONS / 4) await new Promise((resolve) => setTimeout(resolve, 50));
	};
	await Promise.race([aQuarter(), submitting.then(aQuarter)]);
	process.kill(-workers[0].pid, 'SIGKILL');
	say('one worker killed');
	await submitting;

	say('all submitted');
	const failed = (await ended()).filter(({ status }) => status !== 'success');
	say(`${failed.length} failed: ${[...new Set(failed.map(({ status }) => status))].join()}`);
	expect(failed.length).toBeGreaterThan(0);
	// n8n keeps nothing of what the dead worker's executions had to do, so retrying them does nothing: only the sender still has it.
	const kept = await Promise.all(
		failed.map(async ({ id }) => await n8n.rest<{ data: string }>('GET', `executions/${id}`)),
	);
	expect(kept.filter(({ data }) => data.includes('@example.com'))).toEqual([]);
	const seen = new Set(failed.map(({ id }) => id));
	// n8n also ends executions by itself on a busy machine, before a node runs (its limit of time for a regular expression): whoever got no
	// draft sends the form again, as often as it takes.
	for (
		let left = numbers;
		left.length > 0;
		left = numbers.filter((number) => !recipients().includes(addressOf(number)))
	) {
		await inParallel(left, 20, submit);
		const failedAgain = (await ended()).filter(({ id, status }) => status !== 'success' && !seen.has(id));
		for (const { id } of failedAgain) {
			seen.add(id);
			expect((await executionOf(n8n.rest, id)).runData).not.toHaveProperty([DRAFT_NODE]);
		}
		say(`${left.length} submitted again, ${failedAgain.length} failed`);
	}

	const all = recipients().sort();
	expect(new Set(all).size).toBe(SUBMISSIONS);
	expect(all).toHaveLength(SUBMISSIONS);
	say(
		`${simulator.requests.length} requests, ${simulator.requests.filter(({ status }) => status === 429).length} of them 429`,
	);
}, 1_800_000);
