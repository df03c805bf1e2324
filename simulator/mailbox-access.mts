import { accessDenied, GraphError, noRights } from './errors.mts';
import { checkMailPermission } from './permissions.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import type { AccessToken } from './tokens.mts';
import type { Mailbox, MailboxRights, People } from './types.mts';

const open: MailboxRights = { fullAccess: 'everyone', sendAs: 'everyone', sendOnBehalf: [] };
const closed: MailboxRights = { fullAccess: [], sendAs: [], sendOnBehalf: [] };

/** What others may do with a mailbox. */
export const rightsOf = ({ rights, kind }: Mailbox): MailboxRights =>
	rights ?? (kind === 'shared' || kind === 'guest' ? open : closed);

/** Is this person among them? */
export const includes = (people: People, person: Mailbox, store: Store): boolean =>
	people === 'everyone' || people.some((key) => store.find(key) === person);

const invalidUser = (key: string): GraphError =>
	new GraphError(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`);

/** Users without a mailbox that Graph reaches. OBS contrib#4340 */
function noMailbox(code: Switches['onPremisesAnswer']): GraphError {
	if (code === 'ResourceNotFound') return new GraphError(404, code, 'Resource could not be discovered.');
	// The code: DOC concepts/errors; status and text INFERRED
	if (code === 'extensionError')
		return new GraphError(
			403,
			code,
			'The mailbox is located on premises, or a policy prevents the application from accessing the mailbox.',
		);
	return new GraphError(404, code, 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.');
}

function checkExistence({ kind }: Mailbox, switches: Switches): void {
	if (kind === 'unlicensed' || (kind === 'guest' && switches.guestMailboxes === 'absent'))
		throw noMailbox('MailboxNotEnabledForRESTAPI');
	if (kind === 'on-premises') throw noMailbox(switches.onPremisesAnswer);
}

/** For applications alone. DOC auth-limit-mailbox-access */
function checkAccessPolicy(mailbox: Mailbox, token: AccessToken, store: Store, switches: Switches): void {
	const allowed = store.applications.find(token.clientId)?.mailboxes;
	if (allowed && !includes(allowed, mailbox, store))
		throw new GraphError(403, 'ErrorAccessDenied', switches.accessPolicyMessage);
}

/** A caller who may only read gets refusals whose text says at which step it failed. OBS docs#13865 (PATCH), public reports of 2026 (a create that names a property) */
function checkReading(method: string, rest: string[], mayRead: boolean): void {
	if (!mayRead) throw noRights();
	if (method === 'GET') return;
	const tail =
		method === 'PATCH'
			? ', Unable to get the parent Id of the object.'
			: rest.at(-1)?.toLowerCase() === 'messages'
				? ', Cannot get ID from name.'
				: '';
	const { status, code, message } = accessDenied();
	throw new GraphError(status, code, message + tail);
}

/**
 * The mailbox that a request means, if its token may do this there. The order of the checks is INFERRED.
 * `segments`: `me/…` or `users/{key}/…`.
 */
export function openMailbox(
	method: string,
	segments: string[],
	token: AccessToken,
	store: Store,
	switches: Switches,
): Mailbox {
	const isMe = segments[0].toLowerCase() === 'me';
	const key = isMe ? token.user : segments[1];
	const rest = segments.slice(isMe ? 1 : 2);
	const mailbox = store.find(key);
	const caller = token.kind === 'delegated' ? store.find(token.user) : undefined;
	// Personal accounts are not in the tenant's directory. INFERRED
	if (!mailbox || (mailbox.kind === 'personal' && mailbox !== caller)) throw invalidUser(key);
	const isOwn = mailbox === caller;
	// There is no permission for the mailboxes of others (table of permissions); the code INFERRED
	if (token.isPersonal && !isOwn) throw accessDenied();
	checkMailPermission(token, method, rest, isOwn);
	checkExistence(mailbox, switches);
	if (token.kind === 'application') checkAccessPolicy(mailbox, token, store, switches);
	else if (!isOwn && !(caller && includes(rightsOf(mailbox).fullAccess, caller, store)))
		checkReading(method, rest, caller !== undefined && includes(rightsOf(mailbox).read ?? [], caller, store));
	return mailbox;
}
