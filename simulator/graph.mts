import { GraphError, notSupported, segmentNotFound } from './errors.mts';
import { graphSegments } from './graph-path.mts';
import { openMailbox } from './mailbox-access.mts';
import { checkDirectoryPermission, withoutContent } from './permissions.mts';
import { readPreferences } from './prefer.mts';
import type { Preferences } from './prefer.mts';
import { Query } from './query.mts';
import { attachmentRoutes } from './routes/attachments.mts';
import { categoryRoutes } from './routes/categories.mts';
import { folderDeltaRoutes } from './routes/folder-delta.mts';
import { folderLifeRoutes } from './routes/folder-life.mts';
import { folderRoutes, resolveFolder } from './routes/folders.mts';
import { mailTipsRoutes } from './routes/mail-tips.mts';
import { messageDeltaRoutes } from './routes/message-delta.mts';
import { messageRoutes } from './routes/messages.mts';
import { mimeRoutes } from './routes/mime.mts';
import { moveRoutes } from './routes/move.mts';
import { peopleRoutes } from './routes/people.mts';
import { replyRoutes } from './routes/replies.mts';
import { sendRoutes } from './routes/send.mts';
import { translateRoutes } from './routes/translate-ids.mts';
import { updateRoutes } from './routes/update.mts';
import { countUsers, listUsers, showUser } from './routes/users.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import { readAccessToken } from './tokens.mts';
import type { AccessToken } from './tokens.mts';
import type { Mailbox } from './types.mts';
import { uploadRoutes } from './upload-sessions.mts';

export interface GraphRequest {
	method: string;
	/** Path and query as they were on the wire, `/v1.0/…`. */
	target: string;
	headers: Record<string, string>;
	body: string;
	/** `http://127.0.0.1:port` as the caller wrote it. */
	origin: string;
	store: Store;
	switches: Switches;
}

export interface GraphAnswer {
	status: number;
	headers?: Record<string, string>;
	json?: unknown;
	/** Plain text instead of JSON. */
	text?: string;
}

/** A request to one mailbox, ready for its route. */
export interface MailCall extends GraphRequest {
	query: Query;
	preferences: Preferences;
	mailbox: Mailbox;
	token: AccessToken;
	/** Values of the placeholders in the route, in order. */
	keys: string[];
	/** `…/v1.0/$metadata#users('{id}')` */
	context: string;
}

export interface Route {
	method: string;
	/** Lower-case segments; `*` stands for a key. */
	path: string;
	run: (call: MailCall) => GraphAnswer | Promise<GraphAnswer>;
}

/** Everything below a mailbox. */
export const routes: Route[] = [
	...messageDeltaRoutes,
	...messageRoutes,
	...updateRoutes,
	...sendRoutes,
	...moveRoutes,
	...replyRoutes,
	...folderDeltaRoutes,
	...folderLifeRoutes,
	...folderRoutes,
	...uploadRoutes,
	...attachmentRoutes,
	...translateRoutes,
	...peopleRoutes,
	...categoryRoutes,
	...mailTipsRoutes,
	...mimeRoutes,
];

export interface Target {
	segments: string[];
	token: AccessToken;
	/** Undefined: the directory or the service root. */
	mailbox: Mailbox | undefined;
}

/** OBS zammad (2025); the second challenge's parameters RECALL */
const challenges =
	'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000", PoP realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';
/** OBS zammad (2025) */
const notWellFormed =
	"IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. (JWS): 'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): 'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'.";

