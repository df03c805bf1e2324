import { invalidField } from '../fields/read';
import { quoted } from '../errors';
import { encodeBase64 } from '../mime/base64';
import { bytesOf, isRecord } from '../fields/values';

type Members = Record<string, unknown>;

/** Members of Graph's attachments (resources/fileattachment, itemattachment, referenceattachment), by their lower-case names. */
const MEMBERS = new Map(
	`@odata.type id name contentType contentBytes contentId contentLocation isInline size lastModifiedDateTime item
	sourceUrl providerType permission isFolder thumbnailUrl previewUrl`
		.split(/\s+/)
		.map((name) => [name.toLowerCase(), name]),
);
/** What people write for a member. */
const MEANT: Record<string, string> = {
	'odata.type': '@odata.type',
	filename: 'name',
	content: 'contentBytes',
	data: 'contentBytes',
	mimetype: 'contentType',
	cid: 'contentId',
};
const TYPES: Array<[member: string, type: string]> = [
	['contentBytes', '#microsoft.graph.fileAttachment'],
	['item', '#microsoft.graph.itemAttachment'],
	['sourceUrl', '#microsoft.graph.referenceAttachment'],
];
const EXAMPLE =
	'Write {"@odata.type": "#microsoft.graph.fileAttachment", "name": "offer.pdf", "contentBytes": "JVBERi0x…"}, the content in base64.';

/**
 * Completes an attachment of a message given as JSON where it is certain what was meant: its type, letter cases, base64 that
 * is wrapped, in the alphabet for URLs or a data URI. Rejects what Graph would reject with little more than "invalid".
 */
export function completedAttachment(given: Members, path: string): Members {
	const members = withKnownNames(given, path);
	const [, type] = TYPES.find(([member]) => members[member] !== undefined && members[member] !== null) ?? [];
	const stated = members['@odata.type'] ?? type;
	if (stated === undefined) throw invalidField('messageJson', `"${path}" has no content.`, EXAMPLE);
	const isFile = /fileAttachment$/i.test(String(stated));
	if (typeof members.name !== 'string' || members.name.trim() === '')
		throw invalidField('messageJson', `"${path}" needs a name.`, EXAMPLE);
	return {
		'@odata.type': stated,
		...members,
		...(isFile ? { contentBytes: asBase64(members.contentBytes, `${path}.contentBytes`) } : {}),
	};
}

function withKnownNames(given: Members, path: string): Members {
	const entries = Object.entries(given).map(([written, value]): [string, unknown] => {
		const lower = written.toLowerCase();
		const name = MEMBERS.get(lower) ?? (written.includes('@') ? written : undefined);
		if (name !== undefined) return [name, value];
		const meant = MEANT[lower.replace(/[^a-z.]/g, '')];
		throw invalidField(
			'messageJson',
			`Outlook knows no ${quoted(written)} in "${path}".`,
			meant === undefined ? EXAMPLE : `Write it "${meant}".`,
		);
	});
	return Object.fromEntries(entries);
}

function asBase64(content: unknown, path: string): string {
	const bytes = typeof content === 'object' && content !== null ? bytesOf(content) : undefined;
	if (bytes) return encodeBase64(bytes);
	if (typeof content !== 'string')
		throw invalidField(
			'messageJson',
			`"${path}" must be a text in base64, but it is ${quoted(content ?? null)}.`,
			EXAMPLE,
		);
	const text = content
		.replace(/^\s*data:[^,]{0,500};base64,/i, '')
		.replace(/\s+/g, '')
		.replace(/-/g, '+')
		.replace(/_/g, '/')
		.replace(/=+$/, '');
	if (/[^A-Za-z0-9+/]/.test(text) || text.length % 4 === 1)
		throw invalidField(
			'messageJson',
			`"${path}" is not base64: ${quoted(content.slice(0, 60))}.`,
			'Give the content of the file in base64, or attach the file with Attachments of this step.',
		);
	return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** An open extension needs its type and its name; other kinds of extensions name their type themselves. */
export function completedExtension(given: Members, path: string): Members {
	const names = Object.keys(given);
	const nameAs = names.find((name) => name.toLowerCase() === 'extensionname');
	const typeAs = names.find((name) => /^@?odata\.type$/i.test(name));
	if (nameAs === undefined && typeAs === undefined)
		throw invalidField(
			'messageJson',
			`"${path}" needs an extensionName.`,
			'Write {"@odata.type": "microsoft.graph.openTypeExtension", "extensionName": "Com.Contoso.Ticket", "number": 4711}.',
		);
	const { [nameAs ?? '']: name, [typeAs ?? '']: type, ...rest } = given;
	return {
		'@odata.type': type ?? 'microsoft.graph.openTypeExtension',
		...(nameAs === undefined ? {} : { extensionName: name }),
		...rest,
	};
}

/** `each` entry of a list, completed. What is no object has been rejected before. */
export function completedList(list: unknown, path: string, complete: typeof completedAttachment): unknown[] {
	return (list as unknown[]).map((one, index) => (isRecord(one) ? complete(one, `${path}[${index}]`) : one));
}
