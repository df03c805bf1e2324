import type { Simulator } from '../../../simulator/server.mts';
import { attachmentBench, ME, type Bench } from '../../support/attachments.mts';
import { generatedFile, sha256, textFile } from '../../support/files.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: Bench;
useSimulator((started) => (simulator = started));
beforeEach(() => {
	bench = attachmentBench(simulator);
});

const ADD = { method: 'POST', path: /\/attachments$/ };
/** Too large together, so that the last two are posted by themselves. */
const files = () => [
	generatedFile(3_000_000, { name: 'first.bin' }),
	textFile('second.txt', '2'),
	generatedFile(200_000, { name: 'third.bin' }),
];
const big = () => [
	generatedFile(3_000_000, { name: 'first.bin' }),
	generatedFile(1_000_000, { name: 'second.bin' }),
	generatedFile(200_000, { name: 'third.bin' }),
];
const names = (mailbox?: string) => bench.stored(mailbox).map(({ name }) => name);
const draftOf = async () => (await bench.run('draft:create', {})).id;

test.each([
	['cut before it', { cut: true, when: 'before' as const }],
	['cut after it', { cut: true, when: 'after' as const }],
	['503 before it', { status: 503, when: 'before' as const }],
	['504 after it', { status: 504, when: 'after' as const }],
	['429', { status: 429, code: 'ApplicationThrottled', retryAfter: 1 }],
	['412, a save conflict', { status: 412, code: 'ErrorIrresolvableConflict' }],
	['409, somebody else writes to the draft at the moment', { status: 409, code: 'ErrorIrresolvableConflict' }],
])('a posted file is there once: %s', async (_name, fault) => {
	simulator.faults.add({ ...ADD, ...fault });
	const { output } = await bench.run('draft:create', { attachments: big() });
	expect(names()).toEqual(['first.bin', 'second.bin', 'third.bin']);
	expect((output.attachments as Array<{ id?: string }>)[1].id).toBe(bench.drafts().at(-1)!.attachments[1].id);
});

test('a post that takes effect late, after it was sent again, leaves one file', async () => {
	bench = attachmentBench(simulator, 'delegated', { realPauses: true });
	const draftId = await draftOf();
	simulator.faults.add({ ...ADD, commitAfterMs: 10_600 });
	const { output } = await bench.run('attachment:add', { draftId, attachments: [textFile('a.txt', 'a')] });
	await simulator.settled();
	expect(names()).toEqual(['a.txt']);
	expect((output.attachments as Array<{ id: string }>)[0].id).toBe(bench.drafts().at(-1)!.attachments[0].id);
});

test('a file of the same name that was there already is not taken for the one whose answer was lost', async () => {
	const draftId = await draftOf();
	await bench.run('attachment:add', { draftId, attachments: [textFile('a.txt', 'old')] });
	simulator.faults.add({ ...ADD, cut: true, when: 'before' });
	await bench.run('attachment:add', { draftId, attachments: [textFile('a.txt', 'new')] });
	expect(bench.stored().map((one) => one.sha256)).toEqual([sha256(Buffer.from('old')), sha256(Buffer.from('new'))]);
});

