import type { Message } from '@microsoft/microsoft-graph-types';

import { claim, expectOneMore, isClaimable, release, request } from '../../drafts/replyOwners';
import { CLOCK_TOLERANCE, type Found } from '../../drafts/lookUp';
import type { NewDraft } from '../../drafts/makeDraft';
import type { ItemIdentity } from '../../drafts/memory';
import { expanding, markOf, OURS } from '../../messages/mark';
import { useMessageId } from '../../drafts/messageIdInUse';
import { readBase64 } from '../../mime/base64Input';
import { isSameMessage } from '../../mime/sameMessage';
import type { Creating } from './creating';
import type { MimeMessage } from './mimeMessage';
import { textLiteral } from '../../graph/filter';

/** How a MIME draft is known again: it carries nothing of ours at first but its Message-ID. */
export interface Recognising {
	draft: Pick<NewDraft, 'filter' | 'query' | 'isMine' | 'isUnmistakable' | 'unlabelled'>;
	/** Sends it, and notes whose what was made is. */
	posting(mark: string, send: (onSending?: () => void) => Promise<Message>): Promise<Message>;
	/** To be called when everything about it is over. */
	end(): void;
}

export const byMessageId = (messageId: string): string => `internetMessageId eq ${textLiteral(messageId)}`;
const WITH_OURS = { $expand: expanding(...OURS) };

/** Whose it is, as far as its properties say: undefined where it has none yet. */
function labelOf(found: Found, mark: string): boolean | undefined {
	const there = markOf(found);
	return there === undefined ? undefined : there === mark;
}

/** A composed message has a Message-ID of its own, or, with a key, the one that `name` makes in every run. */
export function recogniseComposed(
	{ messageId }: { messageId(mark: string): string },
	name: string | undefined,
	{ memory }: ItemIdentity,
): Recognising {
	const filter = (mark: string): string => byMessageId(messageId(name ?? mark));
	const shared = {
		query: WITH_OURS,
		isMine: (found: Found) => labelOf(found, memory.mark ?? '') ?? true,
		unlabelled: { filter: filter(''), isCertain: true, take: () => true as const },
	};
	return {
		draft: { filter, ...(name === undefined ? {} : shared) },
		posting: async (_mark, send) => await send(),
		end: () => {},
	};
}

/** Decoded only where there is something to compare. */
export const isSameAs = async ({ base64, summary }: MimeMessage, found: Found, how = {}): Promise<boolean> =>
	await isSameMessage({ bytes: readBase64(base64).bytes, summary }, found, how);

/** A raw message has its own Message-ID, which others may share: 200 items may be made from one file. */
export function recogniseSupplied(
	{ graph, account, mailbox, item }: Pick<Creating, 'graph' | 'account' | 'mailbox' | 'item'>,
	mime: MimeMessage,
	hasKey: boolean,
): Recognising {
	const { messageId } = mime.summary;
	if (messageId === undefined)
		return { draft: { filter: () => undefined }, posting: async (_mark, send) => await send(), end: () => {} };
	const group = `${account.graphUrl} ${mailbox.toLowerCase()} ${messageId}`;
	const use = useMessageId(group, () => graph.now());
	const began = (item.memory.began ??= graph.now());
	const filter = byMessageId(messageId);
	const take = ({ id }: Found) => isClaimable(id, item.memory.mark ?? '', group);
	return {
		draft: {
			filter: () => filter,
			...(hasKey ? { query: WITH_OURS } : {}),
			// Not made before this one began, by the service's own clock.
			isMine: (found) =>
				labelOf(found, item.memory.mark ?? '') ??
				(Date.parse(found.createdDateTime ?? '') >= began + (graph.serverNow() - graph.now()) - CLOCK_TOLERANCE &&
					take(found)),
			isUnmistakable: use.isAlone,
			unlabelled: { filter, isCertain: false, isSame: async (found) => await isSameAs(mime, found), take },
		},
		posting: async (mark, send) => {
			expectOneMore(mark);
			const { sending, ended } = request(group);
			const made = await send(sending).finally(ended);
			claim(made.id ?? '', mark);
			return made;
		},
		end: () => {
			use.end();
			if (hasKey) release(item.memory.mark ?? '');
		},
	};
}
