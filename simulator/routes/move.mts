import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import type { Folder, StoredMessage } from '../types.mts';
import { targetFolder } from './folders.mts';
import { answerMessage, onMessage } from './on-message.mts';

/** An unknown folder is answered as in a folder's own address. RECALL. No text at all is a wrong type. INFERRED */
export function destination(call: MailCall): Folder {
	requireJson(call);
	const reader = new MessageReader(call.switches);
	const { destinationId } = reader.action(reader.parse(call.body), 'message', ['destinationId']);
	return targetFolder(call, reader.text(destinationId));
}

/** 201 with the message in its new place. DOC message-move */
function move(call: MailCall, message: StoredMessage): GraphAnswer {
	call.store.move(call.mailbox, message, destination(call));
	return answerMessage(call, 201, message);
}

/** 201 with the copy. DOC message-copy */
function copy(call: MailCall, message: StoredMessage): GraphAnswer {
	return answerMessage(call, 201, call.store.copy(call.mailbox, message, destination(call)));
}

/** DOC message-permanentdelete */
function permanentDelete(call: MailCall, message: StoredMessage): GraphAnswer {
	call.store.purge(call.mailbox, message);
	return { status: 204 };
}

export const moveRoutes: Route[] = [
	...onMessage('POST', 'move', move),
	...onMessage('POST', 'copy', copy),
	...onMessage('POST', 'permanentdelete', permanentDelete),
];
