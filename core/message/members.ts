import { distance } from '../fields/nearest';

/** What a member of Graph's `message` takes (Microsoft Graph v1.0, resources/message; create-message). */
export type MemberKind =
	| 'text'
	| 'boolean'
	| 'importance'
	| 'classification'
	| 'recipient'
	| 'recipients'
	| 'texts'
	| 'body'
	| 'flag'
	| 'headers'
	| 'properties'
	| 'listProperties'
	| 'list';

/** Members that a new message takes. */
export const MEMBERS: Record<string, MemberKind> = {
	subject: 'text',
	body: 'body',
	toRecipients: 'recipients',
	ccRecipients: 'recipients',
	bccRecipients: 'recipients',
	replyTo: 'recipients',
	from: 'recipient',
	sender: 'recipient',
	importance: 'importance',
	categories: 'texts',
	flag: 'flag',
	inferenceClassification: 'classification',
	isRead: 'boolean',
	isReadReceiptRequested: 'boolean',
	isDeliveryReceiptRequested: 'boolean',
	internetMessageId: 'text',
	internetMessageHeaders: 'headers',
	attachments: 'list',
	extensions: 'list',
	singleValueExtendedProperties: 'properties',
	multiValueExtendedProperties: 'listProperties',
};

/** Members that Outlook fills in itself; a copied message holds them, and in a new one they are without effect (INFERRED). */
export const FILLED_BY_OUTLOOK = new Set([
	'id',
	'createdDateTime',
	'lastModifiedDateTime',
	'receivedDateTime',
	'sentDateTime',
	'changeKey',
	'hasAttachments',
	'bodyPreview',
	'uniqueBody',
	'isDraft',
	'conversationId',
	'conversationIndex',
	'parentFolderId',
	'webLink',
]);

const RECIPIENTS = (member: string) => `Write "${member}": [{"emailAddress": {"address": "john@contoso.com"}}].`;
const BODY = 'Write "body": {"contentType": "html", "content": "<p>Hello</p>"}.';
const FLAG =
	'Write "flag": {"flagStatus": "flagged", "startDateTime": {"dateTime": "2026-01-31T00:00:00", "timeZone": "UTC"}, "dueDateTime": {…}}.';
const HEADERS = 'Write "internetMessageHeaders": [{"name": "x-ticket", "value": "4711"}].';
const PROPERTIES =
	'Write "singleValueExtendedProperties": [{"id": "String 0x1045", "value": "<https://contoso.com>"}].';
const READ_RECEIPT = 'Write "isReadReceiptRequested": true.';
const DELIVERY_RECEIPT = 'Write "isDeliveryReceiptRequested": true.';
const STEP = (field: string) => `It is not part of the message: use the field ${field} of this step.`;

