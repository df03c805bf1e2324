import { BinaryDataService } from 'n8n-core';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { sha256 } from '../../support/files.mts';
import { locator, runNode, type RunInput } from '../../support/n8n.mts';
import { BINARY_MODES, filesNode, removeBinaries, useBinaryMode, type BinaryFile } from '../../support/n8nBinary.mts';

const { Container } = require(require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }));

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => {
	await simulator.close();
	removeBinaries();
});
beforeEach(async () => {
	simulator.reset();
	await useBinaryMode('filesystem-v2');
});

const SUPPORT = 'support@contoso.com';
const file = (text: string, fileName: string, mimeType = 'text/plain'): BinaryFile => ({
	content: Buffer.from(text),
	fileName,
	mimeType,
});
type Items = Parameters<typeof filesNode>[0];

async function run(parameters: Record<string, unknown>, items: Items, input: Partial<RunInput> = {}) {
	const all = {
		mailbox: locator(SUPPORT),
		folder: locator('drafts'),
		to: 'a@contoso.com',
		subject: 'x',
		body: '<p>x</p>',
		...parameters,
	};
	return await runNode({
		items: [],
		credential: n8nCredential(simulator),
		...input,
		types: { 'test.start': filesNode(items) },
		parameters: all,
	});
}
const attachments = () =>
	simulator.store
		.messages(SUPPORT)
		.filter(({ isDraft }) => isDraft)
		.flatMap((message) => message.attachments);
const contents = () =>
	attachments().map(({ name, contentBytes }) => [name, Buffer.from(contentBytes ?? '', 'base64').toString()]);

describe.each(BINARY_MODES)('n8n keeps binary data in mode %s', (mode) => {
	beforeEach(async () => await useBinaryMode(mode));

	test('n8n#17149, n8n#23132, community 33832: the content is the file, never the name of the mode', async () => {
		const { error } = await run({ attachments: 'data' }, [
			{ files: { data: file('a,b\n1,2\n', 'list.csv', 'text/csv') } },
		]);
		expect(error).toBeUndefined();
		expect(contents()).toEqual([['list.csv', 'a,b\n1,2\n']]);
		expect(simulator.requests[0].body).not.toContain(Buffer.from(mode).toString('base64').slice(0, 8));
	});

	test('a large file goes up in pieces', async () => {
		const content = Buffer.alloc(7_000_000, 'large ');
		const { output } = await run({ attachments: 'data' }, [
			{ files: { data: { content, fileName: 'large.bin', mimeType: 'application/zip' } } },
		]);
		expect(sha256(Buffer.from(attachments()[0].contentBytes!, 'base64'))).toBe(sha256(content));
		expect(output[0].json.attachments).toEqual([
			expect.objectContaining({ name: 'large.bin', size: 7_000_000, upload: 'session' }),
		]);
	});

	// n8n 3 has no mode in which files are kept in the item itself.
	test('what comes out is in the same store: a file of a message, and its source', async () => {
		const { output: made } = await run({ attachments: 'data' }, [{ files: { data: file('plan', 'plan.txt') } }]);
		const { id } = made[0].json;
		const files = { resource: 'attachment', operation: 'getAll', messageId: id, download: true };
		const { output: downloaded } = await run(files, [{}]);
		const source = { operation: 'get', draftId: id, options: { downloadMime: true } };
		const { output: read } = await run(source, [{}]);
		const stored = [Object.values(downloaded[0].binary!)[0], read[0].binary!.mime];
		for (const { id: place, data } of stored) {
			if (mode === 'default') expect(place).toBeUndefined();
			else expect([place, data]).toEqual([expect.stringMatching(new RegExp(`^${mode}:`)), mode]);
		}
		const [plan, mime] = await Promise.all(
			stored.map(async (one) => String(await Container.get(BinaryDataService).getAsBuffer(one))),
		);
		expect(plan).toBe('plan');
		expect(mime).toMatch(/^Subject: x\r$[\s\S]*plan\.txt/m);
	});

	test('an empty file', async () => {
		await run({ attachments: 'data' }, [
			{ files: { data: { content: Buffer.alloc(0), fileName: 'empty.txt', mimeType: 'text/plain' } } },
		]);
		expect(contents()).toEqual([['empty.txt', '']]);
	});
});

