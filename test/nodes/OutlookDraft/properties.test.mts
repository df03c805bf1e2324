import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RESOURCES, type Field } from '../../../core/fields';
import { fieldProperties, nodeProperties } from '../../../nodes/OutlookDraft/properties';

const field = (name: string, when?: Field['when']): Field => ({
	name,
	label: name,
	kind: 'text',
	place: 'additionalFields',
	default: '',
	description: '',
	...(when ? { when } : {}),
});
const collectionOf = (fields: Field[]) =>
	fieldProperties({ value: 'draft' }, { value: 'create', fields })[0] as Omit<INodeProperties, 'options'> & {
		options: INodeProperties[];
	};

const shownFor = { resource: ['draft'], operation: ['create'] };

test('a collection has the condition of its fields, one of them may have a narrower one, looked up from the root', () => {
	const common = { messageSource: ['fields', 'json'] };
	const anyHeader: Field = { ...field('anyHeader', undefined), kind: 'boolean', place: 'main' };
	const narrower = { messageSource: ['fields'], anyHeader: ['true'] };
	const collection = fieldProperties(
		{ value: 'draft' },
		{ value: 'create', fields: [anyHeader, field('from', common), field('textBody', narrower)] },
	)[1]! as Omit<INodeProperties, 'options'> & { options: INodeProperties[] };
	expect(collection.displayOptions).toEqual({ show: { ...shownFor, ...common } });
	expect(collection.options.map(({ name, displayOptions }) => [name, displayOptions])).toEqual([
		['from', undefined],
		['textBody', { show: { '/messageSource': ['fields'], '/anyHeader': [true] } }],
	]);
});

test('beside a field without a condition, others keep theirs, looked up from the root', () => {
	const collection = collectionOf([field('from', { messageSource: ['fields'] }), field('timeout', undefined)]);
	expect(collection.displayOptions).toEqual({ show: shownFor });
	expect(collection.options.map(({ displayOptions }) => displayOptions)).toEqual([
		{ show: { '/messageSource': ['fields'] } },
		undefined,
	]);
});

const namesOf = (resource: string, operation: string) =>
	nodeProperties()
		.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource) &&
				(displayOptions.show.operation ?? [operation]).includes(operation),
		)
		.map(({ name }) => name)
		.filter((name, index, all) => all.indexOf(name) === index);

test('names and values that are saved in workflows', () => {
	expect(namesOf('draft', 'create')).toEqual([
		'operation',
		'to',
		'subject',
		'body',
		'bodyType',
		'cc',
		'bcc',
		'attachments',
		'mailbox',
		'mailboxIsExpression',
		'folder',
		'messageSource',
		'templateId',
		'templateFolder',
		'templateValues',
		'templateRows',
		'binaryPropertyName',
		'mimeText',
		'mimeBase64',
		'messageJson',
		'customHeaders',
		'anyHeader',
		'duplicates',
		'draftKey',
		'onExisting',
		'simplify',
		'additionalFields',
		'options',
	]);
	expect(namesOf('attachment', 'add')).toEqual(['operation', 'mailbox', 'draftId', 'attachments', 'options']);
	expect(namesOf('attachment', 'getAll')).toEqual(['operation', 'mailbox', 'messageId', 'download', 'options']);
	expect(namesOf('attachment', 'remove')).toEqual(['operation', 'mailbox', 'draftId', 'attachmentId', 'options']);
});

test('names inside of the collections: what belongs together stands together, what only programs need comes last', () => {
	const namesIn = (collection: string) =>
		(
			nodeProperties().find(
				({ name, displayOptions }) =>
					name === collection &&
					displayOptions?.show?.resource?.includes('draft') &&
					displayOptions.show.operation?.includes('create'),
			)!.options as INodeProperties[]
		).map(({ name }) => name);
	expect(namesIn('additionalFields')).toEqual([
		'replyTo',
		'from',
		'signature',
		'signatureFrom',
		'signatureTemplate',
		'font',
		'textBody',
		'copyAttachmentsFrom',
		'importance',
		'categories',
		'createCategories',
		'categoryColor',
		'flagStatus',
		'flagStart',
		'flagDue',
		'sensitivity',
		'isRead',
		'requestReadReceipt',
		'requestDeliveryReceipt',
		'extendedProperties',
		'openExtension',
	]);
	expect(namesIn('options')).toEqual([
		'checks',
		'createFolders',
		'dryRun',
		'ifUnfinished',
		'inlineImages',
		'mailTips',
		'templateLocale',
		'missingValues',
		'timeout',
		'listHiddenFolders',
	]);
});

