// Attachments in the operations after the create.
import type { Simulator } from '../../../../simulator/server.mts';
import { generatedFile, textFile } from '../../../support/files.mts';
import { lifeBench, ME, type LifeBench } from '../../../support/life.mts';
import { useSimulator } from '../../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const PLAN = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'plan.txt', contentBytes: 'aGk=' };
const names = (id: string) => bench.message(id)!.attachments.map(({ name }) => name);
const requests = () => bench.requests().map((request) => request.replace(/^(PUT) .*/, '$1 upload'));

test('a reply with a file: createReply, text, attachment; then it can be sent (outlook-mcp PR #3)', async () => {
	const messageId = await bench.receive();
	const { id, output } = await bench.run('draft:reply', {
		messageId,
		body: '<p>Here it is</p>',
		attachments: [textFile('offer.txt', 'x')],
	});
	expect(requests()).toEqual([
		'GET /me/messages/*',
		'POST /me/messages/*/createReply',
		'GET /me/messages/*',
		'PATCH /me/messages/*',
		'GET /me/messages/*/attachments',
		'POST /me/messages/*/attachments',
		'GET /me/messages/*',
	]);
	expect(output.attachments).toMatchObject([{ name: 'offer.txt', upload: 'post' }]);
	expect(names(id)).toEqual(['offer.txt']);
	await bench.run('draft:send', { draftId: id });
	expect(
		simulator.store.messages(ME).filter(({ isDraft, subject }) => !isDraft && subject === 'RE: Offer'),
	).toHaveLength(1);
});

test('a forward keeps the files of the original beside one of the same name', async () => {
	const messageId = await bench.receive({ attachments: [PLAN] });
	const { id } = await bench.run('draft:forward', { messageId, attachments: [textFile('plan.txt', 'new')] });
	expect(names(id)).toEqual(['plan.txt', 'plan.txt']);
});

test('an image that the new text shows becomes inline', async () => {
	const messageId = await bench.receive();
	const { id } = await bench.run('draft:reply', {
		messageId,
		body: '<img src="cid:logo.png">',
		attachments: [textFile('logo.png', 'x', { contentType: 'image/png' })],
	});
	expect(bench.message(id)!.attachments).toMatchObject([{ name: 'logo.png', isInline: true }]);
});

test('a file that fails: the error names the draft and the file; another try adds only what is missing', async () => {
	const messageId = await bench.receive();
	const fields = { messageId, body: '<p>x</p>', attachments: [textFile('one.txt', '1'), textFile('two.txt', '2')] };
	const memory = {};
	const { message } = await bench
		.run('draft:reply', { ...fields, attachments: [fields.attachments[0], failing('two.txt')] }, { memory })
		.catch((thrown) => thrown);
	expect(message).toContain('two.txt');
	expect(bench.drafts()).toHaveLength(1);
	const { id } = await bench.run('draft:reply', fields, { memory });
	expect(bench.drafts()).toHaveLength(1);
	expect(names(id)).toEqual(['one.txt', 'two.txt']);
	expect(bench.message(id)!.body.content.split('<p>x</p>')).toHaveLength(2);
});

test('an update adds files; alone, without a PATCH', async () => {
	const draftId = await bench.draft({ attachments: [PLAN] });
	const { output } = await bench.run('draft:update', { draftId, attachments: [textFile('more.txt', 'x')] });
	expect(requests()).toEqual([
		'GET /me/messages/*',
		'GET /me/messages/*/attachments',
		'POST /me/messages/*/attachments',
		'GET /me/messages/*',
	]);
	expect(output.attachments).toMatchObject([{ name: 'more.txt' }]);
	await bench.run('draft:update', { draftId, subject: 'x', attachments: [textFile('last.txt', 'x')] });
	expect(names(draftId)).toEqual(['plan.txt', 'more.txt', 'last.txt']);
});

describe('message:send', () => {
	test('small files go with sendMail', async () => {
		const { output } = await bench.run('message:send', {
			to: 'a@contoso.com',
			attachments: [textFile('offer.txt', 'x')],
		});
		expect(requests()).toEqual(['POST /me/sendMail']);
		expect(output.through).toBe('sendMail');
		expect(simulator.store.messages(ME)[0].attachments).toMatchObject([{ name: 'offer.txt' }]);
	});

	test('large ones through a draft, which is said (msgraph-sdk-dotnet#702)', async () => {
		const { output } = await bench.run('message:send', {
			to: 'a@contoso.com',
			attachments: [generatedFile(5_000_000)],
		});
		expect(output).toMatchObject({
			sent: true,
			through: 'draft',
			because: 'its attachments are too large for one request',
		});
		expect(simulator.store.messages(ME)).toMatchObject([{ isDraft: false, attachments: [{ name: 'report.bin' }] }]);
	});

	test('large ones without a copy in Sent Items are refused', async () => {
		await expect(
			bench.run('message:send', {
				to: 'a@contoso.com',
				saveToSentItems: false,
				attachments: [generatedFile(5_000_000)],
			}),
		).rejects.toMatchObject({ code: 'InvalidInput' });
		expect(requests()).toEqual([]);
	});
});

function failing(name: string) {
	return {
		...textFile(name, '2'),
		// eslint-disable-next-line require-yield
		async *open(): AsyncGenerator<Uint8Array> {
			throw new Error('the file is gone');
		},
	};
}
