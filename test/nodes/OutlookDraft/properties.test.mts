import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../core/fields';
import { fieldProperties, nodeProperties } from '../../../nodes/OutlookDraft/properties';

const field = (name: string, when: Field['when']): Field => ({ name, label: name, kind: 'text', place: 'additionalFields', default: '', description: '', ...(when ? { when } : {}) });
const collectionOf = (fields: Field[]) => fieldProperties({ value: 'draft' }, { value: 'create', fields })[0] as Omit<INodeProperties, 'options'> & { options: INodeProperties[] };

test('a field in a collection keeps a condition of its own, looked up from the root', () => {
	const collection = collectionOf([field('cc', { mode: ['json'] }), field('textBody', { mode: ['mime'] })]);
	expect(collection.displayOptions).toEqual({ show: { resource: ['draft'], operation: ['create'] } });
	expect(collection.options.map(({ displayOptions }) => displayOptions)).toEqual([{ show: { '/mode': ['json'] } }, { show: { '/mode': ['mime'] } }]);
});

test('a condition that all of them share hides the collection', () => {
	expect(collectionOf([field('cc', { mode: ['json'] }), field('bcc', { mode: ['json'] })]).displayOptions).toEqual({ show: { resource: ['draft'], operation: ['create'], mode: ['json'] } });
});

const isShown = ({ displayOptions }: INodeProperties, resource: string, operation: string) => displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(operation);
const namesOf = (resource: string, operation: string) => nodeProperties().filter((property) => isShown(property, resource, operation)).map(({ name }) => name);

test('names and values that are saved in workflows', () => {
	expect(namesOf('draft', 'create')).toEqual(['mailbox', 'mailboxIsExpression', 'folder', 'mode', 'jsonSource', 'messageJson', 'to', 'subject', 'bodyType', 'body', 'customHeaders', 'duplicates', 'draftKey', 'onExisting', 'additionalFields', 'options']);
});

test('names inside of the collections, in the order of their labels', () => {
	const namesIn = (collection: string) => (nodeProperties().find(({ name }) => name === collection)!.options as INodeProperties[]).map(({ name }) => name);
	expect(namesIn('additionalFields')).toEqual(['bcc', 'categories', 'cc', 'requestDeliveryReceipt', 'extendedProperties', 'flagStatus', 'flagDue', 'flagStart', 'from', 'importance', 'isRead', 'openExtension', 'requestReadReceipt', 'replyTo', 'sensitivity', 'signature']);
	expect(namesIn('options')).toEqual(['createFolders', 'dryRun', 'listHiddenFolders', 'simplify', 'timeout']);
});

test.each([
	['draft', 'reply', ['mailbox', 'messageId', 'replyScope', 'mode', 'mimeSource', 'mimeText', 'mimeBase64', 'to', 'bodyType', 'body', 'customHeaders', 'duplicates', 'draftKey', 'onExisting', 'additionalFields', 'options']],
	['draft', 'forward', ['mailbox', 'messageId', 'mode', 'mimeSource', 'mimeText', 'mimeBase64', 'to', 'bodyType', 'body', 'customHeaders', 'duplicates', 'draftKey', 'onExisting', 'additionalFields', 'options']],
	['draft', 'update', ['mailbox', 'draftId', 'jsonSource', 'messageJson', 'additionalFields', 'options']],
	['draft', 'send', ['mailbox', 'draftId', 'additionalFields', 'options']],
	['draft', 'get', ['mailbox', 'draftId', 'options']],
	['draft', 'getAll', ['mailbox', 'mailboxIsExpression', 'folder', 'search', 'returnAll', 'limit', 'options']],
	['draft', 'delete', ['mailbox', 'draftId', 'permanently', 'options']],
	['draft', 'getStatus', ['mailbox', 'draftId', 'additionalFields', 'options']],
])('names of %s:%s', (resource, operation, names) => {
	expect(namesOf(resource, operation)).toEqual(names);
});

test('a condition on a switch compares with true and false', () => {
	const limit = nodeProperties().find(({ name }) => name === 'limit')!;
	expect(limit.displayOptions!.show!.returnAll).toEqual([false]);
});
