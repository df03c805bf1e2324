// The checks in the operations that make or change a draft: warnings, a rejection before anything is made, or nothing.
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { fieldsFor } from '../../support/lifeCases.mts';
import { mimeOf } from '../../support/recipientRule.mts';
import { textFile } from '../../support/files.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const BODY = 'Hello Anna,\n\nplease find attached our offer.\n\nKind regards\n[Your Name]';
const PLACEHOLDER = 'The placeholder "[Your Name]" is not filled in.';
const ATTACHED = 'The text speaks of something attached ("please find attached"), but nothing is attached.';
const mime = mimeOf('To', 'new@contoso.com').replace(/Text$/, BODY.replaceAll('\n', '\r\n'));
const NEW = { folder: 'drafts', to: 'new@contoso.com', subject: 'Offer' };

const WAYS: Array<
	[name: string, operation: string, on: 'draftId' | 'messageId' | undefined, fields: object, found: string[]]
> = [
	['fields', 'draft:create', undefined, { ...NEW, body: BODY }, [PLACEHOLDER, ATTACHED]],
	['Markdown', 'draft:create', undefined, { ...NEW, body: BODY, bodyType: 'markdown' }, [PLACEHOLDER, ATTACHED]],
	[
		'JSON',
		'draft:create',
		undefined,
		{ ...NEW, messageSource: 'json', messageJson: { body: { contentType: 'text', content: BODY } } },
		[PLACEHOLDER, ATTACHED],
	],
	['MIME of fields', 'draft:create', undefined, { ...NEW, body: BODY, anyHeader: true }, [PLACEHOLDER, ATTACHED]],
	[
		'raw MIME',
		'draft:create',
		undefined,
		{ folder: 'drafts', messageSource: 'text', mimeText: mime },
		[PLACEHOLDER, ATTACHED],
	],
	[
		'with a file',
		'draft:create',
		undefined,
		{ ...NEW, body: BODY, attachments: [textFile('a.txt', 'a')] },
		[PLACEHOLDER],
	],
	[
		'with a file in the JSON',
		'draft:create',
		undefined,
		{
			...NEW,
			messageSource: 'json',
			messageJson: {
				body: { contentType: 'text', content: BODY },
				attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGk=' }],
			},
		},
		[PLACEHOLDER],
	],
	[
		'into a folder that would be made',
		'draft:create',
		undefined,
		{ ...NEW, body: BODY, folder: 'Inbox/New', createFolders: true },
		[PLACEHOLDER, ATTACHED],
	],
	['without a subject', 'draft:create', undefined, { ...NEW, subject: '', body: 'Hello' }, ['The subject is empty.']],
	['a reply', 'draft:reply', 'messageId', { body: BODY }, [PLACEHOLDER, ATTACHED]],
	['a reply in MIME', 'draft:reply', 'messageId', { messageSource: 'text', mimeText: mime }, [PLACEHOLDER, ATTACHED]],
	['a forward, which has files', 'draft:forward', 'messageId', { to: 'new@contoso.com', body: BODY }, [PLACEHOLDER]],
	['an update, whose draft may have files', 'draft:update', 'draftId', { body: BODY }, [PLACEHOLDER]],
	[
		'a message',
		'message:send',
		undefined,
		{ to: 'new@contoso.com', subject: 'x', body: BODY },
		[PLACEHOLDER, ATTACHED],
	],
	['a message in MIME', 'message:send', undefined, { messageSource: 'text', mimeText: mime }, [PLACEHOLDER, ATTACHED]],
	[
		'a message for later',
		'message:send',
		undefined,
		{ to: 'new@contoso.com', subject: 'x', body: BODY, sendAt: '2099-01-31T09:00:00Z' },
		[PLACEHOLDER, ATTACHED],
	],
];

describe.each(WAYS)('%s (%s)', (_name, operation, on, fields, found) => {
	const run = async (more: object) =>
		await bench.run(operation, await fieldsFor({ on, fields: { ...fields, ...more } } as never, bench, ME, 'me'));
	const changes = () => bench.requests().filter((request) => !/^GET |\/\$batch$/.test(request));

	test('warns', async () => {
		const { warnings, id, output } = await run({});
		expect(warnings.filter((warning) => found.includes(warning))).toEqual(found);
		expect(id !== '' || output.sent).toBeTruthy();
	});

	test('rejects before anything is made, where that is wanted', async () => {
		await expect(run({ checks: 'refuse' })).rejects.toMatchObject({
			code: 'CheckFailed',
			message: found.join(' '),
			cause: { hint: 'Nothing was made or changed. Correct it and run this again, or set Checks to Warn.' },
		});
		expect(changes()).toEqual([]);
	});

	test('says nothing when it is off', async () => {
		const { warnings } = await run({ checks: 'off' });
		expect(warnings.filter((warning) => [PLACEHOLDER, ATTACHED, 'The subject is empty.'].includes(warning))).toEqual(
			[],
		);
	});
});

