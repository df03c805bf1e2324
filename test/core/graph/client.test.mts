import type { Account } from '../../../core/account';
import type { Purpose } from '../../../core/graph/call';
import { createGraph } from '../../../core/graph/client';
import { growingPause, retryAfter } from '../../../core/graph/retry';
import { Throttle } from '../../../core/graph/throttle';
import { signInFailed } from '../../../core/signIn';
import { created, graphError, scriptedHost, testAccount, type ScriptedHost } from '../../support/host.mts';

const write: Purpose = {
	task: 'create the draft',
	mailbox: 'me',
	folder: 'drafts',
	repeat: 'never',
	permission: 'Mail.ReadWrite',
};
const read: Purpose = { task: 'list the folders', mailbox: 'me', repeat: 'safe', permission: 'Mail.ReadWrite' };

function client(
	host: ScriptedHost,
	{
		account = testAccount(),
		timeout = 120_000,
		stop = new AbortController().signal,
	}: { account?: Account; timeout?: number; stop?: AbortSignal } = {},
) {
	return createGraph(host, account, { timeout, stop, throttle: new Throttle() });
}

const post = (host: ScriptedHost, options = {}) =>
	client(host, options).json({
		method: 'POST',
		path: '/me/messages',
		body: { subject: 'x' },
		headers: { 'Content-Type': 'application/json' },
		purpose: write,
	});
const get = (host: ScriptedHost, path = '/me/mailFolders') =>
	client(host).json({ method: 'GET', path, query: { $top: '100' }, purpose: read });

test('what goes on the wire', async () => {
	const host = scriptedHost([created]);
	await expect(post(host)).resolves.toEqual({ id: 'AAA=', subject: 'x' });
	expect(host.sent).toEqual([
		{
			method: 'POST',
			url: 'https://graph.microsoft.com/v1.0/me/messages',
			headers: {
				Accept: 'application/json',
				'Accept-Language': 'en-US',
				Prefer: 'IdType="ImmutableId"',
				'Content-Type': 'application/json',
			},
			body: '{"subject":"x"}',
			timeout: 120_000,
		},
	]);
});

test.each([
	[
		'an http address of this computer',
		'http://127.0.0.1:4010',
		'/me/mailFolders',
		'http://127.0.0.1:4010/v1.0/me/mailFolders?$top=100',
	],
	[
		'an encoded guest UPN',
		'https://graph.microsoft.com',
		'/users/a%23EXT%23%40b/x',
		'https://graph.microsoft.com/v1.0/users/a%23EXT%23%40b/x?$top=100',
	],
])('the address of %s', async (_name, graphUrl, path, expected) => {
	const host = scriptedHost([{ status: 200, body: '{"value": []}' }]);
	await client(host, { account: testAccount({ graphUrl }) }).json({
		method: 'GET',
		path,
		query: { $top: '100' },
		purpose: read,
	});
	expect(host.sent[0].url).toBe(expected);
});

test('429 is sent again after Retry-After, also for a create', async () => {
	const host = scriptedHost([
		graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '2.128' }),
		graphError(429, 'ApplicationThrottled'),
		created,
	]);
	await expect(post(host)).resolves.toMatchObject({ id: 'AAA=' });
	expect(host.sent).toHaveLength(3);
	expect(host.slept[0]).toBe(2_128);
	expect(host.slept[1]).toBeGreaterThanOrEqual(1_000);
});

test('429 that lasts longer than the timeout is said, and nothing was made', async () => {
	const host = scriptedHost([graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '50' })]);
	await expect(post(host)).rejects.toMatchObject({
		code: 'ApplicationThrottled',
		cause: { status: 429, requestId: 'r-1' },
	});
	expect(host.sent).toHaveLength(3);
	await expect(
		post(scriptedHost([graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '50' })])),
	).rejects.toThrow('It was tried 3 times, with a timeout of 120 seconds.');
	await expect(
		post(scriptedHost([graphError(429, 'TooManyRequests', 'x', { 'retry-after': '121' })])),
	).rejects.toMatchObject({ cause: expect.not.objectContaining({ draftMayExist: true }) });
});

