// The same field values as parameters of the n8n node and as settings of the Node-RED node; each value comes from the item or message.
import { RESOURCES, type Field, type FieldValues } from '../../core/fields';
import { isTyped, typeProperty } from '../../node-red/fields';
import { locator } from './n8n.mts';

const fieldsOf = (operation: string): Field[] => {
	const [resource, name] = operation.split(':');
	return RESOURCES.find(({ value }) => value === resource)!.operations.find(({ value }) => value === name)!.fields;
};
const given = (fields: FieldValues, operation: string): Array<[Field, unknown]> =>
	fieldsOf(operation)
		.filter(({ name }) => Object.hasOwn(fields, name))
		.map((field) => [field, fields[field.name]]);

/** Parameters whose values are expressions over `$json.fields`. Rows of lists keep their names. */
export function n8nParameters(fields: FieldValues, operation = 'draft:create'): Record<string, unknown> {
	const [resource, name] = operation.split(':');
	// Left as they are, the everyday fields of n8n hold an empty text, which is a value.
	const parameters: Record<string, any> = {
		resource,
		operation: name,
		mailbox: locator('support@contoso.com'),
		folder: locator('drafts'),
		subject: '={{ undefined }}',
		body: '={{ undefined }}',
		additionalFields: {},
		options: {},
	};
	for (const [field, value] of given(fields, operation)) {
		const target = field.place === 'main' ? parameters : parameters[field.place];
		const expression = `={{ $json.fields.${field.name} }}`;
		if (['mailbox', 'folder', 'draft', 'message'].includes(field.kind)) target[field.name] = locator(expression);
		else if (field.pair) {
			const { first, second, group, many } = field.pair;
			const rows = (value as Array<Record<string, unknown>>).map((row, index) => ({
				[first.name]: row[first.name],
				[second.name]: `={{ $json.fields.${field.name}[${index}].${second.name} }}`,
			}));
			target[field.name] = { [group]: many ? rows : rows[0] };
		} else target[field.name] = expression;
	}
	return parameters;
}

/** Settings whose values are properties of `msg.fields`; what is no typed input is set as it is. */
export function nodeRedConfig(fields: FieldValues, operation = 'draft:create'): Record<string, unknown> {
	const config: Record<string, unknown> = { operation, mailbox: 'support@contoso.com', mailboxType: 'str' };
	for (const [field, value] of given(fields, operation)) {
		const path = `fields.${field.name}`;
		if (field.pair) {
			const { first, second } = field.pair;
			config[field.name] = (value as Array<Record<string, unknown>>).map((row, index) => ({
				[first.name]: row[first.name],
				[second.name]: `${path}[${index}].${second.name}`,
				[`${second.name}Type`]: 'msg',
			}));
		} else if (isTyped(field)) Object.assign(config, { [field.name]: path, [typeProperty(field)]: 'msg' });
		else config[field.name] = value;
	}
	return config;
}
