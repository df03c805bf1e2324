import { quoted } from '../errors';
import type { Readable } from './text';

/** Words that stand for somebody's own, at the beginning of a placeholder: `[Your Name]`, `[Ihr Name]`. */
const YOURS =
	'your|my|insert|enter|add|fill in|specify|ihre?n?|dein|deine|euer|ihrem|ihrer|votre|vos|ton|su|sus|tu|tus|il tuo|la tua|il suo|la sua|il vostro|la vostra|vostro|uw|jouw|je|seu|sua|seus|o seu|a sua|teu|insérer|insérez|insertar|inserte|inserire|inserisci|inserir|insira|vul|voeg';
/** What is usually to be filled in. */
const THINGS =
	'name|names|first name|last name|full name|surname|company|company name|client|client name|customer|customer name|recipient|recipient name|sender|contact|contact name|contact information|contact details|contact person|phone|phone number|email|email address|e-mail|website|job title|position|department|date|time|date and time|deadline|amount|price|order number|invoice number|reference number|tracking number|ticket number|project|project name|product|product name|service|event|topic|reason|address|location|city|signature|manager|hiring manager|placeholder|details|number|title|role|team|' +
	'vorname|nachname|anrede|firma|firmenname|unternehmen|kunde|kundenname|empfänger|absender|ansprechpartner|datum|uhrzeit|betrag|preis|telefon|telefonnummer|telefonnr|e-mail-adresse|funktion|abteilung|rechnungsnummer|bestellnummer|auftragsnummer|projekt|projektname|produkt|thema|grund|adresse|ort|unterschrift|titel|' +
	'nom|prénom|nom complet|société|entreprise|client|destinataire|expéditeur|heure|montant|prix|téléphone|numéro|numéro de téléphone|fonction|poste|service|objet|motif|ville|signature|' +
	'nombre|nombre completo|apellido|apellidos|empresa|cliente|nombre del cliente|nombre de la empresa|destinatario|remitente|fecha|hora|importe|precio|teléfono|cargo|puesto|asunto|motivo|dirección|ciudad|firma|número|' +
	'nome|nome e cognome|cognome|azienda|nome azienda|cliente|mittente|data|ora|importo|prezzo|telefono|ruolo|oggetto|indirizzo|città|numero|' +
	'naam|voornaam|achternaam|bedrijf|bedrijfsnaam|klant|klantnaam|ontvanger|afzender|tijd|bedrag|prijs|telefoonnummer|functie|afdeling|onderwerp|adres|plaats|handtekening|nummer|' +
	'nome completo|sobrenome|apelido|empresa|nome da empresa|cliente|nome do cliente|destinatário|remetente|hora|valor|preço|telefone|cargo|assunto|motivo|endereço|cidade|assinatura';

const WITHIN = `(?:(?:${YOURS})\\s[^\\[\\]<>\\n]{1,60}|(?:${THINGS})|(?:name|nom|nombre|nome|naam|address|adresse|datum|date|fecha|data|titel|title)\\s(?:of|des|der|du|de|del|della|van|da|do)\\s[^\\[\\]<>\\n]{1,40}|(?:[^\\s\\[\\]<>]{1,20}\\s){1,2}(?:here|hier|ici|aquí|qui|aqui|einfügen|eintragen|invoegen|invullen|name|nachname))`;

/** Elements of HTML that are called like a thing to fill in. */
const TAGS = /^<\/?(?:title|address|time|data|link|object|summary|details|label|menu|body|table|section|form)\b/i;

const PATTERNS: RegExp[] = [
	/\{\{[^{}\n\d][^{}\n]{0,80}\}\}/g,
	/\{%[^{}\n]{1,80}%\}/g,
	/<%[^<>\n]{1,80}%>/g,
	/\$\{[^{}\n]{1,80}\}/g,
	/\[\[[^[\]\n]{1,80}\]\]/g,
	/%%[A-Za-z][\w .]{1,40}%%|%[A-Z][A-Z0-9]*_[A-Z0-9_]{1,40}%|%(?:FIRST|LAST|FULL)?NAME%|%(?:first|last|full)?_?name%/g,
	/\*\|[A-Z][A-Z0-9_:]{1,40}\|\*/g,
	/\b(?:XX\.XX\.XX(?:XX)?|XX\/XX\/XX(?:XX)?)\b/g,
	/\[(?:TBD|TBA|TODO|FIXME|XXX+|\?{2,})\]/g,
	// Only names that a program would have: braces are used for other things too.
	/(?<![{$%\w])\{(?:[a-z]+_[a-z_]+|(?:first|last|full|company|customer|client|user)Name|(?:first |last |full )?name|vorname|nachname|firma|company|nombre|nome|naam|prénom)\}(?!\})/gi,
	/\$json[.[][\w.'"[\]]{1,60}|\$\(['"][^'"\n]{1,60}['"]\)\.(?:item|first|last|all)\b[\w.()]*|\$node\[[^\]\n]{1,60}\]/g,
	/\blorem ipsum\b/gi,
];
/** Not the text of a link in Markdown. */
const BRACKETS = new RegExp(`\\[\\s*${WITHIN}\\s*\\](?!\\()`, 'giu');
/** Of a mail merge in Word; in French any word may stand in such marks. */
const GUILLEMETS = new RegExp(
	`«\\s?(?:${WITHIN}|\\p{L}+_[\\p{L}\\d_]+|(?:address|greeting)(?:block|line)|adressblock|grußzeile|briefanrede)\\s?»`,
	'giu',
);
/** Where lists and teams mark their subjects: \`RE: [Team] Meeting\`. */
const MARK_OF_SUBJECT =
	/^(?:(?:re|aw|fwd?|wg|antw|sv|vs|tr|rif|res|enc)\s*:\s*)*\[(?:team|event|project|projekt|projet|proyecto|product|produkt|service|client|kunde|topic|thema)\]/i;
const ANGLES = new RegExp(`<\\s*${WITHIN}\\s*>`, 'giu');

/** Texts that were to be replaced by something: `{{name}}`, `[Your Name]`, `<Name>`, an expression that nobody worked out. */
export function placeholders({ subject, text, html = '' }: Readable): string | undefined {
	const shown = `${subject.replace(MARK_OF_SUBJECT, '')}\n${text}`;
	const found = [
		...[...PATTERNS, BRACKETS, GUILLEMETS, ANGLES].flatMap((pattern) => shown.match(pattern) ?? []),
		// What looks like a tag is not shown at all.
		...(html.match(ANGLES) ?? []).filter((tag) => !TAGS.test(tag)),
		...(html.match(/%7B%7B[^"'\s<>]{1,80}?%7D%7D/gi) ?? []),
	].filter((one) => !isLink(one));
	const unique = [...new Set(found)];
	if (unique.length === 0) return undefined;
	const names = unique.slice(0, 3).map(quoted).join(', ');
	return unique.length === 1
		? `The placeholder ${names} is not filled in.`
		: `${unique.length} placeholders are not filled in: ${names}${unique.length > 3 ? ' and others' : ''}.`;
}

/** `[contact details](https://…)` of a text version, or an address in angle brackets. */
const isLink = (found: string) => /@|:\/\//.test(found);
