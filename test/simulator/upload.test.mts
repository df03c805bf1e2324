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
	return { ...(await c.call('POST', `${path}/attachments/createUploadSession`, { AttachmentItem: { attachmentType: 'file', name: 'big.txt', size } })), path };
};
const put = (url: string, bytes: string, from: number, size: number, headers: Json = {}): Promise<Reply> =>
	send('', 'PUT', url, bytes, { 'content-type': 'application/octet-stream', 'content-range': `bytes ${from}-${from + bytes.length - 1}/${size}`, ...headers });

test('from session to attachment', async () => {
	const session = await open(10);
	expect([session.status, session.json.nextExpectedRanges]).toEqual([201, ['0-']]);
	const url = session.json.uploadUrl as string;
	const first = await put(url, '0123', 0, 10);
	expect([first.status, first.json.nextExpectedRanges, first.json.ExpirationDateTime]).toEqual([200, ['4'], session.json.expirationDateTime]);
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

test('called as localhost, Graph sends uploads to another host', async () => {
	const url = c.simulator.url.replace('127.0.0.1', 'localhost');
	const call = async (path: string, body: Json): Promise<Reply> => await send(url, 'POST', path, body, { authorization: `Bearer ${c.simulator.issueToken({ kind: 'delegated' })}` });
	const { id } = (await call('/me/messages', {})).json;
	const session = await call(`/me/messages/${id}/attachments/createUploadSession`, { AttachmentItem: { attachmentType: 'file', name: 'a.txt', size: 5 } });
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
