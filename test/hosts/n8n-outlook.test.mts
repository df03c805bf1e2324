// n8n's own Microsoft Outlook node against the simulator: a client that this project did not write must find a mailbox in it.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	startN8n,
	type Credential,
	type Execution,
	type Item,
	type N8n,
	type WorkflowNode,
} from '../../scripts/hosts/n8n.mts';
import { packTarball } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator, type StoredMessage } from '../../simulator/server.mts';
import { signIn } from '../support/credentials.mts';
import { locator, node, workflow } from './n8n/workflows.mts';

const ME = 'megan.bowen@contoso.com';
const SUPPORT = 'support@contoso.com';

/** What the workflows fetch and attach: one file in a POST, one in an upload session (over 3 MB, in two parts). */
const files: Record<string, Buffer> = {
	'/small.bin': Buffer.alloc(100_000, 'small'),
	'/large.bin': Buffer.alloc(5_300_000, 'a large file, '),
};

let simulator: Simulator;
let fileServer: Server;
let n8n: N8n;
let me: Credential;
let support: Credential;

/** A person's account, or the same with the shared mailbox switched on. The first request finds an expired token. */
async function account(id: string, shared: object): Promise<Credential> {
	// As n8n's own credential asks for.
	const { refresh_token } = await signIn(simulator, 'Mail.ReadWrite Mail.ReadWrite.Shared Mail.Send Mail.Send.Shared');
	const oauthTokenData = {
		token_type: 'Bearer',
		expires_in: 3599,
		access_token: simulator.issueToken({ kind: 'delegated', expired: true }),
		refresh_token,
	};
	const { clientId, clientSecret, tenant } = DEMO_APP;
	const at = (endpoint: string): string => `${simulator.url}/${tenant}/oauth2/v2.0/${endpoint}`;
	const data = {
		clientId,
		clientSecret,
		authUrl: at('authorize'),
		accessTokenUrl: at('token'),
		graphApiBaseUrl: simulator.url,
		...shared,
		oauthTokenData,
	};
	return { id, name: id, type: 'microsoftOutlookOAuth2Api', data };
}

const outlook = (
	name: string,
	credential: Credential,
	resource: string,
	operation: string,
	parameters: Record<string, unknown>,
): WorkflowNode =>
	node(
		name,
		'n8n-nodes-base.microsoftOutlook',
		2,
		{ resource, operation, ...parameters },
		{ credentials: { [credential.type]: { id: credential.id, name: credential.name } } },
	);

const fetchFile = (name: string, path: string): WorkflowNode => {
	const url = `http://127.0.0.1:${(fileServer.address() as AddressInfo).port}${path}`;
	return node(name, 'n8n-nodes-base.httpRequest', 4.2, {
		url,
		options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
	});
};

