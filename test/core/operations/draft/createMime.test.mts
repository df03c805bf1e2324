// Drafts from MIME, against the simulator: what it stored, byte for byte.
import { createHash } from 'node:crypto';
import { performOperation } from '../../../../core/operations';
import { runItems } from '../../../../core/run';
import { startSimulator, type Simulator, type StoredMessage } from '../../../../simulator/server.mts';
import { MESSAGES } from '../../mime/messages.mts';
import { simulatorAccount, simulatorHost } from '../../../support/simulatorHost.mts';

const ME = 'megan.bowen@contoso.com';
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const stop = new AbortController().signal;
const fast = () => {
	const host = simulatorHost(simulator);
	return { ...host, sleep: async (ms: number) => await host.sleep(Math.min(ms, 5)) };
};

async function create(fields: object, host = simulatorHost(simulator)) {
	const all = { mailbox: 'me', folder: 'drafts', anyHeader: true, ...fields };
	return await performOperation(host, simulatorAccount(simulator), 'draft:create', all, {
		stop,
		scope: 'flow node',
		memory: {},
	});
}

const stored = (): StoredMessage[] => simulator.store.messages(ME);
const source = (message = stored()[0]) => Buffer.from(message.mime!).toString('latin1');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const calls = () =>
	simulator.requests.map(
		({ method, path }) => `${method} ${path.replace(/^\/v1\.0|\?.*/g, '').replace(/messages\/[^/]+/, 'messages/*')}`,
	);
const TEXT =
	'From: Megan Bowen <megan.bowen@contoso.com>\nTo: alex@contoso.com\nSubject: Hello\nMessage-ID: <4711@contoso.com>\nDate: Tue, 3 Mar 2026 10:15:00 +0100\n\nGood morning.\n';

test('example 3 of the Create message page: base64 as text/plain, answered with a draft', async () => {
	const { output } = await create({ messageSource: 'text', mimeText: TEXT });
	const [request] = simulator.requests;
	expect([request.method, request.path, request.headers['content-type']]).toEqual([
		'POST',
		'/v1.0/me/messages',
		'text/plain',
	]);
	expect(Buffer.from(request.body, 'base64').toString()).toBe(TEXT.replaceAll('\n', '\r\n'));
	expect(output).toMatchObject({ subject: 'Hello', internetMessageId: '<4711@contoso.com>', warnings: [] });
	expect(stored()[0]).toMatchObject({
		isDraft: true,
		sentDateTime: '2026-03-03T09:15:00Z',
		from: { emailAddress: { address: 'megan.bowen@contoso.com' } },
	});
});

test('what is not base64 is refused before any request', async () => {
	await expect(create({ messageSource: 'base64', mimeBase64: 'not base64!' })).rejects.toMatchObject({
		code: 'InvalidInput',
		message: expect.stringContaining('MIME base64'),
	});
	expect(simulator.requests).toEqual([]);
});

test.each([
	['composed from fields', { anyHeader: true, subject: 'x', from: 'megan.bowen@contoso.com' }],
	['given as text', { messageSource: 'text', mimeText: TEXT }],
	['JSON', { anyHeader: false, subject: 'x' }],
])('a key without a value is rejected before a folder is made (%s)', async (_name, fields) => {
	const folder = { mode: 'path', value: 'Inbox/New' };
	const failed = create({ ...fields, folder, createFolders: true, duplicates: 'key', draftKey: ' ' });
	await expect(failed).rejects.toMatchObject({ code: 'InvalidInput', message: expect.stringContaining('Key') });
	expect(simulator.requests).toEqual([]);
});

test("the service's own refusal of base64 is explained, should it come all the same", async () => {
	simulator.faults.add({
		method: 'POST',
		path: /messages/,
		status: 400,
		code: 'ErrorMimeContentInvalidBase64String',
		message: 'Invalid base64 string for MIME content.',
	});
	await expect(create({ messageSource: 'text', mimeText: TEXT })).rejects.toMatchObject({
		code: 'ErrorMimeContentInvalidBase64String',
		cause: { status: 400, hint: expect.stringMatching(/MIME|base64/i) },
	});
});

