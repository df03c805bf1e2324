/** The parts of Node-RED's runtime API that this package uses (the published types stop at version 1.3). */
export interface NodeApi {
	nodes: {
		createNode(node: unknown, config: NodeConfig): void;
		getNode(id: string): unknown;
		registerType(type: string, constructor: unknown, options?: { credentials: Record<string, { type: 'text' | 'password' }> }): void;
	};
	util: {
		evaluateNodeProperty(value: unknown, type: string, node: RuntimeNode, message: Message, done: (reason: unknown, value: unknown) => void): void;
	};
}

export interface NodeConfig {
	id: string;
	type: string;
	name?: string;
	/** Id of the flow (tab) that the node is in. */
	z?: string;
	[property: string]: unknown;
}

export type Message = Record<string, unknown>;

export interface RuntimeNode {
	credentials?: Record<string, string | undefined>;
	status(status: { fill?: 'blue' | 'red' | 'yellow'; shape?: 'dot' | 'ring'; text?: string }): void;
	warn(text: string, message?: Message): void;
	on(event: 'input', listener: (message: Message, send: (message: Message) => void, done: (reason?: Error) => void) => void): void;
	on(event: 'close', listener: (removed: boolean, done: () => void) => void): void;
}
