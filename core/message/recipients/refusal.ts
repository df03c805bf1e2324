import { invalidInput, quoted, type DraftError } from '../../errors';
import { invisibleIn, showInvisible, trimInvisible } from './invisible';

export const SEPARATE =
	'Put ; or , between addresses, and quotes around a name that holds a comma or an @: "Doe, John" <john@contoso.com>.';
const USUAL = 'Write it like john@contoso.com or John Doe <john@contoso.com>.';

/** Names the entry, with its invisible characters made visible, and says how to write it. */
export function refusal(entry: unknown, field: string, hint = hintFor(entry)): DraftError {
	const shown = typeof entry === 'string' ? showInvisible(entry.slice(0, 400)) : entry;
	return invalidInput(`${field}: ${quoted(shown)} is not an e-mail address.`, hint);
}

const NAME_FIRST = 'Put angle brackets around the address, and the name in front of it: John Doe <john@contoso.com>.';
const SPELLED_AT = 'Write @ in place of "at", and a dot in place of "dot": john@contoso.com.';
/** Another address stands before it. */
const JOINING_WORD = /^(?:and|und|et|y|e|or|oder|och|og|en|i|&|\+|\/)\s/i;
export const ROW =
	'This is a row of a table. Copy only the columns with the names and the addresses, or all of it with the headings.';
const NO_AT =
	'There is no @ in it. Write an address like john@contoso.com. If it is a part of a name, put the whole ' +
	'name in quotes: "Doe, John" <john@contoso.com>.';

/** How to write an entry that is of no known form. */
function hintFor(entry: unknown): string {
	if (typeof entry === 'object' && entry !== null && WHOLE_MESSAGE.some((member) => member in entry))
		return 'This is a whole message: choose the part of it that holds the address, such as its "from".';
	if (typeof entry === 'object' && entry !== null)
		return 'Give an object with the address in it, such as {"address": "john@contoso.com", "name": "John Doe"}, or choose its address.';
	if (typeof entry !== 'string') return USUAL;
	const text = trimInvisible(entry.slice(0, 2000));
	return HINTS.find(([shape]) => shape.test(text))?.[1] ?? plainHint(text);
}

const WHOLE_MESSAGE = ['from', 'sender', 'toRecipients', 'subject', 'From', 'Subject'];

const HINTS: Array<[shape: RegExp, hint: string]> = [
	[/\[object \w+\]/, 'An earlier step gave an object, which was turned into text: choose the address in it.'],
	[
		/\{\{|\}\}|\$\{|^\$json|^=(?!\?)/,
		'The expression was not filled in. Check that the field is set to an expression, and that it gives an address.',
	],
	[
		/^(?:undefined|null|nan|true|false)$/i,
		'An earlier step gave no address. Check the expression, or leave the field empty.',
	],
	[
		/^[a-z][a-z\d+.-]*:\/\/|^www\./i,
		'This is the address of a web page. Write an e-mail address like john@contoso.com.',
	],
	[
		/^\/o=|\/cn=|^(?:cn|ou|dc|uid)=/i,
		'This is an internal address of Exchange or the directory. Use the e-mail address of the person, for example john@contoso.com.',
	],
	[/(?:^|<)"(?:[^"\\]|\\.)*"\s*@/, 'Outlook takes no quotes before the @. Write it like john@contoso.com.'],
	[/<[^<>@]*>/, 'Between < and > there must be one e-mail address: John Doe <john@contoso.com>.'],
	[
		/<[^<>]*[,;][^<>]*>/,
		'Between < and > there must be one e-mail address. Write <john@contoso.com>; <jane@contoso.com>.',
	],
	[/<[^<>]*@[^<>]*$/, 'The bracket > behind the address is missing: John Doe <john@contoso.com>.'],
	[/^[^<]*>/, 'The bracket < before the address is missing: John Doe <john@contoso.com>.'],
	[/<[^<>]*<|>[^<>]*>/, 'Write one pair of brackets around the address: John Doe <john@contoso.com>.'],
	[
		/^[^"]*"[^"]*(?:"[^"]*"[^"]*)*$/,
		'One quote is missing. Put quotes around the whole name: "Doe, John" <john@contoso.com>.',
	],
	[/\d:\d|:/, 'Put quotes around a name that holds a colon: "Team 9:30" <john@contoso.com>.'],
];

function plainHint(text: string): string {
	const ats = text.split('@').length - 1;
	if (ats === 0) return /[[({]\s*(?:at|ät|arroba)\s*[\])}]|%40|\bat\b.*\bdot\b/i.test(text) ? SPELLED_AT : NO_AT;
	if (/[[({]\s*dot\s*[\])}]/i.test(text)) return SPELLED_AT;
	const invisible = invisibleIn(text);
	if (ats === 1 && invisible)
		return `There is an invisible character in it: ${invisible.name}. Type the address again.`;
	if (ats === 1 && /\s[@＠]|[@＠]\s/.test(text))
		return 'There is a space beside the @. Write it like john@contoso.com.';
	if (JOINING_WORD.test(text)) return SEPARATE;
	if (ats === 1 && /\s[^\s@<>"]+@[^\s@<>"]+$|^[^\s@<>"]+@[^\s@<>"]+\s/.test(text)) return NAME_FIRST;
	return ats > 1 || /\s/.test(text) ? SEPARATE : USUAL;
}
