import { randomUUID } from 'node:crypto';
import { seal } from '../tokens.mts';
import type { Mailbox } from '../types.mts';
import type { Application } from './applications.mts';
import { findApplication } from './client.mts';
import { approvalNeeded, consentOf, giveConsent } from './consent.mts';
import { EntraError, errorUri } from './errors.mts';
import { obstacle } from './obstacle.mts';
import { failurePage, page } from './page.mts';
import { readScopes, wanted } from './scopes.mts';
import type { Scopes } from './scopes.mts';
import { approvalForm, mayChoose, signInForm } from './sign-in-form.mts';
import { given, redirect } from './state.mts';
import type { Entra, EntraAnswer, SignInRequest } from './state.mts';
import { audienceOf, checkAudience } from './tenants.mts';
import type { Audience } from './tenants.mts';

/** What the application asks for; everything about its address is already right. */
interface Wish {
	application: Application;
	audience: Audience;
	address: string;
	query: URLSearchParams;
	scopes: Scopes;
	permissions: string[];
}

/** Compared exactly but for the port of localhost. DOC entra/reference-error-codes (50011); the port RECALL entra/reply-url */
export function isRegistered({ redirectUris }: Application, address: string): boolean {
	if (redirectUris === 'any') return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
	const portless = (text: string): string => text.replace(/^(http:\/\/localhost):\d{1,5}(?=\/|$)/, '$1');
	return redirectUris.some((one) => portless(one) === portless(address));
}

function goBack({ address, query }: Pick<Wish, 'address' | 'query'>, values: Record<string, string>): EntraAnswer {
	const back = new URL(address);
	const parameters = given(query, 'response_mode') === 'fragment' ? new URLSearchParams() : back.searchParams;
	const state = query.get('state');
	for (const [name, value] of Object.entries({ ...values, ...(state === null ? {} : { state }) }))
		parameters.set(name, value);
	if (parameters !== back.searchParams) back.hash = parameters.toString();
	return redirect(back.href);
}

const refuse = (wish: Pick<Wish, 'address' | 'query'>, error: EntraError): EntraAnswer =>
	goBack(wish, {
		error: error.error,
		error_description: error.describe().description,
		error_uri: errorUri(error.code),
		...(error.code === 65004 ? { error_subcode: 'cancel' } : {}),
	});

/** Throws what the browser must show, because no application can be told. */
function readAddress(
	entra: Entra,
	{ tenant, query }: SignInRequest,
): Pick<Wish, 'application' | 'audience' | 'address' | 'query'> {
	const audience = audienceOf(tenant);
	const application = findApplication(entra, given(query, 'client_id'));
	checkAudience(application, audience);
	const address =
		given(query, 'redirect_uri') ?? (application.redirectUris === 'any' ? '' : (application.redirectUris[0] ?? ''));
	if (!isRegistered(application, address)) throw new EntraError(50011, address, application.clientId);
	return { application, audience, address, query };
}

/** Throws what the application is told. */
function readWish(known: Pick<Wish, 'application' | 'audience' | 'address' | 'query'>): Wish {
	const { query, application } = known;
	const type = given(query, 'response_type');
	if (type === undefined) throw new EntraError(900144, 'response_type');
	if (type !== 'code') throw new EntraError(70005, type);
	const mode = given(query, 'response_mode') ?? 'query';
	// The simulator's own limit: form_post is not there.
	if (!['query', 'fragment'].includes(mode)) throw new EntraError(70007, mode);
	if (!/^(plain|S256)$/i.test(given(query, 'code_challenge_method') ?? 'plain')) throw new EntraError(9002313);
	const scope = given(query, 'scope');
	if (scope === undefined) throw new EntraError(900144, 'scope');
	const scopes = readScopes(scope, application);
	return { ...known, scopes, permissions: wanted(scopes, application) };
}

function issueCode(entra: Entra, { application, address, query, scopes }: Wish, person: Mailbox): string {
	return seal({
		use: 'code',
		client: application.clientId,
		user: person.userPrincipalName,
		scope: scopes.text,
		redirect: address,
		challenge: query.get('code_challenge') ?? '',
		method: given(query, 'code_challenge_method')?.toLowerCase() === 's256' ? 's256' : 'plain',
		nonce: given(query, 'nonce'),
		exp: Date.now() + entra.switches.authorizationCodeSeconds * 1000,
		jti: randomUUID(),
	});
}

