import { locationOf } from '../location.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { idOf, messageJson } from '../message-writer.mts';
import type { StoredMessage } from '../types.mts';
import { resolveFolder } from './folders.mts';
import { findMessage, options } from './messages.mts';

/** The same work at both addresses of a message; `action` is what follows the message's id, in lower case: one segment, several (`*` for a key), or nothing. */
export function onMessage(
	method: string,
	action: string,
	run: (call: MailCall, message: StoredMessage) => GraphAnswer | Promise<GraphAnswer>,
): Route[] {
	const tail = action === '' ? '' : `/${action}`;
	return [
		{ method, path: `messages/*${tail}`, run: (call) => run(call, findMessage(call, call.keys[0])) },
		{
			method,
			path: `mailfolders/*/messages/*${tail}`,
			run: (call) => run(call, findMessage(call, call.keys[1], resolveFolder(call.store, call.mailbox, call.keys[0]))),
		},
	];
}

/** The whole message with its stored body type, as after a create. INFERRED */
export function answerMessage(call: MailCall, status: number, message: StoredMessage): GraphAnswer {
	return {
		status,
		headers: status === 201 ? locationOf(call, `messages('${idOf(message, call.preferences)}')`) : {},
		json: { '@odata.context': `${call.context}/messages/$entity`, ...messageJson(message, options(call)) },
	};
}
