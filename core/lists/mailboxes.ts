import type { Person, User } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError, invalidInput } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { followUpPath, withQuery } from '../graph/paths';
import { Kept, type Keeper } from './cache';
import { matcher } from './searchText';
import { textLiteral } from '../graph/filter';

/** One choice of a searchable list. */
export interface Choice {
	name: string;
	value: string;
	/** Where it can be looked at. */
	url?: string;
}

/**
 * A page of choices. `next` continues it; `notice` says why there are not more, in short sentences: n8n shows each as a
 * line of its list.
 */
export interface Page {
	results: Choice[];
	next?: string;
	notice?: string;
}

const MY_MAILBOX = 'My mailbox';
const PAGE_SIZE = '50';

const me = new Kept<User | undefined>();

/**
 * Mailboxes by name and address: the signed-in person first, then people. Three ways to find them, the next one where the
 * one before is rejected: the directory's search, the beginnings of names, the people one works with. Where all are, the
 * page says which permission is missing. `next` may come back from a browser: it is followed only to these lists on the
 * account's own Graph address.
 */
export async function findMailboxes(
	graph: Graph,
	account: Account,
	search: string,
	keeper: Keeper,
	next?: string,
): Promise<Page> {
	const { allowedMailboxes } = account.limits;
	if (allowedMailboxes.length > 0) return allowed(allowedMailboxes, search);
	if (next !== undefined) return await followed(graph, account, next);
	const [own, page] = await Promise.all([signedIn(graph, account, keeper), people(graph, account, search.trim())]);
	const matches = matcher(search);
	const ownName = own && displayed(own.displayName, own.mail ?? own.userPrincipalName);
	const myself = { name: ownName ? `${MY_MAILBOX}: ${ownName}` : MY_MAILBOX, value: 'me' };
	const others = page.results.filter(({ value }) => value.toLowerCase() !== own?.userPrincipalName?.toLowerCase());
	const results = [
		...(account.signIn === 'delegated' && matches(myself.name) ? [myself] : []),
		...others,
		...typed(search, page.results),
	];
	return { ...page, results };
}

/** The account's owner has said which mailboxes there are, so nobody else has to be asked. */
function allowed(mailboxes: string[], search: string): Page {
	const results = mailboxes
		.map((mailbox) => ({ name: mailbox === 'me' ? MY_MAILBOX : mailbox, value: mailbox }))
		.filter(({ name }) => matcher(search)(name));
	return { results, notice: "The account's settings allow only these mailboxes." };
}

/** An address can always be entered, whatever the lists say. */
function typed(search: string, found: Choice[]): Choice[] {
	const address = search.trim();
	const isNew =
		/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) &&
		!found.some(({ name, value }) => `${name} ${value}`.toLowerCase().includes(address.toLowerCase()));
	return isNew ? [{ name: `${address} (as entered)`, value: address }] : [];
}

/** Needs no permission of its own beside User.ReadBasic.All; where it is rejected, the list does without the name. */
async function signedIn(graph: Graph, account: Account, keeper: Keeper): Promise<User | undefined> {
	if (account.signIn === 'application') return undefined;
	const purpose: Purpose = { task: 'read your name', mailbox: 'directory', repeat: 'safe', permission: 'User.Read' };
	const path = withQuery('/me', { $select: 'displayName,mail,userPrincipalName' });
	const load = async () => await graph.json<User>({ method: 'GET', path, purpose }).catch(refused);
	return await me.get(keeper, account.graphUrl, load).catch(() => undefined);
}

async function people(graph: Graph, account: Account, search: string): Promise<Page> {
	const listed = await firstThatAnswers([
		async () => await directory(graph, account, searchFor(search)),
		...(search === '' ? [] : [async () => await directory(graph, account, beginningsOf(search))]),
		...(account.signIn === 'delegated' ? [async () => await colleagues(graph, account, search)] : []),
	]);
	return listed ?? { results: [], notice: missingPermission(account) };
}

/** Undefined for a refusal, which stays as it is for a while; whatever else went wrong is thrown. */
function refused(reason: unknown): undefined {
	if (reason instanceof DraftError && [400, 403].includes(reason.cause.status ?? 0)) return undefined;
	throw reason;
}

