import { client, problem } from './client.mts';
import type { Client, Json, Reply } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const stored = (): Json[] => c.simulator.store.messages('megan.bowen@contoso.com');
const headers = { 'Content-Type': 'application/json' };
const post = (id: string, subject: string, more: Json = {}): Json => ({
	id,
	method: 'POST',
	url: '/me/messages',
	headers,
	body: { subject },
	...more,
});
const batch = (requests: unknown, by = c): Promise<Reply> => by.call('POST', '/$batch', { requests });
const statuses = ({ json }: Reply): Record<string, number> =>
	Object.fromEntries(json.responses.map(({ id, status }: Json) => [id, status]));

test('each request gets its own answer; the outer one is 200', async () => {
	const reply = await batch([
		post('a', 'one'),
		{ id: 'b', method: 'GET', url: 'me/mailFolders/inbox?$select=displayName' },
		{ id: 'c', method: 'GET', url: '/me/nothing' },
		{ id: 'd', method: 'DELETE', url: '/me/messages/AAMkADoesNotExistAAA=' },
	]);
	expect(reply.status).toBe(200);
	expect(statuses(reply)).toEqual({ a: 201, b: 200, c: 400, d: 404 });
	const byId = Object.fromEntries(reply.json.responses.map((one: Json) => [one.id, one]));
	expect(byId.a).toMatchObject({
		headers: { 'Content-Type': expect.stringMatching(/^application\/json/), Location: expect.any(String) },
		body: { subject: 'one', isDraft: true },
	});
	expect(byId.b.body).toMatchObject({ displayName: 'Inbox' });
	expect(byId.d.body.error).toMatchObject({
		code: 'ErrorItemNotFound',
		innerError: { 'request-id': reply.headers.get('request-id') },
	});
	expect(stored()).toMatchObject([{ subject: 'one' }]);
	expect(c.simulator.requests.map(({ path, app }) => [path, app])).toEqual([
		['/v1.0/$batch', '11111111-2222-4333-8444-555555555555'],
	]);
});

test('empty answers, plain text and bytes', async () => {
	const { json } = await c.call('POST', '/me/messages', {
		attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a', contentBytes: 'AP8=' }],
	});
	const [{ id }] = (await c.call('GET', `/me/messages/${json.id}/attachments`)).json.value;
	const reply = await batch([
		{ id: '1', method: 'GET', url: '/me/messages/$count' },
		{ id: '2', method: 'GET', url: `/me/messages/${json.id}/attachments/${id}/$value` },
		{ id: '3', method: 'DELETE', url: `/me/messages/${json.id}`, dependsOn: ['2'] },
	]);
	expect(reply.json.responses).toMatchObject([{ body: 'MQ==' }, { body: 'AP8=' }, { status: 204 }]);
	expect(reply.json.responses[2]).not.toHaveProperty('body');
});

test('up to four at a time; what is over the mailbox limit is 429 inside', async () => {
	const slow = await client({ delayMs: 20 });
	const twenty = Array.from({ length: 20 }, (_, index) => post(String(index), 's'));
	const alone = await batch(twenty, slow);
	expect([slow.simulator.maxInFlight, new Set(Object.values(statuses(alone)))]).toEqual([4, new Set([201])]);
	const both = await Promise.all([batch(twenty, slow), batch(twenty, slow)]);
	const answers = both.flatMap(({ json }) => json.responses as Json[]);
	const refused = answers.find(({ status }) => status === 429);
	expect(refused).toMatchObject({ headers: { 'Retry-After': '1' }, body: { error: { code: 'ApplicationThrottled' } } });
	expect(stored.call(null)).toEqual([]);
	expect(slow.simulator.store.messages('megan.bowen@contoso.com')).toHaveLength(
		20 + answers.filter(({ status }) => status === 201).length,
	);
	await slow.simulator.close();
});

test('inner requests count for the limits per minutes', async () => {
	c.simulator.switches.requestsPerTenMinutes = 3;
	expect(Object.values(statuses(await batch([1, 2, 3, 4, 5].map((id) => post(String(id), 's'))))).sort()).toEqual([
		201, 201, 201, 429, 429,
	]);
});

test('dependsOn: in order, one at a time; 424 after a failure, all the way down', async () => {
	const reply = await batch([
		post('3', 'c', { dependsOn: ['2'] }),
		post('1', 'a'),
		post('2', 'b', { dependsOn: ['1'] }),
	]);
	expect(Object.values(statuses(reply))).toEqual([201, 201, 201]);
	expect(stored().map(({ subject }) => subject)).toEqual(['a', 'b', 'c']);
	const failed = await batch([
		{ id: '1', method: 'GET', url: '/me/nothing' },
		post('2', 'x', { dependsOn: ['1'] }),
		post('3', 'x', { dependsOn: ['2'] }),
		post('4', 'y'),
	]);
	expect(statuses(failed)).toEqual({ 1: 400, 2: 424, 3: 424, 4: 201 });
});

