import { jsonOfCreate } from '../../support/createBody.mts';
import type { Simulator } from '../../../simulator/server.mts';
import { attachmentBench, type Bench } from '../../support/attachments.mts';
import { generatedFile, sha256OfGenerated } from '../../support/files.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: Bench;
useSimulator((started) => (simulator = started), { switches: { uploadBytesPerFiveMinutes: 4 * 1024 ** 3 } });
beforeEach(() => {
	bench = attachmentBench(simulator);
});

const MIB = 1024 * 1024;
const CREATE = 'POST /messages';
const POST = 'POST /messages/*/attachments';
const SESSION = 'POST /messages/*/attachments/createUploadSession';
const puts = (count: number) => Array.from({ length: count }, () => 'PUT upload');

describe.each([
	['0 bytes', 0, [CREATE], [POST]],
	['1 byte', 1, [CREATE], [POST]],
	['2,999,999 bytes', 2_999_999, [CREATE], [POST]],
	['3,000,000 bytes, the largest that is posted by itself', 3_000_000, [CREATE], [POST]],
	['3,000,001 bytes', 3_000_001, [CREATE], [SESSION, ...puts(1)]],
	['3,145,611 bytes: as JSON more than 4 MiB', 3_145_611, [CREATE, SESSION, ...puts(1)], [SESSION, ...puts(1)]],
	[
		'9.9 MB (microsoft-graph-docs#3593, #4370: impossible in one request)',
		9_900_000,
		[CREATE, SESSION, ...puts(4)],
		[SESSION, ...puts(4)],
	],
	['150 MB', 150 * MIB, [CREATE, SESSION, ...puts(48)], [SESSION, ...puts(48)]],
])('a file of %s', (_name, size, withCreate, withAdd) => {
	test('in a new draft', async () => {
		const { output } = await bench.run('draft:create', { attachments: [generatedFile(size)] });
		expect(bench.requests()).toEqual(withCreate);
		expect(bench.stored()).toEqual([{ name: 'report.bin', sha256: sha256OfGenerated(size) }]);
		expect(output.attachments).toEqual([
			expect.objectContaining({ name: 'report.bin', size, upload: withCreate.length === 1 ? 'message' : 'session' }),
		]);
	});

	test('added to a draft', async () => {
		const { id } = await bench.run('draft:create', {});
		simulator.requests.length = 0;
		const { output } = await bench.run('attachment:add', { draftId: id, attachments: [generatedFile(size)] });
		// In the end the digest of a draft of ours is renewed.
		const all = ['GET /messages/*', 'GET /messages/*/attachments', ...withAdd, 'PATCH /messages/*'];
		expect(bench.requests()).toEqual(all);
		expect(bench.stored()).toEqual([{ name: 'report.bin', sha256: sha256OfGenerated(size) }]);
		const [attachment] = output.attachments as Array<{ id: string }>;
		expect(attachment.id).toBe(bench.drafts().at(-1)!.attachments[0].id);
	});
});

test('150 MB and one byte is refused before the draft is made', async () => {
	await expect(bench.run('draft:create', { attachments: [generatedFile(150 * MIB + 1)] })).rejects.toMatchObject({
		message: expect.stringContaining('"report.bin" has 150.0 MB; Outlook takes files up to 150 MB (157286400 bytes)'),
	});
	expect(simulator.requests).toHaveLength(0);
});

test.each([
	['4,194,304 bytes', 0, [CREATE], 4_194_304],
	['one byte more', 1, [CREATE, POST], undefined],
])('a JSON body of %s', async (_name, more, expected, bytes) => {
	const size = 2_999_000;
	const rest = 4_194_304 - jsonOfCreate({ subject: '' }, [generatedFile(size)]);
	const subject = 'x'.repeat(rest + more);
	await bench.run('draft:create', { subject, attachments: [generatedFile(size)] });
	expect(bench.requests()).toEqual(expected);
	if (bytes !== undefined) expect(Buffer.byteLength(simulator.requests[0].body)).toBe(bytes);
	expect(bench.stored()).toEqual([{ name: 'report.bin', sha256: sha256OfGenerated(size) }]);
});

