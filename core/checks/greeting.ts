import { quoted } from '../errors';
import type { Readable } from './text';

/** With what letters begin, in seven languages. */
export const GREETING =
	'(?:hello|hi|dear|hey|good (?:morning|afternoon|evening)|hallo|liebe|lieber|guten tag|guten morgen|moin|sehr geehrter?|bonjour|bonsoir|salut|ch(?:er|ère)|hola|estimad[oa]|querid[oa]|buenos días|buenas tardes|ciao|gentile|buongiorno|buonasera|egregio|car[oa]|beste|geachte|goedemorgen|goedemiddag|olá|oi|prezad[oa]|car[oa]|bom dia|boa tarde)';
/** What comes before a name. */
const TITLE =
	'(?:mr|mrs|ms|miss|dr|prof|herrn?|frau|dr\\. ?med|m|mme|mlle|sr|sra|señora?|d|sig|sig\\.ra|dott|dott\\.ssa|senhora?|mevrouw|mevr|dhr)\\.?';

/** A space before the comma: where the name would be. */
const GAP = new RegExp(`^${GREETING}(?: ${TITLE})? +,`, 'i');
/** Words after which a name has to follow. */
const UNFINISHED = new RegExp(
	`^(?:(?:dear|sehr geehrter?|estimad[oa]|egregio|gentile|prezad[oa])(?: (?:mr|mrs|ms|dr|herr|frau|monsieur|madame|sr|sra|sig|sig\\.ra|dott|senhora?|señora?)\\.?)?|(?:hello|hi|hallo|liebe|lieber|guten tag|bonjour|hola|ciao|buongiorno|olá) (?:mr|mrs|ms|dr|herr|frau|mme|sr|sra|sig|dott)\\.?) ?[,!:]?$`,
	'i',
);
/** Complete without a name. */
const COMPLETE =
	/^(?:bonjour|bonsoir|dear|gentile|egregio|geachte|estimad[oa]|prezad[oa]|car[oa]) (?:madame|monsieur|signora?|signore|sir|madam|mevrouw|heer|señora?|senhora?)(?!\p{L})/iu;

/** A greeting whose name is missing: `Dear ,` or `Sehr geehrter Herr,`. */
export function greeting({ own }: Readable): string | undefined {
	const lines = own
		.split('\n')
		.map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
		.filter((line) => line !== '')
		.slice(0, 3);
	const found = lines.find(
		(line) => line.length < 80 && (GAP.test(line) || UNFINISHED.test(line)) && !COMPLETE.test(line),
	);
	return found === undefined ? undefined : `The greeting ${quoted(found)} names nobody.`;
}
