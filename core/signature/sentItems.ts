import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, toDraftError } from '../errors';
import { preferring, type Graph, type Listing } from '../graph/client';
import { followUpPath, mailboxPath, withQuery } from '../graph/paths';
import { expanding, OURS } from '../messages/mark';
import type { Mail } from './people';
import { toMail } from './toMail';

/** Mails of Sent Items, newest first, or why they cannot be read. */
export type SentMails = { mails: Mail[] } | { denied: DraftError };

const PAGE = 15;
const MOST_PAGES = 3;
/** Characters of bodies after which no further page is asked for. */
const MOST_CHARACTERS = 4_000_000;

const MEMBERS = 'id,subject,from,sender,toRecipients,ccRecipients,conversationId,isDraft,body';

/** Reads what was sent last, page by page, until it is enough. What the account may not read is no reason to make no draft. */
export async function readSentItems(
	graph: Graph,
	mailbox: string,
	isEnough: (mails: Mail[]) => boolean,
): Promise<SentMails> {
	const mails: Mail[] = [];
	let characters = 0;
	let path: string | undefined = withQuery(`${mailboxPath(mailbox)}/mailFolders/sentitems/messages`, {
		$select: MEMBERS,
		$orderby: 'sentDateTime desc',
		$top: String(PAGE),
		$expand: expanding(...OURS),
	});
	for (let page = 0; path !== undefined && page < MOST_PAGES && characters < MOST_CHARACTERS; page++) {
		const answer: Listing<Message> | DraftError = await readPage(graph, mailbox, path);
		if (answer instanceof DraftError) return { denied: answer };
		for (const message of answer.value ?? []) {
			characters += (message.body?.content ?? '').length;
			const mail = toMail(message);
			if (mail) mails.push(mail);
		}
		if (isEnough(mails)) break;
		const link: string | undefined = answer['@odata.nextLink'];
		path = link === undefined ? undefined : followUpPath(graph.graphUrl, link);
	}
	return { mails };
}

async function readPage(graph: Graph, mailbox: string, path: string): Promise<Listing<Message> | DraftError> {
	return await graph
		.json<Listing<Message>>({
			method: 'GET',
			path,
			// The signature is put into another mail, so it is wanted as it was written.
			headers: preferring('outlook.allow-unsafe-html'),
			purpose: { task: 'read Sent Items', mailbox, folder: 'Sent Items', repeat: 'safe', permission: 'Mail.Read' },
		})
		.catch((thrown: unknown) => {
			const error = toDraftError(thrown);
			if (error.cause.status !== 403) throw error;
			return error;
		});
}
