/** Hour, minute and so on as a clock on the wall shows them, in milliseconds as if it were UTC. */
type WallTime = number;

const DAY = 86_400_000;

/** Whether a name is that of a time zone, as `Europe/Berlin` is. */
export function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

/**
 * The moment at which clocks in a zone show a time. Of two, in the night when clocks are put back, it is the first. A time
 * that does not exist, in the night when they are put forward, moves by the hour that is left out, as in calendars.
 */
export function momentIn(zone: string, wall: WallTime): number {
	const [before, behind] = [offsetAt(zone, wall - DAY), offsetAt(zone, wall + DAY)];
	const moments = [wall - before, wall - behind].filter((moment) => offsetAt(zone, moment) === wall - moment);
	return moments.length > 0 ? Math.min(...moments) : wall - before;
}

/** What clocks in a zone show at a moment. */
export const wallTimeIn = (zone: string, moment: number): WallTime => moment + offsetAt(zone, moment);

/** How far clocks in a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(zone: string, moment: number): number {
	const parts = formatOf(zone).formatToParts(moment);
	const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
	const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return wall - Math.floor(moment / 1_000) * 1_000;
}

/** Making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formats.set(zone, format);
	return format;
}
