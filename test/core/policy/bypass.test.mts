// Every attempt to write to somebody whom the account's Allowed Recipients do not name: nothing is changed, nothing left behind.
import { OPERATIONS } from '../../../core/operations';
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, RECEIVED, to, type LifeBench } from '../../support/life.mts';
import { ALLOWED, EVIL, FORMS, mimeOf, RULES, WAYS, type Way } from '../../support/recipientRule.mts';
import { fieldsFor } from '../../support/lifeCases.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const LIMITS = { allowSending: true, allowDeleting: true, allowedMailboxes: [], allowedRecipients: RULES };
const changes = () => bench.requests().filter((request) => !/^GET |\/\$batch$/.test(request));
const run = async (way: Pick<Way, 'operation' | 'on' | 'holds'>, fields: object, limits: object = {}) =>
	await bench.run(way.operation, await fieldsFor({ ...way, fields: fields as never } as never, bench, ME, 'me'), {
		account: { limits: { ...LIMITS, ...limits } },
	});

/** Lies in the mailbox after the attempt, besides what the attempt was made on. */
const left = (before: number) => simulator.store.messages(ME).length - before;

test('every operation that can name recipients has a way here', () => {
	const names = new Set(WAYS.map(({ operation }) => operation));
	const takesRecipients = Object.entries(OPERATIONS).filter(([, { fields, sends }]) =>
		sends ? true : fields.some(({ name }) => ['to', 'cc', 'bcc', 'replyTo', 'messageJson', 'mimeText'].includes(name)),
	);
	expect(takesRecipients.map(([name]) => name).filter((name) => !names.has(name))).toEqual([]);
});

describe.each(WAYS.map((way) => [`${way.operation}, ${way.name}`, way] as const))('%s', (_name, way) => {
	test('an allowed address passes', async () => {
		const made = await run(way, way.fields(ALLOWED));
		expect(made.id !== '' || made.output.sent === true).toBe(true);
	});

	test('none of the others does', async () => {
		const passed: string[] = [];
		const { [way.on ?? 'mailbox']: target } = await fieldsFor({ ...way, fields: {} } as never, bench, ME, 'me');
		const before = simulator.store.messages(ME).length;
		for (const [form, written] of Object.entries(FORMS)) {
			simulator.requests.length = 0;
			const outcome = await run({ operation: way.operation }, { ...way.fields(written), [way.on ?? 'mailbox']: target })
				.then(() => undefined)
				.catch((thrown: { code: string; text: string }) => thrown);
			const isRefused = outcome !== undefined && /^(?:RecipientNotAllowed|InvalidInput)$/.test(outcome.code);
			if (!isRefused || changes().length > 0 || left(before) !== 0)
				passed.push(`${form}: ${outcome?.text ?? 'passed'} ${changes().join(' ')} ${left(before)}`);
		}
		expect(passed).toEqual([]);
	});
});

