/**
 * A number of 53 bits for a text, in eleven characters: what is only compared need not be kept whole. Not for secrets. Two of
 * ten thousand texts share one with a chance of 1 in 10^8. (Two 32-bit multiplicative hashes side by side, as in public-domain cyrb53.)
 */
export function shortHash(text: string): string {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		high = Math.imul(high ^ unit, 0x9e3779b1);
		low = Math.imul(low ^ unit, 0x5f356495);
	}
	high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
	low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
	return (4_294_967_296 * (0x1fffff & low) + (high >>> 0)).toString(36).padStart(11, '0');
}
