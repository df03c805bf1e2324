import { readMessageFiles } from '../../node-red/attachments';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { helper, loadFlow, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

const SUPPORT = 'support@contoso.com';

async function run(message: Record<string, unknown>, config: Record<string, unknown> = {}, changes = {}) {
	const flow = await loadFlow(
		{ mailbox: SUPPORT, mailboxType: 'str', ...config },
		{ graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret, ...changes },
	);
	flow.input(message);
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	return { ...flow, sent: flow.sent[0], caught: flow.caught[0] };
}
const attachments = () =>
	simulator.store
		.messages(SUPPORT)
		.filter(({ isDraft }) => isDraft)
		.at(-1)!.attachments;
const contents = () =>
	attachments().map(({ name, contentType, contentBytes }) => [
		name,
		contentType,
		Buffer.from(contentBytes ?? '', 'base64').toString(),
	]);
const json = (value: unknown) => JSON.parse(JSON.stringify(value));

test.each<[string, Record<string, unknown>, Record<string, unknown>, unknown[]]>([
	[
		"nodemailer's list, as the e-mail node uses it",
		{
			attachments: [
				{ filename: 'a.txt', content: Buffer.from('a'), contentType: 'text/plain' },
				{ filename: 'b.csv', content: 'b;c' },
			],
		},
		{},
		[
			['a.txt', 'text/plain', 'a'],
			['b.csv', null, 'b;c'],
		],
	],
	['one of them alone', { attachments: { filename: 'a.txt', content: 'ä' } }, {}, [['a.txt', null, 'ä']]],
	[
		'base64 in a text',
		{ attachments: [{ filename: 'a.txt', content: 'aGVsbG8=', encoding: 'base64' }] },
		{},
		[['a.txt', null, 'hello']],
	],
	[
		'a Buffer, named by msg.filename',
		{ attachments: Buffer.from('x'), filename: '/data/in/report.pdf' },
		{},
		[['report.pdf', null, 'x']],
	],
	['a Buffer without a name', { attachments: Buffer.from('x') }, {}, [['attachment 1', null, 'x']]],
	[
		'a Buffer that went through JSON',
		{ attachments: json([{ filename: 'a.txt', content: Buffer.from('a') }]) },
		{},
		[['a.txt', null, 'a']],
	],
	[
		'the files of an upload form',
		{
			req: {
				files: [
					{
						fieldname: 'file',
						originalname: 'C:\\fakepath\\scan.pdf',
						encoding: '7bit',
						mimetype: 'application/pdf',
						buffer: Buffer.from('%PDF'),
						size: 4,
					},
				],
			},
		},
		{ attachments: 'req.files', attachmentsType: 'msg' },
		[['scan.pdf', 'application/pdf', '%PDF']],
	],
	['no upload', { req: {} }, { attachments: 'req.files', attachmentsType: 'msg' }, []],
	['an empty list', { attachments: [] }, {}, []],
	['nothing', {}, {}, []],
])('%s', async (_name, message, config, expected) => {
	const { caught } = await run(message, config);
	expect(caught).toBeUndefined();
	expect(contents()).toEqual(expected);
});

test.each<[string, unknown, string]>([
	['a text', 'report.pdf', 'the value is a string ("report.pdf"), not a file'],
	['a number', 7, 'the value is a number'],
	['a list with a text', ['report.pdf'], 'entry 1 is a string'],
	['an object without content (node-red#2814)', { some: 'thing' }, 'the value has no content'],
	['null in a list', [null], 'entry 1 is null'],
	['a list in a list', [[]], 'entry 1 is a list'],
	['an object as content', [{ filename: 'a', content: { a: 1 } }], 'entry 1 ("a") has an object'],
	['a path', [{ filename: 'a.pdf', path: '/etc/passwd' }], 'names a file or address instead of holding its content'],
	['an address', [{ href: 'https://contoso.com/a.pdf' }], 'names a file or address'],
	['an unknown encoding', [{ filename: 'a', content: 'x', encoding: 'rot13' }], 'has the encoding "rot13"'],
])('refused by type, without a request: %s', async (_name, value, message) => {
	const { caught } = await run({ attachments: value });
	expect(caught.error.message).toContain(message);
	expect(simulator.requests).toHaveLength(0);
});

test('a 20 MB Buffer goes up in pieces and the status shows percent (node-red-contrib-chatbot#397)', async () => {
	const { statuses, caught } = await run({
		attachments: [{ filename: 'large.bin', content: Buffer.alloc(20_000_000) }],
	});
	expect(caught).toBeUndefined();
	expect(attachments()).toHaveLength(1);
	const percents = statuses
		.map(({ text }) => /^(\d+) %$/.exec(text ?? '')?.[1])
		.filter(Boolean)
		.map(Number);
	expect(percents.length).toBeGreaterThan(3);
	expect(percents).toEqual([...percents].sort((a, b) => a - b));
	expect(
		simulator.requests
			.filter(({ path }) => path.startsWith('/upload/'))
			.every(({ headers }) => !('authorization' in headers)),
	).toBe(true);
});

test('a cid makes an image inline', async () => {
	await run({
		payload: '<img src="cid:logo">',
		attachments: [{ filename: 'logo.png', content: Buffer.from('png'), contentType: 'image/png', cid: 'logo' }],
	});
	expect(attachments()).toMatchObject([{ name: 'logo.png', isInline: true, contentId: 'logo' }]);
});

test('what was fetched from one message can be attached to another', async () => {
	const { sent } = await run({ attachments: [{ filename: 'a.txt', content: 'hello', contentType: 'text/plain' }] });
	await helper.unload();
	const id = sent.payload.id as string;
	const fetched = await run(
		{},
		{ operation: 'attachment:getAll', messageId: id, messageIdType: 'str', download: 'true', downloadType: 'bool' },
	);
	expect(fetched.sent.payload.attachments).toMatchObject([
		{ name: 'a.txt', filename: 'a.txt', content: Buffer.from('hello') },
	]);
	await helper.unload();
	await run(fetched.sent, {
		attachments: 'payload.attachments',
		attachmentsType: 'msg',
		body: '',
		bodyValueType: 'str',
	});
	expect(contents()).toEqual([['a.txt', 'text/plain', 'hello']]);
});

test.each([
	['read as single bytes', Buffer.from('Foto größer 見積.png').toString('latin1'), 'Foto größer 見積.png'],
	['read as UTF-8 already', 'Foto größer 見積.png', 'Foto größer 見積.png'],
	['in another character set', 'Foto gr\xf6\xdfer.png', 'Foto größer.png'],
])('names of an upload form: %s', (_name, originalname, expected) => {
	expect(readMessageFiles([{ fieldname: 'file', originalname, buffer: Buffer.from('x') }], undefined)[0].name).toBe(
		expected,
	);
});

test('values of another realm, as function nodes make them', () => {
	const bytes = require('node:vm').runInNewContext('new Uint8Array([1, 2, 3])');
	expect(readMessageFiles([{ filename: 'a', content: bytes }], undefined)[0].size).toBe(3);
});

test('an inline image of more than 3 MB that Outlook does not keep inline is said in the result (docs#9140)', async () => {
	simulator.switches.inlineInUploadSession = 'lost';
	const { sent } = await run({
		payload: '<img src="cid:plan.png">',
		attachments: [{ filename: 'plan.png', content: Buffer.alloc(3_500_000, 'image'), contentType: 'image/png' }],
	});
	expect(sent.payload.warnings).toContainEqual(
		expect.stringContaining('"plan.png" was to be shown in the text, but Outlook keeps it as an ordinary attachment'),
	);
	simulator.switches.inlineInUploadSession = 'kept';
});
