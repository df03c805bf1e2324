/** Small HTML work of a mail server, all of it linear in the length of the text. */

interface Token {
	kind: 'text' | 'tag' | 'other';
	raw: string;
	name: string;
	closing: boolean;
	end: number;
}

const asciiLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** End of the tag that begins at `open`: the first `>` outside quotes, or -1. */
function tagEnd(html: string, open: number): number {
	for (let at = open + 1; at < html.length; at++) {
		const character = html[at];
		if (character === '>') return at + 1;
		if (character === '"' || character === "'") {
			const close = html.indexOf(character, at + 1);
			if (close >= 0) at = close;
		}
	}
	return -1;
}

function tokenAt(html: string, at: number): Token {
	const text = (end: number): Token => ({ kind: 'text', raw: html.slice(at, end), name: '', closing: false, end });
	if (html[at] !== '<') {
		const open = html.indexOf('<', at);
		return text(open < 0 ? html.length : open);
	}
	if (html.startsWith('<!--', at)) {
		const close = html.indexOf('-->', at + 4);
		const end = close < 0 ? html.length : close + 3;
		return { kind: 'other', raw: html.slice(at, end), name: '', closing: false, end };
	}
	const start = /^<(\/?)([A-Za-z][A-Za-z0-9:-]{0,40})/.exec(html.slice(at, at + 50));
	if (start) {
		const end = tagEnd(html, at);
		return end < 0
			? text(html.length)
			: { kind: 'tag', raw: html.slice(at, end), name: start[2].toLowerCase(), closing: start[1] === '/', end };
	}
	if (html[at + 1] === '!' || html[at + 1] === '?') {
		const end = html.indexOf('>', at) + 1;
		return end === 0 ? text(html.length) : { kind: 'other', raw: html.slice(at, end), name: '', closing: false, end };
	}
	const next = html.indexOf('<', at + 1);
	return text(next < 0 ? html.length : next);
}

/** Where the raw text of a script, style or title element ends (behind its end tag). */
function behindElement(html: string, lower: () => string, token: Token): number {
	const close = lower().indexOf(`</${token.name}`, token.end);
	if (close < 0) return html.length;
	const end = html.indexOf('>', close);
	return end < 0 ? html.length : end + 1;
}

function lazyLower(html: string): () => string {
	let lower: string | undefined;
	return () => (lower ??= asciiLower(html));
}

const isDocument = (html: string): boolean => /<(?:html|body)[\s>]/i.test(html);

/** The server makes a document out of an HTML fragment, and adds its meta elements to a document. DOC create-message; OBS docs#11663 */
export function wrapHtml(html: string, form: 'long' | 'compact'): string {
	const type = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">';
	const charset = '<meta content="text/html; charset=us-ascii">';
	if (!isDocument(html)) {
		return form === 'long'
			? `<html>\r\n<head>\r\n${type}\r\n${charset}\r\n</head>\r\n<body>\r\n${html}\r\n</body>\r\n</html>\r\n`
			: `<html><head>\r\n${type}</head><body>${html}</body></html>`;
	}
	const metas = form === 'long' ? `\r\n${type}\r\n${charset}\r\n` : `\r\n${type}`;
	if (html.includes(metas.trim())) return html;
	const head = /<head(?:\s[^<>]*)?>/i.exec(html);
	if (head) return html.slice(0, head.index + head[0].length) + metas + html.slice(head.index + head[0].length);
	const root = /<html(?:\s[^<>]*)?>/i.exec(html);
	if (!root) return `<html><head>${metas}</head>${html}</html>`;
	const at = root.index + root[0].length;
	return `${html.slice(0, at)}<head>${metas}</head>${html.slice(at)}`;
}

/** An HTML document with other content between its body tags: what the head and the body tag say stays. Undefined where there are none. */
export function withBodyContent(html: string, content: string): string | undefined {
	const open = /<body(?:\s[^<>]*)?>/i.exec(html);
	return open ? `${html.slice(0, open.index + open[0].length)}${content}</body></html>` : undefined;
}

/** What is between the body tags, or everything where there are none. */
export function bodyContent(html: string): string {
	const open = /<body(?:\s[^<>]*)?>/i.exec(html);
	if (!open) return html;
	const close = asciiLower(html).lastIndexOf('</body');
	const begin = open.index + open[0].length;
	return html.slice(begin, close < begin ? html.length : close).trim();
}

