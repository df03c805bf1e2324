import { badQuery } from './errors.mts';

/** A subset of OData's $filter: comparisons, startswith, endswith, contains, cast, `Any`, and, or, not, parentheses. */
export type Resolve = (path: string) => unknown;

export interface Filter {
	matches(resolve: Resolve): boolean;
	/** Properties in the order in which the filter names them. */
	properties: string[];
	/** Nothing but comparisons of plain members. */
	isSimple: boolean;
}

type Node = (resolve: Resolve) => unknown;

/** What a filter that cannot be read is answered with. */
export type FilterError = (text: string) => Error;

const pattern =
	/\s*(?:('(?:[^']|'')*')|([A-Za-z_@][\w.@]*(?:\/[A-Za-z_@][\w.@]*)*)|(\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)|(-?\d+(?:\.\d+)?)|([(),:]))/y;

function tokenise(given: string, wrong: FilterError): string[] {
	const text = given.trim();
	const tokens: string[] = [];
	let at = 0;
	while (at < text.length) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (!match) throw wrong(`syntax error at position ${at} in '${text.slice(0, 200)}'.`);
		tokens.push(match[0].trim());
		at = pattern.lastIndex;
	}
	return tokens;
}

/** Exchange compares text without regard to case. DOC …-get for property values; INFERRED for the rest */
const fold = (value: unknown): unknown => {
	if (typeof value !== 'string') return value;
	const time = /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? value.toLowerCase() : time;
};

function compare(operator: string, left: unknown, right: unknown): boolean {
	const [a, b] = [fold(left), fold(right)];
	if (operator === 'eq') return a === b;
	if (operator === 'ne') return a !== b;
	if (a === null || a === undefined || b === null || b === undefined || typeof a !== typeof b) return false;
	if (operator === 'gt') return a > b;
	if (operator === 'ge') return a >= b;
	return operator === 'lt' ? a < b : a <= b;
}

const textFunctions: Record<string, (text: string, part: string) => boolean> = {
	startswith: (text, part) => text.startsWith(part),
	endswith: (text, part) => text.endsWith(part),
	contains: (text, part) => text.includes(part),
};

/** OBS pnp/cli-microsoft365 */
const unknownFunction = (name: string): string =>
	`An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`;

class Parser {
	properties: string[] = [];
	/** Comparisons of plain members, joined by and, or. */
	isSimple = true;
	#wrong: FilterError;
	#tokens: string[];
	#known: (property: string) => boolean;
	#variables: string[] = [];
	#at = 0;
	#depth = 0;

	constructor(text: string, known: (property: string) => boolean, wrong: FilterError) {
		this.#wrong = wrong;
		this.#tokens = tokenise(text, wrong);
		this.#known = known;
	}

	parse(): Node {
		const node = this.#or();
		if (this.#at < this.#tokens.length) throw this.#wrong(`unexpected '${this.#tokens[this.#at]}'.`);
		return node;
	}

	#peek(): string {
		return (this.#tokens[this.#at] ?? '').toLowerCase();
	}

	#next(): string {
		const token = this.#tokens[this.#at++];
		if (token === undefined) throw this.#wrong('it ends too early.');
		return token;
	}

	#expect(token: string): void {
		const found = this.#next();
		if (found !== token) throw this.#wrong(`'${token}' expected, found '${found}'.`);
	}

	/** Depth is bounded, length is not: long chains are lists, not nested calls. */
	#deeper<T>(read: () => T): T {
		if (++this.#depth > 50) throw this.#wrong('it is nested too deeply.');
		const result = read();
		this.#depth--;
		return result;
	}

	#chain(word: string, read: () => Node): Node[] {
		const terms = [read()];
		while (this.#peek() === word) {
			this.#at++;
			terms.push(read());
		}
		return terms;
	}

	#or(): Node {
		return this.#deeper(() => {
			const terms = this.#chain('or', () => this.#and());
			return terms.length === 1 ? terms[0] : (resolve) => terms.some((term) => Boolean(term(resolve)));
		});
	}

	#and(): Node {
		const terms = this.#chain('and', () => this.#unary());
		return terms.length === 1 ? terms[0] : (resolve) => terms.every((term) => Boolean(term(resolve)));
	}

	#unary(): Node {
		if (this.#peek() === 'not') {
			this.isSimple = false;
			this.#at++;
			const inner = this.#deeper(() => this.#unary());
			return (resolve) => !inner(resolve);
		}
		if (this.#peek() === '(') {
			this.#at++;
			const inner = this.#or();
			this.#expect(')');
			return inner;
		}
		const left = this.#operand();
		if (!['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(this.#peek())) return left;
		const operator = this.#next().toLowerCase();
		const right = this.#operand();
		return (resolve) => compare(operator, left(resolve), right(resolve));
	}

	#operand(): Node {
		const token = this.#next();
		if (token.startsWith("'")) {
			const text = token.slice(1, -1).replaceAll("''", "'");
			return () => text;
		}
		if (/^-?\d+(\.\d+)?$/.test(token)) return () => Number(token);
		if (/^\d{4}-/.test(token)) return () => token;
		const name = token.toLowerCase();
		if (name === 'true' || name === 'false') return () => name === 'true';
		if (name === 'null') return () => null;
		if (!/^[a-z_@]/i.test(token)) throw this.#wrong(`unexpected '${token}'.`);
		if (this.#peek() === '(') return this.#deeper(() => this.#call(token));
		return this.#property(token);
	}

	#property(path: string): Node {
		const variable = this.#variables.includes(path.split('/')[0]);
		if (!variable && !this.#known(path.split('/')[0])) throw this.#wrong(`could not find a property named '${path}'.`);
		if (!variable) this.properties.push(path);
		if (path.includes('/')) this.isSimple = false;
		return (resolve) => resolve(path);
	}

	#call(name: string): Node {
		this.isSimple = false;
		this.#expect('(');
		const lower = name.toLowerCase();
		if (lower.endsWith('/any')) return this.#any(name.slice(0, -4));
		const first = this.#operand();
		this.#expect(',');
		if (lower === 'cast') {
			const type = this.#next();
			this.#expect(')');
			return /int|double|decimal|single/i.test(type) ? (resolve) => Number(first(resolve)) : first;
		}
		const second = this.#operand();
		this.#expect(')');
		const test = textFunctions[lower];
		if (!test) throw this.#wrong(unknownFunction(name));
		return (resolve) => test(String(first(resolve) ?? '').toLowerCase(), String(second(resolve) ?? '').toLowerCase());
	}

	#any(collection: string): Node {
		this.#property(collection);
		const variable = this.#next();
		this.#expect(':');
		this.#variables.push(variable);
		const inner = this.#or();
		this.#variables.pop();
		this.#expect(')');
		return (resolve) => {
			const entries = resolve(collection);
			return (
				Array.isArray(entries) &&
				entries.some((entry: unknown) => Boolean(inner((path) => memberOf(variable, entry, path) ?? resolve(path))))
			);
		};
	}
}

function memberOf(variable: string, entry: unknown, path: string): unknown {
	const [first, ...rest] = path.split('/');
	if (first !== variable) return undefined;
	return rest.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], entry);
}

export function parseFilter(
	text: string,
	known: (property: string) => boolean,
	fail: FilterError = (words) => badQuery(words),
): Filter {
	const parser = new Parser(text, known, (words) =>
		fail(words.startsWith('An ') ? words : `Invalid filter clause: ${words}`),
	);
	const node = parser.parse();
	return { matches: (resolve) => Boolean(node(resolve)), properties: parser.properties, isSimple: parser.isSimple };
}
