import PostalMime from 'postal-mime';
import { DraftError } from '../../../core/errors';
import { newBoundary } from '../../../core/mime/boundary';
import { composeMessage, type MessageParts } from '../../../core/mime/compose';
import { encodedWords } from '../../../core/mime/encodedWord';
import { messageIdOf } from '../../../core/mime/messageId';
import { generateParts } from './generate.mts';

const person = (address: string, name?: string) => ({
	emailAddress: { address, ...(name === undefined ? {} : { name }) },
});
const base: MessageParts = {
	from: person('ann@contoso.com', 'Ann'),
	to: [person('john@example.com')],
	subject: 'Hello',
	date: new Date('2026-03-03T09:15:00Z'),
	messageId: '<1@contoso.com>',
	text: 'Hi',
};
const composed = (parts: Partial<MessageParts>) =>
	Buffer.from(composeMessage({ ...base, ...parts })).toString('latin1');
const headersOf = (source: string) => source.slice(0, source.indexOf('\r\n\r\n')).split('\r\n');
const bytesOf = (text: string) => new TextEncoder().encode(text);

test('a plain message, to the letter', () => {
	expect(composed({})).toBe(
		[
			'From: Ann <ann@contoso.com>',
			'To: john@example.com',
			'Subject: Hello',
			'Date: Tue, 03 Mar 2026 09:15:00 +0000',
			'Message-ID: <1@contoso.com>',
			'MIME-Version: 1.0',
			'Content-Type: text/plain; charset=utf-8',
			'Content-Transfer-Encoding: 7bit',
			'',
			'Hi',
		].join('\r\n'),
	);
});

test('the levels of a message with everything', () => {
	const source = composed({
		html: '<p>Hi <img src="cid:logo"></p>',
		calendar: 'BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n',
		attachments: [
			{ name: 'a.pdf', contentType: 'application/pdf', content: bytesOf('x') },
			{ name: 'l.png', contentType: 'image/png', content: bytesOf('y'), contentId: '<logo>', isInline: true },
		],
	});
	const types = [...source.matchAll(/^Content-Type: ([^;\r]+)/gm)].map((match) => match[1]);
	expect(types).toEqual([
		'multipart/mixed',
		'multipart/alternative',
		'text/plain',
		'multipart/related',
		'text/html',
		'image/png',
		'text/calendar',
		'application/pdf',
	]);
	expect(source).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n');
	expect(source).toContain('Content-ID: <logo>\r\n');
});

test('an inline image without html is an attachment', () => {
	const source = composed({
		attachments: [
			{ name: 'l.png', contentType: 'image/png', content: bytesOf('y'), contentId: 'logo', isInline: true },
		],
	});
	expect(source).toContain('multipart/mixed');
	expect(source).not.toContain('multipart/related');
});

