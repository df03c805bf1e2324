import { badQuery, GraphError } from './errors.mts';
import { htmlToText } from './html.mts';
import type { Query } from './query.mts';
import type { ItemBody, Recipient, StoredMessage } from './types.mts';

/**
 * `$search` on messages: a subset of KQL. Words (with `*` at their end for a beginning), phrases, `property:value`, comparisons of dates and
 * sizes, AND, OR, NOT in capitals, `-` for NOT, parentheses; terms side by side must all match.
 * DOC concepts/search-query-parameter (properties, default properties); the grammar RECALL (Keyword Query Language)
 */
type Test = (message: StoredMessage, nameOf: NameOf) => boolean;
type NameOf = (address: string) => string | undefined;

/** DOC concepts/search-query-parameter */
const MOST_RESULTS = 1000;
const MOST_LEVELS = 50;

const script = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
/** Words; scripts without spaces count each character. The last is a simplification. */
const wordPattern = new RegExp(`${script}|(?:(?!${script})[\\p{L}\\p{N}\\p{M}_])+`, 'gu');
const words = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(wordPattern) ?? [];

const bodyWords = new WeakMap<ItemBody, string[]>();

function wordsOfBody(body: ItemBody): string[] {
	let found = bodyWords.get(body);
	if (!found)
		bodyWords.set(body, (found = words(body.contentType === 'html' ? htmlToText(body.content) : body.content)));
	return found;
}

const people = (recipients: Recipient[], nameOf: NameOf): string[][] =>
	recipients.map(({ emailAddress: { name = '', address = '' } }) =>
		words(`${name || (nameOf(address) ?? '')} ${address}`),
	);

const sent = ({ from, sender }: StoredMessage): Recipient[] => [from ?? sender].filter((one) => one !== null);

/** What a text property is made of: lists of words in which a phrase may stand. */
const texts: Record<string, (message: StoredMessage, nameOf: NameOf) => string[][]> = {
	subject: ({ subject }) => [words(subject ?? '')],
	body: ({ body }) => [wordsOfBody(body)],
	from: (message, nameOf) => people(sent(message), nameOf),
	to: ({ toRecipients }, nameOf) => people(toRecipients, nameOf),
	cc: ({ ccRecipients }, nameOf) => people(ccRecipients, nameOf),
	bcc: ({ bccRecipients }, nameOf) => people(bccRecipients, nameOf),
	recipients: ({ toRecipients, ccRecipients, bccRecipients }, nameOf) =>
		people([...toRecipients, ...ccRecipients, ...bccRecipients], nameOf),
	participants: (message, nameOf) =>
		people([...sent(message), ...message.toRecipients, ...message.ccRecipients, ...message.bccRecipients], nameOf),
	attachment: ({ attachments }) => attachments.map(({ name }) => words(name)),
};

const standard = ['from', 'subject', 'body'];

function hasPhrase(list: string[], phrase: string[], isBeginning: boolean): boolean {
	const lastAt = phrase.length - 1;
	const fits = (at: number): boolean =>
		phrase.every((word, index) =>
			isBeginning && index === lastAt ? list[at + index]?.startsWith(word) : list[at + index] === word,
		);
	return list.some((_, at) => fits(at));
}

function textTest(properties: string[], value: string): Test {
	const phrase = words(value);
	const isBeginning = value.endsWith('*');
	// Only punctuation restricts nothing. INFERRED
	if (phrase.length === 0) return () => true;
	return (message, nameOf) =>
		properties.some((name) => texts[name](message, nameOf).some((list) => hasPhrase(list, phrase, isBeginning)));
}

const wrong = (text: string): GraphError => badQuery(`Syntax error in the search clause: ${text}`);

/** From and to of what a date names, in milliseconds: a day, or one instant with a time. Days are in UTC. RECALL for the forms */
function span(text: string): [number, number] {
	const day = 86_400_000;
	const today = Math.floor(Date.now() / day) * day;
	if (/^today$/i.test(text)) return [today, today + day - 1];
	if (/^yesterday$/i.test(text)) return [today - day, today - 1];
	const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
	const iso = american ? `${american[3]}-${american[1].padStart(2, '0')}-${american[2].padStart(2, '0')}` : text;
	const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(iso)
		? Date.parse(/T[\d:.]+$/.test(iso) ? `${iso}Z` : iso)
		: NaN;
	if (Number.isNaN(time)) throw wrong(`'${text.slice(0, 100)}' is not a date.`);
	return iso.length === 10 ? [time, time + day - 1] : [time, time + 999];
}