test.each([500, 502, 503, 504])(
	'sim#6041: status %i on a create is one request, and the draft may exist',
	async (status) => {
		const host = scriptedHost([graphError(status, status === 504 ? 'UnknownError' : 'ServiceUnavailable', '')]);
		await expect(post(host)).rejects.toMatchObject({
			message: expect.stringContaining('The draft may exist'),
			cause: { draftMayExist: true, status },
		});
		expect(host.sent).toHaveLength(1);
	},
);

test.each([
	[
		'a cut connection',
		Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
		'ECONNRESET',
		true,
	],
	['a timeout', Object.assign(new Error('x'), { name: 'TimeoutError' }), 'TimeoutError', true],
	["n8n's timeout", Object.assign(new Error('x'), { code: 'ECONNABORTED' }), 'ECONNABORTED', true],
	[
		'a refused connection',
		Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
		'ECONNREFUSED',
		false,
	],
	['an unknown host', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'ENOTFOUND', false],
	[
		'a certificate that is not trusted',
		Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
		'SELF_SIGNED_CERT_IN_CHAIN',
		false,
	],
])('%s on a create is one request; said whether the draft may exist', async (_name, reason, code, mayExist) => {
	const host = scriptedHost([reason]);
	const error = (await post(host).catch((caught: unknown) => caught)) as { cause: { draftMayExist?: boolean } };
	expect(error).toMatchObject({ name: 'OutlookDraftError', code });
	expect(error.cause.draftMayExist === true).toBe(mayExist);
	expect(host.sent).toHaveLength(1);
});

test.each([999, 600, 204, 304])('an answer with status %i is no success, and frees its slot', async (status) => {
	const host = scriptedHost([{ status, headers: { 'content-type': 'bad\nvalue' } }, created]);
	const graph = createGraph(host, testAccount(), {
		timeout: 1_000,
		stop: new AbortController().signal,
		throttle: new Throttle(1, 1),
	});
	const request = { method: 'POST' as const, path: '/me/messages', body: {}, purpose: write };
	await expect(graph.json(request)).rejects.toMatchObject({
		name: 'OutlookDraftError',
		cause: { draftMayExist: true },
	});
	await expect(graph.json(request)).resolves.toMatchObject({ id: 'AAA=' });
});

test('no answer in time: the timeout is said', async () => {
	const late = Object.assign(new Error('x'), { name: 'TimeoutError' });
	await expect(post(scriptedHost([late]), { timeout: 1_500 })).rejects.toThrow(
		'It was tried once, with a timeout of 1.5 seconds.',
	);
});

test('429 takes slots away from the mailbox, and so does a 503 that asks to wait', async () => {
	for (const answer of [
		graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '1' }),
		graphError(503, 'ServiceUnavailable', 'x', { 'retry-after': '1' }),
	]) {
		const slowed: number[] = [];
		const throttle = new Throttle();
		throttle.slowDown = (_key, now) => void slowed.push(now);
		const host = scriptedHost([answer, { status: 200, body: '{}' }]);
		await createGraph(host, testAccount(), { timeout: 10_000, stop: new AbortController().signal, throttle }).json({
			method: 'GET',
			path: '/me/mailFolders',
			purpose: read,
		});
		expect(slowed).toHaveLength(1);
	}
});

test('Retry-After: 0 is no reason to ask without a pause', async () => {
	const host = scriptedHost([graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '0' }), created]);
	await post(host);
	expect(host.slept[0]).toBeGreaterThanOrEqual(500);
});

test('a 2xx answer that is no JSON is no success', async () => {
	const host = scriptedHost([{ status: 200, body: '<html>Please sign in to the Wi-Fi</html>' }]);
	await expect(post(host)).rejects.toMatchObject({
		code: 'Http200',
		message: expect.stringContaining('did not come from Microsoft Graph'),
		cause: { draftMayExist: true },
	});
});

test('reads are repeated after 5xx and lost connections', async () => {
	const ok = { status: 200, body: '{"value": []}' };
	const host = scriptedHost([graphError(503, 'ServiceUnavailable'), new TypeError('fetch failed'), ok]);
	await expect(get(host)).resolves.toEqual({ value: [] });
	expect(host.sent).toHaveLength(3);
	const down = scriptedHost([graphError(504, 'UnknownError', '')]);
	await expect(get(down)).rejects.toMatchObject({ cause: { status: 504 } });
	expect(down.sent).toHaveLength(4);
});

