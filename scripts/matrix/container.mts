// n8n's own image, which from n8n 3 on is the only way to run it.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../hosts/n8n.mts';
import { madeDraft, NotHere, type Leg } from './leg.mts';
import { account, BINARY_MODE, FILE_NAME, workflow } from './n8n.mts';

const IMAGES = ['docker.io/n8nio/n8n:latest', 'docker.io/n8nio/n8n:next'];

/** Docker or Podman, if one of them really runs. */
function runtime(): string {
	const found = ['docker', 'podman'].find((program) => spawnSync(program, ['info'], { timeout: 20_000 }).status === 0);
	if (!found) throw new NotHere('neither Docker nor Podman runs on this computer');
	return found;
}

function run(program: string, ...args: string[]): string {
	const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 600_000 });
	if (status !== 0)
		throw new Error(error?.message ?? `${args.at(-1)} ended with ${status}: ${(stderr || stdout).slice(-600)}`);
	return stdout;
}

/** n8n runs as a user of its own in the container. */
function openToAll(folder: string): void {
	chmodSync(folder, 0o777);
	for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const path = join(folder, entry);
		chmodSync(path, statSync(path).isDirectory() ? 0o777 : 0o666);
	}
}

/** What n8n wrote belongs to its user in the container, who alone can give it away. What cannot be removed stays: no reason to fail. */
function removeFolder(program: string, image: string, folder: string): void {
	const give = ['--entrypoint', 'chmod', '--volume', `${folder}:/made`, image, '-R', 'a+rwX', '/made'];
	spawnSync(program, ['run', '--rm', '--user', 'root', ...give], { timeout: 60_000 });
	try {
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	} catch (error) {
		console.error(`${folder} stays: ${(error as Error).message}`);
	}
}

export const containerLegs: Leg[] = IMAGES.map((image) => ({
	name: `image ${image.replace(/^.*\//, '')}`,
	run: async ({ simulator, tarball }) => {
		const program = runtime();
		try {
			run(program, 'pull', image);
		} catch (error) {
			throw new NotHere(`the image could not be fetched (${(error as Error).message.trim().slice(-200)})`);
		}
		const userFolder = mkdtempSync(join(tmpdir(), 'outlook-drafts-container-'));
		try {
			await installPackage(userFolder, tarball);
			const home = join(userFolder, '.n8n');
			writeFileSync(join(home, 'credentials.json'), JSON.stringify([account(simulator.url)]));
			writeFileSync(join(home, 'workflow.json'), JSON.stringify([workflow]));
			openToAll(home);
			// On the network of this computer, where the simulator is. From n8n 3 on packages that are not verified have to be allowed.
			const settings = [
				'N8N_UNVERIFIED_PACKAGES_ENABLED=true',
				'N8N_ENCRYPTION_KEY=matrix',
				'N8N_DIAGNOSTICS_ENABLED=false',
				`N8N_DEFAULT_BINARY_DATA_MODE=${BINARY_MODE}`,
			];
			const inside = (...command: string[]) =>
				run(
					program,
					...['run', '--rm', '--network', 'host', '--volume', `${home}:/home/node/.n8n`],
					...settings.flatMap((setting) => ['--env', setting]),
					...[image, ...command],
				);
			const version = inside('--version').trim();
			inside('import:credentials', '--input=/home/node/.n8n/credentials.json');
			inside('import:workflow', '--input=/home/node/.n8n/workflow.json');
			inside('execute', `--id=${workflow.id}`);
			return `n8n ${version}, ${madeDraft(simulator, [FILE_NAME])}, files on disk`;
		} finally {
			removeFolder(program, image, userFolder);
		}
	},
}));
