// What the live service answers now and then, and what passes by itself: 404 for an id that it has just shown, a save
// conflict without a change key, and a success that is none.
import { KEY_ID, MARK_ID } from '../../../core/messages/mark';
import { isSameProperty } from '../../../core/message/extendedProperties';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { generatedFile } from '../../support/files.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';

let simulator: Simulator;
let bench: LifeBench;
beforeAll(async () => {
	simulator = await startSimulator();
	bench = lifeBench(simulator);
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
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
	expect(error.cause.hint).not.toContain('Nothing has to be done');
	expect(posts('/send')).toBeLessThanOrEqual(4);
	expect(sentItems()).toEqual([]);
});

test('ids of extended properties are known again in the spelling of the service (recorded 2025)', () => {
	expect(isSameProperty('SystemTime 0x3fef', 'SystemTime 0x3FEF')).toBe(true);
	expect(isSameProperty('Long 0xe08', 'LONG 0x0E08')).toBe(true);
	expect(isSameProperty(KEY_ID.toLowerCase(), KEY_ID)).toBe(true);
	expect(isSameProperty(KEY_ID, MARK_ID)).toBe(false);
	expect(isSameProperty(null, MARK_ID)).toBe(false);
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
			message: 'This message is not a draft any more: it was sent. Nothing was changed.',
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
