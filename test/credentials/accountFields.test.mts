import { CLOUDS, scopeOf } from '../../credentials/accountFields';
import { readAccount } from '../../credentials/account';
import { accountRequest } from '../../node-red/editor/accountRequest';

const GLOBAL = 'https://graph.microsoft.com';
const names = (values: Record<string, unknown>) => scopeOf(values, GLOBAL).replaceAll(`${GLOBAL}/`, '');

test.each([
	[{}, 'Mail.ReadWrite Mail.ReadWrite.Shared User.ReadBasic.All'],
	[{ otherMailboxes: false }, 'Mail.ReadWrite User.ReadBasic.All'],
	[{ searchPeople: false }, 'Mail.ReadWrite Mail.ReadWrite.Shared'],
	[{ otherMailboxes: false, searchPeople: false }, 'Mail.ReadWrite'],
	[{ allowSending: true }, 'Mail.ReadWrite Mail.ReadWrite.Shared User.ReadBasic.All Mail.Send Mail.Send.Shared'],
	[{ allowSending: true, otherMailboxes: false, searchPeople: false }, 'Mail.ReadWrite Mail.Send'],
])('%j asks for %s', (values, expected) => {
	expect(names(values)).toBe(`openid profile offline_access ${expected}`);
});

test('custom scopes are asked for as they are', () => {
	expect(
		names({ customScopes: true, enabledScopes: ' offline_access,  Mail.ReadWrite\nUser.Read ', allowSending: true }),
	).toBe('offline_access Mail.ReadWrite User.Read');
});

test.each([
	['global', 'login.microsoftonline.com', 'graph.microsoft.com'],
	['usGov', 'login.microsoftonline.us', 'graph.microsoft.us'],
	['usGovDod', 'login.microsoftonline.us', 'dod-graph.microsoft.us'],
	['china', 'login.chinacloudapi.cn', 'microsoftgraph.chinacloudapi.cn'],
])('%s: sign-in, Graph and scopes switch together', (cloud, login, graph) => {
	const account = readAccount(
		{
			cloud,
			graphUrl: 'https://other.example',
			loginUrl: 'https://other.example',
			tenant: 'contoso.com',
			clientId: 'c',
			clientSecret: 's',
		},
		'application',
	);
	expect([account.loginUrl, account.graphUrl]).toEqual([`https://${login}`, `https://${graph}`]);
	expect(CLOUDS[cloud]).toEqual({ loginUrl: `https://${login}`, graphUrl: `https://${graph}` });
	expect(
		scopeOf({}, account.graphUrl)
			.split(' ')
			.slice(3)
			.every((name) => name.startsWith(`https://${graph}/`)),
	).toBe(true);
});

test('an unknown cloud, a variable that is not set, a certificate that is missing', () => {
	const values = { tenant: 'contoso.com', clientId: 'c', clientSecret: 's' };
	expect(() => readAccount({ ...values, cloud: 'germany' }, 'application')).toThrow('the cloud "germany" is not known');
	expect(() => readAccount({ ...values, clientSecret: '${SECRET}' }, 'application')).toThrow(
		'Client Secret names the environment variable SECRET, which is not set here',
	);
	expect(() => readAccount({ ...values, clientCredentialType: 'certificate', privateKey: 'k' }, 'application')).toThrow(
		'Certificate is missing',
	);
	expect(
		readAccount(
			{ ...values, clientSecret: '', clientCredentialType: 'certificate', privateKey: 'k', certificate: 'c' },
			'application',
		).signIn,
	).toBe('application');
});

test('the request to an administrator holds what is entered there, the link, and no secret', () => {
	const given = {
		grantType: 'authorizationCode',
		tenant: 'contoso.com',
		clientId: 'app id',
		clientSecret: 'hidden',
		loginUrl: 'https://login.microsoftonline.us',
	};
	const person = accountRequest(given, {
		scope: scopeOf({}, 'https://graph.microsoft.us'),
		redirectUri: 'https://red.example.com/outlook-account/callback',
		isPublic: false,
	});
	expect(person).toContain(
		'https://login.microsoftonline.us/contoso.com/adminconsent?client_id=app%20id&redirect_uri=https%3A%2F%2Fred.example.com',
	);
	expect(person).toMatch(/Redirect address: +https:\/\/red\.example\.com\/outlook-account\/callback\nPlatform: +Web\n/);
	expect(person).toMatch(/delegated permissions:\n[\s\S]* {2}Mail\.ReadWrite\.Shared\n/);
	expect(person).not.toContain('hidden');
	const application = accountRequest(
		{ ...given, grantType: 'clientCredentials' },
		{ scope: '', redirectUri: '', isPublic: false },
	);
	expect(application).toMatch(/application permissions:\n {2}Mail\.ReadWrite\n[\s\S]*RBAC for Applications/);
	expect(application).not.toMatch(/Redirect|hidden/);
});
