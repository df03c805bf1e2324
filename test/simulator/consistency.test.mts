import { aim, perform } from '../../simulator/graph.mts';
import { chance } from '../../simulator/random.mts';
import { GraphError } from '../../simulator/errors.mts';
import { Store } from '../../simulator/store.mts';
import { defaultSwitches } from '../../simulator/switches.mts';
import { issueAccessToken } from '../../simulator/tokens.mts';
import { amount } from '../support/amount.mts';
import { client } from './client.mts';
import type { Client, Json } from './client.mts';

/**
 * Random sequences of operations against a simple model: what was made and not destroyed is there, once, in the right folder, under the right ids.
 * Seeds are numbers from 1 on; the name of a failing one is in the message.
 */

interface Reply {
	status: number;
	json: Json;
}

type Call = (method: string, path: string, body?: unknown, immutable?: boolean) => Promise<Reply>;

interface Message {
	id: string;
	immutableId: string;
	folder: Folder;
	subject: string;
	isDraft: boolean;
	isRead: boolean;
	attachments: Map<string, string>;
}

interface Folder {
	id: string;
	name: string;
	parent: Folder | undefined;
	isOwn: boolean;
}

const file = (name: string): Json => ({ '@odata.type': '#microsoft.graph.fileAttachment', name, contentBytes: 'aGk=' });
const self = { emailAddress: { address: 'megan.bowen@contoso.com' } };
const recipient = { emailAddress: { address: 'lee@contoso.com' } };

class Sequence {
	folders: Folder[] = [];
	messages: Message[] = [];
	deadIds: string[] = [];
	deadFolders: string[] = [];
	history: string[] = [];
	#call: Call;
	#seed: number;
	#draws = 0;
	#names = 0;

	constructor(call: Call, seed: number) {
		this.#call = call;
		this.#seed = seed;
	}

	#below(count: number): number {
		return Math.floor(chance(this.#seed, ++this.#draws) * count);
	}

	#one<T>(list: readonly T[]): T {
		return list[this.#below(list.length)];
	}

	known(name: string): Folder {
		const folder = this.folders.find((one) => !one.isOwn && one.name === name);
		if (!folder) throw new Error(`no folder ${name}`);
		return folder;
	}

	isIn(folder: Folder, above: Folder): boolean {
		for (let one: Folder | undefined = folder; one; one = one.parent) if (one === above) return true;
		return false;
	}

	async #do(status: number, method: string, path: string, body?: unknown): Promise<Json> {
		this.history.push(
			`${method} ${path.replace(/[\w-]{60,}=*/g, (id) => id.slice(-12))} ${JSON.stringify(body) ?? ''}`,
		);
		const reply = await this.#call(method, path, body);
		if (reply.status !== status)
			throw new Error(
				`seed ${this.#seed}: ${reply.status} instead of ${status}\n${JSON.stringify(reply.json)}\n${this.history.join('\n')}`,
			);
		return reply.json;
	}

	async start(): Promise<void> {
		const names = [
			'msgfolderroot',
			'inbox',
			'drafts',
			'sentitems',
			'deleteditems',
			'archive',
			'recoverableitemsdeletions',
		];
		for (const name of names)
			this.folders.push({
				id: (await this.#call('GET', `/me/mailFolders/${name}`)).json.id,
				name,
				parent: undefined,
				isOwn: false,
			});
		for (const name of ['inbox', 'drafts', 'sentitems', 'deleteditems', 'archive'])
			this.known(name).parent = this.known('msgfolderroot');
	}

	async #learn(json: Json, folder: Folder, isDraft: boolean, isRead = true): Promise<Message> {
		const immutableId = (await this.#call('GET', `/me/messages/${json.id}`, undefined, true)).json.id;
		const attachments = new Map<string, string>();
		for (const { id, name } of (await this.#call('GET', `/me/messages/${json.id}/attachments`)).json.value as Json[])
			attachments.set(id, name);
		const message = { id: json.id, immutableId, folder, subject: json.subject, isDraft, isRead, attachments };
		this.messages.push(message);
		return message;
	}

	/** Sending makes a message whose id no answer tells: it is the one in Sent Items that is not known yet. */
	async #learnSent(): Promise<void> {
		const sent = this.known('sentitems');
		const { json } = await this.#call('GET', '/me/mailFolders/sentitems/messages?$top=1000');
		for (const one of json.value as Json[])
			if (!this.messages.some(({ id }) => id === one.id)) await this.#learn(one, sent, false);
	}

	#moved(message: Message, id: string, folder: Folder): void {
		this.deadIds.push(message.id);
		Object.assign(message, { id, folder });
	}

	/** Either kind of id works everywhere. */
	#idOf(message: Message): string {
		return this.#below(2) === 0 ? message.id : message.immutableId;
	}