describe('recipients that nobody enters', () => {
	const evil = to(EVIL);
	const received = (message: object) => ({
		...RECEIVED,
		from: to(ALLOWED)[0],
		toRecipients: to(ME),
		ccRecipients: [],
		...message,
	});

	test.each([
		['a Reply-To that points outside', 'draft:reply', {}, { replyTo: evil }],
		['a Reply-To that points outside, to all', 'draft:reply', { replyScope: 'all' }, { replyTo: evil }],
		['one of two in Reply-To', 'draft:reply', {}, { replyTo: [...to(ALLOWED), ...evil] }],
		[
			'a Reply-To that points outside, with MIME',
			'draft:reply',
			{ messageSource: 'text', mimeText: mimeOf('To', ALLOWED) },
			{ replyTo: evil },
		],
	])('%s', async (_name, operation, fields, message) => {
		const messageId = await bench.receive(received(message));
		const before = simulator.store.messages(ME).length;
		await expect(run({ operation }, { messageId, body: 'Text', ...fields })).rejects.toMatchObject({
			code: 'RecipientNotAllowed',
			message: expect.stringContaining(
				`"${EVIL}" (Reply-To of the message that is answered) is not an allowed recipient`,
			),
		});
		expect(changes()).toEqual([]);
		expect(left(before)).toBe(0);
	});

	test('an answer goes to people of the conversation, unless the account does not want that', async () => {
		const message = received({ from: evil[0], ccRecipients: to('kim@example.com') });
		const allowed = await run(
			{ operation: 'draft:reply', on: 'messageId', holds: message },
			{ replyScope: 'all', body: 'x' },
		);
		expect(allowed.output).toMatchObject({ to: EVIL, cc: 'kim@example.com' });
		for (const fields of [{}, { replyScope: 'all' }]) {
			simulator.reset();
			const refused = run(
				{ operation: 'draft:reply', on: 'messageId', holds: message },
				{ body: 'x', ...fields },
				{ allowConversation: false },
			);
			await expect(refused).rejects.toMatchObject({ code: 'RecipientNotAllowed' });
			expect(changes()).toEqual([]);
		}
	});

	test('somebody in Cc, to all, when the conversation does not count', async () => {
		const messageId = await bench.receive(received({ ccRecipients: evil }));
		await expect(
			run({ operation: 'draft:reply' }, { messageId, replyScope: 'all', body: 'x' }, { allowConversation: false }),
		).rejects.toMatchObject({ code: 'RecipientNotAllowed' });
		// The mailbox's own address is not known here, so that only Outlook's draft tells: it was removed.
		const bin = simulator.store.folder(simulator.store.find(ME)!, 'deleteditems')!.id;
		const made = simulator.store.messages(ME).filter(({ subject }) => subject === 'RE: Offer');
		expect(made.filter(({ parentFolderId }) => parentFolderId !== bin)).toEqual([]);
	});

	test('the same is rejected before a draft is made where the own address is known', async () => {
		const messageId = await bench.receive(received({ ccRecipients: evil }));
		await expect(
			bench.run(
				'draft:reply',
				{ messageId, replyScope: 'all', body: 'x' },
				{ account: { limits: { ...LIMITS, allowConversation: false } }, me: ME },
			),
		).rejects.toMatchObject({ code: 'RecipientNotAllowed' });
		expect(changes()).toEqual([]);
	});

	test('a reply whose recipients are replaced by allowed ones', async () => {
		const made = await run(
			{ operation: 'draft:reply', on: 'messageId', holds: received({ replyTo: evil }) },
			{ body: 'x', to: ALLOWED, recipients: 'replace' },
		);
		expect(made.output).toMatchObject({ to: ALLOWED });
	});

	test('a message of the conversation is no way to others: Reply-To, drafts and other conversations do not count', async () => {
		const messageId = await bench.receive(received({ replyTo: evil }));
		await bench.receive({ ...RECEIVED, subject: 'Another', from: evil[0] });
		await bench.draft({ toRecipients: evil, subject: 'Offer' });
		await expect(run({ operation: 'draft:forward' }, { messageId, to: EVIL, body: 'x' })).rejects.toMatchObject({
			code: 'RecipientNotAllowed',
			message: expect.stringContaining('*@contoso.com, pat@fabrikam.com and people already in the conversation'),
		});
		expect(changes()).toEqual([]);
	});

	test.each([
		['To', { toRecipients: evil }],
		['Cc', { ccRecipients: evil }],
		['Bcc', { bccRecipients: evil }],
		['Reply To', { replyTo: evil }],
	])('a draft whose %s holds one is not sent, with or without a new To', async (_name, holds) => {
		for (const fields of 'toRecipients' in holds
			? [{}]
			: [{}, { to: ALLOWED }, { to: ALLOWED, sendAt: '2099-01-31T09:00:00Z' }]) {
			simulator.reset();
			await expect(run({ operation: 'draft:send', on: 'draftId', holds }, fields)).rejects.toMatchObject({
				code: 'RecipientNotAllowed',
			});
			expect(changes()).toEqual([]);
		}
	});

	test('a draft that a person addressed to somebody else can be changed, but not sent', async () => {
		const draftId = await bench.draft({ toRecipients: evil });
		await run({ operation: 'draft:update' }, { draftId, subject: 'New' });
		expect(bench.message(draftId)?.subject).toBe('New');
	});
});

