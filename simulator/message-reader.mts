import { GraphError, wrongProperty } from './errors.mts';
import { isUsableId } from './extended-properties.mts';
import { wrapHtml } from './html.mts';
import { parseJson } from './json-body.mts';
import type { Switches } from './switches.mts';
import type { DateTimeTimeZone, Flag, ItemBody, MessageContent, NameValue, Recipient } from './types.mts';

type Json = Record<string, unknown>;

/** Set by the server; accepted in a request and without effect. INFERRED */
export const computed = new Set([
	'id',
	'createdDateTime',
	'lastModifiedDateTime',
	'changeKey',
	'receivedDateTime',
	'sentDateTime',
	'hasAttachments',
	'bodyPreview',
	'uniqueBody',
	'isDraft',
	'conversationId',
	'conversationIndex',
	'parentFolderId',
	'webLink',
]);

/** What Exchange counts beside a file's bytes. OBS Nango (2026: 169 for 11) */
export const ATTACHMENT_OVERHEAD = 158;

/** Of items in items. */
const MOST_LEVELS = 30;

/** Reads the JSON of a message as Graph does: unknown members and wrong types are refused, casing of enumerations is free. */
export class MessageReader {
	#switches: Switches;
	#isUpdate: boolean;
	#level = 0;

	constructor(switches: Switches, isUpdate = false) {
		this.#switches = switches;
		this.#isUpdate = isUpdate;
	}

	/** `were unable to deserialize ` with its blank at the end. OBS */
	#wrongType(): GraphError {
		return new GraphError(400, this.#switches.wrongTypeCode, 'were unable to deserialize ');
	}

	/** The long text goes with the older code. OBS Softeria/ms-365-mcp-server#569, dotnet#270 (with the type's name of then) */
	#unknown(name: string, type: string): GraphError {
		const code = this.#isUpdate ? this.#switches.unknownMemberCodeOfUpdate : this.#switches.unknownMemberCode;
		if (code === this.#switches.wrongTypeCode) return this.#wrongType();
		const hint = 'Make sure to only use property names that are defined by the type or mark the type as open type.';
		const typeName = `Microsoft.OutlookServices.${type[0].toUpperCase()}${type.slice(1)}`;
		return new GraphError(400, code, `The property '${name}' does not exist on type '${typeName}'. ${hint}`);
	}

