// The example flows about a draft's later life, as they are in the package, behind real HTTP requests.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { keepTemplate, LETTER, lettersIn } from '../support/templates.mts';
import { helper, nodeSet, until, useNodeRed } from '../support/node-red.mts';

const core = (file: string) => require(`@node-red/nodes/core/${file}`);
const TYPES = [
	'common/90-comment.js',
	'common/20-inject.js',
	'common/21-debug.js',
	'common/25-catch.js',
	'function/10-function.js',
	'function/10-switch.js',
	'function/80-template.js',
	'sequence/17-split.js',
	'network/21-httpin.js',
	'parsers/70-CSV.js',
];

const LOGO = '<img src="cid:logo@contoso"><img src="cid:stamp@contoso"><img src="cid:footer@contoso">';

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
	pages?.closeAllConnections();
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
/** What the flow says that a person has decided. */
function decisions(): object[] {
	const made: object[] = [];
	helper.getNode('oda-report').on('input', (message: any) => made.push(message.payload));
	return made;
}
const look = () => helper.getNode('oda-every').receive({});

describe('Approve a draft', () => {
	test.each([
		['as it was written', {}],
		['after a change', { subject: 'Your order 4711, corrected' }],
	])('a person sends the draft in Outlook %s, and the flow goes on', async (_how, change) => {
		await load('Approve a draft');
		const made = decisions();
		expect((await post('/orders', order)).status).toBe(201);
		const [draft] = bench.drafts(SHARED);
		look();
		if (Object.keys(change).length > 0)
			await bench.run('draft:update', { mailbox: SHARED, draftId: draft.immutableId, ...change });
		await bench.run('draft:send', { mailbox: SHARED, draftId: draft.immutableId });
		look();
		await until(() => made.length === 1, 'the decision');
		expect(made).toEqual([{ order: '4711', became: 'sent', sentDateTime: expect.any(String) }]);
		expect(simulator.store.messages(SHARED)).toMatchObject([{ isDraft: false, ...change }]);
		// Decided is decided.
		look();
		expect((await post('/orders', order)).status).toBe(200);
		look();
		await until(() => simulator.requests.filter(({ method }) => method === 'POST').length > 1, 'another look');
		expect(made).toHaveLength(1);
	});

	test('a person throws it away', async () => {
		await load('Approve a draft');
		const made = decisions();
		await post('/orders', order);
		await bench.run('draft:delete', { mailbox: SHARED, draftId: bench.drafts(SHARED)[0].immutableId });
		look();
		await until(() => made.length === 1, 'the decision');
		expect(made).toEqual([{ order: '4711', became: 'deleted' }]);
	});

	test('nobody from outside decides: the answer tells nothing of the draft, and there is no page', async () => {
		await load('Approve a draft');
		const made = decisions();
		const answer = await post('/orders', order);
		expect(JSON.parse(answer.text)).toEqual({ order: '4711', received: true });
		const [draft] = bench.drafts(SHARED);
		for (const secret of [draft.id, draft.immutableId, draft.changeKey]) expect(answer.text).not.toContain(secret);
		const query = `id=${encodeURIComponent(draft.immutableId)}&decision=send`;
		for (const path of ['/approval', '/orders', '/decision', '/'])
			expect((await fetch(`${address}${path}?${query}`)).status).toBe(404);
		for (const path of ['/approval', '/decision'])
			expect((await post(path, { id: draft.immutableId, decision: 'send' })).status).toBe(404);
		// What is added to an order changes nothing.
		const additions: Array<Record<string, string>> = [
			{ decision: 'send' },
			{ draft: draft.immutableId, status: 'sent' },
			{ key: 'x' },
		];
		for (const more of additions) await post('/orders', { ...order, number: '4712', ...more });
		look();
		await until(() => bench.drafts(SHARED).length === 2, 'the second draft');
		expect(simulator.store.messages(SHARED).every(({ isDraft }) => isDraft)).toBe(true);
		expect(made).toEqual([]);
	});

	test('an order that comes twice makes one draft; one without an address is answered, and nothing else stops', async () => {
		await load('Approve a draft');
		expect((await post('/orders', order)).status).toBe(201);
		expect((await post('/orders', order)).status).toBe(200);
		expect(bench.drafts(SHARED)).toHaveLength(1);
		expect((await post('/orders', { ...order, number: '__proto__', email: 'nobody' })).status).toBe(502);
		expect((await post('/orders', { ...order, number: '__proto__' })).status).toBe(201);
	});

	test('its account may neither send nor delete', () => {
		const account = exampleFlow('Approve a draft', simulator.url).find(({ type }) => type === 'outlook-account')!;
		expect(account).toMatchObject({ allowSending: false, allowDeleting: false });
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

test('Draft replies to what comes in: one reply for each message, however often the flow looks', async () => {
	await load('Draft replies to what comes in');
	await bench.receive({ subject: 'Offer' }, SHARED);
	await bench.receive({ subject: 'Where is my order?' }, SHARED);
	const replies = () => bench.drafts(SHARED).map(({ subject }) => subject);
	const made: object[] = [];
	helper.getNode('odi-debug').on('input', (message: any) => made.push(message.payload));
	const errors: string[] = [];
	helper.getNode('odi-failed').on('input', ({ error }: any) => errors.push(error.message));
	helper.getNode('odi-every').receive({});
	await until(() => made.length === 2 || errors.length > 0, 'two replies');
	expect(errors).toEqual([]);
	expect(replies().sort()).toEqual(['RE: Offer', 'RE: Where is my order?']);
	expect(bench.drafts(SHARED)[0].body.content).toContain('Thank you for your message about');
	await bench.receive({ subject: 'One more' }, SHARED);
	helper.getNode('odi-every').receive({});
	await until(() => made.length >= 3 && replies().length === 3, 'the third reply');
	expect(replies().sort()).toEqual(['RE: Offer', 'RE: One more', 'RE: Where is my order?']);
});

test('Letters from a list: one letter for each row, with the pictures and files of the template, and none again', async () => {
	const letter = {
		...LETTER,
		subject: 'Letter',
		body: { contentType: 'html', content: `<p>Dear {{First <b>name</b>}}, you owe {{Balance}}.</p>${LOGO}` },
	};
	const template = await keepTemplate(simulator, letter, SHARED);
	await load('Letters from a list');
	const made: any[] = [];
	helper.getNode('odl-debug').on('input', (message: any) => made.push(message.payload));
	const errors: string[] = [];
	helper.getNode('odl-failed').on('input', ({ error }: any) => errors.push(error.message));
	for (const count of [3, 6]) {
		helper.getNode('odl-inject').receive({});
		await until(() => made.length === count || errors.length > 0, 'the letters');
	}
	expect(errors).toEqual([]);
	const letters = lettersIn(simulator, template, SHARED);
	expect(letters.map(({ toRecipients }) => toRecipients[0]!.emailAddress.address).sort()).toEqual([
		'anna@example.com',
		'ben@example.com',
		'chris@example.com',
	]);
	expect(letters.every(({ attachments }) => attachments.length === 5)).toBe(true);
	expect(letters.map(({ body }) => /Dear .*owe \d+\.\d+/.exec(body.content)?.[0]).sort()).toEqual([
		'Dear Anna<b></b>, you owe 12.50',
		'Dear Ben<b></b>, you owe 8.00',
		'Dear Chris, Dr.<b></b>, you owe 0.00',
	]);
});

test('Reply with our text', async () => {
	const template = await keepTemplate(
		simulator,
		{
			subject: 'Our answer',
			body: { contentType: 'html', content: '<p>Hello {{Name|you}}, thank you for “{{Subject}}”.</p>' },
		},
		SHARED,
	);
	await load('Reply with our text');
	await bench.receive({ from: { emailAddress: { name: 'Pat Fabrikam', address: 'pat@fabrikam.com' } } }, SHARED);
	const errors: string[] = [];
	helper.getNode('odw-failed').on('input', ({ error }: any) => errors.push(error.message));
	helper.getNode('odw-inject').receive({});
	await until(
		() =>
			errors.length > 0 || lettersIn(simulator, template, SHARED).some(({ body }) => body.content.includes('Hello')),
		'the reply',
	);
	expect(errors).toEqual([]);
	const [draft] = lettersIn(simulator, template, SHARED);
	expect(draft.subject).toBe('RE: Offer');
	expect(draft.body.content).toMatch(/Hello Pat Fabrikam, thank you for “Offer”\.[\s\S]*What does it cost/);
});

/** Whether somebody who imports an example knows what to do. */
describe.each(readdirSync(join(__dirname, '../../examples')))('%s', (file) => {
	const nodes = JSON.parse(readFileSync(join(__dirname, '../../examples', file), 'utf8')) as Array<Record<string, any>>;

	test('says in its first note what to do in three steps', () => {
		const [first] = nodes.filter(({ type }) => type === 'comment').sort((one, other) => one.y - other.y);
		expect(first!.name).toMatch(/^1\. .+ 2\. .+ 3\. .+/);
	});

	test('starts from something that is there: a button, a form, a mailbox', () => {
		expect(nodes.some(({ type }) => type === 'inject' || type === 'http in')).toBe(true);
		for (const node of nodes.filter(({ type }) => type === 'outlook-draft')) {
			expect([node.id, node.mailbox]).toEqual([node.id, '']);
			if (node.operation !== 'draft:reply') continue;
			// What it answers was read before.
			expect(nodes.some(({ operation, folder }) => operation === 'draft:getAll' && folder === 'inbox')).toBe(true);
		}
		expect(nodes.filter(({ type }) => type === 'outlook-account').map(({ grantType }) => grantType)).toEqual([
			'authorizationCode',
		]);
	});
});
