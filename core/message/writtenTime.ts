import { readPeoplesDate } from './peoplesDates';

/** A date or time as someone wrote it, before anything is decided about its zone. */
export interface WrittenTime {
	/** `2026-01-31T09:00:00` */
	wall: string;
	/** Digits behind the seconds. */
	fraction: string;
	hasTime: boolean;
	/** Minutes ahead of UTC; undefined: it does not say in which zone it is. */
	offset?: number;
}

export type Reading = WrittenTime | { wrong: string } | undefined;

/** ISO 8601, RFC 3339, and as databases write it, with a space in place of the T; the zone in brackets as Java and Temporal add it. */
const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+\-−]\d\d(?::?\d\d)?)?(?:\[[\w/+-]+\])?)?$/i;
/** iCalendar and ISO 8601's basic form. */
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?()(Z|[+-]\d\d(?:\d\d)?)?$/i;
/** RFC 2822, as mails have it, and RFC 7231. */
const MAIL =
	/^(?:(mon|tue|wed|thu|fri|sat|sun),?\s+)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?\s*([+-]\d{4}|[a-z]{1,4})?(?:\s*\([^()]*\))?$/i;
/** What JavaScript makes of a date when it is put into a text. */
const SCRIPT =
	/^(mon|tue|wed|thu|fri|sat|sun)\s+([a-z]{3})\s+(\d\d)\s+(\d{4})\s+(\d\d):(\d\d):(\d\d)\s+GMT([+-]\d{4})?(?:\s*\([^()]*\))?$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Hours of the zones that RFC 2822 knows by name. */
const NAMED: Record<string, number> = {
	ut: 0,
	utc: 0,
	gmt: 0,
	z: 0,
	est: -5,
	edt: -4,
	cst: -6,
	cdt: -5,
	mst: -7,
	mdt: -6,
	pst: -8,
	pdt: -7,
};

/** Reads a date in one of the forms in which programs write it. Undefined: it has none of them; `wrong` says what cannot be. */
export function readWrittenTime(text: string): Reading {
	const iso = ISO.exec(text) ?? BASIC.exec(text);
	if (iso) {
		const [, year, month, day, hour, minute = '00', second = '00', fraction = '', zone] = iso;
		return checked({ year, month, day, hour, minute, second, fraction, zone });
	}
	const mail = MAIL.exec(text);
	if (mail) {
		const [, weekday, day, month, year, hour, minute, second = '00', zone] = mail;
		return checked({ year, month: monthOf(month), day: day!.padStart(2, '0'), hour, minute, second, zone, weekday });
	}
	const script = SCRIPT.exec(text);
	if (!script) {
		const date = readPeoplesDate(text);
		return date === undefined || 'wrong' in date ? date : checked(date);
	}
	const [, weekday, month, day, year, hour, minute, second, zone = 'GMT'] = script;
	return checked({ year, month: monthOf(month), day, hour, minute, second, zone, weekday });
}

const monthOf = (name = '') => String(MONTHS.indexOf(name.toLowerCase()) + 1).padStart(2, '0');

type Parts = Partial<
	Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'zone' | 'weekday', string | undefined>
>;

function checked({ year, month, day, hour, minute, second, fraction = '', zone, weekday }: Parts): Reading {
	const wall = `${year}-${month}-${day}T${hour ?? '00'}:${minute}:${second ?? '00'}`;
	const date = new Date(`${wall}Z`);
	// JavaScript makes March of 30 February.
	if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== wall)
		return { wrong: 'there is no such day or time' };
	if (weekday !== undefined && DAYS[date.getUTCDay()] !== weekday.toLowerCase())
		return { wrong: 'the day of the week is not that of the date' };
	const written = { wall, fraction, hasTime: hour !== undefined };
	if (zone === undefined) return written;
	const offset = minutesOf(zone);
	if (offset === undefined) return { wrong: `"${zone}" is not a time zone that can be read` };
	if (offset < -12 * 60 || offset > 14 * 60) return { wrong: `no place is "${zone}" away from UTC` };
	return { ...written, offset };
}

/** `+01`, `+0100`, `-05:30`, `Z`, or a name. Undefined for one that is not known; out of all bounds for 60 minutes and more. */
function minutesOf(zone: string): number | undefined {
	const [, sign, hours, minutes = '00'] = /^([+\-−])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
	if (sign === undefined) {
		const named = NAMED[zone.toLowerCase()];
		return named === undefined ? undefined : named * 60;
	}
	if (Number(minutes) > 59) return Infinity;
	return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}
