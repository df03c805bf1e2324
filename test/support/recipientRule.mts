// Attempts to get around an account's Allowed Recipients: how an address can be written, and every way on which it can get into an operation.
import type { FieldValues } from '../../core/fields';

export const RULES = ['*@contoso.com', 'pat@fabrikam.com'];
export const EVIL = 'evil@example.com';
export const ALLOWED = 'new@contoso.com';

/** What a person or a model may write so that it gets somewhere else, or so that it only looks as if it were allowed. */
export const FORMS: Record<string, string> = {
	'as it is': EVIL,
	'in capitals': 'EVIL@EXAMPLE.COM',
	'a plus address of an allowed one': 'pat+more@fabrikam.com',
	'another person of an allowed domain of one person': 'max@fabrikam.com',
	'a domain below': 'boss@mail.contoso.com',
	'a domain that begins with it': 'boss@contoso.com.example.com',
	'a domain that ends with it': 'boss@evilcontoso.com',
	'a domain of another ending': 'boss@contoso.co',
	'the allowed one as display name': '"boss@contoso.com" <evil@example.com>',
	'the allowed one as display name without quotes': 'boss@contoso.com <evil@example.com>',
	'the allowed one in brackets as display name': '"Boss <boss@contoso.com>" <evil@example.com>',
	'a group': 'Team: evil@example.com;',
	'a group that is named like an address': '"boss@contoso.com": evil@example.com;',
	'a group with an allowed one in front': 'Team: boss@contoso.com, evil@example.com;',
	'a homoglyph': 'boss@cоntoso.com',
	'a homoglyph as punycode': 'boss@xn--cntoso-2nf.com',
	'a homoglyph before the @': 'pаt@fabrikam.com',
	'full-width letters': 'evil＠ｅｘａｍｐｌｅ.com',
	'the allowed one as comment': 'evil@example.com (boss@contoso.com)',
	'the allowed one as comment in front': '(boss@contoso.com) evil@example.com',
	'a comment in the domain': 'evil@(contoso.com)example.com',
	'an encoded word': '=?utf-8?q?boss=40contoso.com?= <evil@example.com>',
	'an encoded word that is the address': '=?utf-8?q?evil=40example.com?=',
	'an encoded word that hides another': '=?utf-8?q?x=40y.com=3E=2C_=3Cevil=40example.com=3E?= <boss@contoso.com>',
	'a mailto link': 'mailto:evil@example.com',
	'a mailto link with two': 'mailto:boss@contoso.com,evil@example.com',
	'a mailto link with to=': 'mailto:?to=evil@example.com',
	'two with a semicolon': 'boss@contoso.com; evil@example.com',
	'two with a comma': 'boss@contoso.com,evil@example.com',
	'two with a space': 'boss@contoso.com evil@example.com',
	'two on lines': 'boss@contoso.com\r\n evil@example.com',
	'two in brackets': '<boss@contoso.com><evil@example.com>',
	'two of one name': 'Boss <boss@contoso.com> <evil@example.com>',
	'a quoted part before the @': '"boss@contoso.com,"@example.com',
	'a quoted address at the domain': '"evil@example.com"@contoso.com',
	'the percent hack': 'evil%example.com@contoso.com',
	'a path': 'example.com!evil@contoso.com',
	'an encapsulated address': 'IMCEASMTP-evil+40example+2Ecom@contoso.com',
	'a route': '<@contoso.com:evil@example.com>',
	'a literal': 'boss@[192.0.2.1]',
	'a full stop behind': 'evil@example.com.',
	'an invisible character': 'boss@contoso.com\u200b.example.com',
	'a name alone': 'Evil Person',
	'an address of Exchange': '/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=evil',
};

export interface Way {
	operation: string;
	name: string;
	on?: 'draftId' | 'messageId';
	holds?: object;
	fields(written: string): FieldValues;
	/** How the address is taken there: MIME takes a header. */
	as?: 'mime';
}

const recipients = (written: string) => [{ emailAddress: { address: written } }];
const CREATE: FieldValues = { folder: 'drafts', subject: 'Hello', body: 'Text' };

export const mimeOf = (header: string, written: string, to = 'new@contoso.com', end = '\r\n'): string =>
	[
		'From: megan.bowen@contoso.com',
		'Subject: Hello',
		'Date: Sun, 29 Nov 2026 12:00:00 +0000',
		'Message-ID: <1@contoso.com>',
		...(header.toLowerCase() === 'to' ? [] : [`To: ${to}`]),
		`${header}: ${written}`,
		'MIME-Version: 1.0',
		'Content-Type: text/plain; charset=utf-8',
		'',
		'Text',
	].join(end);

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The forms in which a raw message can be given. */
const RAW = {
	text: (mime: string) => ({ messageSource: 'text', mimeText: mime }),
	base64: (mime: string) => ({ messageSource: 'base64', mimeBase64: base64(mime) }),
	binary: (mime: string) => ({ messageSource: 'binary', binaryPropertyName: Buffer.from(mime) }),
};
type Raw = keyof typeof RAW;

