import type { AccountLimits } from '../account';
import { DraftError, LOCAL_CODES, quoted } from '../errors';
import { asciiDomain } from '../message/recipients';
import type { Named } from './found';

export const isPolicyRefusal = ({ code }: DraftError): boolean =>
	code === LOCAL_CODES.recipient || code === LOCAL_CODES.count;

const OWNER = 'You can change this in the settings of the account';
const MOST_SHOWN = 5;

/** Whom the account may write to, for a sentence: `*@contoso.com, john@example.com and people already in the conversation`. */
function allowedInWords(limits: AccountLimits, inConversation: boolean): string {
	const rules = limits.allowedRecipients ?? [];
	const shown = rules.slice(0, MOST_SHOWN);
	if (rules.length > MOST_SHOWN) shown.push(`${rules.length - MOST_SHOWN} more`);
	if (inConversation && limits.allowConversation !== false) shown.push('people already in the conversation');
	const last = shown.pop() ?? 'nobody';
	return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** Somebody is named whom the rule does not allow. One sentence says rule, value and way out: an agent acts on it. */
export function notAllowed(limits: AccountLimits, refused: Named[], inConversation: boolean): DraftError {
	const unique = [...new Map(refused.map((one) => [one.address, one])).values()];
	const shown = unique.slice(0, MOST_SHOWN).map(({ address, where }) => `${inWords(address)} (${where})`);
	if (unique.length > MOST_SHOWN) shown.push(`${unique.length - MOST_SHOWN} more`);
	const isOne = unique.length === 1;
	return refusal(
		LOCAL_CODES.recipient,
		`${shown.join(', ')} ${isOne ? 'is not an allowed recipient' : 'are not allowed recipients'}: this account may ` +
			`write only to ${allowedInWords(limits, inConversation)} (Allowed Recipients), so leave ` +
			`${isOne ? 'this address' : 'these addresses'} out or use an allowed one.`,
		'Allowed Recipients',
	);
}

/** Something may hold recipients, and cannot be compared with the rule. */
export function notClear(limits: AccountLimits, unclear: string[]): DraftError {
	return refusal(
		LOCAL_CODES.recipient,
		`Whom the message goes to cannot be read for certain in ${unclear.slice(0, MOST_SHOWN).join(', ')}: this account may ` +
			`write only to certain recipients (Allowed Recipients, Most Recipients), so name them in To, Cc and Bcc as plain ` +
			'addresses such as john@contoso.com.',
		limits.allowedRecipients?.length ? 'Allowed Recipients' : 'Most Recipients',
	);
}

/** There are more of them than the account allows. */
export function tooMany(count: number, most: number): DraftError {
	return refusal(
		LOCAL_CODES.count,
		`The message would go to ${count} recipients, and this account allows at most ${most} for one message ` +
			'(Most Recipients), so name fewer of them or make several drafts.',
		'Most Recipients',
	);
}

/** The same refusal, with what else is to be said of it. */
export const saying = ({ code, message, cause }: DraftError, more: string, facts: object = {}): DraftError =>
	new DraftError(code, message, { ...cause, ...facts, hint: `${more} ${OWNER_OF(message)}` });

const OWNER_OF = (message: string) =>
	`${OWNER} (${message.includes('(Allowed Recipients') ? 'Allowed Recipients' : 'Most Recipients'}).`;

function refusal(code: string, message: string, setting: string): DraftError {
	return new DraftError(code, message, { hint: `Nothing was sent or changed. ${OWNER} (${setting}).` });
}

/** An address whose letters are others than they seem to be, with what it really is. */
function inWords(address: string): string {
	if (address === '') return 'a name without an address';
	const domain = address.slice(address.lastIndexOf('@') + 1);
	const ascii = /^\p{ASCII}*$/u.test(domain) ? undefined : asciiDomain(domain);
	return ascii === undefined ? quoted(address) : `${quoted(address)}, which is ${ascii},`;
}
