// Who may use the dialog's endpoints: a real Node-RED whose editor asks people to sign in.
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkPackage, newUserFolder, startNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';

const bcrypt = require(require.resolve('bcryptjs', { paths: [require.resolve('node-red')] }));
const PASSWORD = 'only-for-this-test';
const USERS: Record<string, string | string[]> = {
	admin: '*',
	reader: 'read',
	dialog: ['outlook-draft.write'],
	flows: ['flows.write'],
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

async function ask(user: string | undefined): Promise<number> {
	const headers: Record<string, string> = { 'Content-Type': 'application/json' };
	if (user) {
		const body = new URLSearchParams({
			client_id: 'node-red-editor',
			grant_type: 'password',
			scope: '',
			username: user,
			password: PASSWORD,
		});
		const { access_token } = (await (await fetch(`${nodeRed.url}/auth/token`, { method: 'POST', body })).json()) as {
			access_token: string;
		};
		headers.Authorization = `Bearer ${access_token}`;
	}
	const account = {
		id: 'new',
		settings: { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url },
		credentials: {
			outlookDraftTenantId: DEMO_APP.tenant,
			outlookDraftClientId: DEMO_APP.clientId,
			outlookDraftClientSecret: DEMO_APP.clientSecret,
		},
	};
	const answer = await fetch(`${nodeRed.url}/outlook-draft/mailboxes`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ account }),
	});
	return answer.status;
}

test.each([
	[undefined, 401],
	['reader', 401],
	['flows', 401],
	['dialog', 200],
	['admin', 200],
])('%s: %s', async (user, status) => {
	simulator.requests.length = 0;
	expect(await ask(user)).toBe(status);
	expect(simulator.requests.length > 0).toBe(status === 200);
});
