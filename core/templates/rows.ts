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
		const range = rangeOf(pair, textOf);
		const { expression } = pair.open;
		if (range === undefined || ranges.some((other) => isTorn(range, other))) {
			problems.push(
				range === undefined
					? `${shown(expression)} and its end do not stand in a row of a table`
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
		const isWholeRow = cellOf(open.begins, first) !== cellOf(close.begins, first) || isAlone(first, pair, textOf);
		if (isWholeRow) return { start: first.start, end: first.end, from: first.start, to: first.end };
	}
	// Around whole rows, or around anything else that is whole: the same element is open at all four ends.
	const parents = [open.begins, open.ends, close.begins, close.ends];
	if (parents.some((parent) => parent !== open.begins)) return undefined;
	return { start: open.start, end: close.end, from: open.end, to: close.start };
}

/** The rows of one table that hold the two markers; the innermost such table. */
function rowsOf(open: Open, close: Open): [first: Open, last: Open] | undefined {
	const lasts = new Map(rowsAround(close).map((row) => [tableOf(row), row]));
	for (const first of rowsAround(open)) {
		const last = lasts.get(tableOf(first));
		if (last) return [first, last];
	}
	return undefined;
}

function rowsAround(inner: Open): Open[] {
	const rows: Open[] = [];
	for (let element: Open | undefined = inner; element; element = element.parent)
		if (element.name === 'tr') rows.push(element);
	return rows;
}

function tableOf(row: Open): Open | undefined {
	let table = row.parent;
	while (table && table.name !== 'table') table = table.parent;
	return table;
}

function cellOf(inner: Open, row: Open): Open {
	let cell = inner;
	while (cell.parent && cell.parent !== row) cell = cell.parent;
	return cell;
}

/** Rows that hold nothing but a marker are not repeated. */
function rowsBetween(first: Open, last: Open, pair: Pair, textOf: (place: Place) => string): Range {
	const isOnly = (row: Open, marker: Marker) =>
		isEmpty(textOf({ start: row.start, end: marker.start })) && isEmpty(textOf({ start: marker.end, end: row.end }));
	return {
		start: first.start,
		end: last.end,
		from: isOnly(first, pair.open) ? first.end : first.start,
		to: isOnly(last, pair.close) ? last.start : last.end,
	};
}

/** Nothing stands in the row before and behind the list. */
const isAlone = (row: Open, { open, close }: Pair, textOf: (place: Place) => string) =>
	isEmpty(textOf({ start: row.start, end: open.start })) && isEmpty(textOf({ start: close.end, end: row.end }));

const isEmpty = (text: string) => /^[\s\u00a0\0]*$/.test(text);
