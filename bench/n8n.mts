// npm run bench: 200 drafts in a real n8n, this node against n8n's built-in Microsoft Outlook node and against a bare loop of
// n8n's request helper, in the simulator at 100 ms a call.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIAL_TYPE, startN8n, type Credential, type Workflow, type WorkflowNode } from '../scripts/hosts/n8n.mts';
import { packTarball } from '../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator } from '../simulator/server.mts';
import { applicationAccount, personAccount } from '../test/hosts/n8n/accounts.mts';
import { draft, locator, node, start, to } from '../test/hosts/n8n/workflows.mts';
import { finish, goal, median, root } from './core.mts';
import { DRAFTS, LATENCY, measureInTurn, ratio, show } from './figures.mts';

const MAILBOXES = 10;
const BARE = 'bareLoop';
const boxes = Array.from({ length: MAILBOXES }, (_, box) => `box${box}@contoso.com`);
const FIELDS = {
	to: 'anna@example.com',
	subject: '={{ $json.subject }}',
	body: '<p>Hello, this is the text of the draft.</p>',
};

const simulator = await startSimulator({ delayMs: LATENCY, switches: { requestsPerTenMinutes: 1_000_000 } });
for (const address of boxes)
	simulator.store.addMailbox({ displayName: address, userPrincipalName: address, kind: 'shared' });

/** An account of the built-in node, for the signed-in person or for one shared mailbox. */
function outlookAccount(id: string, shared: object): Credential {
	const { clientId, clientSecret, tenant } = DEMO_APP;
	const at = (endpoint: string): string => `${simulator.url}/${tenant}/oauth2/v2.0/${endpoint}`;
	const oauthTokenData = {
		token_type: 'Bearer',
		expires_in: 3599,
		access_token: simulator.issueToken({ kind: 'delegated' }),
		refresh_token: 'none',
	};
	return {
		id,
		name: id,
		type: 'microsoftOutlookOAuth2Api',
		data: {
			clientId,
			clientSecret,
			authUrl: at('authorize'),
			accessTokenUrl: at('token'),
			graphApiBaseUrl: simulator.url,
			...shared,
			oauthTokenData,
		},
	};
}
const outlookMe = outlookAccount('outlookme0000001', {});
const outlookShared = boxes.map((userPrincipalName, box) =>
	outlookAccount(`outlookbox00000${box}`, { useShared: true, userPrincipalName }),
);
const person = personAccount(simulator);
const application = applicationAccount(simulator);

/** Start → list → items → node, once for each node with its share of the items. */
function branches(id: string, nodes: WorkflowNode[], items: (branch: number) => object[]): Workflow {
	const parts = nodes.map((last, branch) => {
		const list = node(`List ${branch}`, 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify({ items: items(branch) }),
			options: {},
		});
		const split = node(`Items ${branch}`, 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} });
		return {
			nodes: [list, split, last],
			connections: { [list.name]: { main: [to(split.name)] }, [split.name]: { main: [to(last.name)] } },
		};
	});
	const connections = Object.assign(
		{ Start: { main: [parts.map(({ nodes: [list] }) => to(list.name)[0])] } },
		...parts.map((part) => part.connections),
	);
	return {
		id,
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [start(), ...parts.flatMap((part) => part.nodes)],
		connections,
	};
}

const builtIn = (credential: Credential, branch: number) =>
	node(
		`Draft ${branch}`,
		'n8n-nodes-base.microsoftOutlook',
		2,
		{
			resource: 'draft',
			operation: 'create',
			subject: FIELDS.subject,
			bodyContent: FIELDS.body,
			additionalFields: { bodyContentType: 'html', toRecipients: FIELDS.to },
		},
		{ credentials: { [credential.type]: { id: credential.id, name: credential.name } } },
	);
const ours = (credential: Credential, mailbox: unknown) => ({
	...draft(credential, { ...FIELDS, mailbox }),
	name: 'Draft 0',
	id: 'Draft 0',
});
/** The same requests, with the same account and expressions, from a node that does nothing else. `atOnce` in flight. */
const bare = (credential: Credential, atOnce: number, path: string) =>
	node(
		'Draft 0',
		`CUSTOM.${BARE}`,
		1,
		{ atOnce, url: simulator.url, path, subject: FIELDS.subject },
		{ credentials: { [credential.type]: { id: credential.id, name: credential.name } } },
	);

const all = Array.from({ length: DRAFTS }, (_, index) => ({
	subject: `No. ${index}`,
	mailbox: boxes[index % MAILBOXES],
}));

