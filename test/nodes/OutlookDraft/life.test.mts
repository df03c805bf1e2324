import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential, person } from '../../support/credentials.mts';
import { lifeBench, ME, SHARED, shown, type LifeBench } from '../../support/life.mts';
import { fieldsFor, LIFE_CASES, onTheWire } from '../../support/lifeCases.mts';
import { locator, runNode } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const allowed = { allowSending: true, allowDeleting: true };
const SIGN_INS = [
	{ who: 'a person, own mailbox', mailbox: ME, asWritten: 'me', credential: () => person(simulator, allowed) },
	{ who: 'a person, shared mailbox', mailbox: SHARED, asWritten: SHARED, credential: () => person(simulator, allowed) },
	{ who: 'an application', mailbox: SHARED, asWritten: SHARED, credential: () => n8nCredential(simulator, allowed) },
];

describe.each(SIGN_INS)('$who', ({ mailbox, asWritten, credential }) => {
	test.each(LIFE_CASES)('$operation $name', async (one) => {
		const fields = await fieldsFor(one, bench, mailbox, asWritten);
		const { output, error } = await runNode({
			items: [{ fields }],
			parameters: n8nParameters(fields, one.operation),
			credential: credential(),
		});
		expect(error).toBeUndefined();
		const root = asWritten === 'me' ? '/me' : `/users/${asWritten}`;
		expect(onTheWire(simulator.requests, shown)).toEqual(
			one.requests.map(([request, ...body]) => [request.replace('ROOT', root), ...body]),
		);
		expect(output).toMatchObject([{ json: one.output, pairedItem: { item: 0 } }]);
	});
});

test('a message chosen by its address in Outlook on the web', async () => {
	const messageId = await bench.receive();
	const webLink = `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(bench.message(messageId)!.id)}&exvsurl=1`;
	const { output } = await runNode({
		items: [{}],
		parameters: { operation: 'reply', mailbox: locator('me'), messageId: locator(webLink, 'url') },
		credential: person(simulator),
	});
	expect(output[0].json.subject).toBe('RE: Offer');
});

test('a list is one item for each draft, all paired with the item that asked', async () => {
	await bench.draft({ subject: 'One' });
	await bench.draft({ subject: 'Two' });
	const { output } = await runNode({
		items: [{}, {}],
		parameters: { operation: 'getAll', mailbox: locator('me'), folder: locator('drafts'), returnAll: true },
		credential: person(simulator),
	});
	expect(output.map(({ json, pairedItem }) => [json.subject, pairedItem])).toEqual(
		expect.arrayContaining([
			['One', { item: 0 }],
			['Two', { item: 0 }],
			['One', { item: 1 }],
			['Two', { item: 1 }],
		]),
	);
	expect(output).toHaveLength(4);
});

test('MIME comes in a binary field', async () => {
	const draftId = await bench.draft();
	const { output } = await runNode({
		items: [{}],
		parameters: {
			operation: 'get',
			mailbox: locator('me'),
			draftId: locator(draftId),
			options: { downloadMime: true },
		},
		credential: person(simulator),
	});
	const { mime } = output[0].binary!;
	expect(mime).toMatchObject({ fileName: 'Draft.eml', mimeType: 'message/rfc822' });
	expect(Buffer.from(mime.data, 'base64').toString()).toContain('Subject: Draft');
});

test.each(['send', 'delete'])('an account that may not: %s is refused before any request', async (operation) => {
	const draftId = await bench.draft();
	const { error } = await runNode({
		items: [{}],
		parameters: { operation, mailbox: locator('me'), draftId: locator(draftId) },
		credential: person(simulator),
	});
	expect(error!.message).toMatch(/^The account may not (send messages|delete anything)\.$/);
	expect(simulator.requests).toEqual([]);
});

test('an update by the fields that were added, as the panel saves them', async () => {
	const draftId = await bench.draft();
	await runNode({
		items: [{}],
		parameters: {
			operation: 'update',
			mailbox: locator('me'),
			draftId: locator(draftId),
			// As they are in a new node: what nobody has entered stays.
			subject: '',
			body: '',
			additionalFields: { to: '', cc: 'a@contoso.com' },
		},
		credential: person(simulator),
	});
	expect(JSON.parse(simulator.requests.at(-1)!.body)).toEqual({
		toRecipients: [],
		ccRecipients: [{ emailAddress: { address: 'a@contoso.com' } }],
	});
});
