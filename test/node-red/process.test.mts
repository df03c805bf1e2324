// One real Node-RED process, flows deployed over its admin API, the package as it was built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRedAccount } from '../../scripts/hosts/accounts.mts';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { linkPackage, newUserFolder, startNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';

let simulator: Simulator;
let nodeRed: NodeRed;

beforeAll(async () => {
	simulator = await startSimulator();
	const userFolder = newUserFolder();
	linkPackage(userFolder);
	nodeRed = await startNodeRed(userFolder);
});
afterAll(async () => {
	await nodeRed?.stop();
	await simulator?.close();
});
beforeEach(() => simulator.reset());

const submit = async (fields: Record<string, string>) =>
	await fetch(`${nodeRed.url}/contact`, { method: 'POST', body: new URLSearchParams(fields) });

test('Node-RED knows all types and shows their texts', async () => {
	const sets = (await (
		await fetch(`${nodeRed.url}/nodes`, { headers: { Accept: 'application/json' } })
	).json()) as Array<{ id: string; types: string[]; enabled: boolean; err?: string }>;
	expect(sets.find(({ id }) => id.includes('outlook-drafts'))).toMatchObject({
		types: ['outlook-account', 'outlook-draft', 'outlook-watch'],
		enabled: true,
	});
	const texts = await (
		await fetch(`${nodeRed.url}/nodes/messages?lng=en-US`, { headers: { Accept: 'application/json' } })
	).json();
	expect(JSON.stringify(texts)).toContain('Create Draft Message');
});

test('a submitted form becomes a draft; what was typed is only text', async () => {
	await nodeRed.deploy(exampleFlow('Contact form to draft', simulator.url));
	expect(await (await fetch(`${nodeRed.url}/contact`)).text()).toContain('Your message');
	const answer = await submit({
		name: 'Alex',
		email: 'alex@contoso.com',
		message: '<img src=x onerror=alert(1)>\r\nline two\r\nline three',
	});
	expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Thank you!')]);
	const [draft] = simulator.store.messages('support@contoso.com');
	expect(draft).toMatchObject({ subject: 'Your message of today', isDraft: true });
	expect(draft.body.content).toContain('Hello Alex,<br>\r\n<br>\r\nthank you');
	expect(draft.body.content).toContain('&lt;img src=x onerror=alert(1)&gt;<br>\r\nline two<br>\r\nline three');
	// The first request looks for an earlier draft.
	expect(JSON.parse(simulator.requests[1].body)).toMatchObject({
		toRecipients: [{ emailAddress: { address: 'alex@contoso.com' } }],
		internetMessageHeaders: [{ name: 'x-form', value: 'contact' }],
	});
});

