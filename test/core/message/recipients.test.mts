import { readMailboxAddress, readRecipientFields, readRecipients } from '../../../core/message/recipients';
import { RECIPIENT_CASES, RECIPIENT_REFUSALS, written } from '../../support/recipientCases.mts';

const a = { emailAddress: { address: 'a@x.com' } };
const b = { emailAddress: { address: 'b@x.com' } };
const c = { emailAddress: { address: 'c@x.com' } };
const named = (address: string, name: string) => ({ emailAddress: { address, name } });

describe('what people write becomes recipients', () => {
	const table: Array<[string, unknown, unknown[]]> = [
		['one address', 'a@x.com', [a]],
		['LogicAppsUX#2181: semicolon and trailing blank', 'a@x.com; b@x.com ', [a, b]],
		['msgraph-sdk-powershell#803: semicolons without blanks', 'a@x.com;b@x.com;c@x.com', [a, b, c]],
		['commas', 'a@x.com,b@x.com', [a, b]],
		['both separators', 'a@x.com, b@x.com; c@x.com', [a, b, c]],
		['line breaks', 'a@x.com\nb@x.com\r\nc@x.com', [a, b, c]],
		['leading blank (Microsoft365R#110)', '  a@x.com', [a]],
		['trailing separators', 'a@x.com;,; ,', [a]],
		['only separators', ' ; , ', []],
		['empty text', '', []],
		['undefined', undefined, []],
		['null', null, []],
		['name and address', 'John Doe <a@x.com>', [named('a@x.com', 'John Doe')]],
		[
			'DESIGN: quoted name with a comma',
			'"Doe, John" <j@x.com>; b@x.com, c@x.com',
			[named('j@x.com', 'Doe, John'), b, c],
		],
		['quoted name with a semicolon', '"Doe; John" <a@x.com>', [named('a@x.com', 'Doe; John')]],
		['quoted name with an escaped quote', '"John \\"Jo\\" Doe" <a@x.com>', [named('a@x.com', 'John "Jo" Doe')]],
		['quoted name that holds an @', '"me @ work" <a@x.com>', [named('a@x.com', 'me @ work')]],
		['angle brackets only', '<a@x.com>', [a]],
		['comment as name', 'a@x.com (Ann, Sales)', [named('a@x.com', 'Ann, Sales')]],
		['encoded word', '=?utf-8?q?J=C3=BCrgen?= <a@x.com>', [named('a@x.com', 'Jürgen')]],
		['unicode name', 'Jürgen Müller <a@x.com>', [named('a@x.com', 'Jürgen Müller')]],
		['unicode address', 'jürgen@müller.example', [{ emailAddress: { address: 'jürgen@müller.example' } }]],
		["Outlook's own 'address' <address>", "'a@x.com' <a@x.com>", [a]],
		['address repeated as name', 'a@x.com <A@x.com>', [{ emailAddress: { address: 'A@x.com' } }]],
		['group', 'Team: a@x.com, b@x.com;', [a, b]],
		['group without members', 'undisclosed-recipients:;', []],
		['group, then another address', 'Team: a@x.com; c@x.com', [a, c]],
		['copied link', 'mailto:a@x.com', [a]],
		['copied link with a subject', 'mailto:a@x.com?subject=Hello', [a]],
		['single quotes from a spreadsheet', "'a@x.com'; 'b@x.com'", [a, b]],
		['group without a blank', 'Team:a@x.com', [a]],
		['plus and dots', 'first.last+tag@sub.x.com', [{ emailAddress: { address: 'first.last+tag@sub.x.com' } }]],
		[
			'guest UPN',
			'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com',
			[{ emailAddress: { address: 'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com' } }],
		],
		['host without a dot', 'root@intranet', [{ emailAddress: { address: 'root@intranet' } }]],
		['list of texts', ['a@x.com', 'b@x.com; c@x.com'], [a, b, c]],
		['list with empty entries', ['', null, 'a@x.com', undefined], [a]],
		['nested list', [['a@x.com'], [['b@x.com']]], [a, b]],
		['nodemailer objects', [{ name: 'Ann', address: 'a@x.com' }, { address: 'b@x.com' }], [named('a@x.com', 'Ann'), b]],
		['name that only repeats the address', { name: 'a@x.com', address: 'a@x.com' }, [a]],
		['Graph recipients', [{ emailAddress: { address: 'a@x.com', name: 'Ann' } }], [named('a@x.com', 'Ann')]],
		['one object', { address: ' a@x.com ' }, [a]],
		['a list that an expression printed', '["a@x.com", {"address": "b@x.com"}]', [a, b]],
	];
	test.each(table)('%s', (_name, input, expected) => {
		expect(readRecipients(input, 'To')).toEqual(expected);
	});
});

