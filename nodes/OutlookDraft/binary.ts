import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { invalidInput, type AttachedFile } from '../../core';

/** Bytes that are read from n8n's store at a time. */
const PIECE = 256 * 1024;

/**
 * The files that an item's binary fields hold. `value` names the fields: `data`, `data, data_1`, a list, `*` for all of
 * them, `report_*` for all that begin so. Contents are read from n8n's store (memory, file system, database, S3) when they
 * are sent, piece by piece where n8n can. Throws DraftError for a field that the item does not have, naming those it has.
 */
export async function readBinaryFiles(
	context: IExecuteFunctions,
	index: number,
	value: unknown,
	label = 'Attachments',
): Promise<AttachedFile[]> {
	const { json = {}, binary = {} } = context.getInputData()[index] ?? {};
	// Workflows may be set to keep files among the JSON fields.
	const available = {
		...Object.fromEntries(
			Object.entries(json).filter((entry): entry is [string, IBinaryData & string] => isBinary(entry[1])),
		),
		...binary,
	} as Record<string, IBinaryData>;
	const wanted = fieldsOf(value, Object.keys(available), label);
	return await Promise.all(
		wanted.map(async (field) =>
			typeof field === 'string'
				? await fileOf(context, index, field, available[field]!)
				: await fileOf(context, index, '', field),
		),
	);
}

const isBinary = (value: unknown): value is IBinaryData => {
	const { mimeType, id } = (value ?? {}) as Partial<IBinaryData>;
	return typeof mimeType === 'string' && typeof id === 'string';
};

/** Names of fields, each once, and binary data that an expression gave itself. */
function fieldsOf(value: unknown, existing: string[], label: string): Array<string | IBinaryData> {
	if (value === undefined || value === null) return [];
	const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? split(value, existing) : [value];
	const fields = list.flatMap((entry): Array<string | IBinaryData> => {
		if (typeof entry === 'string') return entry.trim() === '' ? [] : expand(entry.trim(), existing, label);
		if (isBinary(entry)) return [entry];
		throw invalidInput(
			`${label}: the names of binary fields are needed, not their contents.`,
			'Enter for example data, or data, data_1, or * for all files of the item.',
		);
	});
	return [...new Set(fields)];
}

/** Names are separated by commas, semicolons or line breaks, and by spaces where no field has a space in its name. */
function split(text: string, existing: string[]): string[] {
	return text.split(/[,;\r\n]/).flatMap((part) => (existing.includes(part.trim()) ? [part] : part.split(/\s+/)));
}

function expand(name: string, existing: string[], label: string): string[] {
	if (existing.includes(name)) return [name];
	if (name.includes('*')) {
		const pattern = new RegExp(
			`^${name
				.split('*')
				.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
				.join('.*')}$`,
			's',
		);
		return existing.filter((field) => pattern.test(field));
	}
	throw invalidInput(
		`${label}: the item has no binary field "${name}".`,
		existing.length > 0
			? `It has: ${existing.join(', ')}.`
			: 'It has no files at all. Some nodes drop them: connect this node to the one that outputs the file.',
	);
}

async function fileOf(
	context: IExecuteFunctions,
	index: number,
	field: string,
	data: IBinaryData,
): Promise<AttachedFile> {
	const about = {
		name: data.fileName || nameFor(field, data),
		...(data.mimeType ? { contentType: data.mimeType } : {}),
		...(field === '' ? {} : { field }),
	};
	const { id } = data;
	if (id === undefined || id === '') return await fromMemory(context, index, field, about);
	const size = data.bytes ?? (await context.helpers.getBinaryMetadata(id)).fileSize;
	return { ...about, size, open: () => piecesOf(context, id) };
}

/** Kept in memory by n8n, in base64: decoded again when it is sent, so that not all items hold their files twice meanwhile. */
async function fromMemory(
	context: IExecuteFunctions,
	index: number,
	field: string,
	about: Pick<AttachedFile, 'name'>,
): Promise<AttachedFile> {
	const decode = async () => await context.helpers.getBinaryDataBuffer(index, field);
	const size = (await decode()).length;
	return {
		...about,
		size,
		async *open() {
			yield await decode();
		},
	};
}

async function* piecesOf(context: IExecuteFunctions, id: string): AsyncGenerator<Uint8Array> {
	const stream = await context.helpers.getBinaryStream(id, PIECE);
	for await (const piece of stream) yield piece as Uint8Array;
}

function nameFor(field: string, { fileExtension }: IBinaryData): string {
	return fileExtension ? `${field}.${fileExtension}` : field;
}
