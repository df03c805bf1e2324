import { firstFrom } from '../ascending';
import { labelBehind, targetOf, type Target } from './labels';

/** What stands in front of a part. `comma` may belong to a name, `cell` may divide a name from its address. */
type Boundary = 'line' | 'semicolon' | 'comma' | 'cell' | 'label';

/** A piece of the text between two separators. */
export interface Part {
	start: number;
	end: number;
	before: Boundary;
	/** Whether it holds an @ outside of comments. */
	hasAt: boolean;
	/** The line of a header block that it stands in, and how that was called. */
	target?: Target;
	label?: string;
}

const COMMAS = ',，、،';
const SEMICOLONS = ';；؛';
const LINES = '\r\n\v\f\u0085\u2028\u2029';
const BULLETS = '•‣◦▪●◾⁃∙';
const OPEN = '([{（［【';
const CLOSE = ')]}）］】';
const AT = '@＠';
/** Quotation marks of the languages, and what closes each. `“` closes in German, `»` opens in Danish. */
const QUOTES: Record<string, string> = {
	"'": "'",
	'‘': '’',
	'‚': '‘’',
	'‛': '’',
	'’': '’',
	'“': '”',
	'„': '“”',
	'‟': '”',
	'”': '”',
	'«': '»',
	'»': '«»',
	'‹': '›',
	'›': '‹›',
	'「': '」',
	'『': '』',
	'＂': '＂',
	'＇': '＇',
	'〝': '〞〟',
	'`': '`´',
	'´': '´',
	'《': '》',
	'〈': '〉',
};
/**
 * In front of an entry that begins a line: the marks of a quotation, bullets (those of Word's symbol fonts too, with a tab behind
 * them), numbers and letters of lists, check boxes, and a picture in front of a bare address.
 */
const MARK = String.raw`[-*+•‣◦▪●◾⁃∙·–—○■□▸▹►▻➤➢→⇒✓✗☐☑☒❖]\ufe0f?|[o§Øüvq](?=\t)|\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\)|\[[ xX\d]\d?\]|#\d{1,3}`;
const PICTURE = String.raw`\p{Extended_Pictographic}\ufe0f?(?=[^\S\r\n]+[^\s<>"@]+@)`;
const LINE_START = new RegExp(String.raw`[^\S\r\n]*(?:(?:>[^\S\r\n]*)+)?(?:(?:${MARK}|${PICTURE})[^\S\r\n]+)*`, 'uy');
/** What a character in the middle of a word never changes anything by, as far as it goes. */
const PLAIN_RUN = /[A-Za-z0-9._+-]+/y;
const BRACKETS_AND_MARKS = /[([{（［【)\]}）］】@＠<＜]/g;
const ENCODED_WORD = /=\?[^\s?]{1,60}\?[bq]\?[^?\s]*\?=/iy;

/** The inside of a pair of quotation marks of any kind; undefined where the text does not stand in them as a whole. */
export function insideQuotes(text: string): string | undefined {
	if (text.length < 3) return undefined;
	const closers = QUOTES[text[0]!];
	const inner = text.slice(1, -1);
	return closers?.includes(text.at(-1)!) &&
		![...closers].some((closer) => closer !== "'" && closer !== '’' && inner.includes(closer))
		? inner
		: undefined;
}

/**
 * Divides a text into parts at `,` `;`, line breaks, tabs and `|` that stand outside of quotes, brackets and comments, and
 * takes the names of groups and of header lines off. Each character is looked at a fixed number of times.
 */
export function scan(text: string): Part[] {
	return new Scanner(text).run();
}

class Scanner {
	private readonly parts: Part[] = [];
	private readonly closing: Int32Array;
	private readonly addressMarks: number[];
	private readonly closers = new Map<string, number[]>();
	private i = 0;
	private start = 0;
	private before: Boundary = 'line';
	private hasAt = false;
	private hasWord = false;
	private hasOpenAngle = false;
	private noMoreQuotes = false;
	private target: Target | undefined;
	private label: string | undefined;

	constructor(private readonly text: string) {
		[this.closing, this.addressMarks] = bracketsOf(text);
	}

	run(): Part[] {
		this.beginLine();
		while (this.i < this.text.length) this.step(this.text[this.i]!);
		this.endPart(this.i);
		return this.parts;
	}

