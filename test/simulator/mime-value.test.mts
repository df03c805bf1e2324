import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';
import { base64, bytes, mail, post } from './mime-post.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const value = (id: string, mailbox = '/me'): Promise<Buffer> => bytes(c, `${mailbox}/messages/${id}/$value`);
const read = async (id: string): Promise<ParsedMail> => simpleParser(await value(id));
const draft = async (body: Json): Promise<Json> => {
	const reply = await c.call('POST', '/me/messages', body);
	expect(problem(reply)).toMatch(/^201/);
	return reply.json;
};
const file = {
	'@odata.type': '#microsoft.graph.fileAttachment',
	name: 'Übersicht.pdf',
	contentType: 'application/pdf',
	contentBytes: base64(Buffer.from([0, 255, 13, 10, 1])),
};
const image = {
	'@odata.type': '#microsoft.graph.fileAttachment',
	name: 'logo.png',
	contentType: 'image/png',
	contentBytes: 'AQID',
	isInline: true,
	contentId: 'logo1',
};

describe('$value of a message made from MIME', () => {
	test('the source to the byte, text/plain, until a property says otherwise', async () => {
		const raw = await mail({ subject: 'kept', text: 'a', headers: { 'List-Unsubscribe': '<https://example.com>' } });
		const { json } = await post(c, raw);
		expect((await c.call('GET', `/me/messages/${json.id}/$value`)).headers.get('content-type')).toBe('text/plain');
		expect((await value(json.id)).equals(raw)).toBe(true);
		await c.call('PATCH', `/me/messages/${json.id}`, {
			isRead: false,
			categories: ['x'],
			flag: { flagStatus: 'flagged' },
		});
		expect((await value(json.id)).equals(raw)).toBe(true);
		await c.call('PATCH', `/me/messages/${json.id}`, { subject: 'changed' });
		const changed = await value(json.id);
		expect(changed.toString()).not.toContain('List-Unsubscribe');
		expect(await simpleParser(changed)).toMatchObject({
			subject: 'changed',
			messageId: json.internetMessageId,
			text: 'a\n',
		});
	});

	test('it goes along when the message is moved, copied or sent, not when something is attached', async () => {
		const raw = await mail({ subject: 'kept', text: 'a' });
		const { json } = await post(c, raw);
		const copy = (await c.call('POST', `/me/messages/${json.id}/copy`, { destinationId: 'inbox' })).json;
		const moved = (await c.call('POST', `/me/messages/${copy.id}/move`, { destinationId: 'archive' })).json;
		expect((await value(moved.id)).equals(raw)).toBe(true);
		await c.call('POST', `/me/messages/${json.id}/attachments`, file);
		expect((await read(json.id)).attachments).toMatchObject([{ filename: 'Übersicht.pdf' }]);
		await c.call('POST', `/me/messages/${moved.id}/send`);
		const sent = c.simulator.store.messages('megan.bowen@contoso.com').find(({ isDraft }) => !isDraft)!;
		expect((await value(sent.id)).equals(raw)).toBe(true);
	});
});

describe('$value of a message made from JSON', () => {
	test('an independent parser reads the properties in it', async () => {
		const json = await draft({
			subject: 'Grüße\r\nBcc: evil@example.com',
			importance: 'high',
			isReadReceiptRequested: true,
			body: { contentType: 'html', content: '<p>Grüß <img src="cid:logo1"></p>' },
			toRecipients: [{ emailAddress: { name: 'Doe, "J"', address: 'j@example.com' } }, to('support@contoso.com')],
			ccRecipients: [to('c@example.com')],
			bccRecipients: [to('b@example.com')],
			replyTo: [to('desk@contoso.com')],
			internetMessageHeaders: [{ name: 'X-Own', value: 'ünï' }],
			attachments: [file, image],
			singleValueExtendedProperties: [
				{ id: 'String 0x1042', value: '<a@example.com>' },
				{ id: 'String 0x1039', value: '<z@example.com> <a@example.com>' },
				{ id: 'Integer 0x36', value: '2' },
			],
		});
		const mime = await value(json.id);
		expect(mime.toString('latin1')).not.toMatch(/[^\r]\n/);
		const parsed = await simpleParser(mime);
		expect(parsed).toMatchObject({
			messageId: json.internetMessageId,
			inReplyTo: '<a@example.com>',
			references: ['<z@example.com>', '<a@example.com>'],
		});
		expect(parsed.subject).toMatch(/^Grüße\s*Bcc: evil@example\.com$/);
		expect(parsed.from).toBeUndefined();
		expect(
			[parsed.to, parsed.cc, parsed.bcc, parsed.replyTo].flatMap(
				(list) => (list as { value: object[] } | undefined)?.value,
			),
		).toEqual([
			{ name: 'Doe, "J"', address: 'j@example.com' },
			{ name: 'Support', address: 'support@contoso.com' },
			{ name: '', address: 'c@example.com' },
			{ name: '', address: 'b@example.com' },
			{ name: '', address: 'desk@contoso.com' },
		]);
		expect([parsed.headers.get('x-own'), parsed.headers.get('sensitivity'), parsed.headers.get('priority')]).toEqual([
			'=?UTF-8?B?w7xuw68=?=',
			'Private',
			'high',
		]);
		expect(parsed.headers.get('disposition-notification-to')).toMatchObject({
			value: [{ address: 'megan.bowen@contoso.com' }],
		});
		expect(parsed.date).toEqual(new Date(json.sentDateTime));
		expect([String(parsed.html).includes('Grüß'), parsed.text?.trim()]).toEqual([true, 'Grüß']);
		expect(
			parsed.attachments.map(({ filename, contentType, cid, related, content }) => [
				filename,
				contentType,
				cid,
				related ?? false,
				content.toString('base64'),
			]),
		).toEqual(
			expect.arrayContaining([
				['logo.png', 'image/png', 'logo1', true, 'AQID'],
				['Übersicht.pdf', 'application/pdf', undefined, false, file.contentBytes],
			]),
		);
	});

	test('what is composed is read back the same', async () => {
		const json = await draft({
			subject: 'x',
			body: { contentType: 'text', content: 'one\r\n\r\ntwo  \r\n.three' },
			toRecipients: [to('a@example.com')],
			attachments: [file],
		});
		const again = (await post(c, await value(json.id))).json;
		for (const name of [
			'subject',
			'body',
			'importance',
			'toRecipients',
			'internetMessageId',
			'hasAttachments',
			'sentDateTime',
		])
			expect([name, again[name]]).toEqual([name, json[name]]);
		const [read] = (await c.call('GET', `/me/messages/${again.id}/attachments`)).json.value;
		expect(read).toMatchObject({ name: file.name, contentBytes: file.contentBytes });
	});

	test('an empty draft, and addresses that are none', async () => {
		expect((await read((await draft({})).id)).from).toBeUndefined();
		expect(
			(await read((await draft({ toRecipients: [{ emailAddress: { name: 'Only a name' } }, to('no address')] })).id))
				.subject,
		).toBeFalsy();
	});

	test('contents are never files or addresses of the machine', async () => {
		const odd = { path: '/etc/passwd', href: 'http://127.0.0.1:1/' };
		expect(problem(await c.call('POST', '/me/messages', { body: odd }))).toMatch(/^400 UnableToDeserializePostBody/);
		const json = await draft({
			body: { contentType: 'html', content: '<img src="file:///etc/passwd"><img src="data:image/png;base64,AQID">' },
		});
		expect((await read(json.id)).attachments).toEqual([]);
	});
});

