// The example flows, filled with an account of the simulator.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_APP } from '../../simulator/server.mts';
import { root } from './pack.mts';

type FlowNode = Record<string, unknown> & { id: string; type: string };

/** Credentials and addresses with which an `outlook-account` node uses the simulator. */
export function simulatorAccount(url: string): Record<string, unknown> {
	return {
		cloud: 'custom',
		graphUrl: url,
		loginUrl: url,
		credentials: { outlookDraftTenantId: DEMO_APP.tenant, outlookDraftClientId: DEMO_APP.clientId, outlookDraftClientSecret: DEMO_APP.clientSecret },
	};
}

/** A flow of `examples/` whose accounts are the simulator's. */
export function exampleFlow(name: string, simulatorUrl: string): FlowNode[] {
	const nodes = JSON.parse(readFileSync(join(root, 'examples', `${name}.json`), 'utf8')) as FlowNode[];
	return nodes.map((node) => (node.type === 'outlook-account' ? { ...node, ...simulatorAccount(simulatorUrl) } : node));
}
