import type { Registration } from './entra/applications.mts';
import type { Person } from './types.mts';

/** Microsoft's fictitious tenant and people; nobody here exists. */
export const TENANT = {
	name: 'contoso',
	id: '72f988bf-0000-4000-8000-000000000001',
	displayName: 'Contoso',
	domains: ['contoso.com', 'contoso.onmicrosoft.com'],
};

/** The one tenant of all personal accounts. RECALL */
export const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const DEMO_APP = {
	tenant: TENANT.name,
	tenantId: TENANT.id,
	clientId: '11111111-2222-4333-8444-555555555555',
	clientSecret: 'simulator-secret',
};

const appId = (last: number): string => `11111111-2222-4333-8444-${String(last).padStart(12, '0')}`;
const mailAccess = ['Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'];

/** Registered in the tenant: the demonstration's own, which is lenient, and one for each thing that can be wrong with a registration. */
export const registrations: Registration[] = [
	{
		clientId: DEMO_APP.clientId,
		displayName: 'Outlook drafts (demonstration)',
		signInAudience: 'AzureADandPersonalMicrosoftAccount',
		secrets: [{ value: DEMO_APP.clientSecret }],
		redirectUris: 'any',
		publicClient: true,
		delegated: [...mailAccess, 'Mail.Send', 'Mail.Send.Shared', 'People.Read', 'User.Read'],
		application: ['Mail.ReadWrite', 'Mail.Send', 'User.Read.All'],
	},
	{
		clientId: appId(1),
		displayName: 'Drafts with an expired secret',
		secrets: [{ value: 'expired-secret', expires: '2020-01-01T00:00:00Z' }],
		delegated: mailAccess,
	},
	{
		clientId: appId(2),
		displayName: 'Drafts that an administrator disabled',
		secrets: [{ value: DEMO_APP.clientSecret }],
		disabled: true,
	},
	{
		clientId: appId(3),
		displayName: 'Drafts on a device',
		signInAudience: 'AzureADandPersonalMicrosoftAccount',
		publicClient: true,
		redirectUris: ['http://localhost'],
		delegated: mailAccess,
	},
	{
		clientId: appId(4),
		displayName: 'Drafts without consent',
		secrets: [{ value: DEMO_APP.clientSecret }],
		adminConsented: false,
	},
	{
		clientId: appId(5),
		displayName: 'Drafts for Support only',
		secrets: [{ value: DEMO_APP.clientSecret }],
		application: ['Mail.ReadWrite', 'Mail.Send'],
		mailboxes: ['support@contoso.com'],
	},
];

/** A week of absence that is never over, for the tips of a recipient. */
const away = {
	message: '<p>I am on vacation. For anything urgent please write to support@contoso.com.</p>',
	messageLanguage: { locale: 'en-US', displayName: 'English (United States)' },
	scheduledStartTime: { dateTime: '2026-01-01T00:00:00.0000000', timeZone: 'UTC' },
	scheduledEndTime: { dateTime: '2099-01-01T00:00:00.0000000', timeZone: 'UTC' },
};

const guid = (last: number): string => `94447c6e-ea4c-494c-a9ed-${String(last).padStart(12, '0')}`;

