import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { OperationResult } from '../../core';

type Output = Pick<INodeExecutionData, 'json' | 'binary'>;
type File = NonNullable<OperationResult['files']>[number];

/** What an operation found, as n8n's items: one for each message or attachment. Contents go into n8n's store. */
export async function outputsOf(
	context: IExecuteFunctions,
	operation: string,
	{ output, items = [output], files = [] }: OperationResult,
): Promise<Output[]> {
	if (operation !== 'attachment:getAll') {
		const binary = await toBinary(context, files);
		return items.map((json) => ({ json: json as IDataObject, ...binary }));
	}
	const { attachments, id, mailbox, warnings } = output as Record<string, unknown> & { attachments: IDataObject[] };
	const outputs: Output[] = [];
	for (const [index, attachment] of attachments.entries()) {
		const file = files.find(({ at }) => at === index);
		// Each item has one file, so all of them have it under the same name.
		const renamed = file && { ...file, field: files[0]!.field };
		const json: IDataObject = { ...attachment, ...(renamed ? { field: renamed.field } : {}) };
		outputs.push({
			json: { ...json, messageId: id, mailbox, warnings } as IDataObject,
			...(await toBinary(context, renamed ? [renamed] : [])),
		});
	}
	return outputs;
}

async function toBinary(context: IExecuteFunctions, files: File[]): Promise<Pick<Output, 'binary'>> {
	if (files.length === 0) return {};
	const binary: IBinaryKeyData = {};
	for (const { field, name, contentType, content } of files) {
		binary[field] = await context.helpers.prepareBinaryData(
			Buffer.from(content.buffer, content.byteOffset, content.byteLength),
			name,
			contentType,
		);
	}
	return { binary };
}
