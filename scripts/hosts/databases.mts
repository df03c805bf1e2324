// Redis and PostgreSQL of this computer (Debian's packages), each in a temporary folder of its own, on 127.0.0.1.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { freePort, startNode, waitUntil, type RunningProcess } from './processes.mts';

export interface Database {
	port: number;
	stop(): Promise<void>;
}

/** A program below a Node process, so that it ends with this one, whatever happens. */
function startProgram(program: string, args: string[], cwd: string): RunningProcess {
	const wrapper =
		"const [program, ...args] = process.argv.slice(1); require('node:child_process').spawn(program, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1)); process.on('SIGTERM', () => {});";
	return startNode(['-e', wrapper, program, ...args], { cwd });
}

const answersAt = (port: number) => async (): Promise<boolean> =>
	await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('error', () => resolve(false));
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
	});

async function serve(running: RunningProcess, port: number, folder: string): Promise<Database> {
	const stop = async (): Promise<void> => {
		await running.stop(5_000);
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	await waitUntil(running, answersAt(port)).catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	return { port, stop };
}

export async function startRedis(): Promise<Database> {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-redis-'));
	const port = await freePort();
	return await serve(
		startProgram(
			'redis-server',
			['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
			folder,
		),
		port,
		folder,
	);
}

/** An empty database `n8n` that the user `n8n` may use without a password. PostgreSQL refuses to run as root: then it runs as its own user. */
export async function startPostgres(): Promise<Database> {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-postgres-'));
	const data = join(folder, 'data');
	mkdirSync(data);
	const user = postgresUser();
	if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
	const as = (program: string, ...args: string[]): [string, string[]] =>
		user
			? ['setpriv', [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', program, ...args]]
			: [program, args];
	const run = (program: string, ...args: string[]): void => {
		const { status, stderr } = spawnSync(...as(program, ...args), { cwd: folder, encoding: 'utf8' });
		if (status !== 0) throw new Error(`${program}: ${stderr}`);
	};
	const bin = postgresFolder();
	run(join(bin, 'initdb'), '-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync');
	const port = await freePort();
	const [program, args] = as(
		join(bin, 'postgres'),
		'-D',
		data,
		'-p',
		String(port),
		'-h',
		'127.0.0.1',
		'-k',
		folder,
		'-c',
		'fsync=off',
		'-c',
		'max_connections=200',
	);
	const database = await serve(startProgram(program, args, folder), port, folder);
	for (let tries = 0; ; tries++) {
		const { status, stderr } = spawnSync(
			join(bin, 'createdb'),
			['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', 'n8n'],
			{ encoding: 'utf8' },
		);
		if (status === 0) return database;
		// It takes connections a moment before it answers them.
		if (tries === 50) throw new Error(stderr);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** The newest of Debian's versions; elsewhere the one in the path. */
function postgresFolder(): string {
	const base = '/usr/lib/postgresql';
	const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(a) - Number(b)) : [];
	return versions.length > 0 ? join(base, versions.at(-1)!, 'bin') : '';
}

function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: id('-u'), gid: id('-g') };
}
