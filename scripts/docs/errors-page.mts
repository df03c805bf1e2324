// docs/errors.md: what each error and warning means, from the modules that write them.
import type { LOCAL_CODES } from '../../core/errors.ts';
import type { PermittedPurpose } from '../../core/graph/call.ts';
import type { Circumstances, Explanation } from '../../core/graph/explanations.ts';
import { cell } from './fields-page.mts';

export interface ErrorSources {
	explanations: typeof import('../../core/graph/explanations.ts');
	failures: typeof import('../../core/graph/failures.ts');
	permissions: typeof import('../../core/graph/permissions.ts');
	operations: Record<string, { permission: string }>;
	entra: typeof import('../../core/signIn/entraErrors.ts');
	warnings: typeof import('../../core/message/warnings.ts');
	sender: typeof import('../../core/message/sender.ts');
	localCodes: typeof LOCAL_CODES;
}

const PURPOSE: PermittedPurpose = {
	task: 'create the draft',
	mailbox: 'support@contoso.com',
	folder: 'inbox',
	repeat: 'safe',
	permission: 'Mail.ReadWrite',
};
const CIRCUMSTANCES: Circumstances = { purpose: PURPOSE, said: '' };

const LOCAL: Record<keyof typeof LOCAL_CODES, string> = {
	input: 'A field cannot be used as it is; the text names the field and the value. Nothing was sent.',
	account: "The account's settings cannot be used, or forbid this. Nothing was sent.",
	recipient:
		'The account may not write to somebody whom the message names (Allowed Recipients). Nothing was changed. See safe-with-ai-agents.md.',
	count: 'There are more recipients than the account allows (Most Recipients). Nothing was changed.',
	checks: 'Checks is set to Reject, and the text says what it found. Nothing was changed.',
	signIn: 'Microsoft Entra ID gave no token; see below.',
	network: 'No answer came, and nothing is known about why; see below.',
	cancelled: 'The run was stopped, or the node was closed, before this request was sent.',
};

/** A list in place of a text: its lines below each other, since many columns are too narrow to read. */
const table = (heads: string[], rows: Array<Array<string | string[]>>): string =>
	[
		`| ${heads.join(' | ')} |`,
		`|${heads.map(() => '---').join('|')}|`,
		...rows.map((cells) => `| ${cells.map((lines) => [lines].flat().map(cell).join('<br>')).join(' | ')} |`),
	].join('\n');

/** Codes that mean the same in one row. */
function grouped(entries: Array<[string, Explanation]>): string[][] {
	const codes = new Map<string, string[]>();
	for (const [code, { what, hint }] of entries) {
		const texts = JSON.stringify([what, hint]);
		codes.set(texts, [...(codes.get(texts) ?? []), `\`${code}\``]);
	}
	return [...codes].map(([texts, same]) => [same.join(', '), ...(JSON.parse(texts) as string[])]);
}

/** What happened, and below it what to do. */
const happened = (what: string, hint: string): string[] => [what, `→ ${hint}`];

/** A message for each warning that can be foreseen, and an answer of Outlook for each that cannot. */
function warningRows({ warningsBefore, warningsAfter }: ErrorSources['warnings']): string[][] {
	const recipients = Array.from({ length: 501 }, () => ({ emailAddress: { address: 'a@contoso.com' } }));
	const before = [
		{ body: { contentType: 'html' as const, content: '<script>' } },
		{ body: { content: 'x' } },
		{ categories: ['Customers'] },
		{ internetMessageHeaders: [{ name: 'X-MS-Exchange-Organization-SCL', value: '-1' }] },
		{ toRecipients: recipients },
		{ subject: 'x'.repeat(300) },
		{ id: 'AAA=' },
		{ singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }] },
	].flatMap((message) => warningsBefore(message));
	const after = [
		...warningsAfter({ subject: 'Hello' }, { subject: 'Hell' }, 'https://graph.microsoft.com'),
		...warningsAfter({}, { isDraft: false }, 'https://graph.microsoft.com'),
		...warningsAfter({}, { webLink: 'https://outlook.office365.us/owa/' }, 'https://graph.microsoft.com'),
	];
	return [...before, ...after].map((text) => [text]);
}

