import { accountIdOf } from './rows';

/**
 * What Outlook has said for certain of a node's mailbox and folder while its dialog was open, so that the triangle stays when the
 * dialog is closed. Kept with the node in this browser only, until it is asked again.
 */
export interface Found {
	account: unknown;
	mailbox: unknown;
	/** Words for what is wrong with it; none: it can be used. */
	mailboxText?: string;
	folder?: unknown;
	folderText?: string;
}

const found = new WeakMap<EditorNode, Found>();

export const remember = (node: EditorNode, what: Found): void => void found.set(node, what);

/** What is known to be wrong with the node as it stands, undefined where that is not known. */
export function wrongAsFound(node: EditorNode, kind: 'mailbox' | 'folder', value: unknown): string | undefined {
	const known = found.get(node);
	if (!known || known.account !== accountIdOf(node)) return undefined;
	if (kind === 'mailbox') return known.mailbox === value ? known.mailboxText : undefined;
	return known.mailbox === node.mailbox && known.folder === value ? known.folderText : undefined;
}
