import MarkdownIt from 'markdown-it';

import { onlyWords, withWww } from './links';
import { textToHtml } from './textToHtml';

/**
 * Raw HTML off: what an AI agent or a stranger wrote stays text. Single line breaks stay, as everywhere in mail. Of links,
 * markdown-it itself rejects `javascript:` and the like.
 */
const OPTIONS = { html: false, linkify: true, breaks: true };
/** More brackets than this in one paragraph are no links, and looking for their ends takes long. */
const MOST_BRACKETS = 2_000;
/** Quotations and lists within each other: markdown-it drops the text of what is nested deeper than 100 elements. */
const TOO_DEEP =
	/^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){40}|^[ \t]{80,}(?:[-*+]|\d{1,9}[.)])[ \t]/m;

const markdown = withLinks(new MarkdownIt(OPTIONS));
const withoutBrackets = withLinks(new MarkdownIt(OPTIONS)).disable(['link', 'image']);

const parseInline = markdown.inline.parse.bind(markdown.inline);
markdown.inline.parse = (text, ...rest) => {
	if (hasAtMost(text, '[', MOST_BRACKETS)) parseInline(text, ...rest);
	else withoutBrackets.inline.parse(text, ...rest);
};

export function markdownToHtml(text: string): string {
	if (text === '') return '';
	return TOO_DEEP.test(text) ? textToHtml(text) : markdown.render(text).trimEnd();
}

/**
 * Addresses in the text become links where they say so: by a scheme, by `www.`, or as an e-mail address. `README.md` and
 * `install.sh` end like the domains of countries, and would lead to strangers.
 */
function withLinks(parser: MarkdownIt): MarkdownIt {
	parser.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false });
	// `//contoso.com` is a comment more often than an address.
	parser.linkify.add('//', null as never);
	withWww(parser.linkify);
	onlyWords(parser.linkify);
	return parser;
}

function hasAtMost(text: string, character: string, most: number): boolean {
	let count = 0;
	for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
		count += 1;
		if (count > most) return false;
	}
	return true;
}
