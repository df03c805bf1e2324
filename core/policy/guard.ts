import type { Message } from '@microsoft/microsoft-graph-types';

import type { DraftError } from '../errors';
import type { Graph, GraphRequest } from '../graph/client';
import { isRecord } from '../fields/values';
import type { MessagePlace } from '../graph/paths';
import { getMessageIfThere } from '../messages/get';
import { removeOwn } from '../messages/removeOwn';
import { isPolicyRefusal, saying } from './refusal';
import { refusalOf, type AnswerKind, type Policy } from './policy';

/** A guarded Graph, and the last look at what was made through it. */
export interface Guarded {
	graph: Graph;
	/**
	 * Looks at the replies and forwards that Outlook has made and addressed, `id` being the one that the operation returns. Throws for
	 * one that the account may not write, after it was removed.
	 */
	settle(id: string): Promise<void>;
}

/**
 * The same Graph, through which nothing passes that the account's rules about recipients do not allow, whichever operation sends it
 * and in whatever form: JSON, MIME, a batch, an answer that Outlook addresses, or the order to send a draft.
 */
export function guarded(graph: Graph, policy: Policy, mailbox: string): Guarded {
	if (!policy.limits) return { graph, settle: async () => {} };
	/** Drafts that Outlook has addressed. */
	const answers = new Set<string>();
	let hasAnswered = false;
	const passing =
		<R>(send: (request: GraphRequest) => Promise<R>) =>
		async (request: GraphRequest): Promise<R> => {
			await check(policy, request);
			if (!kindOf(request)) return await send(request);
			hasAnswered = true;
			const made = await send(request);
			const { id } = (isRecord(made) ? made : {}) as Message;
			if (id) answers.add(id);
			return made;
		};
	return {
		graph: {
			...graph,
			json: async <T>(request: GraphRequest) =>
				await passing(async (sent: GraphRequest) => await graph.json<T>(sent))(request),
			text: passing(graph.text),
			bytes: passing(graph.bytes),
		},
		settle: async (id) => {
			if (hasAnswered && id !== '') answers.add(id);
			for (const made of answers) await lookAt(graph, policy, { mailbox, id: made });
		},
	};
}

/** Where in Graph's paths a message is named. */
const ON_MESSAGE = /^\/(me|users\/([^/]+))(?:\/mailFolders\/[^/]+)?\/messages\/([^/]+)(?:\/(\w+))?$/i;

function placeOf(path: string): (MessagePlace & { action: string }) | undefined {
	const [, root = '', user = '', id, action = ''] = ON_MESSAGE.exec(path.split('?')[0]!) ?? [];
	if (id === undefined) return undefined;
	const isMe = root.toLowerCase() === 'me';
	return { mailbox: isMe ? 'me' : decodeURIComponent(user), id: decodeURIComponent(id), action: action.toLowerCase() };
}

const ANSWERS: Record<string, AnswerKind> = {
	createreply: 'createReply',
	createreplyall: 'createReplyAll',
	createforward: 'createForward',
	reply: 'createReply',
	replyall: 'createReplyAll',
	forward: 'createForward',
};

/** A request with which Outlook makes a draft and addresses it. */
const kindOf = ({ method, path }: GraphRequest): AnswerKind | undefined =>
	method === 'POST' ? ANSWERS[placeOf(path)?.action ?? ''] : undefined;

/** Rejects a request that would write to somebody, or send to somebody, whom the account may not write to. */
async function check(policy: Policy, { method, path, body, text }: GraphRequest): Promise<void> {
	if (method === 'GET' || method === 'DELETE') return;
	if (path === '/$batch') {
		const { requests = [] } = body as {
			requests?: Array<{ method: GraphRequest['method']; url: string; body?: unknown }>;
		};
		for (const inner of requests)
			await check(policy, { ...inner, path: inner.url, purpose: { task: '', mailbox: '', repeat: 'never' } });
		return;
	}
	const place = placeOf(path);
	const action = place?.action ?? '';
	if (text !== undefined) await policy.checkMime(text);
	else if (isRecord(body)) await policy.checkMessage(body, place);
	if (place && action === 'send') await policy.checkDraft(place);
	// Sent at once, with nothing to look at afterwards.
	if (place && /^(?:reply|replyall|forward)$/.test(action))
		await policy.checkAnswer({
			original: place,
			kind: ANSWERS[action]!,
			entered: isRecord(body) ? body : {},
			replaces: false,
		});
}

/** Removes a reply or forward that Outlook has addressed to somebody whom the account may not write to, and throws. */
async function lookAt(graph: Graph, policy: Policy, place: MessagePlace): Promise<void> {
	const there = await getMessageIfThere(graph, place, { select: 'id,isDraft,changeKey,parentFolderId,conversationId' });
	if (!there || there.isDraft === false) return;
	const refusal = await refusalOf(policy.checkDraft(place));
	if (!refusal) return;
	if (!isPolicyRefusal(refusal)) throw refusal;
	const isGone = await removeOwn(graph, place.mailbox, { ...there, id: place.id }, there.changeKey);
	throw isGone ? saying(refusal, 'The draft that Outlook had made was removed again.') : withDraft(refusal, place.id);
}

function withDraft(refusal: DraftError, draftId: string): DraftError {
	return saying(refusal, 'The draft that Outlook has made could not be removed: delete it in Drafts.', { draftId });
}
