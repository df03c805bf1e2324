// The built trigger in n8n's own poll context: what starts a workflow, what is stored, and what a person sees in the editor.
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { person as signedIn } from '../../support/credentials.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { locator } from '../../support/n8n.mts';
import { pollingNode, trigger } from '../../support/n8nPoll.mts';

let simulator: Simulator;
let bench: LifeBench;
beforeAll(async () => {
	simulator = await startSimulator();
	bench = lifeBench(simulator);
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const person = () => simulator.person(ME);
const node = (parameters: object) =>
	pollingNode(
		{
			mailbox: locator('me', 'list'),
			folder: locator('inbox', 'list'),
			additionalFields: {},
			options: {},
			...parameters,
		},
		signedIn(simulator),
	);

test('is a trigger by the rules of n8n', () => {
	const { name, displayName, group, polling, inputs, outputs, defaults } = trigger.description;
	expect({ name, displayName, group, polling, inputs, outputs, defaults }).toEqual({
		name: 'outlookDraftTrigger',
		displayName: 'Outlook Draft Trigger',
		group: ['trigger'],
		polling: true,
		inputs: [],
		outputs: ['main'],
		defaults: { name: 'Outlook Draft Trigger' },
	});
});

test('a message that arrives starts the workflow once, also after a restart', async () => {
	const watch = node({ watchFor: 'message' });
	person().receive({ subject: 'Old' });
	expect(await watch.poll()).toBeUndefined();
	person().receive({ subject: 'New' });
	expect(await watch.poll()).toMatchObject([{ json: { event: 'message', subject: 'New', text: 'Hello' } }]);
	expect(await watch.poll()).toBeUndefined();
	expect(Object.keys(watch.stored)).toEqual(['node:Watch']);
});

test('a draft that was changed and sent starts the workflow', async () => {
	const watch = node({ watchFor: 'draft', events: ['sent'], options: { difference: true } });
	expect(await watch.poll()).toBeUndefined();
	const { id } = await bench.run('draft:create', {
		folder: 'drafts',
		to: 'pat@fabrikam.com',
		subject: 'Offer',
		body: 'One',
	});
	expect(await watch.poll()).toBeUndefined();
	person().edit(id, { body: { contentType: 'text', content: 'Two' } });
	await person().send(id);
	expect(await watch.poll()).toMatchObject([
		{ json: { event: 'sent', changed: true, changedParts: ['text'], difference: '- One\n+ Two', id } },
	]);
	expect(await watch.poll()).toBeUndefined();
});

test('filters are read from their collection', async () => {
	const watch = node({ watchFor: 'message', additionalFields: { senders: '@contoso.com', needsAnswer: true } });
	await watch.poll();
	person().receive({ subject: 'Foreign' });
	person().receive({ subject: 'Ours', from: 'kim@contoso.com' });
	expect(await watch.poll()).toMatchObject([{ json: { subject: 'Ours' } }]);
});

test('a look is left out while the one before is under way: both would tell the same', async () => {
	const watch = node({ watchFor: 'message' });
	await watch.poll();
	person().receive({ subject: 'New' });
	simulator.faults.mix({ shares: { delay: 1 }, milliseconds: [50, 50] });
	const both = await Promise.all([watch.poll(), watch.poll()]);
	simulator.faults.clear();
	expect(both).toMatchObject([[{ json: { subject: 'New' } }], undefined]);
	expect(await watch.poll()).toBeUndefined();
});

test('Fetch Test Event gives a real example and moves no state', async () => {
	const watch = node({ watchFor: 'message' });
	await expect(watch.poll('manual')).rejects.toMatchObject({ message: expect.stringContaining('nothing yet') });
	person().receive({ subject: 'A real one' });
	expect(await watch.poll('manual')).toMatchObject([{ json: { subject: 'A real one' } }]);
	expect(watch.stored).toEqual({});
});

test('a mailbox that cannot be read is said once, and watched again when it can', async () => {
	const watch = node({ watchFor: 'message' });
	await watch.poll();
	const fault = { method: 'GET', path: /\/messages/, status: 403, code: 'ErrorAccessDenied', times: 3 };
	for (let times = 0; times < 3; times++) simulator.faults.add(fault);
	await expect(watch.poll()).rejects.toMatchObject({ message: expect.any(String), httpCode: '403' });
	const before = simulator.requests.length;
	expect(await watch.poll()).toBeUndefined();
	// It waits before it tries again.
	expect(simulator.requests).toHaveLength(before);
	simulator.faults.clear();
	person().receive({ subject: 'Meanwhile' });
	const kept = watch.stored['node:Watch'] as { trouble: string };
	kept.trouble = kept.trouble.replace(/"until":\d+/, '"until":0');
	expect(await watch.poll()).toMatchObject([{ json: { subject: 'Meanwhile' } }]);
	expect(watch.stored['node:Watch']).not.toHaveProperty('trouble');
});

test.each([
	[{ watchFor: 'draft', events: [] }, 'Draft Events: none is chosen.'],
	[
		{ watchFor: 'draft', events: ['sent'], options: { watchTimeZone: 'Mars' } },
		'Time Zone: "Mars" is not the name of a time zone.',
	],
	[{ watchFor: 'message', mailbox: locator('no address') }, 'Mailbox: '],
])('%j is refused in words', async (parameters, message) => {
	await expect(node(parameters).poll()).rejects.toMatchObject({ message: expect.stringContaining(message) });
	expect(simulator.requests).toEqual([]);
});
