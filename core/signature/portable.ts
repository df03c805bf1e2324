import { readHtml } from '../html/readHtml';
import { withoutEntities } from '../html/entities';
import { readDeclarations, rulesFor, writeDeclarations, type Declarations, type StyleSheet } from './styles';

/** Elements that show something in a signature, in every mail program. What else there is, is left out, but not what stands in it. */
const SHOWN = new Set(
	`a abbr address b big blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p
	pre s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul`.split(/\s+/),
);
const EMPTY = new Set(['br', 'col', 'hr', 'img']);
/** Nothing in these is shown, or it is active. */
const HIDDEN = new Set(
	`applet audio button canvas embed form frame frameset head iframe input math noscript object option script select style svg template
	textarea title video xml`.split(/\s+/),
);
const ATTRIBUTES = new Set(
	`align alt bgcolor border cellpadding cellspacing clear color cols colspan dir face height hspace href lang noshade nowrap role rowspan
	rows size span src start style title type valign value vspace width`.split(/\s+/),
);
/** Declarations of rules that a person sees; they move into the elements, since the rules stay behind. */
const MOVED = /^(?:color|font(?:-[a-z]+)?|line-height|margin(?:-[a-z]+)?|text-align|text-decoration)$/;
/** What no mail program needs, or what would load or lay something over the mail. */
const DROPPED = /^(?:-|mso-|behavior$|position$|z-index$|content$|cursor$|transform|animation|transition)/;

/** HTML that stands by itself in another mail, and what it shows by `cid:`, each address once. */
export interface Portable {
	html: string;
	contentIds: string[];
}

/**
 * Makes a part of a mail fit for another one: rules of its styles stand in its elements, without ids and classes, without comments for
 * Word, and without anything active. `rename` gives the new content id of a picture.
 */
export function makePortable(html: string, sheet: StyleSheet, rename: (contentId: string) => string): Portable {
	const pieces: string[] = [];
	const contentIds = new Set<string>();
	const open: string[] = [];
	let hidden = 0;
	const address = (value: string): string => {
		const contentId = /^\s*cid:(.+?)\s*$/is.exec(withoutEntities(value))?.[1];
		if (contentId === undefined) return value;
		contentIds.add(decoded(contentId));
		return `cid:${rename(decoded(contentId))}`;
	};
	readHtml(
		html,
		{
			open: (name, attributes) => {
				if (HIDDEN.has(name)) hidden += 1;
				if (hidden > 0 || !SHOWN.has(name)) return;
				if (!EMPTY.has(name)) open.push(name);
				pieces.push(`<${name}${attributesOf(name, attributes, sheet, address)}>`);
			},
			text: (characters) => {
				if (hidden === 0) pieces.push(characters.replace(/</g, '&lt;'));
			},
			close: (name) => {
				if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
				if (open.at(-1) !== name || hidden > 0) return;
				open.pop();
				pieces.push(`</${name}>`);
			},
		},
		{ decodeEntities: false },
	);
	return { html: pieces.join(''), contentIds: [...contentIds] };
}

function attributesOf(
	name: string,
	attributes: Readonly<Record<string, string>>,
	sheet: StyleSheet,
	address: (value: string) => string,
): string {
	const rules = rulesFor(sheet, name, attributes.class);
	const names = Object.keys(attributes);
	if (names.length === 0 && rules.size === 0) return '';
	const style = new Map<string, string>();
	add(style, rules, (property) => MOVED.test(property));
	add(style, readDeclarations(withoutEntities(attributes.style ?? '')), (property) => !DROPPED.test(property));
	const rest = names.filter((one) => isKept(name, one, attributes[one]!));
	const written = rest.map(
		(one) => ` ${one}="${quotable(one === 'src' ? address(attributes[one]!) : attributes[one]!)}"`,
	);
	if (style.size > 0) written.push(` style="${escaped(writeDeclarations(style))}"`);
	return written.join('');
}

function add(style: Map<string, string>, declarations: Declarations, isWanted: (property: string) => boolean): void {
	for (const [property, value] of declarations)
		if (isWanted(property) && !/url\(|expression|javascript:|[<>{}\\]/i.test(value)) {
			style.delete(property);
			style.set(property, value);
		}
}

function isKept(element: string, name: string, value: string): boolean {
	if (!ATTRIBUTES.has(name) || name === 'style') return false;
	const plain = withoutEntities(value).replace(/[\s\p{Cc}]+/gu, '');
	if (name === 'href') return element === 'a' && /^(?:https?|mailto|tel|callto|sip|sips|sms|ftp):/i.test(plain);
	if (name === 'src') return element === 'img' && /^(?:cid:|https?:|data:image\/(?:png|jpe?g|gif|webp);)/i.test(plain);
	return true;
}

/** As it was written, where a quotation mark in it would end the attribute. */
const quotable = (value: string) => value.replace(/"/g, '&quot;').replace(/</g, '&lt;');
const escaped = (value: string) =>
	value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function decoded(contentId: string): string {
	try {
		return decodeURIComponent(contentId);
	} catch {
		return contentId;
	}
}
