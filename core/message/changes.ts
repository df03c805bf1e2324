import type { Message } from '@microsoft/microsoft-graph-types';

import { readOrigin } from '../fields/messageSource';
import { invalidField, read } from '../fields/read';
import { invalidInput, quoted } from '../errors';
import type { FieldValues } from '../fields';
import { CLEARABLE } from '../fields/choices';
import type { ItemBody } from './body';
import { contentFromFields, contentFromJson, readSignature } from './message';
import { withoutEffect } from './messageJson';
import { withSignature } from './signature';

/** What an emptied field is in Graph, by the field's name. */
const EMPTY: Record<(typeof CLEARABLE)[number], Message> = {
	to: { toRecipients: [] },
	cc: { ccRecipients: [] },
	bcc: { bccRecipients: [] },
	replyTo: { replyTo: [] },
	subject: { subject: '' },
	body: { body: { contentType: 'html', content: '' } },
	categories: { categories: [] },
	flag: { flag: { flagStatus: 'notFlagged' } },
	importance: { importance: 'normal' },
};
/** The member that holds a field. */
const memberOf = (name: (typeof CLEARABLE)[number]) => Object.keys(EMPTY[name])[0]!;

const LISTS = ['to', 'cc', 'bcc', 'replyTo', 'categories'] as const;

/** Why Graph cannot change a member of a message that exists, and what can be done. */
const FIXED: Record<string, string> = {
	attachments: 'Use Attachments of this step, or Add Attachments.',
	internetMessageHeaders:
		'Outlook takes custom headers only when a draft is created: create a new draft and delete this one, or ' +
		'keep the value in Extended Properties.',
	extensions: 'Outlook takes them only when a draft is created: keep the data in Extended Properties.',
	parentFolderId: 'Use Move To.',
	isDraft: 'A draft becomes a message when it is sent: use Send Draft.',
	uniqueBody: 'Change the body.',
	bodyPreview: 'Change the body.',
};

export interface Changes {
	message: Message;
	/** True: the body is a signature, to be put below the text that is there. It never takes the place of that text. */
	isSignatureOnly: boolean;
}

/**
 * What an update changes, and nothing else. Of lists and texts `''` (an empty list) empties the draft's; undefined and null
 * leave it as it is. `clear` names fields to empty. A member that Graph cannot change is rejected by name.
 */
export function changesFromFields(fields: FieldValues): Changes {
	const fromJson = readOrigin(fields).source === 'json';
	const changes = fromJson ? withoutAnnotations(contentFromJson(fields)) : contentFromFields(fields);
	const fixed = Object.keys(changes).filter((name) => name in FIXED);
	if (fixed[0] !== undefined)
		throw invalidInput(`Outlook cannot change ${quoted(fixed[0])} of a draft that exists.`, FIXED[fixed[0]]);
	const filled = withoutEffect(changes).filter((name) => name !== 'id');
	if (filled.length > 0)
		throw invalidInput(
			`Outlook fills in ${filled.map(quoted).join(', ')} itself and does not let you change it.`,
			'Give only the members to change, not the whole message as it was read.',
		);

	const emptied = fromJson ? [] : LISTS.filter((name) => isGiven(fields[name]) && !(memberOf(name) in changes));
	const cleared = read.names(fields, 'clear').map((name) => {
		const known = CLEARABLE.find((one) => one.toLowerCase() === name.toLowerCase());
		if (known === undefined)
			throw invalidField('clear', `${quoted(name)} cannot be cleared.`, `Use names of: ${CLEARABLE.join(', ')}.`);
		return known;
	});
	const twice = cleared.find((name) => memberOf(name) in changes);
	if (twice !== undefined)
		throw invalidField('clear', `${quoted(twice)} is given a value as well.`, 'Keep one of the two.');
	const { id: _id, ...rest } = changes;
	void _id;
	const message = Object.assign(rest, ...[...emptied, ...cleared].map((name) => EMPTY[name])) as Message;
	const signature = readSignature(fields);
	if (signature.trim() === '') return { message, isSignatureOnly: false };
	const given = (message.body ?? undefined) as ItemBody | undefined;
	return { message: { ...message, body: withSignature(given, signature)! }, isSignatureOnly: given === undefined };
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

/** `@odata.etag` and the like, as a message has that was read. */
const withoutAnnotations = (message: Message): Message =>
	Object.fromEntries(Object.entries(message).filter(([name]) => !name.includes('@')));
