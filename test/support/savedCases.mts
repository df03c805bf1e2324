// What is frozen as a saved workflow and a saved flow: each operation at least once, with values as people enter them.
import { RESOURCES, type Field, type FieldValues } from '../../core/fields';
import { WATCH } from '../../core/fields/watch';
import { inputTypes, isTyped, OPERATIONS, typedDefault, typeProperty } from '../../node-red/fields';
import { nodeRedTypes } from './frozen.mts';
import { SHARED } from './life.mts';
import { LIFE_CASES, type LifeCase } from './lifeCases.mts';
import { locator } from './n8n.mts';

export interface SavedCase extends Pick<LifeCase, 'on' | 'holds' | 'signed'> {
	operation: string;
	name: string;
	fields: FieldValues;
}

const FILE = [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'plan.txt', contentBytes: 'aGk=' }];
const EVERYDAY = { folder: 'drafts', to: 'pat@fabrikam.com', subject: 'Offer', body: '<p>Hello</p>', bodyType: 'html' };
const FURTHER: SavedCase[] = [
	{ operation: 'draft:create', name: 'everyday', fields: EVERYDAY },
	{
		operation: 'draft:create',
		name: 'with what few need',
		fields: {
			...EVERYDAY,
			cc: 'Doe, John <john@contoso.com>; jane@contoso.com',
			bcc: 'archive@contoso.com',
			replyTo: 'sales@contoso.com',
			importance: 'high',
			categories: 'Blue category',
			customHeaders: [{ name: 'x-ticket', value: '4711' }],
			duplicates: 'key',
			draftKey: 'order-4711',
			onExisting: 'update',
		},
	},
	{
		operation: 'draft:create',
		name: 'any header',
		fields: { ...EVERYDAY, anyHeader: true, customHeaders: [{ name: 'Precedence', value: 'bulk' }] },
	},
	{ operation: 'attachment:add', name: 'a file', on: 'draftId', fields: {} },
	{ operation: 'attachment:getAll', name: 'all', on: 'draftId', holds: { attachments: FILE }, fields: {} },
	{
		operation: 'attachment:remove',
		name: 'by name',
		on: 'draftId',
		holds: { attachments: FILE },
		fields: { attachmentId: 'plan.txt' },
	},
	{ operation: 'account:check', name: 'the account', fields: {} },
];

/** Of the table of the later operations the first of each, as it stands there when it is frozen. */
export const SAVED_CASES: SavedCase[] = [
	...FURTHER,
	...LIFE_CASES.filter(
		({ operation }, index) => LIFE_CASES.findIndex((other) => other.operation === operation) === index,
	).map(({ operation, name, on, holds, signed, fields }) => ({
		operation,
		name,
		...(on ? { on } : {}),
		...(holds ? { holds } : {}),
		...(signed ? { signed } : {}),
		fields,
	})),
];

/** Watches, what happens once they have begun, and what they know by then. */
export interface SavedWatch {
	name: string;
	/** A draft of this package is in the mailbox before. */
	about: 'message' | 'draft';
	fields: FieldValues;
}

export const SAVED_WATCHES: SavedWatch[] = [
	{
		name: 'a message arrives',
		about: 'message',
		fields: { folder: 'inbox', senders: '@fabrikam.com', needsAnswer: true },
	},
	{
		name: 'a draft is changed and sent',
		about: 'draft',
		fields: { events: ['sent', 'edited', 'deleted'], difference: true, waitingDays: 3 },
	},
];

const [PACKAGE, ID] = ['@draftwell/n8n-nodes-outlook-drafts', 'outlookDraftOAuth2Api'];

