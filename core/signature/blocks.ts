import { SIGNATURE_LINE } from '../quoting/marks';
import { cutOut } from './cut';
import type { Line, Outline } from './outline';

/** Lines of a mail that are, or may be, its signature. */
export interface Block {
	outline: Outline;
	/** Number of its first line, and of the line behind its last. */
	from: number;
	to: number;
	/** Where the mark stands by which the mail program says so. */
	marked?: 'element' | 'anchor' | 'phone';
}

/** More lines than the signature of anybody has, disclaimers included. */
export const MOST_LINES = 40;

export const linesOf = ({ outline, from, to }: Block): Line[] => outline.lines.slice(from, to);

/** What is compared: two signatures that say the same and have as many pictures are the same one. */
export const keyOf = (line: Line): string => `${line.text}${line.hasPicture ? '\u0000' : ''}`;
export const keyOfBlock = (block: Block): string => linesOf(block).map(keyOf).join('\n');

export const textOf = (block: Block): string =>
	linesOf(block)
		.map(({ text }) => text)
		.filter((text) => text !== '')
		.join('\n');

/** Its HTML, cut out of the mail. */
export const htmlOf = (block: Block): string =>
	cutOut(block.outline.html, linesOf(block), block.outline.lines[block.from - 1]);

/** The block that the mail program has marked in this mail; undefined where there is none. */
export function markedBlock(outline: Outline): Block | undefined {
	const block = inElement(outline) ?? behindAnchor(outline);
	const trimmed = block && withoutAdvertisement(block);
	return trimmed && trimmed.to > trimmed.from && trimmed.to - trimmed.from <= MOST_LINES ? trimmed : undefined;
}

function inElement(outline: Outline): Block | undefined {
	const { lines } = outline;
	const elements = lines.map(({ openAtStart }) =>
		openAtStart.find(({ mark }) => mark === 'element' || mark === 'phone'),
	);
	// The first one: what stands below may be somebody else's.
	const element = elements.find(Boolean);
	if (!element) return undefined;
	return {
		outline,
		from: elements.indexOf(element),
		to: elements.lastIndexOf(element) + 1,
		marked: element.mark === 'phone' ? 'phone' : 'element',
	};
}

function behindAnchor(outline: Outline): Block | undefined {
	const { anchoredAt: from, lines } = outline;
	if (from === undefined || from >= lines.length) return undefined;
	const bookmarked = lines.map(({ isBookmarked }) => isBookmarked).lastIndexOf(true);
	return { outline, from, to: bookmarked >= from ? bookmarked + 1 : lines.length, marked: 'anchor' };
}

/** `-- ` before a signature is no part of it, and what phones say of themselves is none. */
export function withoutAdvertisement(block: Block): Block {
	const { lines } = block.outline;
	let { from, to } = block;
	const isNothing = (at: number) => SIGNATURE_LINE.test(lines[at]!.text) && !lines[at]!.hasPicture;
	while (from < to && isNothing(from)) from++;
	while (to > from && isNothing(to - 1)) to--;
	return { ...block, from, to };
}
