import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { isRawMime, readOrigin } from '../../fields/messageSource';
import { invalidField, labelOf, read } from '../../fields/read';
import { addFiles } from '../../attachments/addFiles';
import type { AddedFile } from '../../attachments/file';
import { describeFiles } from '../../attachments/digest';
import { gatherAttachments } from '../../attachments/gather';
import { DraftError } from '../../errors';
import { claim, expectOneMore, isClaimable, release, request as requestIn } from '../../drafts/replyOwners';
import type { Unlabelled } from '../../drafts/createWithKey';
import { DUPLICATES, isSameContent, ON_EXISTING } from '../../drafts/draftKey';
import { CLOCK_TOLERANCE, type Found } from '../../drafts/lookUp';
import { makeDraft } from '../../drafts/makeDraft';
import {
	expanding,
	IDENTITY_ID,
	markOf,
	OURS,
	stateProperty,
	withProperties,
	type ExtendedProperty,
} from '../../messages/mark';
import { readState } from '../../drafts/draftState';
import type { Purpose } from '../../graph/call';
import { preferring, type Graph, type GraphRequest } from '../../graph/client';
import { messagePath, type MessagePlace } from '../../graph/paths';
import { above } from '../../html/join';
import type { ItemBody } from '../../message/body';
import { bodyTaken, messageFromFields } from '../../message/message';
import { senderWarnings, withSender } from '../../message/sender';
import { readText } from '../../fields/values';
import { warningsBefore } from '../../message/warnings';
import { checkSize } from '../../graph/requestSize';
import { draftResult, withId } from './draftResult';
import { getMessage } from '../../messages/get';
import { patchMessage } from '../../messages/patch';
import type { Context, OperationResult } from '../operation';
import { readMessageId } from '../../messages/ids';
import { inWords } from '../../folders/wellKnown';
import { supplied, type MimeMessage } from './mimeMessage';
import { keepsProperties, lacksKey, postWith } from './postAnswer';
import { byMessageId, isSameAs } from './recogniseMime';

type AnswerKind = 'createReply' | 'createReplyAll' | 'createForward';

const FOLDER = 'drafts';

/**
 * draft:reply and draft:forward: Outlook makes the draft, with subject, recipients, quoted history and threading headers; the
 * text goes above the history by an update, since a body given to createReply would take its place (OBS dust-tt/dust#18291)
 * and `comment` is lost (DOC known-issues). A raw MIME message is all there is.
 */
