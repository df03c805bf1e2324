import { DraftError, LOCAL_CODES } from './errors';

/** Who uses which Microsoft 365, and what the account's owner allows. Built by `credentials/account.ts`. */
export interface Account {
	/** Graph's root without version, e.g. `https://graph.microsoft.com`. */
	graphUrl: string;
	/** Entra's root, e.g. `https://login.microsoftonline.com`. */
	loginUrl: string;
	tenant: string;
	clientId: string;
	/** `delegated`: a signed-in person; `application`: the app itself (client credentials). */
	signIn: 'delegated' | 'application';
	limits: AccountLimits;
}

/** Checked before any request, under both kinds of sign-in. */
export interface AccountLimits {
	allowSending: boolean;
	allowDeleting: boolean;
	/** Lower-case addresses, ids or `me`; empty = every mailbox. */
	allowedMailboxes: string[];
}

/** Refuses a mailbox that the account cannot or may not use. `mailbox` is `me`, an id or an address. */
export function checkMailbox(account: Account, mailbox: string): void {
	if (mailbox === 'me' && account.signIn === 'application') {
		throw new DraftError(LOCAL_CODES.account, 'The account signs in as an application, which has no mailbox of its own.', {
			hint: 'Choose the mailbox by its address, for example support@contoso.com, instead of "My mailbox".',
		});
	}
	const { allowedMailboxes } = account.limits;
	if (allowedMailboxes.length > 0 && !allowedMailboxes.includes(mailbox.toLowerCase())) {
		throw new DraftError(LOCAL_CODES.account, `The account may not use the mailbox "${mailbox}".`, {
			hint: `Allowed are: ${allowedMailboxes.join(', ')}. Whoever looks after the account can change the list in its settings.`,
		});
	}
}