function plainNumber(text: string): [number, number] {
	if (!/^\d{1,15}$/.test(text)) throw wrong(`'${text.slice(0, 100)}' is not a number.`);
	return [Number(text), Number(text)];
}

function rangeTest(
	valueOf: (message: StoredMessage) => number,
	read: (text: string) => [number, number],
	operator: string,
	value: string,
): Test {
	const [first, second] = value.split('..', 2);
	if (second !== undefined) {
		const [[from], [, to]] = [read(first), read(second)];
		return (message) => valueOf(message) >= from && valueOf(message) <= to;
	}
	const [from, to] = read(value);
	const tests: Record<string, (value: number) => boolean> = {
		'>': (one) => one > to,
		'>=': (one) => one >= from,
		'<': (one) => one < from,
		'<=': (one) => one <= to,
		'<>': (one) => one < from || one > to,
		':': (one) => one >= from && one <= to,
		'=': (one) => one >= from && one <= to,
	};
	return (message) => tests[operator](valueOf(message));
}

const sizeOf = ({ body, attachments }: StoredMessage): number =>
	attachments.reduce((sum, { size }) => sum + size, Buffer.byteLength(body.content));

const isYes = (text: string): boolean => /^(?:true|yes|1)$/i.test(text);

/** A name that KQL does not know is text like any other. INFERRED */
function propertyTest(name: string, operator: string, value: string): Test {
	const property = name.toLowerCase();
	if (property === 'received')
		return rangeTest(({ receivedDateTime }) => Date.parse(receivedDateTime), span, operator, value);
	if (property === 'sent') return rangeTest(({ sentDateTime }) => Date.parse(sentDateTime), span, operator, value);
	if (property === 'size') return rangeTest(sizeOf, plainNumber, operator, value);
	if (property === 'hasattachments' || property === 'hasattachment')
		return ({ attachments }) => attachments.some(({ isInline }) => !isInline) === isYes(value);
	if (property === 'importance')
		return ({ importance }) => importance === (/^medium$/i.test(value) ? 'normal' : value.toLowerCase());
	// There is nothing but mail.
	if (property === 'kind') return () => /^email$/i.test(value);
	if (Object.hasOwn(texts, property)) return textTest([property], value);
	return textTest(standard, `${name} ${value}`);
}

const tokenPattern =
	/\s*(?:([()])|([A-Za-z]+)(:|>=|<=|<>|>|<|=)(?:"([^"]*)"?(\*?)|([^\s()"]+)|(?=\())|"([^"]*)"?(\*?)|([^\s()"]+))/y;

interface Token {
	text: string;
	kind: 'mark' | 'word' | 'phrase' | 'property' | 'group';
	name: string;
	operator: string;
}

function tokenise(given: string): Token[] {
	const text = given.trimEnd();
	const tokens: Token[] = [];
	tokenPattern.lastIndex = 0;
	while (tokenPattern.lastIndex < text.length) {
		const match = tokenPattern.exec(text);
		if (!match) throw wrong('it cannot be read.');
		const [, mark, name, operator, quoted, quotedStar = '', plain, phrase, phraseStar = '', word] = match;
		if (mark) tokens.push({ text: mark, kind: 'mark', name: '', operator: '' });
		else if (name) {
			const value = quoted === undefined ? plain : quoted + quotedStar;
			tokens.push({ text: value ?? '', kind: value === undefined ? 'group' : 'property', name, operator });
		} else if (phrase !== undefined) tokens.push({ text: phrase + phraseStar, kind: 'phrase', name: '', operator: '' });
		else tokens.push({ text: word, kind: 'word', name: '', operator: '' });
	}
	return tokens;
}

class Parser {
	#tokens: Token[];
	#at = 0;
	#level = 0;
	/** Inside `property:( … )` */
	#property: Token | undefined;

