import { quoted } from '../errors';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import type { AddedFile, AttachedFile } from './file';
import { listAttachments } from './list';

/** An image that the text shows, as it is on the draft or is to be there. */
export type Image = Pick<AttachedFile, 'isInline'> & { name?: string | null; contentId?: string | null };

interface Adding {
	/** What was on the draft before. */
	before: Image[];
	/** What was added, in this order, and how. */
	files: AttachedFile[];
	added: AddedFile[];
}

/**
 * Looks what Outlook has made of the images in the text while files were added, and says what a person has to know: an upload session may
 * make an ordinary attachment of an image (OBS docs#9140, docs#9185; Graph does not change it afterwards), and one more file may double
 * the images that were there (OBS dotnet#2937). Asks nothing where neither can have happened. A look that fails says nothing.
 */
export async function imageWarnings(
	graph: Graph,
	place: MessagePlace,
	{ before, files, added }: Adding,
): Promise<string[]> {
	const uploaded = files
		.slice(0, added.length)
		.filter((file, index) => file.isInline && added[index]!.upload === 'session');
	const images = [...before, ...files.slice(0, added.length)].filter(({ isInline }) => isInline);
	// A single image cannot be doubled by a file that follows.
	const canDouble = added.length > 0 && images.length > 0 && before.length + added.length > 1;
	if (uploaded.length === 0 && !canDouble) return [];
	const there = await listAttachments(graph, place).catch(() => undefined);
	if (!there) return [];
	const expected = countOf(images);
	const found = countOf(there.filter(({ isInline }) => isInline));
	const lost = uploaded.filter((file) => there.some((one) => one.name === file.name) && !found.has(keyOf(file)));
	return [
		...lost.map(
			({ name }) =>
				`${quoted(name)} was to be shown in the text, but Outlook keeps it as an ordinary attachment. Images ` +
				'over 3 MB may not be shown in a text: use a smaller one.',
		),
		...[...found]
			.filter(([key, { times }]) => times > (expected.get(key)?.times ?? times))
			.map(
				([, { name, times }]) =>
					`The image ${quoted(name)} is on the draft ${times} times: Outlook doubled it when another file ` +
					'was added. Look at the draft, and remove what is too much.',
			),
	];
}

const keyOf = ({ name, contentId }: Image) => `${contentId ?? ''} ${name ?? ''}`;

function countOf(images: Image[]): Map<string, { name: string; times: number }> {
	const counts = new Map<string, { name: string; times: number }>();
	for (const image of images) {
		const one = counts.get(keyOf(image)) ?? { name: image.name ?? '', times: 0 };
		counts.set(keyOf(image), { ...one, times: one.times + 1 });
	}
	return counts;
}
