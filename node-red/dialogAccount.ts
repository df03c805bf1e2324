import { DraftError, LOCAL_CODES, ownerOf, type Account, type Host } from '../core';
import { readAccount } from '../credentials/account';
import { CREDENTIAL_NAMES } from './credentialNames';
import { nodeRedHost } from './host';
import type { AccountNode } from './outlook-account';
import type { NodeApi } from './types';

/** An account as the editor holds it at the moment, deployed or not. */
export interface DialogAccount {
	id: string;
	/** The plain settings of the config node. */
	settings: Record<string, unknown>;
	/** By credential name; absent when the editor has never opened the account. A secret that was not retyped is absent or `__PWRD__`. */
	credentials?: Record<string, unknown>;
}

export interface OpenAccount {
	account: Account;
	host: Host;
	/** Digest of what the account signs in with. */
	owner: string;
}

/** What decides where a secret goes. Compared as the person wrote it, environment variables and all. */
const PLACES = ['cloud', 'graphUrl', 'loginUrl'];
const IDENTITY = [CREDENTIAL_NAMES.tenant, CREDENTIAL_NAMES.clientId];

/**
 * Opens an account for the dialog's lists. A secret that was typed in is used with the settings that came with it; the
 * stored one only with the stored settings, so that no request from a browser can send it to another tenant or address.
 * Environment variables are read for deployed accounts only, for the same reason.
 */
export async function openDialogAccount(red: NodeApi, given: DialogAccount): Promise<OpenAccount> {
	const never = new AbortController().signal;
	const typed = given.credentials?.[CREDENTIAL_NAMES.clientSecret];
	const values = [...PLACES.map((name) => given.settings[name]), ...IDENTITY.map((name) => given.credentials?.[name]), typed];
	const isTyped = typeof typed === 'string' && typed !== '' && typed !== '__PWRD__';
	if (isTyped && !values.some(isVariable)) {
		const settings: Record<string, unknown> = { ...given.settings };
		for (const [name, credential] of Object.entries(CREDENTIAL_NAMES)) settings[name] = given.credentials?.[credential] ?? '';
		const account = readAccount(settings, 'application');
		return { account, host: nodeRedHost(account, typed, never), owner: await ownerOf([account, typed]) };
	}
	const deployed = deployedAs(red, given);
	if (!deployed) throw notDeployed(isTyped);
	return { ...deployed.open(never), owner: await ownerOf([given.id, deployed.credentials]) };
}

/** The running account, if the editor shows it as it was deployed. */
function deployedAs(red: NodeApi, { id, settings, credentials }: DialogAccount): AccountNode | undefined {
	const node = red.nodes.getNode(id) as AccountNode | null;
	if (node?.type !== 'outlook-account') return undefined;
	let stored: Record<string, unknown> | undefined;
	red.nodes.eachNode((config) => {
		if (config.id === id) stored = config;
	});
	const secrets = red.nodes.getCredentials(id) ?? {};
	const text = (value: unknown) => String(value ?? '');
	const isSame =
		PLACES.every((name) => text(settings[name]) === text(stored?.[name])) &&
		// Never opened in this editor: then nothing can have been changed either.
		(credentials === undefined || IDENTITY.every((name) => text(credentials[name]) === text(secrets[name])));
	const typed = credentials?.[CREDENTIAL_NAMES.clientSecret];
	const keepsSecret = typed === undefined || typed === '__PWRD__' || typed === secrets[CREDENTIAL_NAMES.clientSecret];
	return isSame && keepsSecret ? node : undefined;
}

/** `${NAME}`, which Node-RED replaces when it deploys. */
const isVariable = (value: unknown) => typeof value === 'string' && /^\$(\{|\()/.test(value.trim());

function notDeployed(hasVariables: boolean): DraftError {
	return new DraftError(LOCAL_CODES.account, 'The account was changed and not deployed yet.', {
		hint: hasVariables ? 'Deploy once: its environment variables are read then.' : 'Deploy once, or enter the client secret again in the account.',
	});
}
