// What a flow changes of its own drafts is no change of a person: in no order, with no operation, with a look at any moment.
import type { FieldValues } from '../../../core/fields';
import type { Simulator } from '../../../simulator/server.mts';
import { textFile } from '../../support/files.mts';
import { ME, to, type LifeBench } from '../../support/life.mts';
import { pass, watching, type Watching, useClockedMailbox } from '../../support/watching.mts';

let simulator: Simulator;
let bench: LifeBench;
useClockedMailbox((...started) => ([simulator, bench] = started));

const MINUTE = 60_000;
const person = () => simulator.person(ME);
const MADE: FieldValues = {
	folder: 'drafts',
	to: 'pat@fabrikam.com',
	subject: 'Offer',
	body: '<p>Dear Pat,</p><p>5 %</p>',
};
const BIG = textFile('big.txt', 'x'.repeat(3_200_000));

async function begun(): Promise<Watching> {
	const watch = watching(simulator, { watchFor: 'draft', events: 'sent;edited;deleted' });
	await watch.look();
	return watch;
}

/** Looks until everything has settled. */
async function settle(watch: Watching): Promise<Array<Record<string, unknown>>> {
	const outputs: Array<Record<string, unknown>> = [];
	for (let looks = 0; looks < 8; looks++) {
		outputs.push(...(await watch.look()).outputs);
		pass(MINUTE);
	}
	return outputs;
}

const DRAFTS: Array<[name: string, make: () => Promise<string>]> = [
	['a draft', async () => (await bench.run('draft:create', MADE)).id],
	['one with a key', async () => (await bench.run('draft:create', { ...MADE, duplicates: 'key', draftKey: 'k' })).id],
	[
		'one with a file',
		async () => (await bench.run('draft:create', { ...MADE, attachments: [textFile('a.txt', 'a')] })).id,
	],
	[
		'one in MIME with a key',
		async () => (await bench.run('draft:create', { ...MADE, anyHeader: true, duplicates: 'key', draftKey: 'm' })).id,
	],
	[
		'a reply',
		async () => {
			const { immutableId } = person().receive({ body: { contentType: 'html', content: '<p>How much?</p>' } });
			return (await bench.run('draft:reply', { messageId: immutableId, body: '<p>5 %</p>' })).id;
		},
	],
	[
		'a reply with a key',
		async () => {
			const { immutableId } = person().receive({ body: { contentType: 'html', content: '<p>How much?</p>' } });
			const keyed = { messageId: immutableId, body: '<p>5 %</p>', duplicates: 'key', draftKey: 'r' };
			return (await bench.run('draft:reply', keyed)).id;
		},
	],
	[
		'a forward with files',
		async () => {
			const { immutableId } = person().receive({
				attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'plan.txt', contentBytes: 'aGk=' }],
			});
			const fields = { messageId: immutableId, body: '<p>See below</p>', to: 'pat@fabrikam.com' };
			return (await bench.run('draft:forward', fields)).id;
		},
	],
];

const CHANGES: Array<[name: string, operation: string, fields: FieldValues]> = [
	['the subject', 'draft:update', { subject: 'Another offer' }],
	['another text', 'draft:update', { body: '<p>6 %</p>' }],
	['a text below', 'draft:update', { body: '<p>More</p>', bodyMode: 'append' }],
	['a text above', 'draft:update', { body: '<p>More</p>', bodyMode: 'prepend' }],
	['a signature', 'draft:update', { signature: '<p>Megan</p>' }],
	['To', 'draft:update', { to: 'kim@fabrikam.com' }],
	['all recipients', 'draft:update', { to: 'kim@fabrikam.com', cc: '', bcc: 'lee@fabrikam.com' }],
	[
		'a message object',
		'draft:update',
		{ messageSource: 'json', messageJson: { subject: 'x', toRecipients: to('k@x.com') } },
	],
	['a file and a subject', 'draft:update', { subject: 'x', attachments: [textFile('b.txt', 'b')] }],
	['only a file', 'draft:update', { attachments: [textFile('b.txt', 'b')] }],
	['files', 'attachment:add', { attachments: [textFile('b.txt', 'b'), textFile('c.txt', 'c')] }],
	['a category', 'draft:update', { categories: 'Red category' }],
	['a folder', 'draft:update', { moveTo: 'archive' }],
];

