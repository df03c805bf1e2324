// What a flow made and no one has touched goes to Deleted Items; everything else stays.
import type { FieldValues } from '../../../../core/fields';
import type { Simulator } from '../../../../simulator/server.mts';
import { textFile } from '../../../support/files.mts';
import { ME, type LifeBench } from '../../../support/life.mts';
import { pass, useClockedMailbox } from '../../../support/watching.mts';

let simulator: Simulator;
let bench: LifeBench;
useClockedMailbox((...started) => ([simulator, bench] = started));

const DAY = 86_400_000;
const person = () => simulator.person(ME);
const create = async (subject: string, fields: object = {}) =>
	(await bench.run('draft:create', { folder: 'drafts', to: 'pat@fabrikam.com', subject, body: 'Hello', ...fields })).id;
const dated = async (request: Parameters<NonNullable<Parameters<LifeBench['run']>[2]>['around'] & object>) => {
	const answer = await request[1]();
	return { ...answer, headers: { ...answer.headers, date: new Date(Date.now()).toUTCString() } };
};
const cleanUp = async (fields: FieldValues = {}) =>
	await bench.run('draft:cleanUp', fields, { around: async (...request) => await dated(request), me: ME });
const subjects = (result: Awaited<ReturnType<typeof cleanUp>>) => result.items!.map(({ subject }) => subject).sort();
const inBin = () =>
	person()
		.messages('deleteditems')
		.map(({ subject }) => subject)
		.sort();

test('only drafts with our mark, that are as they were made, and old enough', async () => {
	await create('Unused');
	await create('Unused in the archive', { folder: 'archive' });
	await create('Unused with a file', { attachments: [textFile('a.txt', 'a')] });
	await create('Unused with a key', { duplicates: 'key', draftKey: 'k' });
	person().edit(await create('Edited'), { body: { contentType: 'text', content: 'Mine' } });
	person().edit(await create('With another recipient'), {
		toRecipients: [{ emailAddress: { address: 'kim@fabrikam.com' } }],
	});
	await person().send(await create('Sent'));
	person().write({ subject: 'By hand' });
	await create('A template', { to: '' });
	const sendTime = { id: 'SystemTime 0x3FEF', value: new Date(Date.now() + 30 * DAY).toISOString() };
	await create('Leaves later', { extendedProperties: [sendTime] });
	pass(10 * DAY);
	await create('Young');
	pass(4 * DAY + 60_000);

	const shown = await cleanUp({ dryRun: true });
	const unused = ['Unused', 'Unused in the archive', 'Unused with a file', 'Unused with a key'];
	expect(subjects(shown)).toEqual(unused);
	expect(inBin()).toEqual([]);
	expect(Object.keys(shown.items![0]!)).toEqual([
		...['subject', 'to', 'openLink', 'id', 'mailbox', 'createdDateTime', 'lastModifiedDateTime', 'mark', 'removed'],
	]);
	expect(shown.items![0]).toMatchObject({ to: 'pat@fabrikam.com', mailbox: ME, removed: false });

	expect(subjects(await cleanUp())).toEqual(unused);
	expect(inBin()).toEqual(unused);
	expect(subjects(await cleanUp())).toEqual([]);
	expect(inBin()).toEqual(unused);
});

test('a category is a touch: the days count from there', async () => {
	const id = await create('Marked');
	pass(10 * DAY);
	person().edit(id, { categories: ['Later'] });
	pass(10 * DAY);
	expect(subjects(await cleanUp())).toEqual([]);
	pass(5 * DAY);
	expect(subjects(await cleanUp())).toEqual(['Marked']);
});

test('one without a digest stays, and that is said', async () => {
	await create('Earlier');
	for (const message of person().messages('drafts'))
		for (const property of message.singleValueExtendedProperties ?? [])
			if (/State$/.test(property.id)) property.value = property.value.replace(/digest:\S+/, '').trim();
	pass(20 * DAY);
	const result = await cleanUp();
	expect(result.items).toEqual([]);
	expect(result.warnings).toEqual([
		'One draft was made by an earlier version of this package and left alone: it cannot be told whether someone has changed it.',
	]);
});

test('one that someone changes at this moment stays', async () => {
	const id = await create('In use');
	pass(20 * DAY);
	const result = await bench.run(
		'draft:cleanUp',
		{},
		{
			around: async (request, send) => {
				if (request.method === 'GET' && request.url.includes(id.slice(0, 40)))
					person().edit(id, { subject: 'I am writing' });
				return await dated([request, send]);
			},
		},
	);
	expect(result.items).toMatchObject([{ subject: 'In use', removed: false }]);
	expect(result.warnings).toEqual(['One draft was left alone: someone has just changed, moved or sent it.']);
	expect(inBin()).toEqual([]);
});

test('days that are no number are rejected, and deleting must be allowed unless it only lists', async () => {
	await expect(cleanUp({ olderThanDays: undefined })).resolves.toBeDefined();
	await expect(cleanUp({ olderThanDays: 'many' })).rejects.toMatchObject({
		message: expect.stringContaining('Older Than: "many"'),
	});
	const limits = { allowSending: true, allowDeleting: false, allowedMailboxes: [] };
	await expect(bench.run('draft:cleanUp', {}, { account: { limits } })).rejects.toMatchObject({
		message: 'The account may not delete anything.',
	});
	await bench.run('draft:cleanUp', { dryRun: true }, { account: { limits } });
});
