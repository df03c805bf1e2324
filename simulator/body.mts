import type { IncomingMessage } from 'node:http';

type Read<T> = { content: T; size: number; problem?: undefined } | { problem: 'too large' | 'aborted' };

/** Thousands of crumbs cost more than they hold. */
const SMALLEST_PIECE = 4096;

/**
 * Reads the bytes of a request as the connection delivers them, without copying. What is larger than the limit is read to its end,
 * so that the client gets the answer, but is not kept; far beyond that it is cut.
 */
export function readChunks(request: IncomingMessage, limit: number): Promise<Read<Buffer[]>> {
	return new Promise((resolve) => {
		let chunks: Buffer[] = [];
		let size = 0;
		request.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= limit) chunks.push(chunk);
			else chunks.length = 0;
			if (chunks.length > 64 && chunks.length * SMALLEST_PIECE > size) chunks = [Buffer.concat(chunks)];
			if (size > limit + 256 * 1024 * 1024) request.destroy();
		});
		request.on('end', () => resolve(size > limit ? { problem: 'too large' } : { content: chunks, size }));
		request.on('error', () => resolve({ problem: 'aborted' }));
		request.on('close', () => resolve({ problem: 'aborted' }));
	});
}

export type ReadBody = { text: string; problem?: 'too large' | 'aborted' };

/** The same as text; empty where there is a problem. */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
	const read = await readChunks(request, limit);
	return read.problem ? { text: '', problem: read.problem } : { text: Buffer.concat(read.content).toString('utf8') };
}
