import type { MiddlewareOptions } from '@microsoft/microsoft-graph-client';

import type { HttpResponse } from '../host';

/** How one request ended. `failure`: no answer came; whether it reached the service is for errors.ts to judge. */
export type Outcome =
	| { kind: 'answer'; answer: HttpResponse }
	| { kind: 'failure'; reason: unknown }
	| { kind: 'notSent' };

/** What a request is for; errors are written from it. */
export interface Purpose {
	/** Completes "could not …": `create the draft`. */
	task: string;
	mailbox: string;
	/** As people call it, as far as it is known. */
	folder?: string;
	/** Its id, where that is known. */
	folderId?: string;
	/** The mailbox in whose list the folder was chosen, where that is another one. */
	chosenIn?: string;
	/** The folder into which a message is moved or copied. */
	destination?: string;
	/** Id of the draft that is worked on, when there is one already. */
	draft?: string;
	/** Id of the message that is worked on, where it need not be a draft. */
	message?: string;
	/** It finishes what was begun, and goes before what begins something new. */
	finishes?: true;
	/**
	 * What may happen after an answer that leaves the outcome open (a lost connection, a timeout, a 5xx). `safe`: the request has the
	 * same effect however often it arrives, so it is sent again. `never`: a second one could do harm (a second draft, a message sent
	 * twice, a draft deleted for good), so the caller decides, and until then the error says that nobody knows.
	 */
	repeat: 'safe' | 'never';
	/** Where the request needs another permission than `permissionOf` says. */
	permission?: string;
}

/** A purpose with the least permission, as Entra names it, that the account needs for it. */
export type PermittedPurpose = Purpose & { permission: string };

/**
 * Travels with one request through the client's middleware chain and brings its outcome back.
 * Needed because an error thrown inside a middleware loses its class in the client (it becomes `GraphError(-1)`).
 */
export class GraphCall implements MiddlewareOptions {
	outcome: Outcome = { kind: 'notSent' };
	attempts = 0;
	/** Gives the slot of the attempt back; does nothing the second time. */
	releaseSlot: () => void = () => {};
	/** Set when the first attempt is sent; waiting in the queue does not count against the timeout. */
	deadline = 0;
	/** Told each time that it leaves, after its wait for a slot. */
	onSending: () => void = () => {};
	/** What the answer is wanted as; JSON, unless it is empty or no text, or not certainly UTF-8. */
	wants: 'json' | 'text' | 'bytes' = 'json';
	/** Graph has shown this id a moment ago, so a 404 passes by itself. */
	isFresh = false;
	/** Its last answer was a success without a word. */
	saysNothing = false;
	/** The request names a change key (`If-Match`), so a conflict may be someone's change. */
	hasChangeKey = false;

	constructor(
		readonly purpose: PermittedPurpose,
		/** Milliseconds for all attempts together. */
		readonly timeout: number,
		/** Aborted when the run is stopped. */
		readonly stop: AbortSignal,
	) {}
}
