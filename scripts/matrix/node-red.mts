// Node-RED 4 and 5 with the Node versions that each of them supports, installed into as by its palette manager. The first pair is
// the oldest that package.json promises.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, npm } from '../hosts/cache.mts';
import { exampleFlow } from '../hosts/flows.mts';
import { installTarball, newUserFolder, startNodeRed } from '../hosts/node-red.mts';
import { madeDraft, type Leg } from './leg.mts';

const PAIRS = [
	{ node: '20.15.0', nodeRed: '4.0.0' },
	{ node: '20.20.2', nodeRed: '4.1.15' },
	{ node: '22.23.3', nodeRed: '4.1.15' },
	{ node: '22.23.3', nodeRed: '5.0.7' },
	{ node: '24.21.0', nodeRed: '5.0.7' },
];

async function installed(name: string, cost: string, specifier: string): Promise<string> {
	return await ensureInstalled(name, cost, async (folder) => {
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, name: 'matrix' }));
		await npm(folder, 'install', '--save-exact', specifier);
	});
}

/** The program of a Node version: npm has each of them, for each system. */
async function nodeProgram(version: string): Promise<string> {
	const { platform, arch } = process;
	const system = platform === 'win32' ? 'win' : platform;
	const name = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${system}-${arch}`;
	const folder = await installed(`node-${version}`, 'about 120 MB', `${name}@${version}`);
	const program = join(folder, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
	if (!existsSync(program)) throw new Error(`${program} is not there.`);
	return program;
}

export const nodeRedLegs: Leg[] = PAIRS.map(({ node, nodeRed }) => ({
	name: `Node-RED ${nodeRed} on Node ${node}`,
	run: async ({ simulator, tarball }) => {
		const program = await nodeProgram(node);
		const installedIn = await installed(`node-red-${nodeRed}`, 'about 100 MB', `node-red@${nodeRed}`);
		const userFolder = newUserFolder();
		await installTarball(userFolder, tarball, program);
		const host = await startNodeRed(userFolder, { node: program, installedIn });
		try {
			await host.deploy(exampleFlow('Contact form to draft', simulator.url));
			const form = new URLSearchParams({ name: 'Megan', email: 'megan@example.com', message: 'Hello' });
			const answer = await fetch(`${host.url}/contact`, { method: 'POST', body: form });
			if (!answer.ok) throw new Error(`The form answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
			const [, version] = /Node-RED version: (\S+)/.exec(host.log()) ?? [];
			const [, runs] = /Node\.js +version: (\S+)/.exec(host.log()) ?? [];
			if (version !== `v${nodeRed}` || runs !== `v${node}`)
				throw new Error(`It was Node-RED ${version} on Node ${runs}.`);
			return madeDraft(simulator);
		} finally {
			await host.stop();
		}
	},
}));