/** As n8n saves it: only what is not left at its default. The id comes from the item. */
export function savedWorkflow({ operation: at, name, on, fields }: SavedCase): Record<string, unknown> {
	const [resource, operation] = at.split(':');
	const parameters: Record<string, any> = { resource, operation };
	const values = given({ ...idOf(at, on, '={{ $json.id }}'), ...fields });
	for (const field of fieldsOf(at)) {
		if (!Object.hasOwn(values, field.name)) continue;
		const value = values[field.name];
		const target = field.place === 'main' ? parameters : (parameters[field.place] ??= {});
		if (['mailbox', 'folder', 'draft', 'message'].includes(field.kind)) target[field.name] = locator(value);
		else if (field.pair) target[field.name] = { [field.pair.group]: field.pair.many ? value : (value as unknown[])[0] };
		else target[field.name] = value;
	}
	if (at === 'attachment:add') parameters.attachments = 'data';
	return {
		name: `${at} ${name}`,
		nodes: [
			{ ...place('start', 'Start', 0), type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			{
				...place('draft', 'Draft', 220),
				type: `${PACKAGE}.outlookDraft`,
				typeVersion: 1,
				parameters,
				credentials: { [ID]: { id: 'account', name: 'Outlook account' } },
			},
		],
		connections: { Start: { main: [[{ node: 'Draft', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** The trigger as n8n saves it. */
export function savedTrigger({ name, about, fields }: SavedWatch): Record<string, unknown> {
	const parameters: Record<string, any> = { watchFor: about };
	const values = given(fields);
	for (const field of WATCH) {
		if (!Object.hasOwn(values, field.name)) continue;
		const target = field.place === 'main' ? parameters : (parameters[field.place] ??= {});
		target[field.name] = ['mailbox', 'folder'].includes(field.kind) ? locator(values[field.name]) : values[field.name];
	}
	const node = { type: `${PACKAGE}.outlookDraftTrigger`, typeVersion: 1, parameters };
	const credentials = { [ID]: { id: 'account', name: 'Outlook account' } };
	return {
		name,
		nodes: [{ ...place('watch', 'Watch', 0), ...node, credentials }],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

/** The watch as Node-RED saves it: each setting that the editor has. */
export function savedWatchFlow({ name, about, fields }: SavedWatch): Array<Record<string, unknown>> {
	const { types } = nodeRedTypes();
	const defaults = (type: string) =>
		Object.fromEntries(Object.entries(types[type].defaults).map(([key, { value }]) => [key, value]));
	return [
		{ id: 'tab', type: 'tab', label: name },
		{ id: 'account', type: 'outlook-account', ...defaults('outlook-account'), grantType: 'clientCredentials' },
		{
			...{ id: 'watch', type: 'outlook-watch', z: 'tab', ...defaults('outlook-watch'), account: 'account' },
			...given({ ...fields, watchFor: about }),
			interval: '10',
			wires: [['out']],
		},
	];
}

const place = (id: string, name: string, left: number) => ({ id, name, position: [left, 0] });

/** As Node-RED saves it: each setting that the editor has, for all operations. */
export function savedFlow({ operation, name, on, fields }: SavedCase): Array<Record<string, unknown>> {
	const { types } = nodeRedTypes();
	const defaults = (type: string) =>
		Object.fromEntries(Object.entries(types[type].defaults).map(([key, { value }]) => [key, value]));
	const settings: Record<string, unknown> = { ...defaults('outlook-draft'), operation, account: 'account' };
	const own = OPERATIONS.find(({ value }) => value === operation)!.fields;
	for (const field of own.filter(isTyped)) set(settings, field, typedDefault(field));
	const id = idOf(operation, on, 'payload.id');
	for (const field of own) {
		const value = given({ ...id, ...fields })[field.name];
		if (value === undefined) continue;
		if (field.pair)
			settings[field.name] = (value as object[]).map((row) => ({ ...row, [`${field.pair!.second.name}Type`]: 'str' }));
		else if (isTyped(field)) set(settings, field, { type: typeOf(field, field.name in id), value: String(value) });
		else settings[field.name] = value;
	}
	return [
		{ id: 'tab', type: 'tab', label: `${operation} ${name}` },
		{ id: 'account', type: 'outlook-account', ...defaults('outlook-account'), grantType: 'clientCredentials' },
		{ id: 'draft', type: 'outlook-draft', z: 'tab', ...settings, wires: [[]] },
	];
}

function set(settings: Record<string, unknown>, field: Field, { type, value }: { type: string; value: string }): void {
	settings[field.name] = value;
	settings[typeProperty(field)] = type;
}

function typeOf(field: Field, fromMessage: boolean): string {
	if (fromMessage) return 'msg';
	return inputTypes(field).find((type) => ['str', 'bool', 'num', 'json'].includes(type)) ?? 'str';
}

const fieldsOf = (at: string): Field[] => {
	const [resource, operation] = at.split(':');
	return RESOURCES.find(({ value }) => value === resource)!.operations.find(({ value }) => value === operation)!.fields;
};

/** The field for what the case works on, if the operation has one. */
function idOf(at: string, on: string | undefined, value: string): FieldValues {
	const field = on && fieldsOf(at).find(({ name, kind }) => name === on || kind === 'draft' || kind === 'message');
	return field ? { [field.name]: value } : {};
}

/** Also without what stands for nothing. */
const given = (fields: FieldValues): FieldValues =>
	Object.fromEntries(Object.entries({ mailbox: SHARED, ...fields }).filter(([, value]) => value !== undefined));
