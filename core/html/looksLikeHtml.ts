/**
 * Whether a text is meant as HTML, for people who do not say so. It is when it holds tags of HTML that can be nothing else;
 * what only looks like one stays text: `<name>`, `a < b`, `List<String>`, `<john@contoso.com>`, XML, or a tag that is only
 * spoken of. Never guesses from a closing tag alone. Reads the text once.
 */
export function looksLikeHtml(text: string): boolean {
	if (htmlInFence(text) !== undefined) return true;
	if (!text.includes('<') || !text.includes('>')) return false;
	if (DOCUMENT.test(text)) return true;
	// An XML file is not for reading, unless it is XHTML.
	if (/^\s*<\?xml[\s?]/i.test(text)) return false;
	const tags = tagsIn(withoutCode(text));
	const closed = new Set(tags.flatMap(({ isEnd, name }) => (isEnd ? [name] : [])));
	const isElement = ({ isEnd, name }: Tag) => !isEnd && isUnknown(name) && closed.has(name);
	// XML of other kinds begins with an element of its own.
	if (tags[0]?.isFirst && isElement(tags[0])) return false;
	const foreign = tags.findIndex(isElement);
	// Of XML with words in front: what stands in its elements is XML too.
	if (foreign >= 0 && !tags.slice(0, foreign).some((tag) => isCertain(tag, closed)) && isInside(tags, foreign))
		return false;
	const isForeign = foreign >= 0;
	return tags.some((tag) => isCertain(tag, closed) || (!isForeign && isLikely(tag, closed)));
}

/** Whether the last tag ends the element that a tag opens, or the one that the text begins with. */
function isInside(tags: Tag[], at: number): boolean {
	const last = tags.at(-1)!;
	return last.isEnd && [tags[0]!.name, tags[at]!.name].includes(last.name);
}

const DOCUMENT = /^\s*(?:\uFEFF\s*)?(?:<!--[^>]*-->\s*|<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]/i;
/** A tag of any name, with attributes or without; none that is not closed. */
const TAG = /<(\/?)([a-z][\w:-]*)((?:[\s/][^<>]*)?)>/gi;
/** Code in Markdown: shown, not used. */
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
/** Tags that stand alone. */
const ALONE = new Set(['br', 'hr', 'p']);
/** Tags that need these attributes, or else are placeholders and variables. */
const NEEDED: Record<string, RegExp> = {
	a: /(?:^|\s)(?:href|name|id)\s*=/i,
	img: /(?:^|\s)(?:src|alt)\s*=/i,
	font: /(?:^|\s)(?:color|face|size|style)\s*=/i,
};
/** Elements that nothing else than HTML has, when they are closed. */
const CERTAIN = new Set(
	`b strong em i u span div table ul ol h1 h2 h3 h4 h5 h6 blockquote pre center font sub sup small big strike del ins
	tt kbd samp`.split(/\s+/),
);
/** Of these one end tag may be missing, where the text begins with them: it was cut off. */
const BEGINNINGS = new Set('div center ul ol h1 h2 h3 blockquote'.split(' '));
/** Names that XML, programs and people's placeholders use as well: HTML only where no other names are around. */
const LIKELY = new Set(
	`html body head tr td th tbody li dl dt dd s q code mark abbr cite caption section article header footer main nav aside
	figure figcaption address label details summary style`.split(/\s+/),
);
/** All other elements of HTML, those of old too, and what Word puts around its own; none of them makes a text HTML. */
const OTHERS =
	`acronym applet area audio base basefont bdi bdo body button canvas col colgroup data datalist dialog dir embed
	fieldset form frame frameset head hgroup iframe input legend link map marquee math menu meta meter nobr noframes noscript
	object optgroup option output param picture progress rp rt ruby samp script search select slot source style svg template
	textarea thead tfoot time title track var video wbr xml`.split(/\s+/);
const KNOWN = new Set([...ALONE, ...Object.keys(NEEDED), ...CERTAIN, ...LIKELY, ...OTHERS]);
const FENCE = '```';

/** The HTML in a fence of Markdown that is all there is of a text, as models answer; undefined for any other text. */
export function htmlInFence(text: string): string | undefined {
	if (!text.includes(FENCE)) return undefined;
	const whole = text.trim();
	const firstLine = whole.indexOf('\n');
	if (!whole.startsWith(FENCE) || !whole.endsWith(FENCE) || firstLine < 0) return undefined;
	if (!/^html?$/i.test(whole.slice(FENCE.length, firstLine).trim().slice(0, 10))) return undefined;
	const inside = whole.slice(firstLine + 1, -FENCE.length).trimEnd();
	return inside.includes(FENCE) ? undefined : inside;
}

interface Tag {
	isEnd: boolean;
	name: string;
	attributes: string;
	/** At the start of the text. */
	isFirst: boolean;
	/** In quotation marks: someone speaks of it. */
	isQuoted: boolean;
	/** Followed by the word "tag". */
	isNamed: boolean;
	/** `List<P>` */
	isTypeParameter: boolean;
}

const withoutCode = (text: string) => (text.includes('`') ? text.replace(CODE, '') : text);

function tagsIn(text: string): Tag[] {
	const start = text.length - text.trimStart().length;
	return Array.from(text.matchAll(TAG), ({ 0: tag, 1: slash, 2: name = '', 3: attributes = '', index }) => {
		const before = text.slice(Math.max(0, index - 1), index);
		const behind = text.slice(index + tag.length, index + tag.length + 16);
		return {
			isEnd: slash === '/',
			name: name.toLowerCase(),
			attributes: attributes.replace(/\/\s*$/, ''),
			isFirst: index === start,
			isQuoted: /["'“„‘«]/.test(before) && /^["'”“’»]/.test(behind),
			isNamed: /^[\s-]-?(?:tags?|elements?|elemente?|balises?|etiquetas?)\b/i.test(behind),
			isTypeParameter: /\w/.test(before) && /^[A-Z]$/.test(name),
		};
	});
}

/** Elements of Office (`o:p`) and of web components (`my-card`) are part of HTML. */
const isUnknown = (name: string) => !KNOWN.has(name) && !/[:-]/.test(name);

/** `class="x"` and the like; of `x<b and c>d` the rest is no attributes. */
const hasAttributes = (attributes: string) => /(?:^|\s)[a-z][\w:-]*=\s?["'\w#]/i.test(attributes);
const isPlain = (attributes: string) => attributes.trim() === '' || hasAttributes(attributes);
const isUsed = ({ name, isQuoted, isNamed, isTypeParameter }: Tag, closed: Set<string>) =>
	!isQuoted && (closed.has(name) || (!isNamed && !isTypeParameter));

function isCertain(tag: Tag, closed: Set<string>): boolean {
	const { isEnd, name, attributes, isFirst } = tag;
	if (!isUsed(tag, closed)) return false;
	if (isEnd) return name === 'br';
	if (!isPlain(attributes)) return false;
	if (ALONE.has(name)) return true;
	if (Object.hasOwn(NEEDED, name)) return NEEDED[name]!.test(attributes);
	return CERTAIN.has(name) && (closed.has(name) || hasAttributes(attributes) || (isFirst && BEGINNINGS.has(name)));
}

function isLikely(tag: Tag, closed: Set<string>): boolean {
	const { isEnd, name, attributes } = tag;
	return !isEnd && LIKELY.has(name) && isPlain(attributes) && closed.has(name) && isUsed(tag, closed);
}
