import { DraftError, LOCAL_CODES, type Account, type Host } from '../core';
import type { Applicant } from './signIn/entra';
import { applicationSource, identityOf, personSource, type TokenSource } from './signIn/session';
import type { SignInStore, Slot } from './signIn/store';
import type { NodeApi, NodeConfig, RuntimeNode } from './types';

export interface AccountNode extends RuntimeNode {
	/** The account's settings by field name, environment variables replaced. Holds secrets. */
	values(): Record<string, unknown>;
	/** The account's settings as they are now. Throws DraftError for those that cannot be used. */
	open(cancelled: AbortSignal): { account: Account; host: Host };
	/** Whether a person has to sign in before anything can be done. Never throws. */
	needsPerson(): Promise<boolean>;
	/** Who has signed in, as far as that is known: `me` is their mailbox. Never throws. */
	person(): Promise<string>;
	/** Calls `listener` whenever that may have changed. Returns what ends it. */
	onSignIn(listener: () => void): () => void;
}

export const signInOf = (values: Record<string, unknown>): Account['signIn'] =>
	values.grantType === 'authorizationCode' ? 'delegated' : 'application';

/** Where a person's sign-in of this account is kept. */
export const slotOf = (id: string, account: Account, key: unknown): Slot => ({
	id,
	identity: identityOf(account),
	key: typeof key === 'string' ? key : '',
});

/** Where an account's requests get their token from. */
export function tokenSourceOf(applicant: Applicant, store: SignInStore, slot: Slot): TokenSource {
	return applicant.account.signIn === 'application'
		? applicationSource(applicant)
		: personSource(applicant, store, slot);
}

/** The account of a node. Throws DraftError where there is none, which a disabled one is not either. */
export function accountOf(red: NodeApi, { account }: NodeConfig): AccountNode {
	const running = red.nodes.getNode(String(account ?? '')) as AccountNode | null;
	if (running) return running;
	let disabled: string | undefined;
	red.nodes.eachNode(({ id, d, name }) => {
		if (id === account && d === true) disabled = typeof name === 'string' && name !== '' ? ` "${name}"` : '';
	});
	if (disabled === undefined)
		throw new DraftError(LOCAL_CODES.account, 'No account is chosen.', {
			hint: 'Open this node and choose or add an account.',
		});
	throw new DraftError(LOCAL_CODES.account, `The account${disabled} is disabled.`, {
		hint: 'Open it, switch it on at the bottom of its dialog and deploy, or choose another one.',
	});
}
