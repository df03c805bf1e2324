// What Check says of accounts with which something is wrong, and of those with which nothing is.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { Account } from '../../../../core/account';
import { certificateEnd } from '../../../../core/signIn/certificateEnd';
import { createGraph } from '../../../../core/graph/client';
import type { FreshToken, Host, HttpRequest, HttpResponse, ProofFacts, SignInAccess } from '../../../../core/host';
import { checkAccount, OPERATIONS, performOperation } from '../../../../core/operations';
import { neededPermissions } from '../../../../core/graph/permissions';
import {
	looksLikeSecretId,
	markOf,
	reportOfSettings,
	type AccountCheck,
	type AccountReport,
} from '../../../../core/signIn/accountChecks';
import { NOBODY, signInFailed, signInOver, signInUnreachable } from '../../../../core/signIn/refusals';
import { DraftError, toDraftError } from '../../../../core/errors';
import { readAccount } from '../../../../credentials/account';
import { checkInOurLanguage } from '../../../../node-red/editor/said';
import { thumbprints } from '../../../../simulator/entra/applications.mts';
import type { Simulator } from '../../../../simulator/server.mts';
import { seal } from '../../../../simulator/tokens.mts';
import { makeCertificate } from '../../../support/certificate.mts';
import { inGerman } from '../../../support/german.mts';
import { scriptedHost, testAccount } from '../../../support/host.mts';
import { useSimulator } from '../../../support/useSimulator.mts';
import {
	lineOf,
	settingsFor,
	WRONG_ACCOUNTS,
	type Settings,
	type WrongAccount,
} from '../../../support/wrongAccounts.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

