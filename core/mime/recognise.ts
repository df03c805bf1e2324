import { decodeBase64 } from './base64';

/** What something that is not a message looks like: completes "this is …". */
interface NotAMessage {
	is: string;
	/** What to do about it. */
	hint: string;
	/** False when nothing is known but that it has no headers of a message. */
	sure: boolean;
}

const GIVE_MESSAGE = 'Give the whole message, headers first, as in an .eml file.';
const ATTACH =
	'To send it, set Message Comes From to Fields and attach it; a MIME message is needed here, as in an .eml file.';

export const BASE64_OF_MESSAGE = 'base64 of a message, so that the message would be encoded twice';

/** First bytes of files, in hexadecimal. */
const SIGNATURES: Array<[start: string, is: string, hint?: string]> = [
	['255044462d', 'a PDF file'],
	[
		'd0cf11e0a1b11ae1',
		'an Outlook message file (.msg) or an older Office document',
		"Save the message as .eml, or use Get Draft with Download as .eml: Outlook's own .msg format is not a MIME message.",
	],
	['789f3e22', 'a winmail.dat file (TNEF)'],
	['2142444e', 'an Outlook data file (.pst)', 'Export the single message as .eml.'],
	['89504e470d0a1a0a', 'a PNG image'],
	['ffd8ff', 'a JPEG image'],
	['47494638', 'a GIF image'],
	['424d', 'a BMP image'],
	['49492a00', 'a TIFF image'],
	['4d4d002a', 'a TIFF image'],
	['52494646', 'a WebP image, or sound or video'],
	['1f8b', 'a gzip archive'],
	['377abcaf271c', 'a 7-Zip archive'],
	['526172211a07', 'a RAR archive'],
	['7b5c727466', 'an RTF document'],
	['4d5a90', 'a Windows program'],
	['7f454c46', 'a Linux program'],
	['53514c69746520666f726d6174', 'an SQLite database'],
];

/** Names that at least one header of a real message has. */
const USUAL_NAME =
	/^(?:from|to|cc|bcc|subject|date|message-id|sender|reply-to|received|return-path|delivered-to|mime-version|content-(?:type|transfer-encoding|disposition|class)|in-reply-to|references|resent-[a-z-]+|list-[a-z-]+|x-[!-9;-~]+|dkim-signature|arc-[a-z-]+|authentication-results|received-spf|envelope-to|importance|precedence|auto-submitted|user-agent|thread-[a-z]+|newsgroups)$/i;

/** How much is looked at: enough for the first headers of any message. */
const LOOK_AT = 64 * 1024;

/** Undefined for what begins like a message (RFC 5322, also behind an mbox line or a byte order mark); never throws. */
export function recognise(bytes: Uint8Array): NotAMessage | undefined {
	if (bytes.length === 0) return { is: 'empty', hint: GIVE_MESSAGE, sure: true };
	return fromSignature(bytes) ?? fromText(bytes);
}

function fromSignature(bytes: Uint8Array): NotAMessage | undefined {
	const wide = wideText(bytes);
	if (wide) return { is: wide, hint: 'Convert it to UTF-8, or save the message as .eml again.', sure: true };
	const start = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
	if (start.startsWith('504b0304')) return zipFile(bytes);
	const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
	// BM, MZ and the like are letters too: text does not hold NUL.
	if (
		known &&
		(known[0].length > 8 ||
			/[^\x20-\x7e]/.test(latin1(bytes.subarray(0, known[0].length / 2))) ||
			bytes.subarray(0, 1000).includes(0))
	) {
		return { is: known[1], hint: known[2] ?? ATTACH, sure: true };
	}
	// DER of CMS signedData or envelopedData: SEQUENCE, then the OID 1.2.840.113549.1.7.
	if (bytes[0] === 0x30 && start.includes('06092a864886f70d0107')) {
		return {
			is: 'a bare S/MIME object (.p7m)',
			hint: 'Put it into a message with Content-Type: application/pkcs7-mime, in base64.',
			sure: true,
		};
	}
	return undefined;
}

/** UTF-16 or UTF-32, by its mark or by NUL beside every letter. */
function wideText(bytes: Uint8Array): string | undefined {
	const [first, second, third, fourth] = bytes;
	if (
		(first === 0xff && second === 0xfe && third === 0 && fourth === 0) ||
		(first === 0 && second === 0 && third === 0xfe && fourth === 0xff)
	)
		return 'text in UTF-32';
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'text in UTF-16';
	const sample = bytes.subarray(0, 64);
	if (sample.length < 8) return undefined;
	const isWide = (nulAt: number) => sample.every((byte, at) => (at % 2 === nulAt) === (byte === 0));
	return isWide(0) || isWide(1) ? 'text in UTF-16' : undefined;
}

function zipFile(bytes: Uint8Array): NotAMessage {
	const names = latin1(bytes.subarray(0, LOOK_AT));
	const office = [
		['word/', 'a Word document (.docx)'],
		['xl/', 'an Excel workbook (.xlsx)'],
		['ppt/', 'a PowerPoint presentation (.pptx)'],
	].find(([folder]) => names.includes(folder!));
	const is = office?.[1] ?? (names.includes('[Content_Types].xml') ? 'an Office document' : 'a ZIP archive');
	return {
		is,
		hint: office
			? ATTACH
			: 'Unpack it first and give the .eml file that is in it, or set Message Comes From to Fields and attach it.',
		sure: true,
	};
}

