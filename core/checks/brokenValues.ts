import { quoted } from '../errors';
import { GREETING } from './greeting';
import type { Readable } from './text';

/** What programs write where a value is missing. */
const ANYWHERE =
	/\[object (?:Object|Array|Promise|Undefined|Null|Blob)\]|\bInvalid Date\b|\bInvalid DateTime\b|#(?:REF|N\/A|VALUE|NAME\?|DIV\/0)!?(?=\s|$|[.,;)])/;
/** Words that may also be meant: only where a value would stand. */
const WORD = '(?:undefined|null|NaN|None)';
const VALUE = new RegExp(`(?<!\\p{L})${WORD}(?!\\p{L})`, 'u');
const WHERE_A_VALUE_STANDS = [
	new RegExp(`^\\s*${WORD}\\s*$`),
	new RegExp(`${GREETING}\\s+(?:(?:mr|mrs|ms|dr|herr|frau|monsieur|madame)\\.? )?${WORD}(?= *[,!.:;\\n]|$)`, 'im'),
	/^[ \t]*(?:undefined|NaN)[ \t]*$/m,
	/\b(?:undefined|null) (?:undefined|null)\b/,
	/(?:[$€£¥]|\b(?:EUR|USD|CHF|GBP)) ?(?:NaN|undefined|null)\b|\b(?:NaN|undefined|null) ?(?:[$€£¥%]|(?:EUR|USD|CHF|GBP)\b)/,
	/\b(?:no|nr|núm|num|number|nummer|numéro|n°)\.?[ \t]*[:#]?[ \t]*(?:undefined|NaN)\b(?! (?:behaviou?r|variable|value|function|method|property|reference|index))/i,
	/\b(?:order|invoice|ticket|date|total|amount|name|company|bestellung|rechnung|auftrag|kunde|datum|betrag|commande|facture|pedido|factura|ordine|fattura|bestelling|factuur)\b[ \t]*[:#]?[\s|]*(?:undefined|NaN)(?=\s*(?:[,.;:!)\n]|$)|\s+(?:has|have|is|was|will|for|from|vom|von|für|ist|wurde|wird|hat|est|a|du|ha|es|ya|é|foi|is|werd|voor)\s)/im,
];

/** `undefined`, `[object Object]` and the like in the subject or the body. */
export function brokenValues({ subject, own }: Readable): string | undefined {
	for (const [where, text] of [
		['subject', subject],
		['body', own],
	] as const) {
		const found =
			ANYWHERE.exec(text) ??
			// Null is also the name of a family.
			WHERE_A_VALUE_STANDS.map((pattern) => pattern.exec(text)).find((one) => one !== null && VALUE.test(one[0]));
		if (found) return `A value is missing in the ${where}: it says ${quoted(found[0])}.`;
	}
	return /(?:^|[\s:#])(?:undefined|NaN)$|^(?:undefined|NaN)(?=[\s:,])/.test(subject.trim())
		? `A value is missing in the subject: it says ${quoted(subject)}.`
		: undefined;
}
