// Who may use the dialog's endpoints: a real Node-RED whose editor asks people to sign in.
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkPackage, newUserFolder, startNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { ADMIN_ENDPOINTS, type AdminEndpoint } from '../support/adminEndpoints.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';

const bcrypt = require(require.resolve('bcryptjs', { paths: [require.resolve('node-red')] }));
const PASSWORD = 'only-for-this-test';
const USERS: Record<string, string | string[]> = {
	admin: '*',
	reader: 'read',
	lists: ['outlook-draft.write'],
	accounts: ['outlook-account.write'],
	flows: ['flows.write', 'credentials.read', 'nodes.write', 'settings.write'],
};

let simulator: Simulator;
let nodeRed: NodeRed;

beforeAll(async () => {
	simulator = await startSimulator();
	const userFolder = newUserFolder();
	linkPackage(userFolder);
	const users = Object.entries(USERS).map(([username, permissions]) => ({
		username,
		permissions,
		password: bcrypt.hashSync(PASSWORD, 4),
	}));
	const settings = join(userFolder, 'settings.js');
	const adminAuth = `\tadminAuth: ${JSON.stringify({ type: 'credentials', users, default: { permissions: 'read' } })},\n`;
	writeFileSync(
		settings,
		readFileSync(settings, 'utf8').replace('module.exports = {\n', `module.exports = {\n${adminAuth}`),
	);
	nodeRed = await startNodeRed(userFolder);
});
afterAll(async () => {
	await nodeRed?.stop();
	await simulator?.close();
});

async function tokenOf(user: string): Promise<string> {
	const body = new URLSearchParams({
		client_id: 'node-red-editor',
		grant_type: 'password',
		scope: '',
		username: user,
		password: PASSWORD,
	});
	const answer = await fetch(`${nodeRed.url}/auth/token`, { method: 'POST', body });
	return ((await answer.json()) as { access_token: string }).access_token;
}

async function ask({ method, path }: AdminEndpoint, user: string | undefined): Promise<number> {
	const headers: Record<string, string> = { 'Content-Type': 'application/json' };
	if (user) headers.Authorization = `Bearer ${await tokenOf(user)}`;
	const account = {
		id: 'new',
		settings: { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url },
		credentials: {
			outlookDraftTenantId: DEMO_APP.tenant,
			outlookDraftClientId: DEMO_APP.clientId,
			outlookDraftClientSecret: DEMO_APP.clientSecret,
		},
	};
	const body =
		method === 'post'
			? {
					body: JSON.stringify({
						account,
						mailbox: 'support@contoso.com',
						folder: 'Inbox',
						node: { mailbox: 'support@contoso.com', mailboxType: 'str' },
						fresh: true,
					}),
				}
			: {};
	return (await fetch(nodeRed.url + path, { method: method.toUpperCase(), headers, ...body })).status;
}

/** Each address of the table for each kind of user. `undefined`: nobody, in an editor that may be read without signing in. */
describe.each(ADMIN_ENDPOINTS)('$method $path', (endpoint) => {
	test.each([undefined, ...Object.keys(USERS)])('%s', async (user) => {
		simulator.requests.length = 0;
		simulator.tokenRequests.length = 0;
		const permissions = user === undefined ? [] : [USERS[user]!].flat();
		const isAllowed =
			endpoint.permission === '' || permissions.includes('*') || permissions.includes(endpoint.permission);
		const status = await ask(endpoint, user);
		if (!isAllowed) expect(status).toBe(401);
		// Without a state that is under way the callback answers that it knows none.
		else expect([200, 400, 409]).toContain(status);
		const asksGraph = endpoint.leaves.includes('Graph address');
		expect(simulator.requests.length > 0).toBe(isAllowed && asksGraph);
	});
});

test('what Node-RED itself hands out of the package holds no account', async () => {
	for (const path of [
		'/nodes',
		'/icons/@draftwell/n8n-nodes-outlook-drafts/outlook-draft.svg',
		'/locales/nodes?lng=en-US',
	]) {
		const answer = await fetch(nodeRed.url + path, { headers: { Accept: 'text/html' } });
		expect([path, answer.status]).toEqual([path, 200]);
		expect(await answer.text()).not.toContain(DEMO_APP.clientSecret);
	}
	expect((await fetch(`${nodeRed.url}/resources/@draftwell/n8n-nodes-outlook-drafts/package.json`)).status).toBe(404);
});
