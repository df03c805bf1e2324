import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import type { Account, AccountLimits } from '../account';
import { toDraftError, type DraftError } from '../errors';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { addressOf } from '../message/sender';
import { getMessage } from '../messages/get';
import { inConversationOf, peopleIn } from './conversation';
import { filledIn } from './filledIn';
import { together, type Found, type Named } from './found';
import { inMessage } from './inMessage';
import { inMime } from './inMime';
import { notAllowed, notClear, tooMany } from './refusal';
import { comparable, isNamed, readRule, type Rule } from './rules';

export type AnswerKind = 'createReply' | 'createReplyAll' | 'createForward';

/** Lists of recipients in Graph's names. */
const LISTS = ['toRecipients', 'ccRecipients', 'bccRecipients'] as const;
const HELD = [...LISTS, 'replyTo'].join(',');

/**
 * What the account's owner allows about recipients, for one item of a run. Every method throws a DraftError that says rule, value and way
 * out.
 */
export interface Policy {
	/** False: the account limits nothing, and no method does anything. */
	limits: boolean;
	/** A message as JSON, complete or only what changes. `at`: the draft that gets the changes. */
	checkMessage(message: object, at?: MessagePlace): Promise<void>;
	/** A message as MIME, in base64. */
	checkMime(base64: string): Promise<void>;
	/** What a draft holds now, with changes over it: before it is sent. */
	checkDraft(at: MessagePlace, changes?: object): Promise<void>;
	/** A reply or forward before Outlook makes it: with whom Outlook will fill in, as far as it is known, and who was entered. */
	checkAnswer(answer: AnswerToCheck): Promise<void>;
}

export interface AnswerToCheck {
	original: MessagePlace;
	kind: AnswerKind;
	/** What was entered beside it: recipients, Reply-To, properties. */
	entered: object;
	/** A complete message in MIME in its place, in base64. */
	mime?: string | undefined;
	/** Lists that were entered take the place of those that Outlook fills in. */
	replaces: boolean;
}

/** The rules of an account, and what they are applied with. */
interface Rules {
	graph: Graph;
	limits: AccountLimits;
	rules: Rule[];
	most: number;
	/** Addresses of the mailbox, as far as they are known. */
	own: Set<string>;
}

const NO_LIMITS: Policy = {
	limits: false,
	checkMessage: async () => {},
	checkMime: async () => {},
	checkDraft: async () => {},
	checkAnswer: async () => {},
};

/** `graph` reads what a rule depends on; its own requests are not checked. */
export function createPolicy({ limits }: Account, graph: Graph, mailbox: string): Policy {
	const { allowedRecipients = [], mostRecipients = 0 } = limits;
	if (allowedRecipients.length === 0 && mostRecipients === 0) return NO_LIMITS;
	const own = [graph.host.me?.(), addressOf(mailbox)].map((address) => comparable(address ?? ''));
	const with_: Rules = {
		graph,
		limits,
		rules: allowedRecipients.map(readRule).filter((rule): rule is Rule => rule !== undefined),
		most: mostRecipients,
		own: new Set(own.filter((address): address is string => address !== undefined)),
	};
	return {
		limits: true,
		checkMessage: async (message, at) => await checkMessage(with_, message, at),
		checkMime: async (base64) => await judge(with_, inMime(base64)),
		checkDraft: async (at, changes = {}) => {
			const held = await getMessage(graph, at, { select: HELD });
			await judge(with_, inMessage({ ...held, ...changes }), { at });
		},
		checkAnswer: async (answer) => await checkAnswer(with_, answer),
	};
}

/** Whether a check rejects, for who only wants to say so. */
export const refusalOf = async (check: Promise<void>): Promise<DraftError | undefined> =>
	await check.then(() => undefined).catch(toDraftError);

async function checkMessage(rules: Rules, message: object, at: MessagePlace | undefined): Promise<void> {
	const found = inMessage(message);
	const given = LISTS.filter((name) => name in message);
	// Of those that stay as they are only the number counts: a person may have put them there.
	const counted = found.named.some(({ counts }) => counts);
	const kept =
		at && rules.most > 0 && counted && given.length < LISTS.length ? await held(rules, at, given) : undefined;
	await judge(rules, found, { at, kept });
}

