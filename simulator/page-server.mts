import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readBody } from './body.mts';
import { findForPage, pageMessage, pageMessages, pageSource, pageState } from './control.mts';
import { GraphError } from './errors.mts';
import { mimeOf } from './routes/mime.mts';
import { editDraft, resetSwitches, sendDraft, setSwitch, shownSwitches } from './page-actions.mts';
import { bodyDocument, isPicture } from './page-body.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import type { StoredAttachment } from './types.mts';

export interface PageServer {
	store: Store;
	switches: Switches;
	pageFolder: string;
	/** Open event streams of pages. */
	watchers: Set<ServerResponse>;
	reset: () => void;
}

const pages: Record<string, string> = { '/': 'index.html', '/simulator/switches': 'switches.html' };
const types: Record<string, string> = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
};

const pagePolicy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** For a mail's HTML: no scripts, nothing from elsewhere, no identity; pictures are its own attachments. */
const bodyPolicy = (origin: string): string =>
	`default-src 'none'; style-src 'unsafe-inline'; img-src data: ${origin}/simulator/picture; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox`;
/** For what came with a mail, should a browser ever show it. */
const filePolicy = "default-src 'none'; sandbox";

const common = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
	'X-DNS-Prefetch-Control': 'off',
};

/** As much of a message's source as the page shows. */
const SHOWN_SOURCE = 256 * 1024;

function send(
	response: ServerResponse,
	status: number,
	type: string,
	body: string | Buffer,
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, {
		...common,
		'Content-Type': type,
		'Content-Length': String(Buffer.byteLength(body)),
		...headers,
	});
	response.end(body);
}

const text = (response: ServerResponse, status: number, body: string): void =>
	send(response, status, 'text/plain; charset=utf-8', body);

function json(response: ServerResponse, value: object | undefined, status = 200): void {
	if (value === undefined) text(response, 404, 'Not there.');
	else send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** A file to keep: never shown in place, whatever its type. RFC 6266, RFC 8187; half surrogates in a name become U+FFFD. */
function download(response: ServerResponse, name: string, type: string, content: Buffer): void {
	const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, '_') || 'attachment';
	const encoded = encodeURIComponent(Buffer.from(name).toString()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16)}`,
	);
	const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
	send(response, 200, type, content, { 'Content-Disposition': disposition, 'Content-Security-Policy': filePolicy });
}

const bytesOf = ({ contentBytes = '' }: StoredAttachment): Buffer => Buffer.from(contentBytes, 'base64');

/** Only what is surely a type goes into a header. RFC 6838 4.2 */
const typeOf = ({ contentType }: StoredAttachment): string =>
	/^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(contentType ?? '') ? `${contentType}` : 'application/octet-stream';

/** A page of another site may not change anything here: browsers say where a request comes from. */
export function isCrossSite(request: IncomingMessage): boolean {
	const { origin, host } = request.headers;
	const site = request.headers['sec-fetch-site'];
	return (
		(origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) ||
		(site !== undefined && site !== 'same-origin' && site !== 'none')
	);
}

function watch(server: PageServer, response: ServerResponse): void {
	response.writeHead(200, { ...common, 'Content-Type': 'text/event-stream' });
	response.write(`retry: 1000\ndata: ${server.store.version}\n\n`);
	server.watchers.add(response);
	response.on('close', () => server.watchers.delete(response));
}

/** The page's own files lie in one folder, without folders inside. */
async function answerFile(server: PageServer, response: ServerResponse, name: string): Promise<void> {
	const content = await readFile(join(server.pageFolder, name)).catch(() => undefined);
	if (content) send(response, 200, types[name.split('.')[1]], content, { 'Content-Security-Policy': pagePolicy });
	else text(response, 404, `The page's file ${name} is missing.`);
}

