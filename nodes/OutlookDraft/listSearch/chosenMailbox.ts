import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { invalidInput, readMailbox } from '../../../core';

/** The mailbox that is chosen at the moment. n8n has put the first item's value in place of an expression, if there is one. */
export function chosenMailbox(context: ILoadOptionsFunctions): string {
	const mailbox = context.getCurrentNodeParameter('mailbox', { extractValue: true });
	if (typeof mailbox === 'string' && mailbox.startsWith('=')) {
		throw invalidInput(
			'The mailbox is an expression, and there is no item yet to take it from.',
			'Run the previous step first, or enter the folder By Path.',
		);
	}
	return readMailbox(mailbox);
}
