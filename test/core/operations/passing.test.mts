// What the live service answers now and then, and what passes by itself: 404 for an id that it has just shown, a save
// conflict without a change key, and a success that is none.
import { IDENTITY_ID, STATE_ID } from '../../../core/messages/mark';
import { isSameProperty } from '../../../core/message/extendedProperties';
import type { Simulator } from '../../../simulator/server.mts';
import { generatedFile } from '../../support/files.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});
beforeEach(() => {
	Object.assign(simulator.switches, { sendDelayMs: 0, immutableIdAfterSend: 'kept' });
});

const NOT_FOUND = { status: 404, code: 'ErrorItemNotFound' };
const CONFLICT = { code: 'ErrorIrresolvableConflict' };
const sentItems = () => simulator.store.messages(ME).filter(({ isDraft }) => !isDraft);
const posts = (end: string) => bench.requests().filter((request) => request.endsWith(end)).length;

/** A step, and the request of it that is answered so. */
const STEPS: Array<[step: string, method: string, path: RegExp, run: () => Promise<unknown>]> = [
	['reply: the text', 'PATCH', /\/messages\//, async () => await reply('draft:reply', {})],
	['forward: the text', 'PATCH', /\/messages\//, async () => await reply('draft:forward', { to: 'a@contoso.com' })],
	['create as MIME, with a key', 'PATCH', /\/messages\//, async () => await mime({ duplicates: 'key', draftKey: 'k' })],
	['create as MIME: the move', 'POST', /\/move$/, async () => await mime({ folder: 'inbox' })],
	['create: a small file after it', 'POST', /\/attachments$/, async () => await create([3_000_000, 3_000_000])],
	['create: a large file', 'POST', /createUploadSession$/, async () => await create([3_500_000])],
	['send: the send itself', 'POST', /\/send$/, async () => await send()],
];

async function reply(operation: string, fields: object): Promise<unknown> {
	const messageId = await bench.receive();
	return await bench.run(operation, { messageId, body: '<p>Hello</p>', bodyType: 'html', ...fields });
}
const mime = async (fields: object) =>
	await bench.run('draft:create', { anyHeader: true, subject: 'x', body: 'y', folder: 'drafts', ...fields });
const create = async (sizes: number[]) =>
	await bench.run('draft:create', {
		subject: 'x',
		folder: 'drafts',
		attachments: sizes.map((size, index) => generatedFile(size, { name: `${index}.bin` })),
	});
const send = async () => await bench.run('draft:send', { draftId: await bench.draft() });

describe.each([
	['404 for an id that was shown a moment ago', NOT_FOUND],
	['412 without a change key', { status: 412, ...CONFLICT }],
	['a mailbox that does not exist for a moment', { status: 404, code: 'ErrorNonExistentMailBox' }],
	['409 without a change key', { status: 409, ...CONFLICT }],
])('%s is waited for', (_, fault) => {
	test.each(STEPS)('%s', async (_step, method, path, run) => {
		simulator.faults.add({ method, path, ...fault, times: 2 });
		await run();
		expect(simulator.store.messages(ME).filter(({ subject }) => subject !== 'Offer')).toHaveLength(1);
	});
});

test('a draft that stays not found was not sent, and nothing says that it was', async () => {
	const draftId = await bench.draft();
	simulator.faults.add({ method: 'POST', path: /\/send$/, ...NOT_FOUND, times: 99 });
	const error = await bench.run('draft:send', { draftId }).catch((thrown) => thrown);
	expect(error.message).toContain('The draft was not sent');
	expect(error.cause.hint).not.toContain('There is nothing to do');
	expect(posts('/send')).toBeLessThanOrEqual(4);
	expect(sentItems()).toEqual([]);
});

test('ids of extended properties are known again in the spelling of the service (recorded 2025)', () => {
	expect(isSameProperty('SystemTime 0x3fef', 'SystemTime 0x3FEF')).toBe(true);
	expect(isSameProperty('Long 0xe08', 'LONG 0x0E08')).toBe(true);
	expect(isSameProperty(IDENTITY_ID.toLowerCase(), IDENTITY_ID)).toBe(true);
	expect(isSameProperty(IDENTITY_ID, STATE_ID)).toBe(false);
	expect(isSameProperty(null, STATE_ID)).toBe(false);
});

test('an id that Graph has not shown is not waited for', async () => {
	const draftId = await bench.draft();
	simulator.faults.add({ method: 'GET', path: /\/messages\//, ...NOT_FOUND, times: 99 });
	await expect(bench.run('draft:get', { draftId })).rejects.toMatchObject({ code: 'ErrorItemNotFound' });
	expect(bench.requests()).toHaveLength(1);
});

test('a change key that was given is compared, not passed over', async () => {
	const draftId = await bench.draft();
	await expect(bench.run('draft:update', { draftId, subject: 'New', changeKey: 'another' })).rejects.toMatchObject({
		message: expect.stringContaining('changed'),
	});
	expect(bench.message(draftId)!.subject).toBe('Draft');
});

describe('a conflict with a change key that was given', () => {
	const changeKeyOf = (draftId: string) => bench.message(draftId)!.changeKey;

	test.each([412, 409])('%i although the change key is still that one: the change is sent again', async (status) => {
		const draftId = await bench.draft();
		simulator.faults.add({ method: 'PATCH', path: /\/messages\//, status, ...CONFLICT, times: 2 });
		await bench.run('draft:update', { draftId, subject: 'New', changeKey: changeKeyOf(draftId) });
		expect(bench.message(draftId)!.subject).toBe('New');
		expect(simulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(3);
	});

	test('somebody has changed the draft meanwhile: it says so and leaves it', async () => {
		const draftId = await bench.draft();
		const changeKey = changeKeyOf(draftId);
		simulator.faults.add({ method: 'PATCH', path: /\/messages\//, status: 412, ...CONFLICT });
		const error = await bench
			.run(
				'draft:update',
				{ draftId, subject: 'New', changeKey },
				{
					around: async (request, send) => {
						const answer = await send();
						if (request.method === 'PATCH') simulator.store.update(bench.message(draftId)!, { subject: "Somebody's" });
						return answer;
					},
				},
			)
			.catch((thrown) => thrown);
		expect(error).toMatchObject({ code: 'DraftChanged', message: expect.stringContaining('Someone has changed') });
		expect(bench.message(draftId)!.subject).toBe("Somebody's");
	});

	test('the answer to the change was lost: it is there, and not taken for the change of somebody else', async () => {
		simulator.switches.ifMatch = 'honoured';
		const draftId = await bench.draft();
		simulator.faults.add({ method: 'PATCH', path: /\/messages\//, cut: true, when: 'after' });
		const { output } = await bench.run('draft:update', { draftId, subject: 'New', changeKey: changeKeyOf(draftId) });
		expect(output).toMatchObject({ subject: 'New' });
		simulator.switches.ifMatch = 'ignored';
	});

	test('it does not end: nobody is said to have changed the draft', async () => {
		const draftId = await bench.draft();
		simulator.faults.add({ method: 'PATCH', path: /\/messages\//, status: 412, ...CONFLICT, times: 99 });
		const error = await bench
			.run('draft:update', { draftId, subject: 'New', changeKey: changeKeyOf(draftId) })
			.catch((thrown) => thrown);
		expect(error).toMatchObject({
			code: 'ErrorIrresolvableConflict',
			message: expect.stringContaining('although nobody has changed it'),
		});
		expect(bench.message(draftId)!.subject).toBe('Draft');
	});
});

test('without a change key no error speaks of one', async () => {
	const draftId = await bench.draft();
	simulator.faults.add({ method: 'PATCH', path: /\/messages\//, status: 412, ...CONFLICT, times: 99 });
	const error = await bench.run('draft:update', { draftId, subject: 'New' }).catch((thrown) => thrown);
	expect(error).toMatchObject({ code: 'ErrorIrresolvableConflict', cause: { status: 412 } });
	expect(JSON.stringify([error.message, error.cause])).not.toMatch(/change key/i);
});

describe.each([
	['200 with nothing', { status: 200, body: '' }],
	[
		'200 with a page of a proxy',
		{ status: 200, body: '<html><title>Sign in</title></html>', contentType: 'text/html' },
	],
	['204', { status: 204, body: '' }],
])('only 202 means sent: %s', (_, fault) => {
	test('draft:send', async () => {
		const draftId = await bench.draft();
		simulator.faults.add({ method: 'POST', path: /\/send$/, ...fault });
		await expect(bench.run('draft:send', { draftId })).rejects.toMatchObject({
			message: expect.stringContaining('nobody knows whether it was sent'),
		});
		expect(bench.message(draftId)!.isDraft).toBe(true);
		expect(posts('/send')).toBe(1);
	});

	test.each([
		['fields', { to: 'a@contoso.com', subject: 'x', body: 'y' }],
		['MIME', { messageSource: 'text', mimeText: 'To: a@contoso.com\r\nSubject: x\r\n\r\ny' }],
	])('message:send, %s', async (_source, fields) => {
		simulator.faults.add({ method: 'POST', path: /\/sendMail$/, ...fault });
		await expect(bench.run('message:send', fields)).rejects.toMatchObject({
			message: expect.stringContaining('nobody knows whether it was sent'),
		});
		expect(sentItems()).toEqual([]);
	});

	test('message:send: what was carried out all the same is found', async () => {
		simulator.faults.add({ method: 'POST', path: /\/sendMail$/, ...fault, when: 'after' });
		await expect(bench.run('message:send', { to: 'a@contoso.com', subject: 'x', body: 'y' })).resolves.toMatchObject({
			output: { sent: true },
		});
	});
});

let messages = 0;
/** Each with a Message-ID of its own: one that was used a moment ago tells nothing. */
const mimeText = () => `To: a@contoso.com\r\nSubject: x\r\nMessage-ID: <${++messages}@contoso.com>\r\n\r\nHello`;
const keyed = { duplicates: 'key', draftKey: 'k' };
/** Every way to make one draft. */
const CREATES: Array<[how: string, run: () => Promise<unknown>]> = [
	['JSON', async () => await create([1_000])],
	['JSON with a key', async () => await bench.run('draft:create', { subject: 'x', folder: 'drafts', ...keyed })],
	['composed MIME', async () => await mime({})],
	['composed MIME with a key', async () => await mime(keyed)],
	['supplied MIME', async () => await mime({ messageSource: 'text', mimeText: mimeText() })],
	['reply', async () => await reply('draft:reply', {})],
	['reply with a key', async () => await reply('draft:reply', keyed)],
	['forward', async () => await reply('draft:forward', { to: 'a@contoso.com' })],
];
const made = () => simulator.store.messages(ME).filter(({ isDraft }) => isDraft);

describe.each(CREATES)('a create that is answered 200 without a word: %s', (_, run) => {
	const fault = { method: 'POST', path: /\/me\/messages$|\/create(?:Reply|Forward)$/, status: 200, body: '' };

	test('it had no effect: it is sent again', async () => {
		simulator.faults.add({ ...fault, times: 2 });
		await run();
		expect(made()).toHaveLength(1);
	});

	test('it had its effect: the draft is found', async () => {
		simulator.faults.add({ ...fault, when: 'after' });
		await run();
		expect(made()).toHaveLength(1);
	});

	test('it never has an effect: nothing is said to be done', async () => {
		simulator.faults.add({ ...fault, times: 99 });
		await expect(run()).rejects.toMatchObject({ cause: { draftMayExist: true } });
		expect(made()).toEqual([]);
		expect(
			bench.requests().filter((one) => /^POST .*\/(?:messages|createReply|createForward)$/.test(one)),
		).toHaveLength(3);
	});
});

describe('MIME of more than about 2,240 KB that Outlook does not take (docs#13979)', () => {
	beforeEach(() => void (simulator.switches.largestMime = 2_240 * 1_024));
	afterEach(() => void (simulator.switches.largestMime = 0));
	const large = `${mimeText()}${'\r\nA line of the text.'.repeat(120_000)}`;
	const LARGE = expect.stringContaining('more than about 2,240 KB');

	test.each([
		['composed', { messageSource: 'fields', body: 'A line of the text.\n'.repeat(120_000), bodyType: 'text' }],
		['supplied', { messageSource: 'text', mimeText: large }],
	])('a draft, %s', async (_source, fields) => {
		await expect(mime(fields)).rejects.toMatchObject({ cause: { draftMayExist: true, hint: LARGE } });
		expect(made()).toEqual([]);
	});

	test.each([
		[
			'composed',
			{ messageSource: 'fields', to: 'a@contoso.com', body: 'A line of the text.\n'.repeat(120_000), bodyType: 'text' },
		],
		['supplied', { messageSource: 'text', mimeText: large }],
	])('a message that is sent, %s', async (_source, fields) => {
		await expect(bench.run('message:send', { anyHeader: true, ...fields })).rejects.toMatchObject({
			cause: { hint: LARGE },
		});
		expect(sentItems()).toEqual([]);
	});

	test('a smaller one is made', async () => {
		await mime({ messageSource: 'text', mimeText: mimeText() });
		expect(made()).toHaveLength(1);
	});
});

test('supplied MIME whose sending was answered without a word is looked for by its own Message-ID', async () => {
	const fields = { messageSource: 'text', mimeText: mimeText() };
	simulator.faults.add({ method: 'POST', path: /\/sendMail$/, status: 200, body: '', when: 'after' });
	await expect(bench.run('message:send', fields)).resolves.toMatchObject({
		output: { sent: true, warnings: expect.arrayContaining([expect.stringContaining('it is in Sent Items')]) },
	});
	expect(sentItems()).toHaveLength(1);
	// A message that was sent long ago is not taken for this one.
	simulator.reset();
	const again = { ...fields, mimeText: mimeText() };
	const answer = await fetch(`${simulator.url}/v1.0/me/sendMail`, {
		method: 'POST',
		headers: { authorization: `Bearer ${simulator.issueToken({ kind: 'delegated' })}`, 'content-type': 'text/plain' },
		body: Buffer.from(again.mimeText).toString('base64'),
	});
	expect(answer.status).toBe(202);
	for (const message of sentItems()) Object.assign(message, { createdDateTime: '2026-01-01T00:00:00Z' });
	simulator.faults.add({ method: 'POST', path: /\/sendMail$/, status: 200, body: '' });
	await expect(bench.run('message:send', again)).rejects.toMatchObject({
		message: expect.stringContaining('nobody knows'),
	});
});

test.each([
	['200 with a page', { status: 200, body: '<html></html>' }],
	['202', { status: 202, body: '' }],
])('only 204 means deleted: %s', async (_, fault) => {
	const draftId = await bench.draft();
	const drafts = bench.message(draftId)!.parentFolderId;
	simulator.faults.add({ method: 'DELETE', ...fault });
	await expect(bench.run('draft:delete', { draftId })).resolves.toMatchObject({ output: { deleted: true } });
	expect(bench.message(draftId)!.parentFolderId).not.toBe(drafts);
	simulator.faults.add({ method: 'DELETE', ...fault, times: 99 });
	const other = await bench.draft();
	await expect(bench.run('draft:delete', { draftId: other })).rejects.toMatchObject({ cause: { draftMayExist: true } });
	expect(bench.message(other)!.parentFolderId).toBe(drafts);
});

describe('from 31 December 2026 on, without Mail-Advanced.ReadWrite', () => {
	beforeEach(() => void (simulator.switches.sensitiveMembers = 'advanced permission'));
	afterEach(() => void (simulator.switches.sensitiveMembers = 'as before'));

	test('a draft is changed as ever', async () => {
		const draftId = await bench.draft();
		await bench.run('draft:update', { draftId, subject: 'New' });
		expect(bench.message(draftId)!.subject).toBe('New');
	});

	test('a draft that was sent meanwhile is named as such', async () => {
		const draftId = await bench.draft();
		await bench.run('draft:send', { draftId });
		await expect(bench.run('draft:update', { draftId, subject: 'New', to: 'a@contoso.com' })).rejects.toMatchObject({
			message: 'This message is no longer a draft: it was sent. Nothing was changed.',
			cause: { status: 403, draftId },
		});
	});
});

test('a signed or encrypted message cannot be forwarded, and the words say so at once (docs#7258)', async () => {
	simulator.faults.add({
		method: 'POST',
		path: /createForward$/,
		...NOT_FOUND,
		message: 'The specified object was not found in the store., Cannot open attachment.',
	});
	const messageId = await bench.receive();
	await expect(bench.run('draft:forward', { messageId, to: 'a@contoso.com', body: 'x' })).rejects.toMatchObject({
		message: expect.stringContaining('signed or encrypted'),
	});
	expect(posts('createForward')).toBe(1);
});

test('custom headers come back from Get Draft (docs#3066)', async () => {
	const internetMessageHeaders = [{ name: 'x-ticket', value: '17' }];
	const draftId = await bench.draft({ internetMessageHeaders });
	for (const simplify of [true, false]) {
		simulator.requests.length = 0;
		const { output } = await bench.run('draft:get', { draftId, simplify });
		expect(output).toMatchObject({ subject: 'Draft' });
		expect(decodeURIComponent(simulator.requests[0]!.path)).toContain('internetMessageHeaders');
	}
});
