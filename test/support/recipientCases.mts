import { domainToASCII } from 'node:url';

// What people paste into a field of recipients, and what other nodes give there. One table for the reader itself and for both hosts, in both formats.
export interface RecipientCase {
	name: string;
	to: unknown;
	/** As `address` or `Name <address>`, since a name may hold anything. */
	expected: string[];
	cc?: string[];
	bcc?: string[];
}

const A = 'a@contoso.com';
const B = 'b@contoso.com';
const C = 'c@contoso.com';
const one = (name: string, to: unknown, ...expected: string[]): RecipientCase => ({ name, to, expected });
const list = (kind: string, inputs: string[], ...expected: string[]): RecipientCase[] =>
	inputs.map((to) => one(`${kind}: ${JSON.stringify(to)}`, to, ...expected));

/** Outlook's clipboard and names with commas (nextcloud#6014, emayili#115, nylas#2016). */
const OUTLOOK = [
	one(
		'Outlook, departments',
		`Doe, John (Sales) <${A}>; Roe, Jane <${B}>`,
		`Doe, John (Sales) <${A}>`,
		`Roe, Jane <${B}>`,
	),
	one('Outlook, commas between', `Doe, John <${A}>, Roe, Jane <${B}>`, `Doe, John <${A}>`, `Roe, Jane <${B}>`),
	one('Outlook, a trailing separator', `Doe, John <${A}>;`, `Doe, John <${A}>`),
	one('Outlook, two commas', `Doe, John, Jr. <${A}>; ${B}`, `Doe, John, Jr. <${A}>`, B),
	one('Outlook, a bare address behind', `Doe, John <${A}>, ${B}`, `Doe, John <${A}>`, B),
	one('Outlook, a bare address in front', `${B}, Doe, John <${A}>`, B, `Doe, John <${A}>`),
	one(
		'Outlook, letters of other languages',
		`Müller, Jürgen <${A}>; Øst, Åse <${B}>`,
		`Müller, Jürgen <${A}>`,
		`Øst, Åse <${B}>`,
	),
	one(
		'Outlook, a name with an @',
		`Jane @ Contoso <${A}>; John @ Fabrikam Inc <${B}>`,
		`Jane @ Contoso <${A}>`,
		`John @ Fabrikam Inc <${B}>`,
	),
	one('Outlook, one line each', `Doe, John <${A}>\r\nRoe, Jane <${B}>`, `Doe, John <${A}>`, `Roe, Jane <${B}>`),
	one('Outlook, in a group', `Team: Doe, John <${A}>, Roe, Jane <${B}>;`, `Doe, John <${A}>`, `Roe, Jane <${B}>`),
	one("Outlook's reply header", `Doe, John <${A}<mailto:${A}>>; ${B}<mailto:${B}>`, `Doe, John <${A}>`, B),
];

/** mikel/mail#1173, cerb#1349, validatorjs#940. */
const QUOTES = [
	...list(
		'quotes around an address',
		[
			`‘${A}’`,
			`“${A}”`,
			`„${A}“`,
			`„${A}”`,
			`«${A}»`,
			`»${A}«`,
			`‹${A}›`,
			`「${A}」`,
			`『${A}』`,
			`＂${A}＂`,
			`"${A}"`,
			`'${A}'`,
			`" ${A} "`,
			`"""${A}"""`,
		],
		A,
	),
	...list(
		'quotes around a name',
		[
			`“Doe, John” <${A}>`,
			`„Doe, John“ <${A}>`,
			`«Doe, John» <${A}>`,
			`'Doe, John' <${A}>`,
			`「Doe, John」 <${A}>`,
			`"Doe, John"<${A}>`,
		],
		`Doe, John <${A}>`,
	),
	...list('quotes around each', [`"${A}";"${B}"`, `"${A}","${B}"`, `“${A}”, “${B}”`, `'${A}';'${B}'`], A, B),
	...list('quotes around all', [`"${A}, ${B}"`, `“${A}; ${B}”`, `"${A}\n${B}"`], A, B),
	...list('quotes around name and address', [`"John <${A}>"`, `“John <${A}>”`, `'John <${A}>'`], `John <${A}>`),
	one('quotes inside of a name', `Robert "Bob" Smith <${A}>`, `Robert "Bob" Smith <${A}>`),
	one('typographic quotes inside of a name', `Robert “Bob” Smith <${A}>`, `Robert “Bob” Smith <${A}>`),
	one('each word in quotes', `"John" "Doe" <${A}>`, `John Doe <${A}>`),
	one('apostrophes', `O'Brien <${A}>; D’Angelo, Sam <${B}>`, `O'Brien <${A}>`, `D’Angelo, Sam <${B}>`),
];

