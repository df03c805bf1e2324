import {
	DraftError,
	invalidInput,
	isSignInOver,
	LOCAL_CODES,
	performOperation,
	sleep,
	toDraftError,
	type OperationResult,
} from '../core';
import { drop, dropUncopyable, MOST_LEVELS, tooDeep } from './copying';
import { GRACE } from './host';
import { operationOf, readFields } from './input';
import { registerLists } from './lists';
import { registerAccount } from './outlook-account';
import { accountOf, type AccountNode } from './accountNode';
import { toNodeRedError } from './nodeRedError';
import { inOurWords } from './ourWords';
import { inNodeRed } from './words';
import { Schedule } from './schedule';
import { NO_STATUS, Statuses } from './statuses';
import type { Message, NodeApi, NodeConfig, NodeStatus, RuntimeNode } from './types';

/** After the grace of requests in flight there is this long to report those that were given up; Node-RED waits 15 s in all. */
const REPORTING = 2_000;

/** Warnings that a node remembers having given. */
const MOST_WARNINGS = 1_000;

/** Registers both node types and what their dialogs ask for. */
export default function nodeSet(red: NodeApi): void {
	registerLists(red, registerAccount(red));

	function OutlookDraft(this: RuntimeNode, config: NodeConfig): void {
		red.nodes.createNode(this, config);
		const closing = new AbortController();
		const running = new Set<Promise<void>>();
		const schedule = new Schedule(config.oneAtATime === true);

		const warned = new Set<string>();

		const statuses = new Statuses(red, operationOf(config));
		let status = NO_STATUS;
		// Node-RED hands every status to all who listen, the same one again too.
		const show = (next: NodeStatus): void => {
			if (next.text === status.text && next.fill === status.fill) return;
			status = next;
			this.status(next);
		};
		// What the node said before it was deployed anew is over.
		this.status(NO_STATUS);

		const perform = async (message: Message): Promise<OperationResult> => {
			if (closing.signal.aborted)
				throw new DraftError(LOCAL_CODES.cancelled, 'The node was closed before the request was sent.', {
					hint: 'Nothing was sent.',
				});
			const { account, host } = accountOf(red, config).open(closing.signal);
			const onProgress = (_file: string, percent: number) => show(statuses.uploading(percent));
			const fields = await readFields(red, this, config, message);
			// Left empty in the dialog: a person has a mailbox.
			if (config.mailboxType === 'str' && fields.mailbox === '' && account.signIn === 'delegated')
				fields.mailbox = 'me';
			checkResultTo(red, config, message);
			const result = await performOperation(host, account, operationOf(config), fields, {
				stop: closing.signal,
				scope: `${config.z ?? ''} ${config.id}`,
				memory: {},
				onProgress,
			});
			for (const warning of result.warnings) {
				// Each text once: what is said of every message of a flow would fill the log.
				if (warned.has(warning)) continue;
				if (warned.size < MOST_WARNINGS) warned.add(warning);
				this.warn(inNodeRed(warning), message);
			}
			return { ...result, output: withContents(result) };
		};

		/** A Catch node gets a copy of the message, so nothing is left in it that cannot be copied. Never throws. */
		const report = (error: DraftError, message: Message, done: (reason: Error) => void): void => {
			try {
				done(toNodeRedError(error));
			} catch {
				dropUncopyable(red, message);
				try {
					done(toNodeRedError(error));
				} catch {
					this.error(error.text);
				}
			}
		};

		// Not async: a rejected listener would end Node-RED itself.
		this.on('input', (message, send, done) => {
			show(statuses.running());
			const deep = drop(message, tooDeep(message));
			const run: Promise<void> = schedule
				.run(async () => (deep.length > 0 ? await Promise.reject(cannotBeCopied(deep)) : await perform(message)))
				.then((result) => {
					const { output, items } = result;
					setResult(red, config, message, items ?? output);
					running.delete(run);
					show(running.size > 0 ? statuses.running() : statuses.done(result));
					handOn(red, { message, send, result });
					done();
				})
				.catch((thrown: unknown) => {
					const error = inOurWords(toDraftError(thrown), config);
					running.delete(run);
					isShown = isSignInOver(error);
					show(isShown ? statuses.signIn() : statuses.failed(error));
					report(error, message, done);
				});
			running.add(run);
		});

		// Seen before a message gets lost, and gone when someone has signed in. Nothing is asked of the network.
		const accountNode = red.nodes.getNode(String(config.account ?? '')) as AccountNode | null;
		let isShown = false;
		const showNeed = (): void => {
			const shown = accountNode?.needsPerson().then((needsPerson) => {
				if (closing.signal.aborted || running.size > 0 || needsPerson === isShown) return;
				isShown = needsPerson;
				show(needsPerson ? statuses.signIn() : NO_STATUS);
			});
			shown?.catch(() => undefined);
		};
		const unwatch = accountNode?.onSignIn(showNeed);
		showNeed();

		this.on('close', (_removed, done) => {
			closing.abort();
			schedule.flush();
			unwatch?.();
			this.status(NO_STATUS);
			void Promise.race([Promise.allSettled(running), sleep(GRACE + REPORTING)]).then(() => done());
		});
	}
	red.nodes.registerType('outlook-draft', OutlookDraft);
}

const cannotBeCopied = (names: string[]) =>
	new DraftError(LOCAL_CODES.input, `${listed(names)} is nested more than ${MOST_LEVELS} levels deep.`, {
		hint: 'Node-RED cannot copy such a message: delete this property before this node, for example with a change node. Nothing was sent.',
	});

const listed = (names: string[]) => names.map((name) => `msg.${name}`).join(', ');

interface Outcome {
	message: Message;
	send: (message: Message) => void;
	result: OperationResult;
}

/** Sends the message on. Throws DraftError where Node-RED cannot copy it for all of the wires; what was done in Outlook is done. */
function handOn(red: NodeApi, { message, send, result }: Outcome): void {
	try {
		send(message);
	} catch {
		throw notHandedOn(dropUncopyable(red, message), result);
	}
}

const notHandedOn = (names: string[], { id }: OperationResult) =>
	new DraftError(
		LOCAL_CODES.input,
		'The operation was carried out in Outlook, but the message could not be handed on to all of the next nodes.',
		{
			hint: `${names.length > 0 ? `Node-RED cannot copy ${listed(names)}: delete this before this node. ` : ''}msg.payload holds the result.`,
			...(id === '' ? {} : { draftId: id }),
		},
	);

const resultTo = ({ resultTo: property }: NodeConfig) =>
	typeof property === 'string' && property.trim() !== '' ? property.trim() : 'payload';

/** Before anything is done in Outlook. Throws DraftError. */
function checkResultTo(red: NodeApi, config: NodeConfig, message: Message): void {
	try {
		red.util.normalisePropertyExpression(resultTo(config), message);
	} catch {
		throw invalidInput(
			`Result To: msg.${resultTo(config)} is not a property of a message.`,
			'Enter one such as payload or payload.draft. Nothing was sent.',
		);
	}
}

function setResult(red: NodeApi, config: NodeConfig, message: Message, result: unknown): void {
	// Where a part of the way there is no object, the result is not lost.
	if (!red.util.setMessageProperty(message, resultTo(config), result, true)) message.payload = result;
}

/** Contents that were fetched, as Buffers: those of attachments in their list, the message itself as `mime`. */
function withContents({ output, files = [] }: OperationResult): Record<string, unknown> {
	for (const { at, name, content } of files) {
		const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
		if (at === undefined) output.mime = buffer;
		else Object.assign((output.attachments as object[])[at]!, { filename: name, content: buffer });
	}
	return output;
}
