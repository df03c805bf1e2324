// npm run conformance: puts the questions and Microsoft's own clients to the simulator, or to the real service.
//   npm run conformance                 the simulator, started for it
//   npm run conformance -- --graph      Microsoft 365; writes docs/live-results.md
// For --graph: GRAPH_ACCESS_TOKEN; optional GRAPH_MAILBOX (needed with an application's token), GRAPH_SHARED_MAILBOX,
// GRAPH_URL (a national cloud), GRAPH_RESULTS (another file to write).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../simulator/server.mts';
import { localCertificate } from '../test/conformance/certificate.mts';
import { runChecks } from '../test/conformance/check.mts';
import { graphClient } from '../test/conformance/clients/graph-client.mts';
import { kiota } from '../test/conformance/clients/kiota.mts';
import { questions } from '../test/conformance/questions/index.mts';
import { liveResults, tables } from '../test/conformance/report.mts';
import { Service } from '../test/conformance/service.mts';
import { graphClients } from './hosts/graph-clients.mts';
import { root } from './hosts/pack.mts';

const live = process.argv.includes('--graph');
const {
	GRAPH_ACCESS_TOKEN: token,
	GRAPH_MAILBOX: mailbox,
	GRAPH_SHARED_MAILBOX: sharedMailbox,
	GRAPH_URL,
	GRAPH_RESULTS,
} = process.env;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

if (live && !token) {
	say(
		'GRAPH_ACCESS_TOKEN is not set: --graph needs an access token for Microsoft Graph with Mail.ReadWrite and, to send to the mailbox itself, Mail.Send.',
	);
	say("GRAPH_MAILBOX names the mailbox; without it the signed-in user's is used. Use a mailbox made for tests.");
	process.exit(2);
}

let stopped: number | undefined;
for (const [signal, code] of [
	['SIGINT', 130],
	['SIGTERM', 143],
] as const) {
	process.on(signal, () => {
		stopped ??= code;
		say('\nStopping after this question, then removing what was made ...');
	});
}

const load = await graphClients();
let simulator: Simulator | undefined;
let service: Service;
if (live) {
	service = new Service({
		url: GRAPH_URL ?? 'https://graph.microsoft.com',
		token: token ?? '',
		mailbox,
		sharedMailbox,
		pauseMs: 1_000,
	});
} else {
	// As `localhost`, so that uploads go to another host, as at Microsoft. A little latency, so that requests made at once are in flight at once.
	simulator = await startSimulator({ delayMs: 5, tls: await localCertificate(load) });
	service = new Service({
		url: simulator.url.replace('127.0.0.1', 'localhost'),
		token: simulator.issueToken({ kind: 'delegated' }),
		sharedMailbox: 'support@contoso.com',
		pauseMs: 20,
	});
}

// The questions end with what the service throttles.
const groups = [graphClient(load), kiota(load), ...questions];
const results = await runChecks(groups, service, {
	onResult: ({ question, failed }) => {
		if (live || failed) say(`${failed ? 'FAILED' : 'ok'}  ${question}`);
	},
	goesOn: () => stopped === undefined,
});
const left = await service.cleanUp().catch((error: unknown) => [`everything: ${(error as Error).message}`]);
const failed = results.filter((result) => result.failed);

if (stopped === undefined) {
	console.log(tables(results));
	if (live) {
		const file = GRAPH_RESULTS ?? join(root, 'docs', 'live-results.md');
		writeFileSync(file, liveResults({ date: new Date(), url: service.url, token: kindOf(token ?? ''), results, left }));
		say(`Written: ${file}`);
	}
}
console.log(`${results.length} questions put to ${live ? service.url : 'the simulator'}, ${failed.length} failed.`);
if (left.length > 0)
	console.log(`Left behind, remove by hand (subject "${service.tag}"): ${left.length}\n${left.join('\n')}`);
await simulator?.close();
process.exit(stopped ?? (failed.length > 0 || left.length > 0 ? 1 : 0));

/** What a token says of itself; those of personal accounts cannot be read. */
function kindOf(text: string): string {
	try {
		const claims = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as {
			scp?: string;
			roles?: string[];
		};
		if (claims.scp) return `a signed-in user (${claims.scp})`;
		if (claims.roles) return `an application (${claims.roles.join(' ')})`;
	} catch {
		// Not a token with claims.
	}
	return 'an account of unknown kind';
}
