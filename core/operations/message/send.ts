import type { Message } from '@microsoft/microsoft-graph-types';

import type { RawMimeSource } from '../../fields/choices';
import { isRawMime, readOrigin, type Origin } from '../../fields/messageSource';
import { invalidField, read } from '../../fields/read';
import { gatherAttachments } from '../../attachments/gather';
import { planAttachments, withFiles, type AttachmentPlan } from '../../attachments/plan';
import { withRoom } from '../../attachments/room';
import { checkDraft, checksAnything } from '../../checks';
import { DraftError, LOCAL_CODES, toDraftError, traceOf, type ErrorFacts } from '../../errors';
import { DUPLICATES } from '../../drafts/draftKey';
import { CLOCK_TOLERANCE, findIn, lookUntil, type Found } from '../../drafts/lookUp';
import { useMessageId } from '../../drafts/messageIdInUse';
import type { ItemMemory } from '../../drafts/memory';
import { filterBy, IDENTITY_ID, newMark, withProperties } from '../../messages/mark';
import type { FieldValues } from '../../fields';
import type { Purpose } from '../../graph/call';
import type { Graph, GraphRequest } from '../../graph/client';
import { mailboxPath } from '../../graph/paths';
import { bodyTaken, messageFromFields, messageFromJson } from '../../message/message';
import { peopleOf } from '../../message/people';
import { senderWarnings, withSender } from '../../message/sender';
import { readText } from '../../fields/values';
import { warningsBefore } from '../../message/warnings';
import { getMessage } from '../../messages/get';
import { checkSize } from '../../graph/requestSize';
import { explainLargeMime } from '../../mime/size';
import type { Context, OperationResult, OperationRow } from '../operation';
import { draftInMime, supplied, type MimeMessage } from '../draft/mimeMessage';
import { byMessageId } from '../draft/recogniseMime';
import { readSendAt } from '../draft/sendAt';
import { notCertain } from '../draft/sending';
import { throughDraft } from './throughDraft';
import { ownFiles } from '../../attachments/ownFiles';

export const operation: OperationRow = {
	permission: 'Mail.Send',
	sends: true,
	deletes: false,
	doneOnce: true,
	perform: sendMessage,
};

/**
 * message:send: sendMail in one request; or through a draft, where only that can do what is wanted. Which of the two, and
 * why, is part of the result.
 */
async function sendMessage(context: Context): Promise<OperationResult> {
	const { graph, mailbox, fields, item } = context;
	const save = read.flag(fields, 'saveToSentItems', true);
	const deferred = readSendAt(fields.sendAt, graph.now(), graph.host.timeZone);
	const origin = readOrigin(fields);
	if (origin.source === 'template')
		throw invalidField(
			'messageSource',
			'a message that is sent at once cannot come from a template.',
			'Create a draft from the template, and send it with Send Draft.',
		);
	const reason = reasonForDraft(fields, origin, deferred !== undefined);
	if (!save && reason !== undefined) throw notSavable(reason);
	if (!save && origin.isMime)
		throw invalidField(
			'saveToSentItems',
			'Outlook always keeps a message that it gets as MIME.',
			'Switch Save to Sent Items on, or fill in the message in fields.',
		);
	if (reason !== undefined) return await throughDraft(context, { reason, deferred });
	if (isRawMime(origin.source)) return await sendMime(graph, mailbox, fields, origin.source, item.memory);
	const prepared = await prepare(graph, mailbox, fields, item.memory);
	if (prepared.plan.following.length === 0) return await sendJson(graph, mailbox, fields, prepared, save, item.memory);
	const size = 'its attachments are too large for one request';
	if (!save) throw notSavable(size);
	return await throughDraft(context, { reason: size, deferred });
}

const notSavable = (reason: string) =>
	invalidField(
		'saveToSentItems',
		`this message is sent through a draft (${reason}), and Outlook always keeps those in Sent Items.`,
		'Switch Save to Sent Items on.',
	);

