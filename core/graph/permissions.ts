/**
 * Permissions as Entra names them, least first, for one thing to do (permission tables of Microsoft Graph's pages;
 * outlook-share-messages-folders).
 */
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

/** A permission that an account has to hold, as Entra names it. */
export interface NeededPermission {
	name: string;
	/** What it is for, for people to read. */
	purpose: string;
	/** Drafts can be made without it. */
	optional: boolean;
}

/** What the operations' permissions are for. `Mail.Read` is part of `Mail.ReadWrite`. */
const PURPOSES: Record<MailPermission, string> = {
	'Mail.Read': 'to read drafts and messages',
	'Mail.ReadWrite': 'to make, change and delete drafts',
	'Mail.Send': 'to send messages',
};
const MORE_PURPOSES: Record<string, string> = {
	'Mail.ReadWrite.Shared': 'to do the same in mailboxes of others',
	'Mail.Send.Shared': 'to send from mailboxes of others',
	'User.ReadBasic.All': 'to choose mailboxes from a list (optional)',
	'User.Read.All': 'to choose mailboxes from a list (optional)',
	openid: 'to sign in',
	profile: 'to show who has signed in',
	offline_access: 'to stay signed in',
};

/** What a permission is for; empty for one that nothing here needs. */
export const purposeOf = (name: string): string => PURPOSES[name as MailPermission] ?? MORE_PURPOSES[name] ?? '';

/** The permissions of an account of this kind, sending left out. `asksFor`: what a person's sign-in asks for. */
export function neededPermissions(signIn: 'delegated' | 'application', asksFor: string[]): NeededPermission[] {
	const { delegated, application } = permissionsFor('Mail.ReadWrite');
	const drafts = signIn === 'application' ? application : delegated;
	const people = permissionsFor(NEEDED_BY_LISTS['list the people of the organisation']);
	const others = signIn === 'application' ? [people.application] : asksFor.filter((name) => name in MORE_PURPOSES);
	return [
		{ name: drafts, purpose: purposeOf(drafts), optional: false },
		...others
			.filter((name) => !/^(openid|profile|offline_access|Mail\.Send.*)$/.test(name))
			.map((name) => ({ name, purpose: purposeOf(name), optional: true })),
	];
}

/** Names of permissions that include another one (Microsoft Graph, "permissions-reference"). */
const INCLUDED_IN: Record<string, string[]> = {
	'Mail.ReadWrite': ['Mail.ReadWrite.Shared'],
	'Mail.Send': ['Mail.Send.Shared'],
	'User.ReadBasic.All': ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'],
	'User.Read.All': ['User.ReadWrite.All', 'Directory.Read.All'],
};

/** Whether a token's permissions include this one. */
export function isGranted(name: string, granted: string[]): boolean {
	const names = [name, ...(INCLUDED_IN[name] ?? [])].map((one) => one.toLowerCase());
	return granted.some((one) => names.includes(one.toLowerCase()));
}
