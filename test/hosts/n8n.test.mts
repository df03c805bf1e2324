// The packed package in a real n8n: installed as n8n installs it, run as people run it, against the simulated mailbox.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
	CREDENTIAL_TYPE,
	NODE_TYPE,
	startN8n,
	type Credential,
	type Execution,
	type Item,
	type N8n,
	type NodeRun,
} from '../../scripts/hosts/n8n.mts';
import { packTarball } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { applicationAccount, expiredAccount, personAccount, WRONG_SECRET, wrongAccount } from './n8n/accounts.mts';
import { startLanguageModel, type LanguageModel } from './n8n/language-model.mts';
import { agentWorkflow, draft, locator, node, to, workflow } from './n8n/workflows.mts';

const MAILBOX = 'support@contoso.com';
const ME = 'megan.bowen@contoso.com';

const three = ['First', 'Second', 'Third'].map((subject) => ({ subject }));
const aiCalls = three.map(({ subject }) => ({ subject: `${subject} from AI`, body: `Text of ${subject}` }));

/** Of n8n's agents: the last that calls tools itself, and the one of today, which lets n8n run them as nodes. */
const AGENTS = [2.2, 3.1];

/** Fifty items; the bad ones are refused before a request, by the header rule, and by Graph. */
const BAD = { 7: 'InvalidRecipient', 23: 'InvalidHeader', 41: 'Graph' } as const;
const fifty = Array.from({ length: 50 }, (_, index) => ({
	subject: `Item ${index}`,
	to: index === 7 ? 'not an address' : 'anna@example.com',
	header: index === 23 ? 'Subject-Line' : 'x-item',
	mailbox: index === 41 ? 'nobody@contoso.com' : MAILBOX,
}));
const fromItem = {
	to: '={{ $json.to }}',
	mailbox: locator('={{ $json.mailbox }}'),
	customHeaders: { header: [{ name: '={{ $json.header }}', value: '={{ $json.subject }}' }] },
};

let simulator: Simulator;
let model: LanguageModel;
let n8n: N8n;
let accounts: { application: Credential; person: Credential; expired: Credential; wrong: Credential };
/** Everything that the test's calls got from n8n, for the search at the end. */
const seen: string[] = [];

beforeAll(async () => {
	simulator = await startSimulator({ delayMs: 20 });
	model = await startLanguageModel(aiCalls);
	accounts = {
		application: applicationAccount(simulator),
		person: personAccount(simulator),
		expired: await expiredAccount(simulator),
		wrong: wrongAccount(simulator),
	};
	const openAi: Credential = {
		id: 'languagemodel001',
		name: 'model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url },
	};
	const { application, person, expired, wrong } = accounts;
	const one = [{ subject: 'One' }];
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 1, options: {} });
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [...Object.values(accounts), openAi],
		workflows: [
			workflow('inbox', one, [
				draft(application, {
					folder: locator('inbox'),
					bodyType: 'textAsHtml',
					body: 'a < b\nsecond line',
					customHeaders: { header: [{ name: 'x-form', value: 'contact' }] },
					additionalFields: { replyTo: MAILBOX },
				}),
			]),
			workflow('own', one, [draft(person, { mailbox: locator('me', 'list') })]),
			workflow('shared', one, [draft(person, { mailbox: locator(simulator.store.find(MAILBOX)!.id) })]),
			workflow('expired', one, [draft(expired, { mailbox: locator('me', 'list') })]),
			workflow('wrong', one, [draft(wrong, {})]),
			workflow('loop', three, [loop, draft(application, {})], {
				Loop: { main: [[], to('Draft')] },
				Draft: { main: [to('Loop')] },
			}),
			...AGENTS.map((version) => agentWorkflow(`agent${version}`, version, application, openAi)),
			workflow('continue', fifty, [draft(application, fromItem, { onError: 'continueRegularOutput' })]),
			// What is refused before a request stops the run before others are made.
			workflow(
				'stop',
				fifty.map((item) => ({ ...item, to: 'anna@example.com', header: 'x-item' })),
				[draft(application, fromItem)],
			),
			workflow('retry', fifty, [draft(application, {}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 })]),
			workflow('race', one, [draft(application, { duplicates: 'key', draftKey: 'Form 1' })]),
		],
	});
}, 600_000);

afterAll(async () => {
	await n8n?.stop();
	await model?.close();
	await simulator?.close();
});

beforeEach(() => simulator.reset());

async function execute(id: string): Promise<Execution> {
	const execution = await n8n.executeWorkflow(id);
	seen.push(execution.text);
	return execution;
}