/** Why sendMail cannot do it; undefined where it can. */
function reasonForDraft(fields: FieldValues, { source, isMime }: Origin, isDeferred: boolean): string | undefined {
	if (isDeferred) return 'it is sent later';
	if ((read.choice(fields, 'duplicates', DUPLICATES) ?? 'off') !== 'off') return 'a second copy has to be prevented';
	if (isMime && source === 'fields') return 'it is composed as MIME';
	return undefined;
}

interface Prepared {
	/** What is sent, but for the files; its mark tells it from others in Sent Items. */
	body: { message: Message };
	mark: string;
	plan: AttachmentPlan;
	warnings: string[];
}

async function prepare(graph: Graph, mailbox: string, fields: FieldValues, memory: ItemMemory): Promise<Prepared> {
	const { source } = readOrigin(fields);
	const entered: Message = withSender(source === 'json' ? messageFromJson(fields) : messageFromFields(fields), mailbox);
	if ([entered.toRecipients, entered.ccRecipients, entered.bccRecipients].every((list) => (list ?? []).length === 0))
		throw invalidField('to', 'there is no recipient, so the message cannot be sent.', 'Fill in To, Cc or Bcc.');
	checkSize(entered);
	const { subject, body } = entered;
	const gathered = await gatherAttachments(graph, fields, mailbox, entered);
	const hasFiles = ownFiles(entered, gathered.files).length > 0;
	const checked = checkDraft(fields, { subject, body, hasFiles, isNew: true });
	const mark = (memory.mark ??= newMark());
	const message = withProperties(gathered.message as never, [{ id: IDENTITY_ID, value: mark }]) as Message;
	// The members around the message take a little room as well.
	const plan = planAttachments({ message, saveToSentItems: false }, gathered.files);
	return {
		body: { message },
		mark,
		plan,
		warnings: [
			...checked,
			...warningsBefore(gathered.message),
			...senderWarnings(mailbox, gathered.message),
			...gathered.warnings,
		],
	};
}

async function sendJson(
	graph: Graph,
	mailbox: string,
	fields: FieldValues,
	{ body, mark, plan, warnings }: Prepared,
	save: boolean,
	memory: ItemMemory,
): Promise<OperationResult> {
	const { message } = body;
	const filter = save ? filterBy(IDENTITY_ID, mark) : undefined;
	const send = async () =>
		await sendOnce(
			graph,
			mailbox,
			{ body: { message: await withFiles(message, plan.inRequest), saveToSentItems: save } },
			{ filter, warnings, memory },
		);
	await (plan.inRequest.length > 0 ? withRoom(graph, send) : send());
	const found =
		save && read.flag(fields, 'findSentId', false)
			? await find(graph, mailbox, filterBy(IDENTITY_ID, mark))
			: undefined;
	const sent = result(mailbox, message, { fields, save, found, warnings });
	return { ...sent, output: { ...sent.output, ...bodyTaken(fields) } };
}

async function sendMime(
	graph: Graph,
	mailbox: string,
	fields: FieldValues,
	source: RawMimeSource,
	memory: ItemMemory,
): Promise<OperationResult> {
	const mime: MimeMessage = await supplied(source, fields);
	const checked = checksAnything(fields) ? checkDraft(fields, { ...(await draftInMime(mime)), isNew: true }) : [];
	const warnings = [...checked, ...mime.summary.warnings];
	const messageId = readText(mime.summary.messageId, 'Message-ID');
	const began = (memory.began ??= graph.now());
	const use =
		messageId === undefined
			? undefined
			: useMessageId(`sendMail ${mailbox.toLowerCase()} ${messageId}`, () => graph.now());
	// A Message-ID that was supplied may be used by others too: what was there before is none of this one.
	const isMine = ({ createdDateTime }: Found) =>
		use?.isAlone() === true &&
		Date.parse(createdDateTime ?? '') >= began + (graph.serverNow() - graph.now()) - CLOCK_TOLERANCE;
	const filter = messageId === undefined ? undefined : byMessageId(messageId);
	await sendOnce(graph, mailbox, { text: mime.base64 }, { filter, isMine, warnings, memory })
		.catch((thrown: unknown) => {
			throw explainLargeMime(toDraftError(thrown), mime.size);
		})
		.finally(() => use?.end());
	const found =
		messageId && read.flag(fields, 'findSentId', false)
			? await find(graph, mailbox, byMessageId(messageId))
			: undefined;
	const { to: toRecipients, cc: ccRecipients, bcc: bccRecipients, subject } = mime.summary;
	const message = { subject: subject ?? null, toRecipients, ccRecipients, bccRecipients };
	return result(mailbox, message, { fields, save: true, found, warnings });
}

