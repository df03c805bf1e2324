import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';

import type { OperationResult } from '../../core';

/** Puts the contents that an operation fetched into n8n's store, as binary fields of the item. */
export async function toBinary(
	context: IExecuteFunctions,
	files: OperationResult['files'] = [],
): Promise<IBinaryKeyData | undefined> {
	if (files.length === 0) return undefined;
	const binary: IBinaryKeyData = {};
	for (const { field, name, contentType, content } of files) {
		binary[field] = await context.helpers.prepareBinaryData(
			Buffer.from(content.buffer, content.byteOffset, content.byteLength),
			name,
			contentType,
		);
	}
	return binary;
}
