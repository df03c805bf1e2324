import { after, afterFailure, isSignInOver, lookOnce, sleep, toDraftError, type Looked, type Trouble } from '../core';
import { accountOf, type AccountNode } from './accountNode';
import { toNodeRedError } from './nodeRedError';
import { inOurWords } from './ourWords';
import { NO_STATUS } from './statuses';
import type { Message, NodeApi, NodeConfig, NodeStatus, RuntimeNode } from './types';
import { readInterval, readWatchFields, USUAL } from './watchFields';
import type { WatchStates } from './watchStates';
import { WatchStatuses } from './watchStatuses';
import { inNodeRed } from './words';

/** A node stops within a second. */
const GRACE = 800;

/** The message for one event, or for an example of one. */
export const messageOf = (output: Record<string, unknown>): Message => ({
	event: output.event,
	topic: output.subject,
	payload: output,
});

/** What an `outlook-watch` node does from its start to its end. */
export class WatchNode {
	private readonly closing = new AbortController();
	private readonly statuses: WatchStatuses;
	private status = NO_STATUS;
	private trouble: Trouble | undefined;
	private isSignInNeeded = false;
	private isLooking = false;
	private running: Promise<void> = Promise.resolve();
	private cancel = (): void => {};

	constructor(
		private readonly red: NodeApi,
		private readonly node: RuntimeNode,
		private readonly config: NodeConfig,
		private readonly states: WatchStates,
	) {
		this.statuses = new WatchStatuses(red);
	}

	/** Looks for the first time, and from then on again and again. `isDeleted` is asked when the node ends. */
	begin(isDeleted: () => boolean): void {
		this.show(this.statuses.beginning());
		const accountNode = this.red.nodes.getNode(String(this.config.account ?? '')) as AccountNode | null;
		const unwatch = accountNode?.onSignIn(() => void this.afterSignIn(accountNode));
		// Before that, what is sent or caught would be lost.
		const start = () => void (this.cancel = after(0, () => this.lookNow()));
		this.red.events.once('flows:started', start);
		this.node.on('close', (_removed, done) => {
			this.closing.abort();
			this.red.events.off('flows:started', start);
			this.cancel();
			unwatch?.();
			this.show(NO_STATUS);
			const ended = Promise.allSettled([this.running, this.leave(isDeleted())]);
			void Promise.race([ended, sleep(GRACE)]).then(() => done());
		});
	}

	private async leave(isDeleted: boolean): Promise<void> {
		if (isDeleted) await this.states.remove(this.node.id);
		else await this.states.flush(this.node.id, Date.now());
	}

	private lookNow(): void {
		this.isLooking = true;
		this.running = this.look()
			.catch((thrown: unknown) => this.fail(thrown))
			.then(() => {
				this.isLooking = false;
				this.goOn();
			});
	}

	private async look(): Promise<void> {
		const { red, config, node, states, closing } = this;
		readInterval(config);
		const accountNode = accountOf(red, config);
		const { account, host } = accountNode.open(closing.signal);
		const fields = readWatchFields(config, account.signIn === 'delegated');
		const whose = `${account.graphUrl} ${fields.mailbox === 'me' ? await accountNode.person() : ''}`;
		const looked = await lookOnce(host, account, fields, states.read(node.id, whose), closing.signal);
		if (closing.signal.aborted) return;
		for (const output of looked.outputs) node.send(messageOf(output));
		// Only now: after a crash in between the events come again, and none is lost.
		await states.write(node.id, { whose, state: looked.state }, Date.now());
		this.succeed(looked);
	}

	private succeed(looked: Looked): void {
		for (const warning of looked.warnings) this.node.warn(inNodeRed(warning));
		this.trouble = undefined;
		this.isSignInNeeded = false;
		if (!this.closing.signal.aborted) this.show(this.statuses.watching(looked, this.states.isLasting));
	}

	private fail(thrown: unknown): void {
		if (this.closing.signal.aborted) return;
		const error = inOurWords(toDraftError(thrown));
		const { trouble, isNew } = afterFailure(this.trouble, error, Date.now());
		this.trouble = trouble;
		this.isSignInNeeded = isSignInOver(error);
		this.show(this.statuses.failed(error, new Date(Date.now() + this.pause())));
		// Each trouble once, however often it is tried again.
		if (isNew) this.node.error(toNodeRedError(error), {});
	}

	private goOn(): void {
		if (!this.closing.signal.aborted) this.cancel = after(this.pause(), () => this.lookNow());
	}

	/** Milliseconds until the next look: after a failure longer and longer. */
	private pause(): number {
		return Math.max(this.trouble ? this.trouble.until - Date.now() : 0, intervalOf(this.config) * 1_000);
	}

	/** Somebody has signed in: there is nothing to wait for any more. */
	private async afterSignIn(accountNode: AccountNode): Promise<void> {
		if (!this.isSignInNeeded || (await accountNode.needsPerson())) return;
		if (this.isLooking || this.closing.signal.aborted || !this.isSignInNeeded) return;
		this.cancel();
		this.trouble = undefined;
		this.lookNow();
	}

	/** Node-RED hands every status to all who listen, the same one again too. */
	private show(next: NodeStatus): void {
		if (next.text === this.status.text && next.fill === this.status.fill) return;
		this.status = next;
		this.node.status(next);
	}
}

/** One that cannot be used was said; until it is put right there is the usual one. */
function intervalOf(config: NodeConfig): number {
	try {
		return readInterval(config);
	} catch {
		return USUAL;
	}
}
