/** The index of the first of ascending numbers that is not below `least`; their count if there is none. */
export function firstFrom(ascending: number[], least: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ascending[middle]! < least) low = middle + 1;
		else high = middle;
	}
	return low;
}
