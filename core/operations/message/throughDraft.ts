import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, toDraftError } from '../../errors';
import { read } from '../../fields/read';
import type { MessagePlace } from '../../graph/paths';
import { peopleOf } from '../../message/people';
import { getMessage } from '../../messages/get';
import { patchMessage } from '../../messages/patch';
import { createDraft } from '../draft/create';
import { finishSending } from '../draft/send';
import type { SendAt } from '../draft/sendAt';
import { SEND_MEMBERS } from '../draft/sending';
import type { Context, OperationResult } from '../operation';

interface Way {
	/** Why sendMail cannot do it. */
	reason: string;
	deferred: SendAt | undefined;
}

/**
 * Makes the draft as draft:create does, with all its guarantees, and sends it. A draft of an earlier run that was sent
 * is not sent again.
 */
export async function throughDraft(context: Context, way: Way): Promise<OperationResult> {
	const { mailbox, fields, item } = context;
	const { maybeSent } = item.memory;
	const findId = read.flag(fields, 'findSentId', false);
	const made = maybeSent
		? { id: maybeSent.id ?? '', warnings: [] }
		: await createDraft({
				...context,
				fields: { ...fields, folder: 'drafts', dryRun: false, simplify: true, ifUnfinished: 'keep' },
			});
	const place = { mailbox, id: made.id };
	const sent = await sendMade(context, place, { ...way, findId }).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		throw new DraftError(code, message, {
			...cause,
			draftId: made.id,
			hint: [cause.hint, 'The message is a draft in Drafts.'].filter(Boolean).join(' '),
		});
	});
	const warnings = [...made.warnings, ...sent.warnings];
	return { ...sent, output: { ...sent.output, warnings }, warnings };
}

/** Sends the draft, at the time that was entered; where an earlier try may have sent it, it is only looked what became of it. */
async function sendMade(
	{ graph, item: { memory } }: Context,
	place: MessagePlace,
	{ reason, deferred, findId }: Way & { findId: boolean },
): Promise<OperationResult> {
	const about = { through: 'draft', because: reason };
	const draft = memory.maybeSent ?? (await getMessage(graph, place, { select: SEND_MEMBERS }));
	if (draft.isDraft === false) return sentBefore(place, draft, about);
	const ready =
		deferred && !memory.maybeSent
			? await patchMessage(
					graph,
					place,
					{ singleValueExtendedProperties: deferred.properties },
					{ task: 'set the time of sending' },
				)
			: draft;
	return await finishSending(graph, place, ready, { deferred, findId, memory, more: about });
}

function sentBefore({ mailbox, id }: MessagePlace, draft: Message, about: object): OperationResult {
	const { subject, internetMessageId, conversationId } = draft;
	return {
		id,
		output: {
			subject,
			...peopleOf(draft),
			sent: true,
			existing: true,
			id,
			mailbox,
			internetMessageId,
			conversationId,
			...about,
		},
		warnings: [],
	};
}
