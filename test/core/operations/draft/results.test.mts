// What people read: at most ten fields, the most useful first, nothing that only a program understands before them.
import { startSimulator, type Simulator } from '../../../../simulator/server.mts';
import { lifeBench, ME, SHARED, to, type LifeBench } from '../../../support/life.mts';

let simulator: Simulator;
let bench: LifeBench;
beforeAll(async () => {
	simulator = await startSimulator();
	bench = lifeBench(simulator);
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const FIRST = ['subject', 'to', 'folder', 'openLink', 'id', 'mailbox', 'createdDateTime'];
const keys = (output: object) => Object.keys(output);
const create = { folder: 'drafts', to: 'a@contoso.com', subject: 'x', body: '<p>Hello</p>' };

test('a draft that was made', async () => {
	const { output } = await bench.run('draft:create', create);
	expect(keys(output)).toEqual([...FIRST, 'bodyType', 'mark', 'warnings']);
	expect(output).toMatchObject({ to: 'a@contoso.com', folder: 'Drafts', bodyType: 'html', warnings: [] });
});

test('one without a mark of ours has its Message-ID, one that existed says so', async () => {
	const raw = { folder: 'drafts', messageSource: 'text', mimeText: 'Subject: x\r\nMessage-ID: <1@x>\r\n\r\nx' };
	expect(keys((await bench.run('draft:create', raw)).output)).toEqual([...FIRST, 'internetMessageId', 'warnings']);
	const keyed = { ...create, body: '', duplicates: 'key', draftKey: 'k' };
	await bench.run('draft:create', keyed);
	const { output } = await bench.run('draft:create', keyed);
	expect(keys(output)).toEqual([...FIRST, 'existing', 'internetMessageId', 'warnings']);
});

test('replies, updates and lists begin in the same way', async () => {
	const messageId = await bench.receive();
	expect(keys((await bench.run('draft:reply', { messageId, body: '<p>x</p>' })).output)).toEqual([
		...FIRST,
		'bodyType',
		'mark',
		'warnings',
	]);
	const draftId = await bench.draft();
	const { output } = await bench.run('draft:update', { draftId, body: '<p>x</p>', moveTo: 'archive' });
	expect(keys(output)).toEqual([...FIRST, 'bodyType', 'changeKey', 'warnings']);
	expect(output.folder).toBe('Archive');
	await bench.draft({ from: to('pat@fabrikam.com')[0] });
	const { items } = await bench.run('draft:getAll', { folder: 'drafts' });
	const list = [...FIRST, 'from', 'isDraft', 'bodyPreview'];
	for (const item of items!) expect(keys(item).filter((name) => !list.includes(name))).toEqual([]);
	expect(items!.some(({ from }) => from === 'pat@fabrikam.com')).toBe(true);
});

test.each([
	['a list shows a way', { mode: 'list', value: 'inbox', name: 'Posteingang' }, 'Posteingang'],
	["one of Outlook's own", 'sentitems', 'Sent Items'],
	['a path', 'Inbox/Clients', 'Inbox / Clients'],
])('the folder by its name: %s', async (_name, folder, name) => {
	expect((await bench.run('draft:create', { ...create, folder })).output.folder).toBe(name);
});

test('a folder that was given by its id: its name comes with the check where the account may not delete', async () => {
	const { id } = simulator.store.find(ME)!.folders.find(({ displayName }) => displayName === 'Clients')!;
	const limits = { allowSending: false, allowDeleting: false, allowedMailboxes: [] };
	const { output } = await bench.run('draft:create', { ...create, folder: id }, { account: { limits } });
	expect(output.folder).toBe('Clients');
});

test('the same content in the same folder is the same draft, whatever the list called it', async () => {
	const same = { ...create, duplicates: 'sameContent' };
	await bench.run('draft:create', { ...same, folder: { mode: 'list', value: 'drafts', name: 'Entwürfe' } });
	const { output } = await bench.run('draft:create', { ...same, folder: 'drafts' });
	expect(output.existing).toBe(true);
});

test("a person's own mailbox by its address, in every item; others as they were given", async () => {
	const me = { me: ME };
	expect((await bench.run('draft:create', create, me)).output.mailbox).toBe(ME);
	expect((await bench.run('draft:getAll', { folder: 'drafts' }, me)).items![0]!.mailbox).toBe(ME);
	const draftId = await bench.draft();
	expect((await bench.run('draft:getStatus', { draftId }, me)).output.mailbox).toBe(ME);
	expect((await bench.run('draft:create', { ...create, mailbox: SHARED }, me)).output.mailbox).toBe(SHARED);
});

test('what goes later is scheduled, not sent', async () => {
	const draftId = await bench.draft();
	const { output } = await bench.run('draft:send', { draftId, sendAt: '2099-01-31T09:00:00Z' });
	expect(output).toMatchObject({ scheduled: true, sendAt: '2099-01-31T09:00:00Z' });
	expect(output).not.toHaveProperty('sent');
});

test('a draft without recipients is told apart', async () => {
	expect((await bench.run('draft:create', { folder: 'drafts', subject: 'x' })).isToNobody).toBe(true);
	expect((await bench.run('draft:create', create)).isToNobody).toBeUndefined();
	expect((await bench.run('draft:create', { folder: 'drafts', bcc: 'a@contoso.com' })).isToNobody).toBeUndefined();
});

test('no sentence holds an id: the folder is named, or the id is a fact beside it', async () => {
	const id = 'AAMkADk0NDQ1NTY2LTc3ODgtOTlhYS1iYmNjLWRkZWVmZjAwMTEyMgAuAAAAAABQ_x1y2z3a4b5c6d7e8f9g0AQB';
	const chosen = { mode: 'list', value: id, name: 'Inbox / Clients / ACME' };
	const fail = async (folder: unknown) =>
		await bench.run('draft:create', { ...create, folder }).catch((thrown: unknown) => thrown);
	expect(await fail(chosen)).toMatchObject({
		message: expect.stringContaining('no folder "Inbox / Clients / ACME"'),
		cause: { folderId: id, hint: expect.stringContaining('chosen for another mailbox') },
	});
	expect(await fail(id)).toMatchObject({
		message: expect.not.stringContaining(id),
		cause: { folderId: id, hint: expect.not.stringContaining(id) },
	});
});
