import { CREATE } from './draft/create';
import type { Condition, Field } from './field';

/** What differs from the field of draft:create; undefined takes a member away. */
type Differences = { [Member in keyof Field]?: Field[Member] | undefined };

/** A field of draft:create for another operation. */
export function ofCreate(name: string, differences: Differences = {}): Field {
	const field = CREATE.fields.find((candidate) => candidate.name === name)!;
	const members = Object.entries({ ...field, ...differences }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(members) as unknown as Field;
}

/** For operations that have no choice between JSON and MIME. */
export const always = (name: string, differences: Differences = {}): Field =>
	ofCreate(name, { when: undefined, ...differences });

/** A field that changes nothing unless somebody adds it. */
export const optional = (name: string, differences: Differences = {}): Field =>
	always(name, { place: 'additionalFields', unset: true, fromMessage: undefined, ...differences });

export const IN_JSON: Condition[] = [{ mode: ['json'] }];

/** Where a message in MIME is always given raw, so that fields to compose it from belong to JSON. */
export const inJson = (name: string, differences: Differences = {}): Field =>
	ofCreate(name, { ...(ofCreate(name).when ? { when: IN_JSON } : {}), ...differences });

/** The fields for a raw message in MIME. */
export const WHOLE_MIME: Field[] = [
	ofCreate('mimeSource', {
		default: 'text',
		choices: ofCreate('mimeSource').choices!.filter(({ value }) => value !== 'fields'),
	}),
	...['mimeText', 'mimeBase64', 'binaryPropertyName'].map((name) => ofCreate(name)),
];
