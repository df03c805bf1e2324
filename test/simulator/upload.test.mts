import { request } from 'node:http';
import { client, problem, send } from './client.mts';
import type { Client, Json, Reply } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client({ switches: { smallestUploadSession: 5, largestUploadSession: 8_000_000 } });
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const open = async (size: number, root = '/me'): Promise<Reply & { path: string }> => {
	const path = `${root}/messages/${(await c.call('POST', `${root}/messages`, {})).json.id}`;
	return {
		...(await c.call('POST', `${path}/attachments/createUploadSession`, {
			AttachmentItem: { attachmentType: 'file', name: 'big.txt', size },
		})),
		path,
	};
};
const put = (url: string, bytes: string, from: number, size: number, headers: Json = {}): Promise<Reply> =>
	send('', 'PUT', url, bytes, {
		'content-type': 'application/octet-stream',
		'content-range': `bytes ${from}-${from + bytes.length - 1}/${size}`,
		...headers,
	});

test('from session to attachment', async () => {
	const session = await open(10);
	expect([session.status, session.json.nextExpectedRanges]).toEqual([201, ['0-']]);
	const url = session.json.uploadUrl as string;
	const first = await put(url, '0123', 0, 10);
	expect([first.status, first.json.nextExpectedRanges, first.json.ExpirationDateTime]).toEqual([
		200,
		['4'],
		session.json.expirationDateTime,
	]);
	expect(problem(await put(url, '89', 8, 10))).toMatch(/^416 invalidRange/);
	expect((await send('', 'GET', url)).json.nextExpectedRanges).toEqual(['4']);
	c.simulator.switches.uploadRangesName = 'NextExpectedRanges';
	expect((await put(url, '4567', 4, 10)).json.NextExpectedRanges).toEqual(['8']);
	const last = await put(url, '89', 8, 10);
	expect([last.status, last.text, last.headers.get('content-length')]).toEqual([201, '', '0']);
	const id = /Attachments\('([^']+)'\)$/.exec(last.headers.get('location') ?? '')?.[1];
	expect((await c.call('GET', `${session.path}/attachments/${id}/$value`)).text).toBe('0123456789');
	expect((await put(url, '0123', 0, 10)).status).toBe(404);
});

test.each([
	['kept', [true, 'logo']],
	['lost', [false, null]],
] as const)('an inline image: %s', async (inlineInUploadSession, expected) => {
	Object.assign(c.simulator.switches, { inlineInUploadSession });
	const path = `/me/messages/${(await c.call('POST', '/me/messages', {})).json.id}/attachments`;
	const item = { attachmentType: 'file', name: 'a.png', size: 5, isInline: true, contentId: 'logo' };
	const { json } = await c.call('POST', `${path}/createUploadSession`, { AttachmentItem: item });
	expect((await put(json.uploadUrl, '01234', 0, 5)).status).toBe(201);
	const [attachment] = (await c.call('GET', path)).json.value;
	expect([attachment.isInline, attachment.contentId]).toEqual(expected);
	c.simulator.switches.inlineInUploadSession = 'kept';
});

test('called as localhost, Graph sends uploads to another host', async () => {
	const url = c.simulator.url.replace('127.0.0.1', 'localhost');
	const call = async (path: string, body: Json): Promise<Reply> =>
		await send(url, 'POST', path, body, { authorization: `Bearer ${c.simulator.issueToken({ kind: 'delegated' })}` });
	const { id } = (await call('/me/messages', {})).json;
	const session = await call(`/me/messages/${id}/attachments/createUploadSession`, {
		AttachmentItem: { attachmentType: 'file', name: 'a.txt', size: 5 },
	});
	expect(new URL(session.json.uploadUrl).hostname).toBe('127.0.0.1');
	expect((await put(session.json.uploadUrl, '01234', 0, 5)).status).toBe(201);
});

