import type { AttachedFile } from '../../core/attachments/file';
import { newMark, ownProperties } from '../../core/messages/mark';
import { digestOf, writeDigest } from '../../core/watch/digest';

/** Bytes of the JSON that draft:create sends for a message of these members with these files. */
export function jsonOfCreate(message: object, files: AttachedFile[]): number {
	const attachments = files.map(({ name, contentType, size }) => ({
		'@odata.type': '#microsoft.graph.fileAttachment',
		name,
		contentBytes: 'x'.repeat(Math.ceil(size / 3) * 4),
		contentType,
	}));
	// Every digest has the same length.
	const digest = writeDigest(digestOf({ fileNames: [] }));
	const singleValueExtendedProperties = ownProperties(newMark(), undefined, true, digest);
	return Buffer.byteLength(JSON.stringify({ ...message, singleValueExtendedProperties, attachments }));
}
