import { isTimeZone, momentIn } from '../../../core/message/timeZone';

const moment = (zone: string, wall: string) => new Date(momentIn(zone, Date.parse(`${wall}Z`))).toISOString();

test.each([
	['Europe/Berlin', '2030-01-31T09:00:00', '2030-01-31T08:00:00.000Z'],
	['Europe/Berlin', '2030-07-31T09:00:00', '2030-07-31T07:00:00.000Z'],
	['America/New_York', '2030-01-31T09:00:00', '2030-01-31T14:00:00.000Z'],
	['Asia/Kolkata', '2030-01-31T09:00:00', '2030-01-31T03:30:00.000Z'],
	['Pacific/Kiritimati', '2030-01-01T00:00:00', '2029-12-31T10:00:00.000Z'],
	['UTC', '2030-01-31T00:00:00', '2030-01-31T00:00:00.000Z'],
	// Clocks go from 2:00 to 3:00: the time does not exist, and moves by the hour that is left out.
	['Europe/Berlin', '2030-03-31T02:30:00', '2030-03-31T01:30:00.000Z'],
	['Europe/Berlin', '2030-03-31T01:59:59', '2030-03-31T00:59:59.000Z'],
	['Europe/Berlin', '2030-03-31T03:00:00', '2030-03-31T01:00:00.000Z'],
	['America/New_York', '2030-03-10T02:30:00', '2030-03-10T07:30:00.000Z'],
	// Clocks go from 3:00 back to 2:00: the time is there twice, and the first one counts.
	['Europe/Berlin', '2030-10-27T02:30:00', '2030-10-27T00:30:00.000Z'],
	['Europe/Berlin', '2030-10-27T03:00:00', '2030-10-27T02:00:00.000Z'],
	['America/New_York', '2030-11-03T01:30:00', '2030-11-03T05:30:00.000Z'],
	// Half an hour only.
	['Australia/Lord_Howe', '2030-10-06T02:15:00', '2030-10-05T15:45:00.000Z'],
	['Australia/Lord_Howe', '2030-04-07T01:45:00', '2030-04-06T14:45:00.000Z'],
])('%s, %s', (zone, wall, expected) => expect(moment(zone, wall)).toBe(expected));

test('names of zones', () => {
	expect(['Europe/Berlin', 'UTC', 'America/New_York'].map(isTimeZone)).toEqual([true, true, true]);
	expect(['', 'Berlin', 'W. Europe Standard Time'].map(isTimeZone)).toEqual([false, false, false]);
});
