import { itemNotFound } from './errors.mts';
import { internetMessageId } from './ids.mts';
import { MessageReader } from './message-reader.mts';
import { sendDraft } from './page-actions.mts';
import { attach } from './routes/attachments.mts';
import { resolveFolder } from './routes/folders.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import type { Folder, Mailbox, NameValue, Recipient, StoredMessage } from './types.mts';

type Json = Record<string, unknown>;

export interface Arrival {
	subject?: string;
	/** Text unless `contentType` says html. */
	body?: string | { contentType: 'text' | 'html'; content: string };
	from?: string;
	to?: string[];
	cc?: string[];
	/** Fields beside those that every mail has: `List-Id`, `Auto-Submitted`, … */
	headers?: Record<string, string>;
	/** An answer to this message of the mailbox: its conversation goes on. */
	answers?: StoredMessage;
	internetMessageId?: string;
	attachments?: Json[];
	/** A folder's id or well-known name; the inbox if not given. */
	folder?: string;
	/** Milliseconds since 1970; now if not given. */
	at?: number;
	/** Other members of a message, as Graph names them. */
	more?: Json;
}

const recipient = (address: string): Json => ({ emailAddress: { address } });
const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** The fields of a mail that came from outside, in the order of a recorded one. OBS zammad (recorded 2025-01) */
function transportHeaders(message: StoredMessage, mailbox: Mailbox, more: Record<string, string>): NameValue[] {
	const date = new Date(message.sentDateTime).toUTCString().replace('GMT', '+0000');
	const people = (list: Recipient[]): string => list.map(({ emailAddress }) => emailAddress.address ?? '').join(', ');
	const hop = (from: string, by: string): NameValue => ({ name: 'Received', value: `from ${from} by ${by}; ${date}` });
	const from = message.from ? people([message.from]) : '';
	return [
		hop('AM9EUR05.eurprd05.prod.outlook.com', 'VI1PR05.eurprd05.prod.outlook.com'),
		hop('mail.example.com', 'AM9EUR05.mail.protection.outlook.com'),
		hop('localhost', 'mail.example.com'),
		{ name: 'Authentication-Results', value: 'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.com' },
		{ name: 'Content-Type', value: message.body.contentType === 'html' ? 'text/html' : 'text/plain' },
		{ name: 'From', value: from },
		{ name: 'To', value: people(message.toRecipients) },
		{ name: 'Subject', value: message.subject ?? '' },
		{ name: 'Thread-Topic', value: message.subject ?? '' },
		{ name: 'Thread-Index', value: message.conversationIndex },
		{ name: 'Date', value: date },
		{ name: 'Message-ID', value: message.internetMessageId },
		{ name: 'Return-Path', value: from },
		{ name: 'X-MS-Exchange-Organization-AuthAs', value: 'Anonymous' },
		{ name: 'Delivered-To', value: mailbox.address },
		...Object.entries(more).map(([name, value]) => ({ name, value })),
	];
}

/**
 * A person at one mailbox in Outlook, for tests: outside of limits, faults and the log of requests. Messages are named by either id or by
 * themselves; each act returns the message as it is then.
 */
export class Person {
	#store: Store;
	#switches: Switches;
	#address: string;

	constructor(store: Store, switches: Switches, address: string) {
		if (!store.find(address)) throw new Error(`The simulator has no mailbox ${address}`);
		this.#store = store;
		this.#switches = switches;
		this.#address = address;
	}

	get mailbox(): Mailbox {
		const mailbox = this.#store.find(this.#address);
		if (!mailbox) throw new Error(`The simulator has no mailbox ${this.#address}`);
		return mailbox;
	}

