import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { download, isLink } from '../attachments/download';
import type { AttachedFile } from '../attachments/file';
import { listAttachments } from '../attachments/list';
import { DraftError, LOCAL_CODES, quoted, toDraftError, traceOf } from '../errors';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { SENSITIVITY_ID } from '../message/sensitivity';
import { getMessage } from '../messages/get';
import { perRun } from '../perRun';

/** A draft that serves as a template or as a signature, as it was when it was read. */
export interface TemplateDraft {
	/** Its subject, for texts. */
	name: string;
	/** With body, recipients and marks. Its HTML is what the mailbox holds, byte by byte. */
	message: Message;
	/** Inline images and files, with their contents in memory. */
	files: AttachedFile[];
	/** What a person should know of it, such as that a file could not be read. */
	warnings: string[];
}

/** What the draft is read as: the field that names it, and what texts call it. */
interface Role {
	label: string;
	noun: string;
}
export const AS_TEMPLATE: Role = { label: 'Template', noun: 'template' };
export const AS_SIGNATURE: Role = { label: 'Signature Draft', noun: 'signature draft' };

/** Names the run that an item belongs to: items with the same object read a template once. */
type Run = object;

/** A template that was read, and what is known of it since. */
interface Kept {
	template: TemplateDraft;
	changeKey: string;
	/** Host's time of the last look into the mailbox, and of the last item that used it. */
	looked: number;
	used: number;
	/** A look that is under way. */
	look?: Promise<void>;
	/** The warning for a template that was changed while the run was using it. */
	changed?: string;
}

/** After this long, in milliseconds, the next item looks whether the template is still the same. */
const LOOK_AFTER = 5_000;
/** A pause as long as this, in milliseconds, begins another run in a host where flows never end. */
const RUN_ENDS_AFTER = 60_000;
/** Templates that one run keeps in memory; the one that was used longest ago goes first. */
const MOST_KEPT = 5;

const SELECT = [
	'id',
	'subject',
	'body',
	'toRecipients',
	'ccRecipients',
	'bccRecipients',
	'replyTo',
	'importance',
	'isReadReceiptRequested',
	'isDeliveryReceiptRequested',
	'isDraft',
	'changeKey',
].join(',');

const keptOf = perRun<Promise<Kept>>();

/**
 * Reads a draft with its body, inline images and files, once for all items of a run. When somebody changes the draft meanwhile, the
 * items after that get the new one, with a warning that says so. Throws DraftError.
 */
export async function readTemplate(
	graph: Graph,
	account: Account,
	place: MessagePlace,
	run: Run = account,
	role: Role = AS_TEMPLATE,
): Promise<TemplateDraft> {
	const kept = keptOf(run);
	const key = JSON.stringify([account.graphUrl, account.clientId, place.mailbox.toLowerCase(), place.id]);
	const reading = kept.get(key) ?? load(graph, place, role);
	// Behind all others: the first one is the one that was used longest ago.
	kept.delete(key);
	kept.set(key, reading);
	for (const other of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(other);
	const found = await reading.catch((reason: unknown) => {
		if (kept.get(key) === reading) kept.delete(key);
		throw reason;
	});
	if (graph.now() - found.looked > LOOK_AFTER) {
		found.look ??= lookAgain(graph, place, role, found).finally(() => delete found.look);
		await found.look;
	}
	found.used = graph.now();
	const { template, changed } = found;
	return changed === undefined ? template : { ...template, warnings: [...template.warnings, changed] };
}

async function load(graph: Graph, place: MessagePlace, role: Role): Promise<Kept> {
	const message = await getMessage(graph, place, {
		task: `read the ${role.noun}`,
		select: SELECT,
		properties: [SENSITIVITY_ID],
	}).catch(notThere(role));
	const name = message.subject ?? '';
	if (message.isDraft === false)
		throw new DraftError(LOCAL_CODES.input, `${role.label}: ${quoted(name)} is not a draft.`, {
			hint: `A ${role.noun} is a draft that stays in its folder. Open the message in Outlook, copy it into a new draft and save that.`,
		});
	const warnings: string[] = [];
	const files: AttachedFile[] = [];
	for (const attachment of await listAttachments(graph, place)) {
		if (isLink(attachment))
			warnings.push(
				`The ${role.noun}'s file ${quoted(attachment.name ?? '')} is a link to a file elsewhere, so it does not come with the drafts.`,
			);
		else files.push(await download(graph, place, attachment));
	}
	const now = graph.now();
	return { template: { name, message, files, warnings }, changeKey: message.changeKey ?? '', looked: now, used: now };
}

/** Of a template people do not know the id, so the usual words say nothing to them. */
const notThere =
	({ label, noun }: Role) =>
	(reason: unknown): never => {
		const { code, cause, message } = toDraftError(reason);
		if (cause.status !== 404) throw new DraftError(code, message, cause);
		throw new DraftError(code, `${label}: this draft is no longer in the mailbox.`, {
			...traceOf(cause),
			hint: `Someone has sent or deleted it, or it belongs to another mailbox. Choose a ${noun} again.`,
		});
	};

/** Asks whether the template is still the same, and reads it again where it is not. */
async function lookAgain(graph: Graph, place: MessagePlace, role: Role, found: Kept): Promise<void> {
	const isSameRun = graph.now() - found.used <= RUN_ENDS_AFTER;
	const look = { task: `read the ${role.noun}`, select: 'id,changeKey' };
	const { changeKey } = await getMessage(graph, place, look).catch(notThere(role));
	if (!isSameRun) delete found.changed;
	if ((changeKey ?? '') !== found.changeKey) {
		const { template, changeKey: now } = await load(graph, place, role);
		found.template = template;
		found.changeKey = now;
		if (isSameRun) found.changed = changedWarning(role, template.name);
	}
	found.looked = graph.now();
}

const changedWarning = ({ noun }: Role, name: string) =>
	`Someone changed the ${noun} ${quoted(name)} while drafts were being made with it. This draft has the new text; ` +
	'those that were made before have the old one.';
