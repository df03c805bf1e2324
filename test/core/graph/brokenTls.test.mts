// Connections that break after the request was carried out: real TLS, and the simulator behind it.
import { DraftError } from '../../../core/errors';
import { performOperation } from '../../../core/operations';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { brokenTls, ENDINGS, trust, type BrokenTls, type EndingName } from '../../support/brokenTls.mts';
import { ME } from '../../support/life.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';

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

const names = Object.keys(ENDINGS) as EndingName[];

async function perform(operation: string, fields: object, graphUrl = tls.url, memory = {}) {
	const host = simulatorHost(simulator);
	const quick = { ...host, sleep: async (ms: number) => await host.sleep(ms / 100) };
	const account = simulatorAccount(simulator, {
		graphUrl,
		limits: { allowSending: true, allowDeleting: false, allowedMailboxes: [] },
	});
	return await performOperation(
		quick,
		account,
		operation,
		{ mailbox: 'me', ...fields },
		{ stop: new AbortController().signal, scope: 'flow node', memory },
	);
}

const MIME = 'Subject: x\r\nMessage-ID: <tls@contoso.com>\r\nTo: a@contoso.com\r\n\r\nx\r\n';

describe.each(names)('%s after the commit', (ending) => {
	test.each([
		['JSON', { subject: 'x' }],
		['composed MIME', { anyHeader: true, subject: 'x' }],
		['supplied MIME', { messageSource: 'text', mimeText: MIME.replace('tls', `tls-${names.indexOf(ending)}`) }],
	])('%s: looked up, one draft', async (_name, fields) => {
		tls.breakNext('POST', /messages$/, ending);
		const { id } = await perform('draft:create', { folder: 'drafts', ...fields });
		expect(simulator.store.messages(ME).map(({ immutableId }) => immutableId)).toEqual([id]);
	});

	test('a draft that is sent: sent once, also by another try of the same item', async () => {
		const { id } = await perform('draft:create', { folder: 'drafts', subject: 'x', to: 'a@contoso.com' });
		const memory = {};
		simulator.switches.sendDelayMs = 1_000;
		tls.breakNext('POST', /\/send$/, ending);
		const send = async () =>
			await perform('draft:send', { draftId: id }, tls.url, memory).catch((error: DraftError) => error);
		for (const outcome of [await send(), await send()])
			if (outcome instanceof DraftError) expect(outcome.text).not.toContain('Nothing was changed');
		simulator.switches.sendDelayMs = 0;
		expect(simulator.requests.filter(({ path }) => /\/send$/.test(path))).toHaveLength(1);
	});

	test.each([
		['JSON', { subject: 'x', to: 'a@contoso.com' }],
		['MIME', { messageSource: 'text', mimeText: MIME }],
	])('sendMail with %s: sent once, also by another try of the same item', async (_name, fields) => {
		const memory = {};
		tls.breakNext('POST', /\/sendMail$/, ending);
		const send = async () => await perform('message:send', fields, tls.url, memory).catch((error: DraftError) => error);
		for (const outcome of [await send(), await send()])
			if (outcome instanceof DraftError) expect(outcome.text).not.toContain('Nothing was changed');
		expect(simulator.requests.filter(({ path }) => /sendMail/.test(path))).toHaveLength(1);
	});
});
