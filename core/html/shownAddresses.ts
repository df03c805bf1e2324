/**
 * Where html shows something by its address: attributes, also those of Outlook's VML, and `url()` in a style. No parser of
 * tags, so that a body of any size, closed or not, is read once.
 */
const IN_QUOTES =
	/((?:src|href|background)\s*=\s*"\s*)((?:cid|data):[^"]*)(?=")|((?:src|href|background)\s*=\s*'\s*)((?:cid|data):[^']*)(?=')/;
const WITHOUT_QUOTES = /((?:src|href|background)\s*=\s*)((?:cid|data):[^\s"'>]+)/;
const IN_STYLE = /(url\(\s*(?:"|'|&quot;|&#39;)?)((?:cid|data):(?:[^"')&]|&(?!quot;|#39;))*)/;
const ADDRESS = new RegExp([IN_QUOTES, WITHOUT_QUOTES, IN_STYLE].map(({ source }) => source).join('|'), 'gi');

/**
 * Calls `replace` for each address with `cid:` or `data:` in html, entities in it read, and puts what it returns in its
 * place; undefined leaves the address as it is.
 */
export function replaceAddresses(html: string, replace: (address: string) => string | undefined): string {
	return html.replace(ADDRESS, (whole: string, ...groups: Array<string | undefined>) => {
		const at = [0, 2, 4, 6].find((index) => groups[index] !== undefined)!;
		const replaced = replace(withoutEntities(groups[at + 1]!.trim()));
		return replaced === undefined ? whole : `${groups[at]!}${replaced}`;
	});
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function withoutEntities(text: string): string {
	return text.replace(
		/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/gi,
		(whole, hex?: string, decimal?: string, name?: string) => {
			if (name) return ENTITIES[name.toLowerCase()]!;
			const code = hex ? parseInt(hex, 16) : Number(decimal);
			return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
