import type { Place } from '../html/readHtml';
import { foldedName } from './names';
import { assembled, type ListExpression, type Piece } from './parts';

/** An element that is open, and those around it. */
export interface Open {
	name: string;
	/** Where its start tag begins. */
	start: number;
	/** Behind its end, once that is known. */
	end: number;
	parent: Open | undefined;
}

/** `{{#Items}}` or `{{/Items}}`, and what is open where it begins and where it ends; in plain text nothing is. */
export interface Marker extends Place {
	expression: ListExpression;
	begins?: Open | undefined;
	ends?: Open | undefined;
}

/** What is repeated, and what goes away once: rows that hold nothing but a marker. */
interface Range extends Place {
	from: number;
	to: number;
}

interface Pair {
	open: Marker;
	close: Marker;
}

/** Puts the pieces between the markers of a list into one that is repeated. */
export function nest(
	source: string,
	unsorted: Piece[],
	markers: Marker[],
	textOf: (place: Place) => string,
): { pieces: Piece[]; problems: string[] } {
	let pieces = [...unsorted].sort((a, b) => a.start - b.start);
	if (markers.length === 0) return { pieces, problems: [] };
	const { pairs, problems } = paired([...markers].sort((a, b) => a.start - b.start));
	const ranges: Range[] = [];
	// The inner ones first: a pair that ends before another one is never around it.
	for (const pair of pairs) {
		const range = pair.open.begins ? rangeOf(pair, textOf) : plainRange(source, pair);
		const { expression } = pair.open;
		if (range === undefined || ranges.some((other) => isTorn(range, other))) {
			problems.push(
				range === undefined
					? `${shown(expression)} and its end stand neither in a row of a table nor on lines of their own`
					: `${shown(expression)} stands in the same row as another list`,
			);
			continue;
		}
		ranges.push(range);
		for (const piece of pieces)
			if (piece.part.kind === 'cut' && isOf(pair, piece)) piece.part = { ...piece.part, source: '' };
		const inside = pieces.filter(({ start, end }) => start >= range.from && end <= range.to);
		const part = {
			kind: 'repeated' as const,
			expression,
			parts: assembled(source, inside, range.from, range.to),
			source: source.slice(range.start, range.end),
		};
		pieces = [
			...pieces.filter(({ end }) => end <= range.start),
			{ start: range.start, end: range.end, part },
			...pieces.filter(({ start }) => start >= range.end),
		];
	}
	return { pieces, problems };
}

const shown = ({ written }: ListExpression) => `{{${written}}}`;
const isOf = ({ open, close }: Pair, { start, end }: Place) =>
	[open, close].some((marker) => start >= marker.start && end <= marker.end);

/** They overlap, and neither is inside of what the other repeats. */
function isTorn(outer: Range, inner: Range): boolean {
	const isApart = outer.end <= inner.start || outer.start >= inner.end;
	return (
		!isApart && !(inner.start >= outer.from && inner.end <= outer.to && inner.end - inner.start < outer.to - outer.from)
	);
}

/** In the order of their ends. */
function paired(markers: Marker[]): { pairs: Pair[]; problems: string[] } {
	const open: Marker[] = [];
	const pairs: Pair[] = [];
	const problems: string[] = [];
	const lonely = ({ expression }: Marker) =>
		problems.push(
			expression.kind === 'open'
				? `${shown(expression)} has no {{/${expression.name}}} behind it`
				: `${shown(expression)} has no {{#${expression.name}}} before it`,
		);
	for (const marker of markers) {
		if (marker.expression.kind === 'open') {
			open.push(marker);
			continue;
		}
		const name = foldedName(marker.expression.name);
		const at = open.map(({ expression }) => foldedName(expression.name)).lastIndexOf(name);
		if (at < 0) lonely(marker);
		else {
			const [begin, ...unclosed] = open.splice(at);
			unclosed.forEach(lonely);
			pairs.push({ open: begin!, close: marker });
		}
	}
	open.forEach(lonely);
	return { pairs, problems };
}

/** Undefined: where the rows begin and end cannot be told. */
function rangeOf(pair: Pair, textOf: (place: Place) => string): Range | undefined {
	const { open, close } = pair;
	if (!open.begins || !close.begins || !open.ends || !close.ends) return undefined;
	const rows = rowsOf(open.begins, close.begins);
	if (rows) {
		const [first, last] = rows;
		if (first !== last) return rowsBetween(first, last, pair, textOf);
		const isAcrossCells = first.name === 'tr' && cellOf(open.begins, first) !== cellOf(close.begins, first);
		if (isAcrossCells || isAlone(first, pair, textOf)) return wholeOf(first);
	}
	const lines = linesOf(open.begins, close.begins);
	if (lines && lines[0] !== lines[1]) return rowsBetween(...lines, pair, textOf);
	if (lines && isBullet(textOf({ start: lines[0].start, end: open.start })) && isAlone(lines[0], pair, textOf))
		return wholeOf(lines[0]);
	// Around whole rows, or around anything else that is whole: the same element is open at all four ends.
	const parents = [open.begins, open.ends, close.begins, close.ends];
	if (parents.every((parent) => parent === open.begins))
		return { start: open.start, end: close.end, from: open.end, to: close.start };
	return lines && isAlone(lines[0], pair, textOf) ? wholeOf(lines[0]) : undefined;
}