export function errorsPage({
	explanations,
	failures,
	permissions,
	operations,
	entra,
	warnings,
	sender,
	localCodes,
}: ErrorSources): string {
	const { BY_CODE, BY_STATUS, RECALLED, fromElsewhere, clockIsWrong } = explanations;
	const explained = (entries: Array<[string, (circumstances: Circumstances) => Explanation]>) =>
		grouped(entries.map(([code, explain]) => [code, explain(CIRCUMSTANCES)]));
	return `<!-- Written by "npm run docs" from core/graph, core/signIn and core/message/warnings.ts. -->
# What errors and warnings mean

An error says what happened and how to fix it, in the same words in n8n and in Node-RED.

| | n8n | Node-RED |
|---|---|---|
| what happened | the error's message | the beginning of \`error.message\` |
| what to do | the error's description | the rest of \`error.message\`, and \`error.cause.hint\` |
| code | in the description; \`details.code\` with *On Error: Continue* | \`error.code\` |
| HTTP status, request ID for Microsoft's support | in the description; \`details.status\`, \`details.requestId\` | \`error.cause.status\`, \`error.cause.requestId\` |
| the draft may exist all the same | \`details.draftMayExist\` | \`error.cause.draftMayExist\` |
| ID of the draft or folder that the error is about | \`details.draftId\`, \`details.existingId\`, \`details.folderId\` | the same in \`error.cause\` |

\`draftMayExist\` is set if a request to create a draft got no answer, or one that is not clearly a rejection (500 and above, a proxy's page). The
text then says so, and asks you to check the folder before running it again. Texts never contain tokens, secrets or upload addresses.

The examples below are about a draft in the inbox of support@contoso.com.

## Which permission is needed

${table(
	['operation', 'a person, own mailbox (delegated)', 'a person, another mailbox (delegated)', 'an application'],
	[
		...Object.entries(operations).map(([name, { permission }]): [string, string] => [name, permission]),
		...Object.entries(permissions.NEEDED_BY_LISTS),
	].map(([task, permission]) => {
		const { delegated, otherMailbox, application } = permissions.permissionsFor(permission);
		return [task, `\`${delegated}\``, `\`${otherMailbox}\``, `\`${application}\``];
	}),
)}

For another mailbox, a person also needs rights in Exchange: Full Access, or rights on the folder.
To send a draft as another address, Exchange has to grant "Send as" or "Send on behalf".

## Rejected before anything is sent

${table(
	['code', 'meaning'],
	Object.entries(LOCAL).map(([name, meaning]) => [`\`${localCodes[name as keyof typeof LOCAL_CODES]}\``, meaning]),
)}

## Answers of Microsoft Graph, by code

Graph's own words follow "Microsoft said:" if they say more.

${table(
	['code', 'what happened → what to do'],
	explained(Object.entries(BY_CODE)).map(([codes, what, hint]) => [
		codes.replace(/`(\w+)`/g, (shown, code: string) => (RECALLED.has(code) ? `${shown} \\*` : shown)),
		happened(what!, hint!),
	]),
)}

\\* From general knowledge: no source at hand, and not yet seen from the service.

## Other answers, by HTTP status

${table(
	['status', 'what happened → what to do'],
	[
		...explained(Object.entries(BY_STATUS)),
		...grouped([
			['below 400, or any page in HTML', fromElsewhere(200, '')],
			['401, more than 5 minutes off', clockIsWrong(12)],
		]).map(([code, ...rest]) => [code.replaceAll('`', ''), ...rest]),
	].map(([status, what, hint]) => [status!, happened(what!, hint!)]),
)}

## No answer

The code comes from the operating system or from Node.js. An error says "Nothing was changed in Outlook" only if its codes
cannot occur once the request has left. In all other cases nobody knows, so we look for the draft and never send anything a second time blindly.

${table(
	['kind', 'codes', 'when it happens, and what is certain', 'what happened → what to do'],
	failures.FAILURES.map(({ name, codes, neverSent, when, advice, explain }) => {
		const { what, hint } = explain(PURPOSE.task);
		return [
			name,
			codes.includes('*') ? 'all others' : codes.map((code) => `\`${code}\``).join(', '),
			[when, neverSent ? 'Nothing was changed.' : 'It may have been carried out.'],
			happened(
				neverSent ? what : `${what} The draft may exist all the same.`,
				neverSent ? hint : ['Check the folder before you run it again.', advice].filter(Boolean).join(' '),
			),
		];
	}),
)}

## Sign-in, by Entra's number

${table(
	['number', 'what to do'],
	entra.ENTRA_FIXES.map(({ codes, fix }) => [codes.map((code) => `\`AADSTS${code}\``).join(', '), fix]),
)}

For other numbers Microsoft's own sentence is shown.

## Warnings

Warnings are in \`warnings\` of the result; n8n shows them as hints, Node-RED as a warning and a yellow status, each text once.

${table(
	['warning'],
	[
		...warningRows(warnings),
		...sender.senderWarnings('94447c6e-ea4c-494c-a9ed-000000000004', {}).map((text) => [text]),
	],
)}
`;
}
