import { TENANT } from '../seed.mts';
import { isRegistered } from './authorize.mts';
import { findApplication } from './client.mts';
import { EntraError } from './errors.mts';
import { escape, failurePage, page } from './page.mts';
import { applicationPermissions, delegatedPermissions } from './scopes.mts';
import { given, redirect } from './state.mts';
import type { Entra, EntraAnswer, SignInRequest } from './state.mts';
import { audienceOf } from './tenants.mts';

const item = (name: string, text: string): string =>
	`<li>${escape(text)} <code class="muted">${escape(name)}</code></li>`;

/** An administrator consents for everyone: page, then back with `tenant`, `state`, `admin_consent=True`. DOC entra/v2-oauth2-client-creds-grant-flow */
export function adminConsent(entra: Entra, { tenant, query, form, method }: SignInRequest): EntraAnswer {
	try {
		audienceOf(tenant);
		const application = findApplication(entra, given(query, 'client_id'));
		const address = given(query, 'redirect_uri') ?? '';
		if (!isRegistered(application, address)) throw new EntraError(50011, address, application.clientId);
		if (method !== 'POST') {
			const list = [
				...application.delegated.map((name) => item(name, delegatedPermissions[name] ?? name)),
				...application.application.map((name) => item(name, applicationPermissions[name] ?? name)),
			].join('');
			return page(
				200,
				'Permissions requested for your organization',
				`<p>${escape(application.displayName)} would like to, for all of ${TENANT.displayName}:</p><ul>${list}</ul>
<form method="post"><div class="buttons"><button name="decision" value="cancel">Cancel</button><button class="first" name="decision" value="accept">Accept</button></div></form>`,
			);
		}
		const back = new URL(address);
		const state = query.get('state');
		const accepted = given(form, 'decision') === 'accept';
		if (accepted) {
			application.adminConsented = true;
			entra.tenantWide.add(application.clientId);
		}
		const values = accepted
			? { tenant: TENANT.id, admin_consent: 'True' }
			: { error: 'permission_denied', error_description: 'The admin canceled the request' };
		for (const [name, value] of Object.entries({ ...values, ...(state === null ? {} : { state }) }))
			back.searchParams.set(name, value);
		return redirect(back.href);
	} catch (error) {
		if (error instanceof EntraError) return failurePage(error.message);
		throw error;
	}
}
