import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError, LOCAL_CODES, quoted } from '../errors';
import { invalidField, labelOf, read } from '../fields/read';
import type { FieldValues } from '../fields';
import { isRecord, readText } from '../fields/values';
import { looksLikeId } from '../folders/folderAddress';
import { findTemplateFolder, templateFolderOf } from '../lists/templates';
import type { Graph } from '../graph/client';
import { pagesOf } from '../graph/pages';
import { encodeSegment, mailboxPath, withQuery, type MessagePlace } from '../graph/paths';
import { readMessageId } from '../messages/ids';
import { foldedName } from './names';
import { perRun } from '../perRun';

/** A draft that is to be used as a template: by its id, or by its subject in a folder. */
type TemplateChoice = { id: string } | { subject: string };

/** Reads which draft is meant. In Node-RED nothing but the value itself tells whether it is a subject. */
function readTemplateChoice(value: unknown): TemplateChoice {
	const label = labelOf('templateId');
	const { mode, value: inner } = isRecord(value) && 'mode' in value ? value : { mode: undefined, value };
	const text = isRecord(inner) ? undefined : readText(inner, label)?.trim();
	if (text === '' || inner === undefined || inner === null)
		throw invalidField(
			'templateId',
			'it is empty.',
			'Choose the draft that serves as template; if it comes from an expression, check that every item has it.',
		);
	const isSubject = mode === 'subject' || (mode === undefined && text !== undefined && !isIdOrAddress(text));
	return isSubject ? { subject: text! } : { id: readMessageId(inner, label) };
}

const isIdOrAddress = (text: string) =>
	/^https?:\/\//i.test(text) || looksLikeId(text) || /^[\w+/=%-]{40,}$/.test(text);

/** A subject is looked up again after this long, in milliseconds: people replace a template by a new one of the same name. */
const LASTS = 60_000;

interface LookUp {
	until: number;
	id: Promise<string>;
}
const lookUps = perRun<LookUp>();

/** Where the template of an item is; a subject is looked up once for all items of a run. */
export async function placeOfTemplate(
	graph: Graph,
	account: Account,
	mailbox: string,
	fields: FieldValues,
	run: object = account,
): Promise<MessagePlace> {
	const choice = readTemplateChoice(fields.templateId);
	if ('id' in choice) return { mailbox, id: choice.id };
	const ofRun = lookUps(run);
	const folder = read.line(fields, 'templateFolder');
	const key = JSON.stringify([account.graphUrl, account.clientId, mailbox.toLowerCase(), folder, choice.subject]);
	const known = ofRun.get(key);
	if (known && known.until > graph.now()) return { mailbox, id: await known.id };
	const found = { until: graph.now() + LASTS, id: findBySubject(graph, account, mailbox, folder, choice.subject) };
	ofRun.set(key, found);
	const id = await found.id.catch((reason: unknown) => {
		if (ofRun.get(key) === found) ofRun.delete(key);
		throw reason;
	});
	return { mailbox, id };
}

/** The draft of that subject, whatever its letter case and spaces; else the only one whose subject has it in it. */
async function findBySubject(
	graph: Graph,
	account: Account,
	mailbox: string,
	folder: string,
	subject: string,
): Promise<string> {
	const inFolder = await findTemplateFolder(graph, account, mailbox, folder);
	const list = `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(inFolder)}/messages`;
	const query = withQuery(list, {
		$select: 'id,subject',
		$top: '250',
		$orderby: 'lastModifiedDateTime desc',
		$filter: 'lastModifiedDateTime ge 1900-01-01T00:00:00Z and isDraft eq true',
	});
	const value: Message[] = [];
	const pages = pagesOf<Message>(graph, query, { task: 'look for the template', mailbox, repeat: 'safe' });
	for await (const page of pages) value.push(...page);
	const wanted = foldedName(subject);
	const named = value.filter((draft) => foldedName(draft.subject ?? '') === wanted);
	const found = named.length > 0 ? named : value.filter((draft) => foldedName(draft.subject ?? '').includes(wanted));
	if (found.length === 1) return found[0]!.id ?? '';
	const where = `in the folder ${quoted(templateFolderOf(folder))}`;
	if (found.length > 1)
		throw new DraftError(
			LOCAL_CODES.input,
			`Template: ${found.length} drafts ${where} are called ${quoted(subject)}.`,
			{ hint: 'Give one of them another subject, or choose the template from the list.' },
		);
	const subjects = value.slice(0, 10).map((draft) => quoted(draft.subject ?? ''));
	throw new DraftError(LOCAL_CODES.input, `Template: there is no draft ${quoted(subject)} ${where}.`, {
		hint: subjects.length > 0 ? `There are: ${subjects.join(', ')}.` : 'There are no drafts in it.',
	});
}
