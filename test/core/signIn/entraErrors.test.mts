import { ENTRA_FIXES, entraFix } from '../../../core/signIn/entraErrors';
import { signInFailed, signInUnreachable } from '../../../core/signIn/refusals';

// What Entra sends, shortened; trace ids follow it.
const said = (code: number) =>
	`AADSTS${code}: Some sentence of Microsoft's. Trace ID: 1 Correlation ID: 2 Timestamp: 3`;

/** Every code that people meet, and the words that must be in the way out. */
test.each([
	[50011, 'Redirect URIs'],
	[500113, 'Redirect URIs'],
	[50020, 'not in the tenant'],
	[50034, 'not in the tenant'],
	[16000, 'not in the tenant'],
	[51004, 'not in the tenant'],
	[50053, 'locked'],
	[50055, 'password has expired'],
	[50057, 'disabled'],
	[50058, 'sign in again'],
	[50059, 'tenant ID'],
	[50072, 'second factor'],
	[50074, 'second factor'],
	[50076, 'second factor'],
	[50079, 'second factor'],
	[50105, 'Users and groups'],
	[50126, 'password is wrong'],
	[50173, 'revoked'],
	[50194, 'one tenant only'],
	[500011, 'cloud and the Graph address'],
	[53000, 'managed device'],
	[53001, 'managed device'],
	[53003, 'Conditional Access'],
	[530035, 'security defaults'],
	[54005, 'used before'],
	[65001, 'consented'],
	[65004, 'declined'],
	[650052, 'API permissions'],
	[650056, 'API permissions'],
	[650057, 'API permissions'],
	[70000, 'not valid any more'],
	[70008, 'long time without use'],
	[700082, 'long time without use'],
	[700084, 'platform Web'],
	[70011, 'scope was not accepted'],
	[700022, 'scope was not accepted'],
	[28002, 'scope was not accepted'],
	[70016, 'not been entered yet'],
	[70018, 'code is wrong'],
	[70019, 'code is wrong'],
	[70043, 'how long a sign-in lasts'],
	[700005, 'another tenant'],
	[700016, 'client ID is not known'],
	[700024, 'clock'],
	[700025, 'public client'],
	[700027, 'certificate was not accepted'],
	[700030, 'certificate was not accepted'],
	[7000112, 'disabled in this tenant'],
	[7000215, 'Value of the secret'],
	[7000218, 'Allow public client flows'],
	[7000222, 'secret has expired'],
	[90002, 'tenant was not found'],
	[90038, 'in another cloud'],
	[900382, 'in another cloud'],
	[900023, 'overview page of the app registration'],
	[7000229, 'Grant admin consent'],

	[90094, 'administrator has to consent'],
	[90095, 'administrator has to consent'],
	[90130, 'own tenant ID'],
	[9001023, 'own tenant ID'],
	[9002313, 'sign in again'],
	[900144, 'missing in the sign-in request'],
	[90014, 'missing in the sign-in request'],
	[9002332, 'work accounts only'],
])('AADSTS%d', (code, words) => {
	const error = signInFailed(said(code));
	expect([error.code, error.message]).toEqual([`AADSTS${code}`, `Microsoft sign-in gave no token (AADSTS${code}).`]);
	expect(error.cause.hint).toContain(words);
	expect(error.text).not.toMatch(/Trace ID|Some sentence/);
});

test('a code that nobody has explained is shown with its sentence, and nothing of the request', () => {
	expect(signInFailed(`client_secret=hidden&x=1 ${said(12345)}`).text).toBe(
		"Microsoft sign-in gave no token (AADSTS12345). Microsoft says: Some sentence of Microsoft's.",
	);
});

test('no code twice, and each way out in whole sentences', () => {
	const codes = ENTRA_FIXES.flatMap((entry) => entry.codes);
	expect(new Set(codes).size).toBe(codes.length);
	for (const { fix } of ENTRA_FIXES) expect(fix).toMatch(/^[A-Z].*\.$/);
	expect(entraFix('AADSTS1')).toBeUndefined();
});

const failure = (code: string) =>
	Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code }) });

test.each([
	['CERT_HAS_EXPIRED', false, "this computer's clock"],
	['CERT_NOT_YET_VALID', false, "this computer's clock"],
	['SELF_SIGNED_CERT_IN_CHAIN', false, 'NODE_EXTRA_CA_CERTS'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true, 'NODE_EXTRA_CA_CERTS'],
	['ENOTFOUND', true, 'NODE_USE_ENV_PROXY=1'],
	['ECONNREFUSED', true, 'NODE_USE_ENV_PROXY=1'],
	['ENOTFOUND', false, 'Check the network'],
])('no answer: %s, proxy unused: %s', (code, proxyUnused, words) => {
	const error = signInUnreachable(failure(code), { host: 'login.microsoftonline.com', proxyUnused });
	expect([error.code, error.cause.hint]).toEqual([code, expect.stringContaining(words)]);
	expect(error.cause.hint).toContain('asked at login.microsoftonline.com. Nothing was changed');
});
