// npm run bench:memory: what the core keeps of 100,000 drafts.
//   node scripts/run.mjs bench/memory.mts [number of drafts, default 100000]
import { spawnSync } from 'node:child_process';
import { core, finish, goal, root } from './core.mts';

const count = Number(process.argv[2] ?? 100_000);
if (!globalThis.gc) {
	const { status } = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], {
		cwd: root,
		stdio: 'inherit',
	});
	process.exit(status ?? 1);
}

/** A mailbox that keeps nothing: only what the core keeps is left. */
const json = (status: number, body: unknown) => ({
	status,
	headers: { date: new Date().toUTCString() },
	body: JSON.stringify(body),
});
let made = 0;
const host = {
	now: Date.now,
	sleep: async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms)),
	onlyProcess: true as const,
	upload: async () => await Promise.reject(new Error('no uploads here')),
	async request({ url, body }: { url: string; body?: string | Uint8Array }) {
		await new Promise((resolve) => setImmediate(resolve));
		if (url.endsWith('/$batch'))
			return json(200, {
				responses: (JSON.parse(String(body)) as { requests: Array<{ id: string }> }).requests.map(({ id }) => ({
					id,
					status: 200,
					body: { value: [] },
				})),
			});
		made += 1;
		if (made % 50 === 0) return json(429, { error: { code: 'ApplicationThrottled' } });
		return json(201, {
			id: `id-${made}-${'x'.repeat(140)}`,
			changeKey: 'x',
			parentFolderId: 'f',
			createdDateTime: new Date().toISOString(),
			isDraft: true,
			subject: 'Hello',
		});
	},
};
const account = {
	graphUrl: 'https://graph.microsoft.com',
	loginUrl: 'https://login.microsoftonline.com',
	tenant: 'contoso.com',
	clientId: 'c',
	signIn: 'application' as const,
	limits: { allowSending: false, allowDeleting: false, allowedMailboxes: [] },
};

async function heap(): Promise<number> {
	for (let round = 0; round < 5; round++) {
		globalThis.gc!();
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return process.memoryUsage().heapUsed / 1e6;
}

/** Executions of 1,000 items whose results nobody keeps; every second item has a key, in 500 mailboxes. */
async function make(drafts: number, name: string): Promise<void> {
	for (let execution = 0; execution < drafts / 1_000; execution++) {
		const fields = (index: number) => ({
			mailbox: `box${index % 500}@contoso.com`,
			folder: 'drafts',
			subject: 'Hello',
			body: 'x'.repeat(2_000),
			...(index % 2 ? { duplicates: 'key', draftKey: `${name} ${execution} ${index}` } : {}),
		});
		await core.runItems(
			host,
			1_000,
			async (index, stop) =>
				await core.performOperation(host, account as never, 'draft:create', fields(index), {
					stop,
					scope: 'bench',
					memory: {},
				}),
			{ continueOnFail: true },
		);
	}
}

// Node lets go of its own TypeScript loader, more than 5 MB, only after a while.
await make(20_000, 'warm-up');
const started = Date.now();
await make(count / 10, 'first');
const early = await heap();
await make(count * 0.9, 'rest');
const late = await heap();
console.log(
	`${count} drafts in ${((Date.now() - started) / 1_000).toFixed(0)} s; heap after garbage collection at 10 %: ${early.toFixed(1)} MB, at 100 %: ${late.toFixed(1)} MB (${((late / early - 1) * 100).toFixed(1)} %)`,
);
goal('the two differ by less than 10 %', Math.abs(late / early - 1) < 0.1);

// All at once, for one mailbox and for many: what waits costs its own size and nothing more.
const before = Date.now();
const cpu = process.cpuUsage();
const all = Array.from({ length: count }, async (_, index) => {
	const stop = new AbortController().signal;
	await core.performOperation(
		host,
		account as never,
		'draft:create',
		{ mailbox: index % 2 ? 'all@contoso.com' : `box${index % 1_000}@contoso.com`, folder: 'drafts', subject: 'Hello' },
		{ stop, scope: 'bench', memory: {} },
	);
});
await Promise.all(all);
const { user, system } = process.cpuUsage(cpu);
console.log(
	`${count} items queued at once: ${((Date.now() - before) / 1_000).toFixed(1)} s, ${((user + system) / count).toFixed(0)} µs of CPU a draft`,
);
finish();
