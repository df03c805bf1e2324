import {
	DraftError,
	isSignInOver,
	LOCAL_CODES,
	performOperation,
	sleep,
	toDraftError,
	type OperationResult,
} from '../core';
import { accountOf, type AccountNode } from './accountNode';
import { drop, dropUncopyable, MOST_LEVELS, tooDeep } from './copying';
import { GRACE } from './host';
import { operationOf, readFields } from './input';
import { toNodeRedError } from './nodeRedError';
import { inOurWords } from './ourWords';
import { checkResultTo, handOn, listed, setResult, withContents } from './result';
import { Schedule } from './schedule';
import { NO_STATUS, Statuses } from './statuses';
import type { Message, NodeApi, NodeConfig, NodeStatus, RuntimeNode } from './types';
import { inNodeRed } from './words';

/** After the grace of requests in flight there is this long to report those that were given up; Node-RED waits 15 s in all. */
const REPORTING = 2_000;

/** Warnings that a node remembers having given. */
const MOST_WARNINGS = 1_000;

/** What an `outlook-draft` node does with each message. */
export class DraftNode {
	private readonly closing = new AbortController();
	private readonly running = new Set<Promise<void>>();
	private readonly schedule: Schedule;
	private readonly statuses: Statuses;
	private status = NO_STATUS;
	private readonly warned = new Set<string>();
	/** The status says that a person has to sign in. */
	private isNeedShown = false;

	constructor(
		private readonly red: NodeApi,
		private readonly node: RuntimeNode,
		private readonly config: NodeConfig,
	) {
		this.schedule = new Schedule(config.oneAtATime === true);
		this.statuses = new Statuses(red, operationOf(config));
	}

	/** Begins to take messages. */
	listen(): void {
		// What the node said before it was deployed anew is over.
		this.node.status(NO_STATUS);
		// Not async: a rejected listener would end Node-RED itself.
		this.node.on('input', (message, send, done) => this.take(message, send, done));
		const unwatch = this.watchSignIn();
		this.node.on('close', (_removed, done) => {
			this.closing.abort();
			this.schedule.flush();
			unwatch?.();
			this.node.status(NO_STATUS);
			void Promise.race([Promise.allSettled(this.running), sleep(GRACE + REPORTING)]).then(() => done());
		});
	}

	private take(message: Message, send: (message: Message) => void, done: (reason?: Error) => void): void {
		this.show(this.statuses.running());
		const deep = drop(message, tooDeep(message));
		const run: Promise<void> = this.schedule
			.run(async () => (deep.length > 0 ? await Promise.reject(cannotBeCopied(deep)) : await this.perform(message)))
			.then((result) => {
				setResult(this.red, this.config, message, result.items ?? result.output);
				this.running.delete(run);
				this.show(this.running.size > 0 ? this.statuses.running() : this.statuses.done(result));
				handOn(this.red, { message, send, result });
				done();
			})
			.catch((thrown: unknown) => {
				const error = inOurWords(toDraftError(thrown), this.config);
				this.running.delete(run);
				this.isNeedShown = isSignInOver(error);
				this.show(this.isNeedShown ? this.statuses.signIn() : this.statuses.failed(error));
				this.report(error, message, done);
			});
		this.running.add(run);
	}

	private async perform(message: Message): Promise<OperationResult> {
		const { red, node, config, closing } = this;
		if (closing.signal.aborted)
			throw new DraftError(LOCAL_CODES.cancelled, 'The node was closed before the request was sent.', {
				hint: 'Nothing was sent.',
			});
		const { account, host } = accountOf(red, config).open(closing.signal);
		const fields = await readFields(red, node, config, message);
		// Left empty in the dialog: a person has a mailbox.
		if (config.mailboxType === 'str' && fields.mailbox === '' && account.signIn === 'delegated') fields.mailbox = 'me';
		checkResultTo(red, config, message);
		const result = await performOperation(host, account, operationOf(config), fields, {
			stop: closing.signal,
			scope: `${config.z ?? ''} ${config.id}`,
			memory: {},
			run: this,
			onProgress: (_file, percent) => this.show(this.statuses.uploading(percent)),
		});
		this.warn(result.warnings, message);
		return { ...result, output: withContents(result) };
	}

	/** Each text once: what is said of every message of a flow would fill the log. */
	private warn(warnings: string[], message: Message): void {
		for (const warning of warnings) {
			if (this.warned.has(warning)) continue;
			if (this.warned.size < MOST_WARNINGS) this.warned.add(warning);
			this.node.warn(inNodeRed(warning), message);
		}
	}

	/** Node-RED hands every status to all who listen, the same one again too. */
	private show(next: NodeStatus): void {
		if (next.text === this.status.text && next.fill === this.status.fill) return;
		this.status = next;
		this.node.status(next);
	}

	/** A Catch node gets a copy of the message, so nothing is left in it that cannot be copied. Never throws. */
	private report(error: DraftError, message: Message, done: (reason: Error) => void): void {
		try {
			done(toNodeRedError(error));
		} catch {
			dropUncopyable(this.red, message);
			try {
				done(toNodeRedError(error));
			} catch {
				this.node.error(error.text);
			}
		}
	}

	/**
	 * Shows that a person has to sign in before a message gets lost, until somebody has. Nothing is asked of the network.
	 * Returns what ends it.
	 */
	private watchSignIn(): (() => void) | undefined {
		const accountNode = this.red.nodes.getNode(String(this.config.account ?? '')) as AccountNode | null;
		const look = (): void => {
			const looked = accountNode?.needsPerson().then((needsPerson) => this.showNeed(needsPerson));
			looked?.catch(() => undefined);
		};
		const unwatch = accountNode?.onSignIn(look);
		look();
		return unwatch;
	}

	private showNeed(needsPerson: boolean): void {
		if (this.closing.signal.aborted || this.running.size > 0 || needsPerson === this.isNeedShown) return;
		this.isNeedShown = needsPerson;
		this.show(needsPerson ? this.statuses.signIn() : NO_STATUS);
	}
}

const cannotBeCopied = (names: string[]) =>
	new DraftError(LOCAL_CODES.input, `${listed(names)} is nested more than ${MOST_LEVELS} levels deep.`, {
		hint: 'Node-RED cannot copy such a message: delete this property before this node, for example with a change node. Nothing was sent.',
	});
