import { readAll } from '../graph/batch';
import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';
import { getMessageIfThere } from '../messages/get';
import { expanding, filterBy, IDENTITY_ID, OURS, valueOf } from '../messages/mark';
import { inOrder, LOOK_UP_WINDOW, nextPath, type Found, type Place } from './lookUp';

/** What is known of messages that could not be given their key at once. */
export interface Unlabelled {
	/** `$filter` that matches them, and maybe others. */
	filter: string;
	/** Nobody but this package makes such a message, and only for this key. */
	isCertain: boolean;
	/** Where that is not certain: whether it is the same message. */
	isSame?(found: Found): Promise<boolean>;
	/** Whether it is free to be taken, as far as this process knows. Asked last. */
	take(found: Found): boolean | 'unknown';
}

/** What a look for a key finds, each in the order in which it was made. */
interface Seen {
	keyed: Found[];
	/** Those that could not be given their key yet. */
	others: Found[];
}

const EXPAND = expanding(...OURS);
const MEMBERS = 'id,createdDateTime,lastModifiedDateTime,changeKey,isDraft,parentFolderId';

/** Looks in all places of a key at once, in one request. */
export async function findByKey(
	graph: Graph,
	{ place: { mailbox, folder }, key, unlabelled }: { place: Place; key: string; unlabelled?: Unlabelled },
): Promise<Seen> {
	const folders = [...new Set(['drafts', 'sentitems', folder])];
	const pathOf = (name: string) => `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(name)}/messages`;
	const query = { $filter: filterBy(IDENTITY_ID, key), $select: MEMBERS, $expand: EXPAND, $top: '50' };
	const paths = folders.map((name) => withQuery(pathOf(name), query));
	// One without a key has not left Drafts, unless a person has sent it.
	const more = unlabelled
		? ['drafts', 'sentitems'].map((name) =>
				withQuery(pathOf(name), { $filter: unlabelled.filter, $select: MEMBERS, $expand: EXPAND, $top: '250' }),
			)
		: [];
	const purpose: Purpose = { task: 'look for an earlier draft', mailbox, folder, repeat: 'safe' };
	const answers = await readAll<Listing<Found>>(graph, [...paths, ...more], purpose);
	const found = answers.slice(0, paths.length).flatMap((answer) => answer?.value ?? []);
	// The target folder may be Drafts by its id.
	const keyed = inOrder([...new Map(found.map((message) => [message.id, message])).values()]);
	// Where it is certain whose they are, the others are left overs.
	if (!unlabelled || (keyed.length > 0 && !unlabelled.isCertain)) return { keyed, others: [] };
	const candidates: Found[] = [];
	for (const answer of answers.slice(paths.length))
		if (answer) candidates.push(...(await allPages(graph, answer, purpose)));
	return { keyed, others: await withoutKey(graph, mailbox, inOrder(candidates), unlabelled) };
}

async function allPages(graph: Graph, first: Listing<Found>, purpose: Purpose): Promise<Found[]> {
	const found = [...(first.value ?? [])];
	let next = nextPath(graph, first);
	while (next) {
		const answer: Listing<Found> = await graph.json({ method: 'GET', path: next, purpose });
		found.push(...(answer.value ?? []));
		next = nextPath(graph, answer);
	}
	return found;
}

/** Of messages that may be of this key the ones that are, and have no key yet. */
async function withoutKey(
	graph: Graph,
	mailbox: string,
	candidates: Found[],
	{ isSame, take }: Unlabelled,
): Promise<Found[]> {
	const mine: Found[] = [];
	for (const candidate of candidates.filter((one) => valueOf(one, IDENTITY_ID) === undefined)) {
		const whole = isSame && (await getMessageIfThere(graph, { mailbox, id: candidate.id }));
		if (isSame && !(whole && (await isSame({ ...whole, id: candidate.id })))) continue;
		let isMine = take(candidate);
		// Requests of this process are under way that may have made it; they end soon.
		for (let waited = 0; isMine === 'unknown' && waited < LOOK_UP_WINDOW && (await graph.wait(PAUSE)); waited += PAUSE)
			isMine = take(candidate);
		if (isMine === true) mine.push(candidate);
	}
	return mine;
}

const PAUSE = 500;
