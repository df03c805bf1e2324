/** Letters to insert, remove or change (Levenshtein); as many as the longer one has when the lengths are far apart. */
export function distance(a: string, b: string): number {
	if (Math.abs(a.length - b.length) > 4) return Math.max(a.length, b.length);
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		row = next;
	}
	return row[b.length]!;
}
