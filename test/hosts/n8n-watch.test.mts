// The trigger in a real n8n: its editor in a browser, the example workflows run as people run them, and a host that is killed.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Browser, type Page } from 'playwright-core';
import {
	CREDENTIAL_TYPE,
	executionOf,
	NODE_TYPE,
	startN8n,
	TRIGGER_TYPE,
	type Credential,
	type Execution,
	type N8n,
	type Workflow,
	type WorkflowNode,
} from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { startSimulator, type Simulator, type StoredMessage } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { launchBrowser } from './browser.mts';
import { applicationAccount } from './n8n/accounts.mts';
import { signedInEditor } from './n8n/editor.mts';
import { startLanguageModel, type LanguageModel } from './n8n/language-model.mts';
import { locator, node, to } from './n8n/workflows.mts';

const PICTURES = join(root, '.tmp/pictures');
selectors.setTestIdAttribute('data-test-id');

/** n8n takes no interval below a minute, but several times within one. */
const everySeconds = (seconds: number) => ({
	item: Array.from({ length: 60 / seconds }, (_, at) => ({
		mode: 'custom',
		cronExpression: `${at * seconds} * * * * *`,
	})),
});
const DAY = 86_400_000;
const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

const EXAMPLES = {
	replies: 'Draft replies to what comes in',
	chase: 'Chase what nobody answered',
	learn: 'Learn from what was changed',
	tidy: 'Tidy up',
	approve: 'Approve in Outlook itself',
} as const;
type Example = keyof typeof EXAMPLES;
const idOf = (example: string) => `watch${example}`.padEnd(16, '0');

let simulator: Simulator;
let bench: LifeBench;
let model: LanguageModel;
let n8n: N8n;
let browser: Browser;
let page: Page;

/** An example as it is shipped, but for account, model and pace. */
function example(name: Example, account: Credential, openAi: Credential): Workflow {
	const shipped = JSON.parse(readFileSync(join(root, 'workflows', `${EXAMPLES[name]}.json`), 'utf8')) as Workflow;
	const credentials = { [CREDENTIAL_TYPE]: { id: account.id, name: account.name } };
	const nodes = shipped.nodes.map((one): WorkflowNode => {
		if (one.type === NODE_TYPE) return { ...one, credentials };
		if (one.type === TRIGGER_TYPE)
			return { ...one, credentials, parameters: { ...one.parameters, pollTimes: everySeconds(2) } };
		return one.type.endsWith('.lmChatOpenAi')
			? { ...one, credentials: { openAiApi: { id: openAi.id, name: openAi.name } } }
			: one;
	});
	return { ...shipped, nodes, id: idOf(name), active: false };
}

/** Trigger → a node that does nothing. */
function watching(id: string, account: Credential, parameters: Record<string, unknown>): Workflow {
	const credentials = { [CREDENTIAL_TYPE]: { id: account.id, name: account.name } };
	const values = { pollTimes: everySeconds(2), mailbox: locator(SHARED), additionalFields: {}, options: {} };
	return {
		id: idOf(id),
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			node('Watch', TRIGGER_TYPE, 1, { ...values, ...parameters }, { credentials }),
			{ ...node('Told', 'n8n-nodes-base.noOp', 1, {}), position: [220, 0] },
		],
		connections: { Watch: { main: [to('Told')] } },
	};
}

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	bench = lifeBench(simulator);
	model = await startLanguageModel([], 'It costs **5 euros**.');
	const plain = applicationAccount(simulator);
	const account = {
		...plain,
		id: 'maydelete0000001',
		data: { ...plain.data, allowSending: false, allowDeleting: true },
	};
	const openAi = { id: 'languagemodel001', name: 'model', type: 'openAiApi', data: { apiKey: 'none', url: model.url } };
	const inbox = { watchFor: 'message', folder: locator('inbox') };
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [account, openAi],
		workflows: [
			...(Object.keys(EXAMPLES) as Example[]).map((name) => example(name, account, openAi)),
			watching('killed', account, inbox),
			watching('shown', account, {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				watchFor: 'draft',
				events: ['sent', 'deleted'],
				options: { difference: true },
			}),
			watching('fetched', account, { ...inbox, pollTimes: { item: [{ mode: 'everyMinute' }] } }),
		],
	});
	browser = await launchBrowser();
	page = await signedInEditor(browser, n8n, 60_000);
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await model?.close();
	await simulator?.close();
});
afterEach(() => simulator.faults.clear());

