/** A received message as a list shows it. Times are milliseconds since 1970, by the service's clock. */
export interface Arrival {
	id: string;
	received: number;
	isDraft: boolean;
	/** Address and name of the sender. */
	from: string;
	fromName: string;
	subject: string;
	isRead: boolean;
	hasAttachments: boolean;
	importance: string;
	conversationId: string;
}

/** One that was read itself. */
export interface ReadMessage extends Arrival {
	/** Plain text of its newest part. */
	text: string;
	headers: Array<{ name?: string | null; value?: string | null }>;
	/** Name and address, as text. */
	sender: string;
	/** Its recipients in To, as text. */
	to: string;
	/** Shows it in Outlook on the web. */
	openLink: string | undefined;
	categories: string[];
}

/** When a message counts as having come; saved in workflows. */
export const ARRIVALS = ['auto', 'delivered', 'moved'] as const;

/** All that a watch of messages remembers: plain JSON. */
export interface MessageWatchState {
	version: 1;
	watchFor: 'message';
	/** Mailbox and folder, so that another folder is another watch. */
	place: string;
	/** Newest time of delivery that was seen. */
	newest: number;
	/** The list begins no earlier than here, although it usually goes back behind `newest`. */
	floor: number;
	looked: number;
	/** Of messages that were seen: a hash of the id, and when it was delivered. */
	seen: Record<string, number>;
	/** Where the changes of the folder go on; with *moved* only. */
	link?: string;
	/** By id: messages that the changes showed but that could not be read yet, and in how many looks. */
	unread?: Record<string, number>;
	/** The changes are read from the beginning, and what they show was there before. */
	isBeginning?: true;
}