test('sizes of session and chunk', async () => {
	expect(problem(await open(4))).toMatch(/^400 ErrorAttachmentSizeShouldNotBeLessThanMinimumSize/);
	expect((await open(8_000_001)).status).toBe(413);
	const { json } = await open(5_000_000);
	expect((await put(json.uploadUrl, 'x'.repeat(4_194_304), 0, 5_000_000)).status).toBe(413);
	expect((await put(json.uploadUrl, 'x'.repeat(4_194_303), 0, 5_000_000)).status).toBe(200);
});

test('token, authorization, cancel, expiry', async () => {
	const { json } = await open(10);
	const denied = await put(json.uploadUrl, '0123', 0, 10, { authorization: 'Bearer x' });
	expect(problem(denied)).toMatch(/^401 .*The audience claim value is invalid for current resource/);
	expect((await send('', 'GET', `${json.uploadUrl}x`)).status).toBe(404);
	expect((await send('', 'DELETE', json.uploadUrl)).status).toBe(204);
	expect((await send('', 'GET', json.uploadUrl)).status).toBe(404);
	c.simulator.switches.uploadSessionMs = 0;
	expect((await put((await open(10)).json.uploadUrl, '0123', 0, 10)).status).toBe(404);
});

test('a shared mailbox refuses sessions unless switched; uploads count', async () => {
	expect(problem(await open(10, '/users/support@contoso.com'))).toMatch(/^403 ErrorAccessDenied/);
	c.simulator.switches.sharedMailboxUpload = 'accepted';
	const { status, json } = await open(10, '/users/support@contoso.com');
	expect(status).toBe(201);
	c.simulator.switches.uploadBytesPerFiveMinutes = 1;
	expect(problem(await put(json.uploadUrl, '0123', 0, 10))).toMatch(/^429 ApplicationThrottled/);
});

test('calls to upload addresses are logged without the token and the bytes', async () => {
	const { json } = await open(10);
	await put(json.uploadUrl, '0123', 0, 10);
	await send('', 'GET', json.uploadUrl);
	const [, , first, second] = c.simulator.requests;
	expect(first).toMatchObject({
		method: 'PUT',
		path: expect.stringMatching(/^\/upload\/AttachmentSessions\('[\w-]+'\)\?authtoken=<redacted>$/),
		status: 200,
		body: '',
		mailbox: 'megan.bowen@contoso.com',
		app: '11111111-2222-4333-8444-555555555555',
	});
	expect(second).toMatchObject({ method: 'GET', status: 200 });
	expect(JSON.stringify(c.simulator.requests)).not.toContain(new URL(json.uploadUrl).searchParams.get('authtoken'));
});

test('faults before, after and late; the state tells what has come', async () => {
	const { json } = await open(12);
	const next = async (): Promise<string[]> => (await send('', 'GET', json.uploadUrl)).json.nextExpectedRanges;
	const path = /^\/upload\//;
	c.simulator.faults.add({ method: 'PUT', path, status: 503, retryAfter: 1 });
	const refused = await put(json.uploadUrl, '0123', 0, 12);
	expect([problem(refused), refused.headers.get('retry-after'), await next()]).toEqual([
		'503 UnknownError: ',
		'1',
		['0'],
	]);
	c.simulator.faults.add({ method: 'PUT', path, cut: true, when: 'after' });
	await expect(put(json.uploadUrl, '0123', 0, 12)).rejects.toThrow();
	expect(await next()).toEqual(['4']);
	c.simulator.faults.add({ method: 'PUT', path, commitAfterMs: 20 });
	expect((await put(json.uploadUrl, '4567', 4, 12)).status).toBe(504);
	await c.simulator.settled();
	expect(await next()).toEqual(['8']);
	c.simulator.faults.add({ method: 'PUT', path, cut: true, when: 'after' });
	await expect(put(json.uploadUrl, '8901', 8, 12)).rejects.toThrow();
	// The file is complete although nobody heard of it.
	expect((await send('', 'GET', json.uploadUrl)).status).toBe(404);
	expect(c.simulator.store.messages('megan.bowen@contoso.com')[0].attachments).toMatchObject([
		{ name: 'big.txt', contentBytes: Buffer.from('012345678901').toString('base64') },
	]);
});

