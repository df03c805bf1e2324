import type { StoredAttachment } from './types.mts';

interface About {
	subject: string | null;
	conversationIndex?: string;
	attachments: Pick<StoredAttachment, 'isInline'>[];
}

/** The order in which Exchange writes them, after everything else that it does not name here. OBS GNOME/msgraph (2024) */
const order = [
	'from',
	'sender',
	'reply-to',
	'to',
	'cc',
	'bcc',
	'subject',
	'thread-topic',
	'thread-index',
	'date',
	'message-id',
	'references',
	'in-reply-to',
	'content-language',
	'x-ms-has-attach',
	'x-ms-tnef-correlator',
	'x-ms-exchange-organization-recordreviewcfmtype',
];
const last = ['content-type', 'content-transfer-encoding', 'mime-version'];

const nameOf = (field: string): string => field.slice(0, field.indexOf(':')).toLowerCase();

/** Custom fields and the like stand between the two. */
function rank(field: string): number {
	const name = nameOf(field);
	if (order.includes(name)) return order.indexOf(name);
	return last.includes(name) ? order.length + 1 + last.indexOf(name) : order.length;
}

/** Text that needs no more is said to be US-ASCII; the Message-ID stands on a line of its own; names are quoted. */
function written(field: string, isAscii: boolean): string {
	const name = nameOf(field);
	if (name === 'message-id') return field.replace(/^([^:]+):\s*/, '$1:\r\n ');
	if (name === 'content-type' && isAscii)
		return field.replace(/^(Content-Type: text\/plain;)\s*charset="?utf-8"?/i, '$1 charset="us-ascii"');
	return field;
}

/** The source with the fields that Exchange adds to what it composes itself, in its order. */
export function withExchangeFields(source: Buffer, { subject, conversationIndex, attachments }: About): Buffer {
	const end = source.indexOf('\r\n\r\n');
	const head = source.subarray(0, end < 0 ? source.length : end).toString('latin1');
	const rest = end < 0 ? Buffer.alloc(0) : source.subarray(end);
	const topic = (subject ?? '').replace(/^[^\s\d:]{1,3}:\s*/, '');
	const fields = head.split(/\r\n(?![ \t])/);
	const subjectField = fields.find((field) => nameOf(field) === 'subject') ?? '';
	const own =
		conversationIndex === undefined
			? []
			: [
					`Thread-Topic:${topic === (subject ?? '') ? subjectField.slice('Subject:'.length) : ` ${topic}`}`,
					`Thread-Index: ${conversationIndex}`,
					'Content-Language: en-US',
					`X-MS-Has-Attach:${attachments.some(({ isInline }) => !isInline) ? ' yes' : ''}`,
					'X-MS-TNEF-Correlator:',
					'X-MS-Exchange-Organization-RecordReviewCfmType: 0',
				];
	const isAscii =
		!rest.some((byte) => byte > 127) && !/\r\nContent-Transfer-Encoding: (?:base64|quoted-printable)/i.test(head);
	const all = [...fields, ...own.filter((field) => /^[\x20-\x7e\r\n\t]*$/.test(field))]
		.map((field, index) => ({ field: written(field, isAscii), index }))
		.sort((a, b) => rank(a.field) - rank(b.field) || a.index - b.index);
	return Buffer.concat([Buffer.from(all.map(({ field }) => field).join('\r\n'), 'latin1'), rest]);
}
