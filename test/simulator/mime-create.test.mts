import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';
import { base64, bytes, mail, post } from './mime-post.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const invalid = '400 ErrorMimeContentInvalidBase64String: Invalid base64 string for MIME content.';
const wrong = '400 UnableToDeserializePostBody: were unable to deserialize ';
const plain = { 'content-type': 'text/plain' };

async function created(mime: string | Buffer): Promise<Json> {
	const reply = await post(c, mime);
	expect(problem(reply)).toMatch(/^201/);
	return reply.json;
}

async function attachments(id: string, query = ''): Promise<Json[]> {
	return (await c.call('GET', `/me/messages/${id}/attachments${query}`)).json.value;
}

const crlf = (...lines: string[]): string => lines.join('\r\n');

test('members and order of example 3 of the Create message page', async () => {
	const json = await created(
		crlf(
			'From: Alex Wilber <AlexW@contoso.com>',
			'To: Megan Bowen <MeganB@contoso.com>',
			'Subject: Internal Resume Submission: Sales Associate',
			'Date: Sun, 28 Feb 2021 09:15:00 +0200',
			'Message-ID: <AAAAAAAAAA@AAAAAAA0001AA0000.example.com>',
			'Content-Type: text/plain; charset=us-ascii',
			'',
			'Hi, Megan.',
			'I have an interest in the Sales Associate position.',
			'',
		),
	);
	expect(Object.keys(json)).toEqual([
		'@odata.context',
		'@odata.etag',
		'id',
		'createdDateTime',
		'lastModifiedDateTime',
		'changeKey',
		'categories',
		'receivedDateTime',
		'sentDateTime',
		'hasAttachments',
		'internetMessageId',
		'subject',
		'bodyPreview',
		'importance',
		'parentFolderId',
		'conversationId',
		'conversationIndex',
		'isDeliveryReceiptRequested',
		'isReadReceiptRequested',
		'isRead',
		'isDraft',
		'webLink',
		'inferenceClassification',
		'body',
		'sender',
		'from',
		'toRecipients',
		'ccRecipients',
		'bccRecipients',
		'replyTo',
		'flag',
	]);
	const alex = { emailAddress: { name: 'Alex Wilber', address: 'AlexW@contoso.com' } };
	expect(json).toMatchObject({
		categories: [],
		sentDateTime: '2021-02-28T07:15:00Z',
		hasAttachments: false,
		internetMessageId: '<AAAAAAAAAA@AAAAAAA0001AA0000.example.com>',
		subject: 'Internal Resume Submission: Sales Associate',
		importance: 'normal',
		isDeliveryReceiptRequested: null,
		isReadReceiptRequested: false,
		isRead: true,
		isDraft: true,
		inferenceClassification: 'focused',
		sender: alex,
		from: alex,
		body: { contentType: 'text', content: 'Hi, Megan.\r\nI have an interest in the Sales Associate position.' },
		toRecipients: [{ emailAddress: { name: 'Megan Bowen', address: 'MeganB@contoso.com' } }],
		ccRecipients: [],
		bccRecipients: [],
		replyTo: [],
		flag: { flagStatus: 'notFlagged' },
	});
	expect(json.receivedDateTime).toBe(json.createdDateTime);
	expect(json.parentFolderId).toBe((await c.call('GET', '/me/mailFolders/drafts')).json.id);
	expect((await c.call('GET', `/me/messages/${json.id}`)).json.sentDateTime).toBe('2021-02-28T07:15:00Z');
});

