// Lists the third-party code that is inlined into dist/, with its licences.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `inputs` are esbuild's input files, relative to `root`. */
export function writeNotices(root: string, inputs: string[], file: string): void {
	const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].map((folder) =>
		join(root, folder),
	);
	const packages = folders.map((folder) => ({
		folder,
		...(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			name: string;
			version: string;
			license: string;
		}),
	}));
	const texts = packages
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(({ folder, name, version, license }) => {
			const licenceFile = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
			const text =
				licenceFile && existsSync(join(folder, licenceFile))
					? readFileSync(join(folder, licenceFile), 'utf8').trim()
					: '';
			return `${name} ${version} (${license})\n\n${text}\n`;
		});
	writeFileSync(
		file,
		`This package contains code of the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`,
	);
}

/** The folder of the package that a file belongs to; one package may be there in two versions, the one inside of the other. */
function packageFolder(input: string): string | undefined {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}