test('a dry run says what would be rejected', async () => {
	for (const anyHeader of [false, true]) {
		const { warnings } = await bench.run('draft:create', {
			...NEW,
			body: BODY,
			checks: 'refuse',
			dryRun: true,
			anyHeader,
		});
		expect(warnings).toEqual(expect.arrayContaining([`Without the dry run this would be rejected: ${PLACEHOLDER}`]));
	}
	expect(simulator.requests).toEqual([]);
});

describe('the conversation was answered meanwhile', () => {
	const HOUR = 3_600_000;
	/** A message that came an hour ago, and an answer to it, which was sent `after` milliseconds later. */
	async function answered(after: number): Promise<string> {
		const messageId = await bench.receive();
		const message = bench.message(messageId)!;
		const received = Date.now() - HOUR;
		message.receivedDateTime = new Date(received).toISOString();
		const reply = await bench.run('draft:reply', { messageId, body: 'Yes', checks: 'off' });
		await bench.run('draft:send', { draftId: reply.id });
		const sent = simulator.store.messages(ME).find(({ subject, isDraft }) => subject === 'RE: Offer' && !isDraft)!;
		sent.sentDateTime = new Date(received + after).toISOString();
		simulator.requests.length = 0;
		return messageId;
	}

	test('by a message that was sent after it came', async () => {
		const messageId = await answered(HOUR / 2);
		const { warnings } = await bench.run('draft:reply', { messageId, body: 'Yes' });
		expect(warnings).toEqual([
			expect.stringMatching(
				/^This conversation has been answered in the meantime: a message was sent in it on \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
			),
		]);
		await expect(bench.run('draft:reply', { messageId, body: 'Yes', checks: 'refuse' })).rejects.toMatchObject({
			code: 'CheckFailed',
			message: expect.stringContaining('has been answered in the meantime'),
		});
	});

	test('not by the draft of an earlier run of the same step, which a person has sent', async () => {
		const messageId = await bench.receive();
		bench.message(messageId)!.receivedDateTime = new Date(Date.now() - HOUR).toISOString();
		const fields = { messageId, body: 'Yes', duplicates: 'key', draftKey: 'answer', checks: 'refuse' };
		const { id } = await bench.run('draft:reply', fields);
		await simulator.person(ME).send(id);
		const again = await bench.run('draft:reply', fields);
		expect(again).toMatchObject({ output: { existing: true }, warnings: [] });
	});

	test('not by one that was sent before, and nobody asks when checks are off', async () => {
		const messageId = await answered(-HOUR);
		expect((await bench.run('draft:reply', { messageId, body: 'Yes' })).warnings).toEqual([]);
		simulator.requests.length = 0;
		await bench.run('draft:reply', { messageId, body: 'Yes', checks: 'off' });
		expect(bench.requests().filter((request) => request.includes('sentitems'))).toEqual([]);
	});
});

test('a picture of the text is no file that the text could speak of', async () => {
	const picture = { ...textFile('logo.png', 'png'), isInline: true, contentId: 'logo' };
	const body = '<p>Please find attached our offer.</p><img src="cid:logo">';
	for (const anyHeader of [false, true]) {
		const { warnings } = await bench.run('draft:create', { ...NEW, body, anyHeader, attachments: [picture] });
		expect(warnings).toEqual([expect.stringContaining('nothing is attached')]);
	}
});

test('a template whose gaps are kept for a person says them once, and is not rejected', async () => {
	const fields = { messageSource: 'template', missingValues: 'keep', checks: 'refuse', templateId: '' };
	const template = await bench.draft({
		subject: 'T',
		body: { contentType: 'html', content: '<p>Dear {{Name}}, hello</p>' },
	});
	const { warnings } = await bench.run('draft:create', { ...NEW, ...fields, templateId: template });
	expect(warnings.filter((warning) => warning.includes('Name'))).toHaveLength(1);
});
