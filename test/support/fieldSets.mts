// Random sets of fields, and what a mailbox has to hold after each of them, told from the fields alone.
import * as fc from 'fast-check';

import type { FieldValues } from '../../core/fields';
import type { StoredMessage } from '../../simulator/server.mts';
import { amount } from './amount.mts';

const GUID = '{66f5a359-4659-4830-9070-00047ec6ac6e}';

/** Fields as they are entered, and what each of them means. */
export interface FieldSet {
	fields: FieldValues;
	meant: {
		recipients: Record<'toRecipients' | 'ccRecipients' | 'bccRecipients' | 'replyTo', string[]>;
		from: string | undefined;
		subject: string | undefined;
		body: { type: 'html' | 'text' | 'textAsHtml'; content: string } | undefined;
		importance: string | undefined;
		categories: string[];
		flag: { status: string | undefined; start: string | undefined; due: string | undefined };
		sensitivity: number | undefined;
		isRead: boolean | undefined;
		isReadReceiptRequested: boolean | undefined;
		isDeliveryReceiptRequested: boolean | undefined;
		headers: Array<{ name: string; value: string }>;
		property: string | undefined;
		list: string[] | undefined;
		extension: Record<string, unknown> | undefined;
	};
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const address = fc
	.tuple(word, word, fc.constantFrom('contoso.com', 'example.com', 'fabrikam.com'))
	.map(([first, last, domain]) => `${first}.${last}@${domain}`);
/** Text of any script, with everything that has a meaning somewhere: markup, quotes, line breaks, templates. */
const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc
		.array(
			fc.constantFrom(
				'<b>',
				'</b>',
				'&amp;',
				'"',
				"'",
				'\\',
				'\r\n',
				'\n',
				'\t',
				'  ',
				'Grüße',
				'👍🏽',
				'مرحبا',
				'{{ 1 }}',
				'${x}',
				'=',
				'%00',
				'--',
				'<!--',
				'a',
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join('')),
);
const trimmed = text.map((value) => value.replace(/[\r\n]/g, ' ').trim());
const maybe = <T,>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const unique = (arbitrary: fc.Arbitrary<string>, maxLength: number) =>
	fc.uniqueArray(arbitrary, { maxLength, selector: (value) => value.toLowerCase() });

/** One list of addresses in one of the forms that people and programs give. */
const people = unique(address, 5).chain((addresses) =>
	fc
		.constantFrom(
			addresses.join('; '),
			addresses.join(','),
			`${addresses.join(';\n')};`,
			addresses,
			addresses.map((one) => ({ address: one })),
			addresses.map((one) => ({ emailAddress: { address: one } })),
			JSON.stringify(addresses),
			addresses.map((one) => `"Name, ${one.split('@')[0]}" <${one}>`).join('; '),
		)
		.map((form) => ({ form, addresses })),
);
const switchForm = maybe(fc.boolean()).chain((value) =>
	fc
		.constantFrom(
			...(value === undefined ? ['', null, undefined] : [value, String(value), value ? 'yes' : 'no', value ? 1 : 0]),
		)
		.map((form) => ({ form, value })),
);
const day = fc
	.date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

export const fieldSet: fc.Arbitrary<FieldSet> = fc
	.record({
		to: people,
		cc: people,
		bcc: people,
		replyTo: people,
		from: maybe(address),
		subject: maybe(text),
		body: maybe(
			fc.record({ type: fc.constantFrom('html' as const, 'text' as const, 'textAsHtml' as const), content: text }),
		),
		importance: maybe(fc.constantFrom('low', 'normal', 'high')),
		categories: fc.record({
			names: unique(
				trimmed.filter((name) => name !== '' && !/^\[|[;,]/.test(name)),
				3,
			),
			asList: fc.boolean(),
		}),
		flagStatus: maybe(fc.constantFrom('flagged', 'complete')),
		start: maybe(day),
		due: day,
		hasDue: fc.boolean(),
		sensitivity: maybe(fc.constantFrom('normal', 'personal', 'private', 'confidential')),
		isRead: switchForm,
		readReceipt: switchForm,
		deliveryReceipt: switchForm,
		headers: fc.tuple(
			...['x-a', 'X-B', 'x-ticket-id', 'x-d.e', 'x-!'].map((name) => maybe(trimmed).map((value) => ({ name, value }))),
		),
		property: maybe(text),
		list: maybe(fc.array(text, { minLength: 1, maxLength: 3 })),
		extension: maybe(
			fc.dictionary(
				word.filter((name) => name !== 'id' && name !== 'extensionname' && name !== 'data'),
				fc.oneof(text, fc.integer(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 })),
				{ minKeys: 1, maxKeys: 3, noNullPrototype: true },
			),
		),
	})
	.map((given): FieldSet => {
		const due = given.start === undefined || !given.hasDue ? undefined : given.due;
		return {
			fields: {
				to: given.to.form,
				cc: given.cc.form,
				bcc: given.bcc.form,
				replyTo: given.replyTo.form,
				from: given.from,
				subject: given.subject,
				bodyType: given.body?.type ?? 'html',
				body: given.body?.content,
				importance: given.importance ?? '',
				categories: given.categories.asList ? given.categories.names : given.categories.names.join('; '),
				flagStatus: given.flagStatus ?? '',
				flagStart: given.start,
				flagDue: due,
				sensitivity: given.sensitivity ?? '',
				isRead: given.isRead.form,
				requestReadReceipt: given.readReceipt.form,
				requestDeliveryReceipt: given.deliveryReceipt.form,
				customHeaders: given.headers,
				extendedProperties: [
					{ id: `String ${GUID} Name Ticket`, value: given.property },
					{ id: `StringArray ${GUID} Name Tickets`, value: given.list },
				],
				openExtension: [{ extensionName: 'Com.Contoso.Ticket', data: given.extension }],
			},
			meant: {
				recipients: {
					toRecipients: given.to.addresses,
					ccRecipients: given.cc.addresses,
					bccRecipients: given.bcc.addresses,
					replyTo: given.replyTo.addresses,
				},
				from: given.from,
				subject: given.subject,
				body: given.body,
				importance: given.importance,
				categories: given.categories.names,
				flag: {
					status: given.flagStatus ?? (given.start === undefined ? undefined : 'flagged'),
					start: given.start,
					due,
				},
				sensitivity:
					given.sensitivity === undefined
						? undefined
						: ['normal', 'personal', 'private', 'confidential'].indexOf(given.sensitivity),
				isRead: given.isRead.value,
				isReadReceiptRequested: given.readReceipt.value,
				isDeliveryReceiptRequested: given.deliveryReceipt.value,
				headers: given.headers.filter(
					(header): header is { name: string; value: string } => header.value !== undefined,
				),
				property: given.property,
				list: given.list,
				extension: given.extension,
			},
		};
	});

export const SETS = amount(250, 1_000);

/** The same sets in both hosts and in every run. */
export const fieldSets = (): FieldSet[] => fc.sample(fieldSet, { numRuns: SETS, seed: 20261125 });

/** What a mailbox holds of one set, in the terms of `meant`. */
export function heldOf(message: StoredMessage, { meant }: FieldSet): FieldSet['meant'] {
	const addresses = (list: StoredMessage['toRecipients']) => list.map(({ emailAddress }) => emailAddress.address!);
	const single = (id: string) => message.singleValueExtendedProperties.find((one) => one.id === id)?.value;
	const sensitivity = single('Integer 0x0036');
	const from = message.from?.emailAddress.address;
	const own = Object.entries(message.extensions[0] ?? {}).filter(
		([name]) => !['@odata.type', 'extensionName', 'id'].includes(name),
	);
	return {
		recipients: {
			toRecipients: addresses(message.toRecipients),
			ccRecipients: addresses(message.ccRecipients),
			bccRecipients: addresses(message.bccRecipients),
			replyTo: addresses(message.replyTo),
		},
		// The mailbox itself where nobody was named.
		from: meant.from === undefined && from === 'support@contoso.com' ? undefined : from,
		subject: message.subject ?? undefined,
		body: meant.body && { type: meant.body.type, content: contentOf(message.body, meant.body.type) },
		importance: meant.importance === undefined && message.importance === 'normal' ? undefined : message.importance,
		categories: message.categories,
		flag: {
			status: message.flag.flagStatus === 'notFlagged' ? undefined : message.flag.flagStatus,
			start: message.flag.startDateTime?.dateTime.slice(0, 10),
			due: message.flag.dueDateTime?.dateTime.slice(0, 10),
		},
		sensitivity: sensitivity === undefined ? undefined : Number(sensitivity),
		// True, false and false where nothing is said.
		isRead: meant.isRead === undefined && message.isRead ? undefined : message.isRead,
		isReadReceiptRequested:
			meant.isReadReceiptRequested === undefined && !message.isReadReceiptRequested
				? undefined
				: message.isReadReceiptRequested!,
		isDeliveryReceiptRequested:
			meant.isDeliveryReceiptRequested === undefined && !message.isDeliveryReceiptRequested
				? undefined
				: message.isDeliveryReceiptRequested!,
		headers: message.internetMessageHeaders,
		property: single(`String ${GUID} Name Ticket`),
		list: message.multiValueExtendedProperties[0]?.value,
		extension: message.extensions.length > 0 ? Object.fromEntries(own) : undefined,
	};
}

/** What was entered as a body, read back from what is stored by other means than it was written. */
function contentOf({ contentType, content }: StoredMessage['body'], type: 'html' | 'text' | 'textAsHtml'): string {
	if (type === 'text') return contentType === 'text' ? content : `stored as ${contentType}`;
	const inner =
		/^<html><head>\r\n<meta [^>]*><\/head><body>([\s\S]*)<\/body><\/html>\s*$/.exec(content)?.[1] ?? content;
	if (type === 'html') return inner;
	const entities: Record<string, string> = {
		'&lt;': '<',
		'&gt;': '>',
		'&quot;': '"',
		'&#39;': "'",
		'&amp;': '&',
		'&nbsp;': ' ',
	};
	return inner.replace(/<br>\r\n/g, '\n').replace(/&(?:lt|gt|quot|#39|amp|nbsp);/g, (entity) => entities[entity]);
}

/** As typed: line ends and tabs are told apart no more once they are shown as HTML. */
export function comparableMeant({ meant: given }: FieldSet): FieldSet['meant'] {
	const { subject } = given;
	// A subject is one line.
	const lines = subject?.split(/[\r\n]+/).map((line) => line.trim());
	const joined = lines && lines.length > 1 ? lines.filter((line) => line !== '').join(' ') : subject;
	const meant = { ...given, subject: joined };
	if (meant.body?.type !== 'textAsHtml') return meant;
	return {
		...meant,
		body: { ...meant.body, content: meant.body.content.replace(/\r\n|\r/g, '\n').replace(/\t/g, '    ') },
	};
}
