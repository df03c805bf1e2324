import { DEMO_APP } from '../../../simulator/server.mts';
import { PERSONAL_TENANT, TENANT } from '../../../simulator/seed.mts';
import { client, problem, send } from '../client.mts';
import type { Client, Json } from '../client.mts';
import { asApplication, askForCode, megan, redirectUri, requests } from './requests.mts';
import type { Fields } from './requests.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const { token, authorize, code, redeem, refresh, deviceCode, poll } = requests(() => c);
const set = (switches: Partial<Client['simulator']['switches']>): void =>
	void Object.assign(c.simulator.switches, switches);
const claims = (jwt: string): Json => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString()) as Json;

describe('the page', () => {
	test('names people, permissions, application, and what it is', async () => {
		set({ browserSession: 'none' });
		c.simulator.applications.find(DEMO_APP.clientId)!.displayName = '<b>"Evil" & Co</b>';
		const url = `${c.simulator.url}/contoso/oauth2/v2.0/authorize?${new URLSearchParams({ ...askForCode, scope: 'offline_access Mail.ReadWrite Mail.Send', login_hint: 'adelev@contoso.onmicrosoft.com' })}`;
		const { status, text, headers } = await send('', 'GET', url);
		expect(status).toBe(200);
		expect(text).toContain("Simulator - not Microsoft's service.");
		expect(text).toContain('&lt;b&gt;&quot;Evil&quot; &amp; Co&lt;/b&gt; would like to');
		expect(text).not.toContain('<b>');
		for (const one of [
			'Megan Bowen',
			'Anna Fabrikam',
			'Blocked by conditional access',
			'Read, write and delete your mail',
			'Keep the access that you give',
			'Mail.Send',
		])
			expect(text).toContain(one);
		for (const one of ['support@contoso.com', 'pat.home@example.com']) expect(text).not.toContain(one);
		expect(text).toMatch(/value="AdeleV@contoso.onmicrosoft.com" required checked autofocus/);
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
	});

	test('personal accounts are offered where they may sign in', async () => {
		set({ browserSession: 'none' });
		expect((await authorize(askForCode, { tenant: 'common' })).text).toContain('pat.home@example.com');
		const personal = (await authorize(askForCode, { tenant: 'consumers' })).text;
		expect([personal.includes('pat.home@example.com'), personal.includes(megan)]).toEqual([true, false]);
		expect((await authorize(askForCode, { tenant: 'organizations' })).text).not.toContain('pat.home@example.com');
	});

	test.each(['login', 'select_account', 'consent'])(
		'prompt=%s shows it in spite of a session; a hint and prompt=none go through',
		async (prompt) => {
			expect((await authorize({ ...askForCode, prompt })).status).toBe(200);
			const hint: Fields = { login_hint: 'AdeleV@contoso.onmicrosoft.com' };
			for (const more of [hint, { ...hint, prompt: 'none' }]) {
				const { back } = await authorize({ ...askForCode, ...more });
				expect(claims((await redeem({ code: back.code })).json.access_token)).toMatchObject({
					upn: 'AdeleV@contoso.onmicrosoft.com',
				});
			}
		},
	);

	test('Accept sends code, state and session back, also in the fragment', async () => {
		const answer = { decision: 'accept', person: megan };
		const { status, location, back } = await authorize(askForCode, { answer });
		expect([status, location.startsWith(`${redirectUri}?`), Object.keys(back)]).toEqual([
			302,
			true,
			['code', 'session_state', 'state'],
		]);
		expect((await authorize({ ...askForCode, response_mode: 'fragment' }, { answer })).location).toMatch(
			/^http:\/\/127\.0\.0\.1:1880\/callback#code=/,
		);
		expect((await authorize({ ...askForCode, redirect_uri: `${redirectUri}?a=b` }, { answer })).back).toMatchObject({
			a: 'b',
			state: 's 1&',
		});
	});
});

describe('addresses', () => {
	test.each([
		['http://localhost', 'http://localhost:8400', true],
		['http://localhost/a', 'http://localhost:1234/a', true],
		['http://localhost/a', 'http://localhost:1234/b', false],
		['http://localhost', 'http://localhost:1234.example.com', false],
		[
			'https://n8n.example.com/rest/oauth2-credential/callback',
			'https://n8n.example.com/rest/oauth2-credential/callback',
			true,
		],
		[
			'https://n8n.example.com/rest/oauth2-credential/callback',
			'https://n8n.example.com/rest/oauth2-credential/callback/',
			false,
		],
		['https://n8n.example.com/Callback', 'https://n8n.example.com/callback', false],
		['http://127.0.0.1:1880/callback', 'http://127.0.0.1:1881/callback', false],
	])('%s registered, %s asked: %s', async (registered, asked, passes) => {
		const { clientId } = c.simulator.applications.add({
			displayName: 'Addresses',
			redirectUris: [registered],
			publicClient: true,
		});
		const { status, text } = await authorize({ ...askForCode, client_id: clientId, redirect_uri: asked });
		expect([status, text.includes('AADSTS50011')]).toEqual(passes ? [302, false] : [400, true]);
	});
});

