import type { Account } from '../account';
import type { Graph } from '../graph/client';
import { mailboxPath } from '../graph/paths';
import { isDateFormat, knownLocale, needsLocale } from './dateFormat';
import type { Compiled, Part } from './parts';
import { perRun } from '../perRun';

/** Whether a template shows names of months or days, which are in some language. */
export const showsWords = ({ parts }: Compiled): boolean => parts.some(isWord);

function isWord(part: Part): boolean {
	if (typeof part === 'string') return false;
	if (part.kind === 'repeated') return part.parts.some(isWord);
	const cuts = part.kind === 'attribute' ? part.pieces.filter((piece) => typeof piece !== 'string') : [part];
	return cuts.some(
		({ expression }) =>
			expression.kind === 'value' &&
			expression.readings.some(({ format }) => format !== undefined && isDateFormat(format) && needsLocale(format)),
	);
}

/** `<html lang="de">`, `<body lang=DE link=blue>`: classic Outlook says in which language a message was written. */
export function languageOf(html: string): string | undefined {
	const language = /<(?:html|body)\b[^<>]*?\slang\s*=\s*["']?([\w-]+)/i.exec(html)?.[1];
	return language === undefined ? undefined : knownLocale(language);
}

const asked = perRun<Promise<string | undefined>>();

/**
 * The language of a mailbox, asked for once in a run. Undefined where the account may not read it (`MailboxSettings.Read`): no draft
 * fails because of a month's name.
 */
export async function languageOfMailbox(
	graph: Graph,
	account: Account,
	mailbox: string,
	run: object = account,
): Promise<string | undefined> {
	const ofRun = asked(run);
	const key = `${account.graphUrl} ${mailbox.toLowerCase()}`;
	const language = ofRun.get(key) ?? ask(graph, mailbox);
	ofRun.set(key, language);
	return await language;
}

async function ask(graph: Graph, mailbox: string): Promise<string | undefined> {
	return await graph
		.json<{ locale?: unknown }>({
			method: 'GET',
			path: `${mailboxPath(mailbox)}/mailboxSettings/language`,
			timeout: 10_000,
			purpose: {
				task: 'read the language of the mailbox',
				mailbox,
				permission: 'MailboxSettings.Read',
				repeat: 'safe',
			},
		})
		.then(({ locale }) => (typeof locale === 'string' ? knownLocale(locale) : undefined))
		.catch(() => undefined);
}