test.each([
	[
		'draft',
		'reply',
		[
			'mailbox',
			'messageId',
			'replyScope',
			'body',
			'bodyType',
			'attachments',
			'messageSource',
			'templateId',
			'templateFolder',
			'templateValues',
			'templateRows',
			'binaryPropertyName',
			'mimeText',
			'mimeBase64',
			'customHeaders',
			'duplicates',
			'draftKey',
			'onExisting',
			'simplify',
			'additionalFields',
			'options',
		],
	],
	[
		'draft',
		'forward',
		[
			'mailbox',
			'messageId',
			'to',
			'body',
			'bodyType',
			'cc',
			'bcc',
			'attachments',
			'messageSource',
			'templateId',
			'templateFolder',
			'templateValues',
			'templateRows',
			'binaryPropertyName',
			'mimeText',
			'mimeBase64',
			'customHeaders',
			'duplicates',
			'draftKey',
			'onExisting',
			'simplify',
			'additionalFields',
			'options',
		],
	],
	[
		'draft',
		'update',
		[
			'mailbox',
			'draftId',
			'subject',
			'body',
			'bodyType',
			'bodyMode',
			'attachments',
			'messageSource',
			'messageJson',
			'simplify',
			'additionalFields',
			'options',
		],
	],
	['draft', 'send', ['mailbox', 'draftId', 'additionalFields', 'options']],
	['draft', 'get', ['mailbox', 'draftId', 'simplify', 'options']],
	[
		'draft',
		'getAll',
		['mailbox', 'mailboxIsExpression', 'folder', 'search', 'returnAll', 'limit', 'simplify', 'options'],
	],
	['draft', 'delete', ['mailbox', 'draftId', 'permanently', 'options']],
	['draft', 'getStatus', ['mailbox', 'draftId', 'additionalFields', 'options']],
	[
		'draft',
		'learnSignature',
		['mailbox', 'signatureFor', 'mailboxIsExpression', 'folder', 'subject', 'simplify', 'options'],
	],
])('names of %s:%s', (resource, operation, names) => {
	expect(namesOf(resource, operation)).toEqual(['operation', ...names]);
});

test('a condition on a switch compares with true and false', () => {
	const limit = nodeProperties().find(({ name }) => name === 'limit')!;
	expect(limit.displayOptions!.show!.returnAll).toEqual([false]);
});

const optionsOf = (resource: string) =>
	nodeProperties().find(
		({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	)!.options as INodePropertyOptions[];

describe("n8n's guidelines for the names of operations", () => {
	const all = RESOURCES.flatMap(({ value, label }) => optionsOf(value).map((option) => ({ ...option, label })));

	test.each(all)('$label: $name', ({ name, action, value, label }) => {
		// But for the one operation that everything is about.
		if (value !== 'create') expect(name.toLowerCase()).not.toContain(label.toLowerCase());
		expect(name).toMatch(/^[A-Z][a-z]+( ([A-Z][a-z]+|or))*$/);
		expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
		expect(action).not.toMatch(/\b(a|an|the)\b/i);
		expect(action!.toLowerCase()).toContain(name.split(' ')[0]!.toLowerCase());
	});
});

test.each(['mailbox', 'folder', 'draftId', 'messageId'])(
	'%s is chosen from a list unless somebody chooses otherwise',
	(name) => {
		for (const property of nodeProperties().filter((one) => one.name === name))
			expect([property.modes![0]!.displayName, property.default]).toEqual([
				'From List',
				expect.objectContaining({ mode: 'list' }),
			]);
	},
);

test('an update shows subject and text, and calls the rest as n8n does', () => {
	const shown = nodeProperties().filter(({ displayOptions }) => displayOptions?.show?.operation?.includes('update'));
	expect(shown.slice(0, 4).map(({ displayName }) => displayName)).toEqual(['Mailbox', 'Draft', 'Subject', 'Body']);
	expect(shown.find(({ name }) => name === 'additionalFields')!.displayName).toBe('Update Fields');
});
