import { htmlToText } from '../html/htmlToText';
import { readHtml, STOP } from '../html/readHtml';
import { withoutEntities } from '../html/entities';
import { beginsQuote, beginsSignature } from '../quoting/marks';
import { beginOfHistory } from '../quoting/beginOfHistory';

/** An element that was open where a line stands. */
export interface OpenElement {
	name: string;
	/** Its tag in the HTML. */
	start: number;
	end: number;
	/** A mail program says that this is the signature. */
	mark?: Mark;
}

/**
 * How a mail program marks a signature: by an element that holds it, by an anchor before it (classic Outlook); that of a phone often is
 * only an advertisement for the program.
 */
export type Mark = 'element' | 'anchor' | 'phone';

/** A line as people see it: text or a picture between two line ends. */
export interface Line {
	text: string;
	hasPicture: boolean;
	/** Where its content begins and ends in the HTML. */
	start: number;
	end: number;
	/** The elements that are open at its begin and at its end, from the outside in; never `html` and `body`. */
	openAtStart: readonly OpenElement[];
	openAtEnd: readonly OpenElement[];
	/** Addresses of its links. */
	links: string[];
	/** It belongs to the bookmark that classic Outlook puts around an automatic signature. */
	isBookmarked: boolean;
}

/** What a person has written in one mail, without what is quoted below. */
export interface Outline {
	html: string;
	lines: Line[];
	/** An older message is quoted below. */
	hasHistory: boolean;
	/** Number of the line before which classic Outlook has marked an automatic signature. */
	anchoredAt?: number;
}

/** Nobody writes more; what is longer is a document. */
const MOST_CHARACTERS = 300_000;
const MOST_LINES = 1_000;
/** Of the element before which Outlook on the web ends what is typed; some versions put the signature behind it. */
const BEFORE_HISTORY = 'appendonsend';
/** No mail program nests deeper. */
const DEEPEST = 300;

const BREAKS = new Set(
	`address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li
	main nav ol p pre section table tbody td tfoot th thead tr ul`.split(/\s+/),
);
const HIDDEN = new Set([
	'title',
	'style',
	'script',
	'template',
	'iframe',
	'svg',
	'select',
	'textarea',
	'xml',
	'noscript',
]);

/** Reads the lines of the newest part of a mail. It ends where anything begins that may be somebody else's. */
export function outlineOf(html: string): Outline {
	const reader = new OutlineReader(html.slice(0, MOST_CHARACTERS));
	return reader.read();
}

class OutlineReader {
	private readonly open: OpenElement[] = [];
	private readonly lines: Line[] = [];
	private line: Line | undefined;
	private raw = '';
	private hidden = 0;
	private preformatted = 0;
	private hasHistory = false;
	/** What follows the place where Outlook appends the history is the history, unless it is marked as the signature. */
	private isAppended = false;
	private ended = false;
	private bookmark: OpenElement | undefined;
	private anchoredAt: number | undefined;

	constructor(private readonly html: string) {}

	read(): Outline {
		readHtml(
			this.html,
			{
				open: (name, attributes, place) => this.begin(name, attributes, place),
				text: (characters, start) => this.text(characters, start),
				close: (name) => this.end(name),
			},
			{ decodeEntities: false },
		);
		this.endLine();
		const texts = this.lines.map(({ text }) => text);
		const history = beginOfHistory(texts);
		return {
			html: this.html,
			lines: this.lines.slice(0, history ?? this.lines.length),
			hasHistory: this.hasHistory || history !== undefined,
			...(this.anchoredAt === undefined ? {} : { anchoredAt: this.anchoredAt }),
		};
	}

