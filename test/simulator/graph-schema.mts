// JSON schemas of Graph's answers, generated from Microsoft's own types (@microsoft/microsoft-graph-types), and made strict.
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

type Schema = Record<string, any>;

/** What an answer may be. `message` has every member; `messagePart` is one of which members were selected. */
export type Kind =
	| 'message'
	| 'messagePart'
	| 'messages'
	| 'messageParts'
	| 'folder'
	| 'folders'
	| 'folderChanges'
	| 'attachment'
	| 'attachments'
	| 'user'
	| 'users'
	| 'people'
	| 'translatedIds'
	| 'messageChanges'
	| 'category'
	| 'categories'
	| 'mailTips'
	| 'uploadSession'
	| 'error';

const types = [
	'Message',
	'MailFolder',
	'MailSearchFolder',
	'FileAttachment',
	'ItemAttachment',
	'ReferenceAttachment',
	'UploadSession',
	'OpenTypeExtension',
	'User',
	'Person',
	'ConvertIdResult',
	'OutlookCategory',
	'MailTips',
];

/** Members of the Create message page's examples. `sender` and `from` are in the one for MIME only, `conversationIndex` is missing in one. */
const wholeMessage = [
	'@odata.etag',
	'id',
	'createdDateTime',
	'lastModifiedDateTime',
	'changeKey',
	'categories',
	'receivedDateTime',
	'sentDateTime',
	'hasAttachments',
	'internetMessageId',
	'subject',
	'bodyPreview',
	'importance',
	'parentFolderId',
	'conversationId',
	'conversationIndex',
	'isDeliveryReceiptRequested',
	'isReadReceiptRequested',
	'isRead',
	'isDraft',
	'webLink',
	'inferenceClassification',
	'body',
	'toRecipients',
	'ccRecipients',
	'bccRecipients',
	'replyTo',
	'flag',
];
/** DOC mailFolder resource */
const wholeFolder = [
	'id',
	'displayName',
	'parentFolderId',
	'childFolderCount',
	'unreadItemCount',
	'totalItemCount',
	'isHidden',
];
/** Of every kind of attachment. DOC message-post-attachments */
const wholeAttachment = ['@odata.type', 'id', 'lastModifiedDateTime', 'name', 'contentType', 'size', 'isInline'];

const ref = (name: string): Schema => ({ $ref: `#/definitions/${encodeURIComponent(name)}` });
const inGraph = (name: string): Schema => ({ $ref: `graph${ref(name).$ref}` });
const all = (name: string, required: string[]): Schema => ({ allOf: [inGraph(name)], required });
const list = (items: Schema): Schema => ({
	type: 'object',
	required: ['@odata.context', 'value'],
	properties: {
		value: { type: 'array', items },
		'@odata.count': { type: 'integer' },
		'@odata.nextLink': { type: 'string', format: 'uri' },
		'@odata.deltaLink': { type: 'string', format: 'uri' },
		'@odata.context': {},
	},
	additionalProperties: false,
});
const single = (schema: Schema): Schema => ({ ...schema, required: [...(schema.required ?? []), '@odata.context'] });

