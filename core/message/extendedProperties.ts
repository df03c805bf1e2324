import { invalidInput, quoted } from '../errors';
import { dateOf, isRecord, parseJson, parseJsonList, readText } from '../fields/values';
import { momentOf } from './dateTime';

/** Graph's `singleValueLegacyExtendedProperty`. */
interface SingleValueProperty {
	id: string;
	value: string;
}

/** Graph's `multiValueLegacyExtendedProperty`. */
interface MultiValueProperty {
	id: string;
	value: string[];
}

export interface ExtendedProperties {
	single: SingleValueProperty[];
	multi: MultiValueProperty[];
}

/**
 * By lower-case type: what a value of it looks like, and an example for the refusal. Type names:
 * extended-properties-overview; the list RECALL.
 */
const TYPES: Record<string, { fits: RegExp; example: string }> = {
	string: { fits: /[\s\S]*/, example: 'any text' },
	integer: { fits: /^-?\d{1,10}$/, example: '42' },
	short: { fits: /^-?\d{1,5}$/, example: '42' },
	long: { fits: /^-?\d{1,19}$/, example: '42' },
	double: { fits: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i, example: '4.2' },
	float: { fits: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i, example: '4.2' },
	currency: { fits: /^-?\d+(\.\d{1,4})?$/, example: '4.20' },
	boolean: { fits: /^(true|false)$/i, example: 'true or false' },
	systemtime: { fits: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/i, example: '2026-01-31T09:00:00Z' },
	binary: { fits: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, example: 'base64' },
	clsid: { fits: /^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i, example: '66f5a359-4659-4830-9070-00047ec6ac6e' },
};

const GUID = '\\{[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}\\}';
/** `{type} {guid} Name {name}`, `{type} {guid} Id 0x…`, `{type} 0x…` (Microsoft Graph, "extended-properties-overview"). */
const ID = new RegExp(
	`^([A-Za-z]+) +(?:(${GUID}) +(?:(Name) +(\\S.*)|(Id) +0x([\\da-fA-F]{1,8}))|0x([\\da-fA-F]{1,8}))$`,
	'i',
);

/** One spelling for all spellings of an id; only the name is case-sensitive. Undefined: not an id of an extended property. */
export function propertyKey(id: string): string | undefined {
	const [, type = '', guid, , name, , named, tag] = ID.exec(id) ?? [];
	const lower = type.toLowerCase();
	if (!Object.hasOwn(TYPES, lower.replace(/array$/, ''))) return undefined;
	if (tag !== undefined) return `${lower} ${parseInt(tag, 16)}`;
	return name === undefined
		? `${lower} ${guid!.toLowerCase()} id ${parseInt(named!, 16)}`
		: `${lower} ${guid!.toLowerCase()} name ${name}`;
}

/** PidTagDeferredSendTime: when a message that waits in Drafts leaves. */
export const DEFERRED_SEND_TIME = 'SystemTime 0x3FEF';

/** Graph returns ids in a spelling of its own: `SystemTime 0x3FEF` comes back as `SystemTime 0x3fef` (recorded 2025). */
export const isSameProperty = (id: string | null | undefined, other: string): boolean =>
	typeof id === 'string' && comparable(id) === comparable(other);
const comparable = (id: string) => (propertyKey(id.trim()) ?? id).toLowerCase();

export const isListId = (id: string) => /^[A-Za-z]+array /i.test(id);

/**
 * Reads rows of `{id, value}`, an object of ids and values, or either as JSON text. Rows left empty are dropped. An id of a
 * list type (`StringArray …`) takes a list, a JSON list as text, or one value a line. Values become text, as Graph wants.
 */
export function readExtendedProperties(value: unknown, field: string): ExtendedProperties {
	const result: ExtendedProperties = { single: [], multi: [] };
	for (const row of asRows(value, field)) {
		const id = readText(row.id, field)?.trim() ?? '';
		// A value that an item does not have is not given; `''` is a value, but without an ID it is a row left empty.
		if (row.value === undefined || row.value === null || (id === '' && row.value === '')) continue;
		checkPropertyId(id, field);
		if (isListId(id)) result.multi.push({ id, value: listOf(row.value, field).map((one) => valueOf(one, id, field)) });
		else result.single.push({ id, value: valueOf(row.value, id, field) });
	}
	checkUnique(result, field);
	return result;
}

/** Rejects an id that Graph would reject. */
export function checkPropertyId(id: string, field: string): void {
	if (propertyKey(id) !== undefined) return;
	throw invalidInput(
		`${field}: ${quoted(id)} is not the ID of an extended property.`,
		'Write it like "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Ticket" or, for a property of Outlook, like "String 0x1045".',
	);
}

/** Rejects a property that is given twice: which of the two values wins is not known. */
export function checkUnique({ single, multi }: ExtendedProperties, field: string): void {
	const seen = new Set<string>();
	for (const { id } of [...single, ...multi]) {
		const key = propertyKey(id)!;
		if (seen.has(key)) throw invalidInput(`${field}: ${quoted(id)} is given twice.`, 'Keep one of the two.');
		seen.add(key);
	}
}

function asRows(value: unknown, field: string): Array<{ id?: unknown; value?: unknown }> {
	if (value === undefined || value === null || value === '') return [];
	const given = typeof value === 'string' ? parseJson(value) : value;
	if (Array.isArray(given) && given.every((row) => isRecord(row) && (Object.keys(row).length === 0 || 'id' in row)))
		return given as object[];
	if (isRecord(given))
		return 'id' in given ? [given] : Object.entries(given).map(([id, content]) => ({ id, value: content }));
	throw invalidInput(
		`${field}: a list of IDs and values is needed.`,
		'Give it as [{"id": "String 0x1045", "value": "<https://contoso.com>"}].',
	);
}

function listOf(value: unknown, field: string): unknown[] {
	if (Array.isArray(value)) return value;
	const text = readText(value, field) ?? '';
	return parseJsonList(text) ?? text.split(/\r\n|\r|\n/).filter((line) => line !== '');
}

function valueOf(value: unknown, id: string, field: string): string {
	const type = /^[A-Za-z]+?(?=(?:array)? )/i.exec(id)![0];
	const { fits, example } = TYPES[type.toLowerCase()]!;
	const text =
		type.toLowerCase() === 'systemtime'
			? (dateOf(value)?.toISOString() ?? asUtc(readText(value, field)))
			: readText(value, field);
	if (text !== undefined && (text !== '' || type.toLowerCase() === 'string') && fits.test(text)) return text;
	throw invalidInput(
		`${field}: the value ${quoted(value ?? '')} does not fit ${quoted(id)}.`,
		`For the type ${type} write ${example}.`,
	);
}

/** A time with another offset is the same moment in UTC; Exchange takes UTC only. */
function asUtc(text: string | undefined): string | undefined {
	return text === undefined || /Z$/i.test(text.trim()) ? text : (momentOf(text)?.toISOString() ?? text);
}
