import { readRecipients } from '../../../core/message/recipients';

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
		['unquoted comma in a name', 'Doe, John <a@x.com>', '"Doe"'],
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
		['dot at the end of the domain', 'a@x.com.', '"a@x.com."'],
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

	test('lists without an end: one that contains itself, and JSON of 20,000 lists', () => {
		const circle: unknown[] = ['a@x.com'];
		circle.push(circle);
		expect(() => readRecipients(circle, 'To')).toThrow(
			'To: the list contains itself, or its lists are nested too deeply.',
		);
		expect(() => readRecipients(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'To')).toThrow('nested too deeply');
		expect(readRecipients([[[['a@x.com'], 'b@x.com']]], 'To')).toHaveLength(2);
	});

	test('10,000 addresses and hostile input are read in linear time', () => {
		const many = Array.from({ length: 10_000 }, (_, i) => `"Name, ${i}" <a${i}@x.com>`).join('; ');
		expect(readRecipients(many, 'To')).toHaveLength(10_000);
		expect(() => readRecipients('('.repeat(50_000), 'To')).toThrow('is not an e-mail address');
		expect(() => readRecipients('"'.repeat(49_999), 'To')).toThrow('is not an e-mail address');
		expect(() => readRecipients(`a${' '.repeat(100_000)}b`, 'To')).toThrow('is not an e-mail address');
	});
});

function refusalOf(act: () => unknown): { message: string; cause: { hint?: string } } {
	try {
		act();
	} catch (caught) {
		return caught as { message: string; cause: { hint?: string } };
	}
	throw new Error('nothing was refused');
}
