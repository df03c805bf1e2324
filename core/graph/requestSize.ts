import { invalidInput } from '../errors';

/** Bytes of a request: one of this size was rejected with 413 (OBS pnp/cli-microsoft365#3832). */
const TOO_LARGE = 4 * 1024 * 1024;

/** Rejects what is too large for one request, with the sizes. */
export function checkSize(body: unknown): void {
	const json = JSON.stringify(body);
	// A character is at most three bytes.
	if (json.length * 3 < TOO_LARGE) return;
	const size = new TextEncoder().encode(json).length;
	if (size < TOO_LARGE) return;
	throw invalidInput(
		`The message has ${size.toLocaleString('en-US')} bytes as JSON; Outlook accepts less than ` +
			`${TOO_LARGE.toLocaleString('en-US')} in one request.`,
		'Shorten the body or move large content into a file that you link to.',
	);
}
