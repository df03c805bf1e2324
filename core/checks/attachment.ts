import type { Readable } from './text';

/**
 * One language: how people say that something is attached, and how they ask others for it. Without `\b`, which knows no letters but
 * those of ASCII.
 */
interface Language {
	says: RegExp;
	asks: RegExp;
}

const L = String.raw`(?<![\p{L}\p{N}-])`;
const R = String.raw`(?![\p{L}\p{N}])`;
/** The end of a sentence. */
const END = String.raw`(?=\s*[.!]*\s*$)`;
const words = (...patterns: string[]) => new RegExp(`${L}(?:${patterns.join('|')})${R}`, 'iu');

const FILES =
	'files?|documents?|pdfs?|invoices?|quotes?|quotations?|offers?|contracts?|agreements?|reports?|forms?|letters?|photos?|pictures?|images?|screenshots?|' +
	'spreadsheets?|sheets?|lists?|presentations?|slides?|copy|copies|proposals?|plans?|brochures?|catalogu?e?s?|schedules?|agenda|minutes|cv|r[eé]sum[eé]s?|' +
	'receipts?|statements?|certificates?|logs?|drawings?|zip|excel|word|drafts?|summary|order|price list|overview|map|paper|article|version|table|patch';

const LANGUAGES: Language[] = [
	{
		says: words(
			`(?:please|you(?:'ll| will)|kindly|can|to) find (?:\\S+ ){0,6}?(?:attached|enclosed)`,
			`(?:see|find|review|check) (?:the |my |our |it )?(?:attached|enclosed)`,
			`(?:i|we)(?:'ve| have|'m| am|'re| are|'ll| will)? (?:also |just |now |hereby )?(?:attach(?:ed|ing)?|enclos(?:e|ed|ing))(?! to${R}| (?:\\S+ )?(?:importance|value|weight|significance)${R})`,
			`(?:attached|enclosed) (?:please|you(?:'ll| will| find| can)|herewith|find|is|are|(?:the|a|my|our|to this) )`,
			`(?:is|are|been) (?:also )?(?:attached|enclosed)(?! (?:to|with|in|by|at|on)${R})`,
			`attached (?:to|with) (?:this|the) (?:e-?mail|message|mail)`,
			`(?:the|my|our|your|this|these) (?:attached|enclosed) (?:\\S+ ){0,2}?(?:${FILES})`,
			`(?:in|see|to) (?:the|my|our) attachments?(?! (?:you|of you))`,
			`see attachments?`,
			`(?:${FILES}) attached${END}`,
			`as attached${END}`,
			`attached:`,
			`(?:as|in) an attachment`,
			`pfa`,
		),
		asks: words(
			`(?:please|could you|can you|would you|kindly),? (?:\\S+ ){0,2}?(?:send|attach|enclose|forward|return|submit|include|upload|provide)`,
		),
	},
	{
		says: words(
			'im anhang',
			'(?:siehe|vgl\\.|s\\.) (?:den |die )?(?:anhang|anlagen?)',
			// Also a plant or a facility.
			`(?<=^ *)in der anlage (?:das|die|der|den|ein|eine|einen|unsere?n?|meine?n?|sowie|wie|auch|nun|noch)`,
			`in der anlage (?:\\S+ ){0,4}?(?:finden|findest|erhalten|erhältst|bekommen|sende|senden|schicke|schicken|übersende|übersenden|übermittle|übermitteln)`,
			`(?:finden|findest|erhalten|erhältst|bekommen|sende|senden|schicke|schicken|übersende|übersenden|übermittle|übermitteln|liegt|liegen) (?:\\S+ ){0,8}?in der anlage`,
			'als an(?:hang|lage)(?! zu[mr]?(?![\\p{L}]))',
			`(?:hängt|hängen)(?: dieser (?:e-?mail|nachricht|mail))? an${END}`,
			'anbei',
			'beigefügte?[nrsm]?',
			'beiliegende?[nrsm]?',
			'anhängende?[nrsm]?',
			'angehängte?[nrsm]?',
			'anhänge ich',
			'(?:ich|wir) (?:füge|hänge)n? (?:\\S+ ){0,8}?(?:bei|an)',
			'(?:füge|hänge)n? (?:ich|wir) (?:\\S+ ){0,8}?(?:bei|an)',
		),
		asks: words(
			'(?:bitte|könnten? (?:sie|du|ihr)|können sie|würden sie),? (?:\\S+ ){0,8}?(?:senden|schicken|sende|schicke?|mailen|hängen|fügen)',
		),
	},
	{
		says: words(
			'ci-joint(?:e|s|es)?',
			'ci-inclus(?:e|es)?',
			'ci-annexé(?:e|s|es)?',
			'en pi[èe]ces? jointes?',
			'en annexe',
			"(?:je|j'|nous) (?:vous |te |y )?(?:joins|joignons|ai joint|avons joint)(?! (?:nos (?:efforts|forces)|demain|aujourd|(?:par|au) téléphone|bientôt))",
			'(?:voir|cf\\.?) (?:la |les )?(?:pi[èe]ces? jointes?|pj|annexes?)',
			`(?:est|sont) jointe?s?${END}`,
			"j'ai joint",
			'(?:est|sont) jointe?s? (?:à|au) (?:ce|cet|cette|présent|mon|notre|mail|message|courriel|e-mail|courrier)',
			'jointe?s? (?:à|au) (?:ce|cet|présent) (?:mail|message|courriel|e-mail|courrier)',
			'(?:le|la|les) (?:document|fichier|facture|devis|contrat|formulaire)s? jointe?s?',
		),
		asks: words(
			"(?:veuillez|merci de|pourriez-vous|pouvez-vous|prière de),? (?:\\S+ ){0,5}?(?:envoyer|joindre|transmettre|adresser|m'envoyer|nous envoyer)",
		),
	},
	{
		says: words(
			'(?:te|le|les|os|se) adjunt(?:o|amos|a|an)',
			'(?<!(?:director|profesor|fiscal|gerente|jef[ea]|secretari[oa])a? )adjunt(?:o|amos|a)(?: (?:a|al|te|le|les|os|el|la|los|las|un|una|mi|nuestr[oa]|encontrará[sn]?|envío|enviamos|remito|remitimos))',
			'(?:encontrará[sn]?|envío|enviamos|mando|mandamos|remito|remitimos|enviar(?:le|te|les)) (?:\\S+ ){0,6}?(?:adjunt[oa]s?|en anexo)',
			'(?:he|hemos) adjuntado',
			'como (?:archivo )?adjunto',
			'en (?:el|los) (?:archivo|documento|fichero)s? adjuntos?',
			'(?:el|la|los|las) (?:archivo|documento|fichero|factura|contrato|presupuesto|informe|formulario)s? adjunt[oa]s?',
			'en (?:el )?adjunto',
			'(?:ver|véase) (?:el |los )?(?:archivos? |documentos? )?(?:adjunto|anexo)s?',
		),
		asks: words(
			'(?:por favor|podría[sn]?|puedes?|le ruego|favor de),? (?:\\S+ ){0,5}?(?:enviar(?:me|nos)?|envíe(?:me|nos)?|envía(?:me|nos)?|adjunt(?:ar|e|es)|mandar(?:me|nos)?)',
		),
	},
	{
		says: words(
			'in allegato',
			'allego',
			'alleghiamo',
			'si allega(?:no)?',
			'(?:ho|abbiamo) allegato',
			'(?:trova|trovi|troverai?|troverà|trovate|troverete|invio|inviamo|mando) (?:\\S+ ){0,6}?(?:allegat[oaie]|in allegato)',
			'(?:è|sono) allegat[oaie]',
			'(?:il|la|i|le|gli) (?:file|documento|documenti|fattura|fatture|preventivo|contratto|modulo|offerta|listino) allegat[oaie]',
			'in allegata',
			"(?:vedi|si veda) (?:l'|gli |il (?:file|documento) )?allegat[oi]",
		),
		asks: words(
			'(?:per favore|si prega di|la prego di|vi preghiamo di|potrebbe|può|puoi|potresti),? (?:\\S+ ){0,5}?(?:inviar(?:e|mi|ci)|mandar(?:e|mi|ci)|allegare)',
		),
	},
	{
		says: words(
			'in (?:de )?bijlagen?',
			'als bijlagen?',
			'(?:zie|vindt|vind) (?:u |je )?(?:\\S+ ){0,4}?bijlagen?',
			'bijgevoegde?',
			'bijgaande?',
			'(?:ik|wij|we) voeg(?:en)? (?!ons|me|mij|je|u)(?:\\S+ ){0,8}?(?:bij|toe)(?! (?:aan|u)(?![\\p{L}]))',
		),
		asks: words(
			'(?:kunt u|kun je|wilt u|wil je|gelieve|graag),? (?:\\S+ ){0,8}?(?:sturen|toesturen|mailen|bijvoegen|opsturen|stuur)|stuur (?:ons|mij)',
		),
	},
	{
		says: words(
			'em anexo',
			'seg(?:ue|uem) (?:\\S+ ){0,5}?anex(?:o|a|os|as|ado|ada|ados|adas)',
			'anexo (?:a este|ao|à|o|a|os|as|envio|enviamos|segue|um|uma|meu|minha|nosso|nossa)',
			'(?:anexei|anexamos)',
			'(?:envio|enviamos|encaminho|encaminhamos) (?:\\S+ ){0,5}?(?:em )?anexo',
			'(?:está|estão) (?:em )?anex(?:o|a|os|as|ado|ada|ados|adas)',
			'(?:o|a|os|as) (?:arquivo|ficheiro|documento|fatura|contrato|proposta|orçamento|formulário|relatório)s? (?:em )?anex(?:o|a|os|as|ado|ada|ados|adas)',
			'no (?:documento |arquivo |ficheiro )?anexo',
			'(?:ver|veja) (?:o |os )?(?:documentos? |arquivos? |ficheiros? )?anexos?',
		),
		asks: words(
			'(?:por favor|poderia|pode|favor|queira),? (?:\\S+ ){0,5}?(?:enviar(?:-me|-nos)?|envie|mande|mandar|anexar|anexe|encaminhar)',
		),
	},
];

