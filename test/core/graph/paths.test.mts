import { encodeSegment, followUpPath, mailboxPath, newMessagePath, withQuery } from '../../../core/graph/paths';

test.each([
	['me', 'drafts', '/me/messages'],
	['me', 'Drafts', '/me/messages'],
	['me', 'inbox', '/me/mailFolders/inbox/messages'],
	['support@contoso.com', 'AAMkA-_=', '/users/support%40contoso.com/mailFolders/AAMkA-_%3D/messages'],
	[
		'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com',
		'drafts',
		'/users/anna_fabrikam.com%23EXT%23%40contoso.onmicrosoft.com/messages',
	],
])('a new message in %s / %s', (mailbox, folder, path) => {
	expect(newMessagePath(mailbox, folder)).toBe(path);
});

test('what could leave the path is encoded once', () => {
	expect(mailboxPath('../me?x=1')).toBe('/users/..%2Fme%3Fx%3D1');
	expect(encodeSegment('a%23b')).toBe('a%2523b');
	expect(() => encodeSegment('\ud800')).toThrow('half a character');
	for (const step of ['.', '..']) expect(() => newMessagePath('me', step)).toThrow('cannot be used in an address');
	expect(withQuery('/users', { $search: '"a+b&c#d"' })).toBe('/users?$search=%22a%2Bb%26c%23d%22');
});

test('follow-up links stay on the own Graph host', () => {
	expect(followUpPath('https://graph.microsoft.com', 'https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Bb')).toBe(
		'/users?$skiptoken=a%2Bb',
	);
	for (const link of [
		'https://evil.example/v1.0/users',
		'https://graph.microsoft.com.evil.example/v1.0/',
		'http://graph.microsoft.com/v1.0/users',
		'https://graph.microsoft.com/beta/users',
		'/users',
		'nonsense',
	]) {
		expect(() => followUpPath('https://graph.microsoft.com', link)).toThrow('was not requested');
	}
});