const extensions = join(root, '.tmp', 'bench-n8n');
mkdirSync(extensions, { recursive: true });
writeFileSync(
	join(extensions, 'BareLoop.node.js'),
	`
exports.BareLoop = class {
	description = {
		displayName: 'Bare Loop', name: '${BARE}', group: ['output'], version: 1, description: '', defaults: { name: 'Bare Loop' }, inputs: ['main'], outputs: ['main'],
		credentials: [{ name: '${CREDENTIAL_TYPE}', required: true }],
		properties: [{ displayName: 'At Once', name: 'atOnce', type: 'number', default: 4 }, ...['url', 'path', 'subject'].map((name) => ({ displayName: name, name, type: 'string', default: '' }))],
	};
	async execute() {
		const items = this.getInputData();
		const url = this.getNodeParameter('url', 0);
		const results = [];
		let next = 0;
		const worker = async () => {
			while (next < items.length) {
				const item = next++;
				const subject = this.getNodeParameter('subject', item);
				const path = this.getNodeParameter('path', item);
				const body = JSON.stringify({ subject, body: { contentType: 'html', content: ${JSON.stringify(FIELDS.body)} }, toRecipients: [{ emailAddress: { address: ${JSON.stringify(FIELDS.to)} } }] });
				const options = { method: 'POST', url: url + '/v1.0' + path, body, headers: { 'Content-Type': 'application/json', Prefer: 'IdType="ImmutableId"' }, returnFullResponse: true, encoding: 'text' };
				const answer = await this.helpers.httpRequestWithAuthentication.call(this, '${CREDENTIAL_TYPE}', options);
				const { id, webLink } = JSON.parse(answer.body);
				results[item] = { json: { id, subject, webLink }, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: this.getNodeParameter('atOnce', 0) }, worker));
		return [results];
	}
};
`,
);

const n8n = await startN8n({
	tarball: packTarball(),
	credentials: [outlookMe, ...outlookShared, person, application],
	workflows: [
		branches('one-builtin', [builtIn(outlookMe, 0)], () => all),
		branches('one-ours', [ours(person, locator('me', 'list'))], () => all),
		branches('one-bare', [bare(person, 4, '/me/messages')], () => all),
		branches('ten-builtin', outlookShared.map(builtIn), (branch) =>
			all.filter(({ mailbox }) => mailbox === boxes[branch]),
		),
		branches('ten-ours', [ours(application, locator('={{ $json.mailbox }}'))], () => all),
		branches('ten-bare', [bare(application, 32, '=/users/{{ $json.mailbox }}/messages')], () => all),
	],
	env: { N8N_CUSTOM_EXTENSIONS: extensions },
});

async function run(id: string): Promise<number> {
	simulator.requests.length = 0;
	const { runData, status, error } = await n8n.executeWorkflow(id);
	const refused = simulator.requests.filter(({ method, status: code }) => method === 'POST' && code !== 201).length;
	if (status !== 'success' || simulator.requests.length !== DRAFTS || refused > 0)
		throw new Error(
			`${id}: ${status}, ${simulator.requests.length} requests, ${refused} refused. ${error?.message ?? ''}`,
		);
	return Object.entries(runData)
		.filter(([name]) => name.startsWith('Draft'))
		.reduce((sum, [, [{ executionTime }]]) => sum + executionTime, 0);
}

try {
	console.log(
		`${DRAFTS} drafts in n8n, simulator at ${LATENCY} ms a call; each kind 5 times, in turn (${process.version})`,
	);
	const one = await measureInTurn(['one-builtin', 'one-ours', 'one-bare'], n8n.pid, run);
	console.log('\nOne mailbox');
	show("n8n's Microsoft Outlook node", one['one-builtin']);
	show('this node', one['one-ours']);
	show("bare loop of n8n's request helper, 4 in flight", one['one-bare']);
	const ten = await measureInTurn(['ten-builtin', 'ten-ours', 'ten-bare'], n8n.pid, run);
	console.log('\nTen mailboxes');
	show("n8n's Microsoft Outlook node (ten nodes)", ten['ten-builtin']);
	show('this node', ten['ten-ours']);
	show("bare loop of n8n's request helper, 32 in flight", ten['ten-bare']);
	console.log('');
	const text = (value: number) => value.toFixed(2);
	goal(
		`one mailbox: ${text(ratio(one['one-builtin'], one['one-ours']))} times as fast as the built-in node (3.5)`,
		ratio(one['one-builtin'], one['one-ours']) >= 3.5,
	);
	goal(
		`one mailbox: ${text(ratio(one['one-ours'], one['one-bare']))} of the bare loop's time (1.15)`,
		ratio(one['one-ours'], one['one-bare']) <= 1.15,
	);
	goal(
		`ten mailboxes: ${text(ratio(ten['ten-builtin'], ten['ten-ours']))} times as fast (12)`,
		ratio(ten['ten-builtin'], ten['ten-ours']) >= 12,
	);
	goal(
		`ten mailboxes: ${text(ratio(ten['ten-ours'], ten['ten-bare']))} of the bare loop's time (1.15)`,
		ratio(ten['ten-ours'], ten['ten-bare']) <= 1.15,
	);
	goal(
		'CPU a draft: not more than the built-in node',
		median(one['one-ours'].cpu) <= median(one['one-builtin'].cpu) &&
			median(ten['ten-ours'].cpu) <= median(ten['ten-builtin'].cpu),
	);
} finally {
	await n8n.stop();
	await simulator.close();
}
finish();
