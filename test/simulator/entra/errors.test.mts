// Every AADSTS code that the simulator knows is met here on its way.
import { randomUUID, sign } from 'node:crypto';
import { meanings } from '../../../simulator/entra/errors.mts';
import type { AadstsCode } from '../../../simulator/entra/errors.mts';
import { thumbprints } from '../../../simulator/entra/applications.mts';
import { DEMO_APP } from '../../../simulator/server.mts';
import { TENANT } from '../../../simulator/seed.mts';
import { seal } from '../../../simulator/tokens.mts';
import { makeCertificate } from '../../support/certificate.mts';
import { client } from '../client.mts';
import type { Client, Json, Reply } from '../client.mts';
import { asApplication, askForCode, demo, megan, redirectUri, requests } from './requests.mts';
import type { Fields } from './requests.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const { token, deviceCode, authorize, code, redeem, refresh, poll, devicePage } = requests(() => c);
const met = new Set<number>();
const members = ['error', 'error_description', 'error_codes', 'timestamp', 'trace_id', 'correlation_id', 'error_uri'];

function expectBody({ status, json }: Reply, expected: { error: string; code: number; status?: number }): void {
	met.add(expected.code);
	expect(Object.keys(json)).toEqual(members);
	expect([status, json.error, json.error_codes]).toEqual([expected.status ?? 400, expected.error, [expected.code]]);
	const guid = '[0-9a-f-]{36}';
	expect(json.error_description).toMatch(
		new RegExp(
			`^AADSTS${expected.code}: [^{]+ Trace ID: ${json.trace_id} Correlation ID: ${json.correlation_id} Timestamp: ${json.timestamp}$`,
		),
	);
	expect([json.trace_id, json.correlation_id]).toEqual([expect.stringMatching(guid), expect.stringMatching(guid)]);
	expect([json.timestamp, json.error_uri]).toEqual([
		expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
		`https://login.microsoftonline.com/error?code=${expected.code}`,
	]);
}

const app = (last: number): string => `11111111-2222-4333-8444-${String(last).padStart(12, '0')}`;
const set = (switches: Partial<Client['simulator']['switches']>): void =>
	void Object.assign(c.simulator.switches, switches);
const add = (registration: Json = {}): string =>
	c.simulator.applications.add({
		displayName: 'Another',
		secrets: [{ value: 's' }],
		redirectUris: [redirectUri],
		...registration,
	}).clientId;
const old = (days: number): string =>
	seal({
		use: 'refresh',
		user: megan,
		scope: 'offline_access Mail.ReadWrite',
		client: DEMO_APP.clientId,
		iat: Date.now() - days * 86_400_000,
	});

