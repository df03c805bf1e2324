import type { Mailbox, StoredMessage } from './types.mts';

/** `message`: it is there now. Without: it was there under these ids and is there no more. `isNew`: it came after the turn that was asked for. */
export interface MessageChange {
	turn: number;
	at: number;
	id: string;
	immutableId: string;
	message?: StoredMessage;
	isNew: boolean;
}

interface Turn {
	/** When it came into its folder. */
	arrived: number;
	turn: number;
	at: number;
}

interface Gone extends Turn {
	mailbox: Mailbox;
	folderId: string;
	id: string;
	immutableId: string;
	message: StoredMessage;
}

/** Which message changed when, counted in turns: what change tracking tells. */
export class MessageChanges {
	turn = 0;
	#turns = new WeakMap<StoredMessage, Turn>();
	#gone: Gone[] = [];

	arrived(message: StoredMessage): void {
		this.turn += 1;
		this.#turns.set(message, { arrived: this.turn, turn: this.turn, at: Date.now() });
	}

	changed(message: StoredMessage): void {
		this.turn += 1;
		const arrived = this.#turns.get(message)?.arrived ?? this.turn;
		this.#turns.set(message, { arrived, turn: this.turn, at: Date.now() });
	}

	/** Before its ids change. */
	left(mailbox: Mailbox, message: StoredMessage): void {
		this.turn += 1;
		const { id, immutableId, parentFolderId: folderId } = message;
		const arrived = this.#turns.get(message)?.arrived ?? 0;
		this.#gone.push({ arrived, turn: this.turn, at: Date.now(), mailbox, folderId, id, immutableId, message });
	}

	/** What came and went after the turn is not told, nor what went and came back under the same id: the present state is. INFERRED */
	since(mailbox: Mailbox, folderId: string | undefined, after: number): MessageChange[] {
		const there = mailbox.messages
			.filter((message) => folderId === undefined || message.parentFolderId === folderId)
			.map((message): MessageChange => {
				const { turn, at, arrived } = this.#turns.get(message) ?? { turn: 0, at: 0, arrived: 0 };
				const { id, immutableId } = message;
				return { turn, at, id, immutableId, message, isNew: arrived > after };
			});
		const gone = this.#gone
			.filter((one) => one.mailbox === mailbox && (folderId === undefined || one.folderId === folderId))
			.filter(({ arrived, turn }) => arrived <= after && turn > after)
			.map(({ turn, at, id, immutableId }): MessageChange => ({ turn, at, id, immutableId, isNew: false }));
		return [...there, ...gone].filter(({ turn }) => turn > after).sort((a, b) => a.turn - b.turn);
	}
}
