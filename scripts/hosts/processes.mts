// Child processes of the real-host tests and demonstrations: started, watched and stopped without leaving any behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { LIFELINE, signalTree } from './process-tree.mts';
import { npmProgram } from './npm.mts';

export interface RunningProcess {
	name: string;
	pid: number;
	/** Everything it wrote so far, standard output and standard error together. */
	log(): string;
	/** The end of the log, for messages. */
	lastLines(count?: number): string;
	/** Settles when the process has ended. */
	ended: Promise<Ending>;
	/** Ends it and whatever it started: SIGTERM, then SIGKILL after the grace. */
	stop(graceMs?: number): Promise<void>;
}

export interface Ending {
	code: number | null;
	signal: NodeJS.Signals | null;
}

export interface ProcessOptions {
	cwd?: string;
	/** Added to this process's environment; undefined removes. */
	env?: NodeJS.ProcessEnv;
	/** Another Node than the one that runs this. */
	node?: string;
}

/** How to end each process that still runs, at once. */
const running = new Map<ChildProcess, () => void>();

/** Starts a Node script and captures its output. */
export function startNode(args: string[], options: ProcessOptions = {}): RunningProcess {
	const { process: child, name, read } = launch(args, options);
	const chunks: string[] = [];
	read('stdout', (text) => chunks.push(text));
	read('stderr', (text) => chunks.push(text));
	const log = () => chunks.join('');
	const ended = endingOf(child);
	return {
		name,
		pid: child.pid ?? 0,
		log,
		lastLines: (count = 30) => log().trimEnd().split('\n').slice(-count).join('\n'),
		ended,
		stop: async (graceMs = 2_000) => {
			signal(child, 'SIGTERM');
			const killing = setTimeout(() => signal(child, 'SIGKILL'), graceMs);
			await ended;
			clearTimeout(killing);
			// What it started itself may have outlived it.
			signal(child, 'SIGKILL', true);
		},
	};
}

/** Runs a Node script to its end. Rejects with its last lines if it does not end with 0. */
export async function runNode(
	args: string[],
	options: ProcessOptions = {},
): Promise<{ stdout: string; stderr: string }> {
	const { process: child, name, read } = launch(args, options);
	const output = { stdout: '', stderr: '' };
	read('stdout', (text) => (output.stdout += text));
	read('stderr', (text) => (output.stderr += text));
	const { code, signal: by } = await endingOf(child);
	if (code === 0) return output;
	const lines = `${output.stdout}\n${output.stderr}`.trim().split('\n').slice(-30).join('\n');
	throw new Error(`${name} ended with ${by ?? code}. Its last lines:\n${lines}`);
}

/** Runs a program of this system to its end, showing what it writes on standard error. */
export async function runCommand(command: string, args: string[], options: ProcessOptions = {}): Promise<void> {
	const [program, first] = command === 'npm' ? npmProgram(options.node) : [command, []];
	// Not in a group of its own: Ctrl-C in a terminal reaches it as well.
	const child = spawn(program, [...first, ...args], {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		stdio: ['ignore', 2, 2],
	});
	register(child, () => child.kill('SIGTERM'));
	const { code, signal: by } = await endingOf(child);
	if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${by ?? code}.`);
}

/** Asks again and again until `ready` answers true. Rejects when the process ends first, or when the time is over. */
export async function waitUntil(
	started: RunningProcess,
	ready: () => Promise<boolean>,
	timeoutMs = 60_000,
): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	let ending: Ending | undefined;
	void started.ended.then((how) => (ending = how));
	while (!(await ready().catch(() => false))) {
		if (ending)
			throw new Error(
				`${started.name} ended with ${ending.signal ?? ending.code}. Its last lines:\n${started.lastLines()}`,
			);
		if (Date.now() > deadline)
			throw new Error(
				`${started.name} was not ready within ${timeoutMs / 1000} s. Its last lines:\n${started.lastLines()}`,
			);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** For waitUntil: whether an address answers with a status below 400. */
export function answers(url: string): () => Promise<boolean> {
	return async () => {
		const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
		await response.arrayBuffer();
		return response.ok;
	};
}

/** A port on 127.0.0.1 that nothing listens on, `preferred` if possible. */
export async function freePort(preferred = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => (preferred ? resolve(freePort()) : reject(error)));
		server.listen(preferred, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

function launch(args: string[], options: ProcessOptions) {
	const child = spawn(options.node ?? process.execPath, ['--import', LIFELINE, ...args], {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		stdio: 'pipe',
		// A process group of its own, so that whatever it starts can be ended with it. Windows has none: there it would be a window.
		detached: process.platform !== 'win32',
		windowsHide: true,
	});
	register(child, () => signal(child, 'SIGKILL'));
	child.stdin.on('error', () => {});
	return {
		process: child,
		name: basename(args.find((arg) => !arg.startsWith('-')) ?? 'node'),
		read: (stream: 'stdout' | 'stderr', take: (text: string) => void) =>
			child[stream].setEncoding('utf8').on('data', take),
	};
}

function register(child: ChildProcess, end: () => void): void {
	endWithThisProcess();
	running.set(child, end);
	child.once('close', () => running.delete(child));
}

async function endingOf(child: ChildProcess): Promise<Ending> {
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, by) => resolve({ code, signal: by }));
	});
}

/** Signals the process and everything that it started. */
function signal(child: ChildProcess, name: NodeJS.Signals, afterEnd = false): void {
	if (child.pid === undefined || (!afterEnd && (child.exitCode !== null || child.signalCode !== null))) return;
	signalTree(child.pid, name);
}

let prepared = false;

/** Ends what is still running when this process ends; a program with handlers of its own for a signal stops in its own way. */
function endWithThisProcess(): void {
	if (prepared) return;
	prepared = true;
	process.on('exit', () => running.forEach((end) => end()));
	for (const [name, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
	] as const) {
		process.on(name, () => {
			if (process.listenerCount(name) === 1) process.exit(code);
		});
	}
}
