import { invalidField } from '../fields/read';
import { quoted } from '../errors';
import { parseJson } from '../fields/values';

/** Graph's `internetMessageHeader`. */
export interface InternetMessageHeader {
	name: string;
	value: string;
}

/** A JSON message takes five headers that begin with x-, a MIME message any. */
export type HeaderRules = 'json' | 'mime';

/** Graph rejects a sixth ("Maximum number of headers in one message should be less than or equal to 5."). */
export const MOST_HEADERS = 5;
/** RFC 5322 §3.6.8: printable ASCII without the colon. */
const FIELD_NAME = /^[\x21-\x39\x3b-\x7e]+$/;
/** What the dialog checks while a person types; the refusals in words are below. */
export function isCustomHeaderName(name: string): boolean {
	return FIELD_NAME.test(name) && startsWithX(name);
}

const startsWithX = (name: string) => /^x-/i.test(name);

/** RFC 5322 §2.1.1: 998 octets a line. */
const LONGEST_LINE = 998;

/**
 * Checks custom headers by Graph's rules before anything is sent, since one bad name fails the whole message.
 * Takes a list of `{name, value}` or an object of names and values, either also as JSON text; rows without a value are dropped.
 * Returns undefined instead of an empty list, which Graph rejects. Throws DraftError naming the header.
 */
export function readHeaders(value: unknown, rules: HeaderRules = 'json'): InternetMessageHeader[] | undefined {
	const headers = asList(value)
		// A value that an item does not have is not given, and neither is its header; `''` is a value.
		.filter((row) => row.value !== undefined && row.value !== null)
		.map(({ name, value: content }) => ({ name: asText(name).trim(), value: asText(content).trim() }))
		.filter((header) => header.name !== '' || header.value !== '');
	// A MIME message may have any number of headers with any names; composing it checks what a header is.
	if (rules === 'mime') return headers.length > 0 ? headers : undefined;
	for (const header of headers) checkHeader(header);
	if (headers.length > MOST_HEADERS) {
		throw invalidField(
			'customHeaders',
			`there are ${headers.length}, Outlook accepts at most ${MOST_HEADERS}.`,
			'Remove some of them, or put several values into one header.',
		);
	}
	return headers.length > 0 ? headers : undefined;
}

function asList(given: unknown): Array<{ name?: unknown; value?: unknown }> {
	const value = typeof given === 'string' ? (parseJson(given) ?? given) : given;
	if (value === undefined || value === null || value === '') return [];
	if (Array.isArray(value) && value.every(isRow)) return value as object[];
	if (typeof value === 'object' && !Array.isArray(value))
		return Object.entries(value).map(([name, content]) => ({ name, value: content }));
	throw invalidField(
		'customHeaders',
		'a list of names and values is needed.',
		'Give it as [{"name": "x-ticket", "value": "4711"}] or {"x-ticket": "4711"}.',
	);
}

/** `{name, value}`, or a row left empty. A row of another shape would otherwise be dropped in silence. */
function isRow(row: unknown): boolean {
	if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
	return Object.keys(row).length === 0 || 'name' in row || 'value' in row;
}

function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'object')
		throw invalidField('customHeaders', `${quoted(value)} is not a text.`, 'Choose a single value from it.');
	return String(value as string | number | boolean);
}

function checkHeader({ name, value }: InternetMessageHeader): void {
	if (name === '')
		throw invalidField(
			'customHeaders',
			`the value ${quoted(value)} has no name.`,
			'Give it a name that begins with x-.',
		);
	if (/[\r\n]/.test(name + value)) {
		throw invalidField(
			'customHeaders',
			`${quoted(name)} contains a line break, which a header cannot have.`,
			'Put the value on one line.',
		);
	}
	if (!FIELD_NAME.test(name)) {
		throw invalidField(
			'customHeaders',
			`${quoted(name)} cannot be a header name.`,
			'Use letters, digits and hyphens, for example x-ticket-id.',
		);
	}
	if (!startsWithX(name)) {
		throw invalidField(
			'customHeaders',
			`${quoted(name)} does not begin with x-, and Outlook rejects every other name.`,
			wayOut(name),
		);
	}
	if (new TextEncoder().encode(`${name}: ${value}`).length > LONGEST_LINE) {
		throw invalidField(
			'customHeaders',
			`${quoted(name)} is longer than the ${LONGEST_LINE} bytes of a header line.`,
			'Shorten its value.',
		);
	}
}

/** The field that does what a header would, by lower-case name. */
const FIELD_FOR: Record<string, string> = {
	bcc: 'Bcc',
	cc: 'Cc',
	'disposition-notification-to': 'Read Receipt',
	from: 'From',
	importance: 'Importance',
	keywords: 'Categories',
	priority: 'Importance',
	'reply-to': 'Reply To',
	'return-receipt-to': 'Delivery Receipt',
	sender: 'From',
	sensitivity: 'Sensitivity',
	subject: 'Subject',
	to: 'To',
};

function wayOut(name: string): string {
	const lower = name.toLowerCase();
	if (Object.hasOwn(FIELD_FOR, lower)) return `Use the field ${FIELD_FOR[lower]}.`;
	switch (lower) {
		case 'in-reply-to':
		case 'references':
			return (
				'Outlook sets this header itself if you use Create Reply Draft. Otherwise use Create Draft Message with ' +
				'Any Header (MIME), or Extended Properties: the ID is String 0x1042 for In-Reply-To, String 0x1039 for ' +
				'References.'
			);
		case 'list-unsubscribe':
			return (
				'Use Create Draft Message with Any Header (MIME), or Extended Properties: the ID is String 0x1045, the ' +
				'value for example <https://contoso.com/unsubscribe>.'
			);
		case 'message-id':
			return 'Set Message Comes From to Graph JSON, and "internetMessageId" in the message.';
		default:
			return `Rename it, for example to x-${lower}, or use Create Draft Message with Any Header (MIME).`;
	}
}

/** Headers by which Exchange itself talks: its header firewall removes them from messages of others (RECALL). */
export function droppedHeaders(headers: readonly InternetMessageHeader[]): string[] {
	return headers
		.map(({ name }) => name)
		.filter((name) =>
			/^x-(?:ms-exchange-(?:organization|forest|crosstenant|antispam)|forefront-antispam|microsoft-antispam)/i.test(
				name,
			),
		);
}