const INVISIBLE = [
	...list(
		'invisible characters at the ends',
		[
			'\u200b',
			'\u200e',
			'\u202a',
			'\u2060',
			'\u00ad',
			'\ufeff',
			'\u00a0',
			'\u3000',
			'\u2066',
			'\u180e',
			'\u2800',
		].flatMap((char) => [`${A}${char}`, `${char}${A}`, `<${char}${A}${char}>`]),
		A,
	),
	one('invisible characters around a separator', `${A}\u200b;\u00a0${B}\u200b`, A, B),
	one('a direction around an address', `\u202a${A}\u202c`, A),
	one('a no-break space in a name', `John\u00a0Doe <${A}>`, `John Doe <${A}>`),
	one('only an invisible character', '\u200b'),
];

/** RFC 6068 and how programs copy links. */
const LINKS = [
	...list(
		'link',
		[
			`mailto:${A}`,
			`MAILTO:${A}`,
			`mailto: ${A}`,
			`mailto://${A}`,
			`mailto:?to=${A}`,
			`mailto:a%40contoso.com`,
			`mailto:${A}?subject=Hello%20World`,
			`mailto:${A}?subject=Hello World`,
			`<mailto:${A}>`,
			`[mailto:${A}]`,
			`mailto:${A}?subject=Hi,%20Bob&body=x`,
		],
		A,
	),
	...list(
		'link with two',
		[
			`mailto:${A},${B}`,
			`mailto:${A},${B}?subject=Hi`,
			`mailto:${A}?to=${B}`,
			`mailto:${A}; mailto:${B}`,
			`mailto:${A}, mailto:${B}`,
			`mailto:${A},mailto:${B}`,
			`[${A}](mailto:${A}), [${B}](mailto:${B})`,
			`<a href="mailto:${A}">${A}</a>, <a href="mailto:${B}">${B}</a>`,
			`mailto:${A}?subject=Hi; ${B}`,
			`mailto:a%40contoso.com,%20${B}`,
		],
		A,
		B,
	),
	one('link, percent-encoding', 'mailto:a%2Bb@contoso.com', 'a+b@contoso.com'),
	...list(
		'link with a name',
		[
			`John Doe <mailto:${A}>`,
			`John Doe<mailto:${A}>`,
			`John Doe [mailto:${A}]`,
			`[John Doe](mailto:${A})`,
			`[**John Doe**](mailto:${A})`,
			`<a href="mailto:${A}">John Doe</a>`,
			`<a class=x href=mailto:${A}?subject=x&amp;y><b>John Doe</b></a>`,
			`<mailto:${A}|John Doe>`,
			`mailto:John%20Doe%20%3C${A}%3E`,
		],
		`John Doe <${A}>`,
	),
	...list(
		'link that repeats the address',
		[
			`${A} <mailto:${A}>`,
			`${A}<mailto:${A}>`,
			`[${A}](mailto:${A})`,
			`<a href='mailto:${A}'>${A}</a>`,
			`<mailto:${A}|${A}>`,
		],
		A,
	),
	one(
		'links with commas in their names',
		`[Doe, John](mailto:${A}), [Roe, Jane](mailto:${B})`,
		`Doe, John <${A}>`,
		`Roe, Jane <${B}>`,
	),
	one(
		"HTML of mailparser, which n8n's triggers give",
		`<span class="mp_address_group"><span class="mp_address_name">Doe, John</span> &lt;<a href="mailto:${A}" class="mp_address_email">${A}</a>&gt;</span>, <span class="mp_address_group"><a href="mailto:${B}" class="mp_address_email">${B}</a></span>`,
		`Doe, John <${A}>`,
		B,
	),
	one('HTML in blocks', `<ul><li>${A}</li><li>John &lt;${B}&gt;</li></ul>`, A, `John <${B}>`),
	one('entities', `&quot;Doe, John&quot; &lt;a&#64;contoso.com&gt;`, `Doe, John <${A}>`),
];