const guid = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' };
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$' };
const base64 = { type: 'string', pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' };

/** The shape of concepts/errors; the types know only its middle. */
const error: Schema = {
	type: 'object',
	required: ['error'],
	additionalProperties: false,
	properties: {
		error: {
			type: 'object',
			required: ['code', 'message', 'innerError'],
			additionalProperties: false,
			properties: {
				code: { type: 'string', pattern: '^[\\w-]+$' },
				message: { type: 'string' },
				innerError: {
					type: 'object',
					required: ['date', 'request-id', 'client-request-id'],
					additionalProperties: false,
					properties: {
						date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d$' },
						'request-id': guid,
						'client-request-id': { type: 'string' },
					},
				},
			},
		},
	},
};

/** In the types every member may be left out or null, and dates and bytes are any text; here they are what the documentation says. */
function strict(type: string, definition: Schema): Schema {
	if (!definition.properties) return definition;
	const properties = Object.fromEntries(
		Object.entries<Schema>(definition.properties).map(([name, schema]) => {
			// An extended property's id is no id of a thing.
			if (name === 'id' && !type.endsWith('ExtendedProperty'))
				return [name, { type: 'string', pattern: '^[^/+\\s]+$' }];
			if (name === 'contentBytes') return [name, base64];
			const isText = schema.type === 'string' || schema.$ref === ref('NullableOption<string>').$ref;
			return [name, isText && /[a-z]DateTime$/.test(name) ? time : schema];
		}),
	);
	// Annotations, of the object and of its members.
	return {
		...definition,
		properties,
		patternProperties: {
			'^\\w*@odata\\.(type|etag|context|nextLink|mediaContentType|associationLink|navigationLink)$': { type: 'string' },
		},
	};
}

function definitions(): Record<string, Schema> {
	const path = require.resolve('@microsoft/microsoft-graph-types/microsoft-graph.d.ts');
	const generator = createGenerator({
		path,
		type: types[0],
		skipTypeCheck: true,
		expose: 'all',
		topRef: true,
		additionalProperties: false,
	});
	const found: Record<string, Schema> = Object.assign(
		{},
		...types.map((type) => generator.createSchema(type).definitions),
	);
	const made = Object.fromEntries(Object.entries(found).map(([name, definition]) => [name, strict(name, definition)]));
	// A list of attachments holds the kinds, never the bare base type.
	const kinds = ['FileAttachment', 'ItemAttachment', 'ReferenceAttachment'];
	made.Attachment = {
		anyOf: kinds.map((kind) => ({
			...ref(kind),
			properties: { '@odata.type': { const: `#microsoft.graph.${kind[0].toLowerCase()}${kind.slice(1)}` } },
			required: ['@odata.type'],
		})),
	};
	// Items are messages here; the simulator gives them back as they came.
	made.ItemAttachment.properties.item = ref('Message');
	made.Extension = {
		type: 'object',
		required: ['@odata.type', 'id', 'extensionName'],
		properties: { '@odata.type': { const: '#microsoft.graph.openTypeExtension' } },
		additionalProperties: { not: { type: 'object' } },
	};
	// OBS docs.softproject.de
	for (const name of ['MailFolder', 'MailSearchFolder']) made[name].properties.sizeInBytes = { type: 'integer' };
	return made;
}

function kinds(): Record<Kind, Schema> {
	const message = all('Message', wholeMessage);
	const attachment = all('Attachment', wholeAttachment);
	const searchFolder = {
		...all('MailSearchFolder', ['@odata.type', ...wholeFolder]),
		properties: { '@odata.type': { const: '#microsoft.graph.mailSearchFolder' } },
	};
	const folder = { anyOf: [all('MailFolder', wholeFolder), searchFolder] };
	// DOC delta-query-overview
	const removed = {
		type: 'object',
		required: ['id', '@removed'],
		additionalProperties: false,
		properties: {
			'@odata.type': { type: 'string' },
			id: { type: 'string' },
			'@removed': { type: 'object', properties: { reason: { enum: ['deleted', 'changed'] } }, required: ['reason'] },
		},
	};
	return {
		message: single(message),
		messagePart: single(all('Message', ['@odata.etag', 'id'])),
		messages: list(message),
		messageChanges: list({ anyOf: [message, removed] }),
		category: single(all('OutlookCategory', ['id', 'displayName', 'color'])),
		categories: list(all('OutlookCategory', ['id', 'displayName', 'color'])),
		mailTips: list(all('MailTips', ['emailAddress'])),
		messageParts: list(all('Message', ['@odata.etag', 'id'])),
		folder: single(folder),
		folders: list(folder),
		folderChanges: list({ anyOf: [folder, removed] }),
		attachment: single(attachment),
		attachments: list(attachment),
		user: single(all('User', ['id', 'displayName', 'mail', 'userPrincipalName'])),
		users: list(all('User', ['id', 'displayName', 'mail', 'userPrincipalName'])),
		people: list(all('Person', ['id', 'displayName', 'scoredEmailAddresses'])),
		translatedIds: list(all('ConvertIdResult', ['sourceId', 'targetId'])),
		uploadSession: single(all('UploadSession', ['uploadUrl', 'expirationDateTime', 'nextExpectedRanges'])),
		error,
	};
}

let validators: Record<Kind, ValidateFunction> | undefined;

/** What is wrong with an answer; empty when it is as Microsoft's types say. */
export function problems(kind: Kind, value: unknown): string[] {
	validators ??= compile();
	const validate = validators[kind];
	return validate(value)
		? []
		: (validate.errors ?? []).map(
				({ instancePath, message, params }) => `${kind}${instancePath} ${message} ${JSON.stringify(params)}`,
			);
}

function compile(): Record<Kind, ValidateFunction> {
	const ajv = new Ajv({ allErrors: true, strict: false, formats: { uri: (text: string) => URL.canParse(text) } });
	ajv.addSchema({ $id: 'graph', definitions: definitions() });
	return Object.fromEntries(Object.entries(kinds()).map(([kind, schema]) => [kind, ajv.compile(schema)])) as Record<
		Kind,
		ValidateFunction
	>;
}
