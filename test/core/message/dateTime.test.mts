import { momentOf, readDateTime, readMoment } from '../../../core/message/dateTime';

const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });

test.each([
	['2026-01-31', '2026-01-31T00:00:00.0000000'],
	['2026-01-31T09:30', '2026-01-31T09:30:00.0000000'],
	['2026-01-31 09:30:15', '2026-01-31T09:30:15.0000000'],
	['2026-01-31T09:30:15.1234567', '2026-01-31T09:30:15.1234567'],
	[' 2026-01-31T09:30:15Z ', '2026-01-31T09:30:15.0000000'],
	['2026-01-31T09:30:15+01:00', '2026-01-31T08:30:15.0000000'],
	['2026-01-31T09:30:15.25+0100', '2026-01-31T08:30:15.2500000'],
	['2028-02-29', '2028-02-29T00:00:00.0000000'],
	[new Date('2026-01-31T08:00:00Z'), '2026-01-31T08:00:00.0000000'],
	// As luxon and moment have it; luxon itself comes with n8n and is tested there.
	[{ toJSDate: () => new Date('2026-01-31T08:00:00Z') }, '2026-01-31T08:00:00.0000000'],
	[{ toDate: () => new Date('2026-01-31T08:00:00Z') }, '2026-01-31T08:00:00.0000000'],
	[Date.UTC(2026, 0, 31, 8), '2026-01-31T08:00:00.0000000'],
	[String(Date.UTC(2026, 0, 31, 8)), '2026-01-31T08:00:00.0000000'],
])('%p', (value, dateTime) => {
	expect(readDateTime(value, 'Flag Due')).toEqual(utc(dateTime));
});

test.each([undefined, null, '', '  '])('%p is not given', (value) => {
	expect(readDateTime(value, 'Flag Due')).toBeUndefined();
});

test.each([
	'01/12/2026',
	'12-01-2026',
	'31.02.2026',
	'1.13.2026',
	'2026-W54-1',
	'2026-W00-1',
	'2026-331',
	'Foo 1, 2026',
	'1.12.2026 9',
	'1.12.26',
	'13:00 pm 1.12.2026',
	'1.12.2026 13:00 pm',
	46357,
	'46357.5',
	'2026-02-30',
	'2026-13-01',
	'2026-01-31T25:00',
	'tomorrow',
	'2026',
	1769817600,
	0,
	-1,
	9e20,
	true,
	'2026-01-31T09:00 CET',
])('%p is refused', (value) => {
	expect(() => readDateTime(value, 'Flag Due')).toThrow(
		expect.objectContaining({
			code: 'InvalidInput',
			message: expect.stringMatching(/^Flag Due: /),
			cause: { hint: expect.stringContaining('2026-01-31') },
		}),
	);
});

test.each([[['2026-01-31']], [{}], [new Date(NaN)]])('%p is no single value', (value) => {
	expect(() => readDateTime(value, 'Flag Due')).toThrow('Flag Due: a text is needed');
});

test('a number of a spreadsheet is named as one', () => {
	expect(() => readDateTime(46357, 'Flag Due')).toThrow(
		expect.objectContaining({ cause: { hint: expect.stringContaining('how a spreadsheet counts days') } }),
	);
});

// As people and spreadsheets write days, where only one can be meant.
test.each([
	['31.01.2026', '2026-01-31T00:00:00'],
	['1.12.2026', '2026-12-01T00:00:00'],
	['01.12.2026', '2026-12-01T00:00:00'],
	['1. 12. 2026 9:30', '2026-12-01T09:30:00'],
	['01.12.2026, 09:30 Uhr', '2026-12-01T09:30:00'],
	['2026-1-31', '2026-01-31T00:00:00'],
	['2026/12/01', '2026-12-01T00:00:00'],
	['2026/12/01 9:05:07', '2026-12-01T09:05:07'],
	['2026-12-01 9:00', '2026-12-01T09:00:00'],
	['01/31/2026', '2026-01-31T00:00:00'],
	['31/01/2026', '2026-01-31T00:00:00'],
	['1/31/2026 9:00 PM', '2026-01-31T21:00:00'],
	['1/31/2026, 12:00 a.m.', '2026-01-31T00:00:00'],
	['05/05/2026', '2026-05-05T00:00:00'],
	['1 December 2026', '2026-12-01T00:00:00'],
	['1st Dec 2026', '2026-12-01T00:00:00'],
	['1-Dec-2026', '2026-12-01T00:00:00'],
	['December 1, 2026', '2026-12-01T00:00:00'],
	['Tuesday, December 1, 2026 at 9:00 AM', '2026-12-01T09:00:00'],
	['Sept 3, 2026', '2026-09-03T00:00:00'],
	['1. Dezember 2026', '2026-12-01T00:00:00'],
	['Dienstag, 1. Dezember 2026 um 9:00 Uhr', '2026-12-01T09:00:00'],
	['Di., 1. Dez. 2026', '2026-12-01T00:00:00'],
	['Di, 01.12.2026', '2026-12-01T00:00:00'],
	['1er décembre 2026', '2026-12-01T00:00:00'],
	['mardi 1 déc. 2026 à 9:00', '2026-12-01T09:00:00'],
	['1 de diciembre de 2026', '2026-12-01T00:00:00'],
	['martes, 1 de diciembre de 2026, 9:00', '2026-12-01T09:00:00'],
	['martedì 1 dicembre 2026 alle 9:00', '2026-12-01T09:00:00'],
	['dinsdag 1 december 2026 om 9:00 uur', '2026-12-01T09:00:00'],
	['terça-feira, 1 de dezembro de 2026 às 9:00', '2026-12-01T09:00:00'],
	['3 août 2026', '2026-08-03T00:00:00'],
	['3 mrt. 2026', '2026-03-03T00:00:00'],
	['20261201', '2026-12-01T00:00:00'],
	['\u200e12\u200e/\u200e13\u200e/\u200e2026', '2026-12-13T00:00:00'],
	['12/13/2026, 9:00\u202fAM', '2026-12-13T09:00:00'],
	['2026\u201112\u201101', '2026-12-01T00:00:00'],
	['3. März 2026 14:00', '2026-03-03T14:00:00'],
	['2026-W49-2', '2026-12-01T00:00:00'],
	['2026W492', '2026-12-01T00:00:00'],
	['2026-W01-1', '2025-12-29T00:00:00'],
	['2026-W53-7', '2027-01-03T00:00:00'],
	['01.12.2026 09:00+01:00', '2026-12-01T08:00:00'],
	['Dec 1, 2026 9:00 AM UTC', '2026-12-01T09:00:00'],
])('%s', (value, dateTime) => {
	expect(readDateTime(value, 'Flag Due')).toEqual(utc(`${dateTime}.0000000`));
});

