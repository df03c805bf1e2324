import type { Simulator } from '../../../../simulator/server.mts';
import { lifeBench, ME, SHARED, to, type LifeBench } from '../../../support/life.mts';
import { useSimulator } from '../../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});
beforeEach(() => {
	Object.assign(simulator.switches, { sendDelayMs: 0, immutableIdAfterSend: 'kept' });
});

const sentItems = (mailbox = ME) => simulator.store.messages(mailbox).filter(({ isDraft }) => !isDraft);
const SEND = ['GET /me/messages/*', 'POST /me/messages/*/send'];

test('sends, and returns by what the message is found afterwards (docs#6256)', async () => {
	const draftId = await bench.draft();
	const { internetMessageId, conversationId } = bench.message(draftId)!;
	const { output } = await bench.run('draft:send', { draftId });
	expect(bench.requests()).toEqual(SEND);
	expect(simulator.requests[1].body).toBe('');
	expect(output).toEqual({
		subject: 'Draft',
		to: 'pat@fabrikam.com',
		sent: true,
		draftId,
		mailbox: 'me',
		internetMessageId,
		conversationId,
		warnings: [],
	});
	expect(sentItems()).toHaveLength(1);
});

test('only when the account allows it', async () => {
	const draftId = await bench.draft();
	const limits = { allowSending: false, allowDeleting: true, allowedMailboxes: [] };
	for (const operation of ['draft:send', 'message:send']) {
		await expect(bench.run(operation, { draftId, to: 'a@contoso.com' }, { account: { limits } })).rejects.toMatchObject(
			{ code: 'AccountSettings', message: 'The account may not send messages.' },
		);
	}
	expect(bench.requests()).toEqual([]);
});

test('other recipients and a later time, in one update before', async () => {
	const draftId = await bench.draft();
	const { output } = await bench.run('draft:send', {
		draftId,
		to: 'new@contoso.com',
		sendAt: '2099-01-31T09:00:00+01:00',
	});
	expect(bench.requests()).toEqual(['GET /me/messages/*', 'PATCH /me/messages/*', 'POST /me/messages/*/send']);
	expect(JSON.parse(simulator.requests[1].body)).toEqual({
		toRecipients: to('new@contoso.com'),
		singleValueExtendedProperties: ['SystemTime 0x3FEF', 'SystemTime 0x000F'].map((id) => ({
			id,
			value: '2099-01-31T08:00:00Z',
		})),
	});
	expect(output).toMatchObject({ scheduled: true, sendAt: '2099-01-31T08:00:00Z' });
	expect(bench.message(draftId)!.isDraft).toBe(true);
});

test('a lost answer of a later sending is not settled by a look: the draft may have left Drafts for another reason', async () => {
	const draftId = await bench.draft();
	const failed = bench.run(
		'draft:send',
		{ draftId, sendAt: '2099-01-31T09:00:00Z' },
		{
			async around({ method, url }, send) {
				if (method !== 'POST' || !url.endsWith('/send')) return await send();
				// A person sends it by hand at the same moment.
				simulator.store.update(bench.message(draftId)!, { isDraft: false });
				throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
			},
		},
	);
	await expect(failed).rejects.toMatchObject({
		message: expect.stringContaining('nobody knows whether it was sent'),
		cause: { draftId },
	});
});

test.each([
	['2020-01-01T00:00:00Z', 'past'],
	['2099-01-31T09:00:00', 'time zone'],
	['tomorrow', 'time zone'],
])('a time that cannot be meant: %s (MailFathom#1000)', async (sendAt, word) => {
	const draftId = await bench.draft();
	await expect(bench.run('draft:send', { draftId, sendAt })).rejects.toMatchObject({
		code: 'InvalidInput',
		message: expect.stringContaining(word),
	});
	expect(bench.requests()).toEqual([]);
});

// F6: what n8n's calendar stores.
test.each([
	['draft:send', { draftId: 'x' }],
	['message:send', { to: 'a@contoso.com' }],
])('%s: a time without a zone is one of the host, which the result says', async (operation, fields) => {
	const draftId = await bench.draft();
	const { output } = await bench.run(
		operation,
		{ ...fields, ...('draftId' in fields ? { draftId } : {}), sendAt: '2099-01-31T09:00:00' },
		{ timeZone: 'America/New_York' },
	);
	expect(output).toMatchObject({ sendAt: '2099-01-31T14:00:00Z', timeZone: 'America/New_York' });
	const patch = simulator.requests.find(({ method }) => method === 'PATCH')!;
	expect(JSON.parse(patch.body)).toMatchObject({
		singleValueExtendedProperties: ['SystemTime 0x3FEF', 'SystemTime 0x000F'].map((id) => ({
			id,
			value: '2099-01-31T14:00:00Z',
		})),
	});
});

