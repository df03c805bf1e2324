/** A date as people and spreadsheets write it, taken apart; `wrong`: it could be two days. Undefined: it has none of these forms. */
export type PeoplesDate =
	| { year: string; month: string; day: string; hour?: string; minute?: string; second?: string; zone?: string }
	| { wrong: string }
	| undefined;

const ZONE = String.raw`(?:\s*(Z|UTC|GMT|[+\-−]\d\d(?::?\d\d)?))?`;
const TIME = String.raw`(?:(?:T|,?\s+(?:at\s+)?)(\d{1,2})(?::(\d\d))?(?::(\d\d))?(?:\s*([ap])\.?m\.?)?(?:\s+Uhr)?${ZONE})?`;
const form = (date: string) => new RegExp(`^${date}${TIME}$`, 'i');

/** People who put dots between the numbers write the day first. */
const DOTTED = form(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})`);
const YEAR_FIRST = form(String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`);
/** The day first in most countries, the month in America. */
const SLASHED = form(String.raw`(\d{1,2})[/-](\d{1,2})[/-](\d{4})`);
const NAMED = form(String.raw`(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+([a-zäé]{3,9})\.?,?[\s-]+(\d{4})`);
const MONTH_FIRST = form(String.raw`(?:[a-z]{3,9},?\s+)?([a-zäé]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`);
/** ISO 8601: the year, the week in it, the day of the week from Monday on. */
const WEEK = form(String.raw`(\d{4})-?W(\d\d)-?([1-7])`);

/** English and German, by their first letters. */
const MONTHS: Array<[name: string, german?: string]> = [
	['january', 'januar'],
	['february', 'februar'],
	['march', 'märz'],
	['april'],
	['may', 'mai'],
	['june', 'juni'],
	['july', 'juli'],
	['august'],
	['september'],
	['october', 'oktober'],
	['november'],
	['december', 'dezember'],
];

/** Reads it where only one day can be meant. */
export function readPeoplesDate(text: string): PeoplesDate {
	const dotted = DOTTED.exec(text);
	if (dotted) return parts(dotted[3]!, dotted[2]!, dotted[1]!, dotted.slice(4));
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) return parts(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!, yearFirst.slice(4));
	const slashed = SLASHED.exec(text);
	if (slashed) return fromSlashed(slashed);
	const named = NAMED.exec(text);
	if (named) return fromName(named[3]!, named[2]!, named[1]!, named.slice(4));
	const monthFirst = MONTH_FIRST.exec(text);
	if (monthFirst) return fromName(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!, monthFirst.slice(4));
	const week = WEEK.exec(text);
	return week ? fromWeek(week) : undefined;
}

function fromSlashed([, first, second, year, ...time]: RegExpExecArray): PeoplesDate {
	if (Number(first) > 12) return parts(year!, second!, first!, time);
	if (Number(second) > 12 || first === second) return parts(year!, first!, second!, time);
	return { wrong: `it is not clear whether the day is ${Number(first)} or ${Number(second)}` };
}

function fromName(year: string, name: string, day: string, time: Array<string | undefined>): PeoplesDate {
	const lower = name.toLowerCase();
	const month = MONTHS.findIndex(
		(names) => names.some((one) => one?.startsWith(lower)) || (lower === 'sept' && names[0] === 'september'),
	);
	return month < 0 ? undefined : parts(year, String(month + 1), day, time);
}

/** The week with the year's first Thursday is its first. */
function fromWeek([, year, week, weekday, ...time]: RegExpExecArray): PeoplesDate {
	const fourth = new Date(Date.UTC(Number(year), 0, 4));
	const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
	const day = new Date(monday + ((Number(week) - 1) * 7 + Number(weekday) - 1) * 86_400_000);
	const thursday = new Date(monday + ((Number(week) - 1) * 7 + 3) * 86_400_000);
	if (Number(week) === 0 || thursday.getUTCFullYear() !== Number(year)) return { wrong: 'the year has no such week' };
	const [isoYear, month, date] = day.toISOString().slice(0, 10).split('-');
	return parts(isoYear!, month!, date!, time);
}

function parts(
	year: string,
	month: string,
	day: string,
	[hour, minute, second, half, zone]: Array<string | undefined>,
): PeoplesDate {
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