const MARKS = [
	...list(
		'marks of Markdown',
		[`**${A}**`, `*${A}*`, `__${A}__`, `_${A}_`, `\`${A}\``, `~~${A}~~`, `**<${A}>**`, `<**${A}**>`],
		A,
	),
	...list(
		'marks around all',
		[`**${A}; ${B}**`, `**${A}**, **${B}**`, `\`${A}\`, \`${B}\``, `\`\`\`\n${A}\n${B}\n\`\`\``],
		A,
		B,
	),
	...list(
		'lists',
		[
			`- ${A}\n- ${B}`,
			`* ${A}\n* ${B}`,
			`• ${A}\n• ${B}`,
			`• ${A} • ${B}`,
			`1. ${A}\n2. ${B}`,
			`1) ${A}\n2) ${B}`,
			`> ${A}\n> ${B}`,
			`- [ ] ${A}\n- [x] ${B}`,
			`– ${A}\n– ${B}`,
		],
		A,
		B,
	),
	...list(
		'cells',
		[
			`${A}\t${B}`,
			`${A}|${B}`,
			`${A} | ${B}`,
			`| ${A} | ${B} |`,
			`${A}\n\n${B}`,
			`${A}\r\n${B}\r\n`,
			`\t${A}\t\n\t${B}`,
			`['${A}', '${B}']`,
			`[${A}, ${B}]`,
			`["${A}","${B}"]`,
		],
		A,
		B,
	),
	...list('cells with a name', [`John\t${A}`, `${A}\tJohn`, `| John | ${A} |`, `John | ${A}`], `John <${A}>`),
	one(
		'a table of Markdown',
		`| John | ${A} |\n|------|------|\n| Doe, Jane | ${B} |`,
		`John <${A}>`,
		`Doe, Jane <${B}>`,
	),
	...list('the end of a sentence', [`${A}.`, `John <${A}>.`.replace('John ', ''), `${A}。`], A),
];

const BRACKETS = [
	one('a comment in a name', `John Doe (Contoso) <${A}>`, `John Doe (Contoso) <${A}>`),
	one('nested comments', `John (IT (Berlin)) <${A}>`, `John (IT (Berlin)) <${A}>`),
	one('an open bracket in a name', `(Testing <${A}>`, `(Testing <${A}>`),
	one(
		'brackets with a separator in them',
		`John (IT; Berlin, Sales) <${A}>; ${B}`,
		`John (IT; Berlin, Sales) <${A}>`,
		B,
	),
	one('square brackets in a name', `Tom [Core One] <${A}>`, `Tom [Core One] <${A}>`),
	...list('brackets around an address', [`(${A})`, `[${A}]`, `{${A}}`, `<<${A}>>`, `< ${A} >`], A),
	...list(
		'a name and brackets',
		[`John (${A})`, `John [${A}]`, `John <<${A}>>`, `${A} (John)`, `(John) ${A}`, `John<${A}>`],
		`John <${A}>`,
	),
	one('a comment behind', `John <${A}> (Sales)`, `John <${A}>`),
	...list(
		'groups',
		[
			`A Group:${A},${B};`,
			`"My Group":${A},${B};`,
			`"My: Group": ${A}, ${B};`,
			`One: ${A}; Two: ${B};`,
			`Team:${A};${B}`,
			`Nobody:;,${A},${B}`,
			`SMTP:${A};smtp:${B}`,
		],
		A,
		B,
	),
	...list('empty groups', ['undisclosed-recipients:;', 'Nobody: ;', '"Nobody at all":;']),
	one("RFC 5322's own group", `A Group:Ed Jones <${A}>,${B};`, `Ed Jones <${A}>`, B),
	one(
		'encoded words',
		`=?utf-8?q?Doe=2C_J=C3=BCrgen?= <${A}>, =?utf-8?b?UsO2ZQ==?= <${B}>`,
		`Doe, Jürgen <${A}>`,
		`Röe <${B}>`,
	),
	one('an encoded word in quotes', `"=?utf-8?q?J=C3=BCrgen?=" <${A}>`, `Jürgen <${A}>`),
	one(
		'an encoded list',
		`=?utf-8?B?${Buffer.from(`Ann <${A}>, Bob <${B}>`).toString('base64')}?=`,
		`Ann <${A}>`,
		`Bob <${B}>`,
	),
];

