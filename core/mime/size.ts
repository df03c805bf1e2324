import { DraftError, invalidInput } from '../errors';
import { base64Length } from './base64';

/** "The maximum request length supported is 4MB", counted on the base64 that is sent. */
export const LARGEST_REQUEST = 4 * 1024 * 1024;

/** Rejects a MIME message whose base64 does not fit into one request; Graph takes no MIME message in pieces. */
export function checkMimeSize(mimeBytes: number): void {
	const requestBytes = base64Length(mimeBytes);
	if (requestBytes <= LARGEST_REQUEST) return;
	throw invalidInput(
		`MIME message: it has ${inFull(mimeBytes)} bytes, which become ${inFull(requestBytes)} bytes of base64; ` +
			`Outlook takes at most ${inFull(LARGEST_REQUEST)} in one request.`,
		'Fill in the message in fields, with Any Header (MIME) off: attachments are then uploaded one by one and ' +
			'can have 150 MB each. Or make them smaller.',
	);
}

/** MIME of more than about 2,240 KB was answered 200, and nothing was made or sent (OBS docs#13979, 2021). */
const LARGEST_THAT_IS_SAFE = 2_240 * 1_024;

/** Says in the error of a message that was answered without a word what is known of large ones. */
export function explainLargeMime(error: DraftError, mimeBytes: number): DraftError {
	const { code, message, cause } = error;
	if (!cause.saysNothing || mimeBytes <= LARGEST_THAT_IS_SAFE) return error;
	return new DraftError(code, message, {
		...cause,
		hint:
			'Outlook was seen to answer like this to MIME messages of more than about 2,240 KB, without creating ' +
			`anything; this one has ${inFull(mimeBytes)} bytes. Check the mailbox, and fill in the message in ` +
			'fields, with Any Header (MIME) off.',
	});
}

const inFull = (bytes: number) => String(bytes).replace(/\B(?=(?:\d{3})+$)/g, ',');
