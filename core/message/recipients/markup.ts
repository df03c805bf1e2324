import { withoutEntities } from '../../html/entities';

/** Marks of emphasis and code in Markdown and in chats. */
const MARKS = ['***', '**', '*', '___', '__', '_', '~~', '~', '```', '``', '`'];

/** `**text**`, `` `text` ``: without the marks that stand at both ends. */
export function withoutMarks(text: string): string {
	let inner = text;
	for (const mark of MARKS) {
		if (inner.length <= 2 * mark.length || !inner.startsWith(mark) || !inner.endsWith(mark)) continue;
		const between = inner.slice(mark.length, -mark.length);
		if (!between.includes(mark)) inner = between.trim();
	}
	return inner;
}

/** What stands in a tag behind its name. `<b@contoso.com>` is no tag, and what is no attribute may be an address. */
const ATTRIBUTES = String.raw`(?=[\s/>])(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*/?>`;
const tags = (names: string) => new RegExp(`</?(?:${names})${ATTRIBUTES}`, 'gi');
const LINK = /<a(\s[^<>]*)>([^<>]*(?:<\/?(?:b|i|u|em|strong|span|font|code)(?:\s[^<>]*)?>[^<>]*)*)<\/a\s*>/gi;
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const BLOCK = tags('p|div|br|li|ul|ol|tr|table|tbody|thead|blockquote|h[1-6]|pre|html|body');
const CELL = tags('td|th');
/** Between two cells, and at both ends of a row, one separator is enough. */
const FIRST_CELL = /(<tr(?:\s[^<>]*)?>)\s*<t[dh](?:\s[^<>]*)?>/gi;
const END_OF_CELL = /<\/t[dh]\s*>(?=\s*(?:<t[dh][\s>]|<\/tr))/gi;
const INLINE = tags('b|i|u|s|em|strong|span|font|code|small|big|sub|sup|mark|o:p|wbr|label|img');
/** A link to something else than an address; another one that is left stays, so that nobody is lost. */
const OTHER_LINK = /<a(?:\s[^<>@]*)?>|<\/a\s*>/gi;
const COMMENT = /<!--[^<>@]*-->/g;

/** HTML as a mail program or a browser copies it: links to addresses, and the text of the rest with a line for each block. */
export function withoutTags(text: string): string {
	if (!/<\/?[a-z][\w:]*(?:\s[^<>]*)?\/?>|<!--/i.test(text)) return text;
	return text
		.replace(COMMENT, '')
		.replace(LINK, (_whole, attributes: string, label: string) => {
			const href = HREF.exec(attributes);
			return link(label.replace(INLINE, ''), withoutEntities(href?.[1] ?? href?.[2] ?? href?.[3] ?? '').trim());
		})
		.replace(FIRST_CELL, '$1')
		.replace(END_OF_CELL, '')
		.replace(CELL, '\t')
		.replace(BLOCK, '\n')
		.replace(INLINE, '')
		.replace(OTHER_LINK, '');
}

const MARKDOWN_LINK = /\[([^[\]]*)\]\(\s*<?\s*((?:mailto:|[^\s()<>@]+@)[^\s()<>]*)\s*>?(?:\s+"[^"()]*")?\s*\)/gi;
const CHAT_LINK = /<(mailto:[^<>|\s]*)\|([^<>|]*)>/gi;

/** `[John](mailto:john@contoso.com)` and `<mailto:john@contoso.com|John>`, as Markdown and Slack write links. */
export function withoutLinks(text: string): string {
	return text
		.replace(MARKDOWN_LINK, (_whole, label: string, target: string) => link(label, target))
		.replace(CHAT_LINK, (_whole, target: string, label: string) => link(label, target));
}

/** A link as `name <target>`. A text that is an address itself stays bare, so that it is compared with the target. */
function link(label: string, target: string): string {
	const text = withoutMarks(label.trim()).replace(/^mailto:/i, '');
	// To a page, or to nobody. What only resembles an address is kept, so that it is refused and not lost.
	const isPage = !target.includes('@') || /^[a-z][a-z\d+.-]*:/i.test(target);
	if (isPage && !/^mailto:/i.test(target)) return label;
	const address = target.replace(/^mailto:\s*(?:\/\/)?/i, '').replace(/\?.*$/s, '');
	if (text.toLowerCase() === address.toLowerCase()) return target;
	if (text === '') return `<${target}>`;
	const isPlain = text.includes('@') || /^".*"$/s.test(text);
	return `${isPlain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`} <${target}>`;
}