/** In plain text lines are repeated; those that hold nothing but a marker go away. */
function plainRange(source: string, { open, close }: Pair): Range | undefined {
	const lineOf = ({ start, end }: Marker) => {
		const next = source.indexOf('\n', end);
		return { start: source.lastIndexOf('\n', start - 1) + 1, end: next < 0 ? source.length : next + 1 };
	};
	const [first, last] = [lineOf(open), lineOf(close)];
	if (first.start === last.start) return undefined;
	const isOnly = (line: Place, marker: Marker) =>
		isEmpty(source.slice(line.start, marker.start)) && isEmpty(source.slice(marker.end, line.end));
	return {
		start: first.start,
		end: last.end,
		from: isOnly(first, open) ? first.end : first.start,
		to: isOnly(last, close) ? last.start : last.end,
	};
}

const wholeOf = ({ start, end }: Open): Range => ({ start, end, from: start, to: end });

/** Elements that are a line of their own. */
const LINES = new Set('p div li h1 h2 h3 h4 h5 h6 blockquote pre center dd dt'.split(' '));
/** In which rows stand. */
const TABLES: Record<string, Set<string>> = { tr: new Set(['table']), li: new Set(['ul', 'ol', 'menu', 'dir']) };

/** The rows of one table, or the items of one list, that hold the two markers; of the innermost such table. */
function rowsOf(open: Open, close: Open): [first: Open, last: Open] | undefined {
	const lasts = new Map(rowsAround(close).map((row) => [tableOf(row), row]));
	for (const first of rowsAround(open)) {
		const last = lasts.get(tableOf(first));
		if (last) return [first, last];
	}
	return undefined;
}

const rowsAround = (inner: Open): Open[] => around(inner).filter(({ name }) => name === 'tr' || name === 'li');

/** From the inside to the outside. */
function around(inner: Open): Open[] {
	const all: Open[] = [];
	for (let element: Open | undefined = inner; element; element = element.parent) all.push(element);
	return all;
}

const tableOf = (row: Open): Open | undefined => around(row).find(({ name }) => TABLES[row.name]!.has(name));

/** The lines of one text that hold the two markers: the same one twice, or two that stand beside each other. */
function linesOf(open: Open, close: Open): [first: Open, last: Open] | undefined {
	const [outer, others] = [around(open), new Set(around(close))];
	const at = outer.findIndex((element) => others.has(element));
	const common = outer[at];
	if (!common) return undefined;
	const first = outer[at - 1];
	const last = [...others].find(({ parent }) => parent === common);
	if (first && last && LINES.has(first.name) && LINES.has(last.name)) return [first, last];
	const line = around(common).find(({ name }) => LINES.has(name) || name === 'td' || name === 'th');
	return line && LINES.has(line.name) ? [line, line] : undefined;
}

/** As classic Outlook writes the mark of a list into its line. */
const BULLET = /^[\s\u00a0\0]*[·§•▪o][\s\u00a0\0]+$/;
const isBullet = (text: string) => BULLET.test(text);

function cellOf(inner: Open, row: Open): Open {
	let cell = inner;
	while (cell.parent && cell.parent !== row) cell = cell.parent;
	return cell;
}

/** Rows that hold nothing but a marker are not repeated. */
function rowsBetween(first: Open, last: Open, pair: Pair, textOf: (place: Place) => string): Range {
	const isOnly = (row: Open, marker: Marker) => isAround(row, marker.start, marker.end, textOf);
	return {
		start: first.start,
		end: last.end,
		from: isOnly(first, pair.open) ? first.end : first.start,
		to: isOnly(last, pair.close) ? last.start : last.end,
	};
}

/** Nothing stands in the row before and behind the list. */
const isAlone = (row: Open, { open, close }: Pair, textOf: (place: Place) => string) =>
	isAround(row, open.start, close.end, textOf);

/** Nothing but the mark of a list stands in it besides. */
function isAround(row: Open, from: number, to: number, textOf: (place: Place) => string): boolean {
	const before = textOf({ start: row.start, end: from });
	return (isEmpty(before) || isBullet(before)) && isEmpty(textOf({ start: to, end: row.end }));
}

const isEmpty = (text: string) => /^[\s\u00a0\0]*$/.test(text);
