import { GraphError } from '../errors.mts';
import type { GraphAnswer, GraphRequest } from '../graph.mts';
import { applyQuery, Query } from '../query.mts';
import type { Person } from '../types.mts';

/** Default members of a user. DOC user-list */
const standard = [
	'businessPhones', 'displayName', 'givenName', 'id', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName',
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

const selection = (select: string[] | undefined): string => (select ? `(${select.join(',')})` : '');

export function showUser(request: GraphRequest, key: string): GraphAnswer {
	const query = new Query(request.target.split('?').slice(1).join('?'));
	const person = request.store.directory.find(({ id, userPrincipalName }) => id === key.toLowerCase() || userPrincipalName.toLowerCase() === key.toLowerCase());
	if (!person) {
		// RECALL
		throw new GraphError(404, 'Request_ResourceNotFound', `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`);
	}
	const select = query.select(selectable);
	return { status: 200, json: { '@odata.context': `${request.origin}/v1.0/$metadata#users${selection(select)}/$entity`, ...narrowed(person, select) } };
}

/** `"displayName:ann" OR "mail:ann"`: displayName by words, other members by their beginning. DOC search-query-parameter */
function search(text: string): (person: Person) => boolean {
	const clauses = [...text.matchAll(/"(\w+):((?:[^"\\]|\\.)*)"/g)].map(([, member, value]) => ({ member, value: value.replace(/\\(.)/g, '$1').trim().toLowerCase() }));
	if (clauses.length === 0) throw new GraphError(400, 'BadRequest', `Syntax error in $search: '${text.slice(0, 200)}'.`);
	const hit = (person: Person, member: string, value: string): boolean => {
		const found = String(userJson(person)[member] ?? '').toLowerCase();
		if (member !== 'displayName') return found !== '' && found.startsWith(value);
		return value.split(/\s+/).every((word) => found.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)));
	};
	const all = !/"\s+OR\s+"/.test(text);
	return (person) => (all ? clauses.every(({ member, value }) => hit(person, member, value)) : clauses.some(({ member, value }) => hit(person, member, value)));
}

export function listUsers(request: GraphRequest): GraphAnswer {
	// RECALL
	if (!request.switches.usersListAllowed) throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
	const query = new Query(request.target.split('?').slice(1).join('?'));
	const text = query.get('$search');
	if (text !== undefined && request.headers.consistencylevel?.toLowerCase() !== 'eventual') {
		// RECALL
		const message = "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'";
		throw new GraphError(400, 'Request_UnsupportedQuery', message);
	}
	const known = (name: string): boolean => selectable.some((one) => one.toLowerCase() === name.toLowerCase());
	const resolver = (person: Person) => (path: string) => userJson(person)[selectable.find((name) => name.toLowerCase() === path.toLowerCase()) ?? ''];
	const candidates: Person[] = text === undefined ? request.store.directory : request.store.directory.filter(search(text));
	const found = applyQuery(candidates, query, known, resolver, false);
	const { top, skip } = query.page(100, 999);
	const select = query.select(selectable);
	const json: Record<string, unknown> = { '@odata.context': `${request.origin}/v1.0/$metadata#users${selection(select)}` };
	if (query.get('$count')?.toLowerCase() === 'true') json['@odata.count'] = found.length;
	if (skip + top < found.length) json['@odata.nextLink'] = Query.nextLink(request.origin, request.target, skip + top);
	json.value = found.slice(skip, skip + top).map((person) => narrowed(person, select));
	return { status: 200, json };
}
