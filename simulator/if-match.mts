import { GraphError } from './errors.mts';
import type { MailCall } from './graph.mts';
import type { StoredMessage } from './types.mts';

/** With the switch only: 412 is the generic status (DOC concepts/errors), the code RECALL, and that messages honour it at all is in no source. */
export function checkMatch(call: MailCall, message: StoredMessage): void {
	const wanted = call.headers['if-match'];
	if (call.switches.ifMatch === 'ignored' || wanted === undefined) return;
	const tags = wanted.split(',').map((tag) => tag.trim());
	if (tags.includes('*') || tags.includes(`W/"${message.changeKey}"`)) return;
	throw new GraphError(
		412,
		'ErrorIrresolvableConflict',
		'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
	);
}