beforeAll(async () => {
	simulator = await startSimulator();
	fileServer = createServer((request, response) =>
		response.setHeader('content-type', 'application/octet-stream').end(files[request.url ?? '']),
	);
	await new Promise<void>((resolve) => fileServer.listen(0, '127.0.0.1', resolve));
	me = await account('outlookme0000001', {});
	support = await account('outlooksupport01', { useShared: true, userPrincipalName: SUPPORT });

	const created = (name = 'Create') => locator(`={{ $('${name}').item.json.id }}`);
	const fields = {
		bodyContentType: 'html',
		toRecipients: 'anna@example.com, bob@example.com',
		ccRecipients: 'carl@example.com',
		bccRecipients: 'dora@example.com',
		replyTo: SUPPORT,
		from: ME,
		importance: 'High',
		categories: ['Blue category'],
		isReadReceiptRequested: true,
		internetMessageHeaders: { headers: [{ name: 'x-form', value: 'contact' }] },
	};
	const life = [
		outlook('Create', me, 'draft', 'create', {
			subject: '={{ $json.subject }}',
			bodyContent: '<p>Hello</p>',
			additionalFields: fields,
		}),
		outlook('Update', me, 'draft', 'update', {
			draftId: created(),
			updateFields: { subject: 'Updated', bodyContent: '<p>Good bye</p>', bodyContentType: 'html', isRead: false },
		}),
		fetchFile('Large file', '/large.bin'),
		outlook('Attach', me, 'messageAttachment', 'add', { messageId: created(), options: { fileName: 'large.bin' } }),
		outlook('Get', me, 'draft', 'get', { draftId: created(), output: 'raw', options: { downloadAttachments: true } }),
		outlook('Send', me, 'draft', 'send', { draftId: created(), to: '' }),
		outlook('Sent', me, 'message', 'getAll', {
			returnAll: true,
			output: 'simple',
			filtersUI: { values: { filterBy: 'filters', filters: { custom: "subject eq 'Updated'" } } },
			options: {},
		}),
	];
	const withFile = [
		fetchFile('Small file', '/small.bin'),
		outlook('Create', me, 'draft', 'create', {
			subject: 'With a file',
			bodyContent: 'x',
			additionalFields: { attachments: { attachments: [{ binaryPropertyName: 'data' }] } },
		}),
		outlook('Delete', me, 'draft', 'delete', { draftId: created() }),
	];
	const replies = [
		outlook('Find', support, 'message', 'getAll', {
			returnAll: true,
			output: 'raw',
			filtersUI: { values: { filterBy: 'filters', filters: { custom: "subject eq 'A question'" } } },
			options: {},
		}),
		outlook('To all', support, 'message', 'reply', {
			messageId: created('Find'),
			replyToSenderOnly: false,
			message: 'Our answer',
			options: { saveAsDraft: true },
		}),
		outlook('To one', support, 'message', 'reply', {
			messageId: created('Find'),
			replyToSenderOnly: true,
			message: '<p>Ours</p>',
			additionalFields: { bodyContentType: 'html' },
			options: { saveAsDraft: false },
		}),
		outlook('Move', support, 'message', 'move', { messageId: created('Find'), folderId: locator('archive') }),
	];
	const many = [
		outlook('Folders', me, 'folder', 'getAll', {
			returnAll: true,
			options: { includeChildFolders: true },
			filters: {},
		}),
		outlook('All', me, 'message', 'getAll', { returnAll: true, output: 'simple', filtersUI: {}, options: {} }),
	];
	const refused = [
		outlook('Create', me, 'draft', 'create', {
			subject: 's',
			bodyContent: 'x',
			additionalFields: { internetMessageHeaders: { headers: [{ name: 'List-Id', value: 'x' }] } },
		}),
	];
	const direct = [
		outlook('Mail', me, 'message', 'send', {
			subject: 'At once',
			bodyContent: '<p>x</p>',
			toRecipients: 'anna@example.com',
			additionalFields: { bodyContentType: 'html', saveToSentItems: true },
		}),
	];
	const one = [{ subject: 'First' }];
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [me, support],
		workflows: [
			workflow('life', one, life),
			workflow('withfile', one, withFile),
			workflow('replies', one, replies),
			workflow(
				'many',
				one,
				many.map((each) => ({ ...each, executeOnce: true })),
			),
			workflow('refused', one, refused),
			workflow('direct', one, direct),
		],
	});
}, 600_000);

afterAll(async () => {
	await n8n?.stop();
	await simulator?.close();
	await new Promise((resolve) => (fileServer ? fileServer.close(resolve) : resolve(undefined)));
});

beforeEach(() => simulator.reset());

const itemsOf = (
	{ runData }: Execution,
	name: string,
): Array<Item & { binary?: Record<string, { fileName: string; bytes: number }> }> =>
	runData[name]?.[0]?.data?.main?.[0] ?? [];
const stored = (mailbox: string): StoredMessage[] =>
	[...simulator.store.messages(mailbox)].sort((a, b) => a.sequence - b.sequence);
const folderOf = (mailbox: string, message: StoredMessage): string | undefined =>
	simulator.store.find(mailbox)?.folders.find(({ id }) => id === message.parentFolderId)?.displayName;
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function run(id: string): Promise<Execution> {
	const execution = await n8n.executeWorkflow(id);
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	return execution;
}

