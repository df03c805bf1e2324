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

/** For operations that have no choice of where the message comes from. */
export const always = (name: string, differences: Differences = {}): Field =>
	ofCreate(name, { when: undefined, ...differences });

/** A field that changes nothing unless someone adds it. */
export const optional = (name: string, differences: Differences = {}): Field =>
	always(name, { place: 'additionalFields', unset: true, fromMessage: undefined, ...differences });

export const WITH_FIELDS: Condition = { messageSource: ['fields', 'template'] };

/** Where a message is either filled in or raw MIME. */
export const inFields = (name: string, differences: Differences = {}): Field =>
	ofCreate(name, { ...(ofCreate(name).when ? { when: WITH_FIELDS } : {}), ...differences });

/** The question where the message comes from, with these of its choices. */
export const sourceOf = (values: string[], differences: Differences = {}): Field =>
	ofCreate('messageSource', {
		choices: ofCreate('messageSource').choices!.filter(({ value }) => values.includes(value)),
		...differences,
	});

/** What a template in Outlook asks for, and its options. */
export const OF_TEMPLATE: Field[] = ['templateId', 'templateFolder', 'templateValues', 'templateRows'].map((name) =>
	ofCreate(name),
);
export const OPTIONS_OF_TEMPLATE: Field[] = ['templateLocale', 'missingValues'].map((name) => ofCreate(name));

/** A raw message in MIME, in each of its forms. */
export const RAW_MIME: Field[] = ['binaryPropertyName', 'mimeText', 'mimeBase64'].map((name) => ofCreate(name));

/** What a message that exists already can still be given, in the order in which it is offered. */
export const FURTHER = [
	'importance',
	'categories',
	'createCategories',
	'categoryColor',
	'flagStatus',
	'flagStart',
	'flagDue',
	'sensitivity',
	'isRead',
	'requestReadReceipt',
	'requestDeliveryReceipt',
	'extendedProperties',
];
