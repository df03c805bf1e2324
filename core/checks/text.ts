import { htmlToText } from '../html/htmlToText';
import { newestText } from '../quoting/newestText';

/** What the checks look at: a message, or the part of it that this step writes. */
export interface Draft {
	/** Undefined: the step leaves it as it is. */
	subject?: string | null | undefined;
	body?: { contentType?: string | null; content?: string | null } | null | undefined;
	/** Something is attached, or may be. */
	hasFiles: boolean;
	/** A message of its own, which needs a subject: no answer, no change. */
	isNew: boolean;
}

/** A draft as the checks read it. */
export interface Readable extends Draft {
	subject: string;
	/** Undefined: plain text. */
	html: string | undefined;
	/** What a person sees of the body, one line a line. */
	text: string;
	/** The same without quoted messages, and without what companies put below every mail. */
	own: string;
}

/** Letters of a body that are looked at: nobody writes more. */
const MOST_LETTERS = 200_000;

/** Reads a draft once for all checks. */
export function readable(draft: Draft): Readable {
	const content = (draft.body?.content ?? '').slice(0, MOST_LETTERS);
	const html = draft.body?.contentType?.toLowerCase() === 'html' ? content : undefined;
	const text = (html === undefined ? content : htmlToText(html)).replace(/\r\n?/g, '\n').normalize('NFC');
	const own = withoutSmallPrint(
		newestText({ contentType: html === undefined ? 'text' : 'html', content }).normalize('NFC'),
	);
	return { ...draft, subject: draft.subject ?? '', html, text, own };
}

/** Words of the small print below mails, in which attachments are nothing that was attached. */
const SMALL_PRINT =
	/confidential|intended (?:only |solely )?(?:for|recipient)|disclaimer|virus|unauthori[sz]ed|vertraulich|unbefugt|rechtlich geschützt|confidenti|destinatai?re|non autorisé|confidencial|destinatari|riservat|vertrouwelijk|geadresseerde|destinatário/i;

const withoutSmallPrint = (text: string): string =>
	text
		.split('\n')
		.filter((line) => !(line.length > 60 && SMALL_PRINT.test(line)))
		.join('\n');
