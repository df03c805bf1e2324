import { toDraftError } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { mailboxPath } from '../graph/paths';
import { isRecord } from '../fields/values';
import { labelOf } from '../fields/read';
import { readRecipients } from '../message/recipients';
import { inWords, tipOf, type GraphTip, type Tip } from './tip';

/** Exchange's limit for one request. */
const MOST_ADDRESSES = 100;
/** A draft is not kept waiting for them. */
const LONGEST_WAIT = 15_000;
const OPTIONS = [
	'automaticReplies',
	'mailboxFullStatus',
	'customMailTip',
	'externalMemberCount',
	'totalMemberCount',
	'deliveryRestriction',
	'moderationStatus',
	'recipientScope',
].join(', ');

export interface MailTips {
	/** Of recipients of whom there is something to say. */
	tips: Tip[];
	warnings: string[];
}

/**
 * What Outlook says beside an address before a mail is sent (Microsoft Graph, "getMailTips"): who is away, whose mailbox is full, who is
 * outside of the organisation, how many people are on a list. One request for up to 100 addresses. Never throws: a tip costs no draft.
 */
export async function mailTips(graph: Graph, mailbox: string, addresses: string[]): Promise<MailTips> {
	const unique = [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
	const found: GraphTip[] = [];
	for (let from = 0; from < unique.length; from += MOST_ADDRESSES) {
		const failure = await ask(graph, mailbox, unique.slice(from, from + MOST_ADDRESSES))
			.then((tips) => void found.push(...tips))
			.catch(toDraftError);
		if (failure) return { tips: found.map(tipOf).filter(isTip), warnings: [...said(found), NONE(failure.message)] };
	}
	return { tips: found.map(tipOf).filter(isTip), warnings: said(found) };
}

const said = (found: GraphTip[]) => inWords(found.map(tipOf).filter(isTip));
const isTip = (tip: Tip | undefined): tip is Tip => tip !== undefined;

const NONE = (why: string) => `Mail tips could not be read, which changes nothing about the message: ${why}`;

async function ask(graph: Graph, mailbox: string, addresses: string[]): Promise<GraphTip[]> {
	const purpose: Purpose = { task: 'read mail tips', mailbox, repeat: 'safe', permission: 'Mail.Read' };
	const { value } = await graph.json<Listing<GraphTip>>({
		method: 'POST',
		path: `${mailboxPath(mailbox)}/getMailTips`,
		body: { EmailAddresses: addresses, MailTipsOptions: OPTIONS },
		timeout: LONGEST_WAIT,
		purpose,
	});
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Whom a message goes to, as the result of a step says it: by Graph's lists, or by the texts of the simplified form. */
export function addressesIn(output: Record<string, unknown>): string[] {
	return ['to', 'cc', 'bcc'].flatMap((name) => {
		const list = output[`${name}Recipients`];
		const given = Array.isArray(list) ? list : output[name];
		return read(given, labelOf(name));
	});
}

/** What cannot be read again, such as a name without an address, has no tip. */
function read(given: unknown, label: string): string[] {
	try {
		return readRecipients(given, label).map(({ emailAddress }) => emailAddress.address);
	} catch {
		return [];
	}
}
