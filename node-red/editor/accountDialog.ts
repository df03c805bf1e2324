import { ACCOUNT_FIELDS } from '../../credentials/accountFields';
import { requestOf } from '../../credentials/administratorRequest';
import type { AccountReport } from '../../core/signIn/accountChecks';
import { sleep } from '../../core/clock';
import { CREDENTIAL_NAMES, TOKEN_KEY } from '../credentialNames';
import type { Progress } from '../signIn/attempts';
import type { AccountState } from '../signIn/endpoints';
import { clearReport, showReport } from './accountChecks';
import { LIMITS } from './accountForm';
import type { Translate } from './translate';
import { requestInOurLanguage } from './said';

// What the account's dialog does in the browser: shows what applies, signs in and out, and says how the sign-in stands.

type Way = 'browser' | 'paste' | 'device';

/** The sign-in that is under way in this dialog. */
interface Running {
	attempt: string;
	way: Way;
}

interface Answer {
	account?: AccountState;
	progress?: Progress;
	attempt?: string;
	address?: string;
	userCode?: string;
	text?: string;
	checks?: AccountReport['checks'];
	ok?: boolean;
}

interface Dialog {
	node: EditorNode;
	running?: Running;
	isOpen: boolean;
	/** Answers to older questions are dropped. */
	question: number;
	/** The same for Check. */
	checking?: number;
	/** While the pointer is down on a button: what to show afterwards. */
	held?: { shown?: Shown };
	unhold?: () => void;
}

const BUTTONS = ['signIn', 'again', 'signOut', 'finish', 'cancel'] as const;
type Button = (typeof BUTTONS)[number];

/** Between two looks at a sign-in that is under way, in milliseconds. */
const PAUSE = 1_000;
/** Only these change whose sign-in it is. */
const IDENTITY = ['grantType', 'cloud', 'graphUrl', 'loginUrl', 'tenant', 'clientId'];

let current: Dialog | undefined;

const inputOf = (name: string) => $(`#node-config-input-${(CREDENTIAL_NAMES as Record<string, string>)[name] ?? name}`);
const part = (name: string) => $(`#outlook-account-${name}`);

export function prepareAccount(this: EditorNode): void {
	closeAccount();
	const dialog: Dialog = { node: this, isOpen: true, question: 0 };
	current = dialog;
	// Accounts from before there was a choice are applications.
	if (this.grantType === undefined) inputOf('grantType').val('clientCredentials');
	for (const { name, default: preset } of ACCOUNT_FIELDS) {
		if (this[name] === undefined && preset === true) inputOf(name).prop('checked', true);
		if (
			this[name] === undefined &&
			typeof preset === 'string' &&
			preset !== '' &&
			name !== 'grantType' &&
			!(name in CREDENTIAL_NAMES)
		)
			inputOf(name).val(preset);
		inputOf(name).on('change input', () => {
			update(dialog);
			dialog.checking = (dialog.checking ?? 0) + 1;
			clearReport();
		});
		if (IDENTITY.includes(name)) inputOf(name).on('change', () => void look(dialog));
	}
	inputOf('redirectUri').attr('placeholder', ownAddress());
	part('way').val(
		/^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$))/.test(window.location.href) ? 'browser' : 'paste',
	);
	part('way').on('change', () => update(dialog));
	part('copy').on('click', () => copy(dialog, 'request', 'copy'));
	part('copy-redirect').on('click', () => copy(dialog, 'redirect', 'copy-redirect'));
	part('check').on('click', () => void check(dialog));
	prepareButtons(dialog);
	if (
		ACCOUNT_FIELDS.some(
			(field) => LIMITS.includes(field.name) && String(this[field.name] ?? field.default) !== String(field.default),
		)
	)
		part('limits').attr('open', '');
	if (
		valueOf('cloud') !== 'global' ||
		valueOf('clientCredentialType') === 'certificate' ||
		valueOf('redirectUri') !== ''
	)
		part('more').attr('open', '');
	update(dialog);
	void look(dialog);
}

/** What is under way on the server goes on there; only this dialog stops looking. */
export function closeAccount(): void {
	if (current) current.isOpen = false;
	current?.unhold?.();
	current = undefined;
}

/** What `checkFilledIn` is told of this account; a variable counts as filled in, whatever it may hold. */
export function saveAccount(this: EditorNode): void {
	const isApplication = !isDelegated();
	this.isFilledIn = ACCOUNT_FIELDS.filter(({ name, required, when }) => {
		const isProof = name === 'clientSecret' || when?.clientCredentialType !== undefined;
		return required && applies(when) && (isApplication || !isProof);
	}).every(({ name }) => String(valueOf(name)).trim() !== '');
	closeAccount();
}

