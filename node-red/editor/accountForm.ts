import { ACCOUNT_FIELDS, type AccountField } from '../../credentials/accountFields';
import { CREDENTIAL_NAMES, TOKEN_KEY } from '../credentialNames';
import { PAGE_TEXTS } from '../signIn/page';
import { placeholderOf } from './draftForm';

// The account's dialog, written at build time. What it does in the browser is in accountDialog.ts.

/** Texts besides those of the fields; the parts in braces are filled in. */
export const ACCOUNT_TEXTS = {
	title: 'Sign-in',
	permissions: 'Permissions',
	limits: 'Limits of this account',
	way: 'How to Sign In',
	ways: {
		browser: 'In the browser, which comes back here',
		paste: 'In the browser, and paste the address where it ends',
		device: 'With a code on another device',
	},
	wayNote: {
		browser: 'Enter the redirect address exactly so in the app registration: Authentication → Add a platform → Web.',
		paste:
			'Enter http://localhost in the app registration: Authentication → Add a platform → Mobile and desktop ' +
			'applications; the client secret stays empty then. The browser ends on a page that cannot be shown: ' +
			'that is right.',
		device:
			'In the app registration, under Authentication → Settings, "Allow public client flows" has to be on. ' +
			'Many organisations block this way by a policy: then choose the browser.',
	},
	checking: 'Looking ...',
	none: 'Not signed in.',
	incomplete: 'Not signed in. {text}',
	signedIn: 'Signed in as {person}.',
	signedInNobody: 'Signed in.',
	granted: 'Granted: {granted}.',
	ended: 'The sign-in as {person} has ended. {text}',
	waitingBrowser: 'Waiting for the sign-in in the other window ...',
	approval: "Does Microsoft want an administrator's approval? Send the request below.",
	waitingPaste:
		'Sign in in the other window. When its address begins with http://localhost, copy the whole address from there and paste it here:',
	waitingDevice: 'Open {address} on any device and enter this code:',
	openPage: 'Open the sign-in page',
	failed: 'Not signed in: {text}',
	deploy: 'Deploy to keep it.',
	offline: 'Node-RED gave no answer.',
	notAllowed: 'You may not change accounts here (permission outlook-account.write).',
	pasted: 'Address',
	button: {
		signIn: 'Sign in',
		again: 'Sign in again',
		signOut: 'Sign out',
		cancel: 'Cancel',
		finish: 'Finish',
		copy: 'Copy',
		copied: 'Copied',
	},
	request: 'Request to your administrator',
	requestNote:
		'Copy this and send it: it asks for everything that has to be entered or granted in Microsoft Entra, and for what has to come back.',
	intro: 'It needs an app registration in Microsoft Entra.',
	guide: 'Step by step',
	more: 'More settings',
	redirect: 'Redirect Address',
	copyRedirect: 'Copy the redirect address',
	check: {
		title: 'Check',
		note: 'Asks Microsoft for a new token and opens the Drafts of one mailbox. Nothing is changed.',
		mailbox: 'Mailbox to Try',
		mailboxPerson: 'my mailbox',
		button: 'Check',
		checking: 'Checking ...',
		right: 'Everything works.',
		warnings: 'It works. Please look at what is marked.',
		wrong: 'Something is wrong:',
		mark: { ok: 'Right:', wrong: 'Wrong:', warning: 'Please look:', unknown: 'Not known:' },
	},
	page: PAGE_TEXTS,
	warning: {
		noAdminAuth: 'Anyone who reaches this editor can use this account: Node-RED has no adminAuth in its settings.',
		secretGenerated:
			'Node-RED has made the key of its credentials itself and keeps it beside them: set credentialSecret in its settings.',
		secretOff: 'Node-RED stores credentials unencrypted: credentialSecret is false in its settings.',
		canSend:
			'This sign-in may also send mail, although Allow Sending is off: take Mail.Send away from the app registration and its consent.',
		store: {
			unavailable: 'This Node-RED stores no settings: the sign-in lasts until it is restarted.',
			readOnly: 'The settings of this Node-RED are read-only: the sign-in lasts until it is restarted.',
			refused: 'Node-RED could not store the sign-in: it lasts until Node-RED is restarted.',
			noKey: 'The account has no key to store the sign-in with: press Done and deploy, then sign in.',
		},
	},
};

const key = (path: string) => `data-i18n="outlook-draft.${path}"`;
const text = (path: string) => key(`signIn.${path}`);