const HEADERS = [
	'To',
	'Cc',
	'Bcc',
	'Resent-To',
	'Resent-Cc',
	'Resent-Bcc',
	'Reply-To',
	'TO ',
	'Disposition-Notification-To',
	'Apparently-To',
];

const rawWays = (operation: string, more: FieldValues, extra: Partial<Way> = {}): Way[] =>
	HEADERS.flatMap((header, index) =>
		(index === 0 ? (Object.keys(RAW) as Raw[]) : ([(['text', 'base64', 'binary'] as const)[index % 3]!] as Raw[])).map(
			(raw): Way => ({
				operation,
				name: `MIME as ${raw}, ${header}`,
				fields: (written) => ({ ...more, ...RAW[raw](mimeOf(header, written)) }),
				as: 'mime',
				...extra,
			}),
		),
	);

const jsonWays = (operation: string, more: FieldValues, extra: Partial<Way> = {}): Way[] =>
	['toRecipients', 'ccRecipients', 'bccRecipients', 'replyTo'].map((member) => ({
		operation,
		name: `JSON, ${member}`,
		fields: (written) => ({
			...more,
			messageSource: 'json',
			messageJson: { subject: 'Hello', [member]: recipients(written) },
		}),
		...extra,
	}));

const fieldWays = (operation: string, names: string[], more: FieldValues, extra: Partial<Way> = {}): Way[] =>
	names.map((name) => ({ operation, name, fields: (written) => ({ ...more, [name]: written }), ...extra }));

const ALL = ['to', 'cc', 'bcc', 'replyTo'];

export const WAYS: Way[] = [
	...fieldWays('draft:create', ALL, CREATE),
	...fieldWays('draft:create', ALL, { ...CREATE, anyHeader: true }).map((way) => ({
		...way,
		name: `MIME, ${way.name}`,
	})),
	...jsonWays('draft:create', CREATE),
	...rawWays('draft:create', { folder: 'drafts' }),
	{
		operation: 'draft:create',
		name: 'an object as recipient',
		fields: (written) => ({ ...CREATE, to: { name: 'Boss', address: written } }),
	},
	{
		operation: 'draft:create',
		name: 'behind allowed ones',
		fields: (written) => ({ ...CREATE, to: `${ALLOWED}; pat@fabrikam.com; ${written}` }),
	},
	{
		operation: 'draft:create',
		name: 'into a folder that would be made',
		fields: (written) => ({ ...CREATE, folder: 'Inbox/Not/There', createFolders: true, to: written }),
	},
	{
		operation: 'draft:create',
		name: 'MIME into a folder that would be made',
		fields: (written) => ({ folder: 'Inbox/Not/There', createFolders: true, ...RAW.text(mimeOf('Cc', written)) }),
		as: 'mime',
	},
	{
		operation: 'draft:create',
		name: 'with a key',
		fields: (written) => ({ ...CREATE, to: written, duplicates: 'key', draftKey: 'order 1', onExisting: 'update' }),
	},
	...fieldWays('draft:update', ALL, {}, { on: 'draftId' }),
	...jsonWays('draft:update', {}, { on: 'draftId' }),
	{
		operation: 'draft:update',
		name: 'with a text below and a folder that would be made',
		on: 'draftId',
		fields: (written) => ({
			cc: written,
			body: 'More',
			bodyMode: 'append',
			moveTo: 'Inbox/Not/There',
			createFolders: true,
		}),
	},
	...['draft:reply', 'draft:forward'].flatMap((operation) => [
		...fieldWays(operation, ALL, { body: 'Text' }, { on: 'messageId' }),
		...fieldWays(operation, ['to', 'bcc'], { body: 'Text', recipients: 'replace' }, { on: 'messageId' }).map((way) => ({
			...way,
			name: `${way.name} in place of Outlook's`,
		})),
		...rawWays(operation, {}, { on: 'messageId' }),
	]),
	{
		operation: 'draft:reply',
		name: 'to all',
		on: 'messageId',
		fields: (written) => ({ replyScope: 'all', cc: written, body: 'Text' }),
	},
	{ operation: 'draft:send', name: 'to', on: 'draftId', fields: (written) => ({ to: written }) },
	...fieldWays('message:send', ALL, { subject: 'Hello', to: ALLOWED }),
	...jsonWays('message:send', {}).map((way) => ({
		...way,
		fields: (written: string) => ({ ...way.fields(written), ...(way.name.includes('toR') ? {} : { to: ALLOWED }) }),
	})),
	...rawWays('message:send', {}),
	{
		operation: 'message:send',
		name: 'later',
		fields: (written) => ({ subject: 'Hello', to: written, sendAt: '2099-01-31T09:00:00Z' }),
	},
	{
		operation: 'message:send',
		name: 'with a key',
		fields: (written) => ({ subject: 'Hello', to: ALLOWED, bcc: written, duplicates: 'key', draftKey: 'order 2' }),
	},
];
