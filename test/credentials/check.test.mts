import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { checkAccount } from '../../credentials/check';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { n8nCredential } from '../support/credentials.mts';
import { closedAddress, redirectingServices } from '../support/network.mts';

const BARE_APP = 'cccccccc-0000-4000-8000-000000000003';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.applications.add({
		clientId: BARE_APP,
		displayName: 'Without consent',
		secrets: [{ value: DEMO_APP.clientSecret }],
		application: [],
	});
});

const helper = {
	helpers: {
		httpRequest: async ({ method, url, headers, body, disableFollowRedirect }: IHttpRequestOptions) => {
			const answer = await fetch(url, {
				method,
				headers: headers as Record<string, string>,
				body: body as URLSearchParams,
				redirect: disableFollowRedirect ? 'manual' : 'follow',
			});
			return { statusCode: answer.status, headers: {}, body: await answer.text() };
		},
	},
} as unknown as IHttpRequestHelper;

const check = async (changes: Record<string, unknown> = {}) =>
	await checkAccount(helper, n8nCredential(simulator, { allowSending: true, ...changes }) as never);
const stored = (changes: object) => ({ oauthTokenData: { access_token: simulator.issueToken(changes as never) } });

test('a good application: the request goes with a token that is asked for now', async () => {
	const { oauthTokenData } = await check({ oauthTokenData: { access_token: 'an old one', note: 'stays' } });
	expect(oauthTokenData).toMatchObject({ access_token: expect.stringMatching(/^ey/), note: 'stays' });
	expect(simulator.tokenRequests).toMatchObject([{ status: 200 }]);
});

test('a request of the node itself asks for nothing', async () => {
	expect(await check({ sentByOutlookDraft: true })).toEqual({});
	expect(simulator.tokenRequests).toEqual([]);
});

test.each([
	['a wrong secret', { clientSecret: 'wrong' }, /client secret is wrong: enter the Value of the secret/i],
	['an unknown client', { clientId: 'cccccccc-9999-4000-8000-000000000009' }, /AADSTS700016/],
	['a wrong tenant', { accessTokenUrl: 'nowhere' }, /AADSTS90002/],
])('%s, although n8n holds a token that lasts', async (name, changes, text) => {
	const tenant = { accessTokenUrl: `${simulator.url}/nowhere.example/oauth2/v2.0/token` };
	const values = { ...stored({ kind: 'application' }), ...changes, ...(name === 'a wrong tenant' ? tenant : {}) };
	const error = await check(values).catch((thrown: { text: string }) => thrown);
	expect((error as { text: string }).text).toMatch(text);
});

test('no answer from the sign-in', async () => {
	await expect(check({ accessTokenUrl: `${await closedAddress()}/token` })).rejects.toThrow(
		'Microsoft sign-in gave no answer.',
	);
});

test('the secret does not follow a redirect', async () => {
	const { graph, other, close } = await redirectingServices();
	await expect(check({ accessTokenUrl: `${graph.url}/contoso/oauth2/v2.0/token` })).rejects.toThrow('gave no token');
	expect(graph.requests).toHaveLength(1);
	expect(other.requests).toEqual([]);
	await close();
});

test('no consent: said, unless one of the allowed mailboxes will tell', async () => {
	await expect(check({ clientId: BARE_APP })).rejects.toThrow(
		'the application permission Mail.ReadWrite was not granted',
	);
	await check({ clientId: BARE_APP, allowedMailboxes: 'support@contoso.com' });
});

test.each([
	['an application', {}],
	['a person', { grantType: 'authorizationCode' }],
])('%s whose token can send although the account may not', async (who, changes) => {
	const token = who === 'a person' ? stored({ kind: 'delegated', scopes: ['Mail.ReadWrite', 'Mail.Send'] }) : {};
	await expect(check({ ...changes, ...token, allowSending: false })).rejects.toThrow('its token can also send mail');
	await check({ ...changes, ...token });
});

test('a person who connected another app registration', async () => {
	const token = stored({ kind: 'delegated' });
	await check({ grantType: 'authorizationCode', ...token });
	await expect(check({ grantType: 'authorizationCode', ...token, clientId: BARE_APP })).rejects.toThrow(
		'another client ID',
	);
});
