import { GraphError } from './errors.mts';
import { propertyKey } from './extended-properties.mts';
import type { MailCall } from './graph.mts';
import type { MessageContent } from './types.mts';

type Properties = Partial<Pick<MessageContent, 'singleValueExtendedProperties' | 'multiValueExtendedProperties'>>;

/**
 * A mailbox keeps every name that was ever given to a property, and has room for so many: a write with one more is refused. OBS docs#12168 (POST),
 * docs#12767 (PATCH). Properties that are known by a tag (`0x…`) need no name.
 */
export function claimNames({ mailbox, switches }: MailCall, properties: Properties): void {
	const all = [...(properties.singleValueExtendedProperties ?? []), ...(properties.multiValueExtendedProperties ?? [])];
	const names = all.map(({ id }) => propertyKey(id) ?? '').filter((key) => key.includes('{'));
	const fresh = new Set(names.filter((name) => !mailbox.propertyNames.has(name)));
	if (fresh.size === 0) return;
	if (mailbox.propertyNames.size + fresh.size > (mailbox.namedPropertyQuota ?? switches.namedPropertyQuota))
		throw new GraphError(403, 'ErrorQuotaExceeded', 'Cannot get ID from name.');
	for (const name of fresh) mailbox.propertyNames.add(name);
}
