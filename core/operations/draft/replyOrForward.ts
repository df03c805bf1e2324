import type { Message } from '@microsoft/microsoft-graph-types';

import { describeFiles, givenFiles } from '../../attachments/digest';
import { checkDraft, checksAnything, judged } from '../../checks';
import { answeredMeanwhile } from '../../checks/answeredMeanwhile';
import { DUPLICATES, isSameContent, readDraftKey } from '../../drafts/draftKey';
import type { Unlabelled } from '../../drafts/findByKey';
import { CLOCK_TOLERANCE } from '../../drafts/lookUp';
import { makeDraft, type NewDraft } from '../../drafts/makeDraft';
import { claim, expectOneMore, isClaimable, release, request as requestIn } from '../../drafts/replyOwners';
import { read } from '../../fields/read';
import { preferring, type GraphRequest } from '../../graph/client';
import { messagePath } from '../../graph/paths';
import { bodyTaken } from '../../message/message';
import { inWords } from '../../folders/wellKnown';
import { makeCategories } from '../../messages/categories';
import { getMessage } from '../../messages/get';
import { expanding, markOf, OURS, type ExtendedProperty } from '../../messages/mark';
import type { AnswerToCheck } from '../../policy/policy';
import type { Context, OperationResult } from '../operation';
import { draftResult, withId } from './draftResult';
import { finishAnswer, type AnswerTold } from './finishAnswer';
import { ownFiles } from '../../attachments/ownFiles';
import { draftInMime, type MimeMessage } from './mimeMessage';
import { keepsProperties, lacksKey, postWith } from './postAnswer';
import { readAnswer, readAnswered, type Answer, type AnswerKind, type Answering } from './readAnswer';
import { byMessageId, isSameAs } from './recogniseMime';
import { textLiteral } from '../../graph/filter';

const FOLDER = 'drafts';

/**
 * draft:reply (Microsoft Graph, "createReply", "createReplyAll"). Outlook chooses who gets it: Reply-To of the
 * original, else its sender.
 */
export async function replyToMessage(context: Context): Promise<OperationResult> {
	const toAll = read.choice(context.fields, 'replyScope', ['sender', 'all']) === 'all';
	return await answerMessage(context, toAll ? 'createReplyAll' : 'createReply');
}

/** draft:forward (Microsoft Graph, "createForward"). Outlook copies the original's attachments into the draft. */
export const forwardMessage = async (context: Context): Promise<OperationResult> =>
	await answerMessage(context, 'createForward');

/**
 * Outlook makes the draft, with subject, recipients, quoted history and threading headers; the text goes above the history by
 * an update, since a body given to createReply would take its place (OBS dust-tt/dust#18291) and `comment` is lost (DOC
 * known-issues). A raw MIME message is all there is.
 */
async function answerMessage(context: Context, kind: AnswerKind): Promise<OperationResult> {
	const { graph, policy, account, mailbox, fields, item } = context;
	const answer = await readAnswer(context, kind);
	await policy.checkAnswer(toCheck(answer));
	const answered = await readAnswered(graph, answer.original);
	const began = (item.memory.began ??= graph.serverNow());
	const inMailbox = mailbox.toLowerCase();
	const answering: Answering = {
		...context,
		answer,
		answered,
		began,
		hasKey: (read.choice(fields, 'duplicates', DUPLICATES) ?? 'off') !== 'off',
		group: `${account.graphUrl} ${inMailbox} ${answered.conversationId ?? answer.original.id}`,
		keeper: `${account.graphUrl} ${account.clientId} ${inMailbox}`,
	};
	const content = await contentOf(answering);
	const checked = await checkAnswer(answering, content);
	const made = await makeDraft(graph, account, fields, newDraft(answering, content), item).finally(() => {
		if (answering.hasKey) release(item.memory.mark ?? '');
	});
	const { attachments = [], warnings = [] } = made.told ?? {};
	const { mime, simplify, rest } = answer;
	const ofCategories = made.existing ? [] : await makeCategories(context, rest.categories);
	return draftResult(made, {
		mailbox,
		folder: inWords(FOLDER),
		simplify,
		warnings: [...made.warnings, ...checked, ...answer.warnings, ...warnings, ...ofCategories],
		attachments,
		mark: mime ? undefined : made.mark,
		more: mime ? {} : bodyTaken(fields),
	});
}

/**
 * What a person would stumble over in it: its own text, and that the conversation was answered meanwhile. A forward has the files of the
 * original.
 */
async function checkAnswer(
	{ graph, mailbox, fields, item, answer, answered }: Answering,
	content: object,
): Promise<string[]> {
	if (!checksAnything(fields)) return [];
	const { kind, rest, typed: body, files, mime } = answer;
	const draft = mime
		? await draftInMime(mime)
		: { subject: rest.subject, body, hasFiles: ownFiles(rest, files).length > 0 };
	const isForward = kind === 'createForward';
	const found = checkDraft(fields, { ...draft, hasFiles: draft.hasFiles || isForward, isNew: false });
	if (isForward) return found;
	const key = await readDraftKey(fields, item.scope, content);
	return [...found, ...judged(fields, await answeredMeanwhile(graph, mailbox, answered, key?.value))];
}

