import { withoutEntities } from './entities';
import { readHtml } from './readHtml';

/** Attributes that hold one address of something that is shown; also with the prefixes of VML and SVG. */
const SHOWING = new Set(['src', 'background', 'poster', 'href']);
/** Their `href` leads somewhere and shows nothing. */
const LINKS = new Set(['a', 'area', 'link', 'base']);
const ADDRESS = /^(?:cid|data):/i;
/** Within a comment nothing counts. A quotation mark may be written as an entity, since styles stand in attributes too. */
const IN_CSS =
	/\/\*(?:[\s\S]*?\*\/|[\s\S]*$)|url\(\s*(?:"\s*((?:cid|data):[^"]*)|'\s*((?:cid|data):[^']*)|&quot;((?:cid|data):(?:[^&]|&(?!quot;))*)|&#(?:39|x27);((?:cid|data):(?:[^&]|&(?!#(?:39|x27);))*)|((?:cid|data):[^"')\s]*))/gi;

type Replace = (address: string) => string | undefined;
/** A part of the HTML, and where it begins. */
type Visit = (part: string, start: number) => void;

/**
 * Calls `replace` for each address with `cid:` or `data:` that html shows something by, entities in it read, and puts what
 * it returns in its place; undefined leaves it as it is. Such addresses stand in attributes (`srcset` has several) and in
 * `url()` of styles, also in comments for Outlook (`<!--[if mso]>`), but not in text that only speaks of them.
 */
export function replaceAddresses(html: string, replace: Replace): string {
	const pieces: string[] = [];
	let done = 0;
	scan(html, 0, (written, start) => {
		const replaced = replace(withoutEntities(written.trim()));
		if (replaced === undefined) return;
		pieces.push(html.slice(done, start), replaced);
		done = start + written.length;
	});
	return pieces.length === 0 ? html : pieces.join('') + html.slice(done);
}

function scan(html: string, offset: number, visit: Visit): void {
	let isStyle = false;
	const listener = {
		open: (name: string) => {
			isStyle = name === 'style';
		},
		close: () => {
			isStyle = false;
		},
		text: (characters: string, start: number) => {
			if (isStyle) visitCss(characters, offset + start, visit);
		},
		attribute: (element: string, name: string, value: string, start: number) => {
			const local = name.slice(name.lastIndexOf(':') + 1);
			if (local === 'style') visitCss(value, offset + start, visit);
			else if (local === 'srcset') visitList(value, offset + start, visit);
			else if (SHOWING.has(local) && !(local === 'href' && LINKS.has(element)))
				visitAddress(value, offset + start, isCutByEnd(html, value, start), visit);
		},
		comment: (content: string, start: number) => {
			if (/^\[if\s/i.test(content)) scan(content, offset + start, visit);
		},
	};
	readHtml(html, listener, { decodeEntities: false });
}

/** `src=cid:logo/>`: without quotes, the slash of the end would belong to the address. */
const isCutByEnd = (html: string, value: string, start: number) =>
	value.endsWith('/') && html[start + value.length] === '>' && !/["']/.test(html[start - 1] ?? '');

function visitAddress(value: string, start: number, isCut: boolean, visit: Visit): void {
	const blanks = value.length - value.trimStart().length;
	const address = value.slice(blanks, isCut ? -1 : undefined).trimEnd();
	if (ADDRESS.test(address)) visit(address, start + blanks);
}

/** Candidates with their widths: an address ends at white space, or at the comma before it. */
function visitList(value: string, start: number, visit: Visit): void {
	for (const { 0: word, index } of value.matchAll(/\S+/g)) {
		// Behind the width of the one before there may be a comma without white space: `1x,cid:logo`.
		const skipped = /^(?:[\d.]+[wxh])?,+/i.exec(word)?.[0].length ?? 0;
		const address = word.slice(skipped);
		if (ADDRESS.test(address)) visit(address.replace(/,$/, ''), start + index + skipped);
	}
}

function visitCss(css: string, start: number, visit: Visit): void {
	for (const match of css.matchAll(IN_CSS)) {
		const address = match.slice(1).find((group) => group !== undefined);
		if (address !== undefined) visit(address, start + match.index + match[0].length - address.length);
	}
}
