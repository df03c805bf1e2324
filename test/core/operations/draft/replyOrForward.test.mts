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
	Object.assign(simulator.switches, { createReplyAllMarksRead: true, filterLagMs: 0 });
});

const addresses = (list: any[]) => list.map(({ emailAddress }) => emailAddress.address);
const bodyOf = (id: string) => bench.message(id)!.body.content;
const STEPS = ['GET /me/messages/*', 'POST /me/messages/*/createReply', 'GET /me/messages/*', 'PATCH /me/messages/*'];

/** As long and as odd as threads are: hidden preheaders, tables, images by content id, comments, styles that name the body. */
function thread(messages: number): string {
	const quoted = Array.from(
		{ length: messages },
		(_, index) =>
			`<div style="display:none;max-height:0">preheader ${index} &zwnj;</div><table border=1><tr><td>Row ${index}</td><td title='a > b'>é Ø</td></tr></table><img src="cid:image${index}@contoso.com"><blockquote>`,
	);
	return `<!DOCTYPE html><html><head><style>body > p { color: red } /* <body class="no"> */</style><!-- <body class="no"> --><title><body></title></head><BODY lang="EN-US" data-x="a>b">${quoted.join('')}${'</blockquote>'.repeat(messages)}</BODY></html>`;
}

test('a reply keeps the history: createReply, read, put the text above it, update (dust-tt/dust#18291, pipedream#20215, n8n#15775)', async () => {
	const messageId = await bench.receive();
	const { output, warnings } = await bench.run('draft:reply', { messageId, body: '<p>It costs 5.</p>' });
	expect(bench.requests()).toEqual(STEPS);
	expect(simulator.requests[1].body).toBe('');
	const draft = bench.message(output.id as string)!;
	expect(draft).toMatchObject({
		subject: 'RE: Offer',
		isDraft: true,
		toRecipients: to('pat@fabrikam.com'),
		conversationId: bench.message(messageId)!.conversationId,
	});
	expect(draft.body.content).toMatch(/<body><div><p>It costs 5\.<\/p><\/div>[\s\S]*What does it cost\?/);
	expect(output).toMatchObject({ subject: 'RE: Offer', mailbox: 'me', folder: 'Drafts', id: draft.immutableId });
	expect(warnings).toEqual([]);
	expect(bench.message(messageId)!.isRead).toBe(false);
});

test('a thread of 40 messages: everything but the new text is byte-equal (claude-ai-mcp#868)', async () => {
	const messageId = await bench.receive({ body: { contentType: 'html', content: thread(40) } });
	const before: string[] = [];
	const { output } = await bench.run('draft:reply', { messageId, body: '<p>New</p>', signature: '<p>Megan</p>' });
	// The draft as Outlook had made it, as the read in between saw it.
	before.push(simulator.requests[3].body);
	const { body } = JSON.parse(before[0]!);
	const inserted = '<div><p>New</p><br><br>\r\n<p>Megan</p></div>\r\n';
	expect(body.content.split(inserted)).toHaveLength(2);
	simulator.reset();
	const again = await bench.receive({ body: { contentType: 'html', content: thread(40) } });
	const { output: empty } = await bench.run('draft:reply', { messageId: again });
	const untouched = bodyOf(empty.id as string).replace(/<b>Sent:<\/b>[^<]*/, '');
	expect(body.content.replace(inserted, '').replace(/<b>Sent:<\/b>[^<]*/, '')).toBe(untouched);
	expect(output.id).toEqual(expect.any(String));
});

test.each([
	['text', 'It is 5 < 6\nBye', '<div>It is 5 &lt; 6<br>\r\nBye</div>'],
	['textAsHtml', 'It is 5 < 6\nBye', '<div>It is 5 &lt; 6<br>\r\nBye</div>'],
	['markdown', '**5**', '<div><p><strong>5</strong></p></div>'],
	[
		'html',
		'<html><head><style>p{}</style></head><body class="x"><p>5</p></body></html>',
		'<style>p{}</style><div><p>5</p></div>',
	],
])('body type %s above an html history (ms-365-mcp-server#408)', async (bodyType, body, expected) => {
	const messageId = await bench.receive();
	const { output } = await bench.run('draft:reply', { messageId, bodyType, body });
	expect(bodyOf(output.id as string)).toContain(`<body>${expected}\r\n`);
});

