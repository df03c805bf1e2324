import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, LOCAL_CODES, toDraftError, traceOf, type ErrorFacts } from '../../errors';
import { lookUntil, type Found } from '../../drafts/lookUp';
import type { ItemMemory } from '../../drafts/memory';
import type { Purpose } from '../../graph/call';
import type { Graph, Listing } from '../../graph/client';
import { growingPause } from '../../graph/retry';
import { mailboxPath, messagePath, type MessagePlace } from '../../graph/paths';
import { getMessage } from '../../messages/get';
import { textLiteral } from '../../graph/filter';

/** What is known of a draft before it is sent. */
export const SEND_MEMBERS =
	'id,subject,isDraft,internetMessageId,conversationId,toRecipients,ccRecipients,bccRecipients';

export interface Sent {
	/** Not certain: it is so because the draft has left Drafts after an answer was lost. */
	warnings: string[];
}

/**
 * POST …/send, once. After a lost answer it is only looked what became of the draft, never sent again, in another
 * try neither: Graph accepts a message before it has left Drafts. `draft` is the message as it was before. Throws DraftError that says why.
 */
export async function sendNow(
	graph: Graph,
	place: MessagePlace,
	draft: Message,
	{ deferred, memory }: { deferred: boolean; memory: ItemMemory },
): Promise<Sent> {
	const { id } = place;
	const settle = async (code: string, cause: ErrorFacts): Promise<Sent> => {
		if (!deferred && (await hasLeft(graph, place, draft))) return { warnings: [SENT_AFTER_ALL] };
		const { subject, internetMessageId, conversationId } = draft;
		memory.maybeSent = { id, subject, internetMessageId, conversationId } as Message;
		throw notCertain('draft', code, {
			...traceOf(cause),
			draftId: id,
			hint: 'Check Sent Items before you send it again; Get Draft Status says whether it is still a draft.',
		});
	};
	// An earlier try of this item: it is only looked again.
	if (memory.maybeSent) return await settle(LOCAL_CODES.network, {});
	if (draft.isDraft === false) throw alreadySent(draft);
	if (recipientsOf(draft).length === 0) throw noRecipients(id);
	return await postSend(graph, place)
		.catch(async (thrown: unknown) => await sendAgainIfNotFound(graph, place, draft, toDraftError(thrown)))
		.then((): Sent => ({ warnings: [] }))
		.catch(async (thrown: unknown) => {
			const error = toDraftError(thrown);
			if (!error.cause.draftMayExist) throw await explained(graph, place, draft, error);
			return await settle(error.code, error.cause);
		});
}

/** Only 202 means that Outlook took it (Microsoft Graph, "message: send"). */
async function postSend(graph: Graph, { mailbox, id }: MessagePlace): Promise<void> {
	const purpose: Purpose = { task: 'send the draft', mailbox, draft: id, repeat: 'never', permission: 'Mail.Send' };
	const path = `${messagePath(mailbox, id)}/send`;
	await graph.text({ method: 'POST', path, purpose, success: 202, looksItself: true });
}

/** The draft, or at random its mailbox (OBS docs-contrib#8823: in two spellings; the same draft goes a moment later). */
const isNotFoundForNow = ({ code }: DraftError) => /^Error(?:ItemNotFound|NonExistentMailbox)$/i.test(code);

/** How often a draft that Outlook shows but does not find is sent again. */
const MOST_REPEATS = 3;

/**
 * Outlook may not find a draft for some seconds after it was made or got a file (OBS rlrghb/olkcli#118): nothing was sent
 * then. Before each repeat it is made sure that it is still a draft and not among the sent messages, since someone else
 * may have sent it.
 */
async function sendAgainIfNotFound(
	graph: Graph,
	place: MessagePlace,
	draft: Message,
	notFound: DraftError,
): Promise<void> {
	let error = notFound;
	for (let repeat = 1; repeat <= MOST_REPEATS; repeat++) {
		if (!isNotFoundForNow(error) || !(await graph.wait(growingPause(repeat + 1)))) break;
		const now = await getMessage(graph, place, { select: SEND_MEMBERS, mayBeGone: true }).catch(() => undefined);
		const sent = await findSent(graph, place.mailbox, draft.internetMessageId).catch(() => undefined);
		if (now?.isDraft !== true || sent?.length !== 0) break;
		const outcome = await postSend(graph, place).catch((thrown: unknown) => toDraftError(thrown));
		if (outcome === undefined) return;
		error = outcome;
	}
	throw error;
}

/** Nobody knows, so it is not sent again. `what`: message or draft. */
export function notCertain(what: string, code: string, cause: ErrorFacts): DraftError {
	return new DraftError(
		code,
		`Outlook gave no usable answer when asked to send the ${what}, so nobody knows whether it was sent. It was not sent a second time.`,
		cause,
	);
}

const SENT_AFTER_ALL =
	'Outlook gave no answer when asked to send the draft, but it is no longer in Drafts: it was sent.';

/**
 * Whether a draft has been sent, as far as Outlook shows it within the look-up window. One that is not there any more
 * may have been deleted, so it has to be found as sent.
 */
