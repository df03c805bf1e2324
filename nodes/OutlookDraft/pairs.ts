import type { INodeProperties } from 'n8n-workflow';

import type { Pair, PairPart } from '../../core';

/** n8n's form of a list of rows: a fixed collection with one group. */
export function pairProperty({
	group,
	label,
	first,
	second,
	many,
}: Pair): Pick<INodeProperties, 'type' | 'default' | 'placeholder' | 'typeOptions' | 'options'> {
	const part = ({ name, label: displayName, placeholder }: PairPart) => ({
		displayName,
		name,
		type: 'string' as const,
		default: '',
		placeholder: `e.g. ${placeholder}`,
	});
	const values: INodeProperties[] = [
		part(first),
		second.kind === 'json' ? { ...part(second), type: 'json', default: '{}' } : part(second),
	];
	return {
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${label}`,
		...(many ? { typeOptions: { multipleValues: true } } : {}),
		options: [{ name: group, displayName: label, values }],
	};
}
