/**
 * A boundary for a multipart (RFC 2046 §5.1.1): nobody can guess it, and it stands in none of `contents`. `=_` never
 * occurs in quoted-printable or base64, so only parts that are written as they are need to be given.
 */
export function newBoundary(contents: Uint8Array[], random = () => crypto.randomUUID().replace(/-/g, '')): string {
	for (;;) {
		const boundary = `=_${random()}`;
		const bytes = new TextEncoder().encode(boundary);
		if (!contents.some((content) => contains(content, bytes))) return boundary;
	}
}

function contains(content: Uint8Array, wanted: Uint8Array): boolean {
	for (let at = content.indexOf(wanted[0]!); at >= 0; at = content.indexOf(wanted[0]!, at + 1)) {
		let same = 1;
		while (same < wanted.length && content[at + same] === wanted[same]) same += 1;
		if (same === wanted.length) return true;
	}
	return false;
}
