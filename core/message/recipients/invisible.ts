/**
 * What nobody sees in a text: white space of every kind, control and format characters (zero-width space, byte order mark,
 * direction marks, soft hyphen), and what Unicode lets a program not show at all. Copies from web pages, PDF files and chats
 * carry them, and an address that holds one cannot be delivered.
 */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** The same without what can be the end of a visible sign: a flag or a heart of two code points ends with such a character. */
const AT_ENDS_OF_NAMES = /[\s\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\ufeff]/u;

const NAMES: Record<string, string> = {
	'\u00a0': 'no-break space',
	'\u00ad': 'soft hyphen',
	'\u200b': 'zero-width space',
	'\u3000': 'ideographic space',
	'\ufeff': 'byte order mark',
	'\t': 'tab',
};

/** Without the invisible characters at both ends. A loop, since a pattern for the end takes quadratic time. */
export function trimInvisible(text: string): string {
	return trimmed(text, INVISIBLE);
}

/** A display name on one line, as both formats can carry it: the same in JSON and in a MIME header. */
export function cleanName(name: string): string {
	return trimName(name.replace(/[\s\p{Cc}]+/gu, ' ').replace(/\p{Cs}/gu, '\ufffd'));
}

/** Without the invisible characters at both ends of a name. */
export const trimName = (name: string): string => trimmed(name, AT_ENDS_OF_NAMES);

function trimmed(text: string, unwanted: RegExp): string {
	let start = 0;
	let end = text.length;
	while (start < end && text[start] === ' ') start++;
	while (end > start && text[end - 1] === ' ') end--;
	if (isPlain(text.charCodeAt(start)) && isPlain(text.charCodeAt(end - 1))) return text.slice(start, end);
	while (start < end) {
		const char = String.fromCodePoint(text.codePointAt(start)!);
		if (!unwanted.test(char)) break;
		start += char.length;
	}
	while (end > start) {
		const isPair = end - 2 >= start && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 2, end));
		const length = isPair ? 2 : 1;
		if (!unwanted.test(text.slice(end - length, end))) break;
		end -= length;
	}
	return text.slice(start, end);
}

/** A visible character of ASCII, as nearly all texts begin and end with. */
const isPlain = (code: number) => code > 0x20 && code < 0x7f;

/** The first invisible character inside of a text, by name: for refusals. A plain space is not meant. */
export function invisibleIn(text: string): { at: number; name: string } | undefined {
	const found = /(?! )[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.exec(text);
	if (!found) return undefined;
	const code = `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
	const name = NAMES[found[0]];
	return { at: found.index, name: name ? `${name} (${code})` : code };
}

/** The text with `[U+200B]` and the like in place of what nobody sees in it, for refusals. */
export function showInvisible(text: string): string {
	return text.replace(
		/(?!\s)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu,
		(char) => `[U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
	);
}
