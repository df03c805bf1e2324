// The German texts of Node-RED's dialogs, as its editor gives them out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const catalogue = JSON.parse(readFileSync(join(__dirname, '../../node-red/locales/de/outlook-draft.json'), 'utf8'));

/** By the name below `outlook-draft.`; a text that is not there gives its name. */
export const inGerman = (key: string): string =>
	key.split('.').reduce<any>((texts, part) => texts?.[part], catalogue['outlook-draft']) ?? key;
