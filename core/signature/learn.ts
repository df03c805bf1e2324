import {
	keyOf,
	keyOfBlock,
	linesOf,
	markedBlock,
	MOST_LINES,
	textOf,
	withoutAdvertisement,
	type Block,
} from './blocks';
import type { Line } from './outline';
import { namesSomebodyElse, namesSender, type Mail } from './people';

export type { Mail } from './people';

/** What was found in mails of one kind, new ones or replies. */
export type Found =
	| { kind: 'found'; block: Block; mail: Mail; agreeing: number; looked: number }
	/** None of these mails has one, or they have nothing in common at their ends. */
	| { kind: 'none'; looked: number }
	/** There are several, and nothing says whose, or which of them. */
	| { kind: 'several'; looked: number };

/** Who may have signed the mails: one person; perhaps one, since an application cannot tell whose mailbox it is; or anybody of a team. */
export type Signers = 'one' | 'perhapsOne' | 'several';

/** Of those that may be signed by several, how many have to agree. */
const AGREEMENT: Record<Exclude<Signers, 'one'>, number> = { perhapsOne: 0.8, several: 1 };

/** Of how many mails, newest first, a signature is learned. */
const MOST_MAILS = 10;

/**
 * Finds the signature in mails of one person, newest first: the block that the mail program has marked, otherwise the closing lines that
 * most of them share. A conversation counts once, and a text that went to many does too.
 */
export function learnSignature(mails: Mail[], signers: Signers): Found {
	const looked = withoutRepeats(mails).slice(0, MOST_MAILS);
	const marked = looked.flatMap((mail) => {
		const block = markedBlock(mail.outline);
		return block ? [{ mail, block }] : [];
	});
	// A phone's mark often holds nothing, or all of the mail.
	const own = marked.filter(({ block }) => block.marked !== 'phone');
	return fromMarked(own, looked, signers) ?? fromEnds(looked, signers) ?? { kind: 'none', looked: looked.length };
}

interface Candidate {
	mail: Mail;
	block: Block;
}

function fromMarked(candidates: Candidate[], looked: Mail[], signers: Signers): Found | undefined {
	const right = candidates.filter((one) => isOf(one));
	// By one mail of many, nobody signs.
	if (right.length === 0 || (right.length === 1 && looked.length >= 4)) return undefined;
	const groups = [...groupBy(right, ({ block }) => keyOfBlock(block)).values()];
	const largest = groups.reduce((most, group) => (group.length > most.length ? group : most));
	const count = { looked: looked.length };
	if (signers !== 'one' && largest.length < right.length * AGREEMENT[signers]) {
		const common = fromEnds(
			right.map(({ mail }) => mail),
			'several',
		);
		return common ?? { kind: 'several', ...count };
	}
	const newest = right.slice(0, 3);
	const isNew =
		signers === 'one' &&
		newest.length === 3 &&
		newest.every(({ block }) => keyOfBlock(block) === keyOfBlock(newest[0]!.block));
	const chosen = isNew ? groups.find((group) => group.includes(newest[0]!))! : largest;
	if (chosen.length > 1 || right.length === 1) {
		const [{ mail, block }] = chosen as [Candidate];
		return isText(block, right.length) ? undefined : { kind: 'found', block, mail, agreeing: chosen.length, ...count };
	}
	return alike(right, looked.length);
}

/** Each differs a little, as with a motto or a banner of the week: the newest is taken where most of its lines are in the others. */
function alike(candidates: Candidate[], looked: number): Found | undefined {
	const [{ mail, block }, ...others] = candidates as [Candidate, ...Candidate[]];
	const keys = linesOf(block).map(keyOf);
	const agreeing = others.filter((other) => {
		const theirs = new Set(linesOf(other.block).map(keyOf));
		return keys.filter((key) => theirs.has(key)).length * 5 >= keys.length * 3;
	});
	if (agreeing.length * 2 < others.length || agreeing.length === 0) return undefined;
	return { kind: 'found', block, mail, agreeing: agreeing.length + 1, looked };
}

/** All of the mail stands within the mark, and nothing else confirms it: on phones people type there. */
const isText = ({ from, to, marked }: Block, candidates: number) =>
	candidates === 1 && from === 0 && (marked === 'phone' || to > 12);

