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
};
