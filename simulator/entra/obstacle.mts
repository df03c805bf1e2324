import type { Person } from '../types.mts';
import type { Application } from './applications.mts';
import { EntraError } from './errors.mts';
import { mayEnter } from './tenants.mts';
import type { Audience } from './tenants.mts';

/** What keeps this person from signing in to this application at this address, first thing or later. */
export function obstacle(
	person: Person,
	application: Application,
	audience: Audience,
	tenant: string,
): EntraError | undefined {
	if (!mayEnter(person, application, audience)) return new EntraError(50020, person.userPrincipalName, tenant);
	if (person.signInError) return new EntraError(person.signInError, person.userPrincipalName, application.displayName);
	// A shared mailbox is a disabled user. RECALL
	return person.kind === 'shared' ? new EntraError(50057) : undefined;
}
