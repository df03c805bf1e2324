// Check Account in n8n's own engine: what it says of accounts with which something is wrong.
import { seal } from '../../../simulator/tokens.mts';
import { DEMO_APP, type Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { locator, runNode, type RunOutput } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';
import { lineOf, settingsFor, WRONG_ACCOUNTS, type WrongAccount } from '../../support/wrongAccounts.mts';
import type { AccountReport } from '../../../core';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const SCOPES = ['Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'];

/** The credential as n8n hands it to the node; a person's with the tokens of a sign-in. */
async function credentialFor(one: WrongAccount, loginUrl?: string): Promise<Record<string, unknown>> {
	const settings = await settingsFor(one, simulator, loginUrl);
	const tenantUrl = `${loginUrl ?? simulator.url}/${encodeURIComponent(String(settings.tenant))}/oauth2/v2.0`;
	const isPerson = one.person !== undefined;
	const clientId = String(settings.clientId);
	const scope = isPerson
		? ['openid', 'profile', 'offline_access', ...SCOPES.map((name) => `${simulator.url}/${name}`)].join(' ')
		: `${simulator.url}/.default`;
	const tokens = {
		token_type: 'Bearer',
		access_token: simulator.issueToken({ kind: 'delegated', user: one.person, clientId, scopes: SCOPES }),
		refresh_token: seal({ use: 'refresh', user: one.person, client: clientId, scope, iat: Date.now() }),
	};
	return n8nCredential(simulator, {
		...settings,
		accessTokenUrl: `${tenantUrl}/token`,
		authUrl: `${tenantUrl}/authorize`,
		scope,
		oauthTokenData: isPerson && !one.isNew ? tokens : undefined,
	});
}

async function check(one: WrongAccount, parameters: object = {}): Promise<RunOutput> {
	const login = await one.login?.();
	const credential = await credentialFor(one, login?.url);
	one.after?.(simulator);
	return await runNode({
		items: [{}],
		parameters: { resource: 'account', operation: 'check', mailbox: locator(one.mailbox ?? 'me'), ...parameters },
		credential,
	}).finally(async () => await login?.close());
}

test.each(WRONG_ACCOUNTS)('$name', async (one) => {
	const { output, error, hints } = await check(one);
	expect(error).toBeUndefined();
	const { ok, checks, requestToAdministrator } = output[0]!.json as unknown as AccountReport;
	expect(checks).toContainEqual(lineOf(one));
	expect(ok).toBe(one.isWarning === true);
	if (one.isWarning) expect(hints.map(({ message }) => message).join()).toMatch(one.detail);
	expect(requestToAdministrator).toContain('Please send back:');
	expect(JSON.stringify([output, hints])).not.toMatch(/eyJ|simulator-secret|the value of a secret|BEGIN/);
});

test('nothing is wrong: an application; n8n keeps the token that was fetched', async () => {
	const { output, credential } = await check({ name: '', mailbox: 'support@contoso.com' } as WrongAccount);
	const { ok, checks } = output[0]!.json as unknown as AccountReport;
	expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
	expect([ok, output[0]!.pairedItem]).toEqual([true, { item: 0 }]);
	expect((credential.oauthTokenData as { access_token: string }).access_token).toMatch(/^eyJ/);
});

test('nothing is wrong: a person', async () => {
	const { output } = await check({ name: '', person: 'AdeleV@contoso.onmicrosoft.com' } as WrongAccount);
	const { checks } = output[0]!.json as unknown as AccountReport;
	expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
	expect(checks.find(({ check: name }) => name === 'sign-in')?.detail).toBe(
		'Adele Vance (AdeleV@contoso.onmicrosoft.com) is signed in.',
	);
});

test('a consent that came after the token n8n keeps', async () => {
	const clientId = 'cccccccc-0000-4000-8000-00000000000d';
	const register = (...application: string[]) =>
		simulator.applications.add({ clientId, displayName: 'x', secrets: [{ value: 's' }], application });
	register();
	const stale = {
		token_type: 'Bearer',
		access_token: simulator.issueToken({ kind: 'application', clientId, roles: [] }),
	};
	register('Mail.ReadWrite');
	const { output } = await runNode({
		items: [{}],
		parameters: { resource: 'account', operation: 'check', mailbox: locator('support@contoso.com') },
		credential: n8nCredential(simulator, { clientId, clientSecret: 's', oauthTokenData: stale }),
	});
	expect(
		(output[0]!.json as unknown as AccountReport).checks.filter(({ check: name }) => /Mail|mailbox/.test(name)),
	).toMatchObject([
		{ check: 'permission Mail.ReadWrite', state: 'ok' },
		{ check: 'mailbox', state: 'ok' },
	]);
});

test('the request to an administrator says where n8n is', async () => {
	const { output } = await check({ name: '', person: 'AdeleV@contoso.onmicrosoft.com', isNew: true } as WrongAccount);
	const { requestToAdministrator: text } = output[0]!.json as unknown as AccountReport;
	expect(text).toContain('http://localhost/rest/oauth2-credential/callback');
	for (const wanted of [DEMO_APP.clientId, 'Supported account types', 'delegated permissions', 'admin consent'])
		expect(text).toContain(wanted);
});

test('fails only where somebody asked for it', async () => {
	const wrong = WRONG_ACCOUNTS.find(({ name }) => name === 'the secret is wrong')!;
	const { error } = await check(wrong, { options: { failIfWrong: true } });
	expect([error?.message, error?.description]).toEqual([
		'Microsoft did not accept the client secret (AADSTS7000215).',
		expect.stringContaining('enter the Value of the secret'),
	]);
});
