import type { User } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import { DraftError } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';

/** What Graph says of a mailbox that it cannot open, whatever the reason. */
const NO_MAILBOX = new Set([
	'MailboxNotEnabledForRESTAPI',
	'MailboxNotSupportedForRESTAPI',
	'ResourceNotFound',
	'ErrorNonExistentMailbox',
]);

/**
 * Resolves when the account can use the mailbox: its Drafts are asked for, nothing is changed. Otherwise rejects with a
 * DraftError that says why in words: unknown, without licence, a guest's, on-premises, without rights, not allowed.
 */
export async function probeMailbox(graph: Graph, account: Account, mailbox: string): Promise<void> {
	checkMailbox(account, mailbox);
	const purpose: Purpose = { task: 'open the Drafts', mailbox, repeat: 'safe' };
	await graph
		.json({ method: 'GET', path: withQuery(`${mailboxPath(mailbox)}/mailFolders/drafts`, { $select: 'id' }), purpose })
		.catch(async (reason: unknown) => {
			throw await explain(graph, mailbox, reason);
		});
}

/** Makes an error about a mailbox more definite, where the directory can; every other one stays as it is. */
export async function explain(graph: Graph, mailbox: string, reason: unknown): Promise<unknown> {
	if (!(reason instanceof DraftError)) return reason;
	const because = (message: string, hint: string) => new DraftError(reason.code, message, { ...reason.cause, hint });
	if (reason.code === 'ErrorItemNotFound') {
		return because(
			`The account has no rights on the mailbox "${mailbox}".`,
			'Ask an Exchange administrator for Full Access, or for rights on its Drafts. It can take an hour until they work.',
		);
	}
	if (reason.code === 'extensionError') {
		return because(
			`The mailbox "${mailbox}" is kept on-premises, or a policy keeps the application out of it.`,
			'Microsoft Graph reaches Exchange Online mailboxes only. Ask an administrator where this mailbox is kept.',
		);
	}
	if (!NO_MAILBOX.has(reason.code) || mailbox === 'me') return reason;
	const purpose: Purpose = {
		task: 'look up the person',
		mailbox: 'directory',
		repeat: 'safe',
		permission: 'User.ReadBasic.All',
	};
	const path = withQuery(`/users/${encodeSegment(mailbox)}`, { $select: 'mail,userPrincipalName' });
	const user = await graph.json<User>({ method: 'GET', path, purpose }).catch(() => undefined);
	// Told from the directory entry. INFERRED: Graph answers with the same code for all of these.
	if (!user) return reason;
	if (user.userPrincipalName?.includes('#EXT#')) {
		return because(
			`"${mailbox}" is a guest: the mailbox is kept by another organisation.`,
			'Choose a mailbox of your own organisation.',
		);
	}
	if (!user.mail) {
		return because(
			`"${mailbox}" has no mailbox: most likely it has no Exchange Online licence.`,
			'Ask an administrator for a licence, or make it a shared mailbox. A new mailbox can take about 15 minutes.',
		);
	}
	return because(
		`The mailbox "${mailbox}" is not in Exchange Online: it is kept on-premises, or it is inactive.`,
		'Microsoft Graph reaches Exchange Online mailboxes only. Ask an administrator where this mailbox is kept.',
	);
}
