// The same fields given to nodemailer's composer.
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { MessageParts } from '../../../core/mime/compose';
import { htmlToText } from '../../../core/html/htmlToText';

/** nodemailer writes text that looks like an encoded word (RFC 2047) as it is, so that readers decode it. */
const plain = (text: string | undefined) => text?.replaceAll('=?', '=-');
const person = ({ emailAddress: { address, name } }: NonNullable<MessageParts['from']>) => ({
	address,
	name: plain(name) ?? '',
});

/** What of the parts nodemailer can express. */
export function forNodemailer(parts: MessageParts): MessageParts {
	const people = (recipients: MessageParts['to']) =>
		recipients?.map((recipient) => ({ emailAddress: person(recipient) }));
	return {
		...parts,
		...(parts.from ? { from: { emailAddress: person(parts.from) } } : {}),
		to: people(parts.to),
		cc: people(parts.cc),
		bcc: people(parts.bcc),
		replyTo: people(parts.replyTo),
		subject: plain(parts.subject),
		headers: parts.headers?.map(({ name, value }) => ({ name, value: plain(value)! })),
	};
}

export function composeWithNodemailer(parts: MessageParts): Promise<Uint8Array> {
	const composer = new MailComposer({
		from: parts.from && person(parts.from),
		to: parts.to?.map(person),
		cc: parts.cc?.map(person),
		bcc: parts.bcc?.map(person),
		replyTo: parts.replyTo?.map(person),
		subject: parts.subject,
		date: parts.date,
		messageId: parts.messageId,
		text: parts.text ?? (parts.html === undefined ? '' : htmlToText(parts.html)),
		html: parts.html,
		priority: parts.importance,
		headers: parts.headers?.map(({ name, value }) => ({ key: name, value })),
		attachments: parts.attachments?.map(({ name, contentType, content, contentId, isInline }) => ({
			filename: name,
			contentType,
			content: Buffer.from(content),
			...(contentId === undefined ? {} : { cid: contentId }),
			...(isInline ? { contentDisposition: 'inline' as const } : {}),
		})),
	});
	const message = composer.compile();
	message.keepBcc = true;
	return new Promise((resolve, reject) => message.build((error, built) => (error ? reject(error) : resolve(built))));
}
