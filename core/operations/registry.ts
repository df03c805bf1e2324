import { checkDeleting, checkMailbox, checkSending, type Account } from '../account';
import type { ItemIdentity, ItemMemory } from '../drafts/memory';
import { sparingNames } from '../drafts/namedProperties';
import { invalidInput, quoted, toDraftError } from '../errors';
import { RESOURCES, type FieldValues } from '../fields';
import { invalidField, labelOf, read } from '../fields/read';
import { readText } from '../fields/values';
import { createGraph, type Graph } from '../graph/client';
import type { Host } from '../host';
import { readMailbox } from '../message/readMailbox';
import { addressesIn, mailTips } from '../mailTips/mailTips';
import { guarded } from '../policy/guard';
import { createPolicy, refusalOf } from '../policy/policy';
import { isPolicyRefusal } from '../policy/refusal';
import type { Operation, OperationResult } from './operation';
import { ROWS } from './rows';

/** All operations, by `resource:operation`: what each offers, from the field lists, and what its own file says of it. */
export const OPERATIONS: Record<string, Operation> = Object.fromEntries(
	RESOURCES.flatMap((resource) =>
		resource.operations.map(({ value, fields }) => {
			const name = `${resource.value}:${value}`;
			return [name, { fields, ...ROWS[name]! }];
		}),
	),
);

/** One item of an execution. `stop` is aborted when nothing new may be sent for it. */
export interface Item extends Omit<ItemIdentity, 'onlyProcess' | 'memory'> {
	stop: AbortSignal;
	memory: ItemMemory & { operation?: string; result?: OperationResult };
}

/** Performs one operation, named `resource:operation`, for one item, unless the account's limits forbid it. */
export async function performOperation(
	host: Host,
	account: Account,
	name: string,
	fields: FieldValues,
	item: Item,
): Promise<OperationResult> {
	const operation = OPERATIONS[name];
	if (!operation)
		throw invalidInput(
			`The operation ${quoted(name)} is not known.`,
			`Use one of: ${Object.keys(OPERATIONS).join(', ')}.`,
		);
	const mailbox = readMailbox(fields.mailbox);
	if (!operation.reportsLimits) enforceLimits(account, operation, mailbox, fields);
	const { memory } = item;
	// A person may have chosen another operation before retrying a failed execution.
	if (memory.result && memory.operation === name) return memory.result;
	memory.operation = name;
	const { permission } = operation;
	let isUnmarked = false;
	const plain = sparingNames(
		createGraph(host, account, { timeout: readTimeout(fields.timeout), stop: item.stop, permission }),
		() => (isUnmarked = true),
	);
	const policy = createPolicy(account, plain, mailbox);
	const { graph, settle } = guarded(plain, policy, mailbox);
	const performed = await operation
		.perform({ graph, policy, account, mailbox, fields, item: { ...item, onlyProcess: host.onlyProcess === true } })
		.catch(async (thrown: unknown) => {
			// Also what was left unfinished must not be addressed to somebody whom the account may not write to.
			const refusal = await refusalOf(settle(toDraftError(thrown).cause.draftId ?? ''));
			throw refusal && isPolicyRefusal(refusal) ? refusal : thrown;
		});
	await settle(performed.id);
	const tipped = await withTips(operation, graph, mailbox, fields, performed);
	const named = withMailbox(tipped, mailbox === 'me' ? host.me?.() : undefined);
	const result = isUnmarked ? withWarning(named, NO_NAMES_LEFT) : named;
	if (operation.doneOnce) memory.result = result;
	return result;
}

const NO_NAMES_LEFT =
	'This mailbox has no space for more named properties, so the message carries no mark of ours: another run ' +
	'cannot recognise it, and If It Runs Again does not prevent a second one. An administrator can make space ' +
	'by moving the mailbox.';

/** Results say whose mailbox it is: `me` means someone else in another account. */
function withMailbox(result: OperationResult, address: string | undefined): OperationResult {
	if (address === undefined) return result;
	const named = (output: Record<string, unknown>) =>
		output.mailbox === 'me' ? { ...output, mailbox: address } : output;
	return { ...result, output: named(result.output), ...(result.items ? { items: result.items.map(named) } : {}) };
}

function withWarning(result: OperationResult, warning: string): OperationResult {
	const { output } = result;
	const shown = Array.isArray(output.warnings) ? { warnings: [...(output.warnings as unknown[]), warning] } : {};
	return { ...result, output: { ...output, ...shown }, warnings: [...result.warnings, warning] };
}

/** What Outlook says of the recipients, where it is asked to. */
async function withTips(
	{ fields: offered }: Operation,
	graph: Graph,
	mailbox: string,
	fields: FieldValues,
	result: OperationResult,
): Promise<OperationResult> {
	const isOffered = offered.some(({ name }) => name === 'mailTips');
	if (!isOffered || !read.flag(fields, 'mailTips', false) || result.output.dryRun === true) return result;
	const addresses = addressesIn(result.output);
	if (addresses.length === 0) return result;
	const { tips, warnings } = await mailTips(graph, mailbox, addresses);
	return warnings.reduce(withWarning, { ...result, output: { ...result.output, mailTips: tips } });
}

/** The account's limits that depend on the operation alone; where a message is put is checked when the folder is known (`checkTarget`). */
function enforceLimits(account: Account, operation: Operation, mailbox: string, fields: FieldValues): void {
	if (operation.sends) checkSending(account);
	if (typeof operation.deletes === 'function' ? operation.deletes(fields) : operation.deletes) checkDeleting(account);
	checkMailbox(account, mailbox);
}

/** Seconds, as a person enters them, to milliseconds. */
function readTimeout(value: unknown): number {
	const text = readText(value, labelOf('timeout'))?.trim() ?? '';
	if (text === '') return 120_000;
	const seconds = Number(text);
	if (!(seconds > 0 && seconds <= 86_400))
		throw invalidField('timeout', `${quoted(value)} is not a number of seconds.`, 'Enter a number from 1 to 86400.');
	return seconds * 1_000;
}