describe('the token endpoint', () => {
	type Case = [name: string, code: AadstsCode, error: string, status: number, ask: () => Promise<Reply>];
	const cases: Case[] = [
		['unknown tenant', 90002, 'invalid_request', 400, () => token(asApplication, 'fabrikam')],
		...['e63649b2-07c0-49ed-a24b-87381dac292', '{{tenantid}}', 'contoso com'].map(
			(tenant): Case => [
				`no possible tenant: ${tenant}`,
				900023,
				'invalid_request',
				400,
				() => token(asApplication, encodeURIComponent(tenant)),
			],
		),
		[
			'an application that is registered, but not present in the tenant',
			7000229,
			'invalid_client',
			401,
			() => token({ ...asApplication, client_id: add({ isAbsent: true }), client_secret: 's' }),
		],
		[
			'a policy against applications',
			53003,
			'invalid_grant',
			400,
			() => {
				set({ applicationPolicy: 'blocked' });
				return token(asApplication);
			},
		],
		[
			'tenant of another cloud',
			90038,
			'invalid_request',
			400,
			() => token({ client_id: 'x' }, 'contoso.onmicrosoft.us'),
		],
		[
			'tenant of another cloud, with a secret',
			900382,
			'invalid_request',
			400,
			() => token(asApplication, 'contoso.onmicrosoft.us'),
		],
		[
			'no form',
			9002313,
			'invalid_request',
			400,
			() => token(asApplication, 'contoso', { 'content-type': 'application/json' }),
		],
		['no grant type', 900144, 'invalid_request', 400, () => token({ ...asApplication, grant_type: '' })],
		['no client id', 900144, 'invalid_request', 400, () => token({ ...asApplication, client_id: '' })],
		['no scope', 900144, 'invalid_request', 400, () => token({ ...asApplication, scope: '' })],
		['unknown grant type', 70003, 'unsupported_grant_type', 400, () => token({ ...demo, grant_type: 'password' })],
		['unknown application', 700016, 'unauthorized_client', 400, () => token({ ...asApplication, client_id: 'x' })],
		['disabled application', 7000112, 'unauthorized_client', 400, () => token({ ...asApplication, client_id: app(2) })],
		['wrong secret', 7000215, 'invalid_client', 401, () => token({ ...asApplication, client_secret: 'x' })],
		[
			'expired secret',
			7000222,
			'invalid_client',
			401,
			() => token({ ...asApplication, client_id: app(1), client_secret: 'expired-secret' }),
		],
		['no secret', 7000218, 'invalid_client', 401, () => token({ ...asApplication, client_secret: '' })],
		[
			'no secret with a code',
			7000218,
			'invalid_client',
			401,
			() => redeem({ client_id: add(), client_secret: '', code: 'x' }),
		],
		['secret of a public client', 700025, 'invalid_client', 401, () => token({ ...asApplication, client_id: app(3) })],
		['/common for an application', 9001023, 'invalid_request', 400, () => token(asApplication, 'common')],
		['/consumers for an application', 9001023, 'invalid_request', 400, () => token(asApplication, 'consumers')],
		[
			'scope of an application',
			70011,
			'invalid_scope',
			400,
			() => token({ ...asApplication, scope: 'Mail.ReadWrite' }),
		],
		[
			'unknown resource',
			500011,
			'invalid_resource',
			400,
			() => token({ ...asApplication, scope: 'https://graph.example.com/.default' }),
		],
		[
			'resource that is not listed',
			650057,
			'invalid_resource',
			400,
			() => token({ ...asApplication, scope: 'https://outlook.office365.com/.default' }),
		],
		[
			'service without subscription',
			650052,
			'invalid_client',
			400,
			() => token({ ...asApplication, scope: 'https://api.yammer.com/.default' }),
		],
		[
			'two resources',
			700022,
			'invalid_request',
			400,
			() => refresh({ scope: 'Mail.ReadWrite https://outlook.office.com/Mail.ReadWrite' }),
		],
		[
			'registration without permissions',
			650056,
			'invalid_client',
			400,
			() => deviceCode({ client_id: add({ publicClient: true, delegated: [] }), scope: '.default' }),
		],
		['malformed code', 9002313, 'invalid_grant', 400, () => redeem({ code: 'x.y.z' })],
		['malformed refresh token', 9002313, 'invalid_grant', 400, () => refresh({ refresh_token: 'x.y.z' })],
		[
			'refresh token of another application',
			70000,
			'invalid_grant',
			400,
			async () => refresh({ refresh_token: (await redeem()).json.refresh_token, client_id: add(), client_secret: 's' }),
		],
		['code that is too old', 70008, 'invalid_grant', 400, async () => (set({ authorizationCodeSeconds: 0 }), redeem())],
		['code at another address', 50011, 'invalid_grant', 400, () => redeem({ redirect_uri: `${redirectUri}/` })],
		[
			'code without its verifier',
			501481,
			'invalid_grant',
			400,
			async () => redeem({ code: await code({ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }) }),
		],
		['code at another tenant', 700005, 'invalid_grant', 400, async () => redeem({ code: await code() }, 'consumers')],
		[
			'code a second time',
			54005,
			'invalid_grant',
			400,
			async () => {
				const once = await code();
				expect((await redeem({ code: once })).status).toBe(200);
				return redeem({ code: once });
			},
		],
		['revoked', 50173, 'invalid_grant', 400, async () => (set({ refreshTokens: 'revoked' }), refresh())],
		['unused for long', 700082, 'invalid_grant', 400, async () => (set({ refreshTokens: 'expired' }), refresh())],
		['91 days old', 700082, 'invalid_grant', 400, () => refresh({ refresh_token: old(91) })],
		[
			'refresh token of a page',
			700084,
			'invalid_grant',
			400,
			async () => (set({ refreshTokens: 'expired spa' }), refresh()),
		],
		[
			'sign-in frequency',
			70043,
			'invalid_grant',
			400,
			async () => (set({ refreshTokens: 'sign-in frequency' }), refresh()),
		],
		[
			'refresh without consent',
			65001,
			'invalid_grant',
			400,
			async () => (set({ consent: 'asked' }), refresh({ scope: 'Mail.Send', refresh_token: old(1) })),
		],
		[
			'refresh of a personal account at a tenant',
			50020,
			'invalid_grant',
			400,
			async () => {
				const personal = await redeem({ code: await code({}, 'pat.home@example.com', 'consumers') }, 'consumers');
				return refresh({ refresh_token: personal.json.refresh_token });
			},
		],
		[
			'person who has gone',
			50034,
			'invalid_grant',
			400,
			() =>
				refresh({
					refresh_token: seal({
						use: 'refresh',
						user: 'ghost@contoso.com',
						client: DEMO_APP.clientId,
						iat: Date.now(),
					}),
				}),
		],
		[
			'work-only application at /consumers',
			9002332,
			'invalid_request',
			400,
			() =>
				redeem(
					{ client_id: add({ signInAudience: 'AzureADMultipleOrgs' }), client_secret: 's', code: 'x' },
					'consumers',
				),
		],
		[
			"one tenant's application at /common",
			50194,
			'invalid_request',
			400,
			() => redeem({ client_id: add(), client_secret: 's', code: 'x' }, 'common'),
		],
	];
	test.each(cases)('%s: %i', async (_, number, error, status, ask) =>
		expectBody(await ask(), { error, code: number, status }),
	);
});

