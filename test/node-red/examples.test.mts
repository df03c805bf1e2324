// The example flows about a draft's later life, as they are in the package, behind real HTTP requests.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { helper, nodeSet, until, useNodeRed } from '../support/node-red.mts';

const core = (file: string) => require(`@node-red/nodes/core/${file}`);
const TYPES = [
	'common/20-inject.js',
	'common/21-debug.js',
	'common/25-catch.js',
	'function/10-function.js',
	'function/10-switch.js',
	'function/80-template.js',
	'network/21-httpin.js',
];

let simulator: Simulator;
let bench: LifeBench;
/** Where the flow's own pages are. */
let pages: Server | undefined;
let address = '';
useNodeRed((started) => {
	simulator = started;
	bench = lifeBench(started);
});
afterEach(async () => {
	await new Promise((resolve) => (pages ? pages.close(resolve) : resolve(undefined)));
	pages = undefined;
});

async function load(name: string): Promise<void> {
	const flow = exampleFlow(name, simulator.url).map(
		({ credentials: _credentials, ...node }) => (void _credentials, node),
	);
	const account = flow.find(({ type }) => type === 'outlook-account')!;
	const credentials = {
		[account.id]: {
			outlookDraftTenantId: DEMO_APP.tenant,
			outlookDraftClientId: DEMO_APP.clientId,
			outlookDraftClientSecret: DEMO_APP.clientSecret,
		},
	};
	let httpNode: any;
	await helper.load([nodeSet, ...TYPES.map(core), (red: any) => void (httpNode = red.httpNode)], flow, credentials);
	pages = createServer(httpNode);
	await new Promise<void>((resolve) => pages!.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
}

const order = { email: 'customer@fabrikam.com', number: '4711' };
async function post(path: string, values: Record<string, string>): Promise<{ status: number; text: string }> {
	const response = await fetch(address + path, { method: 'POST', body: new URLSearchParams(values) });
	return { status: response.status, text: await response.text() };
}
async function placeOrder(status: number, values = order): Promise<{ draft: string; existing: boolean }> {
	const answer = await post('/orders', values);
	expect(answer.status).toBe(status);
	return JSON.parse(answer.text);
}
const page = async (id: string): Promise<string> =>
	await (await fetch(`${address}/approval?id=${encodeURIComponent(id)}`)).text();
const hidden = (html: string, name: string) =>
	new RegExp(`name="${name}" value="([^"]*)"`)
		.exec(html)![1]
		.replace(/&#x3D;/g, '=')
		.replace(/&#x2F;/g, '/')
		.replace(/&amp;/g, '&');
const decide = async (html: string, decision: string): Promise<string> =>
	(await post('/approval', { id: hidden(html, 'id'), changeKey: hidden(html, 'changeKey'), decision })).text;

describe('Approve a draft', () => {
	test.each([
		['send', 'Sent', false],
		['delete', 'Thrown away', true],
	])('a person reads the draft and decides: %s', async (decision, title, isDraft) => {
		await load('Approve a draft');
		const body = await placeOrder(201);
		const html = await page(body.draft);
		expect(html).toContain('Your order 4711');
		expect(html).toContain('customer@fabrikam.com');
		expect(await decide(html, decision)).toContain(`<h1>${title}</h1>`);
		const [message] = simulator.store.messages(SHARED);
		expect(message.isDraft).toBe(isDraft);
		const folder = simulator.store.find(SHARED)!.folders.find(({ id }) => id === message.parentFolderId)!;
		expect(folder.wellKnownName).toBe(isDraft ? 'deleteditems' : 'sentitems');
	});

	test('an order that comes twice makes one draft, and what was edited meanwhile is not sent', async () => {
		await load('Approve a draft');
		const body = await placeOrder(201);
		expect(await placeOrder(200)).toMatchObject({ draft: body.draft, existing: true });
		const html = await page(body.draft);
		await bench.run('draft:update', { mailbox: SHARED, draftId: body.draft, subject: 'Edited' });
		expect(await decide(html, 'send')).toContain('it is edited');
		expect(simulator.store.messages(SHARED)).toMatchObject([{ isDraft: true }]);
	});

	test('what a stranger writes into an order is text on the page', async () => {
		await load('Approve a draft');
		const body = await placeOrder(201, { ...order, number: '"><script>alert(1)</script>' });
		expect(await page(body.draft)).not.toContain('<script>alert');
	});
});

test('Draft a reply', async () => {
	await load('Draft a reply');
	const messageId = await bench.receive({}, SHARED);
	helper.getNode('odr-draft').receive({ messageId, payload: 'Thank you.' });
	await until(() => bench.drafts(SHARED).some(({ body }) => body.content.includes('Thank you.')), 'the reply');
	const [draft] = bench.drafts(SHARED);
	expect(draft.subject).toBe('RE: Offer');
	expect(draft.body.content).toMatch(/Thank you\.<br><br>\r\n<p>Contoso Support<\/p>[\s\S]*What does it cost/);
});
