/**
 * What a token allows, for people to read; nothing is decided by it that Graph would not decide again. `scope` is the token
 * endpoint's own list. Undefined where neither tells (tokens of personal accounts cannot be read).
 */
export function grantedBy(token: string, scope = ''): string[] | undefined {
	const { scp, roles } = claimsOf(token);
	const named = typeof scp === 'string' ? scp.split(' ') : Array.isArray(roles) ? roles.map(String) : undefined;
	const listed =
		named ?? (scope === '' ? undefined : scope.split(/\s+/).map((name) => name.slice(name.lastIndexOf('/') + 1)));
	return listed?.filter((name) => name !== '' && !OWN.has(name.toLowerCase()) && name !== '.default');
}

/** Not permissions of Microsoft Graph, but of the sign-in itself. */
const OWN = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Does one of these permissions allow sending? */
export const mayAlsoSend = (granted: string[]): boolean =>
	granted.some((name) => /^mail\.send(\.shared)?$/i.test(name));

/**
 * The Graph that a token was asked for, as an origin: from the names of its permissions, which carry Graph's address, else from
 * its audience. Undefined where neither tells.
 */
export function graphOf(token: string, scope = ''): string | undefined {
	const named = scope.split(/\s+/).find((name) => /^https?:\/\//i.test(name));
	const { aud } = claimsOf(token);
	const address = named ?? (typeof aud === 'string' ? aud : '');
	return URL.canParse(address) && /^https?:/i.test(address) ? new URL(address).origin : undefined;
}

/** Who signed in, as people write it, from an id token; empty where it does not tell. */
export function personIn(idToken: string): string {
	const { name, preferred_username: address } = claimsOf(idToken);
	const [known, at] = [name, address].map((claim) => (typeof claim === 'string' ? claim : ''));
	return known !== '' && at !== '' ? `${known} (${at})` : at || known || '';
}

/** The address by which the person of a token signs in; undefined for an application, and where the token cannot be read. */
export function addressIn(token: string): string | undefined {
	const { upn, preferred_username: preferred, unique_name: unique } = claimsOf(token);
	return [upn, preferred, unique].find((name): name is string => typeof name === 'string' && name.includes('@'));
}

/** When a token ends, in milliseconds since 1970; undefined where it does not tell. */
export function endOf(token: string): number | undefined {
	const { exp } = claimsOf(token);
	return typeof exp === 'number' ? exp * 1_000 : undefined;
}

/** The claims of a JWT, unverified; empty for what is none. */
export function claimsOf(token: string): Record<string, unknown> {
	const part = token.split('.')[1] ?? '';
	try {
		const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
			character.charCodeAt(0),
		);
		const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}
