// npm run bench:recipients: random texts and growing texts through the reader of recipients. Prints figures and fails when a goal is missed.
//   node scripts/run.mjs bench/recipients.mts [number of random texts, default 600000]
import { build } from 'esbuild';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Reader = typeof import('../core/message/recipients');
type Random = typeof import('../test/support/randomRecipients.mts');

const SEED = 2026;
const SMALL = 100_000;
const LARGE = 1_000_000;
/** Ten times the text in at most this many times the time; 10 is linear, 100 quadratic. */
const MOST_GROWTH = 25;
/** A text that is read faster than this says nothing about growth. */
const SHORTEST_MS = 150;

const root = join(import.meta.dirname, '..');
const scratch = join(root, '.tmp', 'bench-recipients');
let missed = false;
const goal = (text: string, reached: boolean) => {
	console.log(`${reached ? 'reached' : 'MISSED '}  ${text}`);
	if (!reached) missed = true;
};

/** One module of both, so that they have the same DraftError. */
async function load(): Promise<Reader & Random> {
	mkdirSync(scratch, { recursive: true });
	const outfile = join(scratch, 'recipients.mjs');
	await build({
		stdin: {
			contents: "export * from './core/message/recipients'; export * from './test/support/randomRecipients.mts';",
			resolveDir: root,
		},
		bundle: true,
		format: 'esm',
		platform: 'node',
		outfile,
		logLevel: 'error',
	});
	return (await import(pathToFileURL(outfile).href)) as Reader & Random;
}

const { faultOf, GROWING, randomTexts, readRecipientFields, readRecipients } = await load();

function random(count: number): void {
	const next = randomTexts(SEED);
	const faults: string[] = [];
	let taken = 0;
	for (let i = 0; i < count; i++) {
		const one = next();
		const fault = faultOf(one, (text) => {
			const { to, cc, bcc, replyTo } = readRecipientFields({ to: text });
			taken += 1;
			return [...to, ...cc, ...bcc, ...replyTo];
		});
		if (fault !== undefined) faults.push(`${JSON.stringify(one.text)}: ${fault}`);
	}
	faults.slice(0, 20).forEach((fault) => console.log(fault));
	goal(
		`${count} random texts, ${taken} of them read, the others rejected in words: ${faults.length} faults`,
		faults.length === 0,
	);
}

/** Milliseconds of this process, which others on the machine do not lengthen. */
function cpuTime(text: string): number {
	const before = process.cpuUsage();
	try {
		readRecipients(text, 'To');
	} catch (thrown) {
		if ((thrown as Error).name !== 'OutlookDraftError') throw thrown;
	}
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

function growth(): void {
	const times: Array<{ shape: string; small: number; large: number }> = [];
	for (const [shape, make] of Object.entries(GROWING)) {
		cpuTime(make(SMALL));
		const small = Math.min(cpuTime(make(SMALL)), cpuTime(make(SMALL)));
		const large = Math.min(cpuTime(make(LARGE)), cpuTime(make(LARGE)));
		times.push({ shape, small, large });
	}
	times.sort((a, b) => b.large - a.large);
	console.table(
		times
			.slice(0, 8)
			.map(({ shape, small, large }) => ({ shape, '100 KB (ms)': Math.round(small), '1 MB (ms)': Math.round(large) })),
	);
	const steep = times.filter(({ small, large }) => large > SHORTEST_MS && large > MOST_GROWTH * Math.max(small, 1));
	steep.forEach(({ shape, small, large }) =>
		console.log(`${shape}: ${small.toFixed(1)} ms, then ${large.toFixed(1)} ms`),
	);
	goal(`${times.length} shapes of 100 KB and 1 MB: ${steep.length} grow faster than the text`, steep.length === 0);
}

try {
	random(Number(process.argv[2] ?? 600_000));
	growth();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
if (missed) process.exitCode = 1;
