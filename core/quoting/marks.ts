/**
 * How mail programs set a quoted message and a signature apart. Each entry was seen in mail of the program that it names; ids
 * come back with `x_` in front where Outlook has rewritten somebody else's mail.
 */

/** Ids of elements with which the quoted history begins. */
const QUOTE_IDS = new Set([
	// Outlook on the web, new Outlook, replies made by Graph
	'appendonsend',
	'divrplyfwdmsg',
	// Outlook for iOS, Android and Mac
	'mail-editor-reference-message-container',
	// Outlook for Mac
	'olk_src_body_section',
	// Windows Mail
	'reply-intro',
]);

/** Classes of such elements. */
const QUOTE_CLASSES = new Set([
	// Outlook for iOS and Android
	'ms-outlook-mobile-reference-message',
	// Gmail
	'gmail_quote',
	'gmail_quote_container',
	'gmail_attr',
	// Yahoo, Proton, Zoho, Thunderbird
	'yahoo_quoted',
	'protonmail_quote',
	'zmail_extra',
	'moz-cite-prefix',
]);

/**
 * Of the border above that head: classic Outlook (#E1E1E1, in earlier versions #B5C4DF), Outlook for Mac, for iOS, Mail for Windows;
 * without spaces and in lower case.
 */
const BORDERS =
	/border:none;border-top:solid(?:#e1e1e1|#b5c4df)|border-top:#b5c4df1ptsolid|border-color:rgb\(181,196,223\)|border-top-color:rgb\(229,229,229\)/;

const SIGNATURE_IDS = new Set([
	// Outlook on the web, new Outlook
	'signature',
	// Outlook for iOS and Android
	'ms-outlook-mobile-signature',
	// Apple Mail
	'applemailsignature',
]);
const SIGNATURE_CLASSES = new Set([
	'gmail_signature',
	'gmail_signature_prefix',
	'moz-signature',
	'protonmail_signature_block',
]);
/** Of the anchor that classic Outlook puts before an automatic signature. */
const SIGNATURE_ANCHOR = '_mailautosig';

type Attributes = Readonly<Record<string, string>>;

const plainId = (attributes: Attributes) => (attributes.id ?? '').toLowerCase().replace(/^(?:x_)+/, '');
const classes = (attributes: Attributes) =>
	(attributes.class ?? '')
		.toLowerCase()
		.split(/\s+/)
		.map((name) => name.replace(/^(?:x_)+/, ''));

/** Whether the quoted history begins with this element. */
export function beginsQuote(name: string, attributes: Attributes): boolean {
	const id = plainId(attributes);
	if (QUOTE_IDS.has(id) || classes(attributes).some((one) => QUOTE_CLASSES.has(one))) return true;
	const style = (attributes.style ?? '').toLowerCase().replace(/\s+/g, '');
	// The rule above the head of the message that is answered.
	if (name === 'hr') return id === 'stopspelling' || (/display:inline-block/.test(style) && /width:98%/.test(style));
	if (name === 'div') return BORDERS.test(style);
	return name === 'blockquote' && attributes.type?.toLowerCase() === 'cite';
}

/** Whether a signature begins with this element. */
export function beginsSignature(name: string, attributes: Attributes): boolean {
	return (
		SIGNATURE_IDS.has(plainId(attributes)) ||
		classes(attributes).some((one) => SIGNATURE_CLASSES.has(one)) ||
		(name === 'a' && (attributes.name ?? '').toLowerCase().replace(/^(?:x_)+/, '') === SIGNATURE_ANCHOR)
	);
}

const words = (...list: string[]) => list.join('|');

/** "Original Message" between dashes, as plain text has it. */
const SEPARATOR = new RegExp(
	`^\\s*-{2,}\\s*(?:${words(
		'original message',
		'forwarded message',
		'ursprüngliche nachricht',
		'original-?nachricht',
		'weitergeleitete nachricht',
		"message d[’']origine",
		'message original',
		'message transféré',
		'mensaje original',
		'mensaje reenviado',
		'messaggio originale',
		'messaggio inoltrato',
		'oorspronkelijk bericht',
		'doorgestuurd bericht',
		'mensagem original',
		'mensagem encaminhada',
		'ursprungligt meddelande',
		'oprindelig meddelelse',
		'opprinnelig melding',
		'alkuperäinen viesti',
		'wiadomość oryginalna',
		'původní zpráva',
		'исходное сообщение',
		'orijinal mesaj',
		'原始邮件',
		'元のメッセージ',
	)})\\s*-{2,}\\s*$`,
	'i',
);

/** Labels of the sender and of the subject in the head of a quoted message. */
const FROM_LABELS = [
	'from',
	'von',
	'de',
	'da',
	'van',
	'från',
	'fra',
	'lähettäjä',
	'od',
	'от',
	'kimden',
	'feladó',
	'odesílatel',
	'发件人',
	'寄件者',
	'差出人',
	'보낸 사람',
];
const FROM = new RegExp(`^\\s*\\*?(?:${words(...FROM_LABELS)})\\s*\\*?\\s?[:：]\\*?\\s*\\S`, 'i');
const SUBJECT_LABELS = [
	'subject',
	'betreff',
	'objet',
	'asunto',
	'oggetto',
	'onderwerp',
	'assunto',
	'ämne',
	'emne',
	'aihe',
	'temat',
	'тема',
	'konu',
	'tárgy',
	'předmět',
	'主题',
	'主旨',
	'件名',
	'제목',
];
const SUBJECT = new RegExp(`^\\s*\\*?(?:${words(...SUBJECT_LABELS)})\\s*\\*?\\s?[:：]`, 'i');
const DATE_LABELS = [
	'sent',
	'date',
	'gesendet',
	'datum',
	'envoyé',
	'enviado',
	'fecha',
	'inviato',
	'data',
	'verzonden',
	'enviada',
	'skickat',
	'sendt',
	'dato',
	'lähetetty',
	'päivämäärä',
	'wysłano',
	'odesláno',
	'отправлено',
	'дата',
	'gönderilme tarihi',
	'gönderildi',
	'tarih',
	'elküldve',
	'dátum',
	'发送时间',
	'寄件日期',
	'日期',
	'送信日時',
	'日付',
	'보낸 날짜',
	'날짜',
];
const DATE = new RegExp(`^\\s*\\*?(?:${words(...DATE_LABELS)})\\s*\\*?\\s?[:：]`, 'i');

/** `On … wrote:` in the languages of Gmail, Apple Mail and Thunderbird. There is always a date in it. */
const ATTRIBUTIONS = [
	/^On\b.{5,250}\bwrote\s?:$/i,
	/^Am\b.{5,250}\bschrieb\b.{0,200}:$/i,
	/^Le\b.{5,250}\ba écrit\s?:$/i,
	/^El\b.{5,250}\bescribió\s?:$/i,
	/^Il\b.{5,250}\bha scritto\s?:$/i,
	/^Op\b.{5,250}\bschreef\b.{0,200}:$/i,
	/^(?:Em|A|No dia)\b.{5,250}\bescreveu\s?:$/i,
	/^(?:Den|På|tirs|man|ons|tors|fre|lør|søn)\b.{5,250}\bskrev\b.{0,200}:$/i,
	/^.{5,250}\bkirjoitti\b.{0,200}:$/i,
	/^.{5,250}(?:napisał|napisała|napisał\(a\)|napsal|napsala|napsal\(a\)|pisze)\s?:$/i,
	/^.{5,250}(?:пишет|написал|написала|написал\(а\))\s?:$/i,
	/^.{5,250}şunu yazdı\s?:$/i,
	/^.{5,250}ezt írta.{0,100}:$/i,
	/^.{5,250}(?:写道|寫道|のメール|さんが書きました)\s?[:：]$/,
];

/** How many lines Gmail and others wrap an attribution into. */
const WRAPPED = 3;

/** Whether the lines below a sender are those of a quoted message. A form that someone filled in has no date, and no rule above it. */
const isHead = (below: string[], hasRule: boolean): boolean =>
	below.some((line) => SUBJECT.test(line)) && (hasRule || below.some((line) => DATE.test(line)));

/** Where the quoted history begins in lines of plain text; undefined where there is none. */
export function quoteBegins(lines: string[]): number | undefined {
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at]!;
		if (SEPARATOR.test(line)) return at;
		if (FROM.test(line) && isHead(lines.slice(at + 1, at + 8), backOverRule(lines, at) < at))
			return backOverRule(lines, at);
	}
	return undefined;
}

