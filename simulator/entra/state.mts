import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Store } from '../store.mts';
import type { Switches } from '../switches.mts';
import type { Device } from './device-code.mts';

/** What the simulated Entra ID remembers between requests. */
export interface Entra {
	store: Store;
	switches: Switches;
	/** `jti` of codes that were redeemed. */
	usedCodes: Set<string>;
	/** `person application permission`, lower case. */
	consents: Set<string>;
	/** Applications that an administrator has consented to for everyone, by client id. */
	tenantWide: Set<string>;
	/** By device code. */
	devices: Map<string, Device>;
	/** Signs id tokens. */
	key: () => { privateKey: KeyObject; publicKey: KeyObject };
}

export function newEntra(store: Store, switches: Switches): Entra {
	let pair: ReturnType<Entra['key']> | undefined;
	return {
		store,
		switches,
		usedCodes: new Set(),
		consents: new Set(),
		tenantWide: new Set(),
		devices: new Map(),
		// Made when first used: most runs never sign an id token.
		key: () => (pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 })),
	};
}

export function forget(entra: Entra): void {
	for (const memory of [entra.usedCodes, entra.consents, entra.tenantWide, entra.devices]) memory.clear();
}

/** A request to the sign-in service. */
export interface SignInRequest {
	/** As it stands in the path. */
	tenant: string;
	/** `http://127.0.0.1:port` as the caller wrote it. */
	origin: string;
	method: string;
	query: URLSearchParams;
	/** Of a POST. */
	form: URLSearchParams;
	/** Was the body of a type that holds a form, or of none? */
	isForm: boolean;
	authorization: string | undefined;
}

export interface EntraAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

export const json = (status: number, value: object): EntraAnswer => ({
	status,
	headers: { 'Content-Type': 'application/json; charset=utf-8', ...noStore },
	body: JSON.stringify(value),
});

export const redirect = (location: string): EntraAnswer => ({
	status: 302,
	headers: { Location: location, ...noStore },
	body: '',
});

/** The value, or undefined where it is missing or empty. */
export const given = (parameters: URLSearchParams, name: string): string | undefined =>
	parameters.get(name) || undefined;
