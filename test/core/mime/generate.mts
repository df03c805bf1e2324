// Seeded generator of message parts: what people, forms and languages put into fields, at the edges of what mail can carry.
import fc from 'fast-check';
import type { MessageParts } from '../../../core/mime/compose';

const WORDS = [
	'Angebot',
	'für',
	'Größe',
	'naïve',
	'Ελλάδα',
	'Привет',
	'שלום',
	'مرحبا',
	'بالعالم',
	'見積書',
	'안녕하세요',
	'ภาษาไทย',
	'हिन्दी',
	'👩‍👩‍👧‍👦',
	'😀',
	'🏳️‍🌈',
	'e\u0301',
	'\u200fRTL\u200e',
	'=?utf-8?Q?no?=',
	'=?',
	'?=',
	'100%',
	'a=b',
	"it's",
	'"quoted"',
	'back\\slash',
	'(paren)',
	'<angle>',
	'a,b',
	'a;b',
	'a:b',
	'@',
	'[x]',
	'*',
	'_',
	'...',
	'.',
	'--',
	'From',
	'A'.repeat(70),
	'ä'.repeat(60),
	'a\u00a0b',
	'x\u{1F9D1}\u{1F3FD}',
];
const word = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...WORDS) },
	{ weight: 2, arbitrary: fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~]{1,12}$/) },
);
const phrase = (maxLength: number) => fc.array(word, { minLength: 1, maxLength }).map((words) => words.join(' '));
const subject = fc.oneof(
	{ weight: 5, arbitrary: phrase(8) },
	{ weight: 1, arbitrary: phrase(120) },
	{ weight: 1, arbitrary: fc.constant('') },
);

// No = or ' at the beginning: that is what a spreadsheet puts there, so the reader rejects it.
const local = fc.stringMatching(/^[a-z0-9!#$%&*+/?^_`{|}~-][a-z0-9!#$%&'*+/=?^_`{|}~-]{0,11}(\.[a-z0-9]{1,8}){0,2}$/);
const domain = fc.constantFrom(
	'contoso.com',
	'example.com',
	'sub.fabrikam.com',
	'xn--bcher-kva.example',
	`${'long-label.'.repeat(8)}example.com`,
);
const recipient = fc
	.record({ local, domain, name: fc.option(phrase(5), { nil: undefined }) })
	.map(({ local: left, domain: right, name }) => ({
		emailAddress: { address: `${left}@${right}`, ...(name === undefined ? {} : { name }) },
	}));
const recipients = fc.array(recipient, { maxLength: 6 });

const line = fc.oneof(
	phrase(12),
	fc.constantFrom(
		'',
		'.',
		'..',
		'.dot first',
		'From here',
		'>From there',
		'--',
		'-- ',
		'trailing blank ',
		'tab\t',
		'a\tb',
		'--=_0',
		`long ${'x'.repeat(1200)}`,
		`${'ü'.repeat(300)}`,
		'zero\u0000byte',
		'bell\u0007',
		'=',
		'=3D',
		'a'.repeat(76),
		'b'.repeat(75),
		`${'c'.repeat(74)}=`,
	),
);
const text = fc
	.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
	.map(([lines, lineEnd]) => lines.join(lineEnd));
const html = text.map((content) => `<html><body><p>${content}</p></body></html>`);

// postal-mime and mailparser decode encoded words in a name even after RFC 2231, and Python takes brackets and quotes around a name off.
const fileName = fc.oneof(
	phrase(4).map((name) => name.replaceAll('=?', '=-').replace(/^[<"]/, '($&')),
	fc.constantFrom(
		'résumé.pdf',
		'履歴書.docx',
		'a b.txt',
		'very long '.repeat(15) + '.xlsx',
		'очень длинное имя файла '.repeat(8) + '.pdf',
		"it's 100%.txt",
		'semi;colon.txt',
		'quote".txt',
		'back\\slash.txt',
		'../etc/passwd',
		'.hidden',
		'no-extension',
		'😀.png',
		"utf-8''x.txt",
		'a*b.txt',
		'a=b?.txt',
		'مرفق.pdf',
	),
);
const content = fc.oneof(
	fc.uint8Array({ maxLength: 300 }),
	fc.constant(new Uint8Array(0)),
	fc.constant(Uint8Array.from({ length: 3000 }, (_, index) => index % 256)),
	fc.constant(new TextEncoder().encode('From here\r\n.\r\n--=_0--\r\n')),
);
const attachment = fc.record({
	name: fileName,
	contentType: fc.constantFrom(
		'application/pdf',
		'image/png',
		'text/plain',
		'text/csv; charset=utf-8',
		'application/x-own',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	),
	content,
});
const inlineImage = fc
	.record({ name: fileName, contentId: fc.stringMatching(/^[a-z0-9]{1,10}@example\.com$/), content })
	.map((image) => ({ ...image, contentType: 'image/png', isInline: true }));

const header = fc.record({
	name: fc.constantFrom('X-Ticket', 'x-trace', 'X-Long-Name-Of-A-Header-That-Leaves-Little-Room-On-Its-Line-At-All'),
	value: phrase(20),
});

const parts: fc.Arbitrary<MessageParts> = fc
	.record({
		from: recipient,
		to: recipients,
		cc: recipients,
		bcc: recipients,
		replyTo: fc.array(recipient, { maxLength: 2 }),
		subject,
		date: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
		messageId: fc.uuid().map((id) => `<${id}@contoso.com>`),
		body: fc.oneof(fc.record({ text }), fc.record({ html, text }), fc.record({ html })),
		attachments: fc.array(fc.oneof(attachment, attachment, inlineImage), { maxLength: 3 }),
		headers: fc.array(header, { maxLength: 3 }),
		importance: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
	})
	.map(({ body, ...rest }) => ({ ...rest, ...body }));

/** The same messages for the same seed. */
export const generateParts = (count: number, seed: number): MessageParts[] =>
	fc.sample(parts, { numRuns: count, seed });
