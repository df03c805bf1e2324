import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { Query } from '../query.mts';

/** DOC search-query-parameter */
const MOST = 250;

const selectable = [
	'id',
	'displayName',
	'givenName',
	'surname',
	'userPrincipalName',
	'scoredEmailAddresses',
	'personType',
];

interface Relevant {
	id: string;
	displayName: string;
	address: string;
	userPrincipalName: string | null;
	/** Messages of the mailbox that name them. */
	count: number;
}

/** Who is in the mailbox's messages, most often first; then the rest of the directory in its order. How Graph weighs is in no source: INFERRED */
function relevant({ mailbox, store }: MailCall): Relevant[] {
	const counts = new Map<string, { name: string | undefined; count: number }>();
	for (const { toRecipients, ccRecipients, bccRecipients, from } of mailbox.messages) {
		for (const { emailAddress } of [...toRecipients, ...ccRecipients, ...bccRecipients, ...(from ? [from] : [])]) {
			const address = emailAddress.address?.toLowerCase();
			if (!address) continue;
			const seen = counts.get(address) ?? { name: emailAddress.name, count: 0 };
			counts.set(address, { name: seen.name ?? emailAddress.name, count: seen.count + 1 });
		}
	}
	const colleagues = store.directory
		.filter(
			(one) =>
				one !== mailbox && one.mail !== null && !one.scenario && one.kind !== 'personal' && mailbox.kind !== 'personal',
		)
		.map(({ id, displayName, address, userPrincipalName }) => ({
			id,
			displayName,
			address,
			userPrincipalName,
			count: counts.get(address.toLowerCase())?.count ?? 0,
		}));
	const known = new Set(
		[mailbox.address, ...colleagues.map(({ address }) => address)].map((address) => address.toLowerCase()),
	);
	const outside = [...counts]
		.filter(([address]) => !known.has(address))
		.map(([address, { name, count }]) => ({
			id: Buffer.from(address).toString('hex').slice(0, 32),
			displayName: name ?? address,
			address,
			userPrincipalName: null,
			count,
		}));
	return [...colleagues, ...outside].sort((a, b) => b.count - a.count);
}

/** `"ann"` or `ann`: beginnings of the words of name and address. DOC search-query-parameter; what counts as a word is INFERRED */
function matches({ displayName, address }: Relevant, search: string): boolean {
	const words = (text: string): string[] =>
		text
			.toLowerCase()
			.split(/[^\p{L}\p{N}]+/u)
			.filter(Boolean);
	const there = words(`${displayName} ${address}`);
	return words(search).every((word) => there.some((one) => one.startsWith(word)));
}

function json(person: Relevant, rank: number): Record<string, unknown> {
	const [givenName, surname = null] = person.displayName.split(' ');
	return {
		id: person.id,
		displayName: person.displayName,
		givenName,
		surname,
		userPrincipalName: person.userPrincipalName,
		scoredEmailAddresses: [
			{ address: person.address, relevanceScore: MOST - rank, selectionLikelihood: 'notSpecified' },
		],
		personType: {
			class: 'Person',
			subclass: person.userPrincipalName === null ? 'ImplicitContact' : 'OrganizationUser',
		},
	};
}

/** In order of relevance, at most 250. The default page of 10 is RECALL */
function list(call: MailCall): GraphAnswer {
	const search = call.query.get('$search')?.replace(/^"(.*)"$/s, '$1') ?? '';
	const select = call.query.select(selectable);
	const { top, skip } = call.query.page(10, MOST);
	const found = relevant(call)
		.filter((one) => matches(one, search))
		.slice(0, MOST);
	const rows = found
		.map(json)
		.slice(skip, skip + top)
		.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => select?.includes(name) ?? true)));
	return {
		status: 200,
		json: {
			'@odata.context': `${call.context}/people${select ? `(${select.join(',')})` : ''}`,
			...(skip + top < found.length ? { '@odata.nextLink': Query.nextLink(call.origin, call.target, skip + top) } : {}),
			value: rows,
		},
	};
}

export const peopleRoutes: Route[] = [{ method: 'GET', path: 'people', run: list }];
