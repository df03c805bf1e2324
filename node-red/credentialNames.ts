/** Names of the account's settings among Node-RED's credentials: never exported with a flow, and no other package uses them. */
export const CREDENTIAL_NAMES = {
	tenant: 'outlookDraftTenantId',
	clientId: 'outlookDraftClientId',
	clientSecret: 'outlookDraftClientSecret',
} as const;
