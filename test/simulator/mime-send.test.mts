import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';
import type { StoredMessage } from '../../simulator/types.mts';
import { bytes, mail, post } from './mime-post.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const me = 'megan.bowen@contoso.com';
const sent = (): StoredMessage[] => {
	const { store } = c.simulator;
	const folder = store.folder(store.find(me)!, 'sentitems')!;
	return store.messages(me).filter(({ parentFolderId }) => parentFolderId === folder.id);
};
const addresses = (list: { emailAddress: { address?: string } }[]): (string | undefined)[] =>
	list.map(({ emailAddress: { address } }) => address);

test('sendMail: 202, kept in Sent Items with its source and its Message-ID', async () => {
	const raw = await mail({
		subject: 'now',
		text: 'x',
		bcc: 'b@example.com',
		messageId: '<own@contoso.com>',
		headers: { 'X-Own': '1' },
	});
	const reply = await post(c, raw, '/me/sendMail');
	expect([reply.status, reply.text]).toEqual([202, '']);
	const [message] = sent();
	expect(message).toMatchObject({
		subject: 'now',
		isDraft: false,
		internetMessageId: '<own@contoso.com>',
		internetMessageHeaders: [{ name: 'X-Own', value: '1' }],
	});
	expect(addresses(message.bccRecipients)).toEqual(['b@example.com']);
	expect(Date.now() - Date.parse(message.sentDateTime)).toBeLessThan(60_000);
	expect((await bytes(c, `/me/messages/${message.id}/$value`)).toString()).toContain('X-Own: 1');
});

test('sendMail: refusals as for JSON', async () => {
	expect(problem(await post(c, 'Subject: nobody\r\n\r\nx', '/me/sendMail'))).toMatch(/^400 ErrorInvalidRecipients/);
	expect(problem(await post(c, 'To: nobody\r\n\r\nx', '/me/sendMail'))).toMatch(/^400 ErrorInvalidRecipients/);
	expect(problem(await c.call('POST', '/me/sendMail', '', { 'content-type': 'text/plain' }))).toMatch(
		/^400 UnableToDeserializePostBody/,
	);
	expect(sent()).toEqual([]);
});

describe('replies', () => {
	let original: Json;
	beforeEach(async () => {
		const raw =
			'From: Ann <ann@example.com>\r\nTo: megan.bowen@contoso.com, bob@example.com\r\nCc: cc@example.com\r\nMessage-ID: <first@example.com>\r\nReferences: <zero@example.com>\r\nSubject: Question\r\n\r\nold text';
		original = (await post(c, raw)).json;
	});
	const answer = (action: string, mime: string): ReturnType<typeof post> =>
		post(c, mime, `/me/messages/${original.id}/${action}`);

	test.each([
		['createReply', ['ann@example.com'], []],
		['createReplyAll', ['ann@example.com', 'bob@example.com'], ['cc@example.com']],
		['createForward', ['new@example.com'], []],
	])("%s: the text is the caller's, the place the original's", async (action, toRecipients, ccRecipients) => {
		const { status, json } = await answer(action, 'To: new@example.com\r\n\r\nnew text');
		expect(status).toBe(201);
		expect([json.subject, json.body.content, json.isDraft]).toEqual([
			`${action === 'createForward' ? 'FW' : 'RE'}: Question`,
			'new text',
			true,
		]);
		expect([addresses(json.toRecipients), addresses(json.ccRecipients)]).toEqual([toRecipients, ccRecipients]);
		expect(json.conversationId).toBe(original.conversationId);
		const value = (await bytes(c, `/me/messages/${json.id}/$value`)).toString();
		expect(value).toContain('In-Reply-To: <first@example.com>');
		expect(value).toMatch(/References: <zero@example\.com>\s+<first@example\.com>/);
		expect(value).toContain('new text');
		expect(value).not.toContain('old text');
	});

	test('a source that says the same is kept to the byte, with its own subject and threading fields', async () => {
		const mime =
			'To: ann@example.com\r\nSubject: AW: Question\r\nIn-Reply-To: <first@example.com>\r\nX-Odd: =?utf-8?q?kept?=\r\n\r\nnew';
		const { json } = await answer('createReply', mime);
		expect([json.subject, json.conversationId]).toEqual(['AW: Question', original.conversationId]);
		expect((await bytes(c, `/me/messages/${json.id}/$value`)).toString()).toBe(mime);
	});

	test.each([
		['reply', ['ann@example.com']],
		['replyAll', ['ann@example.com', 'bob@example.com']],
		['forward', ['new@example.com']],
	])('%s: 202, in Sent Items', async (action, toRecipients) => {
		const { status } = await answer(action, 'To: new@example.com\r\nSubject: own\r\n\r\nnew text');
		expect(status).toBe(202);
		expect(
			sent().map((message) => [
				message.subject,
				message.body.content,
				addresses(message.toRecipients),
				message.conversationId,
			]),
		).toEqual([['own', 'new text', toRecipients, original.conversationId]]);
	});

	test('below a folder; refusals', async () => {
		expect(
			(await post(c, 'Subject: x\r\n\r\nx', `/me/mailFolders/drafts/messages/${original.id}/createReply`)).status,
		).toBe(201);
		expect(
			problem(
				await c.call('POST', `/me/messages/${original.id}/createForward`, '***', { 'content-type': 'text/plain' }),
			),
		).toMatch(/^400 ErrorMimeContentInvalidBase64String/);
		expect(problem(await answer('forward', 'Subject: x\r\n\r\nx'))).toMatch(/^400 ErrorInvalidRecipients/);
		expect(
			problem(await c.call('POST', `/me/messages/${original.id}/createReply`, '', { 'content-type': 'text/plain' })),
		).toMatch(/^400 UnableToDeserializePostBody/);
	});
});