/** Marks an account that was saved incomplete. Of one that no dialog has saved nothing is known. */
export function checkFilledIn(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return value !== false || this._('outlook-draft.invalid.account');
}

const applies = (when: Record<string, Array<string | boolean>> = {}): boolean =>
	Object.entries(when).every(([other, wanted]) => wanted.includes(valueOf(other)));

/** The field's value as it stands in the dialog. */
function valueOf(name: string): string | boolean {
	const isBoolean = ACCOUNT_FIELDS.some((field) => field.name === name && field.kind === 'boolean');
	return isBoolean ? inputOf(name).prop('checked') : inputOf(name).val();
}

function values(): Record<string, string | boolean> {
	return Object.fromEntries(ACCOUNT_FIELDS.map(({ name }) => [name, valueOf(name)]));
}

const isDelegated = () => valueOf('grantType') === 'authorizationCode';
const chosenWay = () => part('way').val() as Way;
const redirectOf = (way: Way) =>
	way === 'paste' ? 'http://localhost' : String(valueOf('redirectUri')).trim() || ownAddress();

/** The callback below this editor. Microsoft takes http for `localhost`, not for its numbers. */
function ownAddress(): string {
	const { origin, pathname } = window.location;
	return `${origin.replace(/\/\/(127\.0\.0\.1|\[::1\])/, '//localhost')}${pathname.replace(/[^/]*$/, '')}outlook-account/callback`;
}

function update(dialog: Dialog): void {
	const { node } = dialog;
	for (const { name, when } of ACCOUNT_FIELDS) part(`row-${name}`).toggle(applies(when));
	const delegated = isDelegated();
	part('permissions').toggle(delegated);
	part('sign-in').toggle(delegated);
	part('row-redirect').toggle(delegated && chosenWay() !== 'device');
	part('redirect').val(redirectOf(chosenWay()));
	part('guide').attr('href', `${GUIDE}#${delegated ? 'a-person-in-node-red' : 'the-application'}`);
	part('mailbox').attr('placeholder', delegated ? say(dialog, 'check.mailboxPerson') : 'support@contoso.com');
	part('way-note').text(node._(`outlook-draft.signIn.wayNote.${chosenWay()}`));
	part('request').val(requestInOurLanguage(translator(dialog), requestText()));
	// The account's own key: without it a sign-in could not be kept.
	if (delegated && inputOf(TOKEN_KEY).val() === '') inputOf(TOKEN_KEY).val(randomKey());
}

