/** Lines that are compared; what is longer is shown as one change. */
const MOST_LINES = 400;

/** What differs between two texts, line by line: `- ` was there before, `+ ` is there now; lines that stayed are left out. */
export function difference(before: string, after: string): string {
	const [old, now] = [linesOf(before), linesOf(after)];
	if (old.length > MOST_LINES || now.length > MOST_LINES)
		return [...old.map((line) => `- ${line}`), ...now.map((line) => `+ ${line}`)].join('\n');
	const common = lengths(old, now);
	const shown: string[] = [];
	let [at, to] = [0, 0];
	while (at < old.length || to < now.length) {
		if (at < old.length && to < now.length && old[at] === now[to]) {
			at += 1;
			to += 1;
		} else if (to >= now.length || (at < old.length && common[at + 1]![to]! >= common[at]![to + 1]!))
			shown.push(`- ${old[at++]}`);
		else shown.push(`+ ${now[to++]}`);
	}
	return shown.join('\n');
}

const linesOf = (text: string) =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** How many lines two texts have in common from each pair of lines on. */
function lengths(old: string[], now: string[]): number[][] {
	const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
	for (let at = old.length - 1; at >= 0; at--)
		for (let to = now.length - 1; to >= 0; to--)
			table[at]![to] =
				old[at] === now[to] ? table[at + 1]![to + 1]! + 1 : Math.max(table[at + 1]![to]!, table[at]![to + 1]!);
	return table;
}
