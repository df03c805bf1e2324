import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pageBody, pageMessage, pageMessages, pageState } from './control.mts';
import type { Store } from './store.mts';

export interface PageServer {
	store: Store;
	pageFolder: string;
	/** Open event streams of pages. */
	watchers: Set<ServerResponse>;
	reset: () => void;
}

const files: Record<string, { name: string; type: string }> = {
	'/': { name: 'index.html', type: 'text/html; charset=utf-8' },
	'/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
	'/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
};

const pagePolicy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** For a mail's HTML: no scripts, nothing from elsewhere, no identity. */
const bodyPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

const common = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };

function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
	response.writeHead(status, { ...common, 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(body)), ...headers });
	response.end(body);
}

const text = (response: ServerResponse, status: number, body: string): void => send(response, status, 'text/plain; charset=utf-8', body);

function json(response: ServerResponse, value: object | undefined): void {
	if (value === undefined) text(response, 404, 'Not there.');
	else send(response, 200, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** A page of another site may not change anything here: browsers say where a request comes from. */
function isCrossSite(request: IncomingMessage): boolean {
	const { origin, host } = request.headers;
	const site = request.headers['sec-fetch-site'];
	return (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) || (site !== undefined && site !== 'same-origin' && site !== 'none');
}

function watch(server: PageServer, response: ServerResponse): void {
	response.writeHead(200, { ...common, 'Content-Type': 'text/event-stream' });
	response.write(`retry: 1000\ndata: ${server.store.version}\n\n`);
	server.watchers.add(response);
	response.on('close', () => server.watchers.delete(response));
}

/** The page and its own calls. Answers false when the path is none of them. */
export async function answerPage(server: PageServer, request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<boolean> {
	const { store } = server;
	const get = request.method === 'GET';
	const one = (name: string): string => query.get(name) ?? '';
	if (get && Object.hasOwn(files, path)) {
		const file = files[path];
		const content = await readFile(join(server.pageFolder, file.name)).catch(() => undefined);
		if (content) send(response, 200, file.type, content, { 'Content-Security-Policy': pagePolicy });
		else text(response, 404, `The page's file ${file.name} is missing.`);
		return true;
	}
	if (get && path === '/favicon.ico') {
		response.writeHead(204, common).end();
		return true;
	}
	if (!path.startsWith('/simulator/')) return false;
	if (request.method === 'POST' && path === '/simulator/reset') {
		if (isCrossSite(request)) text(response, 403, 'Refused: this request comes from another site.');
		else {
			server.reset();
			response.writeHead(204, common).end();
		}
	} else if (!get) text(response, 405, 'Not possible.');
	else if (path === '/simulator/state') json(response, pageState(store));
	else if (path === '/simulator/events') watch(server, response);
	else if (path === '/simulator/messages') json(response, pageMessages(store, one('mailbox'), one('folder'), Math.min(Number(one('most')) || 100, 5000)));
	else if (path === '/simulator/message') json(response, pageMessage(store, one('mailbox'), one('id')));
	else if (path === '/simulator/body') {
		const body = pageBody(store, one('mailbox'), one('id'));
		if (body === undefined) text(response, 404, 'Not there.');
		else send(response, 200, 'text/html; charset=utf-8', body, { 'Content-Security-Policy': bodyPolicy });
	} else text(response, 404, 'Not there.');
	return true;
}
