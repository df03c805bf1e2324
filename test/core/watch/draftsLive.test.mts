// A watch of drafts against the simulator: drafts made by the operations themselves, and a person who acts in Outlook.
import type { Looked } from '../../../core/watch/watch';
import type { Simulator } from '../../../simulator/server.mts';
import { textFile } from '../../support/files.mts';
import { ME, type LifeBench } from '../../support/life.mts';
import { pass, watching, type Watching, useClockedMailbox } from '../../support/watching.mts';

let simulator: Simulator;
let bench: LifeBench;
useClockedMailbox((...started) => ([simulator, bench] = started));

const ALL = 'sent;edited;deleted;waiting;answered;unanswered';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const person = () => simulator.person(ME);
const make = async (fields: object = {}) =>
	(
		await bench.run('draft:create', {
			folder: 'drafts',
			to: 'pat@fabrikam.com',
			subject: 'Offer',
			body: 'Dear Pat,\n\nhere it is.',
			...fields,
		})
	).id;
/** Events of a look by name. */
const names = ({ outputs }: Looked) => outputs.map(({ event }) => event);

/** Looks until everything has settled; all that was told. */
async function settle(watch: Watching, looks = 3): Promise<Array<Record<string, unknown>>> {
	const outputs: Array<Record<string, unknown>> = [];
	for (let at = 0; at < looks; at++) {
		outputs.push(...(await watch.look()).outputs);
		pass(MINUTE);
	}
	return outputs;
}

async function begun(fields: object = {}): Promise<Watching> {
	const watch = watching(simulator, { watchFor: 'draft', events: ALL, ...fields });
	expect((await watch.look()).outputs).toEqual([]);
	pass(MINUTE);
	return watch;
}

test('what was there before is no event, and a look when nothing happened is one request', async () => {
	const id = await make();
	const watch = await begun();
	pass(10 * MINUTE);
	await watch.look();
	pass(10 * MINUTE);
	const looked = await watch.look();
	expect(looked).toMatchObject({ outputs: [], warnings: [], waiting: 1 });
	expect(watch.requests).toEqual(['POST /v1.0/$batch']);
	person().edit(id, { subject: 'Other' });
	expect(names(await watch.look())).toEqual(['edited']);
});

describe.each([
	['plain', {}],
	['HTML', { body: '<p>Dear Pat,</p><p>here it is: <b>5 %</b> off</p><ul><li>one</li><li>two</li></ul>' }],
	['Markdown', { body: '# Hello\n\nDear **Pat**\n\n1. one\n2. two', bodyType: 'markdown' }],
	['with a key', { duplicates: 'key', draftKey: 'order 4711' }],
	['with files', { attachments: [textFile('plan.txt', 'x')] }],
	['with a signature', { signature: '<p>Kind regards<br>Megan</p>' }],
	['in MIME with a key', { mode: 'mime', duplicates: 'key', draftKey: 'order 4712' }],
])('a draft %s', (_name, fields) => {
	test.each(['web', 'classic'] as const)('that is sent as it is, in Outlook %s', async (outlook) => {
		const watch = await begun();
		const id = await make(fields);
		await watch.look();
		pass(MINUTE);
		await person().send(id, outlook);
		const outputs = await settle(watch);
		expect(outputs).toMatchObject([{ event: 'sent', changed: false, changedParts: [], mailbox: 'me' }]);
	});

	test('that is changed and sent between two looks', async () => {
		const watch = await begun();
		const id = await make(fields);
		person().edit(id, { body: { contentType: 'html', content: '<p>Something else</p>' } });
		await person().send(id);
		expect((await watch.look()).outputs).toMatchObject([{ event: 'sent', changed: true, changedParts: ['text'] }]);
		expect((await watch.look()).outputs).toEqual([]);
	});
});

