import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../core/fields';
import { fieldProperties, nodeProperties } from '../../../nodes/OutlookDraft/properties';

const field = (name: string, when: Field['when']): Field => ({
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

test('a collection for each condition, with the fields that are shown under it', () => {
	const mime = { mode: ['mime'], mimeSource: ['fields'] };
	const collections = fieldProperties(
		{ value: 'draft' },
		{ value: 'create', fields: [field('cc', [{ mode: ['json'] }, mime]), field('textBody', [mime])] },
	);
	expect(
		collections.map(({ displayOptions, options }) => [displayOptions?.show, options?.map(({ name }) => name)]),
	).toEqual([
		[{ ...shownFor, mode: ['json'] }, ['cc']],
		[{ ...shownFor, ...mime }, ['cc', 'textBody']],
	]);
});

test('beside a field without a condition, others keep theirs, looked up from the root', () => {
	const collection = collectionOf([field('cc', [{ mode: ['json'] }]), field('timeout', undefined)]);
	expect(collection.displayOptions).toEqual({ show: shownFor });
	expect(collection.options.map(({ displayOptions }) => displayOptions)).toEqual([
		{ show: { '/mode': ['json'] } },
		undefined,
	]);
});

test('a field of the main part stands once for each condition', () => {
	const properties = fieldProperties(
		{ value: 'draft' },
		{ value: 'create', fields: [{ ...field('to', [{ mode: ['json'] }, { mode: ['mime'] }]), place: 'main' }] },
	);
	expect(properties.map(({ name, displayOptions }) => [name, displayOptions?.show?.mode])).toEqual([
		['to', ['json']],
		['to', ['mime']],
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
		'mailbox',
		'mailboxIsExpression',
		'folder',
		'mode',
		'jsonSource',
		'messageJson',
		'mimeSource',
		'mimeText',
		'mimeBase64',
		'binaryPropertyName',
		'to',
		'subject',
		'bodyType',
		'body',
		'attachments',
		'customHeaders',
		'duplicates',
		'draftKey',
		'onExisting',
		'additionalFields',
		'options',
	]);
	expect(namesOf('attachment', 'add')).toEqual(['operation', 'mailbox', 'draftId', 'attachments', 'options']);
	expect(namesOf('attachment', 'getAll')).toEqual(['operation', 'mailbox', 'messageId', 'download', 'options']);
	expect(namesOf('attachment', 'remove')).toEqual(['operation', 'mailbox', 'draftId', 'attachmentId', 'options']);
});

test('names inside of the collections, in the order of their labels', () => {
	const namesIn = (collection: string) =>
		(
			nodeProperties()
				.filter(
					({ name, displayOptions }) =>
						name === collection &&
						displayOptions?.show?.resource?.includes('draft') &&
						displayOptions.show.operation?.includes('create'),
				)
				.at(-1)!.options as INodeProperties[]
		).map(({ name }) => name);
	expect(namesIn('additionalFields')).toEqual([
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
		'openExtension',
		'requestReadReceipt',
		'replyTo',
		'sensitivity',
		'signature',
		'textBody',
	]);
	expect(namesIn('options')).toEqual([
		'createFolders',
		'dryRun',
		'ifUnfinished',
		'inlineImages',
		'listHiddenFolders',
		'simplify',
		'timeout',
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
			'mode',
			'mimeSource',
			'mimeText',
			'mimeBase64',
			'binaryPropertyName',
			'to',
			'bodyType',
			'body',
			'attachments',
			'customHeaders',
			'duplicates',
			'draftKey',
			'onExisting',
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
			'mode',
			'mimeSource',
			'mimeText',
			'mimeBase64',
			'binaryPropertyName',
			'to',
			'bodyType',
			'body',
			'attachments',
			'customHeaders',
			'duplicates',
			'draftKey',
			'onExisting',
			'additionalFields',
			'options',
		],
	],
	[
		'draft',
		'update',
		['mailbox', 'draftId', 'attachments', 'jsonSource', 'messageJson', 'additionalFields', 'options'],
	],
	['draft', 'send', ['mailbox', 'draftId', 'additionalFields', 'options']],
	['draft', 'get', ['mailbox', 'draftId', 'options']],
	['draft', 'getAll', ['mailbox', 'mailboxIsExpression', 'folder', 'search', 'returnAll', 'limit', 'options']],
	['draft', 'delete', ['mailbox', 'draftId', 'permanently', 'options']],
	['draft', 'getStatus', ['mailbox', 'draftId', 'additionalFields', 'options']],
])('names of %s:%s', (resource, operation, names) => {
	expect(namesOf(resource, operation)).toEqual(['operation', ...names]);
});

test('a condition on a switch compares with true and false', () => {
	const limit = nodeProperties().find(({ name }) => name === 'limit')!;
	expect(limit.displayOptions!.show!.returnAll).toEqual([false]);
});
