/** The parts of Node-RED's runtime API that this package uses (the published types stop at version 1.3). */
export interface NodeApi {
	/** A text of the locale in the language of the runtime. */
	_(key: string): string;
	nodes: {
		createNode(node: unknown, config: NodeConfig): void;
		getNode(id: string): unknown;
		/** As they were deployed: environment variables are not replaced. */
		eachNode(visit: (config: NodeConfig) => void): void;
		getCredentials(id: string): Record<string, string | undefined> | undefined;
		registerType(
			type: string,
			constructor: unknown,
			options?: { credentials: Record<string, { type: 'text' | 'password' }> },
		): void;
	};
	httpAdmin: {
		get(path: string, handler: (request: AdminRequest, response: AdminResponse) => void): void;
		post(path: string, guard: unknown, handler: (request: AdminRequest, response: AdminResponse) => void): void;
	};
	auth: { needsPermission(permission: string): unknown };
	settings: RuntimeSettings;
	/** `flows:started`: every node of the flows is there, and hears what others send. */
	events: Record<'once' | 'off', (event: 'flows:started', listener: () => void) => void>;
	util: {
		evaluateNodeProperty(
			value: unknown,
			type: string,
			node: RuntimeNode,
			message: Message,
			done: (reason: unknown, value: unknown) => void,
		): void;
		cloneMessage(message: Message): Message;
		/** False where the property cannot be set. */
		setMessageProperty(message: Message, property: string, value: unknown, createMissing: boolean): boolean;
		/** The steps of a property such as `payload.items[0]`; those in brackets that name the message are looked up in it. */
		normalisePropertyExpression(property: string, message: Message): Array<string | number>;
		/** Without a node: an environment variable of the process. */
		getSetting(node: undefined, name: string): string | undefined;
	};
}

/** The settings file, and what Node-RED keeps itself (`.config.runtime.json`, or the host's storage). */
export interface RuntimeSettings {
	available(): boolean;
	get(name: string): unknown;
	/** Resolves without storing anything where `readOnly` is set. */
	set(name: string, value: unknown): Promise<void>;
	readOnly?: boolean;
	adminAuth?: unknown;
	credentialSecret?: unknown;
	editorTheme?: { projects?: { enabled?: boolean } };
}

export interface AdminRequest {
	body?: unknown;
	/** As the browser sent it, with the query. */
	originalUrl: string;
	is(type: string): string | false | null;
}

export interface AdminResponse {
	status(code: number): AdminResponse;
	set(headers: Record<string, string>): AdminResponse;
	json(body: unknown): void;
	send(body: string): void;
}

export interface NodeConfig {
	id: string;
	type: string;
	name?: string;
	/** Id of the flow (tab) that the node is in. */
	z?: string;
	/** In an instance of a subflow: id of the node in the subflow itself, whose credentials it has. */
	_alias?: string;
	[property: string]: unknown;
}

export type Message = Record<string, unknown>;

/** What stands below a node in the editor. */
export interface NodeStatus {
	fill?: 'blue' | 'red' | 'yellow' | 'green' | 'grey';
	shape?: 'dot' | 'ring';
	text?: string;
}

export interface RuntimeNode {
	id: string;
	type: string;
	credentials?: Record<string, string | undefined>;
	status(status: NodeStatus): void;
	warn(text: string, message?: Message): void;
	/** Without a message no Catch node hears of it. */
	error(reason: string | Error, message?: Message): void;
	/** Of a node that no message comes into. */
	send(message: Message): void;
	on(
		event: 'input',
		listener: (message: Message, send: (message: Message) => void, done: (reason?: Error) => void) => void,
	): void;
	on(event: 'close', listener: (removed: boolean, done: () => void) => void): void;
}
