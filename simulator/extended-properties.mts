/** Ids of extended properties: `{Type} {guid} Name {name}`, `{Type} {guid} Id 0x{hex}`, `{Type} 0x{tag}`. DOC extended-properties-overview */
const grammar = /^([A-Za-z]+) +(?:(\{[0-9A-Fa-f-]{36}\}) +(Name|Id) +(.+)|0x([0-9A-Fa-f]{1,8}))$/i;

const types = new Set([
	'string',
	'integer',
	'boolean',
	'systemtime',
	'double',
	'long',
	'short',
	'float',
	'currency',
	'binary',
	'clsid',
]);

/** One spelling for all spellings of an id; the name part is case-sensitive. Undefined: not an id. */
export function propertyKey(id: string): string | undefined {
	const match = grammar.exec(id);
	if (!match) return undefined;
	const type = match[1].toLowerCase();
	if (!types.has(type.replace(/array$/, ''))) return undefined;
	if (match[5]) return `${type} tag ${parseInt(match[5], 16)}`;
	const guid = match[2].toLowerCase();
	if (match[3].toLowerCase() === 'name') return `${type} ${guid} name ${match[4]}`;
	return /^0x[0-9a-f]{1,8}$/i.test(match[4]) ? `${type} ${guid} id ${parseInt(match[4], 16)}` : undefined;
}

/** Types as Graph writes them. */
const typeNames = new Map(
	['String', 'Integer', 'Boolean', 'SystemTime', 'Double', 'Long', 'Short', 'Float', 'Currency', 'Binary', 'CLSID'].map(
		(name) => [name.toLowerCase(), name],
	),
);

/** Types of properties that everybody has; Long and Integer are one to Exchange for a size (OBS zammad, others). MS-OXPROPS */
const typesOfKnown: Record<string, string[]> = {
	[`tag ${0x000f}`]: ['systemtime'],
	[`tag ${0x0017}`]: ['integer'],
	[`tag ${0x0036}`]: ['integer'],
	[`tag ${0x0037}`]: ['string'],
	[`tag ${0x0039}`]: ['systemtime'],
	[`tag ${0x0070}`]: ['string'],
	[`tag ${0x007d}`]: ['string'],
	[`tag ${0x0e07}`]: ['integer'],
	[`tag ${0x0e08}`]: ['integer', 'long'],
	[`tag ${0x1035}`]: ['string'],
	[`tag ${0x1039}`]: ['string'],
	[`tag ${0x1042}`]: ['string'],
	[`tag ${0x3fef}`]: ['systemtime'],
	['{6ed8da90-450b-101b-98da-00aa003f1305} id 39']: ['integer'],
	['{00062008-0000-0000-c000-000000000046} id 34064']: ['string'],
};

/** An id that says what it means, of a type that the property has. */
export function isUsableId(id: string): boolean {
	const key = propertyKey(id);
	if (key === undefined) return false;
	const [type] = key.split(' ');
	return typesOfKnown[key.slice(type.length + 1)]?.includes(type) ?? true;
}

/** In the service's own spelling: the type in its casing, numbers in lower-case hex without leading zeros. OBS zammad (2025), connectonion (2026). What becomes of the guid's and the name's casing is in no source but one sample, which keeps the name. */
export function normalisedId(id: string, nameCase: 'kept' | 'lower'): string {
	const match = grammar.exec(id);
	if (!match || propertyKey(id) === undefined) return id;
	const [, given, guid, kind, name, tag] = match;
	const lower = given.toLowerCase();
	const isArray = lower.endsWith('array');
	const type = `${typeNames.get(isArray ? lower.slice(0, -5) : lower)}${isArray ? 'Array' : ''}`;
	const hex = (text: string): string => `0x${parseInt(text, 16).toString(16)}`;
	if (tag) return `${type} ${hex(tag)}`;
	if (kind.toLowerCase() === 'id') return `${type} ${guid.toLowerCase()} Id ${hex(name)}`;
	return `${type} ${guid.toLowerCase()} Name ${nameCase === 'lower' ? name.toLowerCase() : name}`;
}

/**
 * PidTagMessageFlags without "unsent" at a JSON create makes a message that is no draft.
 * OBS (a published work-around for importing mail); the value seen there is 1.
 */
export function isUnsentByFlags(properties: { id: string; value: string }[]): boolean {
	const flags = properties.find(({ id }) => propertyKey(id) === `integer tag ${0x0e07}`);
	return !flags || (Number(flags.value) & 8) !== 0;
}
