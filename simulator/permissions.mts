import { accessDenied, GraphError } from './errors.mts';
import type { AccessToken } from './tokens.mts';

/** What an operation does with mail. */
type Need = 'read' | 'write' | 'send';

const sending = new Set(['send', 'sendmail', 'reply', 'replyall', 'forward']);

/** `rest`: the path below the mailbox. DOC: least-privilege tables of the operations' pages */
function needOf(method: string, rest: string[]): Need {
	if (method === 'GET') return 'read';
	// DOC user-getmailtips
	if (rest[0]?.toLowerCase() === 'getmailtips') return 'read';
	const last = (rest.at(-1) ?? '').toLowerCase();
	return method === 'POST' && sending.has(last) ? 'send' : 'write';
}

/** Enough for one's own mailbox; those of shared mail cover it too. RECALL permissions-reference */
const own: Record<Need, string[]> = {
	read: [
		'Mail.ReadBasic',
		'Mail.Read',
		'Mail.ReadWrite',
		'Mail.ReadBasic.Shared',
		'Mail.Read.Shared',
		'Mail.ReadWrite.Shared',
	],
	write: ['Mail.ReadWrite', 'Mail.ReadWrite.Shared'],
	send: ['Mail.Send', 'Mail.Send.Shared'],
};
const ofOthers: Record<Need, string[]> = {
	read: own.read.filter((name) => name.endsWith('.Shared')),
	write: ['Mail.ReadWrite.Shared'],
	send: ['Mail.Send.Shared'],
};
const ofApplications: Record<Need, string[]> = {
	read: ['Mail.ReadBasic', 'Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'],
	write: ['Mail.ReadWrite'],
	send: ['Mail.Send'],
};

const holds = ({ scopes, roles, kind }: AccessToken, enough: string[]): boolean =>
	(kind === 'application' ? roles : scopes).some((name) => enough.includes(name));

/** Operations outside mail. DOC user-translateexchangeids, search-query-parameter; `.All` of people RECALL */
const special: Record<string, { delegated: string[]; application: string[] }> = {
	translateexchangeids: {
		delegated: ['User.Read', 'User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite', 'User.ReadWrite.All'],
		application: ['User.Read.All', 'User.ReadWrite.All'],
	},
	outlook: { delegated: ['MailboxSettings.ReadWrite'], application: ['MailboxSettings.ReadWrite'] },
	people: { delegated: ['People.Read', 'People.Read.All'], application: ['People.Read.All'] },
	mailboxsettings: {
		delegated: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
		application: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
	},
};

/** Body, preview and attachments need Mail.Read. */
const isContent = (rest: string[]): boolean =>
	rest.some((segment) => /^(\$value|attachments|extensions)$/i.test(segment));

const readsBasicOnly = (token: AccessToken): boolean =>
	!holds(
		token,
		[...own.read, ...ofApplications.read].filter((name) => !name.includes('ReadBasic')),
	);

/** Refuses what the token's permissions do not cover. The status and code: OBS Mailozaurr#40 */
export function checkMailPermission(token: AccessToken, method: string, rest: string[], isOwn: boolean): void {
	const other = special[(rest[0] ?? '').toLowerCase()];
	if (other) {
		// Reading categories wants less. DOC outlookuser-list-mastercategories
		if (method === 'GET' && rest[0].toLowerCase() === 'outlook' && holds(token, special.mailboxsettings[token.kind]))
			return;
		if (!holds(token, other[token.kind])) throw accessDenied();
		return;
	}
	const need = needOf(method, rest);
	const enough = token.kind === 'application' ? ofApplications : isOwn ? own : ofOthers;
	if (!holds(token, enough[need])) throw accessDenied();
	if (need === 'read' && isContent(rest) && readsBasicOnly(token)) throw accessDenied();
}

const beyondBasic = [
	'body',
	'bodyPreview',
	'uniqueBody',
	'attachments',
	'extensions',
	'singleValueExtendedProperties',
	'multiValueExtendedProperties',
];

/** What Mail.ReadBasic leaves out of messages. OBS altcoinvest/Microsoft (role text); RECALL permissions-reference */
export function withoutContent(token: AccessToken, json: unknown): unknown {
	if (!readsBasicOnly(token) || typeof json !== 'object' || json === null) return json;
	const strip = (message: object): object =>
		Object.fromEntries(Object.entries(message).filter(([name]) => !beyondBasic.includes(name)));
	const { value } = json as { value?: unknown };
	return Array.isArray(value) ? { ...json, value: value.map((one: object) => strip(one)) } : strip(json);
}

/** Reading the directory. DOC user-list, user-get (least privilege); the code RECALL */
export function checkDirectoryPermission(token: AccessToken): void {
	const enough =
		token.kind === 'application'
			? ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All']
			: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
	// Personal accounts have no directory (DOC user-list); the code INFERRED
	if (token.isPersonal || !holds(token, enough))
		throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}
