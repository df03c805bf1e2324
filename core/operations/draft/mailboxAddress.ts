import type { User } from '@microsoft/microsoft-graph-types';

import type { Graph } from '../../graph/client';
import { encodeSegment } from '../../graph/paths';
import type { Host } from '../../host';
import type { Recipient } from '../../message/recipients';

/** A host object lives for one execution and one account, so what is known of its mailboxes does too. */
const known = new WeakMap<Host, Map<string, Promise<Recipient | undefined>>>();

/**
 * Name and address of a mailbox, for the From of a MIME message, which RFC 5322 wants. Asked for once an execution; undefined
 * when the account may not read it.
 */
export async function mailboxAddress(graph: Graph, mailbox: string): Promise<Recipient | undefined> {
	const ofHost = known.get(graph.host) ?? new Map<string, Promise<Recipient | undefined>>();
	known.set(graph.host, ofHost);
	const asked = ofHost.get(mailbox) ?? ask(graph, mailbox);
	ofHost.set(mailbox, asked);
	return await asked;
}

async function ask(graph: Graph, mailbox: string): Promise<Recipient | undefined> {
	return await graph
		.json<User>({
			method: 'GET',
			path: mailbox === 'me' ? '/me' : `/users/${encodeSegment(mailbox)}`,
			query: { $select: 'displayName,mail,userPrincipalName' },
			purpose: { task: 'read the address of the mailbox', mailbox, repeat: 'safe', permission: 'User.Read.All' },
		})
		.then(({ displayName, mail, userPrincipalName }) => {
			const address = mail ?? userPrincipalName;
			if (!address) return undefined;
			return { emailAddress: { ...(displayName ? { name: displayName } : {}), address } };
		})
		.catch(() => undefined);
}
