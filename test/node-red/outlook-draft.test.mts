import { ALL_FIELDS, isTyped } from '../../node-red/fields';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { comparable, DRY_RUN, EXAMPLES, REFUSED, SUPPORT_SENDER } from '../support/examples.mts';
import { closedAddress, redirectingServices, service } from '../support/network.mts';
import { NETWORK_CASES } from '../support/networkCases.mts';
import { helper, loadFlow, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

const SECRET = DEMO_APP.clientSecret;
const account = (changes = {}) => ({
	graphUrl: simulator.url,
	clientId: DEMO_APP.clientId,
	clientSecret: SECRET,
	...changes,
});
const SUPPORT = { mailbox: 'support@contoso.com', mailboxType: 'str' };
const SELECTS = ALL_FIELDS.filter((field) => !isTyped(field)).map(({ name }) => name);

/** Field values by name as a person types them into the dialog: fixed values, not taken from the message. */
function typed(fields: Record<string, unknown>): Record<string, unknown> {
	const types = { json: ['messageJson'], num: ['timeout'] };
	const typeOf = (name: string) => Object.entries(types).find(([, names]) => names.includes(name))?.[0] ?? 'str';
	const entries = Object.entries({ ...SUPPORT, ...fields }).filter(([name]) => name !== 'mailboxType');
	return Object.fromEntries(
		entries.flatMap(
			([name, value]): Array<[string, unknown]> =>
				SELECTS.includes(name)
					? [[name, value]]
					: value === undefined
						? [
								[name, 'nothing'],
								[`${name}Type`, 'msg'],
							]
						: [
								[name, value],
								[name === 'body' ? 'bodyValueType' : `${name}Type`, typeOf(name)],
							],
		),
	);
}

/** Sends one message through a draft node and waits for what becomes of it. */
async function run(config: Record<string, unknown>, message: Record<string, unknown> = {}, settings = account()) {
	const flow = await loadFlow(config, settings);
	flow.input(message);
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	return { ...flow, sent: flow.sent[0], caught: flow.caught[0] };
}

describe.each(EXAMPLES)('$name of the Create message page', ({ fields, request }) => {
	test('entered as fields', async () => {
		const { sent } = await run(typed(fields));
		expect(simulator.requests).toMatchObject([
			{ method: 'POST', path: '/v1.0/users/support%40contoso.com/messages', status: 201 },
		]);
		expect(comparable(simulator.requests[0].body)).toEqual({ ...comparable(request), ...SUPPORT_SENDER });
		expect(sent.payload).toMatchObject({
			subject: fields.subject,
			mailbox: 'support@contoso.com',
			folder: 'Drafts',
			warnings: [],
		});
	});

	test('entered as JSON', async () => {
		await run(typed({ messageSource: 'json', messageJson: JSON.stringify(request) }));
		expect(comparable(simulator.requests[0].body)).toEqual({ ...comparable(request), ...SUPPORT_SENDER });
	});

	test('given in the message as an object', async () => {
		await run(
			{ ...SUPPORT, messageSource: 'json', messageJson: 'payload', messageJsonType: 'msg' },
			{ payload: request },
		);
		expect(comparable(simulator.requests[0].body)).toEqual({ ...comparable(request), ...SUPPORT_SENDER });
	});
});

test('behind an ordinary flow: to, topic and payload fill the draft, the rest of the message stays', async () => {
	const { sent } = await run(SUPPORT, {
		to: 'a@contoso.com; b@contoso.com',
		topic: 'Alarm',
		payload: '<b>hot</b>',
		ticket: 7,
	});
	expect(comparable(simulator.requests[0].body)).toEqual({
		subject: 'Alarm',
		body: { contentType: 'html', content: '<b>hot</b>' },
		toRecipients: ['a@contoso.com', 'b@contoso.com'].map((address) => ({ emailAddress: { address } })),
		...SUPPORT_SENDER,
	});
	expect(sent).toMatchObject({
		to: 'a@contoso.com; b@contoso.com',
		topic: 'Alarm',
		ticket: 7,
		payload: { id: expect.any(String) },
	});
});

test('an empty topic and payload are values, missing ones are not given (node-red-nodes#959)', async () => {
	await run(SUPPORT, { topic: '', payload: '' });
	expect(comparable(simulator.requests[0].body)).toEqual({
		subject: '',
		body: { contentType: 'html', content: '' },
		...SUPPORT_SENDER,
	});
	await helper.unload();
	await run(SUPPORT, {});
	expect(comparable(simulator.requests[1].body)).toEqual(SUPPORT_SENDER);
});

test('every field takes message properties, JSONata, environment and fixed values; headers too', async () => {
	process.env.OUTLOOK_DRAFTS_TEST_CC = 'env@contoso.com';
	const config = {
		mailbox: 'box',
		mailboxType: 'msg',
		to: '[payload.people.mail]',
		toType: 'jsonata',
		subject: '"Ticket " & ticket',
		subjectType: 'jsonata',
		body: 'payload.text',
		bodyValueType: 'msg',
		bodyType: 'textAsHtml',
		cc: 'OUTLOOK_DRAFTS_TEST_CC',
		ccType: 'env',
		customHeaders: [{ name: 'x-ticket', value: 'ticket', valueType: 'msg' }],
	};
	await run(config, {
		box: 'sales@contoso.com',
		ticket: 42,
		payload: { people: [{ mail: 'a@contoso.com' }, { mail: 'b@contoso.com' }], text: '1 < 2' },
	});
	expect(simulator.requests[0].path).toBe('/v1.0/users/sales%40contoso.com/messages');
	expect(comparable(simulator.requests[0].body)).toMatchObject({
		subject: 'Ticket 42',
		body: { contentType: 'html' },
		toRecipients: [{ emailAddress: { address: 'a@contoso.com' } }, { emailAddress: { address: 'b@contoso.com' } }],
		ccRecipients: [{ emailAddress: { address: 'env@contoso.com' } }],
		internetMessageHeaders: [{ name: 'x-ticket', value: '42' }],
	});
});

test('a Buffer as payload is read as UTF-8 text (ms-365-mcp-server#549)', async () => {
	await run({ ...SUPPORT, bodyType: 'text' }, { payload: Buffer.from('Grüße\n') });
	expect(simulator.store.messages('support@contoso.com')[0].body).toEqual({ contentType: 'text', content: 'Grüße\n' });
});

test('a dry run sends nothing and says in words and as JSON what would be sent', async () => {
	const { sent } = await run(typed(DRY_RUN.fields));
	expect(simulator.requests).toHaveLength(0);
	expect(simulator.tokenRequests).toHaveLength(0);
	expect(sent.payload).toMatchObject({
		dryRun: true,
		summary: DRY_RUN.summary,
		request: { method: 'POST', url: `${simulator.url}/v1.0/users/support%40contoso.com/messages` },
	});
});

test('a message given as JSON: what an ordinary flow carries is not laid over it, what somebody chose is', async () => {
	const json = { ...SUPPORT, messageSource: 'json', messageJson: 'whole', messageJsonType: 'msg' };
	const message = { whole: { subject: 'whole' }, to: 'a@contoso.com', topic: 'topic', payload: 'payload' };
	await run(json, message);
	expect(comparable(simulator.requests[0].body)).toEqual({ subject: 'whole', ...SUPPORT_SENDER });
	await helper.unload();
	await run(
		{
			...json,
			to: '$lowercase(to)',
			toType: 'jsonata',
			subject: 'topic',
			subjectType: 'str',
			cc: 'c@contoso.com',
			ccType: 'str',
		},
		message,
	);
	expect(comparable(simulator.requests[1].body)).toEqual({
		subject: 'topic',
		toRecipients: [{ emailAddress: { address: 'a@contoso.com' } }],
		ccRecipients: [{ emailAddress: { address: 'c@contoso.com' } }],
		...SUPPORT_SENDER,
	});
});

test('switches that nobody has set say nothing, and those set in the dialog are sent', async () => {
	await run({
		...SUPPORT,
		isRead: '',
		isReadType: 'unset',
		requestReadReceipt: 'true',
		requestReadReceiptType: 'bool',
		requestDeliveryReceipt: '',
		requestDeliveryReceiptType: 'unset',
	});
	expect(comparable(simulator.requests[0].body)).toEqual({ isReadReceiptRequested: true, ...SUPPORT_SENDER });
});

test("dates of the dialog: Node-RED's timestamps in all their forms", async () => {
	for (const form of ['', 'iso', 'object']) {
		await run({ ...SUPPORT, flagStart: form, flagStartType: 'date' });
		expect(simulator.store.messages('support@contoso.com').at(-1)!.flag.startDateTime!.dateTime).toMatch(
			/^20\d\d-\d\d-\d\dT.*\d{7}$/,
		);
		await helper.unload();
	}
});

test('what Outlook does differently: in the payload, as a yellow status, and as a warning once', async () => {
	const flow = await loadFlow({ ...SUPPORT, categories: 'Customers', categoriesType: 'str' }, account());
	flow.input({ topic: 'one' });
	await until(() => flow.sent.length === 1, 'a message');
	flow.input({ topic: 'two' });
	await until(() => flow.sent.length === 2, 'two messages');
	expect(flow.sent[1].payload.warnings).toEqual([expect.stringContaining('without a colour: Customers')]);
	expect(flow.warnings).toEqual(flow.sent[1].payload.warnings);
	await until(() => flow.statuses.at(-1)?.fill === 'yellow', 'a yellow status');
	expect(flow.statuses.at(-1)!.text).toContain('warned');
});

test('a switch taken from the message works as text and as a boolean', async () => {
	for (const full of [false, 'false', ' FALSE ']) {
		const { sent } = await run({ ...SUPPORT, simplify: 'full', simplifyType: 'msg' }, { full });
		expect(sent.payload).toHaveProperty('parentFolderId');
		await helper.unload();
	}
});

describe('where drafts go', () => {
	test.each([
		[
			'a guest',
			{ mailbox: 'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com' },
			'/v1.0/users/anna_fabrikam.com%23EXT%23%40contoso.onmicrosoft.com/messages',
		],
		['the Inbox', { folder: 'inbox' }, '/v1.0/users/support%40contoso.com/mailFolders/inbox/messages'],
	])('%s', async (_name, fields, path) => {
		const { sent } = await run(typed(fields));
		expect(sent.payload.id).toMatch(/^AAkA/);
		expect(simulator.requests.map((request) => request.path)).toEqual([path]);
	});

	test('a folder by id', async () => {
		const folder = simulator.store.mailboxes
			.find((box) => box.address === 'support@contoso.com')!
			.folders.find(({ displayName }) => displayName === 'ACME')!;
		const { sent } = await run(typed({ folder: folder.id }));
		expect(sent.payload.folder).toBe('ACME');
		expect(simulator.store.messages('support@contoso.com')).toMatchObject([{ parentFolderId: folder.id }]);
	});

	test('"my mailbox" is refused without a request: the account is an application', async () => {
		const { caught } = await run(typed({ mailbox: 'me' }));
		expect(caught.error).toMatchObject({
			code: 'AccountSettings',
			message: expect.stringContaining('Choose the mailbox by its address'),
		});
		expect(simulator.requests).toHaveLength(0);
		expect(simulator.tokenRequests).toHaveLength(0);
	});

	test('a mailbox that the account may not use is refused without a request', async () => {
		const { caught } = await run(typed({}), {}, account({ allowedMailboxes: 'sales@contoso.com' }));
		expect(caught.error.message).toContain('may not use the mailbox "support@contoso.com"');
		expect(simulator.requests).toHaveLength(0);
	});

	test.each([
		['empty', ''],
		['only separators', ' , '],
		['not set', undefined],
	])('Allowed Mailboxes from an environment variable that is %s allows none', async (_name, value) => {
		if (value === undefined) delete process.env.OUTLOOK_DRAFTS_TEST_MAILBOXES;
		else process.env.OUTLOOK_DRAFTS_TEST_MAILBOXES = value;
		const { caught } = await run(typed({}), {}, account({ allowedMailboxes: '${OUTLOOK_DRAFTS_TEST_MAILBOXES}' }));
		expect(caught.error.message).toMatch(/Account: Allowed Mailboxes .*, so no mailbox may be used\./);
		expect(simulator.requests).toHaveLength(0);
		expect(simulator.tokenRequests).toHaveLength(0);
	});

	test('Allowed Mailboxes from an environment variable that names the mailbox allows it', async () => {
		process.env.OUTLOOK_DRAFTS_TEST_MAILBOXES = 'support@contoso.com';
		await run(typed({}), {}, account({ allowedMailboxes: '${OUTLOOK_DRAFTS_TEST_MAILBOXES}' }));
		expect(simulator.requests).toHaveLength(1);
	});
});

describe('refused with 0 requests, in the same words as in n8n', () => {
	test.each(REFUSED)('%s', async (_name, fields, message) => {
		const { caught, statuses } = await run(typed(fields));
		// But for the property that the field was read from.
		expect(caught.error.message.replace(/ \(msg\.[^()]*\):/, ':')).toContain(message);
		expect(caught.error).toMatchObject({ code: 'InvalidInput', cause: {} });
		await until(() => statuses.some(({ fill }) => fill === 'red'));
		expect(simulator.requests).toHaveLength(0);
	});

	test('an expression that cannot be evaluated', async () => {
		const { caught } = await run({ ...SUPPORT, subject: '$unknown(', subjectType: 'jsonata' });
		expect(caught.error.message).toContain('Subject: its expression could not be evaluated.');
	});

	test.each<[string, Record<string, unknown>, string]>([
		['nothing of it', {}, 'Draft: msg.payload.draft.id cannot be read, because msg.payload is missing.'],
		[
			'only a part',
			{ payload: {} },
			'Draft: msg.payload.draft.id cannot be read, because msg.payload.draft is missing.',
		],
		['null', { payload: null }, 'Draft: msg.payload.draft.id cannot be read, because msg.payload is missing.'],
	])('a property whose object is missing in the message: %s', async (_name, message, text) => {
		const config = { ...SUPPORT, operation: 'draft:get', draftId: 'payload.draft.id', draftIdType: 'msg' };
		const { caught } = await run(config, message);
		expect(caught.error.message).toContain(text);
		expect(simulator.requests).toHaveLength(0);
	});

	const nested = (levels: number) => {
		let value: object = {};
		for (let level = 0; level < levels; level++) value = { value };
		return value;
	};
	const circular: Record<string, unknown> = {};
	circular.self = circular;

	test.each<[string, Record<string, unknown>, string]>([
		['circular', { payload: circular }, 'Body (msg.payload): the value is an object that refers to itself.'],
		['nested', { payload: nested(500) }, 'Body (msg.payload): the value is nested more than 100 levels deep.'],
		['a symbol', { payload: Symbol('x') }, 'Body (msg.payload): the value is, or holds, a symbol.'],
		['a function', { payload: () => 'x' }, 'Body (msg.payload): the value is a function.'],
	])('a body that is %s', async (_name, message, text) => {
		const { caught } = await run(SUPPORT, message);
		expect(caught.error.message).toContain(text);
		expect(simulator.requests).toHaveLength(0);
	});

	test('a message that Node-RED cannot copy reaches Catch without what is too deep, and the rest stays', async () => {
		const { caught } = await run(SUPPORT, { topic: 'x', payload: 'y', data: nested(50_000) });
		expect(caught.error.message).toContain('msg.data is nested more than 1000 levels deep.');
		expect(caught).toMatchObject({ topic: 'x', payload: 'y' });
		expect(caught).not.toHaveProperty('data');
		expect(simulator.requests).toHaveLength(0);
	});

	test('no account, and one whose settings are missing', async () => {
		expect((await run({ ...SUPPORT, account: '' })).caught.error.message).toContain('No account is chosen.');
		await helper.unload();
		expect((await run(SUPPORT, {}, account({ tenant: '' }))).caught.error.message).toContain(
			'Account: Tenant ID is missing.',
		);
	});
});

test('form input through textAsHtml is stored as typed', async () => {
	await run(
		{ ...SUPPORT, bodyType: 'textAsHtml' },
		{ payload: '<img src=x onerror=alert(1)>\nsecond line\nthird line' },
	);
	const [{ body }] = simulator.store.messages('support@contoso.com');
	expect(body.content).toContain('&lt;img src=x onerror=alert(1)&gt;<br>\r\nsecond line<br>\r\nthird line');
});

test('50 messages at once, three of them bad: 47 drafts, never more than 4 in flight, one token', async () => {
	simulator.faults.add({ delayMs: 40, times: 50 });
	const flow = await loadFlow(SUPPORT, account());
	for (let i = 0; i < 50; i++)
		flow.input({ to: [10, 20, 30].includes(i) ? 'nobody' : `a${i}@contoso.com`, topic: `no ${i}` });
	await until(() => flow.sent.length + flow.caught.length === 50, '50 results');
	expect(flow.sent).toHaveLength(47);
	expect(flow.caught.map((message) => message.topic).sort()).toEqual(['no 10', 'no 20', 'no 30']);
	expect(simulator.store.messages('support@contoso.com')).toHaveLength(47);
	expect(simulator.maxInFlight).toBe(4);
	expect(simulator.requests.every((request) => request.status === 201)).toBe(true);
	await until(() => flow.statuses.length > 0 && flow.statuses.at(-1)!.fill === 'green', 'the last status');
});

describe('what the service refuses reaches Catch', () => {
	test('with code, status and request id', async () => {
		const { caught } = await run(typed({ mailbox: 'unknown@contoso.com' }));
		expect(caught.error).toMatchObject({
			message: expect.stringMatching(/^Microsoft 365 knows no mailbox "unknown@contoso.com". Check the address/),
			code: 'ErrorInvalidUser',
			cause: { status: 404, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
		});
	});

	test('a lost answer after the write: looked for, found, one draft', async () => {
		simulator.faults.add({ method: 'POST', path: /messages/, cut: true, when: 'after' });
		const { sent } = await run(SUPPORT, { topic: 'x' });
		expect(simulator.store.messages('support@contoso.com').map(({ immutableId }) => immutableId)).toEqual([
			sent.payload.id,
		]);
		expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('429 with Retry-After is waited for', async () => {
		simulator.faults.add({
			method: 'POST',
			path: /messages/,
			status: 429,
			code: 'ApplicationThrottled',
			retryAfter: '0.05',
			times: 2,
		});
		expect((await run(SUPPORT)).sent.payload.id).toEqual(expect.any(String));
		expect(simulator.requests.map((request) => request.status)).toEqual([429, 429, 201]);
	});

	test('a service that does not answer in time', async () => {
		simulator.faults.add({ path: /messages/, delayMs: 300, times: 20 });
		const { caught } = await run(typed({ timeout: 0.2 }));
		const { text } = NETWORK_CASES.find(({ name }) => name === 'no answer in time')!;
		expect(caught.error).toMatchObject({ message: text, code: 'TimeoutError', cause: { draftMayExist: true } });
		// Until then the service counts it as in flight.
		await until(() => simulator.requests.every(({ endedAt }) => endedAt > 0));
	});

	test('a wrong secret is explained', async () => {
		const { caught } = await run(SUPPORT, {}, account({ clientSecret: 'wrong-secret-value' }));
		expect(caught.error).toMatchObject({
			code: 'AADSTS7000215',
			message: expect.stringContaining('enter the Value of the secret'),
		});
	});

	test('a redirect is not followed', async () => {
		const { graph, other, close } = await redirectingServices();
		const { caught } = await run(SUPPORT, {}, account({ graphUrl: graph.url, loginUrl: simulator.url }));
		await close();
		expect(caught.error.message).toContain('did not come from Microsoft Graph (status 307)');
		expect([graph.requests.length, other.requests.length]).toEqual([1, 0]);
	});

	test('an account without its secret is told so, and no draft can exist', async () => {
		const { caught } = await run(SUPPORT, {}, account({ clientSecret: '' }));
		expect(caught.error).toMatchObject({
			code: 'AccountSettings',
			message: expect.stringContaining('Client Secret is missing'),
		});
		expect(simulator.requests).toHaveLength(0);
	});

	test('a sign-in that is cut off: nothing was sent, so no draft can exist', async () => {
		const login = await service((request) => request.socket.destroy());
		const { caught } = await run(SUPPORT, {}, account({ loginUrl: login.url }));
		await login.close();
		expect(caught.error.message).toContain('Microsoft sign-in gave no answer. Check the network');
		expect(caught.error.cause).not.toHaveProperty('draftMayExist');
		expect(simulator.requests).toHaveLength(0);
	});

	test('no connection: said so, and that nothing was changed', async () => {
		const { caught } = await run(SUPPORT, {}, account({ graphUrl: await closedAddress() }));
		expect(caught.error).toMatchObject({
			code: 'ECONNREFUSED',
			message: expect.stringContaining('Nothing was changed'),
		});
	});
});

test('a token that Graph no longer accepts is replaced once, and kept after a redeploy', async () => {
	await run(SUPPORT);
	await helper.unload();
	await run(SUPPORT);
	const tokensSoFar = simulator.tokenRequests.length;
	await helper.unload();
	simulator.faults.add({ method: 'POST', path: /messages/, status: 401, code: 'InvalidAuthenticationToken' });
	expect((await run(SUPPORT)).sent.payload.id).toEqual(expect.any(String));
	expect(simulator.requests.map((request) => request.status)).toEqual([201, 201, 401, 201]);
	expect(simulator.tokenRequests).toHaveLength(tokensSoFar + 1);
});

test('a redeploy lets the request in flight end and starts nothing new', async () => {
	simulator.faults.add({ method: 'POST', path: /messages/, delayMs: 150, times: 4 });
	// Not the mailbox that the refusals above have slowed down.
	const flow = await loadFlow({ ...SUPPORT, mailbox: 'sales@contoso.com' }, account());
	for (let i = 0; i < 8; i++) flow.input({ topic: `no ${i}` });
	await until(() => simulator.maxInFlight === 4, 'four requests');
	await helper.unload();
	expect(simulator.store.messages('sales@contoso.com')).toHaveLength(4);
});

test('what has not ended 10 seconds after a redeploy is given up and reported; what waited is reported as not sent', async () => {
	const graph = await service(() => {});
	const flow = await loadFlow(
		{ ...SUPPORT, mailbox: 'hr@contoso.com', oneAtATime: true },
		account({ graphUrl: graph.url, loginUrl: simulator.url }),
	);
	const errors: Array<{ code: string; cause: { draftMayExist?: boolean } }> = [];
	helper.getNode('draft').error = (error: (typeof errors)[number]) => errors.push(error);
	for (let i = 0; i < 3; i++) flow.input({ topic: `no ${i}` });
	await until(() => graph.requests.length === 1, 'a request');
	const unloaded = helper.unload();
	await until(() => errors.length === 2, 'the waiting messages to be reported');
	const { now } = Date;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 10_000);
	await unloaded;
	clock.mockRestore();
	expect(errors.map(({ code, cause }) => [code, cause.draftMayExist === true])).toEqual([
		['Cancelled', false],
		['Cancelled', false],
		['AbortError', true],
	]);
	expect(graph.requests).toHaveLength(1);
	await graph.close();
});

describe('messages that come in together', () => {
	const mailbox = 'ops@contoso.com';
	const send = async (config: object) => {
		if (!simulator.store.find(mailbox)) simulator.store.addMailbox({ displayName: 'Ops', userPrincipalName: mailbox });
		// The first takes longest.
		simulator.faults.add({ method: 'POST', path: /messages/, delayMs: 300 });
		const flow = await loadFlow({ ...SUPPORT, mailbox, ...config }, account());
		for (let i = 0; i < 20; i++) flow.input({ topic: `no ${i}` });
		await until(() => flow.sent.length === 20, '20 drafts');
		return flow.sent.map(({ topic }) => topic);
	};
	const inOrder = Array.from({ length: 20 }, (_, i) => `no ${i}`);

	test('overtake each other', async () => {
		expect((await send({})).indexOf('no 0')).toBeGreaterThan(3);
		expect(simulator.maxInFlight).toBeGreaterThan(1);
	});

	test('one at a time: in strict order', async () => {
		expect(await send({ oneAtATime: true })).toEqual(inOrder);
		expect(simulator.maxInFlight).toBe(1);
		expect(simulator.requests.map(({ body }) => (JSON.parse(body) as { subject: string }).subject)).toEqual(inOrder);
	});
});

test('a redeploy while the token is being fetched makes no draft afterwards', async () => {
	let answerToken = () => {};
	const login = await service((_request, response) => {
		const body = JSON.stringify({
			token_type: 'Bearer',
			expires_in: 3600,
			access_token: simulator.issueToken({
				kind: 'application',
				clientId: DEMO_APP.clientId,
				roles: ['Mail.ReadWrite'],
			}),
		});
		answerToken = () => response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
	});
	const flow = await loadFlow(SUPPORT, account({ loginUrl: login.url }));
	flow.input({ topic: 'x' });
	await until(() => login.requests.length === 1, 'the token request');
	const unloaded = helper.unload();
	answerToken();
	await unloaded;
	await login.close();
	expect(simulator.requests).toHaveLength(0);
});

test('a timeout that was cleared in the dialog is the usual one', async () => {
	expect((await run({ ...SUPPORT, timeout: '', timeoutType: 'num' })).sent.payload.id).toEqual(expect.any(String));
});

test('neither secret nor token is in messages, errors, statuses or warnings', async () => {
	const results = [];
	for (const [config, settings] of [
		[typed({ simplify: false }), account()],
		[typed({ mailbox: 'unknown@contoso.com' }), account()],
		[SUPPORT, account({ clientSecret: 'wrong-secret-value' })],
		[SUPPORT, account({ graphUrl: await closedAddress() })],
	] as const) {
		const { sent, caught, statuses, warnings } = await run(config, {}, settings);
		results.push(
			JSON.stringify({ sent, caught: caught && { ...caught, error: { ...caught.error } }, statuses, warnings }),
		);
		await helper.unload();
	}
	const seen = results.join();
	expect(seen).toContain('unknown@contoso.com');
	for (const secret of [SECRET, 'wrong-secret-value', 'Bearer ', 'eyJ']) expect(seen).not.toContain(secret);
});
