import { dateOf, isRecord, parseJson } from '../fields/values';
import { distance } from '../fields/nearest';
import { plainMarks } from './placeholder';

/** A name as names are compared: without letter case and spaces. */
export const foldedName = (name: string): string =>
	plainMarks(name)
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g, '');

/** The same without what programs put in place of a space: `first_name` is First name. */
const looseName = (name: string) => foldedName(name).replace(/[_-]+/g, '');

/** What a name stands for. `ambiguous`: several are called so, and they are not the same. */
export type Found = { value: unknown } | { ambiguous: string[] } | undefined;

/** The values of one item by their names, as people write names. */
export class NamedValues {
	private readonly exact: Map<string, unknown>;
	private folded: Map<string, string[]> | undefined;
	private loose: Map<string, string[]> | undefined;

	constructor(record: Record<string, unknown>) {
		this.exact = new Map(Object.entries(record));
	}

	/** Exactly; then without letter case and spaces; then step by step into objects (`customer.name`). */
	find(name: string): Found {
		if (this.exact.has(name)) return { value: this.exact.get(name) };
		return (
			this.among((this.folded ??= this.index(foldedName)).get(foldedName(name))) ??
			this.within(name) ??
			this.among((this.loose ??= this.index(looseName)).get(looseName(name)))
		);
	}

	get names(): string[] {
		return [...this.exact.keys()];
	}

	/** Names of what is in objects too: `customer.name`. */
	get paths(): string[] {
		return [...this.exact].flatMap(([name, value]) =>
			isRecord(value) && !dateOf(value) ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)] : [name],
		);
	}

	private index(spelled: (name: string) => string): Map<string, string[]> {
		const index = new Map<string, string[]>();
		for (const name of this.exact.keys()) {
			const key = spelled(name);
			index.set(key, [...(index.get(key) ?? []), name]);
		}
		return index;
	}

	private among(names: string[] | undefined): Found {
		if (!names) return undefined;
		const values = names.map((name) => this.exact.get(name));
		const filled = values.filter((value) => value !== undefined && value !== null && value !== '');
		if (new Set(filled).size > 1) return { ambiguous: names };
		return { value: filled[0] ?? values[0] };
	}

	private within(name: string): Found {
		const dot = name.indexOf('.');
		if (dot <= 0) return undefined;
		const outer = this.find(name.slice(0, dot).trim());
		if (!outer || !('value' in outer)) return undefined;
		const value = typeof outer.value === 'string' ? parseJson(outer.value) : outer.value;
		return isRecord(value) ? new NamedValues(value).find(name.slice(dot + 1).trim()) : undefined;
	}
}

/** The name that was most likely meant, among those that there are. */
export function nearestName(name: string, names: string[]): string | undefined {
	const wanted = looseName(name);
	if (wanted === '') return undefined;
	const near = names
		.map((known) => {
			const whole = looseName(known);
			// Behind the last dot stands the name of what is in an object; behind that of `No.` stands nothing.
			return { known, letters: looseName(known.slice(known.lastIndexOf('.') + 1)) || whole, whole };
		})
		.map(({ known, letters, whole }) => ({
			known,
			far: Math.min(distance(letters, wanted), distance(whole, wanted)),
			letters,
		}))
		.sort((a, b) => a.far - b.far);
	const closest = near[0];
	const isNear = closest && closest.far < wanted.length && closest.far <= Math.max(1, Math.floor(wanted.length / 4));
	if (isNear) return closest.known;
	return near.find(
		({ letters }) => letters.length > 2 && wanted.length > 2 && (letters.includes(wanted) || wanted.includes(letters)),
	)?.known;
}
