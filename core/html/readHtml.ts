import { Tokenizer } from 'htmlparser2';

export const STOP = Symbol('stop');

/** Behind the last character is `end`. */
export interface Place {
	start: number;
	end: number;
}

/** What is told while HTML is read. Names are lower case; of an attribute that is repeated the first counts. */
interface HtmlListener {
	/** `at`: where the tag begins and ends in the HTML. What returns STOP ends the reading. */
	open?(name: string, attributes: Readonly<Record<string, string>>, at: Place): void | typeof STOP;
	/** `start`: where it stands in the HTML, known only where entities are left alone. */
	text?(characters: string, start: number): void;
	/** `at`: the end tag that closed it, or where it ends without one. */
	close?(name: string, at: Place): void;
	/** An attribute as it is written, and where its value stands. */
	attribute?(element: string, name: string, value: string, start: number): void;
	comment?(content: string, start: number): void;
}

/** Elements without content. */
const VOID = new Set(
	'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
		' ',
	),
);
const CELLS = ['td', 'th'];
/** Elements that end where another one begins, because people leave out their end tags (HTML, "optional tags"). */
const ENDS_BEFORE: Record<string, readonly string[]> = {
	li: ['li'],
	dt: ['dt', 'dd'],
	dd: ['dt', 'dd'],
	td: [...CELLS, 'thead'],
	th: CELLS,
	tr: [...CELLS, 'tr'],
	tbody: ['thead', 'tbody'],
	tfoot: ['thead', 'tbody'],
	body: ['head', 'script'],
	option: ['option'],
	optgroup: ['option', 'optgroup'],
};
for (const control of ['input', 'button', 'select', 'textarea', 'datalist', 'output']) {
	ENDS_BEFORE[control] = ['option', 'optgroup', 'select', 'button', 'textarea', 'datalist'];
}
for (const block of `address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
	header hr main nav ol p pre section table ul`.split(/\s+/)) {
	ENDS_BEFORE[block] = ['p'];
}

/**
 * Reads HTML of any kind, broken and hostile too, in one go: each character and each element is looked at once, however
 * deep they are nested. The words are htmlparser2's; which elements are open is counted here, since its own parser looks
 * through all of them for every end tag that closes nothing.
 */
export function readHtml(html: string, listener: HtmlListener, { decodeEntities = true } = {}): void {
	new Reader(html, listener, decodeEntities).read();
}

class Reader {
	private readonly tokenizer: Tokenizer;
	private readonly open: string[] = [];
	private readonly counts = new Map<string, number>();
	private name = '';
	private tagStart = 0;
	private attributes: Record<string, string> = {};
	private attribute = '';
	private value = '';
	private valueEnd = 0;
	private text = '';
	private textStart = 0;

	constructor(
		private readonly html: string,
		private readonly listener: HtmlListener,
		decodeEntities: boolean,
	) {
		this.tokenizer = new Tokenizer({ decodeEntities }, this);
	}

	read(): void {
		this.tokenizer.end(this.html);
	}

	ontext(characters: string): void {
		if (this.text === '')
			this.textStart = this.isAtEnd() ? this.html.length - characters.length : this.tokenizer.sectionStart;
		this.text += characters;
	}

	/** Text comes in pieces where it holds entities or a `<` that begins no tag. */
	private endText(): void {
		if (this.text === '') return;
		this.listener.text?.(this.text, this.textStart);
		this.text = '';
	}

	onopentagname(written: string): void {
		this.endText();
		this.tagStart = this.tokenizer.sectionStart - '<'.length;
		this.begin(written.toLowerCase());
	}

	onopentagend(): void {
		const at = { start: this.tagStart, end: this.tokenizer.getAbsoluteIndex() + 1 };
		if (this.listener.open?.(this.name, this.attributes, at) === STOP) this.tokenizer.pause();
		if (VOID.has(this.name)) this.listener.close?.(this.name, { start: at.end, end: at.end });
	}

	onselfclosingtag(): void {
		this.onopentagend();
		// Only drawings and formulas know elements that close themselves.
		const isForeign = this.isOpen('svg') || this.isOpen('math');
		const end = this.tokenizer.getAbsoluteIndex() + 1;
		if (isForeign && !VOID.has(this.name)) this.end(this.name, { start: end, end });
	}

	onclosetag(written: string): void {
		this.endText();
		const name = written.toLowerCase();
		this.tagStart = this.html.lastIndexOf('</', this.tokenizer.sectionStart);
		if (VOID.has(name) ? name === 'br' : name === 'p' && !this.isOpen('p')) {
			this.begin(name);
			this.onopentagend();
		}
		if (!VOID.has(name)) this.end(name, { start: this.tagStart, end: this.endOfTag() });
	}

	/** Behind the `>` of an end tag whose name has been read. */
	private endOfTag(): number {
		const bracket = this.html.indexOf('>', this.tokenizer.getAbsoluteIndex());
		return bracket < 0 ? this.html.length : bracket + 1;
	}

	onattribname(written: string): void {
		this.attribute = written.toLowerCase();
	}

	onattribdata(value: string): void {
		this.value += value;
		this.valueEnd = this.tokenizer.getAbsoluteIndex();
	}

	onattribend(): void {
		if (!Object.hasOwn(this.attributes, this.attribute)) this.attributes[this.attribute] = this.value;
		this.listener.attribute?.(this.name, this.attribute, this.value, this.valueEnd - this.value.length);
		this.value = '';
	}

	oncomment(content: string): void {
		this.endText();
		// A comment that is not closed has no end to count from.
		if (!this.isAtEnd()) this.listener.comment?.(content, this.tokenizer.sectionStart);
	}

	onend(): void {
		this.endText();
		const { length } = this.html;
		while (this.open.length > 0) this.closeInnermost({ start: length, end: length });
	}

	oncdata(): void {
		this.endText();
	}

	ondeclaration(): void {
		this.endText();
	}

	onprocessinginstruction(): void {
		this.endText();
	}

	onerror(): void {}

	/** The tokenizer has seen everything: what is left has no section of its own any more. */
	private isAtEnd(): boolean {
		return this.tokenizer.getAbsoluteIndex() >= this.html.length;
	}

	private isOpen(name: string): boolean {
		return (this.counts.get(name) ?? 0) > 0;
	}

	private begin(name: string): void {
		const ended = Object.hasOwn(ENDS_BEFORE, name) ? ENDS_BEFORE[name]! : [];
		const at = { start: this.tagStart, end: this.tagStart };
		while (ended.includes(this.open.at(-1) ?? '')) this.closeInnermost(at);
		this.name = name;
		this.attributes = {};
		if (VOID.has(name)) return;
		this.open.push(name);
		this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
	}

	/** An end tag closes what is open inside of its element as well; one that closes nothing is passed over. */
	private end(name: string, at: Place): void {
		const inside = { start: at.start, end: at.start };
		while (this.isOpen(name) && this.closeInnermost(this.open.at(-1) === name ? at : inside) !== name);
	}

	private closeInnermost(at: Place): string {
		const name = this.open.pop()!;
		this.counts.set(name, this.counts.get(name)! - 1);
		this.listener.close?.(name, at);
		return name;
	}
}
