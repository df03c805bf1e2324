import { checkDeleting, checkMailbox, checkSending, type Account } from '../account';
import { invalidInput, quoted } from '../errors';
import type { ItemIdentity, ItemMemory } from '../exactlyOnce/makeDraft';
import { fieldsOf, type FieldValues } from '../fields';
import { createGraph } from '../graph/client';
import type { Host } from '../host';
import { readText } from '../fields/values';
import { addToDraft } from './attachment/add';
import { createDraft, removesUnfinished } from './draft/create';
import { deleteDraft } from './draft/delete';
import { forwardMessage } from './forward';
import { getDraft } from './draft/get';
import { getDrafts } from './draft/getAll';
import { getAttachments } from './attachment/getAll';
import { getStatus } from './draft/getStatus';
import type { Operation, OperationResult } from './operation';
import { readMailbox } from '../message/readMailbox';
import { removeAttachment } from './attachment/remove';
import { replyToMessage } from './reply';
import { sendDraft } from './draft/send';
import { sendMessage } from './message/send';
import { updateDraft } from './draft/update';

/** All operations, by `resource:operation`. Whoever adds one has to say here what it needs and what it may do. */
export const OPERATIONS: Record<string, Operation> = {
	'draft:create': {
		fields: fieldsOf('draft:create'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: removesUnfinished,
		doneOnce: false,
		perform: createDraft,
	},
	'draft:reply': {
		fields: fieldsOf('draft:reply'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: false,
		doneOnce: false,
		perform: replyToMessage,
	},
	'draft:forward': {
		fields: fieldsOf('draft:forward'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: false,
		doneOnce: false,
		perform: forwardMessage,
	},
	'draft:update': {
		fields: fieldsOf('draft:update'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: false,
		doneOnce: true,
		perform: updateDraft,
	},
	'draft:send': {
		fields: fieldsOf('draft:send'),
		permission: 'Mail.Send',
		sends: true,
		deletes: false,
		doneOnce: true,
		perform: sendDraft,
	},
	'draft:get': {
		fields: fieldsOf('draft:get'),
		permission: 'Mail.Read',
		sends: false,
		deletes: false,
		doneOnce: false,
		perform: getDraft,
	},
	'draft:getAll': {
		fields: fieldsOf('draft:getAll'),
		permission: 'Mail.Read',
		sends: false,
		deletes: false,
		doneOnce: false,
		perform: getDrafts,
	},
	'draft:delete': {
		fields: fieldsOf('draft:delete'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: true,
		doneOnce: true,
		perform: deleteDraft,
	},
	'draft:getStatus': {
		fields: fieldsOf('draft:getStatus'),
		permission: 'Mail.Read',
		sends: false,
		deletes: false,
		doneOnce: false,
		perform: getStatus,
	},
	'message:send': {
		fields: fieldsOf('message:send'),
		permission: 'Mail.Send',
		sends: true,
		deletes: false,
		doneOnce: true,
		perform: sendMessage,
	},
	'attachment:add': {
		fields: fieldsOf('attachment:add'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: false,
		doneOnce: true,
		perform: addToDraft,
	},
	'attachment:getAll': {
		fields: fieldsOf('attachment:getAll'),
		permission: 'Mail.Read',
		sends: false,
		deletes: false,
		doneOnce: false,
		perform: getAttachments,
	},
	'attachment:remove': {
		fields: fieldsOf('attachment:remove'),
		permission: 'Mail.ReadWrite',
		sends: false,
		deletes: true,
		doneOnce: true,
		perform: removeAttachment,
	},
};

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
	enforceLimits(account, operation, mailbox, fields);
	const { memory } = item;
	// A person may have chosen another operation before retrying a failed execution.
	if (memory.result && memory.operation === name) return memory.result;
	memory.operation = name;
	const { permission } = operation;
	const graph = createGraph(host, account, { timeout: readTimeout(fields.timeout), stop: item.stop, permission });
	const result = await operation.perform({
		graph,
		account,
		mailbox,
		fields,
		item: { ...item, onlyProcess: host.onlyProcess === true },
	});
	if (operation.doneOnce) memory.result = result;
	return result;
}

/** The account's limits that depend on the operation alone; where a message is put is checked when the folder is known (`checkTarget`). */
function enforceLimits(account: Account, operation: Operation, mailbox: string, fields: FieldValues): void {
	if (operation.sends) checkSending(account);
	if (typeof operation.deletes === 'function' ? operation.deletes(fields) : operation.deletes) checkDeleting(account);
	checkMailbox(account, mailbox);
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