	constructor(text: string) {
		this.#tokens = tokenise(text);
	}

	parse(): Test {
		const test = this.#or();
		if (this.#at < this.#tokens.length) throw wrong(`unexpected '${this.#tokens[this.#at].text}'.`);
		return test;
	}

	#is(kind: Token['kind'], text: string): boolean {
		const token = this.#tokens[this.#at];
		return token?.kind === kind && token.text === text;
	}

	#take(kind: Token['kind'], text: string): boolean {
		const found = this.#is(kind, text);
		if (found) this.#at += 1;
		return found;
	}

	#or(): Test {
		if (++this.#level > MOST_LEVELS) throw wrong('it is nested too deeply.');
		const tests = [this.#and()];
		while (this.#take('word', 'OR')) tests.push(this.#and());
		this.#level -= 1;
		return (message, nameOf) => tests.some((test) => test(message, nameOf));
	}

	#and(): Test {
		const tests = [this.#not()];
		while (this.#at < this.#tokens.length && !this.#is('word', 'OR') && !this.#is('mark', ')')) {
			this.#take('word', 'AND');
			tests.push(this.#not());
		}
		return (message, nameOf) => tests.every((test) => test(message, nameOf));
	}

	#not(): Test {
		let isNegated = false;
		while (this.#take('word', 'NOT')) isNegated = !isNegated;
		const inner = this.#term();
		return isNegated ? (message, nameOf) => !inner(message, nameOf) : inner;
	}

	#term(): Test {
		const token = this.#tokens[this.#at++];
		if (!token) throw wrong('it ends too early.');
		if (token.kind === 'property') return propertyTest(token.name, token.operator, token.text);
		if (token.kind === 'group') return this.#group(token);
		if (token.kind === 'mark') {
			if (token.text === ')') throw wrong("unexpected ')'.");
			return this.#close();
		}
		if (this.#property) return propertyTest(this.#property.name, this.#property.operator, token.text);
		if (token.kind === 'phrase') return textTest(standard, token.text);
		const negated = /^-(.+)/.exec(token.text)?.[1];
		if (negated === undefined) return textTest(standard, token.text);
		const inner = textTest(standard, negated);
		return (message, nameOf) => !inner(message, nameOf);
	}

	#close(): Test {
		const inner = this.#or();
		if (!this.#take('mark', ')')) throw wrong("a ')' is missing.");
		return inner;
	}

	#group(token: Token): Test {
		const outer = this.#property;
		this.#property = token;
		this.#at += 1;
		const inner = this.#close();
		this.#property = outer;
		return inner;
	}
}

/** The text between the quotes that OData wants; a single word may stand without. DOC concepts/search-query-parameter; the refusal RECALL */
function unquote(given: string): string {
	const text = given.trim();
	if (/^[\p{L}\p{N}_]+$/u.test(text)) return text;
	const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1];
	if (quoted === undefined || quoted.trim() === '') throw wrong('it must be text in double quotes.');
	return quoted.replace(/\\(.)/gs, '$1');
}

/** Beside these options Graph refuses `$search`. Codes: OBS langflow-ai/langflow#14952, vellum-ai/vellum-assistant#22548 (SearchWithFilter), RECALL (SearchWithOrderBy); texts RECALL */
export function refuseBesideSearch(query: Query): void {
	for (const [name, code, shown] of [
		['$filter', 'SearchWithFilter', '$filter'],
		['$orderby', 'SearchWithOrderBy', '$orderBy'],
	] as const) {
		if (query.get(name) !== undefined)
			throw new GraphError(400, code, `The query parameter '${shown}' is not supported with '$search'.`);
	}
}

/** The messages that a `$search` finds, the last sent first, 1,000 at most. DOC concepts/search-query-parameter */
export function searchMessages(messages: StoredMessage[], search: string, nameOf: NameOf): StoredMessage[] {
	const test = new Parser(unquote(search)).parse();
	return messages
		.filter((message) => test(message, nameOf))
		.sort((a, b) =>
			a.sentDateTime === b.sentDateTime ? b.sequence - a.sequence : a.sentDateTime < b.sentDateTime ? 1 : -1,
		)
		.slice(0, MOST_RESULTS);
}