/** A link to a file in a cloud drive stands for an attachment. */
const DRIVES =
	/(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|drive\.google\.com|docs\.google\.com|dropbox\.com|wetransfer\.com|we\.tl|box\.com)\//i;

/** The text says that something is attached, and nothing is. */
export function attachment({ own, html = '', hasFiles }: Readable): string | undefined {
	if (hasFiles || DRIVES.test(own) || DRIVES.test(html)) return undefined;
	for (const sentence of sentencesOf(own)) {
		const said = LANGUAGES.map(({ says, asks }) => (asks.test(sentence) ? null : says.exec(sentence))).find(Boolean);
		if (said && !isNegated(sentence.slice(0, said.index)) && !isOfOthers(sentence, said))
			return `The text speaks of something attached ("${said[0].trim()}"), but nothing is attached.`;
	}
	return undefined;
}

/** Lines that a program has broken are one sentence; what has neither end nor empty line is cut. */
function sentencesOf(text: string): string[] {
	return text
		.replace(/[ \t\u00a0]+/g, ' ')
		.replace(/’/g, "'")
		.replace(/(?<=\S) ?\n(?=\S)/g, ' ')
		.split(/(?<=(?<!\b(?:s|cf|vgl))[.!?;])\s+|\n+/i)
		.flatMap((sentence) => sentence.match(/[\s\S]{1,600}/g) ?? []);
}