	#object(value: unknown, type: string, members: string[]): Json {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrongType();
		const unknown = Object.keys(value).find((name) => !members.includes(name) && !name.includes('@'));
		if (unknown !== undefined) throw this.#unknown(unknown, type);
		return value as Json;
	}

	#list<T>(value: unknown, read: (entry: unknown) => T): T[] {
		if (value === undefined || value === null) return [];
		if (!Array.isArray(value)) throw this.#wrongType();
		return value.map(read);
	}

	#string(value: unknown): string {
		if (typeof value !== 'string') throw this.#wrongType();
		return value;
	}

	#boolean<T>(value: unknown, absent: T): boolean | T {
		if (value === undefined || value === null) return absent;
		if (typeof value !== 'boolean') throw this.#wrongType();
		return value;
	}

	#choice<T extends string>(value: unknown, choices: readonly T[], absent: T): T {
		if (value === undefined || value === null) return absent;
		const text = this.#string(value).toLowerCase();
		const found = choices.find((choice) => choice.toLowerCase() === text);
		if (found === undefined) throw this.#wrongType();
		return found;
	}

	/** Every body is an object. */
	parse(text: string): Json {
		const value = parseJson(text);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrongType();
		return value as Json;
	}

	read(value: unknown): MessageContent {
		const readers = this.#readers();
		const json = this.#object(value, 'message', [...computed, ...Object.keys(readers)]);
		return Object.fromEntries(
			Object.entries(readers).map(([name, read]) => [name, read(json[name])]),
		) as unknown as MessageContent;
	}

	/** Only what the JSON names: for an update, or on top of a message that the server has prepared. */
	readPartial(value: unknown): Partial<MessageContent> {
		const readers = this.#readers();
		const json = this.#object(value, 'message', [...computed, ...Object.keys(readers)]);
		const named = Object.entries(readers).filter(([name]) => Object.hasOwn(json, name));
		return Object.fromEntries(named.map(([name, read]) => [name, read(json[name])]));
	}

	/**
	 * The body of an action: an object with no other members than these. `type` names it in the refusal.
	 * Parameters of actions are read in any casing: the pages write `destinationId`, Microsoft's generated client `DestinationId`. DOC message-move, users-sdk
	 */
	action(value: unknown, type: string, members: string[]): Json {
		const named = ([name, of]: [string, unknown]): [string, unknown] => [
			members.find((member) => member.toLowerCase() === name.toLowerCase()) ?? name,
			of,
		];
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return this.#object(isObject ? Object.fromEntries(Object.entries(value).map(named)) : value, type, members);
	}

	optionalText(value: unknown): string | undefined {
		return value === undefined || value === null ? undefined : this.#string(value);
	}

	text(value: unknown): string {
		return this.#string(value);
	}

	recipients(value: unknown): Recipient[] {
		return this.#list(value, (entry) => this.#recipient(entry));
	}

	#readers(): Record<keyof MessageContent, (value: unknown) => unknown> {
		const recipients = (value: unknown): Recipient[] => this.recipients(value);
		const recipient = (value: unknown): Recipient | null =>
			value === undefined || value === null ? null : this.#recipient(value);
		const text = (value: unknown): string | null =>
			value === undefined || value === null ? null : this.#string(value);
		return {
			subject: text,
			body: (value) => this.#body(value),
			importance: (value) => this.#choice(value, ['low', 'normal', 'high'], 'normal'),
			toRecipients: recipients,
			ccRecipients: recipients,
			bccRecipients: recipients,
			replyTo: recipients,
			from: recipient,
			sender: recipient,
			categories: (value) => this.#list(value, (entry) => this.#string(entry)),
			flag: (value) => this.#flag(value),
			inferenceClassification: (value) => this.#choice(value, ['focused', 'other'], 'focused'),
			isRead: (value) => this.#boolean(value, true),
			isReadReceiptRequested: (value) => this.#boolean(value, false),
			isDeliveryReceiptRequested: (value) => this.#boolean(value, false),
			internetMessageId: text,
			internetMessageHeaders: (value) => this.#headers(value),
			attachments: (value) => this.#list(value, (entry) => this.attachment(entry)),
			extensions: (value) => this.#list(value, (entry) => this.#extension(entry)),
			singleValueExtendedProperties: (value) =>
				this.#list(value, (entry) => this.#property(entry, (v) => this.#string(v))),
			multiValueExtendedProperties: (value) =>
				this.#list(value, (entry) => this.#property(entry, (v) => this.#list(v, (one) => this.#string(one)))),
		};
	}

	/** Without contentType it is text. OBS. No body at all: empty text. INFERRED */
	#body(value: unknown): ItemBody {
		if (value === undefined || value === null) return { contentType: 'text', content: '' };
		const json = this.#object(value, 'itemBody', ['contentType', 'content']);
		const contentType = this.#choice(json.contentType, ['text', 'html'], 'text');
		const content = json.content === undefined || json.content === null ? '' : this.#string(json.content);
		return { contentType, content: contentType === 'html' ? wrapHtml(content, this.#switches.htmlForm) : content };
	}

	/** Addresses are not checked before sending. OBS */
	#recipient(value: unknown): Recipient {
		const json = this.#object(value, 'recipient', ['emailAddress']);
		const given = this.#object(json.emailAddress, 'emailAddress', ['name', 'address']);
		const emailAddress: Recipient['emailAddress'] = {};
		if (given.name !== undefined && given.name !== null) emailAddress.name = this.#string(given.name);
		if (given.address !== undefined && given.address !== null) emailAddress.address = this.#string(given.address);
		return { emailAddress };
	}

	#headers(value: unknown): NameValue[] {
		const headers = this.#list(value, (entry) => {
			const json = this.#object(entry, 'internetMessageHeader', ['name', 'value']);
			return { name: this.#string(json.name), value: this.#string(json.value) };
		});
		// An empty list gets the same answer as six headers. OBS dotnet#2208
		if (Array.isArray(value) && (headers.length === 0 || headers.length > 5)) {
			throw new GraphError(
				400,
				'InvalidInternetMessageHeaderCollection',
				'Maximum number of headers in one message should be less than or equal to 5.',
			);
		}
		const wrong = headers.find(({ name }) => !/^x-/i.test(name));
		if (wrong) {
			const message = `The internet message header name '${wrong.name}' should start with 'x-' or 'X-'.`;
			throw new GraphError(400, 'InvalidInternetMessageHeader', message);
		}
		return headers;
	}

	#dateTime(value: unknown): DateTimeTimeZone | undefined {
		if (value === undefined || value === null) return undefined;
		const json = this.#object(value, 'dateTimeTimeZone', ['dateTime', 'timeZone']);
		const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?(?:\.(\d{1,7}))?Z?)?$/.exec(
			this.#string(json.dateTime),
		);
		if (!match) throw this.#wrongType();
		const [, day, time = '00:00', seconds = '00', fraction = ''] = match;
		return {
			dateTime: `${day}T${time}:${seconds}.${fraction.padEnd(7, '0')}`,
			timeZone: json.timeZone === undefined ? 'UTC' : this.#string(json.timeZone),
		};
	}

	#flag(value: unknown): Flag {
		if (value === undefined || value === null) return { flagStatus: 'notFlagged' };
		const json = this.#object(value, 'followupFlag', [
			'flagStatus',
			'startDateTime',
			'dueDateTime',
			'completedDateTime',
		]);
		const flag: Flag = {
			flagStatus: this.#choice(json.flagStatus, ['notFlagged', 'complete', 'flagged'], 'notFlagged'),
		};
		for (const name of ['startDateTime', 'dueDateTime', 'completedDateTime'] as const) {
			const date = this.#dateTime(json[name]);
			if (date) flag[name] = date;
		}
		if (flag.dueDateTime && !flag.startDateTime) {
			throw new GraphError(400, this.#switches.flagDueWithoutStartCode, 'The request is invalid.');
		}
		return flag;
	}

	attachment(value: unknown): MessageContent['attachments'][number] {
		const members = [
			'name',
			'contentType',
			'contentBytes',
			'isInline',
			'contentId',
			'contentLocation',
			'size',
			'id',
			'lastModifiedDateTime',
			'item',
		];
		const json = this.#object(value, 'attachment', members);
		const odataType = this.#string(json['@odata.type']).replace(/^#?/, '#');
		const contentBytes = json.contentBytes === undefined ? undefined : this.#string(json.contentBytes);
		// Wrong base64 in contentBytes. OBS
		if (contentBytes !== undefined && (contentBytes.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(contentBytes)))
			throw this.#wrongType();
		if (odataType === '#microsoft.graph.fileAttachment' && contentBytes === undefined) throw this.#wrongType();
		if (json.item !== undefined) this.#checkItem(json.item);
		return {
			odataType,
			name: this.#string(json.name),
			contentType: typeof json.contentType === 'string' ? json.contentType : null,
			size: Buffer.byteLength(contentBytes ?? '', 'base64') + ATTACHMENT_OVERHEAD,
			isInline: this.#boolean(json.isInline, false),
			contentId: typeof json.contentId === 'string' ? json.contentId : null,
			...(contentBytes === undefined ? {} : { contentBytes }),
			...(json.item === undefined ? {} : { item: json.item }),
		};
	}

	/** An attached message is read like any other; how deep items may nest is DOC attachment-get, its refusal INFERRED. */
	#checkItem(value: unknown): void {
		if (typeof value !== 'object' || value === null || Array.isArray(value) || this.#level >= MOST_LEVELS)
			throw this.#wrongType();
		if (!/^#?microsoft\.graph\.message$/i.test(String((value as Json)['@odata.type']))) return;
		this.#level += 1;
		this.read(value);
		this.#level -= 1;
	}

	#extension(value: unknown): Json {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrongType();
		this.#string((value as Json).extensionName);
		return value as Json;
	}

	#property<T>(value: unknown, read: (value: unknown) => T): { id: string; value: T } {
		const json = this.#object(value, 'legacyExtendedProperty', ['id', 'value']);
		const id = this.#string(json.id);
		if (!isUsableId(id)) throw wrongProperty();
		return { id, value: read(json.value) };
	}
}
