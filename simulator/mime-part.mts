const crlf = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');

function find(
	mime: Buffer,
	from: number,
	begin: string,
	content: Buffer,
	end: string,
): { content: Buffer; end: number } | undefined {
	const at = mime.indexOf(Buffer.concat([Buffer.from(begin), content, Buffer.from(end)]), from);
	return at < 0 ? undefined : { content, end: at + begin.length + content.length };
}

/**
 * The parser hands out a part that was not encoded with line feeds as its line ends and with one more at its end. Here it is as it stands
 * in the message behind the offset `from`: between an empty line and a boundary. Undefined: nowhere so, because it was encoded or is the whole message.
 */
export function literalPart(mime: Buffer, parsed: Buffer, from: number): { content: Buffer; end: number } | undefined {
	if (parsed.at(-1) !== 0x0a) return undefined;
	const content = parsed.subarray(0, -1);
	return find(mime, from, '\r\n\r\n', crlf(content), '\r\n--') ?? find(mime, from, '\n\n', content, '\n--');
}