const isNegated = (before: string): boolean =>
	/(?<!\p{L})(?:no|not|never|without|any|keine?n?|nicht|ohne|etwaige|sans|aucune?|pas|sin|ningún|no hay|senza|nessun|eventual[ei]|geen|niet|zonder|sem|nenhum|não)(?: \S+){0,2} $/iu.test(
		before,
	);

/** Something that the reader has sent, which people thank for or call `your mail`, or a part of a contract or a law. */
function isOfOthers(sentence: string, { 0: said, index }: RegExpExecArray): boolean {
	const [before, behind] = [sentence.slice(0, index), sentence.slice(index + said.length)];
	return (
		[THANKS, BEHIND_PARCEL].some((pattern) => pattern.test(before)) ||
		[YOURS, SENT, PART_OF, IN_PARCEL].some((pattern) => pattern.test(behind))
	);
}

const THANKS =
	/(?<!\p{L})(?:thanks?(?: you)?(?: (?:so|very) much| a lot| again)? for|received (?:\S+ ){0,5}?(?:with|in)|dank(?:e|en)?(?: \S+)? für|erhalten (?:\S+ ){0,3}?mit|merci (?:beaucoup |encore )?(?:pour|de)|gracias por|grazie (?:mille |ancora )?per|(?:be)?dank(?:t)? voor|obrigad[oa]s? (?:pel[oa]s?|por))(?: [^\s,;:–—-]+){0,3} $/iu;
