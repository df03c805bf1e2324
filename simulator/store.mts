import { randomUUID } from 'node:crypto';
import { Applications } from './entra/applications.mts';
import { isUnsentByFlags } from './extended-properties.mts';
import { preview } from './html.mts';
import * as ids from './ids.mts';
import { Later } from './later.mts';
import { MessageChanges } from './message-changes.mts';
import type { MessageChange } from './message-changes.mts';
import { outsideTree, personalTree, people, standardCategories, visibleTree } from './seed.mts';
import type { FolderSeed } from './seed.mts';
import type { Folder, Mailbox, MessageContent, Person, Recipient, StoredMessage } from './types.mts';

const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

const isPersonal = ({ kind }: Mailbox): boolean => kind === 'personal';

/** The longest lag of a filter that can be simulated. */
const MEMORY_MS = 600_000;

/** Everything the simulated organisation holds. Tests may read and change it directly. */
export class Store {
	/** Everyone in the directory, with or without a mailbox. */
	directory: Mailbox[] = [];
	/** Registered in the tenant. */
	applications = new Applications();
	/** Changes with every write; the page watches it. */
	version = 0;
	onChange: (() => void) | undefined;
	/** A new one with every reset: tokens of changes from before are worth nothing. */
	era = randomUUID();
	later = new Later();
	#sequence = 0;
	#past = new WeakMap<StoredMessage, { until: number; was: StoredMessage }[]>();
	#leaving = new WeakSet<StoredMessage>();
	/** Until when a message is not found at its own address, and when it was last written. */
	#hidden = new WeakMap<StoredMessage, number>();
	#written = new WeakMap<StoredMessage, number>();
	#changes = new MessageChanges();
	#folderTurn = 0;
	/** When a folder last changed, by turn; and the folders that are gone. */
	#folderTurns = new WeakMap<Folder, number>();
	#goneFolders: { mailbox: Mailbox; id: string; turn: number }[] = [];
	#byId = new Map<string, { mailbox: Mailbox; message: StoredMessage }>();

	constructor() {
		this.reset();
	}

	reset(): void {
		this.later.clear();
		this.directory.length = 0;
		this.#byId.clear();
		this.#goneFolders = [];
		this.#changes = new MessageChanges();
		this.#sequence = 0;
		this.era = randomUUID();
		this.applications.reset();
		for (const person of people) this.addMailbox(person);
	}

	/** Those worth looking at: of people who exist for one scenario only when something is in them. */
	get mailboxes(): Mailbox[] {
		return this.directory.filter(
			({ kind, scenario, messages }) =>
				kind !== 'unlicensed' && kind !== 'on-premises' && (!scenario || messages.length > 0),
		);
	}

