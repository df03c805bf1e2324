import { expectLinear, repeated } from '../support/growth.mts';
import { connect } from 'node:net';
import { request } from 'node:http';
import { client, problem } from './client.mts';
import type { Client } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const megan = 'megan.bowen@contoso.com';
const stored = (): number => c.simulator.store.messages(megan).length;

/** One raw HTTP exchange; resolves with what came until the connection ended. */
const raw = (text: string): Promise<string> =>
	new Promise((resolve) => {
		const socket = connect(Number(new URL(c.simulator.url).port), '127.0.0.1', () => socket.end(text));
		let got = '';
		socket.on('data', (chunk) => (got += String(chunk)));
		socket.on('error', () => resolve(got));
		socket.on('close', () => resolve(got));
	});

describe('throttling', () => {
	test('the fifth at a time is refused; others go on; latency holds the slot', async () => {
		const slow = await client({ delayMs: 150 });
		const five = await Promise.all(Array.from({ length: 5 }, () => slow.call('POST', '/me/messages', {})));
		const refused = five.filter(({ status }) => status === 429);
		expect(refused.map(problem)).toEqual([
			'429 ApplicationThrottled: Application is over its MailboxConcurrency limit.',
		]);
		expect(refused[0].headers.get('retry-after')).toBe('1');
		expect(slow.simulator.maxInFlight).toBe(5);
		slow.simulator.reset();
		const others = ['/me/messages', '/users/support@contoso.com/messages'].flatMap((path) =>
			Array.from({ length: 4 }, () => slow.call('POST', path, {})),
		);
		const otherApp = { authorization: `Bearer ${slow.simulator.issueToken({ kind: 'delegated', clientId: 'other' })}` };
		const all = await Promise.all([
			...others,
			slow.call('POST', '/me/messages', {}, otherApp),
			slow.call('GET', '/users'),
		]);
		expect(all.map(({ status }) => status)).toEqual([...Array<number>(9).fill(201), 200]);
		expect(slow.simulator.maxInFlight).toBe(4);
		await slow.simulator.close();
	});

	test('four at a time, one after the other, never meet the limit', async () => {
		const worker = async (): Promise<void> => {
			for (let index = 0; index < 25; index++) expect((await c.call('POST', '/me/messages', {})).status).toBe(201);
		};
		await Promise.all([worker(), worker(), worker(), worker()]);
		expect(stored()).toBe(100);
	});
});

describe('faults', () => {
	test('before and after the write; used up; Retry-After; raw body', async () => {
		c.simulator.faults.add({
			method: 'POST',
			path: /\/messages$/,
			status: 503,
			code: 'ServiceUnavailable',
			message: 'later',
			retryAfter: '0.5',
		});
		const before = await c.call('POST', '/me/messages', {});
		expect([problem(before), before.headers.get('retry-after'), stored()]).toEqual([
			'503 ServiceUnavailable: later',
			'0.5',
			0,
		]);
		c.simulator.faults.add({
			status: 504,
			body: '<h1>Gateway</h1>',
			contentType: 'text/html',
			when: 'after',
			times: 2,
		});
		const after = await c.call('POST', '/me/messages', {});
		expect([after.status, after.text, after.headers.get('content-type'), stored()]).toEqual([
			504,
			'<h1>Gateway</h1>',
			'text/html',
			1,
		]);
		expect((await c.call('GET', '/me')).status).toBe(504);
		expect((await c.call('POST', '/me/messages', {})).status).toBe(201);
		expect(c.simulator.requests.map(({ status, mailbox }) => [status, mailbox])).toEqual([
			[503, megan],
			[504, megan],
			[504, ''],
			[201, megan],
		]);
	});

	test('cut connections, before and after; delay only', async () => {
		c.simulator.faults.add({ cut: true });
		await expect(c.call('POST', '/me/messages', {})).rejects.toThrow();
		expect(stored()).toBe(0);
		c.simulator.faults.add({ cut: true, when: 'after' });
		await expect(c.call('POST', '/me/messages', {})).rejects.toThrow();
		expect(stored()).toBe(1);
		c.simulator.faults.add({ delayMs: 30 });
		expect((await c.call('POST', '/me/messages', {})).status).toBe(201);
		const [, , slow] = c.simulator.requests;
		expect(slow.endedAt - slow.startedAt).toBeGreaterThanOrEqual(29);
		c.simulator.faults.add({ status: 500, times: 5 });
		c.simulator.faults.clear();
		expect((await c.call('GET', '/me')).status).toBe(200);
	});
});

