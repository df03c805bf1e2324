import { propertyKey } from '../message/extendedProperties';

/** Tags of MAPI properties that hold whom a message, its answers or its receipts go to ([MS-OXPROPS]). */
const TAGS = new Set([
	0x0e02, 0x0e03, 0x0e04, 0x0e12, 0x004f, 0x0050, 0x0072, 0x0073, 0x0074, 0x0020, 0x0045, 0x0046, 0x0053, 0x0054,
	0x007d, 0x3003, 0x39fe, 0x4029, 0x402a, 0x402b, 0x5d05, 0x5ff6, 0x5ff7,
]);
/** PS_INTERNET_HEADERS: a header of any name. */
const HEADERS = '00020386-0000-0000-c000-000000000046';

/** Whether an extended property can say whom a message goes to, so that it would pass by the account's rules. */
export function carriesRecipients(id: string, isRecipientHeader: (name: string) => boolean): boolean {
	const key = propertyKey(id.trim());
	// An id that cannot be read is rejected by Outlook.
	if (key === undefined) return false;
	const tag = /^\S+ (\d+)$/.exec(key)?.[1];
	// `0x0E04001F` is the same tag with its type.
	if (tag !== undefined) return TAGS.has(Number(tag)) || TAGS.has(Math.floor(Number(tag) / 0x10000));
	const name = new RegExp(`^\\S+ \\{${HEADERS}\\} name (.+)$`, 's').exec(key)?.[1];
	return name !== undefined && isRecipientHeader(name);
}
