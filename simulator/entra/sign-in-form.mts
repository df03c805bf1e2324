import type { Mailbox, Person } from '../types.mts';
import type { Application } from './applications.mts';
import type { EntraError } from './errors.mts';
import { escape } from './page.mts';
import { delegatedPermissions } from './scopes.mts';
import type { Scopes } from './scopes.mts';
import type { Entra } from './state.mts';
import { mayEnter } from './tenants.mts';
import type { Audience } from './tenants.mts';

export interface FormContent {
	application: Application;
	audience: Audience;
	permissions: string[];
	scopes: Scopes;
	/** Marked at first. */
	chosen: Person | undefined;
	/** Said above the form. */
	problem?: EntraError;
	/** Goes along with the answer. */
	hidden?: Record<string, string>;
}

/** Who is offered: shared mailboxes are users who cannot sign in. RECALL */
export const mayChoose = (entra: Entra, application: Application, audience: Audience): Mailbox[] =>
	entra.store.directory.filter((person) => person.kind !== 'shared' && mayEnter(person, application, audience));

function person(one: Person, isChosen: boolean): string {
	const remark = one.remark ? `<span class="muted">${escape(one.remark)}</span>` : '';
	return `<label><input type="radio" name="person" value="${escape(one.userPrincipalName)}" required${isChosen ? ' checked autofocus' : ''}>
<span><span>${escape(one.displayName)}</span><span class="muted">${escape(one.userPrincipalName)}</span>${remark}</span></label>`;
}

const wishText: Record<string, string> = { ...delegatedPermissions, offline_access: 'Keep the access that you give' };

const permission = (name: string): string =>
	`<li>${escape(wishText[name] ?? name)} <code class="muted">${escape(name)}</code></li>`;

/** "Pick an account" and "Permissions requested" of the real pages, as one form that is sent to its own address. */
export function signInForm(
	entra: Entra,
	{ application, audience, permissions, scopes, chosen, problem, hidden = {} }: FormContent,
): string {
	const people = mayChoose(entra, application, audience);
	const first = people.includes(chosen as Mailbox) ? chosen : people[0];
	const wishes =
		permissions.length > 0
			? `<h2>${escape(application.displayName)} would like to</h2>\n<ul>${permissions.map(permission).join('')}${scopes.offline ? permission('offline_access') : ''}</ul>`
			: '';
	const fields = Object.entries(hidden)
		.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
		.join('');
	return `${problem ? `<p class="bad" role="alert">${escape(problem.message)}</p>` : ''}
<p class="muted">to continue to ${escape(application.displayName)}</p>
<form method="post">${fields}
<fieldset><legend>Pick an account</legend><div class="people">${people.map((one) => person(one, one === first)).join('\n')}</div></fieldset>
${wishes}
<div class="buttons"><button name="decision" value="cancel" formnovalidate>Cancel</button><button class="first" name="decision" value="accept">Accept</button></div>
</form>`;
}

/** "Need admin approval". */
export const approvalForm = (
	application: Application,
	problem: EntraError,
	chosen: Person,
): string => `<p>${escape(application.displayName)} needs permission to access resources in your organization that only an administrator can grant.</p>
<p class="muted">${escape(problem.message)}</p>
<form method="post"><input type="hidden" name="person" value="${escape(chosen.userPrincipalName)}">
<div class="buttons"><button class="first" name="decision" value="leave">Return to the application without granting consent</button></div></form>`;
