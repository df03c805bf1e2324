import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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
