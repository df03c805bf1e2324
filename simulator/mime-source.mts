import MailComposer from 'nodemailer/lib/mail-composer';
import type { Recipient, StoredMessage } from './types.mts';

const people = (recipients: Recipient[]): { name: string; address: string }[] =>
	recipients.map(({ emailAddress: { name = '', address = '' } }) => ({ name, address }));

/** Only with the member set: an absent `from` stays absent, as in a fresh draft. */
const person = (recipient: Recipient | null): { name: string; address: string } | undefined => (recipient ? people([recipient])[0] : undefined);

/** Members of a message that are headers of their own in a mail. A receipt is asked for by an address: without a sender there is none. RECALL */
function memberHeaders({ from, sender, importance, categories, isReadReceiptRequested, isDeliveryReceiptRequested }: StoredMessage): { key: string; value: string }[] {
	const address = (from ?? sender)?.emailAddress.address;
	return [
		...(importance === 'normal' ? [] : [{ key: 'Importance', value: importance }]),
		...(categories.length > 0 ? [{ key: 'Keywords', value: categories.join(', ') }] : []),
		...(address && isReadReceiptRequested ? [{ key: 'Disposition-Notification-To', value: `<${address}>` }] : []),
		...(address && isDeliveryReceiptRequested ? [{ key: 'Return-Receipt-To', value: `<${address}>` }] : []),
	];
}

/** The message as RFC 5322 source, the same bytes at every reading. Attachments without bytes (items, references) are left out. */
export async function mimeOf(message: StoredMessage): Promise<Buffer> {
	const { body, internetMessageHeaders } = message;
	const custom = new Map(internetMessageHeaders.map(({ name }) => [name.toLowerCase(), name]));
	const composer = new MailComposer({
		from: person(message.from),
		sender: message.from && message.sender ? person(message.sender) : undefined,
		to: people(message.toRecipients),
		cc: people(message.ccRecipients),
		bcc: people(message.bccRecipients),
		replyTo: people(message.replyTo),
		subject: message.subject ?? '',
		date: new Date(message.sentDateTime),
		messageId: message.internetMessageId,
		headers: [...memberHeaders(message), ...internetMessageHeaders.map(({ name, value }) => ({ key: name, value }))],
		// The composer capitalises names; custom headers keep their own spelling.
		normalizeHeaderKey: (name: string) => custom.get(name.toLowerCase()) ?? name,
		...(body.contentType === 'html' ? { html: body.content } : { text: body.content }),
		attachments: message.attachments
			.filter(({ contentBytes }) => contentBytes !== undefined)
			.map(({ name, contentType, contentBytes, isInline, contentId }) => ({
				filename: name,
				contentType: contentType ?? 'application/octet-stream',
				content: Buffer.from(contentBytes ?? '', 'base64'),
				contentDisposition: isInline ? 'inline' as const : 'attachment' as const,
				...(contentId ? { cid: contentId.replace(/^<|>$/g, '') } : {}),
			})),
		baseBoundary: Buffer.from(message.changeKey, 'base64').toString('hex'),
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	const root = composer.compile();
	root.keepBcc = true;
	return await root.build();
}
