// One table for the operations after the create: what goes in, and exactly what is on the wire. Both hosts run it, in every kind of mailbox and sign-in.
import type { FieldValues } from '../../core/fields';
import { ownProperties } from '../../core/messages/mark';
import { madeDigest } from '../../core/operations/draft/madeDigest';
import { to, type LifeBench } from './life.mts';

export interface LifeCase {
	operation: string;
	name: string;
	/** Makes what the operation works on in a mailbox; its id goes into the field of this name. */
	on?: 'draftId' | 'messageId';
	/** Sent Items hold mails with this signature. */
	signed?: string;
	/** What that holds besides. */
	holds?: object;
	fields: FieldValues;
	/** Method and path with `ROOT` for the mailbox, and the body as JSON; undefined: an empty one. Marks and times are left out. */
	requests: Array<[request: string, body?: unknown]>;
	/** Part of what comes out; a list for an operation that finds many. */
	output: Record<string, unknown>;
}

/** A draft of ours that is as it was made. */
const UNUSED = {
	singleValueExtendedProperties: ownProperties(
		'4f1d3a52-0c3e-4b8f-9a6d-2e5c81f4b7d9',
		undefined,
		true,
		madeDigest(
			{
				subject: 'Draft',
				toRecipients: to('pat@fabrikam.com'),
				body: { contentType: 'html', content: '<p>Hello</p>' },
			},
			[],
		),
	),
};

const html = (content: string) => ({ contentType: 'html', content: expect.stringContaining(content) });

/** A signature in an update goes below the text that is there: it is not a new text. */
const SIGNED: LifeCase[] = (
	[
		['alone', {}, {}],
		['with a subject', { subject: 'New' }, { subject: 'New' }],
		['with a message object', { messageSource: 'json', messageJson: { subject: 'New' } }, { subject: 'New' }],
		[
			'with an object without a body',
			{ messageSource: 'json', messageJson: { subject: 'New', body: null } },
			{ subject: 'New' },
		],
		['with Insert Body above', { bodyMode: 'prepend' }, {}],
		['with Insert Body below', { bodyMode: 'append' }, {}],
	] as Array<[string, FieldValues, object]>
).map(([name, fields, changes]) => ({
	operation: 'draft:update',
	name: `a signature ${name}`,
	on: 'draftId',
	fields: { signature: '<p>SIG</p>', ...fields },
	requests: [
		['GET ROOT/messages/*'],
		[
			'PATCH ROOT/messages/*',
			{
				...changes,
				body: {
					contentType: 'html',
					content: expect.stringMatching(/<p>Hello<\/p>(?:<br>|\s)*<p>SIG<\/p>\s*(?:<\/|$)/),
				},
			},
		],
	],
	output: {},
}));