test('a large file on disk is read as a stream, never as a whole', async () => {
	const whole = jest.spyOn(Container.get(BinaryDataService), 'getAsBuffer');
	await run({ attachments: 'data' }, [
		{ files: { data: { content: Buffer.alloc(7_000_000), fileName: 'large.bin', mimeType: 'application/zip' } } },
	]);
	expect(attachments()).toHaveLength(1);
	expect(whole).not.toHaveBeenCalled();
	whole.mockRestore();
});

test('n8n#24474: the content type of the file is sent', async () => {
	await run({ attachments: 'data' }, [{ files: { data: file('%PDF', 'offer.pdf', 'application/pdf') } }]);
	expect(attachments()[0].contentType).toBe('application/pdf');
});

test.each([
	['n8n#21756: data, data_1', 'data, data_1', ['a.txt', 'b.txt']],
	['blanks', 'data data_1', ['a.txt', 'b.txt']],
	['line breaks and repetitions', 'data\ndata\n data_1 ', ['a.txt', 'b.txt']],
	['all', '*', ['a.txt', 'b.txt', 'c.txt']],
	['all that begin so', 'data*', ['a.txt', 'b.txt']],
	['a name with blanks', 'my file', ['c.txt']],
	['a list', '={{ ["data", "my file"] }}', ['a.txt', 'c.txt']],
	['names of an expression', '={{ Object.keys($binary) }}', ['a.txt', 'b.txt', 'c.txt']],
	['the binary data itself', '={{ $binary.data }}', ['a.txt']],
	['nothing', '', []],
])('fields: %s', async (_name, value, expected) => {
	const files = { data: file('a', 'a.txt'), data_1: file('b', 'b.txt'), 'my file': file('c', 'c.txt') };
	const { error } = await run({ attachments: value }, [{ files }]);
	expect(error).toBeUndefined();
	expect(attachments().map(({ name }) => name)).toEqual(expected);
});

test('each item its own files (n8n Outlook reads those of item 0)', async () => {
	await run({ attachments: '={{ $json.field }}' }, [
		{ json: { field: 'one' }, files: { one: file('1', '1.txt') } },
		{ json: { field: 'two' }, files: { two: file('2', '2.txt') } },
		{ json: { field: '' } },
	]);
	expect(contents().sort()).toEqual([
		['1.txt', '1'],
		['2.txt', '2'],
	]);
	expect(simulator.requests).toHaveLength(3);
});

test.each([
	['dat', { data: file('a', 'a.txt'), other: file('b', 'b.txt') }, 'no binary field "dat"', 'It has: data, other.'],
	['data', {}, 'no binary field "data"', 'It has no files at all.'],
	['={{ 7 }}', { data: file('a', 'a.txt') }, 'the names of binary fields are needed', 'Enter for example data'],
])('a field that is not there is refused by name: %s', async (value, files, message, hint) => {
	const { error } = await run({ attachments: value }, [{ files: files as Record<string, BinaryFile> }]);
	expect(error!.message).toContain(message);
	expect(error!.description).toContain(hint);
	expect(simulator.requests).toHaveLength(0);
});

test("a file without a name gets the field's", async () => {
	await run({ attachments: '*' }, [{ files: { data: { content: Buffer.from('x'), mimeType: 'application/pdf' } } }]);
	expect(attachments()[0].name).toMatch(/^data(\.pdf)?$/);
});

