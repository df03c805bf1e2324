// npm start: the simulator and Node-RED with the packed package and the contact form, on this computer only.
import { installTarball, newUserFolder, startNodeRed, type NodeRed } from './hosts/node-red.mts';
import { exampleFlow } from './hosts/flows.mts';
import { packTarball, root } from './hosts/pack.mts';
import { freePort } from './hosts/processes.mts';
import { startSimulator, type Simulator } from '../simulator/server.mts';
import { join } from 'node:path';

const MAILBOX = 'support@contoso.com';
const EXAMPLE = {
	name: 'Megan Bowen',
	email: 'megan.bowen@contoso.com',
	message: 'Hello,\ncould you send me your price list?\nThank you!',
};

let simulator: Simulator | undefined;
let nodeRed: NodeRed | undefined;
let ending: Promise<never> | undefined;

async function stopAll(code: number): Promise<never> {
	await Promise.allSettled([nodeRed?.stop(), simulator?.close()]);
	process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (ending ??= stopAll(0)));

/** Its account has a name of its own: in an example that is imported beside it, it can be told from the empty one. */
const contactForm = (simulatorUrl: string) =>
	exampleFlow('Contact form to draft', simulatorUrl).map((node) =>
		node.type === 'outlook-account' ? { ...node, name: 'Outlook simulator (application)' } : node,
	);

async function submitForm(url: string): Promise<void> {
	const response = await fetch(`${url}/contact`, { method: 'POST', body: new URLSearchParams(EXAMPLE) });
	if (!response.ok) throw new Error(`The form answered ${response.status}: ${await response.text()}`);
}

try {
	simulator = await startSimulator({
		port: await freePort(4010),
		pageFolder: join(root, 'simulator/page'),
		sampleMail: true,
	});
	console.log('Packing the package and installing it into a fresh Node-RED ...');
	const userFolder = newUserFolder();
	await installTarball(userFolder, packTarball());
	nodeRed = await startNodeRed(userFolder, { preferredPort: 1880 });
	await nodeRed.deploy(contactForm(simulator.url));
	await submitForm(nodeRed.url);
	const draft = simulator.store.messages(MAILBOX).at(-1);
	if (!draft) throw new Error('The form was submitted, but no draft is in the mailbox.');
	console.log(`
Ready. One example was submitted, and this draft was made:
  "${draft.subject}" in the Drafts of ${MAILBOX}

  Form      ${nodeRed.url}/contact          fill it in: each submission becomes a draft
  Mailbox   ${simulator.url}/#mailbox=${encodeURIComponent(MAILBOX)}&message=${encodeURIComponent(draft.id)}
  Editor    ${nodeRed.url}/

The mailbox is a simulator on this computer, not Microsoft's service. Ctrl-C stops everything.`);
} catch (error) {
	console.error(`It did not start: ${(error as Error).message}`);
	if (nodeRed) console.error(nodeRed.log().split('\n').slice(-20).join('\n'));
	await (ending ??= stopAll(1));
}
