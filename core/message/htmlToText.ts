/** Elements that begin and end on a line of their own. */
const BLOCK = /^(?:address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tr|ul)$/;
/** Elements whose content nobody sees. */
const UNSEEN = /<(script|style|title|head|template)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', copy: '©', reg: '®', euro: '€', bull: '•', middot: '·' };

// The bounds of these patterns keep hostile HTML from taking more than linear time.

/** What a reader sees of HTML, as plain text: lines where blocks and `<br>` are, the address behind a link, no markup. */
export function htmlToText(html: string): string {
	const links: string[] = [];
	const text = html
		.replace(/<!--[\s\S]*?(?:-->|$)/g, '')
		.replace(UNSEEN, '')
		.replace(/\s+/g, ' ')
		.replace(/<(\/?)([a-z][\w:-]*)((?:"[^"]{0,4000}"|'[^']{0,4000}'|[^'"<>])*)>/gi, (_tag, slash: string, name: string, attributes: string) => textOfTag(slash !== '', name.toLowerCase(), attributes, links));
	return decodeEntities(text)
		.replace(/ *\n */g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim()
		.replace(/\n/g, '\r\n');
}

function textOfTag(closing: boolean, name: string, attributes: string, links: string[]): string {
	if (name === 'br') return '\n';
	if (name === 'td' || name === 'th') return closing ? ' ' : '';
	if (name === 'li' && !closing) return '\n- ';
	if (BLOCK.test(name)) return '\n';
	if (name === 'img' && !closing) return attribute(attributes, 'alt');
	if (name !== 'a') return '';
	if (!closing) {
		links.push(attribute(attributes, 'href'));
		return '';
	}
	const target = links.pop() ?? '';
	return /^https?:/i.test(target) ? ` (${target})` : '';
}

function attribute(attributes: string, name: string): string {
	const [, double, single, bare] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes) ?? [];
	return double ?? single ?? bare ?? '';
}

function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (entity, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name] ?? entity;
		const point = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
	});
}
