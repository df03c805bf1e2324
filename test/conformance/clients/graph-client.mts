// @microsoft/microsoft-graph-client with its own chain of middlewares: authentication, retry, redirect, telemetry, fetch.
import { strict as assert } from 'node:assert';
import type { LoadClient } from '../../../scripts/hosts/graph-clients.mts';
import type { Group } from '../check.mts';
import { to, type Json, type Service } from '../service.mts';
import { clientChecks, type MailClient } from './work.mts';

/** Its parts of a file are 5 MiB unless told otherwise; Outlook takes less than 4. */
const PART = 10 * 320 * 1024;

export function graphClient(load: LoadClient): Group {
	const { BatchRequestContent, BatchResponseContent, Client, FileUpload, LargeFileUploadTask, PageIterator } = load(
		'@microsoft/microsoft-graph-client',
	);

	const connect = (service: Service): any => {
		const host = new URL(service.url).hostname;
		return Client.init({
			baseUrl: `${service.url}/`,
			// Hosts, beside Microsoft's own, that may see the token.
			customHosts: new Set([host]),
			authProvider: (done: (error: unknown, token: string) => void) => done(null, service.token),
		});
	};

	const mailClient = (service: Service): MailClient => {
		const client = connect(service);
		const api = (path: string): any => client.api(service.root + path);
		const at = (id: string, rest = ''): string => `/messages/${encodeURIComponent(id)}${rest}`;
		const inFolder = (folder?: string): string => (folder ? `/mailFolders/${encodeURIComponent(folder)}` : '');
		return {
			create: async (message, folder) => await api(`${inFolder(folder)}/messages`).post(message),
			read: async (id) => await api(at(id)).get(),
			async list(folder, pageSize) {
				const messages: Json[] = [];
				let pages = 1;
				const counting = { api: (path: string) => ((pages += 1), client.api(path)) };
				const first = await api(`${inFolder(folder)}/messages`)
					.top(pageSize)
					.get();
				const iterator = new PageIterator(counting, first, (message: Json) => messages.push(message) > 0);
				await iterator.iterate();
				assert.ok(iterator.isComplete());
				return { messages, pages };
			},
			createFolder: async (displayName, parent) =>
				await api(parent ? `${inFolder(parent)}/childFolders` : '/mailFolders').post({ displayName }),
			folders: async (parent) => (await api(parent ? `${inFolder(parent)}/childFolders` : '/mailFolders').get()).value,
			attachments: async (id) => (await api(at(id, '/attachments')).get()).value,
			async upload(id, name, bytes) {
				const payload = { AttachmentItem: { attachmentType: 'file', name, size: bytes.length } };
				const session = await LargeFileUploadTask.createUploadSession(
					client,
					service.root + at(id, '/attachments/createUploadSession'),
					payload,
				);
				const result = await new LargeFileUploadTask(client, new FileUpload(bytes, name, bytes.length), session, {
					rangeSize: PART,
				}).upload();
				assert.match(String(result.location), /Attachments\('[^']+'\)$/);
			},
			reply: async (id) => await api(at(id, '/createReply')).post({}),
			forward: async (id, recipient) => await api(at(id, '/createForward')).post({ toRecipients: [to(recipient)] }),
			update: async (id, changes) => await api(at(id)).patch(changes),
			move: async (id, destinationId) => await api(at(id, '/move')).post({ destinationId }),
			send: async (id) => await api(at(id, '/send')).post(''),
			remove: async (id) => await api(at(id)).delete(),
			errorCode: async (id) =>
				await api(at(id))
					.get()
					.then(
						() => undefined,
						(error: { code?: string; statusCode?: number; requestId?: string }) => {
							assert.equal(error.statusCode, 404);
							assert.ok(error.requestId, 'no request id was read');
							return error.code;
						},
					),
		};
	};

	const group = clientChecks('microsoft-graph-client 3', mailClient, (raw, seen) => {
		// Its answers are Graph's JSON; the context differs with the address that was asked.
		assert.deepEqual({ ...seen, '@odata.context': '' }, { ...raw, '@odata.context': '' });
	});
	const mime = {
		question: 'Create a draft from MIME',
		async run(service: Service): Promise<string> {
			const source = [
				`Subject: ${service.subject('graph client mime')}`,
				'To: anna@example.com',
				'MIME-Version: 1.0',
				'Content-Type: text/plain',
				'',
				'Hello',
				'',
			].join('\r\n');
			const draft = await connect(service)
				.api(`${service.root}/messages`)
				.header('Content-Type', 'text/plain')
				.post(Buffer.from(source).toString('base64'));
			service.keep(draft);
			assert.equal(draft.isDraft, true);
			assert.equal(draft.toRecipients[0].emailAddress.address, 'anna@example.com');
			return 'done';
		},
	};
	const batch = {
		question: 'Create, read and refuse in one `$batch`',
		async run(service: Service): Promise<string> {
			const draft = await service.draft('graph client batch');
			// Addresses in a batch have no version; the client takes off the host only.
			const at = (path: string): string => service.url + service.root + path;
			const headers = { 'Content-Type': 'application/json' };
			const content = new BatchRequestContent([
				{
					id: '1',
					request: new Request(at('/messages'), {
						method: 'POST',
						headers,
						body: JSON.stringify({ subject: service.subject('graph client in a batch') }),
					}),
				},
				{ id: '2', request: new Request(at(`/messages/${encodeURIComponent(draft.id)}`)) },
				{ id: '3', request: new Request(at('/messages/nonsense')) },
			]);
			const responses = new BatchResponseContent(
				await connect(service)
					.api('/$batch')
					.post(await content.getContent()),
			);
			const [created, read, refused] = ['1', '2', '3'].map((id) => responses.getResponseById(id) as Response);
			service.keep((await created.json()) as Json);
			assert.deepEqual([created.status, read.status, refused.status], [201, 200, 400]);
			assert.equal(((await read.json()) as Json).id, draft.id);
			return `done; the refusal is \`${((await refused.json()) as Json).error.code}\``;
		},
	};
	return { ...group, checks: [...group.checks, mime, batch] };
}