export async function answerMessage(
	{ graph, account, mailbox, fields, item }: Context,
	kind: AnswerKind,
): Promise<OperationResult> {
	const original: MessagePlace = { mailbox, id: readMessageId(fields.messageId, labelOf('messageId')) };
	const { source } = readOrigin(fields);
	const raw = isRawMime(source) ? source : undefined;
	const simplify = read.flag(fields, 'simplify', true);
	const replaces = read.choice(fields, 'recipients', ['add', 'replace']) === 'replace';
	if (read.choice(fields, 'onExisting', ON_EXISTING) === 'update') {
		throw invalidField(
			'onExisting',
			'a reply or forward that exists cannot be updated, because its text is already above the history.',
			'Choose to return it, and change it with Update Draft.',
		);
	}
	const timeZone = readTimeZone(fields.timeZone);

	const entered = raw ? ({} as Message) : withSender(messageFromFields(fields), mailbox);
	const gathered = raw
		? { message: entered, files: [], warnings: [] }
		: await gatherAttachments(graph, account, fields, mailbox, entered);
	const { files } = gathered;
	const {
		internetMessageHeaders,
		body,
		toRecipients = [],
		ccRecipients = [],
		bccRecipients = [],
		...rest
	} = gathered.message;
	const mime = raw ? await supplied(raw, fields) : undefined;
	const warnings = mime
		? [...mime.summary.warnings]
		: [
				...warningsBefore({
					...rest,
					...(body ? { body } : {}),
					...(internetMessageHeaders ? { internetMessageHeaders } : {}),
				}),
				...senderWarnings(mailbox, rest),
				...gathered.warnings,
			];
	checkSize({ ...rest, body });

	const answered = await getMessage(graph, original, {
		task: 'read the message',
		select: 'id,subject,conversationId,isRead,isDraft',
		anyMessage: true,
	});
	if (answered.isDraft === true)
		throw invalidField(
			'messageId',
			'this is a draft, which cannot be replied to or forwarded.',
			'Choose a message that was received or sent.',
		);
	const began = (item.memory.began ??= graph.serverNow());

	// Headers cannot be set afterwards. A forward's body has to name recipients (DOC message-createforward).
	const named = kind === 'createForward' ? { toRecipients } : {};
	const atOnce = internetMessageHeaders ? { message: { internetMessageHeaders, ...named } } : undefined;
	const purpose: Purpose = {
		task: kind === 'createForward' ? 'create the forward draft' : 'create the reply draft',
		mailbox,
		message: original.id,
		repeat: 'never',
	};
	const conversation = `${account.graphUrl} ${mailbox.toLowerCase()} ${answered.conversationId ?? original.id}`;
	// With a key: the only way to know the draft again whatever happens. Without, nothing needs to be in the request.
	const keeper = `${account.graphUrl} ${account.clientId} ${mailbox.toLowerCase()}`;
	const unlabelledMime = (source: MimeMessage, messageId: string): Unlabelled => ({
		filter: byMessageId(messageId),
		isCertain: false,
		isSame: async (found) =>
			found.conversationId === answered.conversationId && (await isSameAs(source, found, { textOnly: true })),
		take: ({ id }) => isClaimable(id, item.memory.mark ?? '', conversation),
	});
	let posted = false;
	let sentWithMark = false;
	const hasKey = (read.choice(fields, 'duplicates', DUPLICATES) ?? 'off') !== 'off';
	let madeId: string | undefined;
	let attachments: AddedFile[] = [];
	const post = async (mark: string, properties: ExtendedProperty[]): Promise<Message> => {
		posted = true;
		expectOneMore(mark);
		const { sending, ended } = requestIn(conversation);
		const request: GraphRequest = {
			method: 'POST',
			path: `${messagePath(mailbox, original.id)}/${kind}`,
			...(mime ? { text: mime.base64 } : atOnce ? { body: atOnce } : {}),
			...(timeZone && !mime ? { headers: preferring(`outlook.timezone="${timeZone}"`) } : {}),
			onSending: sending,
			purpose,
		};
		const marked = hasKey ? properties : [];
		sentWithMark = marked.length > 0 && !mime;
		const created = withId(await postWith(graph, keeper, request, { properties: marked, ...named }).finally(ended));
		claim(created.id ?? '', mark);
		madeId = created.id ?? '';
		return created;
	};

	const isMine = (found: Found): boolean | 'unknown' => {
		const mark = markOf(found);
		if (mark !== undefined) return mark === item.memory.mark;
		// Where the service keeps what was sent with the request, one without a mark is none of a run with a key.
		if (sentWithMark && keepsProperties(keeper)) return false;
		return isClaimable(found.id, item.memory.mark ?? '', conversation);
	};

	const finish = async (draft: Message, ahead: Graph): Promise<Message> => {
		const place = { mailbox, id: draft.id ?? '' };
		const isFound = posted && madeId === undefined;
		if (kind === 'createReplyAll' && answered.isRead === false) warnings.push(...(await leaveUnread(ahead, original)));
		if (mime) {
			if (isFound) warnings.push(TAKEN);
			return draft;
		}
		const there = await getMessage(ahead, place, {
			select: 'id,body,toRecipients,ccRecipients,bccRecipients',
			properties: OURS,
		});
		const mark = item.memory.mark ?? '';
		const markThere = markOf(there);
		const state = await readState(ahead, mailbox, { ...there, id: place.id }, hasKey);
		if (isFound && markThere === undefined) warnings.push(TAKEN);
		if (posted && markThere !== undefined && markThere !== mark) throw notOurs(place.id);
		// An earlier try, or the earlier run that made it, has got this far.
		const hasText = hasKey ? state.text !== undefined : markThere !== undefined;
		const changes: Message = {
			...rest,
			...(body ? { body: above(body as ItemBody, there.body as ItemBody) } : {}),
			...recipientsOf(there, { toRecipients, ccRecipients, bccRecipients }, replaces),
		};
		// A draft of another run keeps its mark, by which that run knows it. Without a key the mark comes with the text and says the same.
		const ours = [
			...(markThere === undefined ? [{ id: IDENTITY_ID, value: mark }] : []),
			...(hasKey ? [stateProperty({ ...state, text: mark })] : []),
		];
		const changed = hasText
			? await getMessage(ahead, place)
			: await patchMessage(ahead, place, withProperties(changes as never, ours), {
					task: 'put the text into the draft',
				});
		if (files.length === 0) return changed;
		attachments = await addFiles(ahead, account, place, files, {
			earlier: { kind: 'ofThisItem', memory: item.memory, continues: !posted },
			made: true,
			warn: (text) => warnings.push(text),
			onProgress: item.onProgress,
		});
		return await getMessage(ahead, place);
	};

	const made = await makeDraft(
		graph,
		account,
		fields,
		{
			place: { mailbox, folder: FOLDER },
			folder: FOLDER,
			isUnlabelled: async (ahead, { id }) => mime !== undefined || (await lacksKey(ahead, keeper, mailbox, id ?? '')),
			...(mime?.summary.messageId === undefined ? {} : { unlabelled: unlabelledMime(mime, mime.summary.messageId) }),
			content: {
				mailbox,
				kind,
				original: original.id,
				rest,
				body,
				toRecipients,
				ccRecipients,
				bccRecipients,
				internetMessageHeaders,
				mime: mime?.base64,
				...(files.length > 0 && isSameContent(fields) ? { files: await describeFiles(files) } : {}),
			},
			filter: () =>
				`isDraft eq true and conversationId eq '${(answered.conversationId ?? '').replace(/'/g, "''")}' and createdDateTime ge ${new Date(began - CLOCK_TOLERANCE).toISOString().slice(0, 19)}Z`,
			query: { ...(mime ? {} : { $select: MEMBERS, $top: '250' }), $expand: expanding(...OURS) },
			isMine,
			post,
			finish,
			update: async (id) => await getMessage(graph, { mailbox, id }),
		},
		item,
	).finally(() => {
		if (hasKey) release(item.memory.mark ?? '');
	});
	const all = [...made.warnings, ...warnings];
	return draftResult(made, {
		mailbox,
		folder: inWords(FOLDER),
		simplify,
		warnings: all,
		attachments,
		mark: mime ? undefined : made.mark,
		more: mime ? {} : bodyTaken(fields),
	});
}

