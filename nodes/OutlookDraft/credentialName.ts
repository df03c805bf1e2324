export const CREDENTIAL_NAME = 'outlookDraftOAuth2Api';
