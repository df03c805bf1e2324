import type { IncomingMessage } from 'node:http';

type Read<T> = { content: T; problem?: undefined } | { problem: 'too large' | 'aborted' };

/** Reads the bytes of a request. What is larger than the limit is read to its end, so that the client gets the answer, but is not kept; far beyond that it is cut. */
export function readBytes(request: IncomingMessage, limit: number): Promise<Read<Buffer>> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		request.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= limit) chunks.push(chunk);
			else chunks.length = 0;
			if (size > limit + 256 * 1024 * 1024) request.destroy();
		});
		request.on('end', () => resolve(size > limit ? { problem: 'too large' } : { content: Buffer.concat(chunks) }));
		request.on('error', () => resolve({ problem: 'aborted' }));
		request.on('close', () => resolve({ problem: 'aborted' }));
	});
}

export type ReadBody = { text: string; problem?: 'too large' | 'aborted' };

/** The same as text; empty where there is a problem. */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
	const read = await readBytes(request, limit);
	return read.problem ? { text: '', problem: read.problem } : { text: read.content.toString('utf8') };
}
