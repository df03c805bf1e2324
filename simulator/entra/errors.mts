import { randomUUID } from 'node:crypto';

/** What a code says: `error` and HTTP status of the token endpoint, text with `{0}`, `{1}` for what was given. */
interface Meaning {
	error: string;
	status?: number;
	text: string;
}

const sameApp =
	'The tenant admin has configured a security policy that blocks this request. Contact the tenant admin to allow this request.';

/**
 * Every AADSTS code that the simulator answers. Meanings: DOC entra/reference-error-codes, but for those marked RECALL.
 * The wording of the texts, the statuses and the values of `error` are RECALL throughout: clients should branch on `error` alone (DOC same page).
 */
export const meanings = {
	16000: {
		error: 'interaction_required',
		text: "User account '{0}' from identity provider does not exist in tenant 'Contoso' and cannot access the application in that tenant.",
	},
	50011: {
		error: 'invalid_request',
		text: "The redirect URI '{0}' specified in the request does not match the redirect URIs configured for the application '{1}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.",
	},
	50020: {
		error: 'invalid_grant',
		text: "User account '{0}' from identity provider does not exist in tenant '{1}' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first.",
	},
	/** RECALL */
	50027: { error: 'invalid_request', text: 'JWT token is invalid or malformed.' },
	50034: {
		error: 'invalid_grant',
		text: 'The user account {0} does not exist in the directory. To sign into this application, the account must be added to the directory.',
	},
	50053: {
		error: 'invalid_grant',
		text: "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
	},
	50055: { error: 'invalid_grant', text: 'The password is expired.' },
	50057: { error: 'invalid_grant', text: 'The user account is disabled.' },
	50058: { error: 'login_required', text: 'A silent sign-in request was sent but no user is signed in.' },
	50072: {
		error: 'interaction_required',
		text: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.',
	},
	50074: { error: 'interaction_required', text: 'Strong Authentication is required.' },
	50076: {
		error: 'interaction_required',
		text: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
	},
	50079: {
		error: 'interaction_required',
		text: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.',
	},
	50105: {
		error: 'invalid_grant',
		text: "Your administrator has configured the application {1} to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{0}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.",
	},
	50126: { error: 'invalid_grant', text: 'Error validating credentials due to invalid username or password.' },
	/** OBS wkh237/react-native-azure-ad#31 */
	50173: {
		error: 'invalid_grant',
		text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{0}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{1}'.",
	},
	/** RECALL: the application serves one tenant, the address is for all. */
	50194: {
		error: 'invalid_request',
		text: "Application '{0}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
	},
	51004: {
		error: 'invalid_grant',
		text: 'The user account {0} does not exist in the Contoso directory. To sign into this application, the account must be added to the directory.',
	},
	53000: {
		error: 'interaction_required',
		text: 'Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant.',
	},
	53001: {
		error: 'interaction_required',
		text: 'Device is not in required device state: domain_joined. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
	},
	53003: {
		error: 'invalid_grant',
		text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
	},
	530035: { error: 'invalid_grant', text: `Access has been blocked by security defaults. ${sameApp}` },
	54005: {
		error: 'invalid_grant',
		text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
	},
	65001: {
		error: 'invalid_grant',
		text: "The user or administrator has not consented to use the application with ID '{0}' named '{1}'. Send an interactive authorization request for this user and resource.",
	},
	65004: { error: 'access_denied', text: 'User declined to consent to access the app.' },
	70000: { error: 'invalid_grant', text: "The provided value for the input parameter '{0}' is not valid." },
	70003: { error: 'unsupported_grant_type', text: "The app requested an unsupported grant type '{0}'." },
	/** RECALL */
	70005: { error: 'unsupported_response_type', text: "The response type '{0}' is not supported for this application." },
	/** RECALL */
	70007: { error: 'invalid_request', text: "'{0}' is not a supported value of 'response_mode'." },
	70008: {
		error: 'invalid_grant',
		text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
	},
	70011: {
		error: 'invalid_scope',
		text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {0} is not valid.",
	},
	70016: {
		error: 'authorization_pending',
		text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
	},
	70018: {
		error: 'bad_verification_code',
		text: 'Bad verification code received from the user for the device code flow.',
	},
	70019: { error: 'expired_token', text: 'Verification code expired.' },
	70043: {
		error: 'invalid_grant',
		text: 'The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access.',
	},
	/** OBS pnp/cli-microsoft365 (2019) */
	90002: {
		error: 'invalid_request',
		text: "Tenant '{0}' not found. This may happen if there are no active subscriptions for the tenant. Check with your subscription administrator.",
	},
	90038: {
		error: 'invalid_request',
		text: "Tenant '{0}' request is being redirected to the National Cloud 'MicrosoftOnline.US'.",
	},
	90094: {
		error: 'access_denied',
		text: 'An administrator of Contoso has set a policy that prevents you from granting {0} the permissions it is requesting. Contact an administrator of Contoso, who can grant permissions to this application on your behalf.',
	},
	90095: {
		error: 'access_denied',
		text: 'Admin consent is required for the permissions requested by {0}. An admin consent request may be sent to the admin.',
	},
	500011: {
		error: 'invalid_resource',
		text: 'The resource principal named {0} was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
	},
	501481: {
		error: 'invalid_grant',
		text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
	},
	650052: {
		error: 'invalid_client',
		text: "The app is trying to access a service '{0}' that your organization 'Contoso' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.",
	},
	650056: {
		error: 'invalid_client',
		text: "Misconfigured application. This could be due to one of the following: the client has not listed any permissions for 'Microsoft Graph' in the requested permissions in the client's application registration; or the admin has not consented in the tenant. Client app ID: {0}.",
	},
	650057: {
		error: 'invalid_resource',
		text: "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {0}. Resource value from request: {1}.",
	},
	700005: {
		error: 'invalid_grant',
		text: 'Provided Authorization Code is intended to use against other tenant, thus rejected.',
	},
	700016: {
		error: 'unauthorized_client',
		text: "Application with identifier '{0}' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
	},
	/** RECALL */
	700021: {
		error: 'invalid_client',
		status: 401,
		text: "Client assertion application identifier doesn't match 'client_id' parameter.",
	},
	700022: {
		error: 'invalid_request',
		text: "The provided value for the input parameter scope isn't valid because it contains more than one resource.",
	},
	/** RECALL */
	700023: {
		error: 'invalid_client',
		status: 401,
		text: "Client assertion audience claim does not match Realm issuer. The audience '{0}' is not valid.",
	},
	/** OBS AzureAD/microsoft-authentication-library-for-dotnet#4951 (2024), microsoft-authentication-library-for-java#984 (2025) */
	700024: {
		error: 'invalid_client',
		status: 401,
		text: 'Client assertion is not within its valid time range. Current time: {0}, assertion valid from {1}, expiry time of assertion {2}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .',
	},
	700025: {
		error: 'invalid_client',
		status: 401,
		text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
	},
	700027: {
		error: 'invalid_client',
		status: 401,
		text: 'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - {0}]',
	},
	700082: {
		error: 'invalid_grant',
		text: 'The refresh token has expired due to inactivity. The token was issued on {0} and was inactive for 90.00:00:00.',
	},
	700084: {
		error: 'invalid_grant',
		text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
	},
	/** OBS microsoft/Analysis-Services#194 (2023), caddy-dns/azure#3 (2022: a GUID that lacks a digit) */
	900023: {
		error: 'invalid_request',
		text: "Specified tenant identifier '{0}' is neither a valid DNS name, nor a valid external domain.",
	},
	900144: { error: 'invalid_request', text: "The request body must contain the following parameter: '{0}'." },
	900382: { error: 'invalid_request', text: 'Confidential Client is not supported in Cross Cloud request.' },
	7000112: { error: 'unauthorized_client', text: "Application '{0}'({1}) is disabled." },
	7000215: {
		error: 'invalid_client',
		status: 401,
		text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{0}'.",
	},
	7000218: {
		error: 'invalid_client',
		status: 401,
		text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
	},
	7000222: {
		error: 'invalid_client',
		status: 401,
		text: "The provided client secret keys for app '{0}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.",
	},
	/** DOC Teams SDK, app-authentication/troubleshooting (an answer of 2025 in full) */
	7000229: {
		error: 'invalid_client',
		status: 401,
		text: 'The client application {0} is missing service principal in the tenant {1}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
	},
	9001023: {
		error: 'invalid_request',
		text: 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
	},
	9002313: { error: 'invalid_request', text: 'Invalid request. Request is malformed or invalid.' },
	9002332: {
		error: 'invalid_request',
		text: "Application '{0}'({1}) is configured for use by Microsoft Entra users only. Please do not use the /consumers endpoint to serve this request.",
	},
} as const satisfies Record<number, Meaning>;

