import { DraftError, LOCAL_CODES } from '../core';
import { operationOf } from './input';
import { isTyped, OPERATIONS, typedDefault, typeProperty } from './fields';
import type { NodeConfig } from './types';
import { inNodeRed } from './words';

/**
 * An error of the core as this node says it: in Node-RED's words, and where it is about a field, with the property that the field was
 * read from: `Draft (msg.payload.id): it is empty.`
 */
export function inOurWords(error: DraftError, config?: NodeConfig): DraftError {
	const { hint } = error.cause;
	const facts = hint === undefined ? error.cause : { ...error.cause, hint: inNodeRed(hint) };
	const message = inNodeRed(error.message);
	return new DraftError(error.code, config ? namingSource(message, error.code, config) : message, facts);
}

function namingSource(message: string, code: string, config: NodeConfig): string {
	if (code !== LOCAL_CODES.input) return message;
	const [, label = ''] = /^([^:]+): /.exec(message) ?? [];
	const fields = OPERATIONS.find(({ value }) => value === operationOf(config))?.fields ?? [];
	// Errors call a field by its label without the unit in brackets.
	const field = fields.find((one) => isTyped(one) && one.label.replace(/ \(.*\)$/, '') === label);
	if (!field) return message;
	const preset = typedDefault(field);
	const isPreset = config[field.name] === undefined;
	const type = isPreset ? preset.type : config[typeProperty(field)];
	const source = `${String(type)}.${String(isPreset ? preset.value : config[field.name])}`;
	if (!['msg', 'flow', 'global', 'env'].includes(String(type)) || message.includes(source)) return message;
	return message.replace(label, () => `${label} (${source})`);
}
