// The simulator behind TLS that breaks: what a proxy, a virus scanner or a bad line make of a connection after Outlook has
// carried out the request, or before it got one.
import { request as forward } from 'node:http';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { duplexPair } from 'node:stream';
import { createSecureContext, getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';
import { makeCertificate } from './certificate.mts';

/** How the connection ends once the request has been carried out. */
export const ENDINGS = {
	/** A record whose MAC is wrong. */
	'a record with a bad MAC': ({ raw }: Ending) => raw.end(record(0x17, Buffer.alloc(64, 7))),
	'plain bytes in place of a record': ({ raw }: Ending) => raw.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
	/** Of the server, about the client's certificate; as it would come from a front end. */
	'an alert': ({ raw }: Ending) => raw.end(record(0x15, Buffer.from([2, 116]))),
	'a reset': ({ raw }: Ending) => raw.resetAndDestroy(),
	'an end without an answer': ({ raw }: Ending) => raw.end(),
	'half the head of the answer': ({ secure, head, raw }: Ending) =>
		secure.write(head.slice(0, head.length / 2), () => raw.resetAndDestroy()),
	'half the body of the answer, then a reset': ({ secure, head, body, raw }: Ending) =>
		secure.write(Buffer.concat([Buffer.from(head), body.subarray(0, body.length / 2)]), () => raw.resetAndDestroy()),
	'half the body of the answer, then an end': ({ secure, head, body }: Ending) =>
		secure.end(Buffer.concat([Buffer.from(head), body.subarray(0, body.length / 2)])),
	/** Nothing says how long it is, so the client takes the half for the whole. */
	'half the body of an answer without a length': ({ secure, head, body }: Ending) =>
		secure.end(
			Buffer.concat([
				Buffer.from(head.replace(/content-length: \d+\r\n/i, 'Connection: close\r\n')),
				body.subarray(0, body.length / 2),
			]),
		),
	'half the body with a length that fits it': ({ secure, head, body }: Ending) =>
		secure.end(
			Buffer.concat([
				Buffer.from(head.replace(/content-length: \d+/i, `Content-Length: ${Math.floor(body.length / 2)}`)),
				body.subarray(0, body.length / 2),
			]),
		),
	'the head of an answer without its body': ({ secure, head }: Ending) =>
		secure.end(head.replace(/content-length: \d+/i, 'Content-Length: 0')),
} as const;
export type EndingName = keyof typeof ENDINGS;

interface Ending {
	raw: Socket;
	secure: TLSSocket;
	/** Of the answer, as it would have gone out. */
	head: string;
	body: Buffer;
}

/** A TLS record. */
const record = (type: number, content: Buffer) =>
	Buffer.concat([Buffer.from([type, 3, 3, content.length >> 8, content.length & 0xff]), content]);

export interface BrokenTls {
	/** https://localhost:… */
	url: string;
	/** The certificate of the address, PEM. */
	certificate: string;
	/** The next `times` requests that fit are carried out, and their connection then ends so. */
	breakNext(method: string, path: RegExp, ending: EndingName, times?: number): void;
	close(): Promise<unknown>;
}

/** Makes this process trust a certificate as it trusts those of public authorities. Returns what ends that. */
export function trust(certificate: string): () => void {
	const before = getCACertificates('default');
	setDefaultCACertificates([...before, certificate]);
	return () => setDefaultCACertificates(before);
}

/** Opens an https address in front of the simulator. */
export async function brokenTls(
	simulatorUrl: string,
	{ commonName = 'localhost', validTo }: { commonName?: string; validTo?: Date } = {},
): Promise<BrokenTls> {
	const { certificate, privateKey } = makeCertificate(commonName, validTo);
	const context = createSecureContext({
		cert: certificate,
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
	});
	const plan: Array<{ method: string; path: RegExp; ending: EndingName; left: number }> = [];
	const open = new Set<Socket>();
	const server = createServer((raw) => {
		open.add(raw);
		raw.on('close', () => open.delete(raw)).on('error', () => {});
		// Not around the socket itself, which would then take no bytes but encrypted ones.
		const [inner, outer] = duplexPair();
		raw.pipe(outer).pipe(raw);
		for (const end of [inner, outer]) end.on('error', () => raw.destroy());
		const secure = new TLSSocket(inner, { isServer: true, secureContext: context });
		secure.on('error', () => raw.destroy());
		let seen = Buffer.alloc(0);
		secure.on('data', (data: Buffer) => {
			seen = Buffer.concat([seen, data]);
			const whole = wholeRequest(seen);
			if (!whole) return;
			seen = Buffer.alloc(0);
			void passOn(whole, simulatorUrl).then(
				({ head, body }) => {
					const found = plan.find(
						({ method, path, left }) => left > 0 && method === whole.method && path.test(whole.path),
					);
					if (!found) return secure.write(Buffer.concat([Buffer.from(head), body]));
					found.left -= 1;
					return ENDINGS[found.ending]({ raw, secure, head, body });
				},
				() => raw.destroy(),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `https://localhost:${(server.address() as AddressInfo).port}`,
		certificate,
		breakNext: (method, path, ending, times = 1) => void plan.push({ method, path, ending, left: times }),
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

interface WholeRequest {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** Clients here send a Content-Length or no body. */
function wholeRequest(bytes: Buffer): WholeRequest | undefined {
	const end = bytes.indexOf('\r\n\r\n');
	if (end < 0) return undefined;
	const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
	const headers = Object.fromEntries(
		lines.map((one) => [one.split(':')[0].toLowerCase(), one.replace(/^[^:]*: */, '')]),
	);
	const body = bytes.subarray(end + 4);
	if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
	const [method = '', path = ''] = line.split(' ');
	return { method, path, headers, body };
}

async function passOn(
	{ method, path, headers, body }: WholeRequest,
	simulatorUrl: string,
): Promise<{ head: string; body: Buffer }> {
	return await new Promise((resolve, reject) => {
		const sent = forward(new URL(path, simulatorUrl), { method, headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', reject).on('end', () => {
				const content = Buffer.concat(parts);
				const names = Object.entries(answer.headers).filter(
					([name]) => !/^(connection|keep-alive|transfer-encoding|content-length)$/.test(name),
				);
				const all = [...names, ['Content-Length', String(content.length)]].map(
					([name, value]) => `${name}: ${value}\r\n`,
				);
				const head = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${all.join('')}\r\n`;
				resolve({ head, body: content });
			});
		});
		sent.on('error', reject).end(body);
	});
}