describe('consent', () => {
	const silent = { ...askForCode, prompt: 'none' };

	test('asked once for each permission', async () => {
		set({ consent: 'asked' });
		expect((await authorize(askForCode)).status).toBe(200);
		const answer = { decision: 'accept', person: megan };
		expect((await authorize(askForCode, { answer })).back.code).toBeTruthy();
		expect((await authorize(silent)).back.code).toBeTruthy();
		expect((await authorize({ ...silent, scope: 'Mail.ReadWrite Mail.Send' })).back.error).toBe('consent_required');
		expect((await authorize({ ...silent, login_hint: 'AdeleV@contoso.onmicrosoft.com' })).back.error).toBe(
			'consent_required',
		);
	});

	test('of an administrator, whose consent then holds for everyone', async () => {
		set({ consent: 'admin required' });
		const { text } = await authorize(askForCode, { answer: { decision: 'accept', person: megan } });
		expect(text).toContain('Need admin approval');
		expect(text).toContain('AADSTS90094');
		const url = `${c.simulator.url}/contoso/adminconsent?${new URLSearchParams({ client_id: DEMO_APP.clientId, redirect_uri: redirectUri, state: 'x y' })}`;
		expect((await send('', 'GET', url)).text).toMatch(
			/for all of Contoso[\s\S]*Read, write and delete mail in all mailboxes/,
		);
		const decide = async (decision: string): Promise<Json> => {
			const response = await fetch(url, {
				method: 'POST',
				body: new URLSearchParams({ decision }),
				redirect: 'manual',
			});
			return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams);
		};
		expect(await decide('cancel')).toMatchObject({ error: 'permission_denied', state: 'x y' });
		expect((await authorize(silent)).back.error).toBe('consent_required');
		expect(await decide('accept')).toEqual({ tenant: TENANT.id, admin_consent: 'True', state: 'x y' });
		expect((await authorize(silent)).back.code).toBeTruthy();
	});

	test('given once, it outlives a restart with the refresh token, but not a withdrawal', async () => {
		const { refresh_token } = (await redeem()).json;
		c.simulator.reset();
		set({ consent: 'asked' });
		expect((await refresh({ refresh_token })).status).toBe(200);
		expect((await refresh({ refresh_token, scope: 'Mail.Send' })).json.error_codes).toEqual([65001]);
		for (const consent of ['refused', 'admin required'] as const) {
			set({ consent });
			expect((await refresh({ refresh_token })).json.error_codes).toEqual([65001]);
		}
	});

	test('a person who may not consent, and a permission that nobody but an administrator may give', async () => {
		expect(
			(await authorize(askForCode, { answer: { decision: 'accept', person: 'DiegoS@contoso.com' } })).text,
		).toContain('AADSTS90094');
		set({ consent: 'asked' });
		expect(
			(await authorize({ ...askForCode, scope: 'User.Read.All' }, { answer: { decision: 'accept', person: megan } }))
				.text,
		).toContain('AADSTS90094');
	});

	test('adminconsent for nobody or at another address', async () => {
		const ask = async (query: Record<string, string>, tenant = 'contoso'): Promise<string> =>
			(await send('', 'GET', `${c.simulator.url}/${tenant}/adminconsent?${new URLSearchParams(query)}`)).text;
		expect(await ask({ client_id: 'x', redirect_uri: redirectUri })).toContain('AADSTS700016');
		expect(await ask({ client_id: DEMO_APP.clientId })).toContain('AADSTS50011');
		expect(await ask({ client_id: DEMO_APP.clientId, redirect_uri: redirectUri }, 'fabrikam')).toContain('AADSTS90002');
	});

	test('an application without consent has a token without roles', async () => {
		const { json } = await token({ ...asApplication, client_id: '11111111-2222-4333-8444-000000000004' });
		expect(claims(json.access_token).roles).toEqual([]);
		const authorization = `Bearer ${json.access_token}`;
		expect(problem(await c.call('GET', '/users/support@contoso.com/messages', undefined, { authorization }))).toBe(
			'403 ErrorAccessDenied: Access is denied. Check credentials and try again.',
		);
	});
});

