// Microsoft's own clients of Graph, as test/conformance/package.json names them; installed outside the clone.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled, npm } from './cache.mts';
import { root } from './pack.mts';

/** Loads one of the installed packages. */
export type LoadClient = (name: string) => any;

/** Installs the clients the first time, and again when the lock file has changed. */
export async function graphClients(): Promise<LoadClient> {
	const source = join(root, 'test', 'conformance');
	const version = createHash('sha256')
		.update(readFileSync(join(source, 'package-lock.json')))
		.digest('hex')
		.slice(0, 12);
	const folder = await ensureInstalled(`graph-clients-${version}`, 'some seconds and 70 MB', async (into) => {
		for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(source, name), join(into, name));
		await npm(into, 'ci');
	});
	return createRequire(join(folder, 'package.json'));
}
