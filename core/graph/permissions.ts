/** Permissions as Entra names them, least first, for one thing to do (permission tables of Microsoft Graph's pages; outlook-share-messages-folders). */
export interface Permissions {
	/** A signed-in person, in the own mailbox. */
	delegated: string;
	/** A signed-in person, in somebody else's or a shared mailbox. */
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

/** What each operation, and each list of the editors, needs. Every operation of the field list has its row. */
export const NEEDED = {
	'draft:create': 'Mail.ReadWrite',
	'draft:reply': 'Mail.ReadWrite',
	'draft:forward': 'Mail.ReadWrite',
	'draft:update': 'Mail.ReadWrite',
	'draft:send': 'Mail.Send',
	'draft:get': 'Mail.Read',
	'draft:getAll': 'Mail.Read',
	'draft:delete': 'Mail.ReadWrite',
	'draft:getStatus': 'Mail.Read',
	'message:send': 'Mail.Send',
	'attachment:add': 'Mail.ReadWrite',
	'attachment:getAll': 'Mail.Read',
	'attachment:remove': 'Mail.ReadWrite',
	'list the folders': 'Mail.ReadWrite',
	'list the people of the organisation': 'User.ReadBasic.All',
} as const;
