import { DraftError } from '../../../core/errors';
import { base64LinesLength, encodeBase64, writeBase64Lines } from '../../../core/mime/base64';
import { readBase64 } from '../../../core/mime/base64Input';
import { checkMimeSize, LARGEST_REQUEST } from '../../../core/mime/size';

const MESSAGE = 'From: ann@contoso.com\r\nTo: john@example.com\r\nSubject: Grüße ???>>>\r\n\r\nÿÿÿ\r\n';
const bytes = new Uint8Array(Buffer.from(MESSAGE));
const base64 = Buffer.from(MESSAGE).toString('base64');

function refusal(text: string): DraftError {
	try {
		readBase64(text);
	} catch (error) {
		return error as DraftError;
	}
	throw new Error('It was accepted.');
}

test('encodes as Buffer does, at every length and across its chunks', () => {
	for (const length of [0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 48 * 1024 - 1, 48 * 1024, 48 * 1024 + 1, 100_000]) {
		const data = Uint8Array.from({ length }, (_, index) => (index * 7919) >> 3);
		const expected = Buffer.from(data).toString('base64');
		expect(encodeBase64(data)).toBe(expected);
		const target = new Uint8Array(base64LinesLength(length) + 2);
		expect(writeBase64Lines(data, target, 1)).toBe(target.length - 1);
		expect(Buffer.from(target.subarray(1, -1)).toString()).toBe((expected.match(/.{1,76}/g) ?? []).join('\r\n'));
	}
});

test('what is given right is passed on as it is', () => {
	for (const given of [
		base64,
		` ${base64}\n`,
		base64.replace(/.{10}/g, '$&\n'),
		`data:;base64,${base64}`,
		`data:message/rfc822;charset=utf-8;base64,${base64}`,
	]) {
		expect(readBase64(given)).toEqual({ bytes, base64, warnings: [] });
	}
});

test('base64url is converted, with a warning', () => {
	const given = Buffer.from(MESSAGE).toString('base64url');
	expect(given).toMatch(/[-_]/);
	expect(readBase64(given)).toEqual({ bytes, base64, warnings: [expect.stringContaining('converted')] });
});

describe('refused, with what is wrong', () => {
	const table: Array<[string, string, string, string?]> = [
		['nothing', ' \n', 'there is no text'],
		['one = missing', Buffer.from('12345').toString('base64').slice(0, -1), 'its padding is missing', 'add "="'],
		['two = missing', Buffer.from('1234').toString('base64').slice(0, -2), 'its padding is missing', 'add "=="'],
		['cut off', `${base64.slice(0, 13)}`, 'cut off'],
		['too much padding', `${base64.replace(/=+$/, '')}====`, 'cannot be part of base64'],
		['padding within', 'RnJv=bTog', 'cannot be part of base64'],
		['Buffer as JSON', '{"type":"Buffer","data":[70,114]}', 'this is JSON'],
		['message text', MESSAGE, 'the text of a MIME message', 'Source Text'],
		['HTML', '<html><body>', 'an HTML page'],
		['URL', 'https://contoso.com/1.eml', 'an address (URL)'],
		['path', '/data/mail.eml', 'the path of a file'],
		['quotes around it', `"${base64}"`, 'at character 1 cannot be part'],
		['percent-encoded', base64.replace(/[+/=]/g, (char) => encodeURIComponent(char)), 'percent-encoded'],
		['letters of another script', `${base64.slice(0, 8)}ж`, '"ж" at character 9'],
		['data URI of text', 'data:text/plain,From%3A', 'without base64'],
		['object as text', '[object Object]', '[object Object]'],
	];
	test.each(table)('%s', (_name, given, message, hint = '') => {
		const { code, message: said, cause } = refusal(given);
		expect(code).toBe('InvalidInput');
		expect(said).toContain(message);
		expect(cause.hint).toContain(hint);
	});
});

test('over 4 MB of request is refused with both sizes and the way out', () => {
	const largest = (LARGEST_REQUEST / 4) * 3;
	expect(() => checkMimeSize(largest)).not.toThrow();
	expect(() => checkMimeSize(largest + 1)).toThrow(
		'it has 3,145,729 bytes, which become 4,194,308 bytes of base64; Outlook takes at most 4,194,304',
	);
});