function authenticate(headers: Record<string, string>): AccessToken {
	const text = /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
	const refuse = (message: string): GraphError =>
		new GraphError(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': challenges });
	if (!text) throw refuse('Access token is empty.');
	if (!text.includes('.')) throw refuse(notWellFormed);
	const token = readAccessToken(text);
	if (!token) throw refuse('Access token has expired or is not yet valid.');
	return token;
}

/** Reads token and address of a request: what has to be known before it may take a slot. */
export function aim(request: GraphRequest): Target {
	const token = authenticate(request.headers);
	const segments = graphSegments(request.target.split('?', 1)[0]).slice(1);
	const root = (segments[0] ?? '').toLowerCase();
	if (root === 'me' && token.kind === 'application') {
		throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
	}
	const mailSegments = segments.length - (root === 'me' ? 1 : 2);
	const isMail = (root === 'me' || root === 'users') && mailSegments > 0;
	return {
		segments,
		token,
		mailbox: isMail ? openMailbox(request.method, segments, token, request.store, request.switches) : undefined,
	};
}

/** `mailFolders/a/childFolders/b/…` means folder b, which must lie in a. */
function flattenChildren(segments: string[], mailbox: Mailbox, store: Store): string[] {
	let rest = segments;
	while (rest[0]?.toLowerCase() === 'mailfolders' && rest[2]?.toLowerCase() === 'childfolders' && rest.length > 3) {
		const parent = resolveFolder(store, mailbox, rest[1]);
		const child = resolveFolder(store, mailbox, rest[3]);
		if (child.parentFolderId !== parent.id)
			throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
		rest = ['mailFolders', child.id, ...rest.slice(4)];
	}
	return rest;
}

function keysOf(path: string, segments: string[]): string[] | undefined {
	const parts = path.split('/');
	if (parts.length !== segments.length) return undefined;
	if (!parts.every((part, index) => part === '*' || part === segments[index].toLowerCase())) return undefined;
	return segments.filter((_, index) => parts[index] === '*');
}

/** The first segment with which no route begins. */
function strangeSegment(segments: string[]): string {
	const fits = (count: number): boolean =>
		routes.some(({ path }) => {
			const parts = path.split('/');
			return (
				parts.length >= count &&
				parts.slice(0, count).every((part, index) => part === '*' || part === segments[index].toLowerCase())
			);
		});
	const index = segments.findIndex((_, at) => !fits(at + 1));
	return segments[index < 0 ? segments.length - 1 : index];
}

/** The mailbox as the address names it; `/me` by its object id (OBS n8n 2023), a personal account by its address (OBS Nango 2026). */
function contextKey(segments: string[], mailbox: Mailbox): string {
	if (segments[0].toLowerCase() !== 'me') return encodeURIComponent(segments[1]);
	return mailbox.kind === 'personal' ? encodeURIComponent(mailbox.address) : mailbox.id;
}

/** OBS docs#13979 */
function isLostMime({ method, switches, body, headers }: GraphRequest): boolean {
	const isMime = method === 'POST' && /^text\/plain\b/i.test(headers['content-type'] ?? '');
	return isMime && switches.largestMime > 0 && Math.floor((body.length * 3) / 4) > switches.largestMime;
}

async function dispatchMail(
	request: GraphRequest,
	token: AccessToken,
	mailbox: Mailbox,
	segments: string[],
): Promise<GraphAnswer> {
	const rest = flattenChildren(segments.slice(segments[0].toLowerCase() === 'me' ? 1 : 2), mailbox, request.store);
	const fitting = routes.filter(({ path }) => keysOf(path, rest));
	if (fitting.length === 0) throw segmentNotFound(strangeSegment(rest));
	const route = fitting.find(({ method }) => method === request.method);
	if (!route) throw notSupported();
	const query = new Query(request.target.split('?').slice(1).join('?'));
	const preferences = readPreferences(request.headers.prefer);
	if (isLostMime(request)) return { status: 200 };
	const full = await route.run({
		...request,
		query,
		preferences,
		mailbox,
		token,
		keys: keysOf(route.path, rest) ?? [],
		context: `${request.origin}/v1.0/$metadata#users('${contextKey(segments, mailbox)}')`,
	});
	const answer =
		request.method === 'GET' && full.json !== undefined ? { ...full, json: withoutContent(token, full.json) } : full;
	const applied = preferences.applied.join(', ');
	return applied ? { ...answer, headers: { ...answer.headers, 'Preference-Applied': applied } } : answer;
}

/** OBS GNOME/msgraph (2024): 200 with JSON that is none. How it breaks off is in no source. */
const brokenList = '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[';
const isBrokenSearch = (request: GraphRequest, token: AccessToken, segments: string[]): boolean =>
	token.isPersonal &&
	segments.length === 1 &&
	request.switches.personalUserSearch === 'broken' &&
	/[?&](?:\$|%24)search=/i.test(request.target);

/** Does the work of a request whose target is known. */
export async function perform(request: GraphRequest, target: Target): Promise<GraphAnswer> {
	if (target.mailbox) return dispatchMail(request, target.token, target.mailbox, target.segments);
	const answer = performOutside(request, target);
	return answer.json === undefined
		? answer
		: { ...answer, headers: { 'Content-Type': directoryType, 'OData-Version': '4.0', ...answer.headers } };
}

/** Directory answers write it without blanks, answers about mail with them. OBS Nango (2026) */
const directoryType =
	'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

function performOutside(request: GraphRequest, { segments, token }: Target): GraphAnswer {
	const root = (segments[0] ?? '').toLowerCase();
	const get = (answer: () => GraphAnswer): GraphAnswer => {
		if (request.method !== 'GET') throw notSupported();
		return answer();
	};
	if (segments.length === 0)
		return get(() => ({ status: 200, json: { '@odata.context': `${request.origin}/v1.0/$metadata`, value: [] } }));
	if (root === 'me') return get(() => showUser(request, token.user));
	if (root === 'users') {
		// Oneself may be seen without a permission for the directory. DOC user-get
		if (isBrokenSearch(request, token, segments)) return { status: 200, text: brokenList };
		if (
			token.kind === 'application' ||
			segments.length === 1 ||
			request.store.find(segments[1]) !== request.store.find(token.user)
		)
			checkDirectoryPermission(token);
		if (segments.length === 1) return get(() => listUsers(request));
		return get(() => (segments[1].toLowerCase() === '$count' ? countUsers(request) : showUser(request, segments[1])));
	}
	throw segmentNotFound(segments[0]);
}