describe('properties that carry recipients', () => {
	const PROPERTIES = [
		'String 0x0E04',
		'string 0xe03',
		'String 0x0e02',
		'String 0x0050',
		'Binary 0x004F',
		'String 0x0074',
		'String 0x007D',
		'String 0x0E04001F',
		'String 0x5D05',
		'String {00020386-0000-0000-C000-000000000046} Name Reply-To',
		'String {00020386-0000-0000-c000-000000000046} Name bcc',
		'String {00020386-0000-0000-c000-000000000046} Name resent-to',
	];
	const value = (id: string) => (id.startsWith('Binary') ? 'AAAA' : EVIL);
	const given = (id: string) => [{ id, value: value(id) }];

	test.each(PROPERTIES)('%s', async (id) => {
		const attempts: Array<[Pick<Way, 'operation' | 'on'>, object]> = [
			[{ operation: 'draft:create' }, { folder: 'drafts', extendedProperties: given(id) }],
			[{ operation: 'draft:create' }, { folder: 'drafts', anyHeader: true, extendedProperties: given(id) }],
			[
				{ operation: 'draft:create' },
				{ folder: 'drafts', messageSource: 'json', messageJson: { singleValueExtendedProperties: given(id) } },
			],
			[{ operation: 'draft:update', on: 'draftId' }, { extendedProperties: given(id) }],
			[
				{ operation: 'draft:reply', on: 'messageId' },
				{ body: 'x', extendedProperties: given(id) },
			],
			[{ operation: 'message:send' }, { to: ALLOWED, extendedProperties: given(id) }],
		];
		for (const [way, fields] of attempts) {
			simulator.reset();
			await expect(run(way, fields)).rejects.toMatchObject({
				code: 'RecipientNotAllowed',
				message: expect.stringContaining(`the extended property "${id}"`),
			});
			expect(changes()).toEqual([]);
		}
	});

	test('other properties pass', async () => {
		const made = await run(
			{ operation: 'draft:create' },
			{ folder: 'drafts', extendedProperties: [{ id: 'String 0x1045', value: '<https://contoso.com>' }] },
		);
		expect(made.id).not.toBe('');
	});
});

