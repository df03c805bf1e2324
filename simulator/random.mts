/** A number in [0, 1) that depends on its arguments only, whole numbers: chance that can be repeated. The mixing is MurmurHash3's. */
export function chance(...parts: number[]): number {
	let hash = 0x9747b28c;
	for (const part of parts) {
		let mixed = Math.imul(part | 0, 0xcc9e2d51);
		mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
		hash ^= mixed;
		hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