function fromText(bytes: Uint8Array): NotAMessage | undefined {
	const all = latin1(bytes.subarray(0, LOOK_AT)).replace(/^\xef\xbb\xbf/, '');
	const text = all.trimStart();
	if (text === '') return { is: bytes.length > LOOK_AT ? 'only white space' : 'empty', hint: GIVE_MESSAGE, sure: true };
	const known = likeKnownText(text, bytes);
	if (known) return known;
	const block = headerBlock(all);
	if (/^\s/.test(all) && hasUsualName(headerBlock(text))) {
		return {
			is: 'a message with white space before its first header, so that Outlook would see no headers',
			hint: 'Remove everything before the first header.',
			sure: true,
		};
	}
	if (hasUsualName(block)) return escapedLineBreaks(block);
	const isHeaders = /^[!-9;-~]+[ \t]*:/.test(all);
	return isHeaders
		? {
				is: 'text without any usual header of a message, such as From, To, Subject or Content-Type',
				hint: GIVE_MESSAGE,
				sure: false,
			}
		: {
				is: 'not a MIME message: it does not begin with headers such as From: or Subject:',
				hint: GIVE_MESSAGE,
				sure: false,
			};
}

/** Lines up to the first empty one, without an mbox line (`From sender date`) before them. */
function headerBlock(text: string): string {
	const block = text.replace(/^>?From [^\r\n]*(?:\r\n|\r|\n)/, '');
	const end = block.search(/\r\n\r\n|\n\n|\r\r|\n\r\n/);
	return end < 0 ? block : block.slice(0, end);
}

function hasUsualName(block: string): boolean {
	if (!/^[!-9;-~]+[ \t]*:/.test(block)) return false;
	return block
		.split(/\r\n|\r|\n/)
		.some((line) => USUAL_NAME.test(line.slice(0, 200).split(':', 1)[0]!.trimEnd()) && line.includes(':'));
}

/** One line that holds the others as `\n`, as when JSON text was escaped twice. */
function escapedLineBreaks(block: string): NotAMessage | undefined {
	if (/[\r\n]/.test(block) || !/(?:\\r)?\\n[A-Za-z-]{2,40}:/.test(block)) return undefined;
	return {
		is: 'a message whose line breaks are written as \\n',
		hint: 'Use real line breaks: the text was escaped once too often.',
		sure: true,
	};
}

function likeKnownText(text: string, bytes: Uint8Array): NotAMessage | undefined {
	const start = text.slice(0, 2000);
	const sure = (is: string, hint: string): NotAMessage => ({ is, hint, sure: true });
	if (/^\[object \w+\]/.test(start))
		return sure(
			`the text ${start.slice(0, start.indexOf(']') + 1)}`,
			'Choose the value itself in the expression, not the object that holds it.',
		);
	if (/^<(?:!doctype html|html|head|body|p|div|table|span|br|h[1-6]|a|b|style|meta|!--)\b/i.test(start))
		return sure('an HTML page', 'Set Message Comes From to Fields, and Body Type to HTML.');
	if (/^<\?xml/i.test(start)) return sure('an XML document', ATTACH);
	if (/^[{[]\s*(?:["{[\d\]}tfn-]|$)/.test(start))
		return sure(
			'JSON',
			'For a Microsoft Graph message object, set Message Comes From to Graph JSON; otherwise choose the field that holds the MIME text.',
		);
	if (/^data:[^,\s]{0,200},/i.test(start))
		return sure('a data URI', 'Set Message Comes From to Base64, which reads data URIs.');
	if (/^[a-z][a-z0-9+.-]{1,20}:\/\/\S+\s*$/i.test(start))
		return sure('an address (URL)', 'Download the message first and give its content.');
	if (/^(?:[A-Za-z]:\\|\\\\|\/|~\/|\.{1,2}[\\/])[^\r\n]*\s*$/.test(start))
		return sure('the path of a file', 'Read the file first and give its content.');
	if (/^[^\r\n:]{1,200}\.(?:eml|msg|txt|mht)\s*$/i.test(start))
		return sure('the name of a file', 'Read the file first and give its content.');
	if (/^HTTP\/\d/.test(start)) return sure('the answer of a web server with its own headers', 'Give only its body.');
	if (/^BEGIN:VCALENDAR/i.test(start))
		return sure(
			'a calendar file (iCalendar)',
			'Set Message Comes From to Fields, switch Any Header (MIME) on and attach it.',
		);
	if (/^BEGIN:VCARD/i.test(start)) return sure('a contact (vCard)', ATTACH);
	if (/^-----BEGIN /.test(start)) return sure('a PEM or PGP block', 'Give the whole message, headers first.');
	if (/^[\w+/=\s-]{16,}$/.test(start) && isBase64OfMessage(text)) {
		return sure(BASE64_OF_MESSAGE, 'Set Message Comes From to Base64, or encode it only once.');
	}
	return bytes.subarray(0, 1000).includes(0) && !hasUsualName(headerBlock(text))
		? sure('binary data', ATTACH)
		: undefined;
}

function isBase64OfMessage(text: string): boolean {
	const unwrapped = text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
	const decoded = decodeBase64(unwrapped.slice(0, 20_000 - (20_000 % 4)));
	return !('wrongAt' in decoded) && recognise(decoded) === undefined;
}

const decoder = new TextDecoder('latin1');
const latin1 = (bytes: Uint8Array) => decoder.decode(bytes);
