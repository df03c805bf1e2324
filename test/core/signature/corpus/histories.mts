import { FOREIGN, OTHERS, type Writer } from './people.mts';

/** A message that is quoted: all of it was written by somebody else. */
export interface Quoted {
	by: Writer;
	to: Writer;
	number: number;
	/** Names of the labels above it, in a language. */
	labels: Labels;
}

export interface Labels {
	language: string;
	from: string;
	sent: string;
	to: string;
	subject: string;
	date: string;
	/** What Gmail, Apple Mail and Thunderbird write above a quotation. */
	wrote: (by: Writer) => string;
}

const name = ({ name: one, address }: Writer) => `${one} &lt;${address}&gt;`;

const labels = (
	language: string,
	[from, sent, to, subject]: [string, string, string, string],
	date: string,
	wrote: (by: Writer) => string,
): Labels => ({ language, from, sent, to, subject, date, wrote });

export const LANGUAGES: Labels[] = [
	labels(
		'English',
		['From', 'Sent', 'To', 'Subject'],
		'Thursday, January 8, 2026 9:34 PM',
		(by) => `On Thu, Jan 8, 2026 at 9:34 PM ${name(by)} wrote:`,
	),
	labels(
		'German',
		['Von', 'Gesendet', 'An', 'Betreff'],
		'Donnerstag, 8. Januar 2026 21:34',
		(by) => `Am Do., 8. Jan. 2026 um 21:34 Uhr schrieb ${name(by)}:`,
	),
	labels(
		'French',
		['De', 'Envoyé', 'À', 'Objet'],
		'jeudi 8 janvier 2026 21:34',
		(by) => `Le jeu. 8 janv. 2026 à 21:34, ${name(by)} a écrit :`,
	),
	labels(
		'Spanish',
		['De', 'Enviado', 'Para', 'Asunto'],
		'jueves, 8 de enero de 2026 21:34',
		(by) => `El jue, 8 ene 2026 a las 21:34, ${name(by)} escribió:`,
	),
	labels(
		'Italian',
		['Da', 'Inviato', 'A', 'Oggetto'],
		'giovedì 8 gennaio 2026 21:34',
		(by) => `Il giorno gio 8 gen 2026 alle ore 21:34 ${name(by)} ha scritto:`,
	),
	labels(
		'Dutch',
		['Van', 'Verzonden', 'Aan', 'Onderwerp'],
		'donderdag 8 januari 2026 21:34',
		(by) => `Op do 8 jan 2026 om 21:34 schreef ${name(by)}:`,
	),
	labels(
		'Portuguese',
		['De', 'Enviado', 'Para', 'Assunto'],
		'quinta-feira, 8 de janeiro de 2026 21:34',
		(by) => `Em qui., 8 de jan. de 2026 às 21:34, ${name(by)} escreveu:`,
	),
	labels(
		'Polish',
		['Od', 'Wysłano', 'Do', 'Temat'],
		'czwartek, 8 stycznia 2026 21:34',
		(by) => `czw., 8 sty 2026 o 21:34 ${name(by)} napisał(a):`,
	),
	labels(
		'Swedish',
		['Från', 'Skickat', 'Till', 'Ämne'],
		'den 8 januari 2026 21:34',
		(by) => `Den tors 8 jan. 2026 kl 21:34 skrev ${name(by)}:`,
	),
	labels(
		'Finnish',
		['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
		'torstai 8. tammikuuta 2026 21.34',
		(by) => `to 8. tammik. 2026 klo 21.34 ${name(by)} kirjoitti:`,
	),
	labels(
		'Russian',
		['От', 'Отправлено', 'Кому', 'Тема'],
		'четверг, 8 января 2026 г. 21:34',
		(by) => `чт, 8 янв. 2026 г. в 21:34, ${name(by)} пишет:`,
	),
	labels(
		'Turkish',
		['Kimden', 'Gönderildi', 'Kime', 'Konu'],
		'8 Ocak 2026 Perşembe 21:34',
		(by) => `${name(by)}, 8 Oca 2026 Per, 21:34 tarihinde şunu yazdı:`,
	),
	labels(
		'Japanese',
		['差出人', '送信日時', '宛先', '件名'],
		'2026年1月8日 21:34',
		(by) => `2026年1月8日(木) 21:34 ${name(by)} さんが書きました:`,
	),
	labels(
		'Chinese',
		['发件人', '发送时间', '收件人', '主题'],
		'2026年1月8日 21:34',
		(by) => `${name(by)} 于2026年1月8日周四 21:34写道：`,
	),
	labels(
		'Korean',
		['보낸 사람', '보낸 날짜', '받는 사람', '제목'],
		'2026년 1월 8일 목요일 오후 9:34',
		(by) => `${name(by)} 2026년 1월 8일 (목) 오후 9:34 작성:`,
	),
	labels(
		'Greek',
		['Από', 'Στάλθηκε', 'Προς', 'Θέμα'],
		'Πέμπτη, 8 Ιανουαρίου 2026 9:34 μμ',
		(by) => `Στις Πέμ 8 Ιαν 2026 στις 9:34 μ.μ., ο χρήστης ${name(by)} έγραψε:`,
	),
	labels(
		'Vietnamese',
		['Từ', 'Đã gửi', 'Tới', 'Chủ đề'],
		'Thứ Năm, 8 Tháng Một 2026 21:34',
		(by) => `Vào Th 5, 8 thg 1, 2026 lúc 21:34 ${name(by)} đã viết:`,
	),
	labels(
		'Arabic',
		['من', 'تم الإرسال', 'إلى', 'الموضوع'],
		'الخميس 8 يناير 2026 21:34',
		(by) => `في الخميس، 8 يناير 2026 في 21:34 كتب ${name(by)}:`,
	),
];

/** What others write: with their own signature, marked as their mail program does, ids rewritten as Outlook rewrites them. */
export function foreignBody({ by, number }: Quoted): string {
	const kinds = [
		`<div>${FOREIGN} asks about order ${number}.</div><div><br></div><div id="x_Signature"><div>Kind regards</div><div>${by.name}</div><div>${by.address}</div></div>`,
		`<p class="x_MsoNormal">${FOREIGN} asks again.</p><p class="x_MsoNormal"><a name="x__MailAutoSig">${by.name}</a></p><p class="x_MsoNormal">Fabrikam (${FOREIGN}) | +1 425 555 0100</p>`,
		`<p class=MsoNormal>${FOREIGN} wonders.<o:p></o:p></p><p class=MsoNormal><a name="_MailAutoSig"><b>${by.name}</b></a></p><p class=MsoNormal><span style="mso-bookmark:_MailAutoSig">Fabrikam ${FOREIGN}</span></p>`,
		`<div dir="ltr">${FOREIGN} writes.<br clear="all"><div><br></div>-- <br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">${by.name}<br>Fabrikam ${FOREIGN}</div></div>`,
		`<div dir="auto">${FOREIGN} from a phone.</div><div id="ms-outlook-mobile-signature"><div><br></div>Cheers,<br>${by.name}</div>`,
		`<p>${FOREIGN} sends a plain text.</p><p>Best,<br>${by.name}<br>Fabrikam ${FOREIGN} Inc.</p>`,
	];
	return kinds[number % kinds.length]!;
}

/** Below the first quoted message, an older one. */
export const olderToo = (quoted: Quoted): Quoted => ({
	...quoted,
	by: OTHERS[(OTHERS.indexOf(quoted.by) + 1) % OTHERS.length]!,
	number: quoted.number + 1,
});

export const headLines = ({
	by,
	to,
	labels: { from, sent, to: toLabel, subject, date },
	number,
}: Quoted): Array<[string, string]> => [
	[from, name(by)],
	[sent, date],
	[toLabel, name(to)],
	[subject, `Order ${number}`],
];
