import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBytes } from './body.mts';
import { accessDenied, emptyPayload, errorBody, GraphError, itemNotFound, NO_KNOWN_CODE, notSupported, tooLarge } from './errors.mts';
import type { GraphAnswer, MailCall, Route } from './graph.mts';
import { MessageReader } from './message-reader.mts';
import { attach } from './routes/attachments.mts';
import { findMessage } from './routes/messages.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import type { Throttle } from './throttle.mts';
import { readAccessToken } from './tokens.mts';
import type { Mailbox, StoredMessage } from './types.mts';

/** A PUT must stay under this. DOC outlook-large-attachments */
const CHUNK_LIMIT = 4 * 1024 * 1024;

interface Session {
	id: string;
	token: string;
	app: string;
	mailbox: Mailbox;
	message: StoredMessage;
	file: { name: string; contentType: string | null; isInline: boolean; contentId: string | null };
	size: number;
	expires: number;
	received: number;
	/** Base64 of what has come, and the bytes that do not fill a group of three yet. */
	parts: string[];
	rest: Buffer;
	busy: boolean;
}

const sessionsOf = new WeakMap<Store, Map<string, Session>>();

function sessions(store: Store): Map<string, Session> {
	let found = sessionsOf.get(store);
	if (!found) sessionsOf.set(store, (found = new Map()));
	for (const [id, { expires }] of found) if (expires <= Date.now()) found.delete(id);
	return found;
}

export const forgetUploads = (store: Store): boolean => sessionsOf.delete(store);

/** At Microsoft the host of an upload is another one than Graph's: clients that know this keep the token away from it. Here it is, where Graph was called as `localhost`. */
const uploadOrigin = (origin: string): string => origin.replace('//localhost', '//127.0.0.1');

/** Seven decimals, as in the page's sample. DOC attachment-createuploadsession */
const time = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '0000Z');

/** 201 with the address to upload to. DOC attachment-createuploadsession; the smallest size OBS java#52 */
function open(call: MailCall): GraphAnswer {
	const message = findMessage(call, call.keys[0]);
	const token = readAccessToken(call.headers.authorization.replace(/^Bearer\s+/i, ''));
	if (call.switches.sharedMailboxUpload === 'refused' && call.mailbox.kind === 'shared' && token?.kind === 'delegated') throw accessDenied();
	if (call.body.trim() === '') throw emptyPayload();
	const json = new MessageReader(call.switches).parse(call.body) as Record<string, unknown>;
	const item = Object.entries(json).find(([name]) => name.toLowerCase() === 'attachmentitem')?.[1] as Record<string, unknown> | undefined;
	const size = item?.size;
	if (String(item?.attachmentType).toLowerCase() !== 'file' || typeof item?.name !== 'string' || typeof size !== 'number' || !Number.isSafeInteger(size)) {
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	}
	if (size < call.switches.smallestUploadSession) {
		throw new GraphError(400, 'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize', 'The attachment size is less than the minimum size of an upload session.');
	}
	// The ceiling is documented, its answer is not.
	if (size > call.switches.largestUploadSession) throw new GraphError(413, NO_KNOWN_CODE, 'The attachment size is more than the maximum size of an upload session.');
	const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
	const session: Session = {
		id: randomUUID(),
		token: randomBytes(24).toString('base64url'),
		app: token?.clientId ?? '',
		mailbox: call.mailbox,
		message,
		file: { name: item.name, contentType: text(item.contentType), isInline: item.isInline === true, contentId: text(item.contentId) },
		size,
		expires: Date.now() + call.switches.uploadSessionMs,
		received: 0,
		parts: [],
		rest: Buffer.alloc(0),
		busy: false,
	};
	sessions(call.store).set(session.id, session);
	return {
		status: 201,
		json: {
			'@odata.context': `${call.origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
			uploadUrl: `${uploadOrigin(call.origin)}/upload/AttachmentSessions('${session.id}')?authtoken=${session.token}`,
			expirationDateTime: time(session.expires),
			nextExpectedRanges: ['0-'],
		},
	};
}

export const uploadRoutes: Route[] = [{ method: 'POST', path: 'messages/*/attachments/createuploadsession', run: open }];

interface Answer {
	status: number;
	headers?: Record<string, string>;
	json?: unknown;
}

interface Host {
	store: Store;
	switches: Switches;
	throttle: Throttle;
}

/** `ExpirationDateTime` with a capital and a bare offset. DOC outlook-large-attachments; the spelling in 21Vianet OBS dotnet#2092 */
function state(session: Session, origin: string, switches: Switches): Answer {
	const ranges = switches.uploadRangesName;
	return {
		status: 200,
		json: { '@odata.context': `${origin}/upload/$metadata#AttachmentSessions/$entity`, ExpirationDateTime: time(session.expires), [ranges]: [String(session.received)] },
	};
}

/** Codes for ranges are documented for Graph in general only (concepts/errors). */
const wrongRange = (): GraphError => new GraphError(416, 'invalidRange', 'The uploaded fragment is out of order or does not fit.');

async function put(host: Host, session: Session, request: IncomingMessage, origin: string): Promise<Answer | undefined> {
	const read = await readBytes(request, CHUNK_LIMIT - 1);
	if (read.problem === 'too large') throw tooLarge();
	// The client went away.
	if (read.problem) return undefined;
	const bytes = read.content;
	host.throttle.count(session.app, session.mailbox.address, bytes.length);
	const [, from, to, size] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers['content-range'] ?? '') ?? []).map(Number);
	if (from !== session.received || size !== session.size || to >= size || to - from + 1 !== bytes.length) throw wrongRange();
	const whole = Buffer.concat([session.rest, bytes]);
	session.received += bytes.length;
	const isLast = session.received === session.size;
	const end = isLast ? whole.length : whole.length - (whole.length % 3);
	session.parts.push(whole.toString('base64', 0, end));
	session.rest = Buffer.from(whole.subarray(end));
	if (!isLast) return state(session, origin, host.switches);
	sessions(host.store).delete(session.id);
	if (host.store.message(session.mailbox, session.message.id) !== session.message) throw itemNotFound();
	const attachment = attach(host.store, session.message, {
		...session.file,
		odataType: '#microsoft.graph.fileAttachment',
		size: session.size + 200,
		contentBytes: session.parts.join(''),
	});
	const location = `${origin}/upload/Users('${session.mailbox.id}')/Messages('${session.message.id}')/Attachments('${attachment.id}')`;
	return { status: 201, headers: { Location: location } };
}