function randomKey(): string {
	const bytes = window.crypto.getRandomValues(new Uint8Array(32));
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const requestText = (): string =>
	requestOf(values(), { redirectUri: redirectOf(chosenWay()), isPublic: isDelegated() && chosenWay() !== 'browser' });

/** Puts a text of the dialog on the clipboard, whose newer interface is not there on plain http. */
function copy({ node }: Dialog, from: string, button: string): void {
	part(from).trigger('select');
	if (document.execCommand('copy')) part(button).text(node._('outlook-draft.signIn.button.copied'));
}

/** Where somebody who has never done this is led step by step. */
const GUIDE = 'https://github.com/draftwell/n8n-nodes-outlook-drafts/blob/main/docs/sign-in.md';

/** Asks the server to look at everything, with what stands in the dialog, deployed or not. */
async function check(dialog: Dialog): Promise<void> {
	const question = (dialog.checking = (dialog.checking ?? 0) + 1);
	clearReport(say(dialog, 'check.checking'));
	part('check').prop('disabled', true);
	const answer = await ask(dialog, 'check', { mailbox: part('mailbox').val() }).catch(
		(reason: unknown): Answer => ({ text: (reason as Error).message }),
	);
	if (!dialog.isOpen) return;
	part('check').prop('disabled', false);
	if (question !== dialog.checking) return;
	if (!answer.checks) {
		clearReport(answer.text);
		return;
	}
	showReport({ ok: answer.ok === true, checks: answer.checks, requestToAdministrator: '' }, translator(dialog));
	// A sign-in may have been found to be over.
	if (isDelegated() && !dialog.running) await look(dialog);
}

/** Asks the server how the account stands. */
async function look(dialog: Dialog): Promise<void> {
	const question = (dialog.question += 1);
	if (!isDelegated()) {
		const { account } = await ask(dialog, 'state').catch((): Answer => ({}));
		if (question === dialog.question && dialog.isOpen) showWarnings(dialog, account?.warnings ?? []);
		return;
	}
	if (dialog.running) return;
	show(dialog, { text: say(dialog, 'checking') });
	const answer = await ask(dialog, 'state').catch((reason: unknown): Answer => ({ text: (reason as Error).message }));
	if (question === dialog.question && dialog.isOpen && !dialog.running) showAccount(dialog, answer);
}

interface Shown {
	text: string;
	good?: boolean;
	granted?: string;
	code?: string;
	link?: string;
	paste?: boolean;
	buttons?: Button[];
	/** Somebody is on Microsoft's page, which may ask for an administrator. */
	isAway?: true;
}

function show(dialog: Dialog, shown: Shown): void {
	if (dialog.held) {
		dialog.held.shown = shown;
		return;
	}
	const { text, good, granted = '', code = '', link, paste = false, buttons = [], isAway } = shown;
	part('state')
		.text(text)
		.toggleClass('outlook-account-good', good === true)
		.toggleClass('outlook-account-bad', good === false);
	part('approval').text(isAway ? say(dialog, 'approval') : '');
	part('granted').text(granted);
	part('code').text(code);
	part('link')
		.attr('href', link ?? '#')
		.toggle(link !== undefined);
	part('pasted').toggle(paste);
	for (const name of BUTTONS) part(name).toggle(buttons.includes(name));
}

/** Made once: a button that is drawn anew between pressing and letting go gets no click. */
function prepareButtons(dialog: Dialog): void {
	for (const name of BUTTONS) {
		const button = $('<button type="button" class="red-ui-button">')
			.css({ marginRight: '6px' })
			.appendTo(part('buttons'));
		button
			.attr('id', `outlook-account-${name}`)
			.text(say(dialog, `button.${name}`))
			.toggle(false)
			.on('click', () => void actions[name](dialog));
	}
	// Leaving a field asks how the account stands now; the answer would move the button away from under the pointer.
	const box = document.getElementById('outlook-account-buttons')!;
	box.addEventListener('pointerdown', () => (dialog.held = {}));
	const release = () => window.setTimeout(() => letGo(dialog));
	window.addEventListener('pointerup', release);
	window.addEventListener('pointercancel', release);
	dialog.unhold = () => {
		window.removeEventListener('pointerup', release);
		window.removeEventListener('pointercancel', release);
	};
}

function letGo(dialog: Dialog): void {
	const { shown } = dialog.held ?? {};
	delete dialog.held;
	if (shown && dialog.isOpen) show(dialog, shown);
}

function showAccount(dialog: Dialog, { account, text }: Answer): void {
	if (!account) {
		show(dialog, { text: say(dialog, 'incomplete', { text: text ?? '' }), buttons: ['signIn'] });
		return;
	}
	const { signIn, person = '', granted, text: reason = '', warnings } = account;
	showWarnings(dialog, warnings);
	const grantedText = granted ? say(dialog, 'granted', { granted: granted.join(', ') }) : '';
	if (signIn === 'none') show(dialog, { text: say(dialog, 'none'), buttons: ['signIn'] });
	else if (signIn === 'ended')
		show(dialog, { text: say(dialog, 'ended', { person, text: reason }), good: false, buttons: ['again', 'signOut'] });
	else
		show(dialog, {
			text: say(dialog, person === '' ? 'signedInNobody' : 'signedIn', { person }),
			good: true,
			granted: grantedText,
			buttons: ['again', 'signOut'],
		});
}

function showWarnings(dialog: Dialog, warnings: string[]): void {
	const list = part('warnings').empty();
	for (const warning of warnings)
		$('<li>')
			.text(say(dialog, `warning.${warning}`))
			.appendTo(list);
}

const actions: Record<Button, (dialog: Dialog) => Promise<void>> = {
	signIn: begin,
	again: begin,
	cancel,
	finish,
	signOut,
};

async function begin(dialog: Dialog): Promise<void> {
	const way = chosenWay();
	delete dialog.held;
	dialog.question += 1;
	// At once, or the browser takes it for a window that nobody asked for.
	const page = way === 'device' ? null : window.open('', '_blank');
	const answer = await ask(dialog, 'sign-in', {
		way: way === 'device' ? 'device' : 'browser',
		redirectUri: redirectOf(way),
	}).catch((reason: unknown): Answer => ({ text: (reason as Error).message }));
	const { attempt, address, userCode } = answer;
	if (attempt === undefined || address === undefined) {
		page?.close();
		show(dialog, { text: say(dialog, 'failed', { text: answer.text ?? '' }), good: false, buttons: ['signIn'] });
		return;
	}
	if (page) {
		page.opener = null;
		page.location.href = address;
	}
	const running = { attempt, way };
	dialog.running = running;
	if (way === 'device')
		show(dialog, {
			text: say(dialog, 'waitingDevice', { address }),
			code: userCode ?? '',
			link: address,
			buttons: ['cancel'],
			isAway: true,
		});
	else
		show(dialog, {
			text: say(dialog, way === 'paste' ? 'waitingPaste' : 'waitingBrowser'),
			link: address,
			paste: way === 'paste',
			buttons: way === 'paste' ? ['finish', 'cancel'] : ['cancel'],
			isAway: true,
		});
	part('pasted').val('');
	await follow(dialog, running);
}

async function follow(dialog: Dialog, running: Running): Promise<void> {
	for (;;) {
		await sleep(PAUSE);
		if (!dialog.isOpen || dialog.running !== running) return;
		const answer = await ask(dialog, 'state', { attempt: running.attempt }).catch((): Answer => ({}));
		if (dialog.running !== running) return;
		if (answer.progress && answer.progress.state !== 'waiting') {
			end(dialog, answer);
			return;
		}
	}
}

/** Says what has become of an attempt. */
function end(dialog: Dialog, { progress, account }: Answer): void {
	delete dialog.running;
	if (progress?.state === 'failed') {
		show(dialog, { text: say(dialog, 'failed', { text: progress.text }), good: false, buttons: ['signIn'] });
		return;
	}
	showAccount(dialog, { ...(account ? { account } : {}) });
	// The key under which it is kept is still in this dialog only.
	if (inputOf(TOKEN_KEY).val() !== '__PWRD__') part('state').text(`${part('state').text()} ${say(dialog, 'deploy')}`);
}

async function finish(dialog: Dialog): Promise<void> {
	const { running } = dialog;
	if (!running) return;
	const { progress, text } = await ask(dialog, 'landing', {
		attempt: running.attempt,
		landing: part('pasted').val(),
	}).catch((reason: unknown): Answer => ({ text: (reason as Error).message }));
	if (dialog.running !== running) return;
	// The attempt waits on: the right address may still come. `follow` sees when it is over.
	if (progress?.state !== 'done')
		part('state')
			.text(say(dialog, 'failed', { text: progress?.state === 'failed' ? progress.text : (text ?? '') }))
			.toggleClass('outlook-account-bad', true);
}

async function cancel(dialog: Dialog): Promise<void> {
	const { running } = dialog;
	delete dialog.running;
	if (running) await ask(dialog, 'cancel', { attempt: running.attempt }).catch(() => {});
	await look(dialog);
}

async function signOut(dialog: Dialog): Promise<void> {
	dialog.question += 1;
	const answer = await ask(dialog, 'sign-out').catch(
		(reason: unknown): Answer => ({ text: (reason as Error).message }),
	);
	showAccount(dialog, answer);
}

/** Asks one of the account's endpoints. Rejects with an Error whose message is for the person. */
async function ask(dialog: Dialog, path: string, more: object = {}): Promise<Answer> {
	const settings = Object.fromEntries(Object.entries(values()).filter(([name]) => !(name in CREDENTIAL_NAMES)));
	const credentials = Object.fromEntries([
		...Object.entries(CREDENTIAL_NAMES).map(([name, credential]) => [credential, valueOf(name)]),
		[TOKEN_KEY, inputOf(TOKEN_KEY).val()],
	]) as object;
	return await new Promise<Answer>((resolve, reject) => {
		// A relative address: only then Node-RED adds the token of the person who is signed in to the editor.
		$.ajax({
			url: `outlook-account/${path}`,
			type: 'POST',
			contentType: 'application/json',
			data: JSON.stringify({ account: { id: dialog.node.id, settings, credentials }, ...more }),
			success: (answer) => resolve(answer as Answer),
			error: ({ status, responseJSON }) => {
				const said = (responseJSON as { text?: unknown } | undefined)?.text;
				reject(
					new Error(
						typeof said === 'string' ? said : say(dialog, status === 401 || status === 403 ? 'notAllowed' : 'offline'),
					),
				);
			},
		});
	});
}

const translator =
	({ node }: Dialog): Translate =>
	(key) =>
		node._(`outlook-draft.${key}`);

function say({ node }: Dialog, name: string, filled: Record<string, string> = {}): string {
	return Object.entries(filled).reduce(
		(text, [key, value]) => text.replace(`{${key}}`, () => value),
		node._(`outlook-draft.signIn.${name}`),
	);
}
