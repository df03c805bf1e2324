import { FileReader, type AttachedFile } from './file';

/** Bytes that are hashed at a time. */
const PIECE = 3_276_800;

/** Files that the step was given: not the pictures of a signature that was found, which may be another one tomorrow. */
export const givenFiles = (files: AttachedFile[]): AttachedFile[] => files.filter(({ ofSignature }) => !ofSignature);

/**
 * What tells one list of files from another, for `duplicates: sameContent`: names, types and a hash of each content. The
 * hash is that of the pieces' hashes, since the platform hashes only what is in memory as a whole.
 */
export async function describeFiles(files: AttachedFile[]): Promise<object[]> {
	const described: object[] = [];
	for (const file of files) {
		const { name, contentType, size, isInline } = file;
		described.push({ name, contentType, size, isInline, hash: await hashOf(file) });
	}
	return described;
}

async function hashOf(file: AttachedFile): Promise<string> {
	const reader = new FileReader(file);
	const hashes: Uint8Array[] = [];
	const read = async (): Promise<void> => {
		for (let at = 0; at < file.size; at += PIECE)
			hashes.push(await sha256(await reader.read(at, Math.min(PIECE, file.size - at))));
	};
	await read().finally(async () => await reader.close());
	const all = new Uint8Array(hashes.length * 32);
	hashes.forEach((hash, index) => all.set(hash, index * 32));
	return Array.from(await sha256(all), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
	return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
