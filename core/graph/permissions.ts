/** Permissions as Entra names them, least first, for one thing to do (permission tables of Microsoft Graph's pages; outlook-share-messages-folders). */
export interface Permissions {
	/** A signed-in person, in the own mailbox. */
	delegated: string;
	/** A signed-in person, in someone else's or a shared mailbox. */
	otherMailbox: string;
	application: string;
}

/** By what a Purpose calls `permission`. */
const PERMISSIONS: Record<string, Permissions> = {
	'Mail.ReadWrite': {
		delegated: 'Mail.ReadWrite',
		otherMailbox: 'Mail.ReadWrite.Shared',
		application: 'Mail.ReadWrite',
	},
	'Mail.Read': { delegated: 'Mail.Read', otherMailbox: 'Mail.Read.Shared', application: 'Mail.Read' },
	'Mail.Send': { delegated: 'Mail.Send', otherMailbox: 'Mail.Send.Shared', application: 'Mail.Send' },
	'User.Read': { delegated: 'User.Read', otherMailbox: 'User.ReadBasic.All', application: 'User.Read.All' },
	'User.ReadBasic.All': {
		delegated: 'User.ReadBasic.All',
		otherMailbox: 'User.ReadBasic.All',
		application: 'User.Read.All',
	},
	'User.Read.All': {
		delegated: 'User.ReadBasic.All',
		otherMailbox: 'User.ReadBasic.All',
		application: 'User.Read.All',
	},
};

export function permissionsFor(permission: string): Permissions {
	return PERMISSIONS[permission] ?? { delegated: permission, otherMailbox: permission, application: permission };
}

/** What the lists of the editors need. What operations need is in their registry. */
export const NEEDED_BY_LISTS = {
	'list the folders': 'Mail.ReadWrite',
	'list the people of the organisation': 'User.ReadBasic.All',
} as const;

/** What an operation, or a list, needs for its work on messages and folders. */
export type MailPermission = 'Mail.Read' | 'Mail.ReadWrite' | 'Mail.Send';

/**
 * What the account needs for one request: what the operation needs as a whole, since less would only lead to the next refusal. An
 * operation that sends needs one permission to send and another for its work on the draft.
 */
export function permissionOf(method: string, own: string | undefined, ofOperation: MailPermission): string {
	if (own !== undefined) return own;
	if (ofOperation === 'Mail.Send') return method === 'GET' ? 'Mail.Read' : 'Mail.ReadWrite';
	return ofOperation;
}
