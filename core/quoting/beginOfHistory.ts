import { attributionAt, quoteBegins } from './marks';

/** The line with which an older message begins; undefined where there is none. */
export function beginOfHistory(lines: string[]): number | undefined {
	const starts = [quoteBegins(lines), headIn(lines), indexOf(lines, (line) => /^>/.test(line)), attributionIn(lines)];
	const known = starts.filter((at) => at !== undefined);
	return known.length > 0 ? Math.min(...known) : undefined;
}

function indexOf(lines: string[], test: (line: string, at: number) => boolean): number | undefined {
	const at = lines.findIndex(test);
	return at < 0 ? undefined : at;
}

/** What stands above an attribution may be taken for its begin, since it may be wrapped: it begins with the line that names a time. */
function attributionIn(lines: string[]): number | undefined {
	const at = indexOf(lines, (_line, number) => attributionAt(lines, number) > 0);
	if (at === undefined) return undefined;
	const wrapped = lines.slice(at, at + attributionAt(lines, at));
	return at + Math.max(0, indexOf(wrapped, (line) => TIME_AND_YEAR.some((part) => part.test(line))) ?? 0);
}

/** A label and what it names, in any language and script. */
const LABELLED = /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,30}[:：]\s*\S/u;
const TIME_AND_YEAR = [/\b\d{1,2}[:.hH]\d{2}\b/, /(?<!\d)(?:19|20|25)\d{2}(?!\d)/];

/** The head of a quoted message in a language that we do not know: three labels in a row, one of which names a day and a time. */
function headIn(lines: string[]): number | undefined {
	for (let at = 0; at + 2 < lines.length; at++) {
		let end = at;
		while (end < lines.length && LABELLED.test(lines[end]!)) end++;
		if (end - at >= 3 && lines.slice(at, end).some((line) => TIME_AND_YEAR.every((part) => part.test(line)))) return at;
		at = Math.max(at, end - 1);
	}
	return undefined;
}
