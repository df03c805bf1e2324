import { invalidInput } from '../errors';
import { base64Length } from './base64';

/** "The maximum request length supported is 4MB", counted on the base64 that is sent. */
export const LARGEST_REQUEST = 4 * 1024 * 1024;

/** Refuses a MIME message whose base64 does not fit into one request; Graph takes no MIME message in pieces. */
export function checkMimeSize(mimeBytes: number): void {
	const requestBytes = base64Length(mimeBytes);
	if (requestBytes <= LARGEST_REQUEST) return;
	throw invalidInput(
		`MIME message: it has ${inFull(mimeBytes)} bytes, which become ${inFull(requestBytes)} bytes of base64; Outlook takes at most ${inFull(LARGEST_REQUEST)} in one request.`,
		'Fill in the message in fields, with Any Header (MIME) off: attachments are then uploaded one by one and can have 150 MB each. Or make them smaller.',
	);
}

const inFull = (bytes: number) => String(bytes).replace(/\B(?=(?:\d{3})+$)/g, ',');
