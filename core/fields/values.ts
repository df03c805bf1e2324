import { invalidInput, quoted } from '../errors';

/**
 * Reads a text field. Undefined and null mean "not given"; `''` is a value. Numbers, dates and the like are written out,
 * bytes (a Buffer of Node-RED, also after it went through JSON) are read as UTF-8.
 */
export function readText(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	const date = dateOf(value);
	if (date) return date.toISOString();
	const bytes = bytesOf(value);
	const text = bytes && decodeUtf8(bytes);
	if (text !== undefined) return text;
	throw invalidInput(
		`${field}: a text is needed, but the value is ${describe(value)}.`,
		'Choose a single value from it, or turn it into text first.',
	);
}

/** Reads one of fixed choices, in any letter case. Undefined, null and `''` mean "not given". */
export function readChoice<T extends string>(value: unknown, field: string, choices: readonly T[]): T | undefined {
	const text = readText(value, field)?.trim().toLowerCase();
	if (text === undefined || text === '') return undefined;
	const choice = choices.find((candidate) => candidate.toLowerCase() === text);
	if (choice === undefined)
		throw invalidInput(`${field}: ${quoted(value)} is not known.`, `Use one of: ${choices.join(', ')}.`);
	return choice;
}

/** Reads a whole number from `least` to `most`, as number or text. Undefined, null and `''` mean "not given". */
export function readWhole(value: unknown, field: string, least: number, most: number): number | undefined {
	const text = readText(value, field)?.trim() ?? '';
	if (text === '') return undefined;
	const number = Number(text);
	if (Number.isInteger(number) && number >= least && number <= most) return number;
	throw invalidInput(
		`${field}: ${quoted(value)} is not a whole number from ${least} to ${most}.`,
		'Enter digits only; if it comes from an expression, check what it gives.',
	);
}

/** Reads a switch as expressions, forms and spreadsheets give it. Undefined, null and `''` mean "not given". */
export function readSwitch(value: unknown, field: string): boolean | undefined {
	const choice = readChoice(value, field, ['true', 'false', 'yes', 'no', 'on', 'off', '1', '0']);
	return choice === undefined ? undefined : ['true', 'yes', 'on', '1'].includes(choice);
}

/** The same, where "not given" is `otherwise`. */
export function readFlag(value: unknown, field: string, otherwise: boolean): boolean {
	return readSwitch(value, field) ?? otherwise;
}

/**
 * Reads names: a text with `;`, `,` or line breaks between them, a list (whose entries are taken whole), or a list that an
 * expression printed as JSON. Spaces around and empty entries are dropped.
 */
export function readNames(value: unknown, field: string): string[] {
	const given = typeof value === 'string' ? (parseJsonList(value) ?? value.split(/[;,\r\n]/)) : value;
	const names = Array.isArray(given)
		? flatList(given, field).map((name) => readText(name, field))
		: [readText(given, field)];
	return names.flatMap((name) => (name === undefined || name.trim() === '' ? [] : [name.trim()]));
}

/** Lists in lists: as deep as spreadsheets and expressions make them. */
const DEEPEST = 20;

/** The entries of a list and of the lists in it. Throws DraftError for one that contains itself, or might as well. */
function flatList(list: unknown[], field: string, depth = 1): unknown[] {
	if (depth > DEEPEST)
		throw invalidInput(
			`${field}: the list contains itself, or its lists are nested too deeply.`,
			'Enter a plain list.',
		);
	return list.flatMap((entry) => (Array.isArray(entry) ? flatList(entry as unknown[], field, depth + 1) : [entry]));
}

/** The list in a text such as `["a","b"]`; undefined for any other text. */
export function parseJsonList(text: string): unknown[] | undefined {
	if (!/^\s*\[/.test(text)) return undefined;
	const value = parseJson(text);
	return Array.isArray(value) ? (value as unknown[]) : undefined;
}

/** Undefined: not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** `{…}`: also of another realm, as what comes from an expression or a message may be. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return Object.prototype.toString.call(value) === '[object Object]';
}

/** A Date, also of luxon or moment: expressions such as `$now` give those. */
export function dateOf(value: unknown): Date | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { toJSDate, toDate } = value as { toJSDate?: () => unknown; toDate?: () => unknown };
	const date =
		typeof toJSDate === 'function' ? toJSDate.call(value) : typeof toDate === 'function' ? toDate.call(value) : value;
	return Object.prototype.toString.call(date) === '[object Date]' && !Number.isNaN((date as Date).getTime())
		? (date as Date)
		: undefined;
}

/** A Buffer, other bytes, or a Buffer as JSON writes it. */
export function bytesOf(value: unknown): Uint8Array | undefined {
	if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
	const { type, data } = value as { type?: unknown; data?: unknown };
	return type === 'Buffer' && Array.isArray(data) ? Uint8Array.from(data as number[]) : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function describe(value: unknown): string {
	if (bytesOf(value as object)) return 'binary data that is not UTF-8 text';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	return typeof value === 'object' ? `an object (${quoted(value)})` : `a ${typeof value}`;
}
