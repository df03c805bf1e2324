// Sent Items of the simulator's mailboxes, filled with mails of the corpus.
import type { Message } from '@microsoft/microsoft-graph-types';

import { performOperation, type OperationResult } from '../../core/operations';
import type { FieldValues } from '../../core/fields';
import type { Simulator } from '../../simulator/server.mts';
import type { Signature } from '../core/signature/corpus/signatures.mts';
import { ME } from './life.mts';
import { simulatorAccount, simulatorHost } from './simulatorHost.mts';

/** 1 × 1 pixel. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const MEGAN = { name: 'Megan Bowen', address: ME };

/** The pictures of a signature, and a file that is no part of it. */
export const picturesOf = ({ pictures = [] }: Signature) => [
	...pictures.map((contentId, at) => ({
		'@odata.type': '#microsoft.graph.fileAttachment',
		name: `image00${at + 1}.png`,
		contentType: 'image/png',
		contentBytes: PIXEL,
		contentId,
		isInline: true,
	})),
	{
		'@odata.type': '#microsoft.graph.fileAttachment',
		name: 'offer.pdf',
		contentType: 'application/pdf',
		contentBytes: Buffer.from('offer').toString('base64'),
	},
];

/** Puts messages, newest first, into Sent Items. */
export async function fillSentItems(
	simulator: Simulator,
	messages: Message[],
	{ mailbox = ME, attachments = [] as object[] } = {},
): Promise<void> {
	const token = simulator.issueToken({ kind: 'application' });
	for (const { subject, from, sender, toRecipients, ccRecipients, body, sentDateTime } of [...messages].reverse()) {
		const response = await fetch(`${simulator.url}/v1.0/users/${mailbox}/mailFolders/sentitems/messages`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({
				...{ subject, from, sender, toRecipients, ccRecipients, body },
				...(attachments.length > 0 ? { attachments } : {}),
				singleValueExtendedProperties: [
					{ id: 'Integer 0x0E07', value: '1' },
					...(sentDateTime ? [{ id: 'SystemTime 0x0039', value: sentDateTime }] : []),
				],
			}),
		});
		if (!response.ok) throw new Error(await response.text());
	}
	simulator.requests.length = 0;
}

/** Items of one run: they share the account object, as in a host. */
export function runOf(
	simulator: Simulator,
	{
		kind = 'delegated' as 'delegated' | 'application',
		me = ME as string | undefined,
		allowedMailboxes = [] as string[],
	} = {},
): (name: string, fields: FieldValues) => Promise<OperationResult> {
	const limits = { allowSending: true, allowDeleting: true, allowedMailboxes };
	const account = simulatorAccount(simulator, { signIn: kind, limits });
	const host = {
		...simulatorHost(simulator, kind),
		sleep: async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms / 200)),
		...(me === undefined || kind === 'application' ? {} : { me: () => me }),
	};
	return async (name, fields) =>
		await performOperation(host, account, name, 'mailbox' in fields ? fields : { mailbox: 'me', ...fields }, {
			stop: new AbortController().signal,
			scope: 'flow node',
			memory: {},
		});
}
