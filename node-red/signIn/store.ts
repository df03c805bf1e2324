import type { RuntimeSettings } from '../types';

/** What lasts of a person's sign-in. */
export interface SignIn {
	refresh: string;
	/** Who signed in. */
	person: string;
	/** Names of permissions, where they could be read. */
	granted?: string[];
	/** What was asked for. */
	scope: string;
	/** Set when only a person can go on: Entra's refusal, and when it came (milliseconds since 1970). */
	ended?: { code: string; message: string; hint?: string; at: number };
}

/**
 * Which sign-in: of which account node, for which app registration and cloud. Each has its own, so that a changed
 * account never uses another's.
 */
export interface Slot {
	/** Id of the account node; in a subflow the one inside of the subflow itself. */
	id: string;
	/** Sign-in address, Graph address, tenant, client. */
	identity: string;
	/** 256 bits in base64url, from the account's credentials; '' where there are none. */
	key: string;
}

/** Node-RED's own name for what we keep there: one object for all accounts. */
const SETTING = 'outlookDraftSignIns';

/** Why a sign-in lasts only until Node-RED ends. */
export type Obstacle = 'unavailable' | 'readOnly' | 'refused' | 'noKey';

/**
 * Keeps sign-ins in Node-RED's settings storage, encrypted (AES-256-GCM) under a key that stands in the account's credentials:
 * neither storage is of use without the other. Where nothing can be stored, memory keeps them, and `obstacle` says why.
 */
export class SignInStore {
	/** With the key under which each came: anyone who knows an account's id has not yet its sign-in. */
	private readonly memory = new Map<string, { key: string; signIn: SignIn }>();
	private writing: Promise<unknown> = Promise.resolve();
	private refused = false;
	private readonly listeners = new Set<() => void>();

	constructor(private readonly settings: RuntimeSettings) {}

	/** Undefined where nothing can be in the way. */
	obstacle(slot: Slot): Obstacle | undefined {
		if (!this.settings.available()) return 'unavailable';
		if (this.settings.readOnly) return 'readOnly';
		if (slot.key === '') return 'noKey';
		return this.refused ? 'refused' : undefined;
	}

	/** Calls `listener` whenever a sign-in has come, changed or gone. Returns what ends that. */
	onChange(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => {
			this.listeners.delete(listener);
		};
	}

	private tell(): void {
		for (const listener of this.listeners) listener();
	}

	async read(slot: Slot): Promise<SignIn | undefined> {
		const name = await nameOf(slot);
		const known = this.memory.get(name);
		if (known?.key === slot.key) return known.signIn;
		const stored = this.stored()[name];
		const opened = stored === undefined || slot.key === '' ? undefined : await decrypt(stored, name, slot.key);
		if (opened) this.memory.set(name, { key: slot.key, signIn: opened });
		return opened;
	}

	async write(slot: Slot, signIn: SignIn): Promise<void> {
		const name = await nameOf(slot);
		this.memory.set(name, { key: slot.key, signIn });
		this.tell();
		if (slot.key === '') return;
		const text = await encrypt(signIn, name, slot.key);
		await this.change((all) => ({ ...all, [name]: text }));
	}

	/** All sign-ins of an account node. */
	async remove(id: string): Promise<void> {
		const isOther = (name: string) => !name.startsWith(`${id} `);
		for (const name of this.memory.keys()) if (!isOther(name)) this.memory.delete(name);
		this.tell();
		await this.change((all) => {
			const kept = Object.entries(all).filter(([name]) => isOther(name));
			return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
		});
	}

	private stored(): Record<string, string> {
		const value = this.settings.available() ? this.settings.get(SETTING) : undefined;
		return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
	}

	/** One writer at a time: all accounts share one value. Never rejects. */
	private async change(edit: (all: Record<string, string>) => Record<string, string>): Promise<void> {
		this.writing = this.writing.then(async () => {
			if (!this.settings.available() || this.settings.readOnly) return;
			const before = this.stored();
			const after = edit(before);
			if (after === before) return;
			await this.settings
				.set(SETTING, after)
				.then(() => (this.refused = false))
				.catch(() => (this.refused = true));
		});
		await this.writing;
	}
}

const bytesOf = (text: string) =>
	Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** The same as in the storage; its digest part tells nothing. */
async function nameOf({ id, identity }: Slot): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(identity));
	return `${id} ${textOf(new Uint8Array(digest)).slice(0, 22)}`;
}

/** Any text may serve as key, so that one from an environment variable does, too. */
async function keyOf(key: string): Promise<CryptoKey> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
	return await crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, name: string) => ({
	name: 'AES-GCM',
	iv,
	additionalData: new TextEncoder().encode(name),
});

async function encrypt(signIn: SignIn, name: string, key: string): Promise<string> {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const sealed = await crypto.subtle.encrypt(
		algorithm(iv, name),
		await keyOf(key),
		new TextEncoder().encode(JSON.stringify(signIn)),
	);
	return `${textOf(iv)}.${textOf(new Uint8Array(sealed))}`;
}

/** Undefined for what was made under another key or name. */
async function decrypt(text: string, name: string, key: string): Promise<SignIn | undefined> {
	const [iv = '', sealed = ''] = String(text).split('.');
	const open = async () => await crypto.subtle.decrypt(algorithm(bytesOf(iv), name), await keyOf(key), bytesOf(sealed));
	const plain = await open().catch(() => undefined);
	return plain === undefined ? undefined : (JSON.parse(new TextDecoder().decode(plain)) as SignIn);
}
