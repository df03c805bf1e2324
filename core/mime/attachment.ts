import { invalidInput, quoted } from '../errors';
import { leaf, type Entity } from './entity';
import { parameterHeader, plainHeader, refuseLineBreaks } from './headers';
import { bytesToCrlf } from './newlines';
import { readMediaType, type Parameter } from './parameters';

/** A file of a message; the members are those of Graph's `fileAttachment`, its content not yet encoded. */
export interface MimeAttachment {
	name?: string;
	/** Any content type, with or without parameters; unknown is `application/octet-stream`. */
	contentType?: string;
	content: Uint8Array;
	/** With `isInline`, what the html shows it by: `<img src="cid:…">`. With or without angle brackets. */
	contentId?: string;
	isInline?: boolean;
}

const UNKNOWN = 'application/octet-stream';

export function attachmentEntity({ name, contentType, content, contentId, isInline }: MimeAttachment): Entity {
	const label = `Attachment ${quoted(name ?? '')}`;
	refuseLineBreaks(name ?? '', label);
	const media = readMediaType(contentType === undefined || contentType.trim() === '' ? UNKNOWN : contentType, label);
	const fileName = (parameter: string): Parameter[] => (name === undefined || name === '' ? [] : [[parameter, name]]);
	const message = media.type.startsWith('message/') ? messageContent(content) : undefined;
	// RFC 2046 §5.1 and §5.2.1: these types must not be in base64. What cannot be written without it goes as bytes of a file.
	const mustNotBeEncoded = /^(?:message|multipart)\//.test(media.type);
	const type = mustNotBeEncoded && !message ? UNKNOWN : media.type;
	const parameters =
		type === media.type ? media.parameters.filter(([parameter]) => !/^(?:file)?name\b/.test(parameter)) : [];
	const headers = [
		parameterHeader('Content-Type', type, [...parameters, ...fileName('name')]),
		parameterHeader('Content-Disposition', isInline ? 'inline' : 'attachment', fileName('filename')),
		...(contentId === undefined || contentId === ''
			? []
			: [plainHeader('Content-ID', `<${readContentId(contentId, label)}>`)]),
	];
	return message ? leaf(headers, message.encoding, message.bytes) : leaf(headers, 'base64', content);
}

/** A message attached as such, with CRLF line ends; undefined when it has lines too long, or NUL, for 8bit (RFC 2045 §2.8). */
function messageContent(content: Uint8Array): { encoding: '7bit' | '8bit'; bytes: Uint8Array } | undefined {
	const bytes = bytesToCrlf(content);
	let lineStart = 0;
	let isAscii = true;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte === 0) return undefined;
		if (byte > 127) isAscii = false;
		if (byte === 10) lineStart = at + 1;
		else if (byte !== 13 && at - lineStart >= 998) return undefined;
	}
	return { encoding: isAscii ? '7bit' : '8bit', bytes };
}

function readContentId(contentId: string, label: string): string {
	const bare = contentId
		.trim()
		.replace(/^<(.*)>$/, '$1')
		.replace(/^cid:/i, '');
	if (/^[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/.test(bare)) return bare;
	throw invalidInput(
		`${label}: ${quoted(contentId)} cannot be a content id.`,
		'Use letters, digits, dots and hyphens, for example logo@contoso.com.',
	);
}
