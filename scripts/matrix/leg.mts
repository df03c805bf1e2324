// One host in one version.
import type { Simulator } from '../../simulator/server.mts';

export const MAILBOX = 'support@contoso.com';

export interface Leg {
	name: string;
	/** Makes a draft and says in which versions. Rejects with NotHere if this computer has not what it takes. */
	run(bench: { simulator: Simulator; tarball: string }): Promise<string>;
}

/** What a leg needs is not on this computer. */
export class NotHere extends Error {
	override name = 'NotHere';
}

/** The one draft that a leg has made, and its files, none of them empty. */
export function madeDraft(simulator: Simulator, files: string[] = []): string {
	const drafts = simulator.store.messages(MAILBOX).filter(({ isDraft }) => isDraft);
	if (drafts.length !== 1) throw new Error(`${drafts.length} drafts are in the mailbox instead of one.`);
	const [{ subject, attachments }] = drafts;
	const attached = attachments.filter(({ contentBytes }) => contentBytes).map(({ name }) => name);
	if (attached.join() !== files.join())
		throw new Error(`The draft has the files "${attached.join()}" instead of "${files.join()}".`);
	return `draft "${subject}"${files.length > 0 ? ` with ${files.join(', ')}` : ''}`;
}
