// A mailbox whose table of named properties is full (docs#12168, docs#12767): drafts are made all the same, and once.
import type { Simulator } from '../../../simulator/server.mts';
import { generatedFile } from '../../support/files.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});
beforeEach(() => {
	simulator.switches.namedPropertyQuota = 0;
});

const fields = { subject: 'x', to: 'a@contoso.com', body: 'Hello', folder: 'drafts' };
const BOTH = ['OutlookDraftsKey', 'OutlookDraftsState'];
const NO_NAMES = expect.stringContaining('no space for more named properties');

test.each([
	['JSON', 'draft:create', fields],
	['JSON with a key', 'draft:create', { ...fields, duplicates: 'key', draftKey: 'k' }],
	['MIME with a key', 'draft:create', { ...fields, anyHeader: true, duplicates: 'key', draftKey: 'k' }],
])('%s', async (_name, operation, given) => {
	const { output, warnings } = await bench.run(operation, given);
	expect(warnings).toContainEqual(NO_NAMES);
	expect(output.warnings).toContainEqual(NO_NAMES);
	expect(bench.drafts()).toHaveLength(1);
	expect(bench.drafts()[0].singleValueExtendedProperties).toEqual([]);
});

test('a reply keeps its text', async () => {
	const messageId = await bench.receive();
	const { warnings } = await bench.run('draft:reply', { messageId, body: '<p>Yes</p>', bodyType: 'html' });
	expect(warnings).toContainEqual(NO_NAMES);
	expect(bench.drafts()).toHaveLength(1);
	expect(bench.drafts()[0].body.content).toContain('<p>Yes</p>');
});

test('a message that is sent', async () => {
	await bench.run('message:send', fields);
	expect(simulator.store.messages(ME).filter(({ isDraft }) => !isDraft)).toHaveLength(1);
});

test("a name of the person's own is refused in words, and nothing is left out in silence", async () => {
	const extendedProperties = [{ id: 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Ticket', value: '17' }];
	await expect(bench.run('draft:create', { ...fields, extendedProperties })).rejects.toMatchObject({
		code: 'ErrorQuotaExceeded',
		message: expect.stringContaining('named property'),
	});
	expect(bench.drafts()).toEqual([]);
});

test('a lost answer is not repeated, since nobody could know the draft again', async () => {
	simulator.faults.add({
		method: 'POST',
		path: /\/messages$/,
		status: 403,
		code: 'ErrorQuotaExceeded',
		message: 'Cannot get ID from name.',
	});
	simulator.faults.add({ method: 'POST', path: /\/messages$/, status: 504, when: 'after' });
	simulator.switches.namedPropertyQuota = 100;
	await expect(bench.run('draft:create', fields)).rejects.toMatchObject({ cause: { draftMayExist: true } });
	expect(bench.drafts()).toHaveLength(1);
});

describe('how many names a mailbox gives away', () => {
	beforeEach(() => void (simulator.switches.namedPropertyQuota = 16_384));
	const files = { attachments: [3_000_000, 2_000_000].map((size) => generatedFile(size, { name: `${size}.bin` })) };
	const keyed = { duplicates: 'key', draftKey: 'k' };
	/** Names that are set, and those that are only asked for: a mailbox may keep these as well. */
	const names = (): string[] => {
		const sent = simulator.requests.map(({ path, body }) => decodeURIComponent(`${path} ${body.replaceAll('%', '')}`));
		return [...new Set(sent.join('\n').match(/OutlookDrafts[A-Z][a-z]+/g))].sort();
	};

	test.each([
		['a create', 'draft:create', { ...fields, ...files }, BOTH],
		['a create with a key and files', 'draft:create', { ...fields, ...files, ...keyed }, BOTH],
		['composed MIME', 'draft:create', { ...fields, anyHeader: true }, []],
		['composed MIME with a key', 'draft:create', { ...fields, anyHeader: true, ...keyed }, BOTH],
		['a message that is sent', 'message:send', fields, ['OutlookDraftsKey']],
	])('%s', async (_name, operation, given, expected) => {
		await bench.run(operation, given);
		expect(names()).toEqual(expected);
		expect(simulator.store.find(ME)!.propertyNames.size).toBe(expected.length);
	});

	test('all that this package does in a mailbox: two', async () => {
		const messageId = await bench.receive();
		await bench.run('draft:create', { ...fields, ...files, ...keyed });
		await bench.run('draft:create', { ...fields, ...files, ...keyed });
		await bench.run('draft:reply', { messageId, body: 'Yes' });
		const { id } = await bench.run('draft:forward', { messageId, to: 'a@contoso.com', body: 'Look', ...keyed });
		await bench.run('draft:update', { draftId: id, body: 'More', bodyMode: 'append' });
		await bench.run('draft:getStatus', { draftId: id });
		expect(names()).toEqual(BOTH);
		expect(simulator.store.find(ME)!.propertyNames.size).toBe(2);
	});
});
