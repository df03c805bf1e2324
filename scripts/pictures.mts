// npm run docs:pictures: makes the pictures of docs/pictures from the real hosts and the simulator's page, one host after the other.
// A name (n8n, node-red, mailbox) makes a part of them. The drawings (.svg) there are written by hand.
import { join } from 'node:path';
import { startSimulator } from '../simulator/server.mts';
import { root } from './hosts/pack.mts';
import { startCamera } from './pictures/camera.mts';
import { takeHero } from './pictures/hero.mts';
import { takeMailbox } from './pictures/mailbox.mts';
import { takeN8n } from './pictures/n8n.mts';
import { takeNodeRed } from './pictures/node-red.mts';

const PARTS = ['mailbox', 'node-red', 'n8n'];
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
	if (has('node-red')) await takeNodeRed(camera, simulator);
	if (has('n8n')) await takeHero(camera, simulator, await takeN8n(camera, simulator));
} finally {
	await camera.close();
	await simulator.close();
}
