import { bodyContent, escapeHtml, wrapHtml } from './html.mts';
import type { ItemBody, Recipient, StoredMessage } from './types.mts';

interface Quote {
	original: StoredMessage;
	comment: string;
	htmlForm: 'long' | 'compact';
	nameOf: (address: string) => string | undefined;
	/** IANA name; UTC if absent. */
	timeZone?: string;
}

/** Exchange takes one prefix of up to three letters off before it adds its own. RECALL */
export function prefixed(prefix: 'RE' | 'FW', subject: string | null): string {
	return `${prefix}: ${(subject ?? '').replace(/^[^\s\d:]{1,3}:\s*/, '')}`;
}

function people(recipients: Recipient[], nameOf: Quote['nameOf']): string {
	return recipients
		.map(({ emailAddress: { name, address = '' } }) => `${name || (nameOf(address) ?? address)} <${address}>`)
		.join('; ');
}

/** One for each zone: making one takes longer than the whole reply. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** UTC unless another zone is preferred. DOC message-createreply. Its form is that of Outlook in English. RECALL */
function sentLine(time: string, timeZone = 'UTC'): string {
	const format =
		formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium', timeZone });
	formats.set(timeZone, format);
	return format.format(new Date(time)).replace(' at ', ' ').replaceAll('\u202f', ' ');
}

function headLines({ original, nameOf, timeZone }: Quote): [string, string][] {
	const from = original.from ?? original.sender;
	const sent = sentLine(original.sentDateTime, timeZone);
	const lines: [string, string][] = [
		['From', from ? people([from], nameOf) : ''],
		['Sent', sent],
		['To', people(original.toRecipients, nameOf)],
		['Cc', people(original.ccRecipients, nameOf)],
		['Subject', original.subject ?? ''],
	];
	return lines.filter(([name, value]) => name !== 'Cc' || value !== '');
}

/** The comment, a rule, the head of the original and its body, in the original's type. That there is such a block: OBS clients; its markup is Outlook's, RECALL; the type INFERRED */
export function quotedBody(quote: Quote): ItemBody {
	const { original, comment, htmlForm } = quote;
	const lines = headLines(quote);
	if (original.body.contentType === 'text') {
		const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
		return {
			contentType: 'text',
			content: `${comment}\r\n\r\n________________________________\r\n${head}\r\n\r\n${original.body.content}`,
		};
	}
	const head = lines.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}`).join('<br>\r\n');
	const above = comment === '' ? '' : `<div>${escapeHtml(comment).replace(/\r?\n/g, '<br>\r\n')}</div>\r\n`;
	const rule = '<hr tabindex="-1" style="display:inline-block; width:98%">';
	const block = `<div id="divRplyFwdMsg" dir="ltr">${head}\r\n<div>&nbsp;</div>\r\n</div>`;
	return {
		contentType: 'html',
		content: wrapHtml(`${above}${rule}\r\n${block}\r\n${bodyContent(original.body.content)}`, htmlForm),
	};
}