describe('device code', () => {
	const start = async (fields: Fields = {}): Promise<Json> =>
		(await deviceCode({ client_id: DEMO_APP.clientId, scope: 'Mail.ReadWrite', ...fields })).json;
	const answer = (device: Json, fields: Fields = {}): Promise<Reply> =>
		devicePage({ user_code: device.user_code, person: megan, decision: 'accept', ...fields });

	test('pending, wrong, expired, declined, blocked, refused', async () => {
		const device = await start();
		expectBody(await poll(device), { error: 'authorization_pending', code: 70016 });
		expectBody(await poll({ device_code: 'x' }), { error: 'bad_verification_code', code: 70018 });
		await answer(device, { decision: 'cancel' });
		expectBody(await poll(device), { error: 'authorization_declined', code: 65004 });

		const blocked = await start();
		set({ deviceCodePolicy: 'blocked' });
		expect((await answer(blocked)).text).toContain('AADSTS53003');
		expectBody(await poll(blocked), { error: 'invalid_grant', code: 53003 });

		set({ deviceCodePolicy: 'allowed', consent: 'refused' });
		const refused = await start();
		await answer(refused);
		expectBody(await poll(refused), { error: 'authorization_declined', code: 65004 });

		set({ consent: 'admin required' });
		const denied = await start();
		expect((await answer(denied)).text).toContain('AADSTS90094');
		expectBody(await poll(denied), { error: 'access_denied', code: 90094 });

		set({ consent: 'admin workflow' });
		const requested = await start();
		expect((await answer(requested)).text).toContain('AADSTS90095');
		expectBody(await poll(requested), { error: 'access_denied', code: 90095 });

		set({ deviceCodeSeconds: 0 });
		const late = await start();
		expect((await answer(late)).text).toContain('AADSTS70019');
		expectBody(await poll(late), { error: 'expired_token', code: 70019 });
		expect((await answer({ user_code: 'NONSENSE1' })).text).toContain('AADSTS70018');
	});

	test('an application that allows no public client flows', async () => {
		const clientId = add();
		expectBody(await poll(await start({ client_id: clientId }), { client_id: clientId }), {
			error: 'invalid_client',
			code: 7000218,
			status: 401,
		});
	});

	test('what the first request can lack', async () => {
		expectBody(await deviceCode({ scope: 'Mail.ReadWrite' }), { error: 'invalid_request', code: 900144 });
		expectBody(await deviceCode({ client_id: DEMO_APP.clientId }), { error: 'invalid_request', code: 900144 });
		expectBody(await deviceCode({ client_id: DEMO_APP.clientId, scope: 'Mail.Nothing' }), {
			error: 'invalid_scope',
			code: 70011,
		});
		expectBody(await deviceCode({ client_id: add(), scope: 'Mail.Read' }, 'organizations'), {
			error: 'invalid_request',
			code: 50194,
		});
	});

	test('a person who cannot sign in sees why, and another may', async () => {
		const device = await start();
		expect((await answer(device, { person: 'pat.home@example.com' })).text).toContain('AADSTS50020');
		expect((await answer(device, { person: 'LynneR@contoso.com' })).text).toContain('AADSTS50105');
		expect((await answer(device, { person: 'nobody' })).text).toContain('AADSTS50034');
		expectBody(await poll(device), { error: 'authorization_pending', code: 70016 });
		await answer(device);
		expect((await poll(device)).status).toBe(200);
	});
});

