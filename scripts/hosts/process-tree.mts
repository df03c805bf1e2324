// A process together with whatever it started: a process group, and on Windows, which has none, what taskkill finds below it.
import { spawnSync } from 'node:child_process';

/**
 * Loaded into every Node process that is started: ends it when this process is gone, however that happened (a killed test
 * runner runs no handlers). Its standard input is the line between the two.
 */
export const LIFELINE = `data:text/javascript,${encodeURIComponent(`
import { spawnSync } from 'node:child_process';
import { isMainThread } from 'node:worker_threads';
const endAll = () =>
	process.platform === 'win32'
		? spawnSync('taskkill', ['/PID', String(process.pid), '/T', '/F'])
		: process.kill(-process.pid, 'SIGKILL');
if (isMainThread && process.ppid === ${process.pid}) {
	process.stdin.on('close', endAll).resume();
	process.stdin.unref();
}
`)}`;

/** Nothing happens if nothing is left of it. Windows knows one signal only: the end, at once. */
export function signalTree(pid: number, name: NodeJS.Signals): void {
	if (process.platform === 'win32') {
		const { status } = spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', env: process.env });
		if (status === 0) return;
	}
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, name);
	} catch {
		// Nothing is left of it.
	}
}
