// "Make a test draft" in the dialog: one draft with the settings as they stand, and nothing that a message or the computer would bring.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { SHARED } from '../support/life.mts';
import { helper, loadFlow, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

const LITERAL = { mailbox: SHARED, mailboxType: 'str' };

async function make(node: unknown, deployed: object = {}) {
	const { tenant, clientId, clientSecret } = DEMO_APP;
	await loadFlow({}, { graphUrl: simulator.url, tenant, clientId, clientSecret, ...deployed });
	const settings = { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url };
	const answer = await helper
		.request()
		.post('/outlook-draft/test')
		.send({ account: { id: 'account', settings }, node });
	return {
		status: answer.status as number,
		...(answer.body as { left?: string[]; link?: string; error?: { text: string } }),
	};
}

const drafts = () => simulator.store.messages(SHARED);

test('what is typed in is in the draft; what a message brings is named, and stays empty', async () => {
	const made = await make({
		...LITERAL,
		folder: 'Inbox/Clients/ACME',
		folderType: 'str',
		subject: 'Offer',
		subjectType: 'str',
		cc: 'team@contoso.com',
		ccType: 'str',
		importance: 'high',
		bcc: '$lookup(x, "y")',
		bccType: 'jsonata',
		customHeaders: [
			{ name: 'x-fixed', value: 'a', valueType: 'str' },
			{ name: 'x-later', value: 'b', valueType: 'msg' },
			null,
		],
	});
	expect(made).toMatchObject({ status: 200, link: expect.stringMatching(/^https?:/) });
	expect(made.left!.sort()).toEqual([
		'Attachments (msg.attachments)',
		'Bcc (JSONata)',
		'Body (msg.payload)',
		'To (msg.to)',
	]);
	const acme = simulator.store.find(SHARED)!.folders.find(({ displayName }) => displayName === 'ACME')!;
	expect(drafts()).toMatchObject([
		{
			isDraft: true,
			parentFolderId: acme.id,
			subject: 'Offer',
			importance: 'high',
			toRecipients: [],
			bccRecipients: [],
			ccRecipients: [{ emailAddress: { address: 'team@contoso.com' } }],
			internetMessageHeaders: [{ name: 'x-fixed', value: 'a' }],
		},
	]);
	expect(drafts()[0]!.body.content).toContain('To (msg.to)');
});

test('every press makes a draft, and a dry run is for the flow', async () => {
	const node = { ...LITERAL, duplicates: 'sameContent', dryRun: 'true', dryRunType: 'bool' };
	await make(node);
	await helper.unload();
	await make(node);
	expect(drafts()).toHaveLength(2);
});

test('nothing is evaluated: no environment variable, context or expression reaches the draft', async () => {
	process.env.OUTLOOK_DRAFT_TEST_VALUE = 'of the computer';
	const name = 'OUTLOOK_DRAFT_TEST_VALUE';
	const made = await make({
		...LITERAL,
		subject: name,
		subjectType: 'env',
		body: `$env("${name}")`,
		bodyValueType: 'jsonata',
		to: `\${${name}}`,
		toType: 'str',
		cc: 'x',
		ccType: 'global',
		replyTo: 'x',
		replyToType: 'constructor',
	});
	delete process.env.OUTLOOK_DRAFT_TEST_VALUE;
	expect(made.status).toBe(200);
	expect(JSON.stringify(drafts())).not.toContain('of the computer');
	expect(drafts()).toMatchObject([
		{ subject: 'Test draft from Node-RED', toRecipients: [], ccRecipients: [], replyTo: [] },
	]);
});

test.each<[string, object, string]>([
	[
		'a mailbox of a message',
		{ mailbox: 'box', mailboxType: 'msg' },
		'The mailbox is known only when a message arrives.',
	],
	['a mailbox of the environment', { mailbox: '${BOX}', mailboxType: 'str' }, 'The mailbox is known only when'],
	['no mailbox, as an application', { mailbox: '', mailboxType: 'str' }, 'Mailbox: it is empty.'],
	['a folder that is not there', { ...LITERAL, folder: 'Nowhere', folderType: 'str' }, 'there is no "Nowhere"'],
	[
		'a header that Outlook does not take',
		{ ...LITERAL, customHeaders: [{ name: 'Subject', value: 'x', valueType: 'str' }] },
		'Subject',
	],
])('in words: %s', async (_name, node, text) => {
	const made = await make(node);
	expect(made.status).toBe(422);
	expect(made.error!.text).toContain(text);
	expect(drafts()).toEqual([]);
});

test('within the limits that are deployed', async () => {
	const made = await make(LITERAL, { allowedMailboxes: 'sales@contoso.com' });
	expect(made.status).toBe(422);
	expect(made.error!.text).toContain('sales@contoso.com');
	expect(drafts()).toEqual([]);
});

test('a folder of a message is Drafts', async () => {
	const made = await make({ ...LITERAL, folder: 'folder', folderType: 'msg' });
	expect(made.left).toContain('Folder (msg.folder)');
	const own = simulator.store.folder(simulator.store.find(SHARED)!, 'drafts')!;
	expect(drafts()).toMatchObject([{ parentFolderId: own.id }]);
});

test.each([
	[undefined],
	[null],
	['text'],
	[[]],
	[{ mailbox: {}, mailboxType: {} }],
	[{ ...LITERAL, customHeaders: 'x', to: {}, toType: 'str' }],
])('anything that is sent to it is answered: %j', async (node) => {
	const { status } = await make(node);
	expect([200, 422]).toContain(status);
});
