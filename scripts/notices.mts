// Lists the third-party code that is inlined into dist/, with its licences.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `inputs` are esbuild's input files, relative to `root`. */
export function writeNotices(root: string, inputs: string[], file: string): void {
	const packages = [...new Set(inputs.map(packageOf).filter((name) => name !== undefined))].sort();
	const texts = packages.map((name) => {
		const folder = join(root, 'node_modules', name);
		const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
		const licenceFile = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
		const text = licenceFile && existsSync(join(folder, licenceFile)) ? readFileSync(join(folder, licenceFile), 'utf8').trim() : '';
		return `${name} ${version} (${license})\n\n${text}\n`;
	});
	writeFileSync(file, `This package contains code of the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`);
}

function packageOf(input: string): string | undefined {
	return /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1];
}
