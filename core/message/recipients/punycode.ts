const BASE = 36;
const MOST_CODE_POINTS = 0x10ffff;

/**
 * The letters that a label beginning with `xn--` stands for (RFC 3492 §6.2); undefined: none. Newer versions of `URL` let every
 * such label pass, so that a mistyped one would only be found when the mail comes back.
 */
export function fromPunycode(label: string): string | undefined {
	const text = label.slice(4).toLowerCase();
	const delimiter = text.lastIndexOf('-');
	const points = [...text.slice(0, Math.max(0, delimiter))];
	let code = 128;
	let bias = 72;
	let position = 0;
	for (let at = delimiter + 1; at < text.length; ) {
		const before = position;
		let weight = 1;
		for (let k = BASE; ; k += BASE) {
			const digit = digitOf(text.charCodeAt(at++));
			if (digit === undefined) return undefined;
			position += digit * weight;
			const threshold = Math.min(Math.max(k - bias, 1), 26);
			if (digit < threshold) break;
			weight *= BASE - threshold;
			if (weight > MOST_CODE_POINTS * 256) return undefined;
		}
		const length = points.length + 1;
		bias = adapted(position - before, length, before === 0);
		code += Math.floor(position / length);
		position %= length;
		if (code > MOST_CODE_POINTS) return undefined;
		points.splice(position++, 0, String.fromCodePoint(code));
	}
	return points.join('');
}

/** The value of a letter or digit; undefined behind the end of the text. */
function digitOf(char: number): number | undefined {
	if (char >= 0x30 && char <= 0x39) return char - 0x30 + 26;
	return char >= 0x61 && char <= 0x7a ? char - 0x61 : undefined;
}

/** RFC 3492 §6.1. */
function adapted(delta: number, length: number, isFirst: boolean): number {
	let left = Math.floor(delta / (isFirst ? 700 : 2));
	left += Math.floor(left / length);
	let k = 0;
	for (; left > 455; k += BASE) left = Math.floor(left / 35);
	return k + Math.floor((36 * left) / (left + 38));
}
