import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Common = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** What n8n says while a list takes long: the other ways need no list. */
const slow = (other: string) => ({
	slowLoadNotice: { message: `Outlook takes long to answer. You can also enter it: ${other}.`, timeout: 10_000 },
});

export function mailboxLocator({ displayName, name, description }: Common): INodeProperties {
	return {
		...{ displayName, name, description },
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: 'me', cachedResultName: 'My mailbox' } as INodeProperties['default'],
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a mailbox',
				typeOptions: { searchListMethod: 'searchMailboxes', searchable: true, ...slow('choose By Address') },
			},
			{
				displayName: 'By Address',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. support@contoso.com',
				hint: 'The address of the mailbox, or the object ID of its user; "me" is your own',
				validation: [
					{
						type: 'regex',
						// An address, an object ID or me; no more than that, since Microsoft 365 knows addresses in all scripts.
						properties: {
							regex: '^\\s*(\\S+@\\S+|[0-9a-fA-F-]{36}|[mM][eE])\\s*$',
							errorMessage:
								'Not an address or object ID. Examples: support@contoso.com, 94447c6e-ea4c-494c-a9ed-d905e366c5cb',
						},
					},
				],
			},
		],
	};
}

const FOLDER_MODES: Pick<INodeProperties, 'modes'> = {
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a folder',
			typeOptions: { searchListMethod: 'searchFolders', searchable: true, ...slow('choose By Path or By ID') },
		},
		{
			displayName: 'By Path',
			name: 'path',
			type: 'string',
			placeholder: 'e.g. Inbox/Clients/ACME',
			hint:
				'Names from the top of the mailbox down, in its own language, or beginning with inbox, drafts, ' +
				'archive, ... A slash in a name is written \\/.',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*/?([^/]*[^/\\s][^/]*)(/[^/]*[^/\\s][^/]*)*/?\\s*$',
						errorMessage: 'A part of the path is empty. Examples: Inbox/Clients/ACME, Clients\\/Suppliers/2026',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAA',
			hint: "A folder ID, or one of Outlook's own names: drafts, inbox, archive, sentitems, deleteditems, junkemail",
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*([A-Za-z]{5,}|[A-Za-z0-9+/_=%-]{20,})\\s*$',
						errorMessage: 'Not a folder ID. Examples: inbox, AAMkAGVmMDEzMTM4LTZmYWUtNDdk...',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://outlook.office.com/mail/AAMkAGVmMDEz...',
			hint: 'Open the folder in Outlook on the web and copy the address',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*https://[^/\\s]+/(.*[?&#]path=)?\\S*mail\\S+\\s*$',
						errorMessage:
							'Not the address of a folder. Examples: https://outlook.office.com/mail/inbox, ' +
							'https://outlook.office.com/mail/AAMkAGVmMDEz...',
					},
				},
			],
		},
	],
};

/**
 * Not `loadOptionsDependsOn`: with `mailbox` it does nothing (n8n 2.40.7 compares locators as texts), and with `mailbox.value` n8n
 * empties the field, also a path that a person has entered, each time the mailbox or the value of its expression changes.
 */
export function folderLocator({ displayName, name, description }: Common): INodeProperties {
	return {
		...{ displayName, name, description },
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: 'drafts', cachedResultName: 'Drafts' } as INodeProperties['default'],
		...FOLDER_MODES,
	};
}

/** Any message by what an earlier step or the browser shows. */
const BY_ID_OR_URL: Pick<INodeProperties, 'modes'> = {
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A',
			hint: 'The ID that an earlier step returned, unchanged',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[A-Za-z0-9+/_=%-]{20,}\\s*$',
						errorMessage: 'Not the ID of a message. An internetMessageId (<...@...>) is something else.',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://outlook.office365.com/owa/?ItemID=AAMkAGVmMDEz...',
			hint: 'The openLink of an earlier step, or the address of the opened message in Outlook on the web',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*https://\\S+\\s*$',
						errorMessage: 'Not an address. Example: https://outlook.office365.com/owa/?ItemID=AAMkAGVmMDEz...',
					},
				},
			],
		},
	],
};

/**
 * A draft that serves as template: chosen from those in a folder, or given by its subject there, its id or its address. Not required:
 * where an expression says where the message comes from, n8n would ask for it whatever that is.
 */
export function templateLocator({ displayName, name, description }: Common): INodeProperties {
	return {
		...{ displayName, name, description },
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a template',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true, ...slow('choose By Subject or By ID') },
			},
			{
				displayName: 'By Subject',
				name: 'subject',
				type: 'string',
				placeholder: 'e.g. Offer',
				hint: 'The subject of a draft in the template folder, or a part of it that no other one has',
			},
			...BY_ID_OR_URL.modes!,
		],
	};
}

/** A draft, or any message: chosen by its subject, or given by its id or by the address that Outlook on the web has for it. */
export function messageLocator(
	{ displayName, name, description }: Common,
	kind: 'draft' | 'message',
	required = true,
): INodeProperties {
	return {
		...{ displayName, name, description },
		type: 'resourceLocator',
		...(required ? { required } : {}),
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: kind === 'draft' ? 'Choose a draft' : 'Choose a message',
				typeOptions: {
					searchListMethod: kind === 'draft' ? 'searchDrafts' : 'searchMessages',
					searchable: true,
					...slow('choose By ID'),
				},
			},
			...BY_ID_OR_URL.modes!,
		],
	};
}

/**
 * Shown when the mailbox is an expression and so may differ by item: n8n resolves it for the first one when it opens the
 * list. n8n ends its look at the conditions at the first value that is an expression.
 */
export function mailboxIsExpression(shownFor: NonNullable<IDisplayOptions['show']>): INodeProperties {
	return {
		displayName:
			"The mailbox is an expression: the list of folders shows those of the first item's mailbox. If items " +
			'go to different mailboxes, choose Drafts or enter the folder By Path.',
		name: 'mailboxIsExpression',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...shownFor, mailbox: [{ _cnd: { startsWith: '=' } }] } },
	};
}

/** Only for the editor: which folders the list offers. */
export const LIST_HIDDEN: INodeProperties = {
	displayName: 'List Hidden Folders',
	name: 'listHiddenFolders',
	type: 'boolean',
	default: false,
	description: 'Whether the list of folders also shows those that Outlook hides',
};
