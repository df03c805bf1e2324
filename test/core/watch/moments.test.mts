// Moments at which a watch could lose or double something: its beginning, pauses, looks that break off, copies, other mailboxes, weekends.
import type { HttpResponse } from '../../../core/host';
import type { Looked } from '../../../core/watch/watch';
import type { Simulator } from '../../../simulator/server.mts';
import { ME, SHARED, to, type LifeBench } from '../../support/life.mts';
import { pass, watching, type Around, type Watching, useClockedMailbox } from '../../support/watching.mts';

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
			body: 'Hello',
			...fields,
		})
	).id;
const names = ({ outputs }: Looked) => outputs.map(({ event }) => event);
const subjects = ({ outputs }: Looked) => outputs.map(({ subject }) => subject);

async function settle(watch: Watching, looks = 3): Promise<Array<Record<string, unknown>>> {
	const outputs: Array<Record<string, unknown>> = [];
	for (let at = 0; at < looks; at++) {
		outputs.push(...(await watch.look()).outputs);
		pass(MINUTE);
	}
	return outputs;
}
async function drafts(fields: object = {}): Promise<Watching> {
	const watch = watching(simulator, { watchFor: 'draft', events: ALL, ...fields });
	expect((await watch.look()).outputs).toEqual([]);
	pass(MINUTE);
	return watch;
}
async function messages(fields: object = {}): Promise<Watching> {
	const watch = watching(simulator, { watchFor: 'message', folder: 'inbox', ...fields });
	expect((await watch.look()).outputs).toEqual([]);
	pass(MINUTE);
	return watch;
}

describe('the beginning', () => {
	test('what was sent or deleted a moment before is no event', async () => {
		await person().send(await make({ subject: 'Sent' }));
		person().remove(await make({ subject: 'Deleted' }));
		person().removeForGood(await make({ subject: 'Gone' }));
		pass(2_000);
		expect(await settle(await drafts())).toEqual([]);
	});

	test('a draft that is made and sent within the second in which the watch begins is one event', async () => {
		const watch = watching(simulator, { watchFor: 'draft', events: ALL });
		expect((await watch.look()).outputs).toEqual([]);
		await person().send(await make());
		pass(MINUTE);
		expect(names({ outputs: await settle(watch) } as Looked)).toEqual(['sent']);
	});

	test('a draft that is made and sent within the second of a look is one event', async () => {
		const watch = await drafts();
		await watch.look();
		await person().send(await make());
		expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false }]);
		expect(await settle(watch)).toEqual([]);
	});
});

describe('pauses', () => {
	test.each([
		['an hour', HOUR],
		['a day', DAY],
		['40 days', 40 * DAY],
	])('of %s: what came meanwhile is told once', async (_name, pause) => {
		for (const folder of ['inbox', 'archive']) {
			simulator.reset();
			const watch = await messages({ folder });
			const expected: string[] = [];
			for (let part = 0; part < 5; part++) {
				pass(pause / 5);
				person().receive({ subject: `Part ${part}`, folder });
				expected.push(`Part ${part}`);
			}
			pass(pause / 5);
			expect(subjects(await watch.look())).toEqual(expected);
			expect(subjects(await watch.look())).toEqual([]);
		}
	});

	test('of 40 days: each draft has its end, and what Outlook has deleted for good counts as deleted', async () => {
		const watch = await drafts({ events: 'sent;deleted' });
		const [sent, deleted, purged, kept] = [
			await make({ subject: 'S' }),
			await make({ subject: 'D' }),
			await make({ subject: 'P' }),
			await make({ subject: 'K' }),
		];
		await watch.look();
		pass(DAY);
		await person().send(sent);
		person().remove(deleted);
		await person().send(purged);
		person().removeForGood(purged);
		pass(39 * DAY + MINUTE);
		const first = await watch.look();
		expect(first.warnings).toEqual([expect.stringContaining('The watch was off for 40 days.')]);
		pass(MINUTE);
		const told = [...first.outputs, ...(await settle(watch, 5))].map(
			({ event, subject }) => `${String(event)} ${String(subject)}`,
		);
		expect(told.sort()).toEqual(['deleted D', 'deleted P', 'sent S']);
		expect(bench.message(kept)).toBeDefined();
	});
});

