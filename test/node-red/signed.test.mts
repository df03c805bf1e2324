import type { Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { lifeBench, ME, type LifeBench } from '../support/life.mts';
import { loadFlow, until, useNodeRed } from '../support/node-red.mts';
import { personSettings, signInPerson } from '../support/nodeRedPerson.mts';
import { DRESS, expectNew, expectReply, extraRequests, sentByMegan } from '../support/signedCases.mts';

let simulator: Simulator;
let bench: LifeBench;
useNodeRed((started) => {
	simulator = started;
	bench = lifeBench(started);
});

const settings = () => personSettings(simulator);

/** Sends the messages one after the other through one node. */
async function run(operation: string, messages: Array<Record<string, unknown>>) {
	const flow = await loadFlow(nodeRedConfig(messages[0]!, operation), settings());
	await signInPerson(simulator, {});
	simulator.requests.length = 0;
	for (const fields of messages) flow.input({ fields });
	await until(() => flow.sent.length + flow.caught.length >= messages.length, 'all messages');
	expect(flow.caught.map(({ error }) => error.message)).toEqual([]);
	return flow.sent.map(({ payload }) => payload as { id: string; warnings: string[] });
}

test('20 messages: signature, picture and font, read with three requests in all', async () => {
	await sentByMegan(simulator);
	const messages = Array.from({ length: 20 }, (_entry, at) => ({
		...{ mailbox: 'me', folder: 'drafts', subject: `No. ${at}`, body: `Hello ${at}`, bodyType: 'textAsHtml' },
		...DRESS,
	}));
	for (const { id, warnings } of await run('draft:create', messages)) {
		expectNew(bench, id, ME);
		expect(warnings).toEqual([]);
	}
	expect(extraRequests(simulator)).toHaveLength(3);
});

test('a reply', async () => {
	await sentByMegan(simulator);
	const messageId = await bench.receive();
	const [reply] = await run('draft:reply', [
		{ mailbox: 'me', messageId, body: 'Yes', bodyType: 'textAsHtml', ...DRESS },
	]);
	expectReply(bench, reply!.id);
});

test('the draft that Learn Signature makes', async () => {
	await sentByMegan(simulator);
	const [learned] = await run('draft:learnSignature', [{ mailbox: 'me', folder: 'drafts', subject: 'My signature' }]);
	expect(learned).toMatchObject({ subject: 'My signature', signature: 'Kind regards\nMegan Bowen' });
	expect(bench.message(learned!.id)!.attachments).toHaveLength(1);
});

test('a draft as the signature', async () => {
	const signatureTemplate = await bench.draft({ body: { contentType: 'html', content: '<p>Megan Bowen</p>' } });
	const [created] = await run('draft:create', [
		{ ...{ mailbox: 'me', folder: 'drafts', body: 'Hi', signatureFrom: 'template' }, signatureTemplate },
	]);
	expect(String(bench.message(created!.id)!.body?.content)).toContain('<div id="Signature"><p>Megan Bowen</p></div>');
});
