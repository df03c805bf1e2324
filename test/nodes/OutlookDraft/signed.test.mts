import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { person } from '../../support/credentials.mts';
import { lifeBench, type LifeBench } from '../../support/life.mts';
import { runNode } from '../../support/n8n.mts';
import { DRESS, expectNew, expectReply, extraRequests, sentByMegan } from '../../support/signedCases.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const run = async (operation: string, items: Array<Record<string, unknown>>) =>
	await runNode({
		items: items.map((fields) => ({ fields })),
		parameters: n8nParameters(items[0]!, operation),
		credential: person(simulator),
	});

test('30 drafts: signature, picture and font, read with three requests in all', async () => {
	await sentByMegan(simulator);
	const items = Array.from({ length: 30 }, (_entry, at) => ({
		...{ mailbox: 'me', folder: 'drafts', subject: `No. ${at}`, body: `Hello ${at}`, bodyType: 'textAsHtml' },
		...DRESS,
	}));
	const { output, error } = await run('draft:create', items);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(30);
	for (const { json } of output) {
		expectNew(bench, String(json.id));
		expect(json.warnings).toEqual([]);
	}
	expect(extraRequests(simulator)).toHaveLength(3);
	expect(simulator.requests).toHaveLength(33);
});

test('a reply, and the draft that Learn Signature makes', async () => {
	await sentByMegan(simulator);
	const messageId = await bench.receive();
	const reply = await run('draft:reply', [{ mailbox: 'me', messageId, body: 'Yes', bodyType: 'textAsHtml', ...DRESS }]);
	expectReply(bench, String(reply.output[0]!.json.id));
	const { output } = await run('draft:learnSignature', [{ mailbox: 'me', folder: 'drafts', subject: 'My signature' }]);
	expect(output[0]!.json).toMatchObject({ subject: 'My signature', signature: 'Kind regards\nMegan Bowen' });
	const signatureTemplate = String(output[0]!.json.id);
	const created = await run('draft:create', [
		{ ...{ mailbox: 'me', folder: 'drafts', body: 'Hi', signatureFrom: 'template' }, signatureTemplate },
	]);
	expect(String(bench.message(String(created.output[0]!.json.id))!.body?.content)).toContain('Megan Bowen');
});