describe('the authorize endpoint', () => {
	const told = async (
		number: AadstsCode,
		error: string,
		fields: Fields = {},
		more: Parameters<typeof authorize>[1] = {},
	): Promise<void> => {
		met.add(number);
		const { status, back } = await authorize({ ...askForCode, ...fields }, more);
		expect([status, back.error, back.state, back.error_uri]).toEqual([
			302,
			error,
			fields.state ?? 's 1&',
			`https://login.microsoftonline.com/error?code=${number}`,
		]);
		expect(back.error_description).toMatch(new RegExp(`^AADSTS${number}: .* Trace ID: `));
		expect(back.code).toBeUndefined();
	};
	const shown = async (
		number: AadstsCode,
		fields: Fields = {},
		more: Parameters<typeof authorize>[1] = {},
		expected = 400,
	): Promise<void> => {
		met.add(number);
		const { status, text, location } = await authorize({ ...askForCode, ...fields }, more);
		expect([status, location, text.includes(`AADSTS${number}: `)]).toEqual([expected, '', true]);
	};

	test('the browser shows what no application can be told', async () => {
		await shown(50011, { redirect_uri: 'ftp://example.com' });
		await shown(50011, { client_id: add(), redirect_uri: `${redirectUri}?a` });
		await shown(700016, { client_id: 'x' });
		await shown(900144, { client_id: '' });
		await shown(7000112, { client_id: app(2) });
		await shown(90002, {}, { tenant: 'fabrikam' });
		await shown(9002332, { client_id: add({ signInAudience: 'AzureADMultipleOrgs' }) }, { tenant: 'consumers' });
		await shown(50194, { client_id: add() }, { tenant: 'common' });
	});

	test('the application is told the rest', async () => {
		await told(70005, 'unsupported_response_type', { response_type: 'token' });
		await told(70007, 'invalid_request', { response_mode: 'form_post' });
		await told(9002313, 'invalid_request', { code_challenge_method: 'S512' });
		await told(900144, 'invalid_request', { response_type: '' });
		await told(900144, 'invalid_request', { scope: '' });
		await told(70011, 'invalid_scope', { scope: 'Mail.Nothing' });
		await told(70011, 'invalid_scope', { scope: 'Mail.Read .default' });
		await told(700022, 'invalid_request', { scope: 'Mail.Read https://outlook.office.com/Mail.Read' });
		await told(500011, 'invalid_resource', { scope: 'https://graph.example.com/Mail.Read' });
		await told(65004, 'access_denied', {}, { answer: { decision: 'cancel' } });
		await told(90094, 'access_denied', {}, { answer: { decision: 'leave', person: megan } });
		set({ browserSession: 'none' });
		await told(50058, 'login_required', { prompt: 'none' });
		set({ browserSession: 'signed in', consent: 'asked' });
		await told(50058, 'login_required', { prompt: 'none', login_hint: 'ghost@contoso.com' });
		await told(65001, 'consent_required', { prompt: 'none' });
		set({ consent: 'refused' });
		await told(65004, 'access_denied');
		expect((await authorize(askForCode)).back.error_subcode).toBe('cancel');
		await told(53003, 'interaction_required', { prompt: 'none', login_hint: 'JoniS@contoso.com' });
	});

	test.each([
		16000, 50034, 50053, 50055, 50057, 50072, 50074, 50076, 50079, 50105, 50126, 51004, 53000, 53001, 53003, 530035,
	] as const)('a person with %i: on the page, and when refreshing', async (number) => {
		const person = c.simulator.store.addMailbox({
			displayName: 'In Trouble',
			userPrincipalName: 'trouble@contoso.com',
		});
		const { refresh_token } = (await redeem({ code: await code({}, 'trouble@contoso.com') })).json;
		person.signInError = number;
		await shown(number, {}, { answer: { decision: 'accept', person: 'trouble@contoso.com' } }, 200);
		expectBody(await refresh({ refresh_token }), { error: meanings[number].error, code: number });
		await told(number, 'interaction_required', { prompt: 'none', login_hint: 'trouble@contoso.com' });
	});

	test('accounts of the wrong kind', async () => {
		await shown(50020, {}, { answer: { decision: 'accept', person: 'pat.home@example.com' } }, 200);
		await shown(50057, {}, { answer: { decision: 'accept', person: 'support@contoso.com' } }, 200);
		await shown(50020, {}, { tenant: 'consumers', answer: { decision: 'accept', person: megan } }, 200);
		expect(
			(await authorize(askForCode, { tenant: 'organizations', answer: { decision: 'accept', person: megan } })).back
				.code,
		).toBeTruthy();
	});
});