describe.each(DRAFTS)('%s', (_name, make) => {
	test.each(CHANGES)('%s', async (_change, operation, fields) => {
		const watch = await begun();
		const draftId = await make();
		await watch.look();
		pass(MINUTE);
		await bench.run(operation, { draftId, ...fields });
		expect(await settle(watch)).toEqual([]);
		await person().send(draftId);
		expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false, changedParts: [] }]);
	});
});

test('a large file that goes up slowly, with looks in between, also with the draft itself', async () => {
	const watch = await begun();
	const looks: unknown[] = [];
	const around = async (_request: unknown, send: () => Promise<any>) => {
		const answer = await send();
		looks.push(...(await watch.look()).outputs);
		pass(20_000);
		return answer;
	};
	const attachments = [textFile('one.txt', '1'), BIG, textFile('two.txt', '2')];
	const { id } = await bench.run('draft:create', { ...MADE, attachments }, { around });
	await bench.run('attachment:add', { draftId: id, attachments: [textFile('three.txt', '3')] }, { around });
	expect([...looks, ...(await settle(watch))]).toEqual([]);
	await person().send(id);
	expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false }]);
});

test('a file that is taken away', async () => {
	const watch = await begun();
	const { id: draftId } = await bench.run('draft:create', {
		...MADE,
		attachments: [textFile('a.txt', 'a'), textFile('b.txt', 'b')],
	});
	await bench.run('attachment:remove', { draftId, attachmentId: 'a.txt' });
	expect(await settle(watch)).toEqual([]);
	await person().send(draftId);
	expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false }]);
});

test('recipients that the flow chooses when it sends', async () => {
	const watch = await begun();
	const { id: draftId } = await bench.run('draft:create', MADE);
	await bench.run('draft:send', { draftId, to: 'kim@fabrikam.com' });
	expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false, to: 'kim@fabrikam.com' }]);
});

describe('a later run that updates the draft with the same key', () => {
	const keyed = { ...MADE, duplicates: 'key', draftKey: 'k', onExisting: 'update' };

	test.each<[string, FieldValues]>([
		['JSON', {}],
		['JSON with files, which stay as they were', { attachments: [textFile('new.txt', 'n')] }],
		['MIME', { anyHeader: true }],
	])('%s', async (_name, more) => {
		const watch = await begun();
		const first = { ...keyed, ...more, cc: 'lee@fabrikam.com', attachments: [textFile('a.txt', 'a')] };
		const { id } = await bench.run('draft:create', first);
		await watch.look();
		pass(MINUTE);
		const { output } = await bench.run('draft:create', { ...keyed, ...more, subject: 'Later', body: '<p>Other</p>' });
		expect(output).toMatchObject({ existing: true, id });
		expect(await settle(watch)).toEqual([]);
		await person().send(id);
		expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false, subject: 'Later' }]);
	});

	test('is still one draft after Update Draft has renewed its digest', async () => {
		const { id } = await bench.run('draft:create', { ...keyed, onExisting: 'return' });
		await bench.run('draft:update', { draftId: id, body: '<p>Other</p>' });
		expect((await bench.run('draft:create', { ...keyed, onExisting: 'return' })).output).toMatchObject({
			existing: true,
			id,
		});
		expect(bench.drafts()).toHaveLength(1);
	});
});

