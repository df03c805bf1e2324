import type { NodeApi, NodeConfig, RuntimeNode } from './types';
import { WatchNode } from './watchNode';
import { WatchStates } from './watchStates';

/** Registers the node that watches a mailbox. */
export function registerWatch(red: NodeApi): void {
	const states = new WatchStates(red.settings);
	let isFirst = true;

	function OutlookWatch(this: RuntimeNode, config: NodeConfig): void {
		red.nodes.createNode(this, config);
		if (isFirst) void states.forgetOld((id) => isInFlows(red, id), Date.now());
		isFirst = false;
		new WatchNode(red, this, config, states).begin(() => !isInFlows(red, config.id, config._alias));
	}
	red.nodes.registerType('outlook-watch', OutlookWatch);
}

/**
 * Whether a node is in the flows as they are deployed now, disabled or not. In an instance of a subflow its id is that of the instance,
 * a hyphen, and `alias`, the id of the node in the subflow.
 */
function isInFlows(red: NodeApi, id: string, alias?: string): boolean {
	let hasNode = false;
	let hasInstance = false;
	red.nodes.eachNode((node) => {
		hasNode ||= node.id === (alias ?? id);
		hasInstance ||= node.type.startsWith('subflow:') && id.startsWith(`${node.id}-`);
	});
	return alias === undefined ? hasNode || hasInstance : hasNode && hasInstance;
}
