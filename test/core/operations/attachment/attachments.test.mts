import type { Simulator } from '../../../../simulator/server.mts';
import { attachmentBench, type Bench } from '../../../support/attachments.mts';
import { generatedFile, sha256OfGenerated, textFile } from '../../../support/files.mts';
import { useSimulator } from '../../../support/useSimulator.mts';

let simulator: Simulator;
let bench: Bench;
useSimulator((started) => (simulator = started));
beforeEach(() => {
	bench = attachmentBench(simulator);
});

const deleting = { account: { limits: { allowSending: false, allowDeleting: true, allowedMailboxes: [] } } };
const graph = async (method: string, path: string, body?: object) =>
	await (
		await fetch(`${simulator.url}/v1.0${path}`, {
			method,
			headers: {
				authorization: `Bearer ${simulator.issueToken({ kind: 'delegated' })}`,
				'content-type': 'application/json',
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		})
	).json();
const attach = async (id: string, kind: string, more: object) =>
	await graph('POST', `/me/messages/${id}/attachments`, {
		'@odata.type': `#microsoft.graph.${kind}Attachment`,
		...more,
	});

describe('copying from another message', () => {
	test('open-assistant#67: two attachments, one GET each, into the new draft', async () => {
		const { id } = await bench.run('draft:create', { attachments: [textFile('a.txt', 'a'), textFile('b.txt', 'b')] });
		simulator.requests.length = 0;
		await bench.run('draft:create', { copyAttachmentsFrom: id, attachments: [textFile('own.txt', 'o')] });
		expect(bench.requests()).toEqual([
			'GET /messages/*/attachments',
			'GET /messages/*/attachments/*',
			'GET /messages/*/attachments/*',
			'POST /messages',
		]);
		expect(bench.stored().map(({ name }) => name)).toEqual(['own.txt', 'a.txt', 'b.txt']);
	});

	test('a large one goes up in pieces', async () => {
		const { id } = await bench.run('draft:create', { attachments: [generatedFile(5_000_000)] });
		await bench.run('draft:create', { copyAttachmentsFrom: id });
		expect(bench.stored()).toEqual([{ name: 'report.bin', sha256: sha256OfGenerated(5_000_000) }]);
	});

	test('an attached message becomes a file; a link is not copied, which is said', async () => {
		const { id } = await bench.run('draft:create', {});
		await attach(id, 'item', {
			name: 'Question',
			item: {
				'@odata.type': 'microsoft.graph.message',
				subject: 'Question',
				body: { contentType: 'text', content: 'Why?' },
			},
		});
		await attach(id, 'reference', { name: 'Plan.docx' });
		const { warnings } = await bench.run('draft:create', { copyAttachmentsFrom: id });
		const [copy, ...others] = bench.drafts().at(-1)!.attachments;
		expect(others).toEqual([]);
		expect(copy).toMatchObject({ name: 'Question.eml', contentType: 'message/rfc822' });
		expect(Buffer.from(copy.contentBytes!, 'base64').toString()).toContain('Subject: Question');
		expect(warnings).toEqual(['"Plan.docx" is a link to a file elsewhere, so it was not copied.']);
	});

	test('inline images stay inline where the body shows them', async () => {
		const { id } = await bench.run('draft:create', {
			body: '<img src="cid:logo">',
			attachments: [textFile('logo.png', 'png', { contentId: 'logo' })],
		});
		await bench.run('draft:create', { body: '<p>Again</p><img src="cid:logo">', copyAttachmentsFrom: id });
		expect(bench.drafts().at(-1)!.attachments).toMatchObject([{ name: 'logo.png', contentId: 'logo', isInline: true }]);
	});
});

describe('attachment:add', () => {
	test('no file, no draft, a message that is no draft', async () => {
		const { id } = await bench.run('draft:create', {});
		await expect(bench.run('attachment:add', { draftId: id, attachments: [] })).rejects.toThrow(
			'there is no file to attach',
		);
		await expect(bench.run('attachment:add', { draftId: ' ', attachments: [textFile('a', 'a')] })).rejects.toThrow(
			'Draft: it is empty',
		);
		const received = bench.drafts().at(-1)!;
		simulator.store.update(received, { isDraft: false });
		await expect(
			bench.run('attachment:add', { draftId: received.immutableId, attachments: [textFile('a', 'a')] }),
		).rejects.toThrow('not a draft');
		expect(received.attachments).toHaveLength(0);
	});

	test('a mailbox that the account may not use', async () => {
		const account = { limits: { allowSending: false, allowDeleting: false, allowedMailboxes: ['me'] } };
		for (const name of ['attachment:add', 'attachment:getAll', 'attachment:remove']) {
			await expect(
				bench.run(name, { mailbox: 'sales@contoso.com', draftId: 'x', messageId: 'x', attachmentId: 'x' }, { account }),
			).rejects.toMatchObject({ code: 'AccountSettings' });
		}
		expect(simulator.requests).toHaveLength(0);
	});

	test('tried again in the same execution, what is there is not added twice; what was there before does not count', async () => {
		const { id } = await bench.run('draft:create', { attachments: [textFile('b.txt', 'old')] });
		const memory = {};
		simulator.faults.add({
			method: 'POST',
			path: /\/attachments$/,
			status: 400,
			code: 'ErrorInvalidRequest',
			when: 'before',
		});
		const fields = () => ({ draftId: id, attachments: [textFile('a.txt', 'a'), textFile('b.txt', 'new')] });
		await expect(bench.run('attachment:add', fields(), { memory })).rejects.toMatchObject({
			cause: { missing: ['a.txt', 'b.txt'] },
		});
		await bench.run('attachment:add', fields(), { memory });
		await bench.run('attachment:add', fields(), { memory });
		expect(bench.stored().map(({ name }) => name)).toEqual(['b.txt', 'a.txt', 'b.txt']);
	});
});

describe('attachment:getAll', () => {
	test('names, kinds, sizes; contents only if wanted, inline images only if wanted', async () => {
		const { id } = await bench.run('draft:create', {
			body: '<img src="cid:logo">',
			attachments: [textFile('a.txt', 'grüß'), textFile('logo.png', 'png', { contentId: 'logo' })],
		});
		await attach(id, 'reference', { name: 'Plan.docx' });
		simulator.requests.length = 0;
		const list = await bench.run('attachment:getAll', { messageId: id });
		expect(list.output.attachments).toMatchObject([
			{ name: 'a.txt', kind: 'file', contentType: 'text/plain', isInline: false },
			{ name: 'logo.png', isInline: true, contentId: 'logo' },
			{ name: 'Plan.docx', kind: 'link' },
		]);
		expect(list.files).toEqual([]);
		expect(simulator.requests).toHaveLength(1);
		const all = await bench.run('attachment:getAll', {
			messageId: id,
			download: true,
			includeInline: false,
			binaryPrefix: 'x',
		});
		expect(all.files).toEqual([
			{ at: 0, field: 'x0', name: 'a.txt', contentType: 'text/plain', content: new TextEncoder().encode('grüß') },
		]);
		expect(all.warnings).toEqual([expect.stringContaining('"Plan.docx" is a link')]);
	});
});

describe('attachment:remove', () => {
	const draft = async () =>
		(
			await bench.run('draft:create', {
				attachments: [textFile('a.txt', '1'), textFile('a.txt', '2'), textFile('Offer.pdf', '3')],
			})
		).id;

	test('by name, in any letter case, and by id', async () => {
		const id = await draft();
		await bench.run('attachment:remove', { draftId: id, attachmentId: 'offer.PDF' }, deleting);
		await bench.run(
			'attachment:remove',
			{ draftId: id, attachmentId: bench.drafts().at(-1)!.attachments[1].id },
			deleting,
		);
		expect(
			bench
				.drafts()
				.at(-1)!
				.attachments.map(({ contentBytes }) => contentBytes),
		).toEqual(['MQ==']);
	});

	test('a name that is not there or not alone is refused, with what there is', async () => {
		const id = await draft();
		await expect(
			bench.run('attachment:remove', { draftId: id, attachmentId: 'b.txt' }, deleting),
		).rejects.toMatchObject({ cause: { hint: 'It has: "a.txt", "a.txt", "Offer.pdf".' } });
		await expect(
			bench.run('attachment:remove', { draftId: id, attachmentId: 'a.txt' }, deleting),
		).rejects.toMatchObject({
			message: expect.stringContaining('2 attachments with the name "a.txt"'),
			cause: { hint: 'Use the ID of one of them: Get Many Attachments lists it.' },
		});
		expect(bench.drafts().at(-1)!.attachments).toHaveLength(3);
	});

	test('an account that may not delete', async () => {
		const id = await draft();
		await expect(bench.run('attachment:remove', { draftId: id, attachmentId: 'Offer.pdf' })).rejects.toMatchObject({
			code: 'AccountSettings',
		});
		expect(bench.drafts().at(-1)!.attachments).toHaveLength(3);
	});

	test('tried again in the same execution after it succeeded: the same result, and no second one is removed', async () => {
		const { id } = await bench.run('draft:create', { attachments: [textFile('a.txt', '1')] });
		const options = { ...deleting, memory: {} };
		const fields = { draftId: id, attachmentId: 'a.txt' };
		const first = await bench.run('attachment:remove', fields, options);
		// Somebody adds another file of that name before the host tries again.
		await attach(id, 'file', { name: 'a.txt', contentBytes: 'Mg==' });
		simulator.requests.length = 0;
		expect(await bench.run('attachment:remove', fields, options)).toEqual(first);
		expect(simulator.requests).toHaveLength(0);
		expect(bench.drafts().at(-1)!.attachments).toHaveLength(1);
	});

	test('a lost answer', async () => {
		const id = await draft();
		simulator.faults.add({ method: 'DELETE', cut: true, when: 'after' });
		await bench.run('attachment:remove', { draftId: id, attachmentId: 'Offer.pdf' }, deleting);
		expect(bench.drafts().at(-1)!.attachments).toHaveLength(2);
	});
});