test('Zie619 template 193: create, add, list, three nodes with the same id', async () => {
	const { output: made } = await run({}, [{}]);
	const draftId = made[0].json.id;
	const add = await run({ resource: 'attachment', operation: 'add', draftId, attachments: 'data' }, [
		{ files: { data: file('hello', 'a.txt') } },
	]);
	await run({ resource: 'attachment', operation: 'add', draftId, attachments: 'data' }, [
		{ files: { data: file('second', 'b.txt') } },
	]);
	expect(add.output[0].json).toMatchObject({
		id: draftId,
		attachments: [{ id: expect.any(String), name: 'a.txt', size: 5, upload: 'post' }],
	});
	const { output } = await run(
		{
			resource: 'attachment',
			operation: 'getAll',
			messageId: draftId,
			download: true,
			options: { binaryPrefix: 'file_' },
		},
		[{}],
	);
	// One item each, so that a step behind it takes the field by one name.
	expect(output).toMatchObject([
		{ json: { name: 'a.txt', kind: 'file', contentType: 'text/plain', field: 'file_0', messageId: draftId } },
		{ json: { name: 'b.txt', field: 'file_0', messageId: draftId }, pairedItem: { item: 0 } },
	]);
	const stored = output.map(async ({ binary }) => await Container.get(BinaryDataService).getAsBuffer(binary!.file_0));
	expect((await Promise.all(stored)).map(String)).toEqual(['hello', 'second']);
	expect(output[0].binary!.file_0).toMatchObject({ fileName: 'a.txt', mimeType: 'text/plain' });
	const refused = await run({ resource: 'attachment', operation: 'remove', draftId, attachmentId: 'a.txt' }, [{}]);
	expect(refused.error!.message).toContain('may not delete anything');
	const removed = await run({ resource: 'attachment', operation: 'remove', draftId, attachmentId: 'a.txt' }, [{}], {
		credential: n8nCredential(simulator, { allowDeleting: true }),
	});
	expect(removed.output[0].json).toMatchObject({ id: draftId, removed: { name: 'a.txt' } });
	expect(attachments()).toMatchObject([{ name: 'b.txt' }]);
});

test('an upload that gets lost is said without its address', async () => {
	simulator.faults.add({ method: 'PUT', path: /^\/upload\//, cut: true, times: 999 });
	const { error } = await run({ attachments: 'data', options: { timeout: 2 } }, [
		{ files: { data: { content: Buffer.alloc(4_000_000), fileName: 'large.bin', mimeType: 'application/zip' } } },
	]);
	expect(error!.message).toContain('"large.bin" could not be attached');
	expect(JSON.stringify(error)).not.toContain('authtoken');
});

test("what n8n logs of a large file's way up holds no name", async () => {
	const { Logger } = require(require.resolve('@n8n/backend-common', { paths: [require.resolve('n8n-core')] }));
	const logged: string[] = [];
	const info = jest.spyOn(Container.get(Logger) as { info(text: string): void }, 'info');
	info.mockImplementation((text) => void logged.push(text));
	await run({ attachments: 'data' }, [
		{
			files: {
				data: { content: Buffer.alloc(7_000_000), fileName: 'Dismissal Anna Smith.bin', mimeType: 'application/zip' },
			},
		},
	]);
	info.mockRestore();
	expect(logged.filter((text) => text.includes('% uploaded'))).not.toEqual([]);
	expect(logged.join('\n')).not.toContain('Anna');
});

test('an inline image of more than 3 MB that Outlook does not keep inline is said in the result (docs#9140)', async () => {
	simulator.switches.inlineInUploadSession = 'lost';
	const { output, error } = await run({ attachments: 'data', bodyType: 'html', body: '<img src="cid:plan.png">' }, [
		{ files: { data: { content: Buffer.alloc(3_500_000, 'image'), fileName: 'plan.png', mimeType: 'image/png' } } },
	]);
	expect(error).toBeUndefined();
	expect((output[0].json as { warnings: string[] }).warnings).toContainEqual(
		expect.stringContaining('"plan.png" was to be shown in the text, but Outlook keeps it as an ordinary attachment'),
	);
	simulator.switches.inlineInUploadSession = 'kept';
});
