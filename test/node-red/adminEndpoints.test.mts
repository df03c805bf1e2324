// What leaves the process when somebody calls the editor's addresses by hand. Who may call them at all: permissions.test.mts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { ADMIN_ENDPOINTS } from '../support/adminEndpoints.mts';
import { makeCertificate } from '../support/certificate.mts';
import { service } from '../support/network.mts';
import { helper, loadFlow, nodeSet } from '../support/node-red.mts';
import { personSettings, signInPerson } from '../support/nodeRedPerson.mts';

let simulator: Simulator;
let stranger: Awaited<ReturnType<typeof service>>;
beforeAll(async () => {
	simulator = await startSimulator();
	await helper.startServer();
});
afterAll(async () => {
	await helper.stopServer();
	await simulator.close();
});
beforeEach(async () => {
	simulator.reset();
	stranger = await service((_request, response) =>
		response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"value":[]}'),
	);
});
afterEach(async () => {
	await helper.unload();
	await stranger.close();
});

test('the table has every address, and each asks for its permission', () => {
	const found: Array<[string, string, string]> = [];
	const add = (method: string) => (path: string, guard: unknown, handler?: unknown) =>
		found.push([method, path, handler ? String(guard) : '']);
	nodeSet({
		// Nothing else of Express is there, so nothing else can be used: no folder of files, no upload.
		httpAdmin: { get: add('get'), post: add('post') },
		auth: { needsPermission: (permission: string) => permission },
		nodes: { registerType: () => {} },
		settings: { available: () => false, get: () => undefined },
	});
	const inTable = ADMIN_ENDPOINTS.map(({ method, path, permission }) => [method, path, permission]);
	expect(found.sort()).toEqual(inTable.sort());
});

test('the administrators read the same table', () => {
	const page = readFileSync(join(__dirname, '../../docs/for-administrators.md'), 'utf8');
	for (const { method, path, permission } of ADMIN_ENDPOINTS) {
		const row = page.split('\n').find((line) => line.startsWith(`| \`${method.toUpperCase()} ${path.slice(1)}\` |`));
		expect(row?.split('|')[2]?.trim()).toBe(permission === '' ? 'none' : `\`${permission}\``);
	}
});

