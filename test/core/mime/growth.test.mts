// Peers 19: reading the headers of a message, and what else MIME mode does with a text, takes time as the text grows.
import { DraftError } from '../../../core/errors';
import { readBase64 } from '../../../core/mime/base64Input';
import { composeMessage } from '../../../core/mime/compose';
import { messageFromText } from '../../../core/mime/newlines';
import { readMessage } from '../../../core/mime/read';
import { amount } from '../../support/amount.mts';
import { expectLinear, repeated } from '../../support/growth.mts';

const WORD = '=?utf-8?Q?=41=42?=';
/** What stands behind the colon of a header, again and again. MimeKit's stack-overflow.txt is a To of encoded words only. */
const PIECES = [
	...[WORD, `${WORD} `, `${WORD}\r\n `, '=?', '=?a?Q?', '=?utf-8?B?QQ==?= ', '?=', '=?utf-8?B?', '=?x?q?=?='],
	...[
		'a:',
		'a:;',
		'a,',
		'a;',
		':',
		'::',
		',',
		';',
		'<',
		'>',
		'<>',
		'(',
		')',
		'()',
		'"',
		'"a',
		'\\',
		'\\"',
		'@',
		'.',
		' ',
	],
	...[
		'a@b ',
		'a@b.co, ',
		'Ann <a@b.co>, ',
		'"Ann" <a@b.co>, ',
		'Team: a@b.co; ',
		'<a@b> ',
		'a ',
		'\t',
		'\r\n ',
		'\r\n\t x',
	],
	...[
		'a=b; ',
		'a="',
		"a*0*=utf-8''%41; ",
		'charset=',
		'charset ',
		'boundary="x"; ',
		'smime-type ',
		'1 ',
		'Mon, ',
		'+0100 ',
	],
	...['ü', '\ufffd', '\u{1f600}', '\u0000', '-', '%41'],
];
const ALL_NAMES = ['To', 'Content-Type', 'Subject', 'From', 'Date', 'Message-ID', 'X-A'];
const NAMES = ALL_NAMES.slice(0, amount(1, ALL_NAMES.length));
/** Whole lines. */
const LINES = [
	'X-A: b\r\n',
	'From: b@c.de\r\n',
	'To: b@c.de\r\n',
	'abc\r\n',
	':\r\n',
	' x\r\n',
	'From x\r\n',
	'X-A: b\n',
	'X-A: b\r',
];

const refusedOrNot = async (work: () => unknown) => {
	try {
		return await work();
	} catch (thrown) {
		if (!(thrown instanceof DraftError)) throw thrown;
		return undefined;
	}
};
const read = (text: string) => refusedOrNot(async () => await readMessage(Buffer.from(text)));

describe.each(NAMES)('the header %s', (name) => {
	test.each(PIECES)('%j without end', async (piece) => {
		const make = repeated(piece);
		await expectLinear(read, (length) => `From: a@x.com\r\n${name}: ${make(length)}\r\nMIME-Version: 1.0\r\n\r\nx`);
	});
});

test.each(LINES)('lines: %j without end', async (line) => {
	const make = repeated(line);
	await expectLinear(read, (length) => `From: a@x.com\r\n${make(length)}\r\nx`);
});

const AS_BODY: Record<string, (text: string) => unknown> = {
	'as the text of a message': (text) => read(`From: a@x.com\r\nSubject: x\r\n\r\n${text}`),
	'as all there is': read,
	'as base64': (text) => refusedOrNot(() => readBase64(text)),
	'as source text': (text) => messageFromText(text),
	'composed: text': (text) => compose({ text }),
	'composed: html': (text) => compose({ html: text }),
	'composed: subject': (text) => compose({ text: '', subject: text }),
	'composed: name': (text) => compose({ text: '', to: [{ emailAddress: { address: 'a@x.com', name: text } }] }),
	'composed: header': (text) => compose({ text: '', headers: [{ name: 'x-a', value: text }] }),
};

function compose(parts: object): unknown {
	return refusedOrNot(() =>
		composeMessage({
			date: new Date(0),
			messageId: '<1@x.com>',
			from: { emailAddress: { address: 'a@x.com' } },
			...parts,
		}),
	);
}

describe.each(Object.keys(AS_BODY))('%s', (name) => {
	test.each([...PIECES, ...LINES, 'QUJD', 'QUJD\r\n', '=', 'A=', 'data:,', '.\r\n', 'From ', '<p>'])(
		'%j without end',
		async (piece) => expectLinear(AS_BODY[name], repeated(piece)),
	);
});
