import { invalidInput, type DraftError } from '../errors';
import { RESOURCES, WATCH, type FieldValues } from './index';
import { readChoice, readFlag, readNames, readSwitch, readText, readWhole } from './values';

/** The label that a field has in both hosts, without the unit in brackets: errors call it by that. */
export function labelOf(name: string): string {
	for (const { operations } of RESOURCES)
		for (const { fields } of operations) {
			const field = fields.find((one) => one.name === name);
			if (field) return field.label.replace(/ \(.*\)$/, '');
		}
	const ofWatch = WATCH.find((one) => one.name === name);
	if (ofWatch) return ofWatch.label.replace(/ \(.*\)$/, '');
	throw new Error(`No operation has the field "${name}".`);
}

/** Reads one field of an item by its name. Undefined means "not given". Throws DraftError that names the field by its label. */
export const read = {
	text: (fields: FieldValues, name: string) => readText(fields[name], labelOf(name)),
	/** Without spaces around; `''` when not given. */
	line: (fields: FieldValues, name: string) => readText(fields[name], labelOf(name))?.trim() ?? '',
	choice: <T extends string>(fields: FieldValues, name: string, choices: readonly T[]) =>
		readChoice(fields[name], labelOf(name), choices),
	whole: (fields: FieldValues, name: string, least: number, most: number) =>
		readWhole(fields[name], labelOf(name), least, most),
	switch: (fields: FieldValues, name: string) => readSwitch(fields[name], labelOf(name)),
	flag: (fields: FieldValues, name: string, otherwise: boolean) => readFlag(fields[name], labelOf(name), otherwise),
	names: (fields: FieldValues, name: string) => readNames(fields[name], labelOf(name)),
};

/** A refusal of what was entered in a field: `what` says what is wrong, `hint` how to put it right. */
export const invalidField = (name: string, what: string, hint?: string): DraftError =>
	invalidInput(`${labelOf(name)}: ${what}`, hint);
