import {
	certificateEnd,
	DraftError,
	LOCAL_CODES,
	looksLikeSecretId,
	NOBODY,
	ownerOf,
	type Account,
	type AccountLimits,
	type Host,
	type ProofFacts,
	type SignInAccess,
} from '../core';
import { readAccount } from '../credentials/account';
import { ACCOUNT_FIELDS, scopeOf } from '../credentials/accountFields';
import { permissionNames, requestOf } from '../credentials/administratorRequest';
import { CREDENTIAL_NAMES, TOKEN_KEY } from './credentialNames';
import { nodeRedHost } from './host';
import { signInOf, slotOf, tokenSourceOf, type AccountNode } from './accountNode';
import type { NodeApi } from './types';
import { applicationTokens, type Applicant } from './signIn/entra';
import { isProxyUnused } from './signIn/network';
import { readProof, type Proof } from './signIn/proof';
import type { SignInStore, Slot } from './signIn/store';

/** An account as the editor holds it at the moment, deployed or not. */
export interface DialogAccount {
	id: string;
	/** The plain settings of the config node. */
	settings: Record<string, unknown>;
	/**
	 * By credential name; absent when the editor has never opened the account. A secret that was not retyped is absent,
	 * empty or `__PWRD__`.
	 */
	credentials?: Record<string, unknown>;
}

/** What the settings in the dialog come to. */
export interface ReadDialogAccount {
	applicant: Applicant;
	slot: Slot;
	scope: string;
	redirectUri: string;
	/** It would use what is stored for an application as a person, or the other way round. */
	isOtherKind: boolean;
}

/** What decides where a secret goes. Compared as the person wrote it, environment variables and all. */
const PLACES = ['cloud', 'graphUrl', 'loginUrl', 'tenant', 'clientId'];
const SECRETS = ['clientSecret', 'privateKey', 'certificate'];

/**
 * Reads an account out of a dialog. A secret that was typed in is used with the settings that came with it; the stored one
 * only with the stored settings, so that no request from a browser can send it to another tenant or address, and only within
 * the stored limits. Environment variables are read for deployed settings only, for the same reason. Throws DraftError.
 */
export function readDialogAccount(red: NodeApi, given: DialogAccount): ReadDialogAccount {
	const running = runningAccount(red, given.id);
	const stored = storedValues(red, given.id);
	const shown = shownValues(given, stored);
	const isSamePlace = PLACES.every((name) => asText(shown[name]) === asText(stored[name]));
	const isKept = (name: string) => SECRETS.includes(name) && !isTyped(typedIn(given, name));
	// Only as the same field: in another one, the variable's value could be shown or sent.
	const resolved = (name: string, raw: unknown): unknown => {
		if (!isVariable(raw)) return raw;
		if (!running || !isSamePlace || raw !== stored[name])
			throw notDeployed('Deploy once: its environment variables are read then.');
		return running.values()[name];
	};

	const values: Record<string, unknown> = {};
	let usesStored = false;
	for (const { name } of ACCOUNT_FIELDS) {
		const isStored = isKept(name) && asText(stored[name]) !== '' && isNeeded(name, given.settings);
		if (isStored && !isSamePlace) throw storedForAnother();
		usesStored ||= isStored;
		const value = resolved(name, isKept(name) ? stored[name] : shown[name]);
		// A setting that the request does not hold is one that was never filled in.
		if (value !== undefined) values[name] = value;
	}
	const typedKey = given.credentials?.[TOKEN_KEY];
	const key = isTyped(typedKey) ? typedKey : (running?.credentials?.[TOKEN_KEY] ?? stored[TOKEN_KEY]);
	const account = readAccount(values, signInOf(values));
	// What is kept of a person's sign-in is as good as a secret.
	usesStored ||= account.signIn === 'delegated' && stored.id !== undefined;
	return {
		applicant: {
			account: usesStored ? limited(account, { ...values, ...deployedLimits(resolved, stored) }) : account,
			proof: readProof(values),
			proxyUnused: isProxyUnused(red),
		},
		slot: slotOf(given.id, account, key),
		scope: scopeOf(values, account.graphUrl),
		redirectUri: asText(values.redirectUri).trim(),
		isOtherKind: usesStored && signInOf(stored) !== account.signIn,
	};
}

/** What the dialog shows. An account that this editor has never opened comes without its credentials: they are as stored. */
function shownValues(
	{ settings, credentials }: DialogAccount,
	stored: Record<string, unknown>,
): Record<string, unknown> {
	const shown = { ...settings };
	for (const [name, credential] of Object.entries(CREDENTIAL_NAMES))
		shown[name] = credentials === undefined ? stored[name] : credentials[credential];
	return shown;
}

/** What came with the request for a credential, and so is known to whoever sent it. */
const typedIn = ({ credentials }: DialogAccount, name: string): unknown =>
	credentials?.[CREDENTIAL_NAMES[name as keyof typeof CREDENTIAL_NAMES]];

/**
 * The account within the limits that were deployed, and within those of the dialog where these are narrower.
 * `deployed`: its values with the deployed limits.
 */
function limited(account: Account, deployed: Record<string, unknown>): Account {
	const there = readAccount(deployed, account.signIn).limits;
	const shown = account.limits.allowedMailboxes;
	const stored = there.allowedMailboxes;
	const both = stored.length === 0 ? shown : shown.length === 0 ? stored : stored.filter((box) => shown.includes(box));
	// An empty list would allow every mailbox.
	if (both.length === 0 && stored.length > 0)
		throw notDeployed('Deploy once: only then other mailboxes can be looked into (Allowed Mailboxes).');
	return { ...account, limits: { ...account.limits, ...narrower(there, account.limits), allowedMailboxes: both } };
}

