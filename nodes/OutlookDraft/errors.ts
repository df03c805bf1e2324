import { NodeApiError, type IDataObject, type INode, type JsonObject } from 'n8n-workflow';

import { LOCAL_CODES, type DraftError } from '../../core';

/** Code, status and request id of a refusal in brackets, for support; nothing for a refusal of our own, which has no more to say. */
function facts({ code, cause }: DraftError): string {
	if (code === LOCAL_CODES.input || code === LOCAL_CODES.account) return '';
	const known = [code, cause.status && `status ${cause.status}`, cause.requestId && `request id ${cause.requestId}`];
	return `(${known.filter(Boolean).join(', ')})`;
}

/**
 * n8n's form of a refusal: the message says what happened, the description how to put it right. Without a status n8n gets
 * no code at all: for codes that it knows, such as ECONNREFUSED, it would replace the message by its own.
 */
export function toNodeError(node: INode, error: DraftError, itemIndex?: number): NodeApiError {
	return new NodeApiError(node, { message: error.message } as JsonObject, {
		message: error.message,
		description: asHtml([error.cause.hint, facts(error)].filter(Boolean).join(' ')),
		...(error.cause.status === undefined ? {} : { httpCode: String(error.cause.status) }),
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
}

/** n8n's panel takes the description, unlike the message, for HTML: `<john@contoso.com>` would vanish. */
const asHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * What an item holds in place of a draft with "Continue On Fail". n8n sends an item to the error output only if it has no
 * members but `error`, `message` and `details`, so everything else is below `details`.
 */
export function toErrorItem({ code, message, cause }: DraftError): IDataObject {
	return { error: message, details: { code, ...cause } };
}