	#places(): Folder[] {
		return this.folders.filter(({ name, isOwn }) => isOwn || name !== 'recoverableitemsdeletions');
	}

	async step(): Promise<void> {
		const message = this.messages.length > 0 ? this.#one(this.messages) : undefined;
		const own = this.folders.filter(({ isOwn }) => isOwn);
		const folder = own.length > 0 ? this.#one(own) : undefined;
		const place = this.#one(this.#places());
		const kind = this.#below(18);
		if (kind <= 2 || !message) return this.#create(place, kind);
		if (kind === 3) return this.#patch(message);
		if (kind <= 5) return this.#move(message, place);
		if (kind === 6) return this.#copy(message, place);
		if (kind === 7) return this.#delete(message);
		if (kind === 8) return this.#destroy(message);
		if (kind === 9) return this.#send(message);
		if (kind === 10) return this.#reply(message, this.#one(['createReply', 'createReplyAll', 'createForward']));
		if (kind === 11) return this.#answer(message, this.#one(['reply', 'replyAll', 'forward']));
		if (kind === 12) return this.#attach(message);
		if (kind === 13 || !folder) return this.#createFolder(place);
		if (kind === 14) return this.#rename(folder);
		if (kind === 15) return this.#moveFolder(folder, place);
		if (kind === 16) return this.#copyFolder(folder, place);
		return this.#dropFolder(folder);
	}

	async #create(place: Folder, kind: number): Promise<void> {
		const subject = `message ${++this.#names}`;
		const isRead = this.#below(3) > 0;
		const body = {
			subject,
			isRead,
			toRecipients: this.#below(2) === 0 ? [] : [recipient],
			from: self,
			attachments: this.#below(3) === 0 ? [file('a.txt'), file('b.txt')] : [],
		};
		const folder = kind === 0 ? this.known('drafts') : place;
		const json = await this.#do(
			201,
			'POST',
			kind === 0 ? '/me/messages' : `/me/mailFolders/${folder.id}/messages`,
			body,
		);
		await this.#learn(json, folder, true, isRead);
	}

	async #patch(message: Message): Promise<void> {
		const subject = `message ${++this.#names}`;
		const isRead = this.#below(2) === 0;
		if (message.isDraft) await this.#do(200, 'PATCH', `/me/messages/${this.#idOf(message)}`, { subject, isRead });
		else await this.#do(400, 'PATCH', `/me/messages/${this.#idOf(message)}`, { subject, isRead });
		if (message.isDraft) Object.assign(message, { subject, isRead });
	}

	async #move(message: Message, place: Folder): Promise<void> {
		const json = await this.#do(201, 'POST', `/me/messages/${this.#idOf(message)}/move`, { destinationId: place.id });
		this.#moved(message, json.id, place);
	}

	async #copy(message: Message, place: Folder): Promise<void> {
		const json = await this.#do(201, 'POST', `/me/messages/${this.#idOf(message)}/copy`, { destinationId: place.id });
		await this.#learn(json, place, message.isDraft, message.isRead);
	}

	async #delete(message: Message): Promise<void> {
		const next =
			message.folder.name === 'deleteditems' && !message.folder.isOwn ? 'recoverableitemsdeletions' : 'deleteditems';
		// What a third deletion does is not this test's subject.
		if (message.folder === this.known('recoverableitemsdeletions')) return;
		await this.#do(204, 'DELETE', `/me/messages/${this.#idOf(message)}`);
		this.#moved(message, (await this.#call('GET', `/me/messages/${message.immutableId}`)).json.id, this.known(next));
	}

	async #destroy(message: Message): Promise<void> {
		await this.#do(204, 'POST', `/me/messages/${this.#idOf(message)}/permanentDelete`);
		this.#forget(message);
	}

	#forget(message: Message): void {
		this.deadIds.push(message.id, message.immutableId);
		this.messages.splice(this.messages.indexOf(message), 1);
	}

	async #send(message: Message): Promise<void> {
		const { toRecipients, isDraft } = (await this.#call('GET', `/me/messages/${message.id}`)).json;
		const status = !isDraft ? 404 : toRecipients.length > 0 ? 202 : 400;
		await this.#do(status, 'POST', `/me/messages/${this.#idOf(message)}/send`);
		if (status !== 202) return;
		this.#moved(
			message,
			(await this.#call('GET', `/me/messages/${message.immutableId}`)).json.id,
			this.known('sentitems'),
		);
		Object.assign(message, { isDraft: false, isRead: true });
	}

	async #reply(message: Message, action: string): Promise<void> {
		const json = await this.#do(201, 'POST', `/me/messages/${this.#idOf(message)}/${action}`, {
			message: { toRecipients: [recipient] },
		});
		await this.#learn(json, this.known('drafts'), true);
		if (action === 'createReplyAll') message.isRead = true;
	}

	async #answer(message: Message, action: string): Promise<void> {
		await this.#do(202, 'POST', `/me/messages/${this.#idOf(message)}/${action}`, {
			comment: 'x',
			message: { toRecipients: [recipient] },
		});
		await this.#learnSent();
	}

	async #attach(message: Message): Promise<void> {
		const [id] = message.attachments.keys();
		if (id !== undefined && this.#below(2) === 0) {
			await this.#do(204, 'DELETE', `/me/messages/${this.#idOf(message)}/attachments/${id}`);
			message.attachments.delete(id);
		} else {
			const name = `file ${++this.#names}`;
			message.attachments.set(
				(await this.#do(201, 'POST', `/me/messages/${this.#idOf(message)}/attachments`, file(name))).id,
				name,
			);
		}
	}

	#taken(name: string, parent: Folder, except?: Folder): boolean {
		return this.folders.some(
			(one) => one !== except && one.isOwn && one.parent === parent && one.name.toLowerCase() === name.toLowerCase(),
		);
	}

	/** Few names, so that they collide; none that a mailbox has from the start. */
	#name(): string {
		return this.#one(['Red', 'red', 'Green', 'Blue', 'BLUE']);
	}

	async #createFolder(parent: Folder): Promise<void> {
		const name = this.#name();
		const status = this.#taken(name, parent) ? 409 : 201;
		const { id } = await this.#do(status, 'POST', `/me/mailFolders/${parent.id}/childFolders`, { displayName: name });
		if (status === 201) this.folders.push({ id, name, parent, isOwn: true });
	}

	async #rename(folder: Folder): Promise<void> {
		const name = this.#name();
		const status = this.#taken(name, folder.parent as Folder, folder) ? 409 : 200;
		await this.#do(status, 'PATCH', `/me/mailFolders/${folder.id}`, { displayName: name });
		if (status === 200) folder.name = name;
	}

	async #moveFolder(folder: Folder, parent: Folder): Promise<void> {
		const status = this.isIn(parent, folder) ? 400 : this.#taken(folder.name, parent, folder) ? 409 : 200;
		await this.#do(status, 'POST', `/me/mailFolders/${folder.id}/move`, { destinationId: parent.id });
		if (status === 200) folder.parent = parent;
	}

	async #copyFolder(folder: Folder, parent: Folder): Promise<void> {
		// Copies of copies of copies would only take time.
		if (this.folders.length > 25 || this.messages.length > 40) return;
		const status = this.isIn(parent, folder) ? 400 : this.#taken(folder.name, parent) ? 409 : 200;
		const json = await this.#do(status, 'POST', `/me/mailFolders/${folder.id}/copy`, { destinationId: parent.id });
		if (status === 200) await this.#learnCopy(folder, json.id, parent);
	}

	async #learnCopy(original: Folder, id: string, parent: Folder): Promise<void> {
		const copy = { id, name: original.name, parent, isOwn: true };
		this.folders.push(copy);
		for (const one of (await this.#call('GET', `/me/mailFolders/${id}/messages?$top=1000`)).json.value as Json[])
			await this.#learn(one, copy, one.isDraft, one.isRead);
		const wanted = this.messages
			.filter((one) => one.folder === original)
			.map(({ subject }) => subject)
			.sort();
		this.#same(
			'copied messages',
			this.messages
				.filter((one) => one.folder === copy)
				.map(({ subject }) => subject)
				.sort(),
			wanted,
		);
		const children = (await this.#call('GET', `/me/mailFolders/${id}/childFolders?$top=1000`)).json.value as Json[];
		const originals = this.folders.filter((one) => one.parent === original);
		this.#same(
			'copied folders',
			children.map(({ displayName }) => displayName as string).sort(),
			originals.map(({ name }) => name).sort(),
		);
		for (const child of originals)
			await this.#learnCopy(child, children.find(({ displayName }) => displayName === child.name)?.id, copy);
	}

	async #dropFolder(folder: Folder): Promise<void> {
		const forGood = this.#below(3) === 0;
		const deletedItems = this.known('deleteditems');
		const isDeleted = this.isIn(folder, deletedItems);
		if (forGood) await this.#do(204, 'POST', `/me/mailFolders/${folder.id}/permanentDelete`);
		else await this.#do(204, 'DELETE', `/me/mailFolders/${folder.id}`);
		if (!forGood && !isDeleted) {
			folder.parent = deletedItems;
			folder.name = (await this.#call('GET', `/me/mailFolders/${folder.id}`)).json.displayName;
			return;
		}
		const gone = this.folders.filter((one) => this.isIn(one, folder));
		for (const message of this.messages.filter((one) => gone.includes(one.folder))) {
			if (forGood) this.#forget(message);
			else
				this.#moved(
					message,
					(await this.#call('GET', `/me/messages/${message.immutableId}`)).json.id,
					this.known('recoverableitemsdeletions'),
				);
		}
		for (const one of gone) this.deadFolders.push(one.id);
		this.folders = this.folders.filter((one) => !gone.includes(one));
	}

	/** Compared as JSON: jest's own comparison took most of the time. */
	#same(what: string, found: unknown, wanted: unknown): void {
		const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
		if (a !== b) throw new Error(`seed ${this.#seed}, ${what}: ${a} instead of ${b}\n${this.history.join('\n')}`);
	}

	/** The mailbox is what the model says, no more and no less. */
	async check(): Promise<void> {
		const ids = [
			...this.messages.flatMap(({ id, immutableId }) => [id, immutableId]),
			...this.folders.map(({ id }) => id),
		];
		this.#same('unique ids', new Set(ids).size, ids.length);
		const found: string[] = [];
		for (const folder of this.folders) {
			const json = (await this.#call('GET', `/me/mailFolders/${folder.id}`)).json;
			const inside = this.messages.filter((one) => one.folder === folder);
			const children = this.folders.filter((one) => one.parent === folder && one.isOwn);
			this.#same(
				'counts',
				[json.totalItemCount, json.unreadItemCount],
				[inside.length, inside.filter(({ isRead }) => !isRead).length],
			);
			if (folder.isOwn)
				this.#same(
					'folder',
					[json.displayName, json.parentFolderId, json.childFolderCount],
					[folder.name, folder.parent?.id, children.length],
				);
			const list = (
				(await this.#call('GET', `/me/mailFolders/${folder.id}/messages?$top=1000&$select=id`)).json.value as Json[]
			).map(({ id }) => id as string);
			this.#same('messages of a folder', list.sort(), inside.map(({ id }) => id).sort());
			if (folder.name !== 'recoverableitemsdeletions') found.push(...list);
		}
		const whole = (await this.#call('GET', '/me/messages?$top=1000&$select=id')).json.value as Json[];
		this.#same('messages of the mailbox', whole.map(({ id }) => id as string).sort(), found.sort());
		for (const message of this.messages) {
			for (const id of [message.id, message.immutableId]) {
				const { json } = await this.#call(
					'GET',
					`/me/messages/${id}?$expand=attachments&$select=subject,isDraft,isRead,parentFolderId`,
				);
				const attachments = (json.attachments as Json[] | undefined)?.map((one) => one.id as string);
				this.#same(
					'message',
					[json.id, json.subject, json.isDraft, json.isRead, json.parentFolderId, attachments],
					[
						message.id,
						message.subject,
						message.isDraft,
						message.isRead,
						message.folder.id,
						[...message.attachments.keys()],
					],
				);
			}
			this.#same(
				'immutable id',
				(await this.#call('GET', `/me/messages/${message.id}?$select=id`, undefined, true)).json.id,
				message.immutableId,
			);
		}
		for (const id of this.deadIds) this.#same('dead id', (await this.#call('GET', `/me/messages/${id}`)).status, 404);
		for (const id of this.deadFolders)
			this.#same('dead folder', (await this.#call('GET', `/me/mailFolders/${id}`)).status, 404);
	}
}