/** A PUT that says `length` and ends in the middle. */
const cutPut = (url: string, bytes: string, length: number, size: number): Promise<void> =>
	new Promise((resolve) => {
		const call = request(url, {
			method: 'PUT',
			headers: { 'content-length': length, 'content-range': `bytes 0-${length - 1}/${size}` },
		});
		call.on('error', () => {});
		call.on('close', () => resolve());
		call.write(bytes, () => setTimeout(() => call.destroy(), 30));
	});

test('bytes of a PUT that was cut off in the middle do not count; it can be sent again', async () => {
	const { json } = await open(10);
	await cutPut(json.uploadUrl, '012', 6, 10);
	while (c.simulator.requests.some(({ endedAt }) => endedAt === 0))
		await new Promise((resolve) => setImmediate(resolve));
	expect((await send('', 'GET', json.uploadUrl)).json.nextExpectedRanges).toEqual(['0']);
	expect((await put(json.uploadUrl, '012345', 0, 10)).status).toBe(200);
	expect((await put(json.uploadUrl, '6789', 6, 10)).status).toBe(201);
});

test('one PUT at a time; a session that ends meanwhile', async () => {
	const { json } = await open(10);
	let finish = () => {};
	const slow = new Promise<number>((resolve) => {
		const call = request(
			json.uploadUrl,
			{ method: 'PUT', headers: { 'content-length': 4, 'content-range': 'bytes 0-3/10' } },
			(response) => resolve(response.resume().statusCode ?? 0),
		);
		call.write('01');
		finish = () => call.end('23');
	});
	while (c.simulator.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(problem(await put(json.uploadUrl, '0123', 0, 10))).toMatch(/^416 invalidRange/);
	finish();
	expect(await slow).toBe(200);
	c.simulator.faults.add({ method: 'PUT', delayMs: 1_000 });
	const late = put(json.uploadUrl, '4567', 4, 10);
	while (c.simulator.requests.filter(({ method }) => method === 'PUT').length < 3)
		await new Promise((resolve) => setTimeout(resolve, 5));
	expect((await send('', 'DELETE', json.uploadUrl)).status).toBe(204);
	expect((await late).status).toBe(404);
});

test('the message goes while its file comes: nothing is attached anywhere', async () => {
	const session = await open(5);
	await c.call('POST', `${session.path}/permanentDelete`);
	expect((await put(session.json.uploadUrl, '01234', 0, 5)).status).toBe(404);
	expect(c.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
});

test('a moved message still gets its file; copies have it too', async () => {
	const session = await open(5);
	const moved = (await c.call('POST', `${session.path}/move`, { destinationId: 'inbox' })).json;
	expect((await put(session.json.uploadUrl, '01234', 0, 5)).status).toBe(201);
	const copy = (await c.call('POST', `/me/messages/${moved.id}/copy`, { destinationId: 'drafts' })).json;
	for (const id of [moved.id, copy.id])
		expect((await c.call('GET', `/me/messages/${id}/attachments`)).json.value).toMatchObject([
			{ contentBytes: 'MDEyMzQ=', size: 163 },
		]);
});

test.each([
	['bytes 0-3/11'],
	['bytes 0-4/10'],
	['bytes 1-4/10'],
	['bytes 0-3/*'],
	['bytes -4/10'],
	['bytes 0-99999999999999999999/10'],
	[''],
	[undefined],
])('range %s for four bytes of ten: 416', async (range) => {
	const { json } = await open(10);
	const headers: Record<string, string> = range === undefined ? {} : { 'content-range': range };
	expect(problem(await send('', 'PUT', json.uploadUrl, '0123', headers))).toMatch(/^416 invalidRange/);
	expect((await send('', 'GET', json.uploadUrl)).json.nextExpectedRanges).toEqual(['0']);
});
