const CR = 13;
const LF = 10;

/** Every line end (CRLF, LF, CR) becomes CRLF, the only one of RFC 5322 §2.3; nothing else changes. */
export function toCrlf(text: string): string {
	return text.replace(/\r\n|\r|\n/g, '\r\n');
}

/** The bytes of a message given as text: UTF-8, CRLF only. */
export function messageFromText(text: string): Uint8Array {
	return new TextEncoder().encode(toCrlf(text));
}

/** Like `toCrlf`, on bytes of any charset that keeps ASCII. Returns the same array when nothing had to change. */
export function bytesToCrlf(bytes: Uint8Array): Uint8Array {
	let missing = 0;
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] === CR && bytes[at + 1] !== LF) missing += 1;
		else if (bytes[at] === LF && bytes[at - 1] !== CR) missing += 1;
	}
	if (missing === 0) return bytes;
	const result = new Uint8Array(bytes.length + missing);
	let to = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte === LF && bytes[at - 1] !== CR) result[to++] = CR;
		result[to++] = byte;
		if (byte === CR && bytes[at + 1] !== LF) result[to++] = LF;
	}
	return result;
}

/** Whether a line ends with LF or CR alone. */
export function hasBareLineEnd(bytes: Uint8Array): boolean {
	for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) if (bytes[at - 1] !== CR) return true;
	for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) return true;
	return false;
}