const SCRIPTS = [
	...list(
		'separators of East Asian keyboards',
		[`${A}；${B}`, `${A}，${B}`, `${A}、${B}`, `${A}；\u3000${B}；`, `${A}؛ ${B}`],
		A,
		B,
	),
	...list(
		'full-width letters',
		['a＠contoso.com', 'a@contoso．com', 'ａ＠ｃｏｎｔｏｓｏ．ｃｏｍ', '＜a@contoso.com＞'],
		A,
	),
	one('Chinese names', `张三＜${A}＞；李四 <${B}>`, `张三 <${A}>`, `李四 <${B}>`),
	one('a domain in another script', 'info@müller.example', 'info@müller.example'),
	one('a domain in another script, decomposed', 'info@mu\u0308ller.example', 'info@müller.example'),
	one('a domain in punycode', 'info@xn--mller-kva.example', 'info@xn--mller-kva.example'),
	one('a domain of mixed scripts', 'info@pаypal.example', 'info@pаypal.example'),
	one('an address literal', 'user@[127.0.0.1]', 'user@[127.0.0.1]'),
	one('a picture in a name', `John 👩‍💻 ❤️ <${A}>`, `John 👩‍💻 ❤️ <${A}>`),
	one('a name that looks like an address', `"ceo@contoso.com" <${A}>`, `ceo@contoso.com <${A}>`),
];

const OBJECTS: RecipientCase[] = [
	one('mailparser, n8n IMAP trigger', { value: [{ address: A, name: 'Ann' }], text: 'x', html: 'x' }, `Ann <${A}>`),
	one('a list of those', [{ value: [{ address: A, name: '' }] }, { value: [{ address: B, name: '' }] }], A, B),
	one(
		'a group of mailparser',
		{
			value: [
				{
					name: 'Team',
					group: [
						{ address: A, name: '' },
						{ address: B, name: 'Bea' },
					],
				},
			],
		},
		A,
		`Bea <${B}>`,
	),
	one('Graph recipient', [{ emailAddress: { address: A, name: 'Ann' } }], `Ann <${A}>`),
	one('Graph attendee', { type: 'required', emailAddress: { address: A, name: 'Ann' } }, `Ann <${A}>`),
	one(
		'Graph user',
		{ id: '1', mail: A, displayName: 'Ann', userPrincipalName: 'ann@contoso.onmicrosoft.com' },
		`Ann <${A}>`,
	),
	one('Graph user without mail', { mail: null, userPrincipalName: A, displayName: 'Ann' }, `Ann <${A}>`),
	one('Graph person', { displayName: 'Ann', scoredEmailAddresses: [{ address: A, relevanceScore: 1 }] }, A),
	one('Graph contact', { displayName: 'Ann', emailAddresses: [{ address: A, name: 'Ann D.' }] }, `Ann D. <${A}>`),
	one('SendGrid', { email: A, name: 'Ann' }, `Ann <${A}>`),
	one('Mailjet', { Email: A, Name: 'Ann' }, `Ann <${A}>`),
	one('a row of a spreadsheet', { 'First Name': 'Ann', 'Last Name': 'Doe', 'E-Mail': A, Amount: 5 }, `Ann Doe <${A}>`),
	one('IMAP envelope', { name: 'Ann', mailbox: 'a', host: 'contoso.com' }, `Ann <${A}>`),
	one('a header of Gmail', { name: 'To', value: `Ann <${A}>, ${B}` }, `Ann <${A}>`, B),
	one('an address of Google People', { type: 'work', value: A }, A),
	one('an address that is a list', { address: `${A}; ${B}` }, A, B),
	one('a list of addresses', { email: [A, B] }, A, B),
	one('an address with a name in it', { address: `Ann <${A}>` }, `Ann <${A}>`),
	one('an address that is a link', { address: `mailto:${A}`, name: '"Doe, Ann"' }, `Doe, Ann <${A}>`),
	one('a name with a line break', { name: 'Ann\nDoe', address: A }, `Ann Doe <${A}>`),
	one('a name that repeats all', { name: `Ann <${A}>`, address: A }, `Ann <${A}>`),
	one('JSON as text', `[{"email": "${A}"}, "${B}"]`, A, B),
	one('nested lists', [[[A]], [[], [B, null, '']]], A, B),
];

