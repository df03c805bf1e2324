// Messages of the shapes that arrive in real mailboxes, written for these tests. Each is accepted and passed on byte for byte.
// Text is one byte a character (latin1), so that any charset can stand in it; lines are joined with CRLF unless stated.

export interface Sample {
	name: string;
	bytes: Uint8Array;
	/** Subject as a reader should show it. */
	subject?: string;
	from?: string;
	protection?: 'signed' | 'encrypted';
	/** A part of each warning expected; none otherwise. */
	warnings: string[];
}

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const lines = (...all: string[]) => all.join('\r\n');
const DATE = 'Date: Tue, 3 Mar 2026 10:15:00 +0100';
const FROM = 'From: Ann Smith <ann@contoso.com>';
const ID = 'Message-ID: <4711@contoso.com>';
const BASE64_PDF = 'JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSPj4Kc3RyZWFtCg==';

const samples: Sample[] = [];
type Facts = Partial<Omit<Sample, 'name' | 'bytes'>>;
function add(name: string, text: string, facts: Facts = {}): void {
	samples.push({ name, bytes: bytesOf(text), from: 'ann@contoso.com', warnings: [], ...facts });
}
/** With the usual four headers before those given. */
function mail(name: string, headers: string[], body: string, facts: Facts = {}): void {
	const subject =
		facts.subject === undefined && !headers.some((header) => /^subject:/i.test(header)) ? ['Subject: Hello'] : [];
	add(name, lines(FROM, 'To: john@example.com', ...subject, DATE, ID, ...headers, '', body), {
		...(subject.length > 0 ? { subject: 'Hello' } : {}),
		...facts,
	});
}
const multipart = (boundary: string, ...parts: string[]) =>
	lines(
		'This is a multi-part message in MIME format.',
		...parts.flatMap((part) => [`--${boundary}`, part]),
		`--${boundary}--`,
		'',
	);
const MIME = 'MIME-Version: 1.0';

