import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { WATCH, type Field, type FieldValues } from '../../core';
import { asFolder } from '../OutlookDraft/parameters';

/** What the trigger's parameters hold, by field name. What nobody added to a collection is not given. */
export function readWatchFields(context: IPollFunctions): FieldValues {
	const collections = Object.fromEntries(
		(['additionalFields', 'options'] as const).map((place) => [
			place,
			context.getNodeParameter(place, {}) as IDataObject,
		]),
	);
	const valueOf = ({ name, kind, place }: Field): unknown => {
		if (place !== 'main') return collections[place]?.[name];
		if (kind === 'folder')
			return asFolder(
				context.getNodeParameter(name, ''),
				context.getNode().parameters[name],
				context.getNodeParameter('mailbox', ''),
			);
		return context.getNodeParameter(name, '', kind === 'mailbox' ? { extractValue: true } : undefined);
	};
	return Object.fromEntries(WATCH.map((field) => [field.name, valueOf(field)]));
}
