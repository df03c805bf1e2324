// What Outlook makes of inline images when files are added: an upload session may lose that they are inline (docs#9140), and one more file
// may double them (dotnet#2937). Both are looked for afterwards and said.
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { attachmentBench, type Bench } from '../../support/attachments.mts';
import { generatedFile, textFile } from '../../support/files.mts';

let simulator: Simulator;
let bench: Bench;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	Object.assign(simulator.switches, { inlineInUploadSession: 'kept', inlineImagesOnAdd: 'stay' });
	bench = attachmentBench(simulator);
});

const html = { body: '<p>Look: <img src="cid:plan.png"></p>', bodyType: 'html' };
const large = () => generatedFile(3_500_000, { name: 'plan.png', contentType: 'image/png' });
const small = () => generatedFile(1_000, { name: 'plan.png', contentType: 'image/png' });
const LOST = expect.stringContaining(
	'"plan.png" was to be shown in the text, but Outlook keeps it as an ordinary attachment',
);
const DOUBLED = expect.stringContaining('"plan.png" is on the draft 2 times');
const lists = () => bench.requests().filter((request) => request === 'GET /messages/*/attachments').length;

describe('an inline image that goes up in an upload session', () => {
	test('lost: said by create, update and add', async () => {
		simulator.switches.inlineInUploadSession = 'lost';
		const made = await bench.run('draft:create', { ...html, attachments: [large()] });
		expect(made.warnings).toContainEqual(LOST);
		expect(made.output.warnings).toContainEqual(LOST);
		expect(bench.drafts()[0].attachments).toHaveLength(1);

		const { id } = await bench.run('draft:create', html);
		expect((await bench.run('attachment:add', { draftId: id, attachments: [large()] })).warnings).toContainEqual(LOST);
		const other = await bench.run('draft:create', { subject: 'x' });
		const updated = await bench.run('draft:update', { draftId: other.id, ...html, attachments: [large()] });
		expect(updated.warnings).toContainEqual(LOST);
	});

	test('kept: looked at once, nothing to say', async () => {
		const { warnings } = await bench.run('draft:create', { ...html, attachments: [large()] });
		expect(warnings).not.toContainEqual(LOST);
		expect(lists()).toBe(1);
	});

	test('an ordinary large file is not looked at', async () => {
		await bench.run('draft:create', { subject: 'x', attachments: [generatedFile(3_500_000)] });
		expect(lists()).toBe(0);
	});

	test('an image that went with the message is not looked at', async () => {
		await bench.run('draft:create', { ...html, attachments: [small()] });
		expect(lists()).toBe(0);
	});

	test('a look that fails costs nothing', async () => {
		simulator.faults.add({
			method: 'GET',
			path: /\/attachments\?/,
			status: 400,
			code: 'ErrorInvalidRequest',
			times: 99,
		});
		const { id } = await bench.run('draft:create', { ...html, attachments: [large()] });
		expect(id).not.toBe('');
		expect(bench.drafts()[0].attachments).toHaveLength(1);
	});
});

describe('inline images when one more file is added', () => {
	beforeEach(() => void (simulator.switches.inlineImagesOnAdd = 'doubled'));

	test('doubled: said by add', async () => {
		const { id } = await bench.run('draft:create', { ...html, attachments: [small()] });
		const added = await bench.run('attachment:add', { draftId: id, attachments: [textFile('a.txt', 'a')] });
		expect(added.warnings).toContainEqual(DOUBLED);
		expect(added.output.attachments).toEqual([expect.objectContaining({ name: 'a.txt' })]);
	});

	test('doubled: said by create, where the files do not fit into one request', async () => {
		const attachments = [
			small(),
			generatedFile(3_000_000, { name: 'a.bin' }),
			generatedFile(2_000_000, { name: 'b.bin' }),
		];
		const { warnings } = await bench.run('draft:create', { ...html, attachments });
		expect(warnings).toContainEqual(DOUBLED);
	});

	test('two images of the same name that the draft had before are no doubles', async () => {
		simulator.switches.inlineImagesOnAdd = 'stay';
		const { id } = await bench.run('draft:create', {
			body: '<img src="cid:one"><img src="cid:two">',
			bodyType: 'html',
			attachments: ['one', 'two'].map((contentId) => generatedFile(1_000, { name: 'plan.png', contentId })),
		});
		const added = await bench.run('attachment:add', { draftId: id, attachments: [textFile('a.txt', 'a')] });
		expect(added.warnings).not.toContainEqual(DOUBLED);
	});

	test('without inline images nothing is listed once more', async () => {
		const { id } = await bench.run('draft:create', { subject: 'x', attachments: [textFile('a.txt', 'a')] });
		simulator.requests.length = 0;
		await bench.run('attachment:add', { draftId: id, attachments: [textFile('b.txt', 'b')] });
		expect(lists()).toBe(1);
	});
});
