// Workflows and flows as an earlier version saved them: each later one has to run them with the same outcome. A file is
// written once (`npm run freeze`) and stays as it is.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../../core/operations';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { n8nCredential } from '../support/credentials.mts';
import { atLeast, FREEZE, outcome } from '../support/frozen.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { runNode, startNode } from '../support/n8n.mts';
import { loadFlow, until, useNodeRed } from '../support/node-red.mts';
import { sendSigned } from '../support/lifeCases.mts';
import { SAVED_CASES, savedFlow, savedWorkflow, type SavedCase } from '../support/savedCases.mts';

interface Frozen extends Pick<SavedCase, 'on' | 'holds' | 'signed'> {
	saved: any;
	/** Of the first result: what cannot differ from one run to the next, and the kinds of everything else. */
	gives: Record<string, unknown>;
}

const HOSTS = ['n8n', 'node-red'] as const;
type HostName = (typeof HOSTS)[number];
const folderOf = (host: HostName) => join(__dirname, 'saved', host);

let simulator: Simulator;
let bench: LifeBench;
useNodeRed((started) => {
	simulator = started;
	bench = lifeBench(started);
});

const allowed = { allowSending: true, allowDeleting: true };
const ATTACHED = { content: Buffer.from('hi'), name: 'a.txt' };

/** What a workflow is started with. */
async function start({ on, holds = {}, signed }: Frozen): Promise<{ id?: string }> {
	if (signed) await sendSigned(bench, signed, SHARED);
	if (!on) return {};
	return { id: await (on === 'draftId' ? bench.draft(holds, SHARED) : bench.receive(holds, SHARED)) };
}

const RUN: Record<HostName, (frozen: Frozen) => Promise<Record<string, unknown>>> = {
	n8n: async (frozen) => {
		const { nodes, connections } = frozen.saved;
		const data = { data: ATTACHED.content.toString('base64'), fileName: ATTACHED.name, mimeType: 'text/plain' };
		const { output, error } = await runNode({
			...{ items: [], parameters: {}, nodes, connections },
			types: { 'n8n-nodes-base.manualTrigger': startNode([await start(frozen)], { data }) },
			credential: n8nCredential(simulator, allowed),
		});
		expect(error).toBeUndefined();
		return output[0].json;
	},
	'node-red': async (frozen) => {
		const { id: _id, z: _z, type: _type, wires: _wires, ...config } = frozen.saved.at(-1);
		void [_id, _z, _type, _wires];
		const account = frozen.saved.find(({ type }: { type: string }) => type === 'outlook-account');
		const flow = await loadFlow(config, {
			saved: account,
			grantType: account.grantType,
			allowedMailboxes: account.allowedMailboxes,
			graphUrl: simulator.url,
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
			...allowed,
		});
		const payload = await start(frozen);
		flow.input({ payload, attachments: [{ filename: ATTACHED.name, content: ATTACHED.content }] });
		await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
		expect(flow.caught.map(({ error }) => error.message)).toEqual([]);
		const [{ payload: result }] = flow.sent;
		return Array.isArray(result) ? result[0] : result;
	},
};

const fileOf = ({ operation, name }: SavedCase) => `${operation.replace(':', ' ')} ${name}.json`;
const inHost = (host: HostName) => (one: SavedCase) => host === 'n8n' || !one.operation.startsWith('account:');

if (FREEZE)
	describe.each(HOSTS)('freezing for %s', (host) => {
		if (FREEZE === 'anew') rmSync(folderOf(host), { recursive: true, force: true });
		mkdirSync(folderOf(host), { recursive: true });
		const missing = SAVED_CASES.filter(inHost(host)).filter(
			(one) => FREEZE === 'anew' || !existsSync(join(folderOf(host), fileOf(one))),
		);
		if (missing.length === 0) test('everything is there', () => expect(SAVED_CASES).not.toEqual([]));
		for (const one of missing)
			test(`${one.operation} ${one.name}`, async () => {
				const saved = host === 'n8n' ? savedWorkflow(one) : savedFlow(one);
				const frozen: Frozen = {
					...(one.on ? { on: one.on } : {}),
					...(one.holds ? { holds: one.holds } : {}),
					...(one.signed ? { signed: one.signed } : {}),
					gives: {},
					saved,
				};
				frozen.gives = outcome(JSON.parse(JSON.stringify(await RUN[host](frozen)))) as Record<string, unknown>;
				writeFileSync(join(folderOf(host), fileOf(one)), `${JSON.stringify(frozen, null, '\t')}\n`);
			});
	});
else
	describe.each(HOSTS)('saved in %s', (host) => {
		const files = readdirSync(folderOf(host));

		test.each(files)('%s', async (file) => {
			const frozen = JSON.parse(readFileSync(join(folderOf(host), file), 'utf8')) as Frozen;
			expect(JSON.parse(JSON.stringify(await RUN[host](frozen)))).toEqual(atLeast(frozen.gives));
		});

		test('every operation is there: otherwise run npm run freeze', () => {
			const operations = Object.keys(OPERATIONS).filter((operation) => inHost(host)({ operation } as SavedCase));
			const missing = operations.filter((one) => !files.some((file) => file.startsWith(`${one.replace(':', ' ')} `)));
			expect(missing).toEqual([]);
		});
	});
