import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, invalidInput, toDraftError } from '../../errors';
import { labelOf, read } from '../../fields/read';
import { findTarget } from '../../folders/findFolder';
import { readFolder } from '../../folders/readFolder';
import type { MessagePlace } from '../../graph/paths';
import { readFollowupFlag } from '../../message/flag';
import { personText } from '../../message/people';
import { getMessage } from '../../messages/get';
import { readMessageId } from '../../messages/ids';
import { moveMessage } from '../../messages/move';
import { openLink } from '../../messages/openLink';
import { patchMessage, type Changes } from '../../messages/patch';
import type { Context, OperationResult, OperationRow } from '../operation';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: false,
	doneOnce: true,
	perform: updateMessage,
};

/**
 * message:update: marks of a message and nothing else (Microsoft Graph, "Update message"), then the move, if any: for the message that was
 * answered. To move it into Deleted Items is to delete it.
 */
async function updateMessage({ graph, account, mailbox, fields }: Context): Promise<OperationResult> {
	const place: MessagePlace = { mailbox, id: readMessageId(fields.messageId, labelOf('messageId')) };
	const isRead = read.switch(fields, 'isRead');
	const flag = readFollowupFlag(fields);
	const categories =
		fields.categories === undefined || fields.categories === null ? undefined : read.names(fields, 'categories');
	const adds = (read.choice(fields, 'categoriesMode', ['add', 'replace']) ?? 'add') === 'add';
	const moveTo = read.line(fields, 'moveTo');
	const chosen = moveTo === '' ? undefined : readFolder(moveTo, mailbox);
	const marks: Message = {
		...(isRead === undefined ? {} : { isRead }),
		...(flag === undefined ? {} : { flag: flag as NonNullable<Message['flag']> }),
	};
	const hasMarks = Object.keys(marks).length > 0 || categories !== undefined;
	if (!hasMarks && !chosen)
		throw invalidInput(
			'There is nothing to change: no field is filled in.',
			'Fill in what to change: read or unread, categories, a flag, or the folder in Move To.',
		);

	const target =
		chosen && (await findTarget(graph, account, mailbox, chosen, read.flag(fields, 'createFolders', false)));
	let message: Message | undefined;
	if (hasMarks) {
		const all = categories && {
			categories: adds ? await joined(categories, async () => await categoriesOf()) : categories,
		};
		message = await patchMessage(graph, place, { ...marks, ...all } as Changes, {
			task: 'mark the message',
			anyMessage: true,
		});
	}
	if (target)
		message = await moveMessage(graph, place, target, undefined, 'move the message').catch((thrown: unknown) => {
			const { code, message: text, cause } = toDraftError(thrown);
			throw new DraftError(code, hasMarks ? `The message was marked, but not moved. ${text}` : text, cause);
		});
	return { id: message?.id ?? place.id, output: shown(message ?? {}, mailbox, target?.name), warnings: [] };

	async function categoriesOf(): Promise<string[]> {
		const options = { task: 'read the message', select: 'id,categories', anyMessage: true };
		return (await getMessage(graph, place, options)).categories ?? [];
	}
}

/** Outlook takes the whole list only. */
async function joined(added: string[], there: () => Promise<string[]>): Promise<string[]> {
	const known = await there();
	const isNew = (name: string) => !known.some((other) => other.toLowerCase() === name.toLowerCase());
	return [...known, ...added.filter(isNew)];
}

function shown(message: Message, mailbox: string, folder: string | undefined): Record<string, unknown> {
	const { id, subject, from, isRead, categories, flag } = message;
	return {
		subject,
		from: from ? personText(from) : '',
		...(folder === undefined ? {} : { folder }),
		openLink: openLink(message),
		id,
		mailbox,
		isRead,
		categories,
		flag,
		warnings: [],
	};
}