/** Enough of a draft to tell whose it is: its body is read when that is known. */
const MEMBERS = 'id,createdDateTime,lastModifiedDateTime,changeKey,parentFolderId,isDraft';

const TAKEN =
	'Outlook gave no answer when it created this draft, so we used the draft that appeared in the conversation. If someone else started a reply at that moment, check that it is the right one.';

/** Nothing but conversation and time tells drafts apart until they have their text. */
function notOurs(id: string): DraftError {
	return new DraftError(
		'DraftTaken',
		'Outlook gave no answer when it created this draft, and the draft that was found in the conversation turned out to belong to another run.',
		{ draftMayExist: true, draftId: id, hint: 'Check Drafts before you run it again.' },
	);
}

/** createReplyAll marks the original as read (OBS elie222/inbox-zero#1086): people must still see what they have not read. */
async function leaveUnread(graph: Graph, { mailbox, id }: MessagePlace): Promise<string[]> {
	const purpose: Purpose = { task: 'leave the message unread', mailbox, message: id, repeat: 'safe' };
	return await graph
		.json<Message>({ method: 'PATCH', path: messagePath(mailbox, id), body: { isRead: false }, purpose })
		.then(() => [])
		.catch(() => ['Outlook marked the original message as read, and we could not mark it as unread again.']);
}

type Lists = Pick<Message, 'toRecipients' | 'ccRecipients' | 'bccRecipients'>;

/** Recipients that were entered join those that Outlook chose, or take their place; a list that stays as it is is left out. */
function recipientsOf(there: Lists, entered: Required<Lists>, replaces: boolean): Lists {
	const lists = (['toRecipients', 'ccRecipients', 'bccRecipients'] as const).flatMap((name) => {
		const added = (entered[name] ?? []) as Recipient[];
		if (added.length === 0) return [];
		return [[name, replaces ? added : union((there[name] ?? []) as Recipient[], added)]];
	});
	return Object.fromEntries(lists) as Lists;
}

const addressOf = ({ emailAddress }: Recipient) => emailAddress?.address?.toLowerCase();

function union(there: Recipient[], added: Recipient[]): Recipient[] {
	const known = new Set(there.map(addressOf));
	return [...there, ...added.filter((one) => !known.has(addressOf(one)))];
}

/** Names of zones hold no quotes (resources/datetimetimezone), which would end the header's value. */
function readTimeZone(value: unknown): string | undefined {
	const zone = readText(value, labelOf('timeZone'))?.trim() ?? '';
	if (!/^[\w .+/()-]*$/.test(zone))
		throw invalidField(
			'timeZone',
			`"${zone}" is not the name of a time zone.`,
			'For example "W. Europe Standard Time" or "Europe/Berlin".',
		);
	return zone === '' ? undefined : zone;
}

/** draft:reply (Microsoft Graph, "createReply", "createReplyAll"). Outlook chooses who gets it: Reply-To of the original, else its sender. */
export async function replyToMessage(context: Context): Promise<OperationResult> {
	const toAll = read.choice(context.fields, 'replyScope', ['sender', 'all']) === 'all';
	return await answerMessage(context, toAll ? 'createReplyAll' : 'createReply');
}

/** draft:forward (Microsoft Graph, "createForward"). Outlook copies the original's attachments into the draft. */
export const forwardMessage = async (context: Context): Promise<OperationResult> =>
	await answerMessage(context, 'createForward');
