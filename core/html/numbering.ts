/** The numbers of an ordered list, one after the other. */
export interface Numbering {
	/** `value`: a number that an item gives itself. */
	next(value?: string): string;
}

/** By `type` of `<ol>`, and by the names that styles have for the same. */
const LETTERS = /^(?:lower|upper)-(?:alpha|latin)$/;
const ROMAN: Array<[number, string]> = [
	[1000, 'm'],
	[900, 'cm'],
	[500, 'd'],
	[400, 'cd'],
	[100, 'c'],
	[90, 'xc'],
	[50, 'l'],
	[40, 'xl'],
	[10, 'x'],
	[9, 'ix'],
	[5, 'v'],
	[4, 'iv'],
	[1, 'i'],
];

/** How the items of `<ol>` are numbered by its attributes: `1` `a` `A` `i` `I`, from `start`. */
export function numbering({ type = '', start, style = '' }: Readonly<Record<string, string>>): Numbering {
	let next = wholeNumber(start) ?? 1;
	const named = /list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman))\b/i
		.exec(style)?.[1]
		?.toLowerCase();
	const write = writer(named ?? type.trim());
	return {
		next(value) {
			const number = wholeNumber(value) ?? next;
			next = number + 1;
			return write(number);
		},
	};
}

function writer(kind: string): (number: number) => string {
	const isUpper = kind === 'A' || kind === 'I' || kind.startsWith('upper');
	const inCase = (text: string) => (isUpper ? text.toUpperCase() : text);
	if (/^a$/i.test(kind) || LETTERS.test(kind)) return (number) => inCase(letters(number));
	if (/^i$/i.test(kind) || kind.endsWith('roman')) return (number) => inCase(roman(number));
	return String;
}

/** a to z, then aa, ab and so on; there is no letter for 0. */
function letters(number: number): string {
	if (number < 1) return String(number);
	let text = '';
	for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
		text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
	return text;
}

function roman(number: number): string {
	if (number < 1 || number > 3999) return String(number);
	let left = number;
	return ROMAN.map(([value, sign]) => {
		const times = Math.floor(left / value);
		left -= times * value;
		return sign.repeat(times);
	}).join('');
}

/** As browsers read it: a number at the start of the text. */
function wholeNumber(text: string | undefined): number | undefined {
	const number = Number.parseInt(text ?? '', 10);
	return Number.isSafeInteger(number) ? number : undefined;
}
