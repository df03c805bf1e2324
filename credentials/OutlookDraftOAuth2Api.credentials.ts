import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { toDraftError } from '../core';
import { ACCOUNT_FIELDS, CLOUDS, IDENTITY_SCOPES, SCOPES, type AccountField } from './accountFields';
import { checkAccount } from './check';

// Comes from n8n's own OAuth2 type, which this one extends. The others of its names are shown under our conditions.
const FROM_OAUTH2 = ['clientId'];

/**
 * The address of the chosen cloud, or a custom one as `readAccount` reads it: spaces around it and slashes at its end do not
 * count. n8n sends secret and token there before anything of ours can reject the address, so what would be sent unencrypted
 * to another computer is asked for by https instead.
 */
function root(values: string, name: 'graphUrl' | 'loginUrl'): string {
	const known = Object.fromEntries(Object.entries(CLOUDS).map(([cloud, urls]) => [cloud, urls[name]]));
	const custom =
		`String(${values}["${name}"]).trim().replace(/[/]+$/, ` +
		`"").replace(/^http:(?![/][/](127([.][0-9]+){3}|localhost|\\[::1\\])(:[0-9]+)?$)/i, "https:")`;
	return `(${values}["cloud"] === "custom" ? ${custom} : (${JSON.stringify(known)})[${values}["cloud"] || "global"])`;
}
const graph = root('$self', 'graphUrl');
const login = root('$self', 'loginUrl');
const endpoint = (name: string) => `={{ ${login} }}/{{ String($self["tenant"]).trim() }}/oauth2/v2.0/${name}`;

/** The same as `scopeOf`, as an expression. */
const list = (names: string[]) => JSON.stringify(names);
const names = [
	list(SCOPES.always),
	`($self["otherMailboxes"] === false ? [] : ${list(SCOPES.otherMailboxes)})`,
	`($self["searchPeople"] === false ? [] : ${list(SCOPES.searchPeople)})`,
	`($self["allowSending"] === true ? ${list(SCOPES.allowSending)} : [])`,
	`($self["allowSending"] === true && $self["otherMailboxes"] !== false ? ${list(SCOPES.sendingForOthers)} : [])`,
].join(', ');
const delegatedScope =
	'($self["customScopes"] === true ? String($self["enabledScopes"]).trim().split(/[ ,]+/).join(" ") : ' +
	`"${IDENTITY_SCOPES}" + [].concat(${names}).map((name) => " " + ${graph} + "/" + name).join(""))`;

const hidden = (name: string, value: string | boolean): INodeProperties => ({
	displayName: name,
	name,
	type: 'hidden',
	default: value,
});

const DOCS = 'https://github.com/draftwell/n8n-nodes-outlook-drafts/blob/main/docs/sign-in.md';
const DRAFTS = '/mailFolders/drafts?$select=id';
const firstMailbox =
	'(String($credentials["allowedMailboxes"] || "").toLowerCase().split(/[ ,;]+/).filter((one) => one !== "" ' +
	'&& one !== "me" && one !== "*")[0] || "")';

/**
 * What everybody fills in, and what the account may do, before what few people need. n8n puts the fields that its own OAuth2
 * type has as well (client ID, secret) before all others.
 */
const FIRST = ['tenant'];
const LAST = ['cloud', 'graphUrl', 'loginUrl', 'customScopes', 'enabledScopes'];
function ownFields(isWanted: (place: 'first' | 'middle' | 'last') => boolean): AccountField[] {
	const placeOf = ({ name }: AccountField) =>
		FIRST.includes(name) ? 'first' : LAST.includes(name) ? 'last' : 'middle';
	const fields = ACCOUNT_FIELDS.filter(({ name, only }) => !FROM_OAUTH2.includes(name) && only !== 'Node-RED');
	return (['first', 'middle', 'last'] as const)
		.filter(isWanted)
		.flatMap((place) => fields.filter((field) => placeOf(field) === place));
}