test('no draft: the visitor is told, and Node-RED goes on', async () => {
	const answer = await submit({ name: 'Alex "A"', email: 'no address', message: 'a </textarea><b>\nsecond line' });
	const said = await answer.text();
	expect([answer.status, said]).toEqual([502, expect.stringContaining('That did not work')]);
	// What was typed is there again, as text.
	expect(said).toContain('value="Alex &quot;A&quot;"');
	expect(said).toMatch(/>a &lt;(\/|&#x2F;)textarea&gt;&lt;b&gt;\nsecond line<\/textarea>/);
	expect(simulator.requests).toHaveLength(0);
	simulator.faults.add({ method: 'POST', path: /messages/, status: 403, code: 'ErrorAccessDenied' });
	expect((await submit({ name: 'Alex', email: 'alex@contoso.com', message: 'x' })).status).toBe(502);
	expect((await submit({ name: 'Alex', email: 'alex@contoso.com', message: 'x' })).status).toBe(200);
});

test('settings from environment variables', async () => {
	const credentials = {
		outlookDraftTenantId: '${TENANT}',
		outlookDraftClientId: DEMO_APP.clientId,
		outlookDraftClientSecret: '${SECRET}',
	};
	const flow = exampleFlow('Contact form to draft', simulator.url).map((node) =>
		node.type === 'outlook-account' ? { ...node, credentials } : node,
	);
	const env = [
		{ name: 'TENANT', value: DEMO_APP.tenant, type: 'str' },
		{ name: 'SECRET', value: DEMO_APP.clientSecret, type: 'str' },
	];
	await nodeRed.deploy([{ id: 'global', type: 'global-config', env }, ...flow]);
	expect((await submit({ name: 'Alex', email: 'alex@contoso.com', message: 'x' })).status).toBe(200);
});

test('neither secret nor token is in the flow file or the log', async () => {
	await nodeRed.deploy(exampleFlow('Contact form to draft', simulator.url));
	await submit({ name: 'Alex', email: 'alex@contoso.com', message: 'x' });
	const written =
		readFileSync(join(nodeRed.userFolder, 'flows.json'), 'utf8') +
		readFileSync(join(nodeRed.userFolder, 'flows_cred.json'), 'utf8') +
		nodeRed.log();
	expect(written).toContain('support@contoso.com');
	for (const secret of [DEMO_APP.clientSecret, DEMO_APP.clientId, 'Bearer ', 'eyJ'])
		expect(written).not.toContain(secret);
});

describe('what stands below the node', () => {
	/** A draft node of each kind; a Status node hears all of them, as any flow can. */
	const flow = (nodes: Array<{ id: string; operation: string }>) => [
		{ id: 'tab', type: 'tab', label: 'Flow' },
		{ id: 'account', type: 'outlook-account', ...nodeRedAccount(simulator.url), allowDeleting: true },
		...nodes.flatMap(({ id, ...config }) => [
			{ id: `in-${id}`, z: 'tab', type: 'http in', url: `/${id}`, method: 'post', x: 1, y: 1, wires: [[id]] },
			{
				mailbox: 'support@contoso.com',
				mailboxType: 'str',
				body: 'Hello',
				bodyValueType: 'str',
				...config,
				id,
				z: 'tab',
				type: 'outlook-draft',
				account: 'account',
				x: 1,
				y: 1,
				wires: [['out']],
			},
		]),
		{ id: 'catch', z: 'tab', type: 'catch', scope: null, x: 1, y: 1, wires: [['error']] },
		{
			id: 'error',
			z: 'tab',
			type: 'function',
			func: 'msg.payload = { message: msg.error.message, cause: String(msg.error.cause), stack: msg.error.stack }; return msg;',
			x: 1,
			y: 1,
			wires: [['out']],
		},
		{ id: 'out', z: 'tab', type: 'http response', statusCode: '', x: 1, y: 1, wires: [] },
		{ id: 'status', z: 'tab', type: 'status', scope: null, x: 1, y: 1, wires: [['keep']] },
		{
			id: 'keep',
			z: 'tab',
			type: 'function',
			func: "global.set('seen', [...(global.get('seen') || []), msg.status.text]);",
			x: 1,
			y: 1,
			wires: [],
		},
		{ id: 'look', z: 'tab', type: 'http in', url: '/seen', method: 'get', x: 1, y: 1, wires: [['give']] },
		{
			id: 'give',
			z: 'tab',
			type: 'function',
			func: "msg.payload = global.get('seen') || []; global.set('seen', []); return msg;",
			x: 1,
			y: 1,
			wires: [['out']],
		},
	];
	const run = async (path: string, body: object = {}) => {
		const headers = { 'Content-Type': 'application/json' };
		const answer = await fetch(`${nodeRed.url}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
		return (await answer.json()) as Record<string, any>;
	};
	const seen = async () => (await (await fetch(`${nodeRed.url}/seen`)).json()) as string[];

	test('says what is done in words, with the time; a failure with its reason', async () => {
		await nodeRed.deploy(
			flow([
				{ id: 'make', operation: 'draft:create', subject: 'Offer', subjectType: 'str' } as never,
				{ id: 'dry', operation: 'draft:create', dryRun: 'true', dryRunType: 'bool' } as never,
				{ id: 'list', operation: 'draft:getAll' },
				{ id: 'delete', operation: 'draft:delete' },
			]),
		);
		await seen();
		const { id } = await run('make', {});
		expect(await seen()).toEqual(['making a draft', expect.stringMatching(/^draft made \d\d:\d\d$/)]);
		await run('dry');
		expect(await seen()).toEqual(['making a draft', expect.stringMatching(/^dry run, nothing done \d\d:\d\d$/)]);
		await run('list');
		expect(await seen()).toEqual(['reading', expect.stringMatching(/^drafts listed \d\d:\d\d$/)]);
		await run('delete', { id });
		expect(await seen()).toEqual(['deleting', expect.stringMatching(/^draft deleted \d\d:\d\d$/)]);
		const failed = await run('delete', { id: 'AAMkAD' });
		expect(await seen()).toEqual([
			'deleting',
			expect.stringMatching(/^failed \d\d:\d\d: "AAMkAD" is not an id of Outlook\.$|^failed \d\d:\d\d: .{20,40}$/),
		]);
		// No name of a class, and a cause that can be read.
		expect(failed.message).toMatch(/^"AAMkAD" is not an ID of Outlook/);
		expect(failed.cause).toMatch(/^status 400, request ID [0-9a-f-]{36}$/);
	});
});
