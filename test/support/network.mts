import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { freePort } from '../../scripts/hosts/processes.mts';

/** An http address of this computer where nobody listens. */
export async function closedAddress(): Promise<string> {
	return `http://127.0.0.1:${await freePort()}`;
}

export interface Service {
	url: string;
	requests: IncomingMessage[];
	close(): Promise<unknown>;
}

/** A small http service of the test's own, on a free port. */
export async function service(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Service> {
	const requests: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		request.resume();
		answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Graph that sends every request on to another service, which would take it. */
export async function redirectingServices(): Promise<{ graph: Service; other: Service; close(): Promise<unknown> }> {
	const other = await service((_request, response) =>
		response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id": "from elsewhere"}'),
	);
	const graph = await service((_request, response) =>
		response.writeHead(307, { Location: `${other.url.replace('127.0.0.1', 'localhost')}/v1.0/me/messages` }).end(),
	);
	return { graph, other, close: async () => await Promise.all([graph.close(), other.close()]) };
}

/** How an answer comes that never ends, although what was asked for is done. */
export type Endless = 'body' | 'header' | 'switching protocols' | 'nothing';

export interface EndlessService extends Service {
	/** Requests whose answers never ended, so far. */
	held(): number;
	/** Connections on which an answer is still under way. */
	open(): number;
}

/** Hands requests on to `target`; those that `which` names get their answers drop by drop, without an end. */
export async function endlessService(
	target: string,
	way: Endless,
	which: (request: IncomingMessage) => boolean,
): Promise<EndlessService> {
	let held = 0;
	const open = new Set<Socket>();
	const handOn = async (request: IncomingMessage): Promise<Response> => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		const headers = Object.fromEntries(
			Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name)),
		);
		return await fetch(`${target}${request.url}`, {
			method: request.method,
			headers: headers as Record<string, string>,
			...(body.length > 0 ? { body } : {}),
			redirect: 'manual',
		});
	};
	const drip = (socket: Socket, ...drops: string[]): void => {
		open.add(socket);
		socket.on('error', () => {});
		const timer = setInterval(() => socket.write(drops.shift() ?? ' '), 20);
		socket.once('close', () => {
			clearInterval(timer);
			open.delete(socket);
		});
	};
	const server = createServer((request, response) => {
		void handOn(request).then(async (answer) => {
			const text = await answer.text();
			if (!which(request)) return void response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
			held += 1;
			const { socket } = request;
			const head = `HTTP/1.1 ${answer.status} Done\r\nContent-Type: application/json\r\n`;
			if (way === 'body')
				drip(socket, `${head}Transfer-Encoding: chunked\r\n\r\n`, ...[...Array(9_999)].map(() => '1\r\n \r\n'));
			else if (way === 'header') drip(socket, head, 'X-Slow: ');
			else if (way === 'nothing') open.add(socket.once('close', () => void open.delete(socket)));
			else drip(socket, 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests: [],
		held: () => held,
		open: () => open.size,
		close: async () => {
			server.closeAllConnections();
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