const at = (value: unknown, timeZone: string | undefined = 'Europe/Berlin') => {
	const { date, takenZone } = readMoment(value, 'Send At', timeZone, { needsTime: true })!;
	return [date.toISOString(), takenZone];
};

// n8n#16531: what n8n's calendar stores has no zone.
test.each([
	['2030-01-31T09:00:00', '2030-01-31T08:00:00.000Z'],
	['2030-01-31 09:00', '2030-01-31T08:00:00.000Z'],
	['2030-07-31T09:00:00.500', '2030-07-31T07:00:00.500Z'],
	['20300131T090000', '2030-01-31T08:00:00.000Z'],
	['31 Jan 2030 09:00', '2030-01-31T08:00:00.000Z'],
])('%s is a time of the zone that is given, which is said', (value, moment) => {
	expect(at(value)).toEqual([moment, 'Europe/Berlin']);
	expect(() => readMoment(value, 'Send At', undefined)).toThrow('does not say in which time zone it is');
});

test.each([
	['2030-01-31T09:00:00+01', '08:00:00'],
	['2030-01-31 09:00:00+01', '08:00:00'],
	['2030-01-31T09:00:00+0100', '08:00:00'],
	['2030-01-31T09:00:00 +01:00', '08:00:00'],
	['2030-01-31T09:00:00-05:30', '14:30:00'],
	['2030-01-31T09:00:00\u221201:00', '10:00:00'],
	['2030-01-31T09:00:00z', '09:00:00'],
	['2030-01-31 09:00:00 UTC', '09:00:00'],
	['2030-01-31T09:00:00+01:00[Europe/Berlin]', '08:00:00'],
	['20300131T090000Z', '09:00:00'],
	['Thu, 31 Jan 2030 09:00:00 +0100', '08:00:00'],
	['thu, 31 jan 2030 09:00 GMT', '09:00:00'],
	['31 Jan 2030 09:00:00 EST', '14:00:00'],
	['Thu, 31 Jan 2030 09:00:00 +0100 (CET)', '08:00:00'],
	['Thu Jan 31 2030 09:00:00 GMT+0100 (Central European Standard Time)', '08:00:00'],
])('%s is that moment, whatever zone is given', (value, time) => {
	expect(at(value)).toEqual([`2030-01-31T${time}.000Z`, undefined]);
	expect(momentOf(value)?.toISOString()).toBe(`2030-01-31T${time}.000Z`);
	expect(readDateTime(value, 'Flag Due')).toEqual(utc(`2030-01-31T${time}.0000000`));
});

test.each([
	['2030-01-31T09:00:00+25:00', '"+25:00"'],
	['2030-01-31T09:00:00+14:30', '"+14:30"'],
	['2030-01-31T09:00:00-13:00', '"-13:00"'],
	['2030-01-31T09:00:00+01:75', '"+01:75"'],
	['2030-01-31T09:00:00+9', 'is not a date'],
	['Thu, 31 Jan 2030 09:00:00 +9900', '"+9900"'],
	['Monday, January 31, 2030 9:00 AM', 'the day of the week is not that of the date'],
	['Mo, 31.01.2030 9:00', 'the day of the week is not that of the date'],
	['Termin 31.01.2030 9:00', 'is not a date'],
	['3 jui 2030 9:00', 'is not a date'],
	['Mon, 31 Jan 2030 09:00:00 +0100', 'the day of the week is not that of the date'],
	['Sat, 30 Feb 2030 09:00:00 +0100', 'no such day'],
	['31 Jan 2030 09:00:00 CEST', '"CEST" is not a time zone'],
	['31 Foo 2030 09:00:00 +0100', 'no such day'],
	['2030-02-30T09:00:00Z', 'no such day'],
	['2030-01-31T24:30:00Z', 'no such day or time'],
	['01/02/2030 09:00', 'it is not clear whether the day is 1 or 2'],
	['2026-W54-1 09:00', 'the year has no such week'],
	['tomorrow', 'is not a date and time'],
	['2030-01-31', 'a day without a time'],
])('%s is rejected in words', (value, words) => {
	expect(() => at(value)).toThrow(
		expect.objectContaining({
			code: 'InvalidInput',
			message: expect.stringContaining(words),
			cause: { hint: expect.stringContaining('2026-01-31T09:00:00+01:00') },
		}),
	);
});
