import type { Simulator } from '../../../../simulator/server.mts';
import { lifeBench, ME, SHARED, type LifeBench } from '../../../support/life.mts';
import { useSimulator } from '../../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});
beforeEach(() => {
	Object.assign(simulator.switches, { immutableIdAfterSend: 'kept' });
});

const binId = () => simulator.store.folder(simulator.store.find(ME)!, 'deleteditems')!.id;

describe('draft:get', () => {
	test('the important members, with body and recipients', async () => {
		const draftId = await bench.draft();
		const { output, files } = await bench.run('draft:get', { draftId });
		expect(bench.requests()).toEqual(['GET /me/messages/*', 'GET /me/mailFolders/*']);
		expect(Object.keys(output)).toEqual([
			'subject',
			'to',
			'folder',
			'openLink',
			'id',
			'mailbox',
			'createdDateTime',
			'changeKey',
			'bodyType',
			'body',
		]);
		expect(output).toMatchObject({
			id: draftId,
			subject: 'Draft',
			to: 'pat@fabrikam.com',
			folder: 'Drafts',
			mailbox: 'me',
			bodyType: 'html',
			body: expect.stringContaining('Hello'),
			changeKey: bench.message(draftId)!.changeKey,
		});
		expect(files).toBeUndefined();
	});

	test('everything', async () => {
		const { output } = await bench.run('draft:get', { draftId: await bench.draft(), simplify: false });
		expect(output).toMatchObject({
			'@odata.etag': expect.any(String),
			inferenceClassification: 'focused',
			flag: { flagStatus: 'notFlagged' },
		});
	});

	test('with its attachments', async () => {
		const draftId = await bench.draft({
			attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'plan.txt', contentBytes: 'aGk=' }],
		});
		const { output, files } = await bench.run('draft:get', { draftId, downloadAttachments: true, downloadMime: true });
		expect(output.attachments).toMatchObject([{ name: 'plan.txt', field: 'attachment_0' }]);
		expect(
			files!.map(({ at, field, content }) => [
				at,
				field,
				content.length > 2 ? 'long' : Buffer.from(content).toString(),
			]),
		).toEqual([
			[0, 'attachment_0', 'hi'],
			[undefined, 'mime', 'long'],
		]);
	});

	test('as MIME', async () => {
		const draftId = await bench.draft({ subject: 'Offer: 1/2' });
		const { files } = await bench.run('draft:get', { draftId, downloadMime: true });
		// The last one asks for the name of its folder.
		expect(bench.requests()).toEqual(['GET /me/messages/*', 'GET /me/messages/*/$value', 'GET /me/mailFolders/*']);
		expect(files).toMatchObject([{ field: 'mime', name: 'Offer 1 2.eml', contentType: 'message/rfc822' }]);
		expect(Buffer.from(files![0].content).toString()).toMatch(/^Subject: Offer: 1\/2\r?$/m);
	});
});

describe('draft:getAll', () => {
	const names = ({ items = [] }: { items?: any[] }) => items.map(({ subject }) => subject);
	beforeEach(async () => {
		for (const subject of ['Offer one', 'Offer two', 'Invoice'])
			await bench.draft({ subject, importance: subject === 'Invoice' ? 'high' : 'normal' });
	});

	test('the drafts of a folder', async () => {
		const result = await bench.run('draft:getAll', { folder: 'drafts' });
		expect(bench.requests()).toEqual(['GET /me/mailFolders/drafts/messages']);
		expect(names(result).sort()).toEqual(['Invoice', 'Offer one', 'Offer two']);
		expect(result.items![0]).toMatchObject({ id: expect.any(String), mailbox: 'me' });
	});
	test('up to a limit, or all of them over several pages', async () => {
		expect(names(await bench.run('draft:getAll', { folder: 'drafts', limit: 2 }))).toHaveLength(2);
		for (let index = 0; index < 120; index++) await bench.draft({ subject: `More ${index}` });
		expect(names(await bench.run('draft:getAll', { folder: 'drafts', returnAll: true }))).toHaveLength(123);
		expect(bench.requests()).toHaveLength(2);
	});
	test('by words, also together with a time', async () => {
		expect(names(await bench.run('draft:getAll', { folder: 'drafts', search: 'offer' })).sort()).toEqual([
			'Offer one',
			'Offer two',
		]);
		expect(
			names(await bench.run('draft:getAll', { folder: 'drafts', search: 'offer', since: '2099-01-01T00:00:00Z' })),
		).toEqual([]);
	});
	test('by a filter and a time', async () => {
		expect(
			names(await bench.run('draft:getAll', { folder: 'drafts', filter: "importance eq 'high'", since: '2020-01-01' })),
		).toEqual(['Invoice']);
		await expect(bench.run('draft:getAll', { folder: 'drafts', filter: 'x', search: 'y' })).rejects.toMatchObject({
			code: 'InvalidInput',
		});
	});
	test('what is no draft only on request', async () => {
		await bench.receive();
		expect(names(await bench.run('draft:getAll', { folder: 'inbox' }))).toEqual([]);
		expect(names(await bench.run('draft:getAll', { folder: 'inbox', draftsOnly: false }))).toEqual(['Offer']);
	});
	test.each([0, -1, 'many', 2.5])('limit %s is refused', async (limit) => {
		await expect(bench.run('draft:getAll', { folder: 'drafts', limit })).rejects.toMatchObject({
			code: 'InvalidInput',
		});
	});
});