describe('a file that is refused after the draft was made', () => {
	const refuse = () =>
		simulator.faults.add({
			...ADD,
			status: 413,
			code: 'ErrorMessageSizeExceeded',
			message: 'The message exceeds the maximum supported size.',
		});

	test('the error names the draft, what is on it and what is missing; the mailbox limit is explained', async () => {
		refuse();
		const error = (await bench.run('draft:create', { attachments: big() }).catch((thrown: unknown) => thrown)) as {
			message: string;
			cause: { hint: string };
		};
		const { immutableId: id } = bench.drafts().at(-1)!;
		expect(error).toMatchObject({
			code: 'ErrorMessageSizeExceeded',
			cause: { draftId: id, attached: ['first.bin'], missing: ['second.bin', 'third.bin'], status: 413 },
		});
		expect(error.message).toMatch(
			/^The draft was created, but "second\.bin" could not be attached\. With the file "second\.bin" \(1000000 bytes\)/,
		);
		expect(error.cause.hint).toContain('up to 35 MB unless an administrator');
		expect(error.cause.hint).toContain('The draft exists.');
		expect(error.cause.hint).toContain('Attached: "first.bin". Missing: "second.bin", "third.bin".');
	});

	// F20: what is too large is the file, not the body.
	test('413 of a proxy speaks of the file', async () => {
		simulator.faults.add({ ...ADD, status: 413, code: 'RequestEntityTooLarge', message: 'too large' });
		const error = (await bench.run('draft:create', { attachments: big() }).catch((thrown: unknown) => thrown)) as {
			message: string;
			cause: { hint: string };
		};
		expect(error.message).toContain('The file "second.bin" (1000000 bytes) is larger than Outlook, or a proxy');
		expect(error.cause.hint).toContain('Attach a smaller file');
		expect(error.message + error.cause.hint).not.toContain('body');
	});

	test('with "delete", the draft goes to Deleted Items', async () => {
		refuse();
		const account = { limits: { allowSending: false, allowDeleting: true, allowedMailboxes: [] } };
		const before = bench.drafts().length;
		await expect(
			bench.run('draft:create', { attachments: big(), ifUnfinished: 'delete' }, { account }),
		).rejects.toMatchObject({
			message: expect.stringContaining('"second.bin" could not be attached'),
			cause: { hint: expect.stringContaining('moved to Deleted Items'), missing: ['second.bin', 'third.bin'] },
		});
		const { folders } = simulator.store.mailboxes.find(({ address }) => address === ME)!;
		const deleted = folders.find(({ displayName }) => displayName === 'Deleted Items')!;
		expect(bench.drafts().filter(({ parentFolderId }) => parentFolderId !== deleted.id)).toHaveLength(before);
	});

	test.each([
		['504 after it', { status: 504, when: 'after' as const }],
		['cut after it', { cut: true, when: 'after' as const }],
		['503 before it', { status: 503, when: 'before' as const }],
		['cut before it', { cut: true, when: 'before' as const }],
	])(
		'with "delete", the draft is in Deleted Items, not gone for good, when the answer is lost: %s',
		async (_name, fault) => {
			refuse();
			simulator.faults.add({ method: 'DELETE', path: /\/messages\/[^/]+$/, ...fault });
			const account = { limits: { allowSending: false, allowDeleting: true, allowedMailboxes: [] } };
			const before = bench.drafts().length;
			await expect(
				bench.run('draft:create', { attachments: big(), ifUnfinished: 'delete' }, { account }),
			).rejects.toMatchObject({ cause: { hint: expect.stringContaining('moved to Deleted Items') } });
			const { folders } = simulator.store.mailboxes.find(({ address }) => address === ME)!;
			const deleted = folders.find(({ displayName }) => displayName === 'Deleted Items')!;
			expect(bench.drafts()).toHaveLength(before + 1);
			expect(bench.drafts().at(-1)!.parentFolderId).toBe(deleted.id);
		},
	);

	test('with "delete", an account that may not delete is refused before anything is made', async () => {
		await expect(bench.run('draft:create', { attachments: big(), ifUnfinished: 'delete' })).rejects.toMatchObject({
			code: 'AccountSettings',
		});
		expect(simulator.requests).toHaveLength(0);
	});

	test('tried again in the same execution, the draft is completed', async () => {
		refuse();
		const memory = {};
		const before = bench.drafts().length;
		await expect(bench.run('draft:create', { attachments: big() }, { memory })).rejects.toThrow('second.bin');
		const { output } = await bench.run('draft:create', { attachments: big() }, { memory });
		expect(bench.drafts()).toHaveLength(before + 1);
		expect(names()).toEqual(['first.bin', 'second.bin', 'third.bin']);
		expect((output.attachments as Array<{ upload: string }>).map(({ upload }) => upload)).toEqual([
			'before',
			'post',
			'post',
		]);
	});

	test.each(['key', 'sameContent'])(
		'with duplicates by %s, a later run completes the draft',
		async (duplicates) => {
			refuse();
			const fields = { duplicates, draftKey: 'order 4711', attachments: big() };
			const before = bench.drafts().length;
			await expect(bench.run('draft:create', fields)).rejects.toThrow('second.bin');
			const second = await bench.run('draft:create', { ...fields, attachments: big() });
			const third = await bench.run('draft:create', { ...fields, attachments: big() });
			expect(bench.drafts()).toHaveLength(before + 1);
			expect([second.id, third.id]).toEqual(Array(2).fill(bench.drafts().at(-1)!.immutableId));
			expect(names()).toEqual(['first.bin', 'second.bin', 'third.bin']);
		},
		60_000,
	);
});

test('sameContent: files with another content make another draft', async () => {
	const fields = (content: string) => ({ duplicates: 'sameContent', attachments: [textFile('a.txt', content)] });
	const first = await bench.run('draft:create', fields('one'));
	expect((await bench.run('draft:create', fields('two'))).id).not.toBe(first.id);
	expect((await bench.run('draft:create', fields('one'))).id).toBe(first.id);
});

test('403 for a large file in a shared mailbox names the known issue; small ones go up', async () => {
	const error = await bench
		.run('draft:create', { mailbox: 'support@contoso.com', attachments: [generatedFile(5_000_000)] })
		.catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({
		code: 'ErrorAccessDenied',
		message: expect.stringContaining("files over 3 MB cannot be uploaded to another person's or a shared mailbox"),
		cause: {
			hint: expect.stringMatching(/files up to 3 MB.*signs in as an application/),
			draftId: expect.any(String),
			missing: ['report.bin'],
		},
	});
	await bench.run('draft:create', { mailbox: 'support@contoso.com', attachments: files() });
	expect(names('support@contoso.com')).toEqual(['first.bin', 'second.txt', 'third.bin']);
});

test('the draft is gone meanwhile', async () => {
	const draftId = await draftOf();
	simulator.faults.add({ ...ADD, status: 404, code: 'ErrorItemNotFound', times: 99 });
	await expect(bench.run('attachment:add', { draftId, attachments: files() })).rejects.toMatchObject({
		message: expect.stringContaining('The draft no longer exists'),
	});
});

test('together more than a message may have is said', async () => {
	simulator.switches.uploadBytesPerFiveMinutes = 1024 ** 3;
	const { warnings } = await bench.run('draft:create', {
		attachments: [generatedFile(20_000_000), generatedFile(10_000_000, { name: 'b.bin' })],
	});
	expect(warnings).toEqual([
		expect.stringContaining('Together the attachments have 28.6 MB. Exchange sends messages up to 35 MB'),
	]);
});
