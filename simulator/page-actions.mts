import { GraphError, itemNotFound } from './errors.mts';
import { perform } from './graph.mts';
import { escapeHtml } from './html.mts';
import { MessageReader } from './message-reader.mts';
import type { Store } from './store.mts';
import { switchTable } from './switches.mts';
import type { Switches } from './switches.mts';
import { issueAccessToken, readAccessToken } from './tokens.mts';
import type { StoredMessage } from './types.mts';

/** What a person does on the page. */

/** The same work as POST /users/{mailbox}/messages/{id}/send by the mailbox's owner, outside of its limits and its log. Throws the GraphError of a refusal. */
export async function sendDraft(
	store: Store,
	switches: Switches,
	address: string,
	id: string,
): Promise<{ key: string; folder: string }> {
	const mailbox = store.find(address);
	const message = mailbox && store.message(mailbox, id);
	if (!mailbox || !message) throw itemNotFound();
	const token = readAccessToken(issueAccessToken({ kind: 'delegated', user: mailbox.userPrincipalName }));
	if (!token) throw new Error('The token just issued is not valid');
	const request = {
		method: 'POST',
		target: `/v1.0/users/${mailbox.id}/messages/${message.id}/send`,
		headers: {},
		body: '',
		origin: '',
		store,
		switches,
	};
	await perform(request, { segments: ['users', mailbox.id, 'messages', message.id, 'send'], token, mailbox });
	return { key: message.immutableId, folder: message.parentFolderId };
}

/** Addresses as people write them side by side; names in front of `<…>` stay. */
function recipients(text: string): object[] {
	return (text.match(/(?:"[^"]*"|[^;,\n"])+/g) ?? [])
		.map((one) => one.trim())
		.filter((one) => one !== '')
		.map((one) => {
			const [, name = '', address = one] = /^(.*?)\s*<([^<>]*)>$/.exec(one) ?? [];
			const plain = name.replace(/^"(.*)"$/, '$1').trim();
			return { emailAddress: { ...(plain === '' ? {} : { name: plain }), address: address.trim() } };
		});
}

/** Lines as paragraphs, for a body that was HTML. */
const asHtml = (text: string): string => `<div>${escapeHtml(text).replace(/\r?\n/g, '<br>')}</div>`;

/** What a person types over in a draft: only what is given changes. The same work as PATCH, outside of its limits and its log. */
export async function editDraft(
	store: Store,
	switches: Switches,
	address: string,
	id: string,
	given: Record<string, unknown>,
): Promise<{ key: string; folder: string }> {
	const mailbox = store.find(address);
	const message = mailbox && store.message(mailbox, id);
	if (!mailbox || !message) throw itemNotFound();
	if (!message.isDraft) throw new GraphError(400, 'ErrorInvalidPropertySet', 'Message is not draft.');
	const text = (name: string): string | undefined => (typeof given[name] === 'string' ? given[name] : undefined);
	const { contentType } = message.body;
	const body = text('text');
	const lists = { to: 'toRecipients', cc: 'ccRecipients', bcc: 'bccRecipients' };
	const changes = {
		...(text('subject') === undefined ? {} : { subject: text('subject') }),
		...Object.fromEntries(
			Object.entries(lists).flatMap(([name, member]) => {
				const list = text(name);
				return list === undefined ? [] : [[member, recipients(list)]];
			}),
		),
		...(body === undefined ? {} : { body: { contentType, content: contentType === 'html' ? asHtml(body) : body } }),
	};
	const read = new MessageReader(switches, true).readPartial(changes);
	store.update(message, { ...(read as Partial<StoredMessage>), mime: undefined });
	return await Promise.resolve({ key: message.immutableId, folder: message.parentFolderId });
}

type Name = keyof Switches;
type Entry = {
	standard: string | number | boolean;
	choices?: readonly (string | number | boolean)[];
	about: string;
	source: string;
};

const entries = Object.entries(switchTable) as [Name, Entry][];

/** Every switch with its present value, in the table's order. */
export function shownSwitches(switches: Switches): object[] {
	return entries.map(([name, { standard, choices, about, source }]) => ({
		name,
		about,
		source,
		standard,
		choices,
		value: switches[name],
	}));
}

/** Sets a switch; without a value: back to its standard. Answers what is wrong, in words. */
export function setSwitch(switches: Switches, name: unknown, value?: unknown): string | undefined {
	const entry = entries.find(([one]) => one === name)?.[1];
	if (!entry) return 'There is no switch of this name.';
	const wanted = value === undefined ? entry.standard : value;
	if (entry.choices && !entry.choices.includes(wanted as string)) return `Choose one of: ${entry.choices.join(', ')}.`;
	if (
		!entry.choices &&
		typeof entry.standard === 'number' &&
		!(Number.isSafeInteger(wanted) && (wanted as number) >= 0)
	)
		return 'Enter a whole number, 0 or more.';
	if (
		!entry.choices &&
		typeof entry.standard === 'string' &&
		!(typeof wanted === 'string' && /^[\x21-\x7e]{1,100}$/.test(wanted))
	) {
		return "Enter one word of up to 100 characters, such as Graph's error codes are.";
	}
	Object.assign(switches, { [name as Name]: wanted });
	return undefined;
}

export function resetSwitches(switches: Switches): void {
	for (const [name, { standard }] of entries) Object.assign(switches, { [name]: standard });
}