test("at a folder's address: 405 unless the switch says otherwise; a message that is not there", async () => {
	const { id } = await draft({ subject: 'x' });
	const path = `/me/mailFolders/drafts/messages/${id}/$value`;
	expect(problem(await c.call('GET', path))).toBe('405 ErrorInvalidRequest: The OData request is not supported.');
	c.simulator.switches.mimeValueAtFolderUrl = 'answered';
	expect((await c.call('GET', path)).status).toBe(200);
	expect(problem(await c.call('GET', '/me/messages/AAMkAAAAAAAAAAAA/$value'))).toMatch(/^404 ErrorItemNotFound/);
	expect(problem(await c.call('PUT', `/me/messages/${id}/$value`, 'x'))).toMatch(/^405/);
});

describe('items in JSON', () => {
	test('their MIME, alone and in the message around them', async () => {
		const item = {
			'@odata.type': '#microsoft.graph.message',
			subject: 'inner',
			body: { contentType: 'text', content: 'hi' },
			toRecipients: [to('a@example.com')],
		};
		const attached = { '@odata.type': '#microsoft.graph.itemAttachment', name: 'mail', item };
		const event = {
			'@odata.type': '#microsoft.graph.itemAttachment',
			name: 'event',
			item: { '@odata.type': '#microsoft.graph.event', subject: 'meet' },
		};
		const { id } = await draft({ subject: 'outer', attachments: [attached, event] });
		const [first, second] = (await c.call('GET', `/me/messages/${id}/attachments`)).json.value;
		const inner = await simpleParser(await bytes(c, `/me/messages/${id}/attachments/${first.id}/$value`));
		expect([inner.subject, inner.text?.trim()]).toEqual(['inner', 'hi']);
		expect(problem(await c.call('GET', `/me/messages/${id}/attachments/${second.id}/$value`))).toMatch(/^405/);
		expect((await value(id)).toString()).toContain('Subject: inner');
	});

	test('a message in it is read like any other; too many levels are refused', async () => {
		const nested = (levels: number): Json => ({
			'@odata.type': '#microsoft.graph.itemAttachment',
			name: 'x',
			item: {
				'@odata.type': 'microsoft.graph.message',
				subject: String(levels),
				attachments: levels > 1 ? [nested(levels - 1)] : [],
			},
		});
		const { id } = await draft({ attachments: [nested(30)] });
		expect((await value(id)).toString()).toContain('Subject: 1\r\n');
		expect(problem(await c.call('POST', '/me/messages', { attachments: [nested(31)] }))).toMatch(
			/^400 UnableToDeserializePostBody/,
		);
		const wrong = {
			'@odata.type': '#microsoft.graph.itemAttachment',
			name: 'x',
			item: { '@odata.type': 'microsoft.graph.message', nosuch: 1 },
		};
		expect(problem(await c.call('POST', `/me/messages/${id}/attachments`, wrong))).toMatch(
			/^400 UnableToDeserializePostBody/,
		);
		const deep =
			'{"@odata.type":"#microsoft.graph.itemAttachment","name":"x","item":{"@odata.type":"microsoft.graph.message","attachments":['.repeat(
				20_000,
			);
		expect(problem(await c.call('POST', '/me/messages', `{"attachments":[${deep}${']}}'.repeat(20_000)}]}`))).toMatch(
			/^400 UnableToDeserializePostBody/,
		);
	});
});
