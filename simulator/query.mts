import { badQuery, GraphError } from './errors.mts';
import { parseFilter } from './filter.mts';
import type { Filter, FilterError, Resolve } from './filter.mts';
import type { Switches } from './switches.mts';

/** The query options of a request; names of options are read in any casing, unknown ones are ignored. DOC concepts/known-issues */
export class Query {
	#values = new Map<string, string>();

	constructor(search: string) {
		for (const [name, value] of new URLSearchParams(search)) this.#values.set(name.toLowerCase(), value);
	}

	set(name: string, value: string): void {
		this.#values.set(name, value);
	}

	get(name: string): string | undefined {
		return this.#values.get(name);
	}

	/** $select as a list; undefined when absent. */
	select(known: readonly string[]): string[] | undefined {
		const text = this.get('$select');
		if (text === undefined) return undefined;
		return text.split(',').map((part) => {
			const name = known.find((one) => one.toLowerCase() === part.trim().toLowerCase());
			// RECALL; the code is the generic one
			if (name === undefined)
				throw badQuery(`Parsing OData Select and Expand failed: Could not find a property named '${part.trim()}'.`);
			return name;
		});
	}

	#number(name: string, least: number): number | undefined {
		const text = this.get(name);
		if (text === undefined) return undefined;
		if (!/^\d{1,9}$/.test(text) || Number(text) < least)
			throw badQuery(`Invalid value '${text.slice(0, 100)}' for ${name} query option.`);
		return Number(text);
	}

	/** `offset` is the option that says how many items were on earlier pages. */
	page(standard: number, most: number, offset: '$skip' | '$skiptoken' = '$skip'): { top: number; skip: number } {
		return { top: Math.min(this.#number('$top', 1) ?? standard, most), skip: this.#number(offset, 0) ?? 0 };
	}

	/** Absolute address of the next page, all other options kept, written as forms are (`%24`, `+`), folders by their key. DOC user-list-messages; OBS Nango (2026), RogerSelwyn/MS365-Mail */
	static nextLink(origin: string, target: string, skip: number, offset: '$skip' | '$skiptoken' = '$skip'): string {
		const [written, search = ''] = target.split('?', 2);
		const path = written.replace(/\/(mailFolders|childFolders)\/([^/('$]+)(?=\/)/gi, "/$1('$2')");
		const kept = [...new URLSearchParams(search)].filter(([name]) => name.toLowerCase() !== offset);
		return `${origin}${path}?${new URLSearchParams([...kept, [offset, String(skip)]]).toString()}`;
	}
}

export type OrderRule = Switches['inefficientFilter'];

interface Order {
	property: string;
	descending: boolean;
}

function parseOrder(text: string, known: (property: string) => boolean): Order[] {
	return text.split(',').map((part) => {
		const [property, direction = 'asc', ...more] = part.trim().split(/\s+/);
		if (!known(property.split('/')[0]) || !/^(asc|desc)$/i.test(direction) || more.length > 0)
			throw badQuery(`Invalid $orderby clause: '${part.trim()}'.`);
		return { property, descending: direction.toLowerCase() === 'desc' };
	});
}

/** Every $orderby property must come first in the filter, in the same order (DOC user-list-messages); a filter of comparisons alone was answered all the same (OBS zammad 2025). */
function checkOrder(filter: Filter | undefined, orders: Order[], strict: OrderRule): void {
	if (!filter || strict === 'never' || (strict === 'complex' && filter.isSimple)) return;
	const used = [...new Set(filter.properties.map((name) => name.toLowerCase()))];
	if (orders.every(({ property }, index) => used[index] === property.toLowerCase())) return;
	throw new GraphError(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.');
}

const comparable = (value: unknown): string | number =>
	typeof value === 'number' ? value : String(value ?? '').toLowerCase();

/** Filters and sorts; `items` come in the order that holds without $orderby. */
export function applyQuery<T>(
	items: T[],
	query: Query,
	known: (property: string) => boolean,
	resolver: (item: T) => Resolve,
	{ order, fail }: { order: OrderRule; fail?: FilterError },
): T[] {
	const filterText = query.get('$filter');
	const filter = filterText === undefined ? undefined : parseFilter(filterText, known, fail);
	const found = filter ? items.filter((item) => filter.matches(resolver(item))) : items;
	const orderText = query.get('$orderby');
	if (orderText === undefined) return found;
	const orders = parseOrder(orderText, known);
	checkOrder(filter, orders, order);
	return [...found].sort((left, right) => {
		for (const { property, descending } of orders) {
			const [a, b] = [comparable(resolver(left)(property)), comparable(resolver(right)(property))];
			if (a !== b) return (a < b ? -1 : 1) * (descending ? -1 : 1);
		}
		return 0;
	});
}
