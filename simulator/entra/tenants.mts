import { PERSONAL_TENANT, TENANT } from '../seed.mts';
import type { Person } from '../types.mts';
import type { Application } from './applications.mts';
import { EntraError } from './errors.mts';

/** What the address names: the tenant itself, or a group of accounts. DOC entra/v2-oauth2-device-code */
export type Audience = 'tenant' | 'common' | 'organizations' | 'consumers';

const own: string[] = [TENANT.name, TENANT.id, ...TENANT.domains];
const shared: Record<string, Audience> = {
	common: 'common',
	organizations: 'organizations',
	consumers: 'consumers',
	[PERSONAL_TENANT]: 'consumers',
};

export function audienceOf(tenant: string): Audience {
	const name = tenant.toLowerCase();
	if (own.includes(name)) return 'tenant';
	if (Object.hasOwn(shared, name)) return shared[name];
	// A tenant of another cloud. DOC entra/reference-error-codes; which names those are is RECALL
	if (/\.onmicrosoft\.us$|\.partner\.onmschina\.cn$/.test(name)) throw new EntraError(90038, tenant);
	throw new EntraError(isPossible(name) ? 90002 : 900023, tenant);
}

/** A GUID or a domain. Here also one word, since the simulator's own tenant is called by one. OBS caddy-dns/azure#3 */
function isPossible(name: string): boolean {
	const isGuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);
	return isGuid || (/^[a-z\d-]+(\.[a-z\d-]+)*$/.test(name) && !/^[\da-f]+(-[\da-f]+){4}$/.test(name));
}

export const isPersonal = ({ kind }: Pick<Person, 'kind'>): boolean => kind === 'personal';

export const tenantIdOf = (person: Person): string => (isPersonal(person) ? PERSONAL_TENANT : TENANT.id);

/** May the application be used at this address? 9002332: DOC entra/reference-error-codes; 50194: RECALL */
export function checkAudience(application: Application, audience: Audience): void {
	const { signInAudience, clientId, displayName } = application;
	if (audience === 'consumers' && !/Personal/.test(signInAudience))
		throw new EntraError(9002332, clientId, displayName);
	if (audience !== 'tenant' && signInAudience === 'AzureADMyOrg') throw new EntraError(50194, clientId);
}

/** May this account sign in at this address and to this application? A work account at /consumers: code INFERRED */
export function mayEnter(person: Person, application: Application, audience: Audience): boolean {
	if (isPersonal(person))
		return (audience === 'common' || audience === 'consumers') && /Personal/.test(application.signInAudience);
	return audience !== 'consumers' && application.signInAudience !== 'PersonalMicrosoftAccount';
}
