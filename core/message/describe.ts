import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { SENSITIVITIES } from '../fields/choices';
import { SENSITIVITY_ID } from './sensitivity';

/** A message in words, one line for each thing that it says. */
export function describeMessage(message: Message): string[] {
	const { subject, body, importance, categories, flag, internetMessageHeaders: headers, attachments } = message;
	const properties = (message.singleValueExtendedProperties ?? []).filter(({ id }) => id !== SENSITIVITY_ID);
	const sensitivity = message.singleValueExtendedProperties?.find(({ id }) => id === SENSITIVITY_ID)?.value;
	const lists = message.multiValueExtendedProperties ?? [];
	const extensions = (message.extensions ?? []) as Array<Record<string, unknown>>;
	const lines: Array<[string, string | undefined]> = [
		['To', people(message.toRecipients) ?? 'nobody yet'],
		['Cc', people(message.ccRecipients)],
		['Bcc', people(message.bccRecipients)],
		['From', message.from ? people([message.from]) : undefined],
		['Reply To', people(message.replyTo)],
		['Subject', subject === undefined || subject === null ? 'none' : subject],
		[
			'Body',
			body
				? `${body.contentType?.toLowerCase() === 'html' ? 'HTML' : 'plain text'}, ${(body.content ?? '').length} characters`
				: 'none',
		],
		['Importance', importance ?? undefined],
		['Sensitivity', sensitivity ? (SENSITIVITIES[Number(sensitivity)] ?? sensitivity) : undefined],
		['Categories', list(categories)],
		[
			'Flag',
			flag
				? [
						flag.flagStatus,
						flag.startDateTime && `from ${day(flag.startDateTime)}`,
						flag.dueDateTime && `due ${day(flag.dueDateTime)}`,
					]
						.filter(Boolean)
						.join(', ')
				: undefined,
		],
		['Marked as read', yesNo(message.isRead)],
		['Read receipt', yesNo(message.isReadReceiptRequested)],
		['Delivery receipt', yesNo(message.isDeliveryReceiptRequested)],
		['Custom headers', list(headers?.map(({ name, value }) => `${name}: ${value}`))],
		['Attachments', list(attachments?.map(({ name }) => name ?? 'without a name'))],
		[
			'Extended properties',
			list([...properties, ...lists].map(({ id, value }) => `${id} = ${[value].flat().join(', ')}`)),
		],
		['Open extensions', list(extensions.map(({ extensionName }) => String(extensionName)))],
	];
	return lines.flatMap(([name, text]) => (text === undefined ? [] : [`${name}: ${text}`]));
}

function people(recipients: Recipient[] | null | undefined): string | undefined {
	return list(
		recipients?.map(({ emailAddress }) =>
			emailAddress?.name ? `${emailAddress.name} <${emailAddress.address ?? ''}>` : (emailAddress?.address ?? ''),
		),
	);
}

const list = (texts: string[] | null | undefined) => (texts && texts.length > 0 ? texts.join('; ') : undefined);
const day = ({ dateTime, timeZone }: { dateTime?: string | null; timeZone?: string | null }) =>
	`${(dateTime ?? '').replace(/\.0+$/, '')} ${timeZone ?? ''}`.trim();
const yesNo = (value: boolean | null | undefined) =>
	value === undefined || value === null ? undefined : value ? 'yes' : 'no';