describe('composed from fields', () => {
	test('headers that JSON cannot have, repeated and in order; the sender and its name are stated', async () => {
		const customHeaders = [
			{ name: 'List-Unsubscribe', value: '<https://contoso.com/u>' },
			...[1, 2, 3, 4, 5, 6].map((n) => ({ name: 'X-Step', value: String(n) })),
		];
		await create({
			to: '"Wilber, Alex" <alex@contoso.com>',
			bcc: 'archive@contoso.com',
			subject: 'Grüße 🌍',
			body: '<p>Hello</p>',
			customHeaders,
		});
		const mime = source();
		expect(mime).toMatch(/^From: Megan Bowen <megan\.bowen@contoso\.com>\r\n/m);
		expect(mime).toContain('List-Unsubscribe: <https://contoso.com/u>\r\n');
		expect(mime.match(/^X-Step: \d/gm)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `X-Step: ${n}`));
		expect(stored()[0]).toMatchObject({
			subject: 'Grüße 🌍',
			bccRecipients: [{ emailAddress: { address: 'archive@contoso.com' } }],
			body: { contentType: 'html' },
		});
		expect(calls()).toEqual(['GET /me', 'POST /me/messages']);
	});

	test('a text version beside the html, made from it or given', async () => {
		await create({ body: '<p>Hello <b>you</b></p>' });
		await create({ body: '<p>Hello</p>', textBody: 'Plain hello' });
		expect(source(stored()[0])).toMatch(/Content-Type: text\/plain[^]*Hello you[^]*Content-Type: text\/html/);
		expect(source(stored()[1])).toContain('Plain hello');
	});

	test('what MIME cannot carry is set right after, and the draft is moved last', async () => {
		const result = await create({
			folder: 'inbox',
			subject: 'x',
			categories: 'Blue',
			flagStatus: 'flagged',
			sensitivity: 'private',
		});
		expect(calls()).toEqual(['GET /me', 'POST /me/messages', 'PATCH /me/messages/*', 'POST /me/messages/*/move']);
		const [message] = stored();
		expect(message).toMatchObject({
			categories: ['Blue'],
			flag: { flagStatus: 'flagged' },
			parentFolderId: simulator.store.folder(simulator.store.find(ME)!, 'inbox')!.id,
		});
		expect(result.id).toBe(message.immutableId);
	});

	test('one whose address cannot be read goes without From', async () => {
		simulator.faults.add({ method: 'GET', path: /\/me\?/, status: 403, code: 'Authorization_RequestDenied' });
		const { warnings } = await create({ subject: 'x' });
		expect(source()).not.toMatch(/^From:/m);
		expect(warnings).toEqual([expect.stringContaining('no From header')]);
	});

	test('an open extension is refused with the way out', async () => {
		await expect(create({ openExtension: [{ name: 'Com.Contoso.X', data: '{"a": 1}' }] })).rejects.toMatchObject({
			message: expect.stringContaining('Open Extension'),
		});
	});
});

