/**
 * Behaviours on which the documentation and observation differ, or which nobody has documented.
 * One entry a switch: it is typed from here, shown on the page /simulator/switches and may be set there.
 */
interface Switch<T> {
	/** What holds unless somebody chooses otherwise: observed reality. */
	standard: T;
	/** The values that are possible; absent: any text or number of the standard's type. */
	choices?: readonly T[];
	/** What it decides, one sentence without a full stop. */
	about: string;
	/** Mark and source, as in docs/graph-behaviour.md. */
	source: string;
}

function choice<const T extends string | number | boolean>(
	standard: NoInfer<T>,
	choices: readonly T[],
	about: string,
	source: string,
): Switch<T> {
	return { standard, choices, about, source };
}

const onOff = (standard: boolean, about: string, source: string): Switch<boolean> => ({
	standard,
	choices: [true, false],
	about,
	source,
});
const number = (standard: number, about: string, source: string): Switch<number> => ({ standard, about, source });
const code = (standard: string, about: string, source: string): Switch<string> => ({ standard, about, source });

export const switchTable = {
	mimeAtFolderUrl: choice(
		'refused',
		['refused', 'accepted'],
		"MIME at a folder's address",
		'OBS docs#16368 (400); DOC Create message (accepted)',
	),
	mimeValueAtFolderUrl: choice(
		'refused',
		['refused', 'answered'],
		"`$value` of a message at its folder's address",
		'OBS contrib#776 (405); DOC Get message (answered)',
	),
	htmlForm: choice(
		'compact',
		['compact', 'long'],
		'Form of the wrapped HTML',
		'OBS all recorded HTML of 2023 to 2026, docs#11663 (compact); DOC Create message (long)',
	),
	unknownMemberCode: code(
		'UnableToDeserializePostBody',
		'Code for a member that the type does not have, in a POST',
		'OBS Softeria/ms-365-mcp-server#569 (2026); RequestBodyRead before',
	),
	unknownMemberCodeOfUpdate: code(
		'RequestBodyRead',
		'The same in a PATCH',
		'OBS dotnet#270 (2018); nothing newer is recorded',
	),
	wrongTypeCode: code('UnableToDeserializePostBody', 'Code for wrong JSON types and unparsable JSON', 'OBS clients'),
	flagDueWithoutStartCode: code(
		'ErrorInvalidArgument',
		'Code for a flag with a due date and no start date',
		'OBS contrib#6473 (2019), littlebearapps/outlook-assistant#81 (2026)',
	),
	usersListAllowed: onOff(true, "May the account list the directory's users", 'DOC List users'),
	locationHeader: onOff(true, '`Location` header with a 201', 'OBS Nango (2026), zammad (2025), GNOME/msgraph (2024)'),
	inefficientFilter: choice(
		'complex',
		['complex', 'documented', 'never'],
		'When $orderby with members that do not come first in $filter is refused: where the filter is more than comparisons, always, never',
		'OBS zammad (2025: simple ones are answered); DOC List messages (always); the border INFERRED',
	),
	namedPropertyCase: choice(
		'kept',
		['kept', 'lower'],
		"Casing of a named property's name when it is read",
		'DOC singleValueLegacyExtendedProperty: get (kept); that ids come back in a spelling of their own OBS zammad (2025)',
	),
	filterLagMs: number(
		0,
		'Milliseconds that a new message stays invisible to $filter: Graph promises no read-after-write for filters',
		'INFERRED; OBS inbox-zero#1239',
	),
	filterLagMaxMs: number(
		0,
		'Together with filterLagMs a range: each message has a lag of its own, drawn from it; 0: filterLagMs for all',
		'INFERRED',
	),
	filterLagSeed: number(1, 'Seed of that draw', 'INFERRED'),
	notFoundAfterWriteMs: number(
		0,
		'Milliseconds after each write in which a message is 404 at its own address',
		'OBS rlrghb/olkcli#118, ggpwnkthx/Microsoft-Graph-SMTP-Relay PR 47 (seconds, now and then)',
	),
	namedPropertyQuota: number(
		16_384,
		'Named properties that a mailbox has room for; a write that names one more is 403 ErrorQuotaExceeded',
		'OBS docs#12168, docs#12767 (code, text); the number RECALL',
	),
	largestMessage: number(
		0,
		'Largest message, in bytes with all its files; an upload that goes beyond is refused in its middle; 0: no limit',
		'OBS contrib#2561 (after 39 of 43 MB); DOC attachment-createuploadsession (a setting of the mailbox)',
	),
	encryptedForward: choice(
		'refused',
		['refused', 'accepted'],
		'Forwarding of S/MIME mail',
		'OBS docs#7258, contrib#5787',
	),
	sendDelayMs: number(
		0,
		'Milliseconds that a message stays in Drafts after it was sent',
		'DOC outlook-things-to-know-about-send-mail; OBS dotnet#2947',
	),
	ifMatch: choice(
		'ignored',
		['ignored', 'honoured'],
		'`If-Match` with PATCH and DELETE of a message',
		'INFERRED: no page says that messages honour it',
	),
	recoverableItemsDelete: choice(
		'refused',
		['refused', 'gone'],
		'Deleting a message from the recoverable items',
		'OBS contrib#7764 (refused); DOC mailfolder-delete (may be refused)',
	),
	batchMime: choice(
		'refused',
		['refused', 'once', 'twice'],
		'MIME in $batch: not at all, or how often it must be base64',
		'INFERRED',
	),
	immutableIdAfterSend: choice(
		'kept',
		['kept', 'changed'],
		'The immutable id of a draft when it is sent',
		'DOC outlook-immutable-id (kept); OBS docs#1533, contrib#3767 (its end changed)',
	),
	createReplyComment: choice(
		'used',
		['used', 'ignored'],
		'`comment` of createReply, createReplyAll, createForward',
		'OBS Christophe-Fonseca-Diogo/MA-CPL1 (2026: used); DOC known-issues, docs#739 (ignored)',
	),
	mailboxLocale: choice(
		'none',
		['none', 'en-US'],
		"Language of a mailbox, which decides how a quotation's head writes a date",
		'OBS Nango (2026-05: none), MA-CPL1 (2026-04: en-US)',
	),
	updateOfSent: choice(
		'refused',
		['refused', 'ignored'],
		'Subject, body and the like of a message that is no draft',
		'DOC Update message, OBS docs#17008 (refused, 400); OBS docs#21616 (2023: 200 without effect)',
	),
	sensitiveMembers: choice(
		'as before',
		['as before', 'advanced permission'],
		'The rule of 31 December 2026: they, and the recipients, need Mail-Advanced.ReadWrite',
		'DOC devblogs microsoft365dev graph-api-updates-to-sensitive-email-properties; the answer INFERRED',
	),
	sendMailDeferred: choice(
		'twice',
		['twice', 'later'],
		'sendMail with a deferred time (0x3FEF): one copy at once and one then, or only then',
		'OBS openonion/connectonion#1198 (2026, personal account)',
	),
	deferredDelete: choice(
		'accepted',
		['accepted', 'refused'],
		'Deleting a message that waits to be sent',
		'OBS openonion/connectonion#183 (204 on outlook.com, 403 in some tenants); the code of the 403 INFERRED',
	),
	largestMime: number(
		0,
		'MIME of more bytes is answered 200 and nothing happens; 0: no such limit',
		'OBS docs#13979 = contrib#3079 (2021: about 2240 KB; nothing newer)',
	),
	personalUserSearch: choice(
		'refused',
		['refused', 'broken'],
		'`/users?$search` by a personal account: 403, or 200 with JSON that ends too early',
		'DOC List users (not supported); OBS GNOME/msgraph (2024: broken)',
	),
	createReplyAllMarksRead: onOff(true, 'createReplyAll marks the original as read', 'OBS elie222/inbox-zero#1086'),
	forwardDraftWithoutRecipients: choice(
		'accepted',
		['accepted', 'refused'],
		'createForward with a body that names no recipients',
		'DOC Create forward (400); INFERRED from clients (accepted)',
	),
	replyConflictCode: code(
		'ErrorInvalidRequest',
		'Code for `comment` beside `message.body`, or recipients of a forward twice or not at all',
		'DOC Create reply, Create forward (400); the code RECALL',
	),
	mailboxConcurrency: number(4, 'Requests at a time for one application and mailbox', 'DOC throttling-limits'),
	requestsPerTenMinutes: number(
		10_000,
		'Requests for one application and mailbox in ten minutes',
		'DOC throttling-limits',
	),
	uploadBytesPerFiveMinutes: number(
		150 * 1024 * 1024,
		'Bytes of PATCH, POST and PUT bodies for one application and mailbox in five minutes',
		'DOC throttling-limits',
	),
	folderExistsStatus: choice(409, [409, 400], 'Status with ErrorFolderExists', 'OBS clients, Q&A 1189673'),
	folderLanguage: choice(
		'en',
		['en', 'de'],
		"Language of the well-known folders' display names",
		'DOC resources/mailfolder; the German names RECALL',
	),
	smallestUploadSession: number(
		2_097_152,
		'Smallest file, in bytes, of an upload session',
		'OBS java#52; DOC outlook-large-attachments (3 MB)',
	),
	largestUploadSession: number(
		150 * 1024 * 1024,
		'Largest file, in bytes, of an upload session',
		'DOC outlook-large-attachments',
	),
	uploadSessionMs: number(
		3 * 3_600_000,
		'Life of an upload session in milliseconds',
		'DOC attachment-createuploadsession (a few hours in its samples)',
	),
	uploadRangesName: choice(
		'nextExpectedRanges',
		['nextExpectedRanges', 'NextExpectedRanges'],
		"Spelling in an upload session's answers (capital: 21Vianet)",
		'OBS dotnet#2092',
	),
	sharedMailboxUpload: choice(
		'refused',
		['refused', 'accepted'],
		'Upload sessions in a shared mailbox with delegated permission',
		'DOC known-issues (403); OBS contrib#4188 (working)',
	),
	largestPostedAttachment: number(
		3_145_611,
		'Largest file, in bytes, that a POST of an attachment takes',
		'OBS java#52; DOC message-post-attachments (under 3 MB)',
	),
	inlineInUploadSession: choice(
		'kept',
		['kept', 'lost'],
		'`isInline` and `contentId` of a file that goes up in an upload session',
		'DOC attachmentItem (contentId since docs#15353, 2021-12); OBS docs#9140, docs#9185, java#400 (2020: lost)',
	),
	inlineImagesOnAdd: choice(
		'stay',
		['stay', 'doubled'],
		'Inline images of a draft that gets one more attachment',
		'OBS dotnet#2937 (2025: each of them is there twice then); no other report',
	),
	syncStateCode: choice(
		'SyncStateNotFound',
		['SyncStateNotFound', 'syncStateNotFound'],
		'Code of an expired token of change tracking',
		'OBS docs#2350, docs#2877; DOC delta-query-overview (small)',
	),
	deltaTokenSeconds: number(
		0,
		'Life of a token of change tracking in seconds; 0: it ends with a reset only',
		'OBS docs#8304 (no fixed time: older ones go when there are many)',
	),
	deltaLagMs: number(0, 'Milliseconds until change tracking tells of a change', 'INFERRED'),
	mailboxDelta: choice(
		'answered',
		['answered', 'refused'],
		'messages/delta of a whole mailbox',
		'OBS clients (io-msgraph); refused RECALL; DOC message-delta knows folders only',
	),
	mailTips: choice('given', ['given', 'refused'], 'Tips on recipients: given or 403', 'INFERRED'),
	browserSession: choice(
		'signed in',
		['signed in', 'none'],
		'Is the browser signed in already: with consent given, authorize then shows no page',
		'RECALL',
	),
	consent: choice(
		'granted',
		['granted', 'asked', 'refused', 'admin required', 'admin workflow'],
		'Consent of people to what an application asks for',
		'DOC entra/reference-error-codes (65001, 65004, 90094, 90095)',
	),
	refreshTokens: choice(
		'valid',
		['valid', 'revoked', 'expired', 'expired spa', 'sign-in frequency'],
		'State of all refresh tokens',
		'DOC entra/reference-error-codes (700082, 700084, 70043), refresh-tokens; 50173 RECALL',
	),
	applicationPolicy: choice(
		'allowed',
		['allowed', 'blocked'],
		'Does conditional access for workload identities give applications a token',
		'DOC entra/reference-error-codes (53003); that applications get this number RECALL',
	),
	clockAheadSeconds: number(
		0,
		"Seconds by which the sign-in service's clock is ahead of this computer's",
		"the tests' own; 700024: OBS msal-dotnet#4951",
	),
	deviceCodePolicy: choice(
		'allowed',
		['allowed', 'blocked'],
		'Does conditional access allow sign-in with a device code',
		'DOC entra/reference-error-codes (53003)',
	),
	deviceCodeSlowDown: onOff(false, 'slow_down for polls that come too soon', 'RECALL; RFC 8628'),
	deviceCodeInterval: number(5, 'Seconds between two polls with a device code', 'DOC entra/v2-oauth2-device-code'),
	deviceCodeSeconds: number(900, 'Life of a device code in seconds', 'DOC entra/v2-oauth2-device-code'),
	authorizationCodeSeconds: number(600, 'Life of an authorization code in seconds', 'RECALL'),
	accessTokenSeconds: number(
		3599,
		'Life of an access token in seconds',
		'DOC entra/v2-oauth2-client-creds-grant-flow (sample)',
	),
	onPremisesAnswer: choice(
		'MailboxNotEnabledForRESTAPI',
		['MailboxNotEnabledForRESTAPI', 'ResourceNotFound', 'extensionError'],
		'Code for a mailbox on a server of the organization',
		'OBS contrib#4340 (the first two); DOC concepts/errors (the third)',
	),
	guestMailboxes: choice(
		'usable',
		['usable', 'absent'],
		'Have guests a mailbox, so that addresses with # can be tried',
		'a simplification; OBS contrib#4340 (absent)',
	),
	accessPolicyMessage: choice(
		'Access to OData is disabled.',
		['Access to OData is disabled.', '[RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.'],
		'Text where an application access policy refuses',
		'DOC auth-limit-mailbox-access; the second RECALL',
	),
} satisfies Record<string, Switch<string> | Switch<number> | Switch<boolean>>;

export type Switches = { -readonly [Name in keyof typeof switchTable]: (typeof switchTable)[Name]['standard'] };

export const defaultSwitches = Object.freeze(
	Object.fromEntries(Object.entries(switchTable).map(([name, { standard }]) => [name, standard])),
) as Readonly<Switches>;
