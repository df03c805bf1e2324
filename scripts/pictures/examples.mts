// The examples of both hosts, and where their pictures are.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../hosts/pack.mts';

/** What is in `workflows` (n8n) or `examples` (Node-RED), by name. */
export const examplesIn = (folder: string): string[] =>
	readdirSync(join(root, folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, ''));

/** The picture of an example, below docs/pictures and without its ending: `Tidy up` in `workflows` has workflows/tidy-up. */
export const pictureOf = (folder: string, example: string): string =>
	`${folder}/${example.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

/** What of a host is wanted: its dialogs, its examples, or both. */
export interface Wanted {
	dialogs: boolean;
	examples: boolean;
}