// Plain
mail('plain text', [], 'Hello John,\r\n\r\nsee you.\r\n');
mail(
	'the example of RFC 5322 A.1.1',
	['Subject: Saying Hello'],
	'This is a message just to say hello.\r\nSo, "Hello".\r\n',
	{ subject: 'Saying Hello' },
);
add('no body and no empty line', lines(FROM, 'Subject: Only headers', DATE), { subject: 'Only headers' });
add('no body, empty line', lines(FROM, 'Subject: Only headers', DATE, '', ''), { subject: 'Only headers' });
mail('empty subject', ['Subject:'], 'x', { subject: undefined });
mail(
	'html only',
	[MIME, 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
	'<p>Gr=C3=BC=C3=9Fe</p>\r\n',
);
mail(
	'text and html',
	[MIME, 'Content-Type: multipart/alternative; boundary=alt'],
	multipart('alt', lines('Content-Type: text/plain', '', 'Hi'), lines('Content-Type: text/html', '', '<p>Hi</p>')),
);
mail(
	'format flowed',
	[MIME, 'Content-Type: text/plain; charset=us-ascii; format=flowed; delsp=yes'],
	'A line that \r\nflows on.\r\n',
);
mail(
	'a text in base64',
	[MIME, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
	'SGVsbG8gSm9obg==\r\n',
);
mail('lines that begin with dots and From', [], '.\r\n..\r\nFrom here on\r\n>From there\r\n');
mail('a line of 5,000 characters', [], `${'x'.repeat(5000)}\r\n`);
mail('NUL in the body', [], 'a\0b\r\n');

// Attachments and nesting
mail(
	'attachment',
	[MIME, 'Content-Type: multipart/mixed; boundary="b1"'],
	multipart(
		'b1',
		lines('Content-Type: text/plain', '', 'See file'),
		lines(
			'Content-Type: application/pdf; name="a.pdf"',
			'Content-Disposition: attachment; filename="a.pdf"',
			'Content-Transfer-Encoding: base64',
			'',
			BASE64_PDF,
		),
	),
);
mail(
	'file name by RFC 2231',
	[MIME, 'Content-Type: multipart/mixed; boundary="b1"'],
	multipart(
		'b1',
		lines(
			'Content-Type: application/pdf',
			"Content-Disposition: attachment; filename*0*=utf-8''r%C3%A9; filename*1=sume.pdf",
			'Content-Transfer-Encoding: base64',
			'',
			BASE64_PDF,
		),
	),
);
mail(
	'file name as encoded word in quotes',
	[MIME, 'Content-Type: multipart/mixed; boundary="b1"'],
	multipart(
		'b1',
		lines(
			'Content-Type: application/pdf; name="=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?="',
			'Content-Transfer-Encoding: base64',
			'',
			BASE64_PDF,
		),
	),
);
mail(
	'inline image',
	[MIME, 'Content-Type: multipart/related; type="text/html"; boundary=rel'],
	multipart(
		'rel',
		lines('Content-Type: text/html', '', '<img src="cid:logo@contoso.com">'),
		lines(
			'Content-Type: image/gif',
			'Content-ID: <logo@contoso.com>',
			'Content-Transfer-Encoding: base64',
			'',
			'R0lGODlhAQABAAAAACw=',
		),
	),
);
mail(
	'message in a message',
	[MIME, 'Content-Type: multipart/mixed; boundary=o'],
	multipart(
		'o',
		lines('Content-Type: message/rfc822', '', 'From: b@example.com', 'Subject: Inner', DATE, '', 'Inner text'),
	),
);
mail(
	'digest of a list',
	[MIME, 'Content-Type: multipart/digest; boundary=d'],
	multipart(
		'd',
		lines('', 'From: a@example.com', 'Subject: One', '', '1'),
		lines('', 'From: b@example.com', 'Subject: Two', '', '2'),
	),
);
mail(
	'twenty levels of multipart',
	[MIME, 'Content-Type: multipart/mixed; boundary=l0'],
	Array.from({ length: 20 }, (_, level) =>
		lines(`--l${level}`, `Content-Type: multipart/mixed; boundary=l${level + 1}`, ''),
	).join('\r\n'),
);
mail(
	'three hundred levels of multipart',
	[MIME, 'Content-Type: multipart/mixed; boundary=l0'],
	Array.from({ length: 300 }, (_, level) =>
		lines(`--l${level}`, `Content-Type: multipart/mixed; boundary=l${level + 1}`, ''),
	).join('\r\n'),
);
mail('boundary that is never closed', [MIME, 'Content-Type: multipart/mixed; boundary=open'], '--open\r\n\r\ncut o');
mail('multipart without boundary', [MIME, 'Content-Type: multipart/mixed'], 'text');
mail('uuencoded file in the text', [], 'begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n');
mail('yEnc file in the text', [], '=ybegin line=128 size=3 name=a.bin\r\n\x8b\x8c\x8d\r\n=yend size=3\r\n');
mail(
	'binary transfer encoding',
	[MIME, 'Content-Type: application/octet-stream', 'Content-Transfer-Encoding: binary'],
	'\x00\x01\xfe\xff\x80',
);
mail(
	'winmail.dat',
	[MIME, 'Content-Type: application/ms-tnef; name="winmail.dat"', 'Content-Transfer-Encoding: base64'],
	'eJ8+IgAAAAE=\r\n',
);

// Calendar and reports
mail(
	'invitation',
	[
		MIME,
		'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
		'Content-Class: urn:content-classes:calendarmessage',
	],
	lines(
		'BEGIN:VCALENDAR',
		'METHOD:REQUEST',
		'VERSION:2.0',
		'BEGIN:VEVENT',
		'UID:1@contoso.com',
		'DTSTART:20260303T100000Z',
		'END:VEVENT',
		'END:VCALENDAR',
		'',
	),
);
mail(
	'answer to an invitation, in alternatives',
	[MIME, 'Content-Type: multipart/alternative; boundary=c'],
	multipart(
		'c',
		lines('Content-Type: text/plain', '', 'Accepted'),
		lines('Content-Type: text/calendar; method=REPLY', '', 'BEGIN:VCALENDAR', 'METHOD:REPLY', 'END:VCALENDAR'),
	),
);
add(
	'bounce (RFC 3464)',
	lines(
		'Return-Path: <>',
		'From: Mail Delivery System <MAILER-DAEMON@contoso.com>',
		'To: ann@contoso.com',
		'Subject: Undelivered Mail Returned to Sender',
		DATE,
		'Auto-Submitted: auto-replied',
		MIME,
		'Content-Type: multipart/report; report-type=delivery-status; boundary=dsn',
		'',
		multipart(
			'dsn',
			lines('', 'Not delivered.'),
			lines(
				'Content-Type: message/delivery-status',
				'',
				'Reporting-MTA: dns; mx.contoso.com',
				'',
				'Final-Recipient: rfc822; x@example.com',
				'Action: failed',
				'Status: 5.1.1',
			),
			lines('Content-Type: message/rfc822', '', FROM, 'Subject: Original', '', 'x'),
		),
	),
	{
		subject: 'Undelivered Mail Returned to Sender',
		from: 'MAILER-DAEMON@contoso.com',
		warnings: ['Return-Path', 'Auto-Submitted'],
	},
);
mail(
	'read receipt (RFC 8098)',
	[MIME, 'Content-Type: multipart/report; report-type=disposition-notification; boundary=mdn'],
	multipart(
		'mdn',
		lines('', 'Read.'),
		lines(
			'Content-Type: message/disposition-notification',
			'',
			'Final-Recipient: rfc822;ann@contoso.com',
			'Disposition: manual-action/MDN-sent-manually; displayed',
		),
	),
);
mail(
	'abuse report (RFC 5965)',
	[MIME, 'Content-Type: multipart/report; report-type=feedback-report; boundary=arf'],
	multipart(
		'arf',
		lines('', 'Spam.'),
		lines('Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'Version: 1'),
	),
);
mail(
	'out of office',
	[
		'Subject: Automatic reply: Hello',
		'Auto-Submitted: auto-generated',
		'X-Auto-Response-Suppress: All',
		'Precedence: bulk',
	],
	'Away.',
	{ subject: 'Automatic reply: Hello', warnings: ['Auto-Submitted'] },
);

// S/MIME and PGP
mail(
	'S/MIME, clear-signed',
	[MIME, 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=sig'],
	multipart(
		'sig',
		lines('Content-Type: text/plain', '', 'Signed'),
		lines('Content-Type: application/pkcs7-signature; name=smime.p7s', 'Content-Transfer-Encoding: base64', '', 'MIIB'),
	),
	{ protection: 'signed' },
);
mail(
	'S/MIME, opaque-signed',
	[
		MIME,
		'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m',
		'Content-Transfer-Encoding: base64',
	],
	'MIIB\r\n',
	{ protection: 'signed' },
);
mail(
	'S/MIME, encrypted',
	[
		MIME,
		'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
		'Content-Transfer-Encoding: base64',
	],
	'MIIB\r\n',
	{ protection: 'encrypted' },
);
mail(
	'S/MIME, encrypted, old type',
	[MIME, 'Content-Type: application/x-pkcs7-mime; name="smime.p7m"', 'Content-Transfer-Encoding: base64'],
	'MIIB\r\n',
	{ protection: 'encrypted' },
);
mail(
	'S/MIME with bare LF inside',
	[MIME, 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=sig'],
	'--sig\n\nSigned\n--sig--\n',
	{ protection: 'signed', warnings: ['LF'] },
);
mail(
	'PGP, signed',
	[MIME, 'Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary=pgp'],
	multipart(
		'pgp',
		lines('', 'Signed'),
		lines('Content-Type: application/pgp-signature', '', '-----BEGIN PGP SIGNATURE-----'),
	),
	{ protection: 'signed' },
);
mail(
	'PGP, encrypted',
	[MIME, 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=pgp'],
	multipart(
		'pgp',
		lines('Content-Type: application/pgp-encrypted', '', 'Version: 1'),
		lines('Content-Type: application/octet-stream', '', '-----BEGIN PGP MESSAGE-----'),
	),
	{ protection: 'encrypted' },
);
mail('PGP in the text', [], '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n');

// Charsets
mail(
	'iso-2022-jp',
	[
		'Subject: =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=',
		MIME,
		'Content-Type: text/plain; charset=iso-2022-jp',
		'Content-Transfer-Encoding: 7bit',
	],
	'\x1b$B$3$s$K$A$O\x1b(B\r\n',
	{ subject: 'こんにちは' },
);
mail(
	'windows-1252',
	[
		'Subject: =?windows-1252?Q?=80_100_=96_Gr=FC=DFe?=',
		MIME,
		'Content-Type: text/plain; charset=windows-1252',
		'Content-Transfer-Encoding: 8bit',
	],
	'\x80 100 \x96 Gr\xfc\xdfe\r\n',
	{ subject: '€ 100 – Grüße' },
);
mail(
	'gb18030',
	[
		'Subject: =?gb18030?B?xOO6ww==?=',
		MIME,
		'Content-Type: text/plain; charset=gb18030',
		'Content-Transfer-Encoding: 8bit',
	],
	'\xc4\xe3\xba\xc3\r\n',
	{ subject: '你好' },
);
mail(
	'koi8-r',
	[
		'Subject: =?koi8-r?B?8NLJ18XU?=',
		MIME,
		'Content-Type: text/plain; charset=koi8-r',
		'Content-Transfer-Encoding: 8bit',
	],
	'\xf0\xd2\xc9\xd7\xc5\xd4\r\n',
	{ subject: 'Привет' },
);
mail(
	'utf-8, 8bit body',
	[MIME, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
	utf8('Grüße 😀\r\n'),
);
mail('encoded words cut within a character', ['Subject: =?utf-8?B?w4TD?= =?utf-8?B?nA==?='], 'x', { subject: 'ÄÜ' });
mail('encoded word with a language', ['Subject: =?utf-8*de?Q?Gr=C3=BC=C3=9Fe?='], 'x', { subject: 'Grüße' });
mail('unknown charset', ['Subject: =?x-unknown?Q?Hello?='], 'x', { subject: 'Hello' });
mail('8-bit raw headers in utf-8', [`Subject: ${utf8('Grüße')}`], 'x', {
	subject: 'Grüße',
	warnings: ['beyond ASCII'],
});
mail('8-bit raw headers in windows-1252', ['Subject: Gr\xfc\xdfe'], 'x', {
	subject: 'Grüße',
	warnings: ['beyond ASCII'],
});
mail(
	'8-bit raw headers in the charset of the text',
	['Subject: \xf0\xd2\xc9\xd7\xc5\xd4', MIME, 'Content-Type: text/plain;\r\n charset="koi8-r"'],
	'x',
	{ subject: 'Привет', warnings: ['beyond ASCII'] },
);
add(
	'internationalised addresses (RFC 6532)',
	lines(`From: ${utf8('Jürgen <jürgen@bücher.example>')}`, 'Subject: Hello', DATE, '', 'x'),
	{ subject: 'Hello', from: 'jürgen@bücher.example', warnings: ['beyond ASCII'] },
);

// Lists, threads, transport
mail(
	'mailing list',
	[
		'Subject: [dev] Hello',
		'Sender: dev-bounces@example.com',
		'List-Id: Developers <dev.example.com>',
		'List-Unsubscribe: <mailto:leave@example.com>, <https://example.com/leave>',
		'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
		'Precedence: list',
		'Errors-To: dev-bounces@example.com',
	],
	'x',
	{ subject: '[dev] Hello', warnings: ['List-Unsubscribe, List-Unsubscribe-Post'] },
);
mail(
	'answer in a thread',
	[
		'Subject: Re: Hello',
		'In-Reply-To: <1@example.com>',
		'References: <0@example.com>\r\n <1@example.com>',
		'Thread-Topic: Hello',
		'Thread-Index: AdAb',
	],
	'x',
	{ subject: 'Re: Hello' },
);
mail(
	'references of 500 messages',
	[
		`References: ${Array.from({ length: 500 }, (_, index) => `<${index}.${'x'.repeat(40)}@example.com>`).join('\r\n ')}`,
	],
	'x',
);
mail(
	'to 1,000 people',
	[`Cc: ${Array.from({ length: 1000 }, (_, index) => `Person ${index} <p${index}@example.com>`).join(',\r\n ')}`],
	'x',
);
mail(
	'undisclosed recipients and groups',
	['Cc: undisclosed-recipients:;, Team: a@example.com, "B, C" <b@example.com>;'],
	'x',
);
mail(
	'as received through five servers',
	[
		...Array.from(
			{ length: 5 },
			(_, hop) =>
				`Received: from mx${hop}.example.com (mx${hop}.example.com [192.0.2.${hop}])\r\n\tby mx.contoso.com with ESMTPS id 4711; Tue, 3 Mar 2026 10:15:0${hop} +0100`,
		),
		'DKIM-Signature: v=1; a=rsa-sha256; d=contoso.com; s=s1;\r\n h=from:to; bh=abc=; b=def=',
		'Authentication-Results: mx.contoso.com; spf=pass',
		'Received-SPF: pass',
		'X-MS-Exchange-Organization-SCL: -1',
	],
	'x',
);
mail(
	'forwarded with Resent headers',
	[
		'Resent-From: bob@example.com',
		'Resent-To: carol@example.com',
		'Resent-Date: Wed, 4 Mar 2026 10:15:00 +0100',
		'Resent-Message-ID: <2@example.com>',
	],
	'x',
);
mail('draft of an .eml file', ['X-Unsent: 1', 'Bcc: hidden@example.com'], 'x');
mail('names that Outlook does not know', ['Campaign: spring', 'Feedback: none', 'X-Known: yes'], 'x', {
	warnings: ['Campaign, Feedback'],
});
mail(
	'receipts and importance',
	[
		'Disposition-Notification-To: ann@contoso.com',
		'Return-Receipt-To: ann@contoso.com',
		'Importance: high',
		'X-Priority: 1 (Highest)',
		'Sensitivity: private',
	],
	'x',
);

// Malformed but usual
add(
	'mbox line first',
	lines('From ann@contoso.com Tue Mar  3 10:15:00 2026', FROM, 'Subject: From a file', DATE, '', 'x', ''),
	{ subject: 'From a file', warnings: ['mbox'] },
);
add('byte order mark', `\xef\xbb\xbf${lines(FROM, 'Subject: With a mark', DATE, '', 'x')}`, {
	subject: 'With a mark',
	warnings: ['byte order mark'],
});
add('LF only', [FROM, 'Subject: Unix', DATE, '', 'x', ''].join('\n'), { subject: 'Unix', warnings: ['LF'] });
add('CR only', [FROM, 'Subject: Classic Mac', DATE, '', 'x', ''].join('\r'), {
	subject: 'Classic Mac',
	warnings: ['LF or CR'],
});
add('line ends mixed', `${FROM}\r\nSubject: Mixed\n${DATE}\r\n\nx\r\n`, { subject: 'Mixed', warnings: ['LF'] });
add('malformed date', lines(FROM, 'Subject: When', 'Date: yesterday, about noon', '', 'x'), {
	subject: 'When',
	warnings: ['is not a date'],
});
add('date without a weekday, obsolete zone', lines(FROM, 'Subject: When', 'Date: 3 Mar 26 10:15 EST', '', 'x'), {
	subject: 'When',
});
add('no From', lines('To: john@example.com', 'Subject: Whose', DATE, '', 'x'), {
	subject: 'Whose',
	from: undefined,
	warnings: ['no From'],
});
add('no Date', lines(FROM, 'Subject: Never', '', 'x'), { subject: 'Never', warnings: ['no Date'] });
mail('two subjects', ['Subject: First', 'Subject: Second'], 'x', { subject: 'First', warnings: ['repeated'] });
mail('a line in the headers that is none', ['Subject: Broken', 'this is no header'], 'x', {
	subject: 'Broken',
	warnings: ['line 6'],
});
mail('blank before the colon', ['Subject : Spaced'], 'x', { subject: 'Spaced' });
mail('subject folded by tabs', ['Subject: one\r\n\ttwo'], 'x', { subject: 'one\ttwo' });
mail('subject of 20,000 characters', [`Subject: ${'long '.repeat(4000)}`], 'x', {
	subject: `${'long '.repeat(4000)}`.trim(),
});
mail('headers in capitals', ['SUBJECT: LOUD', 'MIME-VERSION: 1.0', 'CONTENT-TYPE: TEXT/PLAIN'], 'x', {
	subject: 'LOUD',
});
mail(
	'comments in a structured header',
	['MIME-Version: 1.0 (made by hand)', 'Content-Type: text/plain (the usual); charset=us-ascii'],
	'x',
);
mail(
	'web page archive (MHTML)',
	[
		'Subject: A page',
		'Snapshot-Content-Location: https://contoso.com/',
		MIME,
		'Content-Type: multipart/related; type="text/html"; boundary=page',
	],
	multipart('page', lines('Content-Type: text/html', 'Content-Location: https://contoso.com/', '', '<html>')),
	{ subject: 'A page', warnings: ['Snapshot-Content-Location'] },
);

export const MESSAGES: readonly Sample[] = samples;
