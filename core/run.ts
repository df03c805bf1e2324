import { DraftError, LOCAL_CODES, toDraftError } from './errors';
import type { Host } from './host';

/** How one item ended. `notStarted`: nothing was sent for it, because the run stopped first. */
export type ItemOutcome<T> =
	| { kind: 'done'; value: T }
	| { kind: 'failed'; error: DraftError }
	| { kind: 'notStarted' };

interface RunOptions {
	/** True: a failing item never costs the others. False: the first failure starts nothing new. */
	continueOnFail: boolean;
	/** Resolves when the service has answered. Until then items go one at a time, so that one of them, not all, fetches the token. */
	firstAnswer?: Promise<void>;
}

/** Items under way at once. Above the throttle's 32, so that items for several mailboxes can fill it; bounded for memory. */
const ITEMS_UNDER_WAY = 128;

/**
 * Runs `work` for the items 0..count-1 of one execution, several at once, and returns their outcomes in order.
 * `work` gets a signal that is aborted when nothing new may be sent: after the first failure without `continueOnFail`, or
 * when the host cancels. Requests in flight are always waited for. Never throws.
 */
export async function runItems<T>(
	host: Host,
	count: number,
	work: (index: number, stop: AbortSignal) => Promise<T>,
	{ continueOnFail, firstAnswer }: RunOptions,
): Promise<Array<ItemOutcome<T>>> {
	const stop = new AbortController();
	const onCancel = () => stop.abort();
	host.cancelled?.addEventListener('abort', onCancel, { once: true });
	if (host.cancelled?.aborted) stop.abort();

	const outcomes = Array.from({ length: count }, (): ItemOutcome<T> => ({ kind: 'notStarted' }));
	const runOne = async (index: number): Promise<void> => {
		outcomes[index] = await work(index, stop.signal)
			.then((value): ItemOutcome<T> => ({ kind: 'done', value }))
			.catch((thrown: unknown): ItemOutcome<T> => outcomeOf(toDraftError(thrown)));
		if (outcomes[index].kind === 'failed' && !continueOnFail) stop.abort();
	};

	let next = 0;
	const takeTurns = async (): Promise<void> => {
		while (next < count && !stop.signal.aborted) await runOne(next++);
	};
	const begun: Array<Promise<void>> = [];
	let isAnswered = firstAnswer === undefined;
	void firstAnswer?.then(() => {
		isAnswered = true;
	});
	// An item that is rejected before its request fetches no token, so the next one goes alone as well.
	while (!isAnswered && next < count && !stop.signal.aborted) {
		begun.push(runOne(next++));
		await Promise.race([begun.at(-1), firstAnswer]);
	}
	await Promise.all([...begun, ...Array.from({ length: Math.min(ITEMS_UNDER_WAY, count) }, takeTurns)]);
	host.cancelled?.removeEventListener('abort', onCancel);
	return outcomes;
}

/** Something of it is in Outlook already. */
const hasBegun = ({ cause }: DraftError) => cause.draftId !== undefined || cause.attached !== undefined;

function outcomeOf<T>(error: DraftError): ItemOutcome<T> {
	// A cancelled item that has already created something is a failure, not `notStarted`.
	return error.code === LOCAL_CODES.cancelled && !hasBegun(error) && !error.cause.draftMayExist
		? { kind: 'notStarted' }
		: { kind: 'failed', error };
}

/**
 * The error for a run that stopped at its first failure: that item's own, completed by the ids of the drafts that exist
 * all the same and by the items of which nobody knows, so that a rerun makes no second ones. Undefined when no item failed.
 */
export function errorOfRun<T>(
	outcomes: Array<ItemOutcome<T>>,
	idOf: (value: T) => string,
): { error: DraftError; index: number } | undefined {
	// An item that was stopped in the middle by another one's failure is not the reason.
	const reason = outcomes.findIndex(
		(outcome) => outcome.kind === 'failed' && outcome.error.code !== LOCAL_CODES.cancelled,
	);
	const index = reason >= 0 ? reason : outcomes.findIndex((outcome) => outcome.kind === 'failed');
	const first = outcomes[index];
	if (first?.kind !== 'failed') return undefined;
	const itemsMade = outcomes.flatMap((outcome, item) =>
		outcome.kind === 'done' && idOf(outcome.value) !== '' ? [{ item, id: idOf(outcome.value) }] : [],
	);
	const unfinished = outcomes.flatMap((outcome, item) =>
		item !== index && outcome.kind === 'failed' && outcome.error.cause.draftId
			? [{ item, id: outcome.error.cause.draftId }]
			: [],
	);
	const unknown = outcomes.flatMap((outcome, item) =>
		item !== index && outcome.kind === 'failed' && outcome.error.cause.draftMayExist ? [item] : [],
	);
	const { code, message, cause } = first.error;
	const hint = [
		cause.hint,
		itemsMade.length > 0 && `${madeOf(itemsMade.length)} made already: ${itemsOf(itemsMade.map(({ item }) => item))}.`,
		unfinished.length > 0 && `Drafts with missing files: ${itemsOf(unfinished.map(({ item }) => item))}.`,
		unknown.length > 0 && `Outlook gave no answer for other items, whose drafts may exist too: ${itemsOf(unknown)}.`,
	];
	const facts = {
		...cause,
		hint: hint.filter(Boolean).join(' '),
		...(itemsMade.length + unfinished.length > 0
			? { draftsMade: [...itemsMade, ...unfinished].map(({ id }) => id) }
			: {}),
		...(unknown.length > 0 ? { draftMayExist: true } : {}),
	};
	return { error: new DraftError(code, message, facts), index };
}

const madeOf = (count: number) => (count === 1 ? '1 draft was' : `${count} drafts were`);

/** `item 4`, `items 0–5, 7`: ids of drafts are too long to be read. */
function itemsOf(items: number[]): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const item of items) {
		const range = ranges.at(-1);
		if (range && range[1] + 1 === item) range[1] = item;
		else ranges.push([item, item]);
	}
	const texts = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
	return `item${items.length === 1 ? '' : 's'} ${texts.join(', ')}`;
}
