import type { MailCall } from './graph.mts';

/** `Location` of what was made in a mailbox: its address plain, the `=` of ids too. OBS Nango (2026), zammad (2025), GNOME/msgraph (2024) */
export function locationOf({ origin, mailbox, switches }: MailCall, place: string): Record<string, string> {
	return switches.locationHeader ? { Location: `${origin}/v1.0/users('${mailbox.address}')/${place}` } : {};
}
