import { checkAssertion } from './assertion.mts';
import type { Application } from './applications.mts';
import { EntraError } from './errors.mts';
import { given } from './state.mts';
import type { Entra, SignInRequest } from './state.mts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Id and secret from the body or from HTTP Basic, where both are form-encoded first (RFC 6749 §2.3.1). */
function idAndSecret({ form, authorization }: SignInRequest): { id: string | undefined; secret: string | undefined } {
	const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '');
	if (!basic) return { id: given(form, 'client_id'), secret: given(form, 'client_secret') };
	const [id, ...rest] = Buffer.from(basic[1], 'base64').toString('utf8').split(':');
	const plain = (text: string): string | undefined => new URLSearchParams(`v=${text}`).get('v') || undefined;
	return { id: plain(id), secret: plain(rest.join(':')) };
}

/** The application that a request names. */
export function findApplication(entra: Entra, clientId: string | undefined): Application {
	if (!clientId) throw new EntraError(900144, 'client_id');
	const application = entra.store.applications.find(clientId);
	if (!application) throw new EntraError(700016, clientId);
	if (application.disabled) throw new EntraError(7000112, application.clientId, application.displayName);
	return application;
}

function checkSecret(secret: string, application: Application): void {
	const found = application.secrets.find(({ value }) => value === secret);
	if (!found) throw new EntraError(7000215, application.clientId);
	if (found.expires !== undefined && Date.parse(found.expires) < Date.now())
		throw new EntraError(7000222, application.clientId);
}

/** Who calls the token endpoint, proved by a secret or an assertion; a public client needs neither, except where `mustProve`. */
export function authenticate(entra: Entra, request: SignInRequest, mustProve: boolean): Application {
	const { id, secret } = idAndSecret(request);
	const application = findApplication(entra, id);
	const assertion = given(request.form, 'client_assertion');
	if ((secret ?? assertion) === undefined) {
		if (mustProve || !application.publicClient) throw new EntraError(7000218);
		return application;
	}
	if (application.publicClient && application.secrets.length === 0 && application.certificates.length === 0)
		throw new EntraError(700025);
	if (assertion === undefined) checkSecret(secret ?? '', application);
	else if (given(request.form, 'client_assertion_type') !== assertionType)
		throw new EntraError(900144, 'client_assertion_type');
	else checkAssertion(assertion, application, request, entra.switches.clockAheadSeconds);
	// INFERRED: after the proof, since the answer is `invalid_client`.
	if (application.isAbsent) throw new EntraError(7000229, application.clientId, request.tenant);
	return application;
}
