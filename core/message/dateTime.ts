import { invalidInput, quoted } from '../errors';
import { dateOf, readText } from '../fields/values';
import { isTimeZone, momentIn, offsetAt } from './timeZone';
import { readWrittenTime, type WrittenTime } from './writtenTime';

/** Graph's `dateTimeTimeZone`. */
export interface DateTimeTimeZone {
	dateTime: string;
	timeZone: string;
}

/** A moment, and the zone that was taken for a time that names none. */
interface Moment {
	date: Date;
	takenZone?: string;
}

/** Milliseconds; smaller numbers are seconds, which JavaScript would take for January 1970. */
const SMALLEST_MILLISECONDS = 100_000_000_000;

/**
 * Reads a date, or a date and time, for what Outlook shows as a day. Without an offset it is kept as written, named UTC, so
 * that the day stays the one that was entered. With an offset, from a Date or from a number (milliseconds since 1970) it is
 * that moment. Undefined, null and `''` mean "not given".
 */
export function readDateTime(value: unknown, field: string): DateTimeTimeZone | undefined {
	const read = readTime(value, field);
	if (read === undefined) return undefined;
	if (read instanceof Date) return utc(read);
	const { wall, fraction, offset } = read;
	if (offset === undefined) return { dateTime: `${wall}.${fraction.slice(0, 7).padEnd(7, '0')}`, timeZone: 'UTC' };
	return utc(withOffset(read, offset));
}

/**
 * Reads a moment. A time that does not say in which zone it is, such as what a calendar in an editor gives, is one of
 * `timeZone` (`Europe/Berlin`), that of the workflow or of the computer. Undefined, null and `''` mean "not given".
 */
export function readMoment(
	value: unknown,
	field: string,
	timeZone: string | undefined,
	{ needsTime = false } = {},
): Moment | undefined {
	const read = readTime(value, field, needsTime ? 'a date and time with its time zone' : 'a date');
	if (read === undefined) return undefined;
	if (read instanceof Date) return { date: read };
	if (needsTime && !read.hasTime)
		throw invalidInput(
			`${field}: ${quoted(value)} is a day without a time.`,
			'Write the time as well, like 2026-01-31T09:00:00+01:00.',
		);
	if (read.offset !== undefined) return { date: withOffset(read, read.offset) };
	if (timeZone === undefined || !isTimeZone(timeZone))
		throw invalidInput(
			`${field}: ${quoted(value)} does not say in which time zone it is.`,
			'Write it like 2026-01-31T09:00:00+01:00 or 2026-01-31T08:00:00Z.',
		);
	const seconds = momentIn(timeZone, Date.parse(`${read.wall}Z`));
	return { date: new Date(seconds + millisecondsOf(read)), takenZone: timeZone };
}

const DAY = 86_400_000;

/**
 * What a clock in `timeZone` shows at a date or time, in milliseconds as if it were UTC. A time that names no zone stays as it is
 * written. So does a day that is given as midnight in UTC, as spreadsheets give it, where only the day is wanted, and so does one
 * that is counted in days since 1900.
 */
export function readWallTime(value: unknown, field: string, timeZone: string, wantsTime: boolean): number | undefined {
	const text = dateOf(value) ? '' : (readText(value, field)?.trim() ?? '');
	if (/^\d{5}(?:\.\d+)?$/.test(text) && isSpreadsheetDay(Number(text)))
		return Math.round((Number(text) - FIRST_OF_1970) * DAY);
	const read = readTime(value, field);
	if (read === undefined) return undefined;
	if (!(read instanceof Date) && read.offset === undefined) return Date.parse(`${read.wall}Z`) + millisecondsOf(read);
	const moment = read instanceof Date ? read : withOffset(read, read.offset!);
	const isDay = !wantsTime && moment.getTime() % DAY === 0;
	return moment.getTime() + (isDay || !isTimeZone(timeZone) ? 0 : offsetAt(timeZone, moment.getTime()));
}

/** In days since 1900, as spreadsheets count. */
const FIRST_OF_1970 = 25_569;

/** A moment that certainly is one: undefined for a time without a zone, and for what cannot be read. */
export function momentOf(text: string): Date | undefined {
	const read = readWrittenTime(text.trim());
	return read !== undefined && 'wall' in read && read.offset !== undefined ? withOffset(read, read.offset) : undefined;
}

function readTime(value: unknown, field: string, needed = 'a date'): Date | WrittenTime | undefined {
	const moment = dateOf(value);
	if (moment) return moment;
	const text = plainDate(readText(value, field) ?? '');
	if (text === '') return undefined;
	if (/^\d+(?:\.\d+)?$/.test(text)) return fromNumber(value, Number(text), field);
	const read = readWrittenTime(text);
	if (read !== undefined && 'wall' in read) return read;
	throw invalidInput(
		`${field}: ${quoted(value)} is not ${needed}${read ? `: ${read.wrong}` : ''}.`,
		'Write it like 2026-01-31 or 2026-01-31T09:00:00+01:00.',
	);
}

/**
 * Without marks of direction, which browsers put into dates; hyphens of typographers as the plain one; `20260131` of databases as a day.
 */
const plainDate = (text: string) =>
	text
		.replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
		.replace(/[\u2010-\u2012]/g, '-')
		.trim()
		.replace(/^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, '$1-$2-$3');

function fromNumber(value: unknown, milliseconds: number, field: string): Date {
	const date = new Date(milliseconds);
	if (milliseconds < SMALLEST_MILLISECONDS || Number.isNaN(date.getTime())) {
		throw invalidInput(
			`${field}: the number ${quoted(value)} is not a moment in milliseconds since 1970.`,
			isSpreadsheetDay(milliseconds)
				? 'It may be how a spreadsheet counts days: give the cell as a date, like 2026-01-31.'
				: 'Multiply seconds by 1000, or write the date like 2026-01-31.',
		);
	}
	return date;
}

/** Days since 1900, from 1954 to 2119. */
const isSpreadsheetDay = (number: number) => number >= 20_000 && number < 80_000;

const millisecondsOf = ({ fraction }: WrittenTime) => Number(fraction.slice(0, 3).padEnd(3, '0'));
const withOffset = (written: WrittenTime, minutes: number) =>
	new Date(Date.parse(`${written.wall}Z`) + millisecondsOf(written) - minutes * 60_000);

function utc(date: Date): DateTimeTimeZone {
	return { dateTime: `${date.toISOString().slice(0, 23)}0000`, timeZone: 'UTC' };
}