describe('looks that break off', () => {
	/** Breaks off at one of the requests of a look. */
	const breakAt = (at: number): Around => {
		let requests = 0;
		return async (_request, send) => {
			if (++requests === at) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
			return await send();
		};
	};

	test.each([1, 2, 3, 4])('at request %d: nothing is lost and nothing is doubled', async (at) => {
		const [drafted, inbox, archive] = [
			await drafts(),
			await messages({ needsAnswer: true }),
			await messages({ folder: 'archive' }),
		];
		await person().send(await make());
		person().receive({ subject: 'New' });
		person().receive({ subject: 'New', folder: 'archive' });
		for (const watch of [drafted, inbox, archive]) {
			const broken = await watch.look(breakAt(at)).then(
				({ outputs }) => outputs,
				() => [],
			);
			const again = (await watch.look()).outputs;
			expect([...broken, ...again]).toHaveLength(1);
			expect((await watch.look()).outputs).toEqual([]);
		}
	});

	test('a look whose end was not stored is told again', async () => {
		const watch = await messages();
		const before = watch.state;
		person().receive({ subject: 'New' });
		expect(subjects(await watch.look())).toEqual(['New']);
		watch.state = before;
		expect(subjects(await watch.look())).toEqual(['New']);
	});
});

test('two watches on one mailbox each tell a message once', async () => {
	const [one, other] = [await messages(), await messages({ senders: '@example.com' })];
	person().receive({ subject: 'New' });
	for (const watch of [one, other, one, other].slice(0, 2)) expect(subjects(await watch.look())).toEqual(['New']);
	for (const watch of [one, other]) expect(subjects(await watch.look())).toEqual([]);
});

test('lists of drafts that lag lose nothing and double nothing', async () => {
	Object.assign(simulator.switches, { filterLagMs: 1, filterLagMaxMs: 8_000 });
	const watch = await drafts({ events: 'sent;deleted' });
	const told: string[] = [];
	const look = async () =>
		told.push(...(await watch.look()).outputs.map(({ event, subject }) => `${String(event)} ${String(subject)}`));
	const expected: string[] = [];
	for (let at = 0; at < 12; at++) {
		const id = await make({ subject: `d${at}` });
		await look();
		pass(1_500);
		if (at % 3 === 0) person().remove(id);
		else if (at % 3 === 1) await person().send(id);
		else await person().send(id, 'classic');
		expected.push(`${at % 3 === 0 ? 'deleted' : 'sent'} d${at}`);
		await look();
		pass(1_500);
	}
	for (let at = 0; at < 6; at++) {
		pass(MINUTE);
		await look();
	}
	expect(told.sort()).toEqual(expected.sort());
});

describe('copies', () => {
	test('the copy is the draft when the original is gone', async () => {
		const watch = await drafts();
		const id = await make();
		await watch.look();
		const copy = person().copy(id);
		person().removeForGood(id);
		expect(await settle(watch, 4)).toEqual([]);
		await person().send(copy);
		expect(await settle(watch)).toMatchObject([{ event: 'sent', changed: false }]);
	});

	test('of two that are sent the first one counts', async () => {
		const watch = await drafts();
		const id = await make();
		await watch.look();
		const copy = person().copy(id);
		await person().send(id);
		expect(await settle(watch)).toMatchObject([{ event: 'sent' }]);
		await person().send(copy);
		expect(await settle(watch)).toEqual([]);
	});
});

