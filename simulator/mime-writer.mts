import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { propertyKey } from './extended-properties.mts';
import { htmlToText } from './html.mts';
import { MessageReader } from './message-reader.mts';
import { withExchangeFields } from './exchange-fields.mts';
import { withEntity } from './mime-header.mts';
import type { Switches } from './switches.mts';
import type { MessageContent, Recipient } from './types.mts';

type Json = Record<string, unknown>;
type Attachment = MessageContent['attachments'][number];
type ComposedAttachment = NonNullable<
	NonNullable<ConstructorParameters<typeof MailComposer>[0]>['attachments']
>[number];

export interface Composed extends Omit<MessageContent, 'attachments'> {
	/** Of a message in a mailbox. */
	conversationIndex?: string;
	attachments: Attachment[];
	sentDateTime?: string;
}

export interface WriteMime {
	switches: Switches;
	nameOf: (address: string) => string | undefined;
	/** Who gets the receipts of a message without `from`. */
	self: Recipient | undefined;
}

function mailboxes(recipients: Recipient[], nameOf: WriteMime['nameOf']): { name: string; address: string }[] {
	return recipients.map(({ emailAddress: { name, address = '' } }) => ({
		// Without a name the address is one. OBS GNOME/msgraph (2024)
		name: name ?? nameOf(address) ?? address,
		address,
	}));
}

const propertyOf = (message: Composed, tag: number): string | undefined =>
	message.singleValueExtendedProperties.find(
		({ id }) => /^(?:string|integer) tag /.test(propertyKey(id) ?? '') && propertyKey(id)?.endsWith(` tag ${tag}`),
	)?.value;

const sensitivities = ['', 'Personal', 'Private', 'Company-Confidential'];

const hasType = (attachment: Attachment, kind: string): boolean =>
	attachment.odataType === `#microsoft.graph.${kind}Attachment`;

/** The message in an item attachment as MIME; undefined for an event or a contact, which the simulator does not write. */
export async function itemMime({ mime, item }: Attachment, write: WriteMime): Promise<Buffer | undefined> {
	if (mime) return Buffer.from(mime);
	const json = item as Json | undefined;
	if (!/^#?microsoft\.graph\.message$/i.test(String(json?.['@odata.type']))) return undefined;
	return composeMime(new MessageReader(write.switches).read(json), { ...write, self: undefined });
}

/** References and items that are no messages are left out: the simulator's own limit. */
async function attached(attachment: Attachment, write: WriteMime): Promise<ComposedAttachment | undefined> {
	const { name, contentType, contentBytes, contentId, isInline } = attachment;
	if (hasType(attachment, 'item')) {
		const content = await itemMime(attachment, write);
		return content && { contentType: 'message/rfc822', filename: `${name || 'message'}.eml`, content };
	}
	if (contentBytes === undefined) return undefined;
	return {
		filename: name,
		content: Buffer.from(contentBytes, 'base64'),
		contentType: contentType ?? undefined,
		cid: contentId ?? undefined,
		contentDisposition: isInline ? 'inline' : 'attachment',
	};
}

/** A signed entity can only be given back whole. */
const signedEntity = ({ attachments }: Composed): string | undefined =>
	attachments.length === 1 && attachments[0].contentType === 'multipart/signed'
		? attachments[0].contentBytes
		: undefined;

/**
 * MIME from the properties, as Exchange does for a message that did not come as MIME; HTML has a plain text beside it. RECALL.
 * Which header fields there are beside the documented properties is INFERRED.
 */
export async function composeMime(message: Composed, write: WriteMime): Promise<Buffer> {
	const people = (recipients: Recipient[]): { name: string; address: string }[] => mailboxes(recipients, write.nameOf);
	// A draft has none unless it was set. OBS GNOME/msgraph (2024), zammad (2025)
	const from = message.from ?? message.sender;
	const receiver = from ?? write.self;
	const sender =
		message.sender && message.sender.emailAddress.address !== from?.emailAddress.address
			? people([message.sender])[0]
			: undefined;
	const signed = signedEntity(message);
	const attachments =
		signed === undefined ? await Promise.all(message.attachments.map((one) => attached(one, write))) : [];
	const files = attachments.filter((one) => one !== undefined);
	const { contentType, content } = message.body;
	const text = contentType === 'html' ? htmlToText(content) : content;
	// Encrypted mail is one file and no text.
	const body = content === '' && files.length > 0 ? {} : { text, ...(contentType === 'html' ? { html: content } : {}) };
	const own = [
		{ key: 'Importance', value: message.importance === 'normal' ? '' : message.importance },
		{ key: 'Sensitivity', value: sensitivities[Number(propertyOf(message, 0x36))] ?? '' },
		{
			key: 'Disposition-Notification-To',
			value: (message.isReadReceiptRequested && receiver?.emailAddress.address) || '',
		},
	];
	const custom = new Map(message.internetMessageHeaders.map(({ name }) => [name.toLowerCase(), name]));
	const mail = new MailComposer({
		// The composer capitalises names; custom headers keep their own spelling.
		normalizeHeaderKey: (name: string) => custom.get(name.toLowerCase()) ?? name,
		// The same bytes at every reading.
		baseBoundary: createHash('sha256').update(`${message.internetMessageId} ${content}`).digest('hex').slice(0, 32),
		disableFileAccess: true,
		disableUrlAccess: true,
		newline: 'windows',
		from: from ? people([from]) : undefined,
		sender,
		to: people(message.toRecipients),
		cc: people(message.ccRecipients),
		bcc: people(message.bccRecipients),
		replyTo: people(message.replyTo),
		subject: message.subject ?? '',
		messageId: message.internetMessageId ?? undefined,
		date: message.sentDateTime === undefined ? undefined : new Date(message.sentDateTime),
		inReplyTo: propertyOf(message, 0x1042),
		references: propertyOf(message, 0x1039),
		headers: [
			...own.filter(({ value }) => value !== ''),
			...message.internetMessageHeaders.map(({ name, value }) => ({ key: name, value })),
		],
		...body,
		attachments: files,
	}).compile();
	mail.keepBcc = true;
	const built = await mail.build();
	return signed === undefined ? withExchangeFields(built, message) : withEntity(built, Buffer.from(signed, 'base64'));
}
