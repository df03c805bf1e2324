import type { Person } from './types.mts';

/** Microsoft's fictitious tenant and people; nobody here exists. */
export const TENANT = { name: 'contoso', id: '72f988bf-0000-4000-8000-000000000001', displayName: 'Contoso' };

export const DEMO_APP = {
	tenant: TENANT.name,
	tenantId: TENANT.id,
	clientId: '11111111-2222-4333-8444-555555555555',
	clientSecret: 'simulator-secret',
};

const guid = (last: number): string => `94447c6e-ea4c-494c-a9ed-${String(last).padStart(12, '0')}`;

/** The first one signs in where no other is named. */
export const people: Person[] = [
	{ id: guid(1), displayName: 'Megan Bowen', userPrincipalName: 'megan.bowen@contoso.com', mail: 'megan.bowen@contoso.com', kind: 'user' },
	{ id: guid(2), displayName: 'Adele Vance', userPrincipalName: 'AdeleV@contoso.onmicrosoft.com', mail: 'AdeleV@contoso.onmicrosoft.com', kind: 'user' },
	{ id: guid(3), displayName: 'Alex Wilber', userPrincipalName: 'AlexW@contoso.OnMicrosoft.com', mail: 'AlexW@contoso.OnMicrosoft.com', kind: 'user' },
	{ id: guid(4), displayName: 'Support', userPrincipalName: 'support@contoso.com', mail: 'support@contoso.com', kind: 'shared' },
	{ id: guid(5), displayName: 'Sales', userPrincipalName: 'sales@contoso.com', mail: 'sales@contoso.com', kind: 'shared' },
	{ id: guid(6), displayName: 'Anna Fabrikam', userPrincipalName: 'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com', mail: 'anna@fabrikam.com', kind: 'guest' },
	{ id: guid(7), displayName: 'No Licence', userPrincipalName: 'nolicence@contoso.com', mail: null, kind: 'unlicensed' },
];

export interface FolderSeed {
	name: string;
	wellKnown?: string;
	/** Last part of a well-known folder's id. */
	tag?: number;
	hidden?: boolean;
	/** Makes it a search folder. */
	searchQuery?: string;
	children?: FolderSeed[];
}

/** Folders below the root of a mailbox. Names: DOC resources/mailfolder; which are hidden: RECALL */
export const visibleTree: FolderSeed[] = [
	{ name: 'Archive', wellKnown: 'archive', tag: 0x57 },
	{ name: 'Clutter', wellKnown: 'clutter', tag: 0x58, hidden: true },
	{ name: 'Conversation History', wellKnown: 'conversationhistory', tag: 0x59 },
	{ name: 'Deleted Items', wellKnown: 'deleteditems', tag: 0x0a },
	{ name: 'Drafts', wellKnown: 'drafts', tag: 0x0f },
	{
		name: 'Inbox',
		wellKnown: 'inbox',
		tag: 0x0c,
		children: [{ name: 'Clients', children: [{ name: 'ACME' }, { name: 'Fabrikam' }] }, { name: 'Projects' }],
	},
	{ name: 'Junk Email', wellKnown: 'junkemail', tag: 0x19 },
	{ name: 'Outbox', wellKnown: 'outbox', tag: 0x0b },
	{ name: 'Scheduled', wellKnown: 'scheduled', tag: 0x5a, hidden: true },
	{ name: 'Sent Items', wellKnown: 'sentitems', tag: 0x09 },
	// DOC user-list-mailfolders has it in its sample.
	{ name: 'Weekly digests', searchQuery: "contains(subject, 'weekly digest')" },
	{
		name: 'Sync Issues',
		wellKnown: 'syncissues',
		tag: 0x14,
		hidden: true,
		children: [
			{ name: 'Conflicts', wellKnown: 'conflicts', tag: 0x13, hidden: true },
			{ name: 'Local Failures', wellKnown: 'localfailures', tag: 0x15, hidden: true },
			{ name: 'Server Failures', wellKnown: 'serverfailures', tag: 0x16, hidden: true },
		],
	},
];

/** Reachable by name, not listed below the root. */
export const outsideTree: FolderSeed[] = [
	{ name: 'Finder', wellKnown: 'searchfolders', tag: 0x07, hidden: true },
	{ name: 'Deletions', wellKnown: 'recoverableitemsdeletions', tag: 0x3c, hidden: true },
];
