/** The header of a MIME message as bytes: what a parser that hands out values does not tell. */

/** Where the body begins: behind the first empty line, or the end. */
export function bodyStart(mime: Buffer): number {
	for (let at = 0; at < mime.length; ) {
		const end = mime.indexOf(0x0a, at);
		if (end < 0) return mime.length;
		if (end === at || (end === at + 1 && mime[at] === 0x0d)) return end + 1;
		at = end + 1;
	}
	return mime.length;
}

/**
 * Header fields in bytes that are no UTF-8 are read as Windows-1252, whatever charset the sender meant: such mail breaks RFC 5322, and
 * Exchange falls back to a code page. INFERRED. The body stays as it is.
 */
export function withReadableHeader(mime: Buffer): Buffer {
	const start = bodyStart(mime);
	const header = mime.subarray(0, start);
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(header);
		return mime;
	} catch {
		return Buffer.concat([Buffer.from(new TextDecoder('windows-1252').decode(header), 'utf8'), mime.subarray(start)]);
	}
}

/** The header's fields as they are, folded lines together with their line ends. */
export function headerFields(mime: Buffer): string[] {
	return mime
		.toString('latin1', 0, bodyStart(mime))
		.split(/(?<=\n)(?![ \t])/)
		.filter((field) => field.trim() !== '');
}

const isOfContent = (field: string): boolean => /^content-/i.test(field);

/** The message without the fields that belong to its transport: the MIME entity that a signature covers together with its body. */
export function entityOf(mime: Buffer): Buffer {
	const fields = headerFields(mime).filter(isOfContent).join('');
	return Buffer.concat([Buffer.from(`${fields}\r\n`, 'latin1'), mime.subarray(bodyStart(mime))]);
}

/** The other way round: the header of one message, the content of an entity to the byte. */
export function withEntity(mime: Buffer, entity: Buffer): Buffer {
	const fields = headerFields(mime)
		.filter((field) => !isOfContent(field))
		.join('');
	return Buffer.concat([Buffer.from(fields, 'latin1'), entity]);
}
