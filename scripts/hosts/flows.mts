// The example flows, filled with an account of the simulator.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRedAccount } from './accounts.mts';
import { root } from './pack.mts';

type FlowNode = Record<string, unknown> & { id: string; type: string };

/** A flow of `examples/` whose accounts are the simulator's: applications, which have no mailbox of their own. */
export function exampleFlow(name: string, simulatorUrl: string): FlowNode[] {
	const nodes = JSON.parse(readFileSync(join(root, 'examples', `${name}.json`), 'utf8')) as FlowNode[];
	return nodes.map((node) => {
		if (node.type === 'outlook-account') return { ...node, ...nodeRedAccount(simulatorUrl) };
		return node.mailbox === '' ? { ...node, mailbox: 'support@contoso.com' } : node;
	});
}
