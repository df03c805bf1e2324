// The same sources give the same bytes, in whatever folder and whenever they are built: what is published can be checked.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { npmProgram } from '../../scripts/hosts/npm.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';

const scratch = mkdtempSync(join(tmpdir(), 'outlook-drafts-reproducible-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const digest = (...contents: Array<string | Buffer>): string => {
	const hash = createHash('sha256');
	for (const content of contents) hash.update(content);
	return hash.digest('hex');
};

/** Of every file below a folder: its path and what is in it. */
function digestOf(folder: string): string {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => statSync(join(folder, file)).isFile())
		.sort();
	return digest(...files.flatMap((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file))]));
}

interface Built {
	dist: string;
	tarball: string;
	/** Of what is inside of the tarball's compression, which another zlib may do differently. */
	tar: string;
}

const tarballDigests = (file: string): Omit<Built, 'dist'> => ({
	tarball: digest(readFileSync(file)),
	tar: digest(gunzipSync(readFileSync(file))),
});

/** Builds and packs a copy of everything that git keeps or would keep. */
function buildCopy(folder: string, env: NodeJS.ProcessEnv): Built {
	const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
	const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\0');
	for (const file of new Set(files.filter(Boolean))) {
		// Deleted, but not yet committed.
		if (!statSync(join(root, file), { throwIfNoEntry: false })) continue;
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		cpSync(join(root, file), join(folder, file));
	}
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	const run = ([program, first]: [string, string[]], ...args: string[]) =>
		execFileSync(program, [...first, ...args], {
			cwd: folder,
			encoding: 'utf8',
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
	run([process.execPath, ['scripts/run.mjs']], 'scripts/build.mts');
	const name = run(npmProgram(), 'pack', '--silent', '--ignore-scripts', '--pack-destination', '.tmp')
		.trim()
		.split('\n')
		.at(-1)!;
	return { dist: digestOf(join(folder, 'dist')), ...tarballDigests(join(folder, '.tmp', name)) };
}

test('two builds in two folders are the same bytes, and those of the tested package', () => {
	const short = buildCopy(join(scratch, 'a'), { TZ: 'Pacific/Auckland', LANG: 'C' });
	const long = buildCopy(join(scratch, 'elsewhere', 'a folder with a longer name'), {
		TZ: 'America/Los_Angeles',
		LANG: 'de_DE.UTF-8',
		USER: 'somebody',
	});
	for (const what of ['dist', 'tarball'] as const)
		process.stderr.write(`\n${what}  ${short[what]}\n${' '.repeat(what.length)}  ${long[what]}`);
	process.stderr.write('\n');
	expect(long).toEqual(short);
	expect(tarballDigests(packTarball())).toEqual({ tarball: short.tarball, tar: short.tar });
	expect(digestOf(join(root, 'dist'))).toBe(short.dist);
});