test('a stopped run ends a wait at once and sends nothing more', async () => {
	const stop = new AbortController();
	const host = scriptedHost([graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '60' })]);
	host.sleep = () => new Promise(() => stop.abort());
	await expect(post(host, { stop: stop.signal })).rejects.toMatchObject({ code: 'Cancelled' });
	expect(host.sent).toHaveLength(1);
	await expect(post(host, { stop: stop.signal })).rejects.toMatchObject({ code: 'Cancelled' });
	expect(host.sent).toHaveLength(1);
});

test('a request whose time ran out in the queue is not sent any more', async () => {
	const throttle = new Throttle(1, 1);
	const host = scriptedHost([graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '0.1' }), created]);
	const sleep = host.sleep;
	host.sleep = async (ms) => {
		await sleep(ms);
		// Meanwhile somebody else has the only slot for 900 ms.
		if (ms > 0 && (await throttle.acquire('https://graph.microsoft.com client me', new AbortController().signal))) {
			void sleep(900).then(() => throttle.release('https://graph.microsoft.com client me'));
		}
	};
	const graph = createGraph(host, testAccount(), { timeout: 500, stop: new AbortController().signal, throttle });
	const error = (await graph
		.json({ method: 'POST', path: '/me/messages', body: {}, purpose: write })
		.catch((caught: unknown) => caught)) as { code: string; cause: object };
	expect(error).toMatchObject({ code: 'ApplicationThrottled' });
	expect(error.cause).not.toHaveProperty('draftMayExist');
	expect(host.sent).toHaveLength(1);
	expect(await throttle.acquire('https://graph.microsoft.com client me', new AbortController().signal)).toBe(true);
});

test('after a failure, the next in the queue is sent only once the run has had its say', async () => {
	const throttle = new Throttle(1, 1);
	const stop = new AbortController();
	const host = scriptedHost([graphError(400, 'ErrorInvalidRecipients'), created]);
	const graph = createGraph(host, testAccount(), { timeout: 500, stop: stop.signal, throttle });
	const request = { method: 'POST' as const, path: '/me/messages', body: {}, purpose: write };
	const first = graph.json(request).catch(() => stop.abort());
	const second = graph.json(request);
	await first;
	await expect(second).rejects.toMatchObject({ code: 'Cancelled' });
	expect(host.sent).toHaveLength(1);
});

test('waiting for Retry-After holds no slot', async () => {
	const throttle = new Throttle(1, 1);
	const order: string[] = [];
	const answers = [graphError(429, 'ApplicationThrottled', 'x', { 'retry-after': '5' }), created, created];
	const host = scriptedHost(
		answers.map((answer) => async (request) => {
			order.push(String(request.body));
			return { headers: {}, status: 0, body: '', ...answer };
		}),
	);
	let wake = () => {};
	host.sleep = () =>
		new Promise((resolve) => {
			wake = resolve as () => void;
		});
	const graph = createGraph(host, testAccount(), { timeout: 120_000, stop: new AbortController().signal, throttle });
	const first = graph.json({ method: 'POST', path: '/me/messages', body: 1, purpose: write });
	const second = graph.json({ method: 'POST', path: '/me/messages', body: 2, purpose: write });
	await second;
	wake();
	await first;
	expect(order).toEqual(['1', '2', '1']);
});

test.each([
	['2', 2_000],
	['2.128', 2_128],
	['0', 0],
	[' 7 ', 7_000],
	['Wed, 25 Nov 2026 12:00:30 GMT', 30_000],
	['Wed, 25 Nov 2026 11:00:00 GMT', 0],
	['5, 5', 5_000],
	['120, 60', 120_000],
	['soon', undefined],
	['', undefined],
])('Retry-After %j', (value, expected) => {
	expect(retryAfter({ headers: { 'retry-after': value } }, Date.parse('2026-11-25T12:00:00Z'))).toBe(expected);
});

test('pauses grow, with a random half, up to 30 s', () => {
	expect([1, 2, 3, 9].map((attempts) => growingPause(attempts, () => 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
	expect(growingPause(3, () => 0)).toBe(2_000);
});

test('a sign-in that was refused is not tried again, also for a list', async () => {
	const host = scriptedHost([signInFailed('AADSTS7000215: Invalid client secret provided.')]);
	await expect(get(host)).rejects.toMatchObject({ code: 'AADSTS7000215' });
	expect(host.sent).toHaveLength(1);
});
