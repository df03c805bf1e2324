import type { Message } from '@microsoft/microsoft-graph-types';

import { labelOf, read } from '../fields/read';
import { quoted } from '../errors';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { readText } from '../fields/values';
import { download, isLink } from './download';
import { checkFileSizes, sizeWarnings, type AttachedFile } from './file';
import { withInlineImages, type WithImages } from './inlineImages';
import { listAttachments } from './list';
import { readFiles, type ReadFiles } from './read';

/**
 * All files of a draft that is about to be made: those of the host, those of another message, the images in the body. What
 * cannot be attached is rejected here, before anything is made. The message comes back with its html adapted. `more`: files from elsewhere.
 */
export async function gatherAttachments(
	graph: Graph,
	fields: FieldValues,
	mailbox: string,
	message: Message,
	more: AttachedFile[] = [],
): Promise<WithImages> {
	const dataImages = read.flag(fields, 'inlineImages', false);
	const given = readFiles(fields.attachments);
	checkFileSizes(given.files);
	const copied = await copiesFrom(graph, mailbox, fields.copyAttachmentsFrom);
	const shown = withInlineImages(message, [...given.files, ...copied.files, ...more], dataImages);
	checkFileSizes(shown.files);
	return {
		...shown,
		warnings: [...given.warnings, ...copied.warnings, ...shown.warnings, ...sizeWarnings(shown.files)],
	};
}

/** The attachments of another message of the same mailbox. Links have no content that could be copied, which is said. */
async function copiesFrom(graph: Graph, mailbox: string, messageId: unknown): Promise<ReadFiles> {
	const id = readText(messageId, labelOf('copyAttachmentsFrom'))?.trim() ?? '';
	if (id === '') return { files: [], warnings: [] };
	const place = { mailbox, id };
	const all = await listAttachments(graph, place);
	const files = [];
	for (const attachment of all.filter((one) => !isLink(one))) files.push(await download(graph, place, attachment));
	const links = all
		.filter(isLink)
		.map(({ name }) => `${quoted(name ?? '')} is a link to a file elsewhere, so it was not copied.`);
	const read = readFiles(files);
	return { files: read.files, warnings: [...links, ...read.warnings] };
}
