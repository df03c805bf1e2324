import { DraftError, invalidInput, LOCAL_CODES, type OperationResult } from '../core';
import { dropUncopyable } from './copying';
import type { Message, NodeApi, NodeConfig } from './types';

/** Properties of a message, for a text. */
export const listed = (names: string[]) => names.map((name) => `msg.${name}`).join(', ');

interface Outcome {
	message: Message;
	send: (message: Message) => void;
	result: OperationResult;
}

/** Sends the message on. Throws DraftError where Node-RED cannot copy it for all of the wires; what was done in Outlook is done. */
export function handOn(red: NodeApi, { message, send, result }: Outcome): void {
	try {
		send(message);
	} catch {
		throw notHandedOn(dropUncopyable(red, message), result);
	}
}

const notHandedOn = (names: string[], { id }: OperationResult) =>
	new DraftError(
		LOCAL_CODES.input,
		'The operation was carried out in Outlook, but the message could not be handed on to all of the next nodes.',
		{
			hint:
				(names.length > 0 ? `Node-RED cannot copy ${listed(names)}: delete this before this node. ` : '') +
				'msg.payload holds the result.',
			...(id === '' ? {} : { draftId: id }),
		},
	);

const resultTo = ({ resultTo: property }: NodeConfig) =>
	typeof property === 'string' && property.trim() !== '' ? property.trim() : 'payload';

/** Before anything is done in Outlook. Throws DraftError. */
export function checkResultTo(red: NodeApi, config: NodeConfig, message: Message): void {
	try {
		red.util.normalisePropertyExpression(resultTo(config), message);
	} catch {
		throw invalidInput(
			`Result To: msg.${resultTo(config)} is not a property of a message.`,
			'Enter one such as payload or payload.draft. Nothing was sent.',
		);
	}
}

/** Puts the result where the node's settings say. */
export function setResult(red: NodeApi, config: NodeConfig, message: Message, result: unknown): void {
	// Where a part of the way there is no object, the result is not lost.
	if (!red.util.setMessageProperty(message, resultTo(config), result, true)) message.payload = result;
}

/** Contents that were fetched, as Buffers: those of attachments in their list, the message itself as `mime`. */
export function withContents({ output, files = [] }: OperationResult): Record<string, unknown> {
	for (const { at, name, content } of files) {
		const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
		if (at === undefined) output.mime = buffer;
		else Object.assign((output.attachments as object[])[at]!, { filename: name, content: buffer });
	}
	return output;
}