/** What to do in Entra, where n8n's own words name no such place. */
const notice = (grantType: string, text: string, section: string): INodeProperties => ({
	displayName: `${text} <a href="${DOCS}#${section}" target="_blank">Step by step</a>`,
	name: `${grantType}Notice`,
	type: 'notice',
	default: '',
	displayOptions: { show: { grantType: [grantType] } },
});
const NOTICES = [
	notice(
		'authorizationCode',
		'In Microsoft Entra: App registrations → your app → Authentication → Add a platform → Web, and paste the ' +
			'OAuth Redirect URL from above there. Then press Connect here. If something does not work afterwards, the ' +
			'operation Account → Check says why.',
		'a-person-in-n8n',
	),
	notice(
		'clientCredentials',
		'In Microsoft Entra: App registrations → your app → API permissions → Microsoft Graph → Application ' +
			'permissions → Mail.ReadWrite, then Grant admin consent. If something does not work afterwards, the operation ' +
			'Account → Check says why.',
		'the-application',
	),
];

export class OutlookDraftOAuth2Api implements ICredentialType {
	name = 'outlookDraftOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Outlook Draft OAuth2 API';

	icon: Icon = { light: 'file:../icons/outlook-draft.svg', dark: 'file:../icons/outlook-draft.dark.svg' };

	documentationUrl = 'https://github.com/draftwell/n8n-nodes-outlook-drafts/blob/main/docs/sign-in.md';

	// Not `restrictToSupportedNodes`: n8n runs `test` below as another node, which the restriction rejects, so that every
	// working account would be shown as not connected (n8n 2.40.7, credentials-tester.service).

	properties: INodeProperties[] = [
		...ownFields((place) => place === 'first').map(toCredentialProperty),
		...NOTICES,
		...ownFields((place) => place !== 'first').map(toCredentialProperty),
		// n8n works out every expression of a credential anew for each request.
		{ ...hidden('authUrl', endpoint('authorize')), displayOptions: { show: { grantType: ['authorizationCode'] } } },
		hidden('accessTokenUrl', endpoint('token')),
		hidden('scope', `={{ $self["grantType"] === "clientCredentials" ? ${graph} + "/.default" : ${delegatedScope} }}`),
		// Without a choice the account that the browser is signed in with would come back, also on *Switch account*.
		hidden('authQueryParameters', 'response_mode=query&prompt=select_account'),
		hidden('authentication', 'body'),
		// n8n 2.40 and newer prove with it that the answer of the sign-in page is their own (RFC 7636); older ones ignore it.
		hidden('usePkce', true),
		// n8n's HTTP Request and GraphQL nodes would know nothing of the account's limits: which mailboxes, no sending, no deleting.
		hidden('allowedHttpRequestDomains', 'none'),
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
	];

	/** n8n 2.40 and newer call it right before a request with this credential is sent. A refusal here ends the request. */
	async preAuthentication(this: IHttpRequestHelper, values: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await checkAccount(this, values).catch((thrown: unknown) => {
			throw new Error(toDraftError(thrown).text);
		});
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${root('$credentials', 'graphUrl')} }}`,
			// An application has no mailbox of its own: the first that it may use, else the service root, which still needs its token.
			url:
				`={{ $credentials["grantType"] !== "clientCredentials" ? "/v1.0/me${DRAFTS}" : (${firstMailbox}) === ` +
				`"" ? "/v1.0/" : "/v1.0/users/" + encodeURIComponent(${firstMailbox}) + "${DRAFTS}" }}`,
			encoding: 'text',
			// A redirect would take the token to whatever host it names. n8n's type does not know of it, its client does.
			disableFollowRedirect: true,
		} as ICredentialTestRequest['request'],
		rules: [
			...[301, 302, 303, 307, 308].map((value) => ({
				type: 'responseCode',
				properties: {
					value,
					message:
						'The Graph address redirects to another address. Tokens are not sent there: enter that address instead.',
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Microsoft Graph did not accept the sign-in. Connect the account again, and check that cloud, ' +
						'tenant and client ID belong together.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Signed in, but the permission Mail.ReadWrite was not granted. Add it to the app registration, ' +
						'then connect the account again and consent.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'Signed in, but this person has no mailbox in Exchange Online: connect the account as someone ' +
						'who has one. For an application: the first of the Allowed Mailboxes was not found.',
				},
			},
		] as ICredentialTestRequest['rules'],
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
		...(field.kind === 'secret' ? { typeOptions: { password: true } } : {}),
		...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
		...(field.required ? { required: true } : {}),
		...(field.choices ? { options: field.choices.map(({ value, label }) => ({ name: label, value })) } : {}),
		...(field.when ? { displayOptions: { show: field.when } } : {}),
	};
}
