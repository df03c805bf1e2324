// Pictures of n8n: the panel of Create Draft, the account, the trigger, and each workflow of workflows/ on its canvas.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Locator, type Page } from 'playwright-core';
import type { Simulator } from '../../simulator/server.mts';
import { personAccount } from '../../test/hosts/n8n/accounts.mts';
import { openPanel, signedInEditor } from '../../test/hosts/n8n/editor.mts';
import { draft, inARow, locator, node, to } from '../../test/hosts/n8n/workflows.mts';
import { n8nAccount } from '../hosts/accounts.mts';
import {
	CREDENTIAL_TYPE,
	startN8n,
	TRIGGER_TYPE,
	type Credential,
	type N8n,
	type Workflow,
	type WorkflowNode,
} from '../hosts/n8n.mts';
import { packTarball, root } from '../hosts/pack.mts';
import { freePort } from '../hosts/processes.mts';
import { around, boxOf, forget, SCENE, SMALL, type Camera } from './camera.mts';
import { examplesIn, pictureOf, type Wanted } from './examples.mts';

const FOLDER = 'workflows';
const EXAMPLES = examplesIn(FOLDER);
const FORM = 'Contact form to draft';
const SUPPORT = { ...locator('support@contoso.com', 'list'), cachedResultName: 'Support (support@contoso.com)' };
const DRAFTS = { ...locator('drafts', 'list'), cachedResultName: 'Drafts' };
/** Wide enough for the longest workflow beside n8n's own bars. */
const CANVAS = { width: 1900, height: 1000 };
const VISITOR = {
	Name: 'Alex Wilber',
	Email: 'alex.wilber@example.com',
	Message: 'Hello, what do 20 desks cost?\nWe need them in March.',
};

const idOf = (name: string) =>
	name
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.padEnd(16, '0')
		.slice(0, 16);

/** What three pictures of a contact form show: the form, its workflow, and who may read the draft. */
export interface FormPictures {
	form: Buffer;
	workflow: Buffer;
}

/** With the dialogs come those of the form. */
export async function takeN8n(camera: Camera, simulator: Simulator, wanted: Wanted): Promise<FormPictures | undefined> {
	selectors.setTestIdAttribute('data-test-id');
	const account: Credential = {
		id: 'contoso000000001',
		name: 'Outlook of Contoso',
		type: CREDENTIAL_TYPE,
		data: n8nAccount(simulator.url),
	};
	const person = { ...personAccount(simulator), name: 'Megan Bowen' };
	const others: Credential[] = [
		{ id: 'model00000000001', name: 'Model', type: 'openAiApi', data: { apiKey: 'none' } },
		{ id: 'bearer0000000001', name: 'Bearer', type: 'httpBearerAuth', data: { token: 'none' } },
	];
	const n8n = await startN8n({
		tarball: packTarball(),
		credentials: [account, person, ...others],
		workflows: [...EXAMPLES.map((name) => example(name, [account, ...others])), createDraft(account), watch(account)],
		port: await freePort(5678),
		env: { GENERIC_TIMEZONE: 'UTC' },
	});
	try {
		const page = await signedInEditor(camera.browser, n8n, 60_000, SCENE);
		let form: FormPictures | undefined;
		if (wanted.dialogs) {
			await takePanel(camera, n8n, page);
			await takeCredential(camera, n8n, page, person);
			await takeTrigger(camera, n8n, page);
			form = await takeForm(camera, n8n, page, simulator);
		}
		if (wanted.examples) await takeCanvases(camera, n8n, page);
		return form;
	} catch (error) {
		throw new Error(`${(error as Error).message}\nThe last lines of n8n's log:\n${n8n.lastLines()}`, { cause: error });
	} finally {
		await n8n.stop();
	}
}

/** Which account a node needs. */
const ACCOUNTS: Array<[node: RegExp, credential: string]> = [
	[/\.outlookDraft(Tool|Trigger)?$/, CREDENTIAL_TYPE],
	[/\.lmChatOpenAi$/, 'openAiApi'],
	[/\.mcpTrigger$/, 'httpBearerAuth'],
];

/** An example as it is shipped, with accounts; without its note, which the gallery has in words. */
function example(name: string, credentials: Credential[]): Workflow {
	const shipped = JSON.parse(readFileSync(join(root, FOLDER, `${name}.json`), 'utf8')) as Workflow;
	const nodes = shipped.nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map((one): WorkflowNode => {
			const [, needed] = ACCOUNTS.find(([node]) => node.test(one.type)) ?? [];
			const used = credentials.find(({ type }) => type === needed);
			return used ? { ...one, credentials: { [used.type]: { id: used.id, name: used.name } } } : one;
		});
	return { ...shipped, nodes, id: idOf(name), active: false };
}

function createDraft(account: Credential): Workflow {
	return inARow(
		'Create a draft of it',
		[{ name: 'Alex Wilber', email: 'alex.wilber@example.com' }],
		[
			draft(account, {
				mailbox: SUPPORT,
				folder: DRAFTS,
				to: '={{ $json.email }}',
				subject: 'Your offer',
				body: '=Dear {{ $json.name }},\n\nhere is our offer.\n\nKind regards\nContoso',
			}),
		],
	);
}

