import type { AadstsCode } from './entra/errors.mts';

export interface Recipient {
	emailAddress: { name?: string; address?: string };
}

export interface NameValue {
	name: string;
	value: string;
}

export interface ItemBody {
	contentType: 'text' | 'html';
	content: string;
}

export interface DateTimeTimeZone {
	dateTime: string;
	timeZone: string;
}

export interface Flag {
	flagStatus: 'notFlagged' | 'complete' | 'flagged';
	startDateTime?: DateTimeTimeZone;
	dueDateTime?: DateTimeTimeZone;
	completedDateTime?: DateTimeTimeZone;
}

export interface StoredAttachment {
	id: string;
	odataType: string;
	name: string;
	contentType: string | null;
	size: number;
	isInline: boolean;
	contentId: string | null;
	lastModifiedDateTime: string;
	contentBytes?: string;
	/** Of an item attachment, as it was sent. */
	item?: unknown;
	/** Of an item attachment that came in MIME: the message in it. */
	mime?: Uint8Array;
}

/** What a caller may set on a message, checked and normalised. */
export interface MessageContent {
	subject: string | null;
	body: ItemBody;
	importance: 'low' | 'normal' | 'high';
	toRecipients: Recipient[];
	ccRecipients: Recipient[];
	bccRecipients: Recipient[];
	replyTo: Recipient[];
	from: Recipient | null;
	sender: Recipient | null;
	categories: string[];
	flag: Flag;
	inferenceClassification: 'focused' | 'other';
	isRead: boolean;
	isReadReceiptRequested: boolean | null;
	isDeliveryReceiptRequested: boolean | null;
	internetMessageId: string | null;
	internetMessageHeaders: NameValue[];
	attachments: Omit<StoredAttachment, 'id' | 'lastModifiedDateTime'>[];
	extensions: Record<string, unknown>[];
	singleValueExtendedProperties: { id: string; value: string }[];
	multiValueExtendedProperties: { id: string; value: string[] }[];
}

/** A message as the store keeps it. `id` is the regular id (changes with a move), `immutableId` stays. */
export interface StoredMessage extends Omit<MessageContent, 'attachments' | 'internetMessageId'> {
	/** Order of creation, finer than the seconds of createdDateTime. */
	sequence: number;
	createdAt: number;
	id: string;
	immutableId: string;
	changeKey: string;
	parentFolderId: string;
	createdDateTime: string;
	lastModifiedDateTime: string;
	receivedDateTime: string;
	sentDateTime: string;
	internetMessageId: string;
	bodyPreview: string;
	conversationId: string;
	conversationIndex: string;
	isDraft: boolean;
	attachments: StoredAttachment[];
	/** What a message made from MIME came as, to the byte; gone once it says less than the properties. */
	mime?: Uint8Array;
}

export interface Folder {
	id: string;
	displayName: string;
	wellKnownName: string | null;
	parentFolderId: string;
	isHidden: boolean;
	/** Of a search folder. */
	searchQuery?: string;
}

export type PersonKind = 'user' | 'shared' | 'guest' | 'unlicensed' | 'on-premises' | 'personal';

/** By address or object id, in any casing. */
export type People = 'everyone' | string[];

/** What Exchange has granted on a mailbox to others. */
export interface MailboxRights {
	fullAccess: People;
	sendAs: People;
	sendOnBehalf: People;
	/** May read and nothing else (Reviewer). */
	read?: People;
}

/** DOC resources/outlookcategory */
export interface Category {
	id: string;
	displayName: string;
	color: string;
}

/** What others are told of a mailbox before they write to it. DOC resources/mailtips */
export interface MailTips {
	automaticReplies?: {
		message: string;
		messageLanguage?: { locale: string; displayName: string };
		scheduledStartTime?: DateTimeTimeZone;
		scheduledEndTime?: DateTimeTimeZone;
	};
	mailboxFull?: boolean;
	customMailTip?: string;
	externalMemberCount?: number;
	totalMemberCount?: number;
	maxMessageSize?: number;
	deliveryRestricted?: boolean;
	isModerated?: boolean;
}

export interface Person {
	id: string;
	displayName: string;
	userPrincipalName: string;
	mail: string | null;
	kind: PersonKind;
	/** Absent: a shared or guest mailbox is open to everyone, any other to its owner. */
	rights?: MailboxRights;
	/** Exists for one scenario: found by its key, in no list of the directory, and on the page only with messages. */
	scenario?: boolean;
	mailTips?: MailTips;
	/** Shown where people sign in. */
	remark?: string;
	/** Why this person cannot sign in. */
	signInError?: AadstsCode;
	/** Only an administrator may consent for this person. */
	consentByAdministrator?: boolean;
}

export interface Mailbox extends Person {
	/** Primary SMTP address, else the UPN: the name tests and the page use. */
	address: string;
	folders: Folder[];
	messages: StoredMessage[];
	categories: Category[];
	/** Names of extended properties that the mailbox has an id for, in one spelling. */
	propertyNames: Set<string>;
	/** How many it has room for, where the switch of this name does not decide. */
	namedPropertyQuota?: number;
}