export type AadstsCode = keyof typeof meanings;

export class EntraError extends Error {
	code: AadstsCode;
	error: string;
	status: number;

	/** `given` fills the text's placeholders. */
	constructor(code: AadstsCode, ...given: string[]) {
		const meaning: Meaning = meanings[code];
		super(`AADSTS${code}: ${meaning.text.replace(/\{(\d)\}/g, (_, index: string) => given[Number(index)] ?? '')}`);
		this.code = code;
		this.error = meaning.error;
		this.status = meaning.status ?? 400;
	}

	/** The same code with another `error`: what the page of a flow names differs from what the code means elsewhere. */
	as(error: string): this {
		this.error = error;
		return this;
	}

	/** With what support asks for. DOC entra/reference-error-codes */
	describe(): { description: string; timestamp: string; traceId: string; correlationId: string } {
		const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
		const [traceId, correlationId] = [randomUUID(), randomUUID()];
		return {
			description: `${this.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
			timestamp,
			traceId,
			correlationId,
		};
	}
}

export const errorUri = (code: AadstsCode): string => `https://login.microsoftonline.com/error?code=${code}`;

/** DOC entra/reference-error-codes */
export function errorJson(error: EntraError): object {
	const { description, timestamp, traceId, correlationId } = error.describe();
	return {
		error: error.error,
		error_description: description,
		error_codes: [error.code],
		timestamp,
		trace_id: traceId,
		correlation_id: correlationId,
		error_uri: errorUri(error.code),
	};
}
