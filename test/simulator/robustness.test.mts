import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
let token: string;
let errors: jest.SpyInstance;
beforeAll(async () => {
	c = await client();
	token = c.simulator.issueToken({ kind: 'delegated' });
	errors = jest.spyOn(console, 'error').mockImplementation(() => {});
});
beforeEach(() => c.simulator.reset());
afterEach(async () => {
	// Whatever came in: the simulator has not met an error of its own, and goes on answering.
	expect(errors.mock.calls).toEqual([]);
	expect((await c.call('POST', '/me/messages', {})).status).toBe(201);
});
afterAll(() => c.simulator.close());

const port = (of: Client): number => Number(new URL(of.simulator.url).port);
const bearer = (): string => `Authorization: Bearer ${token}\r\n`;

/** Sends `parts`, one after the other with a pause between, and resolves with all that came back. */
function raw(parts: (string | Buffer)[], { pauseMs = 0, leaveOpen = false, to = c } = {}): Promise<string> {
	return new Promise((resolve) => {
		let got = '';
		const socket: Socket = connect(port(to), '127.0.0.1', () => {
			const next = (index: number): void => {
				if (socket.destroyed) return;
				if (index >= parts.length) {
					if (!leaveOpen) socket.end();
					return;
				}
				socket.write(parts[index], () => setTimeout(() => next(index + 1), pauseMs));
			};
			next(0);
		});
		socket.on('data', (chunk) => (got += String(chunk)));
		socket.on('error', () => resolve(got));
		socket.on('close', () => resolve(got));
	});
}

