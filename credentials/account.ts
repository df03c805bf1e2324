import { DraftError, LOCAL_CODES, quoted, readRule, type Account } from '../core';
import { ACCOUNT_FIELDS, CLOUDS } from './accountFields';

/** Makes an Account of a host's stored values. Throws DraftError naming the setting that cannot be used. */
export function readAccount(values: Record<string, unknown>, signIn: Account['signIn']): Account {
	const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '');
	const cloud = text('cloud') || 'global';
	// A person's sign-in may do without a proof; an application has nothing else to show.
	const proof = values.clientCredentialType === 'certificate' ? ['privateKey', 'certificate'] : ['clientSecret'];
	const needed = [
		'tenant',
		'clientId',
		...(signIn === 'application' ? proof : []),
		...(cloud === 'custom' ? ['graphUrl', 'loginUrl'] : []),
	];
	refuseMissing(needed.filter((name) => text(name) === ''));
	const set = (name: string) => {
		const value = text(name);
		const variable = variableIn(value);
		if (variable !== undefined)
			throw unusable(
				`${labelOf(name)} names the environment variable ${variable}, which is not set here.`,
				'Set it where the process is started, and restart it.',
			);
		return value;
	};
	needed.forEach(set);
	const known = CLOUDS[cloud];
	if (!known && cloud !== 'custom') throw unusable(`the cloud "${cloud}" is not known.`, 'Choose one from the list.');
	return {
		graphUrl: known?.graphUrl ?? readUrl('graphUrl', set('graphUrl')),
		loginUrl: known?.loginUrl ?? readUrl('loginUrl', set('loginUrl')),
		tenant: set('tenant'),
		clientId: set('clientId'),
		signIn,
		limits: {
			allowSending: readPermission(values, 'allowSending'),
			allowDeleting: readPermission(values, 'allowDeleting'),
			allowedMailboxes: readAllowedMailboxes(values),
			allowedRecipients: readAllowedRecipients(values),
			allowConversation: !Object.hasOwn(values, 'allowConversation') || readPermission(values, 'allowConversation'),
			mostRecipients: readMostRecipients(values),
		},
	};
}

/** All that is missing in one sentence: nobody wants to be told of one after the other. */
function refuseMissing(names: string[]): void {
	const labels = names.map(labelOf);
	const last = labels.pop();
	if (last === undefined) return;
	if (labels.length === 0) throw unusable(`${last} is missing.`, 'Enter it in the account settings.');
	throw unusable(`${labels.join(', ')} and ${last} are missing.`, 'Enter them in the account settings.');
}

/** Stands for "no limit" where a list limits something. */
const ALL = '*';

/** A switch that was never touched is off. Anything but on and off is rejected rather than guessed. */
function readPermission(values: Record<string, unknown>, name: string): boolean {
	const value = values[name] ?? '';
	if (value === true || value === false) return value;
	if (value === '') return false;
	throw unusable(
		`${labelOf(name)} is ${quoted(value)}, which is neither on nor off.`,
		'Switch it on or off in the account settings; an expression must give true or false.',
	);
}

/**
 * Only `*`, which the field holds from the beginning, means all mailboxes. What is empty, has no value, or one that cannot be read, allows
 * none: an expression or a variable may have given it, and n8n does not tell.
 */
