import { invalidInput, quoted } from '../../errors';
import { isRecord, parseJson, readText } from '../../fields/values';
import { withoutEntities } from '../../html/entities';
import { entriesOf, type Entry } from './entries';
import { readEntry, recipient } from './entry';
import { trimInvisible } from './invisible';
import { FIELD_OF, targetOf, type Target } from './labels';
import { withoutMailto } from './mailto';
import { withoutLinks, withoutMarks, withoutTags } from './markup';
import { expand } from './objects';
import type { Recipient } from './recipient';
import { refusal, ROW, SEPARATE } from './refusal';
import { tableIn, type Row } from './table';
import { withoutVcards } from './vcard';

/** A recipient, and the line of a pasted header block that it stood in. */
interface Found {
	recipient: Recipient;
	target?: Target;
	label?: string;
}

/** An object that a script printed in another form than JSON: `{email: 'a@x.com'}`, `[{'name': 'Ann'}]`. */
const PRINTED_OBJECT = /^\[?\s*\{\s*['"]?(?!smtp\b)[a-z][\w ]*['"]?\s*:[^]*\}\s*\]?$/i;
const AS_OBJECT =
	'This is an object that was turned into text. Choose the address in it, or give it as JSON: [{"email": "john@contoso.com"}].';

/** How often a text in quotes or in encoded words is read anew. */
const DEEPEST = 4;

/**
 * Reads recipients as people, spreadsheets and other nodes write them: a text, a list, an object of another node, a JSON list
 * as text, all of them nested. `field` is the label for the refusal. Throws DraftError naming the entry that cannot be an
 * address, and for a line such as `Bcc:` of a pasted header block, whose people would become visible here.
 */
export function readRecipients(value: unknown, field: string): Recipient[] {
	const own = targetOf(field);
	return read(value, field).map((found) => {
		if (found.target !== undefined && found.target !== own) throw misplaced(found, field);
		return found.recipient;
	});
}

/** Recipients by their field. */
export interface RecipientFields {
	to: Recipient[];
	cc: Recipient[];
	bcc: Recipient[];
	replyTo: Recipient[];
}
type FieldName = keyof RecipientFields;

/** How many people see an address there. */
const VISIBLE: Record<FieldName, number> = { to: 3, cc: 2, bcc: 1, replyTo: 0 };

/**
 * Reads the four fields of recipients. A header block pasted into one of them (`To: …`, `Cc: …`, `Bcc: …`, a line each) is obeyed:
 * its people go to the fields that their lines name, as long as nobody becomes more visible than the field that it is in.
 */
export function readRecipientFields(values: Partial<Record<FieldName, unknown>>): RecipientFields {
	const result: RecipientFields = { to: [], cc: [], bcc: [], replyTo: [] };
	const moved: Array<[FieldName, Recipient]> = [];
	for (const name of Object.keys(result) as FieldName[]) {
		const field = FIELD_OF[name];
		const all = read(values[name], field);
		const own = all.filter(({ target }) => target === undefined || target === name);
		for (const found of all) {
			const { target } = found;
			if (target === undefined || target === name) result[name].push(found.recipient);
			else if (own.length > 0 && target in VISIBLE && VISIBLE[target as FieldName] < VISIBLE[name])
				moved.push([target as FieldName, found.recipient]);
			else throw misplaced(found, field);
		}
	}
	for (const [name, one] of moved) result[name].push(one);
	return result;
}

function misplaced({ recipient: { emailAddress }, target, label }: Found, field: string) {
	const line = quoted(`${label}: ${emailAddress.address}`);
	if (target === 'other' || target === undefined)
		return invalidInput(`${field}: ${line} is not a line of recipients.`, 'Paste only the addresses.');
	return invalidInput(
		`${field}: ${line} does not belong in this field.`,
		`Put ${emailAddress.address} into the field ${FIELD_OF[target]}, or leave out "${label}:" to have it in ${field}.`,
	);
}

/** Walks through lists and objects without recursion, since a list can be deeper than the stack. */
function read(value: unknown, field: string): Found[] {
	const found: Found[] = [];
	const open = new Set<unknown>();
	const stack: Array<{ value: unknown } | { leave: unknown }> = [{ value }];
	for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
		if ('leave' in task) {
			open.delete(task.leave);
			continue;
		}
		const { value: current } = task;
		const inside = valuesIn(current, field, found);
		if (inside === undefined) continue;
		if (open.has(current))
			throw invalidInput(`${field}: the list contains itself.`, 'Give the addresses as a text or a simple list.');
		open.add(current);
		stack.push({ leave: current });
		for (let i = inside.length - 1; i >= 0; i--) stack.push({ value: inside[i] });
	}
	return found;
}

/** What a list or an object holds. What is a recipient already goes to `found`. */
function valuesIn(value: unknown, field: string, found: Found[]): unknown[] | undefined {
	if (value === undefined || value === null) return undefined;
	if (Array.isArray(value)) return value as unknown[];
	if (Object.prototype.toString.call(value) === '[object Set]') return [...(value as Set<unknown>)];
	if (typeof value === 'string' || isBytes(value)) {
		const text = trimInvisible(typeof value === 'string' ? value : readText(value, field)!);
		const json = jsonIn(text);
		if (json !== undefined) return [json];
		if (PRINTED_OBJECT.test(text)) throw refusal(text, field, AS_OBJECT);
		for (const one of fromText(text, field, DEEPEST)) found.push(one);
		return undefined;
	}
	const expanded = isRecord(value) || typeof value === 'object' ? expand(value as Record<string, unknown>) : undefined;
	if (expanded === undefined) throw refusal(value, field);
	if ('values' in expanded) return expanded.values;
	for (const one of fromObject(expanded.address, expanded.name, field)) found.push(one);
	return undefined;
}

const isBytes = (value: unknown) =>
	ArrayBuffer.isView(value) || (isRecord(value) && value.type === 'Buffer' && Array.isArray(value.data));

/** An expression that prints a list gives JSON text; an address cannot begin with `[` or `{`. */
function jsonIn(text: string): unknown {
	const value = /^[[{]/.test(text) ? parseJson(text) : undefined;
	return typeof value === 'object' && value !== null ? value : undefined;
}

function fromObject(address: string, name: string, field: string): Found[] {
	const found = fromText(trimInvisible(address), field, DEEPEST);
	if (found.length === 0) throw refusal({ address, name }, field);
	if (name === '') return found;
	if (found.length > 1) throw refusal({ name, address }, field, SEPARATE);
	const [one] = found;
	return [
		{ ...one!, recipient: recipient(one!.recipient.emailAddress.address, nameOf(name), { name, address }, field) },
	];
}

/** A name that was given beside the address: it needs no quotes, but may have some. */
const nameOf = (name: string) => /^\s*"((?:[^"\\]|\\.)*)"\s*$/s.exec(name)?.[1]?.replace(/\\(.)/gs, '$1') ?? name;

function fromText(text: string, field: string, depth: number): Found[] {
	if (text === '') return [];
	const plain = plainText(text, field);
	const table = tableIn(plain);
	if (table) return table.flatMap((row) => fromRow(row, field));
	return entriesOf(plain).flatMap((entry) => fromEntry(entry, field, depth));
}

function fromRow({ text, cells }: Row, field: string): Found[] {
	const expanded = expand(cells);
	if (expanded === undefined || !('address' in expanded))
		throw refusal(text, field, 'There is no e-mail address in this row. Fill it in, or leave the row out.');
	const { address, name } = expanded;
	if (Object.values(cells).some((cell) => /[@＠]/.test(cell) && cell !== address && cell !== name))
		throw refusal(
			text,
			field,
			'There are several addresses in this row. Leave out the columns of those that are not meant.',
		);
	return fromObject(address, name, field);
}

/** The text without the markup around it. */
function plainText(text: string, field: string): string {
	const plain = withoutMailto(withoutLinks(withoutEntities(withoutTags(withoutVcards(text, field)))), field);
	// A list that a script printed: ['a@x.com', 'b@x.com'], {SMTP:a@x.com, smtp:b@x.com}
	const list = /^(?:\[([^[\]]*@[^[\]]*)\]|\{([^{}]*@[^{}]*)\})$/s.exec(plain)?.slice(1).find(Boolean) ?? plain;
	return withoutMarks(trimInvisible(list));
}

function fromEntry(entry: Entry, field: string, depth: number): Found[] {
	const { target, label } = entry;
	if (target === 'other')
		throw invalidInput(
			`${field}: ${quoted(`${label}: ${entry.text.trim()}`)} is not a line of recipients.`,
			'Paste only the lines To, Cc and Bcc, or only the addresses.',
		);
	if (entry.isOfRow && !/[@＠]/.test(entry.text)) throw refusal(entry.text.trim(), field, ROW);
	const at = target ? { target, label } : {};
	const result = readEntry(entry, field);
	if ('recipient' in result) return [{ recipient: result.recipient, ...at }];
	if (depth === 0) throw refusal(entry.text, field);
	const inner = trimInvisible(result.text);
	const found = fromText(inner, field, depth - 1);
	return found.map((one) => ({ ...at, ...one }));
}