	private step(char: string): void {
		if (isWordCharacter(char)) this.plainRun();
		else if (char === '\\' && /["\\]/.test(this.text[this.i + 1] ?? '')) this.word(2);
		else if (char === '"' || (!this.hasWord && char in QUOTES)) this.word(this.quotedLength(char));
		else if (char === '<' || char === '＜') this.angle();
		else if (OPEN.includes(char)) this.word(this.bracketLength(char));
		else if (char === '=' && this.text[this.i + 1] === '?') this.word(this.encodedLength());
		else if (COMMAS.includes(char)) this.separate('comma');
		else if (SEMICOLONS.includes(char)) this.separate('semicolon');
		else if (LINES.includes(char)) this.lineBreak();
		else if (char === '\t') this.separate('cell');
		else if ((char === '|' || char === '｜') && this.dividesCells()) this.separate('cell');
		else if (BULLETS.includes(char) && this.isAlone()) this.separate('line');
		else if (char === ':' || char === '：') this.colon();
		else this.plain(char);
	}

	/** Letters and digits, and what may stand between them. */
	private plainRun(): void {
		PLAIN_RUN.lastIndex = this.i;
		this.i += PLAIN_RUN.exec(this.text)![0].length;
		this.hasWord = true;
	}

	private plain(char: string): void {
		if (AT.includes(char)) this.hasAt = true;
		if (char === '>' || char === '＞') this.hasOpenAngle = true;
		if (!this.hasWord && /[\p{L}\p{N}@＠]/u.test(this.text.slice(this.i, this.i + 2))) this.hasWord = true;
		this.i += 1;
	}

	/** Takes some characters as they are: a quoted text, a comment. */
	private word(length: number): void {
		if (length > 1 && !this.hasAt) this.hasAt = this.nextAddressMark(this.i) < this.i + length;
		this.hasWord = true;
		this.i += length;
	}

	private separate(boundary: Boundary): void {
		this.endPart(this.i);
		this.i += 1;
		this.begin(boundary);
	}

	private begin(boundary: Boundary): void {
		this.start = this.i;
		this.before = boundary;
		this.hasAt = this.hasWord = this.hasOpenAngle = false;
	}

	private beginLine(): void {
		LINE_START.lastIndex = this.i;
		this.i += LINE_START.exec(this.text)?.[0].length ?? 0;
		this.start = this.i;
	}

	private endPart(end: number): void {
		const { start, before, hasAt, target, label } = this;
		this.parts.push({ start, end, before, hasAt, ...(target ? { target, label } : {}) });
	}

	/** A line ends an entry, unless only the address in brackets stands in the next one. */
	private lineBreak(): void {
		let next = this.i + 1;
		while (next < this.text.length && /\s/.test(this.text[next]!)) next++;
		if (this.hasWord && !this.hasAt && this.text[next] === '<') {
			this.i = next;
			return;
		}
		this.separate('line');
		this.beginLine();
	}

	/** How many characters a quoted text has that protects what stands in it; 1 where the mark is an ordinary character. */
	private quotedLength(mark: string): number {
		const end = mark === '"' ? this.closingQuote() : this.closingTypographic(mark);
		return end < 0 ? 1 : end + 1 - this.i;
	}

	private closingQuote(): number {
		if (this.noMoreQuotes) return -1;
		let end = this.i + 1;
		while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
		if (end >= this.text.length) {
			this.noMoreQuotes = true;
			return -1;
		}
		const inner = this.text.slice(this.i + 1, end);
		if (!/[,;\n\r<>@]/.test(inner)) return end;
		// In the middle of a name it holds a word; at the start it may hold anything, if the quotes belong together.
		return !this.hasWord && (this.endsHere(end + 1) || AT.includes(this.text[end + 1] ?? ' ')) ? end : -1;
	}

	private closingTypographic(mark: string): number {
		const ends = [...QUOTES[mark]!]
			.map((closer) => firstAfter(this.closersOf(closer), this.i + 1))
			.filter((at) => at >= 0);
		const end = ends.length > 0 ? Math.min(...ends) : -1;
		const isShort = end >= 0 && !/[<>\r\n]/.test(this.text.slice(this.i + 1, Math.min(end, this.i + 2000)));
		return isShort && end - this.i < 2000 ? end : -1;
	}

	/** Places of a mark behind which the quoted text can end. */
	private closersOf(mark: string): number[] {
		let known = this.closers.get(mark);
		if (!known) {
			known = [];
			for (let at = this.text.indexOf(mark); at >= 0; at = this.text.indexOf(mark, at + 1))
				if (this.endsHere(at + 1)) known.push(at);
			this.closers.set(mark, known);
		}
		return known;
	}

	/** Whether an entry or its name can end here: a separator, an address in brackets, a comment, the end. */
	private endsHere(at: number): boolean {
		let next = at;
		while (next < this.text.length && next < at + 200 && /[^\S\r\n\t]/.test(this.text[next]!)) next++;
		const char = this.text[next];
		return char === undefined || `${COMMAS}${SEMICOLONS}${LINES}${OPEN}${CLOSE}\t|｜<＜:：`.includes(char);
	}

	/** `<…>` protects what stands in it. A bracket that is never closed does not. */
	private angle(): void {
		let inner = this.i;
		while (/[<＜]/.test(this.text[inner] ?? '')) inner++;
		let end = inner;
		while (end < this.text.length && !/[<>＜＞\r\n]/.test(this.text[end]!)) end++;
		if (!/[>＞]/.test(this.text[end] ?? '')) {
			this.hasOpenAngle = true;
			this.hasWord = true;
			this.i = inner;
			return;
		}
		while (/[>＞]/.test(this.text[end] ?? '')) end++;
		this.word(end - this.i);
	}

	/** A comment protects what stands in it, unless an address does: then a bracket was forgotten, or opened by chance. */
	private bracketLength(char: string): number {
		const close = this.closing[this.i]!;
		if (char === '[' && AT.includes(this.text[this.i - 1] ?? ' ')) {
			const end = this.text.slice(this.i, this.i + 60).indexOf(']');
			return end < 0 ? 1 : end + 1;
		}
		return close > 0 && this.nextAddressMark(this.i) > close ? close + 1 - this.i : 1;
	}

	/** The place of the next `@` or `<`, behind the text if there is none. */
	private nextAddressMark(from: number): number {
		const next = firstAfter(this.addressMarks, from);
		return next < 0 ? this.text.length + 1 : next;
	}

	private encodedLength(): number {
		ENCODED_WORD.lastIndex = this.i;
		return ENCODED_WORD.exec(this.text)?.[0].length ?? 1;
	}

	/** `|` may stand in an address; it divides where a space is beside it, and between two whole addresses. */
	private dividesCells(): boolean {
		const besides = `${this.text[this.i - 1] ?? ' '}${this.text[this.i + 1] ?? ' '}`;
		const next = this.nextAddressMark(this.i);
		const isBetween =
			this.hasAt &&
			next < this.text.length &&
			next - this.i < 400 &&
			/^[|｜][^\s,;|｜]+$/.test(this.text.slice(this.i, next));
		return isBetween || /\s/.test(besides);
	}

	private isAlone(): boolean {
		return /\s/.test(this.text[this.i - 1] ?? ' ') && /\s/.test(this.text[this.i + 1] ?? ' ');
	}

	/** Behind the name of a group (RFC 5322 §3.4) or of a header line. Not in `Team 9:30`, `https://`, or behind an address. */
	private colon(): void {
		const { text, i, start } = this;
		const isTime = /\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '');
		const isName = this.hasWord && !this.hasOpenAngle && !this.hasAt && !isTime && !text.startsWith('//', i + 1);
		const behind = this.hasAt ? labelBehind(text.slice(Math.max(start, i - 30), i)) : undefined;
		if (isName) this.beginGroup(text.slice(start, i).trim());
		else if (behind !== undefined) {
			this.endPart(text.lastIndexOf(behind, i));
			this.beginGroup(behind);
		} else this.plain(':');
	}

	private beginGroup(name: string): void {
		const target = targetOf(name);
		if (target) {
			this.target = target;
			this.label = name;
		}
		this.i += 1;
		while (/[*_~`]/.test(this.text[this.i] ?? '') && target) this.i++;
		this.begin('label');
	}
}

function isWordCharacter(char: string): boolean {
	const code = char.charCodeAt(0) | 0x20;
	return (code >= 0x61 && code <= 0x7a) || (char >= '0' && char <= '9');
}

/** For each opening bracket the place of the closing one, and the places of all `@` and `<`, ascending. */
function bracketsOf(text: string): [closing: Int32Array, addressMarks: number[]] {
	const closing = new Int32Array(text.length);
	const addressMarks: number[] = [];
	const open: number[] = [];
	for (const { 0: char, index } of text.matchAll(BRACKETS_AND_MARKS)) {
		const closed = CLOSE.indexOf(char);
		if (OPEN.includes(char)) open.push(index);
		else if (closed < 0) addressMarks.push(index);
		else if (OPEN[closed] === text[open.at(-1) ?? -1]) closing[open.pop()!] = index;
	}
	return [closing, addressMarks];
}

/** The first of ascending places that is not before `from`; -1 if there is none. */
const firstAfter = (places: number[], from: number): number => places[firstFrom(places, from)] ?? -1;