describe('the request', () => {
	const message = crlf('Subject: x', '', 'hello');
	test('base64 in lines and a content type with parameters', async () => {
		const long = base64(crlf('Subject: long', '', 'x'.repeat(500)));
		for (const wrapped of [long.replace(/.{76}/g, '$&\r\n'), `${long.replace(/.{76}/g, '$&\n')}\n`]) {
			const { json } = await c.call('POST', '/me/messages', wrapped, { 'content-type': 'text/plain; charset=utf-8' });
			expect([json.subject, json.body.content]).toEqual(['long', 'x'.repeat(500)]);
		}
	});

	test.each([
		['the source itself', message],
		['without its padding', 'U3ViamVjdDogeHgNCg0KaGVsbG8'],
		[
			'base64url',
			Buffer.from('Subject: \xff\xfe\xff?>>>~~', 'latin1').toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
		],
		['padding inside', 'U3ViamVjdA==U3ViamVjdA=='],
		['blanks', 'U3Vi amVjdA=='],
		['only padding', '===='],
	])('%s is no base64', async (_, body) => {
		expect(problem(await c.call('POST', '/me/messages', body, plain))).toBe(invalid);
	});

	test('empty, and at a folder', async () => {
		for (const body of ['', '\r\n']) expect(problem(await c.call('POST', '/me/messages', body, plain))).toBe(wrong);
		for (const folder of ['inbox', 'drafts'])
			expect(problem(await post(c, message, `/me/mailFolders/${folder}/messages`))).toBe(wrong);
		expect(c.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
		c.simulator.switches.mimeAtFolderUrl = 'accepted';
		const { json } = await post(c, message, '/me/mailFolders/inbox/messages');
		expect(json.parentFolderId).toBe((await c.call('GET', '/me/mailFolders/inbox')).json.id);
	});

	test('bare line feeds, in another mailbox, with an immutable id', async () => {
		const { json } = await post(
			c,
			'Subject: x\nTo: a@example.com\n\none\ntwo\n',
			'/users/support@contoso.com/messages',
			{ prefer: 'IdType="ImmutableId"' },
		);
		expect([json.subject, json.body.content, json.toRecipients.length]).toEqual(['x', 'one\r\ntwo', 1]);
		expect(json.id).toMatch(/^AAkA/);
	});
});

describe('properties', () => {
	test('everybody, receipts, importance, times', async () => {
		const json = await created(
			await mail({
				from: '"Bowen, Megan" <megan.bowen@contoso.com>',
				sender: 'support@contoso.com',
				to: ['"Doe, Jörg" <j@example.com>', 'b@example.com'],
				cc: 'Team: c@example.com, d@example.com;',
				bcc: 'secret@example.com',
				replyTo: 'desk@contoso.com',
				subject: 'Grüße – 日本',
				priority: 'high',
				messageId: '<kept@contoso.com>',
				date: new Date('2020-01-02T03:04:05Z'),
				headers: { 'Disposition-Notification-To': 'megan.bowen@contoso.com' },
				text: 'x',
			}),
		);
		const people = (list: Json[]): string[] => list.map(({ emailAddress: { name, address } }) => `${name} ${address}`);
		expect(json).toMatchObject({
			subject: 'Grüße – 日本',
			importance: 'high',
			isReadReceiptRequested: true,
			isDeliveryReceiptRequested: null,
			internetMessageId: '<kept@contoso.com>',
			sentDateTime: '2020-01-02T03:04:05Z',
		});
		expect(people([json.from, json.sender])).toEqual([
			'Bowen, Megan megan.bowen@contoso.com',
			'Support support@contoso.com',
		]);
		expect(people(json.toRecipients)).toEqual(['Doe, Jörg j@example.com', 'b@example.com b@example.com']);
		expect(people(json.ccRecipients)).toEqual(['c@example.com c@example.com', 'd@example.com d@example.com']);
		expect(people([...json.bccRecipients, ...json.replyTo])).toEqual(
			['secret@example.com secret@example.com', 'desk@contoso.com desk@contoso.com'].map((one) => one),
		);
	});

	test.each([
		['Importance: High', 'high'],
		['Importance: low\r\nX-Priority: 1', 'low'],
		['X-Priority: 1 (Highest)', 'high'],
		['X-Priority: 5', 'low'],
		['X-Priority: 3', 'normal'],
		['X-MSMail-Priority: Low', 'low'],
		['Priority: urgent', 'high'],
		['Priority: non-urgent', 'low'],
		['Importance: whatever', 'normal'],
	])('%j is %s', async (line, importance) => {
		expect((await created(`${line}\r\n\r\nx`)).importance).toBe(importance);
	});

	test('a message with nothing in it, and one without a date that can be read', async () => {
		const json = await created('\r\n');
		expect(json).toMatchObject({
			subject: '',
			body: { contentType: 'text', content: '' },
			toRecipients: [],
			isDraft: true,
		});
		expect([json.from, json.sender]).toEqual([undefined, undefined]);
		expect(json.internetMessageId).toMatch(/^<.+@.+>$/);
		expect(json.sentDateTime).toBe(json.createdDateTime);
		const odd = await created('Date: someday\r\n\r\nx');
		expect(odd.sentDateTime).toBe(odd.createdDateTime);
	});

	test('x- headers without a limit, others dropped', async () => {
		const many = Array.from({ length: 12 }, (_, index) => `X-Own-${index}: value ${index}`);
		const { id } = await created(
			crlf(
				'Subject: x',
				...many,
				'List-Unsubscribe: <https://example.com>',
				'Auto-Submitted: auto-generated',
				'x-word: =?utf-8?Q?gr=C3=BC=C3=9F?=',
				'',
				'x',
			),
		);
		const { json } = await c.call('GET', `/me/messages/${id}?$select=internetMessageHeaders`);
		expect(json.internetMessageHeaders).toEqual([
			...many.map((line) => ({ name: line.split(':')[0], value: line.split(': ')[1] })),
			{ name: 'x-word', value: 'grüß' },
		]);
	});

	test('threading fields become properties and put the message into the conversation', async () => {
		const first = await created(crlf('Message-ID: <first@example.com>', 'Subject: a', '', 'x'));
		const second = await created(
			crlf(
				'Message-ID: <second@example.com>',
				'In-Reply-To: <first@example.com>',
				'References: <older@example.com> <first@example.com>',
				'Subject: RE: a',
				'Sensitivity: Private',
				'',
				'x',
			),
		);
		expect(second.conversationId).toBe(first.conversationId);
		expect(Buffer.from(second.conversationIndex, 'base64').length).toBe(
			Buffer.from(first.conversationIndex, 'base64').length + 5,
		);
		const third = await created(crlf('References: <first@example.com>', ' <second@example.com>', '', 'x'));
		expect([third.conversationId, Buffer.from(third.conversationIndex, 'base64').length]).toEqual([
			first.conversationId,
			Buffer.from(second.conversationIndex, 'base64').length + 5,
		]);
		expect((await created(crlf('In-Reply-To: <unknown@example.com>', '', 'x'))).conversationId).not.toBe(
			first.conversationId,
		);
		const ids = ['String 0x1042', 'String 0x1039', 'Integer 0x36'];
		const expand = `$expand=singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`;
		const { json } = await c.call('GET', `/me/messages/${second.id}?${expand}`);
		expect(json.singleValueExtendedProperties).toEqual([
			{ id: ids[0], value: '<first@example.com>' },
			{ id: ids[1], value: '<older@example.com> <first@example.com>' },
			{ id: ids[2], value: '2' },
		]);
	});
});

describe('bodies', () => {
	test('HTML is preferred to text and becomes a document', async () => {
		const json = await created(await mail({ text: 'plain', html: '<p>rich</p>\r\n<p>more</p>' }));
		expect(json.body.contentType).toBe('html');
		expect(json.body.content).toContain('<body><p>rich</p>\r\n<p>more</p></body>');
		expect(json.bodyPreview).toContain('rich');
		expect(json.hasAttachments).toBe(false);
	});

	test.each([
		[
			'iso-2022-jp',
			Buffer.concat([
				Buffer.from(crlf('Content-Type: text/plain; charset=iso-2022-jp', '', '')),
				Buffer.from('\x1b$B$3$s$K$A$O\x1b(B', 'latin1'),
			]),
			'こんにちは',
		],
		[
			'windows-1252',
			Buffer.concat([
				Buffer.from(crlf('Content-Type: text/plain; charset=windows-1252', 'Content-Transfer-Encoding: 8bit', '', '')),
				Buffer.from([0x80, 0x20, 0x93, 0xfc, 0x94]),
			]),
			'€ “ü”',
		],
		[
			'quoted-printable',
			Buffer.from(
				crlf(
					'Content-Type: text/plain; charset=utf-8',
					'Content-Transfer-Encoding: quoted-printable',
					'',
					'gr=C3=BC=',
					'=C3=9Fe',
				),
			),
			'grüße',
		],
		[
			'base64',
			Buffer.from(
				crlf('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', base64('grüße')),
			),
			'grüße',
		],
		[
			'format=flowed',
			Buffer.from(crlf('Content-Type: text/plain; format=flowed', '', 'one ', 'two', 'three')),
			'one two\r\nthree',
		],
	])('%s', async (_, mime, text) => {
		expect((await created(mime)).body).toEqual({ contentType: 'text', content: text });
	});

	test('8-bit header fields: UTF-8, else Windows-1252; the body beside them keeps its bytes', async () => {
		const utf8 = Buffer.from(crlf('Subject: Grüße 日本', 'From: Jürgen <j@example.com>', '', 'x'));
		expect(await created(utf8)).toMatchObject({ subject: 'Grüße 日本', from: { emailAddress: { name: 'Jürgen' } } });
		const raw = Buffer.from(
			crlf('Subject: Gr\xfc\xdfe', 'Content-Type: text/plain; charset=iso-8859-1', '', 'Gr\xfc\xdfe'),
			'latin1',
		);
		const json = await created(raw);
		expect([json.subject, json.body.content]).toEqual(['Grüße', 'Grüße']);
		expect((await bytes(c, `/me/messages/${json.id}/$value`)).equals(raw)).toBe(true);
	});
});

describe('attachments', () => {
	test('files and inline images, as a mail program writes them', async () => {
		const json = await created(
			await mail({
				html: '<img src="cid:logo@1">',
				attachments: [
					{ filename: 'logo.png', content: Buffer.from([1, 2, 3]), cid: 'logo@1' },
					{ filename: 'Übersicht 2024.pdf', content: Buffer.from([0, 255, 13, 10]), contentType: 'application/pdf' },
				],
				icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
			}),
		);
		expect(json.hasAttachments).toBe(true);
		const [logo, pdf, ...more] = (await attachments(json.id)).sort(
			(a, b) =>
				Number(b.isInline) - Number(a.isInline) ||
				Number(b.contentType === 'application/pdf') - Number(a.contentType === 'application/pdf'),
		);
		expect(logo).toMatchObject({
			'@odata.type': '#microsoft.graph.fileAttachment',
			name: 'logo.png',
			contentType: 'image/png',
			isInline: true,
			contentId: 'logo@1',
			contentBytes: 'AQID',
		});
		expect(pdf).toMatchObject({
			name: 'Übersicht 2024.pdf',
			contentType: 'application/pdf',
			isInline: false,
			contentId: null,
		});
		expect(
			(await bytes(c, `/me/messages/${json.id}/attachments/${pdf.id}/$value`)).equals(Buffer.from([0, 255, 13, 10])),
		).toBe(true);
		expect(more.map(({ contentType }) => contentType)).toContain('text/calendar');
	});

	test('only an inline image leaves hasAttachments false; a file without a name gets one', async () => {
		expect(
			(
				await created(
					await mail({ html: '<img src="cid:a">', attachments: [{ content: 'x', filename: 'a.gif', cid: 'a' }] }),
				)
			).hasAttachments,
		).toBe(false);
		const { id } = await created(
			crlf(
				'Content-Type: multipart/mixed; boundary=b',
				'',
				'--b',
				'',
				'text',
				'--b',
				'Content-Type: application/pdf',
				'Content-Transfer-Encoding: base64',
				'',
				'JVBERi0=',
				'--b--',
				'',
			),
		);
		expect(await attachments(id)).toMatchObject([{ name: 'ATT00001.pdf', contentBytes: 'JVBERi0=' }]);
	});

	test.each(['\r\n', '\n'])('unencoded parts keep their bytes, with %j between lines', async (end) => {
		const part = ['BEGIN', '', '  two', 'END'].join(end);
		const { id } = await created(
			[
				'Content-Type: multipart/mixed; boundary=b',
				'',
				'--b',
				'Content-Type: text/csv; name=a.csv',
				'',
				part,
				'--b',
				'Content-Type: text/csv; name=b.csv',
				'Content-Transfer-Encoding: base64',
				'',
				base64(`${part}\n`),
				'--b--',
				'',
			].join(end),
		);
		const read = (await attachments(id)).map(({ contentBytes }) => Buffer.from(contentBytes, 'base64').toString());
		expect(read).toEqual([part, `${part}\n`]);
	});

	test('an attached message is an item: shown, nested, and given back as MIME', async () => {
		const innermost = await mail({ subject: 'innermost', text: 'deep', from: 'deep@example.com' });
		const inner = await mail({
			subject: 'inner – ü',
			html: '<b>hi</b>',
			attachments: [
				{ contentType: 'message/rfc822', content: innermost },
				{ filename: 'a.txt', content: 'file' },
			],
		});
		const { id } = await created(
			await mail({
				subject: 'outer',
				text: 'see below',
				attachments: [{ contentType: 'message/rfc822', filename: 'x.eml', content: inner }],
			}),
		);
		const [item] = await attachments(id);
		expect(item).toMatchObject({
			'@odata.type': '#microsoft.graph.itemAttachment',
			name: 'inner – ü',
			contentType: null,
			isInline: false,
		});
		expect(item.item).toBeUndefined();
		expect((await bytes(c, `/me/messages/${id}/attachments/${item.id}/$value`)).toString()).toBe(inner.toString());
		const { json } = await c.call(
			'GET',
			`/me/messages/${id}/attachments/${item.id}?$expand=microsoft.graph.itemattachment/item`,
		);
		expect(json.item).toMatchObject({
			'@odata.type': '#microsoft.graph.message',
			id: '',
			subject: 'inner – ü',
			isDraft: false,
			hasAttachments: true,
			body: { contentType: 'html' },
			attachments: [
				{
					'@odata.type': '#microsoft.graph.itemAttachment',
					name: 'innermost',
					item: { subject: 'innermost', body: { contentType: 'text', content: 'deep' } },
				},
				{ name: 'a.txt', contentBytes: base64('file') },
			],
		});
		expect(JSON.stringify(json)).not.toContain('"mime"');
	});
});

describe('S/MIME', () => {
	test('encrypted: one file, and the source to the byte', async () => {
		const raw = Buffer.from(
			crlf(
				'Content-Type: application/pkcs7-mime;',
				'\tname=smime.p7m;',
				'\tsmime-type=enveloped-data',
				'Subject: Re: Testing S/MIME',
				'Content-Disposition: attachment; filename=smime.p7m',
				'Content-Transfer-Encoding: base64',
				'To: a@example.com',
				'',
				'MIAGCSqGSIb3DQEHA6CAMIACAQAx',
				'',
			),
		);
		const json = await created(raw);
		expect(json).toMatchObject({ subject: 'Re: Testing S/MIME', body: { content: '' }, hasAttachments: true });
		expect(await attachments(json.id)).toMatchObject([
			{ name: 'smime.p7m', contentType: 'application/pkcs7-mime', contentBytes: 'MIAGCSqGSIb3DQEHA6CAMIACAQAx' },
		]);
		expect((await bytes(c, `/me/messages/${json.id}/$value`)).equals(raw)).toBe(true);
	});

	test('signed: the text can be read, the signed entity stays whole, also when the subject changes', async () => {
		const entity = crlf(
			'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;',
			'\tboundary="sig"',
			'',
			'preamble ',
			'--sig',
			'Content-Type: text/plain',
			'',
			'signed  text ',
			'--sig',
			'Content-Type: application/pkcs7-signature; name=smime.p7s',
			'Content-Transfer-Encoding: base64',
			'',
			'MIIB',
			'--sig--',
			'epilogue',
		);
		const json = await created(`Subject: signed\r\nFrom: a@example.com\r\nMIME-Version: 1.0\r\n${entity}`);
		expect(json.body.content).toBe('signed  text ');
		const [file] = await attachments(json.id);
		expect(file).toMatchObject({ name: 'smime.p7m', contentType: 'multipart/signed' });
		expect(Buffer.from(file.contentBytes, 'base64').toString()).toBe(entity);
		await c.call('PATCH', `/me/messages/${json.id}`, { subject: 'renamed' });
		const value = (await bytes(c, `/me/messages/${json.id}/$value`)).toString();
		expect(value).toContain('Subject: renamed\r\n');
		expect(value.endsWith(entity)).toBe(true);
	});
});

describe('what is made to hurt', () => {
	const nested = (levels: number): string =>
		Array.from(
			{ length: levels },
			(_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`,
		).join('');
	const big = 3 * 1024 * 1024 - 64;

	test.each<[string, () => string | Buffer, RegExp]>([
		['2,000 multiparts in each other', () => nested(2000), /^400 ErrorMimeContentInvalid:/],
		['200 of them', () => `${nested(200)}\r\ndeep`, /^201/],
		['2,000 messages in each other', () => 'Content-Type: message/rfc822\r\n\r\n'.repeat(2000), /^201/],
		['100,000 short header fields', () => `${'x-a: b\r\n'.repeat(100_000)}\r\nx`, /^400 ErrorMimeContentInvalid:/],
		['20,000 header fields', () => `${'x-a: b\r\n'.repeat(20_000)}\r\nx`, /^201/],
		['20,000 recipients', () => `To: ${'a@example.com,\r\n '.repeat(20_000)}z@example.com\r\n\r\nx`, /^201/],
		['line feeds', () => `Subject: x\r\n\r\n${'\n'.repeat(big)}`, /^400 ErrorMimeContentInvalid:/],
		[
			'noise',
			() => Buffer.from(Array.from({ length: big }, (_, index) => (index * 7919 + (index >> 3) * 31) & 255)),
			/^400 ErrorMimeContentInvalid:/,
		],
		['one line of text', () => 'a'.repeat(big), /^400 ErrorMimeContentInvalid:/],
		[
			'a boundary that never comes, and none at all',
			() => `Content-Type: multipart/mixed\r\n\r\n--\r\n${'--b '.repeat(500_000)}`,
			/^201/,
		],
		['3 MB of tags', () => `Content-Type: text/html\r\n\r\n${'<div '.repeat(600_000)}`, /^201/],
	])('%s: an answer, and the simulator goes on', async (_, mime, status) => {
		expect(problem(await post(c, mime()))).toMatch(status);
		expect((await created('Subject: still here\r\n\r\nx')).subject).toBe('still here');
	});

	test('items in items are shown to 30 levels', async () => {
		const { id } = await created(`${'Content-Type: message/rfc822\r\n\r\n'.repeat(100)}Subject: last\r\n\r\nx`);
		const [item] = await attachments(id);
		const { json } = await c.call(
			'GET',
			`/me/messages/${id}/attachments/${item.id}?$expand=microsoft.graph.itemattachment/item`,
		);
		let levels = 0;
		for (let one = json; one?.item; one = one.item.attachments[0]) levels += 1;
		expect(levels).toBe(30);
	});
});
