import { difference } from './difference';
import type { Content, DraftEvent } from './draftState';

const isoOf = (time: number) => new Date(time).toISOString();

/** Events of drafts as workflows see them. */
export function drafts(events: DraftEvent[], mailbox: string, withTexts: boolean): Array<Record<string, unknown>> {
	return events.map((event) => draftOutput(event, mailbox, withTexts));
}

function draftOutput(
	{ event, at, mark, record, content, changed, texts, answer }: DraftEvent,
	mailbox: string,
	withTexts: boolean,
) {
	const to = content?.to ?? record.sent?.to;
	const compares = event === 'sent' || event === 'edited';
	return {
		event,
		subject: content?.subject ?? record.subject,
		...(to === undefined ? {} : { to }),
		...(compares ? { changed: changed ? changed.length > 0 : 'unknown', changedParts: changed ?? [] } : {}),
		...(compares && withTexts && texts ? textsOf(texts) : {}),
		...(event === 'deleted' ? { permanently: content === undefined } : {}),
		...(answer ? { answer: answerOutput(answer) } : {}),
		...(content?.openLink === undefined ? {} : { openLink: content.openLink }),
		id: content?.id ?? record.id,
		mailbox,
		at: isoOf(at),
		...(record.sent ? { sentDateTime: isoOf(record.sent.at) } : {}),
		conversationId: record.conversationId,
		internetMessageId: record.internetMessageId,
		// By which the step that made it knows it too.
		mark: record.identity ?? mark,
	};
}

const answerOutput = ({ id, from, subject, text, received }: NonNullable<DraftEvent['answer']>) => ({
	...{ subject, from, text, id },
	receivedDateTime: isoOf(received),
});

function textsOf({ before, after }: { before: string | undefined; after: string }) {
	return {
		textBefore: before ?? null,
		textAfter: after,
		difference: before === undefined ? null : difference(before, after),
	};
}

/** What the first of the chosen events would look like for a draft that is there. */
export function exampleDraft(
	content: Content | undefined,
	mailbox: string,
	{ events, withText }: { events: DraftEvent['event'][]; withText: boolean },
): Array<Record<string, unknown>> {
	if (!content?.own) return [];
	const { id, internetMessageId, conversationId, subject, changeKey, parentFolderId, modified, digest, own } = content;
	const record = {
		identity: own.identity,
		...{
			id,
			internetMessageId,
			conversationId,
			subject,
			changeKey,
			parentFolderId,
			touched: modified,
			last: digest,
			said: [],
		},
		phase: 'open' as const,
	};
	const texts = { before: content.text, after: content.text };
	const event = events[0] ?? 'sent';
	return [
		{
			...draftOutput({ event, at: modified, mark: own.mark, record, content, changed: [], texts }, mailbox, withText),
			isExample: true,
		},
	];
}