describe('the headers of MIME', () => {
	const refuse = async (mimeText: string) => {
		simulator.reset();
		for (const fields of [
			{ messageSource: 'text', mimeText },
			{ messageSource: 'binary', binaryPropertyName: Buffer.from(mimeText) },
		]) {
			await expect(run({ operation: 'draft:create' }, { folder: 'drafts', ...fields })).rejects.toMatchObject({
				code: expect.stringMatching(/^(RecipientNotAllowed|InvalidInput)$/),
			});
			expect(changes()).toEqual([]);
		}
	};

	test.each([
		['folded', mimeOf('To', `${ALLOWED},\r\n\t${EVIL}`)],
		['folded in the name of a group', mimeOf('To', `Team:\r\n ${EVIL};`)],
		['named twice', mimeOf('To', ALLOWED).replace('MIME-Version', `To: ${EVIL}\r\nMIME-Version`)],
		['with a space before the colon', mimeOf('Bcc ', EVIL)],
		['in capitals', mimeOf('BCC', EVIL)],
		['with LF alone', mimeOf('Cc', EVIL, ALLOWED, '\n')],
		[
			'behind a line that is no header',
			mimeOf('To', ALLOWED).replace('MIME-Version', `nothing\r\nBcc: ${EVIL}\r\nMIME-Version`),
		],
		['folded below a line of an mbox', `From x Sun Nov 29 10:00:00 2026\r\n Bcc: ${EVIL}\r\n${mimeOf('To', ALLOWED)}`],
		['folded before its colon', mimeOf('To', ALLOWED).replace('MIME-Version', `Bcc\r\n : ${EVIL}\r\nMIME-Version`)],
		['behind empty lines at the beginning', `\r\n\r\n${mimeOf('Cc', EVIL)}`],
		['behind a byte order mark', `\ufeff${mimeOf('Cc', EVIL)}`],
		['behind a line of an mbox', `From x Sun Nov 29\r\n${mimeOf('Cc', EVIL)}`],
		[
			'behind a line of spaces',
			mimeOf('To', ALLOWED).replace('MIME-Version', `X-A: 1\r\n \r\nBcc: ${EVIL}\r\nMIME-Version`),
		],
		['in an encoded word in quotes', mimeOf('To', `"=?utf-8?q?evil=40example.com=3E=2C?=" <${ALLOWED}>`)],
		['in an encoded word in a word', mimeOf('To', `x=?utf-8?q?evil=40example.com?= <${ALLOWED}>`)],
		['in two encoded words', mimeOf('To', `=?utf-8?q?evil?= =?utf-8?q?=40example.com?= <${ALLOWED}>`)],
		['in letters that nobody can read', mimeOf('To', `=?utf-7?q?evil+AEA-example.com?= <${ALLOWED}>`)],
	])('%s', async (_name, mime) => await refuse(mime));

	test.each([
		['LF among CRLF', mimeOf('To', ALLOWED).replace('MIME-Version', `X-A: 1\nBcc: ${EVIL}\nMIME-Version`)],
		[
			'an empty line of LF among CRLF',
			mimeOf('To', ALLOWED).replace('MIME-Version', `X-A: 1\n\nBcc: ${EVIL}\r\nMIME-Version`),
		],
		['CR among CRLF', mimeOf('To', ALLOWED).replace('MIME-Version', `X-A: 1\rBcc: ${EVIL}\r\nMIME-Version`)],
	])('that end their lines in two ways: %s', async (_name, mime) => {
		const fields = { folder: 'drafts', messageSource: 'binary', binaryPropertyName: Buffer.from(mime) };
		await expect(run({ operation: 'draft:create' }, fields)).rejects.toMatchObject({ code: 'RecipientNotAllowed' });
		expect(changes()).toEqual([]);
	});

	test.each([
		['a name with a comma', '"Doe, John" <john@contoso.com>'],
		['a name with an @', '"John @ Contoso" <john@contoso.com>'],
		['a name as an encoded word', '=?utf-8?q?J=C3=B6rg?= <john@contoso.com>'],
		[
			'a list, a group and a comment',
			'a@contoso.com, Team: b@contoso.com, C <c@contoso.com>; , pat@fabrikam.com (Pat)',
		],
		['nobody', 'undisclosed-recipients:;'],
		['the address as name', 'new@contoso.com <new@contoso.com>, "pat@fabrikam.com" <pat@fabrikam.com>'],
		['the address as an encoded name', '=?utf-8?q?new=40contoso.com?= <new@contoso.com>'],
		['an encoded name in quotes', '"=?utf-8?q?J=C3=B6rg?=" <new@contoso.com>'],
		['a name of Japan', '=?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <new@contoso.com>'],
	])('allowed recipients pass: %s', async (_name, written) => {
		const made = await run(
			{ operation: 'draft:create' },
			{ folder: 'drafts', messageSource: 'text', mimeText: mimeOf('Cc', written) },
		);
		expect(made.id).not.toBe('');
	});
});

describe('a message of Outlook in its own form, which has recipients of its own', () => {
	const holding = (part: string) =>
		mimeOf('To', ALLOWED)
			.replace('text/plain; charset=utf-8', 'multipart/mixed;\r\n boundary="b"')
			.replace(/Text$/, `--b\r\nContent-Type: text/plain\r\n\r\nSee ms-tnef\r\n--b\r\n${part}\r\n--b--\r\n`);
	const made = async (mime: string) =>
		await run(
			{ operation: 'draft:create' },
			{ folder: 'drafts', messageSource: 'binary', binaryPropertyName: Buffer.from(mime) },
		);

	test.each([
		['as a part', holding('Content-Type: application/ms-tnef; name="winmail.dat"\r\n\r\nx')],
		[
			'in a part of a part',
			holding(
				'Content-Type: multipart/related;\r\n boundary=c\r\n\r\n--c\r\ncontent-type:\r\n application/vnd.ms-tnef\r\n\r\nx',
			),
		],
		['as the second type of two', holding('Content-Type: text/plain\r\nContent-Type: application/ms-tnef\r\n\r\nx')],
		['as a whole', mimeOf('To', ALLOWED).replace('text/plain; charset=utf-8', 'application/ms-tnef')],
	])('%s', async (_name, mime) => {
		await expect(made(mime)).rejects.toMatchObject({
			code: 'RecipientNotAllowed',
			message: expect.stringContaining('application/ms-tnef'),
		});
		expect(changes()).toEqual([]);
	});

	test.each([
		[
			'an attached message that has one',
			holding('Content-Type: message/rfc822\r\n\r\nContent-Type: application/ms-tnef\r\n\r\nx'),
		],
		['a text that speaks of it', holding('Content-Type: text/plain\r\n\r\nContent-Type: application/ms-tnef')],
	])('%s passes', async (_name, mime) => {
		expect((await made(mime)).id).not.toBe('');
	});
});

