/**
 * A short name for a text, the same in every run (FNV-1a and the length): for content ids, so that a draft that is updated still shows the
 * images it has.
 */
export function hashedId(text: string): string {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return `${(hash >>> 0).toString(16).padStart(8, '0')}.${text.length.toString(16)}`;
}
