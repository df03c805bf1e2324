import { redact, shortened } from '../../core/redact';

test.each([
	['Bearer abcdefgh12345678', 'Bearer (token)'],
	['token eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln!', 'token (token)!'],
	['client_secret=abc&x=1', 'client_secret=(removed)&x=1'],
	['{"refresh_token": "abc", "x": 1}', '{"refresh_token": "(removed)", "x": 1}'],
	['https://outlook.office.com/api?authtoken=abc', 'https://outlook.office.com/api?authtoken=(removed)'],
	["The code 'x' of Recipient 'a;b' is not resolved", "The code 'x' of Recipient 'a;b' is not resolved"],
	['Invalid filter clause: code', 'Invalid filter clause: code'],
])('%s', (text, expected) => {
	expect(redact(text)).toBe(expected);
});

test('one line of at most 300 characters', () => {
	expect(shortened(' a\r\n  b ')).toBe('a b');
	expect(shortened('x'.repeat(1_000))).toHaveLength(300);
});
