import { readHtml } from '../html/readHtml';

/** Stands for the end of a block: no placeholder reaches across it. */
export const BREAK = '\0';

/**
 * Text as a reader sees it, each character with where it stands in the source: entities are read, characters that nobody sees are
 * left out, and so is everything between the characters.
 */
export interface FlatText {
	text: string;
	/** For each character of `text`: where its source begins and ends. */
	starts: number[];
	ends: number[];
}

/** Soft hyphens, joiners, marks of direction: Outlook and people's keyboards put them between letters. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
/** Braces as East Asian keyboards give them. */
const WIDE: Record<string, string> = { '\uff5b': '{', '\uff5d': '}', '\ufe5b': '{', '\ufe5c': '}' };
const ENTITY = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});?/giy;
/** One character in an address, as browsers write what is no letter: the bytes of UTF-8. */
const ESCAPED = /%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3}/giy;

export class FlatTextBuilder implements FlatText {
	text = '';
	readonly starts: number[] = [];
	readonly ends: number[] = [];

	/** One or several characters that have one source. */
	add(characters: string, start: number, end: number): void {
		for (const unit of characters.split('')) {
			if (UNSEEN.test(unit)) continue;
			this.text += WIDE[unit] ?? unit;
			this.starts.push(start);
			this.ends.push(end);
		}
	}

	/** Plain text from `at` on. */
	addText(text: string, at: number): void {
		for (let index = 0; index < text.length; index++) this.add(text[index]!, at + index, at + index + 1);
	}

	/** HTML without tags, from `at` on. `isAddress`: it is one, in which `%7B` stands for `{`. */
	addHtml(html: string, at: number, isAddress = false): void {
		for (let index = 0; index < html.length; ) {
			const found = matchAt(ENTITY, html, index, '&') ?? (isAddress ? matchAt(ESCAPED, html, index, '%') : undefined);
			const read = found === undefined ? undefined : found.startsWith('%') ? unescaped(found) : decodedEntity(found);
			const source = read === undefined ? html[index]! : found!;
			this.add(read ?? source, at + index, at + index + source.length);
			index += source.length;
		}
	}

	break(at: number): void {
		if (this.text.endsWith(BREAK)) return;
		this.text += BREAK;
		this.starts.push(at);
		this.ends.push(at);
	}
}

function matchAt(pattern: RegExp, text: string, index: number, first: string): string | undefined {
	if (text[index] !== first) return undefined;
	pattern.lastIndex = index;
	return pattern.exec(text)?.[0];
}

/** Templates have a few different ones, many times. */
const entities = new Map<string, string | undefined>();

/** Undefined: it is no entity. */
function decodedEntity(entity: string): string | undefined {
	if (entities.has(entity)) return entities.get(entity);
	let decoded = '';
	readHtml(entity, {
		text: (characters) => {
			decoded += characters;
		},
	});
	const value = decoded === entity ? undefined : decoded;
	if (entities.size < 1_000) entities.set(entity, value);
	return value;
}

/** Undefined: they are no text. */
function unescaped(bytes: string): string | undefined {
	try {
		return decodeURIComponent(bytes);
	} catch {
		return undefined;
	}
}

/** Whether a text may hold a placeholder at all: most HTML has none, and is read no further. */
export const mayHoldPlaceholder = (source: string): boolean =>
	/[{}\uff5b\uff5d\ufe5b\ufe5c]|%7[bd]|&(?:#0*12[35]|#x0*7[bd]|[lr]brace|[lr]cub)/i.test(source);
