// A process that makes drafts with the built core until it has made all or is killed. Arguments: one JSON object.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Core from '../../../core/index.ts';

const { graphUrl, token, clientId, items, onlyProcess, quick } = JSON.parse(process.argv[2]);
const core = createRequire(import.meta.url)(join(import.meta.dirname, '../../../dist/core/index.js')) as typeof Core;

const account = {
	graphUrl,
	loginUrl: graphUrl,
	tenant: 'contoso.com',
	clientId,
	signIn: 'delegated',
	limits: { allowSending: false, allowDeleting: false, allowedMailboxes: [] },
} as Core.Account;

const send = async ({ method, url, headers, body, timeout }: Core.HttpRequest, more: object = {}) => {
	const response = await fetch(url, {
		method,
		headers: { ...headers, ...more },
		body: body as string | undefined,
		signal: AbortSignal.timeout(timeout),
	});
	return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};
const host: Core.Host = {
	now: Date.now,
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, quick ? ms / 10 : ms)),
	request: async (request) => await send(request, { Authorization: `Bearer ${token}` }),
	upload: async (request) => await send(request),
	...(onlyProcess ? { onlyProcess: true as const } : {}),
};

process.stdout.write('begun\n');
const outcomes = await core.runItems(
	host,
	items.length,
	async (index, stop) =>
		await core.performOperation(host, account, items[index].operation, items[index].fields, {
			stop,
			scope: 'flow node',
			memory: {},
		}),
	{ continueOnFail: true },
);
for (const outcome of outcomes) if (outcome.kind === 'failed') process.stdout.write(`failed: ${outcome.error.text}\n`);
const existing = outcomes.filter((one) => one.kind === 'done' && one.value.output.existing === true).length;
process.stdout.write(`${JSON.stringify({ done: outcomes.filter(({ kind }) => kind === 'done').length, existing })}\n`);
process.exit(0);
