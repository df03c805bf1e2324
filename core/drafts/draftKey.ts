import { invalidField, labelOf, read } from '../fields/read';
import { readText } from '../fields/values';
import type { FieldValues } from '../fields';

export const DUPLICATES = ['off', 'key', 'sameContent'] as const;
/** Whether the content of a draft is its key: then its files have to be read for it. */
export const isSameContent = (fields: FieldValues) => read.choice(fields, 'duplicates', DUPLICATES) === 'sameContent';

export const ON_EXISTING = ['return', 'update', 'fail'] as const;

/** What an operation does when the draft it is about to make is there already. */
export interface DraftKey {
	/** As stored with the draft: a readable prefix, `#`, and a hash. Compared by Exchange without regard to case. */
	value: string;
	onExisting: (typeof ON_EXISTING)[number];
}

/**
 * Reads `duplicates`, `draftKey` and `onExisting`. `scope` names the workflow and the node, so that the same key elsewhere
 * means another draft; `content` is what `sameContent` compares. Undefined: every run makes its own draft.
 */
export async function readDraftKey(
	fields: FieldValues,
	scope: string,
	content: unknown,
): Promise<DraftKey | undefined> {
	const duplicates = read.choice(fields, 'duplicates', DUPLICATES) ?? 'off';
	const onExisting = read.choice(fields, 'onExisting', ON_EXISTING) ?? 'return';
	if (duplicates === 'off') return undefined;
	const text = duplicates === 'key' ? readKey(fields.draftKey) : canonical(content);
	const prefix = duplicates === 'key' ? readable(text) : 'content';
	return { value: `${prefix}#${await sha256(`${scope}\n${duplicates}\n${text}`)}`, onExisting };
}

/** A name for the draft of a key in a mailbox, the same in every run: the Message-ID of a composed message is made of it. */
export async function nameOf({ value }: DraftKey, mailbox: string): Promise<string> {
	return (await sha256(`${mailbox.toLowerCase()}\n${value}`)).slice(0, 32);
}

function readKey(value: unknown): string {
	const key = readText(value, labelOf('draftKey')) ?? '';
	if (key.trim() !== '') return key;
	throw invalidField(
		'draftKey',
		'it is empty, so a later run could not recognise the draft.',
		'Use a value that identifies this draft, such as an order number, or time and address of a form ' +
			'submission; if it comes from an expression, check that every item has it.',
	);
}

/** The same text for the same content, in whatever order its members come. */
function canonical(content: unknown): string {
	return JSON.stringify(content, (_name, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value,
	);
}

/** For people who look at the property with a tool: nothing depends on it. */
const readable = (key: string) => key.replace(/[^A-Za-z0-9@._-]+/g, '_').slice(0, 40);

async function sha256(text: string): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Other bytes for every other text. UTF-8 has none for half a surrogate pair (a cut emoji), and TextEncoder makes the same
 * replacement character of each; such a text is taken as UTF-16, behind a byte that no UTF-8 holds.
 */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	if (!/\p{Surrogate}/u.test(text)) return new TextEncoder().encode(text);
	const bytes = new Uint8Array(1 + text.length * 2);
	const view = new DataView(bytes.buffer);
	bytes[0] = 0xff;
	for (let at = 0; at < text.length; at++) view.setUint16(1 + at * 2, text.charCodeAt(at));
	return bytes;
}
