// The built watch in Node-RED's runtime: what it sends, what it says, and that it stops.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED } from '../support/life.mts';
import { helper, nodeSet, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => {
	simulator = started;
});

interface Flow {
	sent: Array<Record<string, any>>;
	statuses: Array<Record<string, any>>;
	errors: string[];
}

async function watch(config: object, { mailbox = SHARED }: { mailbox?: string } = {}): Promise<Flow> {
	const flow = [
		{ id: 'tab', type: 'tab' },
		{
			...{ id: 'account', type: 'outlook-account', cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url },
			...{ allowedMailboxes: '*', allowSending: false, allowDeleting: false },
		},
		{
			...{ id: 'watch', z: 'tab', type: 'outlook-watch', account: 'account', interval: 10, wires: [['out']] },
			...{ watchFor: 'message', mailbox, folder: 'inbox', arrival: 'auto', events: ['sent', 'deleted'] },
			...config,
		},
		{ id: 'out', z: 'tab', type: 'helper' },
		{ id: 'status1', z: 'tab', type: 'status', scope: null, wires: [['seen']] },
		{ id: 'seen', z: 'tab', type: 'helper' },
	];
	const credentials = {
		account: { outlookDraftTenantId: 'contoso', outlookDraftClientId: DEMO.id, outlookDraftClientSecret: DEMO.secret },
	};
	await helper.load([nodeSet, require('@node-red/nodes/core/common/25-status.js')], flow, credentials);
	const result: Flow = { sent: [], statuses: [], errors: [] };
	helper.getNode('out').on('input', (message: any) => result.sent.push(message));
	helper.getNode('seen').on('input', (message: any) => result.statuses.push(message.status));
	helper.getNode('watch').on('call:error', (call: any) => result.errors.push(call.firstArg));
	return result;
}

const DEMO = { id: '', secret: '' };
beforeAll(() => {
	Object.assign(DEMO, { id: DEMO_APP.clientId, secret: DEMO_APP.clientSecret });
});

const person = () => simulator.person(SHARED);
const lastText = ({ statuses }: Flow) => String(statuses.at(-1)?.text ?? '');
const hasBegun = (flow: Flow) => /watching since|status\.since/.test(lastText(flow));

test('a message that arrives begins the flow', async () => {
	const flow = await watch({});
	await until(() => hasBegun(flow), 'the first look');
	expect(flow.sent).toEqual([]);
	person().receive({ subject: 'New', body: 'Hello' });
	await until(() => flow.sent.length > 0, 'the message');
	expect(flow.sent).toMatchObject([
		{ event: 'message', topic: 'New', payload: { event: 'message', subject: 'New', text: 'Hello', mailbox: SHARED } },
	]);
	expect(flow.errors).toEqual([]);
});

test('a draft that is sent begins the flow', async () => {
	const flow = await watch({ watchFor: 'draft' });
	await until(() => hasBegun(flow), 'the first look');
	const bench = lifeBench(simulator);
	const fields = { mailbox: SHARED, folder: 'drafts', to: 'pat@fabrikam.com', subject: 'Offer' };
	const { id } = await bench.run('draft:create', fields, { kind: 'application' });
	await person().send(id);
	await until(() => flow.sent.length > 0, 'the event');
	expect(flow.sent).toMatchObject([{ event: 'sent', topic: 'Offer', payload: { changed: false, id } }]);
});

test('an example for the button: real, sent on, and only for who may use accounts', async () => {
	person().receive({ subject: 'A real one' });
	const flow = await watch({});
	await until(() => hasBegun(flow), 'the first look');
	const ask = (body: object) => helper.request().post('/outlook-draft/example').send(body);
	await ask({ id: 'watch' })
		.expect(200)
		.expect((answer: any) => expect(answer.body.results).toMatchObject([{ subject: 'A real one' }]));
	await until(() => flow.sent.length > 0, 'the example');
	await ask({ id: 'out' }).expect(422);
	await ask({}).expect(422);
	await helper.request().post('/outlook-draft/example').type('form').send('id=watch').expect(415);
});

test('a mailbox that cannot be read is said once, in status and log', async () => {
	const flow = await watch({}, { mailbox: 'nobody@contoso.com' });
	await until(() => flow.errors.length > 0, 'the refusal');
	await until(() => flow.statuses.at(-1)?.fill === 'red', 'the status');
	expect(flow.errors).toHaveLength(1);
});

test('closing stops a look that is under way', async () => {
	simulator.faults.add({ method: 'GET', path: /\/messages/, status: 503, retryAfter: 60 } as never);
	await watch({});
	await until(() => simulator.requests.length > 0, 'the first request');
	await helper.unload();
	const before = simulator.requests.length;
	person().receive({ subject: 'Too late' });
	expect(simulator.requests).toHaveLength(before);
});
