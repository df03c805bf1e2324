// The demonstration in n8n: the offline mailbox, a real n8n with this package, and a contact form that becomes a draft.
//   npm run start:n8n
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../simulator/server.mts';
import { n8nAccount } from './hosts/accounts.mts';
import { CREDENTIAL_TYPE, NODE_TYPE, startN8n, type N8n, type Workflow } from './hosts/n8n.mts';
import { packTarball, root } from './hosts/pack.mts';
import { freePort } from './hosts/processes.mts';

const MAILBOX = 'support@contoso.com';
const ACCOUNT = { id: 'demoaccount00001', name: 'Outlook simulator (application)' };
const WORKFLOW_FILE = 'workflows/Contact form to draft.json';
const WORKFLOW_ID = 'contactform00001';

let simulator: Simulator | undefined;
let n8n: N8n | undefined;
let ending = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		if (!ending) process.stderr.write('\nStopping ...\n');
		void end(0);
	});
}

try {
	await start();
} catch (error) {
	process.stderr.write(`\nThe demonstration could not be started: ${(error as Error).message}\n`);
	if (n8n) process.stderr.write(`\nThe last lines of n8n's log:\n${n8n.lastLines()}\n`);
	await end(1);
}

async function start(): Promise<void> {
	const say = (text: string) => process.stderr.write(`${text}\n`);
	simulator = await startSimulator({
		port: await freePort(4010),
		pageFolder: join(root, 'simulator', 'page'),
		sampleMail: true,
	});
	say('Packing the package ...');
	const tarball = packTarball();
	say('Starting n8n with it (about half a minute) ...');
	n8n = await startN8n({
		tarball,
		credentials: [{ ...ACCOUNT, type: CREDENTIAL_TYPE, data: n8nAccount(simulator.url) }],
		workflows: [contactForm()],
		port: await freePort(5678),
	});
	await n8n.activate(WORKFLOW_ID);

	const formUrl = `${n8n.url}/form/contact`;
	await submitForm(formUrl, {
		Name: 'Alex Wilber',
		Email: 'alex@example.com',
		Message: 'Hello,\ncan I have the price list <2026> & a sample?',
	});
	const { subject, id } = await newDraft(simulator);

	console.log(`
A real n8n with this package, and a mailbox that is simulated: nothing here is ever sent.

  Contact form   ${formUrl}
  n8n editor     ${n8n.url}/workflow/${WORKFLOW_ID}
                 e-mail   ${n8n.owner.email}
                 password ${n8n.owner.password}
  Mailbox page   ${simulator.url}/

The form was sent in once. In the Drafts of ${MAILBOX} there is now:

  Subject        ${subject}
  Id             ${id}

Ctrl-C stops everything.`);
}

/** The workflow as people import it, with the demonstration's account. */
function contactForm(): Workflow {
	const workflow = JSON.parse(readFileSync(join(root, WORKFLOW_FILE), 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		if (node.type === NODE_TYPE) node.credentials = { [CREDENTIAL_TYPE]: ACCOUNT };
	}
	return { ...workflow, id: WORKFLOW_ID };
}

/** Opens the form and sends it in, as a browser does: each answer under the name of the input with that label. */
async function submitForm(url: string, values: Record<string, string>): Promise<void> {
	const page = await formPage(url);
	const form = new FormData();
	for (const [label, value] of Object.entries(values)) {
		const input = new RegExp(`for=['"]([^'"]+)['"]>${label}<`).exec(page)?.[1];
		if (!input) throw new Error(`The form at ${url} has no input for ${label}.`);
		form.set(input, value);
	}
	const answer = await fetch(url, { method: 'POST', body: form });
	if (!answer.ok) throw new Error(`The form answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

/** n8n registers the form a moment after it has said that the workflow is active. */
async function formPage(url: string): Promise<string> {
	const deadline = Date.now() + 20_000;
	for (;;) {
		const answer = await fetch(url);
		const page = await answer.text();
		if (answer.ok) return page;
		if (Date.now() > deadline) throw new Error(`The form ${url} answered ${answer.status} for 20 s.`);
		await pause();
	}
}

/** The draft that the form becomes; n8n answers the form before it has made it. */
async function newDraft({ store }: Simulator) {
	const deadline = Date.now() + 20_000;
	for (;;) {
		const draft = store.messages(MAILBOX).find(({ isDraft }) => isDraft);
		if (draft) return draft;
		if (Date.now() > deadline) throw new Error(`No draft came up in ${MAILBOX} within 20 s.`);
		await pause();
	}
}

async function pause(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 100));
}

async function end(code: number): Promise<void> {
	if (ending) return;
	ending = true;
	await Promise.all([n8n?.stop(), simulator?.close()]);
	process.exit(code);
}