test.each([
	['recipients', { toRecipients: [{ emailAddress: { address: 'kim@fabrikam.com' } }] }],
	['subject', { subject: 'Another offer' }],
	['text', { body: { contentType: 'text', content: 'No.' } }],
	[
		'attachments',
		{ attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.pdf', contentBytes: 'eA==' }] },
	],
])('edited tells that the %s changed, once a look', async (part, change) => {
	const watch = await begun();
	const id = await make();
	await watch.look();
	for (let times = 0; times < 10; times++) person().edit(id, part === 'attachments' && times > 0 ? {} : change);
	// Files are believed when they have lasted: a flow adds them one by one.
	if (part === 'attachments') expect(names(await watch.look())).toEqual([]);
	if (part === 'attachments') pass(5 * MINUTE);
	expect((await watch.look()).outputs).toMatchObject([{ event: 'edited', changed: true, changedParts: [part] }]);
	expect((await watch.look()).outputs).toEqual([]);
});

test('a category, a flag, being read, and a move are no edit', async () => {
	const watch = await begun();
	const id = await make();
	await watch.look();
	person().edit(id, { categories: ['Red category'], isRead: false, importance: 'high' });
	person().move(id, 'archive');
	expect(await settle(watch)).toEqual([]);
});

test('thrown away is told when it has lasted, and not when somebody presses Undo', async () => {
	const watch = await begun();
	const [gone, back] = [await make({ subject: 'Gone' }), await make({ subject: 'Back' })];
	await watch.look();
	person().remove(gone);
	person().remove(back);
	expect(names(await watch.look())).toEqual([]);
	pass(10_000);
	person().restore(back);
	expect(await settle(watch)).toMatchObject([{ event: 'deleted', subject: 'Gone', permanently: false }]);
	person().removeForGood(back);
	expect(await settle(watch, 4)).toMatchObject([{ event: 'deleted', subject: 'Back', permanently: true }]);
});

test('a draft that comes back from Deleted Items and is sent is told again', async () => {
	const watch = await begun();
	const id = await make();
	await watch.look();
	person().remove(id);
	expect(await settle(watch)).toMatchObject([{ event: 'deleted' }]);
	person().restore(id);
	await watch.look();
	await person().send(id);
	expect(await settle(watch)).toMatchObject([{ event: 'sent' }]);
});

test('of a copy and its original the one that is sent counts, once', async () => {
	const watch = await begun();
	const id = await make();
	await watch.look();
	const copy = person().copy(id);
	expect(await settle(watch)).toEqual([]);
	await person().send(copy);
	expect(await settle(watch)).toMatchObject([{ event: 'sent', id: copy.immutableId, changed: false }]);
	person().remove(id);
	expect(await settle(watch)).toEqual([]);
});

test('a draft whose id changes when it is sent', async () => {
	simulator.switches.immutableIdAfterSend = 'changed';
	const watch = await begun();
	const id = await make();
	await watch.look();
	await person().send(id);
	expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false }]);
});

test('of a draft without a digest it is unknown whether it was changed', async () => {
	const watch = await begun();
	const id = await make();
	const stored = bench.message(id)!;
	stored.singleValueExtendedProperties = stored.singleValueExtendedProperties.filter(
		({ id: name }) => !/State$/i.test(name),
	);
	await watch.look();
	await person().send(id);
	expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: 'unknown' }]);
});

test('a reply keeps its history out of the comparison, and what Outlook puts below it', async () => {
	const watch = await begun();
	const received = person().receive({
		subject: 'Question',
		body: { contentType: 'html', content: '<p>How much?</p>' },
	});
	const { id } = await bench.run('draft:reply', { messageId: received.immutableId, body: '<p>Five.</p>' });
	await watch.look();
	const { content } = bench.message(id)!.body;
	person().edit(id, {
		body: { contentType: 'html', content: content.replace('<hr', '<div id="Signature"><p>Megan</p></div><hr') },
	});
	await person().send(id);
	expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false }]);
});

test('with difference both texts come, and what differs', async () => {
	const watch = await begun({ difference: true });
	const id = await make({ body: 'Dear Pat,\n\nit costs 5 euros.\n\nMegan' });
	await watch.look();
	person().edit(id, { body: { contentType: 'text', content: 'Dear Pat,\n\nit costs 6 euros.\n\nMegan' } });
	await person().send(id);
	expect(await settle(watch)).toMatchObject([
		{
			event: 'sent',
			changed: true,
			difference: '- it costs 5 euros.\n+ it costs 6 euros.',
			textAfter: expect.stringContaining('6 euros'),
		},
	]);
});