describe('client assertions', () => {
	const { certificate, privateKey, x509 } = makeCertificate();
	const { x5t, x5tS256 } = thumbprints(x509);
	const encode = (value: unknown): string =>
		Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

	function assertion(clientId: string, claims: Json = {}, header: Json = {}, key = privateKey): string {
		const now = Math.floor(Date.now() / 1000);
		const all = {
			aud: `https://login.microsoftonline.com/${TENANT.id}/oauth2/v2.0/token`,
			iss: clientId,
			sub: clientId,
			jti: randomUUID(),
			nbf: now,
			exp: now + 600,
			...claims,
		};
		const text = `${encode({ alg: 'RS256', typ: 'JWT', x5t, ...header })}.${encode(all)}`;
		return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
	}
	const ask = (clientId: string, client_assertion: string, fields: Fields = {}): Promise<Reply> =>
		token({
			grant_type: 'client_credentials',
			client_id: clientId,
			scope: 'https://graph.microsoft.com/.default',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion,
			...fields,
		});
	const registered = (): string => add({ secrets: [], certificates: [certificate] });
	const seconds = (from: number): number => Math.floor(Date.now() / 1000) + from;

	test.each([
		['by x5t', {}, {}],
		['by x5t#S256', {}, { x5t: undefined, 'x5t#S256': x5tS256 }],
		['by both', {}, { 'x5t#S256': x5tS256 }],
		['for the issuer', { aud: `https://login.microsoftonline.com/${TENANT.id}/v2.0` }, {}],
		['with an audience list of one', { aud: [`https://login.microsoftonline.com/contoso/oauth2/v2.0/token`] }, {}],
	])('accepted %s', async (_, claims, header) => {
		const clientId = registered();
		expect((await ask(clientId, assertion(clientId, claims, header))).status).toBe(200);
	});

	test.each<[string, AadstsCode, Json, Json]>([
		['unknown thumbprint', 700027, {}, { x5t: 'AAAA' }],
		['one of two thumbprints wrong', 700027, {}, { 'x5t#S256': 'AAAA' }],
		['no thumbprint', 700027, {}, { x5t: undefined }],
		['algorithm none', 700027, {}, { alg: 'none' }],
		['algorithm of a shared secret', 700027, {}, { alg: 'HS256' }],
		['algorithm PS256 over an RS256 signature', 700027, {}, { alg: 'PS256' }],
		['another issuer', 700021, { iss: 'x' }, {}],
		['another subject', 700021, { sub: 'x' }, {}],
		['another audience', 700023, { aud: 'https://login.example.com/token' }, {}],
		['another tenant', 700023, { aud: 'https://login.microsoftonline.com/fabrikam.com/v2.0' }, {}],
		['two audiences', 700023, { aud: ['a', 'b'] }, {}],
		['no audience', 700023, { aud: undefined }, {}],
		['ended', 700024, { exp: seconds(-400) }, {}],
		['no end', 700024, { exp: undefined }, {}],
		['end as text', 700024, { exp: 'never' }, {}],
		['not yet valid', 700024, { nbf: seconds(4000) }, {}],
		['no id', 50027, { jti: undefined }, {}],
	])('%s: %i', async (_, number, claims, header) => {
		const clientId = registered();
		const status = number === 50027 ? 400 : 401;
		expectBody(await ask(clientId, assertion(clientId, claims, header)), {
			error: meanings[number].error,
			code: number,
			status,
		});
	});

	test('another key, a changed claim, an expired certificate, no JWT, no certificate, no type', async () => {
		const clientId = registered();
		expectBody(await ask(clientId, assertion(clientId, {}, {}, makeCertificate().privateKey)), {
			error: 'invalid_client',
			code: 700027,
			status: 401,
		});
		const [head, , signature] = assertion(clientId).split('.');
		const forged = encode({
			...JSON.parse(Buffer.from(assertion(clientId).split('.')[1], 'base64url').toString()),
			jti: 'other',
		});
		expectBody(await ask(clientId, `${head}.${forged}.${signature}`), {
			error: 'invalid_client',
			code: 700027,
			status: 401,
		});
		const past = makeCertificate('old.example.com', new Date('2021-01-01T00:00:00Z'));
		const late = add({ secrets: [], certificates: [past.certificate] });
		expectBody(await ask(late, assertion(late, {}, { x5t: thumbprints(past.x509).x5t }, past.privateKey)), {
			error: 'invalid_client',
			code: 700027,
			status: 401,
		});
		for (const text of ['x', 'x.y.z', `${encode('[]')}.${encode('{}')}.z`])
			expectBody(await ask(clientId, text), { error: 'invalid_request', code: 50027 });
		const bare = add();
		expectBody(await ask(bare, assertion(bare)), { error: 'invalid_client', code: 700027, status: 401 });
		expectBody(await ask(clientId, assertion(clientId), { client_assertion_type: '' }), {
			error: 'invalid_request',
			code: 900144,
		});
	});
});

test('no code of the table is left out', () => {
	expect(
		Object.keys(meanings)
			.map(Number)
			.filter((number) => !met.has(number)),
	).toEqual([]);
});
