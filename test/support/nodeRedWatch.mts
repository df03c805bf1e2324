// An outlook-watch node in Node-RED's runtime, with all that comes out of it.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { SHARED } from './life.mts';
import { locale } from '../../node-red/editor/locale';
import { helper, nodeSet, until } from './node-red.mts';

const core = (file: string) => require(`@node-red/nodes/core/common/${file}`);

export interface WatchFlow {
	sent: Array<Record<string, any>>;
	caught: Array<Record<string, any>>;
	statuses: Array<Record<string, any>>;
	warnings: string[];
	/** The status that stands below the node now. */
	status(): { fill?: string; text: string };
}

/** Looks every 10 seconds, the shortest there is: a test that needs the next look loads the flow anew. */
export const watchNode = (config: object = {}) => ({
	...{ id: 'watch', z: 'tab', type: 'outlook-watch', account: 'account', interval: '10', wires: [['out']] },
	...{ watchFor: 'message', mailbox: SHARED, folder: 'inbox', folderType: 'list', folderName: 'Inbox' },
	...{ arrival: 'auto', events: ['sent', 'deleted'] },
	...config,
});

/** Node-RED's settings storage, as `.config.runtime.json` keeps it. */
export class Storage {
	readonly all = new Map<string, any>();
	readOnly = false;
	isThere = true;
	writes = 0;
	/** Stands in the way of each write. */
	before: () => Promise<void> = async () => {};

	available = (): boolean => this.isThere;
	get = (name: string): unknown => structuredClone(this.all.get(name));
	set = async (name: string, value: unknown): Promise<void> => {
		if (!this.isThere) throw new Error('Settings not available');
		this.writes += 1;
		await this.before();
		if (!this.readOnly) this.all.set(name, structuredClone(value));
	};
	/** What is kept of watches, by node. */
	get watches(): Record<string, any> {
		const kept = Object.entries((this.all.get('outlookDraftWatches') ?? {}) as Record<string, string>);
		return Object.fromEntries(kept.map(([id, text]) => [id, JSON.parse(text)]));
	}
}

/** The node set with the texts of its locale, and a storage; as if Node-RED had just been started. */
const started = (storage: Storage) => (red: object) =>
	nodeSet(Object.create(red, { settings: { value: storage }, _: { value: textOf } }));

const textOf = (key: string): string => key.split('.').reduce<any>((texts, part) => texts?.[part], locale()) ?? key;

export interface LoadOptions {
	storage?: Storage;
	/** Laid over the account. */
	account?: object;
	/** The nodes of the flow besides the account; a watch and what hears of it if not given. */
	nodes?: object[];
	/** Which node is meant by what comes out. */
	id?: string;
}

export function accountNode({ url }: Simulator, changes: object = {}): object {
	return {
		...{ id: 'account', type: 'outlook-account', cloud: 'custom', graphUrl: url, loginUrl: url },
		...{ allowedMailboxes: '*', allowSending: false, allowDeleting: false },
		...changes,
	};
}

const LISTENERS = [
	{ id: 'out', z: 'tab', type: 'helper' },
	{ id: 'status1', z: 'tab', type: 'status', scope: null, wires: [['seen']] },
	{ id: 'seen', z: 'tab', type: 'helper' },
	{ id: 'catch1', z: 'tab', type: 'catch', scope: null, uncaught: false, wires: [['caught']] },
	{ id: 'caught', z: 'tab', type: 'helper' },
];

export const CREDENTIALS = {
	account: {
		outlookDraftTenantId: DEMO_APP.tenant,
		outlookDraftClientId: DEMO_APP.clientId,
		outlookDraftClientSecret: DEMO_APP.clientSecret,
		outlookDraftTokenKey: 'a key for tests',
	},
};

export const flowOf = (simulator: Simulator, config: object = {}, { account, nodes }: LoadOptions = {}): object[] => [
	{ id: 'tab', type: 'tab' },
	accountNode(simulator, account),
	...(nodes ?? [watchNode(config)]),
	...LISTENERS,
];

export async function loadWatch(
	simulator: Simulator,
	config: object = {},
	options: LoadOptions = {},
): Promise<WatchFlow> {
	const types = [started(options.storage ?? new Storage()), core('25-status.js'), core('25-catch.js')];
	await helper.load(types, flowOf(simulator, config, options), CREDENTIALS);
	const statuses: Array<Record<string, any>> = [];
	const result: WatchFlow = {
		...{ sent: [], caught: [], statuses, warnings: [] },
		status: () => ({ text: '', ...statuses.at(-1) }),
	};
	helper.getNode('out').on('input', (message: any) => result.sent.push(message));
	helper.getNode('seen').on('input', (message: any) => statuses.push(message.status));
	helper.getNode('caught').on('input', (message: any) => result.caught.push(message));
	helper.getNode(options.id ?? 'watch')?.on('call:warn', (call: any) => result.warnings.push(call.firstArg));
	return result;
}

/** The first look is over. */
export const hasBegun = async (flow: WatchFlow): Promise<void> =>
	await until(() => /^watching since/.test(flow.status().text), 'the first look');
