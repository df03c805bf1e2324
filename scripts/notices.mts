// The third-party code that is inlined into dist/: whose it is, and under which licences.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BundledPackage {
	name: string;
	version: string;
	license: string;
	licenseText: string;
}

/** Writes a page of the packages' licences. `inputs` are esbuild's input files, relative to `root`. */
export function writeNotices(root: string, inputs: string[], file: string): void {
	const texts = bundledPackages(root, inputs).map(
		({ name, version, license, licenseText }) => `${name} ${version} (${license})\n\n${licenseText}\n`,
	);
	writeFileSync(
		file,
		`This package contains code of the following packages.\n\n${texts.join(`\n${'='.repeat(80)}\n\n`)}`,
	);
}

/** The packages that these files belong to, by name and version. Fails if one comes without the text of its licence. */
function bundledPackages(root: string, inputs: string[]): BundledPackage[] {
	const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
	return [...folders].map((folder) => readPackage(join(root, folder))).sort(byNameAndVersion);
}

function readPackage(folder: string): BundledPackage {
	const { name, version, license } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	) as Partial<BundledPackage>;
	if (!name || !version || !license)
		throw new Error(`${folder} is bundled, but does not say its name, version and licence.`);
	const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
	if (!file) throw new Error(`${name} ${version} is bundled, but comes without the text of its licence.`);
	return { name, version, license, licenseText: readFileSync(join(folder, file), 'utf8').trim() };
}

function byNameAndVersion(a: BundledPackage, b: BundledPackage): number {
	const [left, right] = [a, b].map(({ name, version }) => `${name} ${version}`);
	return left < right ? -1 : left > right ? 1 : 0;
}

/** The folder of the package that a file belongs to; one package may be there in two versions, the one inside of the other. */
function packageFolder(input: string): string | undefined {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}