test('what Graph would put into a list in another way', async () => {
	const messageJson = { subject: 'x', 'toRecipients@odata.bind': [`https://graph.microsoft.com/v1.0/users/${EVIL}`] };
	await expect(
		run({ operation: 'draft:create' }, { folder: 'drafts', messageSource: 'json', messageJson }),
	).rejects.toMatchObject({ code: 'RecipientNotAllowed' });
	expect(changes()).toEqual([]);
});

describe('Most Recipients', () => {
	const limits = { allowedRecipients: [], mostRecipients: 3 };
	const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}@contoso.com`);

	test('counts To, Cc and Bcc together, each address once', async () => {
		const fields = { folder: 'drafts', to: [...many(2), 'A1@contoso.com'], cc: 'a1@contoso.com', bcc: 'x@contoso.com' };
		expect((await run({ operation: 'draft:create' }, fields, limits)).id).not.toBe('');
		const more = run({ operation: 'draft:create' }, { ...fields, cc: ['y@contoso.com', 'z@contoso.com'] }, limits);
		await expect(more).rejects.toMatchObject({
			code: 'TooManyRecipients',
			message: expect.stringContaining('would go to 5 recipients, and this account allows at most 3'),
		});
		expect(changes()).toHaveLength(1);
	});

	test('counts what a draft holds when one more is added', async () => {
		const draftId = await bench.draft({ toRecipients: to(...many(3)) });
		await expect(run({ operation: 'draft:update' }, { draftId, bcc: 'x@contoso.com' }, limits)).rejects.toMatchObject({
			code: 'TooManyRecipients',
		});
		expect(changes()).toEqual([]);
		await run({ operation: 'draft:update' }, { draftId, to: many(2), cc: 'a1@contoso.com' }, limits);
	});

	test('counts those of an answer, of MIME and of what is sent', async () => {
		const attempts: Array<[Pick<Way, 'operation' | 'on' | 'holds'>, object]> = [
			[
				{ operation: 'draft:reply', on: 'messageId', holds: { ccRecipients: to(...many(4)) } },
				{ replyScope: 'all', body: 'x' },
			],
			[
				{ operation: 'draft:reply', on: 'messageId' },
				{ cc: many(3), body: 'x' },
			],
			[
				{ operation: 'draft:forward', on: 'messageId' },
				{ to: many(4), body: 'x' },
			],
			[{ operation: 'draft:send', on: 'draftId', holds: { bccRecipients: to(...many(3)) } }, {}],
			[{ operation: 'draft:send', on: 'draftId' }, { to: many(4) }],
			[{ operation: 'message:send' }, { to: many(4) }],
			[{ operation: 'message:send' }, { messageSource: 'text', mimeText: mimeOf('Bcc', many(3).join(', ')) }],
		];
		for (const [way, fields] of attempts) {
			simulator.reset();
			await expect(run(way, fields, limits)).rejects.toMatchObject({ code: 'TooManyRecipients' });
			expect(changes()).toEqual([]);
		}
	});
});

test('an account without rules sends not one request more', async () => {
	await run({ operation: 'draft:reply', on: 'messageId' }, { body: 'x' }, { allowedRecipients: [] });
	expect(bench.requests()).toEqual([
		'GET /me/messages/*',
		'POST /me/messages/*/createReply',
		'GET /me/messages/*',
		'PATCH /me/messages/*',
	]);
});

test('a dry run says what would be rejected', async () => {
	const shown = await run({ operation: 'draft:create' }, { folder: 'drafts', to: EVIL, subject: 'x', dryRun: true });
	expect(shown.warnings).toEqual([
		expect.stringMatching(
			/^Without the dry run this would be rejected: "evil@example\.com" \(To\) is not an allowed recipient/,
		),
	]);
	expect(bench.requests()).toEqual([]);
});
