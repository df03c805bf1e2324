// The text that a person sends to whoever looks after Microsoft Entra; the same from both hosts.
import { requestOf } from '../../credentials/administratorRequest';

const PERSON = {
	grantType: 'authorizationCode',
	cloud: 'usGov',
	tenant: 'contoso.com',
	clientId: 'app id',
	clientSecret: 'hidden',
};
const WEB = { redirectUri: 'https://red.example.com/outlook-account/callback', isPublic: false };

test('for a person: what is entered and granted, the link, everything that has to come back, and no secret', () => {
	const text = requestOf(PERSON, WEB);
	expect(text).toContain(
		'https://login.microsoftonline.us/contoso.com/adminconsent?client_id=app%20id&redirect_uri=https%3A%2F%2Fred.example.com',
	);
	expect(text).toMatch(/Platform: +Web\n +Redirect address: +https:\/\/red\.example\.com\/outlook-account\/callback\n/);
	expect(text).toMatch(/Supported account types: +Accounts in this organizational directory only/);
	expect(text).toMatch(
		/delegated permissions:\n[\s\S]* {2}Mail\.ReadWrite\.Shared +to do the same in mailboxes of others\n/,
	);
	expect(text).toContain('Not Mail.Send');
	const [, back = ''] = text.split('Please send back:');
	for (const wanted of [
		'Directory (tenant) ID',
		'Application (client) ID',
		"The secret's Value (not its Secret ID",
		'The date on which the secret ends',
		'Delegated permissions',
		'Admin consent was granted',
		'The redirect address',
		'Supported account types',
	])
		expect(back).toContain(wanted);
	expect(text).not.toContain('hidden');
});

test('for an application: its permissions, no redirect address, mailboxes', () => {
	const text = requestOf({ ...PERSON, grantType: 'clientCredentials' }, WEB);
	expect(text).toMatch(/application permissions:\n {2}Mail\.ReadWrite +to make[\s\S]*RBAC for Applications/);
	expect(text).toContain('Mailboxes that it may use');
	expect(text).not.toMatch(/redirect|adminconsent|hidden/i);
});

test.each([
	[
		'sending',
		{ allowSending: true },
		/Mail\.Send +to send messages[\s\S]*Mail\.Send\.Shared/,
		/Not Mail\.Send|without Mail\.Send/,
	],
	[
		'a certificate',
		{ clientCredentialType: 'certificate' },
		/upload the public part[\s\S]*certificate ends/,
		/secret's Value/,
	],
	['nothing filled in', { tenant: '', clientId: '' }, /New registration/, /adminconsent|%3C|<|undefined/],
	['personal accounts', { tenant: 'consumers' }, /personal Microsoft accounts/, /single tenant/],
	[
		'custom permissions',
		{ customScopes: true, enabledScopes: 'offline_access Mail.ReadWrite' },
		/offline_access/,
		/Shared/,
	],
])('%s', (_name, changes, holds, holdsNot) => {
	const text = requestOf({ ...PERSON, ...changes }, WEB);
	expect(text).toMatch(holds);
	expect(text).not.toMatch(holdsNot);
});

test('a public client has no secret', () => {
	const text = requestOf(PERSON, { redirectUri: 'http://localhost', isPublic: true });
	expect(text).toMatch(/Mobile and desktop applications[\s\S]*Allow public client flows/);
	expect(text).not.toMatch(/secret's Value|New client secret/);
});
