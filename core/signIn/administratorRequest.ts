import type { ProofFacts } from '../host';

/** What an account needs of whoever looks after Microsoft Entra. Empty texts: not known yet. */
export interface AdministratorRequest {
	signIn: 'delegated' | 'application';
	tenant: string;
	clientId: string;
	loginUrl: string;
	/** Names of permissions, each with what it is for. */
	permissions: Array<{ name: string; purpose: string }>;
	allowSending: boolean;
	proof: ProofFacts['kind'];
	/** Where the browser comes back to. */
	redirectUri: string;
	/** The registration is one of "Mobile and desktop applications". */
	isPublic: boolean;
}

/** A text to send: what has to be entered or granted in Entra, in the order of its pages, and everything that has to come back. */
export function administratorRequest(wanted: AdministratorRequest): string {
	const { signIn, tenant, clientId, allowSending } = wanted;
	const isPerson = signIn === 'delegated';
	return [
		'Please set up access to Outlook in Microsoft Entra (https://entra.microsoft.com → App registrations). ' +
			'It creates drafts in Outlook; a person checks and sends them.',
		'',
		...step(1, clientId === '' ? 'New registration' : 'The registration', [
			['Application (client) ID', clientId],
			['Directory (tenant) ID', tenant],
			['Supported account types', accountTypes(tenant)],
		]),
		...(isPerson
			? step(2, 'Authentication → Add a platform', [
					['Platform', wanted.isPublic ? 'Mobile and desktop applications' : 'Web'],
					['Redirect address', wanted.redirectUri],
				])
			: []),
		`${isPerson ? 3 : 2}. API permissions → Add a permission → Microsoft Graph, ${isPerson ? 'delegated' : 'application'} permissions:`,
		...permissionLines(wanted),
		...(allowSending ? [] : ['  Not Mail.Send: nothing is to be sent by it.']),
		`  Then press "Grant admin consent"${isPerson ? ', where people may not consent themselves' : ': without it none of these works'}.`,
		...consentLines(wanted),
		...(isPerson
			? []
			: ['  To limit it to single mailboxes use RBAC for Applications in Exchange Online in place of Mail.ReadWrite.']),
		'',
		...proofLines(wanted, isPerson ? 4 : 3),
		...answerLines(wanted),
	].join('\n');
}

function step(number: number, title: string, entries: Array<[name: string, value: string]>): string[] {
	const lines = entries
		.filter(([, value]) => value !== '')
		.map(([name, value]) => `  ${`${name}:`.padEnd(26)}${value}`);
	return [`${number}. ${title}`, ...lines, ''];
}

function permissionLines({ permissions }: AdministratorRequest): string[] {
	const widest = Math.max(0, ...permissions.map(({ name }) => name.length));
	return permissions.map(({ name, purpose }) => `  ${name.padEnd(widest + 2)}${purpose}`.trimEnd());
}

/** Only with a registered redirect address does Entra's page of consent come to an end. */
function consentLines({ signIn, tenant, clientId, loginUrl, redirectUri }: AdministratorRequest): string[] {
	if (signIn !== 'delegated' || tenant === '' || clientId === '') return [];
	const query = `client_id=${encodeURIComponent(clientId)}&redirect_uri=${encodeURIComponent(redirectUri)}`;
	return ['  Or open this as an administrator:', `  ${loginUrl}/${encodeURIComponent(tenant)}/adminconsent?${query}`];
}

function proofLines({ proof, isPublic }: AdministratorRequest, number: number): string[] {
	if (isPublic)
		return step(number, 'Authentication → Settings → Allow public client flows: on. It needs no secret.', []);
	return step(
		number,
		proof === 'certificate'
			? 'Certificates & secrets → Certificates: upload the public part of the certificate.'
			: 'Certificates & secrets → New client secret.',
		[],
	);
}

/** Nothing that the account needs may be forgotten in the answer. */
function answerLines({ signIn, proof, isPublic, allowSending }: AdministratorRequest): string[] {
	const isPerson = signIn === 'delegated';
	return [
		'Please send back:',
		'  Directory (tenant) ID:',
		'  Application (client) ID:',
		...(isPublic
			? []
			: proof === 'certificate'
				? ['  The date on which the certificate ends:']
				: [
						"  The secret's Value (not its Secret ID; it is shown only once), by a safe way and not by mail:",
						'  The date on which the secret ends:',
					]),
		`  ${isPerson ? 'Delegated' : 'Application'} permissions that were added${allowSending ? '' : ' (without Mail.Send)'}:`,
		'  Admin consent was granted (yes or no):',
		...(isPerson ? ['  The redirect address as it was entered:'] : ['  Mailboxes that it may use (all, or which):']),
		'  Supported account types as chosen:',
	];
}

const accountTypes = (tenant: string): string =>
	/^(common|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)$/i.test(tenant)
		? 'Accounts in any organizational directory and personal Microsoft accounts'
		: /^organizations$/i.test(tenant)
			? 'Accounts in any organizational directory'
			: 'Accounts in this organizational directory only (single tenant)';
