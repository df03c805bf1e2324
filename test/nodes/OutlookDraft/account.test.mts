import type { Simulator } from '../../../simulator/server.mts';
import { person } from '../../support/credentials.mts';
import { locator, runNode } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started), { delayMs: 20 });

const run = async (changes: Record<string, unknown>) =>
	await runNode({
		items: [{}],
		credential: person(simulator, changes),
		parameters: {
			mailbox: locator('me', 'list'),
			folder: locator('drafts'),
			subject: 'x',
			additionalFields: {},
			options: {},
		},
	});
const tokenData = (changes: object) => ({ token_type: 'Bearer', expires_in: 3600, refresh_token: 'r', ...changes });

// n8n keeps the token when the cloud of a credential is changed.
test.each([
	['by its permissions', { access_token: 'opaque', scope: 'https://graph.microsoft.com/Mail.ReadWrite' }],
	[
		'by its audience',
		{ access_token: `x.${Buffer.from('{"aud":"https://graph.microsoft.com"}').toString('base64url')}.y` },
	],
])('a token of the global cloud is not sent to another one (%s)', async (_name, token) => {
	for (const cloud of ['china', 'usGov', 'usGovDod']) {
		const { error } = await run({ cloud, oauthTokenData: tokenData(token) });
		expect(error?.message).toContain('The account was connected to another cloud (graph.microsoft.com).');
		expect(error?.description).toContain('connect the account again');
	}
	expect(simulator.requests).toEqual([]);
});

test('nor one that was asked for at another custom address', async () => {
	const { error } = await run({
		oauthTokenData: tokenData({ access_token: 'opaque', scope: 'http://127.0.0.1:1/Mail.ReadWrite' }),
	});
	expect(error?.message).toContain('connected to another cloud (127.0.0.1:1)');
	expect(simulator.requests).toEqual([]);
});

test('its own is', async () => {
	const access_token = simulator.issueToken({ kind: 'delegated' });
	expect(
		(await run({ oauthTokenData: tokenData({ access_token, scope: `openid ${simulator.url}/Mail.ReadWrite` }) })).error,
	).toBeUndefined();
	expect(simulator.requests).toHaveLength(1);
});

test.each([
	['that lasts', 3_600, 2],
	['that ends in half a minute', 30, 1],
])('with a token %s (%s s), of two items %s are under way at once', async (_name, seconds, atOnce) => {
	const oauthTokenData = tokenData({ access_token: simulator.issueToken({ kind: 'delegated', seconds }) });
	simulator.reset();
	const parameters = {
		mailbox: locator('me', 'list'),
		folder: locator('drafts'),
		subject: 'x',
		additionalFields: {},
		options: {},
	};
	await runNode({ items: [{}, {}], credential: person(simulator, { oauthTokenData }), parameters });
	expect(simulator.requests).toHaveLength(2);
	expect(simulator.maxInFlight).toBe(atOnce);
});

// n8n hands over what an expression gave, and nothing tells it from a field that a person left empty.
test.each(['', ' ', undefined, null])(
	'Allowed Mailboxes %j, such as an expression without a value gives, allows none',
	async (allowedMailboxes) => {
		const { error } = await run({ allowedMailboxes });
		expect(error?.message).toMatch(/Account: Allowed Mailboxes .*, so no mailbox may be used\./);
		expect(error?.description).toContain('or * to allow all mailboxes');
		expect(simulator.requests.filter(({ path }) => path.startsWith('/v1.0'))).toEqual([]);
	},
);

test.each(['*', 'me', 'me, support@contoso.com'])(
	'Allowed Mailboxes %j allows my mailbox',
	async (allowedMailboxes) => {
		expect((await run({ allowedMailboxes })).error).toBeUndefined();
	},
);
