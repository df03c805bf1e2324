import { quoted } from '../errors';
import { withoutEntities } from '../html/entities';
import { asciiDomain } from '../message/recipients';
import type { Readable } from './text';

const ANCHOR = /<a\s([^<>]{0,4000})>([\s\S]{0,2000}?)<\/a\s*>/gi;
const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i;
/** A text that is an address of the web and nothing else. */
const ADDRESS =
	/^(?:https?:\/\/|www\.)([^\s/?#:@<>]+)(?:[/?#:]\S*)?$|^((?:[\p{L}\p{N}-]+\.)+(?:com|org|net|edu|gov|io|info|biz|eu|de|at|ch|fr|es|it|nl|be|pt|uk|us|app|dev|ai|cloud))(?:[/?#]\S*)?$/iu;
const MAIL = /^(?:mailto:)?([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/i;

/** A link that shows one address and leads to another. */
export function links({ html }: Readable): string | undefined {
	if (html === undefined) return undefined;
	for (const [, attributes = '', inner = ''] of html.matchAll(ANCHOR)) {
		const href = HREF.exec(attributes);
		const target = withoutEntities(href?.[1] ?? href?.[2] ?? href?.[3] ?? '').trim();
		const shown = withoutEntities(inner.replace(/<[^<>]*>/g, '')).trim();
		if (target !== '' && differ(shown, target))
			return `A link shows ${quoted(shown)}, but leads to ${quoted(withoutQuery(target))}.`;
	}
	return undefined;
}

function differ(shown: string, target: string): boolean {
	const mail = MAIL.exec(shown.replace(/^[\s<([]+|[\s>)\].,;:]+$/g, ''))?.[1];
	if (mail !== undefined) {
		const to = /^mailto:([^?]*)/i.exec(target)?.[1];
		return to !== undefined && withoutEntities(decodedUri(to)).toLowerCase() !== mail.toLowerCase();
	}
	const [, withScheme, bare] = ADDRESS.exec(shown) ?? [];
	const host = asciiDomain(withScheme ?? bare ?? '');
	const leads = hostOf(target);
	if (host === undefined || host === '' || leads === undefined) return false;
	return !isSameSite(plain(host), plain(leads));
}

/** Behind the services that Outlook and others put between. */
function hostOf(target: string): string | undefined {
	if (!/^https?:/i.test(target) || !URL.canParse(target)) return undefined;
	const url = new URL(target);
	// Where these lead is not to be seen.
	if (PROTECTORS.test(url.hostname)) return undefined;
	const inner = /(?:^|\.)safelinks\.protection\.outlook\.com$/.test(url.hostname)
		? url.searchParams.get('url')
		: /(?:^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url'
			? url.searchParams.get('q')
			: null;
	return inner && URL.canParse(inner) ? new URL(inner).hostname : url.hostname;
}

/** Services that put themselves before links in mails. */
const PROTECTORS =
	/(?:^|\.)(?:urldefense\.com|urldefense\.us|urldefense\.proofpoint\.com|mimecast\.com|mimecastprotect\.com|linkprotect\.cudasvc\.com|protection\.sophos\.com|secure-web\.cisco\.com|clicktime\.symantec\.com|trendmicro\.com|fireeye\.com|barracudanetworks\.com|hornetsecurity\.com|avanan\.click)$/i;

const plain = (host: string) => host.toLowerCase().replace(/^www\./, '');

/** One is a part of the other: `contoso.com` and `shop.contoso.com`. */
const isSameSite = (one: string, other: string): boolean =>
	one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

const withoutQuery = (target: string) => target.replace(/[?#].*$/s, '');

function decodedUri(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
