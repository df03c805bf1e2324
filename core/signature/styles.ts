import { readHtml } from '../html/readHtml';

/** Declarations of a style by property, in lower case; of a property that is repeated the last counts. */
export type Declarations = Map<string, string>;

/** Reads what stands in a `style` attribute or between the braces of a rule. */
export function readDeclarations(style: string): Declarations {
	const declarations: Declarations = new Map();
	if (style === '') return declarations;
	for (const part of partsOf(style)) {
		const colon = part.indexOf(':');
		const name = part.slice(0, Math.max(0, colon)).trim().toLowerCase();
		const value = part.slice(colon + 1).trim();
		if (!/^[a-z-]{1,60}$/.test(name) || value === '') continue;
		// So that the order is that of the last ones.
		declarations.delete(name);
		declarations.set(name, value);
	}
	return declarations;
}

export const writeDeclarations = (declarations: Declarations): string =>
	[...declarations].map(([name, value]) => `${name}: ${value}`).join('; ');

/** Splits at `;`, but not within quotation marks or brackets. */
function partsOf(style: string): string[] {
	const parts: string[] = [];
	let quote = '';
	let isInBrackets = false;
	let from = 0;
	for (let at = 0; at < style.length; at++) {
		const character = style[at]!;
		if (quote !== '') quote = character === quote ? '' : quote;
		else if (character === '"' || character === "'") quote = character;
		else if (character === '(') isInBrackets = true;
		else if (character === ')') isInBrackets = false;
		else if (character === ';' && !isInBrackets) {
			parts.push(style.slice(from, at));
			from = at + 1;
		}
	}
	return [...parts, style.slice(from)];
}

/** Rules of a document by what they apply to: `p`, `.msonormal` or `p.msonormal`. */
export type StyleSheet = ReadonlyMap<string, Declarations>;

/** More than any mail program writes. */
const MOST_RULES = 500;

/** The rules of a document that apply to an element or a class alone: what Outlook and others write for paragraphs and links. */
export function readStyles(html: string): StyleSheet {
	const rules = new Map<string, Declarations>();
	let isStyle = false;
	readHtml(html, {
		open: (name) => {
			isStyle = name === 'style';
		},
		text: (css) => {
			if (isStyle) readRules(withoutComments(css), rules);
		},
		close: () => {
			isStyle = false;
		},
	});
	return rules;
}

const withoutComments = (css: string) =>
	css
		.split('/*')
		.map((part, index) => (index === 0 ? part : part.slice(part.includes('*/') ? part.indexOf('*/') + 2 : part.length)))
		.join('')
		.replace(/<!--|-->/g, '');

function readRules(css: string, rules: Map<string, Declarations>): void {
	let at = 0;
	while (at < css.length && rules.size < MOST_RULES) {
		const open = css.indexOf('{', at);
		const close = open < 0 ? -1 : endOfRule(css, open);
		if (close < 0) return;
		const selectors = css.slice(at, open).trim();
		if (!selectors.startsWith('@')) {
			const declarations = readDeclarations(css.slice(open + 1, close));
			for (const selector of selectors.split(',')) addRule(rules, selector, declarations);
		}
		at = close + 1;
	}
}

/** Where the brace closes that opens at `open`. */
function endOfRule(css: string, open: number): number {
	let depth = 0;
	for (let at = open; at < css.length; at++) {
		if (css[at] === '{') depth += 1;
		else if (css[at] === '}' && --depth === 0) return at;
	}
	return -1;
}

function addRule(rules: Map<string, Declarations>, selector: string, declarations: Declarations): void {
	const key = selector
		.trim()
		.toLowerCase()
		.replace(/^a:link$/, 'a');
	if (!/^(?:[a-z][a-z0-9]*)?(?:\.[\w-]+)?$/.test(key) || key === '') return;
	const there: Declarations = rules.get(key) ?? new Map();
	rules.set(key, new Map([...there, ...declarations]));
}

/** Elements of a document have few names and classes, and many have the same. */
const resolved = new WeakMap<StyleSheet, Map<string, Declarations>>();
const NO_RULES: Declarations = new Map();

/** What the rules say of an element; those of a class count more than those of an element. Not to be changed. */
export function rulesFor(sheet: StyleSheet, name: string, classes = ''): Declarations {
	if (sheet.size === 0) return NO_RULES;
	const known = resolved.get(sheet) ?? new Map<string, Declarations>();
	resolved.set(sheet, known);
	const key = `${name} ${classes}`;
	const there = known.get(key);
	if (there) return there;
	const named = classes.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
	const keys = [name, ...named.map((one) => `.${one}`), ...named.map((one) => `${name}.${one}`)];
	const found = new Map(keys.flatMap((one) => [...(sheet.get(one) ?? [])]));
	if (known.size < MOST_RULES) known.set(key, found);
	return found;
}