const YOURS =
	/^ (?:ihre[rsm]|deine[rsm]|eure[rsm]|(?:of|in|to) your|(?:de|à) (?:votre|ton)|(?:de|en|a) (?:su|tu|vuestro)|(?:del|della|nella|al|alla) (?:su[oa]|vostr[oa]|tu[oa])|(?:van|bij|in) (?:uw|jouw|je)|(?:d[oe]|a[o]|n[o]) (?:seu|vosso|teu)|(?:d|n|à)a? (?:sua|vossa|tua)) (?:\p{L}+ )?(?:e-?mails?|mails?|nachricht|schreibens?|briefe?s?|message|letter|request|reply|ticket|courriel|lettre|correo|mensaje|carta|messaggio|lettera|bericht|mensagem)(?!\p{L})/iu;
const SENT =
	/^(?: \S+){0,2},? (?:(?:that |which )?you (?:have |had |just )?(?:sent|attached|forwarded|provided|gave)|(?:die|das|den|der) (?:sie|du|ihr) (?:mir|uns)|que (?:vous (?:m'|nous |avez)|(?:tu )?m'as|(?:me|nos|usted|ud\.|has))|che (?:mi|ci) (?:ha|hai|avete)|die (?:u|je) (?:mij|ons|heeft|hebt))(?!\p{L})/iu;
const PART_OF =
	/^ (?:(?:\d+|[ivx]+|[a-z]) )?(?:des|der|zum|zur|van het|van de|du|de la|de l'|del|della|al|do|da|ao|of the|to the) ?(?:\p{L}+ )?(?:\p{L}*vertrag|\p{L}*verordnung|richtlinie|gesetz|vereinbarung|contract|agreement|regulation|directive|contrat|règlement|convention|accord|reglamento|contratto|regolamento|direttiva|overeenkomst|verordening|richtlijn|regulamento|diretiva|directiva|ley|lei|legge|wet)/iu;
/** What comes by post. */
const IN_PARCEL =
	/^ (?:[^,;]{0,60} )?(?:(?:with|in|to) (?:the|your|each) (?:shipment|parcel|package|delivery|box|device)s?|(?:der|im) (?:lieferung|paket|sendung))(?!\p{L})/iu;
const BEHIND_PARCEL = /(?<!\p{L})(?:der|im|dem) (?:lieferung|paket|sendung) $/iu;
