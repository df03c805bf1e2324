import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { lifeBench, ME, SHARED, shown, type LifeBench } from '../support/life.mts';
import { fieldsFor, LIFE_CASES, onTheWire } from '../support/lifeCases.mts';
import { type AccountSettings, loadFlow, until, useNodeRed } from '../support/node-red.mts';
import { personSettings, signInPerson } from '../support/nodeRedPerson.mts';

let simulator: Simulator;
let bench: LifeBench;
useNodeRed((started) => {
	simulator = started;
	bench = lifeBench(started);
});

const allowed = { allowSending: true, allowDeleting: true };
const application = (): AccountSettings => ({
	graphUrl: simulator.url,
	clientId: DEMO_APP.clientId,
	clientSecret: DEMO_APP.clientSecret,
});
/** Operations that find many, which Node-RED hands on as one list. */
const isList = (operation: string) => /:(getAll|cleanUp)$/.test(operation);

/** `signIn` is done once the account is deployed. */
async function run(
	config: Record<string, unknown>,
	message: object,
	settings: Partial<AccountSettings> = {},
	signIn = async (): Promise<unknown> => undefined,
) {
	const flow = await loadFlow(config, { ...application(), ...allowed, ...settings });
	await signIn();
	flow.input(message);
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	return flow;
}

const SIGN_INS = [
	{ who: 'a person, own mailbox', mailbox: ME, asWritten: 'me' },
	{ who: 'a person, shared mailbox', mailbox: SHARED, asWritten: SHARED },
	{ who: 'an application', mailbox: SHARED, asWritten: SHARED },
	{ who: "an application, a person's mailbox", mailbox: ME, asWritten: ME },
];

describe.each(SIGN_INS)('$who', ({ who, mailbox, asWritten }) => {
	const isPerson = who.startsWith('a person');
	test.each(LIFE_CASES)('$operation $name', async (one) => {
		const fields = await fieldsFor(one, bench, mailbox, asWritten);
		const signIn = async () => await signInPerson(simulator, allowed);
		const { sent, caught } = await run(
			nodeRedConfig(fields, one.operation),
			{ fields, keep: 'me' },
			isPerson ? personSettings(simulator) : {},
			isPerson ? signIn : undefined,
		);
		expect(caught.map(({ error }) => error.message)).toEqual([]);
		const root = asWritten === 'me' ? '/me' : `/users/${asWritten}`;
		expect(onTheWire(simulator.requests, shown)).toEqual(
			one.requests.map(([request, ...body]) => [request.replace('ROOT', root), ...body]),
		);
		expect(sent).toMatchObject([{ payload: isList(one.operation) ? [one.output] : one.output, keep: 'me' }]);
	});
});

const mailbox = { mailbox: SHARED, mailboxType: 'str' };

test('one node behind another: the draft is the one in msg.payload, and nothing else of the message is used', async () => {
	const id = await bench.draft({}, SHARED);
	await run(
		{ operation: 'draft:update', ...mailbox, categories: 'Checked', categoriesType: 'str' },
		{ topic: 'Not the subject', to: 'nobody@contoso.com', payload: { id, subject: 'Draft' } },
	);
	expect(JSON.parse(simulator.requests[0].body)).toEqual({ categories: ['Checked'] });
});

test('an update given as a message object still takes the draft from msg.payload', async () => {
	const id = await bench.draft({}, SHARED);
	await run(
		{
			operation: 'draft:update',
			...mailbox,
			messageSource: 'json',
			messageJson: '{"subject": "New"}',
			messageJsonType: 'json',
		},
		{ payload: { id } },
	);
	expect(JSON.parse(simulator.requests.at(-1)!.body)).toMatchObject({ subject: 'New' });
});

test('what another operation of the node was set to does not count', async () => {
	const messageId = await bench.receive({}, SHARED);
	const { sent } = await run(
		{ operation: 'draft:reply', ...mailbox, messageSource: 'json', messageId: 'messageId', messageIdType: 'msg' },
		{ payload: 'Yes', messageId },
	);
	expect(bench.message(sent[0].payload.id, SHARED)!.body.content).toContain('<div>Yes</div>');
});

test('a reply takes its text from msg.payload, and neither recipients nor subject from the message', async () => {
	const messageId = await bench.receive({}, SHARED);
	const { sent } = await run(
		{ operation: 'draft:reply', ...mailbox, messageId: 'messageId', messageIdType: 'msg' },
		{ topic: 'Not the subject', to: 'nobody@contoso.com', payload: 'Yes', messageId },
	);
	const draft = bench.message(sent[0].payload.id, SHARED)!;
	expect(draft.subject).toBe('RE: Offer');
	expect(draft.toRecipients).toHaveLength(1);
	expect(draft.body.content).toContain('<div>Yes</div>');
});

test('MIME comes as a Buffer', async () => {
	const id = await bench.draft({}, SHARED);
	const { sent } = await run(
		{ operation: 'draft:get', ...mailbox, downloadMime: 'true', downloadMimeType: 'bool' },
		{ payload: { id } },
	);
	expect(Buffer.isBuffer(sent[0].payload.mime)).toBe(true);
	expect(sent[0].payload.mime.toString()).toContain('Subject: Draft');
});

test.each(['draft:send', 'draft:delete', 'message:send'])(
	'an account that may not: %s is refused before any request',
	async (operation) => {
		const id = await bench.draft({}, SHARED);
		const { caught } = await run(
			{ operation, ...mailbox },
			{ to: 'a@contoso.com', payload: { id } },
			{ allowSending: false, allowDeleting: false },
		);
		expect(caught[0].error.message).toMatch(/The account may not (send messages|delete anything)\./);
		expect(simulator.requests).toEqual([]);
	},
);
