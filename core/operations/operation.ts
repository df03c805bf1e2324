import type { Account } from '../account';
import type { ItemIdentity } from '../drafts/memory';
import type { Field, FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import type { MailPermission } from '../graph/permissions';
import type { Policy } from '../policy/policy';

/**
 * What an operation works with. The dispatcher has read the mailbox and enforced the account's limits before it is called, and lets
 * nothing through `graph` that the rules about recipients do not allow.
 */
export interface Context {
	graph: Graph;
	/** To reject what `graph` would not let pass before anything else is done for it, such as making a folder. */
	policy: Policy;
	account: Account;
	/** `me`, an object id, a UPN or an SMTP address. */
	mailbox: string;
	fields: FieldValues;
	item: ItemIdentity;
}

/** What the file of an operation says of it: what it needs and what it may do. */
export interface OperationRow {
	/** Least permission, as Entra names it. */
	permission: MailPermission;
	/** It sends mail: needs Allow Sending. */
	sends: boolean;
	/** It deletes something, always or with certain values of its fields: needs Allow Deleting. */
	deletes: boolean | ((fields: FieldValues) => boolean);
	/** It asks nothing of a mailbox before it has compared it with the limits itself, and says in its result what they forbid. */
	reportsLimits?: true;
	/**
	 * Done once in an execution: another try (n8n's Retry On Fail) gets the result of the one that succeeded. Those that make drafts
	 * look for theirs instead, which a person may have thrown away meanwhile.
	 */
	doneOnce: boolean;
	perform(context: Context): Promise<OperationResult>;
}

/** One operation of the registry. */
export interface Operation extends OperationRow {
	/** What it offers, from the field lists. */
	fields: Field[];
}

/** What an operation gives back: `output` for the workflow, `warnings` for the person. */
export interface OperationResult {
	/** Of the draft; `''` when none was made, as in a dry run. */
	id: string;
	output: Record<string, unknown>;
	warnings: string[];
	/** Of an operation that finds many: one output for each, in place of `output`. */
	items?: Array<Record<string, unknown>>;
	/** The draft that was made has no recipient. */
	isToNobody?: true;
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
