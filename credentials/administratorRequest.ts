import { neededPermissions, purposeOf } from '../core/graph/permissions';
import { administratorRequest } from '../core/signIn/administratorRequest';
import { CLOUDS, scopeOf } from './accountFields';

/** Where the browser comes back to after a person's sign-in, and whether that address is one of a public client. */
export interface Landing {
	redirectUri: string;
	isPublic: boolean;
}

/** The text for an administrator, from an account's settings as they stand, complete or not. */
export function requestOf(values: Record<string, unknown>, { redirectUri, isPublic }: Landing): string {
	const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '');
	const signIn = values.grantType === 'clientCredentials' ? 'application' : 'delegated';
	const { loginUrl, graphUrl } = CLOUDS[text('cloud') || 'global'] ?? {
		loginUrl: text('loginUrl').replace(/\/+$/, ''),
		graphUrl: text('graphUrl').replace(/\/+$/, ''),
	};
	const allowSending = values.allowSending === true;
	const names =
		signIn === 'delegated'
			? permissionNames(scopeOf(values, graphUrl))
			: [...neededPermissions(signIn, []).map(({ name }) => name), ...(allowSending ? ['Mail.Send'] : [])];
	return administratorRequest({
		signIn,
		tenant: text('tenant'),
		clientId: text('clientId'),
		loginUrl,
		permissions: names.map((name) => ({ name, purpose: purposeOf(name) })),
		allowSending,
		proof: values.clientCredentialType === 'certificate' ? 'certificate' : 'secret',
		redirectUri,
		isPublic,
	});
}

/** Names of permissions without Graph's address before them. */
export const permissionNames = (scope: string): string[] =>
	scope
		.split(/\s+/)
		.map((name) => name.slice(name.lastIndexOf('/') + 1))
		.filter((name) => name !== '');
