// Files of any size whose content is made when it is read.
import { createHash } from 'node:crypto';
import type { AttachedFile } from '../../core/attachments/file';

const PIECE = 65_536 + 7;

/** No two pieces alike, so that a piece that is lost, sent twice or out of order changes the whole. */
function* pieces(size: number): Generator<Buffer> {
	for (let at = 0; at < size; at += PIECE) {
		const piece = Buffer.alloc(Math.min(PIECE, size - at), `${at} `);
		yield piece;
	}
}

export function generatedFile(size: number, about: Partial<AttachedFile> = {}): AttachedFile {
	return {
		name: 'report.bin',
		contentType: 'application/octet-stream',
		size,
		async *open() {
			yield* pieces(size);
		},
		...about,
	};
}

export function sha256OfGenerated(size: number): string {
	const hash = createHash('sha256');
	for (const piece of pieces(size)) hash.update(piece);
	return hash.digest('hex');
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const textFile = (name: string, content: string, about: Partial<AttachedFile> = {}): AttachedFile => ({
	name,
	contentType: 'text/plain',
	size: Buffer.byteLength(content),
	async *open() {
		yield Buffer.from(content);
	},
	...about,
});
