import { DraftError, LOCAL_CODES, quoted, type Account } from '../core';
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
	const name = 'allowedMailboxes';
	const given = Object.hasOwn(values, name) ? values[name] : ALL;
	if (given === ALL) return [];
	const refuse = (what: string) =>
		unusable(
			`${labelOf(name)} ${what}, so no mailbox may be used.`,
			'Enter addresses, ids or "me", separated by commas, or * to allow all mailboxes.',
		);
	if (given === '') throw refuse('is empty');
	if (given === undefined || given === null) throw refuse('comes from an expression or a variable that has no value');
	const texts = Array.isArray(given) ? (given as unknown[]) : [given];
	if (texts.length === 0 || !texts.every((text): text is string => typeof text === 'string'))
		throw refuse(`is ${quoted(given)}, which is not a list of mailboxes`);
	const mailboxes = texts.flatMap((text) => text.toLowerCase().split(/[\s,;]+/)).filter((mailbox) => mailbox !== '');
	const variable = texts.map(variableIn).find((one) => one !== undefined);
	if (variable !== undefined) throw refuse(`names the environment variable ${variable}, which is not set here`);
	const wrong = mailboxes.find((mailbox) => !/^[^\s"'<>()[\]{}]+$/.test(mailbox));
	if (wrong !== undefined) throw refuse(`holds ${quoted(wrong)}, which is not a mailbox`);
	if (mailboxes.length === 0) throw refuse('names no mailbox');
	if (!mailboxes.includes(ALL)) return mailboxes;
	if (mailboxes.length > 1) throw refuse('holds * beside others');
	return [];
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
