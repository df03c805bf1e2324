// Items of each kind of draft with a key, for runs that are killed in the middle.
import type { Simulator } from '../../../simulator/server.mts';

export interface Item {
	operation: string;
	fields: Record<string, unknown>;
}

export const KINDS = [
	'JSON',
	'composed MIME',
	'supplied MIME',
	'supplied MIME from one file',
	'reply',
	'forward',
] as const;
export type Kind = (typeof KINDS)[number];

const source = (index: number | string) =>
	`From: megan.bowen@contoso.com\r\nTo: person${index}@example.com\r\nSubject: No. ${index}\r\nMessage-ID: <no-${index}@contoso.com>\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n\r\nHello ${index}\r\n`;

/** `count` items with a key each; replies and forwards are all of the one message. */
export function itemsOf(kind: Kind, count: number, messageId: string): Item[] {
	return Array.from({ length: count }, (_, index) => {
		const keyed = { mailbox: 'me', duplicates: 'key', draftKey: `order ${index}` };
		const text = { subject: `No. ${index}`, bodyType: 'text', body: `Hello ${index}` };
		switch (kind) {
			case 'JSON':
				return { operation: 'draft:create', fields: { ...keyed, folder: 'drafts', ...text } };
			case 'composed MIME':
				return { operation: 'draft:create', fields: { ...keyed, folder: 'drafts', anyHeader: true, ...text } };
			case 'supplied MIME':
			case 'supplied MIME from one file':
				return {
					operation: 'draft:create',
					fields: {
						...keyed,
						folder: 'drafts',
						messageSource: 'text',
						mimeText: source(kind === 'supplied MIME' ? index : 'one'),
					},
				};
			case 'reply':
				return { operation: 'draft:reply', fields: { ...keyed, messageId, bodyType: 'text', body: `Hello ${index}` } };
			case 'forward':
				return {
					operation: 'draft:forward',
					fields: { ...keyed, messageId, to: 'new@example.com', bodyType: 'text', body: `Hello ${index}` },
				};
		}
	});
}

/** All drafts outside of Deleted Items. */
export function draftsIn(simulator: Simulator, address: string) {
	const mailbox = simulator.store.find(address)!;
	const gone = ['deleteditems', 'recoverableitemsdeletions'].map((name) => simulator.store.folder(mailbox, name)?.id);
	return mailbox.messages.filter(({ isDraft, parentFolderId }) => isDraft && !gone.includes(parentFolderId));
}
