// Marks and a move of a message that was received, for example of the one that was answered.
import type { Simulator } from '../../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../../support/life.mts';
import { useSimulator } from '../../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(started);
});

const person = () => simulator.person(ME);
const update = async (messageId: string, fields: object, options: object = {}) =>
	await bench.run('message:update', { messageId, ...fields }, { me: ME, ...options });

test('marks, then moves; the result begins with what people read', async () => {
	const message = person().receive({ subject: 'Question', from: 'pat@fabrikam.com' });
	const { output } = await update(message.immutableId, {
		...{ isRead: true, categories: 'Answered', flagStatus: 'complete', moveTo: 'Inbox/Clients' },
	});
	expect(Object.keys(output)).toEqual([
		...['subject', 'from', 'folder', 'openLink', 'id', 'mailbox', 'isRead', 'categories', 'flag', 'warnings'],
	]);
	expect(output).toMatchObject({
		...{ subject: 'Question', from: 'pat@fabrikam.com', folder: 'Inbox / Clients', mailbox: ME, isRead: true },
		...{ categories: ['Answered'], flag: { flagStatus: 'complete' } },
	});
	const clients = simulator.store.find(ME)!.folders.find(({ displayName }) => displayName === 'Clients')!;
	expect(message).toMatchObject({ isRead: true, categories: ['Answered'], parentFolderId: clients.id });
});

test.each([
	['keeps those that are there', {}, ['Red', 'Answered']],
	['the same one in other letters is not added', { categories: 'RED' }, ['Red']],
	['replaces them', { categoriesMode: 'replace' }, ['Answered']],
	['takes all away', { categoriesMode: 'replace', categories: '' }, []],
])('categories: %s', async (_name, fields, expected) => {
	const message = person().receive({ more: { categories: ['Red'] } });
	await update(message.immutableId, { categories: 'Answered', ...fields });
	expect(message.categories).toEqual(expected);
	expect(message.isRead).toBe(false);
});

test('nothing to change is rejected before anything is asked', async () => {
	const message = person().receive();
	await expect(update(message.immutableId, {})).rejects.toMatchObject({
		message: 'There is nothing to change: no field is filled in.',
	});
	expect(simulator.requests).toEqual([]);
});

test('a move that fails says that the marks are set', async () => {
	const message = person().receive();
	simulator.faults.add({ method: 'POST', path: /\/move$/, status: 403, code: 'ErrorAccessDenied', times: 9 });
	await expect(update(message.immutableId, { isRead: true, moveTo: 'archive' })).rejects.toMatchObject({
		message: expect.stringMatching(/^The message was marked, but not moved\. /),
	});
	expect(message.isRead).toBe(true);
});

test('to move it among the deleted ones is to delete it', async () => {
	const message = person().receive();
	const limits = { allowSending: true, allowDeleting: false, allowedMailboxes: [] };
	await expect(
		update(message.immutableId, { isRead: true, moveTo: 'Deleted Items' }, { account: { limits } }),
	).rejects.toMatchObject({ message: 'The account may not delete anything.' });
	expect(message.isRead).toBe(false);
});
