/** One setting of an account. Both hosts build their form from ACCOUNT_FIELDS. */
export interface AccountField {
	name: string;
	label: string;
	kind: 'text' | 'secret' | 'select' | 'boolean';
	default: string | boolean;
	description: string;
	placeholder?: string;
	choices?: Array<{ value: string; label: string }>;
	when?: Record<string, Array<string | boolean>>;
	required?: true;
	/** The one host that has it. */
	only?: 'Node-RED';
}

const custom = { cloud: ['custom'] };
const delegated = { grantType: ['authorizationCode'] };
const withSecret = { clientCredentialType: ['clientSecret'] };
const withCertificate = { clientCredentialType: ['certificate'] };

export const ACCOUNT_FIELDS: AccountField[] = [
	{
		name: 'grantType',
		label: 'Sign In As',
		kind: 'select',
		default: 'authorizationCode',
		description: 'Whether a person signs in, or the application works unattended',
		choices: [
			{ value: 'authorizationCode', label: 'A Person (Signs In)' },
			{ value: 'clientCredentials', label: 'The Application (Unattended)' },
		],
	},
	{
		name: 'cloud',
		label: 'Cloud',
		kind: 'select',
		default: 'global',
		description: 'Microsoft cloud that your organisation uses',
		choices: [
			{ value: 'global', label: 'Microsoft 365 (Global)' },
			{ value: 'usGov', label: 'US Government L4 (GCC High)' },
			{ value: 'usGovDod', label: 'US Government L5 (DoD)' },
			{ value: 'china', label: 'China (21Vianet)' },
			{ value: 'custom', label: 'Custom Addresses' },
		],
	},
	{
		name: 'graphUrl',
		label: 'Graph Address',
		kind: 'text',
		default: '',
		description: 'Root address of Microsoft Graph; https, or http on this computer',
		placeholder: 'e.g. https://graph.microsoft.com',
		when: custom,
		required: true,
	},
	{
		name: 'loginUrl',
		label: 'Sign-in Address',
		kind: 'text',
		default: '',
		description: 'Root address of Microsoft Entra ID; https, or http on this computer',
		placeholder: 'e.g. https://login.microsoftonline.com',
		when: custom,
		required: true,
	},
	{
		name: 'tenant',
		label: 'Tenant ID',
		kind: 'text',
		default: '',
		description:
			'"Directory (tenant) ID" on the overview page of your app registration, or a domain such as contoso.com',
		placeholder: 'e.g. contoso.onmicrosoft.com',
		required: true,
	},
	{
		name: 'clientId',
		label: 'Client ID',
		kind: 'text',
		default: '',
		description: '"Application (client) ID" on the overview page of your app registration',
		placeholder: 'e.g. 11111111-2222-3333-4444-555555555555',
		required: true,
	},
	{
		name: 'clientCredentialType',
		label: 'Client Authentication',
		kind: 'select',
		default: 'clientSecret',
		description: 'What the app registration has under "Certificates & secrets"',
		choices: [
			{ value: 'clientSecret', label: 'Client Secret' },
			{ value: 'certificate', label: 'Certificate' },
		],
	},
	{
		name: 'clientSecret',
		label: 'Client Secret',
		kind: 'secret',
		default: '',
		description: 'The Value (not the Secret ID) of a secret under "Certificates & secrets"',
		when: withSecret,
		required: true,
	},
	{
		name: 'privateKey',
		label: 'Private Key',
		kind: 'secret',
		default: '',
		description: 'Private RSA key of the certificate as PEM, with its BEGIN and END lines and without a passphrase',
		when: withCertificate,
		required: true,
	},
	{
		name: 'certificate',
		label: 'Certificate',
		kind: 'secret',
		default: '',
		description: 'The certificate as PEM, the same one that was uploaded under "Certificates & secrets"',
		when: withCertificate,
		required: true,
	},
	{
		name: 'redirectUri',
		label: 'Redirect Address',
		kind: 'text',
		default: '',
		description:
			'Where the browser returns after signing in. The app registration must contain exactly this address. ' +
			'If empty, it is derived from the address of this editor.',
		when: delegated,
		only: 'Node-RED',
	},
	{
		name: 'otherMailboxes',
		label: 'Use Other Mailboxes',
		kind: 'boolean',
		default: true,
		description:
			'Whether to ask for access to shared mailboxes and to mailboxes of others (Mail.ReadWrite.Shared). Not for personal accounts.',
		when: delegated,
	},
	{
		name: 'searchPeople',
		label: 'Search People',
		kind: 'boolean',
		default: true,
		description:
			'Whether to ask for access to the list of people, to choose mailboxes by name (User.ReadBasic.All). Not for personal accounts.',
		when: delegated,
	},
	{
		name: 'customScopes',
		label: 'Custom Permissions',
		kind: 'boolean',
		default: false,
		description: 'Whether to ask for exactly the permissions that you enter, instead of those that the settings need',
		when: delegated,
	},
	{
		name: 'enabledScopes',
		label: 'Permissions',
		kind: 'text',
		default: 'openid profile offline_access Mail.ReadWrite',
		description: 'Separated by spaces. Keep offline_access, or the sign-in ends after an hour.',
		when: { ...delegated, customScopes: [true] },
	},
	{
		name: 'allowSending',
		label: 'Allow Sending',
		kind: 'boolean',
		default: false,
		description:
			'Whether steps that use this account may send messages. After a change a person has to sign in again, ' +
			'which asks for the permission Mail.Send.',
	},
	{
		name: 'allowDeleting',
		label: 'Allow Deleting',
		kind: 'boolean',
		default: false,
		description: 'Whether steps that use this account may delete drafts',
	},
	{
		name: 'allowedMailboxes',
		label: 'Allowed Mailboxes',
		kind: 'text',
		// Not empty: an expression or a variable that gives nothing must not pass for "all".
		default: '*',
		required: true,
		description:
			'Mailboxes that this account may use, separated by commas; "me" is the signed-in person, * means all mailboxes',
		placeholder: 'e.g. support@contoso.com, sales@contoso.com',
	},
	{
		name: 'allowedRecipients',
		label: 'Allowed Recipients',
		kind: 'text',
		// Not empty, as above.
		default: '*',
		required: true,
		description:
			'Who may be written to, separated by commas: addresses, *@contoso.com for all of a domain, *@*.contoso.com for the ' +
			'domains below it, * for everyone. Holds for every step, and also for what an AI agent fills in.',
		placeholder: 'e.g. *@contoso.com, john@example.com',
	},
	{
		name: 'allowConversation',
		label: 'People Already in the Conversation',
		kind: 'boolean',
		default: true,
		description:
			'Whether people who wrote or received a message of the conversation may be written to as well, in replies, in ' +
			'forwards and when a draft of it is changed or sent. Has no effect while everyone is allowed.',
	},
	{
		name: 'mostRecipients',
		label: 'Most Recipients',
		kind: 'text',
		default: '0',
		required: true,
		description: 'How many recipients one message may have in To, Cc and Bcc together; 0 means no limit',
		placeholder: 'e.g. 10',
	},
];