export const LIFE_CASES: LifeCase[] = [
	{
		operation: 'draft:learnSignature',
		name: 'from sent mail',
		signed: '<div>Regards</div><div>Contoso</div>',
		fields: { folder: 'drafts' },
		requests: [
			['GET ROOT/mailFolders/sentitems/messages'],
			[
				'POST ROOT/messages',
				{
					subject: 'Signature',
					body: {
						contentType: 'html',
						content: '<div id="Signature"><div><div>Regards</div><div>Contoso</div></div></div>',
					},
				},
			],
		],
		output: { subject: 'Signature', signature: 'Regards\nContoso', foundIn: '3 of 3 mails' },
	},
	{
		operation: 'draft:reply',
		name: 'to the sender',
		on: 'messageId',
		fields: { body: '<p>Yes</p>', importance: 'high' },
		requests: [
			['GET ROOT/messages/*'],
			['POST ROOT/messages/*/createReply'],
			['GET ROOT/messages/*'],
			['PATCH ROOT/messages/*', { importance: 'high', body: html('<div><p>Yes</p></div>') }],
		],
		output: { subject: 'RE: Offer', folder: 'Drafts' },
	},
	{
		operation: 'draft:reply',
		name: 'to everybody, with a header and further recipients',
		on: 'messageId',
		fields: {
			replyScope: 'all',
			body: 'Yes',
			bodyType: 'text',
			cc: 'boss@contoso.com',
			customHeaders: [{ name: 'x-ticket', value: '4711' }],
		},
		requests: [
			['GET ROOT/messages/*'],
			[
				'POST ROOT/messages/*/createReplyAll',
				{ message: { internetMessageHeaders: [{ name: 'x-ticket', value: '4711' }] } },
			],
			['PATCH ROOT/messages/*', { isRead: false }],
			['GET ROOT/messages/*'],
			[
				'PATCH ROOT/messages/*',
				{ body: html('<div>Yes</div>'), ccRecipients: expect.arrayContaining(to('boss@contoso.com')) },
			],
		],
		output: { subject: 'RE: Offer' },
	},
	{
		operation: 'draft:forward',
		name: 'to somebody',
		on: 'messageId',
		fields: { to: 'new@contoso.com', body: '<p>See below</p>' },
		requests: [
			['GET ROOT/messages/*'],
			['POST ROOT/messages/*/createForward'],
			['GET ROOT/messages/*'],
			['PATCH ROOT/messages/*', { body: html('See below'), toRecipients: to('new@contoso.com') }],
		],
		output: { subject: 'FW: Offer' },
	},
	{
		operation: 'draft:update',
		name: 'two fields',
		on: 'draftId',
		fields: { subject: 'New', cc: '' },
		requests: [['GET ROOT/messages/*'], ['PATCH ROOT/messages/*', { subject: 'New', ccRecipients: [] }]],
		output: { subject: 'New' },
	},
	{
		operation: 'draft:update',
		name: 'a switch that is off',
		on: 'draftId',
		fields: { isRead: false },
		requests: [['PATCH ROOT/messages/*', { isRead: false }]],
		output: { subject: 'Draft' },
	},
	{
		operation: 'draft:update',
		name: 'text below, then a move',
		on: 'draftId',
		fields: { body: '<p>More</p>', bodyMode: 'append', moveTo: 'archive' },
		requests: [
			['GET ROOT/messages/*'],
			['PATCH ROOT/messages/*', { body: html('<div><p>More</p></div>') }],
			['POST ROOT/messages/*/move', { destinationId: 'archive' }],
		],
		output: { folder: 'Archive' },
	},
	...SIGNED,
	{
		operation: 'draft:send',
		name: 'as it is',
		on: 'draftId',
		fields: {},
		requests: [['GET ROOT/messages/*'], ['POST ROOT/messages/*/send']],
		output: { sent: true, subject: 'Draft', internetMessageId: expect.any(String), conversationId: expect.any(String) },
	},
	{
		operation: 'draft:send',
		name: 'to somebody else',
		on: 'draftId',
		fields: { to: 'new@contoso.com' },
		requests: [
			['GET ROOT/messages/*'],
			['PATCH ROOT/messages/*', { toRecipients: to('new@contoso.com') }],
			['POST ROOT/messages/*/send'],
		],
		output: { sent: true },
	},
	{
		operation: 'draft:get',
		name: 'its important members',
		on: 'draftId',
		fields: {},
		requests: [['GET ROOT/messages/*'], ['GET ROOT/mailFolders/*']],
		output: { subject: 'Draft', folder: 'Drafts', bodyType: 'html', body: expect.stringContaining('Hello') },
	},
	{
		operation: 'draft:getAll',
		name: 'of Drafts',
		on: 'draftId',
		fields: { folder: 'drafts' },
		requests: [['GET ROOT/mailFolders/drafts/messages']],
		output: { subject: 'Draft', to: 'pat@fabrikam.com', folder: 'Drafts', isDraft: true },
	},
	{
		operation: 'draft:delete',
		name: 'into Deleted Items',
		on: 'draftId',
		fields: {},
		requests: [['GET ROOT/messages/*'], ['GET ROOT/mailFolders/deleteditems'], ['DELETE ROOT/messages/*']],
		output: { deleted: true },
	},
	{
		operation: 'draft:delete',
		name: 'for good',
		on: 'draftId',
		fields: { permanently: true },
		requests: [['GET ROOT/messages/*'], ['POST ROOT/messages/*/permanentDelete']],
		output: { deleted: true, permanently: true },
	},
	{
		operation: 'draft:getStatus',
		name: 'of a draft',
		on: 'draftId',
		fields: {},
		requests: [['GET ROOT/messages/*'], ['GET ROOT/mailFolders/deleteditems']],
		output: { status: 'draft' },
	},
	{
		operation: 'draft:cleanUp',
		name: 'an unused one',
		on: 'draftId',
		holds: UNUSED,
		fields: { olderThanDays: 0, draftId: undefined },
		requests: [
			['POST /$batch', expect.anything()],
			['GET ROOT/messages'],
			['POST /$batch', expect.anything()],
			['GET ROOT/messages/*'],
			['DELETE ROOT/messages/*'],
		],
		output: { subject: 'Draft', removed: true },
	},
	{
		operation: 'draft:cleanUp',
		name: 'as a dry run',
		on: 'draftId',
		holds: UNUSED,
		fields: { olderThanDays: 0, dryRun: true, draftId: undefined },
		requests: [['POST /$batch', expect.anything()], ['GET ROOT/messages'], ['POST /$batch', expect.anything()]],
		output: { subject: 'Draft', removed: false },
	},
	{
		operation: 'message:getAll',
		name: 'of the Inbox',
		on: 'messageId',
		fields: { folder: 'inbox' },
		requests: [['GET ROOT/mailFolders/inbox/messages']],
		output: { subject: 'Offer', text: 'What does it cost?', from: 'pat@fabrikam.com', folder: 'Inbox' },
	},
	{
		operation: 'message:update',
		name: 'read, a category, a flag, then a move',
		on: 'messageId',
		fields: { isRead: true, categories: 'Answered', flagStatus: 'flagged', moveTo: 'archive' },
		requests: [
			['GET ROOT/messages/*'],
			['PATCH ROOT/messages/*', { isRead: true, flag: { flagStatus: 'flagged' }, categories: ['Answered'] }],
			['POST ROOT/messages/*/move', { destinationId: 'archive' }],
		],
		output: { subject: 'Offer', isRead: true, categories: ['Answered'], folder: 'Archive' },
	},
	{
		operation: 'message:send',
		name: 'JSON',
		fields: { to: 'new@contoso.com', subject: 'Hello', body: '<p>Hi</p>', saveToSentItems: false },
		requests: [
			[
				'POST ROOT/sendMail',
				{
					message: expect.objectContaining({ subject: 'Hello', toRecipients: to('new@contoso.com') }),
					saveToSentItems: false,
				},
			],
		],
		output: { sent: true, through: 'sendMail' },
	},
	{
		operation: 'message:send',
		name: 'later, through a draft',
		fields: { to: 'new@contoso.com', subject: 'Hello', sendAt: '2099-01-31T09:00:00Z' },
		requests: [
			['POST ROOT/messages', expect.objectContaining({ subject: 'Hello' })],
			['GET ROOT/messages/*'],
			[
				'PATCH ROOT/messages/*',
				{
					singleValueExtendedProperties: ['SystemTime 0x3FEF', 'SystemTime 0x000F'].map((id) => ({
						id,
						value: '2099-01-31T09:00:00Z',
					})),
				},
			],
			['POST ROOT/messages/*/send'],
		],
		output: { scheduled: true, through: 'draft', because: 'it is sent later' },
	},
];

