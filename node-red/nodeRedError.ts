import type { DraftError, ErrorFacts } from '../core';

/**
 * What Node-RED hands to Catch nodes and shows in its debug sidebar. It takes the text by `toString`, where JavaScript puts the
 * name of the class in front, and `code` and `cause` from the object, so the way out goes into the text.
 */
export function toNodeRedError({ code, text, cause }: DraftError): Error {
	const facts = Object.defineProperty({ ...cause }, 'toString', { value: () => inWords(cause) });
	const error = Object.assign(new Error(text), { code, cause: facts });
	return Object.defineProperty(error, 'toString', { value: () => text });
}

/** The sidebar shows a cause as a text. */
function inWords({ status, requestId, draftMayExist, draftId }: ErrorFacts): string {
	const parts = [
		status !== undefined && `status ${status}`,
		requestId !== undefined && `request ID ${requestId}`,
		draftMayExist === true && 'the draft may exist',
		draftId !== undefined && `ID of the draft: ${draftId}`,
	].filter((part) => part !== false);
	return parts.length > 0 ? parts.join(', ') : 'nothing was sent to Outlook, or nothing came back';
}