/** Calls the simulator past n8n. */
async function call(path: string, body: object): Promise<Record<string, any>> {
	const headers = {
		authorization: `Bearer ${simulator.issueToken({ kind: 'application' })}`,
		'content-type': 'application/json',
	};
	return (await (
		await fetch(`${simulator.url}/v1.0${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
	).json()) as Record<string, any>;
}

test('a draft is made, updated, gets a large file in an upload session, is read and sent', async () => {
	const execution = await run('life');
	const [message, ...others] = stored(ME);
	expect(others).toEqual([]);
	expect(message).toMatchObject({
		subject: 'Updated',
		isDraft: false,
		isRead: true,
		importance: 'high',
		categories: ['Blue category'],
		isReadReceiptRequested: true,
	});
	expect(folderOf(ME, message)).toBe('Sent Items');
	expect(message.body).toMatchObject({ contentType: 'html', content: expect.stringContaining('<p>Good bye</p>') });
	const addresses = (list: StoredMessage['toRecipients']) => list.map(({ emailAddress }) => emailAddress.address);
	expect([message.toRecipients, message.ccRecipients, message.bccRecipients, message.replyTo].map(addresses)).toEqual([
		['anna@example.com', 'bob@example.com'],
		['carl@example.com'],
		['dora@example.com'],
		[SUPPORT],
	]);
	expect(message.internetMessageHeaders).toEqual([{ name: 'x-form', value: 'contact' }]);
	expect(message.attachments.map(({ name }) => name)).toEqual(['large.bin']);
	expect(digest(Buffer.from(message.attachments[0].contentBytes ?? '', 'base64'))).toBe(digest(files['/large.bin']));
	const [got] = itemsOf(execution, 'Get');
	expect(got.json).toMatchObject({ subject: 'Updated', isDraft: true, hasAttachments: true });
	expect(Object.values(got.binary ?? {})).toMatchObject([{ fileName: 'large.bin', bytes: files['/large.bin'].length }]);
	expect(itemsOf(execution, 'Sent').map(({ json }) => json.subject)).toEqual(['Updated']);
	expect(simulator.requests.filter(({ status }) => status >= 400)).toMatchObject([{ status: 401 }]);
});

test('a file inside the create, and the draft deleted', async () => {
	await run('withfile');
	const [message] = stored(ME);
	expect(message.attachments).toMatchObject([
		{ name: 'small.bin', contentBytes: files['/small.bin'].toString('base64') },
	]);
	expect(folderOf(ME, message)).toBe('Deleted Items');
});

test('reply to all as a draft and to the sender at once, in a shared mailbox; then the question is moved', async () => {
	const person = (address: string) => ({ emailAddress: { address } });
	await call(`/users/${SUPPORT}/mailFolders/inbox/messages`, {
		subject: 'A question',
		body: { contentType: 'html', content: '<p>How much is it?</p>' },
		from: person('anna@example.com'),
		toRecipients: [person(SUPPORT), person('bob@example.com')],
		singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
	});
	const execution = await run('replies');
	const [question, toAll, toOne] = stored(SUPPORT);
	expect(itemsOf(execution, 'To all')[0].json).toMatchObject({ subject: 'RE: A question', isDraft: true });
	expect(toAll).toMatchObject({ isDraft: true, conversationId: question.conversationId });
	expect(toAll.toRecipients.map(({ emailAddress }) => emailAddress.address)).toEqual([
		'anna@example.com',
		'bob@example.com',
	]);
	expect(toAll.body.content).toContain('How much is it?');
	expect(toOne).toMatchObject({ isDraft: false, subject: 'RE: A question', conversationId: question.conversationId });
	expect(toOne.body.content).toContain('<p>Ours</p>');
	expect([question, toAll, toOne].map((message) => folderOf(SUPPORT, message))).toEqual([
		'Archive',
		'Drafts',
		'Sent Items',
	]);
});

test('every page of messages, and the whole tree of folders', async () => {
	for (let number = 0; number < 230; number += 1) await call(`/users/${ME}/messages`, { subject: `Draft ${number}` });
	const execution = await run('many');
	expect(new Set(itemsOf(execution, 'All').map(({ json }) => json.id)).size).toBe(230);
	expect(itemsOf(execution, 'Folders').map(({ json }) => json.displayName)).toEqual(
		expect.arrayContaining(['Inbox', 'Clients', 'ACME', 'Drafts']),
	);
	expect(
		simulator.requests.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1.0/me/messages')),
	).toHaveLength(3);
});

test('a message sent at once', async () => {
	await run('direct');
	expect(stored(ME).map((message) => [message.subject, folderOf(ME, message)])).toEqual([['At once', 'Sent Items']]);
});

test("Graph's refusal comes through to the person", async () => {
	const execution = await n8n.executeWorkflow('refused');
	expect(execution.status).toBe('error');
	expect(execution.text).toContain("should start with 'x-' or 'X-'");
	expect(stored(ME)).toEqual([]);
});

test('its drop-downs find drafts and folders', async () => {
	await call(`/users/${ME}/messages`, { subject: 'Price list 2026' });
	await call(`/users/${ME}/messages`, { subject: 'Another' });
	const search = async (methodName: string, parameter: string, resource: string, filter?: string) => {
		const { results } = await n8n.rest<{ results: Array<{ name: string }> }>(
			'POST',
			'dynamic-node-parameters/resource-locator-results',
			{
				path: `parameters.${parameter}`,
				methodName,
				nodeTypeAndVersion: { name: 'n8n-nodes-base.microsoftOutlook', version: 2 },
				currentNodeParameters: { authentication: 'microsoftOutlookOAuth2Api', resource, operation: 'get' },
				credentials: { [me.type]: { id: me.id, name: me.name } },
				...(filter ? { filter } : {}),
			},
		);
		return results.map(({ name }) => name);
	};
	expect((await search('searchDrafts', 'draftId', 'draft')).sort()).toEqual(['Another', 'Price list 2026']);
	expect(await search('searchDrafts', 'draftId', 'draft', 'Price')).toEqual(['Price list 2026']);
	expect(await search('searchFolders', 'folderId', 'folder')).toEqual(
		expect.arrayContaining([expect.stringContaining('ACME')]),
	);
});
