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
	/** As `*@contoso.com`, `*@*.contoso.com` or an address (`core/policy/rules.ts`); empty = everyone. */
	allowedRecipients?: string[];
	/** Whether those who take part in the conversation may be written to besides; absent = yes. */
	allowConversation?: boolean;
	/** For one message; 0 = no limit. */
	mostRecipients?: number;
}

/** Ends an error about a limit: it is a setting of the account, not of the step. */
const OWNER = 'You can change this in the settings of the account';

/** Rejects a mailbox that the account cannot or may not use. `mailbox` is `me`, an id or an address. */
export function checkMailbox(account: Account, mailbox: string): void {
	if (mailbox === 'me' && account.signIn === 'application') {
		throw new DraftError(
			LOCAL_CODES.account,
			'The account signs in as an application, which has no mailbox of its own.',
			{ hint: 'Choose the mailbox by its address, for example support@contoso.com, instead of "My mailbox".' },
		);
	}
	const { allowedMailboxes } = account.limits;
	if (allowedMailboxes.length > 0 && !allowedMailboxes.includes(mailbox.toLowerCase())) {
		throw new DraftError(LOCAL_CODES.account, `The account may not use the mailbox "${mailbox}".`, {
			hint: `Allowed are: ${allowedMailboxes.join(', ')}. ${OWNER} (Allowed Mailboxes).`,
		});
	}
}

/** Rejects every operation that sends mail, unless the account allows it. To be called before any request. */
export function checkSending(account: Account): void {
	if (account.limits.allowSending) return;
	throw new DraftError(LOCAL_CODES.account, 'The account may not send messages.', {
		hint: `${OWNER} (Allow Sending). Nothing was sent.`,
	});
}

/** Rejects every operation that deletes, unless the account allows it. To be called before any request. */
export function checkDeleting(account: Account): void {
	if (!account.limits.allowDeleting) throw deletingNotAllowed();
}

/** The refusal of what deletes; `why` says so where a person would not call it deleting. */
export function deletingNotAllowed(why = ''): DraftError {
	return new DraftError(LOCAL_CODES.account, 'The account may not delete anything.', {
		hint: `${why}${why && ' '}${OWNER} (Allow Deleting). Nothing was deleted.`,
	});
}

/** Lets the account's token go to its own Graph only: hosts ask before they add the token to a request. */
export function checkTokenGoesTo(account: Account, url: string): void {
	if (URL.canParse(url) && new URL(url).origin === new URL(account.graphUrl).origin) return;
	throw new DraftError(LOCAL_CODES.account, "A request does not go to the account's own Graph address.", {
		hint: 'It was not sent, so the token goes nowhere else.',
	});
}