describe('given as a whole', () => {
	// One is nested more deeply than the simulator reads.
	test.each(
		MESSAGES.filter(({ name }) => name !== 'three hundred levels of multipart').map(
			(sample) => [sample.name, sample] as const,
		),
	)('unchanged, as base64 and as a file: %s', async (_name, { bytes }) => {
		await create({ messageSource: 'base64', mimeBase64: Buffer.from(bytes).toString('base64') });
		await create({ messageSource: 'binary', binaryPropertyName: Buffer.from(bytes) });
		const expected = sha256(bytes);
		expect(simulator.requests.map(({ body }) => sha256(Buffer.from(body, 'base64')))).toEqual([expected, expected]);
		expect(stored().map(({ mime }) => sha256(mime!))).toEqual([expected, expected]);
	});

	test('as source text only the line ends change', async () => {
		const ascii = MESSAGES.filter(
			({ name, bytes }) => name !== 'three hundred levels of multipart' && bytes.every((byte) => byte < 128),
		);
		for (const { bytes } of ascii) {
			const text = Buffer.from(bytes).toString();
			await create({ messageSource: 'text', mimeText: text.replaceAll('\r\n', '\n') });
			expect(source(stored().at(-1))).toBe(text.replace(/\r\n|\r|\n/g, '\r\n'));
		}
		expect(ascii.length).toBeGreaterThan(30);
	});

	test('over 4 MB of request: refused with the sizes and what to do, before any request', async () => {
		await expect(
			create({
				messageSource: 'binary',
				binaryPropertyName: Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(3_200_000)}`),
			}),
		).rejects.toMatchObject({
			message: expect.stringMatching(/3,200,014 bytes.*4,266,688.*4,194,304/s),
			cause: { hint: expect.stringContaining('Any Header (MIME) off') },
		});
		expect(simulator.requests).toEqual([]);
	});

	test('a dry run says what is in it and sends nothing', async () => {
		const { output } = await create({ messageSource: 'text', mimeText: TEXT, folder: 'inbox', dryRun: true });
		expect(output.summary).toMatch(
			/Subject: Hello\nFrom: Megan Bowen <megan\.bowen@contoso\.com>\nTo: alex@contoso\.com[^]*then moved to Inbox/,
		);
		expect(simulator.requests).toEqual([]);
	});
});

describe('into another folder than Drafts', () => {
	test('a refused move leaves the draft where it is, and says where and which', async () => {
		simulator.faults.add({ method: 'POST', path: /\/move/, status: 403, code: 'ErrorAccessDenied' });
		const failed = create({ messageSource: 'text', mimeText: TEXT, folder: 'inbox' });
		await expect(failed).rejects.toMatchObject({
			code: 'ErrorAccessDenied',
			message: expect.stringContaining('is in Drafts'),
			cause: { draftId: stored()[0]?.immutableId ?? expect.any(String) },
		});
		expect(stored()).toHaveLength(1);
	});

	test('a move whose answer is lost is asked for again', async () => {
		simulator.faults.add({ method: 'POST', path: /\/move/, cut: true, when: 'after' });
		const { id } = await create({ messageSource: 'text', mimeText: TEXT, folder: 'inbox' });
		expect(stored().map(({ immutableId }) => immutableId)).toEqual([id]);
	});
});

describe('exactly once', () => {
	test('a composed draft whose answer was lost is found by its Message-ID', async () => {
		simulator.faults.add({ method: 'POST', path: /messages$/, cut: true, when: 'after' });
		const { id } = await create({ subject: 'x' }, fast());
		expect(stored().map(({ immutableId }) => immutableId)).toEqual([id]);
	});

	test('one given as a whole too, if nobody else uses its Message-ID', async () => {
		simulator.faults.add({ method: 'POST', path: /messages$/, status: 504, code: 'UnknownError', when: 'after' });
		const { id } = await create({ messageSource: 'text', mimeText: TEXT.replace('4711', 'alone') }, fast());
		expect(stored().map(({ immutableId }) => immutableId)).toEqual([id]);
	});

	test('without a Message-ID nothing is repeated', async () => {
		simulator.faults.add({ method: 'POST', path: /messages$/, cut: true, when: 'before' });
		await expect(create({ messageSource: 'text', mimeText: 'Subject: x\n\nx' }, fast())).rejects.toMatchObject({
			cause: { draftMayExist: true },
		});
		expect(calls()).toEqual(['POST /me/messages']);
	});

	test('200 items from one file with lost answers: nothing is taken for the draft of another item', async () => {
		simulator.faults.mix({ seed: 5, only: 'POST', shares: { 'cut after': 0.1, 'cut before': 0.1 } });
		const host = fast();
		const memories = Array.from({ length: 200 }, () => ({}));
		const outcomes = await runItems(
			host,
			200,
			async (index) =>
				await performOperation(
					host,
					simulatorAccount(simulator),
					'draft:create',
					{ mailbox: 'me', folder: 'drafts', messageSource: 'text', mimeText: TEXT },
					{ stop, scope: '', memory: memories[index] },
				),
			{ continueOnFail: true },
		);
		const ids = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.value.id] : []));
		const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.error] : []));
		expect(new Set(ids).size).toBe(ids.length);
		expect(failed.every(({ cause }) => cause.draftMayExist)).toBe(true);
		expect(failed.length).toBeGreaterThan(10);
		expect(ids.length + failed.length).toBe(200);
	});

	test('a key is set right after, and a later run finds the draft in its folder', async () => {
		const keyed = {
			messageSource: 'text',
			mimeText: TEXT.replace('4711', 'keyed'),
			folder: 'inbox',
			duplicates: 'key',
			draftKey: 'order 1',
		};
		const host = { ...fast(), onlyProcess: true as const };
		const first = await create(keyed, host);
		const second = await create(keyed, host);
		expect(second).toMatchObject({ id: first.id, output: { existing: true } });
		expect(stored()).toHaveLength(1);
	});
});
