import type { Application } from './applications.mts';
import { EntraError } from './errors.mts';

/** What a `scope` parameter asks for. */
export interface Scopes {
	/** As it was sent, without surplus blanks. */
	text: string;
	openid: boolean;
	profile: boolean;
	email: boolean;
	offline: boolean;
	/** Permissions of Microsoft Graph by their proper names. */
	permissions: string[];
	/** `/.default` of Microsoft Graph. */
	isDefault: boolean;
}

/** Microsoft Graph's delegated permissions that mail, people and users can need, with what the consent page says. */
export const delegatedPermissions: Record<string, string> = {
	'Mail.ReadBasic': 'Read the basic data of your mail',
	'Mail.Read': 'Read your mail',
	'Mail.ReadWrite': 'Read, write and delete your mail',
	'Mail.Send': 'Send mail as you',
	'Mail.Read.Shared': 'Read mail that you can access',
	'Mail.ReadBasic.Shared': 'Read the basic data of mail that you can access',
	'Mail.ReadWrite.Shared': 'Read, write and delete mail that you can access',
	'Mail.Send.Shared': 'Send mail on behalf of others or as yourself',
	'MailboxSettings.Read': 'Read your mailbox settings',
	'MailboxSettings.ReadWrite': 'Read and change your mailbox settings',
	'User.Read': 'Sign you in and read your profile',
	'User.ReadBasic.All': 'Read the basic profiles of all users',
	'User.Read.All': 'Read the full profiles of all users',
	'People.Read': 'Read the people that matter to you',
	'People.Read.All': 'Read the people that matter to all users',
	'Calendars.Read': 'Read your calendars',
	'Contacts.Read': 'Read your contacts',
};

/** The same for application permissions, which a registration lists. */
export const applicationPermissions: Record<string, string> = {
	'Mail.ReadBasic.All': 'Read the basic data of mail in all mailboxes',
	'Mail.Read': 'Read mail in all mailboxes',
	'Mail.ReadWrite': 'Read, write and delete mail in all mailboxes',
	'Mail.Send': 'Send mail as any user',
	'User.Read.All': 'Read the full profiles of all users',
	'People.Read.All': 'Read the people that matter to all users',
};

/** Of these only an administrator may decide. DOC user-list (User.Read.All); the others RECALL */
export const needAdministrator = ['User.Read.All', 'People.Read.All'];

/** Resources of the tenant other than Graph; no registration here lists them. */
const others = ['https://outlook.office.com', 'https://outlook.office365.com', 'https://management.azure.com'];
/** A service that the tenant has not subscribed to. */
const unsubscribed = ['https://api.yammer.com'];
const graph = [
	'https://graph.microsoft.com',
	'00000003-0000-0000-c000-000000000000',
	'https://graph.microsoft.us',
	'https://dod-graph.microsoft.us',
	'https://microsoftgraph.chinacloudapi.cn',
];

/** The simulator's own address stands for Graph: a client derives its scopes from the Graph address it was given. */
const isGraph = (resource: string): boolean =>
	graph.includes(resource) || /^https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/.test(resource);

function split(part: string): { resource: string; name: string } {
	const at = part.lastIndexOf('/');
	return at < 0
		? { resource: graph[0], name: part }
		: { resource: part.slice(0, at).replace(/\/$/, '').toLowerCase(), name: part.slice(at + 1) };
}

/** Names are not case-sensitive. RECALL */
export function readScopes(text: string, application: Application): Scopes {
	const parts = text.split(/\s+/).filter(Boolean);
	const scopes: Scopes = {
		text: parts.join(' '),
		openid: false,
		profile: false,
		email: false,
		offline: false,
		permissions: [],
		isDefault: false,
	};
	const resources = new Set<string>();
	for (const part of parts) {
		const lower = part.toLowerCase();
		if (lower === 'openid' || lower === 'profile' || lower === 'email') scopes[lower] = true;
		else if (lower === 'offline_access') scopes.offline = true;
		else {
			const { resource, name } = split(part);
			resources.add(isGraph(resource) ? 'graph' : resource);
			if (name.toLowerCase() === '.default') scopes.isDefault = true;
			else if (isGraph(resource)) {
				const known = Object.keys(delegatedPermissions).find((one) => one.toLowerCase() === name.toLowerCase());
				if (!known) throw new EntraError(70011, part);
				scopes.permissions.push(known);
			}
		}
	}
	// DOC entra/reference-error-codes
	if (resources.size > 1) throw new EntraError(700022);
	const [resource] = resources;
	if (resource !== undefined && resource !== 'graph') {
		if (unsubscribed.includes(resource)) throw new EntraError(650052, resource);
		throw others.includes(resource)
			? new EntraError(650057, application.clientId, resource)
			: new EntraError(500011, resource);
	}
	// `/.default` stands alone among the permissions. RECALL
	if (scopes.isDefault && scopes.permissions.length > 0) throw new EntraError(70011, scopes.text);
	return scopes;
}

/** The permissions meant: those named, or all that the registration lists. */
export function wanted(scopes: Scopes, application: Application): string[] {
	if (scopes.isDefault && application.delegated.length === 0) throw new EntraError(650056, application.clientId);
	return scopes.isDefault ? application.delegated : scopes.permissions;
}