const person = () => simulator.person(SHARED);
const drafts = () => bench.drafts(SHARED);

/** What a test that waits in vain would like to know. */
async function found(): Promise<string> {
	const { results } = await n8n.rest<{ results: object[] }>('GET', 'executions?limit=20');
	const requests = simulator.requests
		.slice(-10)
		.map(({ method, path, status }) => `${method} ${path.slice(0, 150)} ${status}`);
	return [JSON.stringify(results), ...requests, `${model.requests.length} of the model`, n8n.lastLines()].join('\n');
}

async function until<T>(what: string, ask: () => Promise<T | undefined | false>, seconds = 90): Promise<T> {
	const end = Date.now() + seconds * 1_000;
	for (;;) {
		const answer = await ask();
		if (answer) return answer;
		if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}\n${await found()}`);
		await sleep(200);
	}
}

/** The executions of a workflow, the last first. */
async function executions(id: string): Promise<Array<{ id: string; status: string }>> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: idOf(id) }));
	const { results } = await n8n.rest<{ results: Array<{ id: string; status: string }> }>(
		'GET',
		`executions?limit=100&filter=${filter}`,
	);
	return results;
}

/** Waits for an execution in which a node has run. */
async function execution(id: string, nodeName: string, seconds?: number): Promise<Execution> {
	return await until(
		`${nodeName} in ${id}`,
		async () => {
			for (const one of await executions(id)) {
				if (!['success', 'error'].includes(one.status)) continue;
				const ended = await executionOf(n8n.rest, one.id);
				if (ended.error) throw new Error(`${id}: ${ended.error.message} ${ended.error.description ?? ''}`);
				if (ended.runData[nodeName]) return ended;
			}
			return undefined;
		},
		seconds,
	);
}
const output = ({ runData }: Execution, name: string) =>
	(runData[name]?.[0]?.data?.main[0] ?? []).map(({ json }) => json);

/**
 * Switches a workflow on, and waits until its first look is over: what comes before that was there before. n8n does not wait for it, and a
 * first look takes at most three requests, each further one here a single one.
 */
async function activate(id: string): Promise<void> {
	const before = simulator.requests.length;
	await n8n.activate(idOf(id));
	await until('a first look', async () => simulator.requests.length >= before + 5);
}
async function deactivate(id: string): Promise<void> {
	await n8n.rest('POST', `workflows/${idOf(id)}/deactivate`);
}
/** Lets the watch look twice, so that one look has begun after this call. */
async function looked(): Promise<void> {
	const before = simulator.requests.length;
	await until('two looks', async () => simulator.requests.length > before + 2);
}

describe('in the editor', () => {
	const open = async (id: string) => {
		await page.goto(`${n8n.url}/workflow/${idOf(id)}`);
		await page.locator('[data-test-id="canvas-node"][data-node-name="Watch"]').dblclick();
		await page.getByTestId('resource-locator-mailbox').waitFor();
	};

	test.each([
		['When a message arrives', 'A Message Arrives'],
		['When something happens to a draft', 'Something Happens to a Draft'],
	])('a newcomer who looks for the node is offered %p, which sets Event', async (offered, event) => {
		await page.goto(`${n8n.url}/workflow/new`);
		await page.getByTestId('canvas-add-button').getByRole('button').click();
		await page.getByTestId('node-creator-search-bar').fill('outlook draft');
		const found = page.getByTestId('item-iterator-item');
		await found.filter({ hasText: 'Outlook Draft' }).first().click();
		const offer = found.getByText(offered, { exact: true });
		await offer.waitFor();
		await page.screenshot({ path: join(PICTURES, 'n8n-watch-offered.png') });
		// The panel slides in: a click that comes before it has arrived is lost.
		const chosen = page.getByTestId('parameter-input-watchFor').locator('input').first();
		while (!(await chosen.isVisible())) {
			await offer.click({ timeout: 2_000 }).catch(() => undefined);
			await chosen.waitFor({ timeout: 2_000 }).catch(() => undefined);
		}
		expect(await chosen.inputValue()).toBe(event);
	});

	test('what a watch of drafts asks for', async () => {
		await open('shown');
		for (const label of ['Event', 'Mailbox', 'Draft Events'])
			await page
				.getByTestId('ndv')
				.or(page.locator('.ndv-wrapper'))
				.first()
				.getByText(label, { exact: true })
				.first()
				.waitFor();
		await page.screenshot({ path: join(PICTURES, 'n8n-watch-draft.png') });
	});

	test('Fetch Test Event shows a real message and changes nothing', async () => {
		person().receive({ subject: 'A real one', from: 'pat@fabrikam.com', body: 'How much is it?' });
		const state = async () =>
			(await n8n.rest<{ staticData?: unknown }>('GET', `workflows/${idOf('fetched')}`)).staticData ?? null;
		expect(await state()).toBeNull();
		await open('fetched');
		await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
		await page.getByText('How much is it?').first().waitFor();
		await page.screenshot({ path: join(PICTURES, 'n8n-watch.png') });
		expect(await state()).toBeNull();
	});
});

describe('the examples', () => {
	/** Made by a workflow, some days ago. */
	const age = (message: StoredMessage, days: number) => {
		const then = `${new Date(Date.now() - days * DAY).toISOString().slice(0, 19)}Z`;
		Object.assign(message, {
			createdDateTime: then,
			lastModifiedDateTime: then,
			sentDateTime: then,
			receivedDateTime: then,
		});
	};
	const make = async (subject: string, fields: object = {}) => {
		const made = {
			mailbox: SHARED,
			folder: 'drafts',
			to: 'pat@fabrikam.com',
			subject,
			body: 'It costs 5 euros.',
			...fields,
		};
		return person().message((await bench.run('draft:create', made)).id);
	};
	beforeEach(() => simulator.reset());

	test(
		EXAMPLES.replies,
		async () => {
			await activate('replies');
			const body = { contentType: 'html' as const, content: '<p>How much is it?</p>' };
			const question = person().receive({ subject: 'Price', from: 'pat@fabrikam.com', body });
			person().receive({ subject: 'News', headers: { 'List-Id': '<news.example.com>' } });
			const ended = await execution('replies', 'Tell a person');
			await deactivate('replies');
			expect(drafts()).toMatchObject([
				{ subject: 'RE: Price', toRecipients: [{ emailAddress: { address: 'pat@fabrikam.com' } }] },
			]);
			expect(drafts()[0]!.body.content).toMatch(
				/It costs <strong>5 euros<\/strong>\.[^]*Contoso Support[^]*How much is it\?/,
			);
			expect(question).toMatchObject({ categories: ['Draft waiting'], isRead: false });
			const [{ text }] = output(ended, 'Tell a person') as [{ text: string }];
			expect(text).toMatch(/^A reply to pat@fabrikam\.com waits in Drafts: https:\/\/.*\/mail\/deeplink\/compose\//);
			expect(JSON.stringify(model.requests.at(-1)!.messages)).toContain('How much is it?');
			expect(await executions('replies')).toHaveLength(1);
		},
		180_000,
	);

	test(
		EXAMPLES.chase,
		async () => {
			await activate('chase');
			const offer = await make('Offer');
			await looked();
			const sent = await person().send(offer);
			age(sent, 6);
			sent.lastModifiedDateTime = `${new Date().toISOString().slice(0, 19)}Z`;
			const ended = await execution('chase', 'Tell a person');
			await deactivate('chase');
			const followUps = drafts().filter(({ immutableId }) => immutableId !== offer.immutableId);
			expect(followUps).toMatchObject([
				{
					subject: 'RE: Offer',
					toRecipients: [{ emailAddress: { address: 'pat@fabrikam.com' } }],
					conversationId: sent.conversationId,
				},
			]);
			expect(output(ended, 'Tell a person')).toMatchObject([
				{ text: expect.stringContaining('No one has answered "Offer".') },
			]);
		},
		180_000,
	);

	test(
		EXAMPLES.learn,
		async () => {
			await activate('learn');
			const [changed, same] = [await make('Changed'), await make('Same')];
			await looked();
			person().edit(changed, { body: { contentType: 'text', content: 'It costs 6 euros.' } });
			await person().send(changed);
			await person().send(same);
			const ended = await execution('learn', 'Keep both texts');
			await deactivate('learn');
			expect(output(ended, 'Keep both texts')).toMatchObject([
				{
					subject: 'Changed',
					before: 'It costs 5 euros.',
					after: 'It costs 6 euros.',
					difference: '- It costs 5 euros.\n+ It costs 6 euros.',
				},
			]);
		},
		180_000,
	);

	test(
		EXAMPLES.tidy,
		async () => {
			const [old, young, edited] = [await make('Old'), await make('Young'), await make('Edited')];
			person().edit(edited, { body: { contentType: 'text', content: 'Mine' } });
			for (const message of [old, edited]) age(message, 20);
			const ended = await n8n.executeWorkflow(idOf('tidy'));
			expect(ended.error).toBeUndefined();
			expect(output(ended, 'Tell a person')).toMatchObject([
				{ text: expect.stringMatching(/^1 drafts go to Deleted Items:\nOld \(to pat@fabrikam\.com\): https:/) },
			]);
			expect(person().messages('deleteditems')).toMatchObject([{ subject: 'Old' }]);
			expect(
				person()
					.messages('drafts')
					.map(({ subject }) => subject)
					.sort(),
			).toEqual([young, edited].map(({ subject }) => subject).sort());
		},
		180_000,
	);

	test(
		EXAMPLES.approve,
		async () => {
			await activate('approve');
			const order = async (number: string) => {
				const form = await (await browser.newContext()).newPage();
				await form.goto(`${n8n.url}/form/order-in-outlook`);
				await form.locator('form input').nth(0).fill(number);
				await form.locator('form input').nth(1).fill('customer@fabrikam.com');
				await form.locator('form button[type=submit]').click();
				await form.getByText('Thank you. We will write to you.').waitFor();
				await form.context().close();
				return await until('the draft', async () => drafts().find(({ subject }) => subject === `Your order ${number}`));
			};
			const [asItWas, changed, thrownAway] = [await order('4711'), await order('4712'), await order('4713')];
			await until(
				'three rows',
				async () => (await executions('approve')).filter(({ status }) => status === 'success').length >= 3,
			);
			const foreign = await make('Of another workflow');
			await looked();
			person().remove(thrownAway);
			person().edit(changed, { subject: 'Your order 4712, checked' });
			for (const message of [asItWas, changed, foreign]) await person().send(message);
			const ends = [
				['Sent as it was', '4711'],
				['Sent with changes', '4712'],
				['Thrown away', '4713'],
			] as const;
			for (const [name, orderNumber] of ends)
				expect(output(await execution('approve', name, 120), name)).toMatchObject([{ orderNumber }]);
			await deactivate('approve');
		},
		300_000,
	);
});

test('n8n is killed and started again, also in the middle of a look: each message once', async () => {
	simulator.reset();
	await activate('killed');
	let received = 0;
	const receive = (count: number) => {
		for (let at = 0; at < count; at++) person().receive({ subject: `mail ${String(++received).padStart(4, '0')}.` });
	};
	const rounds = 2;
	for (let round = 1; round <= rounds; round++) {
		receive(5);
		await looked();
		receive(5);
		// A slow answer, so that n8n is in the middle of a look.
		simulator.faults.mix({ shares: { delay: 1 }, milliseconds: [400, 400] });
		const before = simulator.requests.length;
		await until('a look', async () => simulator.requests.length > before);
		await n8n.kill();
		simulator.faults.clear();
		receive(5);
		await n8n.startAgain();
		await looked();
	}
	const texts = async () =>
		await Promise.all((await executions('killed')).map(async ({ id }) => (await executionOf(n8n.rest, id)).text));
	const counts = async () => {
		const all = await texts();
		return Array.from({ length: received }, (_, at) => {
			const subject = `mail ${String(at + 1).padStart(4, '0')}.`;
			return all.filter((text) => text.includes(subject)).length;
		});
	};
	await until('every message', async () => (await counts()).every((count) => count > 0));
	expect(await counts()).toEqual(Array.from({ length: received }, () => 1));
	await deactivate('killed');
}, 400_000);