describe('what cannot be an address is refused by name', () => {
	const table: Array<[string, unknown, string]> = [
		['no address at all', 'John', '"John"'],
		['DESIGN §2: two addresses with a blank between', 'a@x.com b@x.com', '"a@x.com b@x.com"'],
		['DESIGN §2: text before a bare address', 'John a@x.com', '"John a@x.com"'],
		['an address in place of a name', 'a@x.com <b@x.com>', '"a@x.com <b@x.com>"'],
		['two addresses in brackets', '<a@x.com> <b@x.com>', '"<a@x.com> <b@x.com>"'],
		['missing closing bracket', 'John <a@x.com', '"John <a@x.com"'],
		['text behind the address', 'John <a@x.com> Doe', '"John <a@x.com> Doe"'],
		['only a domain', '@x.com', '"@x.com"'],
		['only a name part', 'a@', '"a@"'],
		['two @', 'a@b@x.com', '"a@b@x.com"'],
		['two dots in the domain', 'a@x..com', '"a@x..com"'],
		['dots at the end of the domain', 'a@x.com..', '"a@x.com.."'],
		['blank inside', 'a @x.com', '"a @x.com"'],
		['empty brackets', 'John <>', '"John <>"'],
		['empty brackets behind an address', 'b@y.com <>', '"b@y.com <>"'],
		['empty brackets behind a quoted address', '"b@y.com" <>', '"\\"b@y.com\\" <>"'],
		['a colon inside of a name', 'Team 9:30 <a@x.com>', '"Team 9:30 <a@x.com>"'],
		['an empty Graph recipient', { emailAddress: null }, '"{\\"emailAddress\\":null}"'],
		['a BigInt', 7n, '"[object BigInt]"'],
		['a number', 42, '"42"'],
		['an object without an address', { name: 'Ann' }, '"{\\"name\\":\\"Ann\\"}"'],
		['an object with an impossible address', { address: 'nobody' }, '"nobody"'],
		['one bad entry among good ones', 'a@x.com; nonsense; c@x.com', '"nonsense"'],
		['an unresolved expression', '{{ $json.email }}', '"{{ $json.email }}"'],
	];
	test.each(table)('%s', (_name, input, named) => {
		expect(() => readRecipients(input, 'Cc')).toThrow(`Cc: ${named.replaceAll('\\"', '"')} is not an e-mail address.`);
	});

	test('the text is shortened and says how to write it', () => {
		const error = refusalOf(() => readRecipients('x'.repeat(5_000), 'To'));
		expect(error.message.length).toBeLessThan(140);
		expect(error.cause.hint).toContain('john@contoso.com');
	});

	test('10,000 addresses and hostile input are read in linear time', () => {
		const many = Array.from({ length: 10_000 }, (_, i) => `"Name, ${i}" <a${i}@x.com>`).join('; ');
		expect(readRecipients(many, 'To')).toHaveLength(10_000);
		expect(() => readRecipients('('.repeat(50_000), 'To')).toThrow('is not an e-mail address');
		expect(() => readRecipients('"'.repeat(49_999), 'To')).toThrow('is not an e-mail address');
		expect(() => readRecipients(`a${' '.repeat(100_000)}b`, 'To')).toThrow('is not an e-mail address');
	});
});

describe('what people paste', () => {
	test.each(RECIPIENT_CASES)('$name', ({ to, expected, cc = [], bcc = [] }) => {
		const read = readRecipientFields({ to });
		expect({ to: read.to.map(written), cc: read.cc.map(written), bcc: read.bcc.map(written) }).toEqual({
			to: expected,
			cc,
			bcc,
		});
		expect(read.replyTo).toEqual([]);
	});
	test.each(RECIPIENT_REFUSALS)('refused: %s', (_name, to, message, hint) => {
		const error = refusalOf(() => readRecipientFields({ to }));
		expect(error.name).toBe('OutlookDraftError');
		expect(error.message).toContain(message);
		expect(error.message).toMatch(/^To: /);
		expect(error.cause.hint).toContain(hint);
	});
});