/** The rule above the head of a quoted message. */
function backOverRule(lines: string[], at: number): number {
	let above = at - 1;
	while (above >= 0 && lines[above]!.trim() === '') above--;
	return above >= 0 && /^\s*[_-]{20,}\s*$/.test(lines[above]!) ? above : at;
}

/** How many lines from `at` on say who wrote what is quoted below; 0 where none do. */
export function attributionAt(lines: string[], at: number): number {
	let joined = '';
	for (let count = 1; count <= WRAPPED && at + count <= lines.length; count++) {
		const line = lines[at + count - 1]!.trim();
		if (line === '') return 0;
		joined = `${joined} ${line}`.trim();
		if (/\d/.test(joined) && ATTRIBUTIONS.some((form) => form.test(joined))) return count;
	}
	return 0;
}

/** With what phones sign, and the line that stands before a signature in plain text (RFC 3676 4.3). */
export const SIGNATURE_LINE = new RegExp(
	`^(?:--\\s*|(?:${words(
		'sent from my .{2,30}',
		'von meinem .{2,30} gesendet',
		'envoyé de mon .{2,30}',
		'enviado desde mi .{2,30}',
		'inviato da(?:l mio)? .{2,30}',
		'verzonden vanaf mijn .{2,30}',
		'enviado do meu .{2,30}',
		'get outlook for .{2,30}',
		'sent from outlook for .{2,30}',
		'gesendet von outlook für .{2,30}',
		'outlook für (?:ios|android) beziehen',
	)}))$`,
	'i',
);
