/** Where a line of a header block belongs. `other`: a line that holds no recipients, such as Subject. */
export type Target = 'to' | 'cc' | 'bcc' | 'replyTo' | 'from' | 'other';

/** How mail programs name the lines of a header, as far as people copy them: English and the languages of Outlook's users. */
const NAMES: Record<Target, string> = {
	to: `to|an|à|a|para|aan|do|till|til|kenelle|кому|komu|címzett|către|kime|προς|收件人|收信人|宛先|받는 사람|إلى|אל|
		recipient|recipients|torecipients|to recipients|empfänger|destinataire|destinataires|destinatario|destinatari|destinatarios`,
	cc: `cc|c c|kopie|copie|copia|cópia|kopia|kopi|kopio|dw|копия|ccrecipients|cc recipients|抄送|副本|참조|carbon copy|másolat|bilgi|κοιν`,
	bcc: `bcc|b c c|bbc|cci|ccn|cco|udw|blindkopie|blind copy|blind carbon copy|blind cc|bcc recipients|bccrecipients|hemlig kopia|skjult kopi|
		blindkopi|piilokopio|скрытая копия|скрытая|ск|скк|密件抄送|密送|密件副本|숨은 참조|titkos másolat|rejtett másolat|gizli|copie cachée|
		copia oculta|cópia oculta|copia nascosta|ukryta kopia|skrytá kopie|kr kopie|vakkopie|blinde kopie|κρυφή κοιν`,
	replyTo: `reply-to|reply to|replyto|antwort an|répondre à|responder a|rispondi a|antwoord aan|odpowiedz do|回复|返信先`,
	from: `from|von|de|da|van|från|fra|lähettäjä|от|od|feladó|差出人|发件人|寄件者|보낸 사람|sender|absender|expéditeur|remitente|mittente`,
	other: `subject|betreff|objet|asunto|oggetto|onderwerp|assunto|temat|ämne|emne|aihe|тема|předmět|tárgy|konu|件名|主题|主旨|제목|
		date|sent|datum|gesendet|envoyé|enviado|inviato|verzonden|wysłano|skickat|sendt|отправлено|dátum|送信日時|发送时间|보낸 날짜|
		importance|priority|attachments|message-id|wichtigkeit|anlagen|resent-to|resent-cc|resent-bcc`,
};

const TARGETS = new Map(
	(Object.keys(NAMES) as Target[]).flatMap((target) =>
		NAMES[target].split('|').map((name) => [name.trim(), target] as const),
	),
);

/** A label at the end of a text that an address stands in front of: `a@x.com Cc`. Only names that are no words of a sentence. */
const BEHIND_ADDRESS =
	/\s((?:to|cc|bcc|cci|ccn|cco|an|para|reply-to|from|von|subject|betreff|sent|date|blind copy))\s*$/i;

/** `To`, `**Cc**`, `"bcc"`: what the label of a line means; undefined for any other text, such as the name of a group. */
export function targetOf(label: string): Target | undefined {
	const name = label
		.slice(0, 80)
		.replace(/\([^()]*\)|["'*_~`[\]{}.]/g, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase()
		.normalize('NFC');
	return TARGETS.get(name) ?? (/\bbcc\b|\bblind (?:carbon )?cop/.test(name) ? 'bcc' : undefined);
}

/** The label at the end of a text, behind an address and a space: lines that were joined to one. */
export function labelBehind(text: string): string | undefined {
	return BEHIND_ADDRESS.exec(text.slice(-30))?.[1];
}

/** How a target is called in the editors of both hosts. */
export const FIELD_OF: Record<Exclude<Target, 'other'>, string> = {
	to: 'To',
	cc: 'Cc',
	bcc: 'Bcc',
	replyTo: 'Reply To',
	from: 'From',
};