test('results name the recipients', async () => {
	const draftId = await bench.draft({ ccRecipients: to('c@contoso.com') });
	expect((await bench.run('draft:update', { draftId, subject: 'x' })).output).toMatchObject({
		to: 'pat@fabrikam.com',
		cc: 'c@contoso.com',
	});
	const messageId = await bench.receive();
	expect((await bench.run('draft:reply', { messageId, body: 'x', replyScope: 'all' })).output).toMatchObject({
		to: expect.stringContaining('pat@fabrikam.com'),
		cc: 'kim@fabrikam.com',
	});
	const people = 'John <j@contoso.com>; "Doe, Jane" <jane@contoso.com>; k@contoso.com';
	const { output } = await bench.run('draft:create', { folder: 'drafts', to: people });
	// A field of another step reads it again.
	expect(output).toMatchObject({ to: people });
	expect(output).not.toHaveProperty('cc');
});

// F19
test.each<[string, object]>([
	['by sendMail', {}],
	['through a draft', { duplicates: 'key', draftKey: 'F19' }],
	['as MIME that is composed', { anyHeader: true }],
])('what was sent names its recipients: %s', async (_name, fields) => {
	const { output } = await bench.run('message:send', {
		to: 'John <j@contoso.com>; k@contoso.com',
		cc: 'c@contoso.com',
		bcc: 'b@contoso.com',
		subject: 'x',
		...fields,
	});
	expect(output).toMatchObject({
		sent: true,
		to: 'John <j@contoso.com>; k@contoso.com',
		cc: 'c@contoso.com',
		bcc: 'b@contoso.com',
	});
});

test('a message that is given as MIME and a draft name theirs when they are sent, a forward when it is made', async () => {
	const mimeText = `From: ${ME}\r\nTo: John <j@contoso.com>\r\nCc: c@contoso.com\r\nSubject: x\r\n\r\nHello`;
	expect((await bench.run('message:send', { messageSource: 'text', mimeText })).output).toMatchObject({
		to: 'John <j@contoso.com>',
		cc: 'c@contoso.com',
	});
	const draftId = await bench.draft({ ccRecipients: to('c@contoso.com') });
	expect((await bench.run('draft:send', { draftId, to: 'k@contoso.com' })).output).toMatchObject({
		to: 'k@contoso.com',
		cc: 'c@contoso.com',
	});
	const messageId = await bench.receive();
	expect((await bench.run('draft:forward', { messageId, to: 'f@contoso.com' })).output).toMatchObject({
		to: 'f@contoso.com',
	});
});

test.each(['kept', 'changed'] as const)(
	'the id in Sent Items, where the immutable id is %s (docs#1533)',
	async (immutableIdAfterSend) => {
		Object.assign(simulator.switches, { immutableIdAfterSend, sendDelayMs: 20 });
		const draftId = await bench.draft();
		const { id, output } = await bench.run('draft:send', { draftId, findSentId: true });
		expect(output).toMatchObject({ id: sentItems()[0].immutableId, draftId });
		expect(id).toBe(sentItems()[0].immutableId);
	},
);

test('no recipients, a bad one, sent already: says which it was', async () => {
	const none = await bench.draft({ toRecipients: [] });
	await expect(bench.run('draft:send', { draftId: none })).rejects.toMatchObject({
		code: 'ErrorInvalidRecipients',
		message: 'The draft has no recipients, so it cannot be sent.',
	});
	const bad = await bench.draft({ toRecipients: to('a@contoso.com', 'nobody') });
	await expect(bench.run('draft:send', { draftId: bad })).rejects.toMatchObject({
		code: 'ErrorInvalidRecipients',
		cause: { hint: expect.stringContaining('"nobody"') },
	});
	const draftId = await bench.draft();
	await bench.run('draft:send', { draftId });
	await expect(bench.run('draft:send', { draftId })).rejects.toMatchObject({ code: 'AlreadySent' });
	expect(sentItems()).toHaveLength(1);
});

test('the id of a draft that was sent, where ids do not survive it (dotnet#2947)', async () => {
	simulator.switches.immutableIdAfterSend = 'changed';
	const draftId = await bench.draft();
	await bench.run('draft:send', { draftId });
	await expect(bench.run('draft:send', { draftId })).rejects.toMatchObject({
		code: 'ErrorItemNotFound',
		message: expect.stringContaining('it was sent, moved or deleted'),
	});
});

