import { ACCOUNT_FIELDS } from '../../credentials/accountFields';
import { CREDENTIAL_NAMES } from '../credentialNames';
import type { Page } from './combobox';

/** What the dialog asks its endpoints for; the account is added. */
export interface Question {
	mailbox?: string;
	search?: string;
	hidden?: boolean;
	fresh?: boolean;
	next?: string;
}

/**
 * Asks one of the node's own endpoints with the account that is chosen in the dialog, deployed or not. A secret that was
 * not typed in here stays on the server. Rejects with an Error whose message is for the person.
 */
export async function ask(
	list: 'mailboxes' | 'folders' | 'probe',
	question: Question,
	texts: Record<'noAccount' | 'notAllowed' | 'offline', string>,
): Promise<Page> {
	const id = $('#node-input-account').val();
	const account = RED.nodes.node(id);
	if (account?.type !== 'outlook-account') throw new Error(texts.noAccount);
	const settings = Object.fromEntries(
		ACCOUNT_FIELDS.filter(({ name }) => !(name in CREDENTIAL_NAMES)).map(({ name }) => [name, account[name]]),
	);
	const body = {
		account: { id, settings, ...(account.credentials ? { credentials: account.credentials } : {}) },
		...question,
	};
	return await new Promise<Page>((resolve, reject) => {
		// A relative address: only then Node-RED adds the token of whoever is signed in to the editor.
		$.ajax({
			url: `outlook-draft/${list}`,
			type: 'POST',
			contentType: 'application/json',
			data: JSON.stringify(body),
			success: (page) => resolve(page as Page),
			error: ({ status, responseJSON }) => {
				const said = (responseJSON as { error?: { text?: unknown } } | undefined)?.error?.text;
				reject(
					new Error(
						typeof said === 'string' ? said : status === 401 || status === 403 ? texts.notAllowed : texts.offline,
					),
				);
			},
		});
	});
}
