import { holdsAddress } from './objects';

/** One row of a table: what stands in it, by the headings of the columns. */
export interface Row {
	text: string;
	cells: Record<string, string>;
}

const LINE_END = /\r\n|[\r\n]/;
const SEPARATORS = ['\t', ';', ',', '|'];
const HEADING = /^[\p{L}\p{M}\p{N} ._/()*#:-]*$/u;
/** The line between headings and rows in Markdown. */
const RULE = /^[|\s:-]+$/;

/**
 * The rows of a table that was copied with its headings: cells of a spreadsheet, lines of a CSV file, a table of Markdown or a
 * single column with `E-Mail` on top. Only headings make it certain what a column holds. Undefined: it is no such table.
 */
export function tableIn(given: string): Row[] | undefined {
	const text = given.slice(/^(?:[^\S\r\n]*[\r\n])*/.exec(given)![0].length);
	const end = LINE_END.exec(text)?.index ?? -1;
	// Headings are short, and hold no address.
	if (end < 0 || end > 2_000 || /[@＠<>]/.test(text.slice(0, end))) return undefined;
	const separator = SEPARATORS.find((one) => text.slice(0, end).includes(one));
	const [head, ...lines] = text.split(LINE_END).filter((line) => line.trim() !== '' && !isRule(line, separator));
	const headings = head === undefined ? undefined : cellsOf(head, separator);
	if (!headings?.some(holdsAddress) || !headings.every((heading) => HEADING.test(heading))) return undefined;
	const rows: Row[] = [];
	for (const line of lines) {
		const cells = cellsOf(line, separator);
		if (cells === undefined || cells.length > headings.length) return undefined;
		if (cells.some((cell) => cell !== ''))
			rows.push({ text: line, cells: Object.fromEntries(cells.map((cell, index) => [headings[index]!, cell])) });
	}
	return rows;
}

const isRule = (line: string, separator: string | undefined) => separator === '|' && RULE.test(line);

/** The cells of a line; one in quotes may hold the separator, and quotes in it are doubled (RFC 4180). Undefined: quotes are left open. */
function cellsOf(line: string, separator: string | undefined): string[] | undefined {
	if (separator === undefined) return [/^\s*"([^"]*)"\s*$/.exec(line)?.[1] ?? line.trim()];
	if (separator === '|') return line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').map(trimmed);
	const cells: string[] = [];
	for (let at = 0; at <= line.length; ) {
		const isQuoted = line[at] === '"';
		const end: number = isQuoted ? closingQuote(line, at) + 1 : endOf(line, separator, at);
		if ((isQuoted && end === 0) || (end < line.length && line[end] !== separator)) return undefined;
		cells.push(isQuoted ? line.slice(at + 1, end - 1).replace(/""/g, '"') : line.slice(at, end).trim());
		at = end + 1;
	}
	return cells;
}

const trimmed = (cell: string) => cell.trim();

function endOf(line: string, separator: string, from: number): number {
	const end = line.indexOf(separator, from);
	return end < 0 ? line.length : end;
}

/** -1: there is none. */
function closingQuote(line: string, open: number): number {
	for (let at = line.indexOf('"', open + 1); at >= 0; at = line.indexOf('"', at + 2))
		if (line[at + 1] !== '"') return at;
	return -1;
}
