import { invalidInput, quoted } from '../core/errors';
import type { Field, FieldValues } from '../core/fields';
import { LIST, WATCH_FIELDS } from './fields';
import type { NodeConfig } from './types';

/** Seconds between two looks. */
export const SHORTEST = 10;
export const LONGEST = 86_400;
export const USUAL = 60;

/** What a field holds before anybody changed it. Filters are off until somebody sets them. */
export function watchPreset(field: Field): string | number | boolean | string[] {
	if (field.kind === 'choices') return String(field.default).split(';');
	if (field.place === 'additionalFields') return field.kind === 'boolean' ? false : '';
	// An application has no mailbox of its own, so the address has to be entered.
	if (field.kind === 'mailbox') return '';
	return field.kind === 'boolean' || field.kind === 'number' ? field.default : String(field.default);
}

/** What the dialog saved, by field name. An empty mailbox is a person's own. */
export function readWatchFields(config: NodeConfig, isPerson: boolean): FieldValues {
	const fields: FieldValues = Object.fromEntries(
		WATCH_FIELDS.map((field) => [field.name, config[field.name] ?? watchPreset(field)]),
	);
	if (config.folderType === LIST) fields.folder = { mode: LIST, value: fields.folder, name: config.folderName };
	if (isPerson && String(fields.mailbox).trim() === '') fields.mailbox = 'me';
	return fields;
}

/** Seconds from the end of one look to the next one. Throws DraftError. */
export function readInterval({ interval }: NodeConfig): number {
	if (interval === undefined || interval === '') return USUAL;
	const seconds = Number(interval);
	if (seconds >= SHORTEST && seconds <= LONGEST) return seconds;
	throw invalidInput(
		`Look Every: ${quoted(interval)} is not a number of seconds from ${SHORTEST} to ${LONGEST}.`,
		`Enter for example ${USUAL}.`,
	);
}
