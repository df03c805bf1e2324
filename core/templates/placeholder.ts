import { BREAK, type FlatText } from './flatText';

/** What stands between the braces. */
export type Expression =
	| { kind: 'value'; written: string; readings: Reading[]; fallback: string | undefined }
	/** `{{#Items}}` and `{{/Items}}`: the rows between are repeated. */
	| { kind: 'open' | 'close'; written: string; name: string }
	| { kind: 'wrong'; written: string; why: string };

/** A name, and how its date is written. `Time:HH:mm` may be a name with colons, or a name with a format. */
interface Reading {
	name: string;
	format?: string;
}

/** A placeholder in a text: where its characters stand in the flat text. */
interface Placeholder {
	expression: Expression;
	/** Index of its first brace, and behind its last one. */
	from: number;
	to: number;
	/** Index of the first character of what is between the braces: what is filled in looks like that one. */
	inside: number;
}

/** Longer than any name with its fallback: what is longer is no placeholder, but a text with braces. */
const LONGEST = 500;
const PLACEHOLDER = /\{\{([^{}\0]*)\}\}/g;

/** All placeholders of a text, in their order. */
export function findPlaceholders({ text }: FlatText): Placeholder[] {
	return [...text.matchAll(PLACEHOLDER)].flatMap(({ 0: whole, 1: written, index }) => {
		if (whole.length > LONGEST) return [];
		const indent = written!.length - written!.trimStart().length;
		const inside = index + '{{'.length + (indent < written!.length ? indent : 0);
		return [{ expression: readExpression(spaced(written!)), from: index, to: index + whole.length, inside }];
	});
}

/** Braces that look like a placeholder that is not whole: each with the text around it. */
export function findBroken({ text }: FlatText): string[] {
	const rest = text.replace(PLACEHOLDER, (whole) => (whole.length > LONGEST ? whole : ' '.repeat(whole.length)));
	return [...rest.matchAll(/\{\{|\}\}/g)].map(({ 0: braces, index }) => {
		const around = braces === '{{' ? text.slice(index, index + 40) : text.slice(Math.max(0, index - 38), index + 2);
		const line = around.split(BREAK);
		return spaced((braces === '{{' ? line[0] : line.at(-1)) ?? '');
	});
}

/** Spaces of all kinds as one. */
const spaced = (text: string) => text.replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, ' ').trim();

/** Quotation marks and dashes as keyboards have them: Outlook changes them while someone types. */
export const plainMarks = (text: string) =>
	text
		.replace(/[‘’‚‛ʼ´`′]/g, "'")
		.replace(/[“”„‟″«»]/g, '"')
		.replace(/[‐‑‒–—―−]/g, '-')
		.replace(/…/g, '...');

function readExpression(written: string): Expression {
	const mark = written[0] ?? '';
	if (mark === '#' || mark === '/') {
		const name = written.slice(1).trim();
		if (name === '') return { kind: 'wrong', written, why: 'it names no list' };
		return { kind: mark === '#' ? 'open' : 'close', written, name };
	}
	const bar = written.indexOf('|');
	const left = (bar < 0 ? written : written.slice(0, bar)).trim();
	if (left === '') return { kind: 'wrong', written, why: 'it names nothing' };
	return {
		kind: 'value',
		written,
		readings: readingsOf(left),
		fallback: bar < 0 ? undefined : written.slice(bar + 1).trim(),
	};
}

/** The whole may be a name; else what stands before one of its colons is. */
function readingsOf(left: string): Reading[] {
	const colons = [...left.matchAll(/:/g)].map(({ index }) => index);
	return [
		{ name: left },
		...colons.map((at) => ({ name: left.slice(0, at).trim(), format: plainMarks(left.slice(at + 1).trim()) })),
	].filter(({ name }) => name !== '');
}
