import type { IncomingMessage } from 'node:http';

export type ReadBody = { text: string; problem?: undefined } | { text: ''; problem: 'too large' | 'aborted' };

/** Reads a request body. One that is too large is read to its end, so that the client gets the answer, but is not kept; far beyond that it is cut. */
export function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		request.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= limit) chunks.push(chunk);
			else chunks.length = 0;
			if (size > limit + 256 * 1024 * 1024) request.destroy();
		});
		request.on('end', () => resolve(size > limit ? { text: '', problem: 'too large' } : { text: Buffer.concat(chunks).toString('utf8') }));
		request.on('error', () => resolve({ text: '', problem: 'aborted' }));
		request.on('close', () => resolve({ text: '', problem: 'aborted' }));
	});
}
