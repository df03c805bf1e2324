import type { Message } from '@microsoft/microsoft-graph-types';

import type { ItemMemory } from '../../drafts/memory';
import type { Graph } from '../../graph/client';
import { peopleOf } from '../../message/people';
import { readRecipients } from '../../message/recipients';
import { labelOf, read } from '../../fields/read';
import type { MessagePlace } from '../../graph/paths';
import { getMessage } from '../../messages/get';
import { STATE_ID, stateOf, stateProperty } from '../../messages/mark';
import { patchMessage } from '../../messages/patch';
import { renewedDigest } from '../../watch/renewedDigest';
import type { Context, OperationResult, OperationRow } from '../operation';
import { readMessageId } from '../../messages/ids';
import { readSendAt, type SendAt } from './sendAt';
import { SEND_MEMBERS, sendNow, sentId } from './sending';

export const operation: OperationRow = {
	permission: 'Mail.Send',
	sends: true,
	deletes: false,
	doneOnce: true,
	perform: sendDraft,
};

/** draft:send: reads the draft, changes its recipients or its time of sending where that is wanted, and sends it. */
async function sendDraft({ graph, policy, mailbox, fields, item }: Context): Promise<OperationResult> {
	const { memory } = item;
	const place: MessagePlace = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const toRecipients = readRecipients(fields.to, labelOf('to'));
	const deferred = readSendAt(fields.sendAt, graph.now(), graph.host.timeZone);
	const recipients = toRecipients.length > 0 ? { toRecipients } : {};
	if ((toRecipients.length > 0 || deferred) && !memory.maybeSent) await policy.checkDraft(place, recipients);
	const options = { select: SEND_MEMBERS, ...(toRecipients.length > 0 ? { properties: [STATE_ID] } : {}) };
	const before = memory.maybeSent ?? (await getMessage(graph, place, options));
	// Recipients that a flow chooses do not count as a person's change.
	const state = stateOf(before);
	const digest = renewedDigest({ digest: state.digest, before, changes: recipients });
	const properties = [
		...(deferred?.properties ?? []),
		...(digest === undefined ? [] : [stateProperty({ ...state, digest })]),
	];
	const changes = { ...recipients, ...(properties.length > 0 ? { singleValueExtendedProperties: properties } : {}) };
	const draft: Message =
		!memory.maybeSent && before.isDraft !== false && Object.keys(changes).length > 0
			? await patchMessage(graph, place, changes, { task: 'prepare the draft for sending' })
			: before;
	return await finishSending(graph, place, draft, { deferred, findId: read.flag(fields, 'findSentId', false), memory });
}

/** Sends a draft that is ready, and says what can be known of the sent message. */
export async function finishSending(
	graph: Graph,
	place: MessagePlace,
	draft: Message,
	{
		deferred,
		findId,
		memory,
		more = {},
	}: { deferred: SendAt | undefined; findId: boolean; memory: ItemMemory; more?: Record<string, unknown> },
): Promise<OperationResult> {
	const sendAt = deferred?.sendAt;
	const { warnings } = await sendNow(graph, place, draft, { deferred: sendAt !== undefined, memory });
	const id = findId && sendAt === undefined ? await sentId(graph, place, draft) : undefined;
	if (findId && id === undefined)
		warnings.push(
			sendAt === undefined
				? 'The message was sent, but did not show up in Sent Items in time, so its ID is not known.'
				: 'The message will be sent later, so its ID in Sent Items is not known yet.',
		);
	const { subject, internetMessageId, conversationId } = draft;
	const output = {
		subject,
		...peopleOf(draft),
		...(sendAt === undefined ? { sent: true } : { scheduled: true, sendAt }),
		...(deferred?.timeZone === undefined ? {} : { timeZone: deferred.timeZone }),
		...(id === undefined ? {} : { id }),
		draftId: place.id,
		mailbox: place.mailbox,
		internetMessageId,
		conversationId,
		...more,
		warnings,
	};
	return { id: id ?? place.id, output, warnings };
}