interface Sending {
	/** Finds the message in Sent Items; undefined where nothing can. */
	filter: string | undefined;
	/** Where the filter may match others. */
	isMine?(found: Found): boolean;
	warnings: string[];
	memory: ItemMemory;
}

/**
 * POST sendMail, once: 202 and an empty answer. A lost answer is settled by a look into Sent Items, where `filter` can
 * tell; it is never sent again, in another try neither.
 */
async function sendOnce(
	graph: Graph,
	mailbox: string,
	content: Pick<GraphRequest, 'body' | 'text'>,
	{ filter, isMine, warnings, memory }: Sending,
): Promise<void> {
	const settle = async (code: string, cause: ErrorFacts): Promise<void> => {
		const wasSent = filter !== undefined && (await find(graph, mailbox, filter, isMine)) !== undefined;
		if (wasSent) {
			warnings.push('Outlook gave no answer when asked to send the message, but it is in Sent Items: it was sent.');
			return;
		}
		throw notCertain('message', code, {
			...traceOf(cause),
			...(cause.saysNothing ? { saysNothing: true } : {}),
			hint: 'Check Sent Items before you run it again. With If It Runs Again set to a key, a second run sends no second copy.',
		});
	};
	if (memory.maybeSent) return await settle(LOCAL_CODES.network, {});
	memory.maybeSent = {};
	const purpose: Purpose = { task: 'send the message', mailbox, repeat: 'never', permission: 'Mail.Send' };
	await graph
		.text({ method: 'POST', path: `${mailboxPath(mailbox)}/sendMail`, ...content, purpose, success: 202 })
		.catch(async (thrown: unknown) => {
			const { code, message, cause } = toDraftError(thrown);
			if (cause.draftMayExist) return await settle(code, cause);
			delete memory.maybeSent;
			throw new DraftError(code, message, cause);
		});
}

/** In Sent Items, where a message shows up after a while. */
async function find(
	graph: Graph,
	mailbox: string,
	filter: string,
	isMine: (found: Found) => boolean = () => true,
): Promise<Message | undefined> {
	const look = async () => (await findIn(graph, { mailbox, folder: 'sentitems' }, filter)).filter(isMine);
	const [found] = (await lookUntil(graph, look, (list) => list.length > 0)).found;
	return (
		found &&
		(await getMessage(
			graph,
			{ mailbox, id: found.id },
			{ select: 'id,internetMessageId,conversationId', anyMessage: true },
		).catch(() => undefined))
	);
}

function result(
	mailbox: string,
	message: Message,
	{
		fields,
		save,
		found,
		warnings,
	}: { fields: FieldValues; save: boolean; found: Message | undefined; warnings: string[] },
): OperationResult {
	if (read.flag(fields, 'findSentId', false) && !found) {
		warnings.push(
			save
				? 'The message was sent, but did not show up in Sent Items in time, so its ID is not known.'
				: 'The message is not kept in Sent Items, so it has no ID.',
		);
	}
	const about = found
		? { id: found.id, internetMessageId: found.internetMessageId, conversationId: found.conversationId }
		: {};
	return {
		id: found?.id ?? '',
		output: {
			sent: true,
			...about,
			subject: message.subject ?? undefined,
			...peopleOf(message),
			mailbox,
			through: 'sendMail',
			savedToSentItems: save,
			warnings,
		},
		warnings,
	};
}
