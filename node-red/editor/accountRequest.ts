/** What an account's dialog holds. */
type Given = Record<string, string | boolean> & { loginUrl: string };

interface Wanted {
	/** As the sign-in asks for it. */
	scope: string;
	redirectUri: string;
	/** The registration is one of "Mobile and desktop applications". */
	isPublic: boolean;
}

/** What to send to the administrator of Microsoft Entra: everything that has to be entered or granted there, and the link for it. */
export function accountRequest(given: Given, { scope, redirectUri, isPublic }: Wanted): string {
	const delegated = given.grantType === 'authorizationCode';
	const or = (value: unknown, instead: string) => String(value ?? '').trim() || instead;
	const tenant = or(given.tenant, '<tenant ID>');
	const clientId = or(given.clientId, '<client ID>');
	const names = delegated
		? permissionsIn(scope)
		: [
				'Mail.ReadWrite',
				'User.Read.All (optional: to choose mailboxes from a list)',
				...(given.allowSending === true ? ['Mail.Send'] : []),
			];
	const consent = `${given.loginUrl}/${encodeURIComponent(tenant)}/adminconsent?client_id=${encodeURIComponent(clientId)}${delegated ? `&redirect_uri=${encodeURIComponent(redirectUri)}` : ''}`;
	return [
		'Please set up this app registration in Microsoft Entra. It creates drafts in Outlook; a person checks and sends them.',
		'',
		`Directory (tenant) ID:    ${tenant}`,
		`Application (client) ID:  ${clientId}`,
		...(delegated
			? [
					`Redirect address:         ${redirectUri}`,
					`Platform:                 ${isPublic ? 'Mobile and desktop applications' : 'Web'}`,
				]
			: []),
		'',
		`Microsoft Graph, ${delegated ? 'delegated' : 'application'} permissions:`,
		...names.map((name) => `  ${name}`),
		...(given.allowSending === true ? [] : ['Not Mail.Send: nothing is to be sent by it.']),
		...(delegated ? [] : ['To limit it to single mailboxes use RBAC for Applications in Exchange Online.']),
		'',
		'To consent for the organisation, open as an administrator:',
		consent,
	].join('\n');
}

const permissionsIn = (scope: string) =>
	scope
		.split(' ')
		.map((name) => name.slice(name.lastIndexOf('/') + 1))
		.filter((name) => name !== '');
