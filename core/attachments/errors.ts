import { DraftError, LOCAL_CODES, quoted, withoutDoubt, type ErrorFacts } from '../errors';
import { NOT_CHANGED } from '../graph/failures';
import type { MessagePlace } from '../graph/paths';
import { inMegabytes, type AddedFile, type AttachedFile } from './file';
import { LARGEST_POST } from './plan';

/** Graph's codes for a message that has grown too large (OBS graph-mail-api §4.5); where it checks, it names one of them. */
const TOO_LARGE = new Set(['ErrorMessageSizeExceeded', 'ErrorAttachmentSizeLimitExceeded']);

/** What Graph's refusal of a file means, where the general explanation says too little. */
export function explained(error: DraftError, file: AttachedFile, { mailbox }: MessagePlace): DraftError {
	const { code, cause } = error;
	const say = (message: string, hint: string) => new DraftError(code, message, { ...cause, hint });
	if (TOO_LARGE.has(code)) {
		return say(
			`With the file ${quoted(file.name)} (${inMegabytes(file.size)}) the message is larger than this mailbox accepts.`,
			'Exchange accepts messages up to 35 MB unless an administrator has set another limit (150 MB at most); ' +
				'files take a third more space in it than on disk. Link to the file, or ask for a higher limit.',
		);
	}
	if (cause.status === 413 || code === 'RequestEntityTooLarge') {
		return say(
			`The file ${quoted(file.name)} (${inMegabytes(file.size)}) is larger than Outlook, or a proxy on the ` +
				'way to it, accepts in one request.',
			'Attach a smaller file, or link to this one. If there is a proxy, ask for a higher limit in it.',
		);
	}
	if (cause.status === 403 && mailbox !== 'me' && file.size > LARGEST_POST) {
		return say(
			`Outlook rejected the upload of ${quoted(file.name)}: files over 3 MB cannot be uploaded to another ` +
				`person's or a shared mailbox with a signed-in person's account (a known issue of Microsoft Graph), or ` +
				`the account has no rights on "${mailbox}".`,
			'Attach files up to 3 MB there, link to larger ones, or use an account that signs in as an application.',
		);
	}
	if (cause.status === 404 && code === 'ErrorItemNotFound') {
		return say(
			'The draft no longer exists: someone sent, moved or deleted it, or edited it in Outlook, which can give it a new ID.',
			'Look for it in the mailbox before you run it again.',
		);
	}
	return error;
}

/** What became of a draft whose attachments are not all on it. */
interface Unfinished {
	draft: MessagePlace;
	/** True where this run made the draft. */
	made: boolean;
	added: AddedFile[];
	missing: AttachedFile[];
	/** Set when the draft was to be removed then: whether it is. */
	removed?: boolean;
}

/** The error for a draft that exists without all of its files: which are on it, which are missing, what can be done. */
export function unfinishedDraft(error: DraftError, { draft, made, added, missing, removed }: Unfinished): DraftError {
	const names = (files: Array<{ name: string }>) => files.map(({ name }) => quoted(name)).join(', ');
	const stopped = error.code === LOCAL_CODES.cancelled;
	const what = stopped
		? `The run was stopped before ${names(missing)} could be attached.`
		: `${names(missing.slice(0, 1))} could not be attached. ${error.message}`;
	const { hint } = error.cause;
	const facts: ErrorFacts = {
		...withoutDoubt(error.cause),
		attached: added.map(({ name }) => name),
		missing: missing.map(({ name }) => name),
		...(removed ? {} : { draftId: draft.id }),
	};
	const fate = removed
		? ['The draft was moved to Deleted Items.']
		: [
				'The draft exists.',
				...(removed === false ? ['It could not be deleted.'] : []),
				added.length > 0 ? `Attached: ${names(added)}.` : 'None of the files are attached.',
				`Missing: ${names(missing)}.`,
			];
	return new DraftError(error.code, `${made ? 'The draft was created, but ' : ''}${made ? lowerFirst(what) : what}`, {
		...facts,
		hint: [stopped ? '' : withoutClaim(hint ?? ''), ...fate].filter(Boolean).join(' '),
	});
}

/** Of the draft something has been changed in any case. */
const withoutClaim = (hint: string) => hint.replace(NOT_CHANGED, '').trim();

const lowerFirst = (text: string) => (text.startsWith('The ') ? `t${text.slice(1)}` : text);