const runsOf = ({ runData }: Execution, name = 'Draft'): NodeRun[] => runData[name] ?? [];
const itemsOf = (run: NodeRun | undefined, type = 'main'): Array<Item['json']> =>
	(run?.data?.[type]?.[0] ?? []).map(({ json }) => json);
const stored = (mailbox: string) => [...simulator.store.messages(mailbox)].sort((a, b) => a.sequence - b.sequence);
const subjects = (mailbox: string) => stored(mailbox).map(({ subject }) => subject);

describe('sign-in as the application', () => {
	it("makes a draft in another mailbox's Inbox, from n8n's command line", async () => {
		const output = await n8n.cli('execute', '--id=inbox', '--rawOutput');
		seen.push(output);
		const { data } = JSON.parse(output.slice(output.search(/^\{/m))) as {
			data: { resultData: { runData: Execution['runData'] } };
		};
		const [result] = itemsOf(data.resultData.runData.Draft[0]);
		const [message, ...others] = stored(MAILBOX);
		expect(others).toEqual([]);
		expect(result).toMatchObject({
			subject: 'One',
			mailbox: MAILBOX,
			folder: 'Inbox',
			warnings: [],
			mark: expect.any(String),
		});
		expect([message.id, message.immutableId]).toContain(result.id);

		const inbox = simulator.store.folder(simulator.store.find(MAILBOX)!, 'inbox');
		expect(message).toMatchObject({ isDraft: true, subject: 'One', parentFolderId: inbox?.id });
		expect(message.body.contentType).toBe('html');
		expect(message.body.content).toContain('a &lt; b<br>');
		expect(message.toRecipients).toMatchObject([{ emailAddress: { address: 'anna@example.com' } }]);
		expect(message.replyTo).toMatchObject([{ emailAddress: { address: MAILBOX } }]);
		expect(message.internetMessageHeaders).toEqual([{ name: 'x-form', value: 'contact' }]);
		expect(simulator.requests.map(({ method, status }) => [method, status])).toEqual([['POST', 201]]);
		expect(simulator.tokenRequests).toMatchObject([
			{ status: 200, body: expect.stringContaining('grant_type=client_credentials') },
		]);
	});

	it('says that the secret is wrong, and makes nothing', async () => {
		const execution = await execute('wrong');
		expect(execution.status).toBe('error');
		expect(execution.error).toMatchObject({
			message: expect.stringContaining('AADSTS7000215'),
			description: expect.stringMatching(/secret/i),
		});
		expect(simulator.tokenRequests.map(({ status }) => status)).toContain(401);
		expect(simulator.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});

describe('sign-in as a person', () => {
	it('makes a draft in the own mailbox', async () => {
		const execution = await execute('own');
		expect(execution.status).toBe('success');
		expect(subjects(ME)).toEqual(['One']);
		expect(runsOf(execution)[0].hints ?? []).toEqual([]);
		expect(simulator.tokenRequests).toEqual([]);
	});

	it('warns about the sender of a draft in another mailbox whose address is not known', async () => {
		const execution = await execute('shared');
		expect(subjects(MAILBOX)).toEqual(['One']);
		expect(runsOf(execution)[0].hints).toMatchObject([{ message: expect.stringContaining('No sender is set') }]);
		expect(itemsOf(runsOf(execution)[0])[0].warnings).toHaveLength(1);
	});

	it('renews an access token that has expired', async () => {
		const execution = await execute('expired');
		expect(execution.status).toBe('success');
		expect(subjects(ME)).toEqual(['One']);
		expect(simulator.requests.map(({ status }) => status)).toEqual([401, 201]);
		expect(simulator.tokenRequests).toMatchObject([
			{ status: 200, body: expect.stringContaining('grant_type=refresh_token') },
		]);
	});
});

describe('several drafts in one execution', () => {
	it('makes one for each turn of a loop', async () => {
		const execution = await execute('loop');
		expect(execution.status).toBe('success');
		expect(runsOf(execution).map((run) => itemsOf(run).map(({ subject }) => subject))).toEqual([
			['First'],
			['Second'],
			['Third'],
		]);
		expect(itemsOf(runsOf(execution, 'Loop').at(-1)).map(({ subject }) => subject)).toEqual([
			'First',
			'Second',
			'Third',
		]);
		expect(subjects(MAILBOX)).toEqual(['First', 'Second', 'Third']);
	});

	it.each(AGENTS)('makes one for each call of an AI agent (version %s)', async (version) => {
		model.requests.length = 0;
		const execution = await execute(`agent${version}`);
		expect(execution.error).toBeUndefined();
		expect(Object.keys(model.requests[0].tools?.[0].function.parameters.properties ?? {}).sort()).toEqual([
			'body',
			'subject',
		]);
		expect(model.requests).toHaveLength(2);
		expect(subjects(MAILBOX).sort()).toEqual(aiCalls.map(({ subject }) => subject).sort());
		expect(
			stored(MAILBOX).every(({ toRecipients }) => toRecipients[0].emailAddress.address === 'anna@example.com'),
		).toBe(true);
		const answers = model.requests[1].messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => JSON.stringify(content));
		expect(answers).toHaveLength(3);
		for (const { subject } of aiCalls) expect(answers.filter((answer) => answer.includes(subject))).toHaveLength(1);
		expect(itemsOf(runsOf(execution, 'Agent')[0])).toMatchObject([{ output: 'The drafts are ready.' }]);
	});

	it('keeps bad items apart with Continue On Fail, at most four requests at a time', async () => {
		const items = itemsOf(runsOf(await execute('continue'))[0]);
		expect(items).toHaveLength(50);
		items.forEach((item, index) => {
			if (index in BAD)
				expect(item).toMatchObject({ error: expect.any(String), details: { code: expect.any(String) } });
			else expect(item).toMatchObject({ id: expect.any(String), subject: `Item ${index}` });
		});
		expect(items.filter(({ error }) => error)).toHaveLength(3);
		expect(subjects(MAILBOX)).toHaveLength(47);
		expect(new Set(subjects(MAILBOX)).size).toBe(47);
		expect(simulator.maxInFlight).toBe(4);
	});

	it('stops at a bad item otherwise, and names the drafts that exist', async () => {
		const execution = await execute('stop');
		expect(execution.status).toBe('error');
		const text = `${execution.error?.message} ${execution.error?.description}`;
		const made = stored(MAILBOX);
		expect(made.length).toBeGreaterThan(0);
		expect(made.length).toBeLessThan(50);
		const [, named = ''] = /drafts? w\w+ made already: items? ([\d–, ]+)\./.exec(text) ?? [];
		const items = named.split(', ').flatMap((range) => {
			const [first, last = first] = range.split('–').map(Number);
			return Array.from({ length: last - first + 1 }, (_, index) => `Item ${first + index}`);
		});
		expect(items.sort()).toEqual(made.map(({ subject }) => subject).sort());
		expect(simulator.maxInFlight).toBeLessThanOrEqual(4);
	});
});

describe('one draft each', () => {
	it('also with Retry On Fail, after a failure at item 30 of 50', async () => {
		const create = { method: 'POST', path: /messages$/ };
		for (let item = 0; item < 30; item++) simulator.faults.add({ ...create, delayMs: 0 });
		simulator.faults.add({ ...create, status: 403, code: 'ErrorAccessDenied' });
		const execution = await execute('retry');
		expect(execution.status).toBe('success');
		const all = fifty.map(({ subject }) => subject);
		expect(itemsOf(runsOf(execution)[0]).map(({ subject }) => subject)).toEqual(all);
		expect(subjects(MAILBOX).sort()).toEqual(all.sort());
		expect(simulator.requests.filter(({ method, status }) => method === 'POST' && status === 403)).toHaveLength(1);
	});

	it('also of eight executions at the same time with the same key: all return its id', async () => {
		simulator.switches.filterLagMaxMs = 4_000;
		const executions = await Promise.all(Array.from({ length: 8 }, async () => await execute('race')));
		const inDrafts = stored(MAILBOX).filter(
			({ parentFolderId }) => parentFolderId === simulator.store.folder(simulator.store.find(MAILBOX)!, 'drafts')?.id,
		);
		expect(inDrafts).toHaveLength(1);
		const ids = executions.map((execution) => itemsOf(runsOf(execution)[0])[0].id);
		expect(ids).toHaveLength(8);
		expect(new Set(ids)).toEqual(new Set([inDrafts[0].immutableId]));
	}, 120_000);
});

describe('lists in the editor', () => {
	async function list(methodName: string, path: string, extra: object = {}) {
		const account = accounts.person;
		return await n8n.rest<{ results: Array<{ name: string; value: string }>; paginationToken?: string }>(
			'POST',
			'dynamic-node-parameters/resource-locator-results',
			{
				path: `parameters.${path}`,
				methodName,
				nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
				currentNodeParameters: {
					resource: 'draft',
					operation: 'create',
					mailbox: locator(MAILBOX),
					folder: locator('drafts'),
				},
				credentials: { [CREDENTIAL_TYPE]: { id: account.id, name: account.name } },
				...extra,
			},
		);
	}

	it('offers the own mailbox first, then people', async () => {
		const { results } = await list('searchMailboxes', 'mailbox');
		expect(results[0]).toEqual({ name: `My mailbox: Megan Bowen (${ME})`, value: 'me' });
		expect(results.map(({ value }) => value)).toContain(MAILBOX);
		const found = await list('searchMailboxes', 'mailbox', { filter: 'adele' });
		expect(found.results.map(({ name }) => name)).toEqual([expect.stringContaining('Adele Vance')]);
	});

	it('offers the folders of the chosen mailbox', async () => {
		const { results } = await list('searchFolders', 'folder');
		expect(results.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Drafts', 'Inbox', 'Inbox / Clients (support@contoso.com)']),
		);
		expect(simulator.requests.every(({ path }) => path.includes('support'))).toBe(true);
		expect(
			(await list('searchFolders', 'folder', { filter: 'clients' })).results.every(({ name }) => /clients/i.test(name)),
		).toBe(true);
	});

	it('turns pages on its own server only', async () => {
		for (let number = 0; number < 60; number++)
			simulator.store.addMailbox({ displayName: `Person ${number}`, userPrincipalName: `person${number}@contoso.com` });
		const { paginationToken, results } = await list('searchMailboxes', 'mailbox');
		expect(paginationToken).toBeDefined();
		const next = await list('searchMailboxes', 'mailbox', { paginationToken });
		expect(next.results.length).toBeGreaterThan(0);
		expect(next.results.filter(({ value }) => results.some((result) => result.value === value))).toEqual([]);

		let calls = 0;
		const stranger = createServer((_request, response) => {
			calls++;
			response.end('{"value":[]}');
		});
		await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
		const foreign = Object.assign(new URL(paginationToken!), {
			port: String((stranger.address() as AddressInfo).port),
		}).href;
		simulator.requests.length = 0;
		const refusal = await list('searchMailboxes', 'mailbox', { paginationToken: foreign }).catch(
			(error: Error) => error,
		);
		stranger.close();
		expect(refusal).toBeInstanceOf(Error);
		expect(calls).toBe(0);
		expect(simulator.requests).toEqual([]);
	});
});

describe('the test of a credential', () => {
	/** As the editor asks: with n8n's placeholder for what it does not show. */
	async function test({ id, name, type, data }: Credential) {
		const blank = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';
		const shown = { ...data, clientSecret: blank, ...('oauthTokenData' in data ? { oauthTokenData: blank } : {}) };
		const result = await n8n.rest<{ status: string; message: string }>('POST', 'credentials/test', {
			credentials: { id, name, type, data: shown },
		});
		seen.push(JSON.stringify(result));
		return result;
	}

	it.each(['application', 'person'] as const)('is passed by a good account (%s)', async (which) => {
		expect(await test(accounts[which])).toMatchObject({ status: 'OK' });
		expect(simulator.requests.map(({ status }) => status)).toEqual([200]);
	});

	it('is failed by a wrong secret', async () => {
		expect(await test(accounts.wrong)).toMatchObject({ status: 'Error' });
		expect(simulator.tokenRequests.map(({ status }) => status)).toContain(401);
	});
});

describe('secrets', () => {
	it('are nowhere in what n8n keeps, logs or answers', async () => {
		seen.push(n8n.log());
		for (const id of Object.values(accounts).map((account) => account.id)) {
			seen.push(JSON.stringify(await n8n.rest('GET', `credentials/${id}?includeData=true`)));
		}
		const files = readdirSync(n8n.userFolder, { recursive: true, withFileTypes: true }).filter((entry) =>
			entry.isFile(),
		);
		const contents = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
		const everything = [...seen, ...contents];
		// The search finds what is there: subjects are in the executions that n8n keeps.
		expect(contents.some((content) => content.includes('Second from AI'))).toBe(true);
		expect(seen.some((text) => text.includes('Second from AI'))).toBe(true);

		// All tokens of the simulator, also those that only n8n knows, begin with the same header.
		const tokenStart = simulator.issueToken({ kind: 'application' }).split('.')[0];
		const tokens = [accounts.person, accounts.expired]
			.flatMap(({ data }) => Object.values(data.oauthTokenData as object))
			.filter((value) => typeof value === 'string' && value.length > 30);
		expect(tokens).toHaveLength(3);
		for (const secret of [DEMO_APP.clientSecret, WRONG_SECRET, tokenStart, ...tokens]) {
			expect(
				everything
					.filter((text) => text.includes(secret))
					.map((text) => text.slice(Math.max(0, text.indexOf(secret) - 200), text.indexOf(secret) + 20)),
			).toEqual([]);
		}
	});
});
