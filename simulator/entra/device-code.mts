import { randomBytes, randomInt } from 'node:crypto';
import type { Mailbox } from '../types.mts';
import type { Application } from './applications.mts';
import { findApplication } from './client.mts';
import { approvalNeeded, consentOf, giveConsent } from './consent.mts';
import { EntraError, errorJson } from './errors.mts';
import { obstacle } from './obstacle.mts';
import { escape, failurePage, page } from './page.mts';
import { readScopes, wanted } from './scopes.mts';
import type { Scopes } from './scopes.mts';
import { signInForm } from './sign-in-form.mts';
import { given, json } from './state.mts';
import type { Entra, EntraAnswer, SignInRequest } from './state.mts';
import { audienceOf, checkAudience } from './tenants.mts';
import type { Audience } from './tenants.mts';
import type { Grant } from './token.mts';

/** One attempt to sign in with a code that is typed elsewhere. */
export interface Device {
	userCode: string;
	application: Application;
	audience: Audience;
	scopes: Scopes;
	permissions: string[];
	expires: number;
	/** Milliseconds between two polls; grows with every slow_down (RFC 8628 §3.5). */
	interval: number;
	lastPoll: number;
	/** What the page has decided. */
	person?: Mailbox;
	refusal?: EntraError;
}

/** Without letters and digits that look alike. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newUserCode = (): string => Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('');

function start(entra: Entra, request: SignInRequest): EntraAnswer {
	const audience = audienceOf(request.tenant);
	if (!request.isForm) throw new EntraError(9002313);
	const application = findApplication(entra, given(request.form, 'client_id'));
	checkAudience(application, audience);
	const scope = given(request.form, 'scope');
	if (scope === undefined) throw new EntraError(900144, 'scope');
	const scopes = readScopes(scope, application);
	const { deviceCodeSeconds, deviceCodeInterval } = entra.switches;
	const deviceCode = randomBytes(48).toString('base64url');
	const userCode = newUserCode();
	entra.devices.set(deviceCode, {
		userCode,
		application,
		audience,
		scopes,
		permissions: wanted(scopes, application),
		expires: Date.now() + deviceCodeSeconds * 1000,
		interval: deviceCodeInterval * 1000,
		lastPoll: 0,
	});
	// No verification_uri_complete. DOC entra/v2-oauth2-device-code
	const verification = `${request.origin}/${request.tenant}/oauth2/deviceauth`;
	return json(200, {
		user_code: userCode,
		device_code: deviceCode,
		verification_uri: verification,
		expires_in: deviceCodeSeconds,
		interval: deviceCodeInterval,
		message: `To sign in, use a web browser to open the page ${verification} and enter the code ${userCode} to authenticate.`,
	});
}

export function deviceCode(entra: Entra, request: SignInRequest): EntraAnswer {
	try {
		return start(entra, request);
	} catch (error) {
		if (error instanceof EntraError) return json(error.status, errorJson(error));
		throw error;
	}
}

/** A poll. The values of `error`: DOC entra/v2-oauth2-device-code; the codes of a refusal INFERRED. */
export function deviceGrant(entra: Entra, { form }: SignInRequest, application: Application): Grant {
	const code = given(form, 'device_code');
	if (code === undefined) throw new EntraError(900144, 'device_code');
	const device = entra.devices.get(code);
	if (device?.application !== application) throw new EntraError(70018);
	if (device.expires <= Date.now()) throw new EntraError(70019);
	if (device.refusal) throw device.refusal;
	if (!device.person) {
		const isEarly = Date.now() - device.lastPoll < device.interval;
		device.lastPoll = Date.now();
		if (entra.switches.deviceCodeSlowDown && isEarly) {
			device.interval += 5000;
			// Entra's page does not name slow_down: RFC 8628; no source gives it a number of its own.
			throw new EntraError(70016).as('slow_down');
		}
		throw new EntraError(70016);
	}
	entra.devices.delete(code);
	return { person: device.person, application, scopes: device.scopes, permissions: device.permissions };
}

const codeForm = (problem: EntraError | undefined, typed: string): EntraAnswer =>
	page(
		200,
		'Enter code',
		`${problem ? `<p class="bad" role="alert">${escape(problem.message)}</p>` : ''}
<p>Enter the code that the app or device shows.</p>
<form method="get"><p><label>Code <input type="text" name="user_code" value="${escape(typed)}" autocomplete="off" autofocus required></label></p>
<div class="buttons"><button class="first">Next</button></div></form>`,
	);

const done = (text: string): EntraAnswer => page(200, 'You may close this page', `<p>${escape(text)}</p>`);

function decide(entra: Entra, device: Device, { form, tenant }: SignInRequest): EntraAnswer {
	const { application, permissions, audience } = device;
	const decline = (): EntraAnswer => {
		device.refusal = new EntraError(65004).as('authorization_declined');
		return done(`You declined. ${application.displayName} has been told.`);
	};
	if (given(form, 'decision') === 'cancel') return decline();
	const person = entra.store.find(given(form, 'person') ?? '');
	const again = (problem: EntraError): EntraAnswer =>
		page(
			200,
			'Sign in',
			signInForm(entra, { ...device, chosen: person, problem, hidden: { user_code: device.userCode } }),
		);
	if (!person) return again(new EntraError(50034, given(form, 'person') ?? ''));
	const problem = obstacle(person, application, audience, tenant);
	if (problem) return again(problem);
	if (entra.switches.deviceCodePolicy === 'blocked') {
		// That the polling application hears of it is INFERRED.
		device.refusal = new EntraError(53003);
		return failurePage(device.refusal.message);
	}
	const consent = consentOf(entra, person, application, permissions);
	if (consent === 'refused') return decline();
	if (consent === 'of an administrator') {
		device.refusal = approvalNeeded(entra, application);
		return failurePage(device.refusal.message);
	}
	giveConsent(entra, person, application, permissions);
	device.person = person;
	return done(`You have signed in to ${application.displayName} on your device.`);
}

/** Where the code is typed; Microsoft's is microsoft.com/devicelogin. */
export function devicePage(entra: Entra, request: SignInRequest): EntraAnswer {
	try {
		audienceOf(request.tenant);
	} catch (error) {
		return failurePage((error as EntraError).message);
	}
	const typed = given(request.form, 'user_code') ?? given(request.query, 'user_code') ?? '';
	if (typed === '') return codeForm(undefined, '');
	const wanted = typed.replace(/[\s-]/g, '').toUpperCase();
	const device = [...entra.devices.values()].find(({ userCode }) => userCode === wanted);
	if (!device || device.person || device.refusal) return codeForm(new EntraError(70018), typed);
	if (device.expires <= Date.now()) return codeForm(new EntraError(70019), typed);
	if (request.method === 'POST') return decide(entra, device, request);
	return page(
		200,
		'Sign in',
		signInForm(entra, { ...device, chosen: undefined, hidden: { user_code: device.userCode } }),
	);
}
