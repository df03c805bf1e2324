// Whatever people do with drafts, in any order, and however late or badly the service answers: each draft has one right end.
import { PARTS, type Digest } from '../../../core/watch/digest';
import type { DraftEvent, DraftWatchState } from '../../../core/watch/draftState';
import { lookAtDrafts, type DraftOptions } from '../../../core/watch/drafts';
import { amount } from '../../support/amount.mts';
import { random } from '../../support/random.mts';
import { WatchedDrafts } from '../../support/watchedDrafts.mts';

const OPTIONS: DraftOptions = {
	place: 'me',
	events: ['sent', 'edited', 'deleted'],
	waitingDays: 14,
	unansweredDays: 3,
	timeZone: 'UTC',
	withText: false,
};

/** What the test knows of one draft. */
interface Truth {
	mark: string;
	/** The draft itself, or what it became. */
	id: string | undefined;
	copy: string | undefined;
	made: Digest | undefined;
	isSent: boolean;
	/** Since when it lies in Deleted Items or is gone. */
	gone: number | undefined;
	/** It was so for so long that it may have been told. */
	wasGone: boolean;
	canBeRestored: boolean;
}

async function sequence(seed: number, drafts: number, acts: number): Promise<void> {
	const chance = random(seed);
	const pick = <T,>(list: readonly T[]): T => list[Math.floor(chance() * list.length)];
	const faults = { lag: pick([0, 2_000, 8_000]), fresh: pick([0, 0, 5_000]), failing: pick([0, 0, 0.1, 0.3]) };
	const box = new WatchedDrafts(chance, faults, pick([3, 50]));
	const truths: Truth[] = [];
	const make = () => {
		const mark = `m${truths.length}`;
		const id = box.make(mark, chance() < 0.1);
		truths.push({
			mark,
			id,
			copy: undefined,
			made: box.madeOf(id),
			isSent: false,
			gone: undefined,
			wasGone: false,
			canBeRestored: true,
		});
	};
	let state: DraftWatchState | undefined;
	const events: DraftEvent[] = [];
	const look = async () => {
		const seen = await lookAtDrafts(box.reader(), state, OPTIONS).catch((reason: Error) => {
			if (reason.message !== 'No answer.') throw reason;
			return undefined;
		});
		if (!seen) return;
		const edited = seen.events.filter(({ event }) => event === 'edited').map(({ mark }) => mark);
		expect(new Set(edited).size).toBe(edited.length);
		// As the host stores it.
		state = JSON.parse(JSON.stringify(seen.state)) as DraftWatchState;
		events.push(...seen.events);
	};
	const begin = Math.floor(chance() * drafts);
	for (let at = 0; at < begin; at++) make();
	box.time += 20_000;
	while (!state) await look();

	for (let act = 0; act < acts; act++) {
		box.time += Math.floor(pick([0, 0, 300, 2_000, 20_000, 90_000, 3_600_000]) * (0.5 + chance()));
		if (truths.length < drafts && chance() < 0.3) make();
		if (chance() < 0.35) await look();
		for (const truth of truths) note(box, truth);
		if (truths.length > 0) perform(box, pick(truths), chance, pick);
	}
	box.faults = { lag: 0, fresh: 0, failing: 0 };
	for (const truth of truths) note(box, truth);
	for (let at = 0; at < 8 + Math.ceil(truths.length / 10); at++) {
		box.time += 61_000;
		for (const truth of truths) note(box, truth);
		await look();
	}
	for (const truth of truths)
		check(
			truth,
			events.filter(({ mark }) => mark === truth.mark),
			box,
			seed,
			truth.mark in state!.drafts,
		);
}

const GONE_MAY_BE_TOLD = 25_000;

function note(box: WatchedDrafts, truth: Truth): void {
	if (truth.gone !== undefined && box.time - truth.gone >= GONE_MAY_BE_TOLD) truth.wasGone = true;
}

function perform(box: WatchedDrafts, truth: Truth, chance: () => number, pick: <T>(list: readonly T[]) => T): void {
	const { id } = truth;
	if (id === undefined || truth.isSent) {
		// After it was sent, things may still happen to it.
		if (truth.isSent && id !== undefined) pick([() => box.touch(id), () => box.move(id, 'archive')])();
		return;
	}
	const inBin = truth.gone !== undefined;
	const acts: Array<() => void> = inBin
		? [
				() => {
					box.move(id, pick(['drafts', 'projects']));
					truth.gone = undefined;
				},
				() => box.touch(id),
				() => purge(box, truth, id),
			]
		: [
				() => box.edit(id, pick(PARTS)),
				() => box.edit(id, pick(PARTS)),
				() => box.touch(id),
				() => box.move(id, pick(['drafts', 'projects']), chance() < 0.3),
				() => {
					truth.id = box.send(id, pick(['web', 'web', 'classic', 'changed'] as const));
					truth.isSent = true;
				},
				() => {
					box.move(id, 'bin', chance() < 0.3);
					truth.gone = box.time;
				},
				() => purge(box, truth, id),
				() => {
					// One that lies beside the draft and is left alone, until the draft is gone.
					truth.copy ??= box.copy(id);
				},
				() => {},
			];
	pick(acts)();
}

/** Deletes for good: a copy is the draft then. */
function purge(box: WatchedDrafts, truth: Truth, id: string): void {
	box.purge(id);
	truth.id = truth.copy;
	truth.copy = undefined;
	truth.gone = truth.id === undefined ? (truth.gone ?? box.time) : undefined;
}

function check(truth: Truth, events: DraftEvent[], box: WatchedDrafts, seed: number, wasSeen: boolean): void {
	const named = (name: string) => events.filter(({ event }) => event === name);
	const about = `seed ${seed} ${truth.mark} ${JSON.stringify(events.map(({ event, at }) => [event, at]))} ${JSON.stringify(truth)}`;
	const fail = (what: string) => {
		throw new Error(`${what}: ${about}`);
	};
	if (named('sent').length !== (truth.isSent ? 1 : 0)) fail('sent');
	if (truth.isSent) {
		const [{ changed }] = named('sent');
		const expected = truth.made && box.changedOf(truth.id!, truth.made);
		if (JSON.stringify(changed) !== JSON.stringify(expected))
			fail(`changed ${JSON.stringify(changed)} ${JSON.stringify(expected)}`);
	}
	const deletions = named('deleted').length;
	if (deletions > 1) fail('deleted twice');
	// What was made and deleted for good between two looks was never seen.
	// Nor is one deleted of which a copy is left, if that was met first.
	const isGone = truth.gone !== undefined && truth.copy === undefined;
	if (!truth.isSent && isGone && deletions !== 1 && wasSeen) fail('deleted');
	if (deletions === 1 && !truth.wasGone) fail('deleted, but was not');
}

test('each draft has one right end, with few drafts', async () => {
	const sequences = amount(1_500, 5_000);
	for (let seed = 1; seed <= sequences; seed++) await sequence(seed, 4, 25);
});

test('the same with 200 drafts', async () => {
	const sequences = amount(2, 25);
	for (let seed = 100_001; seed <= 100_000 + sequences; seed++) await sequence(seed, 200, 900);
});