/** Mails in Sent Items that end with this signature. */
export async function sendSigned(bench: LifeBench, signature: string, mailbox: string): Promise<void> {
	for (const text of ['Hello', 'Thank you', 'It is there.'])
		await bench.sent(
			{ body: { contentType: 'html', content: `<div>${text}</div><div id="Signature">${signature}</div>` } },
			mailbox,
		);
}

/** Makes what a case works on, and returns all of its fields. */
export async function fieldsFor(
	{ on, holds = {}, signed, fields }: Pick<LifeCase, 'on' | 'holds' | 'signed' | 'fields'>,
	bench: LifeBench,
	mailbox: string,
	asWritten: string,
): Promise<FieldValues> {
	const id =
		on === 'draftId'
			? await bench.draft(holds, mailbox)
			: on === 'messageId'
				? await bench.receive(holds, mailbox)
				: undefined;
	if (signed) await sendSigned(bench, signed, mailbox);
	return { mailbox: asWritten, ...(id === undefined || fields.folder !== undefined ? {} : { [on!]: id }), ...fields };
}

/** What is on the wire, for comparison with a case: own marks are random, and the sender of another mailbox goes without saying. */
export function onTheWire(
	requests: Array<{ method: string; path: string; body: string }>,
	shown: (request: { method: string; path: string }) => string,
): Array<[string, unknown?]> {
	return requests.map((request) => {
		if (request.body === '') return [shown(request)];
		const { singleValueExtendedProperties: properties, from: _from, ...rest } = JSON.parse(request.body);
		void _from;
		const own = (properties ?? []).filter(({ id }: { id: string }) => !id.includes('OutlookDrafts'));
		return [shown(request), { ...rest, ...(own.length > 0 ? { singleValueExtendedProperties: own } : {}) }];
	});
}