const pair = () => {
	const { certificate, privateKey } = makeCertificate();
	return { certificate, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
};

/** Accounts as they are deployed; each has something that must not leave for elsewhere. */
const ACCOUNTS: Record<string, () => Promise<{ grantType?: string }>> = {
	'an application with a secret': async () => {
		await loadFlow({}, { graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret });
		return {};
	},
	'an application with a certificate': async () => {
		await loadFlow({}, { graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: '', certificate: pair() });
		return {};
	},
	'a person who has signed in': async () => {
		await loadFlow({}, personSettings(simulator));
		await signInPerson(simulator);
		return { grantType: 'authorizationCode' };
	},
};

/** What a request can say differently than what is deployed, each of which would lead elsewhere. */
const CHANGES: Array<[string, (url: string) => object, (url: string) => object]> = [
	['the Graph address', (url) => ({ graphUrl: url }), () => ({})],
	['the sign-in address', (url) => ({ loginUrl: url }), () => ({})],
	['both addresses', (url) => ({ graphUrl: url, loginUrl: url }), () => ({})],
	['the cloud', () => ({ cloud: 'china' }), () => ({})],
	['the tenant', () => ({}), () => ({ outlookDraftTenantId: '../../elsewhere' })],
	['the client', () => ({}), () => ({ outlookDraftClientId: 'another' })],
];
/** As an editor sends what it has not seen, has seen, or as somebody writes it by hand. */
const CREDENTIALS: Array<[string, object | undefined]> = [
	['no credentials', undefined],
	['empty credentials', {}],
	['null', null as never],
	['hidden secrets', hidden('__PWRD__')],
	['empty secrets', hidden('')],
];

function hidden(value: string) {
	return {
		outlookDraftTenantId: 'contoso',
		outlookDraftClientId: DEMO_APP.clientId,
		outlookDraftClientSecret: value,
		outlookDraftPrivateKey: value,
		outlookDraftCertificate: value,
		outlookDraftTokenKey: value,
	};
}

const BODIES: Record<string, object[]> = {
	'/outlook-draft/mailboxes': [{ search: 'a' }, { next: '{"kind":"users"}' }],
	'/outlook-draft/folders': [{ mailbox: 'support@contoso.com' }, { mailbox: 'me', hidden: true, fresh: true }],
	'/outlook-draft/folder': [
		{ mailbox: 'support@contoso.com', folder: 'Inbox/Clients' },
		{ mailbox: 'me', folder: 'inbox' },
	],
	'/outlook-draft/messages': [{ mailbox: 'support@contoso.com' }, { mailbox: 'me', draftsOnly: true, next: '/x' }],
	'/outlook-draft/templates': [
		{ mailbox: 'support@contoso.com', folder: 'drafts' },
		{ mailbox: 'me', search: 'x' },
	],
	'/outlook-draft/test': [
		{ node: { mailbox: 'support@contoso.com', mailboxType: 'str' } },
		{ node: { mailbox: 'me', mailboxType: 'str', subject: '${SECRET}', subjectType: 'str' } },
	],
	'/outlook-draft/example': [
		{ node: { mailbox: 'support@contoso.com' } },
		{ node: { mailbox: 'me', watchFor: 'draft', events: ['sent'], folder: '${SECRET}' } },
	],
	'/outlook-draft/probe': [{ mailbox: 'support@contoso.com' }, { mailbox: 'me' }],
	'/outlook-account/sign-in': [
		{ way: 'device' },
		{ way: 'browser', redirectUri: 'http://localhost:1880/outlook-account/callback' },
	],
	// Of an application only a mailbox that is named can be tried.
	'/outlook-account/check': [{}, { mailbox: 'support@contoso.com' }],
	'/outlook-account/landing': [{ attempt: 'x', landing: 'http://localhost/?code=x&state=y' }],
};

describe.each(Object.keys(ACCOUNTS))('%s', (kind) => {
	test.each(CHANGES)(
		'nothing of it leaves when a request changes %s',
		async (_what, settings, credentials) => {
			const { grantType } = await ACCOUNTS[kind]!();
			const deployed = { grantType, cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url };
			if (kind.includes('certificate')) Object.assign(deployed, { clientCredentialType: 'certificate' });
			simulator.requests.length = 0;
			simulator.tokenRequests.length = 0;
			for (const { method, path } of ADMIN_ENDPOINTS.filter((endpoint) => endpoint.method === 'post')) {
				for (const [, given] of CREDENTIALS) {
					for (const body of BODIES[path] ?? [{}]) {
						const changed = given === undefined ? undefined : given && { ...given, ...credentials(stranger.url) };
						if (given === undefined && Object.keys(credentials(stranger.url)).length > 0) continue;
						const account = {
							id: 'account',
							settings: { ...deployed, ...settings(stranger.url) },
							...(changed === undefined ? {} : { credentials: changed }),
						};
						const request = helper.request();
						const answer = await request[method](path).send({ account, ...body });
						// A person's sign-out and the like say how the account stands; what it signs in with is in no answer.
						expect(JSON.stringify(answer.body)).not.toMatch(/eyJ|-----BEGIN|refresh_token/);
						expect(JSON.stringify(answer.body)).not.toContain(DEMO_APP.clientSecret);
					}
				}
			}
			expect(stranger.requests).toHaveLength(0);
			expect([...simulator.requests, ...simulator.tokenRequests]).toHaveLength(0);
		},
		60_000,
	);
});

test('with the account as deployed, requests go to its own addresses only', async () => {
	await ACCOUNTS['an application with a secret']!();
	const settings = { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url };
	for (const { path, leaves } of ADMIN_ENDPOINTS.filter((endpoint) => endpoint.leaves.includes('Graph address'))) {
		const before = simulator.requests.length;
		// The account's own dialog always holds its credentials.
		const own = path.startsWith('/outlook-account/') ? { credentials: hidden('__PWRD__') } : {};
		const account = { id: 'account', settings, ...own };
		await helper
			.request()
			.post(path)
			.send({ account, ...BODIES[path]![path.endsWith('/check') ? 1 : 0] })
			.expect(200);
		expect([path, simulator.requests.length > before]).toEqual([path, leaves.includes('Graph address')]);
	}
	for (const path of ['/outlook-account/state', '/outlook-account/cancel']) {
		const before = simulator.requests.length + simulator.tokenRequests.length;
		await helper
			.request()
			.post(path)
			.send({ account: { id: 'account', settings, credentials: hidden('__PWRD__') } })
			.expect(200);
		expect(simulator.requests.length + simulator.tokenRequests.length).toBe(before);
	}
	expect(stranger.requests).toHaveLength(0);
});

test('the page that a browser comes back to does nothing without a state that is under way, and nothing twice', async () => {
	await loadFlow({}, personSettings(simulator));
	const { landing } = await signInPerson(simulator);
	simulator.tokenRequests.length = 0;
	for (const query of [landing.search, '?code=x', '?code=x&state=', '?code=x&state=guessed', ''])
		await helper.request().get(`/outlook-account/callback${query}`).expect(400);
	expect(simulator.tokenRequests).toHaveLength(0);
});
