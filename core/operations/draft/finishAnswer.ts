import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { addFiles } from '../../attachments/addFiles';
import type { AddedFile } from '../../attachments/file';
import type { KnownBy } from '../../drafts/createOnce';
import { readState } from '../../drafts/draftState';
import type { Finished } from '../../drafts/makeDraft';
import { DraftError } from '../../errors';
import type { Purpose } from '../../graph/call';
import type { Graph } from '../../graph/client';
import { messagePath, type MessagePlace } from '../../graph/paths';
import { above } from '../../html/join';
import type { ItemBody } from '../../message/body';
import { getMessage } from '../../messages/get';
import { IDENTITY_ID, markOf, OURS, stateProperty, withProperties } from '../../messages/mark';
import { patchMessage } from '../../messages/patch';
import { madeDigest } from './madeDigest';
import type { Answering, Lists } from './readAnswer';

/** What is said of a reply or forward besides the draft itself. */
export interface AnswerTold {
	attachments: AddedFile[];
	warnings: string[];
}

/**
 * Completes what Outlook has made: leaves the original unread, puts the text above the history, with recipients and everything
 * else that was entered, and adds the files. A message in MIME has all of it already. `ahead` lets the requests go first.
 */
export async function finishAnswer(
	ahead: Graph,
	answering: Answering,
	draft: Message,
	knownBy: KnownBy,
): Promise<Finished<AnswerTold>> {
	const { account, mailbox, item, answer, answered } = answering;
	const place = { mailbox, id: draft.id ?? '' };
	const isUnread = answer.kind === 'createReplyAll' && answered.isRead === false;
	const warnings = isUnread ? await leaveUnread(ahead, answer.original) : [];
	if (answer.mime) {
		if (knownBy === 'look') warnings.push(TAKEN);
		return { message: draft, told: { attachments: [], warnings } };
	}
	const { message, isTaken, digest } = await putText(ahead, answering, place, knownBy);
	if (isTaken) warnings.push(TAKEN);
	const made = digest === undefined ? {} : { digest };
	if (answer.files.length === 0) return { message, told: { attachments: [], warnings }, ...made };
	const attachments = await addFiles(ahead, account, place, answer.files, {
		earlier: { kind: 'ofThisItem', memory: item.memory, continues: knownBy === 'earlier' },
		made: true,
		warn: (text) => warnings.push(text),
		onProgress: item.onProgress,
	});
	return { message: await getMessage(ahead, place), told: { attachments, warnings }, ...made };
}

/** Puts the text above the history, unless it is there already. `isTaken`: only its time says that the draft is ours. */
async function putText(
	graph: Graph,
	{ mailbox, item, hasKey, answer: { body, rest, recipients, replaces, files } }: Answering,
	place: MessagePlace,
	knownBy: KnownBy,
): Promise<{ message: Message; isTaken: boolean; digest?: string }> {
	const there = await getMessage(graph, place, {
		select: 'id,subject,body,toRecipients,ccRecipients,bccRecipients,hasAttachments',
		properties: OURS,
	});
	const mark = item.memory.mark ?? '';
	const markThere = markOf(there);
	const state = await readState(graph, mailbox, { ...there, id: place.id }, hasKey);
	const isTaken = knownBy === 'look' && markThere === undefined;
	if (knownBy !== 'earlier' && markThere !== undefined && markThere !== mark) throw notOurs(place.id);
	// An earlier try, or the earlier run that made it, has got this far.
	const hasText = hasKey ? state.text !== undefined : markThere !== undefined;
	const { digest: before } = state;
	if (hasText)
		return { message: await getMessage(graph, place), isTaken, ...(before === undefined ? {} : { digest: before }) };
	const changes: Message = {
		...rest,
		...(body ? { body: above(body as ItemBody, there.body as ItemBody) } : {}),
		...recipientsOf(there, recipients, replaces),
	};
	// What Outlook itself has put into a forward is not known by name.
	const digest = madeDigest({ ...there, ...changes }, there.hasAttachments ? undefined : files);
	// A draft of another run keeps its mark, by which that run knows it. Without a key the mark comes with the text and says the same.
	const ours = [
		...(markThere === undefined ? [{ id: IDENTITY_ID, value: mark }] : []),
		stateProperty({ ...state, ...(hasKey ? { text: mark } : {}), digest }),
	];
	const changed = withProperties(changes as never, ours);
	const message = await patchMessage(graph, place, changed, { task: 'put the text into the draft' });
	return { message, isTaken, digest };
}

const TAKEN =
	'Outlook gave no answer when it created this draft, so we used the draft that appeared in the conversation. If ' +
	'someone else started a reply at that moment, check that it is the right one.';

/** Nothing but conversation and time tells drafts apart until they have their text. */
function notOurs(id: string): DraftError {
	return new DraftError(
		'DraftTaken',
		'Outlook gave no answer when it created this draft, and the draft that was found in the conversation turned ' +
			'out to belong to another run.',
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