function readAllowedMailboxes(values: Record<string, unknown>): string[] {
	const refuse = (what: string) =>
		unusable(
			`${labelOf('allowedMailboxes')} ${what}, so no mailbox may be used.`,
			'Enter addresses, ids or "me", separated by commas, or * to allow all mailboxes.',
		);
	const mailboxes = readList(values, 'allowedMailboxes', 'mailbox', refuse);
	const wrong = mailboxes.find((mailbox) => !/^[^\s"'<>()[\]{}]+$/.test(mailbox));
	if (wrong !== undefined) throw refuse(`holds ${quoted(wrong)}, which is not a mailbox`);
	return mailboxes;
}

/** The same of recipients. A rule that cannot be read allows nobody, rather than everybody or only those of the others. */
function readAllowedRecipients(values: Record<string, unknown>): string[] {
	const refuse = (what: string) =>
		unusable(
			`${labelOf('allowedRecipients')} ${what}, so nobody may be written to.`,
			'Enter addresses such as john@example.com, *@contoso.com for all of a domain or *@*.contoso.com for the domains below it, ' +
				'separated by commas, or * to allow everyone.',
		);
	const rules = readList(values, 'allowedRecipients', 'recipient', refuse);
	const wrong = rules.find((rule) => readRule(rule) === undefined);
	if (wrong !== undefined) throw refuse(`holds ${quoted(wrong)}, which is neither an address nor a domain`);
	return rules;
}

/** The entries of a list that limits something; none for `*`. `refuse` says of what cannot be used that it allows nothing. */
function readList(
	values: Record<string, unknown>,
	name: string,
	one: string,
	refuse: (what: string) => DraftError,
): string[] {
	const given = Object.hasOwn(values, name) ? values[name] : ALL;
	if (given === ALL) return [];
	if (given === '') throw refuse('is empty');
	if (given === undefined || given === null) throw refuse('comes from an expression or a variable that has no value');
	const texts = Array.isArray(given) ? (given as unknown[]) : [given];
	if (texts.length === 0 || !texts.every((text): text is string => typeof text === 'string'))
		throw refuse(`is ${quoted(given)}, which is not a list`);
	const entries = texts.flatMap((text) => text.toLowerCase().split(/[\s,;]+/)).filter((entry) => entry !== '');
	const variable = texts.map(variableIn).find((one) => one !== undefined);
	if (variable !== undefined) throw refuse(`names the environment variable ${variable}, which is not set here`);
	if (entries.length === 0) throw refuse(`names no ${one}`);
	if (!entries.includes(ALL)) return entries;
	if (entries.length > 1) throw refuse('holds * beside others');
	return [];
}

/** A whole number; only `0`, which the field holds from the beginning, means that there is no limit. */
function readMostRecipients(values: Record<string, unknown>): number {
	const name = 'mostRecipients';
	const given = Object.hasOwn(values, name) ? values[name] : 0;
	const text = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : '';
	const variable = typeof given === 'string' ? variableIn(given) : undefined;
	if (variable !== undefined)
		throw unusable(
			`${labelOf(name)} names the environment variable ${variable}, which is not set here.`,
			'Set it where the process is started, and restart it.',
		);
	if (!/^\d{1,6}$/.test(text))
		throw unusable(
			`${labelOf(name)} is ${quoted(given ?? '')}, which is not a number of recipients.`,
			'Enter a whole number such as 10, or 0 for no limit.',
		);
	return Number(text);
}

/** Tokens and secrets go there, so it must be https; loopback is excepted for the simulator. */
function readUrl(name: string, value: string): string {
	const url = URL.canParse(value) ? new URL(value) : undefined;
	const loopback = url !== undefined && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname);
	if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))) {
		throw unusable(
			`${labelOf(name)} "${value}" cannot be used.`,
			'It must begin with https:// (http:// only for this computer itself).',
		);
	}
	if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
		throw unusable(
			`${labelOf(name)} "${url.host}" must be a root address.`,
			'Leave out everything after the host name, such as /v1.0.',
		);
	}
	return url.origin;
}

/** The name in `${NAME}`, which Node-RED leaves where no such environment variable is set. */
const variableIn = (text: string) => /^\s*\$[{(](\S+)[)}]\s*$/.exec(text)?.[1];

const labelOf = (name: string) => ACCOUNT_FIELDS.find((field) => field.name === name)?.label ?? name;
const unusable = (message: string, hint: string) =>
	new DraftError(LOCAL_CODES.account, `Account: ${message}`, { hint });