function finish(entra: Entra, wish: Wish, person: Mailbox): EntraAnswer {
	return goBack(wish, { code: issueCode(entra, wish, person), session_state: randomUUID() });
}

const show = (entra: Entra, wish: Wish, chosen: Mailbox | undefined, problem?: EntraError): EntraAnswer =>
	page(200, 'Sign in', signInForm(entra, { ...wish, chosen, problem }));

/** Who is signed in in this browser already: the one hinted at, else the first. */
function session(entra: Entra, wish: Wish, hinted: Mailbox | undefined): Mailbox | undefined {
	if (entra.switches.browserSession === 'none') return undefined;
	return hinted ?? mayChoose(entra, wish.application, wish.audience)[0];
}

/** The browser arrives: with a session and consent it is sent back at once, as with the real service. */
function arrive(entra: Entra, wish: Wish, tenant: string): EntraAnswer {
	const prompts = (given(wish.query, 'prompt') ?? '').split(' ');
	const hint = given(wish.query, 'login_hint');
	const hinted = hint === undefined ? undefined : entra.store.find(hint);
	const silent = prompts.includes('none');
	const person = session(entra, wish, hinted);
	// A hint at nobody is a hint at another session. INFERRED
	if (silent && (!person || (hint !== undefined && !hinted))) return refuse(wish, new EntraError(50058));
	if (
		!person ||
		(hint !== undefined && !hinted) ||
		prompts.some((one) => ['login', 'select_account', 'consent'].includes(one))
	)
		return show(entra, wish, hinted ?? person);
	const problem = obstacle(person, wish.application, wish.audience, tenant);
	if (problem) return silent ? refuse(wish, problem.as('interaction_required')) : show(entra, wish, person, problem);
	const consent = consentOf(entra, person, wish.application, wish.permissions);
	if (consent === 'given') return finish(entra, wish, person);
	if (silent)
		return refuse(
			wish,
			new EntraError(65001, wish.application.clientId, wish.application.displayName).as('consent_required'),
		);
	if (consent === 'refused') return refuse(wish, new EntraError(65004));
	if (consent === 'of an administrator')
		return page(
			200,
			'Need admin approval',
			approvalForm(wish.application, approvalNeeded(entra, wish.application), person),
		);
	return show(entra, wish, person);
}

/** The person has pressed a button. */
function decide(entra: Entra, wish: Wish, { form, tenant }: SignInRequest): EntraAnswer {
	const decision = given(form, 'decision');
	const approval = approvalNeeded(entra, wish.application);
	if (decision === 'leave') return refuse(wish, approval);
	if (decision === 'cancel') return refuse(wish, new EntraError(65004));
	const person = entra.store.find(given(form, 'person') ?? '');
	if (!person || decision !== 'accept')
		return show(entra, wish, person, new EntraError(50034, given(form, 'person') ?? ''));
	const problem = obstacle(person, wish.application, wish.audience, tenant);
	if (problem) return show(entra, wish, person, problem);
	const consent = consentOf(entra, person, wish.application, wish.permissions);
	if (consent === 'of an administrator')
		return page(200, 'Need admin approval', approvalForm(wish.application, approval, person));
	if (consent === 'refused') return refuse(wish, new EntraError(65004));
	giveConsent(entra, person, wish.application, wish.permissions);
	return finish(entra, wish, person);
}

/** GET shows the page or goes through; POST is the page's own answer. */
export function authorize(entra: Entra, request: SignInRequest): EntraAnswer {
	let known: Pick<Wish, 'application' | 'audience' | 'address' | 'query'> | undefined;
	try {
		known = readAddress(entra, request);
		const wish = readWish(known);
		return request.method === 'POST' ? decide(entra, wish, request) : arrive(entra, wish, request.tenant);
	} catch (error) {
		if (!(error instanceof EntraError)) throw error;
		return known ? refuse(known, error) : failurePage(error.message);
	}
}