const head = (line: string, more = ''): string => `${line} HTTP/1.1\r\nHost: localhost\r\n${bearer()}${more}`;
const status = (text: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
const post = (body: string, path = '/me/messages'): Promise<Json> => c.call('POST', path, body) as Promise<Json>;

describe('bodies', () => {
	test.each([
		['nothing', ''],
		['blanks', ' \n '],
		['half an object', '{"subject":'],
		['a comma too many', '{"subject":"a",}'],
		['a number', '1'],
		['a text', '"x"'],
		['null', 'null'],
		['a list', '[{}]'],
		['NUL', '\0'],
		['a byte order mark', '\ufeff{}'],
		['broken UTF-16', '{"subject":"\\ud800"}'],
		['a member called __proto__', '{"__proto__":{"x":1}}'],
		['a member called constructor', '{"constructor":{}}'],
		['numbers too large', '{"subject":1e999}'],
		['text after the end', '{}{}'],
	])('%s gets an answer at every address that takes JSON', async (_, body) => {
		const { id } = (
			await c.call('POST', '/me/messages', { toRecipients: [{ emailAddress: { address: 'a@contoso.com' } }] })
		).json;
		const folder = (await c.call('POST', '/me/mailFolders', { displayName: 'A' })).json.id;
		const paths = [
			'/me/messages',
			'/me/mailFolders/inbox/messages',
			'/me/sendMail',
			'/me/mailFolders',
			'/$batch',
			'/me/translateExchangeIds',
			`/me/messages/${id}/attachments`,
			`/me/messages/${id}/attachments/createUploadSession`,
			...['move', 'copy', 'reply', 'replyAll', 'forward', 'createReply', 'createReplyAll', 'createForward'].map(
				(action) => `/me/messages/${id}/${action}`,
			),
			...['move', 'copy', 'childFolders'].map((action) => `/me/mailFolders/${folder}/${action}`),
		];
		for (const path of paths) expect([path, (await post(body, path)).status]).toEqual([path, expect.toBeOneStatus()]);
		for (const path of [`/me/messages/${id}`, `/me/mailFolders/${folder}`])
			expect([path, (await c.call('PATCH', path, body)).status]).toEqual([path, expect.toBeOneStatus()]);
	});

	test('members of every wrong type are refused, not stumbled over', async () => {
		const { id } = (await c.call('POST', '/me/messages', {})).json;
		const members = [
			'subject',
			'body',
			'toRecipients',
			'from',
			'flag',
			'importance',
			'categories',
			'attachments',
			'extensions',
			'internetMessageHeaders',
			'singleValueExtendedProperties',
			'multiValueExtendedProperties',
			'isRead',
			'replyTo',
		];
		const values = [
			null,
			0,
			'',
			'x',
			true,
			[],
			[null],
			[[]],
			[1],
			['x'],
			{},
			{ x: 1 },
			[{}],
			[{ emailAddress: null }],
			[{ emailAddress: [] }],
			[{ id: 1 }],
			[{ id: 'String 0x1', value: {} }],
			[{ '@odata.type': 1 }],
		];
		for (const member of members) {
			for (const value of values) {
				for (const reply of [
					await c.call('POST', '/me/messages', { [member]: value }),
					await c.call('PATCH', `/me/messages/${id}`, { [member]: value }),
				]) {
					expect([member, value, reply.status]).toEqual([member, value, expect.toBeOneStatus()]);
				}
			}
		}
		for (const value of values)
			for (const path of ['move', 'copy'])
				expect((await c.call('POST', `/me/messages/${id}/${path}`, { destinationId: value })).status).toBe(400);
		for (const value of values)
			expect(
				(await c.call('POST', `/me/messages/${id}/attachments/createUploadSession`, { AttachmentItem: value })).status,
			).toBe(400);
	});

	test.each([
		['lists', '['.repeat(100_000), ']'.repeat(100_000)],
		['objects', '{"a":'.repeat(100_000), `1${'}'.repeat(100_000)}`],
		['lists that never end', '['.repeat(100_000), ''],
	])('100,000 levels of %s: 400', async (_, open, close) => {
		for (const body of [
			open + close,
			`{"extensions":[{"extensionName":"x","deep":${open}${close}}]}`,
			`{"attachments":[{"@odata.type":"#microsoft.graph.itemAttachment","name":"a","item":${open}${close}}]}`,
		]) {
			for (const path of ['/me/messages', '/$batch']) expect((await post(body, path)).status).toBe(400);
		}
		// Brackets in a text are no levels.
		expect((await c.call('POST', '/me/messages', { subject: '[{"'.repeat(1000) })).status).toBe(201);
	});

	test('more than 4 MB, announced or not: 413, and little is kept', async () => {
		const big = Buffer.alloc(5 * 1024 * 1024, 0x20);
		const announced = await raw([
			head(
				'POST /v1.0/me/messages',
				`Content-Type: application/json\r\nConnection: close\r\nContent-Length: ${big.length}\r\n\r\n`,
			),
			big,
		]);
		expect(status(announced)).toBe(413);
		expect(announced).toContain('RequestEntityTooLarge');
		const chunk = Buffer.alloc(1024 * 1024, 0x20);
		const pieces = Array.from({ length: 5 }, () =>
			Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]),
		);
		expect(
			status(
				await raw([
					head(
						'POST /v1.0/me/messages',
						'Content-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n',
					),
					...pieces,
					'0\r\n\r\n',
				]),
			),
		).toBe(413);
	});

	test('a body that is shorter or longer than announced changes nothing', async () => {
		const start = c.simulator.store.version;
		await raw([head('POST /v1.0/me/messages', 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{}')]);
		const longer = await raw([
			head('POST /v1.0/me/messages', 'Content-Type: text/html\r\nContent-Length: 2\r\n\r\n{}{}{}{}'),
		]);
		expect(longer.match(/HTTP\/1\.1 \d+/g)).toEqual(expect.arrayContaining([expect.stringMatching(/ 4\d\d$/)]));
		expect(longer).not.toMatch(/HTTP\/1\.1 [235]/);
		expect(c.simulator.store.version).toBe(start);
	});
});

describe('slow clients', () => {
	// Only here: a busy machine may be slow itself.
	let to: Client;
	beforeAll(async () => {
		to = await client({ patience: { headersMs: 400, requestMs: 800 } });
	});
	afterAll(() => to.simulator.close());

	test('headers that never end: 408', async () => {
		expect(
			status(await raw(['GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n'], { leaveOpen: true, to })),
		).toBe(408);
	});

	test('a header every 100 ms does not buy time', async () => {
		expect(
			status(
				await raw(
					[
						'GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\n',
						...Array.from({ length: 30 }, (_, index) => `X-${index}: b\r\n`),
					],
					{ pauseMs: 100, to },
				),
			),
		).toBe(408);
	});

	test('a body that never ends', async () => {
		const reply = await raw(
			[
				head('POST /v1.0/me/messages', 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"subject":'),
				...Array.from({ length: 30 }, () => ' '),
			],
			{ pauseMs: 100, to },
		);
		expect([0, 408]).toContain(status(reply));
		expect(to.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
	});

	test('a connection that says nothing is closed', async () => {
		expect([0, 408]).toContain(status(await raw([], { leaveOpen: true, to })));
	});
});

describe('addresses', () => {
	const odd = [
		'/..',
		'/../',
		'/%2e%2e/%2e%2e',
		'/me/..',
		'/me/../users',
		'/me/%2e%2e/users',
		'/me/messages/..',
		'/me/messages/%2e%2e',
		'/me/messages/../../../etc/passwd',
		'/me/messages/..%2f..%2f..%2fetc%2fpasswd',
		'/me/messages/..%5c..',
		'/me/messages/%00',
		'/me/messages/a%00b',
		'/%00',
		'/me/mailFolders/%00/messages',
		'/me/messages/%0d%0aX-Injected:%20yes',
		'/me/messages/a%2Fb',
		'/me/messages/a%252Fb',
		'/me%2Fmessages',
		"/me/messages('')",
		"/me/messages('x",
		"/me/messages(')",
		'/me/messages()',
		'/me/messages/%',
		'/me/messages/%zz',
		'/me/messages/%E0%A4%A',
		'/me/messages/%F0%9F%98%80',
		'/nothing',
		'/me/nothing',
		'/me/messages/x/nothing',
		'/me/mailFolders/inbox/childFolders/drafts/messages',
		`/me/mailFolders${'/inbox/childFolders'.repeat(200)}`,
		'/users//messages',
		'/users/%20/messages',
		'/users/nobody@contoso.com/messages',
		'/users/__proto__/messages',
		'/me/messages/__proto__',
		'/me/messages/constructor',
		'/me/mailFolders/toString/messages',
		'/me/messages/x/attachments/..',
		'/$batch/x',
		'/$metadata',
		'/me/$value',
		'/me/messages/$value',
		"/me/messages('a')('b')",
		'/me;a=b/messages',
		'/me/messages#fragment',
		'/me/messages?$top=-1',
		'/me/messages?$top=1e9',
		'/me/messages?$skip=99999999999',
		'/me/messages?$filter=',
		"/me/messages?$filter='",
		`/me/messages?$filter=${'('.repeat(3000)}`,
		`/me/messages?$filter=${'not '.repeat(900)}isRead`.replaceAll(' ', '%20'),
		'/me/messages?$select=,',
		'/me/messages?$orderby=,',
		'/me/messages?$expand=(((',
		'/me/messages?$search=%00',
		'/me/messages?%00=%00',
		'/me/messages?$filter=%ff',
		'/me/mailFolders/delta?$skiptoken=%ff',
		'/me/mailFolders/delta?$deltatoken=e30',
	];

	test.each(odd.map((path) => [path.slice(0, 60), path]))('%s', async (_, path) => {
		for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) {
			const reply = await raw([
				head(
					`${method} /v1.0${path}`,
					'Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
				),
			]);
			expect([method, status(reply)]).toEqual([method, expect.toBeOneStatus()]);
			expect(reply).not.toMatch(/\nx-injected/i);
			expect(reply).not.toMatch(/root:|node:internal|at \w+ \(/);
		}
	});

	test('long queries in a batch, where no limit of headers holds', async () => {
		const queries = [
			`$filter=${'('.repeat(100_000)}`,
			`$filter=${'not '.repeat(100_000)}isRead`,
			`$filter=isRead eq true${' or isRead eq true'.repeat(50_000)}`,
			`$filter=isRead eq true${' and isRead eq true'.repeat(50_000)}`,
			`$filter=${'contains('.repeat(50_000)}`,
			`$filter=subject eq '${'x'.repeat(500_000)}'`,
			`$filter=${'categories/any(a:'.repeat(20_000)}`,
			`$filter=${'a/'.repeat(100_000)}b eq 1`,
			`$select=${'subject,'.repeat(50_000)}id`,
			`$orderby=${'subject,'.repeat(50_000)}subject`,
			`$expand=${'('.repeat(100_000)}`,
			`$expand=${"('".repeat(50_000)}`,
			`$expand=${'attachments,'.repeat(1000)}`,
			`$expand=singleValueExtendedProperties($filter=${"id eq 'String 0x1' or ".repeat(5000)}`,
			`$filter=${"/id eq '".repeat(50_000)}`,
			'%'.repeat(100_000),
			'&'.repeat(100_000),
			`${'a=b&'.repeat(100_000)}`,
		];
		await c.call('POST', '/me/messages', {});
		for (const query of queries) {
			for (const path of ['/me/messages', '/me/mailFolders', '/users']) {
				const reply = await c.call('POST', '/$batch', {
					requests: [{ id: '1', method: 'GET', url: `${path}?${query}` }],
				});
				expect([query.slice(0, 40), path, reply.json.responses[0].status]).toEqual([
					query.slice(0, 40),
					path,
					expect.toBeOneStatus(),
				]);
			}
		}
		for (const path of [
			`/me/${'a/'.repeat(100_000)}`,
			`/me/mailFolders${'/inbox/childFolders'.repeat(20_000)}`,
			`/me/messages/${'A'.repeat(1_000_000)}`,
			`/me/messages/${'%41'.repeat(300_000)}`,
			`/me/messages('${"''".repeat(300_000)}')`,
		]) {
			expect(
				(await c.call('POST', '/$batch', { requests: [{ id: '1', method: 'GET', url: path }] })).json.responses[0]
					.status,
			).toEqual(expect.toBeOneStatus());
		}
	});

	test('empty segments do not matter; nothing outside is reached', async () => {
		expect((await c.call('GET', '//me//messages//')).status).toBe(200);
		for (const path of [
			'/../package.json',
			'/page/../../package.json',
			'/%2e%2e/package.json',
			'//package.json',
			'/page.js/..',
			'/simulator/../simulator/../package.json',
			'/..%2fpackage.json',
		]) {
			expect(status(await raw([`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`]))).toBe(404);
		}
	});

	test('an address or headers without end: 431', async () => {
		expect(status(await raw([head(`GET /v1.0/me/messages/${'A'.repeat(20_000)}`, '\r\n')]))).toBe(431);
		expect(status(await raw([head('GET /v1.0/me/messages', `X-Big: ${'a'.repeat(20_000)}\r\n\r\n`)]))).toBe(431);
		expect(
			status(
				await raw([
					head(
						'GET /v1.0/me/messages',
						`${Array.from({ length: 3000 }, (_, index) => `X-${index}: b\r\n`).join('')}\r\n`,
					),
				]),
			),
		).toBe(431);
	});
});

describe('HTTP', () => {
	test('methods: HEAD, OPTIONS, TRACE and others are not supported; HEAD has no body', async () => {
		for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'SEARCH', 'PROPFIND', 'LOCK']) {
			const reply = await raw([head(`${method} /v1.0/me/messages`, 'Connection: close\r\n\r\n')]);
			expect([method, status(reply)]).toEqual([method, 405]);
			if (method === 'HEAD') expect(reply.endsWith('\r\n\r\n')).toBe(true);
		}
		expect(status(await raw([head('FROBNICATE /v1.0/me', '\r\n')]))).toBe(400);
		expect([0, 400]).toContain(status(await raw([head('CONNECT example.com:443', '\r\n')])));
		expect(
			status(await raw([head('GET /v1.0/me/messages', 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n')])),
		).toBe(200);
	});

	test('requests in one go are answered in order', async () => {
		const create = (subject: string): string =>
			head(
				'POST /v1.0/me/messages',
				`Content-Type: application/json\r\nContent-Length: ${subject.length + 14}\r\n\r\n{"subject":"${subject}"}`,
			);
		const reply = await raw([
			create('one') + create('two') + head('GET /v1.0/me/messages/$count', 'Connection: close\r\n\r\n'),
		]);
		expect(reply.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 201', 'HTTP/1.1 201', 'HTTP/1.1 200']);
		expect(reply.indexOf('"subject":"one"')).toBeLessThan(reply.indexOf('"subject":"two"'));
		expect(reply.endsWith('2')).toBe(true);
	});

	test.each([
		['two lengths', 'Content-Length: 2\r\nContent-Length: 30\r\n\r\n{}'],
		['length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
		['chunks by another name', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
		['chunks that are not last', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
		['a blank before the colon', 'Content-Length : 2\r\n\r\n{}'],
		['a negative length', 'Content-Length: -2\r\n\r\n{}'],
		['a length that is no number', 'Content-Length: 0x2\r\n\r\n{}'],
		['a broken chunk', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'],
		['bare line feeds', 'X: a\n\nGET /v1.0/me HTTP/1.1\nHost: localhost\n\n'],
		['a folded header', 'X-A: b\r\n c\r\n\r\n'],
		['NUL in a header', 'X-A: b\0c\r\n\r\n'],
	])('smuggling: %s is answered once, with an error', async (_, rest) => {
		const reply = await raw([head('POST /v1.0/me/messages', `Content-Type: application/json\r\n${rest}`)]);
		const all = reply.match(/HTTP\/1\.1 \d+/g) ?? [];
		expect(all.filter((one) => !/ 4\d\d$/.test(one))).toEqual([]);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
	});

	test('hosts: none, two, another', async () => {
		expect(status(await raw(['GET /v1.0/me HTTP/1.1\r\n\r\n']))).toBe(400);
		expect(status(await raw(['GET /v1.0/me HTTP/1.0\r\n\r\n']))).toBe(403);
		expect(status(await raw(['GET /v1.0/me HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n']))).toBe(403);
		expect(
			status(
				await raw([
					`GET http://example.com/v1.0/me HTTP/1.1\r\nHost: localhost\r\n${bearer()}Connection: close\r\n\r\n`,
				]),
			),
		).toBe(200);
	});

	test('1,000 connections at once: each is answered', async () => {
		const replies = await Promise.all(
			Array.from({ length: 1000 }, () => raw([head('GET /v1.0/me', 'Connection: close\r\n\r\n')])),
		);
		expect(replies.filter((reply) => status(reply) !== 200)).toEqual([]);
	});

	test('1,000 connections that break off in the middle of a write: nothing is stored', async () => {
		await Promise.all(
			Array.from({ length: 1000 }, () =>
				raw([
					head('POST /v1.0/me/messages', 'Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"subject":"x"'),
				]),
			),
		);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
	});
});

test('odd tokens are 401', async () => {
	for (const authorization of [
		'Bearer',
		'Bearer ',
		'Bearer x',
		'Bearer a.b.c',
		`Bearer ${'a'.repeat(10_000)}`,
		'Basic eDp5',
		'Bearer e30.e30.e30',
		`Bearer ${token}x`,
		`${token}`,
	]) {
		expect(problem(await c.call('GET', '/me', undefined, { authorization }))).toMatch(
			/^401 InvalidAuthenticationToken/,
		);
	}
});

/** An answer that is not an error of the simulator itself. */
expect.extend({
	toBeOneStatus: (received: number) => ({
		pass: received >= 200 && received < 500,
		message: () => `${received} is no answer that Graph would give`,
	}),
});

declare global {
	// eslint-disable-next-line @typescript-eslint/no-namespace
	namespace jest {
		interface Expect {
			toBeOneStatus(): unknown;
		}
	}
}
