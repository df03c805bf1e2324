import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { ACCOUNT_FIELDS, GLOBAL_CLOUD, type AccountField } from './account';

// Client ID and secret come from n8n's own OAuth2 type, which this one extends.
const FROM_OAUTH2 = ['clientId', 'clientSecret'];

/** A custom root address as `readAccount` reads it: blanks around it and slashes at its end do not count. */
const root = (values: string, name: keyof typeof GLOBAL_CLOUD) =>
	`(${values}["cloud"] === "custom" ? String(${values}["${name}"]).trim().replace(/[/]+$/, "") : "${GLOBAL_CLOUD[name]}")`;
const graph = root('$self', 'graphUrl');
const login = root('$self', 'loginUrl');
const endpoint = (name: string) => `={{ ${login} }}/{{ String($self["tenant"]).trim() }}/oauth2/v2.0/${name}`;

/** Least for what is used: drafts, drafts in other mailboxes, the list of people. Not Mail.Send. */
const DELEGATED = ['Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'];
const delegatedScope = `"openid offline_access" + ${JSON.stringify(DELEGATED)}.map((name) => " " + ${graph} + "/" + name).join("")`;

const hidden = (name: string, value: string): INodeProperties => ({ displayName: name, name, type: 'hidden', default: value });

export class OutlookDraftOAuth2Api implements ICredentialType {
	name = 'outlookDraftOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Outlook Draft OAuth2 API';

	icon: Icon = { light: 'file:../icons/outlook-draft.svg', dark: 'file:../icons/outlook-draft.dark.svg' };

	documentationUrl = 'https://github.com/draftwell/n8n-nodes-outlook-drafts#readme';

	// Not `restrictToSupportedNodes`: n8n runs `test` below as another node, which the restriction refuses, so that every
	// working account would be shown as not connected (n8n 2.40.7, credentials-tester.service).

	properties: INodeProperties[] = [
		{
			displayName: 'Sign in As',
			name: 'grantType',
			type: 'options',
			default: 'authorizationCode',
			description: 'Who the account is: a person who signs in, or the application itself',
			options: [
				{ name: 'A Person (Delegated)', value: 'authorizationCode' },
				{ name: 'The Application (Client Credentials)', value: 'clientCredentials' },
			],
		},
		...ACCOUNT_FIELDS.filter(({ name }) => !FROM_OAUTH2.includes(name)).map(toCredentialProperty),
		hidden('authUrl', endpoint('authorize')),
		hidden('accessTokenUrl', endpoint('token')),
		hidden('scope', `={{ $self["grantType"] === "clientCredentials" ? ${graph} + "/.default" : ${delegatedScope} }}`),
		hidden('authQueryParameters', 'response_mode=query'),
		hidden('authentication', 'body'),
		{ displayName: 'Send Additional Body Properties', name: 'sendAdditionalBodyProperties', type: 'hidden', default: false },
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${root('$credentials', 'graphUrl')} }}`,
			// An application has no mailbox of its own; the service root still needs its token.
			url: '={{ $credentials.grantType === "clientCredentials" ? "/v1.0/" : "/v1.0/me/mailFolders/drafts?$select=id" }}',
		},
	};
}

function toCredentialProperty(field: AccountField): INodeProperties {
	const types = { text: 'string', secret: 'string', select: 'options', boolean: 'boolean' } as const;
	return {
		displayName: field.label,
		name: field.name,
		type: types[field.kind],
		default: field.default,
		description: field.description,
		...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
		...(field.required ? { required: true } : {}),
		...(field.choices ? { options: field.choices.map(({ value, label }) => ({ name: label, value })) } : {}),
		...(field.when ? { displayOptions: { show: field.when } } : {}),
	};
}
