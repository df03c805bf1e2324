import { invalidField } from '../fields/read';
import { quoted } from '../errors';
import { wellKnownName } from './wellKnown';

// What Outlook on the web shows in the address line. Not documented by Microsoft; the shapes are those that people meet:
//   /mail/inbox   /mail/AAMk…%3D   /mail/0/AQMk…   /mail/support@contoso.com/AAMk…   /mail/inbox/id/AAQk…   /owa/?path=/mail/AAMk…

/** A folder's id as Exchange writes it (and Outlook on the web shows it) in Graph's form: `-` for `/`, `_` for `+`. */
export function toGraphId(id: string): string {
	return id.replace(/\//g, '-').replace(/\+/g, '_');
}

/** Whether a text is a folder's id: Exchange's ids begin with AAMk or AQMk, of any other only a long one can be told from a name. */
export function looksLikeId(text: string): boolean {
	return /^A[AQ]Mk[\w+/=-]{16,}$/.test(text) || /^[\w+=-]{80,}$/.test(text);
}

/** The folder id, in Graph's form, or well-known name in the address of a folder in Outlook on the web. Sends nothing. */
export function folderOfAddress(address: string): string {
	const url = urlOf(address);
	const folder = partsOf(address)
		.filter((part) => part !== '' && !/^\d{1,3}$/.test(part) && !part.includes('@'))
		.join('/');
	if (url?.protocol === 'https:' && looksLikeId(folder)) return toGraphId(folder);
	const known = wellKnownName(folder);
	if (url?.protocol === 'https:' && known !== undefined) return known;
	throw invalidField(
		'folder',
		`${quoted(address)} is not the address of a folder in Outlook on the web.`,
		'Open the folder in Outlook on the web and copy the whole address, for example ' +
			'https://outlook.office.com/mail/AAMk..., or choose the folder from the list.',
	);
}

/** Whose mailbox the address shows; undefined: it does not say, as for the own one. */
export function mailboxOfAddress(address: string): string | undefined {
	return partsOf(address).find((part) => part.includes('@'));
}

const urlOf = (address: string) => (URL.canParse(address) ? new URL(address) : undefined);

/** The steps behind `/mail/`, without those of an open conversation. */
function partsOf(address: string): string[] {
	// `+` belongs to the id here, so the query is not read as a form's.
	const inQuery = /[?#&]path=([^&]+)/.exec(address)?.[1];
	const path = inQuery === undefined ? (urlOf(address)?.pathname ?? '') : inQuery;
	// An id's own slashes are encoded as long as the path is; one that was decoded as a whole has them bare.
	const rest = /(?:^|\/)mail\/(.+)$/i.exec(path.includes('/') ? path : decoded(path))?.[1] ?? '';
	return rest
		.replace(/\/id\/.*$/i, '')
		.split('/')
		.map(decoded);
}

/** Takes percent-encoding off, also where it was put on twice; text that is none stays. */
export function decoded(text: string): string {
	let current = text;
	for (let times = 0; times < 2 && current.includes('%'); times++) {
		try {
			current = decodeURIComponent(current);
		} catch {
			return current;
		}
	}
	return current;
}
