import type { Page } from './combobox';
import type { Translate } from './translate';

/**
 * What the server says in the ordinary course of things and the dialogs show: names in lists, what Check finds, the request to an
 * administrator. It says so in English, and the dialog in its own language. Errors stay in English everywhere, as they come with codes
 * that people look up. What stands in braces is filled in; where it is a text of `PART`, that is translated too.
 */
export const SAID = {
	list: {
		mine: 'My mailbox',
		entered: '{address} (as entered)',
		noSubject: '(no subject)',
		noSubjectFrom: '(no subject) - {details}',
		limited: "The account's settings allow only these mailboxes.",
		colleagues: 'Only people you work with are listed. Listing all needs the permission {permission}.',
		nobody: 'Listing people needs the permission {permission}. Any mailbox can be entered by its address.',
	},
	part: {
		tenant: 'Tenant',
		client: 'Client',
		clientSecret: 'Client secret',
		certificate: 'Certificate',
		signIn: 'Sign-in',
		mailbox: 'Mailbox',
		sending: 'Sending',
		permission: 'Permission {permission}',
	},
	whose: { mine: 'Your mailbox', other: 'The mailbox "{mailbox}"' },
	days: { one: '1 day', many: '{number} days' },
	types: {
		one: 'Accounts in this organizational directory only (single tenant)',
		any: 'Accounts in any organizational directory',
		anyAndPersonal: 'Accounts in any organizational directory and personal Microsoft accounts',
	},
	platform: { web: 'Web', desktop: 'Mobile and desktop applications' },
	refused: {
		tenant: 'Microsoft does not take the tenant "{tenant}"',
		client: 'Microsoft cannot use this client ID in this tenant',
		noProof: 'The app registration wants a secret or a certificate',
		proof: 'Microsoft did not accept the client secret',
		certificate: 'Microsoft did not accept the certificate',
		clock: "Microsoft did not accept the time in the certificate's proof",
		cloud: 'Tenant, cloud and addresses do not belong together',
		signIn: 'Microsoft did not sign this account in',
		permissions: 'Nobody has consented to the permissions',
	},
	purpose: {
		read: 'to read drafts and messages',
		write: 'to make, change and delete drafts',
		send: 'to send messages',
		writeShared: 'to do the same in mailboxes of others',
		sendShared: 'to send from mailboxes of others',
		people: 'to choose mailboxes from a list (optional)',
		peopleNeeded: 'to choose mailboxes from a list',
		openid: 'to sign in',
		profile: 'to show who has signed in',
		offline: 'to stay signed in',
	},
	check: {
		answers: "Microsoft's sign-in answers ({host}).",
		ahead: "This computer's clock is {minutes} minutes ahead.",
		behind: "This computer's clock is {minutes} minutes behind.",
		setClock: 'Set the clock, best by a time server.',
		application: 'Microsoft signs the application in.',
		aPerson: 'A person is signed in.',
		person: '{person} is signed in.',
		nobody: 'Nobody has signed in to this account yet.',
		pressSignIn:
			'Press "Sign in" above. If Microsoft\'s page shows AADSTS50011 then, the redirect address is not in the ' +
			'app registration: copy it from here, character by character.',
		afterWrong: '{part}: not looked at, since something before it is wrong.',
		atSignIn: '{part}: looked at when someone signs in.',
		noToken: '{part}: not looked at, since there is no token.',
		grantUnknown: '{part}: the token does not say whether it is granted.',
		allowUnknown: '{part}: the token does not say whether it is allowed.',
		noneOfOwn: '{part}: not tried, since an application has none of its own.',
		enterOne: 'Enter the address of one to have it tried.',
		tenant: 'The tenant "{tenant}" was found.',
		client: 'The client ID is known in this tenant.',
		public: 'The app registration is a public client: it needs no secret and no certificate.',
		secret: 'The client secret is accepted. When it ends can be seen only in Entra, under Certificates & secrets.',
		certificate: 'The certificate is accepted.',
		certificateEnds: 'The certificate is accepted. It ends on {day}, in {days}.',
		newCertificate: 'Make a new certificate, upload it to the app registration and enter it here before then.',
		expired:
			'The certificate has expired on {day}: make a new one, upload it to the app registration and enter it here.',
		secretId:
			'What was entered looks like the Secret ID. Enter the Value of the secret; Entra shows it only once, so ' +
			'make a new secret if it is lost.',
		refused: '{refused} ({code}).',
		granted: '{permission} is granted: {purpose}.',
		notGranted: '{permission} is not granted. It is needed {purpose}.',
		byExchange: '{permission} is granted by Exchange for this mailbox (RBAC for Applications).',
		addForApplication:
			'Add it under API permissions → Microsoft Graph → Application permissions (not Delegated) and press "Grant admin consent" there.',
		addForPerson:
			'Add it under API permissions → Microsoft Graph → Delegated permissions (not Application), then sign in again and accept.',
		sendingOff: 'Nothing is sent: Allow Sending is off.',
		sendingOn: 'Sending is possible: Allow Sending is on, Mail.Send is granted.',
		sendingLacks: 'Allow Sending is on, but Mail.Send is not granted, so nothing can be sent.',
		addSending:
			'Add the application permission Mail.Send and press "Grant admin consent", or switch Allow Sending off.',
		acceptSending: 'Sign in again and accept: only then Mail.Send is asked for. Or switch Allow Sending off.',
		cannotSend: 'Nothing can be sent: Allow Sending is off, and Mail.Send is not granted.',
		canSend: 'The token can also send mail, although Allow Sending is off.',
		takeAway: 'Take Mail.Send away from the app registration and its consent, or switch Allow Sending on.',
		mailbox: '{whose} can be used.',
	},
	request: {
		please:
			'Please set up access to Outlook in Microsoft Entra (https://entra.microsoft.com → App registrations). ' +
			'It creates drafts in Outlook; a person checks and sends them.',
		newRegistration: '{number}. New registration',
		registration: '{number}. The registration',
		clientId: 'Application (client) ID: {id}',
		tenantId: 'Directory (tenant) ID: {id}',
		accountTypes: 'Supported account types: {types}',
		addPlatform: '{number}. Authentication → Add a platform',
		platform: 'Platform: {platform}',
		redirect: 'Redirect address: {address}',
		delegated: '{number}. API permissions → Add a permission → Microsoft Graph, delegated permissions:',
		application: '{number}. API permissions → Add a permission → Microsoft Graph, application permissions:',
		permission: '{permission} {purpose}',
		notSend: 'Not Mail.Send: nothing is to be sent by it.',
		consentOfPerson: 'Then press "Grant admin consent", where people may not consent themselves.',
		consent: 'Then press "Grant admin consent": without it none of these works.',
		consentPage: 'Or open this as an administrator:',
		limit: 'To limit it to single mailboxes use RBAC for Applications in Exchange Online in place of Mail.ReadWrite.',
		publicClient: '{number}. Authentication → Settings → Allow public client flows: on. It needs no secret.',
		upload: '{number}. Certificates & secrets → Certificates: upload the public part of the certificate.',
		newSecret: '{number}. Certificates & secrets → New client secret.',
		sendBack: 'Please send back:',
		backTenant: 'Directory (tenant) ID:',
		backClient: 'Application (client) ID:',
		backCertificate: 'The date on which the certificate ends:',
		backSecret: "The secret's Value (not its Secret ID; it is shown only once), by a safe way and not by mail:",
		backSecretEnd: 'The date on which the secret ends:',
		backDelegated: 'Delegated permissions that were added:',
		backDelegatedNoSend: 'Delegated permissions that were added (without Mail.Send):',
		backApplication: 'Application permissions that were added:',
		backApplicationNoSend: 'Application permissions that were added (without Mail.Send):',
		backConsent: 'Admin consent was granted (yes or no):',
		backRedirect: 'The redirect address as it was entered:',
		backMailboxes: 'Mailboxes that it may use (all, or which):',
		backTypes: 'Supported account types as chosen:',
	},
};