/** Undefined when all were rejected; a failure that is no refusal, such as no answer, is not swallowed. */
async function firstThatAnswers(ways: Array<() => Promise<Page>>): Promise<Page | undefined> {
	for (const way of ways) {
		const page = await way().catch(refused);
		if (page) return page;
	}
	return undefined;
}

function missingPermission({ signIn }: Account): string {
	return signIn === 'application'
		? 'Listing people needs the permission User.Read.All. Any mailbox can be entered by its address.'
		: 'Listing people needs the permission User.ReadBasic.All. Any mailbox can be entered by its address.';
}

const purposeFor = (account: Account): Purpose => ({
	task: 'list the people of the organisation',
	mailbox: 'directory',
	repeat: 'safe',
	permission: account.signIn === 'application' ? 'User.Read.All' : 'User.ReadBasic.All',
});

async function directory(graph: Graph, account: Account, query: Record<string, string>): Promise<Page> {
	return await usersAt(
		graph,
		account,
		withQuery('/users', { $select: 'id,displayName,mail,userPrincipalName', $top: PAGE_SIZE, ...query }),
	);
}

/** Only people with an address: the others have no mailbox. */
async function usersAt(graph: Graph, account: Account, path: string): Promise<Page> {
	const answer = await graph.json<Listing<User>>({
		method: 'GET',
		path,
		headers: { ConsistencyLevel: 'eventual' },
		purpose: purposeFor(account),
	});
	return pageOf(answer, ({ displayName, mail, userPrincipalName }) =>
		mail && userPrincipalName ? { name: displayed(displayName, mail), value: userPrincipalName } : undefined,
	);
}

/** Clauses are quoted; `"` and `\` are escaped with a backslash (Microsoft Graph, "search-query-parameter"). */
function searchFor(text: string): Record<string, string> {
	const term = text.replace(/["\\]/g, '\\$&');
	return term === '' ? {} : { $search: `"displayName:${term}" OR "mail:${term}"`, $count: 'true' };
}

/** Where $search is not supported. Quotes are doubled (OData). */
function beginningsOf(text: string): Record<string, string> {
	const term = textLiteral(text);
	return {
		$filter: ['displayName', 'mail', 'userPrincipalName'].map((member) => `startswith(${member},${term})`).join(' or '),
		$count: 'true',
	};
}

async function colleagues(graph: Graph, account: Account, search: string): Promise<Page> {
	const term = search.replace(/["\\]/g, '\\$&');
	return await colleaguesAt(
		graph,
		account,
		withQuery('/me/people', { $top: PAGE_SIZE, ...(term === '' ? {} : { $search: `"${term}"` }) }),
	);
}

/** People of the organisation among those one works with; contacts have no mailbox here. */
async function colleaguesAt(graph: Graph, account: Account, path: string): Promise<Page> {
	const answer = await graph.json<Listing<Person>>({
		method: 'GET',
		path,
		purpose: { ...purposeFor(account), permission: 'People.Read' },
	});
	const page = pageOf(answer, ({ displayName, userPrincipalName, personType, scoredEmailAddresses }) => {
		const address = scoredEmailAddresses?.[0]?.address ?? userPrincipalName;
		const isOurs = personType?.subclass ? personType.subclass === 'OrganizationUser' : Boolean(userPrincipalName);
		return address && isOurs
			? { name: displayed(displayName, address), value: userPrincipalName ?? address }
			: undefined;
	});
	return {
		...page,
		notice: 'Only people you work with are listed. Listing all needs the permission User.ReadBasic.All.',
	};
}

async function followed(graph: Graph, account: Account, link: string): Promise<Page> {
	const path = followUpPath(account.graphUrl, link);
	if (/^\/users\?/.test(path)) return await usersAt(graph, account, path);
	if (/^\/me\/people\?/.test(path)) return await colleaguesAt(graph, account, path);
	throw invalidInput('A follow-up link does not lead to a list of people, so it was not requested.');
}

function pageOf<T>(answer: Listing<T>, choose: (entry: T) => Choice | undefined): Page {
	const results = (answer.value ?? []).flatMap((entry) => choose(entry) ?? []);
	return { results, ...(answer['@odata.nextLink'] ? { next: answer['@odata.nextLink'] } : {}) };
}

const displayed = (name: string | null | undefined, address: string | null | undefined) =>
	name ? `${name} (${address ?? ''})` : (address ?? '');
