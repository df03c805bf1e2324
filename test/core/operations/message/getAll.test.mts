// Messages of a folder or a conversation, with the text of their newest part.
import type { FieldValues } from '../../../../core/fields';
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
const HOUR = 3_600_000;
const getAll = async (fields: FieldValues) => await bench.run('message:getAll', fields, { me: ME });
const subjects = async (fields: FieldValues) => (await getAll(fields)).items!.map(({ subject }) => subject);

test('what people read first, the text without the quoted history, and no more than ten fields', async () => {
	person().receive({
		subject: 'Question',
		from: 'pat@fabrikam.com',
		body: { contentType: 'html', content: '<p>How much?</p><div id="divRplyFwdMsg">From: Megan</div>' },
	});
	const [item] = (await getAll({ folder: 'inbox', limit: 1 })).items!;
	expect(Object.keys(item!)).toEqual([
		...['subject', 'from', 'to', 'folder', 'openLink', 'id', 'mailbox', 'receivedDateTime', 'text', 'conversationId'],
	]);
	expect(item).toMatchObject({
		...{ subject: 'Question', from: 'pat@fabrikam.com', folder: 'Inbox', text: 'How much?', mailbox: ME },
	});
});

test('a conversation in whatever folder, with its drafts and what was sent', async () => {
	const question = person().receive({ subject: 'Question', at: Date.now() - 5 * HOUR });
	person().move(question, 'archive');
	person().receive({ subject: 'Else' });
	const answer = await bench.run('draft:reply', { messageId: question.immutableId, body: 'Five.' });
	const { items } = await getAll({ conversationId: question.conversationId });
	expect(items).toMatchObject([
		{ id: answer.id, isDraft: true, text: expect.stringContaining('Five.') },
		{ subject: 'Question', text: 'Hello' },
	]);
	expect(items![1]).not.toHaveProperty('isDraft');
	expect(items![1]).not.toHaveProperty('folder');
});

test('since a time, by a filter, by words, and no more than the limit', async () => {
	person().receive({ subject: 'Old', at: Date.now() - 48 * HOUR });
	for (const subject of ['One', 'Two', 'Three']) person().receive({ subject, at: Date.now() + 1_000 });
	person().receive({ subject: 'Urgent', at: Date.now() + 2_000, more: { importance: 'high' } });
	const receivedSince = new Date(Date.now() - HOUR).toISOString();
	expect((await subjects({ folder: 'inbox', receivedSince, returnAll: true })).sort()).toEqual(
		['One', 'Two', 'Three', 'Urgent'].sort(),
	);
	expect(await subjects({ folder: 'inbox', filter: "importance eq 'high'" })).toEqual(['Urgent']);
	expect(await subjects({ folder: 'inbox', search: 'subject:Three' })).toEqual(['Three']);
	expect(await subjects({ folder: 'inbox', limit: 2 })).toHaveLength(2);
});

test('a search with a filter or a conversation is rejected before anything is asked', async () => {
	await expect(getAll({ folder: 'inbox', search: 'x', filter: 'isRead eq true' })).rejects.toMatchObject({
		message: expect.stringContaining('does not combine'),
	});
	expect(simulator.requests).toEqual([]);
});

test('everything with Simplify off', async () => {
	person().receive({ subject: 'Question' });
	const [item] = (await getAll({ folder: 'inbox', limit: 1, simplify: false })).items!;
	expect(item).toMatchObject({ subject: 'Question', body: { content: expect.any(String) }, mailbox: ME });
});
