import { createHash } from 'node:crypto';
import { DraftError } from '../../../core/errors';
import { encodeBase64 } from '../../../core/mime/base64';
import { readBase64 } from '../../../core/mime/base64Input';
import { messageFromText } from '../../../core/mime/newlines';
import { readMessage } from '../../../core/mime/read';
import { MESSAGES } from './messages.mts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('messages of the shapes that mailboxes hold', () => {
	test('there are at least 60', () => expect(MESSAGES.length).toBeGreaterThanOrEqual(60));

	test.each(MESSAGES)('$name', async ({ bytes, subject, from, protection, warnings }) => {
		const before = sha256(bytes);
		const read = await readMessage(bytes);
		expect(sha256(bytes)).toBe(before);
		expect({ subject: read.subject, from: read.from?.emailAddress.address, protection: read.protection }).toEqual({
			subject,
			from,
			protection,
		});
		expect(read.warnings).toEqual(warnings.map((warning) => expect.stringContaining(warning)));
	});

	test.each(MESSAGES)('$name, as base64', ({ bytes }) => {
		const base64 = encodeBase64(bytes);
		expect(base64).toBe(Buffer.from(bytes).toString('base64'));
		for (const given of [base64, base64.replace(/.{76}/g, '$&\r\n'), `data:message/rfc822;base64,${base64}`]) {
			const read = readBase64(given);
			expect(read.base64).toBe(base64);
			expect(sha256(read.bytes)).toBe(sha256(bytes));
			expect(read.warnings).toEqual([]);
		}
	});

	test.each(MESSAGES)('$name, as text: only line ends change', ({ bytes }) => {
		const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
		expect(Buffer.from(messageFromText(text)).toString()).toBe(text.replace(/\r\n|\r|\n/g, '\r\n'));
	});
});

test('shows who it goes to', async () => {
	const text =
		'From: "Smith, Ann" <ann@contoso.com>\r\nSender: bot@contoso.com\r\nReply-To: answers@contoso.com\r\nTo: john@example.com, =?utf-8?Q?J=C3=BCrgen?= <j@example.com>\r\nCc: Team: a@example.com, b@example.com;\r\nBcc: hidden@example.com\r\nMessage-ID: <1@contoso.com>\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n\r\n';
	const person = (address: string, name?: string) => ({ emailAddress: { address, ...(name ? { name } : {}) } });
	expect(await readMessage(bytesOf(text))).toEqual({
		from: person('ann@contoso.com', 'Smith, Ann'),
		sender: person('bot@contoso.com'),
		replyTo: [person('answers@contoso.com')],
		to: [person('john@example.com'), person('j@example.com', 'Jürgen')],
		cc: [person('a@example.com'), person('b@example.com')],
		bcc: [person('hidden@example.com')],
		messageId: '<1@contoso.com>',
		date: '2026-03-03T09:15:00.000Z',
		contentType: 'text/plain',
		warnings: [],
	});
});

const MESSAGE = 'From: ann@contoso.com\r\nTo: john@example.com\r\nSubject: Hello\r\n\r\nText\r\n';
const utf16 = (text: string, mark: string) => latin1(mark + Buffer.from(text, 'utf16le').toString('latin1'));

