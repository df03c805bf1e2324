import type { Message } from '@microsoft/microsoft-graph-types';

import type { RawMimeSource } from '../../fields/choices';
import { isRawMime, readOrigin } from '../../fields/messageSource';
import { invalidField } from '../../fields/read';
import { describeFiles, givenFiles } from '../../attachments/digest';
import type { AttachedFile } from '../../attachments/file';
import { gatherAttachments } from '../../attachments/gather';
import { toMimeFiles } from '../../attachments/mime';
import { checkDraft, checksAnything } from '../../checks';
import { toDraftError, DraftError } from '../../errors';
import { isSameContent, nameOf, readDraftKey } from '../../drafts/draftKey';
import { makeDraft, type NewDraft } from '../../drafts/makeDraft';
import { newMark, withProperties } from '../../messages/mark';
import type { Purpose } from '../../graph/call';
import type { Graph } from '../../graph/client';
import { mailboxPath } from '../../graph/paths';
import { bodyTaken, messageFromFields } from '../../message/message';
import { withSender } from '../../message/sender';
import { warningsBefore } from '../../message/warnings';
import { makeCategories, makesCategories } from '../../messages/categories';
import { moveMessage } from '../../messages/move';
import { patchMessage, type Changes } from '../../messages/patch';
import { fromMessage } from '../../mime/fromMessage';
import { explainLargeMime } from '../../mime/size';
import { messageIdOf } from '../../mime/messageId';
import { dressed } from '../../signature/dressed';
import type { Target } from '../../folders/target';
import { ruleWarnings, type Creating } from './creating';
import { draftResult, updatable, withId } from './draftResult';
import { findTarget } from '../../folders/findFolder';
import type { OperationResult } from '../operation';
import { digestAfterUpdate, madeDigest } from './madeDigest';
import { mailboxAddress } from './mailboxAddress';
import { composed, draftInMime, supplied, type MimeMessage } from './mimeMessage';
import { mimeDryRun } from './mimeDryRun';
import { recogniseComposed, recogniseSupplied, type Recognising } from './recogniseMime';
import { folderFacts, folderIdentity } from '../../folders/readFolder';
import { ownFiles } from '../../attachments/ownFiles';

const COMPLETING = { task: 'complete the draft' };

/** A message ready to be made: its bytes for a mark, how it is found again, and what only an update can add. */
interface Outgoing {
	mime(mark: string): Promise<MimeMessage>;
	/** The Message-ID that it gets. */
	messageId(mark: string): string;
	/** Raw MIME: its Message-ID may be in other messages too. */
	supplied?: MimeMessage;
	properties: Message;
	/** What `onExisting: update` sends. */
	message: Message | undefined;
	hasFiles: boolean;
	/** Files that the step was given. */
	given: AttachedFile[];
	/** What `duplicates: sameContent` compares: without what was learned of the sender's dress, which may change. */
	typed: Message | undefined;
	/** The dress of the message in words. */
	summary: string[];
	/** What a watch compares the draft with; undefined of a message that is given as a whole. */
	digest?: string;
	warnings: string[];
}

/** A message that is ready to be sent, composed before anything is sent, so that what cannot be is rejected then. */
interface Prepared {
	outgoing: Outgoing;
	/** The message for `mark`. */
	first: MimeMessage;
	mark: string;
	/**
	 * With a key: what every run makes the same Message-ID of, so that a draft is known whose run died before it could
	 * label it.
	 */
	name: string | undefined;
	/** What `duplicates: sameContent` compares. */
	content: unknown;
	warnings: string[];
}

/**
 * POST {mailbox}/messages with MIME. Graph takes it at that address only (docs#16368), so for another folder than Drafts
 * the draft is moved after it was made.
 */
export async function createMime(creating: Creating): Promise<OperationResult> {
	const { graph, account, fields, item, mailbox, simplify } = creating;
	const { source } = readOrigin(fields);
	const outgoing = isRawMime(source) ? await asItIs(creating, source) : await fromFields(creating);
	const prepared = await prepare(creating, outgoing);
	const { name, warnings } = prepared;
	if (creating.onlyShow) return mimeDryRun(creating, prepared.first, outgoing, warnings);

	const target = await findTarget(graph, account, mailbox, creating.folder, creating.createFolders);
	const recognising = outgoing.supplied
		? recogniseSupplied(creating, outgoing.supplied, name !== undefined)
		: recogniseComposed(outgoing, name, item);
	const draft = newDraft(creating, prepared, target, recognising);
	const made = await makeDraft(graph, account, fields, draft, item)
		.catch((thrown: unknown) => {
			throw explainLargeMime(toDraftError(thrown), prepared.first.size);
		})
		.finally(recognising.end);
	const ofCategories = made.existing ? [] : await makeCategories(creating, outgoing.message?.categories);
	return draftResult(made, {
		mailbox,
		folder: target.name,
		simplify,
		warnings: [...made.warnings, ...warnings, ...ofCategories],
		more: source === 'fields' ? bodyTaken(fields) : {},
	});
}