describe('every line is one that mail can carry', () => {
	// Where it may break depends on the characters around the limit, so each length around it is tried.
	test.each([
		['words', 'Grüße an alle '],
		['one long word', 'x'],
		['only what is escaped', 'ü'],
		['an escape at every third place', 'ab='],
	])('quoted-printable lines have at most 76 characters, and use them (RFC 2045 §6.7): %s', (_name, piece) => {
		for (let length = 60; length <= 240; length++) {
			const text = `${piece.repeat(length).slice(0, length)}é`;
			const [head, body] = composed({ text: `${text} ${'plain '.repeat(900)}` }).split('\r\n\r\n');
			expect(head).toContain('Content-Transfer-Encoding: quoted-printable');
			const longest = Math.max(...body.split('\r\n').map((line) => line.length));
			expect(longest).toBeLessThanOrEqual(76);
			expect(longest).toBeGreaterThan(70);
		}
	});

	const all = generateParts(500, 7).map((parts) => Buffer.from(composeMessage(parts)).toString('latin1'));

	test('ASCII, CRLF only, at most 78 characters, no dot or From at its start', () => {
		for (const source of all) {
			// eslint-disable-next-line no-control-regex
			expect(source).not.toMatch(/[^\x00-\x7f]|\r(?!\n)|(?<!\r)\n/);
			for (const line of source.split('\r\n')) {
				// What has no blank cannot be folded: an address or a word of a plain header.
				if (line.length > 78) expect(line).toMatch(/^(?:[\w-]{40,}: \S+|(?:[\w-]+:)? ?\S{60,})$/);
				expect(line).not.toMatch(/^(?:\.|From )/);
			}
		}
	});

	test('encoded words are whole and at most 75 characters', () => {
		for (const source of all) {
			const words = source.split('\r\n\r\n', 1)[0].match(/=\?utf-8\?[BQ]\?[^?]*\?=/g) ?? [];
			for (const word of words) {
				expect(word.length).toBeLessThanOrEqual(75);
				const [, , encoding, text] = word.split('?');
				const bytes =
					encoding === 'B'
						? Buffer.from(text, 'base64')
						: Buffer.from(
								text.replace(/_/g, ' ').replace(/=(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
								'latin1',
							);
				expect(bytes.toString('utf8')).not.toContain('\ufffd');
			}
		}
	});
});

test('B or Q, whichever is shorter', () => {
	expect(encodedWords('Grüße an alle unsere Kunden')[0]).toMatch(/^=\?utf-8\?Q\?/);
	expect(encodedWords('見積書')[0]).toMatch(/^=\?utf-8\?B\?/);
});

test('a name that is not ASCII stands there by RFC 2231 and as plain ASCII', () => {
	const source = composed({
		attachments: [{ name: 'Résumé "2".pdf', contentType: 'application/pdf', content: bytesOf('x') }],
	});
	expect(source).toContain(
		'Content-Disposition: attachment;\r\n filename*=utf-8\'\'R%C3%A9sum%C3%A9%20%222%22.pdf; filename="Resume _2_.pdf"\r\n',
	);
});

describe('attached messages are never in base64 (RFC 2046)', () => {
	const attached = (text: string, contentType = 'message/rfc822') =>
		composed({ attachments: [{ name: 'm.eml', contentType, content: Buffer.from(text, 'latin1') }] });

	test('7bit, with CRLF', () =>
		expect(attached('Subject: x\n\nHi\n')).toContain(
			'Content-Transfer-Encoding: 7bit\r\n\r\nSubject: x\r\n\r\nHi\r\n',
		));
	test('8bit', () =>
		expect(attached('Subject: x\r\n\r\nGr\xfc\xdfe')).toContain(
			'Content-Transfer-Encoding: 8bit\r\n\r\nSubject: x\r\n\r\nGr\xfc\xdfe',
		));
	test('what cannot be written so is a file', () => {
		for (const source of [
			attached(`Subject: x\r\n\r\n${'y'.repeat(999)}`),
			attached('Subject: x\r\n\r\n\0'),
			attached('x', 'multipart/mixed; boundary=b'),
		]) {
			expect(source).toMatch(/Content-Type: application\/octet-stream; name=m\.eml\r\n[^]*base64/);
		}
	});
});

test('boundaries differ, and are drawn anew when a part holds them', () => {
	const drawn = ['aaa', 'bbb', 'ccc'];
	expect(newBoundary([bytesOf('x=_aaa'), bytesOf('=_=_bbb=')], () => drawn.shift()!)).toBe('=_ccc');
	expect(newBoundary([])).not.toBe(newBoundary([]));
	expect(newBoundary([])).toMatch(/^=_[0-9a-f]{32}$/);
});

describe('headers by name', () => {
	test('any name, repeated ones in order', () => {
		const headers = [
			{ name: 'X-One', value: '1' },
			{ name: 'References', value: '<a@x> <b@x>' },
			{ name: 'List-Unsubscribe', value: '<https://example.com/a>' },
			{ name: 'X-One', value: '2' },
		];
		expect(headersOf(composed({ headers }))).toEqual(
			expect.arrayContaining([
				'X-One: 1',
				'References: <a@x> <b@x>',
				'List-Unsubscribe: <https://example.com/a>',
				'X-One: 2',
			]),
		);
		expect(headersOf(composed({ headers })).filter((line) => line.startsWith('X-One'))).toEqual([
			'X-One: 1',
			'X-One: 2',
		]);
	});

	test('Date, importance and receipts given by name replace those of the fields', () => {
		const source = composed({
			importance: 'high',
			headers: [
				{ name: 'date', value: 'Wed, 04 Mar 2026 10:00:00 +0100' },
				{ name: 'Importance', value: 'low' },
			],
		});
		expect(headersOf(source).filter((line) => /^(?:date|importance):/i.test(line))).toEqual([
			'date: Wed, 04 Mar 2026 10:00:00 +0100',
			'Importance: low',
		]);
	});

	test('importance and receipts', () => {
		expect(
			headersOf(composed({ importance: 'high', isReadReceiptRequested: true, isDeliveryReceiptRequested: true })),
		).toEqual(
			expect.arrayContaining([
				'Importance: high',
				'X-Priority: 1',
				'Disposition-Notification-To: ann@contoso.com',
				'Return-Receipt-To: ann@contoso.com',
			]),
		);
		expect(composed({ importance: 'normal' })).not.toMatch(/priority|importance/i);
	});
});

test('a domain in another script becomes punycode', () => {
	expect(headersOf(composed({ to: [person('j@bücher.example', 'J')] }))).toContain('To: J <j@xn--bcher-kva.example>');
});

test('Message-IDs take the domain of the sender', () => {
	expect(messageIdOf('mark', 'ann@Contoso.com')).toBe('<mark@contoso.com>');
	for (const address of [undefined, '', 'ann@bücher.example', 'a@[192.0.2.1]', 'a@x>\r\nBcc: b'])
		expect(messageIdOf('mark', address)).toMatch(/@outlook-drafts\.invalid>$/);
});

describe('nothing can add a header or a part', () => {
	const evil = [
		'a\r\nBcc: evil@example.com',
		'a\nBcc: evil@example.com',
		'a\rBcc: evil@example.com',
		'a\0b',
		'a\r\n\r\nbody',
	];
	const places: Array<[string, (text: string) => Partial<MessageParts>]> = [
		['subject', (text) => ({ subject: text })],
		['name of the sender', (text) => ({ from: person('ann@contoso.com', text) })],
		['name of a recipient', (text) => ({ to: [person('ann@contoso.com', text)] })],
		['address', (text) => ({ cc: [person(`${text}@example.com`)] })],
		['domain', (text) => ({ bcc: [person(`a@${text}`)] })],
		['header name', (text) => ({ headers: [{ name: text, value: 'x' }] })],
		['header value', (text) => ({ headers: [{ name: 'X-A', value: text }] })],
		['file name', (text) => ({ attachments: [{ name: text, content: bytesOf('x') }] })],
		[
			'content type',
			(text) => ({ attachments: [{ name: 'a', contentType: `text/plain; x=${text}`, content: bytesOf('x') }] }),
		],
		[
			'content id',
			(text) => ({ html: 'x', attachments: [{ name: 'a', contentId: text, isInline: true, content: bytesOf('x') }] }),
		],
		['Message-ID', (text) => ({ messageId: `<${text}@x>` })],
		['method of the calendar', (text) => ({ calendar: `BEGIN:VCALENDAR\r\nMETHOD:${text.replace(/^a/, '')}\r\n` })],
	];
	test.each(places)('%s', (_place, partsOf) => {
		for (const text of evil) expect(() => composed(partsOf(text))).toThrow(DraftError);
	});

	test('what has a field, or holds the message together, is not taken as a custom header', () => {
		for (const name of [
			'From',
			'to',
			'BCC',
			'Subject',
			'Reply-To',
			'Message-ID',
			'Content-Type',
			'Content-Transfer-Encoding',
			'MIME-Version',
		]) {
			expect(() => composed({ headers: [{ name, value: 'x' }] })).toThrow(DraftError);
		}
	});

	test('a body that imitates a boundary', async () => {
		const text = 'a\r\n--=_0123\r\nContent-Type: text/html\r\n\r\n<b>evil</b>\r\n--=_0123--\r\n';
		const email = await PostalMime.parse(
			composeMessage({ ...base, text, attachments: [{ name: 'a', content: bytesOf('x') }] }),
		);
		expect(email.html).toBeUndefined();
		expect(email.attachments).toHaveLength(1);
	});
});

describe('refused with what is wrong', () => {
	const table: Array<[string, Partial<MessageParts>, string]> = [
		['letters before the @', { to: [person('jürgen@contoso.com')] }, 'letters before the @'],
		['no address', { to: [person('nobody')] }, 'is not an e-mail address'],
		['date', { date: new Date(NaN) }, 'Date'],
		[
			'content type',
			{ attachments: [{ name: 'a', contentType: 'pdf', content: bytesOf('x') }] },
			'"pdf" is not a content type',
		],
		['receipt without sender', { from: undefined, isReadReceiptRequested: true }, 'Read receipt'],
		['invitation without method', { calendar: 'BEGIN:VCALENDAR\nEND:VCALENDAR' }, 'states no METHOD'],
		['invitation that is none', { calendar: 'Monday at ten' }, 'is not iCalendar text'],
		[
			'a word that no line can hold',
			{ headers: [{ name: 'References', value: `<${'x'.repeat(1000)}@x>` }] },
			'998 bytes',
		],
		[
			'too large',
			{ attachments: [{ name: 'a', content: new Uint8Array(3_000_000) }] },
			'bytes of base64; Outlook takes at most 4,194,304',
		],
	];
	test.each(table)('%s', (_name, parts, expected) => expect(() => composed(parts)).toThrow(expected));
});

test('2 MB of attachments fit', () => {
	expect(
		composeMessage({ ...base, attachments: [{ name: 'a.bin', content: new Uint8Array(2_000_000) }] }).length,
	).toBeLessThan(3_145_728);
});
