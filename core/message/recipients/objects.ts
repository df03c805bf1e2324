import { isRecord } from '../../fields/values';
import { targetOf } from './labels';

/** What an object turns out to be: further values to read, or an address (which may be a list in text) with a name. */
type Expanded = { values: unknown[] } | { address: string; name: string };

/** Members that hold an address, in the order in which they are looked at; letters only, in lower case. */
const ADDRESS = [
	'address',
	'email',
	'emailaddress',
	'mail',
	'mailaddress',
	'emailaddr',
	'smtpaddress',
	'primarysmtpaddress',
	'smtp',
	'recipient',
	'userprincipalname',
	'upn',
	'emailadresse',
	'mailadresse',
	'adresseemail',
	'courriel',
	'correo',
	'correoelectronico',
	'emailadres',
	'indirizzoemail',
	'emailvalue',
	'value',
];
/** Members that hold a list of recipients, or one in a form of its own. */
const LISTS = [
	'value',
	'group',
	'emailaddresses',
	'scoredemailaddresses',
	'addresses',
	'emails',
	'recipients',
	'members',
	'list',
];
const NAME = ['name', 'displayname', 'fullname', 'personal', 'label', 'emaildisplayname', 'anzeigename', 'contact'];
const FIRST = ['givenname', 'firstname', 'forename', 'vorname', 'prenom', 'nombre', 'nome', 'voornaam'];
const LAST = [
	'surname',
	'lastname',
	'familyname',
	'sn',
	'nachname',
	'nom',
	'apellido',
	'apellidos',
	'cognome',
	'achternaam',
];

/** `E-Mail 1` and `email` are the same, and so are `Prénom` and `prenom`. */
const keyOf = (name: string) =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^a-z]/g, '');

/** Whether a column of this heading holds addresses. */
export const holdsAddress = (heading: string): boolean => {
	const key = keyOf(heading);
	return (
		key !== 'value' && (ADDRESS.includes(key) || /^(?:e?mails|emailaddresses|emailadressen|recipients)$/.test(key))
	);
};

/**
 * Reads an object as other nodes and services give it: Graph's recipients, people, contacts and users, `{name, address}` of
 * nodemailer, mailparser and postal-mime with their groups, `{value: […], text, html}` of n8n's triggers, `{email, name}` of
 * SendGrid and forms, `{mailbox, host}` of IMAP, `{name: 'To', value: '…'}` of Gmail's headers. Undefined: there is no address.
 */
export function expand(object: Record<string, unknown>): Expanded | undefined {
	const members = new Map<string, unknown>();
	for (const [name, value] of Object.entries(object)) {
		const key = keyOf(name);
		if (!members.has(key)) members.set(key, value);
	}
	const first = (names: string[], fits: (value: unknown) => boolean) =>
		names.map((name) => members.get(name)).find(fits);
	const name = nameIn(first, members);
	const nested = members.get('emailaddress');
	if (isRecord(nested)) return { values: [nested] };
	const list = first(LISTS, (value) => Array.isArray(value));
	const address = first(ADDRESS, isText);
	if (typeof address === 'string') {
		const target = typeof members.get('name') === 'string' ? targetOf(members.get('name') as string) : undefined;
		if (target && address === members.get('value')) return { values: [`${members.get('name') as string}: ${address}`] };
		return { address, name };
	}
	if (list !== undefined) return { values: list as unknown[] };
	const { mailbox, host } = Object.fromEntries(members);
	if (isText(mailbox) && isText(host)) return { address: `${mailbox as string}@${host as string}`, name };
	const inner = first(ADDRESS, (value) => isRecord(value) || Array.isArray(value));
	return inner === undefined ? undefined : { values: Array.isArray(inner) ? (inner as unknown[]) : [inner] };
}

function nameIn(
	first: (names: string[], fits: (value: unknown) => boolean) => unknown,
	members: Map<string, unknown>,
): string {
	const whole = first(NAME, isText);
	if (typeof whole === 'string') return whole;
	void members;
	return [first(FIRST, isText), first(LAST, isText)].filter((part) => typeof part === 'string').join(' ');
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
