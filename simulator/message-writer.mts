import { escapeHtml, htmlToText, removeUnsafeHtml, wrapHtml } from './html.mts';
import { webLink } from './ids.mts';
import type { Preferences } from './prefer.mts';
import type { ItemBody, Recipient, StoredAttachment, StoredMessage } from './types.mts';

type Json = Record<string, unknown>;

/** Members of a message in the order of the Create message page's examples; sender and from where example 3 has them. */
export const messageMembers = [
	'id',
	'createdDateTime',
	'lastModifiedDateTime',
	'changeKey',
	'categories',
	'receivedDateTime',
	'sentDateTime',
	'hasAttachments',
	'internetMessageId',
	'subject',
	'bodyPreview',
	'importance',
	'parentFolderId',
	'conversationId',
	'conversationIndex',
	'isDeliveryReceiptRequested',
	'isReadReceiptRequested',
	'isRead',
	'isDraft',
	'webLink',
	'inferenceClassification',
	'body',
	'sender',
	'from',
	'toRecipients',
	'ccRecipients',
	'bccRecipients',
	'replyTo',
	'flag',
];

/** Only with $select. DOC resources/message */
export const onlySelected = ['internetMessageHeaders', 'uniqueBody'];

export interface WriteOptions {
	preferences: Preferences;
	/** Display name of an address in the directory. */
	nameOf: (address: string) => string | undefined;
	select?: string[];
	/** The mailbox is a personal account's. */
	isPersonal?: boolean;
	/** A create answers with the stored body type whatever was preferred. INFERRED from message-get and create-message */
	convertBody?: boolean;
}

export const idOf = (message: StoredMessage, preferences: Preferences): string =>
	preferences.immutableIds ? message.immutableId : message.id;

function recipient(value: Recipient, nameOf: WriteOptions['nameOf']): Recipient {
	const { name, address } = value.emailAddress;
	const shown = name || (address && (nameOf(address) ?? address));
	return { emailAddress: { ...(shown ? { name: shown } : {}), ...(address === undefined ? {} : { address }) } };
}

function bodyFor(body: ItemBody, { preferences, convertBody }: WriteOptions): ItemBody {
	const safe =
		body.contentType === 'html' && !preferences.allowUnsafeHtml ? removeUnsafeHtml(body.content) : body.content;
	if (convertBody && preferences.bodyType === 'text' && body.contentType === 'html')
		return { contentType: 'text', content: htmlToText(safe) };
	if (convertBody && preferences.bodyType === 'html' && body.contentType === 'text') {
		return { contentType: 'html', content: wrapHtml(escapeHtml(safe).replace(/\r?\n/g, '<br>\r\n'), 'long') };
	}
	return { contentType: body.contentType, content: safe };
}

function member(name: string, message: StoredMessage, options: WriteOptions): unknown {
	const list = (recipients: Recipient[]): Recipient[] => recipients.map((one) => recipient(one, options.nameOf));
	switch (name) {
		case 'id':
			return idOf(message, options.preferences);
		case 'subject':
			return message.subject ?? '';
		case 'hasAttachments':
			return message.attachments.some(({ isInline }) => !isInline);
		case 'webLink':
			return webLink(idOf(message, options.preferences), options.isPersonal);
		case 'body':
		case 'uniqueBody':
			return bodyFor(message.body, options);
		case 'sender':
		case 'from': {
			// Absent in a fresh JSON draft; once `from` is set, sender is the same (Send As). DOC create-message, outlook-send-mail-from-other-user
			const value = (name === 'sender' ? message.sender : null) ?? message.from;
			return value ? recipient(value, options.nameOf) : undefined;
		}
		case 'toRecipients':
		case 'ccRecipients':
		case 'bccRecipients':
		case 'replyTo':
			return list(message[name]);
		case 'internetMessageHeaders':
			return message.internetMessageHeaders.length > 0 ? message.internetMessageHeaders : undefined;
		default:
			return (message as unknown as Json)[name];
	}
}

/** The message as Graph shows it. With $select the etag and the id stay. DOC message-get */
export function messageJson(message: StoredMessage, options: WriteOptions): Json {
	const names = options.select
		? [...messageMembers, ...onlySelected].filter((name) => name === 'id' || options.select?.includes(name))
		: messageMembers;
	const json: Json = { '@odata.etag': `W/"${message.changeKey}"` };
	for (const name of names) {
		const value = member(name, message, options);
		if (value !== undefined) json[name] = value;
	}
	return json;
}

export function attachmentJson(attachment: StoredAttachment): Json {
	const { odataType, id, lastModifiedDateTime, name, contentType, size, isInline, contentId, contentBytes } =
		attachment;
	const common = { id, lastModifiedDateTime, name, contentType, size, isInline };
	// The media type beside the type: OBS Nango (2026), RogerSelwyn/MS365-Mail (2024)
	return odataType === '#microsoft.graph.fileAttachment'
		? {
				'@odata.type': odataType,
				...(contentType === null ? {} : { '@odata.mediaContentType': contentType }),
				...common,
				contentId,
				contentLocation: null,
				contentBytes,
			}
		: { '@odata.type': odataType, ...common };
}

/** DOC opentypeextension-post-opentypeextension: shown expanded at the create. */
export function extensionJson(extension: Json): Json {
	return {
		...extension,
		'@odata.type': '#microsoft.graph.openTypeExtension',
		id: `microsoft.graph.openTypeExtension.${String(extension.extensionName)}`,
	};
}
