import { isRecord } from '../fields/values';

/** Members that have another name in the older interface. */
const RENAMED: Record<string, string> = { PropertyId: 'id' };
const OLD_TYPE = /^#?Microsoft\.OutlookServices\.(\w)/;

/**
 * A message in the names of the Outlook REST interface that came before Graph (`Subject`, `ToRecipients`, `EmailAddress`), as older
 * flows and exports have it, in Graph's names. Only where each member is known by its name with a small letter; any other
 * message stays as it is.
 */
export function inGraphNames(
	message: Record<string, unknown>,
	isKnown: (member: string) => boolean,
): Record<string, unknown> {
	const names = Object.keys(message).filter((name) => !name.includes('@'));
	const isOld = names.length > 0 && names.every((name) => /^[A-Z][a-z]/.test(name) && isKnown(lowerFirst(name)));
	return isOld ? (renamed(message) as Record<string, unknown>) : message;
}

function renamed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(renamed);
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, content]) =>
			name === '@odata.type' && typeof content === 'string'
				? [name, content.replace(OLD_TYPE, (_whole, first: string) => `#microsoft.graph.${first.toLowerCase()}`)]
				: [RENAMED[name] ?? (name.includes('@') ? name : lowerFirst(name)), renamed(content)],
		),
	);
}

const lowerFirst = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);