function watch(account: Credential): Workflow {
	const credentials = { [CREDENTIAL_TYPE]: { id: account.id, name: account.name } };
	return {
		id: 'watch',
		name: 'Watch',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			node(
				'Watch',
				TRIGGER_TYPE,
				1,
				{
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					watchFor: 'draft',
					mailbox: SUPPORT,
					events: ['sent', 'deleted'],
					additionalFields: {},
					options: {},
				},
				{ credentials },
			),
			{ ...node('Told', 'n8n-nodes-base.noOp', 1, {}), position: [220, 0] },
		],
		connections: { Watch: { main: [to('Told')] } },
	};
}

/** What a workflow is drawn with. */
const DRAWN = '.vue-flow__node, .vue-flow__node *, .vue-flow__edge *';

/** Buttons over the canvas, and its dots: they make a picture much larger and show nothing. */
const NOT_SHOWN =
	'[data-test-id="canvas-controls"], [data-test-id="execute-workflow-button"], .vue-flow__panel, .vue-flow__background';

/** What opens when a node is double-clicked. */
const PANEL = '[data-test-id="ndv"]';

const canvasNodes = (page: Page): Locator => page.locator('[data-test-id="canvas-node"]');

async function openCanvas(n8n: N8n, page: Page, id: string): Promise<void> {
	await page.goto(`${n8n.url}/workflow/${id}`);
	await canvasNodes(page).first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
	// The canvas glides to its place, and icons come one by one.
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(800);
	await page.addStyleTag({ content: `${NOT_SHOWN} { visibility: hidden !important }` });
}

async function takeCanvases(camera: Camera, n8n: N8n, page: Page): Promise<void> {
	await page.setViewportSize(CANVAS);
	forget(FOLDER);
	for (const name of EXAMPLES) {
		await openCanvas(n8n, page, idOf(name));
		await camera.take(pictureOf(FOLDER, name), page, await around(page, DRAWN, 12), SMALL);
	}
}

async function takePanel(camera: Camera, n8n: N8n, page: Page): Promise<void> {
	await openPanel(page, n8n, 'Create a draft of it');
	await page.getByTestId('node-execute-button').click();
	await showOutput(page);
	await camera.take('n8n-create-draft', page, await boxOf(page, PANEL));
}

/** One field below the other, since they do not fit beside each other; and waits until n8n's message about it is gone. */
async function showOutput(page: Page): Promise<void> {
	const message = page.getByText('Node executed successfully').first();
	await message.waitFor();
	await page.getByTestId('output-panel').getByText('Schema', { exact: true }).click();
	await message.waitFor({ state: 'detached' });
	await page.waitForTimeout(800);
}

async function takeCredential(camera: Camera, n8n: N8n, page: Page, { id }: Credential): Promise<void> {
	// High enough for what everybody fills in.
	await page.setViewportSize({ width: 1280, height: 1300 });
	await page.goto(`${n8n.url}/home/credentials/${id}`);
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByText('Tenant ID').first().waitFor();
	await page.addStyleTag({
		content: '[data-test-id="editCredential-modal"] { height: 950px !important; max-height: none !important }',
	});
	await page.waitForTimeout(1_500);
	await camera.take('n8n-credential', page, await boxOf(page, '[data-test-id="editCredential-modal"]'));
	await page.setViewportSize(SCENE.viewport);
}

/** With the draft that was made for the other picture. */
async function takeTrigger(camera: Camera, n8n: N8n, page: Page): Promise<void> {
	await page.goto(`${n8n.url}/workflow/watch`);
	await page.locator('[data-test-id="canvas-node"][data-node-name="Watch"]').dblclick();
	await page.getByTestId('resource-locator-mailbox').waitFor();
	await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
	await showOutput(page);
	await camera.take('n8n-watch', page, await boxOf(page, PANEL));
}

/** The form as its visitor fills it in, and its workflow after that. */
async function takeForm(camera: Camera, n8n: N8n, page: Page, simulator: Simulator): Promise<FormPictures> {
	simulator.reset();
	await n8n.activate(idOf(FORM));
	const visitor = await camera.open({ viewport: { width: 520, height: 640 } });
	await openForm(visitor, `${n8n.url}/form/contact`);
	for (const [label, value] of Object.entries(VISITOR)) await visitor.getByLabel(label).fill(value);
	const form = await visitor.screenshot();
	await visitor.getByRole('button', { name: 'Send' }).click();
	await visitor.getByText('Thank you').waitFor();
	await page.setViewportSize(CANVAS);
	await openCanvas(n8n, page, idOf(FORM));
	const workflow = await page.screenshot({ clip: await around(page, DRAWN, 12) });
	return { form, workflow };
}

/** n8n registers a form a moment after it has said that its workflow is active. */
async function openForm(page: Page, url: string): Promise<void> {
	for (let tries = 0; tries < 60; tries++) {
		const answer = await page.goto(url);
		if (answer?.ok()) return;
		await page.waitForTimeout(500);
	}
	throw new Error(`The form ${url} did not come up.`);
}