/** What people write for a member, in lower case and without anything but letters, and what to write. */
const NEAR_MISSES: Record<string, string> = {
	to: RECIPIENTS('toRecipients'),
	recipient: RECIPIENTS('toRecipients'),
	recipients: RECIPIENTS('toRecipients'),
	toaddress: RECIPIENTS('toRecipients'),
	tolist: RECIPIENTS('toRecipients'),
	email: RECIPIENTS('toRecipients'),
	cc: RECIPIENTS('ccRecipients'),
	ccaddress: RECIPIENTS('ccRecipients'),
	cclist: RECIPIENTS('ccRecipients'),
	bcc: RECIPIENTS('bccRecipients'),
	bccaddress: RECIPIENTS('bccRecipients'),
	bcclist: RECIPIENTS('bccRecipients'),
	replyto: RECIPIENTS('replyTo'),
	replytorecipients: RECIPIENTS('replyTo'),
	replytoaddress: RECIPIENTS('replyTo'),
	answerto: RECIPIENTS('replyTo'),
	fromaddress: 'Write "from": {"emailAddress": {"address": "sales@contoso.com"}}.',
	fromemail: 'Write "from": {"emailAddress": {"address": "sales@contoso.com"}}.',
	sentfrom: 'Write "from": {"emailAddress": {"address": "sales@contoso.com"}}.',
	html: BODY,
	htmlbody: BODY,
	bodyhtml: BODY,
	text: BODY,
	textbody: BODY,
	bodytext: BODY,
	content: BODY,
	contenttype: BODY,
	bodycontent: BODY,
	bodytype: BODY,
	messagebody: BODY,
	comment: BODY,
	payload: BODY,
	title: 'Write "subject".',
	topic: 'Write "subject".',
	subjectline: 'Write "subject".',
	betreff: 'Write "subject".',
	priority: 'Write "importance": "low", "normal" or "high".',
	urgency: 'Write "importance": "low", "normal" or "high".',
	xpriority: 'Write "importance": "low", "normal" or "high".',
	category: 'Write "categories": ["Customers"].',
	labels: 'Write "categories": ["Customers"].',
	label: 'Write "categories": ["Customers"].',
	tags: 'Write "categories": ["Customers"].',
	headers: HEADERS,
	customheaders: HEADERS,
	internetheaders: HEADERS,
	messageheaders: HEADERS,
	attachment: 'Write "attachments".',
	files: 'Write "attachments".',
	file: 'Write "attachments".',
	read: 'Write "isRead".',
	unread: 'Write "isRead": false.',
	isunread: 'Write "isRead": false.',
	readreceipt: READ_RECEIPT,
	requestreadreceipt: READ_RECEIPT,
	isreadreceipt: READ_RECEIPT,
	readreceiptrequested: READ_RECEIPT,
	deliveryreceipt: DELIVERY_RECEIPT,
	requestdeliveryreceipt: DELIVERY_RECEIPT,
	isdeliveryreceipt: DELIVERY_RECEIPT,
	deliveryreceiptrequested: DELIVERY_RECEIPT,
	flagged: FLAG,
	isflagged: FLAG,
	flagstatus: FLAG,
	followup: FLAG,
	followupflag: FLAG,
	duedate: FLAG,
	duedatetime: FLAG,
	startdatetime: FLAG,
	flagdue: FLAG,
	flagstart: FLAG,
	reminder: FLAG,
	extendedproperties: PROPERTIES,
	singlevalueextendedproperty: PROPERTIES,
	singlevaluelegacyextendedproperties: PROPERTIES,
	customproperties: PROPERTIES,
	sensitivity:
		'Use the field Sensitivity of this step, or write "singleValueExtendedProperties": [{"id": "Integer ' +
		'0x0036", "value": "2"}] (1 personal, 2 private, 3 confidential).',
	openextension:
		'Write "extensions": [{"@odata.type": "microsoft.graph.openTypeExtension", "extensionName": "Com.Contoso.Ticket", "number": 4711}].',
	extension:
		'Write "extensions": [{"@odata.type": "microsoft.graph.openTypeExtension", "extensionName": "Com.Contoso.Ticket", "number": 4711}].',
	messageid: 'Write "internetMessageId": "<id@contoso.com>".',
	message: 'Leave out the wrapper: give only what is inside "message".',
	draft: 'Leave out the wrapper: give only what is inside "draft".',
	messagejson: 'Leave out the wrapper: give only what is inside it.',
	value: 'Leave out the wrapper: give one message, not a list of them.',
	savetosentitems: 'It is for sending, and a draft is not sent.',
	mentions: 'Outlook takes mentions in a test version of its interface only: leave it out.',
	mentionspreview: 'Outlook takes mentions in a test version of its interface only: leave it out.',
	signature: STEP('Signature'),
	mailbox: STEP('Mailbox'),
	userid: STEP('Mailbox'),
	folder: STEP('Folder'),
	folderid: STEP('Folder'),
	inreplyto: 'Outlook sets it itself if you use Create Reply Draft.',
	references: 'Outlook sets it itself if you use Create Reply Draft.',
	deferredsendtime:
		'Write "singleValueExtendedProperties": [{"id": "SystemTime 0x3FEF", "value": "2026-01-31T09:00:00Z"}].',
	sendat: 'Write "singleValueExtendedProperties": [{"id": "SystemTime 0x3FEF", "value": "2026-01-31T09:00:00Z"}].',
};

/** How to put right a member that Outlook does not know: the one that was meant, as far as that can be told. */
export function wayOutOf(member: string): string {
	const letters = member.toLowerCase().replace(/[^a-z]/g, '');
	const sameLetters = Object.keys(MEMBERS).find((known) => known.toLowerCase() === letters);
	if (sameLetters) return `Write it "${sameLetters}".`;
	if (Object.hasOwn(NEAR_MISSES, letters)) return NEAR_MISSES[letters]!;
	const similar = Object.keys(MEMBERS).find(
		(known) => distance(known.toLowerCase(), letters) <= Math.max(1, Math.floor(known.length / 5)),
	);
	return similar ? `Did you mean "${similar}"?` : `Remove it, or use one of: ${Object.keys(MEMBERS).join(', ')}.`;
}
