// Recipients, dates and messages as JSON: the time grows with the text. bench/recipients.mts measures 1 MB.
import { DraftError } from '../../../core/errors';
import { readDateTime } from '../../../core/message/dateTime';
import { readMessageJson } from '../../../core/message/messageJson';
import { readMailboxAddress, readRecipientFields } from '../../../core/message/recipients';
import { amount } from '../../support/amount.mts';
import { expectLinear, repeated } from '../../support/growth.mts';
import { HTML_PIECES, MARKDOWN_PIECES } from '../../support/hostile.mts';
import { GROWING } from '../../support/randomRecipients.mts';

const refusedOrNot = (work: () => unknown) => {
	try {
		return work();
	} catch (thrown) {
		if (!(thrown instanceof DraftError)) throw thrown;
		return undefined;
	}
};
const PATHS: Record<string, (text: string) => unknown> = {
	recipients: (text) => refusedOrNot(() => readRecipientFields({ to: text })),
	mailbox: (text) => refusedOrNot(() => readMailboxAddress(text, 'Mailbox')),
	'an object': (text) => refusedOrNot(() => readRecipientFields({ to: { address: 'a@x.com', name: text } })),
	'message JSON': (text) =>
		refusedOrNot(() => readMessageJson({ toRecipients: [{ emailAddress: { address: text, name: text } }] })),
	'a date': (text) => refusedOrNot(() => readDateTime(text, 'Flag Due')),
};
/** Tables, contacts and lists. */
const PIECES = [
	...['Name\tE-Mail\n', 'a\ta@x.com\n', 'Name,Email\n"a""b",a@x.com\n', '"",', '""', '|a|a@x.com|\n', '|-', '\t\t'],
	...[
		'BEGIN:VCARD\n',
		'BEGIN:VCARD\nEMAIL:a@x.com\nEND:VCARD\n',
		'EMAIL;',
		'EMAIL;a:',
		'END:VCARD\n',
		'FN:=\n',
		'x.EMAIL;:a@x.com\n',
	],
	...['- - ', '• • ', '> > ', '1. 1. ', '(1) ', '[x] ', '📧 ', '✉️ a', 'o\t', '#1 ', 'a) '],
	...['a | ', '| ', 'a|b@x.com|', 'a [at] b, ', 'a at b dot c, ', "{'a': ", '{a:', '[{', "'a@x.com, ", '=a@x.com\n'],
	...[
		'<tr><td>a',
		'<tr>  <td>',
		'</td> ',
		'</td> <td>',
		'<td>a</td></tr>',
		'2026-',
		'1.1.',
		'1/',
		'Jan ',
		'1 Jan 2026 ',
		'2026-W01-1',
	],
];

describe.each(Object.keys(PATHS))('%s', (name) => {
	test.each(PIECES)('%j without end', async (piece) => expectLinear(PATHS[name], repeated(piece)));
	test.each(Object.keys(GROWING).slice(0, amount(5, Infinity)))('%s', async (shape) =>
		expectLinear(PATHS[name], GROWING[shape]!),
	);
});

describe('recipients', () => {
	const read = PATHS.recipients;
	test.each(Object.keys(GROWING))('%s', async (shape) => expectLinear(read, GROWING[shape]!));
	test.each([...HTML_PIECES, ...MARKDOWN_PIECES])('%j without end', async (piece) =>
		expectLinear(read, repeated(piece)),
	);
	test.each(PIECES)('%j without end, with headings', async (piece) =>
		expectLinear(read, (length) => `Name\tE-Mail\n${repeated(piece)(length)}`),
	);
});
