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

/**
 * PidTagMessageFlags without "unsent" at a JSON create makes a message that is no draft.
 * OBS (a published work-around for importing mail); the value seen there is 1.
 */
export function isUnsentByFlags(properties: { id: string; value: string }[]): boolean {
	const flags = properties.find(({ id }) => propertyKey(id) === `integer tag ${0x0e07}`);
	return !flags || (Number(flags.value) & 8) !== 0;
}