	folder(key: string): Folder {
		return resolveFolder(this.#store, this.mailbox, key);
	}

	message(which: string | StoredMessage): StoredMessage {
		const message = typeof which === 'string' ? this.#store.message(this.mailbox, which) : which;
		if (!message || !this.mailbox.messages.includes(message)) throw itemNotFound();
		return message;
	}

	/** Messages of a folder, oldest first. */
	messages(folder: string): StoredMessage[] {
		const { id } = this.folder(folder);
		return this.mailbox.messages.filter(({ parentFolderId }) => parentFolderId === id);
	}

	#content(json: Json) {
		return new MessageReader(this.#switches).read(json);
	}

	/** A mail comes from outside. */
	receive(arrival: Arrival = {}): StoredMessage {
		const {
			subject = 'A question',
			body = 'Hello',
			from = 'anna@example.com',
			to = [this.#address],
			cc = [],
		} = arrival;
		const { answers, headers = {}, attachments = [], folder = 'inbox', at = Date.now(), more = {} } = arrival;
		const content = this.#content({
			subject,
			body: typeof body === 'string' ? { contentType: 'text', content: body } : body,
			from: recipient(from),
			toRecipients: to.map(recipient),
			ccRecipients: cc.map(recipient),
			attachments,
			isRead: false,
			...more,
			...(arrival.internetMessageId === undefined ? {} : { internetMessageId: arrival.internetMessageId }),
		});
		const times = { sentDateTime: seconds(at), receivedDateTime: seconds(at), createdDateTime: seconds(at) };
		const thread = answers ? { conversationId: answers.conversationId } : {};
		const where = this.folder(folder);
		const made = this.#store.create(this.mailbox, where, content, {
			isDraft: false,
			// OBS Nango (2026)
			isDeliveryReceiptRequested: null,
			...times,
			...thread,
		});
		made.internetMessageHeaders = transportHeaders(made, this.mailbox, {
			...(answers ? { 'In-Reply-To': answers.internetMessageId, References: answers.internetMessageId } : {}),
			...headers,
		});
		return made;
	}

	/** A draft that the person begins by hand. */
	write(json: Json = {}): StoredMessage {
		return this.#store.create(this.mailbox, this.folder('drafts'), this.#content(json));
	}

	/** Types over what is there: members as Graph names them; files are added. */
	edit(which: string | StoredMessage, changes: Json): StoredMessage {
		const message = this.message(which);
		const { attachments, internetMessageId: id, ...read } = new MessageReader(this.#switches).readPartial(changes);
		this.#store.update(message, { ...read, ...(id ? { internetMessageId: id } : {}), mime: undefined });
		for (const attachment of attachments ?? [])
			attach({ store: this.#store, switches: this.#switches }, message, attachment);
		return message;
	}

	/** A file, as Graph takes it. */
	attach(which: string | StoredMessage, file: Json): StoredMessage {
		const message = this.message(which);
		attach(
			{ store: this.#store, switches: this.#switches },
			message,
			new MessageReader(this.#switches).attachment(file),
		);
		return message;
	}

	/**
	 * Presses Send. Classic Outlook sends another message than the draft: with new ids and a new internetMessageId, and the draft is gone.
	 * OBS OfficeDev/office-js#5566. What Graph's own `/send` would refuse is refused here too.
	 */
	async send(which: string | StoredMessage, outlook: 'web' | 'classic' = 'web'): Promise<StoredMessage> {
		const draft = this.message(which);
		if (outlook === 'web') {
			await sendDraft(this.#store, this.#switches, this.#address, draft.immutableId);
			return draft;
		}
		const copy = this.#store.copy(this.mailbox, draft, this.folder('drafts'));
		copy.internetMessageId = internetMessageId();
		await sendDraft(this.#store, this.#switches, this.#address, copy.immutableId);
		this.#store.purge(this.mailbox, draft);
		return copy;
	}

	/** The Delete key: to Deleted Items, from there out of sight, from there for good. */
	remove(which: string | StoredMessage): StoredMessage {
		const message = this.message(which);
		this.#store.remove(this.mailbox, message);
		return message;
	}

	/** Shift and Delete. */
	removeForGood(which: string | StoredMessage): void {
		this.#store.purge(this.mailbox, this.message(which));
	}

	/** To a folder by its id or well-known name. */
	move(which: string | StoredMessage, folder: string): StoredMessage {
		const message = this.message(which);
		this.#store.move(this.mailbox, message, this.folder(folder));
		return message;
	}

	/** Out of Deleted Items or the recoverable items; a draft goes to Drafts, a message to the inbox, unless told otherwise. */
	restore(which: string | StoredMessage, folder?: string): StoredMessage {
		const message = this.message(which);
		return this.move(message, folder ?? (message.isDraft ? 'drafts' : 'inbox'));
	}

	/** Copy and Paste, into the same folder unless told otherwise. */
	copy(which: string | StoredMessage, folder?: string): StoredMessage {
		const message = this.message(which);
		const where = folder ?? message.parentFolderId;
		return this.#store.copy(this.mailbox, message, this.folder(where));
	}
}
