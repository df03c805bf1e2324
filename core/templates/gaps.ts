import { invalidInput, quoted } from '../errors';
import type { MissingValues } from '../fields/choices';
import { nearestName } from './names';

const CHANGE = 'Change the template in Outlook, or the values.';

/** Names that an error lists before it says "and 5 more". */
const MOST_NAMES = 15;

/** What could not be filled in of one template. */
export class Gaps {
	/** By what stands between the braces: what was meant, if that can be told. */
	private readonly unknown = new Map<string, string | undefined>();
	private readonly suspicious = new Map<string, string>();
	private offered: string[] = [];
	/** Values that are there, and empty. */
	readonly empty = new Set<string>();
	/** What cannot be filled in whatever is missing. */
	readonly wrong = new Set<string>();
	/** What is wrong with the template itself. */
	readonly broken = new Set<string>();

	/** Nothing has this name. */
	missing(written: string, name: string, names: string[]): void {
		this.unknown.set(written, nearestName(name, names));
		this.offered = names;
	}

	/** Nothing has this name, which has a text for that; but something is called almost the same. */
	unlikely(written: string, name: string, names: string[]): void {
		const near = nearestName(name, names);
		if (near !== undefined) this.suspicious.set(written, near);
	}

	/** Throws DraftError for what may not be; returns what a person should know of the rest. `template`: its subject. */
	settle(template: string, missing: MissingValues): string[] {
		const about = `Template ${quoted(template)}`;
		const isRefused = missing === 'refuse';
		const refused = [
			...this.wrong,
			...(isRefused ? this.broken : []),
			...(isRefused && this.unknown.size > 0 ? [`there is no value for ${listed(this.unknown.keys())}`] : []),
			...(isRefused && this.empty.size > 0 ? [`the value for ${listed(this.empty)} is empty`] : []),
		];
		if (refused.length > 0) throw invalidInput(`${about}: ${refused.join('; ')}.`, this.hint(isRefused));
		const open = [...this.unknown.keys(), ...this.empty];
		return [
			...[...this.broken].map((problem) => `${about}: ${problem}.`),
			...(open.length > 0
				? [
						`${about}: there was no value for ${listed(open)}, so ${missing === 'keep' ? 'it is still there' : 'nothing stands there'}.`,
					]
				: []),
			...[...this.suspicious].map(
				([written, near]) =>
					`${about}: ${shown(written)} got its fallback, because there is no such value. Did you mean ${quoted(near)}?`,
			),
		];
	}

	private hint(isRefused: boolean): string {
		const meant = [...this.unknown].flatMap(([written, near]) =>
			near === undefined ? [] : [`Did you mean ${quoted(near)} for ${shown(written)}?`],
		);
		return [
			...(isRefused ? meant.slice(0, MOST_NAMES) : []),
			isRefused && this.unknown.size > 0 && this.offers(),
			isRefused ? this.wayOut() : CHANGE,
			'Nothing was sent.',
		]
			.filter(Boolean)
			.join(' ');
	}

	/** A list has no fallback. */
	private wayOut(): string {
		const open = [...this.unknown.keys(), ...this.empty];
		const example = open.find((written) => !written.startsWith('#'));
		if (example !== undefined)
			return `Write ${shown(`${example}|`)} in the template where a value may be missing, or choose another way in Missing Values.`;
		return open.length > 0 ? 'An empty list makes no rows. Missing Values has other ways.' : CHANGE;
	}

	private offers(): string {
		if (this.offered.length === 0) return 'There are no values at all.';
		const names = this.offered.slice(0, MOST_NAMES).map(quoted).join(', ');
		const more = this.offered.length - MOST_NAMES;
		return `There are values for ${names}${more > 0 ? ` and ${more} more` : ''}.`;
	}
}

const shown = (written: string) => `{{${written}}}`;

function listed(all: Iterable<string>): string {
	const names = [...all].map(shown);
	const more = names.length - MOST_NAMES;
	return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
