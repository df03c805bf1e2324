import { bodyContent, escapeHtml, withBodyContent, wrapHtml } from './html.mts';
import type { Switches } from './switches.mts';
import type { ItemBody, Recipient, StoredMessage } from './types.mts';

interface Quote {
	original: StoredMessage;
	/** In HTML it is taken as HTML. OBS MA-CPL1 (2026) */
	comment: string;
	htmlForm: Switches['htmlForm'];
	locale: Switches['mailboxLocale'];
	nameOf: (address: string) => string | undefined;
	/** Addresses of the mailbox, which is shown by its name alone. OBS Nango (2026) */
	self: string[];
	/** IANA name; UTC if absent. */
	timeZone?: string;
}

/** Exchange takes one prefix of up to three letters off before it adds its own. RECALL; `RE: ` OBS Nango (2026) */
export function prefixed(prefix: 'RE' | 'FW', subject: string | null): string {
	return `${prefix}: ${(subject ?? '').replace(/^[^\s\d:]{1,3}:\s*/, '')}`;
}

function people(recipients: Recipient[], { nameOf, self }: Quote): string {
	return recipients
		.map(({ emailAddress: { name, address = '' } }) => {
			const shown = name || (nameOf(address) ?? address);
			return self.includes(address.toLowerCase()) ? shown : `${shown} <${address}>`;
		})
		.join('; ');
}

/** One for each zone: making one takes longer than the whole reply. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** UTC unless another zone is preferred. DOC message-createreply. `Monday, 04 May 2026 09:23:14` OBS Nango (2026), in an English mailbox `Friday, March 20, 2026 9:10:51 AM` OBS MA-CPL1 (2026) */
function sentLine(time: string, locale: Quote['locale'], timeZone = 'UTC'): string {
	const key = `${locale} ${timeZone}`;
	const options: Intl.DateTimeFormatOptions =
		locale === 'en-US'
			? { dateStyle: 'full', timeStyle: 'medium', timeZone }
			: {
					weekday: 'long',
					day: '2-digit',
					month: 'long',
					year: 'numeric',
					hour: '2-digit',
					minute: '2-digit',
					second: '2-digit',
					hourCycle: 'h23',
					timeZone,
				};
	const format = formats.get(key) ?? new Intl.DateTimeFormat('en-US', options);
	formats.set(key, format);
	if (locale === 'en-US') return format.format(new Date(time)).replace(' at ', ' ').replaceAll('\u202f', ' ');
	const part = Object.fromEntries(format.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
	return `${part.weekday}, ${part.day} ${part.month} ${part.year} ${part.hour}:${part.minute}:${part.second}`;
}

function headLines(quote: Quote): [string, string][] {
	const { original, locale, timeZone } = quote;
	const from = original.from ?? original.sender;
	const lines: [string, string][] = [
		['From', from ? people([from], quote) : ''],
		['Sent', sentLine(original.sentDateTime, locale, timeZone)],
		['To', people(original.toRecipients, quote)],
		['Cc', people(original.ccRecipients, quote)],
		['Subject', original.subject ?? ''],
	];
	return lines.filter(([name, value]) => name !== 'Cc' || value !== '');
}

/** OBS Nango (2026), MA-CPL1 (2026) */
const RULE = '<hr tabindex="-1" style="display:inline-block; width:98%">';
const FONT = '<font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">';

/**
 * The comment, a rule, the head of the original and its body, in the original's type. In HTML the attributes of its body element and its styles
 * stay, and nothing is broken into lines. OBS Nango, MA-CPL1 (2026). Text: OBS one project's fixture (2026).
 */
export function quotedBody(quote: Quote): ItemBody {
	const { original, comment, htmlForm } = quote;
	const lines = headLines(quote);
	if (original.body.contentType === 'text') {
		const head = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
		return { contentType: 'text', content: `${comment}\n\n${'_'.repeat(40)}\n${head}\n\n${original.body.content}` };
	}
	const head = lines.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}`).join('<br>');
	const above = comment === '' ? '' : `${comment} `;
	const block = `<div id="divRplyFwdMsg" dir="ltr">${FONT}${head}</font> <div>&nbsp;</div></div>`;
	const content = `${above}${RULE}${block}<div>${bodyContent(original.body.content)}</div>`;
	const document = withBodyContent(original.body.content, content);
	return { contentType: 'html', content: wrapHtml(document ?? content, htmlForm) };
}
