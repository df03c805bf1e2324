import { badQuery, GraphError } from '../errors.mts';
import type { GraphAnswer, GraphRequest } from '../graph.mts';
import { applyQuery, Query } from '../query.mts';
import type { Mailbox, Person } from '../types.mts';

/** Default members of a user. DOC user-list */
const standard = [
	'businessPhones',
	'displayName',
	'givenName',
	'id',
	'jobTitle',
	'mail',
	'mobilePhone',
	'officeLocation',
	'preferredLanguage',
	'surname',
	'userPrincipalName',
];
const selectable = [...standard, 'userType', 'accountEnabled'];

function userJson(person: Person): Record<string, unknown> {
	const [givenName, surname = null] = person.displayName.split(' ');
	return {
		businessPhones: [],
		displayName: person.displayName,
		givenName,
		jobTitle: null,
		mail: person.mail,
		mobilePhone: null,
		officeLocation: null,
		preferredLanguage: null,
		surname,
		userPrincipalName: person.userPrincipalName,
		id: person.id,
		userType: person.kind === 'guest' ? 'Guest' : 'Member',
		// A shared mailbox is a user who cannot sign in. RECALL
		accountEnabled: person.kind !== 'shared',
	};
}

function narrowed(person: Person, select: string[] | undefined): Record<string, unknown> {
	return Object.fromEntries(Object.entries(userJson(person)).filter(([name]) => (select ?? standard).includes(name)));
}

/** A personal account at `/me`: the members in another order, the id that of Microsoft's consumer accounts. OBS GNOME/msgraph (2024) */
function personalJson(person: Person, select: string[] | undefined): Record<string, unknown> {
	const { userPrincipalName, displayName, surname, givenName, preferredLanguage, mail, ...rest } = userJson(person);
	const { mobilePhone, jobTitle, officeLocation, businessPhones } = rest;
	const id = person.id.replaceAll('-', '').slice(-16);
	const named = { userPrincipalName, id, displayName, surname, givenName, preferredLanguage, mail };
	const all = { ...named, mobilePhone, jobTitle, officeLocation, businessPhones };
	return Object.fromEntries(Object.entries(all).filter(([name]) => !select || select.includes(name)));
}

const selection = (select: string[] | undefined): string => (select ? `(${select.join(',')})` : '');

export function showUser(request: GraphRequest, key: string): GraphAnswer {
	const query = new Query(request.target.split('?').slice(1).join('?'));
	const person = request.store.directory.find(
		({ id, userPrincipalName }) => id === key.toLowerCase() || userPrincipalName.toLowerCase() === key.toLowerCase(),
	);
	if (!person) {
		// RECALL
		throw new GraphError(
			404,
			'Request_ResourceNotFound',
			`Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
		);
	}
	const select = query.select(selectable);
	return {
		status: 200,
		json: {
			'@odata.context': `${request.origin}/v1.0/$metadata#users${selection(select)}/$entity`,
			...(person.kind === 'personal' ? personalJson(person, select) : narrowed(person, select)),
		},
	};
}

interface Clause {
	member: string;
	value: string;
}

const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** displayName by the beginnings of its words, other members by their own beginning. DOC search-query-parameter */
function hits(person: Person, { member, value }: Clause): boolean {
	const found = String(userJson(person)[member] ?? '').toLowerCase();
	if (member !== 'displayName') return found !== '' && found.startsWith(value);
	return words(value).every((word) => words(found).some((part) => part.startsWith(word)));
}

