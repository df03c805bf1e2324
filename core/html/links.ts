import type MarkdownIt from 'markdown-it';

type LinkifyIt = MarkdownIt['linkify'];

/** Browsers take no longer addresses. */
const LONGEST_ADDRESS = 2_048;
/** What an address begins with; a word that holds many of them is none, and trying each takes long. */
const BEGINNINGS = /:\/\/|mailto:|www\./gi;
const MOST_BEGINNINGS = 4;

/** Addresses without a scheme that begin with `www.`. */
export function withWww(linkify: LinkifyIt): void {
	linkify.add('www.', {
		validate: (text, position) => {
			// What stands behind it is what stands behind a scheme.
			const host = `https://www.${text.slice(position)}`;
			const length = linkify.testSchemaAt(host, 'https:', 'https:'.length);
			return Math.max(0, length - '//www.'.length);
		},
		normalize: (match) => {
			match.url = `https://${match.url}`;
		},
	});
}

/** Looks for addresses word by word, since none holds white space: the time for a text grows with its length and not faster. */
export function onlyWords(linkify: LinkifyIt): void {
	const inWord = linkify.match.bind(linkify);
	const atStart = linkify.matchAtStart.bind(linkify);
	const all = (text: string) => {
		const found: NonNullable<ReturnType<typeof inWord>> = [];
		for (const { 0: word, index } of text.matchAll(/\S+/g)) {
			if (!canHold(word)) continue;
			for (const match of inWord(word) ?? []) {
				match.index += index;
				match.lastIndex += index;
				found.push(match);
			}
		}
		return found;
	};
	linkify.test = (text) => all(text).length > 0;
	linkify.match = (text) => {
		const found = all(text);
		return found.length > 0 ? found : null;
	};
	linkify.matchAtStart = (text) => {
		const word = /^\S*/.exec(text.slice(0, LONGEST_ADDRESS + 1))![0];
		return canHold(word) ? atStart(word) : null;
	};
}

const canHold = (word: string) =>
	word.length <= LONGEST_ADDRESS && (word.match(BEGINNINGS)?.length ?? 0) <= MOST_BEGINNINGS;
