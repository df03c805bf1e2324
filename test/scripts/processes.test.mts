// Hosts and demonstrations leave no process behind, whatever system they run on.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { npmProgram } from '../../scripts/hosts/npm.mts';
import { runCommand, startNode, waitUntil } from '../../scripts/hosts/processes.mts';

const isRunning = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

/** A Node process that starts another one, and says which. */
const PARENT = `
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
console.log('child ' + child.pid);
setInterval(() => {}, 1000);
`;

async function startParent() {
	const running = startNode(['-e', PARENT]);
	await waitUntil(running, async () => /child \d+/.test(running.log()));
	return { running, child: Number(/child (\d+)/.exec(running.log())![1]) };
}

test('what a process has started ends with it', async () => {
	const { running, child } = await startParent();
	expect([isRunning(running.pid), isRunning(child)]).toEqual([true, true]);
	await running.stop();
	// The system may take a moment to bury it.
	for (let tries = 0; tries < 100 && isRunning(child); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
	expect([isRunning(running.pid), isRunning(child)]).toEqual([false, false]);
});

describe('on Windows, which has no process groups', () => {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-taskkill-'));
	const { platform } = process;
	const { PATH } = process.env;
	afterEach(() => {
		Object.defineProperty(process, 'platform', { value: platform });
		process.env.PATH = PATH;
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	test('the process itself ends even if there is no taskkill', async () => {
		const { running, child } = await startParent();
		Object.defineProperty(process, 'platform', { value: 'win32' });
		await running.stop();
		expect(isRunning(running.pid)).toBe(false);
		// Windows itself has one, which has ended it.
		if (isRunning(child)) process.kill(child);
	});

	test('taskkill ends a process and everything below it', async () => {
		const { running, child } = await startParent();
		writeFileSync(
			join(folder, 'taskkill'),
			`#!/bin/sh\necho "$@" >> "${folder}/called"\nkill -9 ${child}\nkill -9 "$2"\n`,
		);
		chmodSync(join(folder, 'taskkill'), 0o755);
		process.env.PATH = [folder, PATH].join(delimiter);
		Object.defineProperty(process, 'platform', { value: 'win32' });
		await running.stop();
		// Windows itself has a real one.
		if (platform !== 'win32')
			expect(readFileSync(join(folder, 'called'), 'utf8').split('\n')[0]).toBe(`/PID ${running.pid} /T /F`);
		expect(isRunning(running.pid)).toBe(false);
	});
});

test('npm gets an argument with spaces and signs as one', async () => {
	const { npm_execpath: before } = process.env;
	const folder = mkdtempSync(join(tmpdir(), 'outlook drafts & npm '));
	const file = join(folder, 'npm-cli.js');
	writeFileSync(
		file,
		`require('fs').writeFileSync(${JSON.stringify(join(folder, 'arguments'))}, JSON.stringify(process.argv.slice(2)));`,
	);
	process.env.npm_execpath = file;
	try {
		expect(npmProgram()).toEqual([process.execPath, [file]]);
		await runCommand('npm', ['install', 'C:\\Users\\Jane Doe\\a & b.tgz'], { cwd: folder });
		expect(JSON.parse(readFileSync(join(folder, 'arguments'), 'utf8'))).toEqual([
			'install',
			'C:\\Users\\Jane Doe\\a & b.tgz',
		]);
	} finally {
		if (before === undefined) delete process.env.npm_execpath;
		else process.env.npm_execpath = before;
		rmSync(folder, { recursive: true });
	}
});
