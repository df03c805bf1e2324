// Timeout ends a step whatever comes back, and what the step asked for is looked up.
import type { Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { runNode, locator } from '../../support/n8n.mts';
import { endlessService, type Endless, type EndlessService } from '../../support/network.mts';
import { useSimulator } from '../../support/useSimulator.mts';

const BOX = 'support@contoso.com';
const WAYS: Endless[] = ['body', 'header', 'switching protocols', 'nothing'];

let simulator: Simulator;
let graph: EndlessService | undefined;
useSimulator((started) => (simulator = started));
afterEach(async () => {
	await graph?.close();
	graph = undefined;
});

async function run(fields: object, changes: object = {}) {
	return await runNode({
		items: [{}],
		parameters: {
			mailbox: locator(BOX),
			folder: locator('drafts'),
			to: 'anna@example.com',
			subject: 'Slow',
			body: '<p>x</p>',
			additionalFields: {},
			options: { timeout: 1 },
			...fields,
		},
		credential: n8nCredential(simulator, {
			graphUrl: graph?.url,
			oauthTokenData: { access_token: simulator.issueToken({ kind: 'application' }), token_type: 'Bearer' },
			...changes,
		}),
	});
}

const isCreate = ({ method, url }: { method?: string; url?: string }) =>
	method === 'POST' && /\/messages$/.test(url ?? '');
const drafts = () => simulator.store.messages(BOX).map(({ subject, isDraft }) => [subject, isDraft]);
/** The other side notices that the connection was given up. */
const closed = async () => {
	while (graph!.open() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
};

test.each(WAYS)(
	'create, the answer never ends (%s): the draft is looked up and found',
	async (way) => {
		graph = await endlessService(simulator.url, way, isCreate);
		const { output, error } = await run({});
		expect(error).toBeUndefined();
		expect(output).toMatchObject([{ json: { subject: 'Slow' } }]);
		expect(drafts()).toEqual([['Slow', true]]);
		expect(graph.held()).toBe(1);
		await closed();
	},
	30_000,
);

test('nothing that is asked ends, in any of the ways: it says that the draft may exist', async () => {
	const graphs = await Promise.all(WAYS.map(async (way) => await endlessService(simulator.url, way, () => true)));
	const runs = await Promise.all(graphs.map(async ({ url }) => await run({}, { graphUrl: url })));
	for (const { error } of runs) {
		expect(error?.message).toContain('in time when asked to create the draft. The draft may exist all the same.');
	}
	await Promise.all(graphs.map(async (one) => await one.close()));
}, 60_000);

test.each(WAYS)(
	'a message that is fetched byte by byte (%s)',
	async (way) => {
		graph = await endlessService(simulator.url, way, ({ url }) => /\$value/.test(url ?? ''));
		const { output } = await run({});
		const draftId = locator(output[0].json.id);
		const { error } = await run({ operation: 'get', draftId, options: { timeout: 1, downloadMime: true } });
		expect(error?.message).toContain('gave no answer in time');
		await closed();
	},
	30_000,
);

test('the address of the token does not answer: the step ends all the same', async () => {
	graph = await endlessService(simulator.url, 'body', ({ url }) => /\/token/.test(url ?? ''));
	const { error } = await run(
		{},
		{ accessTokenUrl: `${graph.url}/contoso/oauth2/v2.0/token`, oauthTokenData: undefined },
	);
	expect(error?.message).toMatch(/gave no answer/);
}, 60_000);
