// Categories of a draft in the mailbox's own list, by which Outlook gives them a colour.
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const mine = () => simulator.store.find(ME)!.categories.map(({ displayName, color }) => [displayName, color]);
const create = async (fields: object, options: object = {}) =>
	await bench.run(
		'draft:create',
		{ folder: 'drafts', subject: 'x', categories: 'Orders', createCategories: true, ...fields },
		options,
	);
const asked = () => bench.requests().filter((request) => request.endsWith('/outlook/masterCategories'));

test.each([
	[{}, 'preset7'],
	[{ categoryColor: 'red' }, 'preset0'],
	[{ categoryColor: 'DarkCranberry' }, 'preset24'],
	[{ categoryColor: 'none' }, 'none'],
])('%j adds a missing one', async (fields, color) => {
	const { warnings } = await create(fields);
	expect(warnings).toEqual([]);
	expect(mine()).toContainEqual(['Orders', color]);
	expect(bench.drafts()).toMatchObject([{ categories: ['Orders'] }]);
});

test('one that is there keeps its colour, without a word', async () => {
	await create({ categoryColor: 'red' });
	expect((await create({ categoryColor: 'green', categories: 'orders' })).warnings).toEqual([]);
	expect(mine().filter(([name]) => /orders/i.test(name!))).toEqual([['Orders', 'preset0']]);
});

test('each is asked for once in a run', async () => {
	const run = {};
	for (const categories of ['Orders; New', 'orders', ['New']]) await create({ categories }, { run });
	expect(asked()).toHaveLength(2);
});

test('not unless somebody wants it, nor in a dry run', async () => {
	expect((await create({ createCategories: false })).warnings).toEqual([
		expect.stringContaining('shown without a colour: Orders'),
	]);
	await create({ dryRun: true });
	await create({ categories: '' });
	expect(asked()).toEqual([]);
});

test('a colour that is not known is rejected before anything is made', async () => {
	await expect(create({ categoryColor: 'pink' })).rejects.toThrow('Colour of New Categories: "pink" is not known.');
	expect(bench.drafts()).toEqual([]);
});

test('a refusal costs no draft, and says which permission is missing', async () => {
	simulator.faults.add({ path: /masterCategories/, status: 403, code: 'ErrorAccessDenied', times: 9 });
	const { id, warnings } = await create({});
	expect(warnings).toEqual([
		expect.stringMatching(
			/^The category "Orders" could not be added to the mailbox's own list, so it is shown without a colour\. .*MailboxSettings\.ReadWrite/s,
		),
	]);
	expect(bench.message(id)).toMatchObject({ categories: ['Orders'] });
});

test('of replies, forwards, messages in MIME and updates', async () => {
	const messageId = await bench.receive();
	await bench.run('draft:reply', { messageId, categories: 'A', createCategories: true });
	await bench.run('draft:forward', { messageId, categories: 'B', createCategories: true });
	await create({ categories: 'C', anyHeader: true });
	await bench.run('draft:update', { draftId: await bench.draft(), categories: 'D', createCategories: true });
	await create({ categories: '', messageSource: 'json', messageJson: { categories: ['E'] } });
	expect(mine().map(([name]) => name)).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D', 'E']));
});
