import type { Message } from '@microsoft/microsoft-graph-types';

import { LANGUAGES, type Labels } from './histories.mts';
import { ANNA, OTHERS, typedText, type Writer } from './people.mts';
import type { Program } from './programs.mts';
import type { Signature } from './signatures.mts';

export const recipient = ({ name, address }: Writer) => ({ emailAddress: { name, address } });

interface Sent {
	program: Program;
	signature: Signature | undefined;
	number: number;
	isReply: boolean;
	from?: Writer;
	sender?: Writer;
	labels?: Labels;
	text?: string[];
}

/** A message of Sent Items as Graph gives it. */
export function sentMessage({
	program,
	signature,
	number,
	isReply,
	from = ANNA,
	sender = from,
	labels,
	text,
}: Sent): Message {
	const other = OTHERS[number % OTHERS.length]!;
	const quoted = isReply
		? { by: other, to: from, number, labels: labels ?? LANGUAGES[number % LANGUAGES.length]! }
		: undefined;
	return {
		id: `AAMk${number}${isReply ? 'R' : 'N'}`,
		subject: `${isReply ? 'RE: ' : ''}Order ${4700 + number}`,
		conversationId: `conversation ${number}${isReply ? ' reply' : ''}`,
		from: recipient(from),
		sender: recipient(sender),
		toRecipients: [recipient(other)],
		ccRecipients: [],
		isDraft: false,
		sentDateTime: new Date(Date.UTC(2026, 0, 31) - number * 3_600_000).toISOString(),
		body: {
			contentType: 'html',
			content: program.build({ text: text ?? typedText(number, other.name), signature, ...(quoted ? { quoted } : {}) }),
		},
	};
}

/** Mails of one program with one signature: new ones and replies by turns, newest first. */
export const mailbox = (
	program: Program,
	signature: Signature | undefined,
	{ count = 12, offset = 0 } = {},
): Message[] =>
	Array.from({ length: count }, (_entry, at) =>
		sentMessage({ program, signature, number: offset + at, isReply: at % 2 === 1 }),
	);

/** One after the other from each list. */
export const mixed = (...lists: Message[][]): Message[] =>
	lists[0]!.flatMap((_message, at) => lists.map((list) => list[at])).filter((message) => message !== undefined);

/** What others have written below, without any sign that it is theirs, as when a program is not known. */
export const FOREIGN_SIGNATURES = [
	'<div>Fremdling asks</div><div>Best regards</div><div>Priya Fremdling</div><div>Fabrikam Inc.</div><div>priya@fabrikam.com</div>',
	'<p>Fremdling asks</p><p>Priya Fremdling<br>Head of Purchasing<br>Fabrikam Inc.</p>',
	'<table><tr><td>Priya Fremdling</td><td>Fabrikam</td></tr><tr><td><a href="mailto:priya@fabrikam.com">Mail</a></td><td>+1 425 555 0100</td></tr></table>',
];
