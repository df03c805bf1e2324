import type { AttachedFile } from '../../core/attachments/file';
import { IDENTITY_ID, newMark } from '../../core/messages/mark';

/** Bytes of the JSON that draft:create sends for a message of these members with these files. */
export function jsonOfCreate(message: object, files: AttachedFile[]): number {
	const attachments = files.map(({ name, contentType, size }) => ({
		'@odata.type': '#microsoft.graph.fileAttachment',
		name,
		contentBytes: 'x'.repeat(Math.ceil(size / 3) * 4),
		contentType,
	}));
	return Buffer.byteLength(
		JSON.stringify({ ...message, singleValueExtendedProperties: [{ id: IDENTITY_ID, value: newMark() }], attachments }),
	);
}