test('a text history stays text, whatever the new text is', async () => {
	const messageId = await bench.receive({ body: { contentType: 'text', content: 'What does it cost?' } });
	const { output } = await bench.run('draft:reply', {
		messageId,
		body: '<p>It costs <b>5</b>.</p>',
		signature: '<p>Megan</p>',
	});
	const { body } = bench.message(output.id as string)!;
	expect(body.contentType).toBe('text');
	expect(body.content).toMatch(/^It costs 5\.\s+Megan\s+_{20,}[\s\S]*What does it cost\?$/);
});

test('Reply-To of the original is where the reply goes', async () => {
	const messageId = await bench.receive({ replyTo: to('desk@fabrikam.com') });
	const { output } = await bench.run('draft:reply', { messageId, body: 'x' });
	expect(addresses(bench.message(output.id as string)!.toRecipients)).toEqual(['desk@fabrikam.com']);
});

test('everybody: createReplyAll, and what was unread stays unread (inbox-zero#1086, arcade-mcp#853)', async () => {
	const messageId = await bench.receive();
	const { output } = await bench.run('draft:reply', { messageId, replyScope: 'all', body: 'x' });
	expect(bench.requests()).toEqual([
		'GET /me/messages/*',
		'POST /me/messages/*/createReplyAll',
		'PATCH /me/messages/*',
		'GET /me/messages/*',
		'PATCH /me/messages/*',
	]);
	expect(bench.message(messageId)!.isRead).toBe(false);
	expect(addresses(bench.message(output.id as string)!.toRecipients)).toEqual(['pat@fabrikam.com', 'lee@fabrikam.com']);
});

test('everybody: what was read stays read, without a request for it', async () => {
	const messageId = await bench.receive({ isRead: true });
	await bench.run('draft:reply', { messageId, replyScope: 'all', body: 'x' });
	expect(bench.requests()).toEqual(STEPS.map((step) => step.replace('createReply', 'createReplyAll')));
	expect(bench.message(messageId)!.isRead).toBe(true);
});

test('recipients are added, each once, or replace those of their list', async () => {
	const messageId = await bench.receive();
	const added = await bench.run('draft:reply', {
		messageId,
		to: 'PAT@fabrikam.com, new@contoso.com',
		cc: 'boss@contoso.com',
	});
	expect(addresses(bench.message(added.id)!.toRecipients)).toEqual(['pat@fabrikam.com', 'new@contoso.com']);
	expect(addresses(bench.message(added.id)!.ccRecipients)).toEqual(['boss@contoso.com']);
	const replaced = await bench.run('draft:reply', {
		messageId,
		replyScope: 'all',
		to: 'new@contoso.com',
		recipients: 'replace',
	});
	expect(addresses(bench.message(replaced.id)!.toRecipients)).toEqual(['new@contoso.com']);
	expect(addresses(bench.message(replaced.id)!.ccRecipients)).toEqual(['kim@fabrikam.com']);
});

test('headers go with the create, the rest with the update', async () => {
	const messageId = await bench.receive();
	const { id } = await bench.run('draft:reply', {
		messageId,
		body: 'x',
		customHeaders: [{ name: 'x-ticket', value: '4711' }],
		importance: 'high',
		categories: 'Customers',
		subject: 'Mine',
		requestReadReceipt: true,
	});
	expect(JSON.parse(simulator.requests[1].body)).toEqual({
		message: { internetMessageHeaders: [{ name: 'x-ticket', value: '4711' }] },
	});
	expect(bench.message(id)).toMatchObject({
		importance: 'high',
		categories: ['Customers'],
		subject: 'Mine',
		isReadReceiptRequested: true,
		internetMessageHeaders: [{ name: 'x-ticket', value: '4711' }],
	});
	expect(bench.message(id)!.body.content).toContain('What does it cost?');
});

test('the time zone of the quoted head', async () => {
	const messageId = await bench.receive();
	await bench.run('draft:reply', { messageId, body: 'x', timeZone: 'W. Europe Standard Time' });
	expect(simulator.requests[1].headers.prefer).toBe('IdType="ImmutableId", outlook.timezone="W. Europe Standard Time"');
	await expect(bench.run('draft:reply', { messageId, timeZone: 'x"; y' })).rejects.toMatchObject({
		code: 'InvalidInput',
	});
});

