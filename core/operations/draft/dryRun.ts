import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../../account';
import { requestHeaders, type GraphRequest } from '../../graph/client';
import { describeMessage } from '../../message/describe';
import type { OperationResult } from '../operation';

/**
 * In place of a result: what would be sent, in words and as JSON, the contents of files aside. Only the token is left
 * out, which the host adds.
 */
export function dryRun(
	account: Account,
	request: GraphRequest,
	{ message, more = [] }: { message: Message; more?: string[] },
	warnings: string[],
	files: object[] = [],
): OperationResult {
	const { method, path, body, purpose } = request;
	const { mailbox, folder = '' } = purpose;
	const summary = [
		'Dry run: nothing was sent. Without it, one draft would be created in ' +
			`${mailbox === 'me' ? 'your mailbox' : mailbox}, folder ${folder}.`,
		...describeMessage(message),
		...more,
	].join('\n');
	const shown = { method, url: `${account.graphUrl}/v1.0${path}`, headers: requestHeaders(request), body };
	return {
		id: '',
		output: {
			dryRun: true,
			summary,
			mailbox,
			folder,
			request: shown,
			...(files.length > 0 ? { attachments: files } : {}),
			warnings,
		},
		warnings,
	};
}
