import { ACCOUNT_FIELDS, type AccountField } from '../../credentials/accountFields';
import type { Field, Pair } from '../../core/fields';
import { ALL_FIELDS, operationKey, OPERATIONS, WATCH_FIELDS, wordsKey, wordsOf } from '../fields';
import { STATUS_TEXTS } from '../statuses';
import { ACCOUNT_TEXTS } from './accountForm';
import { DIALOG_TEXTS } from './dialogTexts';
import { SAID } from './said';
import type { Catalogue } from './translate';
import { watchTexts } from './watchForm';

/**
 * The English texts: labels and descriptions from the field list, and what the dialogs say. Other languages are written by hand in
 * `node-red/locales/`.
 */
export function locale(): { 'outlook-draft': Catalogue } {
	return {
		'outlook-draft': {
			label: {
				name: 'Name',
				account: 'Account',
				operation: 'Operation',
				oneAtATime: 'One message at a time, in strict order',
				resultTo: 'Result To',
			},
			operation: Object.fromEntries(OPERATIONS.map(({ value, label }) => [operationKey(value), label])),
			field: textsOf(ALL_FIELDS),
			words: Object.fromEntries(
				OPERATIONS.map((operation) => {
					const key = operationKey(operation.value);
					const own = operation.fields.filter((field) => wordsKey(operation, field).startsWith(`words.${key}.`));
					return [
						key,
						Object.fromEntries(own.map((field) => [field.name, withoutEmpty({ ...wordsOf(field) })])),
					] as const;
				}).filter(([, own]) => Object.keys(own).length > 0),
			),
			account: textsOf(ACCOUNT_FIELDS),
			...DIALOG_TEXTS,
			status: STATUS_TEXTS,
			signIn: ACCOUNT_TEXTS,
			said: SAID,
			watch: watchTexts(textsOf(WATCH_FIELDS)),
		},
	};
}

function textsOf(fields: Array<Field | AccountField>): Record<string, Catalogue> {
	return Object.fromEntries(
		fields.map((field) => [
			field.name,
			withoutEmpty({
				...wordsOf(field),
				...(field.placeholder ? { placeholder: field.placeholder } : {}),
				...('pair' in field && field.pair ? pairTexts(field.pair) : {}),
			}),
		]),
	);
}

function pairTexts({ label, first, second }: Pair): Catalogue {
	return {
		add: `add ${label.toLowerCase()}`,
		first: `${label}: ${first.label}`,
		second: `${label}: ${second.label}`,
		firstPlaceholder: first.placeholder,
		secondPlaceholder: second.placeholder,
	};
}

/** Most fields have no choices. */
const withoutEmpty = (texts: Catalogue): Catalogue =>
	Object.fromEntries(
		Object.entries(texts).filter(([, text]) => typeof text === 'string' || Object.keys(text).length > 0),
	);