describe('the log', () => {
	test('paths as on the wire, no tokens', async () => {
		await c.call('POST', '/users/anna_fabrikam.com%23EXT%23@contoso.onmicrosoft.com/messages?a=%20b', { subject: 'x' });
		const [entry] = c.simulator.requests;
		expect(entry).toMatchObject({
			method: 'POST',
			path: '/v1.0/users/anna_fabrikam.com%23EXT%23@contoso.onmicrosoft.com/messages?a=%20b',
			body: '{"subject":"x"}',
			status: 201,
			mailbox: 'anna@fabrikam.com',
			app: '11111111-2222-4333-8444-555555555555',
		});
		expect(entry.headers.authorization).toBe('Bearer <redacted>');
	});
});

describe('robustness', () => {
	test('a foreign Host is refused', async () => {
		for (const path of ['/', '/v1.0/me', '/simulator/state']) {
			expect(await raw(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)).toMatch(
				/^HTTP\/1\.1 403 /,
			);
		}
	});

	test('odd paths and broken requests get an answer', async () => {
		for (const path of [
			'/me/messages/%',
			'/me/messages/%E0%A4',
			'/%2e%2e/%2e%2e',
			'/..%2f..',
			'//me//messages/',
			'/users',
			'/users/',
			"/users('')/messages",
			'/me/messages?$filter=%',
			'/me/messages?$select=',
			'/me/mailFolders()',
			`/${'a/'.repeat(3000)}`,
		]) {
			const reply = await raw(
				`GET /v1.0${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${c.simulator.issueToken({ kind: 'delegated' })}\r\nConnection: close\r\n\r\n`,
			);
			expect([path, reply.slice(0, 12)]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 [24]/)]);
		}
		expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
		for (const path of [
			'/%',
			'/../package.json',
			'/page/../server.mts',
			'/x/oauth2/v2.0/token',
			'/%/oauth2/v2.0/authorize',
			'/simulator/nothing',
		]) {
			expect(await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(
				/^HTTP\/1\.1 4/,
			);
		}
	});

	test('a client that goes away in the middle of its request changes nothing', async () => {
		await new Promise<void>((resolve) => {
			const call = request(`${c.simulator.url}/v1.0/me/messages`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${c.simulator.issueToken({ kind: 'delegated' })}`,
					'content-type': 'application/json',
					'content-length': '1000',
				},
			});
			call.on('error', () => {});
			call.on('close', () => resolve());
			call.write('{"subject":', () => call.destroy());
		});
		expect((await c.call('POST', '/me/messages', {})).status).toBe(201);
		expect(stored()).toBe(1);
	});

	test('hostile HTML takes time in proportion to its length', async () => {
		const parts = [
			'<',
			'<a "',
			'<!--',
			'<script',
			'</script',
			'<p on=',
			'&',
			'<a href=javascript:',
			'<head ',
			'< >',
			"<a '",
		];
		const keep = async (content: string) => {
			const { json } = await c.call('POST', '/me/messages', { body: { contentType: 'html', content } });
			const asText = { prefer: 'outlook.body-content-type="text"' };
			expect((await c.call('GET', `/me/messages/${json.id}`, undefined, asText)).status).toBe(200);
		};
		await keep(parts.join(''));
		for (const part of parts) await expectLinear(keep, repeated(part));
	});

	test('close ends at once, with requests under way', async () => {
		const slow = await client({ delayMs: 60_000 });
		const waiting = slow.call('GET', '/me/messages');
		waiting.catch(() => {});
		while (slow.simulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
		await slow.simulator.close();
		await expect(waiting).rejects.toThrow();
	});
});
