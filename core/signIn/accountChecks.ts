import type { DraftError } from '../errors';
import type { ProofFacts } from '../host';
import type { Subject } from './entraErrors';

/** `missing`: something has to be added; `failed`: something is wrong; `unknown`: it could not be looked at. */
export type CheckState = 'ok' | 'missing' | 'failed' | 'unknown';

/** One line of what is known about an account. */
export interface AccountCheck {
	/** What was looked at; `permission …` for each permission. */
	check: string;
	state: CheckState;
	/** What was found, in one sentence. */
	detail: string;
	/** What to do, in one sentence; empty where there is nothing to do. */
	fix: string;
	/** Without it drafts can be made all the same. */
	optional?: true;
}

/** What Check Account gives back. */
export interface AccountReport {
	/** Nothing that is needed is missing or wrong. */
	ok: boolean;
	checks: AccountCheck[];
	requestToAdministrator: string;
}

/** How a line is marked for the eye: an optional one is no more than a warning. */
export type Mark = 'ok' | 'wrong' | 'warning' | 'unknown';

export function markOf({ state, optional, fix }: AccountCheck): Mark {
	if (state === 'unknown') return 'unknown';
	if (state === 'ok') return fix === '' ? 'ok' : 'warning';
	return optional ? 'warning' : 'wrong';
}

export const found = (check: string, detail: string, fix = ''): AccountCheck => ({ check, state: 'ok', detail, fix });
export const lacking = (check: string, detail: string, fix: string): AccountCheck => ({
	check,
	state: 'missing',
	detail,
	fix,
});
export const wrong = (check: string, detail: string, fix: string): AccountCheck => ({
	check,
	state: 'failed',
	detail,
	fix,
});
export const notLookedAt = (check: string, detail: string, fix = ''): AccountCheck => ({
	check,
	state: 'unknown',
	// Several lines may say the same.
	detail: `${check.charAt(0).toUpperCase()}${check.slice(1)}: ${detail}`,
	fix,
});
export const asOption = (check: AccountCheck): AccountCheck => ({ ...check, optional: true });

/** The same lines with whether all is well. */
export const reportOf = (checks: AccountCheck[], requestToAdministrator: string): AccountReport => ({
	ok: !checks.some((check) => markOf(check) === 'wrong'),
	checks,
	requestToAdministrator,
});

/** The report on an account whose settings alone cannot be used: nothing was asked. */
export const reportOfSettings = (refusal: DraftError, request: string): AccountReport =>
	reportOf([wrong('settings', refusal.message, refusal.cause.hint ?? '')], request);

/** What the lines on the sign-in are called, in the order in which Entra looks at these things. */
export const proofName = ({ kind }: ProofFacts) => (kind === 'certificate' ? 'certificate' : 'client secret');

/** What is said of a part of the account that Entra did not take; `code` is Entra's number. */
export function refusedPart(about: Subject, code: string, { tenant, proof }: { tenant: string; proof: ProofFacts }) {
	const texts: Record<Subject, string> = {
		tenant: `Microsoft does not take the tenant "${tenant}"`,
		client: 'Microsoft cannot use this client ID in this tenant',
		proof:
			proof.kind === 'none'
				? 'The app registration wants a secret or a certificate'
				: `Microsoft did not accept the ${proofName(proof)}`,
		clock: "Microsoft did not accept the time in the certificate's proof",
		cloud: 'Tenant, cloud and addresses do not belong together',
		signIn: 'Microsoft did not sign this account in',
		permissions: 'Nobody has consented to the permissions',
	};
	return `${texts[about]} (${code}).`;
}

const DAY = 86_400_000;
/** So long before its end a certificate is warned of, in milliseconds. */
const SOON = 30 * DAY;

/** The line on a proof that Entra has accepted: until when, where that can be known. */
export function acceptedProof(proof: ProofFacts, now: number): AccountCheck {
	if (proof.kind === 'none')
		return found('client secret', 'The app registration is a public client: it needs no secret and no certificate.');
	if (proof.kind === 'secret')
		return found(
			'client secret',
			'The client secret is accepted. When it ends can be seen only in Entra, under Certificates & secrets.',
		);
	if (proof.endsAt === undefined) return found('certificate', 'The certificate is accepted.');
	const days = Math.floor((proof.endsAt - now) / DAY);
	return found(
		'certificate',
		`The certificate is accepted. It ends on ${dateOf(proof.endsAt)}, in ${days === 1 ? '1 day' : `${days} days`}.`,
		proof.endsAt - now < SOON
			? 'Make a new certificate, upload it to the app registration and enter it here before then.'
			: '',
	);
}

/** More than Entra says about a proof that it did not accept. */
export function proofFix(proof: ProofFacts, fix: string, now: number): string {
	if (proof.looksLikeId)
		return (
			'What was entered looks like the Secret ID. Enter the Value of the secret; Entra shows it only once, so ' +
			'make a new secret if it is lost.'
		);
	if (proof.endsAt !== undefined && proof.endsAt < now)
		return `The certificate has expired on ${dateOf(proof.endsAt)}: make a new one, upload it to the app registration and enter it here.`;
	return fix;
}

/** `2027-01-31` */
export const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A Secret ID is a GUID; a secret's Value never is. */
export const looksLikeSecretId = (secret: string): boolean =>
	/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(secret.trim());