test('a shared mailbox: all requests there, and its address is the sender (ms-365-mcp-server#652, olkcli#88)', async () => {
	const messageId = await bench.receive({}, SHARED);
	const { output } = await bench.run('draft:reply', { mailbox: SHARED, messageId, body: 'x' });
	expect(bench.requests()).toEqual(STEPS.map((step) => step.replace('/me/', `/users/${SHARED}/`)));
	expect(bench.message(output.id as string, SHARED)).toMatchObject({ from: to(SHARED)[0], isDraft: true });
	expect(output.mailbox).toBe(SHARED);
});

test('MIME: the message is all there is', async () => {
	const messageId = await bench.receive();
	const source = 'Subject: Mine\r\nContent-Type: text/plain\r\n\r\nHello\r\n';
	const { id } = await bench.run('draft:reply', { messageId, messageSource: 'text', mimeText: source });
	expect(bench.requests()).toEqual(['GET /me/messages/*', 'POST /me/messages/*/createReply']);
	expect(Buffer.from(simulator.requests[1].body, 'base64').toString()).toBe(source);
	expect(bench.message(id)!.body.content).not.toContain('What does it cost');
});

test('a forward keeps the attachments and sends no request for them (dotnet#2185, n8n#16331)', async () => {
	const messageId = await bench.receive({
		attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'plan.txt', contentBytes: 'aGk=' }],
	});
	const { id } = await bench.run('draft:forward', { messageId, body: '<p>See below</p>', to: 'new@contoso.com' });
	expect(bench.requests()).toEqual(STEPS.map((step) => step.replace('createReply', 'createForward')));
	expect(bench.message(id)).toMatchObject({
		subject: 'FW: Offer',
		toRecipients: to('new@contoso.com'),
		attachments: [{ name: 'plan.txt' }],
	});
	expect(bodyOf(id)).toMatch(/See below[\s\S]*What does it cost/);
});

describe('interrupted', () => {
	const ways = [
		{ status: 503, when: 'after' },
		{ status: 504, when: 'before' },
		{ cut: true, when: 'after' },
		{ cut: true, when: 'before' },
	] as const;
	test.each(ways.flatMap((way) => ['POST', 'PATCH'].map((method) => ({ method, ...way }))))(
		'$method $status $cut $when: one draft, complete',
		async ({ method, ...fault }) => {
			const messageId = await bench.receive();
			simulator.faults.add({ method, path: /createReply|messages/, ...fault });
			const { id } = await bench.run('draft:reply', { messageId, body: '<p>New</p>' });
			expect(bench.drafts()).toHaveLength(1);
			expect(bodyOf(id).split('<p>New</p>')).toHaveLength(2);
		},
	);

	test('for good after the create: the error names the draft, and another try completes it with one text', async () => {
		const messageId = await bench.receive();
		const memory = {};
		simulator.faults.add({ method: 'PATCH', status: 503, when: 'after', times: 3 });
		const error = await bench
			.run('draft:reply', { messageId, body: '<p>New</p>' }, { memory })
			.catch((thrown) => thrown);
		expect(bench.drafts()).toHaveLength(1);
		expect(error.cause.draftId).toBe(bench.drafts()[0].immutableId);
		const { id } = await bench.run('draft:reply', { messageId, body: '<p>New</p>' }, { memory });
		expect(bench.drafts()).toHaveLength(1);
		expect(bodyOf(id).split('<p>New</p>')).toHaveLength(2);
	});

	test('two items that reply to the same message and both lose their answers: two drafts', async () => {
		const messageId = await bench.receive();
		simulator.faults.add({ method: 'POST', path: /createReply/, cut: true, when: 'after', times: 2 });
		const made = await Promise.all(
			['One', 'Two'].map(async (body) => await bench.run('draft:reply', { messageId, body })),
		);
		expect(new Set(made.map(({ id }) => id)).size).toBe(2);
		expect(bench.drafts()).toHaveLength(2);
	});

	test("one loses its answer while another one waits for its own: none takes the other one's draft", async () => {
		const messageId = await bench.receive();
		simulator.faults.add({ method: 'POST', path: /createReply/, cut: true, when: 'before' });
		simulator.faults.add({ method: 'POST', path: /createReply/, delayMs: 100, when: 'after' });
		const ended = await Promise.allSettled(
			['One', 'Two'].map(async (body) => ({ body, ...(await bench.run('draft:reply', { messageId, body })) })),
		);
		const made = ended.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
		// Where it cannot be told in time whose draft is there, that is said.
		for (const outcome of ended)
			if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ cause: { draftMayExist: true } });
		expect(made.length).toBeGreaterThan(0);
		for (const { id, body } of made) expect(/One|Two/.exec(bodyOf(id))?.[0]).toBe(body);
		expect(bench.drafts()).toHaveLength(made.length);
	});

	test('a draft that was found in place of the answer is said to be', async () => {
		const messageId = await bench.receive();
		simulator.faults.add({ method: 'POST', path: /createReply/, cut: true, when: 'after' });
		const { warnings } = await bench.run('draft:reply', { messageId, body: 'x' });
		expect(warnings).toEqual([expect.stringContaining('we used the draft that appeared in the conversation')]);
	});

	test.each(['fields', 'text'])('an answer without the id of a draft is no success (%s)', async (messageSource) => {
		const messageId = await bench.receive();
		simulator.faults.add({
			method: 'POST',
			path: /createReply/,
			status: 200,
			body: '{"ok":true}',
			when: 'before',
			times: 9,
		} as never);
		const error = await bench
			.run('draft:reply', { messageId, messageSource, body: 'x', mimeText: 'Subject: x\r\n\r\nx' })
			.catch((thrown) => thrown);
		expect(error).toMatchObject({ code: 'NoDraftId', cause: { draftMayExist: true } });
	});
});

