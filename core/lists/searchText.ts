/** Letters that Unicode does not take apart into a letter and an accent. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Text as searching compares it: without accents and letter case, and with slashes that stand between names closed up. */
export function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
		.replace(/\s*\/\s*/g, '/');
}

/** A test for texts that hold every word of what a person typed, in any order. */
export function matcher(search: string): (text: string) => boolean {
	const words = folded(search)
		.split(/\s+/)
		.filter((word) => word !== '');
	return (text) => {
		const target = folded(text);
		return words.every((word) => target.includes(word));
	};
}
