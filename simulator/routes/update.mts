import { accessDenied, GraphError } from '../errors.mts';
import { propertyKey } from '../extended-properties.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { checkMatch } from '../if-match.mts';
import { requireJson } from '../json-body.mts';
import { computed, MessageReader } from '../message-reader.mts';
import { claimNames } from '../named-properties.mts';
import type { MessageContent, StoredMessage } from '../types.mts';
import { answerMessage, onMessage } from './on-message.mts';

/**
 * What only the server sets makes Graph refuse the whole update, hence a fetched message sent back. OBS docs#6439.
 * `id` is let through: a message fetched with `$select=categories` could be sent back. OBS dotnet#2408.
 * Which other members it is, is in no source. INFERRED
 */
const unsettable = new Set([...computed, 'internetMessageHeaders'].filter((name) => name !== 'id'));

/** subject, body, replyTo, internetMessageId: DOC message-update; from: OBS docs#17008 */
const onlyInDrafts = ['subject', 'body', 'replyTo', 'internetMessageId', 'from'];

/** Without effect on a sent message. INFERRED */
const ignoredWhenSent = new Set(['toRecipients', 'ccRecipients', 'bccRecipients', 'sender']);

/** Without effect at any time. attachments: OBS twentyhq/twenty#25529; extensions have their own address, INFERRED */
const ignored = new Set(['attachments', 'extensions']);

/** What a MIME message does not say: with any other change its source no longer tells the truth, and `$value` is composed anew. INFERRED */
const besideMime = new Set([
	'isRead',
	'categories',
	'flag',
	'inferenceClassification',
	'singleValueExtendedProperties',
	'multiValueExtendedProperties',
]);

const invalidSet = (message: string): GraphError => new GraphError(400, 'ErrorInvalidPropertySet', message);

/**
 * From 31 December 2026 on: what only drafts may change can be changed in other messages with a permission of its own, and without it that is
 * refused. DOC devblogs microsoft365dev graph-api-updates-to-sensitive-email-properties; the code INFERRED. True: the permission is there.
 */
function checkSensitive({ switches, token }: MailCall, names: string[]): boolean {
	if (switches.sensitiveMembers === 'as before') return false;
	const held = token.kind === 'application' ? token.roles : token.scopes;
	if (held.some((name) => /^Mail-Advanced\.ReadWrite(?:\.All|\.Shared)?$/i.test(name))) return true;
	if (names.some((name) => onlyInDrafts.includes(name) || ignoredWhenSent.has(name))) throw accessDenied();
	return false;
}

/** Extended properties are set one by one; those not named stay. RECALL */
function merged<T extends { id: string }>(old: T[], changed: T[]): T[] {
	const keys = new Set(changed.map(({ id }) => propertyKey(id)));
	return [...old.filter(({ id }) => !keys.has(propertyKey(id))), ...changed];
}

function update(call: MailCall, message: StoredMessage): GraphAnswer {
	requireJson(call);
	checkMatch(call, message);
	const reader = new MessageReader(call.switches, true);
	const json = reader.parse(call.body);
	// Before the values are read: an empty list of headers is refused as headers, not as too few of them.
	if (Object.keys(json ?? {}).some((name) => unsettable.has(name)))
		throw invalidSet('Set action is invalid for property');
	const content = reader.readPartial(json);
	const mayAlterSent = !message.isDraft && checkSensitive(call, Object.keys(content));
	if (!message.isDraft && !mayAlterSent && call.switches.updateOfSent === 'refused')
		if (onlyInDrafts.some((name) => name in content)) throw invalidSet('Message is not draft.');
	const isFixed = (name: string): boolean =>
		!message.isDraft && !mayAlterSent && (ignoredWhenSent.has(name) || onlyInDrafts.includes(name));
	const lost = (name: string): boolean => ignored.has(name) || isFixed(name);
	const kept = Object.fromEntries(Object.entries(content).filter(([name]) => !lost(name)));
	const { internetMessageId, ...changes } = kept as Partial<Omit<MessageContent, 'attachments'>>;
	const { singleValueExtendedProperties: single, multiValueExtendedProperties: multi } = changes;
	if (single) changes.singleValueExtendedProperties = merged(message.singleValueExtendedProperties, single);
	if (multi) changes.multiValueExtendedProperties = merged(message.multiValueExtendedProperties, multi);
	claimNames(call, changes);
	const names = Object.keys(changes);
	if (names.length === 1 && changes.isRead !== undefined && !internetMessageId) {
		call.store.setRead(message, changes.isRead);
		return answerMessage(call, 200, message);
	}
	const isInMime = Object.keys(kept).some((name) => !besideMime.has(name));
	call.store.update(message, {
		...changes,
		...(internetMessageId ? { internetMessageId } : {}),
		...(isInMime ? { mime: undefined } : {}),
	});
	return answerMessage(call, 200, message);
}

export const updateRoutes: Route[] = onMessage('PATCH', '', update);