/** Rules about recipients cannot be laid over each other as lists of mailboxes can: the deployed ones hold, if there are any. */
function narrower(deployed: AccountLimits, shown: AccountLimits): Partial<AccountLimits> {
	const { allowedRecipients: rules = [], mostRecipients: most = 0, allowConversation } = deployed;
	const smaller = Math.min(...[most, shown.mostRecipients ?? 0].filter((limit) => limit > 0));
	return {
		...(rules.length > 0 ? { allowedRecipients: rules } : {}),
		allowConversation: allowConversation !== false && shown.allowConversation !== false,
		mostRecipients: Number.isFinite(smaller) ? smaller : 0,
	};
}

/** What is deployed of the settings that limit mailboxes and recipients; what was never deployed limits nothing. */
function deployedLimits(
	resolved: (name: string, value: unknown) => unknown,
	stored: Record<string, unknown>,
): Record<string, unknown> {
	const defaults = { allowedMailboxes: '*', allowedRecipients: '*', allowConversation: true, mostRecipients: '0' };
	return Object.fromEntries(
		Object.entries(defaults).map(([name, unset]) => [name, resolved(name, stored[name]) ?? unset]),
	);
}

export interface OpenAccount {
	account: Account;
	host: Host;
	/** Digest of what the account signs in with. */
	owner: string;
}

/** `readDialogAccount` for what signs in: what is stored for the other kind of sign-in is rejected too. */
function readOwnKind(red: NodeApi, given: DialogAccount): ReadDialogAccount {
	const read = readDialogAccount(red, given);
	if (read.isOtherKind) throw storedForAnother();
	return read;
}

/** Opens an account for the dialog's lists. Throws DraftError as `readDialogAccount` does. */
export async function openDialogAccount(red: NodeApi, store: SignInStore, given: DialogAccount): Promise<OpenAccount> {
	const { applicant, slot } = readOwnKind(red, given);
	const { account, proof } = applicant;
	const host = nodeRedHost(red, account, tokenSourceOf(applicant, store, slot), new AbortController().signal);
	return { account, host, owner: await ownerOf([slot.id, slot.identity, account.signIn, proof]) };
}

/** Opens an account for Check, which says in words what `openDialogAccount` throws. */
export function openForCheck(red: NodeApi, store: SignInStore, given: DialogAccount): { account: Account; host: Host } {
	const { applicant, slot, scope, redirectUri } = readOwnKind(red, given);
	const { account, proof } = applicant;
	const source = tokenSourceOf(applicant, store, slot);
	const signIn: SignInAccess = {
		proof: factsOf(proof),
		asksFor: account.signIn === 'application' ? [] : permissionNames(scope),
		request: requestOf(given.settings, { redirectUri, isPublic: proof.kind === 'none' }),
		freshToken: async () => {
			const { access, granted = [] } = await source.fresh().catch((reason: unknown) => {
				throw reason instanceof DraftError && reason.code === NOBODY ? nobody(reason) : reason;
			});
			const person = (await store.read(slot))?.person ?? '';
			return { token: access, scope: granted.join(' '), ...(person === '' ? {} : { person }) };
		},
		...(proof.kind === 'none' ? {} : { proveClient: async () => await applicationTokens(applicant) }),
	};
	return { account, host: { ...nodeRedHost(red, account, source, new AbortController().signal), signIn } };
}

const nobody = ({ code, message }: DraftError) =>
	new DraftError(code, message, {
		hint:
			'Press "Sign in" above. If Microsoft\'s page shows AADSTS50011 then, the redirect address is not in the ' +
			'app registration: copy it from here, character by character.',
	});

/** Of a proof what may be shown. */
function factsOf(proof: Proof): ProofFacts {
	if (proof.kind === 'secret') return { kind: 'secret', looksLikeId: looksLikeSecretId(proof.secret) };
	if (proof.kind === 'none') return { kind: 'none' };
	const endsAt = certificateEnd(`${proof.certificate}\n${proof.privateKey}`);
	return { kind: 'certificate', ...(endsAt === undefined ? {} : { endsAt }) };
}

function runningAccount(red: NodeApi, id: string): AccountNode | undefined {
	const node = red.nodes.getNode(id) as AccountNode | null;
	return node?.type === 'outlook-account' ? node : undefined;
}

/** As they were deployed, by field name; secrets as well. */
function storedValues(red: NodeApi, id: string): Record<string, unknown> {
	let config: Record<string, unknown> = {};
	red.nodes.eachNode((node) => {
		if (node.id === id && node.type === 'outlook-account') config = { ...node };
	});
	if (config.id === undefined) return {};
	const credentials = red.nodes.getCredentials(id) ?? {};
	for (const [name, credential] of Object.entries(CREDENTIAL_NAMES)) config[name] = credentials[credential];
	return { ...config, [TOKEN_KEY]: credentials[TOKEN_KEY] };
}

/** A secret for the other kind of proof stays where it is. */
const isNeeded = (name: string, settings: Record<string, unknown>) =>
	(name === 'clientSecret') !== (settings.clientCredentialType === 'certificate');
const asText = (value: unknown) => (typeof value === 'string' ? value : '');
const isTyped = (value: unknown): boolean => typeof value === 'string' && value !== '' && value !== '__PWRD__';
/** `${NAME}`, which Node-RED replaces when it deploys. */
const isVariable = (value: unknown) => typeof value === 'string' && /^\$[{(]\S+[)}]$/.test(value.trim());

const storedForAnother = () => notDeployed('Deploy once, or enter the client secret again in the account.');

const notDeployed = (hint: string) =>
	new DraftError(LOCAL_CODES.account, 'The account was changed and not deployed yet.', { hint });