describe('other mailboxes', () => {
	test('a draft that is taken to another mailbox and sent there is gone here', async () => {
		const watch = await drafts();
		const id = await make();
		await watch.look();
		const { subject, body } = person().message(id);
		const there = simulator.person(SHARED).write({ subject, body, toRecipients: to('pat@fabrikam.com') });
		person().removeForGood(id);
		await simulator.person(SHARED).send(there);
		expect(await settle(watch, 4)).toMatchObject([{ event: 'deleted', permanently: true }]);
	});

	test('what a workflow sent to this mailbox from another one is no draft of it', async () => {
		const watch = await drafts();
		const { id } = await bench.run('draft:create', {
			mailbox: SHARED,
			folder: 'drafts',
			to: ME,
			subject: 'Hello',
			body: 'x',
		});
		await simulator.person(SHARED).send(id);
		expect(await settle(watch)).toEqual([]);
	});
});

test('meeting requests and answers to them are messages like others', async () => {
	/** As Graph shows them. */
	const asMeeting: Around = async (_request, send): Promise<HttpResponse> => {
		const answer = await send();
		const body = answer.body.replaceAll(
			'"isDraft":false',
			'"@odata.type":"#microsoft.graph.eventMessageResponse","meetingMessageType":"meetingAccepted","isDraft":false',
		);
		return { ...answer, body };
	};
	const watch = await drafts();
	const request = person().receive({ subject: 'Meeting' });
	const { id } = await bench.run('draft:reply', { messageId: request.immutableId, body: 'With pleasure' });
	await person().send(id);
	expect((await watch.look(asMeeting)).outputs).toMatchObject([{ event: 'sent', changed: false }]);
	pass(HOUR);
	person().receive({ subject: 'Accepted: Meeting', from: 'pat@fabrikam.com', answers: person().message(id) });
	expect((await watch.look(asMeeting)).outputs).toMatchObject([
		{ event: 'answered', answer: { subject: 'Accepted: Meeting' } },
	]);
});

describe('working days', () => {
	/** Friday, 20:00 UTC, which is Saturday in Tokyo. */
	const toFriday = () => {
		const now = new Date(Date.now());
		const friday = Date.UTC(
			now.getUTCFullYear(),
			now.getUTCMonth(),
			now.getUTCDate() + ((5 - now.getUTCDay() + 7) % 7) + 7,
			20,
		);
		pass(friday - Date.now());
	};

	test.each([
		['UTC', 3 * DAY],
		['Asia/Tokyo', 2 * DAY],
	])('of a message that was sent on Friday evening in London, in %s', async (watchTimeZone, after) => {
		toFriday();
		const watch = await drafts({ events: 'unanswered', unansweredDays: 1, watchTimeZone });
		await person().send(await make());
		await watch.look();
		pass(after - 2 * HOUR);
		expect(names(await watch.look())).toEqual([]);
		pass(3 * HOUR);
		expect(names(await watch.look())).toEqual(['unanswered']);
		pass(30 * DAY);
		expect(names(await watch.look())).toEqual([]);
	});
});

test('2,000 drafts are remembered, in less than 2 MB; of more the oldest are forgotten, which is said once', async () => {
	const own = (mark: string) => [
		{ id: 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name OutlookDraftsKey', value: mark },
		{
			id: 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name OutlookDraftsState',
			value: `digest:1.${Array(4).fill('00000000000').join('.')}`,
		},
	];
	const watch = await drafts();
	const write = (from: number, count: number) => {
		for (let at = from; at < from + count; at++)
			person().write({
				subject: `A subject as people write it, number ${at}`,
				singleValueExtendedProperties: own(crypto.randomUUID()),
			});
	};
	write(0, 1_990);
	expect((await watch.look()).waiting).toBe(1_990);
	pass(MINUTE);
	write(1_990, 30);
	const looked = await watch.look();
	expect(looked.waiting).toBe(2_000);
	expect(looked.warnings).toEqual([expect.stringContaining('the 20 oldest are no longer watched')]);
	expect(JSON.stringify(watch.state).length).toBeLessThan(2_000_000);
	expect((await watch.look()).warnings).toEqual([]);
}, 120_000);
