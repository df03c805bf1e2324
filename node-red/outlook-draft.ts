import { DraftNode } from './draftNode';
import { registerLists } from './lists';
import { registerAccount } from './outlook-account';
import { registerWatch } from './outlook-watch';
import type { NodeApi, NodeConfig, RuntimeNode } from './types';

/** Registers the node types and what their dialogs ask for. */
export default function nodeSet(red: NodeApi): void {
	registerLists(red, registerAccount(red));
	registerWatch(red);

	function OutlookDraft(this: RuntimeNode, config: NodeConfig): void {
		red.nodes.createNode(this, config);
		new DraftNode(red, this, config).listen();
	}
	red.nodes.registerType('outlook-draft', OutlookDraft);
}