/** Rows with headings: cells of a spreadsheet, CSV, Markdown, HTML. */
const TABLES: RecipientCase[] = [
	...list(
		'a table with headings',
		[
			`Name\tE-Mail\nDoe, John\t${A}\nJane\t${B}`,
			`Name,Email\n"Doe, John",${A}\nJane,${B}`,
			`Name;E-Mail\r\nDoe, John;${A}\r\nJane;${B}\r\n`,
			`E-Mail-Adresse\tName\tOrt\n${A}\tDoe, John\tBerlin\n${B}\tJane\t`,
			`| Name | E-mail |\n|---|---|\n| Doe, John | ${A} |\n| Jane | ${B} |`,
			`<table><tr><th>Name</th><th>Email</th></tr><tr><td>Doe, John</td><td>${A}</td></tr><tr><td>Jane</td><td>${B}</td></tr></table>`,
			`Display name,User principal name,Department\n"Doe, John",${A},Sales\nJane,${B},IT`,
		],
		`Doe, John <${A}>`,
		`Jane <${B}>`,
	),
	...list(
		'a column with its heading',
		[`E-Mail\n${A}\n${B}`, `Email Address\r\n${A}\r\n\r\n${B}\r\n`, `Mail\n"${A}"\n${B}`, `"Email"\n"${A}"\n"${B}"`],
		A,
		B,
	),
	one(
		"Outlook's and Google's exports of contacts",
		`First Name,Last Name,E-mail Address,E-mail Display Name\nAnn,Doe,${A},Ann Doe (Sales)\nBob,,${B},`,
		`Ann Doe (Sales) <${A}>`,
		`Bob <${B}>`,
	),
	one('German headings', `Vorname;Nachname;E-Mail\nAnn;Müller;${A}`, `Ann Müller <${A}>`),
	one('quotes in a cell', `Name,Email\n"Ann ""Annie"" Doe",${A}`, `Ann "Annie" Doe <${A}>`),
	one('a cell that holds a name too', `Name\tE-Mail\n\tAnn <${A}>`, `Ann <${A}>`),
];

/** Contacts and directories. */
const CONTACTS: RecipientCase[] = [
	one(
		'vCard',
		`BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;John;;;\r\nFN:John Doe\r\nORG:Contoso\r\nitem1.EMAIL;type=INTERNET;type=pref:${A}\r\nTEL:+49 30 1\r\nEND:VCARD\r\n`,
		`John Doe <${A}>`,
	),
	one(
		'two vCards, one with a preferred address',
		`BEGIN:VCARD\nVERSION:4.0\nFN:Doe\\, John\nEMAIL:${C}\nEMAIL;PREF=1:${A}\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCrgen\nEMAIL;INTERNET:${B}\nEND:VCARD`,
		`Doe, John <${A}>`,
		`Jürgen <${B}>`,
	),
	...list(
		'a line of a vCard',
		[`EMAIL;TYPE=INTERNET:${A}`, `item1.EMAIL;type=INTERNET;type=pref:${A}`, `EMAIL:${A}`],
		A,
	),
	...list("Exchange's addresses", [`SMTP:${A}, smtp:${B}`, `{SMTP:${A}, smtp:${B}}`, `smtp:${A}\nsmtp:${B}`], A, B),
];

/** How lists begin their lines in Word, web pages and chats. */
const LINE_MARKS = list(
	'marks in front of lines',
	[
		['→ ', '⇒ '],
		['✓ ', '✔️ '],
		['○ ', '■ '],
		['(1) ', '(2) '],
		['a) ', 'b) '],
		['[1] ', '[2] '],
		['#1 ', '#2 '],
		['☐ ', '☑ '],
		['·\t', 'o\t'],
		['§\t', 'Ø\t'],
		['📧 ', '✉️ '],
		['➤ ', '▶ '],
	].map(([first, second]) => `${first}${A}\n${second}${B}`),
	A,
	B,
);

const BARS = [
	one(
		'a bar in a name',
		`John Doe | Contoso <${A}>; Jane | Sales <${B}>`,
		`John Doe | Contoso <${A}>`,
		`Jane | Sales <${B}>`,
	),
	one('a picture in front of a name is a part of it', `🚀 Rocket Team <${A}>`, `🚀 Rocket Team <${A}>`),
];