async function hasLeft(graph: Graph, place: MessagePlace, draft: Message): Promise<boolean> {
	const look = async (): Promise<Found[]> => {
		const now = await getMessage(graph, place, { select: 'id,isDraft', mayBeGone: true }).catch((thrown: unknown) => {
			if (toDraftError(thrown).cause.status === 404) return undefined;
			throw thrown;
		});
		if (now) return now.isDraft === false ? [now as Found] : [];
		return await findSent(graph, place.mailbox, draft.internetMessageId);
	};
	return (await lookUntil(graph, look, (found) => found.length > 0)).found.length > 0;
}

/** Messages with this Message-ID in Sent Items. */
async function findSent(graph: Graph, mailbox: string, internetMessageId: string | null | undefined): Promise<Found[]> {
	if (!internetMessageId) return [];
	const answer = await graph.json<Listing<Found>>({
		method: 'GET',
		path: `${mailboxPath(mailbox)}/mailFolders/sentitems/messages`,
		query: {
			$filter: `internetMessageId eq ${textLiteral(internetMessageId)}`,
			$select: 'id,isDraft,internetMessageId,sentDateTime',
			$top: '5',
		},
		purpose: { task: 'look for the sent message', mailbox, folder: 'sentitems', repeat: 'safe' },
	});
	return (answer.value ?? []).filter(({ isDraft }) => isDraft === false);
}

/**
 * The id of the message in Sent Items: it may be the draft's, or another one (OBS docs#1533), and shows up after a while.
 * Undefined when it did not within the look-up window.
 */
export async function sentId(graph: Graph, place: MessagePlace, draft: Message): Promise<string | undefined> {
	const look = async (): Promise<Found[]> => {
		const same = await getMessage(graph, place, { select: 'id,isDraft', mayBeGone: true }).catch(() => undefined);
		return same?.isDraft === false ? [same as Found] : await findSent(graph, place.mailbox, draft.internetMessageId);
	};
	const atOnce = await look().catch((): Found[] => []);
	const found = atOnce.length > 0 ? atOnce : (await lookUntil(graph, look, (list) => list.length > 0)).found;
	return found[0]?.id;
}

const recipientsOf = ({ toRecipients, ccRecipients, bccRecipients }: Message) =>
	[toRecipients, ccRecipients, bccRecipients].flatMap((list) => list ?? []);

const alreadySent = ({ id, subject }: Message) =>
	new DraftError(
		'AlreadySent',
		`This message was already sent${subject ? `: "${subject}"` : ''}. It was not sent a second time.`,
		{ draftId: id ?? '', hint: 'There is nothing to do, unless you meant another draft.' },
	);

const noRecipients = (id: string) =>
	new DraftError('ErrorInvalidRecipients', 'The draft has no recipients, so it cannot be sent.', {
		draftId: id,
		hint: 'Fill in To of this step, or update the draft first.',
	});

/** Graph's refusal says little: what is the matter with the draft is asked for. */
async function explained(graph: Graph, place: MessagePlace, draft: Message, error: DraftError): Promise<DraftError> {
	const { code, cause } = error;
	if (code !== 'ErrorItemNotFound' && code !== 'ErrorInvalidRecipients') return error;
	const now = await getMessage(graph, place, { select: SEND_MEMBERS }).catch(() => undefined);
	if (now?.isDraft === false) return alreadySent(now);
	if (code === 'ErrorItemNotFound') {
		const sent = await findSent(graph, place.mailbox, draft.internetMessageId).catch(() => undefined);
		if (sent && sent.length > 0)
			return new DraftError(
				code,
				'The draft was sent a moment ago by someone or something else. It was not sent a second time.',
				{ ...cause, hint: 'There is nothing to do.' },
			);
		if (now)
			return new DraftError(
				code,
				'The draft was not sent by this step: Outlook still shows it as a draft but did not find it when asked to send it.',
				{ ...cause, draftId: place.id, hint: 'Run it again in a minute, or send it in Outlook.' },
			);
	}
	if (code === 'ErrorInvalidRecipients') {
		const wrong = recipientsOf(now ?? draft)
			.map(({ emailAddress }) => emailAddress?.address ?? emailAddress?.name ?? '')
			.filter((address) => !/^[^\s@<>]+@[^\s@<>]+$/.test(address));
		const hint =
			wrong.length > 0
				? `Not an address: ${wrong.map((address) => `"${address}"`).join(', ')}. Correct it in the draft, or fill in To of this step.`
				: cause.hint;
		const held = recipientsOf(now ?? draft).map(({ emailAddress }) => emailAddress?.address ?? '');
		if (wrong.length === 0 && held.length > 0)
			return new DraftError(
				code,
				`${error.message} The draft goes to ${held.slice(0, 10).join(', ')}${held.length > 10 ? ` and ${held.length - 10} more` : ''}.`,
				{ ...cause, draftId: place.id, hint: 'If all of them are right, try again: this sometimes passes by itself.' },
			);
		return new DraftError(code, error.message, { ...cause, draftId: place.id, ...(hint ? { hint } : {}) });
	}
	return error;
}
