/** Names of the account's settings among Node-RED's credentials: never exported with a flow, and no other package uses them. */
export const CREDENTIAL_NAMES = {
	tenant: 'outlookDraftTenantId',
	clientId: 'outlookDraftClientId',
	clientSecret: 'outlookDraftClientSecret',
} as const;

/** The same for both sides of Node-RED: the runtime registers them, the editor file repeats them as literals. */
export const CREDENTIAL_TYPES: Record<string, { type: 'text' | 'password' }> = {
	[CREDENTIAL_NAMES.tenant]: { type: 'text' },
	[CREDENTIAL_NAMES.clientId]: { type: 'text' },
	[CREDENTIAL_NAMES.clientSecret]: { type: 'password' },
};
