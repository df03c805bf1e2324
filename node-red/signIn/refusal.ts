import { DraftError } from '../../core';

/** Why the sign-in service gave no token, with what the code branches on besides the words. */
export class SignInRefusal extends DraftError {
	/** It may succeed a moment later, since the service is out of order or gave no answer. */
	readonly isTransient: boolean;
	/** `error` of Entra's answer (RFC 6749 §5.2); undefined where it gave none. */
	readonly entraError: string | undefined;

	constructor(
		{ code, message, cause }: DraftError,
		{ isTransient, entraError }: { isTransient: boolean; entraError?: string },
	) {
		super(code, message, cause);
		this.isTransient = isTransient;
		this.entraError = entraError;
	}
}
