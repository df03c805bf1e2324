import type { IHttpRequestHelper } from 'n8n-workflow';

import { OutlookDraftOAuth2Api } from '../../credentials/OutlookDraftOAuth2Api.credentials';
import { readAccount } from '../../credentials/account';
import { CLOUDS, scopeOf } from '../../credentials/accountFields';
import { SENT_BY_NODE } from '../../credentials/check';

const credential = new OutlookDraftOAuth2Api();

/** What n8n makes of an expression: the parts in {{ }} are evaluated, the rest is text. */
function evaluate(expression: string, values: Record<string, unknown>): string {
	return expression
		.slice(1)
		.replace(/\{\{(.*?)\}\}/g, (_all, code: string) =>
			String(new Function('$self', '$credentials', `return ${code}`)(values, values)),
		);
}
const hidden = (name: string, values: Record<string, unknown>) =>
	evaluate(String(credential.properties.find((property) => property.name === name)!.default), values);

test('the global cloud', () => {
	const values = { cloud: 'global', tenant: 'contoso.com', grantType: 'authorizationCode' };
	expect(hidden('authUrl', values)).toBe('https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize');
	expect(hidden('accessTokenUrl', values)).toBe('https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token');
	const scopes = hidden('scope', values);
	expect(scopes).toBe(
		'openid profile offline_access https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.ReadWrite.Shared https://graph.microsoft.com/User.ReadBasic.All',
	);
	expect(scopes).not.toContain('Mail.Send');
	expect(hidden('scope', { ...values, grantType: 'clientCredentials' })).toBe('https://graph.microsoft.com/.default');
});

test('custom addresses are read as in readAccount, with or without a slash at the end', () => {
	const values = {
		cloud: 'custom',
		graphUrl: ' https://graph.example/ ',
		loginUrl: 'https://login.example//',
		tenant: ' contoso ',
		clientId: 'c',
		clientSecret: 's',
		grantType: 'clientCredentials',
	};
	const { graphUrl } = readAccount({ ...values, loginUrl: 'https://login.example/' }, 'application');
	expect(hidden('accessTokenUrl', values)).toBe('https://login.example/contoso/oauth2/v2.0/token');
	expect(hidden('scope', values)).toBe(`${graphUrl}/.default`);
	expect(evaluate(String(credential.test.request.baseURL), values)).toBe(graphUrl);
});

test.each(Object.entries(CLOUDS))('%s: hosts and scopes switch together', (cloud, { loginUrl, graphUrl }) => {
	const values = {
		cloud,
		tenant: 'contoso.com',
		graphUrl: 'https://other.example',
		loginUrl: 'https://other.example',
		grantType: 'authorizationCode',
	};
	expect(hidden('authUrl', values)).toBe(`${loginUrl}/contoso.com/oauth2/v2.0/authorize`);
	expect(hidden('accessTokenUrl', values)).toBe(`${loginUrl}/contoso.com/oauth2/v2.0/token`);
	expect(hidden('scope', { ...values, grantType: 'clientCredentials' })).toBe(`${graphUrl}/.default`);
	expect(evaluate(String(credential.test.request.baseURL), values)).toBe(graphUrl);
});

test("n8n's expression asks for the same scopes as Node-RED", () => {
	const choices = [true, false, undefined];
	for (const otherMailboxes of choices) {
		for (const searchPeople of choices) {
			for (const allowSending of choices) {
				const values = { cloud: 'usGov', grantType: 'authorizationCode', otherMailboxes, searchPeople, allowSending };
				expect(hidden('scope', values)).toBe(scopeOf(values, CLOUDS.usGov.graphUrl));
			}
		}
	}
	const custom = {
		grantType: 'authorizationCode',
		customScopes: true,
		enabledScopes: ' offline_access,  Mail.ReadWrite ',
	};
	expect(hidden('scope', custom)).toBe(scopeOf(custom, ''));
});

describe('an address to which nothing may be sent unencrypted', () => {
	const values = {
		tenant: 'contoso',
		clientId: 'c',
		clientSecret: 's',
		grantType: 'clientCredentials',
		cloud: 'custom',
	};
	const check = async (graphUrl: string) =>
		await credential.preAuthentication.call({} as IHttpRequestHelper, {
			...values,
			[SENT_BY_NODE]: true,
			graphUrl,
			loginUrl: 'https://login.example',
		});

	test.each([
		'http://graph.example',
		'HTTP://graph.example/',
		'http://0.0.0.0:8080',
		'http://127.0.0.1@graph.example',
		'http://127.0.0.1.graph.example',
		'http://localhost.graph.example',
		'http://[::2]:80',
	])('%s: is asked for by https, and refused in words', async (url) => {
		const asked = evaluate(String(credential.test.request.baseURL), { ...values, graphUrl: url });
		expect(asked).toMatch(/^https:/);
		expect(hidden('accessTokenUrl', { ...values, loginUrl: url })).toMatch(/^https:/);
		await expect(check(url)).rejects.toThrow(/It must begin with https|must be a root address/);
	});

	test.each(['http://127.0.0.1:5692', 'http://localhost', 'http://[::1]:80', 'http://127.8.0.9'])(
		'%s is this computer itself',
		async (url) => {
			expect(evaluate(String(credential.test.request.baseURL), { ...values, graphUrl: url })).toBe(url);
			await check(url);
		},
	);
});

test('other nodes of n8n get no use of it, and the test follows no redirect', () => {
	const field = credential.properties.find(({ name }) => name === 'allowedHttpRequestDomains');
	expect(field).toMatchObject({ type: 'hidden', default: 'none' });
	expect(credential.test.request).toMatchObject({ disableFollowRedirect: true });
});
