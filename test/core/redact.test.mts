import { redact, shortened } from '../../core/redact';

test.each([
	['Bearer abcdefgh12345678', 'Bearer (token)'],
	['token eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln!', 'token (token)!'],
	['client_secret=abc&x=1', 'client_secret=(removed)&x=1'],
	['{"refresh_token": "abc", "x": 1}', '{"refresh_token": "(removed)", "x": 1}'],
	['https://outlook.office.com/api?authtoken=abc', 'https://outlook.office.com/api?authtoken=(removed)'],
	['client_secret%3Dabc%26x=1', 'client_secret%3D(removed)%26x=1'],
	['%22client_secret%22%3A%22abc%22', '%22client_secret%22%3A%22(removed)%22'],
	['{\\"client_secret\\":\\"abc def\\"}', '{\\"client_secret\\":\\"(removed)\\"}'],
	['{"clientSecret": "abc, def"}', '{"clientSecret": "(removed)"}'],
	['{"name": "client_secret", "value": "abc"}', '{"name": "client_secret", "value": "(removed)"}'],
	['<refresh_token>abc</refresh_token>', '<refresh_token>(removed)</refresh_token>'],
	['got Abc8Q~0123456789abcdefghijklmnop_-.x here', 'got (secret) here'],
	['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', '(private key)'],
	['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic (token)'],
	['Bearer%20abcdefgh12345678', 'Bearer (token)'],
	[`opaque ${'EwB4A8l6BAAU'.repeat(10)}`, 'opaque (removed)'],
	['Basic authentication is switched off.', 'Basic authentication is switched off.'],
	['The id AAMkAGI2 is not known. code: none', 'The id AAMkAGI2 is not known. code: (removed)'],
	["The code 'x' of Recipient 'a;b' is not resolved", "The code 'x' of Recipient 'a;b' is not resolved"],
	['Invalid filter clause: code', 'Invalid filter clause: code'],
])('%s', (text, expected) => {
	expect(redact(text)).toBe(expected);
});

test('one line of at most 300 characters', () => {
	expect(shortened(' a\r\n  b ')).toBe('a b');
	expect(shortened('x'.repeat(1_000))).toHaveLength(300);
});

test('a long text of anybody is read in no time', () => {
	for (const text of [
		'client_secret="'.repeat(20_000),
		'eyJ'.repeat(50_000),
		'%22'.repeat(50_000),
		'<token '.repeat(20_000),
	])
		expect(typeof redact(text)).toBe('string');
});
