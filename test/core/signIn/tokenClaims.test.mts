import { claimsOf, endOf, grantedBy, mayAlsoSend } from '../../../core/signIn/tokenClaims';

const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;

test('permissions from the token, from its answer, or unknown', () => {
	expect(grantedBy(token({ scp: 'Mail.ReadWrite openid User.Read' }))).toEqual(['Mail.ReadWrite', 'User.Read']);
	expect(grantedBy(token({ roles: ['Mail.ReadWrite'] }))).toEqual(['Mail.ReadWrite']);
	// Tokens of personal accounts cannot be read.
	expect(grantedBy('EwBoA8l6BAAU', 'https://graph.microsoft.com/Mail.ReadWrite offline_access Mail.Send')).toEqual([
		'Mail.ReadWrite',
		'Mail.Send',
	]);
	expect(grantedBy('EwBoA8l6BAAU')).toBeUndefined();
	expect(claimsOf(token({ name: 'Zoë Straße' })).name).toBe('Zoë Straße');
	for (const odd of ['', 'a.b', 'a.bnVsbA.c', 'a.!.c']) expect(claimsOf(odd)).toEqual({});
});

test('what allows sending', () => {
	expect(['Mail.Send', 'mail.send', 'Mail.Send.Shared'].map((name) => mayAlsoSend([name]))).toEqual([true, true, true]);
	expect(mayAlsoSend(['Mail.ReadWrite', 'MailboxSettings.Read', 'XMail.Send'])).toBe(false);
});

test('when a token ends', () => {
	expect(endOf(token({ exp: 1_700_000_000 }))).toBe(1_700_000_000_000);
	for (const odd of [token({}), token({ exp: '1700000000' }), 'EwBoA8l6BAAU', '']) expect(endOf(odd)).toBeUndefined();
});