/** Groups whose texts stand inside of others, under the group's name. */
const PARTS = new Set(['part', 'whose', 'days', 'refused', 'purpose', 'types', 'platform']);

interface Pattern {
	key: string;
	group: string;
	names: string[];
	expression: RegExp;
}

const PATTERNS: Pattern[] = Object.entries(SAID).flatMap(([group, texts]) =>
	Object.entries(texts as Record<string, string>).map(([name, text]) => ({
		key: `said.${group}.${name}`,
		group,
		names: [...text.matchAll(/\{(\w+)\}/g)].map(([, filled]) => filled!),
		expression: new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '(.+?)')}$`),
	})),
);

/** A line of Check in the language of the dialog; one that is not known stays as it is. */
export const checkInOurLanguage = (translate: Translate, text: string): string =>
	find(translate, text, 'check') ?? text;

/** The same for a list. */
export const pageInOurLanguage = (translate: Translate, { results, notice, ...more }: Page): Page => {
	const said = (text: string) => find(translate, text, 'list') ?? text;
	return {
		...more,
		results: results.map(({ name, value }) => ({ name: said(name), value })),
		...(notice === undefined ? {} : { notice: said(notice) }),
	};
};

/** The same for the request to an administrator, each line of which may be indented. */
export const requestInOurLanguage = (translate: Translate, text: string): string =>
	text.replace(/\S.*/g, (line) => find(translate, line.replace(/\s+/g, ' '), 'request') ?? line);

function find(translate: Translate, text: string, group: string): string | undefined {
	for (const pattern of PATTERNS.filter((one) => one.group === group)) {
		const found = pattern.expression.exec(text);
		const filled = found && pattern.names.map((name, index) => part(translate, name, found[index + 1]!));
		if (filled?.every((value) => value !== undefined))
			return pattern.names.reduce(
				(said, name, index) => said.replace(`{${name}}`, () => filled[index]!),
				translate(pattern.key),
			);
	}
	return undefined;
}

/** Undefined for what the pattern does not mean. */
const part = (translate: Translate, name: string, value: string): string | undefined =>
	PARTS.has(name) ? find(translate, value, name) : value;