/** A header block that was pasted into To: its other lines go where they belong. */
const HEADERS: RecipientCase[] = [
	{ name: 'header block', to: `To: ${A}\nCc: ${B}\nBcc: ${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'lines behind an address', to: `${A}\nCc: ${B}\nBCC: ${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'header block on one line', to: `To: ${A} Cc: ${B} Bcc: ${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'header block with separators', to: `To: ${A}; Cc: ${B}; Bcc: ${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'header block in Markdown', to: `**To:** ${A}\n**Cc:** ${B}`, expected: [A], cc: [B] },
	{
		name: 'German',
		to: `An: Doe, John <${A}>\nCc: ${B}\nBcc: ${C}`,
		expected: [`Doe, John <${A}>`],
		cc: [B],
		bcc: [C],
	},
	{ name: 'French', to: `À : ${A}\nCc : ${B}\nCci : ${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'Spanish', to: `Para: ${A}\nCC: ${B}\nCCO: ${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'Chinese', to: `收件人：${A}\n抄送：${B}\n密件抄送：${C}`, expected: [A], cc: [B], bcc: [C] },
	{ name: 'folded lines', to: `To: ${A},\n  ${B}\nCc:\n ${C}`, expected: [A, B], cc: [C] },
	{ name: 'tabs behind the labels', to: `To:\t${A}\nCc:\t${B}`, expected: [A], cc: [B] },
	{ name: 'its own label', to: `To: ${A}`, expected: [A] },
];

export const RECIPIENT_CASES: RecipientCase[] = [
	...OUTLOOK,
	...QUOTES,
	...INVISIBLE,
	...LINKS,
	...MARKS,
	...BRACKETS,
	...SCRIPTS,
	...OBJECTS,
	...TABLES,
	...CONTACTS,
	...LINE_MARKS,
	...BARS,
	...HEADERS,
];

/** What is refused in To: the input, a part of the message, a part of the hint. */
export const RECIPIENT_REFUSALS: Array<[name: string, to: unknown, message: string, hint: string]> = [
	[
		'an invisible character inside',
		'a\u200b@contoso.com',
		'"a[U+200B]@contoso.com"',
		'zero-width space (U+200B), behind "a"',
	],
	['a soft hyphen in the domain', 'a@con\u00adtoso.com', '"a@con[U+00AD]toso.com"', 'soft hyphen (U+00AD)'],
	['a no-break space before the @', 'a\u00a0@contoso.com', '"a @contoso.com"', 'no-break space (U+00A0)'],
	['a control character', 'a\u0000@contoso.com', '"a[U+0000]@contoso.com"', 'U+0000'],
	...['*', '|', '/', '!', '?', '=', '&', '%', '#', '\ufffd', '’', '$', '+', '~', '^', '{'].map(
		(char): [string, unknown, string, string] => [
			`${char} in the domain`,
			`a@con${char}toso.com`,
			`"a@con${char}toso.com"`,
			`no ${char} behind the @`,
		],
	),
	['a closing quote behind the domain', 'a@contoso.com’', '"a@contoso.com’"', 'no ’ behind the @'],
	['an ideographic full stop', 'a@contoso。com', '"a@contoso。com"', 'plain dot'],
	['a label that ends with a hyphen', 'a@contoso-.com', '"a@contoso-.com"', 'hyphen'],
	['a label that begins with a hyphen', 'a@-contoso.com', '"a@-contoso.com"', 'hyphen'],
	['punycode that says nothing', 'a@xn--example.com', '"a@xn--example.com"', 'name of a domain'],
	['two dots in the domain', 'a@contoso..com', '"a@contoso..com"', 'two in a row'],
	['an IP address that is none', 'a@[300.1.1.1]', '"a@[300.1.1.1]"', 'IP address'],
	['a query behind the address', 'a@contoso.com?subject=Hi', '"a@contoso.com?subject=Hi"', 'no ? behind the @'],
	['quotes before the @', '"john doe"@contoso.com', '""john doe"@contoso.com"', 'no quotes before the @'],
	['a comment inside of an address', 'a(b)@contoso.com', '"a(b)@contoso.com"', 'no ( before the @'],
	['an encoded word as an address', '=?utf-8?q?a?=@contoso.com', '"=?utf-8?q?a?=@contoso.com"', 'encoded word'],
	['a name before a bare address', 'Doe, john@contoso.com', '"Doe"', '"Doe, John" <john@contoso.com>'],
	['several names', 'Team, Sales, John <a@contoso.com>, b@contoso.com', '"Team"', 'in quotes'],
	['an empty value in a name', 'undefined, John <a@contoso.com>', '"undefined"', 'An earlier step gave no address'],
	['an open bracket', 'John <a@contoso.com', '"John <a@contoso.com"', 'bracket > behind the address is missing'],
	['an open bracket in a list', 'John <a@contoso.com; Jane <b@contoso.com>', '"John <a@contoso.com"', 'bracket >'],
	['a bracket too many', 'a@contoso.com>', '"a@contoso.com>"', 'bracket < before the address is missing'],
	[
		'two in one pair of brackets',
		'<a@contoso.com, b@contoso.com>',
		'"<a@contoso.com, b@contoso.com>"',
		'<john@contoso.com>; <jane@contoso.com>',
	],
	['an open quote', 'Bob" Smith <a@contoso.com>', '"Bob" Smith <a@contoso.com>"', 'One quote is missing'],
	['a colon in a name', 'Team 9:30 <a@contoso.com>', '"Team 9:30 <a@contoso.com>"', '"Team 9:30" <john@contoso.com>'],
	[
		'another address as the name',
		'b@contoso.com <a@contoso.com>',
		'"b@contoso.com <a@contoso.com>"',
		'Put ; or , between',
	],
	[
		'another address as the text of a link',
		'[b@contoso.com](mailto:a@contoso.com)',
		'"b@contoso.com <a@contoso.com>"',
		'Put ; or ,',
	],
	['another address as the comment', 'a@contoso.com (b@contoso.com)', '"a@contoso.com (b@contoso.com)"', 'Put ; or ,'],
	['an address in a quoted name', '"x <b@contoso.com>" <a@contoso.com>', '"x <b@contoso.com>', 'Put ; or ,'],
	['words between addresses', 'a@contoso.com and b@contoso.com', '"a@contoso.com and b@contoso.com"', 'Put ; or ,'],
	['a link to what only resembles an address', '[John](a@contoso.com/x)', 'a@contoso.com/x', 'no / behind the @'],
	['a parameter of a link', 'x&bcc=mailto:a@contoso.com', 'does not belong in this field', 'into the field Bcc'],
	['a joining word', 'a@contoso.com, and b@contoso.com', '"and b@contoso.com"', 'Put ; or ,'],
	[
		'a name without brackets',
		'John Doe a@contoso.com',
		'"John Doe a@contoso.com"',
		'Put angle brackets around the address',
	],
	[
		'a name and a hyphen',
		'John Doe - a@contoso.com',
		'"John Doe - a@contoso.com"',
		'Put angle brackets around the address',
	],
	[
		'words behind an address',
		'a@contoso.com - Sales',
		'"a@contoso.com - Sales"',
		'Put angle brackets around the address',
	],
	['spaces around the @', 'a @ contoso.com', '"a @ contoso.com"', 'a space beside the @'],
	...['a [at] contoso.com', 'a(at)contoso.com', 'a[at]contoso[dot]com', 'a at contoso dot com', 'a%40contoso.com'].map(
		(to): [string, unknown, string, string] => [`spelled: ${to}`, to, `"${to}"`, 'Write @ in place of'],
	),
	["the ' of a spreadsheet", "'a@contoso.com", '"\'a@contoso.com"', "a ' in front of it"],
	['the = of an expression', '=a@contoso.com', '"=a@contoso.com"', 'a = in front of it'],
	['a name of the directory', 'CN=John Doe,OU=Sales,DC=contoso,DC=com', '"CN=John Doe"', 'internal address'],
	[
		"Exchange's internal address",
		'EX:/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=john',
		'"/o=ExchangeLabs',
		'internal address',
	],
	[
		'a row of three cells without headings',
		'John\ta@contoso.com\tSales',
		'"John" is not an e-mail address',
		'Copy only the columns with the names and the addresses',
	],
	['a row without an address', 'Name,Email\nAnn,a@contoso.com\nBob,', '"Bob,"', 'no e-mail address in this row'],
	[
		'a row with two addresses',
		'Name,Email,Manager\nAnn,a@contoso.com,b@contoso.com',
		'"Ann,a@contoso.com,b@contoso.com"',
		'several addresses in this row',
	],
	['an object of a script', "[{email: 'a@contoso.com', name: 'Ann'}]", "[{email: 'a@contoso.com'", 'give it as JSON'],
	['an object of Python', "{'email': 'a@contoso.com'}", "{'email': 'a@contoso.com'}", 'give it as JSON'],
	[
		'a vCard with two addresses',
		'BEGIN:VCARD\nFN:Ann\nEMAIL:a@contoso.com\nEMAIL:b@contoso.com\nEND:VCARD',
		'the contact "Ann" has several e-mail addresses: a@contoso.com, b@contoso.com',
		'Write the address itself',
	],
	[
		'a vCard without an address',
		'BEGIN:VCARD\nFN:Ann\nEND:VCARD',
		'the contact "Ann" has no e-mail address',
		'Write the address',
	],
	['a link without an address', 'mailto:?subject=Hi', '"mailto:?subject=Hi"', 'Write the address itself'],
	[
		'a link with a copy',
		'mailto:a@contoso.com?cc=b@contoso.com',
		'also names Cc',
		'Put "b@contoso.com" into the field Cc',
	],
	[
		'a link with a blind copy',
		'mailto:a@contoso.com?subject=x&bcc=b%40contoso.com',
		'also names Bcc',
		'Put "b@contoso.com" into the field Bcc',
	],
	['a link that hides a separator', 'mailto:a%2Cb@contoso.com', '"a,b@contoso.com"', 'Write the address itself'],
	[
		'a link whose end is not clear',
		'mailto:a@contoso.com?subject=Hi;b@contoso.com',
		'not clear where the link ends',
		'Put a space behind',
	],
	[
		'Bcc alone',
		'Bcc: b@contoso.com',
		'"Bcc: b@contoso.com" does not belong in this field',
		'Put b@contoso.com into the field Bcc',
	],
	['a sender', 'From: b@contoso.com\nTo: a@contoso.com', '"From: b@contoso.com" does not belong', 'the field From'],
	[
		'a subject',
		'To: a@contoso.com\nSubject: Hello',
		'"Subject: Hello" is not a line of recipients',
		'Paste only the lines To, Cc and Bcc',
	],
	['an object that was turned into text', '[object Object]', '"[object Object]"', 'choose the address in it'],
	['an expression', '{{ $json.email }}', '"{{ $json.email }}"', 'expression was not filled in'],
	['the address of a page', 'https://contoso.com/a@b', '"https://contoso.com/a@b"', 'address of a web page'],
	[
		'a whole message',
		{ from: 'a@contoso.com', subject: 'x' },
		'"{"from":"a@contoso.com","subject":"x"}"',
		'whole message',
	],
	['a name for two', { name: 'Ann', address: 'a@contoso.com; b@contoso.com' }, '"{"name":"Ann"', 'Put ; or ,'],
	['a mailparser address without one', { name: 'Ann', address: '' }, '"{"', 'Give an object with the address'],
];

/** `Name <address>` of a recipient. */
export function written({
	emailAddress: { address, name },
}: {
	emailAddress: { address: string; name?: string };
}): string {
	return name === undefined ? address : `${name} <${address}>`;
}

type Stored = Partial<
	Record<'toRecipients' | 'ccRecipients' | 'bccRecipients', Array<{ emailAddress: { address: string; name?: string } }>>
>;

/** The people of a stored draft. A mailbox may show the address as the name, and a domain in either of its two forms. */
export function peopleOf(draft: Stored): { to: string[]; cc: string[]; bcc: string[] } {
	const texts = (list: Stored['toRecipients'] = []) =>
		list.map(({ emailAddress: { address, name } }) =>
			inAscii(written({ emailAddress: name === address || !name ? { address } : { address, name } })),
		);
	return { to: texts(draft.toRecipients), cc: texts(draft.ccRecipients), bcc: texts(draft.bccRecipients) };
}

/** The same of a case. */
export function peopleWanted({ expected, cc = [], bcc = [] }: RecipientCase): ReturnType<typeof peopleOf> {
	return { to: expected.map(inAscii), cc: cc.map(inAscii), bcc: bcc.map(inAscii) };
}

function inAscii(text: string): string {
	return text.replace(/@([^@<>\s[]+)(>?)$/, (_whole, domain: string, end: string) => `@${domainToASCII(domain)}${end}`);
}