const STYLE = `.outlook-account-box { margin: 0 0 12px; padding: 10px 12px; border: 1px solid var(--red-ui-form-input-border-color); border-radius: 4px; }
.outlook-account-box p { margin: 0 0 8px; overflow-wrap: anywhere; }
.outlook-account-box p:empty { display: none; }
.outlook-account-note { margin: -4px 0 12px; font-size: 12px; line-height: 1.4; color: var(--red-ui-secondary-text-color); }
.outlook-account-good::before, .outlook-account-bad::before, .outlook-account-warnings li::before { margin-right: 6px; font-family: FontAwesome; }
.outlook-account-good::before { content: "\\f058"; color: var(--red-ui-text-color-success); }
.outlook-account-bad::before { content: "\\f071"; color: var(--red-ui-text-color-error); }
.outlook-account-box .outlook-account-code { display: block; margin-bottom: 8px; padding: 0; border: none; background: none; color: inherit; font: bold 20px monospace; letter-spacing: 3px; user-select: all; }
.outlook-account-box .outlook-account-code:empty { display: none; }
.outlook-account-box a { display: inline-block; margin-bottom: 8px; color: var(--red-ui-text-color-link); text-decoration: underline; }
.outlook-account-box input.outlook-account-pasted { width: 100%; margin-bottom: 8px; }
.red-ui-editor ul.outlook-account-warnings { margin: 0 0 12px; padding: 0; list-style: none; font-size: 12px; line-height: 1.4; }
.outlook-account-warnings li { margin: 0 0 4px; padding: 6px 10px; border-left: 3px solid var(--red-ui-text-color-warning, #ad7a00); background: var(--red-ui-secondary-background-hover); }
.outlook-account-warnings li::before { content: "\\f071"; }
.outlook-account-check-row { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 8px; }
.red-ui-editor .outlook-account-check-row label { width: auto; margin: 0; }
.red-ui-editor .outlook-account-check-row input { flex: 1 1 160px; width: auto; margin: 0; }
.red-ui-editor ul.outlook-account-checks { margin: 0; padding: 0; list-style: none; line-height: 1.4; }
.outlook-account-checks li { position: relative; margin: 0 0 6px; padding-left: 22px; overflow-wrap: anywhere; }
.outlook-account-checks li::before { position: absolute; left: 0; font-family: FontAwesome; }
.outlook-account-checks .outlook-account-ok::before { content: "\\f058"; color: var(--red-ui-text-color-success); }
.outlook-account-checks .outlook-account-wrong::before { content: "\\f057"; color: var(--red-ui-text-color-error); }
.outlook-account-checks .outlook-account-warning::before { content: "\\f071"; color: var(--red-ui-text-color-warning, #ad7a00); }
.outlook-account-checks .outlook-account-unknown::before { content: "\\f059"; color: var(--red-ui-secondary-text-color); }
.outlook-account-checks .outlook-account-unknown { color: var(--red-ui-secondary-text-color); }
.outlook-account-checks .outlook-account-fix { display: block; font-weight: 600; }
.outlook-account-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.outlook-account-details > summary { margin-bottom: 12px; cursor: pointer; }
.red-ui-editor .outlook-account-request { width: 100%; height: 150px; font: 12px/1.4 monospace; color: var(--red-ui-form-text-color); }`;

/** Shown at once: what everybody has to fill in. */
const FIRST = ['grantType', 'tenant', 'clientId', 'clientSecret'];
/** What the account's owner allows. */
export const LIMITS = [
	'allowSending',
	'allowDeleting',
	'allowedMailboxes',
	'allowedRecipients',
	'allowConversation',
	'mostRecipients',
];
const SECTIONS: Record<'more' | 'limits' | 'permissions', string[]> = {
	more: ['cloud', 'graphUrl', 'loginUrl', 'clientCredentialType', 'privateKey', 'certificate', 'redirectUri'],
	limits: LIMITS,
	permissions: ['otherMailboxes', 'searchPeople', 'customScopes', 'enabledScopes'],
};

export function accountForm(): string {
	const rows = (names: string[]) =>
		names.map((name) => row(ACCOUNT_FIELDS.find((field) => field.name === name)!)).join('\n');
	const known = new Set([...FIRST, ...Object.values(SECTIONS).flat()]);
	// A field that is new is shown before anybody has found a place for it.
	const others = ACCOUNT_FIELDS.map(({ name }) => name).filter((name) => !known.has(name));
	const section = (name: keyof typeof SECTIONS) =>
		`<details class="outlook-account-details" id="outlook-account-${name}"><summary ` +
		`${text(name)}></summary>\n${rows(SECTIONS[name])}\n</details>`;
	return [
		`<style>${STYLE}</style>`,
		'<div class="form-row"><label for="node-config-input-name"><i class="fa fa-tag"></i> <span ' +
			`${key('label.name')}></span></label> <input type="text" id="node-config-input-name"></div>`,
		`<p class="outlook-account-intro"><span ${text('intro')}></span> <a id="outlook-account-guide" ` +
			`target="_blank" rel="noopener noreferrer" ${text('guide')}></a></p>`,
		rows([...FIRST, ...others]),
		`<input type="hidden" id="node-config-input-${TOKEN_KEY}">`,
		signInPart(),
		checkPart(),
		'<ul class="outlook-account-warnings" id="outlook-account-warnings"></ul>',
		`<details class="outlook-account-details" id="outlook-account-request-part"><summary ${text('request')}></summary>
<p class="outlook-account-note" ${text('requestNote')}></p>
<textarea class="outlook-account-request" id="outlook-account-request" readonly data-i18n="[aria-label]outlook-draft.signIn.request"></textarea>
<button type="button" class="red-ui-button" id="outlook-account-copy" ${text('button.copy')}></button></details>`,
		section('more'),
		section('limits'),
		section('permissions'),
	].join('\n');
}

