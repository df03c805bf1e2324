import { readHtml } from './readHtml';

/** Elements that are part of a line of text. */
const INLINE = new Set(
	`a abbr b big cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup tt u var wbr`.split(
		' ',
	),
);
/** A text with one of these makes its lines by tags. */
const MAKES_LINES = new Set(['br', 'p', 'div']);
const LINE_END = /\r\n|\r|\n/g;

/**
 * Keeps the lines of a text that someone typed and put tags into: `Hello <b>John</b>,⏎thank you` would become one line. Only
 * outside of all blocks, between words: there a line break becomes `<br>` where nothing else makes lines, and an empty line
 * always does. A whole document stays as it is.
 */
export function keepLines(html: string): string {
	if (!/[\r\n]/.test(html)) return html;
	const lines = new TopLines();
	readHtml(html, lines, { decodeEntities: false });
	return lines.isDocument ? html : lines.applyTo(html);
}

interface LineEnd {
	at: number;
	length: number;
}

class TopLines {
	isDocument = false;
	private hasLineTags = false;
	private depth = 0;
	/** Something has been written in this line already. */
	private hasWords = false;
	/** Line ends since the last word; they count when another one follows. */
	private waiting: LineEnd[] = [];
	private readonly single: LineEnd[] = [];
	private readonly several: LineEnd[] = [];

	open(name: string): void {
		if (name === 'html' || name === 'body' || name === 'head') this.isDocument = true;
		if (MAKES_LINES.has(name)) this.hasLineTags = true;
		if (name === 'img') this.word();
		if (INLINE.has(name)) return;
		this.boundary();
		this.depth += 1;
	}

	close(name: string): void {
		if (INLINE.has(name)) return;
		this.boundary();
		this.depth -= 1;
	}

	text(characters: string, start: number): void {
		if (this.depth > 0) return;
		let from = 0;
		for (const { 0: lineEnd, index } of characters.matchAll(LINE_END)) {
			if (characters.slice(from, index).trim() !== '') this.word();
			if (this.hasWords) this.waiting.push({ at: start + index, length: lineEnd.length });
			from = index + lineEnd.length;
		}
		if (characters.slice(from).trim() !== '') this.word();
	}

	applyTo(html: string): string {
		const ends = this.hasLineTags ? this.several : [...this.single, ...this.several].sort((a, b) => a.at - b.at);
		let done = 0;
		const pieces = ends.map(({ at, length }) => {
			const piece = `${html.slice(done, at)}<br>${html.slice(at, at + length)}`;
			done = at + length;
			return piece;
		});
		return pieces.join('') + html.slice(done);
	}

	private word(): void {
		const list = this.waiting.length > 1 ? this.several : this.single;
		for (const end of this.waiting) list.push(end);
		this.waiting = [];
		this.hasWords = true;
	}

	/** A block begins or ends, so that a new line begins in any case. */
	private boundary(): void {
		this.waiting = [];
		this.hasWords = false;
	}
}
