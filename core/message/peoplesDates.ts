/** A date as people and spreadsheets write it, taken apart; `wrong`: it could be two days. Undefined: it has none of these forms. */
export type PeoplesDate =
	| { year: string; month: string; day: string; hour?: string; minute?: string; second?: string; zone?: string }
	| { wrong: string }
	| undefined;

const ZONE = String.raw`(?:\s*(Z|UTC|GMT|[+\-−]\d\d(?::?\d\d)?))?`;
const AT = '(?:at|um|à|a las|alle|alle ore|om|às)';
const TIME = String.raw`(?:(?:T|,?\s+(?:${AT}\s+)?)(\d{1,2})(?::(\d\d))?(?::(\d\d))?(?:\s*([ap])\.?m\.?)?(?:\s+(?:Uhr|uur))?${ZONE})?`;
/** `Tuesday, `, `Di., `, `terça-feira, ` */
const WEEKDAY = String.raw`(?:(\p{L}{2,9}(?:-feira)?)\.?,?\s+)?`;
const form = (date: string) => new RegExp(`^${WEEKDAY}${date}${TIME}$`, 'iu');

/** People who put dots between the numbers write the day first. */
const DOTTED = form(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})`);
const YEAR_FIRST = form(String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`);
/** The day first in most countries, the month in America. */
const SLASHED = form(String.raw`(\d{1,2})[/-](\d{1,2})[/-](\d{4})`);
const NAMED = form(
	String.raw`(\d{1,2})(?:\.|º|er|st|nd|rd|th)?(?:[\s-]+|\s+(?:de|di|of)\s+)(\p{L}{3,10})\.?,?(?:[\s-]+|\s+(?:de|del)\s+)(\d{4})`,
);
const MONTH_FIRST = form(String.raw`(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`);
/** ISO 8601: the year, the week in it, the day of the week from Monday on. */
const WEEK = form(String.raw`(\d{4})-?W(\d\d)-?([1-7])`);

/** In English, German, French, Spanish, Italian, Dutch and Portuguese, without accents; people write their first letters. */
const MONTHS = [
	'january januar janvier enero gennaio januari janeiro',
	'february februar fevrier febrero febbraio februari fevereiro',
	'march marz maerz mrz mars marzo maart mrt marco',
	'april avril abril aprile',
	'may mai mayo maggio mei maio',
	'june juni juin junio giugno junho',
	'july juli juillet julio luglio julho',
	'august aout agosto augustus',
	'september septembre septiembre setiembre settembre setembro',
	'october oktober octobre octubre ottobre outubro',
	'november novembre noviembre novembro',
	'december dezember decembre diciembre dicembre dezembro',
].map((names) => names.split(' '));
/** From Sunday on. */
const DAYS = [
	'sunday sonntag dimanche domingo domenica zondag',
	'monday montag lundi lunes lunedi maandag segunda-feira',
	'tuesday dienstag mardi martes martedi dinsdag terca-feira',
	'wednesday mittwoch mercredi miercoles mercoledi woensdag quarta-feira',
	'thursday donnerstag jeudi jueves giovedi donderdag quinta-feira',
	'friday freitag vendredi viernes venerdi vrijdag sexta-feira',
	'saturday samstag sonnabend samedi sabado sabato zaterdag',
].map((names) => names.split(' '));

/** Which of them a word may be the beginning of. */
function indexesOf(word: string, all: string[][]): number[] {
	const letters = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return all.flatMap((names, index) => (names.some((name) => name.startsWith(letters)) ? [index] : []));
}

/** Reads it where only one day can be meant. */
export function readPeoplesDate(text: string): PeoplesDate {
	for (const [pattern, read] of FORMS) {
		const found = pattern.exec(text);
		if (found) return checkedDay(found[1], read(found.slice(2)));
	}
	return undefined;
}

type Groups = Array<string | undefined>;

const FORMS: Array<[RegExp, (groups: Groups) => PeoplesDate]> = [
	[DOTTED, ([day, month, year, ...time]) => parts(year!, month!, day!, time)],
	[YEAR_FIRST, ([year, month, day, ...time]) => parts(year!, month!, day!, time)],
	[SLASHED, fromSlashed],
	[NAMED, ([day, name, year, ...time]) => fromName(year!, name!, day!, time)],
	[MONTH_FIRST, ([name, day, year, ...time]) => fromName(year!, name!, day!, time)],
	[WEEK, fromWeek],
];

/** A day of the week in front must be that of the date. */
function checkedDay(weekday: string | undefined, date: PeoplesDate): PeoplesDate {
	if (weekday === undefined || date === undefined || 'wrong' in date) return date;
	const days = indexesOf(weekday, DAYS);
	if (days.length === 0) return undefined;
	const day = new Date(`${date.year}-${date.month}-${date.day}T00:00:00Z`).getUTCDay();
	return Number.isNaN(day) || days.includes(day) ? date : { wrong: 'the day of the week is not that of the date' };
}

function fromSlashed([first, second, year, ...time]: Groups): PeoplesDate {
	if (Number(first) > 12) return parts(year!, second!, first!, time);
	if (Number(second) > 12 || first === second) return parts(year!, first!, second!, time);
	return { wrong: `it is not clear whether the day is ${Number(first)} or ${Number(second)}` };
}

function fromName(year: string, name: string, day: string, time: Groups): PeoplesDate {
	const [month, ...others] = indexesOf(name, MONTHS);
	return month === undefined || others.length > 0 ? undefined : parts(year, String(month + 1), day, time);
}

/** The week with the year's first Thursday is its first. */
function fromWeek([year, week, weekday, ...time]: Groups): PeoplesDate {
	const fourth = new Date(Date.UTC(Number(year), 0, 4));
	const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
	const day = new Date(monday + ((Number(week) - 1) * 7 + Number(weekday) - 1) * 86_400_000);
	const thursday = new Date(monday + ((Number(week) - 1) * 7 + 3) * 86_400_000);
	if (Number(week) === 0 || thursday.getUTCFullYear() !== Number(year)) return { wrong: 'the year has no such week' };
	const [isoYear, month, date] = day.toISOString().slice(0, 10).split('-');
	return parts(isoYear!, month!, date!, time);
}

function parts(year: string, month: string, day: string, [hour, minute, second, half, zone]: Groups): PeoplesDate {
	const date = { year, month: two(month), day: two(day), minute: '00' };
	if (hour === undefined) return date;
	// `1.12.2026 9` says no time; `9 am` does.
	if (minute === undefined && half === undefined) return undefined;
	if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return { wrong: 'there is no such day or time' };
	const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	return {
		...date,
		hour: two(String(hours)),
		minute: minute ?? '00',
		second: second ?? '00',
		...(zone === undefined ? {} : { zone }),
	};
}

const two = (number: string) => number.padStart(2, '0');
