// npm run docs:pictures: makes the pictures of docs/pictures from the real hosts and the simulator's page, one host after the other.
// A name makes a part of them: mailbox, node-red or n8n (dialogs), examples (Node-RED's), workflows (n8n's). The drawings (.svg) there are
// written by hand.
import { join } from 'node:path';
import { startSimulator } from '../simulator/server.mts';
import { root } from './hosts/pack.mts';
import { startCamera } from './pictures/camera.mts';
import { takeHero } from './pictures/hero.mts';
import { takeMailbox } from './pictures/mailbox.mts';
import { takeN8n } from './pictures/n8n.mts';
import { takeNodeRed } from './pictures/node-red.mts';

const PARTS = ['mailbox', 'node-red', 'examples', 'n8n', 'workflows'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.includes(name));
if (unknown.length > 0) {
	console.error(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.join(', ')}; without one, all.`);
	process.exit(2);
}
const has = (name: string) => wanted.length === 0 || wanted.includes(name);

const camera = await startCamera();
const simulator = await startSimulator({
	port: 4010,
	pageFolder: join(root, 'simulator/page'),
	sampleMail: true,
	switches: { browserSession: 'none', consent: 'asked' },
});
try {
	if (has('mailbox')) await takeMailbox(camera, simulator);
	const nodeRed = { dialogs: has('node-red'), examples: has('examples') };
	if (nodeRed.dialogs || nodeRed.examples) await takeNodeRed(camera, simulator, nodeRed);
	const n8n = { dialogs: has('n8n'), examples: has('workflows') };
	const form = n8n.dialogs || n8n.examples ? await takeN8n(camera, simulator, n8n) : undefined;
	if (form) await takeHero(camera, simulator, form);
} finally {
	await camera.close();
	await simulator.close();
}
