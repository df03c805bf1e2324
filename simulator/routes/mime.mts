import { threadOfReferences } from '../conversation.mts';
import { notSupported } from '../errors.mts';
import type { MailCall, Route } from '../graph.mts';
import { mimeBytes } from '../mime-body.mts';
import { readMime } from '../mime-reader.mts';
import { composeMime } from '../mime-writer.mts';
import type { WriteMime } from '../mime-writer.mts';
import type { MessageContent, StoredMessage } from '../types.mts';
import type { BytesAnswer } from './attachments.mts';
import { onMessage } from './on-message.mts';

export interface MimeRequest {
	content: MessageContent;
	more: Partial<StoredMessage>;
}

/** The message in a `text/plain` request, and what a new message has from it beside its content: source, time of sending, conversation. */
export async function readRequest(call: MailCall): Promise<MimeRequest> {
	const mime = mimeBytes(call);
	const { content, sentDateTime, references } = await readMime(mime, call.switches);
	return {
		content,
		more: {
			mime,
			...(sentDateTime === undefined ? {} : { sentDateTime }),
			...threadOfReferences(call.mailbox, references),
		},
	};
}

export const writing = ({ store, switches, mailbox }: Pick<MailCall, 'store' | 'switches' | 'mailbox'>): WriteMime => ({
	switches,
	nameOf: (address) => store.nameOf(address),
	self: { emailAddress: { name: mailbox.displayName, address: mailbox.address } },
});

/** The message as RFC 5322 source: as it came, or composed from its properties. */
export async function mimeOf(
	message: StoredMessage,
	call: Pick<MailCall, 'store' | 'switches' | 'mailbox'>,
): Promise<Buffer> {
	return message.mime ? Buffer.from(message.mime) : await composeMime(message, writing(call));
}

/** Raw MIME, no base64. DOC message-get */
async function value(call: MailCall, message: StoredMessage): Promise<BytesAnswer> {
	const isAtFolder = call.keys.length > 1;
	if (isAtFolder && call.switches.mimeValueAtFolderUrl === 'refused') throw notSupported();
	return { status: 200, headers: { 'Content-Type': 'text/plain' }, bytes: await mimeOf(message, call) };
}

export const mimeRoutes: Route[] = onMessage('GET', '$value', value);