/** Microsoft's clouds (Microsoft Graph, "deployments"): sign-in and Graph belong together, and tokens of one are no use in another. */
export const CLOUDS: Record<string, { loginUrl: string; graphUrl: string }> = {
	global: { loginUrl: 'https://login.microsoftonline.com', graphUrl: 'https://graph.microsoft.com' },
	usGov: { loginUrl: 'https://login.microsoftonline.us', graphUrl: 'https://graph.microsoft.us' },
	usGovDod: { loginUrl: 'https://login.microsoftonline.us', graphUrl: 'https://dod-graph.microsoft.us' },
	china: { loginUrl: 'https://login.chinacloudapi.cn', graphUrl: 'https://microsoftgraph.chinacloudapi.cn' },
};

/** What each need asks of a person, as Graph names it: the drafts themselves always, the rest by the account's settings. */
export const SCOPES = {
	always: ['Mail.ReadWrite'],
	otherMailboxes: ['Mail.ReadWrite.Shared'],
	searchPeople: ['User.ReadBasic.All'],
	allowSending: ['Mail.Send'],
	sendingForOthers: ['Mail.Send.Shared'],
};

/** Says who the person is, and that the sign-in is to last. */
export const IDENTITY_SCOPES = 'openid profile offline_access';

/** The `scope` of a person's sign-in. Graph's own permissions carry Graph's address, which is another in each cloud. */
export function scopeOf(values: Record<string, unknown>, graphUrl: string): string {
	if (values.customScopes === true)
		return String(values.enabledScopes ?? '')
			.trim()
			.split(/[\s,]+/)
			.join(' ');
	const other = values.otherMailboxes !== false;
	const names = [
		...SCOPES.always,
		...(other ? SCOPES.otherMailboxes : []),
		...(values.searchPeople !== false ? SCOPES.searchPeople : []),
		...(values.allowSending === true ? SCOPES.allowSending : []),
		...(values.allowSending === true && other ? SCOPES.sendingForOthers : []),
	];
	return [IDENTITY_SCOPES, ...names.map((name) => `${graphUrl}/${name}`)].join(' ');
}
