import type { Condition, Field, Operation, Resource } from './fields';
import { CLEARABLE } from './message/clearable';

/**
 * The operations on a draft after it was made, and message:send. Fields that they share with draft:create are taken from
 * there; where they mean something else, only the words differ.
 */
export function lifeOperations(create: Field[]): { draft: Operation[]; message: Resource } {
	const of = (name: string, changes: Partial<Field> = {}): Field => {
		const field = create.find((candidate) => candidate.name === name)!;
		return without({ ...field, ...changes });
	};
	/** Of a field that only the message given as JSON or by fields has; here there is no choice between JSON and MIME. */
	const always = (name: string, changes: Partial<Field> = {}) => of(name, { when: undefined as never, ...changes });
	const optional = (name: string, changes: Partial<Field> = {}) =>
		always(name, { place: 'additionalFields', unset: true, fromMessage: undefined as never, ...changes });

	const mailbox = of('mailbox', {
		description:
			'The mailbox that holds the message. An account that signs in as an application has none of its own: choose one or enter its address.',
	});
	const simplify = of('simplify');
	const timeout = of('timeout');
	/** Where there is no message to compose: given as MIME, it is given as a whole. */
	const inJson = (name: string, changes: Partial<Field> = {}) =>
		of(name, { ...(of(name).when ? { when: IN_JSON } : {}), ...changes });
	const wholeMime = [
		of('mimeSource', { default: 'text', choices: of('mimeSource').choices!.filter(({ value }) => value !== 'fields') }),
		...['mimeText', 'mimeBase64', 'binaryPropertyName'].map((name) => of(name)),
	];

	const answering = (what: 'reply' | 'forward'): Field[] => [
		mailbox,
		MESSAGE_ID,
		...(what === 'reply' ? [REPLY_SCOPE] : []),
		of('mode', {
			choices: of('mode').choices!.map((choice) =>
				choice.value === 'mime'
					? { ...choice, description: 'The message is given as e-mail source; there is no quoted history then' }
					: choice,
			),
		}),
		...wholeMime,
		inJson('to', {
			description:
				what === 'reply'
					? 'Further recipients; Outlook fills in those of a reply itself'
					: 'Who the message is forwarded to, separated by ; or , (a list works too). May stay empty in a draft.',
			fromMessage: undefined as never,
		}),
		inJson('bodyType'),
		inJson('body', { description: 'The text above the quoted history' }),
		inJson('attachments', { when: IN_JSON, unset: true, fromMessage: undefined as never }),
		inJson('customHeaders'),
		of('duplicates'),
		of('draftKey'),
		of('onExisting', { choices: of('onExisting').choices!.filter(({ value }) => value !== 'update') }),
		...[
			'bcc',
			'categories',
			'cc',
			'copyAttachmentsFrom',
			'requestDeliveryReceipt',
			'extendedProperties',
			'flagStatus',
			'flagDue',
			'flagStart',
			'from',
			'importance',
			'isRead',
			'requestReadReceipt',
			'replyTo',
			'sensitivity',
		].map((name) => inJson(name)),
		inJson('signature', {
			description: 'HTML that is put between the text and the quoted history; a plain text draft gets its text',
		}),
		inJson('subject', {
			place: 'additionalFields',
			unset: true,
			fromMessage: undefined as never,
			description: 'Takes the place of Outlook\'s own, such as "RE: Your request"',
		}),
		{
			name: 'recipients',
			label: 'Recipients',
			kind: 'select',
			place: 'options',
			default: 'add',
			description: 'What becomes of the recipients that Outlook fills in, in each list that is filled in here',
			choices: [
				{ value: 'add', label: 'Add To Them' },
				{ value: 'replace', label: 'Replace Them' },
			],
			when: IN_JSON,
		},
		inJson('inlineImages', { when: IN_JSON }),
		simplify,
		{
			name: 'timeZone',
			label: 'Time Zone',
			kind: 'text',
			place: 'options',
			default: '',
			description: 'The zone of the time in the quoted head of the original ("Sent: …"); UTC if not given',
			placeholder: 'e.g. W. Europe Standard Time',
			when: IN_JSON,
		},
		timeout,
	];

	const draft: Operation[] = [
		{
			value: 'reply',
			label: 'Create Reply Draft',
			action: 'Create a reply draft',
			description: 'Create a reply to a message, with the quoted history, that waits until a person sends it',
			fields: answering('reply'),
		},
		{
			value: 'forward',
			label: 'Create Forward Draft',
			action: 'Create a forward draft',
			description: 'Create a draft that forwards a message with its attachments',
			fields: answering('forward'),
		},
		{
			value: 'update',
			label: 'Update Draft',
			action: 'Update a draft',
			description: 'Change what is given and nothing else; a field that is given empty is emptied',
			fields: [
				mailbox,
				DRAFT_ID,
				always('attachments', {
					unset: true,
					fromMessage: undefined as never,
					description: 'Files to add, up to 150 MB each; those that are there stay',
				}),
				always('jsonSource', { description: 'Whether the changes are given as fields or as a message object' }),
				always('messageJson', {
					description:
						'The members that change, as Microsoft Graph defines them; fields that are filled in take their place',
					when: [{ jsonSource: ['json'] }],
				}),
				optional('to', { description: 'Recipients; they take the place of those that are there' }),
				optional('subject'),
				optional('bodyType'),
				optional('body', { description: 'The text; see Body Goes for how it joins the one that is there' }),
				{
					name: 'bodyMode',
					label: 'Body Goes',
					kind: 'select',
					place: 'additionalFields',
					default: 'replace',
					description: 'Where the text goes',
					choices: [
						{ value: 'append', label: 'Below the Text That Is There' },
						{ value: 'prepend', label: 'Above the Text That Is There' },
						{ value: 'replace', label: 'In Place of the Text That Is There' },
					],
				},
				...['bcc', 'categories', 'cc'].map((name) => optional(name)),
				{
					name: 'changeKey',
					label: 'Change Key',
					kind: 'text',
					place: 'additionalFields',
					default: '',
					description:
						'The changeKey that an earlier step returned: when somebody has changed the draft since, it stays as it is and the step fails',
					placeholder: 'e.g. CQAAABYAAAD…',
				},
				{
					name: 'clear',
					label: 'Clear',
					kind: 'text',
					place: 'additionalFields',
					default: '',
					description: `Fields to empty, separated by ; or ,: ${CLEARABLE.join(', ')}`,
					placeholder: 'e.g. cc; categories',
				},
				...[
					'requestDeliveryReceipt',
					'extendedProperties',
					'flagStatus',
					'flagDue',
					'flagStart',
					'from',
					'importance',
					'isRead',
				].map((name) => optional(name)),
				{
					name: 'moveTo',
					label: 'Move To',
					kind: 'text',
					place: 'additionalFields',
					default: '',
					description: 'Path, ID or well-known name of the folder to which the draft is moved afterwards',
					placeholder: 'e.g. Inbox/Clients/ACME',
				},
				...['requestReadReceipt', 'replyTo', 'sensitivity', 'signature'].map((name) => optional(name)),
				of('createFolders'),
				always('inlineImages'),
				simplify,
				timeout,
			],
		},
		{
			value: 'send',
			label: 'Send Draft',
			action: 'Send a draft',
			description: 'Send a draft that is ready; the account must allow sending',
			fields: [
				mailbox,
				DRAFT_ID,
				always('to', {
					place: 'additionalFields',
					fromMessage: undefined as never,
					description: 'Recipients in place of those in To of the draft',
				}),
				SEND_AT,
				FIND_SENT,
				timeout,
			],
		},
		{
			value: 'get',
			label: 'Get Draft',
			action: 'Get a draft',
			description: 'Read a draft, as fields or as a file',
			fields: [
				mailbox,
				DRAFT_ID,
				{
					name: 'downloadAttachments',
					label: 'Get Attachments',
					kind: 'boolean',
					place: 'options',
					default: false,
					description:
						'Whether to fetch the attachments too: n8n puts them into binary fields, Node-RED beside the names as content',
				},
				BINARY_PREFIX,
				{
					name: 'downloadMime',
					label: 'Get MIME',
					kind: 'boolean',
					place: 'options',
					default: false,
					description:
						'Whether to fetch the message as an .eml file too: n8n puts it into a binary field, Node-RED into msg.payload.mime',
				},
				{
					name: 'mimeField',
					label: 'MIME Field',
					kind: 'text',
					place: 'options',
					default: 'mime',
					description: "Name of n8n's binary field for the .eml file",
				},
				simplify,
				timeout,
			],
		},
		{
			value: 'getAll',
			label: 'Get Many Drafts',
			action: 'Get many drafts',
			description: 'List the drafts of a folder, last changed first',
			fields: [
				mailbox,
				of('folder', {
					description:
						'The folder that is listed, without those inside of it: from the list, or a path, a folder ID, an address in Outlook on the web',
				}),
				{
					name: 'search',
					label: 'Search',
					kind: 'text',
					place: 'main',
					default: '',
					description: 'Words in sender, subject or body, or a search as in Outlook, such as subject:offer',
					placeholder: 'e.g. offer 4711',
				},
				{
					name: 'returnAll',
					label: 'Return All',
					kind: 'boolean',
					place: 'main',
					default: false,
					description: 'Whether to return all results or only up to a given limit',
				},
				{
					name: 'limit',
					label: 'Limit',
					kind: 'number',
					place: 'main',
					default: 50,
					description: 'Max number of results to return',
					when: [{ returnAll: ['false'] }],
				},
				{
					name: 'draftsOnly',
					label: 'Drafts Only',
					kind: 'boolean',
					place: 'options',
					default: true,
					description: 'Whether to leave out messages of the folder that are not drafts',
				},
				{
					name: 'filter',
					label: 'Filter',
					kind: 'text',
					place: 'options',
					default: '',
					description: 'A condition as Microsoft Graph takes it in $filter; not together with Search',
					placeholder: "e.g. importance eq 'high'",
				},
				{
					name: 'since',
					label: 'Changed Since',
					kind: 'dateTime',
					place: 'options',
					default: '',
					description: 'Only what was changed at this time or later',
					placeholder: 'e.g. 2026-01-31T09:00:00Z',
				},
				simplify,
				timeout,
			],
		},
		{
			value: 'delete',
			label: 'Delete Draft',
			action: 'Delete a draft',
			description: 'Move a draft to Deleted Items, or delete it for good; the account must allow deleting',
			fields: [
				mailbox,
				DRAFT_ID,
				{
					name: 'permanently',
					label: 'Permanently',
					kind: 'boolean',
					place: 'main',
					default: false,
					description: 'Whether to delete it for good instead of moving it to Deleted Items (in the global cloud only)',
				},
				timeout,
			],
		},
		{
			value: 'getStatus',
			label: 'Get Draft Status',
			action: 'Get the status of a draft',
			description: 'Say what became of a draft: draft, edited, sent, deleted or unknown',
			fields: [
				mailbox,
				DRAFT_ID,
				{
					name: 'changeKey',
					label: 'Change Key',
					kind: 'text',
					place: 'additionalFields',
					default: '',
					description:
						'The changeKey that the step returned which made the draft: with another one the draft counts as edited',
					placeholder: 'e.g. CQAAABYAAAD…',
				},
				{
					name: 'internetMessageId',
					label: 'Internet Message ID',
					kind: 'text',
					place: 'additionalFields',
					default: '',
					description:
						'Finds the message when its ID has changed, for example by sending; classic Outlook gives a new one when it sends',
					placeholder: 'e.g. <AM0PR…@contoso.com>',
				},
				{
					name: 'mark',
					label: 'Mark',
					kind: 'text',
					place: 'additionalFields',
					default: '',
					description:
						'The mark that the step returned which made the draft; it stays with the message whatever happens to it',
					placeholder: 'e.g. 4f1d3a52-0c3e-4b8f-9a6d-2e5c81f4b7d9',
				},
				timeout,
			],
		},
	];

	const message: Resource = {
		value: 'message',
		label: 'Message',
		operations: [
			{
				value: 'send',
				label: 'Send Message',
				action: 'Send a message',
				description: 'Send a message at once or later, without a person looking at it; the account must allow sending',
				fields: [
					of('mailbox', {
						description:
							'Whose mailbox sends the message. An account that signs in as an application has none of its own: choose one or enter its address.',
					}),
					...create
						.filter(
							({ name }) =>
								![
									'mailbox',
									'folder',
									'dryRun',
									'createFolders',
									'simplify',
									'timeout',
									'isRead',
									'ifUnfinished',
								].includes(name),
						)
						.map((field) => ({ ...field, description: SENT_INSTEAD[field.name] ?? field.description })),
					{
						name: 'saveToSentItems',
						label: 'Save to Sent Items',
						kind: 'boolean',
						place: 'options',
						default: true,
						description: 'Whether the message is kept in Sent Items',
					},
					SEND_AT,
					FIND_SENT,
					timeout,
				],
			},
		],
	};
	return { draft, message };
}

