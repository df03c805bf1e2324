import { client, problem, send } from './client.mts';
import type { Client, Json, Reply } from './client.mts';
import { DEMO_APP } from '../../simulator/server.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const as = (token: Parameters<Client['simulator']['issueToken']>[0], path: string, headers = {}): Promise<Reply> =>
	c.call('GET', path, undefined, { authorization: `Bearer ${c.simulator.issueToken(token)}`, ...headers });

describe('tokens and mailboxes', () => {
	test('no token, a foreign one, an expired one', async () => {
		const expired = '401 InvalidAuthenticationToken: Access token has expired or is not yet valid.';
		expect(problem(await send(c.simulator.url, 'GET', '/me/messages'))).toBe(
			'401 InvalidAuthenticationToken: Access token is empty.',
		);
		expect(problem(await c.call('GET', '/me/messages', undefined, { authorization: 'Bearer a.b.c' }))).toBe(expired);
		expect(problem(await as({ kind: 'delegated', expired: true }, '/me/messages'))).toBe(expired);
	});

	test.each([
		[
			{ kind: 'application' },
			'/me/messages',
			'400 BadRequest: /me request is only valid with delegated authentication flow.',
		],
		[
			{ kind: 'application', roles: ['Mail.Send'] },
			'/users/support@contoso.com/messages',
			'403 ErrorAccessDenied: Access is denied. Check credentials and try again.',
		],
		[
			{ kind: 'application' },
			'/users/ghost@contoso.com/messages',
			"404 ErrorInvalidUser: The requested user 'ghost@contoso.com' is invalid.",
		],
		[
			{ kind: 'application' },
			'/users/anna_fabrikam.com/messages',
			"404 ErrorInvalidUser: The requested user 'anna_fabrikam.com' is invalid.",
		],
		[
			{ kind: 'application' },
			'/users/nolicence@contoso.com/messages',
			'404 MailboxNotEnabledForRESTAPI: The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
		],
		[{ kind: 'application' }, '/users/ADELEV@contoso.onmicrosoft.com/messages', '200 undefined: undefined'],
		[{ kind: 'application' }, '/users/94447c6e-ea4c-494c-a9ed-000000000002/messages', '200 undefined: undefined'],
		[{ kind: 'application' }, '/users/anna@fabrikam.com/messages', '200 undefined: undefined'],
		[{ kind: 'delegated' }, '/users/sales@contoso.com/messages', '200 undefined: undefined'],
		[{ kind: 'delegated', user: 'AlexW@contoso.OnMicrosoft.com' }, '/me/messages', '200 undefined: undefined'],
		[
			{ kind: 'delegated' },
			'/users/AdeleV@contoso.onmicrosoft.com/messages',
			'404 ErrorItemNotFound: The specified object was not found in the store., The process failed to get the correct properties.',
		],
	] as const)('%j %s', async (token, path, expected) => {
		expect(problem(await as({ ...token, roles: 'roles' in token ? [...token.roles] : undefined }, path))).toBe(
			expected,
		);
	});

	test('error answers have ids and a date without zone; unknown paths and verbs', async () => {
		const reply = await c.call('GET', '/me/nonsense', undefined, {
			'client-request-id': 'abc-1',
			'accept-language': '*',
		});
		expect(problem(reply)).toBe("400 BadRequest: Resource not found for the segment 'nonsense'.");
		expect(reply.json.error.innerError).toEqual({
			date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
			'request-id': reply.headers.get('request-id'),
			'client-request-id': 'abc-1',
		});
		expect(reply.headers.get('client-request-id')).toBe('abc-1');
		expect(JSON.parse(reply.headers.get('x-ms-ags-diagnostic') ?? '')).toHaveProperty('ServerInfo');
		expect(reply.headers.get('date')).toBeTruthy();
		expect(problem(await c.call('GET', '/me/messages/AAMkAAAAAAAAAA==/nothing'))).toBe(
			"400 BadRequest: Resource not found for the segment 'nothing'.",
		);
		expect(problem(await c.call('PUT', '/me/messages'))).toBe(
			'405 ErrorInvalidRequest: The OData request is not supported.',
		);
		expect((await c.call('GET', '/')).json).toEqual({
			'@odata.context': `${c.simulator.url}/v1.0/$metadata`,
			value: [],
		});
	});
});

describe('users', () => {
	const names = (reply: Reply): string[] => reply.json.value.map(({ displayName }: Json) => displayName);

	test('search, filter, pages', async () => {
		const search = `/users?$search=${encodeURIComponent('"displayName:van" OR "mail:sup"')}&$count=true`;
		expect(problem(await c.call('GET', search))).toMatch(/^400 Request_UnsupportedQuery: .*ConsistencyLevel: eventual/);
		expect(names(await c.call('GET', search, undefined, { ConsistencyLevel: 'eventual' }))).toEqual([
			'Adele Vance',
			'Support',
		]);
		expect(names(await c.call('GET', "/users?$filter=startswith(displayName,'al') or startswith(mail,'AL')"))).toEqual([
			'Alex Wilber',
		]);
		const page = await c.call('GET', '/users?$select=id,mail&$top=4');
		expect(Object.keys(page.json.value[0])).toEqual(['mail', 'id']);
		expect((await c.call('GET', page.json['@odata.nextLink'])).json.value).toHaveLength(3);
	});

	test('one user, the signed-in one, and no permission', async () => {
		expect((await c.call('GET', '/me?$select=mail')).json).toMatchObject({ mail: 'megan.bowen@contoso.com' });
		expect((await c.call('GET', '/users/anna_fabrikam.com%23EXT%23@contoso.onmicrosoft.com')).json.mail).toBe(
			'anna@fabrikam.com',
		);
		expect(problem(await c.call('GET', '/users/ghost'))).toMatch(
			/^404 Request_ResourceNotFound: Resource 'ghost' does not exist/,
		);
		c.simulator.switches.usersListAllowed = false;
		expect(problem(await c.call('GET', '/users'))).toBe(
			'403 Authorization_RequestDenied: Insufficient privileges to complete the operation.',
		);
	});
});

