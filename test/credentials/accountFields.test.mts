import { CLOUDS, scopeOf } from '../../credentials/accountFields';
import { readAccount } from '../../credentials/account';

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

test('all that is missing is named at once', () => {
	const messageOf = (values: object, signIn: 'delegated' | 'application') => {
		try {
			readAccount({ ...values }, signIn);
		} catch (thrown) {
			return (thrown as Error).message;
		}
		return '';
	};
	expect(messageOf({}, 'application')).toBe('Account: Tenant ID, Client ID and Client Secret are missing.');
	expect(messageOf({ clientCredentialType: 'certificate', tenant: 'c', clientId: 'c' }, 'application')).toBe(
		'Account: Private Key and Certificate are missing.',
	);
	expect(messageOf({ cloud: 'custom', tenant: 'c' }, 'delegated')).toBe(
		'Account: Client ID, Graph Address and Sign-in Address are missing.',
	);
	expect(messageOf({ clientId: 'c' }, 'delegated')).toBe('Account: Tenant ID is missing.');
});