describe('what is no message is refused with what it looks like', () => {
	const table: Array<[string, Uint8Array, string]> = [
		['nothing', bytesOf(''), 'it is empty'],
		['blanks', bytesOf(' \r\n\t\r\n'), 'it is empty'],
		['PDF', latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'), 'a PDF file'],
		['Word', latin1('PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml'), 'a Word document'],
		['Excel', latin1('PK\x03\x04\x14\0\x06\0xl/workbook.xml'), 'an Excel workbook'],
		['ZIP', latin1('PK\x03\x04\x14\0\0\0a.eml'), 'a ZIP archive'],
		['msg', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0'), 'an Outlook message file (.msg)'],
		['TNEF', latin1('\x78\x9f\x3e\x22\x01\x00'), 'winmail.dat'],
		['PNG', latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'a PNG image'],
		['JPEG', latin1('\xff\xd8\xff\xe0\0\x10JFIF'), 'a JPEG image'],
		['GIF', latin1('GIF89a\x01\0\x01\0'), 'a GIF image'],
		['WebP', latin1('RIFF\x24\0\0\0WEBPVP8 '), 'a WebP image'],
		['gzip', latin1('\x1f\x8b\x08\0'), 'a gzip archive'],
		['program', latin1('MZ\x90\0\x03\0\0\0'), 'a Windows program'],
		['RTF', bytesOf('{\\rtf1\\ansi Hello}'), 'an RTF document'],
		['other binary data', latin1('\x01\x02\0\x03\x04\0\0\x09\x08'), 'binary data'],
		['p7m', latin1('0\x82\x01\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02'), 'a bare S/MIME object'],
		['HTML page', bytesOf('<!DOCTYPE html>\n<html><body>Hi</body></html>'), 'an HTML page'],
		['HTML fragment', bytesOf('\n<p>Subject: x</p>'), 'an HTML page'],
		['XML', bytesOf('<?xml version="1.0"?><a/>'), 'an XML document'],
		['JSON object', bytesOf('{"subject": "x",\n"to": "y"}'), 'JSON'],
		['JSON list', bytesOf('[{"subject": "x"}]'), 'JSON'],
		['object as text', bytesOf('[object Object]'), 'the text [object Object]'],
		['URL', bytesOf('https://contoso.com/mail/1.eml\n'), 'an address (URL)'],
		['path', bytesOf('/home/ann/mail.eml'), 'the path of a file'],
		['Windows path', bytesOf('C:\\Mail\\hello.eml'), 'the path of a file'],
		['network path', bytesOf('\\\\server\\share\\hello.eml'), 'the path of a file'],
		['file name', bytesOf('hello world.eml'), 'the name of a file'],
		['data URI', bytesOf(`data:message/rfc822;base64,${btoa(MESSAGE)}`), 'a data URI'],
		['base64', bytesOf(btoa(MESSAGE)), 'base64 of a message'],
		['wrapped base64', bytesOf(btoa(MESSAGE.repeat(3)).replace(/.{76}/g, '$&\r\n')), 'base64 of a message'],
		['base64 of base64', bytesOf(btoa(btoa(MESSAGE))), 'does not begin with headers'],
		['UTF-16 with its mark', utf16(MESSAGE, '\xff\xfe'), 'UTF-16'],
		['UTF-16 without', utf16(MESSAGE, ''), 'UTF-16'],
		['UTF-16, other byte order', utf16(MESSAGE, '').map((_, at, all) => all[at ^ 1]), 'UTF-16'],
		['UTF-32', latin1('\xff\xfe\0\0F\0\0\0r\0\0\0'), 'UTF-32'],
		['calendar', bytesOf('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'), 'a calendar file'],
		['contact', bytesOf('BEGIN:VCARD\r\nVERSION:4.0\r\n'), 'a contact'],
		['PEM', bytesOf('-----BEGIN PKCS7-----\nMIIB\n'), 'a PEM'],
		['web answer', bytesOf('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'), 'the answer of a web server'],
		['plain text', bytesOf('Hello John,\n\nhow are you?'), 'does not begin with headers'],
		['text with colons', bytesOf('Note: call back\nPhone: 4711\n'), 'without any usual header'],
		['empty line first', bytesOf(`\r\n${MESSAGE}`), 'white space before its first header'],
		['indented', bytesOf(`  ${MESSAGE}`), 'white space before its first header'],
		['escaped line breaks', bytesOf('From: a@x.com\\r\\nSubject: Hello\\r\\n\\r\\nText'), 'written as \\n'],
	];

	test.each(table)('%s', async (_name, bytes, expected) => {
		const refusal = await readMessage(bytes).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(DraftError);
		expect((refusal as DraftError).code).toBe('InvalidInput');
		expect((refusal as DraftError).message).toContain(expected);
		expect((refusal as DraftError).cause.hint).toBeTruthy();
	});

	test('headers without end', async () => {
		const refusal = readMessage(bytesOf(`Subject: x\r\n${'X-Filler: y\r\n'.repeat(100_000)}`));
		await expect(refusal).rejects.toThrow('the empty line behind them is missing');
	});
});

test.each([
	[
		'a letter that stands for an unknown one (U+FFFD)',
		'From: a@x.com\r\nSubject: Grüße an \ufffd\r\n\r\nx',
		'Grüße an \ufffd',
	],
	['letters of Western Europe', Buffer.from('From: a@x.com\r\nSubject: Gr\xfc\xdfe\r\n\r\nx', 'latin1'), 'Grüße'],
])('headers that are not encoded: %s', async (_name, message, subject) => {
	expect((await readMessage(Buffer.from(message as string))).subject).toBe(subject);
});

test('a space before the colon of the first header (RFC 5322 §4.5) is no mbox line', async () => {
	const { from, subject, warnings } = await readMessage(
		Buffer.from('From : a@x.com\r\nDate: Thu, 31 Jan 2030 09:00:00 +0100\r\nSubject: s\r\n\r\nx'),
	);
	expect({ from, subject, warnings }).toEqual({
		from: { emailAddress: { address: 'a@x.com' } },
		subject: 's',
		warnings: [],
	});
	expect(
		(await readMessage(Buffer.from('From a@x.com Thu Jan 31 09:00:00 2030\r\nFrom: a@x.com\r\n\r\nx'))).warnings,
	).toContainEqual(expect.stringContaining('mbox'));
});

test('headers that do not arrive are said (dotnet#2209, contrib#1093)', async () => {
	const { warnings } = await readMessage(
		Buffer.from(
			'From: a@x.com\r\nReturn-Path: <b@x.com>\r\nList-Unsubscribe: <https://x.com>\r\nAuto-Submitted: auto-replied\r\n\r\nx',
		),
	);
	expect(warnings).toContainEqual(expect.stringContaining('replaces the header Return-Path'));
	expect(warnings).toContainEqual(expect.stringContaining('removes the headers Auto-Submitted, List-Unsubscribe'));
});
