import { ACCOUNT_FIELDS } from '../../credentials/accountFields';
import { CREDENTIAL_NAMES } from '../credentialNames';
import type { TestDraft } from '../testDraft';
import type { TestDraftWords } from '../testDraftTexts';
import type { Example } from '../watchExample';
import type { Page } from './combobox';

/** What the dialog asks its endpoints for; the account is added. */
export interface Question {
	mailbox?: string;
	search?: string;
	hidden?: boolean;
	fresh?: boolean;
	next?: string;
	folder?: string;
	draftsOnly?: boolean;
	node?: Record<string, unknown>;
	words?: TestDraftWords;
}

/** What comes back, by question. */
export interface Answers {
	mailboxes: Page;
	folders: Page;
	messages: Page;
	templates: Page;
	folder: Page;
	probe: Page;
	test: TestDraft;
	example: Example;
}

/** Its message is for the person; `code` is that of the refusal, where one came back. */
export class AskError extends Error {
	constructor(
		message: string,
		readonly code = '',
	) {
		super(message);
	}
}

/**
 * Asks one of the node's own endpoints with the account that is chosen in the dialog, deployed or not. A secret that was
 * not typed in here stays on the server. Rejects with an AskError.
 */
export async function ask<What extends keyof Answers>(
	what: What,
	question: Question,
	texts: Record<'noAccount' | 'disabled' | 'notAllowed' | 'offline', string>,
): Promise<Answers[What]> {
	const id = $('#node-input-account').val();
	const account = RED.nodes.node(id);
	if (account?.type !== 'outlook-account') throw new AskError(texts.noAccount);
	if (account.d === true) throw new AskError(texts.disabled);
	const settings = Object.fromEntries(
		ACCOUNT_FIELDS.filter(({ name }) => !(name in CREDENTIAL_NAMES)).map(({ name }) => [name, account[name]]),
	);
	const body = {
		account: { id, settings, ...(account.credentials ? { credentials: account.credentials } : {}) },
		...question,
	};
	return await new Promise<Answers[What]>((resolve, reject) => {
		// A relative address: only then Node-RED adds the token of the person who is signed in to the editor.
		$.ajax({
			url: `outlook-draft/${what}`,
			type: 'POST',
			contentType: 'application/json',
			data: JSON.stringify(body),
			success: (answer) => resolve(answer as Answers[What]),
			error: ({ status, responseJSON }) => {
				const { text, code } =
					(responseJSON as { error?: Partial<Record<'text' | 'code', unknown>> } | undefined)?.error ?? {};
				const isForbidden = status === 401 || status === 403;
				if (typeof text === 'string') reject(new AskError(text, String(code)));
				else reject(new AskError(isForbidden ? texts.notAllowed : texts.offline));
			},
		});
	});
}
