import { momentIn, wallTimeIn } from '../message/timeZone';

const DAY = 86_400_000;

/**
 * The moment `days` working days (Monday to Friday) after another one, at the same time of day, as clocks in a zone show it. What begins at
 * the weekend counts from there: one working day after a Saturday is Monday.
 */
export function addWorkingDays(from: number, days: number, zone: string): number {
	let wall = wallTimeIn(zone, from);
	for (let left = days; left > 0; ) {
		wall += DAY;
		if (isWorkingDay(wall)) left -= 1;
	}
	return momentIn(zone, wall);
}

/** A wall time counts as if it were UTC. */
function isWorkingDay(wall: number): boolean {
	const day = new Date(wall).getUTCDay();
	return day !== 0 && day !== 6;
}
