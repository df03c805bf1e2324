/** Graph's `recipient` resource; `name` only where one was given. */
export interface Recipient {
	emailAddress: { address: string; name?: string };
}
