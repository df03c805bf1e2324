// What of others is in the package: named, licensed, and without known security problems.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { auditBundled } from '../../scripts/audit/bundled.mts';
import { root } from '../../scripts/hosts/pack.mts';

/** May be bundled into a package under the MIT licence, with the notice that comes along. */
const COMPATIBLE = ['0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];

interface Component {
	group?: string;
	name: string;
	version: string;
	licenses?: Array<{ license: { id?: string } }>;
}

const built = (file: string) => readFileSync(join(root, 'dist', file), 'utf8');
const { components, metadata } = JSON.parse(built('sbom.cdx.json')) as {
	components: Component[];
	metadata: { component: Component };
};
const nameOf = ({ group, name }: Component) => (group ? `${group}/${name}` : name);
const SOURCES = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
	/\.(js|html)$/.test(file),
);

test('the list of components is that of this package, and names everything that is inlined', () => {
	expect(nameOf(metadata.component)).toBe('@draftwell/n8n-nodes-outlook-drafts');
	// esbuild writes the file that each part comes from above it.
	const inlined = SOURCES.flatMap((file) => [
		...built(file).matchAll(/^\s*\/\/ (?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//gm),
	]).map((match) => match[1]);
	expect(new Set(inlined).size).toBeGreaterThan(10);
	expect([...new Set(inlined)].sort()).toEqual([...new Set(components.map(nameOf))].sort());
});

test('each component stands in the notices with the text of its licence, which goes with ours', () => {
	const notices = built('THIRD-PARTY-NOTICES').split(`\n${'='.repeat(80)}\n\n`);
	expect(notices.length).toBe(components.length);
	for (const component of components) {
		const heading = `${nameOf(component)} ${component.version} (`;
		const notice = notices.find((text) => text.includes(heading)) ?? '';
		expect([heading, notice]).toEqual([heading, expect.stringMatching(/copyright|permission is hereby granted/i)]);
		expect(notice.length).toBeGreaterThan(400);
		expect(COMPATIBLE).toContain(component.licenses?.[0].license.id);
	}
});

test('nothing is known against what is bundled', () => {
	const { asked, found, silence } = auditBundled(root);
	expect(asked).toEqual(components.map((each) => `${nameOf(each)}@${each.version}`).sort());
	if (silence)
		process.stderr.write(
			`\nKnown problems: not checked, since the registry does not answer such questions (${silence})\n`,
		);
	expect(found).toEqual([]);
});

/** A registry that knows one thing against markdown-it. In a thread of its own, since the audit holds this one up. */
const REGISTRY = `
const { createServer } = require('node:http');
const { parentPort } = require('node:worker_threads');
const { gunzipSync } = require('node:zlib');
const advisory = { id: 1, url: 'https://example.com/1', title: 'Bad links', severity: 'high', vulnerable_versions: '<99.0.0' };
createServer(async (request, response) => {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	if (request.method !== 'POST') return response.writeHead(404).end('{}');
	const body = Buffer.concat(chunks);
	parentPort.postMessage({ asked: String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body) });
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ 'markdown-it': [advisory] }));
}).listen(0, '127.0.0.1', function () { parentPort.postMessage({ port: this.address().port }); });
`;

test('it does find what a registry knows', async () => {
	const registry = new Worker(REGISTRY, { eval: true });
	const messages: Array<{ port?: number; asked?: string }> = [];
	const port = await new Promise<number>((resolve) => {
		registry.on('message', (message: { port?: number }) => {
			messages.push(message);
			if (message.port) resolve(message.port);
		});
	});
	const { found, silence } = auditBundled(root, `http://127.0.0.1:${port}/`);
	await new Promise((resolve) => setImmediate(resolve));
	await registry.terminate();
	expect(silence).toBeUndefined();
	expect(found).toEqual([{ name: expect.any(String), severity: 'high', titles: ['Bad links'] }]);
	const asked = JSON.parse(messages.find((message) => message.asked)?.asked ?? '{}') as Record<string, string[]>;
	expect(asked.entities).toEqual(expect.arrayContaining(['2.2.0', '4.5.0']));
	expect(Object.keys(asked).sort()).toEqual([...new Set(components.map(nameOf))].sort());
});

test('a registry that does not answer is no clean bill: the reason is given', async () => {
	const server = createServer();
	const port = await new Promise<number>((resolve) => {
		server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
	});
	await new Promise((resolve) => server.close(resolve));
	expect(auditBundled(root, `http://127.0.0.1:${port}/`).silence).toMatch(/ECONNREFUSED|failed/);
});
