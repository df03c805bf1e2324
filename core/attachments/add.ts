import type { Account } from '../account';
import { DraftError, LOCAL_CODES, quoted, toDraftError, withoutDoubt } from '../errors';
import type { OnProgress } from '../drafts/memory';
import { lookUntil } from '../drafts/lookUp';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { growingPause } from '../graph/retry';
import { messagePath, type MessagePlace } from '../graph/paths';
import { explained } from './errors';
import type { AddedFile, AttachedFile } from './file';
import { attachmentPath, listAttachments, type AttachmentInfo } from './list';
import { LARGEST_POST, toFileAttachment } from './plan';
import { withRoom } from './room';
import { uploadInSession } from './uploadSession';

interface AddOptions {
	/** Names of what is on the draft already, once for each. */
	there?: string[];
	onProgress?: OnProgress;
}

/** Why adding stopped, and how far it had come. */
interface AddOutcome {
	added: AddedFile[];
	failed?: { file: AttachedFile; error: DraftError };
}

/**
 * Adds files to a draft that exists, one after the other: Exchange rejects two writes to one message at a time. Each goes
 * up once, whatever is lost on the way. Stops at the first that cannot be added; never throws.
 */
export async function addAttachments(
	graph: Graph,
	account: Account,
	place: MessagePlace,
	files: AttachedFile[],
	{ there = [], onProgress = () => {} }: AddOptions = {},
): Promise<AddOutcome> {
	const added: AddedFile[] = [];
	for (const file of files) {
		const before = [...there, ...added.map(({ name }) => name)].filter((name) => name === file.name).length;
		const one = new Addition(graph, account, place, file, before);
		const isLarge = file.size > LARGEST_POST;
		if (isLarge) onProgress(file.name, 0);
		const result = await withRoom(graph, async () => await (isLarge ? one.inSession(onProgress) : one.byPost()))
			.then((id): { id?: string } => (id === undefined ? {} : { id }))
			.catch((thrown: unknown) => ({ error: explained(toDraftError(thrown), file, place) }));
		if ('error' in result) return { added, failed: { file, error: result.error } };
		if (isLarge) onProgress(file.name, 100);
		added.push({ ...result, name: file.name, size: file.size, upload: isLarge ? 'session' : 'post' });
	}
	return { added };
}

/** How often one file is posted: each time the window has passed and it was not there. */
const MOST_ATTEMPTS = 3;
/** How often a draft that someone else writes to at the moment is tried again. */
const MOST_CONFLICTS = 5;

class Addition {
	private readonly purpose: Purpose;

	constructor(
		private readonly graph: Graph,
		private readonly account: Account,
		private readonly place: MessagePlace,
		private readonly file: AttachedFile,
		/** How many attachments of the same name the draft has without this one. */
		private readonly before: number,
	) {
		this.purpose = { task: `attach the file ${quoted(file.name)}`, mailbox: place.mailbox, repeat: 'never' };
	}

	async inSession(onProgress: OnProgress): Promise<string | undefined> {
		const { name, size } = this.file;
		const isThere = async () => (await this.look((found) => found.length > this.before)).at(this.before)?.id;
		return await uploadInSession(this.graph, this.account, this.place, this.file, isThere, (sent) =>
			onProgress(name, Math.floor((sent / size) * 100)),
		);
	}

	/** Resolves with the attachment's id. */
	async byPost(): Promise<string | undefined> {
		const body = await toFileAttachment(this.file);
		const path = `${messagePath(this.place.mailbox, this.place.id)}/attachments`;
		let conflicts = 0;
		for (let attempts = 1; ; attempts++) {
			const answer = await this.graph
				.json<AttachmentInfo>({ method: 'POST', path, body, purpose: this.purpose })
				.then(({ id }) => ({ id }))
				.catch((thrown: unknown) => ({ error: toDraftError(thrown) }));
			if (!('error' in answer)) return attempts === 1 ? answer.id : await this.keepOne(attempts, answer.id);
			const { error } = answer;
			if (
				error.cause.status === 409 &&
				++conflicts <= MOST_CONFLICTS &&
				(await this.graph.wait(growingPause(conflicts)))
			) {
				attempts -= 1;
				continue;
			}
			if (!error.cause.draftMayExist) throw error;
			const found = await this.look((list) => list.length > this.before).catch(() => undefined);
			if (found && found.length > this.before)
				return attempts === 1 ? found.at(this.before)!.id : await this.keepOne(attempts, found.at(-1)!.id);
			if (!found || attempts === MOST_ATTEMPTS || !(await this.graph.wait(0))) throw lost(error);
		}
	}

	/** It was sent more than once and may turn up more than once: `id`, which this very run made, is then one too many. */
	private async keepOne(attempts: number, id: string): Promise<string> {
		const found = await this.look((list) => list.length >= this.before + attempts).catch(() => []);
		if (found.length <= this.before + 1) return id;
		await this.graph.text({
			method: 'DELETE',
			path: attachmentPath(this.place, id),
			purpose: { ...this.purpose, task: 'remove a second copy of a file' },
		});
		return found.find((one) => one.id !== id)!.id;
	}

	/** Attachments of this name, looked for until `enough` are there or the window ends. Throws when nobody answered. */
	private async look(enough: (found: AttachmentInfo[]) => boolean): Promise<AttachmentInfo[]> {
		const list = async () =>
			(await listAttachments(this.graph, this.place)).filter(({ name }) => name === this.file.name);
		const { found, answered } = await lookUntil(this.graph, list, enough);
		if (!answered)
			throw new DraftError(
				LOCAL_CODES.network,
				`Outlook did not say whether the file ${quoted(this.file.name)} is attached.`,
				{ hint: 'Look at the draft before you run it again.' },
			);
		return found;
	}
}

function lost({ code, cause }: DraftError): DraftError {
	return new DraftError(code, 'Outlook gave no usable answer, and the file did not show up on the draft.', {
		...withoutDoubt(cause),
		hint: 'Look at the draft, and try again later.',
	});
}
