// A real Node-RED that reaches Microsoft through a proxy only: who is asked, and what is said when the proxy is not used.
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { linkPackage, newUserFolder, startNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { makeCertificate } from '../support/certificate.mts';
import { closedAddress } from '../support/network.mts';

const own = makeCertificate('localhost');
const app = makeCertificate();

let simulator: Simulator;
let proxy: Server;
let proxyUrl: string;
/** What clients asked the proxy for. */
const asked: string[] = [];
let address: string;
let clientId: string;

beforeAll(async () => {
	simulator = await startSimulator({
		tls: { key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: own.certificate },
	});
	({ clientId } = simulator.applications.add({ displayName: 'With a certificate', certificates: [app.certificate] }));
	// Nobody listens at the address itself: only the proxy knows the way.
	address = (await closedAddress()).replace('http://127.0.0.1', 'https://localhost');
	proxy = createServer((_request, response) => response.writeHead(405).end());
	proxy.on('connect', (request, socket) => {
		asked.push(request.url ?? '');
		const onward = connect(Number(new URL(simulator.url).port), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			onward.pipe(socket).pipe(onward);
		});
		for (const end of [socket, onward]) end.on('error', () => socket.destroy());
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
	proxy.closeAllConnections();
	proxy.close();
	await simulator.close();
});

/** An application with a certificate, all of it from environment variables, inside of a subflow whose instance has them. */
function flow(): object[] {
	const credentials = {
		outlookDraftTenantId: 'contoso',
		outlookDraftClientId: '${DRAFTS_CLIENT}',
		outlookDraftPrivateKey: '${DRAFTS_KEY}',
		outlookDraftCertificate: '${DRAFTS_CERTIFICATE}',
	};
	const nodes = [
		{ id: 'tab', type: 'tab', label: 'Flow' },
		{
			id: 'sub',
			type: 'subflow',
			name: 'Draft',
			in: [{ x: 50, y: 30, wires: [{ id: 'draft' }] }],
			out: [{ x: 300, y: 30, wires: [{ id: 'draft', port: 0 }] }],
			env: [{ name: 'DRAFTS_CLIENT', type: 'str', value: 'of no instance' }],
		},
		{
			id: 'account',
			z: 'sub',
			type: 'outlook-account',
			cloud: 'custom',
			graphUrl: '${DRAFTS_ADDRESS}',
			loginUrl: address,
			clientCredentialType: 'certificate',
			credentials,
		},
		{
			id: 'draft',
			z: 'sub',
			type: 'outlook-draft',
			account: 'account',
			operation: 'draft:create',
			mailbox: 'support@contoso.com',
			mailboxType: 'str',
			subject: 'Through the proxy',
			subjectType: 'str',
			wires: [[]],
		},
		{ id: 'in', z: 'tab', type: 'http in', url: '/draft', method: 'post', wires: [['instance']] },
		{
			id: 'instance',
			z: 'tab',
			type: 'subflow:sub',
			env: [{ name: 'DRAFTS_CLIENT', type: 'str', value: clientId }],
			wires: [['out']],
		},
		{ id: 'catch', z: 'tab', type: 'catch', scope: null, wires: [['said']] },
		{
			id: 'said',
			z: 'tab',
			type: 'change',
			rules: [{ t: 'set', p: 'payload', pt: 'msg', to: 'error.message', tot: 'msg' }],
			wires: [['out']],
		},
		{ id: 'out', z: 'tab', type: 'http response', wires: [] },
	];
	// Without a place on the page Node-RED takes a node for a config node.
	return nodes.map((node) => ('wires' in node ? { x: 100, y: 100, ...node } : node));
}

async function inNodeRed(env: NodeJS.ProcessEnv, work: (nodeRed: NodeRed) => Promise<void>): Promise<void> {
	const userFolder = newUserFolder();
	linkPackage(userFolder);
	writeFileSync(join(userFolder, 'ca.pem'), own.certificate);
	const account = {
		DRAFTS_ADDRESS: address,
		DRAFTS_KEY: app.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		DRAFTS_CERTIFICATE: app.certificate,
	};
	const nodeRed = await startNodeRed(userFolder, {
		env: { NODE_EXTRA_CA_CERTS: join(userFolder, 'ca.pem'), ...account, ...env },
	});
	try {
		await nodeRed.deploy(flow());
		await work(nodeRed);
	} finally {
		await nodeRed.stop();
	}
}

const draft = async (nodeRed: NodeRed) => await (await fetch(`${nodeRed.url}/draft`, { method: 'POST' })).text();

test('through a proxy, with certificate and addresses from the environment; no other host is asked', async () => {
	await inNodeRed({ HTTPS_PROXY: proxyUrl, NODE_USE_ENV_PROXY: '1' }, async (nodeRed) => {
		expect(JSON.parse(await draft(nodeRed))).toMatchObject({ subject: 'Through the proxy' });
		expect(simulator.store.messages('support@contoso.com')).toHaveLength(1);
		expect([...new Set(asked)]).toEqual([new URL(address).host]);
		expect(nodeRed.log()).not.toContain('PRIVATE KEY');
	});
});

test('proxy variables that Node.js does not use are named in the error', async () => {
	await inNodeRed({ HTTPS_PROXY: proxyUrl, NODE_USE_ENV_PROXY: undefined }, async (nodeRed) => {
		expect(await draft(nodeRed)).toMatch(
			/Microsoft sign-in gave no answer\. Proxy variables are set, but Node\.js does not use them: start Node-RED with NODE_USE_ENV_PROXY=1/,
		);
	});
});

test('a certificate that is not trusted is named as what opens the connection', async () => {
	await inNodeRed(
		{ HTTPS_PROXY: proxyUrl, NODE_USE_ENV_PROXY: '1', NODE_EXTRA_CA_CERTS: undefined },
		async (nodeRed) => {
			expect(await draft(nodeRed)).toMatch(
				/not trusted: a proxy or virus scanner probably opens encrypted connections.*NODE_EXTRA_CA_CERTS/,
			);
		},
	);
});

test('the sign-in of a Node-RED with read-only settings lasts in memory, and the dialog warns', async () => {
	const userFolder = newUserFolder('{ readOnly: true, credentialSecret: false }');
	linkPackage(userFolder);
	const nodeRed = await startNodeRed(userFolder);
	try {
		const account = {
			id: 'a',
			settings: { grantType: 'authorizationCode', cloud: 'global' },
			credentials: {
				outlookDraftTenantId: 'contoso',
				outlookDraftClientId: DEMO_APP.clientId,
				outlookDraftTokenKey: 'k',
			},
		};
		const answer = await fetch(`${nodeRed.url}/outlook-account/state`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ account }),
		});
		expect(await answer.json()).toEqual({
			account: { signIn: 'none', warnings: ['noAdminAuth', 'secretOff', 'store.readOnly'] },
		});
	} finally {
		await nodeRed.stop();
	}
});
