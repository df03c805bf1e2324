// npm packs whatever is there: it does not look whether the package was built, and .npmrc keeps it from running scripts that
// would. So .npmrc sends plain `npm pack` to a folder that is there only once `npm run build` has run: in a fresh clone it
// ends with that folder's name, which says what to do, and afterwards the folder is the repository itself, where npm packs by itself.
import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As .npmrc names it. */
export const PACK_FOLDER = '.tmp/run-npm-run-build-first';

/** Lets `npm pack` go. The way leads through dist, so that it ends when dist is removed. */
export function allowPacking(root: string): void {
	const folder = join(root, PACK_FOLDER);
	if (lstatSync(folder, { throwIfNoEntry: false })) return;
	mkdirSync(dirname(folder), { recursive: true });
	// Windows lets everybody make a junction, which wants a whole path; elsewhere this is a plain link.
	if (process.platform === 'win32') symlinkSync(root, folder, 'junction');
	else symlinkSync('../dist/..', folder);
}
