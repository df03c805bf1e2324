// The built Node-RED node, messages in MIME, against the simulator.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { loadFlow, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

const EML =
	'From: Support <support@contoso.com>\r\nTo: alex@contoso.com\r\nSubject: From a message\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n\r\nHello\r\n';
const mailbox = { mailbox: 'support@contoso.com', mailboxType: 'str' };

async function run(config: object, message: object) {
	const flow = await loadFlow(
		{ ...mailbox, ...config },
		{ graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret },
	);
	flow.input(message);
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	return { payload: flow.sent[0]?.payload, error: flow.caught[0]?.error };
}

const stored = () => simulator.store.messages('support@contoso.com');

test.each([
	['a Buffer', { messageSource: 'binary' }, Buffer.from(EML)],
	['a Uint8Array', { messageSource: 'binary' }, new Uint8Array(Buffer.from(EML))],
	['text as it is', { messageSource: 'binary' }, EML],
	['source text', { messageSource: 'text' }, EML.replaceAll('\r\n', '\n')],
	['base64', { messageSource: 'base64' }, Buffer.from(EML).toString('base64')],
])('%s in msg.payload', async (_name, config, payload) => {
	const { payload: result, error } = await run(config, { payload });
	expect(error).toBeUndefined();
	expect(Buffer.from(stored()[0].mime!).toString()).toBe(EML);
	expect(result).toMatchObject({ id: stored()[0].immutableId, subject: 'From a message' });
});

test('composed, with any header, in another folder', async () => {
	const headers = [{ name: 'List-Id', value: 'ticket', valueType: 'msg' }];
	await run(
		{
			anyHeader: true,
			anyHeaderType: 'bool',
			folder: 'inbox',
			folderType: 'str',
			customHeaders: headers,
			textBody: 'Plain',
			textBodyType: 'str',
		},
		{ to: 'alex@contoso.com', topic: 'Offer', payload: '<p>Hello</p>', ticket: '<4711>' },
	);
	expect(Buffer.from(stored()[0].mime!).toString()).toMatch(/To: alex@contoso\.com[^]*List-Id: <4711>[^]*Plain/);
	expect(stored()[0].parentFolderId).toBe(
		simulator.store.folder(simulator.store.find('support@contoso.com')!, 'inbox')!.id,
	);
});

test('what is no message is refused by what it looks like, before any request', async () => {
	const { error } = await run({ messageSource: 'binary' }, { payload: Buffer.from('%PDF-1.7') });
	expect(error.message).toContain('PDF');
	expect(simulator.requests).toEqual([]);
});
