import { connect } from 'node:net';
import { simpleParser } from 'mailparser';
import { client, send, to } from './client.mts';
import type { Client, Json, Reply } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const megan = 'megan.bowen@contoso.com';
const stored = () => c.simulator.store.messages(megan);
const folderOf = (name: string): string => c.simulator.store.folder(c.simulator.store.find(megan)!, name)!.id;
const create = async (body: Json): Promise<Json> => (await c.call('POST', '/me/messages', body)).json;
const get = async (path: string, query: Record<string, string> = {}): Promise<Reply> =>
	await send(c.simulator.url, 'GET', `${c.simulator.url}${path}?${new URLSearchParams(query)}`);
const part = async (name: string, query: Record<string, string>): Promise<Reply> =>
	await get(`/simulator/${name}`, { mailbox: megan, ...query });
const act = async (action: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Reply> =>
	await send(c.simulator.url, 'POST', `${c.simulator.url}/simulator/${action}`, body, {
		origin: c.simulator.url,
		...headers,
	});
const file = (name: string, content: string, more: Json = {}): Json => ({
	'@odata.type': '#microsoft.graph.fileAttachment',
	name,
	contentType: 'text/plain',
	contentBytes: Buffer.from(content).toString('base64'),
	...more,
});

describe("the page's files", () => {
	test('pages, style and scripts with a strict policy', async () => {
		for (const path of [
			'/',
			'/simulator/switches',
			'/page.css',
			'/page.js',
			'/dom.js',
			'/lists.js',
			'/reading.js',
			'/server.js',
			'/view.js',
			'/switches.js',
		]) {
			const reply = await get(path);
			expect([path, reply.status]).toEqual([path, 200]);
			expect(reply.headers.get('content-security-policy')).toMatch(
				/default-src 'none'; script-src 'self'; style-src 'self'/,
			);
			expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
		}
		for (const path of ['/', '/simulator/switches'])
			expect((await get(path)).text).toContain("A simulator, not Microsoft's service. Nothing leaves this computer.");
	});

	test('nothing but these', async () => {
		for (const path of [
			'/index.html',
			'/package.json',
			'/..%2fpage-server.mts',
			'/page/page.js',
			'/nothing.js',
			'/constructor',
		])
			expect((await get(path)).status).toBe(404);
	});
});

describe('state and list', () => {
	test('mailboxes, folders with counts, rows', async () => {
		const { id, parentFolderId } = await create({ subject: 'seen', isRead: false });
		const [box] = (await get('/simulator/state')).json.mailboxes;
		expect(box).toMatchObject({ address: megan, kind: 'user', newest: { id } });
		expect(box.folders.find(({ displayName }: Json) => displayName === 'ACME')).toMatchObject({
			depth: 2,
			totalItemCount: 0,
		});
		expect(box.folders.find(({ wellKnownName }: Json) => wellKnownName === 'drafts')).toMatchObject({
			totalItemCount: 1,
			unreadItemCount: 1,
		});
		expect((await part('messages', { folder: parentFolderId })).json).toMatchObject({
			total: 1,
			inFolder: 1,
			rows: [{ subject: 'seen', isDraft: true, isRead: false }],
		});
	});

	test('folders are named in the language of the mailbox', async () => {
		c.simulator.switches.folderLanguage = 'de';
		expect((await get('/simulator/state')).text).toContain('Entwürfe');
	});

	test('search: every word, in subject, people (also by their name in the directory) and text', async () => {
		await create({
			subject: 'Offer 4711',
			toRecipients: [to('adelev@contoso.onmicrosoft.com')],
			body: { contentType: 'html', content: `<p>${'x '.repeat(400)}<b>spr</b>ing&nbsp;sale</p>` },
		});
		await create({ subject: 'Other' });
		const found = async (search: string): Promise<number> =>
			(await part('messages', { folder: folderOf('drafts'), search })).json.total;
		for (const search of ['offer', 'OFFER 4711', 'adele vance', 'adelev@', 'spring sale', '4711  vance'])
			expect([search, await found(search)]).toEqual([search, 1]);
		for (const search of ['<b>', 'offer nothing', 'toString'])
			expect([search, await found(search)]).toEqual([search, 0]);
		expect(await found(' ')).toBe(2);
		await c.call('PATCH', `/me/messages/${stored()[1].id}`, { subject: 'Another offer' });
		expect(await found('offer')).toBe(2);
	});

	test('no such mailbox, message, action', async () => {
		expect((await get('/simulator/message', { mailbox: 'x', id: 'y' })).status).toBe(404);
		for (const name of ['message', 'source', 'eml', 'body', 'attachment', 'picture'])
			expect((await part(name, { id: 'AAMkx' })).status).toBe(404);
		expect((await act('nothing')).status).toBe(405);
	});
});

describe('body', () => {
	const body = async (content: string, attachments: Json[] = []): Promise<Reply> => {
		const { id } = await create({ body: { contentType: 'html', content }, attachments });
		return await part('body', { id });
	};

	test('no scripts, nothing from elsewhere, in a sandbox', async () => {
		const reply = await body(
			'<script>x</script><b onclick="y">hi</b><link rel="preconnect" href="https://evil.example"><LINK rel=dns-prefetch href="//evil.example">',
		);
		expect(reply.text).toMatch(/<b ?>hi<\/b>/);
		expect(reply.text).not.toMatch(/script|onclick|evil/);
		const policy = reply.headers.get('content-security-policy');
		expect(policy).toMatch(/^default-src 'none';.*; sandbox$/);
		expect(policy).not.toMatch(/script-src|allow-/);
		expect(policy).toContain(`img-src data: ${c.simulator.url}/simulator/picture;`);
	});

	test('cid: pictures are the inline attachments, whatever way the id is written', async () => {
		const png = file('a.png', 'png', { contentType: 'image/png', isInline: true, contentId: '<logo 1&2@x>' });
		const { text } = await body(
			'<img src="cid:logo%201&amp;2@x"><td background=cid:Logo%201%262@X><img src="cid:other"> cid:logo%201&amp;2@x',
			[png],
		);
		const addresses = [...text.matchAll(/\/simulator\/picture\?[^">]+/g)].map(([address]) =>
			address.replaceAll('&amp;', '&'),
		);
		expect(addresses).toHaveLength(2);
		expect(text).toContain('src="cid:other"');
		const reply = await send(c.simulator.url, 'GET', c.simulator.url + addresses[0]);
		expect([reply.status, reply.headers.get('content-type'), reply.text]).toEqual([200, 'image/png', 'png']);
	});

	test('what is no picture is not shown as one', async () => {
		const svg = file('a.svg', '<svg/>', { contentType: 'image/svg+xml', isInline: true, contentId: 's' });
		expect((await body('<img src="cid:s">', [svg])).text).toContain('src="cid:s"');
		const [{ id, attachments }] = stored();
		expect((await part('picture', { id, attachment: attachments[0].id })).status).toBe(404);
	});

	test('says when something from another site is asked for', async () => {
		const asks = async (content: string): Promise<boolean> => {
			const { id } = await create({ body: { contentType: 'html', content } });
			return (await part('message', { id })).json.asksOtherSites;
		};
		for (const html of [
			'<img src="https://a.example/x">',
			"<img SRC = '//a.example/x'>",
			'<td background=http://a.example>',
			'<p style="background:url( https://a.example)">',
		])
			expect([html, await asks(html)]).toEqual([html, true]);
		for (const html of ['<img src="cid:x">', '<a href="https://a.example">x</a>', '<img src="data:image/png;base64,">'])
			expect([html, await asks(html)]).toEqual([html, false]);
	});
});

describe('attachments', () => {
	test('come as files, whatever they call themselves', async () => {
		const names = ['a.html', 'Größe "2".txt', '../../x\r\nSet-Cookie: a=b', '\ud800.txt', ' ', "it's(1)*.txt"];
		const { id } = await create({
			attachments: [
				...names.map((name) => file(name, '<script>1</script>', { contentType: 'text/html' })),
				file('bad', 'x', { contentType: 'text/html\r\nX-Evil: 1' }),
			],
		});
		const attachments = stored()[0].attachments;
		for (const { id: attachment } of attachments) {
			const reply = await part('attachment', { id, attachment });
			expect(reply.status).toBe(200);
			expect(reply.headers.get('content-disposition')).toMatch(
				/^attachment; filename="[^"\\/%]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/,
			);
			expect([
				reply.headers.get('x-content-type-options'),
				reply.headers.get('content-security-policy'),
				reply.headers.get('x-evil'),
				reply.headers.get('set-cookie'),
			]).toEqual(['nosniff', "default-src 'none'; sandbox", null, null]);
		}
		const second = await part('attachment', { id, attachment: attachments[1].id });
		expect(second.headers.get('content-disposition')).toBe(
			`attachment; filename="Gr__e _2_.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%222%22.txt`,
		);
		expect((await part('attachment', { id, attachment: attachments[6].id })).headers.get('content-type')).toBe(
			'application/octet-stream',
		);
	});

	test('only those with bytes; only of their own message and mailbox', async () => {
		const { id } = await create({ attachments: [file('a.txt', 'hello')] });
		const other = await create({});
		const [
			{
				attachments: [{ id: attachment }],
			},
		] = stored();
		expect((await part('attachment', { id, attachment })).text).toBe('hello');
		expect((await part('attachment', { id: other.id, attachment })).status).toBe(404);
		expect((await part('attachment', { id, attachment, mailbox: 'support@contoso.com' })).status).toBe(404);
	});
});

describe('source', () => {
	test('the message as RFC 5322, its header lines, and the same as a file', async () => {
		const { id, internetMessageId } = await create({
			subject: 'Grüße',
			importance: 'high',
			categories: ['Red'],
			isReadReceiptRequested: true,
			from: to('support@contoso.com'),
			toRecipients: [{ emailAddress: { name: 'Doe, John', address: 'john@contoso.com' } }],
			bccRecipients: [to('b@contoso.com')],
			internetMessageHeaders: [{ name: 'x-MyCase', value: 'v' }],
			body: { contentType: 'text', content: 'line' },
			attachments: [file('a.txt', 'hello')],
		});
		const { json } = await part('source', { id });
		const header = (name: string): string | undefined => json.headers.find((one: Json) => one.name === name)?.value;
		expect([
			header('x-MyCase'),
			header('Message-ID'),
			header('Bcc'),
			header('Importance'),
			header('Disposition-Notification-To'),
		]).toEqual(['v', internetMessageId, '"b@contoso.com" <b@contoso.com>', 'high', 'support@contoso.com']);
		const eml = await part('eml', { id });
		expect(eml.text).toBe(json.text);
		expect(json.length).toBe(Buffer.byteLength(eml.text));
		expect([eml.headers.get('content-type'), eml.headers.get('content-disposition')]).toEqual([
			'message/rfc822',
			`attachment; filename="Gr__e.eml"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.eml`,
		]);
		const mail = await simpleParser(eml.text);
		expect(mail).toMatchObject({
			subject: 'Grüße',
			from: { value: [{ address: 'support@contoso.com' }] },
			to: { value: [{ name: 'Doe, John', address: 'john@contoso.com' }] },
		});
		expect([mail.text?.trim(), mail.attachments[0].filename, mail.attachments[0].content.toString()]).toEqual([
			'line',
			'a.txt',
			'hello',
		]);
	});

	test('of a message without anything, and the first part of a big one', async () => {
		const none = await create({});
		expect((await part('source', { id: none.id })).status).toBe(200);
		const { id } = await create({ attachments: [file('a.bin', 'x'.repeat(600_000))] });
		const { text, length } = (await part('source', { id })).json;
		expect([text.length, length > 800_000]).toEqual([256 * 1024, true]);
	});
});

describe('send', () => {
	const draft = {
		subject: 's',
		toRecipients: [to('a@contoso.com')],
		body: { contentType: 'html', content: '<b>x</b>' },
		internetMessageHeaders: [{ name: 'x-a', value: 'b' }],
		attachments: [file('a.txt', 'hello')],
	};

	test('does what POST …/send does, and nothing else', async () => {
		const [viaGraph, viaPage, other] = [await create(draft), await create(draft), await create(draft)];
		await c.call('POST', `/me/messages/${viaGraph.id}/send`);
		const calls = c.simulator.requests.length;
		const untouched = JSON.stringify(stored()[2]);
		const before = { ...stored()[1] };
		const reply = await act('send', { mailbox: megan, id: viaPage.id });
		expect([reply.status, reply.json]).toEqual([200, { key: before.immutableId, folder: folderOf('sentitems') }]);
		const [graph, page] = stored();
		const changed = (now: object, then: object): string[] =>
			Object.keys(now)
				.filter((name) => JSON.stringify((now as Json)[name]) !== JSON.stringify((then as Json)[name]))
				.sort();
		expect(changed(page, before).filter((name) => !/Time$/.test(name))).toEqual([
			'changeKey',
			'from',
			'id',
			'isDraft',
			'parentFolderId',
			'sender',
		]);
		// Beside their ids and times, both are sent alike.
		expect(
			changed(page, graph).filter(
				(name) => !/Time$|[iI]d$|Key$|Index$|^sequence$|^createdAt$|^attachments$/.test(name),
			),
		).toEqual([]);
		expect(JSON.stringify(stored()[2])).toBe(untouched);
		expect(other.id).toBe(stored()[2].id);
		expect(c.simulator.requests).toHaveLength(calls);
		expect(c.simulator.store.mailboxes.map(({ messages }) => messages.length)).toEqual([
			3,
			...Array<number>(c.simulator.store.mailboxes.length - 1).fill(0),
		]);
	});

	test('the key of a message whose immutable id changes is the new one', async () => {
		c.simulator.switches.immutableIdAfterSend = 'changed';
		const { id } = await create(draft);
		const { key } = (await act('send', { mailbox: megan, id })).json;
		expect(key).toBe(stored()[0].immutableId);
		expect((await part('message', { id: key })).json).toMatchObject({ isDraft: false });
	});

	test("is refused in Graph's words", async () => {
		const { id } = await create({ subject: 's' });
		const none = await act('send', { mailbox: megan, id });
		expect([none.status, none.json]).toEqual([
			400,
			{
				code: 'ErrorInvalidRecipients',
				message: "At least one recipient is not valid., A message can't be sent because it contains no recipients.",
			},
		]);
		expect(stored()[0]).toMatchObject({ isDraft: true, parentFolderId: folderOf('drafts') });
		const sent = await create(draft);
		await c.call('POST', `/me/messages/${sent.id}/send`);
		for (const body of [
			{ mailbox: megan, id: stored()[1].id },
			{ mailbox: megan, id: 'x' },
			{ mailbox: 'support@contoso.com', id },
			{},
		]) {
			expect((await act('send', body)).json.code).toBe('ErrorItemNotFound');
		}
	});
});

describe('actions', () => {
	test('are taken from the page itself only', async () => {
		const { id } = await create({ toRecipients: [to('a@contoso.com')] });
		const bodies = {
			reset: {},
			send: { mailbox: megan, id },
			switch: { name: 'filterLagMs', value: 5 },
			'reset-switches': {},
		};
		for (const [action, body] of Object.entries(bodies)) {
			for (const headers of [
				{ origin: 'https://evil.example' },
				{ origin: 'null' },
				{ origin: c.simulator.url, 'sec-fetch-site': 'cross-site' },
				{ origin: 'http://127.0.0.1:1' },
			] as Record<string, string>[]) {
				expect((await act(action, body, headers)).status).toBe(403);
			}
			// What a form of another site could send without being asked.
			for (const type of [
				'text/plain',
				'application/x-www-form-urlencoded',
				'multipart/form-data',
				'text/plain; a=application/json',
			]) {
				expect((await act(action, JSON.stringify(body), { 'content-type': type })).status).toBe(415);
			}
		}
		for (const text of ['', '[]', 'null', '{']) expect((await act('reset', text)).status).toBe(400);
		expect([stored().length, stored()[0].isDraft, c.simulator.switches.filterLagMs]).toEqual([1, true, 0]);
	});

	test('reset', async () => {
		await create({});
		c.simulator.switches.filterLagMs = 5;
		expect((await act('reset')).status).toBe(200);
		expect([stored(), c.simulator.switches.filterLagMs]).toEqual([[], 0]);
	});

	test('other pages hear of a changed switch', async () => {
		const socket = connect(Number(new URL(c.simulator.url).port), '127.0.0.1');
		let got = '';
		socket.on('data', (chunk) => (got += String(chunk)));
		const events = async (count: number): Promise<void> => {
			while (got.split('data:').length - 1 < count) await new Promise((resolve) => setTimeout(resolve, 5));
		};
		socket.write('GET /simulator/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
		await events(1);
		const before = got.split('data:').length - 1;
		await act('switch', { name: 'filterLagMs', value: 5 });
		await events(before + 1);
		socket.destroy();
	});
});
