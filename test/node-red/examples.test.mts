// The example flows about a draft's later life, as they are in the package, behind real HTTP requests.
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { helper, nodeSet, until } from '../support/node-red.mts';
import { DEMO_APP } from '../../simulator/server.mts';

const core = (file: string) => require(`@node-red/nodes/core/${file}`);
const TYPES = ['common/20-inject.js', 'common/21-debug.js', 'common/25-catch.js', 'function/10-function.js', 'function/10-switch.js', 'function/80-template.js', 'network/21-httpin.js'];

let simulator: Simulator;
let bench: LifeBench;
beforeAll(async () => {
	simulator = await startSimulator();
	bench = lifeBench(simulator);
	await helper.startServer();
});
afterAll(async () => {
	await helper.stopServer();
	await simulator.close();
});
beforeEach(() => simulator.reset());
afterEach(async () => await helper.unload());

async function load(name: string): Promise<void> {
	const flow = exampleFlow(name, simulator.url).map(({ credentials: _credentials, ...node }) => (void _credentials, node));
	const account = flow.find(({ type }) => type === 'outlook-account')!;
	const credentials = { [account.id]: { outlookDraftTenantId: DEMO_APP.tenant, outlookDraftClientId: DEMO_APP.clientId, outlookDraftClientSecret: DEMO_APP.clientSecret } };
	await helper.load([nodeSet, ...TYPES.map(core)], flow, credentials);
}

const order = { email: 'customer@fabrikam.com', number: '4711' };
const page = async (id: string): Promise<string> => (await helper.request().get(`/approval?id=${encodeURIComponent(id)}`).expect(200)).text;
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1].replace(/&#x3D;/g, '=').replace(/&#x2F;/g, '/').replace(/&amp;/g, '&');
const decide = async (html: string, decision: string): Promise<string> =>
	(await helper.request().post('/approval').type('form').send({ id: hidden(html, 'id'), changeKey: hidden(html, 'changeKey'), decision })).text;

describe('Approve a draft', () => {
	test.each([['send', 'Sent', false], ['delete', 'Thrown away', true]])('a person reads the draft and decides: %s', async (decision, title, isDraft) => {
		await load('Approve a draft');
		const { body } = await helper.request().post('/orders').send(order).expect(201);
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
		const { body } = await helper.request().post('/orders').send(order).expect(201);
		expect((await helper.request().post('/orders').send(order).expect(200)).body).toMatchObject({ draft: body.draft, existing: true });
		const html = await page(body.draft);
		await bench.run('draft:update', { mailbox: SHARED, draftId: body.draft, subject: 'Edited' });
		expect(await decide(html, 'send')).toContain('it is edited');
		expect(simulator.store.messages(SHARED)).toMatchObject([{ isDraft: true }]);
	});

	test('what a stranger writes into an order is text on the page', async () => {
		await load('Approve a draft');
		const { body } = await helper.request().post('/orders').send({ ...order, number: '"><script>alert(1)</script>' }).expect(201);
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