/** `"displayName:ann" OR "mail:ann"`; AND binds first, as in OData. Escapes: RECALL */
function search(text: string): (person: Person) => boolean {
	const broken = (): GraphError => badQuery(`Syntax error in $search: '${text.slice(0, 200)}'.`);
	const pattern = /\s*(?:"([^":]+):((?:[^"\\]|\\.)*)"|(AND|OR)(?=\s|"|$))/y;
	const either: Clause[][] = [[]];
	let wantsClause = true;
	for (const trimmed = text.trim(); pattern.lastIndex < trimmed.length || wantsClause; ) {
		const match = pattern.exec(trimmed);
		if (!match || (match[3] === undefined) !== wantsClause) throw broken();
		wantsClause = !wantsClause;
		const [, name, value, operator] = match;
		if (operator === 'OR') either.push([]);
		if (operator !== undefined) continue;
		const member = selectable.find((one) => one.toLowerCase() === name.trim().toLowerCase());
		if (member === undefined) throw broken();
		either.at(-1)?.push({ member, value: value.replace(/\\(.)/g, '$1').trim().toLowerCase() });
	}
	return (person) => either.some((clauses) => clauses.every((clause) => hits(person, clause)));
}

/** Options that the directory answers from its index only. DOC user-list ($search; $filter with $orderby or $count), code and texts RECALL */
function checkAdvanced(query: Query, headers: Record<string, string>): void {
	if (headers.consistencylevel?.toLowerCase() === 'eventual') return;
	const refuse = (message: string): GraphError => new GraphError(400, 'Request_UnsupportedQuery', message);
	if (query.get('$search') !== undefined)
		throw refuse(
			"Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
		);
	const isCounted = query.get('$count')?.toLowerCase() === 'true';
	if (query.get('$filter') !== undefined && query.get('$orderby') !== undefined)
		throw refuse('Sorting not supported for current query.');
	if (query.get('$filter') !== undefined && isCounted)
		throw refuse("$count is not currently supported without the request header 'ConsistencyLevel: eventual'.");
}

/** Everyone whom the query means; people of a scenario are in no list. */
function find(request: GraphRequest, query: Query): Mailbox[] {
	// RECALL
	if (!request.switches.usersListAllowed)
		throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
	checkAdvanced(query, request.headers);
	const text = query.get('$search');
	const known = (name: string): boolean => selectable.some((one) => one.toLowerCase() === name.toLowerCase());
	const resolver = (person: Person) => (path: string) =>
		userJson(person)[selectable.find((name) => name.toLowerCase() === path.toLowerCase()) ?? ''];
	const listed = request.store.directory.filter(({ scenario, kind }) => !scenario && kind !== 'personal');
	return applyQuery(text === undefined ? listed : listed.filter(search(text)), query, known, resolver, {
		order: 'never',
	});
}

/** An opaque place in a list, which holds for the same question only. DOC paging ($skiptoken); form and errors are the simulator's own */
const placeOf = (skip: number): string => Buffer.from(`users ${skip}`).toString('base64url');

function startOf(query: Query): number {
	// RECALL: the directory knows no $skip
	if (query.get('$skip') !== undefined)
		throw new GraphError(400, 'Request_UnsupportedQuery', "'$skip' is not supported by the service.");
	const token = query.get('$skiptoken');
	if (token === undefined) return 0;
	const place = /^users (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('latin1'));
	if (!place) throw badQuery('The skiptoken is not valid.');
	return Number(place[1]);
}

function nextLink({ origin, target }: GraphRequest, skip: number): string {
	const [path, options = ''] = target.split('?', 2);
	const kept = options.split('&').filter((pair) => pair !== '' && !/^(\$|%24)skiptoken=/i.test(pair));
	return `${origin}${path}?${[...kept, `$skiptoken=${placeOf(skip)}`].join('&')}`;
}

export function listUsers(request: GraphRequest): GraphAnswer {
	const query = new Query(request.target.split('?').slice(1).join('?'));
	const found = find(request, query);
	const { top } = query.page(100, 999);
	const skip = startOf(query);
	const select = query.select(selectable);
	const json: Record<string, unknown> = {
		'@odata.context': `${request.origin}/v1.0/$metadata#users${selection(select)}`,
	};
	// Without the header the option has no effect. RECALL
	if (query.get('$count')?.toLowerCase() === 'true' && request.headers.consistencylevel?.toLowerCase() === 'eventual')
		json['@odata.count'] = found.length;
	if (skip + top < found.length) json['@odata.nextLink'] = nextLink(request, skip + top);
	json.value = found.slice(skip, skip + top).map((person) => narrowed(person, select));
	return { status: 200, json };
}

/** A number as text; the header is needed. DOC user-list; code and text RECALL */
export function countUsers(request: GraphRequest): GraphAnswer {
	if (request.headers.consistencylevel?.toLowerCase() !== 'eventual') {
		throw new GraphError(
			400,
			'Request_UnsupportedQuery',
			"$count is not currently supported without the request header 'ConsistencyLevel: eventual'.",
		);
	}
	return { status: 200, text: String(find(request, new Query(request.target.split('?').slice(1).join('?'))).length) };
}