async function work(host: Host, request: IncomingMessage, id: string, token: string | null, origin: string, address: string): Promise<Answer | undefined> {
	// OBS docs#6955; the code is in no source for this host.
	if (request.headers.authorization !== undefined) {
		const message = `The audience claim value is invalid for current resource. Audience claim is 'https://graph.microsoft.com', request url is '${address}'`;
		throw new GraphError(401, 'InvalidAuthenticationToken', message);
	}
	const session = sessions(host.store).get(id);
	// Expired, ended and never there look alike. INFERRED
	if (!session || session.token !== token) throw itemNotFound();
	if (request.method === 'GET') return state(session, origin, host.switches);
	if (request.method === 'DELETE') {
		sessions(host.store).delete(id);
		return { status: 204 };
	}
	if (request.method !== 'PUT') throw notSupported();
	if (session.busy) throw wrongRange();
	session.busy = true;
	try {
		return await put(host, session, request, origin);
	} finally {
		session.busy = false;
	}
}

/** Answers what goes to an uploadUrl; false when the address is another's. */
export async function answerUpload(host: Host, request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams, origin: string): Promise<boolean> {
	const id = /^\/upload\/AttachmentSessions\((?:'|%27)([\w-]+)(?:'|%27)\)$/i.exec(path)?.[1];
	if (id === undefined) return false;
	let answer: Answer | undefined;
	let text = '';
	const ids = randomUUID();
	try {
		answer = await work(host, request, id, query.get('authtoken'), origin, `${origin}${path}`);
		text = answer?.json === undefined ? '' : JSON.stringify(answer.json);
	} catch (error) {
		if (!(error instanceof GraphError)) throw error;
		answer = { status: error.status, headers: error.headers };
		text = errorBody(error, ids, ids, Date.now());
	}
	request.resume();
	if (!answer) {
		response.destroy();
		return true;
	}
	response.writeHead(answer.status, {
		'request-id': ids,
		...(text ? { 'Content-Type': 'application/json' } : {}),
		...answer.headers,
		...(answer.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text)) }),
	});
	response.end(text);
	return true;
}