describe('a pasted header block', () => {
	test('joins what stands in the other fields', () => {
		const { to, cc, bcc } = readRecipientFields({ to: 'a@x.com\nCc: b@x.com', cc: 'c@x.com' });
		expect({ to, cc, bcc }).toEqual({ to: [a], cc: [c, b], bcc: [] });
	});
	test('never shows anyone more than the field that it was pasted into', () => {
		expect(() => readRecipientFields({ bcc: 'b@x.com\nTo: a@x.com' })).toThrow('Bcc: "To: a@x.com" does not belong');
		expect(() => readRecipientFields({ cc: 'b@x.com\nTo: a@x.com' })).toThrow('Cc: "To: a@x.com" does not belong');
		expect(readRecipientFields({ cc: 'b@x.com\nBcc: a@x.com' })).toEqual({ to: [], cc: [b], bcc: [a], replyTo: [] });
	});
	test('is refused where there is one field only', () => {
		expect(() => readRecipients('a@x.com\nBcc: b@x.com', 'To')).toThrow('To: "Bcc: b@x.com" does not belong');
		expect(readRecipients('From: a@x.com', 'From')).toEqual([a]);
	});
});

describe('lists and objects of any depth', () => {
	test('a very deep list', () => {
		let deep: unknown = 'a@x.com';
		for (let i = 0; i < 50_000; i++) deep = [deep];
		expect(readRecipients(deep, 'To')).toEqual([a]);
		expect(readRecipients(`${'['.repeat(5_000)}"a@x.com"${']'.repeat(5_000)}`, 'To')).toEqual([a]);
		expect(readRecipients(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'To')).toEqual([]);
	});
	test('a very deep object', () => {
		let deep: unknown = { address: 'a@x.com' };
		for (let i = 0; i < 50_000; i++) deep = { value: [deep] };
		expect(readRecipients(deep, 'To')).toEqual([a]);
	});
	test('a list that holds itself', () => {
		const list: unknown[] = ['a@x.com'];
		list.push([list]);
		expect(() => readRecipients(list, 'To')).toThrow('To: the list contains itself.');
	});
	test('the same list twice, a set and bytes', () => {
		const list = ['a@x.com'];
		expect(readRecipients([list, list], 'To')).toEqual([a, a]);
		expect(readRecipients(new Set(['a@x.com', 'b@x.com']), 'To')).toEqual([a, b]);
		expect(readRecipients(Buffer.from('a@x.com; b@x.com'), 'To')).toEqual([a, b]);
	});
	test('200,000 entries', () => {
		expect(readRecipients('a@x.com;'.repeat(200_000), 'To')).toHaveLength(200_000);
		expect(() => readRecipients('a,'.repeat(200_000), 'To')).toThrow('"a" is not an e-mail address.');
	});
});

describe('the name of a mailbox', () => {
	test.each([
		['me', 'me'],
		[' 0c3d6a5e-2f1b-4c8d-9e7a-1b2c3d4e5f60\u200b', '0c3d6a5e-2f1b-4c8d-9e7a-1b2c3d4e5f60'],
		['\u202asupport@contoso.com\u202c', 'support@contoso.com'],
		['Support <support@contoso.com>', 'support@contoso.com'],
		['mailto:support@contoso.com', 'support@contoso.com'],
		['“support@contoso.com”', 'support@contoso.com'],
		['anna_fabrikam.com#EXT#@contoso.onmicrosoft.com', 'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com'],
	])('%j', (text, expected) => expect(readMailboxAddress(text, 'Mailbox')).toBe(expected));
	test.each(['', '\u200b', 'my mailbox', 'sup\u200bport'])('%j is none', (text) =>
		expect(readMailboxAddress(text, 'Mailbox')).toBeUndefined(),
	);
	test.each(['sup\u200bport@contoso.com', 'a@x.com; b@x.com', 'a b@x.com'])('%j is refused', (text) =>
		expect(() => readMailboxAddress(text, 'Mailbox')).toThrow(/^Mailbox: /),
	);
});

function refusalOf(act: () => unknown): { name: string; message: string; cause: { hint?: string } } {
	try {
		act();
	} catch (caught) {
		return caught as { name: string; message: string; cause: { hint?: string } };
	}
	throw new Error('nothing was refused');
}
