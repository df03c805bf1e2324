import { DraftError } from '../../core/errors';
import { errorOfRun, runItems } from '../../core/run';
import { scriptedHost } from '../support/host.mts';

const host = (cancelled?: AbortSignal) => scriptedHost([], cancelled);
const tick = () => new Promise((resolve) => setImmediate(resolve));

test('results come in the order of the items, whatever ends first', async () => {
	const outcomes = await runItems(
		host(),
		5,
		async (index) => {
			for (let i = index; i < 5; i++) await tick();
			return index;
		},
		{ continueOnFail: true },
	);
	expect(outcomes).toEqual([0, 1, 2, 3, 4].map((value) => ({ kind: 'done', value })));
});

test('Continue On Fail: a failing item costs no other', async () => {
	const outcomes = await runItems(
		host(),
		4,
		async (index) => {
			if (index % 2) throw new DraftError('InvalidInput', `bad ${index}`);
			return index;
		},
		{ continueOnFail: true },
	);
	expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'failed', 'done', 'failed']);
});

test('without it, what is under way ends, nothing new starts, and the ids made are listed', async () => {
	const started: number[] = [];
	const outcomes = await runItems(
		host(),
		1_000,
		async (index, stop) => {
			await tick();
			if (stop.aborted) throw new DraftError('Cancelled', 'x');
			started.push(index);
			await tick();
			if (index === 3) throw new DraftError('ErrorItemNotFound', 'no folder', { hint: 'Choose it again.' });
			return { id: `id-${index}` };
		},
		{ continueOnFail: false },
	);
	expect(started.length).toBeLessThanOrEqual(256);
	expect(outcomes.at(-1)).toEqual({ kind: 'notStarted' });
	const failure = errorOfRun(outcomes, (value) => value.id)!;
	expect(failure.index).toBe(3);
	expect(failure.error.cause.draftsMade).toContain('id-0');
	expect(failure.error.cause.hint).toMatch(/^Choose it again\. \d+ drafts were made already: items 0–2, 4–\d+\.$/);
});

test('the items of which nobody knows are named, so that a rerun makes no second drafts', async () => {
	const outcomes = await runItems(
		host(),
		3,
		async (index) => {
			await tick();
			throw new DraftError('x', 'no', index === 0 ? { status: 400 } : { status: 504, draftMayExist: true });
		},
		{ continueOnFail: false },
	);
	const { error } = errorOfRun(outcomes, String)!;
	expect(error.cause).toMatchObject({
		status: 400,
		draftMayExist: true,
		hint: 'Outlook gave no answer for other items, whose drafts may exist too: items 1–2.',
	});
});

test('until the service has answered items go one at a time: one fetches the token, one that is refused without a request does not', async () => {
	const begun: number[] = [];
	let answer = () => {};
	const firstAnswer = new Promise<void>((resolve) => {
		answer = resolve;
	});
	let end = () => {};
	const third = new Promise<void>((resolve) => {
		end = resolve;
	});
	const run = runItems(
		host(),
		6,
		async (index) => {
			begun.push(index);
			if (index < 2) throw new DraftError('InvalidInput', 'x');
			await third;
		},
		{ continueOnFail: true, firstAnswer },
	);
	await tick();
	expect(begun).toEqual([0, 1, 2]);
	answer();
	await tick();
	// The item itself need not be ready for that: it may look for an earlier draft for ten seconds.
	expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
	end();
	expect((await run).map(({ kind }) => kind)).toEqual(['failed', 'failed', 'done', 'done', 'done', 'done']);
});

test('a first item that fails for want of a token stops the others before they ask for one', async () => {
	const begun: number[] = [];
	await runItems(
		host(),
		6,
		async (index) => {
			begun.push(index);
			await tick();
			throw new DraftError('AADSTS7000215', 'x');
		},
		{ continueOnFail: false, firstAnswer: new Promise(() => {}) },
	);
	expect(begun).toEqual([0]);
});

test('cancelling starts nothing new; the items that were not started are told apart', async () => {
	const cancel = new AbortController();
	const outcomes = await runItems(
		host(cancel.signal),
		500,
		async (index, stop) => {
			if (index === 2) cancel.abort();
			await tick();
			if (stop.aborted && index > 2) throw new DraftError('Cancelled', 'x');
			return index;
		},
		{ continueOnFail: true },
	);
	expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(3);
	expect(outcomes.filter((outcome) => outcome.kind === 'notStarted')).toHaveLength(497);
	expect(errorOfRun(outcomes, String)).toBeUndefined();
});

test('anything thrown becomes one kind of error', async () => {
	const outcomes = await runItems(
		host(),
		2,
		async (index) => {
			throw index ? 'text' : new TypeError('x is not a function');
		},
		{ continueOnFail: true },
	);
	expect(outcomes).toMatchObject([
		{ error: { code: 'Unexpected', message: 'x is not a function' } },
		{ error: { message: 'text' } },
	]);
});

test('an item that was stopped in the middle is listed as unfinished; the reason is the one that failed', async () => {
	const stopped = new DraftError('Cancelled', 'stopped', { draftId: 'half', attached: ['a.pdf'], missing: ['b.pdf'] });
	const outcomes = await runItems(
		host(),
		2,
		async (index, stop) => {
			if (index === 1) throw new DraftError('ErrorItemNotFound', 'no folder');
			while (!stop.aborted) await tick();
			throw stopped;
		},
		{ continueOnFail: false },
	);
	expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
	const { error, index } = errorOfRun(outcomes, () => '')!;
	expect(index).toBe(1);
	expect(error.cause).toMatchObject({
		draftsMade: ['half'],
		hint: expect.stringContaining('Drafts with missing files: item '),
	});
});
