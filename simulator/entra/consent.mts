import type { Person } from '../types.mts';
import type { Application } from './applications.mts';
import { EntraError } from './errors.mts';
import { needAdministrator } from './scopes.mts';
import type { Entra } from './state.mts';

export type Consent = 'given' | 'to be asked' | 'refused' | 'of an administrator';

const key = (person: Person, application: Application, permission: string): string =>
	`${person.id} ${application.clientId} ${permission}`.toLowerCase();

export function giveConsent(entra: Entra, person: Person, application: Application, permissions: string[]): void {
	for (const permission of permissions) entra.consents.add(key(person, application, permission));
}

/** With the organization's approval workflow the person may ask an administrator. DOC entra/reference-error-codes (90095) */
export const approvalNeeded = (entra: Entra, { displayName }: Application): EntraError =>
	new EntraError(entra.switches.consent === 'admin workflow' ? 90095 : 90094, displayName);

/** What stands between this person and these permissions. */
export function consentOf(entra: Entra, person: Person, application: Application, permissions: string[]): Consent {
	const { consent } = entra.switches;
	if (entra.tenantWide.has(application.clientId)) return 'given';
	if (permissions.length === 0) return 'given';
	if (consent === 'admin required' || consent === 'admin workflow' || person.consentByAdministrator)
		return 'of an administrator';
	if (consent === 'granted' || permissions.every((one) => entra.consents.has(key(person, application, one))))
		return 'given';
	if (consent === 'refused') return 'refused';
	return permissions.some((one) => needAdministrator.includes(one)) && person.kind !== 'personal'
		? 'of an administrator'
		: 'to be asked';
}
