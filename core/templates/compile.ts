import { firstFrom } from '../message/ascending';
import { readHtml, type Place } from '../html/readHtml';
import { FlatTextBuilder, mayHoldPlaceholder } from './flatText';
import { assembled, type AttributeValue, type Compiled, type Piece } from './parts';
import { findBroken, findPlaceholders, type Expression } from './placeholder';
import { nest, type Marker, type Open } from './rows';

/** Their ends end a line: no placeholder reaches across. All others are only the dress of a text. */
const BLOCKS = new Set(
	`address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption
	figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre section select
	summary table tbody td tfoot th thead title tr ul`.split(/\s+/),
);
/** What stands in them is no text of the message. */
const HIDDEN = new Set(['style', 'script', 'title', 'template', 'iframe', 'textarea', 'xml', 'noembed', 'noframes']);
/** They lead somewhere or show something. */
const ADDRESSES = new Set(
	'href src background action formaction cite poster longdesc originalsrc data usemap icon manifest'.split(' '),
);
/** What they hold is run, or read as another document. */
const LEFT_ALONE = /^(?:on.*|style|srcdoc|srcset|content|http-equiv|class|id|xmlns)$/;

/** A plain text, such as a subject. */
export function compileText(text: string): Compiled {
	if (!mayHoldPlaceholder(text)) return { parts: text === '' ? [] : [text], problems: [] };
	const reader = new PlainTextReader(text);
	reader.read();
	return reader.compiled();
}

/** HTML as Outlook writes it: placeholders are found wherever it has torn them apart, and nothing else is touched. */
export function compileHtml(html: string): Compiled {
	if (!mayHoldPlaceholder(html)) return { parts: html === '' ? [] : [html], problems: [] };
	const reader = new HtmlReader(html);
	reader.read();
	return reader.compiled();
}

const brokenText = (broken: string) =>
	`${broken} is no whole placeholder, which is a name between two braces on each side`;

class TextReader {
	private readonly pieces: Piece[] = [];
	private readonly problems: string[] = [];
	private readonly markers: Marker[] = [];
	private readonly texts: FlatTextBuilder[] = [];

	constructor(protected readonly source: string) {}

	compiled(): Compiled {
		const { pieces, problems } = nest(this.source, this.pieces, this.markers, (place) => this.textIn(place));
		return { parts: assembled(this.source, pieces, 0, this.source.length), problems: [...this.problems, ...problems] };
	}

	/**
	 * Takes the placeholders of a text. `runs` are the places where its source stands, without what is between them; `around` is what
	 * is open there.
	 */
	protected take(flat: FlatTextBuilder, runs: Place[], around: Array<Open | undefined> = []): void {
		this.texts.push(flat);
		for (const broken of findBroken(flat)) this.problems.push(brokenText(broken));
		let first = 0;
		for (const { expression, from, to, inside } of findPlaceholders(flat)) {
			const [start, end] = [flat.starts[from]!, flat.ends[to - 1]!];
			const carrier = flat.starts[Math.min(inside, to - 1)]!;
			while (runs[first]!.end <= start) first += 1;
			let last = first;
			for (let run = first; run < runs.length && runs[run]!.start < end; run++) {
				last = run;
				this.cut(expression, Math.max(start, runs[run]!.start), Math.min(end, runs[run]!.end), carrier);
			}
			if (expression.kind === 'open' || expression.kind === 'close')
				this.markers.push({ start, end, expression, begins: around[first], ends: around[last] });
		}
	}

	private cut(expression: Expression, start: number, end: number, carrier: number): void {
		const carries = carrier >= start && carrier < end;
		this.pieces.push({ start, end, part: { kind: 'cut', expression, source: this.source.slice(start, end), carries } });
	}

	protected put(start: number, end: number, part: AttributeValue): void {
		this.pieces.push({ start, end, part });
	}

	/** What a reader sees between two places of the source. */
	private textIn({ start, end }: Place): string {
		return this.texts
			.map(({ text, starts, ends }) => {
				const from = firstFrom(starts, start);
				let to = from;
				while (to < text.length && ends[to]! <= end) to++;
				return text.slice(from, to);
			})
			.join('');
	}
}

class PlainTextReader extends TextReader {
	read(): void {
		const flat = new FlatTextBuilder();
		flat.addText(this.source, 0);
		this.take(flat, [{ start: 0, end: this.source.length }]);
	}
}

class HtmlReader extends TextReader {
	/** `html` is all of the source, or what a comment for Outlook holds, which begins at `offset`. */
	read(html = this.source, offset = 0): void {
		const flat = new FlatTextBuilder();
		const runs: Place[] = [];
		const around: Array<Open | undefined> = [];
		let innermost: Open = { name: '', start: offset, end: offset + html.length, parent: undefined };
		let hidden = 0;
		readHtml(
			html,
			{
				open: (name, _attributes, { start }) => {
					if (HIDDEN.has(name)) hidden += 1;
					if (BLOCKS.has(name)) flat.break(offset + start);
					// Programs break lines at a space.
					if (name === 'br') flat.add(' ', offset + start, offset + start);
					innermost = { name, start: offset + start, end: offset + html.length, parent: innermost };
				},
				close: (name, { end }) => {
					if (HIDDEN.has(name)) hidden -= 1;
					if (BLOCKS.has(name)) flat.break(offset + end);
					innermost.end = offset + end;
					// An element whose tag has no end was never opened.
					innermost = innermost.parent ?? innermost;
				},
				text: (characters, start) => {
					if (hidden > 0) return;
					flat.addHtml(characters, offset + start);
					runs.push({ start: offset + start, end: offset + start + characters.length });
					around.push(innermost);
				},
				attribute: (_element, name, value, start) => this.attribute(name, value, offset + start),
				comment: (content, start) => {
					if (/^\[if\s/i.test(content) && mayHoldPlaceholder(content)) this.read(content, offset + start);
				},
			},
			{ decodeEntities: false },
		);
		this.take(flat, runs, around);
	}

	private attribute(name: string, value: string, start: number): void {
		const local = name.slice(name.lastIndexOf(':') + 1);
		if (LEFT_ALONE.test(local) || !mayHoldPlaceholder(value)) return;
		const isAddress = ADDRESSES.has(local);
		const flat = new FlatTextBuilder();
		flat.addHtml(value, start, isAddress);
		const found = findPlaceholders(flat);
		if (found.length === 0) return;
		const pieces: AttributeValue['pieces'] = [];
		let done = start;
		for (const { expression, from, to } of found) {
			const [begin, behind] = [flat.starts[from]!, flat.ends[to - 1]!];
			if (begin > done) pieces.push(this.source.slice(done, begin));
			pieces.push({ kind: 'cut', expression, source: this.source.slice(begin, behind), carries: true });
			done = behind;
		}
		const end = start + value.length;
		if (end > done) pieces.push(this.source.slice(done, end));
		const isInQuotes = /["']/.test(this.source[start - 1] ?? '');
		this.put(start, end, { kind: 'attribute', isAddress, isInQuotes, pieces });
	}
}
