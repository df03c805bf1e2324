import { trimInvisible, trimName } from './invisible';
import type { Target } from './labels';
import { scan, type Part } from './scan';

/** One entry of a list of recipients, as it was written. */
export interface Entry {
	text: string;
	/** A name that stands in the cell beside the address. */
	name?: string;
	/** It stands in a row of more cells than a name and an address need. */
	isOfRow?: boolean;
	/** The line of a header block that it stands in, and how that was called. */
	target?: Target;
	label?: string;
}

/** Nothing but marks: the rule of a Markdown table, a fence of code, a line of hyphens. */
const ONLY_MARKS = /^[-=*_~`|:+.·•–—#\s]+$/;
/** What a step before gave instead of a value; never a part of a name. */
const NO_VALUE = /^(?:undefined|null|nan|none|n\/a|true|false|\[object \w+\])$|\{\{|\}\}|\$\{/i;

/**
 * Divides a text into entries. A part without an address in front of `Name <address>` belongs to the name, as Outlook writes
 * it: `Doe, John (Sales) <john@contoso.com>; Roe, Jane <jane@contoso.com>`.
 */
export function entriesOf(text: string): Entry[] {
	const entries: Entry[] = [];
	const parts = scan(text);
	for (let from = 0; from < parts.length; ) {
		let to = from + 1;
		while (to < parts.length && (parts[to]!.before === 'comma' || parts[to]!.before === 'cell')) to++;
		for (const one of entriesOfSegment(text, parts.slice(from, to))) entries.push(one);
		from = to;
	}
	return entries;
}

/** What stands between two separators that cannot be a part of a name. */
function entriesOfSegment(text: string, parts: Part[]): Entry[] {
	const filled = parts.filter((part) => isFilled(text, part));
	const named = namedByCell(text, filled);
	if (named) return [named];
	const addresses = filled.filter(({ hasAt }) => hasAt).length;
	const entries: Entry[] = [];
	let waiting: Part[] = [];
	const flush = () => {
		for (const part of waiting) entries.push(entry(text, part, part));
		waiting = [];
	};
	for (const part of filled) {
		if (part.before === 'cell' && !isBar(text, part)) flush();
		if (!part.hasAt) {
			waiting.push(part);
			continue;
		}
		const belongs = waiting.length === 1 || (waiting.length > 1 && addresses === 1);
		if (belongs && waiting.every((one) => canBeInName(text, one)) && beginsWithName(text, part)) {
			entries.push(entry(text, waiting[0]!, part));
			waiting = [];
		} else {
			flush();
			entries.push(entry(text, part, part));
		}
	}
	flush();
	const isRow = filled.length > 2 && filled.some((part) => part.before === 'cell' && !isBar(text, part));
	return isRow ? entries.map((one) => ({ ...one, isOfRow: true })) : entries;
}

/** A row of two cells, one of which holds the address and the other the name. */
function namedByCell(text: string, parts: Part[]): Entry | undefined {
	const second = parts.findIndex(({ before }, index) => index > 0 && before === 'cell');
	if (second < 0) return undefined;
	const cells = [parts.slice(0, second), parts.slice(second)];
	const [address, name] = cells[0]!.some(({ hasAt }) => hasAt) ? cells : [cells[1]!, cells[0]!];
	// `John Doe | Contoso <john@contoso.com>` is one name.
	if (name === cells[0] && isBar(text, address![0]!) && beginsWithName(text, address![0]!)) return undefined;
	if (
		address!.length !== 1 ||
		!address![0]!.hasAt ||
		name!.some(({ hasAt, before }, i) => hasAt || (i > 0 && before === 'cell'))
	)
		return undefined;
	const nameText = trimName(text.slice(name![0]!.start, name!.at(-1)!.end));
	return /[\p{L}\p{N}]/u.test(nameText) && !NO_VALUE.test(nameText)
		? { ...entry(text, address![0]!, address![0]!), name: nameText }
		: undefined;
}

/** A cell behind `|`, which also stands in names; a tab does not. */
const isBar = (text: string, { start }: Part) => /[|｜]/.test(text[start - 1] ?? '');

function isFilled(text: string, { start, end }: Part): boolean {
	const content = trimInvisible(text.slice(start, end));
	return content !== '' && !ONLY_MARKS.test(content);
}

function entry(text: string, first: Part, last: Part): Entry {
	const { target, label } = last;
	return { text: text.slice(first.start, last.end), ...(target ? { target, label } : {}) };
}

/** `Doe`, `van der Berg`, `Doe (Sales)`: without quotes or brackets that are left open. */
function canBeInName(text: string, { start, end }: Part): boolean {
	const part = text.slice(start, end);
	const opened = part.replace(/[^([{]/g, '').length;
	return (
		!/["<>:|]/.test(part) &&
		!NO_VALUE.test(part.trim()) &&
		opened === part.replace(/[^)\]}]/g, '').length &&
		/\p{L}/u.test(part)
	);
}

/** `John <john@contoso.com>`: an address in brackets behind a name without quotes. */
function beginsWithName(text: string, { start, end }: Part): boolean {
	return /^\s*[^\s"<>＜@][^"<>＜@]*[<＜]/.test(text.slice(start, end));
}