	#changed(): void {
		this.version += 1;
		this.onChange?.();
	}

	addMailbox(person: Partial<Person> & { displayName: string; userPrincipalName: string }): Mailbox {
		const id = person.id ?? randomUUID();
		const mail = person.mail === undefined ? person.userPrincipalName : person.mail;
		const mailbox: Mailbox = {
			...person,
			id,
			mail,
			kind: person.kind ?? 'user',
			address: mail ?? person.userPrincipalName,
			folders: [],
			messages: [],
			categories: standardCategories.map((one) => ({ ...one, id: randomUUID() })),
			propertyNames: new Set(),
		};
		const outside = ids.folderId(id);
		const root = this.#addSeed(
			mailbox,
			{ name: 'Top of Information Store', wellKnown: 'msgfolderroot', tag: 0x08 },
			outside,
		);
		for (const seed of isPersonal(mailbox) ? personalTree : visibleTree) this.#addSeed(mailbox, seed, root.id);
		for (const seed of outsideTree) this.#addSeed(mailbox, seed, outside);
		this.directory.push(mailbox);
		this.#changed();
		return mailbox;
	}

	#addSeed(mailbox: Mailbox, seed: FolderSeed, parentFolderId: string): Folder {
		const folder: Folder = {
			id:
				seed.tag === undefined
					? ids.folderId(mailbox.id, isPersonal(mailbox))
					: ids.wellKnownFolderId(mailbox.id, seed.tag, isPersonal(mailbox)),
			displayName: seed.name,
			wellKnownName: seed.wellKnown ?? null,
			parentFolderId,
			isHidden: seed.hidden ?? false,
			...(seed.searchQuery === undefined ? {} : { searchQuery: seed.searchQuery }),
		};
		mailbox.folders.push(folder);
		this.#touch(folder);
		for (const child of seed.children ?? []) this.#addSeed(mailbox, child, folder.id);
		return folder;
	}

	/** By object id, UPN or primary SMTP address; addresses are case-insensitive. */
	find(key: string): Mailbox | undefined {
		const wanted = key.toLowerCase();
		return this.directory.find(({ id, userPrincipalName, mail }) =>
			[id, userPrincipalName, mail].some((name) => name?.toLowerCase() === wanted),
		);
	}

	#mailbox(address: string): Mailbox {
		const mailbox = this.find(address);
		if (!mailbox) throw new Error(`The simulator has no mailbox ${address}`);
		return mailbox;
	}

	nameOf(address: string): string | undefined {
		return this.find(address)?.displayName;
	}

	messages(address: string): StoredMessage[] {
		return this.#mailbox(address).messages;
	}

	/** By well-known name (any case) or id (case-sensitive). */
	folder(mailbox: Mailbox, key: string): Folder | undefined {
		const name = key.toLowerCase();
		return mailbox.folders.find(({ id, wellKnownName }) => id === key || wellKnownName === name);
	}

	/** Puts a folder below another; for tests. `parent` is an id or a well-known name. */
	addFolder(address: string, parent: string, displayName: string, isHidden = false): Folder {
		const mailbox = this.#mailbox(address);
		const above = this.folder(mailbox, parent);
		if (!above) throw new Error(`The simulator has no folder ${parent}`);
		const folder = this.#addSeed(mailbox, { name: displayName, hidden: isHidden }, above.id);
		this.#changed();
		return folder;
	}

	#touch(folder: Folder): void {
		this.#folderTurns.set(folder, ++this.#folderTurn);
	}

	/** Number of the last change of any folder. */
	get folderTurn(): number {
		return this.#folderTurn;
	}

	/** Folders that came, changed or went after a turn, oldest change first. */
	folderChanges(mailbox: Mailbox, after: number): { id: string; turn: number; folder?: Folder }[] {
		const there = mailbox.folders.map((folder) => ({
			id: folder.id,
			turn: this.#folderTurns.get(folder) ?? 0,
			folder,
		}));
		const gone = this.#goneFolders.filter((one) => one.mailbox === mailbox);
		return [...there, ...gone].filter(({ turn }) => turn > after).sort((a, b) => a.turn - b.turn);
	}

	/** New name or new place; the id stays. DOC outlook-immutable-id */
	changeFolder(folder: Folder, changes: Partial<Pick<Folder, 'displayName' | 'parentFolderId'>>): void {
		Object.assign(folder, changes);
		this.#touch(folder);
		this.#changed();
	}

	/** The folder and all below it, parents first. */
	withDescendants(mailbox: Mailbox, folder: Folder): Folder[] {
		const found = [folder];
		for (const one of found) found.push(...mailbox.folders.filter(({ parentFolderId }) => parentFolderId === one.id));
		return found;
	}

	/** With everything in it; the copies have new ids. */
	copyFolder(mailbox: Mailbox, folder: Folder, parent: Folder): Folder {
		const originals = this.withDescendants(mailbox, folder);
		const newIds = new Map<string, string>();
		const copies = originals.map((original) => {
			const copy = this.#addSeed(
				mailbox,
				{ name: original.displayName, hidden: original.isHidden, searchQuery: original.searchQuery },
				newIds.get(original.parentFolderId) ?? parent.id,
			);
			newIds.set(original.id, copy.id);
			return copy;
		});
		for (const message of [...mailbox.messages]) {
			const copy = originals.findIndex(({ id }) => id === message.parentFolderId);
			if (copy >= 0) this.copy(mailbox, message, copies[copy]);
		}
		this.#changed();
		return copies[0];
	}

	/** The folder and all below it go for good; what becomes of a message says `leave`. */
	dropFolder(mailbox: Mailbox, folder: Folder, leave: (message: StoredMessage) => void): void {
		const gone = this.withDescendants(mailbox, folder);
		const goneIds = new Set(gone.map(({ id }) => id));
		for (const message of mailbox.messages.filter(({ parentFolderId }) => goneIds.has(parentFolderId))) leave(message);
		mailbox.folders = mailbox.folders.filter(({ id }) => !goneIds.has(id));
		for (const { id } of gone) this.#goneFolders.push({ mailbox, id, turn: ++this.#folderTurn });
		this.#changed();
	}

	/** Both kinds of id find a message. RECALL */
	message(mailbox: Mailbox, id: string): StoredMessage | undefined {
		const found = this.#byId.get(id);
		return found?.mailbox === mailbox ? found.message : undefined;
	}

	/** Not every server of Exchange knows of a write at once. OBS rlrghb/olkcli#118 */
	hide(message: StoredMessage, milliseconds: number): void {
		this.#hidden.set(message, Date.now() + milliseconds);
	}

	/** Is a message not found at its own address, by `hide` or because it was written within the last `lagMs`? */
	isHidden(message: StoredMessage, lagMs: number): boolean {
		const now = Date.now();
		return (this.#hidden.get(message) ?? 0) > now || (lagMs > 0 && now - (this.#written.get(message) ?? 0) < lagMs);
	}

	/** Number of the last change of any message. */
	get messageTurn(): number {
		return this.#changes.turn;
	}

	/** Messages that came, changed or went after a turn, oldest change first; of one folder or the whole mailbox. */
	messageChanges(mailbox: Mailbox, folderId: string | undefined, after: number): MessageChange[] {
		return this.#changes.since(mailbox, folderId, after);
	}

	/** `more` overrides what a new message would have. */
	create(mailbox: Mailbox, folder: Folder, content: MessageContent, more: Partial<StoredMessage> = {}): StoredMessage {
		const now = Date.now();
		const id = ids.regularId(mailbox.id, isPersonal(mailbox));
		const time = seconds(now);
		const message: StoredMessage = {
			...content,
			sequence: ++this.#sequence,
			createdAt: now,
			id,
			immutableId: ids.immutableId(),
			changeKey: ids.changeKey(),
			parentFolderId: folder.id,
			createdDateTime: time,
			lastModifiedDateTime: time,
			receivedDateTime: time,
			sentDateTime: time,
			internetMessageId: content.internetMessageId ?? ids.internetMessageId(),
			bodyPreview: preview(content.body),
			conversationId: ids.conversationId(mailbox.id, isPersonal(mailbox)),
			conversationIndex: ids.conversationIndex(now),
			isDraft: isUnsentByFlags(content.singleValueExtendedProperties),
			attachments: content.attachments.map((attachment) => ({
				...attachment,
				id: ids.attachmentId(id),
				lastModifiedDateTime: time,
			})),
			...more,
		};
		mailbox.messages.push(message);
		this.#written.set(message, now);
		this.#index(mailbox, message);
		this.#changes.arrived(message);
		this.#changed();
		return message;
	}

	#index(mailbox: Mailbox, message: StoredMessage): void {
		this.#byId.set(message.id, { mailbox, message });
		this.#byId.set(message.immutableId, { mailbox, message });
	}

	/** Kept for filters that lag behind. */
	#remember(message: StoredMessage): void {
		const now = Date.now();
		this.#written.set(message, now);
		const recent = (this.#past.get(message) ?? []).filter(({ until }) => now - until < MEMORY_MS).slice(-50);
		this.#past.set(message, [...recent, { until: now, was: { ...message } }]);
	}

	/** The message as it was at a time; undefined before it was made. */
	asOf(message: StoredMessage, time: number): StoredMessage | undefined {
		if (message.createdAt > time) return undefined;
		return this.#past.get(message)?.find(({ until }) => until > time)?.was ?? message;
	}

	/** A write: new change key, everything derived from the content anew. */
	update(message: StoredMessage, changes: Partial<StoredMessage>): void {
		this.#remember(message);
		Object.assign(message, changes);
		message.bodyPreview = preview(message.body);
		message.changeKey = ids.changeKey();
		message.lastModifiedDateTime = seconds(Date.now());
		this.#changes.changed(message);
		this.#changed();
	}

	/** Change key and etag stay. OBS zammad (2025) */
	setRead(message: StoredMessage, isRead: boolean): void {
		this.#remember(message);
		message.isRead = isRead;
		this.#changes.changed(message);
		this.#changed();
	}

	/** The regular id changes, the immutable one stays. DOC message-move, outlook-immutable-id */
	move(mailbox: Mailbox, message: StoredMessage, folder: Folder): void {
		this.#remember(message);
		this.#changes.left(mailbox, message);
		this.#byId.delete(message.id);
		message.id = ids.regularId(mailbox.id, isPersonal(mailbox));
		message.parentFolderId = folder.id;
		message.changeKey = ids.changeKey();
		message.lastModifiedDateTime = seconds(Date.now());
		this.#changes.arrived(message);
		this.#index(mailbox, message);
		this.#changed();
	}

	/** Everything but ids and change key stays, the internetMessageId (not unique: OBS docs#6503) and the time of creation (OBS Nango 2026) too; else INFERRED */
	copy(mailbox: Mailbox, message: StoredMessage, folder: Folder): StoredMessage {
		const { createdDateTime, receivedDateTime, sentDateTime, conversationId, conversationIndex, isDraft } = message;
		const more = { createdDateTime, receivedDateTime, sentDateTime, conversationId, conversationIndex, isDraft };
		return this.create(mailbox, folder, structuredClone(message), more);
	}

	/** A message on its way: it is still in Drafts and cannot be sent again. */
	isLeaving(message: StoredMessage): boolean {
		return this.#leaving.has(message);
	}

	/** To Sent Items, as a message and no longer a draft, after a while in which it is still a draft under its old id. DOC message-send, OBS dotnet#2947 */
	send(mailbox: Mailbox, message: StoredMessage, immutableId: 'kept' | 'changed', delayMs = 0): void {
		if (delayMs <= 0) return this.#sendNow(mailbox, message, immutableId);
		this.#leaving.add(message);
		this.later.after(delayMs, () => {
			this.#leaving.delete(message);
			// Deleted for good in the meantime: nothing is left to show in Sent Items.
			if (this.message(mailbox, message.immutableId) === message) this.#sendNow(mailbox, message, immutableId);
		});
		return undefined;
	}

	#sendNow(mailbox: Mailbox, message: StoredMessage, immutableId: 'kept' | 'changed'): void {
		const sentItems = this.folder(mailbox, 'sentitems');
		if (!sentItems) throw new Error(`The mailbox ${mailbox.address} has no Sent Items`);
		if (immutableId === 'changed') {
			this.#byId.delete(message.immutableId);
			message.immutableId = message.immutableId.slice(0, -12) + ids.immutableId().slice(-12);
		}
		const time = seconds(Date.now());
		this.#remember(message);
		Object.assign(message, {
			isDraft: false,
			isRead: true,
			sentDateTime: time,
			receivedDateTime: time,
			from: message.from ?? this.#self(mailbox),
		});
		this.move(mailbox, message, sentItems);
	}

	#self({ displayName, address }: Mailbox): Recipient {
		return { emailAddress: { name: displayName, address } };
	}

	/** Out of the mailbox for good. */
	purge(mailbox: Mailbox, message: StoredMessage): void {
		this.#changes.left(mailbox, message);
		this.#byId.delete(message.id);
		this.#byId.delete(message.immutableId);
		mailbox.messages.splice(mailbox.messages.indexOf(message), 1);
		this.#changed();
	}

	/** First to Deleted Items, then to the recoverable items, then away. RECALL */
	remove(mailbox: Mailbox, message: StoredMessage): void {
		const here = mailbox.folders.find(({ id }) => id === message.parentFolderId)?.wellKnownName;
		const next = this.folder(mailbox, here === 'deleteditems' ? 'recoverableitemsdeletions' : 'deleteditems');
		if (next && here !== 'recoverableitemsdeletions') this.move(mailbox, message, next);
		else this.purge(mailbox, message);
	}
}
