import { readHtml } from './readHtml';
import { numbering, type Numbering } from './numbering';

/** Their content is not text of the message. */
const HIDDEN = new Set(['title', 'style', 'script', 'template', 'iframe', 'svg', 'select', 'textarea']);
/** An empty line before and after. */
const PARAGRAPHS = new Set([
	'p',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'ul',
	'ol',
	'dl',
	'table',
	'blockquote',
	'pre',
	'figure',
]);
/** On lines of their own. */
const BLOCKS = new Set([
	'div',
	'li',
	'tr',
	'dt',
	'dd',
	'caption',
	'section',
	'article',
	'header',
	'footer',
	'main',
	'nav',
	'aside',
	'address',
	'center',
	'form',
	'fieldset',
	'figcaption',
	'body',
]);
/** Nobody reads deeper than this; it also keeps hostile html from growing with each level. */
const DEEPEST = 10;
const RULE = '-'.repeat(40);

/**
 * The text of an html body, as its plain alternative: paragraphs, lists with bullets and numbers, table rows with `|`
 * between the cells, links with their addresses behind them, quotations with `>`. Lines end with LF and are not wrapped.
 */
export function htmlToText(html: string): string {
	const text = new TextBuilder();
	readHtml(html, text);
	return text.toString();
}

class TextBuilder {
	private readonly pieces: string[] = [];
	/** Line ends to write before the next text. */
	private breaks = 0;
	private space = false;
	private atStart = true;
	/** At the start of a cell or list item, where a paragraph must not begin a new line. */
	private afterLabel = false;
	private hidden = 0;
	private preformatted = 0;
	private quotes = 0;
	private readonly lists: Array<{ items: number; numbers: Numbering | undefined }> = [];
	private readonly links: Array<{ href: string; from: number }> = [];
	private readonly tables: Array<{ rows: number; cells: number }> = [];

	open(name: string, attributes: Readonly<Record<string, string>>): void {
		if (HIDDEN.has(name)) this.hidden += 1;
		if (this.hidden > 0) return;
		if (name === 'blockquote') {
			this.breakLine(2);
			this.quotes += 1;
		} else if (name === 'ul' || name === 'ol') {
			this.breakLine(2);
			if (this.lists.length > 0) this.closeUp();
			this.lists.push({ items: 0, numbers: name === 'ol' ? numbering(attributes) : undefined });
		} else if (PARAGRAPHS.has(name)) this.breakLine(2);
		else if (BLOCKS.has(name)) this.breakLine(1);
		if (name === 'br') this.lineEnd();
		else if (name === 'hr') this.rule();
		else if (name === 'li') this.listItem(attributes.value);
		else if (name === 'table') this.tables.push({ rows: 0, cells: 0 });
		else if (name === 'tr') this.row();
		else if (name === 'td' || name === 'th') this.cell();
		else if (name === 'pre') this.preformatted += 1;
		else if (name === 'a') this.links.push({ href: (attributes.href ?? '').trim(), from: this.pieces.length });
		else if (name === 'img') this.text(attributes.alt ?? '');
	}

	close(name: string): void {
		if (HIDDEN.has(name)) {
			this.hidden = Math.max(0, this.hidden - 1);
			return;
		}
		if (this.hidden > 0) return;
		if (name === 'a') this.link();
		else if (name === 'table') this.tables.pop();
		else if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
		else if (name === 'ul' || name === 'ol') this.lists.pop();
		else if (name === 'blockquote') this.quotes = Math.max(0, this.quotes - 1);
		if (['li', 'td', 'th', 'tr'].includes(name)) this.afterLabel = false;
		if (name === 'td' || name === 'th') this.breaks = 0;
		else if ((name === 'ul' || name === 'ol') && this.lists.length > 0) this.breakLine(1);
		else if (PARAGRAPHS.has(name)) this.breakLine(2);
		else if (BLOCKS.has(name)) this.breakLine(1);
	}

	text(characters: string): void {
		if (this.hidden > 0 || characters === '') return;
		if (this.preformatted > 0) {
			characters.split(/\r\n|\r|\n/).forEach((line, index) => {
				if (index > 0) this.lineEnd();
				if (line !== '') this.write(line);
			});
			return;
		}
		if (/^[ \t\r\n\f]/.test(characters)) this.space = true;
		const words = characters.replace(/[ \t\r\n\f]+/g, ' ').replace(/^ | $/g, '');
		if (words === '') return;
		this.write(words);
		this.space = /[ \t\r\n\f]$/.test(characters);
	}

	toString(): string {
		return this.pieces
			.join('')
			.replace(/\u00a0/g, ' ')
			.split('\n')
			.map((line) => line.trimEnd())
			.join('\n')
			.trim();
	}

	private write(words: string): void {
		if (this.breaks > 0 && !this.atStart) this.pieces.push('\n'.repeat(this.breaks));
		if (this.breaks > 0 || this.atStart) this.pieces.push('> '.repeat(Math.min(this.quotes, DEEPEST)));
		else if (this.space) this.pieces.push(' ');
		this.pieces.push(words);
		this.breaks = 0;
		this.space = false;
		this.atStart = false;
		this.afterLabel = false;
	}

	private breakLine(lines: number): void {
		if (this.afterLabel) return;
		this.breaks = Math.max(this.breaks, lines);
		this.space = false;
	}

	/** No empty line between items or rows, although they hold paragraphs. */
	private closeUp(): void {
		this.breaks = Math.min(this.breaks, 1);
	}

	private lineEnd(): void {
		this.breaks += 1;
		this.space = false;
		this.afterLabel = false;
	}

	private rule(): void {
		this.breakLine(1);
		this.write(RULE);
		this.breakLine(1);
	}

	private listItem(value: string | undefined): void {
		const list = this.lists.at(-1);
		if (list && list.items++ > 0) this.closeUp();
		const label = list?.numbers === undefined ? '- ' : `${list.numbers.next(value)}. `;
		this.write('  '.repeat(Math.min(Math.max(0, this.lists.length - 1), DEEPEST)) + label);
		this.afterLabel = true;
	}

	private row(): void {
		const table = this.tables.at(-1);
		if (!table) return;
		if (table.rows++ > 0) this.closeUp();
		table.cells = 0;
	}

	private cell(): void {
		const table = this.tables.at(-1);
		if (!table) return;
		if (table.cells++ > 0) {
			this.breaks = 0;
			this.space = false;
			this.write(' | ');
		}
		this.afterLabel = true;
	}

	private link(): void {
		const link = this.links.pop();
		if (!link || !/^(?:https?|mailto|tel):/i.test(link.href)) return;
		// A text in so many pieces is not the address itself.
		const shown = this.pieces.length - link.from > 20 ? '' : this.pieces.slice(link.from).join('').trim();
		const bare = (address: string) =>
			address
				.replace(/^(?:mailto:|tel:|https?:\/\/)/i, '')
				.replace(/\/$/, '')
				.toLowerCase();
		if (bare(shown) === bare(link.href)) return;
		this.space = true;
		this.write(`<${link.href}>`);
	}
}
