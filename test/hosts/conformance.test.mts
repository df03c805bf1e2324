// npm run conformance as people run it: Microsoft's own clients, and the open questions, against the simulator over https.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/hosts/pack.mts';
import { runNode, startNode } from '../../scripts/hosts/processes.mts';
import { startSimulator } from '../../simulator/server.mts';

const script = join(root, 'scripts', 'conformance.mts');

test("every question is answered, and Microsoft's clients can do all that is asked of them", async () => {
	const { stdout } = await runNode([script], { cwd: root });
	for (const client of ['microsoft-graph-client 3', 'msgraph-sdk (Kiota)']) expect(stdout).toContain(`## ${client}`);
	expect(stdout.match(/^\| Upload a file of 10 MB \| done, the stored bytes are the same \|$/gm)).toHaveLength(2);
	expect(stdout).not.toContain('FAILED');
	expect(stdout).toMatch(/^\d+ questions put to the simulator, 0 failed\.$/m);
});

test('with --graph and no token it says what is missing and fails', async () => {
	const started = startNode([script, '--graph'], { cwd: root, env: { GRAPH_ACCESS_TOKEN: undefined } });
	expect((await started.ended).code).toBe(2);
	expect(started.log()).toContain('GRAPH_ACCESS_TOKEN is not set');
});

test('with --graph it writes the dated page and removes all that it made', async () => {
	// What answers is a simulator: the way to the real service is the same but for the certificate.
	const simulator = await startSimulator({ delayMs: 5 });
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-conformance-'));
	const file = join(folder, 'live-results.md');
	try {
		const env = {
			GRAPH_ACCESS_TOKEN: simulator.issueToken({ kind: 'application' }),
			GRAPH_MAILBOX: 'megan.bowen@contoso.com',
			GRAPH_URL: simulator.url,
			GRAPH_RESULTS: file,
		};
		const started = startNode([script, '--graph'], { cwd: root, env });
		// The clients refuse to send a token to an http address: their checks fail, and this is said.
		expect((await started.ended).code).toBe(1);
		expect(existsSync(file)).toBe(true);
		const page = readFileSync(file, 'utf8');
		expect(page).toContain(`on ${new Date().toISOString().slice(0, 10)} against ${simulator.url}`);
		expect(page).toContain('an application (');
		expect(page).toContain('Everything that was made was removed again.');
		expect(page).toContain('| A folder that is already there | 409 `ErrorFolderExists`');
		expect(page).not.toMatch(/megan\.bowen|AAMk/);
		expect(started.log()).not.toContain(env.GRAPH_ACCESS_TOKEN);
		for (const { messages, folders } of simulator.store.mailboxes)
			expect([messages.length, folders.filter(({ displayName }) => displayName.includes('conformance'))]).toEqual([
				0,
				[],
			]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await simulator.close();
	}
});

test('stopped in the middle it still removes what it made', async () => {
	const simulator = await startSimulator({ delayMs: 5 });
	const { url, store } = simulator;
	const made = (): number => store.messages('megan.bowen@contoso.com').length;
	const env = {
		GRAPH_ACCESS_TOKEN: simulator.issueToken({ kind: 'delegated' }),
		GRAPH_URL: url,
		GRAPH_RESULTS: join(tmpdir(), 'outlook-drafts-must-not-be-written.md'),
	};
	const started = startNode([script, '--graph'], { cwd: root, env });
	try {
		while (made() < 5)
			await Promise.race([
				started.ended.then(() => Promise.reject(new Error(started.log()))),
				new Promise((resolve) => setTimeout(resolve, 5)),
			]);
		await started.stop(60_000);
		expect((await started.ended).code).toBe(143);
		expect(made()).toBe(0);
		expect(existsSync(env.GRAPH_RESULTS)).toBe(false);
	} finally {
		await started.stop();
		await simulator.close();
	}
});
