// npm run start:check: starts the demonstration (npm start), uses its form and its editor once, and stops it. For systems on
// which the tests of whole hosts do not run.
import { join } from 'node:path';
import { startNode, waitUntil } from './hosts/processes.mts';

const demonstration = startNode([join(import.meta.dirname, 'start.mts')], { cwd: join(import.meta.dirname, '..') });
try {
	await waitUntil(demonstration, async () => demonstration.log().includes('Ctrl-C stops everything.'), 300_000);
	for (const name of ['Form', 'Mailbox', 'Editor']) {
		const address = new RegExp(`${name} +(http://[^#\\s]+)`).exec(demonstration.log())?.[1];
		if (!address) throw new Error(`No address of ${name} was printed.`);
		const { status } = await fetch(address);
		if (status !== 200) throw new Error(`${name}: ${address} answered ${status}.`);
		console.log(`${name} answers at ${address}`);
	}
} catch (error) {
	console.error(demonstration.lastLines());
	throw error;
} finally {
	await demonstration.stop();
}
