// What the benches of the hosts have in common: figures of several runs, CPU time of a process, a table.
import { readFileSync } from 'node:fs';
import { median } from './core.mts';

export const RUNS = 5;
export const DRAFTS = 200;
export const LATENCY = 100;

export interface Figures {
	/** Milliseconds of each run. */
	times: number[];
	/** Milliseconds of CPU of the host's process for each draft, each run. */
	cpu: number[];
}

/** Milliseconds of CPU that a process has used so far (Linux; NaN elsewhere). In steps of 10 ms. */
export function cpuOf(pid: number): number {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
		return (Number(fields[11]) + Number(fields[12])) * 10;
	} catch {
		return NaN;
	}
}

/** Runs the kinds in turn, so that what else the machine does meets all of them. The first round only warms up. */
export async function measureInTurn<Kind extends string>(
	kinds: Kind[],
	pid: number,
	run: (kind: Kind) => Promise<number>,
): Promise<Record<Kind, Figures>> {
	const figures = Object.fromEntries(kinds.map((kind) => [kind, { times: [], cpu: [] }])) as unknown as Record<
		Kind,
		Figures
	>;
	for (let round = 0; round <= RUNS; round++) {
		for (const kind of kinds) {
			const before = cpuOf(pid);
			const time = await run(kind);
			if (round === 0) continue;
			figures[kind].times.push(time);
			figures[kind].cpu.push((cpuOf(pid) - before) / DRAFTS);
		}
		process.stderr.write(round === 0 ? '  warmed up\n' : `  round ${round} of ${RUNS}\n`);
	}
	return figures;
}

export function show(name: string, { times, cpu }: Figures): void {
	const text = (value: number) => value.toFixed(0).padStart(7);
	console.log(
		`${name.padEnd(52)} median ${text(median(times))} ms   min ${text(Math.min(...times))}   max ${text(Math.max(...times))}   CPU ${median(cpu).toFixed(1).padStart(5)} ms a draft`,
	);
}

/** How many times longer the first takes, by medians. */
export const ratio = (slower: Figures, faster: Figures): number => median(slower.times) / median(faster.times);