test('waiting comes once, and again after a change', async () => {
	const watch = await begun({ waitingDays: 2 });
	const id = await make();
	await watch.look();
	pass(1 * DAY);
	expect(names(await watch.look())).toEqual([]);
	pass(1 * DAY + HOUR);
	expect(names(await watch.look())).toEqual(['waiting']);
	expect(names(await watch.look())).toEqual([]);
	person().edit(id, { subject: 'Other' });
	expect(names(await watch.look())).toEqual(['edited']);
	pass(2 * DAY + HOUR);
	expect(names(await watch.look())).toEqual(['waiting']);
});

describe('answers', () => {
	async function sent(fields: object = {}) {
		const watch = await begun(fields);
		const id = await make();
		await person().send(id);
		expect(names(await watch.look())).toEqual(['sent']);
		pass(HOUR);
		return { watch, message: person().message(id) };
	}

	test('by a person', async () => {
		const { watch, message } = await sent();
		person().receive({
			answers: message,
			from: 'pat@fabrikam.com',
			body: 'Fine.\n\nOn Mon, Nov 2, 2026 at 9:00 AM Megan wrote:\n> Dear Pat',
		});
		expect((await watch.look()).outputs).toMatchObject([
			{ event: 'answered', answer: { from: 'pat@fabrikam.com', text: 'Fine.' } },
		]);
		expect((await watch.look()).outputs).toEqual([]);
	});

	test.each([
		['Auto-Submitted', 'auto-replied'],
		['X-Auto-Response-Suppress', 'All'],
		['Precedence', 'auto_reply'],
	])('an automatic reply is none: %s', async (name, value) => {
		const { watch, message } = await sent({ unansweredDays: 3 });
		person().receive({ answers: message, from: 'pat@fabrikam.com', headers: { [name]: value } });
		expect((await watch.look()).outputs).toEqual([]);
		pass(5 * DAY + HOUR);
		expect(names(await watch.look())).toEqual(['unanswered']);
		person().receive({ answers: message, from: 'pat@fabrikam.com' });
		expect(names(await watch.look())).toEqual(['answered']);
	});
});

describe('pauses', () => {
	test.each([
		['an hour', HOUR],
		['a day', DAY],
		['29 days', 29 * DAY],
	])('of %s lose nothing', async (_name, pause) => {
		const watch = await begun({ events: 'sent;edited;deleted' });
		const [sent, edited, deleted] = [
			await make({ subject: 'S' }),
			await make({ subject: 'E' }),
			await make({ subject: 'D' }),
		];
		await watch.look();
		await person().send(sent);
		person().edit(edited, { subject: 'E2' });
		person().remove(deleted);
		pass(pause);
		expect(new Set((await settle(watch)).map(({ event, subject }) => `${String(event)} ${String(subject)}`))).toEqual(
			new Set(['sent S', 'edited E2', 'deleted D']),
		);
	});

	test('of 40 days are said', async () => {
		const watch = await begun();
		pass(40 * DAY);
		expect((await watch.look()).warnings).toEqual([expect.stringMatching(/off for 40 days/)]);
	});
});

test.each([-3 * HOUR, 5 * DAY])('a computer whose clock is wrong by %d ms', async (skew) => {
	const watch = watching(simulator, { watchFor: 'draft', events: ALL }, { skew });
	await watch.look();
	const id = await make();
	await person().send(id);
	expect(names(await watch.look())).toEqual(['sent']);
});

test('a look that breaks off loses nothing', async () => {
	const watch = await begun();
	const id = await make();
	await person().send(id);
	let requests = 0;
	const failing = watch.look(async (_request, send) => {
		if (++requests > 1) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
		return await send();
	});
	await expect(failing).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(names(await watch.look())).toEqual(['sent']);
});

test('two watches on one mailbox each tell it', async () => {
	const [one, other] = [await begun(), await begun()];
	const id = await make();
	await person().send(id);
	expect(names(await one.look())).toEqual(['sent']);
	expect(names(await other.look())).toEqual(['sent']);
});

test('an example is a real draft, and moves no state', async () => {
	const watch = watching(simulator, { watchFor: 'draft', events: 'sent' });
	expect(await watch.example()).toEqual([]);
	const id = await make();
	expect(await watch.example()).toMatchObject([{ event: 'sent', id, subject: 'Offer', isExample: true }]);
	expect(watch.state).toBeUndefined();
});
