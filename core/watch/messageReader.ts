import type { Arrival, ReadMessage } from './messageState';

export interface ArrivalPage {
	rows: Arrival[];
	isWhole: boolean;
}

/** Changes of a folder. `link` goes on where this page ends; `isWhole`: there is no more for now. */
interface ChangePage {
	rows: Array<Pick<Arrival, 'id' | 'received'>>;
	link: string;
	isWhole: boolean;
}

/** Asks a folder what a watch of messages wants to know. */
export interface MessageReader {
	/** The service's clock, as its last answer told it. */
	now(): number;
	/** The messages that were delivered last, the newest first. */
	latest(most: number): Promise<Arrival[]>;
	/** What was delivered at `from` or later, the first first. A page reaches beyond `from`, or is whole. */
	delivered(from: number): Promise<ArrivalPage>;
	/** What came into the folder since the link, or everything; `expired` where the service does not know the link any more. */
	changes(link: string | undefined): Promise<ChangePage | 'expired'>;
	/** Messages themselves; undefined for what is not there any more. */
	read(ids: string[]): Promise<Array<ReadMessage | undefined>>;
	/** Of each conversation: when the mailbox's person last wrote into it, and whether a draft of ours waits in it. */
	conversations(ids: string[]): Promise<Array<{ answered: number; hasOwnDraft: boolean }>>;
}
