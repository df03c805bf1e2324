import type { Account } from '../account';
import { invalidInput, quoted } from '../errors';
import type { FieldValues } from '../fields';
import { createGraph, type Graph } from '../graph/client';
import type { Host } from '../host';
import { readText } from '../message/values';
import type { ItemIdentity, ItemMemory } from '../exactlyOnce/makeDraft';
import { addToDraft } from './addAttachments';
import { createDraft } from './create';
import { deleteDraft } from './delete';
import { forwardMessage } from './forward';
import { getDraft } from './get';
import { getDrafts } from './getAll';
import { getStatus } from './getStatus';
import { replyToMessage } from './reply';
import { sendDraft } from './send';
import { sendMessage } from './sendMessage';
import { updateDraft } from './update';
import { getAttachments } from './getAttachments';
import { removeAttachment } from './removeAttachment';

/** What an operation gives back: `output` for the workflow, `warnings` for the person. */
export interface OperationResult {
	/** Of the draft; `''` when none was made, as in a dry run. */
	id: string;
	output: Record<string, unknown>;
	warnings: string[];
	/** Of an operation that finds many: one output for each, in place of `output`. */
	items?: Array<Record<string, unknown>>;
	/** Contents that the host hands on in its own form. */
	files?: ResultFile[];
}

/** A content that was fetched. */
export interface ResultFile {
	/** Index of its entry in `output.attachments`; absent: it is the message itself. */
	at?: number;
	/** n8n's binary field. */
	field: string;
	name: string;
	contentType: string;
	content: Uint8Array;
}

/** One item of an execution. `stop` is aborted when nothing new may be sent for it. */
export interface Item extends Omit<ItemIdentity, 'onlyProcess' | 'memory'> {
	stop: AbortSignal;
	memory: ItemMemory & { operation?: string; result?: OperationResult };
}

const OPERATIONS: Record<
	string,
	(graph: Graph, account: Account, fields: FieldValues, item: ItemIdentity) => Promise<OperationResult>
> = {
	'draft:create': createDraft,
	'draft:reply': replyToMessage,
	'draft:forward': forwardMessage,
	'draft:update': updateDraft,
	'draft:send': sendDraft,
	'draft:get': getDraft,
	'draft:getAll': getDrafts,
	'draft:delete': deleteDraft,
	'draft:getStatus': getStatus,
	'message:send': sendMessage,
	'attachment:add': addToDraft,
	'attachment:getAll': getAttachments,
	'attachment:remove': removeAttachment,
};

/**
 * Done once in an execution: another try (n8n's Retry On Fail) gets the result of the one that succeeded. Those that make
 * drafts look for theirs instead, which a person may have thrown away meanwhile.
 */
const DONE_ONCE = new Set([
	'draft:update',
	'draft:send',
	'draft:delete',
	'message:send',
	'attachment:add',
	'attachment:remove',
]);

/** Performs one operation, named `resource:operation`, for one item. */
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
	const { memory } = item;
	// A person may have chosen another operation before retrying a failed execution.
	if (memory.result && memory.operation === name) return memory.result;
	memory.operation = name;
	const graph = createGraph(host, account, { timeout: readTimeout(fields.timeout), stop: item.stop });
	const result = await operation(graph, account, fields, { ...item, onlyProcess: host.onlyProcess === true });
	if (DONE_ONCE.has(name)) memory.result = result;
	return result;
}

/** Seconds, as a person enters them, to milliseconds. */
function readTimeout(value: unknown): number {
	const text = readText(value, 'Timeout')?.trim() ?? '';
	if (text === '') return 120_000;
	const seconds = Number(text);
	if (!(seconds > 0 && seconds <= 86_400))
		throw invalidInput(`Timeout: ${quoted(value)} is not a number of seconds.`, 'Enter a number from 1 to 86400.');
	return seconds * 1_000;
}
