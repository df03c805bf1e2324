import { readDateTime } from '../../../core/message/dateTime';

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
	'31.01.2026',
	'01/31/2026',
	'2026-1-31',
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