/** Attachments, pictures, body and source of one message. */
async function answerMessagePart(
	server: PageServer,
	request: IncomingMessage,
	response: ServerResponse,
	part: string,
	query: URLSearchParams,
): Promise<void> {
	const [mailbox, id] = [query.get('mailbox') ?? '', query.get('id') ?? ''];
	if (part === 'message') return json(response, pageMessage(server.store, mailbox, id));
	if (part === 'source')
		return json(response, await pageSource(server.store, server.switches, mailbox, id, SHOWN_SOURCE));
	const owner = server.store.find(mailbox);
	const message = findForPage(server.store, mailbox, id);
	if (!owner || !message) return text(response, 404, 'Not there.');
	if (part === 'eml')
		return download(
			response,
			`${(message.subject || 'message').slice(0, 100)}.eml`,
			'message/rfc822',
			await mimeOf(message, { store: server.store, switches: server.switches, mailbox: owner }),
		);
	if (part === 'body') {
		const address = (one: StoredAttachment): string =>
			`/simulator/picture?${new URLSearchParams({ mailbox, id: message.id, attachment: one.id })}`;
		const headers = { 'Content-Security-Policy': bodyPolicy(`http://${request.headers.host}`) };
		return send(response, 200, types.html, bodyDocument(message, address), headers);
	}
	const attachment = message.attachments.find((one) => one.id === query.get('attachment'));
	if (attachment?.contentBytes === undefined) return text(response, 404, 'Not there.');
	if (part === 'attachment') return download(response, attachment.name, typeOf(attachment), bytesOf(attachment));
	if (!isPicture(attachment)) return text(response, 404, 'Not a picture.');
	return send(response, 200, typeOf(attachment), bytesOf(attachment), { 'Content-Security-Policy': filePolicy });
}

const messageParts = new Set(['message', 'source', 'eml', 'body', 'attachment', 'picture']);

/** Does what the page's buttons ask for. 200 with the outcome, or a status and `{ message, code? }` in words for a person. */
async function act(
	server: PageServer,
	action: string,
	given: Record<string, unknown>,
	response: ServerResponse,
): Promise<void> {
	const { store, switches } = server;
	const one = (name: string): string => String(given[name] ?? '');
	if (action === 'reset') {
		server.reset();
		return json(response, {});
	}
	if (action === 'send' || action === 'edit') {
		const done =
			action === 'send'
				? sendDraft(store, switches, one('mailbox'), one('id'))
				: editDraft(store, switches, one('mailbox'), one('id'), given);
		return await done.then(
			(after) => json(response, after),
			(error: unknown) => {
				if (!(error instanceof GraphError)) throw error;
				json(response, { code: error.code, message: error.message }, error.status);
			},
		);
	}
	const problem = action === 'switch' ? setSwitch(switches, given.name, given.value) : resetSwitches(switches);
	if (problem) return json(response, { message: problem }, 400);
	// Other open pages hear of it as they hear of a new message.
	store.onChange?.();
	return json(response, { switches: shownSwitches(switches) });
}

const actions = new Set(['reset', 'send', 'edit', 'switch', 'reset-switches']);

/** JSON only: no form and no link of another site can send that without the browser asking first. */
async function answerAction(
	server: PageServer,
	request: IncomingMessage,
	response: ServerResponse,
	action: string,
): Promise<void> {
	if (isCrossSite(request)) return text(response, 403, 'Refused: this request comes from another site.');
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return text(response, 415, 'Send JSON.');
	const body = await readBody(request, 64 * 1024);
	if (body.problem === 'aborted') return undefined;
	let given: unknown;
	try {
		given = JSON.parse(body.text);
	} catch {
		given = undefined;
	}
	if (typeof given !== 'object' || given === null || Array.isArray(given))
		return text(response, 400, 'Send a JSON object.');
	return await act(server, action, given as Record<string, unknown>, response);
}

/** The page and its own calls. Answers false when the path is none of them. */
export async function answerPage(
	server: PageServer,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	query: URLSearchParams,
): Promise<boolean> {
	const { store, switches } = server;
	const get = request.method === 'GET';
	const one = (name: string): string => query.get(name) ?? '';
	const file = Object.hasOwn(pages, path) ? pages[path] : /^\/([a-z-]+\.(?:css|js))$/.exec(path)?.[1];
	if (get && file) {
		await answerFile(server, response, file);
		return true;
	}
	if (get && path === '/favicon.ico') {
		response.writeHead(204, common).end();
		return true;
	}
	if (!path.startsWith('/simulator/')) return false;
	const name = path.slice('/simulator/'.length);
	if (request.method === 'POST' && actions.has(name)) await answerAction(server, request, response, name);
	else if (!get) text(response, 405, 'Not possible.');
	else if (name === 'state') json(response, pageState(store, switches));
	else if (name === 'events') watch(server, response);
	else if (name === 'messages') {
		const most = Math.min(Number(one('most')) || 100, 5000);
		json(response, pageMessages(store, one('mailbox'), one('folder'), one('search').slice(0, 500), most));
	} else if (name === 'switch-values') json(response, { switches: shownSwitches(switches) });
	else if (messageParts.has(name)) await answerMessagePart(server, request, response, name, query);
	else text(response, 404, 'Not there.');
	return true;
}
