import type { Account } from '../account';
import { DraftError, LOCAL_CODES, toDraftError } from '../errors';
import type { FreshToken, Host, SignInAccess } from '../host';
import {
	acceptedProof,
	asOption,
	found,
	lacking,
	notLookedAt,
	proofFix,
	proofName,
	refusedPart,
	wrong,
	type AccountCheck,
} from './accountChecks';
import { entraFix, subjectOf, type Subject } from './entraErrors';
import { loginHostOf, lookAtTenant } from './lookAtTenant';
import { isSignInOver, NOBODY } from './refusals';

/** What was found out about an account's sign-in, and the token if there is one. */
export interface SignInLook {
	lines: AccountCheck[];
	token?: FreshToken;
}

/** Longest wait for the sign-in service, in milliseconds. */
const LONGEST = 30_000;

/** Asks Entra for what it says of the tenant, then for a token, and tells from a refusal which part of the account it is about. */
export async function lookAtSignIn(
	host: Host,
	account: Account,
	signIn: SignInAccess,
	timeout: number,
): Promise<SignInLook> {
	const { obstacle, refusal, minutes } = await lookAtTenant(host, account, Math.min(timeout, LONGEST));
	const lines = new Lines(account, signIn, host.now());
	if (obstacle?.check === 'connection') return { lines: [obstacle, ...lines.rest('tenant')] };
	const before = [
		found('connection', `Microsoft's sign-in answers (${loginHostOf(account)}).`),
		...clock(minutes, signIn),
	];
	if (obstacle) return { lines: [...before, obstacle, ...lines.rest('tenant')] };
	if (refusal) return { lines: [...before, ...lines.refused(refusal)] };

	const outcome = await signIn.freshToken().catch(toDraftError);
	if (!(outcome instanceof DraftError)) return { lines: [...before, ...lines.accepted(outcome)], token: outcome };
	const client = isSignInOver(outcome)
		? await signIn.proveClient?.().then((): typeof ACCEPTED => ACCEPTED, toDraftError)
		: undefined;
	const after = isSignInOver(outcome) ? lines.withoutPerson(outcome, client) : lines.refused(outcome);
	// What the answer's date has told says more.
	return { lines: [...before, ...after.filter(({ check }) => !before.some((line) => line.check === check))] };
}

const ACCEPTED = 'accepted' as const;

function clock(minutes: number | undefined, { proof }: SignInAccess): AccountCheck[] {
	if (minutes === undefined) return [];
	const line = wrong(
		'clock',
		`This computer's clock is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}.`,
		'Set the clock, best by a time server.',
	);
	return [proof.kind === 'certificate' ? line : asOption(line)];
}

/** Entra looks at these one after the other, so what stands before a refused one is right. */
const ORDER = ['tenant', 'client', 'proof', 'signIn'] as const;
type Part = (typeof ORDER)[number];

/** The lines on tenant, client, proof and sign-in of one account. */
class Lines {
	constructor(
		private readonly account: Account,
		private readonly signIn: SignInAccess,
		private readonly now: number,
	) {}

	/** Everything is right. */
	accepted(token: FreshToken): AccountCheck[] {
		const person = token.person ?? '';
		const text =
			this.account.signIn === 'application'
				? 'Microsoft signs the application in.'
				: `${person || 'A person'} is signed in.`;
		return [...this.upTo('signIn'), found('sign-in', text)];
	}

	/** Nothing from this part on could be looked at. */
	rest(from: Part): AccountCheck[] {
		return ORDER.slice(ORDER.indexOf(from)).map((part) =>
			notLookedAt(this.nameOf(part), 'not looked at, since something before it is wrong.'),
		);
	}

	/** Entra, or the settings themselves, did not take one of them. */
	refused(refusal: DraftError): AccountCheck[] {
		const about = refusal.code === LOCAL_CODES.account ? 'proof' : subjectOf(refusal.code);
		switch (about) {
			case undefined:
				return [...this.upTo('client'), ...this.rest('client').slice(0, -1), this.wrong('sign-in', refusal)];
			case 'cloud':
				return [this.wrong('cloud', refusal), ...this.rest('tenant')];
			case 'clock':
				return [...this.upTo('proof'), this.wrong('clock', refusal), ...this.rest('proof')];
			case 'permissions':
				return [...this.upTo('signIn'), this.wrong('sign-in', refusal)];
			default: {
				const next = ORDER[ORDER.indexOf(about) + 1];
				return [...this.upTo(about), this.wrong(this.nameOf(about), refusal), ...(next ? this.rest(next) : [])];
			}
		}
	}

	/** No person is signed in. `client`: whether the app registration by itself was accepted; undefined: not asked. */
	withoutPerson(refusal: DraftError, client: typeof ACCEPTED | DraftError | undefined): AccountCheck[] {
		const about = client instanceof DraftError ? subjectOf(client.code) : undefined;
		if (client instanceof DraftError && about !== undefined && about !== 'signIn' && about !== 'permissions')
			return this.refused(client);
		const { message, cause } = refusal;
		const isNobody = refusal.code === NOBODY;
		const ofClient = ['client', this.nameOf('proof')].map((name) =>
			notLookedAt(name, 'looked at when someone signs in.'),
		);
		return [
			...(client === ACCEPTED ? this.upTo('signIn') : [...this.upTo('client'), ...ofClient]),
			isNobody ? lacking('sign-in', message, cause.hint ?? '') : this.wrong('sign-in', refusal),
		];
	}

	private upTo(part: Part): AccountCheck[] {
		const good = [
			found('tenant', `The tenant "${this.account.tenant}" was found.`),
			found('client', 'The client ID is known in this tenant.'),
			acceptedProof(this.signIn.proof, this.now),
		];
		return good.slice(0, ORDER.indexOf(part));
	}

	private wrong(check: string, refusal: DraftError): AccountCheck {
		const { proof } = this.signIn;
		const about: Subject | undefined = subjectOf(refusal.code);
		const detail =
			about === undefined ? refusal.message : refusedPart(about, refusal.code, { tenant: this.account.tenant, proof });
		const fix = refusal.cause.hint ?? entraFix(refusal.code) ?? '';
		return wrong(check, detail, check === proofName(proof) ? proofFix(proof, fix, this.now) : fix);
	}

	private nameOf(part: Part): string {
		return part === 'proof' ? proofName(this.signIn.proof) : part === 'signIn' ? 'sign-in' : part;
	}
}
