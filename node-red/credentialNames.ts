/** Names of the account's settings among Node-RED's credentials: never exported with a flow, and no other package uses them. */
export const CREDENTIAL_NAMES = {
	tenant: 'outlookDraftTenantId',
	clientId: 'outlookDraftClientId',
	clientSecret: 'outlookDraftClientSecret',
	privateKey: 'outlookDraftPrivateKey',
	certificate: 'outlookDraftCertificate',
} as const;

/** Base64url of the 256 bits under which a person's sign-in is kept; the editor makes them. */
export const TOKEN_KEY = 'outlookDraftTokenKey';

/** The same for both sides of Node-RED: the runtime registers them, the editor file repeats them as literals. */
export const CREDENTIAL_TYPES: Record<string, { type: 'text' | 'password' }> = {
	[CREDENTIAL_NAMES.tenant]: { type: 'text' },
	[CREDENTIAL_NAMES.clientId]: { type: 'text' },
	[CREDENTIAL_NAMES.clientSecret]: { type: 'password' },
	[CREDENTIAL_NAMES.privateKey]: { type: 'password' },
	[CREDENTIAL_NAMES.certificate]: { type: 'password' },
	[TOKEN_KEY]: { type: 'password' },
};
