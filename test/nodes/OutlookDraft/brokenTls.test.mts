// The built node in n8n's engine, and connections that break after Outlook has carried out the request.
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { brokenTls, trust, type BrokenTls, type EndingName } from '../../support/brokenTls.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { runNode } from '../../support/n8n.mts';

let simulator: Simulator;
let tls: BrokenTls;
let endTrust: () => void;
beforeAll(async () => {
	simulator = await startSimulator();
	tls = await brokenTls(simulator.url);
	endTrust = trust(tls.certificate);
});
afterAll(async () => {
	endTrust();
	await tls.close();
	await simulator.close();
});
beforeEach(() => simulator.reset());

const MAILBOX = 'support@contoso.com';
const ENDINGS: EndingName[] = [
	'a record with a bad MAC',
	'plain bytes in place of a record',
	'half the body of the answer, then a reset',
	'half the body with a length that fits it',
];

test.each(ENDINGS)('%s: one draft, with Retry On Fail too', async (ending) => {
	tls.breakNext('POST', /messages$/, ending);
	const fields = { subject: 'x' };
	const { output, error } = await runNode({
		items: [{ fields }],
		parameters: n8nParameters(fields),
		credential: n8nCredential(simulator, { graphUrl: tls.url }),
		retryOnFail: true,
	});
	expect(error).toBeUndefined();
	expect(simulator.store.messages(MAILBOX).map(({ immutableId }) => immutableId)).toEqual([output[0].json.id]);
});

test('a message that is sent is sent once, with Retry On Fail too', async () => {
	tls.breakNext('POST', /sendMail$/, 'a record with a bad MAC');
	const fields = { to: 'a@example.com', subject: 'x', bodyType: 'text', body: 'Hello' };
	const { error } = await runNode({
		items: [{ fields }],
		parameters: { ...n8nParameters(fields), resource: 'message', operation: 'send' },
		credential: n8nCredential(simulator, { graphUrl: tls.url, allowSending: true }),
		retryOnFail: true,
	});
	expect(simulator.requests.filter(({ path }) => /sendMail$/.test(path))).toHaveLength(1);
	expect(error?.description ?? '').not.toContain('Nothing was changed');
});