/** A host that signs in as the hosts do, each with its own client. */
function hostOf(account: Account, settings: Settings, refresh: string | undefined): Host {
	let token = '';
	const send = async ({ method, url, headers, body }: HttpRequest, more: Record<string, string>) => {
		const response = await fetch(url, {
			method,
			headers: { ...headers, ...more },
			...(body ? { body: body as string } : {}),
		});
		return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
	};
	const ask = async (grant: Record<string, string>): Promise<FreshToken> => {
		const form = new URLSearchParams({ client_id: account.clientId, ...proofIn(account, settings), ...grant });
		const url = `${account.loginUrl}/${encodeURIComponent(account.tenant)}/oauth2/v2.0/token`;
		const answer: HttpResponse = await send(
			{ method: 'POST', url, headers: {}, body: form.toString(), timeout: 1 },
			FORM,
		).catch((reason: unknown) => {
			throw signInUnreachable(reason);
		});
		const { access_token: access, scope } = JSON.parse(answer.body) as { access_token?: string; scope?: string };
		if (access === undefined) throw signInFailed(answer.body);
		token = access;
		return { token, ...(scope === undefined ? {} : { scope }) };
	};
	const application = { grant_type: 'client_credentials', scope: `${account.graphUrl}/.default` };
	const signIn: SignInAccess = {
		proof: factsOf(settings),
		asksFor:
			account.signIn === 'delegated' ? ['openid', 'Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'] : [],
		request: 'the request',
		freshToken: async () => {
			if (account.signIn === 'application') return await ask(application);
			if (refresh === undefined) throw redirectHint(signInOver());
			return await ask({ grant_type: 'refresh_token', refresh_token: refresh });
		},
		proveClient: async () => await ask(application),
	};
	return {
		signIn,
		now: Date.now,
		sleep: async () => await Promise.resolve(),
		request: async (request) => await send(request, { Authorization: `Bearer ${token}` }),
		upload: async (request) => await send(request, {}),
	};
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
/** Each host adds to it where the browser comes back to. */
const redirectHint = ({ message }: DraftError) =>
	new DraftError(NOBODY, message, { hint: 'AADSTS50011: the app registration' });

function factsOf({ clientCredentialType, certificate, clientSecret }: Settings): ProofFacts {
	if (clientCredentialType === 'certificate') {
		const endsAt = certificateEnd(String(certificate));
		return { kind: 'certificate', ...(endsAt === undefined ? {} : { endsAt }) };
	}
	if (clientSecret === '') return { kind: 'none' };
	return { kind: 'secret', looksLikeId: looksLikeSecretId(String(clientSecret)) };
}

function proofIn({ loginUrl, tenant, clientId }: Account, settings: Settings): Record<string, string> {
	if (settings.clientCredentialType !== 'certificate') return { client_secret: String(settings.clientSecret) };
	const { X509Certificate } = require('node:crypto') as typeof import('node:crypto');
	const now = Math.floor(Date.now() / 1_000);
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const { x5tS256 } = thumbprints(new X509Certificate(String(settings.certificate)));
	const claims = { iss: clientId, sub: clientId, aud: `${loginUrl}/${tenant}/oauth2/v2.0/token`, jti: randomUUID() };
	const text = `${encode({ alg: 'RS256', 'x5t#S256': x5tS256 })}.${encode({ ...claims, iat: now, nbf: now, exp: now + 300 })}`;
	const signature = sign('sha256', Buffer.from(text), createPrivateKey(String(settings.privateKey))).toString(
		'base64url',
	);
	return {
		client_assertion: `${text}.${signature}`,
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
	};
}

/** A person's refresh token, as a sign-in a moment ago would have given it. */
const refreshToken = (user: string, client: unknown) =>
	seal({
		use: 'refresh',
		user,
		client,
		scope: 'openid offline_access Mail.ReadWrite Mail.ReadWrite.Shared User.ReadBasic.All',
		iat: Date.now(),
	});

async function check(one: WrongAccount): Promise<AccountReport> {
	const login = await one.login?.();
	const settings = await settingsFor(one, simulator, login?.url);
	const refresh = one.person === undefined || one.isNew ? undefined : refreshToken(one.person, settings.clientId);
	one.after?.(simulator);
	const account = await Promise.resolve()
		.then(() => readAccount(settings, one.person === undefined ? 'application' : 'delegated'))
		.catch(toDraftError);
	if (account instanceof Error) return reportOfSettings(account, 'the request');
	const graph = createGraph(hostOf(account, settings, refresh), account, {
		timeout: 10_000,
		stop: new AbortController().signal,
	});
	const report = await checkAccount(graph, account, one.mailbox ?? 'me').finally(async () => await login?.close());
	expect(report.checks.filter(isLeftInEnglish)).toEqual([]);
	return report;
}

/** Refusals are in English everywhere; all else is what Node-RED's dialog can say in the language of the person in front of it. */
const isLeftInEnglish = (line: AccountCheck): boolean =>
	markOf(line) !== 'wrong' &&
	[line.detail, line.fix].some((text) => text !== '' && checkInOurLanguage(inGerman, text) === text);

test.each(WRONG_ACCOUNTS)('$name', async (one) => {
	const { ok, checks } = await check(one);
	const line = checks.find((found) => found.check === one.check);
	expect(checks).toContainEqual(lineOf(one));
	expect([markOf(line!), ok]).toEqual(one.isWarning ? ['warning', true] : ['wrong', false]);
	// What is wrong is said once, and nothing right is called wrong.
	if (!one.isWarning)
		expect(checks.filter((found) => markOf(found) === 'wrong').map((found) => found.check)).toEqual([one.check]);
	expect(JSON.stringify(checks)).not.toMatch(/eyJ|simulator-secret|the value of a secret|BEGIN/);
});

test('nothing is wrong: an application', async () => {
	const { ok, checks } = await check({ name: '', mailbox: 'support@contoso.com' } as WrongAccount);
	expect(checks.map((line) => [line.check, markOf(line)])).toEqual([
		['connection', 'ok'],
		['tenant', 'ok'],
		['client', 'ok'],
		['client secret', 'ok'],
		['sign-in', 'ok'],
		['permission Mail.ReadWrite', 'ok'],
		['permission User.Read.All', 'ok'],
		['sending', 'ok'],
		['mailbox', 'ok'],
	]);
	expect(ok).toBe(true);
	expect(simulator.requests.map(({ method }) => method)).toEqual(['GET']);
});

test('nothing is wrong: a person', async () => {
	const { ok, checks } = await check({ name: '', person: 'AdeleV@contoso.onmicrosoft.com' } as WrongAccount);
	expect(checks.filter((line) => markOf(line) !== 'ok')).toEqual([]);
	expect(checks.map((line) => line.check)).toContain('permission Mail.ReadWrite.Shared');
	expect(ok).toBe(true);
});

test('an application without a mailbox to try is not called wrong', async () => {
	const { ok, checks } = await check({ name: '' } as WrongAccount);
	expect(checks.at(-1)).toMatchObject({
		check: 'mailbox',
		state: 'unknown',
		fix: 'Enter the address of one to have it tried.',
	});
	expect(ok).toBe(true);
});

test('a mailbox that Exchange has granted by itself counts as a permission', async () => {
	// The token has no role, and Graph opens the mailbox all the same (RBAC for Applications).
	const host = scriptedHost([
		{ status: 200, body: '{"token_endpoint": "x"}' },
		{ status: 200, body: '{"id": "drafts"}' },
	]);
	const token = seal({ appid: 'a', roles: [] });
	host.signIn = {
		proof: { kind: 'secret' },
		asksFor: [],
		request: '',
		freshToken: async () => await Promise.resolve({ token }),
	};
	const account = testAccount({ signIn: 'application' });
	const graph = createGraph(host, account, { timeout: 1_000, stop: new AbortController().signal });
	const { ok, checks } = await checkAccount(graph, account, 'support@contoso.com');
	expect(checks.find((line) => line.check === 'permission Mail.ReadWrite')).toMatchObject({
		state: 'ok',
		detail: 'Mail.ReadWrite is granted by Exchange for this mailbox (RBAC for Applications).',
	});
	expect(ok).toBe(true);
});

test.each([
	['https://graph.microsoft.com', 'graph.microsoft.us', true],
	['https://graph.microsoft.com', 'graph.microsoft.com', false],
	['https://dod-graph.microsoft.us', 'graph.microsoft.us', false],
	['https://microsoftgraph.chinacloudapi.cn', 'graph.microsoft.com', true],
	['http://127.0.0.1:1', 'graph.microsoft.com', false],
	['https://graph.microsoft.com', undefined, false],
])('a tenant whose cloud is another one: %s, %s', async (graphUrl, named, isWrong) => {
	const host = scriptedHost([{ status: 200, body: JSON.stringify({ token_endpoint: 'x', msgraph_host: named }) }]);
	const refused = new DraftError('AADSTS7000215', 'no');
	host.signIn = {
		proof: { kind: 'secret' },
		asksFor: [],
		request: '',
		freshToken: async () => await Promise.reject(refused),
	};
	const account = testAccount({ signIn: 'application', graphUrl });
	const graph = createGraph(host, account, { timeout: 1_000, stop: new AbortController().signal });
	const { checks } = await checkAccount(graph, account, 'me');
	expect(checks.find((line) => line.check === 'cloud')?.state).toBe(isWrong ? 'failed' : undefined);
	expect(checks.find((line) => line.check === 'tenant')?.state).toBe(isWrong ? 'unknown' : 'ok');
});

describe('certificates', () => {
	test.each(['2026-12-31T10:20:30Z', '2049-12-31T23:59:59Z'])('end on %s', (end) => {
		const { certificate } = makeCertificate('drafts.example.com', new Date(end));
		expect(certificateEnd(certificate)).toBe(Date.parse(end));
		expect(certificateEnd(`x ${certificate.replace(/\n/g, '\\n')} y`)).toBe(Date.parse(end));
	});
	test.each([
		'',
		'x',
		'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
		'-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----',
	])('is none: %j', (text) => expect(certificateEnd(text)).toBeUndefined());
});

test('every permission of an operation is looked at', () => {
	for (const signIn of ['delegated', 'application'] as const) {
		const names = neededPermissions(signIn, []).map(({ name }) => name);
		// Reading is part of writing, and sending has a line of its own.
		for (const { permission } of Object.values(OPERATIONS))
			expect(names.includes(permission) || ['Mail.Read', 'Mail.Send'].includes(permission)).toBe(true);
	}
});

test('as an operation: reports, warns, and fails only where somebody asked for it', async () => {
	const settings = await settingsFor({ name: '', check: '', detail: /x/, fix: /x/ }, simulator);
	const account = readAccount({ ...settings, clientSecret: 'wrong', allowedMailboxes: 'a@contoso.com' }, 'application');
	const host = hostOf(account, { ...settings, clientSecret: 'wrong' }, undefined);
	const item = { scope: 'x', memory: {}, stop: new AbortController().signal };
	const run = async (fields: object) =>
		await performOperation(host, account, 'account:check', { mailbox: 'b@contoso.com', ...fields }, item);
	expect((await run({})).output).toMatchObject({ ok: false, requestToAdministrator: 'the request' });
	await expect(run({ failIfWrong: true })).rejects.toMatchObject({
		code: 'AccountSettings',
		message: 'Microsoft did not accept the client secret (AADSTS7000215).',
		cause: { hint: expect.stringContaining('Value of the secret') },
	});
	expect(simulator.requests).toEqual([]);
});