/** Where a person signs in. */
function signInPart(): string {
	const ways = Object.keys(ACCOUNT_TEXTS.ways)
		.map((way) => `<option value="${way}" ${text(`ways.${way}`)}></option>`)
		.join('');
	return `<div id="outlook-account-sign-in"><div class="form-row"><label for="outlook-account-way" ${text('way')}></label> <select id="outlook-account-way" style="width: 70%;">${ways}</select></div>
<div class="form-row" id="outlook-account-row-redirect"><label for="outlook-account-redirect" ${text('redirect')}></label> <input type="text" id="outlook-account-redirect" readonly style="width: calc(70% - 80px);"> <button type="button" class="red-ui-button" id="outlook-account-copy-redirect" data-i18n="[aria-label]outlook-draft.signIn.copyRedirect"><span ${text('button.copy')}></span></button></div>
<p class="outlook-account-note" id="outlook-account-way-note"></p>
<section class="outlook-account-box" aria-labelledby="outlook-account-title"><p><strong id="outlook-account-title" ${text('title')}></strong></p>
<div role="status"><p id="outlook-account-state"></p><p id="outlook-account-approval"></p><p id="outlook-account-granted"></p></div>
<code class="outlook-account-code" id="outlook-account-code"></code>
<a id="outlook-account-link" target="_blank" rel="noopener noreferrer" ${text('openPage')}></a>
<input type="text" class="outlook-account-pasted" id="outlook-account-pasted" autocomplete="off" placeholder="http://localhost/?code=..." data-i18n="[aria-label]outlook-draft.signIn.pasted">
<div id="outlook-account-buttons"></div></section></div>`;
}

/** What works and what does not, for both kinds of account. */
function checkPart(): string {
	return `<section class="outlook-account-box" aria-labelledby="outlook-account-check-title"><p><strong id="outlook-account-check-title" ${text('check.title')}></strong></p>
<p class="outlook-account-check-note" ${text('check.note')}></p>
<div class="outlook-account-check-row"><label for="outlook-account-mailbox" ${text('check.mailbox')}></label> <input type="text" id="outlook-account-mailbox" autocomplete="off"> <button type="button" class="red-ui-button" id="outlook-account-check" ${text('check.button')}></button></div>
<div role="status"><p id="outlook-account-checked"></p></div>
<ul role="list" class="outlook-account-checks" id="outlook-account-checks" aria-labelledby="outlook-account-checked"></ul></section>`;
}

function row(field: AccountField): string {
	const id = `node-config-input-${CREDENTIAL_NAMES[field.name as keyof typeof CREDENTIAL_NAMES] ?? field.name}`;
	const title = `data-i18n="[title]outlook-draft.account.${field.name}.description"`;
	const label = `<span ${key(`account.${field.name}.label`)}></span>`;
	const open = `<div class="form-row" id="outlook-account-row-${field.name}">`;
	if (field.kind === 'boolean') {
		return (
			`${open}<label></label> <label for="${id}" style="width: 70%;" ${title}><input type="checkbox" ` +
			`id="${id}" style="width: auto; margin: 0 6px 0 0; vertical-align: baseline;">${label}</label></div>`
		);
	}
	const input =
		field.kind === 'select'
			? `<select id="${id}" style="width: ` +
				`70%;">${field.choices!.map(({ value }) => `<option value="${value}" ${key(`account.${field.name}.choice.${value}`)}></option>`).join('')}</select>`
			: `<input type="${field.kind === 'secret' ? 'password' : 'text'}" id="${id}" ` +
				`autocomplete="${field.kind === 'secret' ? 'new-password' : 'off'}" ` +
				`${placeholderOf(field, 'account')}>`;
	return `${open}<label for="${id}" ${title}>${label}</label> ${input}</div>`;
}
