import { addressParser } from 'postal-mime';

import { invalidInput, quoted } from '../errors';
import { flatList } from '../fields/values';

/** Graph's `recipient` resource; `name` only where one was given. */
export interface Recipient {
	emailAddress: { address: string; name?: string };
}

/**
 * Reads recipients as people, spreadsheets and other nodes write them: a string with `;`, `,` or line breaks between
 * addresses, a list, `{name, address}` or Graph's `{emailAddress}` objects, a JSON list as text, all of them nested.
 * Blanks and trailing separators are dropped, groups are flattened (RFC 5322 §3.4).
 * `field` is the label for the refusal. Throws DraftError naming the entry that cannot be an address.
 */
export function readRecipients(value: unknown, field: string): Recipient[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return flatList(value, field).flatMap((entry) => readRecipients(entry, field));
	if (typeof value === 'string') return fromText(value, field);
	if (typeof value === 'object') return [fromObject(value as Record<string, unknown>, field)];
	throw refusal(value, field);
}

function fromObject(value: Record<string, unknown>, field: string): Recipient {
	const { address, name } = ('emailAddress' in value ? (value.emailAddress ?? {}) : value) as Record<string, unknown>;
	if (typeof address !== 'string') throw refusal(value, field);
	return recipient(address.trim(), typeof name === 'string' ? name.trim() : '', address, field);
}

function fromText(text: string, field: string): Recipient[] {
	const list = jsonList(text);
	if (list) return readRecipients(list, field);
	return splitOutsideQuotes(text)
		.map((entry) => entry.replace(MAILTO, '$1').replace(GROUP_NAME, '').replace(IN_SINGLE_QUOTES, '$1'))
		.filter((entry) => entry !== '')
		.map((entry) => fromEntry(entry, field));
}

/** An expression that prints a list gives JSON text; an address cannot begin with `[` or `{`. */
function jsonList(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A copied link, with or without a subject and the like (RFC 6068). */
const MAILTO = /^mailto:([^?]*).*$/i;
/** `Team:` in front of the first member of a group. Not the colon of `Team 9:30 <a@x.com>`. */
const GROUP_NAME = /^[^"<>@():]*:(?:\s+|(?=\S*$))/;
/** As spreadsheets write it: 'a@x.com' */
const IN_SINGLE_QUOTES = /^'([^'\s]+)'$/;
const BARE = /^[^\s<>"()]+(?:\s*\([^()]*\))?$/;
const NAMED = /^(?:"(?:[^"\\]|\\.)*"\s*|([^"<>]*))<[^<>]+>(?:\s*\([^()]*\))?$/;

/**
 * One entry: `a@x.com`, `a@x.com (Name)`, `Name <a@x.com>` or `"Name, any" <a@x.com>`. postal-mime reads it (comments,
 * encoded words), but only after its shape is certain: it takes `a@x.com b@x.com` for one address with a name.
 */
function fromEntry(entry: string, field: string): Recipient {
	const named = NAMED.exec(entry);
	if (!named && !BARE.test(entry)) throw refusal(entry, field, SEPARATE);
	const [parsed] = addressParser(entry);
	const address = parsed?.address ?? '';
	const unquotedName = named?.[1]?.trim() ?? '';
	// Outlook itself writes 'a@x.com' <a@x.com>; any other address in place of a name is a forgotten separator.
	const repeatsAddress = unquotedName.replace(/^'|'$/g, '').toLowerCase() === address.toLowerCase();
	if (unquotedName.includes('@') && !repeatsAddress) throw refusal(entry, field, SEPARATE);
	return recipient(address, repeatsAddress ? '' : (parsed?.name ?? ''), entry, field);
}

function recipient(address: string, name: string, entry: unknown, field: string): Recipient {
	if (!canBeAddress(address)) throw refusal(entry, field);
	return { emailAddress: name === '' || name === address ? { address } : { address, name } };
}

/** local@domain with something on both sides, no white space or control characters; letters of any script are allowed. */
function canBeAddress(address: string): boolean {
	const at = address.lastIndexOf('@');
	const local = address.slice(0, at);
	const domain = address.slice(at + 1);
	const plainLocal = /^[^\s@"<>()[\],;:\\\p{Cc}]+$/u.test(local) && !/^\.|\.\.|\.$/.test(local);
	const plainDomain = /^[^\s@"<>()[\],;:\\\p{Cc}]+$/u.test(domain) && !/^[.-]|\.\.|[.-]$/.test(domain);
	return at > 0 && address.length <= 320 && plainLocal && (plainDomain || /^\[[\w.:]+\]$/.test(domain));
}

/** Splits at `,`, `;` and line breaks that stand outside of quotes, `<>` and comments; empty entries are dropped. */
function splitOutsideQuotes(text: string): string[] {
	const entries: string[] = [];
	let entry = '';
	let inQuotes = false;
	let inAngle = false;
	let comments = 0;
	for (let i = 0; i < text.length; i++) {
		const char = text[i]!;
		if (char === '\\' && (inQuotes || comments > 0)) {
			entry += char + (text[++i] ?? '');
			continue;
		}
		if (char === '"' && comments === 0) inQuotes = !inQuotes;
		else if (!inQuotes && char === '(') comments += 1;
		else if (!inQuotes && char === ')') comments = Math.max(0, comments - 1);
		else if (!inQuotes && comments === 0 && (char === '<' || char === '>')) inAngle = char === '<';
		const separates = !inQuotes && !inAngle && comments === 0 && /[,;\r\n]/.test(char);
		if (separates) {
			entries.push(entry);
			entry = '';
		} else {
			entry += char;
		}
	}
	entries.push(entry);
	return entries.map((part) => part.trim()).filter((part) => part !== '');
}

const SEPARATE =
	'Put ; or , between addresses, and quotes around a name that holds a comma or an @: "Doe, John" <john@contoso.com>.';

function refusal(
	entry: unknown,
	field: string,
	hint = 'Write it like john@contoso.com or John Doe <john@contoso.com>.',
) {
	return invalidInput(`${field}: ${quoted(entry)} is not an e-mail address.`, hint);
}
