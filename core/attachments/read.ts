import { invalidField } from '../fields/read';
import { quoted } from '../errors';
import { cleanFileName } from './fileName';
import type { AttachedFile } from './file';

export interface ReadFiles {
	files: AttachedFile[];
	warnings: string[];
}

/** What a MIME type may look like (RFC 6838 §4.2), with or without parameters. */
const CONTENT_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}(?:\s*;[^\p{Cc}]*)?$/u;

/**
 * Takes the files that a host has read from its own shapes. Names that Outlook could not keep are changed, which is said;
 * a content type that is none is left out, then Outlook goes by the name.
 */
export function readFiles(value: unknown): ReadFiles {
	if (value === undefined || value === null || value === '') return { files: [], warnings: [] };
	// Array.from makes an entry of each hole, which every() and map() pass over.
	const list = Array.isArray(value) ? Array.from(value as unknown[]) : [undefined];
	if (!list.every(isFile))
		throw invalidField(
			'attachments',
			`${quoted(value)} is not a list of files.`,
			'Choose the files of this item or message.',
		);
	const warnings: string[] = [];
	const files = list.map((file, index): AttachedFile => {
		const { contentType, contentId, ...rest } = file;
		const name = cleanFileName(file.name) || `attachment ${index + 1}`;
		if (name !== file.name && file.name.trim() !== '')
			warnings.push(
				`The file ${quoted(file.name)} is attached as ${quoted(name)}: its name has characters that a file ` +
					'name cannot have, or is too long.',
			);
		const type = contentType?.trim() ?? '';
		const id = contentId?.trim().replace(/^<(.*)>$/, '$1') ?? '';
		return {
			...rest,
			name,
			...(CONTENT_TYPE.test(type) ? { contentType: type } : {}),
			...(id === '' ? {} : { contentId: id }),
		};
	});
	return { files, warnings };
}

function isFile(value: unknown): value is AttachedFile {
	const { name, size, open } = (value ?? {}) as Partial<AttachedFile>;
	return typeof name === 'string' && typeof size === 'number' && typeof open === 'function';
}
