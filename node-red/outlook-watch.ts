import {
	after,
	afterFailure,
	DraftError,
	isSignInOver,
	LOCAL_CODES,
	lookForExample,
	lookOnce,
	sleep,
	toDraftError,
	WATCH,
	type FieldValues,
	type Looked,
	type Trouble,
} from '../core';
import type { AccountNode } from './accountNode';
import { clock } from './statuses';
import type { NodeApi, NodeConfig, NodeStatus, RuntimeNode } from './types';
import { WatchStates } from './watchStates';

/** A flow is stopped within a second. */
const GRACE = 800;
/** Seconds between two looks at least. */
const SHORTEST = 10;
const USUAL = 60;

interface WatchNode extends RuntimeNode {
	/** A real example, which is sent on as well, and moves no state. */
	example(): Promise<Array<Record<string, unknown>>>;
}

/** Registers the node that watches a mailbox, and what its button asks for. */
export function registerWatch(red: NodeApi): void {
	const states = new WatchStates(red.settings);
	registerExample(red);

	function OutlookWatch(this: WatchNode, config: NodeConfig): void {
		red.nodes.createNode(this, config);
		const closing = new AbortController();
		const began = clock();
		let trouble: Trouble | undefined;
		let running: Promise<void> = Promise.resolve();
		let cancel = () => {};

		const open = () => {
			const accountNode = red.nodes.getNode(String(config.account ?? '')) as AccountNode | null;
			if (!accountNode)
				throw new DraftError(LOCAL_CODES.account, 'No account is chosen.', {
					hint: 'Open this node and choose or add an account.',
				});
			const { account, host } = accountNode.open(closing.signal);
			return { account, host, fields: fieldsOf(config, account.signIn === 'delegated') };
		};
		const send = (output: Record<string, unknown>) =>
			this.send({ payload: output, event: output.event, topic: output.subject });

		const look = async (): Promise<void> => {
			const { account, host, fields } = open();
			const looked = await lookOnce(host, account, fields, states.read(this.id), closing.signal);
			if (closing.signal.aborted) return;
			for (const output of looked.outputs) send(output);
			// Only now: after a crash in between the events come again, and none is lost.
			await states.write(this.id, looked.state);
			for (const warning of looked.warnings) this.warn(warning);
			trouble = undefined;
			this.status(watchingStatus(red, began, looked, states.isLasting));
		};
		const fail = (thrown: unknown): void => {
			if (closing.signal.aborted) return;
			const error = toDraftError(thrown);
			const { trouble: now, isNew } = afterFailure(trouble, error, Date.now());
			trouble = now;
			this.status(failedStatus(red, error));
			// Each trouble once, however often it is tried again.
			if (isNew) this.error(error.text);
		};
		const goOn = (): void => {
			if (closing.signal.aborted) return;
			const pause = trouble ? trouble.until - Date.now() : 0;
			cancel = after(Math.max(pause, intervalOf(config) * 1_000), begin);
		};
		const begin = (): void => {
			running = look().catch(fail).then(goOn);
		};

		this.example = async () => {
			const { account, host, fields } = open();
			const outputs = await lookForExample(host, account, fields, closing.signal);
			for (const output of outputs) send(output);
			return outputs;
		};
		this.on('close', (removed: boolean, done: () => void) => {
			closing.abort();
			cancel();
			this.status({});
			const end = removed ? states.remove(this.id) : Promise.resolve();
			void Promise.race([Promise.allSettled([running, end]), sleep(GRACE)]).then(() => done());
		});
		this.status({ fill: 'grey', shape: 'ring', text: red._('outlook-draft.watch.status.beginning') });
		begin();
	}
	red.nodes.registerType('outlook-watch', OutlookWatch);
}

/** POST with JSON only, which no form of another site can send, for people who may use accounts. */
function registerExample(red: NodeApi): void {
	const permission = red.auth.needsPermission('outlook-draft.write');
	red.httpAdmin.post('/outlook-draft/example', permission, (request, response) => {
		if (!request.is('application/json')) {
			response.status(415).json({ error: { code: 'NotJson', text: 'JSON is needed.' } });
			return;
		}
		const { id } = (request.body ?? {}) as { id?: unknown };
		const node = typeof id === 'string' ? (red.nodes.getNode(id) as WatchNode | null) : null;
		const run = async () => {
			if (node?.type !== 'outlook-watch')
				throw new DraftError(LOCAL_CODES.input, 'This node is not deployed yet.', { hint: 'Deploy the flow first.' });
			return await node.example();
		};
		void run().then(
			(results) => response.json({ results }),
			(thrown: unknown) => {
				const error = toDraftError(thrown);
				response.status(422).json({ error: { code: error.code, text: error.text } });
			},
		);
	});
}

/** What the dialog saved. An empty mailbox is a person's own. */
function fieldsOf(config: NodeConfig, isPerson: boolean): FieldValues {
	const fields = Object.fromEntries(WATCH.map(({ name }) => [name, config[name]]));
	return { ...fields, ...(isPerson && String(fields.mailbox ?? '').trim() === '' ? { mailbox: 'me' } : {}) };
}

function intervalOf({ interval }: NodeConfig): number {
	const seconds = Number(interval);
	return seconds >= SHORTEST && seconds <= 86_400 ? seconds : USUAL;
}

function watchingStatus(red: NodeApi, began: string, { waiting }: Looked, isLasting: boolean): NodeStatus {
	const parts = [
		`${red._('outlook-draft.watch.status.since')} ${began}`,
		`${red._('outlook-draft.watch.status.last')} ${clock()}`,
		...(waiting === undefined ? [] : [`${waiting} ${red._('outlook-draft.watch.status.waiting')}`]),
		...(isLasting ? [] : [red._('outlook-draft.watch.status.notStored')]),
	];
	return { fill: isLasting ? 'green' : 'yellow', shape: 'dot', text: parts.join(', ') };
}

function failedStatus(red: NodeApi, error: DraftError): NodeStatus {
	const reason = isSignInOver(error)
		? red._('outlook-draft.status.signIn')
		: error.message.replace(/\s+/g, ' ').slice(0, 40);
	return { fill: 'red', shape: 'ring', text: `${clock()}: ${reason}` };
}