const immutably = { prefer: 'IdType="ImmutableId"' };

const COUNT = amount(500, 5_000);

test(`${COUNT} random sequences keep the store consistent`, async () => {
	const store = new Store();
	const authorization = `Bearer ${issueAccessToken({ kind: 'delegated' })}`;
	const call: Call = async (method, path, body, immutable) => {
		const headers = { authorization, 'content-type': 'application/json', ...(immutable ? immutably : {}) };
		const request = {
			method,
			target: `/v1.0${path}`,
			headers,
			body: body === undefined ? '' : JSON.stringify(body),
			origin: 'http://localhost',
			store,
			switches: { ...defaultSwitches },
		};
		try {
			const { status, json } = await perform(request, aim(request));
			return { status, json: (json ?? {}) as Json };
		} catch (error) {
			if (!(error instanceof GraphError)) throw error;
			return { status: error.status, json: { code: error.code } };
		}
	};
	let steps = 0;
	for (let seed = 1; seed <= COUNT; seed++) {
		store.reset();
		const sequence = new Sequence(call, seed);
		await sequence.start();
		for (let count = 5 + Math.floor(chance(seed, 0) * 20); count > 0; count--, steps++) await sequence.step();
		await sequence.check();
	}
	expect(steps).toBeGreaterThan(COUNT * 10);
});

describe('over HTTP', () => {
	let c: Client;
	beforeAll(async () => {
		c = await client();
	});
	afterAll(() => c.simulator.close());

	const FEW = amount(10, 50);

	test(`${FEW} of them`, async () => {
		for (let seed = 1; seed <= FEW; seed++) {
			c.simulator.reset();
			const sequence = new Sequence(
				(method, path, body, immutable) => c.call(method, path, body, immutable ? immutably : {}),
				seed,
			);
			await sequence.start();
			for (let count = 15; count > 0; count--) await sequence.step();
			await sequence.check();
		}
	});
});
