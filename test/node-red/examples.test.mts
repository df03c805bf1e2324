// The example flows about a draft's later life, as they are in the package, behind real HTTP requests.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
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
	'storage/10-file.js',
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

/** `laidOver`: settings by type of node. */
async function load(name: string, laidOver: Record<string, object> = {}): Promise<void> {
	const flow = exampleFlow(name, simulator.url).map(
		({ credentials: _credentials, ...node }) => (void _credentials, { ...node, ...laidOver[node.type] }),
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

/** *Draft replies to what comes in* needs Node-RED's own http request node: test/hosts/node-red-watch.test.mts. */
describe('what a watch begins', () => {
	let folder = '';
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-examples-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	const person = () => simulator.person(SHARED);
	/** What a node gets. */
	function heard(id: string): any[] {
		const messages: any[] = [];
		helper.getNode(id).on('input', (message: any) => messages.push(message.error?.message ?? message.payload));
		return messages;
	}
	/** What was there before the first look was over is no event. */
	const begun = async () => await until(() => watches().some(hasLooked), 'the first look');
	const watches = () => ['odwc-watch', 'odwl-watch', 'odwa-watch'].map((id) => helper.getNode(id)).filter(Boolean);
	const hasLooked = (node: any) => node.status.args.some(([{ text }]: any) => /watching/.test(text));
	const watching = (name: string, laidOver: Record<string, object> = {}) =>
		load(name, { ...laidOver, 'outlook-watch': { interval: '10', ...laidOver['outlook-watch'] } });

	test('Chase what nobody answered: a reminder in the same conversation, to whoever got the mail', async () => {
		const fields = { mailbox: SHARED, folder: 'drafts', to: 'pat@fabrikam.com', subject: 'Offer', body: 'Here it is.' };
		const { id } = await bench.run('draft:create', fields, { kind: 'application' });
		simulator.requests.length = 0;
		await watching('Chase what nobody answered');
		const [made, failed] = [heard('odwc-debug'), heard('odwc-failed')];
		await begun();
		const sent = await person().send(id);
		sent.sentDateTime = sent.receivedDateTime = new Date(Date.now() - 9 * 86_400_000).toISOString();
		await until(() => made.length + failed.length > 0, 'the reminder');
		expect(failed).toEqual([]);
		const [reminder] = bench.drafts(SHARED);
		expect(reminder).toMatchObject({
			conversationId: sent.conversationId,
			toRecipients: [{ emailAddress: { address: 'pat@fabrikam.com' } }],
		});
		expect(reminder.body.content).toContain('may I ask what you think');
	});

	test('Learn from what was changed: a line with both texts, and none for what was sent as it was', async () => {
		const file = join(folder, 'changes.jsonl');
		await watching('Learn from what was changed', { file: { filename: file } });
		const failed = heard('odwl-failed');
		await begun();
		const make = async (subject: string) => {
			const fields = { mailbox: SHARED, folder: 'drafts', to: 'pat@fabrikam.com', subject, body: 'It costs 20 euros.' };
			return (await bench.run('draft:create', fields, { kind: 'application' })).id;
		};
		const changed = await make('Changed');
		const unchanged = await make('Unchanged');
		const looked = simulator.requests.length;
		await until(() => simulator.requests.length > looked + 1, 'a look at the drafts');
		person().edit(changed, { body: { contentType: 'html', content: 'It costs 30 euros.' } });
		await person().send(unchanged);
		await person().send(changed);
		await until(() => failed.length > 0 || (existsSync(file) && readFileSync(file, 'utf8').endsWith('\n')), 'the line');
		expect(failed).toEqual([]);
		const lines = readFileSync(file, 'utf8').trim().split('\n');
		expect(lines.map((line) => JSON.parse(line))).toMatchObject([
			{ subject: 'Changed', changedParts: ['text'], textBefore: 'It costs 20 euros.', textAfter: 'It costs 30 euros.' },
		]);
	});

	test('Tidy up: lists what nobody has touched for 14 days, and moves it to Deleted Items', async () => {
		const make = async (subject: string) => {
			const fields = { mailbox: SHARED, folder: 'drafts', to: 'pat@fabrikam.com', subject };
			const { id } = await bench.run('draft:create', fields, { kind: 'application' });
			return bench.message(id, SHARED)!;
		};
		const [old] = [await make('Old'), await make('New')];
		old.createdDateTime = old.lastModifiedDateTime = new Date(Date.now() - 20 * 86_400_000).toISOString();
		await load('Tidy up', { 'outlook-account': { allowDeleting: true } });
		const [listed, done, failed] = [heard('odwt-listed'), heard('odwt-done'), heard('odwt-failed')];
		helper.getNode('odwt-weekly').receive({});
		await until(() => done.length + failed.length > 0, 'the end');
		expect(failed).toEqual([]);
		expect([listed, done]).toMatchObject([
			[[{ subject: 'Old', removed: false }]],
			[[{ subject: 'Old', removed: true }]],
		]);
		expect(
			person()
				.messages('drafts')
				.map(({ subject }) => subject),
		).toEqual(['New']);
		// Nothing more: nothing is said.
		helper.getNode('odwt-weekly').receive({});
		const looked = simulator.requests.length;
		await until(() => simulator.requests.length > looked, 'another look');
		expect(listed).toHaveLength(1);
	});

	test('Approve in Outlook itself: sent, sent after a change', async () => {
		await watching('Approve in Outlook itself');
		const [made, decided, failed] = [heard('odwa-made'), heard('odwa-report'), heard('odwa-failed')];
		await begun();
		for (const number of ['1', '2']) helper.getNode('odwa-write').receive({ payload: { ...order, number } });
		await until(() => made.length + failed.length === 2, 'two drafts');
		expect(failed).toEqual([]);
		const [one, two] = made.sort((a, b) => a.subject.localeCompare(b.subject)).map(({ id }) => id);
		await person().send(one);
		person().edit(two, { subject: 'Your order 2, corrected' });
		await person().send(two);
		await until(() => decided.length === 2, 'the decisions');
		expect(decided.sort((a, b) => a.subject.localeCompare(b.subject))).toMatchObject([
			{ subject: 'Your order 1', decided: 'sent', changed: false },
			{ subject: 'Your order 2, corrected', decided: 'sent', changed: true },
		]);
	});
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
		expect(nodes.some(({ type }) => ['inject', 'http in', 'outlook-watch'].includes(type))).toBe(true);
		for (const node of nodes.filter(({ type }) => ['outlook-draft', 'outlook-watch'].includes(type))) {
			expect([node.id, node.mailbox]).toEqual([node.id, '']);
			if (node.operation !== 'draft:reply') continue;
			// What it answers was read before.
			expect(nodes.some(({ type, operation }) => type === 'outlook-watch' || operation === 'draft:getAll')).toBe(true);
		}
		expect(nodes.filter(({ type }) => type === 'outlook-account').map(({ grantType }) => grantType)).toEqual([
			'authorizationCode',
		]);
	});
});