/** The closing lines that most mails share. */
function fromEnds(mails: Mail[], signers: Signers): Found | undefined {
	const ends = mails.map(({ outline }) => outline.lines.slice(-MOST_LINES).map(keyOf).reverse());
	const needed = Math.max(
		3,
		signers === 'one' ? Math.floor(mails.length / 2) + 1 : Math.ceil(mails.length * AGREEMENT[signers]),
	);
	const few = mails.length === 2 && signers === 'one' ? 2 : needed;
	const newest = commonEnd(ends.slice(0, 3), 3);
	const most = commonEnd(ends, few);
	// Three in a row end otherwise than the rest: that one is new.
	const isChanged = signers === 'one' && newest.some((key, at) => at < most.length && key !== most[at]);
	for (const { end, times } of isChanged
		? [
				{ end: newest, times: 3 },
				{ end: most, times: few },
			]
		: [{ end: most, times: few }]) {
		const found = end.length > 0 ? takeEnd(mails, ends, end, times) : undefined;
		if (found) return found;
	}
	return undefined;
}

/** The lines at the end, the last one first, that at least `needed` of the mails share. */
function commonEnd(ends: string[][], needed: number): string[] {
	let sharing = ends;
	const common: string[] = [];
	for (;;) {
		const at = common.length;
		const groups = groupBy(
			sharing.filter((end) => end.length > at),
			(end) => end[at]!,
		);
		const largest = [...groups.values()].reduce<string[][]>(
			(most, group) => (group.length > most.length ? group : most),
			[],
		);
		if (largest.length < needed || largest.length === 0) return common;
		sharing = largest;
		common.push(sharing[0]![at]!);
	}
}

function takeEnd(mails: Mail[], ends: string[][], end: string[], needed: number): Found | undefined {
	const group = mails.filter((_mail, at) => end.every((key, line) => ends[at]![line] === key));
	if (group.length < needed) return undefined;
	const candidates = group.map((mail): Candidate => {
		const to = mail.outline.lines.length;
		return {
			mail,
			block: withoutText(mail, withoutAdvertisement({ outline: mail.outline, from: to - end.length, to })),
		};
	});
	if (!candidates.every(isOf)) return undefined;
	const right = candidates.find((candidate) => isSignature(candidate, group.length));
	return right && { kind: 'found', ...right, agreeing: group.length, looked: mails.length };
}

/** Where a program marks in one of the mails that its signature begins, it begins in all; a sentence above the sender's name is text. */
function withoutText(mail: Mail, block: Block): Block {
	const mark = markedBlock(block.outline)?.from ?? 0;
	let from = mark > block.from && mark < block.to ? mark : block.from;
	const { lines } = block.outline;
	const isSentence = ({ text }: Line) => /[.?!…]$/.test(text) && text.split(' ').length >= 4;
	while (
		from < block.to - 1 &&
		isSentence(lines[from]!) &&
		namesSender(
			mail,
			lines
				.slice(from + 1, block.to)
				.map(({ text }) => text)
				.join('\n'),
		)
	)
		from++;
	return { ...block, from };
}

/** Lines that many mails end with may be thanks alone. A signature says who writes, or how to reach them. */
function isSignature({ mail, block }: Candidate, agreeing: number): boolean {
	if (block.to <= block.from || block.to - block.from > MOST_LINES) return false;
	const text = textOf(block);
	const lines = linesOf(block).filter((line) => line.text !== '');
	const reachable =
		/[\w.+-]+@[\w-]+\.\w|\b(?:https?:\/\/|www\.)|(?:\d[ ()./-]{0,3}){7,}/.test(text) ||
		linesOf(block).some(({ hasPicture }) => hasPicture);
	return (
		(namesSender(mail, text) && lines.length >= (agreeing < 3 ? 3 : 1)) ||
		(lines.length >= (agreeing < 3 ? 3 : 2) && reachable)
	);
}

/** Whether a block can be of the sender of its mail. */
const isOf = ({ mail, block }: Candidate): boolean => !namesSomebodyElse(mail, linesOf(block));

/** The newest mail of each conversation, and of each text that went to several people. */
function withoutRepeats(mails: Mail[]): Mail[] {
	const seen = new Set<string>();
	return mails.filter(({ conversation, outline }) => {
		const keys = outline.lines.map(keyOf);
		const names = [
			...(conversation ? [`conversation ${conversation}`] : []),
			`text ${keys.join('\n')}`,
			// Only the greeting differs.
			...(keys.length > 12 ? [`letter ${keys.slice(1).join('\n')}`] : []),
		];
		const isNew = names.every((name) => !seen.has(name));
		names.forEach((name) => seen.add(name));
		return isNew && keys.length > 0;
	});
}

function groupBy<T>(list: T[], keyOfEntry: (entry: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const entry of list) {
		const key = keyOfEntry(entry);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return groups;
}
