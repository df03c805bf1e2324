// Drafts with a key that an earlier build has made, which kept mark and state in three properties of their own.
import { startSimulator, type Simulator, type StoredMessage } from '../../../simulator/server.mts';
import { generatedFile } from '../../support/files.mts';
import { lifeBench, type LifeBench } from '../../support/life.mts';

let simulator: Simulator;
let bench: LifeBench;
beforeAll(async () => {
	simulator = await startSimulator();
	bench = lifeBench(simulator);
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const SET = 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name';
const MARK = '0b0e6a1c-58a5-4b8c-9f8e-6e7d0a4c1f2d';
const keyed = { duplicates: 'key', draftKey: 'order 1' };

/** What an earlier build would have left: the key, its mark, and `more`. An hour old, so that no other run is at work on it. */
function age(draft: StoredMessage, ...more: string[]): void {
	const anHourAgo = Date.now() - 3_600_000;
	Object.assign(draft, {
		createdAt: anHourAgo,
		createdDateTime: new Date(anHourAgo).toISOString(),
		lastModifiedDateTime: new Date(anHourAgo).toISOString(),
		singleValueExtendedProperties: [
			...draft.singleValueExtendedProperties.filter(({ id }) => id.endsWith('OutlookDraftsKey')),
			{ id: `${SET} OutlookDraftsMark`, value: MARK },
			...more.map((name) => ({ id: `${SET} ${name}`, value: name.endsWith('Text') ? MARK : '1' })),
		],
	});
}
const withFiles = {
	...keyed,
	subject: 'x',
	folder: 'drafts',
	get attachments() {
		return [3_000_000, 2_000_000, 1_000].map((size) => generatedFile(size, { name: `${size}.bin` }));
	},
};
const names = (draft: StoredMessage) => draft.attachments.map(({ name }) => name);
const asked = () => simulator.requests.map(({ path, body }) => decodeURIComponent(path) + body).join('\n');

test('a complete one is found and returned as it is', async () => {
	const first = await bench.run('draft:create', withFiles);
	age(bench.drafts()[0], 'OutlookDraftsComplete');
	const before = structuredClone(bench.drafts()[0].singleValueExtendedProperties);
	const again = await bench.run('draft:create', withFiles);
	expect(again).toMatchObject({ id: first.id, output: { existing: true } });
	expect(bench.drafts()).toHaveLength(1);
	expect(names(bench.drafts()[0])).toHaveLength(3);
	expect(bench.drafts()[0].singleValueExtendedProperties).toEqual(before);
});

test('an unfinished one is finished: the files that it lacks, each once', async () => {
	simulator.faults.add({ method: 'POST', path: /attachments$/, status: 400, code: 'ErrorInvalidRequest' });
	await expect(bench.run('draft:create', withFiles)).rejects.toMatchObject({ cause: { draftId: expect.any(String) } });
	expect(names(bench.drafts()[0])).toEqual(['3000000.bin']);
	age(bench.drafts()[0]);
	const again = await bench.run('draft:create', withFiles);
	expect(again.output).toMatchObject({ existing: true });
	expect(bench.drafts()).toHaveLength(1);
	expect(names(bench.drafts()[0])).toEqual(['3000000.bin', '2000000.bin', '1000.bin']);
	// And is known as complete from now on, with no request for what earlier builds kept.
	simulator.requests.length = 0;
	await bench.run('draft:create', withFiles);
	expect(names(bench.drafts()[0])).toHaveLength(3);
	expect(asked()).not.toMatch(/OutlookDrafts(?:Mark|Complete|Text)/);
});

test('the text of a reply that has it already is not put there twice', async () => {
	const messageId = await bench.receive();
	const fields = {
		messageId,
		body: '<p>Yes</p>',
		bodyType: 'html',
		...keyed,
		attachments: [generatedFile(1_000, { name: 'a.bin' })],
	};
	simulator.faults.add({ method: 'POST', path: /attachments$/, status: 400, code: 'ErrorInvalidRequest' });
	await expect(bench.run('draft:reply', fields)).rejects.toMatchObject({ cause: { draftId: expect.any(String) } });
	age(bench.drafts()[0], 'OutlookDraftsText');
	await bench.run('draft:reply', fields);
	expect(bench.drafts()).toHaveLength(1);
	expect(bench.drafts()[0].body.content.match(/<p>Yes<\/p>/g)).toHaveLength(1);
	expect(names(bench.drafts()[0])).toEqual(['a.bin']);
});

test('Update Draft leaves a complete one complete', async () => {
	const { id } = await bench.run('draft:create', withFiles);
	age(bench.drafts()[0], 'OutlookDraftsComplete');
	await bench.run('draft:update', { draftId: id, body: '<p>More</p>', bodyType: 'html', bodyMode: 'append' });
	const [draft] = bench.drafts();
	Object.assign(draft, { attachments: draft.attachments.slice(0, 1) });
	expect((await bench.run('draft:create', withFiles)).output).toMatchObject({ existing: true });
	expect(names(draft)).toHaveLength(1);
});

test('its status is found by its mark', async () => {
	await bench.run('draft:create', { subject: 'x', folder: 'drafts' });
	age(bench.drafts()[0]);
	await expect(bench.run('draft:getStatus', { mark: MARK })).resolves.toMatchObject({ output: { status: 'draft' } });
});