describe('draft:delete', () => {
	test('into Deleted Items, or for good', async () => {
		const [first, second] = [await bench.draft(), await bench.draft()];
		const bin = binId();
		expect((await bench.run('draft:delete', { draftId: first })).output).toMatchObject({
			deleted: true,
			permanently: false,
		});
		expect(bench.message(first)!.parentFolderId).toBe(bin);
		await bench.run('draft:delete', { draftId: second, permanently: true });
		expect(bench.message(second)).toBeUndefined();
		expect(bench.requests()).toEqual([
			'GET /me/messages/*',
			'GET /me/mailFolders/deleteditems',
			'DELETE /me/messages/*',
			'GET /me/messages/*',
			'POST /me/messages/*/permanentDelete',
		]);
	});
	test('what is in Deleted Items already stays there', async () => {
		const draftId = await bench.draft();
		for (let time = 0; time < 2; time++)
			expect((await bench.run('draft:delete', { draftId })).output).toMatchObject({
				deleted: true,
				permanently: false,
			});
		expect(bench.message(draftId)!.parentFolderId).toBe(binId());
		expect(bench.requests().filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
	});
	test('only drafts, only when the account allows it', async () => {
		const received = await bench.receive();
		await expect(bench.run('draft:delete', { draftId: received })).rejects.toMatchObject({
			code: 'InvalidInput',
			message: expect.stringContaining('not a draft'),
		});
		const limits = { allowSending: true, allowDeleting: false, allowedMailboxes: [] };
		await expect(bench.run('draft:delete', { draftId: received }, { account: { limits } })).rejects.toMatchObject({
			code: 'AccountSettings',
		});
		expect(bench.message(received)).toBeDefined();
	});
	test.each(['before', 'after'] as const)(
		'a lost answer (%s): it ends in Deleted Items and no further',
		async (when) => {
			const draftId = await bench.draft();
			simulator.faults.add({ method: 'DELETE', cut: true, when });
			await bench.run('draft:delete', { draftId });
			const bin = binId();
			expect(bench.message(draftId)!.parentFolderId).toBe(bin);
		},
	);
});

describe('draft:getStatus', () => {
	const status = async (fields: object) => (await bench.run('draft:getStatus', { ...fields })).output.status;

	test('draft, edited, deleted, sent', async () => {
		const draftId = await bench.draft();
		const { changeKey } = bench.message(draftId)!;
		expect(await status({ draftId, changeKey })).toBe('draft');
		await bench.run('draft:update', { draftId, subject: 'Edited' });
		expect(await status({ draftId, changeKey })).toBe('edited');
		expect(await status({ draftId })).toBe('draft');
		await bench.run('draft:delete', { draftId });
		expect(await status({ draftId })).toBe('deleted');
		const other = await bench.draft();
		await bench.run('draft:send', { draftId: other });
		expect(await status({ draftId: other })).toBe('sent');
	});

	test('by mark or internetMessageId when the id did not survive the sending; unknown without them', async () => {
		simulator.switches.immutableIdAfterSend = 'changed';
		const memory: { mark?: string } = {};
		const { id } = await bench.run('draft:create', { to: 'a@contoso.com', subject: 'x', folder: 'drafts' }, { memory });
		const { internetMessageId } = bench.message(id)!;
		await bench.run('draft:send', { draftId: id });
		expect(await status({ draftId: id })).toBe('unknown');
		expect(await status({ draftId: id, internetMessageId })).toBe('sent');
		expect(await status({ draftId: id, mark: memory.mark })).toBe('sent');
		expect(await status({ mark: 'another' })).toBe('unknown');
		await expect(bench.run('draft:getStatus', {})).rejects.toMatchObject({ code: 'InvalidInput' });
	});

	test('gone for good is unknown, a malformed id is a mistake', async () => {
		const draftId = await bench.draft();
		await bench.run('draft:delete', { draftId, permanently: true });
		expect(await status({ draftId })).toBe('unknown');
		await expect(bench.run('draft:getStatus', { draftId: 'nonsense' })).rejects.toMatchObject({
			code: 'ErrorInvalidIdMalformed',
		});
	});
});

test.each(['draft:get', 'draft:send', 'draft:delete', 'draft:getStatus', 'draft:update'])(
	'%s: another mailbox, by a person and by an application',
	async (operation) => {
		for (const kind of ['delegated', 'application'] as const) {
			const draftId = await bench.draft({}, SHARED);
			await bench.run(operation, { mailbox: SHARED, draftId, subject: 'x' }, { kind });
			const paths = bench.requests();
			expect(paths.length).toBeGreaterThan(0);
			for (const path of paths) expect(path).toContain(` /users/${SHARED}/`);
		}
	},
);