describe('what a person has changed still counts', () => {
	test.each<[string, Record<string, unknown>, string, FieldValues, string[]]>([
		[
			'a text, and the flow changes the subject',
			{ body: { contentType: 'text', content: 'Mine' } },
			'draft:update',
			{ subject: 'x' },
			['text'],
		],
		[
			'a text, and the flow adds to it',
			{ body: { contentType: 'text', content: 'Mine' } },
			'draft:update',
			{ body: 'More', bodyMode: 'append' },
			['text'],
		],
		[
			'a text, and the flow replaces it',
			{ body: { contentType: 'text', content: 'Mine' } },
			'draft:update',
			{ body: 'Ours' },
			[],
		],
		[
			'Cc, and the flow changes To',
			{ ccRecipients: to('lee@fabrikam.com') },
			'draft:update',
			{ to: 'kim@fabrikam.com' },
			['recipients'],
		],
		[
			'a file, and the flow adds another',
			{ attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'mine.txt', contentBytes: 'aGk=' }] },
			'attachment:add',
			{ attachments: [textFile('b.txt', 'b')] },
			['attachments'],
		],
	])('%s', async (_name, change, operation, fields, expected) => {
		const watch = await begun();
		const { id: draftId } = await bench.run('draft:create', MADE);
		await watch.look();
		pass(MINUTE);
		person().edit(draftId, change);
		expect((await settle(watch)).map(({ event }) => event)).toEqual(['edited']);
		await bench.run(operation, { draftId, ...fields });
		expect(await settle(watch)).toEqual([]);
		await person().send(draftId);
		expect(await settle(watch)).toMatchObject([
			{ event: 'sent', changed: expected.length > 0, changedParts: expected },
		]);
	});

	test('both within one look', async () => {
		const watch = await begun();
		const { id: draftId } = await bench.run('draft:create', MADE);
		await watch.look();
		pass(MINUTE);
		person().edit(draftId, { subject: 'Mine' });
		await bench.run('draft:update', { draftId, body: 'Ours' });
		expect(await settle(watch)).toMatchObject([{ event: 'edited', changedParts: ['subject'] }]);
	});
});

test('requests: a digest is read before the change and goes with it; other drafts, and marks, cost nothing more', async () => {
	const requests = async (operation: string, fields: FieldValues) => {
		simulator.requests.length = 0;
		await bench.run(operation, fields);
		return bench.requests().map((request) => request.replace('/me/messages/*', ''));
	};
	const { id: ours } = await bench.run('draft:create', MADE);
	const foreign = await bench.draft();
	const file = { attachments: [textFile('b.txt', 'b')] };
	expect(await requests('draft:update', { draftId: ours, subject: 'x' })).toEqual(['GET ', 'PATCH ']);
	expect(await requests('draft:update', { draftId: ours, categories: 'Red category' })).toEqual(['PATCH ']);
	expect(await requests('draft:update', { draftId: foreign, body: 'x', bodyMode: 'append' })).toEqual([
		'GET ',
		'PATCH ',
	]);
	const adding = ['GET ', 'GET /attachments', 'POST /attachments'];
	expect(await requests('attachment:add', { draftId: foreign, ...file })).toEqual(adding);
	expect(await requests('attachment:add', { draftId: ours, ...file })).toEqual([...adding, 'PATCH ']);
	expect(await requests('attachment:remove', { draftId: foreign, attachmentId: 'b.txt' })).toHaveLength(3);
	expect(await requests('attachment:remove', { draftId: ours, attachmentId: 'b.txt' })).toHaveLength(4);
});

test('a note that fails does not fail the step, and is said', async () => {
	const { id: draftId } = await bench.run('draft:create', MADE);
	simulator.faults.add({ method: 'PATCH', status: 403, code: 'ErrorAccessDenied', times: 9 });
	const { warnings, output } = await bench.run('attachment:add', { draftId, attachments: [textFile('b.txt', 'b')] });
	expect(output.attachments).toMatchObject([{ name: 'b.txt' }]);
	expect(warnings).toEqual([expect.stringContaining('will report them as changed by a person')]);
});
