import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readChunks } from './body.mts';
import {
	accessDenied,
	emptyPayload,
	GraphError,
	itemNotFound,
	NO_KNOWN_CODE,
	notSupported,
	tooLarge,
} from './errors.mts';
import { Cut, exchange, underFault } from './exchange.mts';
import type { Answer, Failure, GraphServer } from './exchange.mts';
import type { GraphAnswer, MailCall, Route } from './graph.mts';
import { ATTACHMENT_OVERHEAD, MessageReader } from './message-reader.mts';
import { attach } from './routes/attachments.mts';
import { findMessage } from './routes/messages.mts';
import { sizeOf } from './size.mts';
import type { LoggedRequest } from './request-log.mts';
import type { Store } from './store.mts';
import { readAccessToken } from './tokens.mts';
import type { Mailbox, StoredAttachment, StoredMessage } from './types.mts';

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
	/** What has come, as the connection delivered it. */
	chunks: Buffer[];
	/** A PUT is under way. */
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
	if (call.switches.sharedMailboxUpload === 'refused' && call.mailbox.kind === 'shared' && token?.kind === 'delegated')
		throw accessDenied();
	if (call.body.trim() === '') throw emptyPayload();
	const json = new MessageReader(call.switches).parse(call.body);
	const item = Object.entries(json).find(([name]) => name.toLowerCase() === 'attachmentitem')?.[1] as
		| Record<string, unknown>
		| undefined;
	const size = item?.size;
	if (
		String(item?.attachmentType).toLowerCase() !== 'file' ||
		typeof item?.name !== 'string' ||
		typeof size !== 'number' ||
		!Number.isSafeInteger(size)
	) {
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	}
	if (size < call.switches.smallestUploadSession) {
		throw new GraphError(
			400,
			'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
			'The attachment size is less than the minimum size of an upload session.',
		);
	}
	// The ceiling is documented, its answer is not.
	if (size > call.switches.largestUploadSession)
		throw new GraphError(413, NO_KNOWN_CODE, 'The attachment size is more than the maximum size of an upload session.');
	const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
	const session: Session = {
		id: randomUUID(),
		token: randomBytes(24).toString('base64url'),
		app: token?.clientId ?? '',
		mailbox: call.mailbox,
		message,
		file: {
			name: item.name,
			contentType: text(item.contentType),
			isInline: item.isInline === true,
			contentId: text(item.contentId),
		},
		size,
		expires: Date.now() + call.switches.uploadSessionMs,
		received: 0,
		chunks: [],
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

export const uploadRoutes: Route[] = [
	{ method: 'POST', path: 'messages/*/attachments/createuploadsession', run: open },
];

const json = (value: unknown): Answer => ({
	status: 200,
	headers: { 'Content-Type': 'application/json' },
	body: JSON.stringify(value),
});

/** `ExpirationDateTime` with a capital and a bare offset. DOC outlook-large-attachments; the spelling in 21Vianet OBS dotnet#2092 */
function state(server: GraphServer, session: Session, origin: string): Answer {
	return json({
		'@odata.context': `${origin}/upload/$metadata#AttachmentSessions/$entity`,
		ExpirationDateTime: time(session.expires),
		[server.switches.uploadRangesName]: [String(session.received)],
	});
}

/** Codes for ranges are documented for Graph in general only (concepts/errors). */
const wrongRange = (): GraphError =>
	new GraphError(416, 'invalidRange', 'The uploaded fragment is out of order or does not fit.');

/** In the middle of an upload, not when it is opened. OBS contrib#2561 (code, text); the status OBS clients */
const messageTooLarge = (): GraphError =>
	new GraphError(400, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.');

/** A file can be large: its base64 is made when somebody asks for it and not kept. */
function keepBytes(attachment: StoredAttachment, chunks: Buffer[]): void {
	Object.defineProperty(attachment, 'contentBytes', {
		enumerable: true,
		configurable: true,
		get: () => Buffer.concat(chunks).toString('base64'),
	});
}

function finish(server: GraphServer, session: Session, origin: string): Answer {
	sessions(server.store).delete(session.id);
	if (server.store.message(session.mailbox, session.message.id) !== session.message) throw itemNotFound();
	const { file } = session;
	const isLost = server.switches.inlineInUploadSession === 'lost';
	const attachment = attach(server, session.message, {
		...file,
		...(isLost ? { isInline: false, contentId: null } : {}),
		odataType: '#microsoft.graph.fileAttachment',
		size: session.size + ATTACHMENT_OVERHEAD,
	});
	keepBytes(attachment, session.chunks);
	const location = `${origin}/upload/Users('${session.mailbox.id}')/Messages('${session.message.id}')/Attachments('${attachment.id}')`;
	return { status: 201, headers: { Location: location }, body: '' };
}

/** The bytes of one PUT, all of them or none: what was cut off in the middle has not come. */
function take(
	server: GraphServer,
	session: Session,
	chunks: Buffer[],
	range: string | undefined,
	origin: string,
): Answer {
	const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
	const [, from, to, size] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') ?? []).map(Number);
	// The message that was made a moment before. OBS ggpwnkthx/Microsoft-Graph-SMTP-Relay PR 47
	if (server.store.isHidden(session.message, server.switches.notFoundAfterWriteMs)) throw itemNotFound();
	if (from !== session.received || size !== session.size || to >= size || to - from + 1 !== length) throw wrongRange();
	const limit = server.switches.largestMessage;
	if (limit > 0 && sizeOf(session.message) + session.received + length > limit) throw messageTooLarge();
	session.chunks.push(...chunks);
	session.received += length;
	return session.received === session.size ? finish(server, session, origin) : state(server, session, origin);
}

/** Expired, ended and never there look alike. INFERRED */
function sessionOf(server: GraphServer, id: string, token: string | null): Session {
	const session = sessions(server.store).get(id);
	if (!session || session.token !== token) throw itemNotFound();
	return session;
}

interface Upload {
	request: IncomingMessage;
	id: string;
	token: string | null;
	origin: string;
	address: string;
}

/** Upload addresses take no part in the four at a time: they are another host's. They count for the limits per minutes. Both INFERRED */
async function answerSession(
	server: GraphServer,
	{ request, id, token, origin, address }: Upload,
	entry: LoggedRequest,
	failure: Failure,
): Promise<Answer> {
	// OBS docs#6955; the code is in no source for this host.
	if (request.headers.authorization !== undefined) {
		const message = `The audience claim value is invalid for current resource. Audience claim is 'https://graph.microsoft.com', request url is '${address}'`;
		throw new GraphError(401, 'InvalidAuthenticationToken', message);
	}
	const session = sessionOf(server, id, token);
	Object.assign(entry, { app: session.app, mailbox: session.mailbox.address });
	const { method, path, app, mailbox } = entry;
	const about = { method, path, app, mailbox, message: session.message.immutableId };
	const perform = (work: (found: Session) => Answer): Promise<Answer> =>
		underFault(server, about, failure, () => work(sessionOf(server, id, token)));
	if (entry.method === 'GET') return perform((found) => state(server, found, origin));
	if (entry.method === 'DELETE') {
		return perform((found) => {
			sessions(server.store).delete(found.id);
			return { status: 204, headers: {}, body: '' };
		});
	}
	if (entry.method !== 'PUT') throw notSupported();
	// One at a time: a second PUT cannot be the next one in order. INFERRED
	if (session.busy) throw wrongRange();
	session.busy = true;
	try {
		const read = await readChunks(request, CHUNK_LIMIT - 1);
		if (read.problem === 'too large') throw tooLarge();
		// The client went away.
		if (read.problem) throw new Cut();
		server.throttle.count(session.app, session.mailbox.address, read.size);
		return await perform((found) => take(server, found, read.content, request.headers['content-range'], origin));
	} finally {
		session.busy = false;
	}
}

/** Answers what goes to an uploadUrl; false when the address is another's. The token in the address stays out of the log. */
export async function answerUpload(
	server: GraphServer,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	query: URLSearchParams,
	origin: string,
): Promise<boolean> {
	const id = /^\/upload\/AttachmentSessions\((?:'|%27)([\w-]+)(?:'|%27)\)$/i.exec(path)?.[1];
	if (id === undefined) return false;
	const upload = { request, id, token: query.get('authtoken'), origin, address: `${origin}${path}` };
	await exchange(server, request, response, `${path}?authtoken=<redacted>`, {}, (entry, failure) =>
		answerSession(server, upload, entry, failure),
	);
	return true;
}