const named: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	copy: '\u00a9',
	reg: '\u00ae',
	euro: '\u20ac',
	hellip: '\u2026',
	ndash: '\u2013',
	mdash: '\u2014',
	lsquo: '\u2018',
	rsquo: '\u2019',
	ldquo: '\u201c',
	rdquo: '\u201d',
	bull: '\u2022',
	middot: '\u00b7',
	auml: '\u00e4',
	ouml: '\u00f6',
	uuml: '\u00fc',
	Auml: '\u00c4',
	Ouml: '\u00d6',
	Uuml: '\u00dc',
	szlig: '\u00df',
	eacute: '\u00e9',
	egrave: '\u00e8',
	colon: ':',
	Tab: '\t',
	NewLine: '\n',
};

function decodeEntities(text: string): string {
	return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{1,10}));?/gi, (whole, hex, decimal, name) => {
		if (name) return named[name] ?? whole;
		const code = hex ? parseInt(hex, 16) : parseInt(decimal, 10);
		return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
	});
}

const breaks = new Set([
	'br',
	'div',
	'tr',
	'li',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'table',
	'ul',
	'ol',
	'blockquote',
	'pre',
	'section',
	'article',
]);
const skipped = new Set(['script', 'style', 'title']);

/** A rule in text. OBS Nango (2026: the preview of a reply begins with it) */
const RULE = '_'.repeat(32);

/** The text of an HTML body, `\r\n` between lines. `enough` stops early: a preview needs little of a long mail. */
export function htmlToText(html: string, enough = Infinity): string {
	const parts: string[] = [];
	const lower = lazyLower(html);
	let length = 0;
	let newlines = 2;
	let space = false;
	const lineBreak = (least: number): void => {
		space = false;
		for (; newlines < least; newlines++) parts.push('\r\n');
	};
	for (let at = 0; at < html.length && length < enough; ) {
		const token = tokenAt(html, at);
		at = token.end;
		if (token.kind === 'tag') {
			if (skipped.has(token.name) && !token.closing) at = behindElement(html, lower, token);
			else if (token.name === 'p') lineBreak(2);
			else if (token.name === 'br') lineBreak(Math.min(newlines + 1, 2));
			else if (token.name === 'hr') {
				lineBreak(1);
				parts.push(RULE);
				length += RULE.length;
				newlines = 0;
				lineBreak(1);
			} else if (breaks.has(token.name)) lineBreak(1);
			else if (token.name === 'td' || token.name === 'th') space = true;
			continue;
		}
		if (token.kind === 'other') continue;
		const text = decodeEntities(token.raw.replace(/[ \t\r\n]+/g, ' '));
		const words = text.trim();
		if (words === '') {
			space ||= text !== '';
			continue;
		}
		if ((space || text.startsWith(' ')) && newlines === 0) parts.push(' ');
		parts.push(words);
		length += words.length;
		newlines = 0;
		space = text.endsWith(' ');
	}
	return parts.join('').trim();
}

export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** First 255 characters of the text form. DOC resources/message */
export function preview(body: { contentType: 'text' | 'html'; content: string }): string {
	const text = body.contentType === 'html' ? htmlToText(body.content, 300) : body.content;
	const cut = text.slice(0, 255);
	return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

const urlAttributes = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'background', 'data']);

function safeTag(raw: string): string {
	const begin = /^<[A-Za-z][A-Za-z0-9:-]*/.exec(raw);
	if (!begin) return raw;
	let result = begin[0];
	for (const match of raw.slice(begin[0].length).matchAll(/([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?/g)) {
		const name = match[1].toLowerCase();
		if (name.startsWith('on')) continue;
		const value = decodeEntities((match[2] ?? '').replace(/^["']|["']$/g, '')).replace(/[\s\p{Cc}]+/gu, '');
		if (urlAttributes.has(name) && /^(?:javascript|vbscript):/i.test(value)) continue;
		result += ` ${match[0]}`;
	}
	return `${result}${raw.endsWith('/>') ? ' />' : '>'}`;
}

/** What Outlook takes out of a body on reading: script elements, on… attributes, javascript: addresses. DOC outlook-create-send-messages (names only "script etc.") */
export function removeUnsafeHtml(html: string): string {
	const parts: string[] = [];
	const lower = lazyLower(html);
	for (let at = 0; at < html.length; ) {
		const token = tokenAt(html, at);
		at = token.end;
		if (token.kind === 'tag' && token.name === 'script') {
			if (!token.closing) at = behindElement(html, lower, token);
			continue;
		}
		const suspicious = token.kind === 'tag' && !token.closing && /on[a-z]+\s{0,9}=|script|&/i.test(token.raw);
		parts.push(suspicious ? safeTag(token.raw) : token.raw);
	}
	return parts.join('');
}
