import { GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import type { Folder } from '../types.mts';
import { folderAnswer, isNameTaken, readFolder, refuseTakenName, resolveFolder } from './folders.mts';
import { destination } from './move.mts';

/** A folder that people made; the ones that every mailbox has keep name and place. Codes: DOC Exchange Web Services response codes; their status in Graph RECALL */
function ownFolder(call: MailCall, code: string, text: string): Folder {
	const folder = resolveFolder(call.store, call.mailbox, call.keys[0]);
	if (folder.wellKnownName !== null) throw new GraphError(403, code, text);
	return folder;
}

/** 200 with the folder. DOC mailfolder-update: only the name. What a well-known folder answers is in no source. */
function rename(call: MailCall): GraphAnswer {
	const folder = ownFolder(call, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
	const { displayName } = readFolder(call, ['displayName']);
	refuseTakenName(call, folder.parentFolderId, displayName, folder);
	call.store.changeFolder(folder, { displayName });
	return folderAnswer(call, 200, folder);
}

/** Deleted Items may hold one of that name already: the next free number goes behind it. INFERRED */
function freeName(call: MailCall, parentId: string, name: string): string {
	for (let number = 0; ; number++) {
		const tried = number === 0 ? name : `${name} ${number}`;
		if (!isNameTaken(call, parentId, tried)) return tried;
	}
}

const deletable = (call: MailCall): Folder =>
	ownFolder(call, 'ErrorDeleteDistinguishedFolder', 'Distinguished folders cannot be deleted.');

/** 204 (DOC mailfolder-delete): to Deleted Items with all it holds; from there its messages go to the recoverable items. RECALL */
function remove(call: MailCall): GraphAnswer {
	const { store, mailbox } = call;
	const folder = deletable(call);
	const deletedItems = resolveFolder(store, mailbox, 'deleteditems');
	const isDeleted = store.withDescendants(mailbox, deletedItems).includes(folder);
	if (isDeleted) {
		const recoverable = resolveFolder(store, mailbox, 'recoverableitemsdeletions');
		store.dropFolder(mailbox, folder, (message) => store.move(mailbox, message, recoverable));
	} else {
		store.changeFolder(folder, {
			parentFolderId: deletedItems.id,
			displayName: freeName(call, deletedItems.id, folder.displayName),
		});
	}
	return { status: 204 };
}

/** 204, with all it holds out of reach. DOC mailfolder-permanentdelete */
function permanentDelete(call: MailCall): GraphAnswer {
	const { store, mailbox } = call;
	store.dropFolder(mailbox, deletable(call), (message) => store.purge(mailbox, message));
	return { status: 204 };
}

/** Into itself or below itself is impossible. The code: DOC Exchange Web Services; its status in Graph RECALL */
function place(call: MailCall, folder: Folder): Folder {
	const parent = destination(call);
	if (call.store.withDescendants(call.mailbox, folder).includes(parent))
		throw new GraphError(400, 'ErrorMoveCopyFailed', 'The move or copy operation failed.');
	return parent;
}

/** 200 with the folder in its new place, the id stays. DOC mailfolder-move, outlook-immutable-id */
function move(call: MailCall): GraphAnswer {
	const folder = ownFolder(call, 'ErrorMoveDistinguishedFolder', 'Distinguished folders cannot be moved.');
	const parent = place(call, folder);
	refuseTakenName(call, parent.id, folder.displayName, folder);
	call.store.changeFolder(folder, { parentFolderId: parent.id });
	return folderAnswer(call, 200, folder);
}

/** 200 with the copy, which holds copies of everything. DOC mailfolder-copy */
function copy(call: MailCall): GraphAnswer {
	const folder = resolveFolder(call.store, call.mailbox, call.keys[0]);
	const parent = place(call, folder);
	refuseTakenName(call, parent.id, folder.displayName);
	return folderAnswer(call, 200, call.store.copyFolder(call.mailbox, folder, parent));
}

export const folderLifeRoutes: Route[] = [
	{ method: 'PATCH', path: 'mailfolders/*', run: rename },
	{ method: 'DELETE', path: 'mailfolders/*', run: remove },
	{ method: 'POST', path: 'mailfolders/*/move', run: move },
	{ method: 'POST', path: 'mailfolders/*/copy', run: copy },
	{ method: 'POST', path: 'mailfolders/*/permanentdelete', run: permanentDelete },
];