async function held({ graph }: Rules, at: MessagePlace, given: readonly string[]): Promise<Named[]> {
	const there = await getMessage(graph, at, { select: HELD });
	return inMessage({ ...there, ...Object.fromEntries(given.map((name) => [name, []])) }).named;
}

async function checkAnswer(rules: Rules, answer: AnswerToCheck): Promise<void> {
	const { graph, own } = rules;
	const { original, kind, entered, mime, replaces } = answer;
	const answered = await getMessage(graph, original, {
		task: 'read the message',
		select: 'id,from,sender,replyTo,toRecipients,ccRecipients,isDraft',
		anyMessage: true,
	});
	const given = mime === undefined ? inMessage(entered) : inMime(mime);
	const replaced = (name: string) =>
		replaces && ((entered as Record<string, unknown[] | undefined>)[name] ?? []).length > 0;
	const filled = Object.fromEntries(
		Object.entries(filledIn(kind, answered, own)).filter(([name]) => !replaced(name)),
	) as Partial<Record<(typeof LISTS)[number], Recipient[]>>;
	const byOutlook = inMessage(filled).named.map((one) => ({ ...one, where: whereFrom(one, answered) }));
	const foreseen = own.size > 0 ? byOutlook : byOutlook.filter((one) => !mayBeOwn(rules, one, answered));
	await judge(rules, together({ named: foreseen, unclear: [] }, given), { at: original, people: peopleIn([answered]) });
}

/** Where the recipient of a reply comes from, in words that show an agent whose doing it is. */
function whereFrom({ address, where }: Named, { replyTo }: Message): string {
	const isAnswerAddress = (replyTo ?? []).some(({ emailAddress }) => emailAddress?.address === address);
	return isAnswerAddress ? 'Reply-To of the message that is answered' : `${where}, filled in by Outlook`;
}

/**
 * Outlook leaves the mailbox itself out of a reply to all, and which address that is may not be known. What Outlook makes in
 * the end is checked in any case.
 */
function mayBeOwn({ rules }: Rules, { address }: Named, { toRecipients, ccRecipients }: Message): boolean {
	const others = [...(toRecipients ?? []), ...(ccRecipients ?? [])].map(({ emailAddress }) => emailAddress?.address);
	return others.includes(address) && others.filter((one) => !isNamed(one ?? '', rules)).length === 1;
}

interface Circumstances {
	/** A message of the conversation whose people are allowed too. */
	at?: MessagePlace | undefined;
	/** Who of it is known already. */
	people?: Set<string>;
	/** Recipients that stay: they are counted, and nothing else. */
	kept?: Named[] | undefined;
}

async function judge(
	{ graph, limits, rules, most }: Rules,
	{ named, unclear }: Found,
	{ at, people = new Set(), kept = [] }: Circumstances = {},
): Promise<void> {
	if (unclear.length > 0) throw notClear(limits, unclear);
	if (rules.length > 0) {
		const strangers = named.filter(({ address }) => !isNamed(address, rules));
		const mayAsk = at !== undefined && limits.allowConversation !== false;
		const refused = mayAsk ? await outside(graph, at, people, strangers) : strangers;
		if (refused.length > 0) throw notAllowed(limits, refused, at !== undefined);
	}
	const count = new Set(
		[...named, ...kept].filter(({ counts }) => counts).map(({ address }) => comparable(address) ?? address),
	).size;
	if (most > 0 && count > most) throw tooMany(count, most);
}

/** Those who take no part in the conversation. */
async function outside(graph: Graph, at: MessagePlace, people: Set<string>, strangers: Named[]): Promise<Named[]> {
	const isIn = (known: Set<string>) => (one: Named) => known.has(comparable(one.address) ?? '');
	const unknown = strangers.filter((one) => !isIn(people)(one));
	const wanted = new Set(unknown.map(({ address }) => comparable(address)).filter((one) => one !== undefined));
	if (wanted.size === 0) return unknown;
	const found = await inConversationOf(graph, at, wanted);
	return unknown.filter((one) => !isIn(found)(one));
}
