import * as oauth from 'oauth4webapi';

import { DraftError, LOCAL_CODES, sleep, toDraftError } from '../../core';
import type { ReadDialogAccount } from '../dialogAccount';
import { beginDevice, pollDevice, signInAddress, tokensOfLanding, type Tokens } from './entra';
import { SignInRefusal } from './refusal';
import { beginSession } from './session';
import type { SignInStore } from './store';

/** A person has this long on the sign-in page, in milliseconds. */
const LONGEST = 10 * 60_000;
/** What RFC 8628 adds to the interval for a `slow_down`. */
const SLOWER = 5_000;

export type Progress = { state: 'waiting' } | { state: 'done'; person: string } | { state: 'failed'; text: string };

interface Attempt {
	asked: ReadDialogAccount;
	progress: Progress;
	/** Milliseconds since 1970. */
	endsAt: number;
	/** Of the way through the browser; taken away when it is used. */
	browser?: { redirectUri: string; state: string; verifier: string };
}

interface BrowserStart {
	attempt: string;
	address: string;
}

interface DeviceStart extends BrowserStart {
	userCode: string;
}

/**
 * Sign-ins under way, in memory only. The dialog knows an attempt by its number; the `state` (128 bits and more) is
 * known to the browser that signs in.
 */
export class Attempts {
	private readonly attempts = new Map<string, Attempt>();

	constructor(private readonly store: SignInStore) {}

	/** Begins a sign-in in the browser. Throws DraftError for a redirect address that cannot work. */
	async startBrowser(asked: ReadDialogAccount, redirectUri: string): Promise<BrowserStart> {
		checkRedirect(redirectUri);
		const browser = { redirectUri, state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier() };
		const attempt = this.add({ asked, progress: { state: 'waiting' }, endsAt: Date.now() + LONGEST, browser });
		return { attempt, address: await signInAddress(asked.applicant.account, asked.scope, browser) };
	}

	/** Begins a sign-in with a code, and goes on asking whether it was typed, also when the dialog is closed. */
	async startDevice(asked: ReadDialogAccount): Promise<DeviceStart> {
		const { device, userCode, address, lifetime, interval } = await beginDevice(asked.applicant, asked.scope);
		const entry: Attempt = { asked, progress: { state: 'waiting' }, endsAt: Date.now() + lifetime };
		const attempt = this.add(entry);
		void this.askUntilEnd(entry, device, interval);
		return { attempt, address, userCode };
	}

	/** How far it is; undefined for an attempt that is unknown or over for long. */
	progress(attempt: string): Progress | undefined {
		const entry = this.attempts.get(attempt);
		if (entry?.progress.state === 'waiting' && entry.endsAt < Date.now())
			entry.progress = { state: 'failed', text: EXPIRED };
		return entry?.progress;
	}

	/** Ends an attempt; what comes back for it later is rejected. */
	cancel(attempt: string): void {
		const entry = this.attempts.get(attempt);
		if (entry?.progress.state === 'waiting') entry.progress = { state: 'failed', text: 'The sign-in was cancelled.' };
		if (entry) delete entry.browser;
	}

	/**
	 * Takes what the browser came back with. A `state` works once, whatever becomes of it. With `attempt` only for that one:
	 * what a person pastes must belong to the dialog it is pasted into.
	 */
	async land(landing: URLSearchParams, attempt?: string): Promise<Progress> {
		const state = landing.get('state') ?? '';
		const found = [...this.attempts].find(
			([id, { browser }]) =>
				browser !== undefined && browser.state === state && (attempt === undefined || id === attempt),
		)?.[1];
		const browser = found?.browser;
		if (!found || !browser || state === '') return { state: 'failed', text: UNKNOWN };
		delete found.browser;
		if (found.endsAt < Date.now() || found.progress.state !== 'waiting') return { state: 'failed', text: EXPIRED };
		await this.finish(found, async () => await tokensOfLanding(found.asked.applicant, landing, browser));
		return found.progress;
	}

	private add(entry: Attempt): string {
		for (const [id, { endsAt }] of this.attempts) if (endsAt + LONGEST < Date.now()) this.attempts.delete(id);
		const attempt = oauth.generateRandomState();
		this.attempts.set(attempt, entry);
		return attempt;
	}

	private async askUntilEnd(entry: Attempt, device: string, firstInterval: number): Promise<void> {
		let interval = firstInterval;
		for (;;) {
			await sleep(interval);
			if (entry.progress.state !== 'waiting') return;
			if (entry.endsAt < Date.now()) {
				entry.progress = { state: 'failed', text: EXPIRED };
				return;
			}
			const answer = await pollDevice(entry.asked.applicant, device).catch((reason: unknown) => toDraftError(reason));
			// While the network is away the code may still be typed.
			if (answer === 'pending' || (answer instanceof SignInRefusal && answer.isTransient)) continue;
			if (answer === 'slower') interval += SLOWER;
			else {
				await this.finish(entry, async () =>
					answer instanceof DraftError ? await Promise.reject(explainDevice(answer)) : answer,
				);
				return;
			}
		}
	}

	private async finish(entry: Attempt, get: () => Promise<Tokens>): Promise<void> {
		const { slot, scope } = entry.asked;
		entry.progress = await get()
			.then(async (tokens): Promise<Progress> => {
				// Cancelled while the answer was under way.
				if (entry.progress.state !== 'waiting') return entry.progress;
				return { state: 'done', person: (await beginSession(this.store, slot, tokens, scope)).person };
			})
			.catch((reason: unknown): Progress => ({ state: 'failed', text: toDraftError(reason).text }));
	}
}

const EXPIRED = 'The sign-in took longer than it may, or was cancelled. Begin it again.';
const UNKNOWN =
	'This address belongs to no sign-in that is under way here, or was used before. Begin the sign-in again.';

/** Entra takes https, and http for localhost only (Microsoft Entra, "reply-url"). */
function checkRedirect(redirectUri: string): void {
	const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
	const isPossible =
		url &&
		!redirectUri.includes('#') &&
		(url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)));
	if (isPossible) return;
	throw new DraftError(LOCAL_CODES.account, `Account: the redirect address "${redirectUri}" cannot be used.`, {
		hint: 'Microsoft takes https addresses, and http://localhost. Otherwise choose to paste the address.',
	});
}

/** Many organisations block just this way, and the refusal alone would not say so. */
function explainDevice(refusal: DraftError): DraftError {
	if (!/^AADSTS(53003|530035|50105|53000|53001)$/.test(refusal.code)) return refusal;
	return new DraftError(refusal.code, refusal.message, {
		hint: (
			`${refusal.cause.hint ?? ''} Many organisations block sign-in with a code by the Conditional Access ` +
			'condition "Authentication flows" → "Device code flow": sign in through the browser instead.'
		).trim(),
	});
}