test.each([
	['4,194,304 bytes with the commas between them', 0, [CREATE]],
	['one byte more', 1, [CREATE, POST]],
])('three files in a JSON body of %s', async (_name, more, expected) => {
	const files = ['a.bin', 'b.bin', 'c.bin'].map((name) => generatedFile(999_000, { name }));
	const subject = 'x'.repeat(4_194_304 - jsonOfCreate({ subject: '' }, files) + more);
	await bench.run('draft:create', { subject, attachments: files });
	expect(bench.requests()).toEqual(expected);
	if (more === 0) expect(Buffer.byteLength(simulator.requests[0].body)).toBe(4_194_304);
	expect(bench.stored()).toHaveLength(3);
});

test.each([
	['4,194,304 bytes with the comma between them', 0, [CREATE]],
	['one byte more', 1, [CREATE, POST]],
])("a file beside a message object's own, in a JSON body of %s", async (_name, more, expected) => {
	const own = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'own.txt', contentBytes: 'aGk=' };
	const file = generatedFile(2_999_000);
	const rest = 4_194_304 - jsonOfCreate({ subject: '' }, [file]) - JSON.stringify(own).length - 1;
	await bench.run('draft:create', {
		messageSource: 'json',
		messageJson: { subject: 'x'.repeat(rest + more), attachments: [own] },
		subject: undefined,
		attachments: [file],
	});
	expect(bench.requests()).toEqual(expected);
	if (more === 0) expect(Buffer.byteLength(simulator.requests[0].body)).toBe(4_194_304);
	expect(bench.stored()).toHaveLength(2);
});

test('with a key, the same limit counts what the key adds; names and texts outside of ASCII count as UTF-8', async () => {
	for (let size = 3_144_900; size < 3_145_300; size += 37) {
		simulator.reset();
		await bench.run('draft:create', {
			subject: 'größer 📎',
			duplicates: 'key',
			draftKey: 'order 4711',
			attachments: [generatedFile(size, { name: 'Übersicht 📎.pdf' })],
		});
		const create = simulator.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/messages'))!;
		expect(create.status).toBe(201);
		expect(bench.stored()[0].sha256).toBe(sha256OfGenerated(size));
	}
});

test('several files: what fits goes with the message, in their order; the rest follows one after the other', async () => {
	const sizes = [1_000_000, 1_500_000, 1_200_000, 10, 5_000_000];
	const files = sizes.map((size, index) => generatedFile(size, { name: `${index}.bin` }));
	const { output } = await bench.run('draft:create', { attachments: files });
	expect(bench.requests()).toEqual([CREATE, POST, POST, SESSION, ...puts(2)]);
	expect(bench.stored()).toEqual(
		sizes.map((size, index) => ({ name: `${index}.bin`, sha256: sha256OfGenerated(size) })),
	);
	expect((output.attachments as Array<{ upload: string }>).map(({ upload }) => upload)).toEqual([
		'message',
		'message',
		'post',
		'post',
		'session',
	]);
	expect(simulator.maxInFlight).toBe(1);
});

test('a dry run says how each file would go up, and sends nothing', async () => {
	const { output } = await bench.run('draft:create', {
		dryRun: true,
		attachments: [generatedFile(10), generatedFile(5_000_000, { name: 'b.bin' })],
	});
	expect(output.attachments).toMatchObject([
		{ name: 'report.bin', size: 10, upload: 'message' },
		{ name: 'b.bin', size: 5_000_000, upload: 'session' },
	]);
	expect(simulator.requests).toHaveLength(0);
});

test('refused before folders of a path are made', async () => {
	await expect(
		bench.run('draft:create', {
			folder: { mode: 'path', value: 'Inbox/New' },
			createFolders: true,
			attachments: [generatedFile(150 * MIB + 1)],
		}),
	).rejects.toThrow('150 MB');
	expect(simulator.requests).toHaveLength(0);
});
