import type { Message } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import { DraftError, invalidInput } from '../errors';
import type { FieldValues } from '../fields';
import type { Graph, GraphRequest } from '../graph/client';
import { newMessagePath } from '../graph/paths';
import { NEEDED } from '../graph/permissions';
import { withMark } from '../message/mark';
import { messageFromFields, messageFromJson } from '../message/message';
import { senderWarnings, withSender } from '../message/sender';
import { readChoice, readFlag } from '../message/values';
import { warningsAfter, warningsBefore } from '../message/warnings';
import { dryRun } from './dryRun';
import type { OperationResult } from './index';
import { readFolder, readMailbox } from './places';

/**
 * draft:create, JSON mode: POST {mailbox}/messages or {mailbox}/mailFolders/{folder}/messages
 * (Microsoft Graph, "Create message"). Everything is checked before the one request is sent.
 */
export async function createDraft(graph: Graph, account: Account, fields: FieldValues): Promise<OperationResult> {
	readChoice(fields.mode, 'Format', ['json']);
	const simplify = readFlag(fields.simplify, 'Simplify', true);
	const onlyShow = readFlag(fields.dryRun, 'Dry Run', false);
	const mailbox = readMailbox(fields.mailbox);
	const folder = readFolder(fields.folder);
	checkMailbox(account, mailbox);
	const source = readChoice(fields.jsonSource, 'Message From', ['fields', 'json']) ?? 'fields';
	const message = withSender(source === 'json' ? messageFromJson(fields) : messageFromFields(fields), mailbox);

	const body = withMark(message);
	checkSize(body);
	const requestTo = (place: string): GraphRequest => ({
		method: 'POST',
		path: newMessagePath(mailbox, place),
		headers: { 'Content-Type': 'application/json' },
		body,
		purpose: { task: 'create the draft', mailbox, folder: place, write: true, permission: NEEDED['draft:create'] },
	});
	const foreseen = [...warningsBefore(message), ...senderWarnings(mailbox, message)];
	if (onlyShow) return dryRun(account, requestTo(folder), message, foreseen);

	const created = await graph.json<Message>(requestTo(folder));
	if (typeof created.id !== 'string' || created.id === '') {
		throw new DraftError('NoDraftId', 'Microsoft Graph answered without the id of a draft. The draft may exist all the same.', {
			draftMayExist: true,
			hint: 'Look into the folder before you run it again, and check the Graph address of the account.',
		});
	}
	const warnings = [...foreseen, ...warningsAfter(message, created, account.graphUrl)];
	const simplified = {
		id: created.id,
		subject: created.subject,
		webLink: created.webLink,
		mailbox,
		folder,
		internetMessageId: created.internetMessageId,
		conversationId: created.conversationId,
		createdDateTime: created.createdDateTime,
		warnings,
	};
	return { id: created.id, output: simplify ? simplified : { ...created }, warnings };
}

/** Bytes of a request: one of this size was refused with 413 (OBS pnp/cli-microsoft365#3832). */
const TOO_LARGE = 4 * 1024 * 1024;

function checkSize(body: unknown): void {
	const json = JSON.stringify(body);
	// A character is at most three bytes.
	if (json.length * 3 < TOO_LARGE) return;
	const size = new TextEncoder().encode(json).length;
	if (size < TOO_LARGE) return;
	throw invalidInput(
		`The message has ${size.toLocaleString('en-US')} bytes as JSON; Outlook accepts less than ${TOO_LARGE.toLocaleString('en-US')} in one request.`,
		'Shorten the body or move large content into a file that you link to.',
	);
}
