import { DraftError, grantedBy, isSignInOver, signInOver } from '../../core';
import { dropToken, keepToken, sharedToken, type FreshToken } from '../tokens';
import { applicationTokens, refreshedTokens, type Applicant, type Tokens } from './entra';
import type { SignIn, SignInStore, Slot } from './store';

/** Where the requests of an account get their token from. */
export interface TokenSource {
	/** Rejects with DraftError. */
	token(): Promise<string>;
	/** Says that Graph did not accept a token. */
	drop(refused: string): Promise<void>;
	/** A token that is fetched now, whatever is kept, and kept in its place. Rejects with DraftError. */
	fresh(): Promise<Tokens>;
	/** Says that a token was accepted, but not enough. Resolves with one that grants something else, if there is one. */
	another(refused: string): Promise<string | undefined>;
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
	const fresh = async (): Promise<Tokens> => {
		const tokens = await applicationTokens(applicant);
		keepToken(key, freshToken(tokens));
		return tokens;
	};
	return {
		token: async () => await sharedToken(key, async () => freshToken(await applicationTokens(applicant))),
		drop: async (refused) => await dropToken(key, refused),
		fresh,
		// An application's token may be older than the consent that it lacks.
		another: async (refused) =>
			await onceInAWhile(key, async () => {
				const { access } = await fresh();
				return String(grantedBy(access)) === String(grantedBy(refused)) ? undefined : access;
			}),
	};
}

/** Between two attempts to find out whether an application has been granted more, in milliseconds. */
const WHILE = 60_000;
const attempts = new Map<string, { at: number; outcome: Promise<string | undefined> }>();

/** However many are refused, one asks; the others get its outcome. A failure counts as none. */
async function onceInAWhile(key: string, ask: () => Promise<string | undefined>): Promise<string | undefined> {
	const known = attempts.get(key);
	if (known && Date.now() - known.at < WHILE) return await known.outcome;
	const outcome = ask().catch(() => undefined);
	attempts.set(key, { at: Date.now(), outcome });
	return await outcome;
}

/** A person who has signed in. */
export function personSource(applicant: Applicant, store: SignInStore, slot: Slot): TokenSource {
	const key = personKey(slot);
	return {
		token: async () => await sharedToken(key, async () => freshToken(await renewed(applicant, store, slot))),
		drop: async (refused) => await dropToken(key, refused),
		fresh: async () => {
			const tokens = await renewed(applicant, store, slot, { again: true });
			keepToken(key, freshToken(tokens));
			return tokens;
		},
		// A person's permissions change with the next sign-in only.
		another: async () => await Promise.resolve(undefined),
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

/** `again`: asks also where a refusal that may pass has only just come. */
async function renewed(
	applicant: Applicant,
	store: SignInStore,
	slot: Slot,
	{ again = false }: { again?: boolean } = {},
): Promise<Tokens> {
	const signIn = await store.read(slot);
	if (!signIn) throw signInOver();
	const { ended } = signIn;
	if (ended && !(MAY_PASS.test(ended.code) && (again || Date.now() - ended.at > PAUSE)))
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