/** What the fields of a draft mean for a message that is sent at once. */
const SENT_INSTEAD: Record<string, string> = {
	to: 'Recipients, separated by ; or , (a list works too). At least one of To, Cc and Bcc is needed.',
	duplicates: 'Whether a later run may recognise the message of an earlier one and not send it again',
};

const IN_JSON: Condition[] = [{ mode: ['json'] }];

export const DRAFT_ID: Field = {
	name: 'draftId',
	label: 'Draft',
	kind: 'draft',
	place: 'main',
	default: '',
	description:
		'The draft: its ID as the step before returned it, or its address in Outlook on the web; in n8n also from the list',
	placeholder: 'e.g. AAkALgAAAAAAHYQDEapm…',
	fromMessage: 'payload.id',
};

export const MESSAGE_ID: Field = {
	name: 'messageId',
	label: 'Message',
	kind: 'message',
	place: 'main',
	default: '',
	description:
		'The message: its ID as the step before returned it, or its address in Outlook on the web; in n8n also from the list',
	placeholder: 'e.g. AAMkAGVmMDEzMTM4LTZm…',
	fromMessage: 'payload.id',
};

export const BINARY_PREFIX: Field = {
	name: 'binaryPrefix',
	label: 'Field Prefix',
	kind: 'text',
	place: 'options',
	default: 'attachment_',
	description: "What the names of n8n's binary fields begin with; a number follows",
};

const REPLY_SCOPE: Field = {
	name: 'replyScope',
	label: 'Reply To Whom',
	kind: 'select',
	place: 'main',
	default: 'sender',
	description: 'Who gets the reply; an address in Reply-To of the message takes the place of its sender',
	choices: [
		{ value: 'all', label: 'Everybody', description: 'The sender and all who got the message' },
		{ value: 'sender', label: 'Sender' },
	],
};

const SEND_AT: Field = {
	name: 'sendAt',
	label: 'Send At',
	kind: 'dateTime',
	place: 'additionalFields',
	default: '',
	description:
		'When Outlook shall send it, with the time zone, for example 2026-01-31T09:00:00+01:00; at once if not given',
	placeholder: 'e.g. 2026-01-31T09:00:00Z',
};

const FIND_SENT: Field = {
	name: 'findSentId',
	label: 'Find the Sent Message',
	kind: 'boolean',
	place: 'options',
	default: false,
	description: 'Whether to look for the message in Sent Items and return its ID there, which takes up to ten seconds',
};

/** Members that were taken away. */
const without = (field: Field): Field =>
	Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as unknown as Field;
