// What every client is asked to do, in words that do not depend on the client.
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import type { Group } from '../check.mts';
import { to, type Json, type Service } from '../service.mts';

/** A client, as far as the checks use it. Messages, folders and attachments come as the client hands them out. */
export interface MailClient {
	create(message: Json, folder?: string): Promise<Json>;
	read(id: string): Promise<Json>;
	/** Every message of a folder, page by page; `pages` counts the requests. */
	list(folder: string, pageSize: number): Promise<{ messages: Json[]; pages: number }>;
	createFolder(displayName: string, parent?: string): Promise<Json>;
	folders(parent?: string): Promise<Json[]>;
	attachments(id: string): Promise<Json[]>;
	upload(id: string, name: string, bytes: Buffer): Promise<void>;
	reply(id: string): Promise<Json>;
	forward(id: string, recipient: string): Promise<Json>;
	update(id: string, changes: Json): Promise<Json>;
	move(id: string, folder: string): Promise<Json>;
	send(id: string): Promise<void>;
	remove(id: string): Promise<void>;
	/** Code of the error with which an unknown message is answered. */
	errorCode(id: string): Promise<string | undefined>;
}

/** How a client's message compares with Graph's own JSON; throws at the first difference. */
export type Compare = (raw: Json, seen: Json) => void;

const MEGABYTES = 10 * 1024 * 1024;
const file = {
	'@odata.type': '#microsoft.graph.fileAttachment',
	name: 'notes.txt',
	contentType: 'text/plain',
	contentBytes: 'aGVsbG8=',
};
const html = { contentType: 'html', content: '<p>Hello <b>you</b></p>' } as const;

/** Reads the message past the client, and compares. */
async function same(service: Service, seen: Json, compare: Compare): Promise<void> {
	compare(await service.need('GET', `/messages/${encodeURIComponent(seen.id)}`), seen);
}

export function clientChecks(title: string, client: (service: Service) => MailClient, compare: Compare): Group {
	const check = (question: string, run: (mail: MailClient, service: Service) => Promise<string>) => ({
		question,
		run: async (service: Service) => await run(client(service), service),
	});
	const made = async (mail: MailClient, service: Service, name: string, members: Json = {}): Promise<Json> =>
		service.keep(await mail.create({ subject: service.subject(name), ...members }));
	return {
		title,
		checks: [
			check('Create a draft and read it', async (mail, service) => {
				const message = {
					importance: 'low',
					body: html,
					toRecipients: [to('anna@example.com')],
					categories: ['Blue category'],
					flag: { flagStatus: 'flagged' },
					internetMessageHeaders: [{ name: 'x-conformance', value: '1' }],
				};
				const draft = await made(mail, service, `${title} create`, message);
				await same(service, draft, compare);
				await same(service, await mail.read(draft.id), compare);
				assert.equal(draft.isDraft, true);
				return 'done, every member read as Graph sent it';
			}),
			check('List a folder of 23 drafts to its end', async (mail, service) => {
				const folder = await mail.createFolder(service.subject(`${title} list`));
				service.keepFolder(folder.id);
				for (let number = 1; number <= 23; number += 1) await service.draftIn(folder.id, `${title} ${number}`);
				const { messages, pages } = await mail.list(folder.id, 5);
				assert.equal(new Set(messages.map(({ id }) => id)).size, 23);
				assert.equal(pages, 5);
				for (const message of messages.slice(-2)) await same(service, message, compare);
				return '23 drafts in 5 pages, none twice';
			}),
			check('Create folders and list them', async (mail, service) => {
				const parent = await mail.createFolder(service.subject(`${title} folders`));
				service.keepFolder(parent.id);
				const child = await mail.createFolder('Child', parent.id);
				assert.deepEqual(
					(await mail.folders(parent.id)).map(({ displayName, parentFolderId }) => [displayName, parentFolderId]),
					[['Child', parent.id]],
				);
				compare(await service.need('GET', `/mailFolders/${encodeURIComponent(child.id)}`), child);
				assert.ok((await mail.folders()).length > 0);
				return 'done';
			}),
			check('Attachments: in the draft, and listed', async (mail, service) => {
				const draft = await made(mail, service, `${title} attachments`, {
					attachments: [file, { ...file, name: 'logo.txt', isInline: true, contentId: 'logo' }],
				});
				const seen = await mail.attachments(draft.id);
				const { value } = await service.need('GET', `/messages/${encodeURIComponent(draft.id)}/attachments`);
				assert.equal(seen.length, 2);
				seen.forEach((one, index) => compare(value[index], one));
				return '2, every member read as Graph sent it';
			}),
			check('Upload a file of 10 MB', async (mail, service) => {
				const draft = await made(mail, service, `${title} upload`);
				const bytes = Buffer.alloc(MEGABYTES, Buffer.from(Array.from({ length: 251 }, (_, index) => index)));
				await mail.upload(draft.id, 'large.bin', bytes);
				const [attachment] = await mail.attachments(draft.id);
				assert.equal(attachment.name, 'large.bin');
				const path = `${service.url}/v1.0${service.root}/messages/${encodeURIComponent(draft.id)}/attachments/${encodeURIComponent(attachment.id)}/$value`;
				const stored = Buffer.from(
					await (await fetch(path, { headers: { authorization: `Bearer ${service.token}` } })).arrayBuffer(),
				);
				const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');
				assert.equal(digest(stored), digest(bytes));
				return 'done, the stored bytes are the same';
			}),
			check('Reply and forward drafts', async (mail, service) => {
				const own = await service.address();
				const original = await made(mail, service, `${title} original`, {
					body: html,
					from: to(own),
					toRecipients: [to(own)],
					attachments: [file],
					singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
				});
				const reply = service.keep(await mail.reply(original.id));
				await same(service, reply, compare);
				assert.equal(reply.conversationId, original.conversationId);
				const forward = service.keep(await mail.forward(original.id, 'anna@example.com'));
				await same(service, forward, compare);
				assert.equal((await mail.attachments(forward.id)).length, 1);
				return `subjects ${[reply, forward].map(({ subject }) => `\`${String(subject).slice(0, 4)}…\``).join(', ')}; the forward keeps the attachment`;
			}),
			check('Update, move and delete', async (mail, service) => {
				const draft = await made(mail, service, `${title} update`);
				const updated = await mail.update(draft.id, {
					subject: service.subject(`${title} updated`),
					importance: 'high',
				});
				await same(service, updated, compare);
				assert.equal(updated.importance, 'high');
				const moved = service.keep(await mail.move(draft.id, 'inbox'));
				await same(service, moved, compare);
				await mail.remove(moved.id);
				return 'done';
			}),
			check('Send a draft', async (mail, service) => {
				const subject = service.subject(`${title} send`);
				const draft = service.keep(await mail.create({ subject, toRecipients: [to(await service.address())] }));
				await mail.send(draft.id);
				service.keepSent();
				const filter = encodeURIComponent(`subject eq '${subject}'`);
				const sent = await service.wait(
					async () => (await service.need('GET', `/mailFolders/sentitems/messages?$filter=${filter}`)).value[0],
				);
				assert.ok(sent, 'it did not come into Sent Items');
				return 'done, it is in Sent Items';
			}),
			check('The error for an unknown message', async (mail, service) => {
				const draft = await made(mail, service, `${title} gone`);
				await service.call('POST', `${service.root}/messages/${encodeURIComponent(draft.id)}/permanentDelete`);
				const code = await mail.errorCode(draft.id);
				assert.ok(code, 'no code was read');
				return `\`${code}\``;
			}),
		],
	};
}