	private begin(
		name: string,
		written: Readonly<Record<string, string>>,
		{ start, end }: { start: number; end: number },
	): void | typeof STOP {
		if (HIDDEN.has(name)) this.hidden += 1;
		if (name === 'pre') this.preformatted += 1;
		const attributes = read(written);
		if (this.ended) return STOP;
		if (attributes.id?.toLowerCase() === BEFORE_HISTORY) this.isAppended = true;
		else if (this.hidden === 0 && (beginsQuote(name, attributes) || isForeign(name, attributes))) {
			this.hasHistory = true;
			return STOP;
		}
		if (BREAKS.has(name)) this.endLine();
		const mark = markOf(name, attributes);
		if (mark === 'anchor') this.anchoredAt ??= this.lines.length;
		const element: OpenElement = { name, start, end, ...(mark ? { mark } : {}) };
		if (name !== 'html' && name !== 'body') this.open.push(element);
		if (/mso-bookmark:\s*_mailautosig/i.test(attributes.style ?? '')) this.bookmark ??= element;
		if (this.hidden > 0) return;
		if (name === 'img' && !isInvisible(attributes)) {
			const line = this.content(start, end);
			if (line) line.hasPicture = true;
		}
		if (name === 'a' && attributes.href) this.links.push(attributes.href);
		return this.lines.length > MOST_LINES || this.open.length > DEEPEST ? STOP : undefined;
	}

	private links: string[] = [];

	private text(characters: string, start: number): void {
		if (this.hidden > 0) return;
		if (this.preformatted === 0) {
			this.words(characters, start);
			return;
		}
		let at = start;
		characters.split('\n').forEach((line, index) => {
			if (index > 0) this.endLine();
			this.words(line, at);
			at += line.length + 1;
		});
	}

	private words(characters: string, start: number): void {
		if (/^(?:\s|&nbsp;|&#160;|\u00a0)*$/i.test(characters)) {
			if (this.line) this.raw += ' ';
			return;
		}
		if (this.content(start, start + characters.length)) this.raw += characters;
	}

	private content(start: number, end: number): Line | undefined {
		if (this.isAppended && !this.open.some(({ mark }) => mark !== undefined)) {
			this.hasHistory = true;
			this.ended = true;
		}
		if (this.ended) return undefined;
		this.line ??= {
			text: '',
			hasPicture: false,
			start,
			end,
			openAtStart: [...this.open],
			openAtEnd: [],
			links: [],
			isBookmarked: false,
		};
		this.line.end = end;
		this.line.openAtEnd = this.open.filter(({ name }) => name !== 'img');
		this.line.isBookmarked ||= this.bookmark !== undefined;
		return this.line;
	}

	private end(name: string): void {
		if (HIDDEN.has(name)) this.hidden = Math.max(0, this.hidden - 1);
		if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
		if (BREAKS.has(name)) this.endLine();
		if (this.open.at(-1)?.name === name) {
			if (this.open.pop() === this.bookmark) this.bookmark = undefined;
		}
	}

	private endLine(): void {
		if (this.line) {
			const text = plain(this.raw);
			if (text !== '' || this.line.hasPicture) this.lines.push({ ...this.line, text, links: this.links });
		}
		this.line = undefined;
		this.raw = '';
		this.links = [];
	}
}

const read = (written: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(written).map(([name, value]) => [name, withoutEntities(value)]));

/** Spaces of all kinds are one space, and what is not seen is nothing. */
const plain = (raw: string) =>
	(/[&<]/.test(raw) ? htmlToText(raw.replace(/</g, '&lt;')) : raw)
		.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** Outlook has rewritten it: it comes from someone else's mail, whatever stands above it. A quotation may be one's own, or not. */
function isForeign(name: string, { id = '', class: classes = '' }: Record<string, string>): boolean {
	const rewritten = /^(?:x_|ecx)[A-Za-z_]/;
	return name === 'blockquote' || rewritten.test(id) || classes.split(/\s+/).some((one) => rewritten.test(one));
}

function markOf(name: string, attributes: Record<string, string>): Mark | undefined {
	if (attributes['data-signatureblock'] === 'true') return 'element';
	if (!beginsSignature(name, attributes)) return undefined;
	if (name === 'a') return 'anchor';
	return (attributes.id ?? '').toLowerCase() === 'ms-outlook-mobile-signature' ? 'phone' : 'element';
}

/** Pictures that count who reads the mail. */
const isInvisible = ({ width, height, style = '' }: Record<string, string>) =>
	(Number(width) <= 1 && Number(height) <= 1) || /display:\s*none/i.test(style);
