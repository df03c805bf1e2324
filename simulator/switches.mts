/** Behaviours on which the documentation and observation differ, or which nobody has documented. */
export interface Switches {
	/** MIME at a folder's URL: observed 400 (thread docs#16368), documented as accepted (Create message). */
	mimeAtFolderUrl: 'refused' | 'accepted';
	/** Form of the wrapped HTML: `long` as on the Create message page, `compact` as seen in newer responses (docs#11663). */
	htmlForm: 'long' | 'compact';
	/** Code for a member that the message type does not have. RECALL */
	unknownMemberCode: string;
	/** Code for wrong JSON types and unparsable JSON. OBS */
	wrongTypeCode: string;
	/** Code for a flag with a due date and no start date: the 400 is documented, its code is not. RECALL */
	flagDueWithoutStartCode: string;
	/** May the account list the directory's users? */
	usersListAllowed: boolean;
	/** `Location` header with a 201. RECALL */
	locationHeader: boolean;
	/** How long a new message stays invisible to `$filter`: Graph promises no read-after-write for filters. */
	filterLagMs: number;
	/** The immutable id of a draft when it is sent: documented as kept (outlook-immutable-id); users saw its end change in 2019 and 2021 (docs#1533, contrib#3767), none since. */
	immutableIdAfterSend: 'kept' | 'changed';
	/** `comment` of createReply, createReplyAll, createForward: a documented known issue says that it does not reach the draft (also docs#739); later reports are mixed. */
	createReplyComment: 'ignored' | 'used';
	/** createReplyAll marks the original as read. OBS elie222/inbox-zero#1086 */
	createReplyAllMarksRead: boolean;
	/** createForward with a body that names no recipients: the page says 400, clients make such drafts. INFERRED */
	forwardDraftWithoutRecipients: 'accepted' | 'refused';
	/** Code where a reply has `comment` and `message.body`, or a forward has its recipients twice or not at all: the 400 is documented, its code is not. RECALL */
	replyConflictCode: string;
	/** Requests at a time for one application and mailbox. DOC throttling-limits */
	mailboxConcurrency: number;
	/** Requests for one application and mailbox in ten minutes. DOC throttling-limits */
	requestsPerTenMinutes: number;
	/** Bytes of PATCH, POST and PUT bodies for one application and mailbox in five minutes. DOC throttling-limits (150 MB) */
	uploadBytesPerFiveMinutes: number;
	/** Status with ErrorFolderExists: 409 or 400 by report. OBS clients, Q&A 1189673 */
	folderExistsStatus: 409 | 400;
	/** Display names of the well-known folders follow the mailbox's language. DOC resources/mailfolder; the German names RECALL */
	folderLanguage: 'en' | 'de';
	/** Smallest file, in bytes, of an upload session. OBS java#52 (the page says 3 MB) */
	smallestUploadSession: number;
	/** Largest file, in bytes, of an upload session. DOC outlook-large-attachments (150 MB) */
	largestUploadSession: number;
	/** Life of an upload session: a few hours in the page's samples. DOC attachment-createuploadsession */
	uploadSessionMs: number;
	/** `NextExpectedRanges` is 21Vianet's spelling. OBS dotnet#2092 */
	uploadRangesName: 'nextExpectedRanges' | 'NextExpectedRanges';
	/** Sessions in a shared mailbox with delegated permission: 403 in DOC known-issues, working in OBS contrib#4188. */
	sharedMailboxUpload: 'refused' | 'accepted';
	/** Largest file, in bytes, that a POST of an attachment takes. OBS java#52 (the page says "under 3 MB") */
	largestPostedAttachment: number;
}

export const defaultSwitches: Readonly<Switches> = {
	mimeAtFolderUrl: 'refused',
	htmlForm: 'long',
	unknownMemberCode: 'RequestBodyRead',
	wrongTypeCode: 'UnableToDeserializePostBody',
	flagDueWithoutStartCode: 'ErrorInvalidRequest',
	usersListAllowed: true,
	locationHeader: true,
	filterLagMs: 0,
	immutableIdAfterSend: 'kept',
	createReplyComment: 'ignored',
	createReplyAllMarksRead: true,
	forwardDraftWithoutRecipients: 'accepted',
	replyConflictCode: 'ErrorInvalidRequest',
	mailboxConcurrency: 4,
	requestsPerTenMinutes: 10_000,
	uploadBytesPerFiveMinutes: 150 * 1024 * 1024,
	folderExistsStatus: 409,
	folderLanguage: 'en',
	smallestUploadSession: 2_097_152,
	largestUploadSession: 150 * 1024 * 1024,
	uploadSessionMs: 3 * 3_600_000,
	uploadRangesName: 'nextExpectedRanges',
	sharedMailboxUpload: 'refused',
	largestPostedAttachment: 3_145_611,
};
