import { invalidInput, quoted } from '../errors';
import { dateOf, readText } from '../fields/values';

/** Graph's `dateTimeTimeZone`. */
export interface DateTimeTimeZone {
	dateTime: string;
	timeZone: string;
}

/** Milliseconds; smaller numbers are seconds, which JavaScript would take for January 1970. */
const SMALLEST_MILLISECONDS = 100_000_000_000;
/** ISO 8601, with a blank in place of the T as databases write it. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a date, or a date and time. Without an offset it is kept as written, named UTC: flags are shown as days, and the day
 * stays the one that was entered. With an offset, from a Date or from a number (milliseconds since 1970) it is that moment.
 * Undefined, null and `''` mean "not given".
 */
export function readDateTime(value: unknown, field: string): DateTimeTimeZone | undefined {
	const moment = dateOf(value);
	if (moment) return utc(moment);
	const text = readText(value, field)?.trim() ?? '';
	if (text === '') return undefined;
	if (/^\d+(?:\.\d+)?$/.test(text)) {
		const date = new Date(Number(text));
		if (Number(text) < SMALLEST_MILLISECONDS || Number.isNaN(date.getTime())) {
			throw invalidInput(
				`${field}: the number ${quoted(value)} is not a moment in milliseconds since 1970.`,
				'Multiply seconds by 1000, or write the date like 2026-01-31.',
			);
		}
		return utc(date);
	}
	const match = ISO.exec(text);
	const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = match ?? [];
	const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	const written = match ? new Date(`${wall}Z`) : new Date(NaN);
	// JavaScript makes March of 30 February.
	if (Number.isNaN(written.getTime()) || written.toISOString().slice(0, 19) !== wall) {
		throw invalidInput(
			`${field}: ${quoted(value)} is not a date.`,
			'Write it like 2026-01-31 or 2026-01-31T09:00:00+01:00.',
		);
	}
	if (offset === undefined) return { dateTime: `${wall}.${fraction.slice(0, 7).padEnd(7, '0')}`, timeZone: 'UTC' };
	return utc(new Date(`${wall}.${fraction.slice(0, 3).padEnd(3, '0')}${offset.toUpperCase()}`));
}

function utc(date: Date): DateTimeTimeZone {
	return { dateTime: `${date.toISOString().slice(0, 23)}0000`, timeZone: 'UTC' };
}