/** The first one signs in where no other is named. Those of a scenario are in no list, so that lists stay as short as a reader expects. */
export const people: Person[] = [
	{
		id: guid(1),
		displayName: 'Megan Bowen',
		userPrincipalName: 'megan.bowen@contoso.com',
		mail: 'megan.bowen@contoso.com',
		kind: 'user',
	},
	{
		id: guid(2),
		displayName: 'Adele Vance',
		userPrincipalName: 'AdeleV@contoso.onmicrosoft.com',
		mail: 'AdeleV@contoso.onmicrosoft.com',
		kind: 'user',
	},
	{
		id: guid(3),
		displayName: 'Alex Wilber',
		userPrincipalName: 'AlexW@contoso.OnMicrosoft.com',
		mail: 'AlexW@contoso.OnMicrosoft.com',
		kind: 'user',
		mailTips: { automaticReplies: away },
	},
	{
		id: guid(4),
		displayName: 'Support',
		userPrincipalName: 'support@contoso.com',
		mail: 'support@contoso.com',
		kind: 'shared',
		rights: { fullAccess: 'everyone', sendAs: 'everyone', sendOnBehalf: [] },
	},
	{
		id: guid(5),
		displayName: 'Sales',
		userPrincipalName: 'sales@contoso.com',
		mail: 'sales@contoso.com',
		kind: 'shared',
		mailTips: { totalMemberCount: 4, externalMemberCount: 1, isModerated: true },
		rights: {
			fullAccess: 'everyone',
			sendAs: ['AdeleV@contoso.onmicrosoft.com'],
			sendOnBehalf: ['megan.bowen@contoso.com'],
		},
	},
	{
		id: guid(6),
		displayName: 'Anna Fabrikam',
		userPrincipalName: 'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com',
		mail: 'anna@fabrikam.com',
		kind: 'guest',
	},
	{
		id: guid(7),
		displayName: 'No Licence',
		userPrincipalName: 'nolicence@contoso.com',
		mail: null,
		kind: 'unlicensed',
	},
	{
		id: guid(8),
		displayName: 'Otto Keller',
		userPrincipalName: 'otto.keller@contoso.com',
		mail: 'otto.keller@contoso.com',
		kind: 'on-premises',
		scenario: true,
		remark: "Mailbox on the company's own server",
	},
	{
		id: guid(9),
		displayName: 'Pat Home',
		userPrincipalName: 'pat.home@example.com',
		mail: 'pat.home@example.com',
		kind: 'personal',
		scenario: true,
		remark: 'Personal account',
	},
	{
		id: guid(10),
		displayName: 'Diego Siciliani',
		userPrincipalName: 'DiegoS@contoso.com',
		mail: 'DiegoS@contoso.com',
		kind: 'user',
		scenario: true,
		consentByAdministrator: true,
		remark: 'May not consent to applications',
	},
	{
		id: guid(11),
		displayName: 'Joni Sherman',
		userPrincipalName: 'JoniS@contoso.com',
		mail: 'JoniS@contoso.com',
		kind: 'user',
		scenario: true,
		signInError: 53003,
		remark: 'Blocked by conditional access',
	},
	{
		id: guid(12),
		displayName: 'Lynne Robbins',
		userPrincipalName: 'LynneR@contoso.com',
		mail: 'LynneR@contoso.com',
		kind: 'user',
		scenario: true,
		signInError: 50105,
		remark: 'Not assigned to the application',
	},
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

/** Those that a new mailbox has. DOC outlookuser-list-mastercategories (names, first colours); the rest RECALL */
export const standardCategories = [
	{ displayName: 'Red category', color: 'preset0' },
	{ displayName: 'Orange category', color: 'preset1' },
	{ displayName: 'Yellow category', color: 'preset3' },
	{ displayName: 'Green category', color: 'preset4' },
	{ displayName: 'Blue category', color: 'preset7' },
	{ displayName: 'Purple category', color: 'preset8' },
];

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

/** A personal account's mailbox has Outlook's own folders and no others. OBS GNOME/msgraph (2024) */
export const personalTree: FolderSeed[] = visibleTree
	.filter(({ searchQuery }) => searchQuery === undefined)
	.map((seed) => (seed.hidden ? seed : { ...seed, children: [] }));

/** Reachable by name, not listed below the root. */
export const outsideTree: FolderSeed[] = [
	{ name: 'Finder', wellKnown: 'searchfolders', tag: 0x07, hidden: true },
	{ name: 'Deletions', wellKnown: 'recoverableitemsdeletions', tag: 0x3c, hidden: true },
];
