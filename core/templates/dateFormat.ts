/** What a format consists of: a part of a date, or a text that stays. */
type Token = { kind: 'part'; letter: string; count: number } | { kind: 'text'; text: string };

const STYLES = ['short', 'medium', 'long', 'full'] as const;
type Style = (typeof STYLES)[number];
const isStyle = (format: string): format is Style => (STYLES as readonly string[]).includes(format);

/**
 * Letters of formats, and how often each may stand in a row. T and J are what German Outlook and Excel call day and year. More than two
 * of a day are the day of the week, as in Word and Excel.
 */
const LETTERS: Record<string, [letter: string, most: number]> = {
	d: ['d', 4],
	D: ['d', 4],
	T: ['d', 4],
	t: ['d', 4],
	M: ['M', 4],
	y: ['y', 4],
	Y: ['y', 4],
	J: ['y', 4],
	j: ['y', 4],
	E: ['E', 4],
	H: ['H', 2],
	h: ['h', 2],
	m: ['m', 4],
	s: ['s', 2],
	a: ['a', 1],
};

/** In French, Spanish, Italian and Portuguese the year is `aaaa`; then `jj` is a French day, and `gg` an Italian one. */
const ROMANCE: typeof LETTERS = {
	...LETTERS,
	a: ['y', 4],
	A: ['y', 4],
	j: ['d', 4],
	J: ['d', 4],
	g: ['d', 4],
	G: ['d', 4],
};
/** `hh:mm aa` is a time of the day. */
function isRomance(format: string): boolean {
	const letters = format.replace(/'(?:[^']|'')*'/g, ' ');
	return /(?<![a-z])aaaa(?![a-z])/i.test(letters) || (/(?<![a-z])aa(?![a-z])/i.test(letters) && !/h/i.test(letters));
}

/** Reads `dd.MM.yyyy` and the like. Undefined: it holds a letter that stands for nothing. */
function tokensOf(format: string): Token[] | undefined {
	const tokens: Token[] = [];
	const letters = isRomance(format) ? ROMANCE : LETTERS;
	for (const [run, quotedText] of format.matchAll(/'((?:[^']|'')*)'|([a-z])\2*|[^a-z']+|'/gi)) {
		if (quotedText !== undefined) tokens.push({ kind: 'text', text: quotedText === '' ? "'" : quotedText });
		else if (/[a-z]/i.test(run)) {
			const [letter, most] = letters[run[0]!] ?? ['', 0];
			if (run.length > most) return undefined;
			const isWeekday = letter === 'd' && run.length > 2;
			tokens.push({ kind: 'part', letter: isWeekday ? 'E' : letter, count: run.length });
		} else tokens.push({ kind: 'text', text: run });
	}
	const hasHours = tokens.some((token) => token.kind === 'part' && /[Hh]/.test(token.letter));
	// Excel writes months with small letters, and minutes only beside hours.
	return tokens.map((token) =>
		token.kind === 'part' && token.letter === 'm' && !hasHours ? { ...token, letter: 'M' } : token,
	);
}

/** Whether a text is a format of dates, such as `dd.MM.yyyy`, `d MMMM yyyy`, `EEEE HH:mm` or `long`. */
export function isDateFormat(format: string): boolean {
	if (isStyle(format.toLowerCase())) return true;
	const tokens = tokensOf(format);
	return tokens?.some(({ kind }) => kind === 'part') ?? false;
}

/** Whether a format shows words, which depend on the language. */
export const needsLocale = (format: string): boolean =>
	isStyle(format.toLowerCase()) ||
	(tokensOf(format) ?? []).some(
		(token) => token.kind === 'part' && (/[Ea]/.test(token.letter) || (token.letter === 'M' && token.count > 2)),
	);

/** Whether a format shows more than the day. */
export const showsTime = (format: string): boolean =>
	(tokensOf(format) ?? []).some((token) => token.kind === 'part' && /[Hhmsa]/.test(token.letter));

/** `wall`: the time on a clock, in milliseconds as if it were UTC. */
export function formatDate(wall: number, format: string, locale: string): string {
	const date = new Date(wall);
	const style = format.toLowerCase();
	if (isStyle(style)) return new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' }).format(date);
	const tokens = tokensOf(format) ?? [];
	const hasDay = tokens.some((token) => token.kind === 'part' && token.letter === 'd');
	return tokens.map((token) => (token.kind === 'text' ? token.text : partOf(date, token, locale, hasDay))).join('');
}

type Part = Extract<Token, { kind: 'part' }>;

function partOf(date: Date, { letter, count }: Part, locale: string, hasDay: boolean): string {
	const number = (value: number) => String(value).padStart(count, '0');
	const width = count > 3 ? 'long' : 'short';
	switch (letter) {
		case 'd':
			return number(date.getUTCDate());
		case 'y':
			return count === 2 ? String(date.getUTCFullYear() % 100).padStart(2, '0') : String(date.getUTCFullYear());
		case 'H':
			return number(date.getUTCHours());
		case 'h':
			return number(date.getUTCHours() % 12 || 12);
		case 'm':
			return number(date.getUTCMinutes());
		case 's':
			return number(date.getUTCSeconds());
		case 'E':
			return wordOf(date, 'weekday', { weekday: width }, locale);
		case 'a':
			return wordOf(date, 'dayPeriod', { hour: 'numeric', hour12: true }, locale);
		default:
			if (count < 3) return number(date.getUTCMonth() + 1);
			// Beside a day some languages have another form of the month's name.
			return wordOf(date, 'month', { month: width, ...(hasDay ? { day: 'numeric' } : {}) }, locale);
	}
}

function wordOf(
	date: Date,
	type: Intl.DateTimeFormatPartTypes,
	options: Intl.DateTimeFormatOptions,
	locale: string,
): string {
	const parts = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatToParts(date);
	return parts.find((part) => part.type === type)?.value ?? '';
}

/** The name of a language as Intl takes it, such as `de-DE`; undefined for what is none. */
export function knownLocale(name: string): string | undefined {
	try {
		return Intl.DateTimeFormat.supportedLocalesOf(name.trim().replace(/_/g, '-'))[0];
	} catch {
		return undefined;
	}
}
