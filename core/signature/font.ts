import { readHtml, STOP } from '../html/readHtml';
import { withoutEntities } from '../html/entities';
import { readDeclarations, rulesFor, type Declarations, type StyleSheet } from './styles';

/** Face, size and colour of typed text, as CSS writes them; what a mail program leaves to the reader is not there. */
export interface Font {
	face?: string;
	size?: string;
	color?: string;
}

/** Sizes of `<font size>`. */
const SIZES = ['7.5pt', '10pt', '12pt', '13.5pt', '18pt', '24pt', '36pt'];
/** Of one mail so many characters count, so that one long letter does not outvote all others. */
const MOST_CHARACTERS = 500;
/** By less, nobody can tell. */
const FEWEST_CHARACTERS = 15;

/** How many characters of a mail are written in which font, the font as JSON. `end`: where the typed text ends in the HTML. */
export type Characters = Map<string, number>;

export function fontsIn(html: string, end: number, sheet: StyleSheet): Characters {
	const characters: Characters = new Map();
	const open: Array<{ name: string; font: Font; isHidden: boolean }> = [];
	let total = 0;
	readHtml(
		html.slice(0, end),
		{
			open: (name, attributes) => {
				if (total >= MOST_CHARACTERS) return STOP;
				const around = open.at(-1);
				const own = fontOf(name, attributes, sheet);
				const font = own ? { ...around?.font, ...own } : (around?.font ?? {});
				const isHidden = around?.isHidden === true || /^(?:style|script|title|a|table|head)$/.test(name);
				open.push({ name, font, isHidden });
				return undefined;
			},
			text: (text) => {
				const { font = {}, isHidden = false } = open.at(-1) ?? {};
				const length = text.replace(/&nbsp;|\s+/g, '').length;
				if (isHidden || length === 0 || total >= MOST_CHARACTERS) return;
				total += length;
				const key = JSON.stringify([font.face ?? '', font.size ?? '', font.color ?? '']);
				characters.set(key, (characters.get(key) ?? 0) + length);
			},
			close: (name) => {
				if (open.at(-1)?.name === name) open.pop();
			},
		},
		{ decodeEntities: false },
	);
	return characters;
}

/** The font in which most of the text is written; undefined where mails leave it to their readers. */
export function mostUsed(mails: Characters[]): Font | undefined {
	const sums = new Map<string, number>();
	for (const mail of mails)
		for (const [key, count] of mail) sums.set(key, (sums.get(key) ?? 0) + Math.min(count, MOST_CHARACTERS));
	const [key = '["","",""]', count = 0] =
		[...sums].sort(([, one], [, other]) => other - one)[0] ?? ([] as [string?, number?]);
	const [face, size, color] = JSON.parse(key) as [string, string, string];
	if (count < FEWEST_CHARACTERS || face + size + color === '') return undefined;
	return { ...(face ? { face } : {}), ...(size ? { size } : {}), ...(color ? { color } : {}) };
}

function fontOf(name: string, attributes: Readonly<Record<string, string>>, sheet: StyleSheet): Font | undefined {
	const rules = rulesFor(sheet, name, attributes.class);
	if (rules.size === 0 && attributes.style === undefined && name !== 'font') return undefined;
	const own = readDeclarations(withoutEntities(attributes.style ?? ''));
	const value = (property: string) => own.get(property) ?? rules.get(property);
	const isFont = name === 'font';
	const face = faceOf(value('font-family') ?? (isFont ? withoutEntities(attributes.face ?? '') : undefined));
	const size = sizeOf(
		value('font-size') ?? shorthandSize(own) ?? (isFont ? SIZES[Number(attributes.size) - 1] : undefined),
	);
	const color = colorOf(value('color') ?? (isFont ? attributes.color : undefined));
	return { ...(face ? { face } : {}), ...(size ? { size } : {}), ...(color ? { color } : {}) };
}

const shorthandSize = (own: Declarations) => /(?:^|\s)([\d.]+(?:pt|px))\b/.exec(own.get('font') ?? '')?.[1];

/** Names of fonts alone: what else a style may hold would end the attribute or load something. */
function faceOf(value: string | undefined): string | undefined {
	const face =
		value
			?.replace(/"/g, "'")
			.replace(/\s+/g, ' ')
			.replace(/\s*!important$/i, '')
			.trim() ?? '';
	return /^[\p{L}\p{N} ,'_.-]{1,300}$/u.test(face) && !/^(?:inherit|initial|unset)$/i.test(face) ? face : undefined;
}

function sizeOf(value: string | undefined): string | undefined {
	const size =
		value
			?.replace(/\s*!important$/i, '')
			.trim()
			.toLowerCase() ?? '';
	const number = /^(\d{1,3}(?:\.\d+)?|\.\d+)(pt|px)$/.exec(size);
	return number ? `${Number(number[1])}${number[2]}` : undefined;
}

function colorOf(value: string | undefined): string | undefined {
	const color =
		value
			?.replace(/\s*!important$/i, '')
			.replace(/\s+/g, '')
			.toLowerCase() ?? '';
	if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(color)) return color;
	if (/^rgba?\([\d.,%]{1,40}\)$/.test(color)) return color.replace(/,/g, ', ');
	// What the reader's system calls its text is no colour of the writer's.
	return /^[a-z]{3,20}$/.test(color) &&
		!/^(?:windowtext|inherit|initial|unset|transparent|currentcolor|auto)$/.test(color)
		? color
		: undefined;
}

/** The style of an element in this font. */
export const styleOf = ({ face, size, color }: Font): string =>
	[
		...(face ? [`font-family: ${face}`] : []),
		...(size ? [`font-size: ${size}`] : []),
		...(color ? [`color: ${color}`] : []),
	].join('; ');