test('somebody sends it at the same moment', async () => {
	// Shorter than what the second one waits: pauses pass 200 times faster here.
	simulator.switches.sendDelayMs = 20;
	const draftId = await bench.draft();
	const results = await Promise.allSettled([
		bench.run('draft:send', { draftId }),
		bench.run('draft:send', { draftId }),
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const [error] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
	expect(error.message).toContain('It was not sent a second time');
});

test('a sender without the right: 403 is explained (docs-contrib#7401)', async () => {
	const draftId = await bench.draft({ from: to('AlexW@contoso.OnMicrosoft.com')[0] });
	await expect(bench.run('draft:send', { draftId })).rejects.toMatchObject({
		code: 'ErrorSendAsDenied',
		cause: { hint: expect.stringContaining('Send as') },
	});
});

describe('a lost answer is never followed by a second sending (docs-contrib#921)', () => {
	const sends = () => bench.requests().filter((request) => request.endsWith('/send')).length;
	test.each(['kept', 'changed'] as const)('it was sent (id %s)', async (immutableIdAfterSend) => {
		Object.assign(simulator.switches, { immutableIdAfterSend });
		const draftId = await bench.draft();
		simulator.faults.add({ path: /\/send$/, cut: true, when: 'after' });
		const { output, warnings } = await bench.run('draft:send', { draftId });
		expect(output.sent).toBe(true);
		expect(warnings).toEqual([expect.stringContaining('it was sent')]);
		expect(sends()).toBe(1);
	});
	test('it was not, or not yet: said, not guessed', async () => {
		const draftId = await bench.draft();
		simulator.faults.add({ path: /\/send$/, status: 504, when: 'before' });
		const error = await bench.run('draft:send', { draftId }).catch((thrown) => thrown);
		expect(error).toMatchObject({
			message: expect.stringContaining('nobody knows whether it was sent'),
			cause: { draftId, status: 504 },
		});
		expect(sends()).toBe(1);
		expect(sentItems()).toHaveLength(0);
	});
	test('sendMail too', async () => {
		simulator.faults.add({ path: /sendMail$/i, cut: true, when: 'after' });
		expect((await bench.run('message:send', { to: 'a@contoso.com', subject: 'x' })).warnings).toEqual([
			expect.stringContaining('it was sent'),
		]);
		expect(sentItems()).toHaveLength(1);
		simulator.faults.add({ path: /sendMail$/i, status: 503, when: 'before' });
		await expect(bench.run('message:send', { to: 'a@contoso.com', subject: 'x' })).rejects.toMatchObject({
			message: expect.stringContaining('nobody knows whether it was sent'),
		});
		expect(sentItems()).toHaveLength(1);
	});
});

test('a shared mailbox', async () => {
	const draftId = await bench.draft({}, SHARED);
	await bench.run('draft:send', { mailbox: SHARED, draftId });
	expect(bench.requests()).toEqual(SEND.map((request) => request.replace('/me/', `/users/${SHARED}/`)));
	expect(sentItems(SHARED)).toHaveLength(1);
});

describe('message:send', () => {
	test('JSON: sendMail in one request', async () => {
		const { output } = await bench.run('message:send', {
			to: 'a@contoso.com',
			subject: 'Hello',
			body: '<p>x</p>',
			customHeaders: [{ name: 'x-ticket', value: '1' }],
		});
		expect(bench.requests()).toEqual(['POST /me/sendMail']);
		const { message, saveToSentItems } = JSON.parse(simulator.requests[0].body);
		expect(message).toMatchObject({
			subject: 'Hello',
			toRecipients: to('a@contoso.com'),
			body: { contentType: 'html' },
			internetMessageHeaders: [{ name: 'x-ticket', value: '1' }],
		});
		expect(saveToSentItems).toBe(true);
		expect(output).toMatchObject({ sent: true, through: 'sendMail', savedToSentItems: true });
	});

	test('without a copy in Sent Items', async () => {
		await bench.run('message:send', { to: 'a@contoso.com', saveToSentItems: false });
		expect(JSON.parse(simulator.requests[0].body).saveToSentItems).toBe(false);
		expect(sentItems()).toHaveLength(0);
	});

	test('MIME as it was given', async () => {
		const source = 'To: a@contoso.com\r\nSubject: Hello\r\n\r\nHi\r\n';
		const { output } = await bench.run('message:send', { messageSource: 'text', mimeText: source });
		expect(simulator.requests[0].headers['content-type']).toBe('text/plain');
		expect(Buffer.from(simulator.requests[0].body, 'base64').toString()).toBe(source);
		expect(output).toMatchObject({ sent: true, through: 'sendMail' });
	});

	test('later: through a draft, which is said', async () => {
		const { output } = await bench.run('message:send', { to: 'a@contoso.com', sendAt: '2099-01-31T09:00:00Z' });
		expect(bench.requests()).toEqual([
			'POST /me/messages',
			'GET /me/messages/*',
			'PATCH /me/messages/*',
			'POST /me/messages/*/send',
		]);
		expect(output).toMatchObject({
			scheduled: true,
			through: 'draft',
			because: 'it is sent later',
			sendAt: '2099-01-31T09:00:00Z',
		});
	});

	test('no second copy: through a draft, and a second run finds what was sent', async () => {
		const fields = { to: 'a@contoso.com', subject: 'Once', duplicates: 'key', draftKey: 'order 1' };
		expect((await bench.run('message:send', fields)).output).toMatchObject({
			sent: true,
			through: 'draft',
			because: 'a second copy has to be prevented',
		});
		expect((await bench.run('message:send', fields)).output).toMatchObject({
			sent: true,
			existing: true,
			through: 'draft',
		});
		expect(sentItems()).toHaveLength(1);
	});

	test('the id of the sent message, on request', async () => {
		const { output } = await bench.run('message:send', { to: 'a@contoso.com', findSentId: true });
		expect(output).toMatchObject({
			id: sentItems()[0].immutableId,
			internetMessageId: sentItems()[0].internetMessageId,
		});
	});

	test('no recipient is refused before any request; so is what a draft cannot do', async () => {
		await expect(bench.run('message:send', { subject: 'x' })).rejects.toMatchObject({ code: 'InvalidInput' });
		await expect(
			bench.run('message:send', { to: 'a@contoso.com', saveToSentItems: false, sendAt: '2099-01-31T09:00:00Z' }),
		).rejects.toMatchObject({ message: expect.stringContaining('always keeps those') });
		await expect(
			bench.run('message:send', {
				messageSource: 'text',
				mimeText: 'To: a@contoso.com\r\n\r\nx',
				saveToSentItems: false,
			}),
		).rejects.toMatchObject({ message: expect.stringContaining('MIME') });
		expect(bench.requests()).toEqual([]);
	});

	test('a draft that cannot be sent is named', async () => {
		const error = await bench
			.run('message:send', { sendAt: '2099-01-31T09:00:00Z', subject: 'x' })
			.catch((thrown) => thrown);
		expect(error).toMatchObject({ code: 'ErrorInvalidRecipients', cause: { draftId: bench.drafts()[0].immutableId } });
	});
});

describe('through a draft', () => {
	const fields = { to: 'a@contoso.com', subject: 'Hello', body: 'x', anyHeader: true };

	test('a lost answer, and another id in Sent Items: another try finds that it was sent', async () => {
		Object.assign(simulator.switches, { immutableIdAfterSend: 'changed', sendDelayMs: 3_000 });
		simulator.faults.add({ method: 'POST', path: /\/send$/, status: 504, when: 'after' });
		const memory = {};
		await expect(bench.run('message:send', fields, { memory })).rejects.toMatchObject({
			message: expect.stringContaining('nobody knows whether it was sent'),
		});
		await simulator.settled();
		const { output } = await bench.run('message:send', fields, { memory });
		expect(output).toMatchObject({
			sent: true,
			warnings: expect.arrayContaining([expect.stringContaining('it was sent')]),
		});
		expect(sentItems()).toHaveLength(1);
		expect(bench.requests().filter((request) => request.endsWith('/send'))).toHaveLength(1);
	});

	test('an answer that stays lost: no try sends it again', async () => {
		simulator.faults.add({ method: 'POST', path: /\/send$/, status: 504, when: 'before' });
		const memory = {};
		for (let time = 0; time < 3; time++)
			await expect(bench.run('message:send', fields, { memory })).rejects.toMatchObject({
				message: expect.stringContaining('nobody knows whether it was sent'),
			});
		expect(bench.requests().filter((request) => request.endsWith('/send'))).toHaveLength(1);
	});

	test('whatever goes wrong after the draft was made, the error names it', async () => {
		simulator.faults.add({ method: 'GET', path: /messages\/[^/]+\?/, status: 403, code: 'ErrorAccessDenied' });
		const error = await bench
			.run('message:send', { ...fields, anyHeader: false, duplicates: 'key', draftKey: 'k' })
			.catch((thrown) => thrown);
		expect(error.cause.draftId).toBe(bench.drafts()[0].immutableId);
		expect(error.cause.hint).toContain('The message is a draft in Drafts');
	});
});

test('recipients that Outlook rejects although they look right are named, and it is worth another try', async () => {
	const draftId = await bench.draft({ toRecipients: to('pat@fabrikam.com', 'kim@fabrikam.com') });
	simulator.faults.add({
		method: 'POST',
		path: /send/,
		status: 400,
		code: 'ErrorInvalidRecipients',
		message: 'At least one recipient is not valid.',
	});
	const error = await bench.run('draft:send', { draftId }).catch((thrown) => thrown);
	expect(error.message).toContain('The draft goes to pat@fabrikam.com, kim@fabrikam.com.');
	expect(error.cause.hint).toContain('try again');
});
