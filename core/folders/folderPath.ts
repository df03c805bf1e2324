import { invalidField } from '../fields/read';
import { quoted } from '../errors';

/**
 * Reads a path such as `Inbox/Clients/ACME` or, as lists show it, `Inbox / Clients / ACME`. `\/` is a slash inside of a name,
 * `\\` a backslash. A slash at either end is left out.
 */
export function parseFolderPath(text: string): string[] {
	const names = (text.match(/(?:\\[\\/]|[^/])+|\//g) ?? []).filter(
		(part, index, parts) => part !== '/' || parts[index - 1] === '/',
	);
	const segments = names.map((name) => (name === '/' ? '' : name.replace(/\\([\\/])/g, '$1').trim()));
	if (segments.length === 0 || segments.some((segment) => segment === '')) {
		throw invalidField(
			'folder',
			`the path ${quoted(text)} has an empty part.`,
			'Write it like Inbox/Clients/ACME; a slash in a name is written \\/.',
		);
	}
	const step = segments.find((segment) => segment === '.' || segment === '..');
	if (step !== undefined)
		throw invalidField(
			'folder',
			`${quoted(step)} cannot be used in an address.`,
			'Start the path at the top of the mailbox.',
		);
	return segments;
}
