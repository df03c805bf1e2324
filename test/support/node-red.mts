// Runs the built node set in Node-RED's runtime, in this process (node-red-node-test-helper).
import { join } from 'node:path';
import type { Simulator } from '../../simulator/server.mts';
import { useSimulator } from './useSimulator.mts';

export const helper = require('node-red-node-test-helper');
export const nodeSet = require(join(__dirname, '../../dist/node-red/outlook-draft.js'));
const catchNode = require('@node-red/nodes/core/common/25-catch.js');

helper.init(require.resolve('node-red'));

/** A simulator, and Node-RED's runtime, for all tests of a file; the flow is unloaded after each. */
export function useNodeRed(started: (simulator: Simulator) => void): void {
	beforeAll(async () => await helper.startServer());
	afterEach(async () => await helper.unload());
	afterAll(async () => await helper.stopServer());
	// After the others, so that it is closed last.
	useSimulator(started);
}

export interface AccountSettings {
	graphUrl: string;
	/** The same as graphUrl if not given. */
	loginUrl?: string;
	tenant?: string;
	clientId: string;
	clientSecret: string;
	allowedMailboxes?: string;
	allowSending?: boolean;
	allowDeleting?: boolean;
	/** An application if not given. */
	grantType?: string;
	/** Other settings of the account, as a flow holds them. */
	saved?: Record<string, unknown>;
	/** In place of the secret. */
	certificate?: { privateKey: string; certificate: string };
}

export interface FlowResult {
	/** Messages that left the node, in order. */
	sent: Array<Record<string, any>>;
	/** Messages that a Catch node received. */
	caught: Array<Record<string, any>>;
	statuses: Array<Record<string, any>>;
	warnings: string[];
}

/** Loads one draft node with an account, a helper node behind it and a Catch node beside it. */
export async function loadFlow(
	config: Record<string, unknown>,
	account: AccountSettings,
): Promise<FlowResult & { input(message: object): void }> {
	const flow = [
		{ id: 'tab', type: 'tab' },
		{
			...account.saved,
			id: 'account',
			type: 'outlook-account',
			cloud: 'custom',
			graphUrl: account.graphUrl,
			loginUrl: account.loginUrl ?? account.graphUrl,
			allowedMailboxes: account.allowedMailboxes ?? '*',
			allowSending: account.allowSending ?? false,
			allowDeleting: account.allowDeleting ?? false,
			...(account.grantType ? { grantType: account.grantType } : {}),
			...(account.certificate ? { clientCredentialType: 'certificate' } : {}),
		},
		{
			id: 'draft',
			z: 'tab',
			type: 'outlook-draft',
			account: 'account',
			operation: 'draft:create',
			...config,
			wires: [['out']],
		},
		{ id: 'out', z: 'tab', type: 'helper' },
		{ id: 'catch1', z: 'tab', type: 'catch', scope: null, uncaught: false, wires: [['caught']] },
		{ id: 'caught', z: 'tab', type: 'helper' },
		{ id: 'status1', z: 'tab', type: 'status', scope: null, wires: [['seen']] },
		{ id: 'seen', z: 'tab', type: 'helper' },
	];
	const credentials = {
		account: {
			outlookDraftTenantId: account.tenant ?? 'contoso',
			outlookDraftClientId: account.clientId,
			outlookDraftClientSecret: account.clientSecret,
			...(account.certificate
				? {
						outlookDraftPrivateKey: account.certificate.privateKey,
						outlookDraftCertificate: account.certificate.certificate,
					}
				: {}),
		},
	};
	await helper.load([nodeSet, catchNode, require('@node-red/nodes/core/common/25-status.js')], flow, credentials);
	const result: FlowResult = { sent: [], caught: [], statuses: [], warnings: [] };
	helper.getNode('out').on('input', (message: any) => result.sent.push(message));
	helper.getNode('caught').on('input', (message: any) => result.caught.push(message));
	helper.getNode('seen').on('input', (message: any) => result.statuses.push(message.status));
	helper.getNode('draft').on('call:warn', (call: any) => result.warnings.push(call.firstArg));
	return { ...result, input: (message) => helper.getNode('draft').receive(message) };
}

/** Waits until `ready` holds; the tests' only kind of waiting. */
export async function until(ready: () => boolean, what = 'the expected state', ms = 60_000): Promise<void> {
	const end = Date.now() + ms;
	while (!ready()) {
		if (Date.now() > end) throw new Error(`${what} did not come within ${ms} ms`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