test('faults hit inner requests; a cut one is 504', async () => {
	c.simulator.faults.add({ path: /messages$/, status: 503, retryAfter: 2, when: 'after' });
	c.simulator.faults.add({ path: /messages$/, cut: true });
	const reply = await batch([post('1', 'a'), post('2', 'b', { dependsOn: [] })]);
	expect(statuses(reply)).toEqual({ 1: 503, 2: 504 });
	expect(stored()).toHaveLength(1);
});

test('MIME inside: refused, or read as the switch says', async () => {
	const mime = {
		id: '1',
		method: 'POST',
		url: '/me/messages',
		headers: { 'content-type': 'text/plain' },
		body: 'TUlNRQ==',
	};
	expect((await batch([mime])).json.responses).toMatchObject([
		{ status: 400, body: { error: { code: 'UnableToDeserializePostBody' } } },
	]);
	const direct = await c.call('POST', '/me/messages', 'TUlNRQ==', { 'content-type': 'text/plain' });
	for (const [choice, body] of [
		['once', 'TUlNRQ=='],
		['twice', 'VFVsTlJRPT0='],
	] as const) {
		c.simulator.switches.batchMime = choice;
		expect(statuses(await batch([{ ...mime, body }]))).toEqual({ 1: direct.status });
	}
});

test.each([
	['no requests', { requests: [] }, 'Invalid batch payload format.'],
	['no list', { requests: {} }, 'Invalid batch payload format.'],
	['nothing', {}, 'Invalid batch payload format.'],
	['a list', [], 'Invalid batch payload format.'],
	['unparsable', '{"requests":', 'Invalid batch payload format.'],
	['no id', { requests: [{ method: 'GET', url: '/me' }] }, 'Invalid batch payload format.'],
	['no url', { requests: [{ id: '1', method: 'GET' }] }, 'Invalid batch payload format.'],
	[
		'a foreign address',
		{ requests: [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }] },
		'Invalid batch payload format.',
	],
	['a number as method', { requests: [{ id: '1', method: 1, url: '/me' }] }, 'Invalid batch payload format.'],
	['null', { requests: [null] }, 'Invalid batch payload format.'],
	[
		'an unknown dependency',
		{ requests: [{ id: '1', method: 'GET', url: '/me', dependsOn: ['9'] }] },
		'Invalid batch payload format.',
	],
	[
		'a circle',
		{
			requests: [
				{ id: '1', method: 'GET', url: '/me', dependsOn: ['2'] },
				{ id: '2', method: 'GET', url: '/me', dependsOn: ['1'] },
			],
		},
		'Invalid batch payload format.',
	],
	[
		'an id twice',
		{
			requests: [
				{ id: 'a', method: 'GET', url: '/me' },
				{ id: 'A', method: 'GET', url: '/me' },
			],
		},
		'Request Id A has to be unique in a batch.',
	],
	[
		'21 requests',
		{ requests: Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, method: 'GET', url: '/me' })) },
		'Number of batch request steps exceeds the maximum value of 20.',
	],
	[
		'a body without its type',
		{ requests: [{ id: '1', method: 'POST', url: '/me/messages', body: {} }] },
		"Write request with id '1' does not contain a Content-Type header.",
	],
	[
		'a write without a body',
		{ requests: [{ id: '1', method: 'POST', url: '/me/messages/x/send', headers }] },
		'Write request id : 1 does not contain Content-Type header or body.',
	],
])('%s: 400 for the whole batch, nothing is done', async (_, body, message) => {
	const reply = await c.call('POST', '/$batch', body);
	expect(problem(reply)).toBe(`400 BadRequest: ${message}`);
	expect(stored()).toEqual([]);
});

test('token, method, emptiness, batches in batches', async () => {
	expect((await c.call('POST', '/$batch', { requests: [] }, { authorization: '' })).status).toBe(401);
	expect((await c.call('GET', '/$batch')).status).toBe(405);
	expect(problem(await c.call('POST', '/%24batch', ''))).toMatch(/^400 BadRequest: Empty Payload/);
	const reply = await batch([
		{ id: '1', method: 'POST', url: '/$batch', headers, body: { requests: [] } },
		{ id: '2', method: 'GET', url: '/me', headers: { Authorization: 'Bearer other' } },
	]);
	expect(statuses(reply)).toEqual({ 1: 400, 2: 200 });
});