async function prepare(creating: Creating, outgoing: Outgoing): Promise<Prepared> {
	const { policy, fields, item, mailbox, folder } = creating;
	const message = outgoing.typed ?? outgoing.supplied?.base64;
	const { given } = outgoing;
	const content = {
		mailbox,
		folder: folderIdentity(folder),
		message,
		textBody: fields.textBody,
		...(given.length > 0 && isSameContent(fields) ? { files: await describeFiles(given) } : {}),
	};
	// What cannot be used is rejected before a folder is made.
	const key = await readDraftKey(fields, item.scope, content);
	const name = key ? await nameOf(key, mailbox) : undefined;
	const mark = (item.memory.mark ??= newMark());
	const first = await outgoing.mime(name ?? mark);
	const ruled = [
		...(await ruleWarnings(creating, policy.checkMime(first.base64))),
		...(await ruleWarnings(creating, policy.checkMessage(outgoing.properties))),
	];
	const checked = await checkedMime(creating, outgoing, first);
	return {
		outgoing,
		first,
		mark,
		name,
		content,
		warnings: [...ruled, ...checked, ...outgoing.warnings, ...first.summary.warnings],
	};
}

/** What a reader would stumble over: in the message as it was entered, or in the raw one. */
async function checkedMime({ fields, onlyShow }: Creating, outgoing: Outgoing, raw: MimeMessage): Promise<string[]> {
	if (!checksAnything(fields)) return [];
	const { typed, hasFiles } = outgoing;
	const draft = typed ? { subject: typed.subject, body: typed.body, hasFiles } : await draftInMime(raw);
	return checkDraft(fields, { ...draft, isNew: true }, onlyShow);
}

function newDraft(
	creating: Creating,
	{ outgoing, first, mark, name, content }: Prepared,
	target: Target,
	recognising: Recognising,
): NewDraft {
	const { graph, mailbox } = creating;
	const isDrafts = target.key.toLowerCase() === 'drafts';
	const hasProperties = Object.keys(outgoing.properties).length > 0;
	const purpose: Purpose = { task: 'create the draft', mailbox, folder: 'drafts', repeat: 'never' };
	const finish = async (draft: Message, ahead: Graph) => {
		const id = draft.id ?? '';
		const changed = hasProperties
			? await patchMessage(ahead, { mailbox, id }, outgoing.properties as Changes, COMPLETING)
			: draft;
		return { message: isDrafts ? changed : await moveTo({ ...creating, graph: ahead }, id, target) };
	};
	return {
		place: { mailbox, folder: 'drafts' },
		folder: target.key,
		isUnlabelled: async () => true,
		content,
		...recognising.draft,
		post: async (now) => {
			const { base64 } = name !== undefined || now === mark ? first : await outgoing.mime(now);
			const request = { method: 'POST' as const, path: `${mailboxPath(mailbox)}/messages`, text: base64, purpose };
			return await recognising.posting(now, async (onSending) =>
				withId(await graph.json<Message>({ ...request, ...(onSending ? { onSending } : {}) })),
			);
		},
		...(hasProperties || !isDrafts ? { finish } : {}),
		...(outgoing.digest === undefined ? {} : { digest: outgoing.digest }),
		digestAfterUpdate: (there, before) =>
			outgoing.message && digestAfterUpdate(there, before, updatable(outgoing.message)),
		update: async (id, properties) => {
			if (outgoing.message) {
				const changes = withProperties(updatable(outgoing.message), properties);
				return await patchMessage(graph, { mailbox, id }, changes as Changes);
			}
			throw invalidField(
				'onExisting',
				'a raw MIME message cannot update a draft.',
				'Choose to return it, or fill in the message in fields.',
			);
		},
	};
}

async function fromFields(creating: Creating): Promise<Outgoing> {
	const { graph, fields, mailbox, onlyShow } = creating;
	const entered = withSender(messageFromFields(fields, 'mime'), mailbox);
	if (entered.extensions && entered.extensions.length > 0) {
		throw invalidField(
			'openExtension',
			'a MIME message cannot carry one.',
			'Switch Any Header (MIME) off, or use an extended property.',
		);
	}
	const dress = await dressed(creating, entered, 'new');
	const { message, files, warnings } = await gatherAttachments(graph, fields, mailbox, dress.message, dress.images);
	// Asking is a request, which a dry run does not send.
	const from = message.from || onlyShow ? undefined : await mailboxAddress(graph, mailbox);
	const mimeFiles = await toMimeFiles(files);
	const now = graph.now();
	const sender = message.from ?? from;
	return {
		mime: async (mark) => await composed(message, { mark, from, textBody: fields.textBody, files: mimeFiles, now }),
		messageId: (mark) => messageIdOf(mark, sender?.emailAddress?.address ?? undefined),
		properties: fromMessage(message).properties,
		message,
		hasFiles: ownFiles(message, files).length > 0,
		given: givenFiles(files),
		digest: madeDigest(message, files),
		typed: dress.message === entered ? message : entered,
		summary: dress.summary,
		warnings: [
			...warningsBefore(message, { makesCategories: makesCategories(fields) }),
			...dress.warnings,
			...warnings,
		],
	};
}

async function asItIs({ fields }: Creating, source: RawMimeSource): Promise<Outgoing> {
	const mime = await supplied(source, fields);
	return {
		mime: async () => mime,
		messageId: () => mime.summary.messageId ?? '',
		supplied: mime,
		properties: {},
		message: undefined,
		hasFiles: false,
		given: [],
		typed: undefined,
		summary: [],
		warnings: [],
	};
}

/** A refusal says where the draft is. */
async function moveTo({ graph, mailbox, folder }: Creating, id: string, target: Target): Promise<Message> {
	return await moveMessage(graph, { mailbox, id }, target, folderFacts(folder)).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		throw new DraftError(code, `${message} The draft was created and is in Drafts.`, cause);
	});
}
