import { DraftError, isSignInOver, signInOver } from '../../core';
import { dropToken, keepToken, sharedToken, type FreshToken } from '../tokens';
import { applicationTokens, refreshedTokens, type Applicant, type Tokens } from './entra';
import type { SignIn, SignInStore, Slot } from './store';

/** Where the requests of an account get their token from. */
export interface TokenSource {
	/** Rejects with DraftError. */
	token(): Promise<string>;
	/** Says that Graph did not accept a token. */
	drop(refused: string): Promise<void>;
}

/** An administrator can put these right without a new sign-in, so they are asked about again, but not with every message. */
const MAY_PASS = /^AADSTS(50057|50105|53000|53001|53003|530035|65001)$/;
const PAUSE = 60_000;

/** What tells app registrations and clouds apart. */
export const identityOf = ({ loginUrl, graphUrl, tenant, clientId }: Applicant['account']): string =>
	JSON.stringify([loginUrl, graphUrl, tenant.toLowerCase(), clientId.toLowerCase()]);

const applicationKey = ({ account, proof }: Applicant): string =>
	JSON.stringify(['application', identityOf(account), proof]);
const personKey = ({ id, identity }: Slot): string => JSON.stringify(['person', id, identity]);

/** The application itself: one token for all nodes with the same identity. */
export function applicationSource(applicant: Applicant): TokenSource {
	const key = applicationKey(applicant);
	return {
		token: async () => await sharedToken(key, async () => freshToken(await applicationTokens(applicant))),
		drop: async (refused) => await dropToken(key, refused),
	};
}

/** A person who has signed in. */
export function personSource(applicant: Applicant, store: SignInStore, slot: Slot): TokenSource {
	const key = personKey(slot);
	return {
		token: async () => await sharedToken(key, async () => freshToken(await renewed(applicant, store, slot))),
		drop: async (refused) => await dropToken(key, refused),
	};
}

/** Takes over what a sign-in has brought, in place of what there was. */
export async function beginSession(store: SignInStore, slot: Slot, tokens: Tokens, scope: string): Promise<SignIn> {
	const signIn: SignIn = {
		refresh: tokens.refresh ?? '',
		person: tokens.person ?? '',
		scope,
		...(tokens.granted ? { granted: tokens.granted } : {}),
	};
	await store.write(slot, signIn);
	keepToken(personKey(slot), freshToken(tokens));
	return signIn;
}

/** Forgets a person's sign-in. What was given to the app stays given: only Microsoft's own pages take it back. */
export async function endSession(store: SignInStore, slot: Slot): Promise<void> {
	await store.remove(slot.id);
	await dropToken(personKey(slot));
}

const freshToken = ({ access, lifetime }: Tokens): FreshToken => ({ token: access, lifetime });

async function renewed(applicant: Applicant, store: SignInStore, slot: Slot): Promise<Tokens> {
	const signIn = await store.read(slot);
	if (!signIn) throw signInOver();
	const { ended } = signIn;
	if (ended && !(MAY_PASS.test(ended.code) && Date.now() - ended.at > PAUSE))
		throw signInOver(new DraftError(ended.code, ended.message, { hint: ended.hint ?? '' }));
	// Without offline_access there is nothing to renew with.
	if (signIn.refresh === '') throw signInOver();
	return await refreshedTokens(applicant, signIn.refresh)
		.then(async (tokens) => {
			const granted = tokens.granted ?? signIn.granted;
			const { person, scope } = signIn;
			const now = await store.read(slot);
			// Meanwhile someone has signed out, or in anew.
			if (now?.refresh !== signIn.refresh) return await renewed(applicant, store, slot);
			await store.write(slot, {
				refresh: tokens.refresh ?? signIn.refresh,
				person: tokens.person ?? person,
				scope,
				...(granted ? { granted } : {}),
			});
			return tokens;
		})
		.catch(async (reason: unknown) => {
			if (!(reason instanceof DraftError) || !isSignInOver(reason)) throw reason;
			const now = await store.read(slot);
			// Someone has signed in anew in the meantime.
			if (now && now.refresh !== signIn.refresh) return await renewed(applicant, store, slot);
			const { hint } = reason.cause;
			if (now)
				await store.write(slot, {
					...now,
					ended: {
						code: reason.code,
						message: reason.message,
						...(hint === undefined ? {} : { hint }),
						at: Date.now(),
					},
				});
			throw signInOver(reason);
		});
}