test('a second run with the same key finds the reply of the first', async () => {
	const messageId = await bench.receive();
	const fields = { messageId, body: 'x', duplicates: 'key', draftKey: 'offer' };
	const first = await bench.run('draft:reply', fields);
	const second = await bench.run('draft:reply', fields);
	expect(second).toMatchObject({ id: first.id, output: { existing: true } });
	expect(bench.drafts()).toHaveLength(1);
	await expect(bench.run('draft:reply', { ...fields, onExisting: 'update' })).rejects.toMatchObject({
		code: 'InvalidInput',
	});
});

describe('ids that cannot be used are explained', () => {
	test('of a draft', async () => {
		await expect(bench.run('draft:reply', { messageId: await bench.draft() })).rejects.toMatchObject({
			message: expect.stringContaining('this is a draft'),
		});
		expect(bench.requests()).toEqual(['GET /me/messages/*']);
	});
	test('of another mailbox, or of nothing', async () => {
		const error = await bench
			.run('draft:reply', { messageId: await bench.receive({}, SHARED) })
			.catch((thrown) => thrown);
		expect(error).toMatchObject({
			code: 'ErrorItemNotFound',
			message: expect.stringContaining('belongs to another mailbox'),
		});
	});
	test('malformed', async () => {
		await expect(bench.run('draft:reply', { messageId: 'not-an-id' })).rejects.toMatchObject({
			code: 'ErrorInvalidIdMalformed',
			message: '"not-an-id" is not an ID of Outlook.',
		});
	});
	test.each([
		['<a@contoso.com>', 'internetMessageId'],
		['AAQkAGVmMDEzMTM4LTZmYWUtNDdkNAAQAN', 'conversation'],
		['', 'empty'],
		['two words', 'not the ID'],
	])('%s', async (messageId, word) => {
		await expect(bench.run('draft:reply', { messageId })).rejects.toMatchObject({
			code: 'InvalidInput',
			message: expect.stringContaining(word),
		});
		expect(bench.requests()).toEqual([]);
	});
	test('the address of the message in Outlook on the web, and a whole result', async () => {
		const messageId = await bench.receive();
		const webLink = `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(bench.message(messageId)!.id.replace(/-/g, '/').replace(/_/g, '+'))}&exvsurl=1&viewmodel=ReadMessageItem`;
		expect((await bench.run('draft:reply', { messageId: webLink })).output.subject).toBe('RE: Offer');
		expect((await bench.run('draft:reply', { messageId: { id: messageId } })).output.subject).toBe('RE: Offer');
	});
});

test('an application replies in a mailbox that is named', async () => {
	const messageId = await bench.receive({}, ME);
	const { id } = await bench.run('draft:reply', { mailbox: ME, messageId, body: 'x' }, { kind: 'application' });
	expect(bench.message(id)!.isDraft).toBe(true);
	await expect(bench.run('draft:reply', { messageId }, { kind: 'application' })).rejects.toMatchObject({
		code: 'AccountSettings',
	});
});
