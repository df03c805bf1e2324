import type { Message } from '@microsoft/microsoft-graph-types';

import { mailboxPath } from '../../graph/paths';
import type { Recipient } from '../../message/recipients';
import type { Creating } from './creating';
import type { OperationResult } from '../operation';
import type { MimeMessage } from './mimeMessage';
import { folderText } from '../../folders/readFolder';

/** In place of a result: what the MIME message says, and the request that would carry it. */
export function mimeDryRun(
	{ account, mailbox, folder: chosen }: Creating,
	{ base64, size, summary }: MimeMessage,
	{ properties, summary: more }: { properties: Message; summary: string[] },
	warnings: string[],
): OperationResult {
	const folder = folderText(chosen);
	const people = (label: string, list: Recipient[]) =>
		list.length > 0 ? [`${label}: ${list.map(nameOf).join('; ')}`] : [];
	const lines = [
		'Dry run: nothing was sent. Without it, one draft would be created in ' +
			`${mailbox === 'me' ? 'your mailbox' : mailbox}, folder ${folder}.`,
		`Subject: ${summary.subject ?? ''}`,
		...people('From', summary.from ? [summary.from] : []),
		...people('To', summary.to),
		...people('Cc', summary.cc),
		...people('Bcc', summary.bcc),
		...people('Reply To', summary.replyTo),
		`Message: ${summary.contentType}${summary.protection ? `, ${summary.protection}` : ''}, ${size} bytes of ` +
			`MIME, ${base64.length} as base64.`,
		...more,
		...(folder.toLowerCase() === 'drafts' ? [] : [`It would be created in Drafts and then moved to ${folder}.`]),
	];
	const request = {
		method: 'POST',
		url: `${account.graphUrl}/v1.0${mailboxPath(mailbox)}/messages`,
		headers: { 'Content-Type': 'text/plain' },
		body: base64,
	};
	const set = Object.keys(properties).length > 0 ? { properties } : {};
	return {
		id: '',
		output: { dryRun: true, summary: lines.join('\n'), mailbox, folder, request, ...set, warnings },
		warnings,
	};
}

const nameOf = ({ emailAddress: { name, address } }: Recipient) => (name ? `${name} <${address}>` : address);