/** What the account's rules about recipients have to know of it. */
const toCheck = ({ original, kind, rest, recipients, mime, replaces }: Answer): AnswerToCheck => ({
	original,
	kind,
	entered: { ...rest, ...recipients },
	mime: mime?.base64,
	replaces,
});

function newDraft(answering: Answering, content: object): NewDraft<AnswerTold> {
	const { graph, mailbox, item, answer, answered, began, hasKey, group, keeper } = answering;
	const { mime } = answer;
	const conversation = textLiteral(answered.conversationId ?? '');
	const since = new Date(began - CLOCK_TOLERANCE).toISOString().slice(0, 19);
	return {
		place: { mailbox, folder: FOLDER },
		folder: FOLDER,
		content,
		isUnlabelled: async (ahead, { id }) => mime !== undefined || (await lacksKey(ahead, keeper, mailbox, id ?? '')),
		...(mime?.summary.messageId === undefined
			? {}
			: { unlabelled: unlabelledMime(answering, mime, mime.summary.messageId) }),
		filter: () => `isDraft eq true and conversationId eq ${conversation} and createdDateTime ge ${since}Z`,
		query: { ...(mime ? {} : { $select: MEMBERS, $top: '250' }), $expand: expanding(...OURS) },
		isMine: (found, knownBy) => {
			const mark = markOf(found);
			if (mark !== undefined) return mark === item.memory.mark;
			// Where the service keeps what was sent with the request, a draft without a mark does not belong to a run with a key.
			const sentWithMark = knownBy !== 'earlier' && hasKey && !mime;
			if (sentWithMark && keepsProperties(keeper)) return false;
			return isClaimable(found.id, item.memory.mark ?? '', group);
		},
		post: async (mark, properties) => await postAnswer(answering, mark, properties),
		finish: async (draft, ahead, knownBy) => await finishAnswer(ahead, answering, draft, knownBy),
		update: async (id) => await getMessage(graph, { mailbox, id }),
	};
}

/** What `duplicates: sameContent` compares. */
async function contentOf({ mailbox, fields, answer }: Answering): Promise<object> {
	const { kind, original, rest, typed: body, recipients, headers, mime, files } = answer;
	const { toRecipients, ccRecipients, bccRecipients } = recipients;
	const given = givenFiles(files);
	return {
		mailbox,
		kind,
		original: original.id,
		rest,
		body,
		toRecipients,
		ccRecipients,
		bccRecipients,
		internetMessageHeaders: headers,
		mime: mime?.base64,
		...(given.length > 0 && isSameContent(fields) ? { files: await describeFiles(given) } : {}),
	};
}

/** A MIME message has nothing of ours until it gets its key: it is known by its Message-ID, conversation and text. */
function unlabelledMime({ item, answered, group }: Answering, source: MimeMessage, messageId: string): Unlabelled {
	return {
		filter: byMessageId(messageId),
		isCertain: false,
		isSame: async (found) =>
			found.conversationId === answered.conversationId && (await isSameAs(source, found, { textOnly: true })),
		take: ({ id }) => isClaimable(id, item.memory.mark ?? '', group),
	};
}

/** Has Outlook make the draft, and notes whose it is. */
async function postAnswer(answering: Answering, mark: string, properties: ExtendedProperty[]): Promise<Message> {
	const { graph, mailbox, answer, hasKey, group, keeper } = answering;
	const { kind, original, headers, recipients, mime, timeZone } = answer;
	// Headers cannot be set afterwards. A forward's body has to name recipients (DOC message-createforward).
	const named = kind === 'createForward' ? { toRecipients: recipients.toRecipients } : {};
	const atOnce = headers ? { body: { message: { internetMessageHeaders: headers, ...named } } } : {};
	expectOneMore(mark);
	const { sending, ended } = requestIn(group);
	const request: GraphRequest = {
		method: 'POST',
		path: `${messagePath(mailbox, original.id)}/${kind}`,
		...(mime ? { text: mime.base64 } : atOnce),
		...(timeZone && !mime ? { headers: preferring(`outlook.timezone="${timeZone}"`) } : {}),
		onSending: sending,
		purpose: {
			task: kind === 'createForward' ? 'create the forward draft' : 'create the reply draft',
			mailbox,
			message: original.id,
			repeat: 'never',
		},
	};
	const marked = hasKey ? properties : [];
	const created = withId(await postWith(graph, keeper, request, { properties: marked, ...named }).finally(ended));
	claim(created.id ?? '', mark);
	return created;
}

/** Enough of a draft to tell whose it is: its body is read when that is known. */
const MEMBERS = 'id,createdDateTime,lastModifiedDateTime,changeKey,parentFolderId,isDraft';
