import { DraftError, LOCAL_CODES, type Account } from '../core';

/** One setting of an account. Both hosts build their form from ACCOUNT_FIELDS. */
export interface AccountField {
	name: string;
	label: string;
	kind: 'text' | 'secret' | 'select' | 'boolean';
	default: string | boolean;
	description: string;
	placeholder?: string;
	choices?: Array<{ value: string; label: string }>;
	when?: Record<string, string[]>;
	required?: true;
}

const custom = { cloud: ['custom'] };

export const ACCOUNT_FIELDS: AccountField[] = [
	{
		name: 'cloud',
		label: 'Cloud',
		kind: 'select',
		default: 'global',
		description: 'Where your Microsoft 365 is run',
		choices: [
			{ value: 'global', label: 'Microsoft 365 (Global)' },
			{ value: 'custom', label: 'Custom addresses' },
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
		description: '"Directory (tenant) ID" on the overview page of your app registration, or a domain such as contoso.com',
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
		name: 'clientSecret',
		label: 'Client Secret',
		kind: 'secret',
		default: '',
		description: 'The Value (not the Secret ID) of a secret under "Certificates & secrets"',
		required: true,
	},
	{
		name: 'allowSending',
		label: 'Allow Sending',
		kind: 'boolean',
		default: false,
		description: 'Whether steps that use this account may send messages',
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
		default: '',
		description: 'The only mailboxes this account may use, separated by commas; "me" stands for the signed-in person. Empty allows all.',
		placeholder: 'e.g. support@contoso.com, sales@contoso.com',
	},
];

export const GLOBAL_CLOUD = { graphUrl: 'https://graph.microsoft.com', loginUrl: 'https://login.microsoftonline.com' };

/** Makes an Account of a host's stored values. Throws DraftError naming the setting that cannot be used. */
export function readAccount(values: Record<string, unknown>, signIn: Account['signIn']): Account {
	const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '');
	const required = (name: string) => {
		const value = text(name);
		if (value === '') throw unusable(`${labelOf(name)} is missing.`, 'Enter it in the account settings.');
		return value;
	};
	// A person's sign-in may do without; an application has nothing else to show.
	if (signIn === 'application') required('clientSecret');
	const isCustom = values.cloud === 'custom';
	return {
		graphUrl: isCustom ? readUrl('graphUrl', required('graphUrl')) : GLOBAL_CLOUD.graphUrl,
		loginUrl: isCustom ? readUrl('loginUrl', required('loginUrl')) : GLOBAL_CLOUD.loginUrl,
		tenant: required('tenant'),
		clientId: required('clientId'),
		signIn,
		limits: {
			allowSending: values.allowSending === true,
			allowDeleting: values.allowDeleting === true,
			allowedMailboxes: text('allowedMailboxes')
				.toLowerCase()
				.split(/[\s,;]+/)
				.filter((mailbox) => mailbox !== ''),
		},
	};
}

/** Tokens and secrets go there, so it must be https; loopback is excepted for the simulator. */
function readUrl(name: string, value: string): string {
	const url = URL.canParse(value) ? new URL(value) : undefined;
	const loopback = url !== undefined && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname);
	if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))) {
		throw unusable(`${labelOf(name)} "${value}" cannot be used.`, 'It must begin with https:// (http:// only for this computer itself).');
	}
	if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
		throw unusable(`${labelOf(name)} "${url.host}" must be a root address.`, 'Leave out everything after the host name, such as /v1.0.');
	}
	return url.origin;
}

const labelOf = (name: string) => ACCOUNT_FIELDS.find((field) => field.name === name)?.label ?? name;
const unusable = (message: string, hint: string) => new DraftError(LOCAL_CODES.account, `Account: ${message}`, { hint });