describe('tokens', () => {
	test('hold the permissions that were asked for, in their own spelling; .default those of the registration', async () => {
		const asked = await redeem({
			code: await code({
				scope: `openid MAIL.READ https://graph.microsoft.com/mail.send ${c.simulator.url}/User.Read`,
			}),
		});
		expect(claims(asked.json.access_token)).toMatchObject({
			scp: 'Mail.Read Mail.Send User.Read',
			tid: TENANT.id,
			idtyp: 'user',
		});
		const { json } = await redeem({
			code: await code({ scope: 'https://graph.microsoft.com/.default offline_access' }),
		});
		expect(claims(json.access_token).scp).toContain('Mail.ReadWrite.Shared');
		expect(json.scope).toMatch(/^offline_access https:\/\/graph\.microsoft\.com\/Mail\.ReadWrite /);
	});

	test('a personal account signs in at /common and reads its own mail only', async () => {
		const { json } = await redeem({ code: await code({}, 'pat.home@example.com', 'common') }, 'common');
		expect(claims(json.access_token)).toMatchObject({ tid: PERSONAL_TENANT, upn: 'pat.home@example.com' });
		const get = async (path: string): Promise<string> =>
			problem(await c.call('GET', path, undefined, { authorization: `Bearer ${json.access_token}` }));
		expect(await get('/me/messages')).toMatch(/^200/);
		expect(await get('/users')).toBe(
			'403 Authorization_RequestDenied: Insufficient privileges to complete the operation.',
		);
		expect(await get('/users/support@contoso.com/messages')).toBe(
			'403 ErrorAccessDenied: Access is denied. Check credentials and try again.',
		);
		expect((await refresh({ refresh_token: json.refresh_token }, 'consumers')).status).toBe(200);
	});

	test('live as long as the switch says', async () => {
		set({ accessTokenSeconds: 60 });
		const { json } = await redeem();
		const { iat, exp } = claims(json.access_token);
		expect([json.expires_in, exp - iat]).toEqual([60, 60]);
		set({ accessTokenSeconds: -1 });
		const late = (await refresh({ refresh_token: json.refresh_token })).json.access_token;
		expect(problem(await c.call('GET', '/me', undefined, { authorization: `Bearer ${late}` }))).toBe(
			'401 InvalidAuthenticationToken: Access token has expired or is not yet valid.',
		);
	});
});

describe('the device page', () => {
	test('asks for the code, in any casing, then for the person', async () => {
		const { json: device } = await deviceCode({ client_id: DEMO_APP.clientId, scope: 'Mail.ReadWrite' });
		expect(device.message).toContain(device.user_code);
		const page = async (query = ''): Promise<string> => (await send('', 'GET', device.verification_uri + query)).text;
		expect(await page()).toContain('Enter the code');
		expect(await page('?user_code=WRONG')).toContain('AADSTS70018');
		expect(await page(`?user_code=${device.user_code.toLowerCase()}`)).toMatch(/Pick an account[\s\S]*Megan Bowen/);
		expect(await page('?user_code=%3Cb%3E')).toContain('value="&lt;b&gt;"');
	});

	test('a code belongs to its application', async () => {
		const { json: device } = await deviceCode({ client_id: DEMO_APP.clientId, scope: 'Mail.ReadWrite' });
		expect((await poll(device, { client_id: '11111111-2222-4333-8444-000000000003' })).json.error).toBe(
			'bad_verification_code',
		);
	});
});

test('the log of token calls holds nothing that signs in', async () => {
	const { json } = await redeem();
	await token({ ...asApplication, client_secret: 'top secret' }, 'contoso', { 'content-type': 'text/plain' });
	const logged = JSON.stringify(c.simulator.tokenRequests);
	for (const secret of [DEMO_APP.clientSecret, json.access_token, 'top+secret', 'top secret'])
		expect(logged).not.toContain(secret);
	expect(c.simulator.tokenRequests.map(({ status }) => status)).toEqual([200, 400]);
});

test('registrations and consent are forgotten with a reset; keys and discovery know the tenant', async () => {
	const { clientId } = c.simulator.applications.add({ displayName: 'Short-lived' });
	c.simulator.reset();
	expect(c.simulator.applications.find(clientId)).toBeUndefined();
	for (const path of ['v2.0/.well-known/openid-configuration', 'discovery/v2.0/keys']) {
		expect((await send('', 'GET', `${c.simulator.url}/contoso.com/${path}`)).status).toBe(200);
		expect((await send('', 'GET', `${c.simulator.url}/fabrikam/${path}`)).json.error_codes).toEqual([90002]);
	}
	expect((await send('', 'GET', `${c.simulator.url}/common/v2.0/.well-known/openid-configuration`)).json.issuer).toBe(
		`${c.simulator.url}/{tenantid}/v2.0`,
	);
	expect((await send('', 'GET', `${c.simulator.url}/contoso/oauth2/v2.0/token`)).status).toBe(405);
});