describe('the token endpoint', () => {
	const form = {
		client_id: DEMO_APP.clientId,
		client_secret: DEMO_APP.clientSecret,
		grant_type: 'client_credentials',
		scope: 'https://graph.microsoft.com/.default',
	};
	const token = async (fields: Record<string, string>, tenant = 'contoso', headers = {}): Promise<Reply> => {
		const body = new URLSearchParams(fields).toString();
		return send(c.simulator.url, 'POST', `${c.simulator.url}/${tenant}/oauth2/v2.0/token`, body, {
			'content-type': 'application/x-www-form-urlencoded',
			...headers,
		});
	};

	test('client credentials, in the body and as HTTP Basic', async () => {
		const reply = await token(form);
		expect(reply.json).toEqual({
			token_type: 'Bearer',
			expires_in: 3599,
			ext_expires_in: 3599,
			access_token: expect.any(String),
		});
		expect(reply.headers.get('cache-control')).toBe('no-store');
		const basic = `Basic ${Buffer.from(`${DEMO_APP.clientId}:${DEMO_APP.clientSecret}`).toString('base64')}`;
		const second = await token({ grant_type: form.grant_type, scope: form.scope }, DEMO_APP.tenantId, {
			authorization: basic,
		});
		const authorization = `Bearer ${second.json.access_token}`;
		expect((await c.call('GET', '/users/support@contoso.com/messages', undefined, { authorization })).status).toBe(200);
		expect(c.simulator.tokenRequests).toHaveLength(2);
		expect(JSON.stringify(c.simulator.tokenRequests)).not.toContain(DEMO_APP.clientSecret);
	});

	test.each([
		['wrong secret', { client_secret: 'x' }, 'contoso', 401, 'invalid_client', 7000215],
		['no secret', { client_secret: '' }, 'contoso', 401, 'invalid_client', 7000218],
		['unknown client', { client_id: 'x' }, 'contoso', 400, 'unauthorized_client', 700016],
		['unknown tenant', {}, 'fabrikam', 400, 'invalid_request', 90002],
		['common', {}, 'common', 400, 'invalid_request', 9001023],
		['scope', { scope: 'Mail.ReadWrite' }, 'contoso', 400, 'invalid_scope', 70011],
		['no grant', { grant_type: '' }, 'contoso', 400, 'invalid_request', 900144],
		[
			'refresh token',
			{ grant_type: 'refresh_token', refresh_token: 'x.y.z' },
			'contoso',
			400,
			'invalid_grant',
			9002313,
		],
	])('%s', async (_name, fields, tenant, status, error, code) => {
		const reply = await token({ ...form, ...fields }, tenant);
		expect(reply.status).toBe(status);
		expect(Object.keys(reply.json)).toEqual([
			'error',
			'error_description',
			'error_codes',
			'timestamp',
			'trace_id',
			'correlation_id',
			'error_uri',
		]);
		expect(reply.json).toMatchObject({
			error,
			error_codes: [code],
			timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
		});
		expect(reply.json.error_description).toMatch(
			new RegExp(`^AADSTS${code}: .* Trace ID: .* Correlation ID: .* Timestamp: `),
		);
	});

	test('authorization code with PKCE, once; then rotating refresh tokens', async () => {
		const redirect = 'http://127.0.0.1:1880/callback';
		const verifier = 'v'.repeat(50);
		const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url');
		const query = new URLSearchParams({
			client_id: DEMO_APP.clientId,
			response_type: 'code',
			redirect_uri: redirect,
			state: 's 1&',
			scope: 'offline_access Mail.ReadWrite',
			code_challenge: challenge,
			code_challenge_method: 'S256',
		});
		const sent = await fetch(`${c.simulator.url}/common/oauth2/v2.0/authorize?${query}`, { redirect: 'manual' });
		const back = new URL(sent.headers.get('location') ?? '');
		expect([sent.status, back.origin + back.pathname, back.searchParams.get('state')]).toEqual([302, redirect, 's 1&']);
		const redeem = {
			grant_type: 'authorization_code',
			client_id: DEMO_APP.clientId,
			code: back.searchParams.get('code') ?? '',
			redirect_uri: redirect,
			code_verifier: verifier,
		};
		expect((await token({ ...redeem, code_verifier: 'w'.repeat(50) })).json.error_codes).toEqual([501481]);
		const first = (await token(redeem)).json;
		expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 3599, scope: 'offline_access Mail.ReadWrite' });
		expect((await token(redeem)).json.error_codes).toEqual([54005]);
		const second = (
			await token({ ...form, scope: '', grant_type: 'refresh_token', refresh_token: first.refresh_token })
		).json;
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await c.call('GET', '/me', undefined, { authorization: `Bearer ${second.access_token}` })).json.mail).toBe(
			'megan.bowen@contoso.com',
		);
		expect(JSON.stringify(c.simulator.tokenRequests)).not.toContain(first.refresh_token);
	});
});
