// The small rules of a watch: working days, automatic mail, differences, pauses after trouble.
import { DraftError } from '../../../core/errors';
import { isAutomatic, isBulk } from '../../../core/watch/automatic';
import { difference } from '../../../core/watch/difference';
import { shortHash } from '../../../core/watch/shortHash';
import { afterFailure, isPausing, type Trouble } from '../../../core/watch/trouble';
import { addWorkingDays } from '../../../core/watch/workingDays';

test.each([
	['Monday', '2026-03-02T09:00:00Z', 3, 'UTC', '2026-03-05T09:00:00Z'],
	['Friday', '2026-03-06T15:00:00Z', 1, 'UTC', '2026-03-09T15:00:00Z'],
	['Saturday', '2026-03-07T10:00:00Z', 1, 'UTC', '2026-03-09T10:00:00Z'],
	['over the change to summer time', '2026-03-27T09:00:00Z', 1, 'Europe/Berlin', '2026-03-30T08:00:00Z'],
	['a Friday here that is Saturday there', '2026-03-06T20:00:00Z', 1, 'Asia/Tokyo', '2026-03-08T20:00:00Z'],
])('working days from %s', (_name, from, days, zone, expected) => {
	expect(new Date(addWorkingDays(Date.parse(from), days, zone)).toISOString().replace('.000', '')).toBe(expected);
});

test.each<[string, string, boolean, boolean]>([
	['Auto-Submitted', 'auto-replied', true, false],
	['auto-submitted', 'no', false, false],
	['X-Auto-Response-Suppress', 'All', true, false],
	['X-Auto-Response-Suppress', 'None', false, false],
	['Precedence', 'auto_reply', true, false],
	['Precedence', 'bulk', false, true],
	['List-Id', '<x.example.com>', false, true],
	['Content-Type', 'multipart/report; report-type=delivery-status', true, false],
	['Subject', 'Automatic reply: hello', false, false],
])('%s: %s', (name, value, automatic, bulk) => {
	expect([isAutomatic([{ name, value }]), isBulk([{ name, value }])]).toEqual([automatic, bulk]);
});

test('a difference names what went and what came', () => {
	expect(difference('a\nb\nc', 'a\nx\nc')).toBe('- b\n+ x');
	expect(difference('same', 'same')).toBe('');
	expect(difference('', 'new')).toBe('+ new');
});

test('hashes of many texts differ', () => {
	expect(new Set(Array.from({ length: 20_000 }, (_, at) => shortHash(`id ${at}`))).size).toBe(20_000);
});

test('pauses grow to an hour, and the same trouble is said once', () => {
	let trouble: Trouble | undefined;
	const pauses: number[] = [];
	const said: boolean[] = [];
	for (let looks = 0; looks < 9; looks++) {
		const after = afterFailure(
			trouble,
			new DraftError('X', `No access, try again in ${30 + pauses.length} seconds.`),
			0,
		);
		trouble = after.trouble;
		pauses.push(trouble.until / 60_000);
		said.push(after.isNew);
	}
	expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
	expect(said.filter(Boolean)).toHaveLength(1);
	expect(afterFailure(trouble, new DraftError('X', 'Something else.'), 0).isNew).toBe(true);
	expect(isPausing(trouble, 1)).toBe(true);
	// A clock that was put back by a day.
	expect(isPausing(trouble, -86_400_000)).toBe(false);
	expect(isPausing(undefined, 0)).toBe(false);
});
