import type { Group } from '../check.mts';
import { outcome, type Json, type Reply, type Service } from '../service.mts';

const MB = 1024 * 1024;
const path = ({ id }: Json): string => `/messages/${encodeURIComponent(id)}/attachments`;

async function open(service: Service, draft: Json, size: number): Promise<Reply> {
	const answer = await service.call('POST', `${service.root}${path(draft)}/createUploadSession`, {
		AttachmentItem: { attachmentType: 'file', name: 'a.bin', size },
	});
	return answer;
}

/** To the pre-authorised address: never with the token. */
async function atUpload(
	method: string,
	url: string,
	body?: Uint8Array<ArrayBuffer>,
	range?: string,
): Promise<Response> {
	return await fetch(url, {
		method,
		...(body ? { body } : {}),
		headers: { ...(range ? { 'content-range': range, 'content-type': 'application/octet-stream' } : {}) },
	});
}

async function said(response: Response): Promise<string> {
	const text = await response.text();
	const json = text.startsWith('{') ? (JSON.parse(text) as Json) : {};
	const members = Object.keys(json)
		.filter((name) => !name.startsWith('@') && name !== 'error')
		.map((name) =>
			`\`${name}\` ${name.toLowerCase() === 'nextexpectedranges' ? JSON.stringify(json[name]) : ''}`.trim(),
		);
	return [response.status, json.error ? `\`${json.error.code}\`: ${json.error.message}` : '', members.join(', ')]
		.filter(Boolean)
		.join(' ');
}

async function session(service: Service, name: string, use: (url: string) => Promise<string>): Promise<string> {
	const draft = await service.draft(name);
	const answer = await open(service, draft, 4 * MB);
	if (answer.status !== 201) return outcome(answer);
	try {
		return await use(answer.json.uploadUrl);
	} finally {
		await atUpload('DELETE', answer.json.uploadUrl);
	}
}

/** Whether a session of that size may be begun. */
async function opens(service: Service, size: number): Promise<string> {
	const answer = await open(service, await service.draft('session size'), size);
	if (answer.status === 201) await atUpload('DELETE', answer.json.uploadUrl);
	return `${size.toLocaleString('en-US')}: ${outcome(answer)}`;
}

async function each(
	service: Service,
	sizes: number[],
	run: (service: Service, size: number) => Promise<string>,
): Promise<string> {
	const answers: string[] = [];
	for (const size of sizes) answers.push(await run(service, size));
	return answers.join('; ');
}

export const upload: Group = {
	title: 'Attachments and upload sessions',
	checks: [
		{
			question: 'Smallest file of an upload session',
			run: async (service) => await each(service, [2_097_151, 2_097_152, 3_000_000], opens),
		},
		{
			question: 'Largest file of an upload session',
			run: async (service) => await each(service, [150 * MB, 150 * MB + 1], opens),
		},
		{
			question: 'Largest file in a POST',
			run: async (service) =>
				await each(service, [3_000_000, 3_145_611, 3_145_612], async (_, size) => {
					const body = {
						'@odata.type': '#microsoft.graph.fileAttachment',
						name: 'a.bin',
						contentBytes: Buffer.alloc(size, 'a').toString('base64'),
					};
					return `${size.toLocaleString('en-US')}: ${outcome(await service.call('POST', service.root + path(await service.draft('post size')), body))}`;
				}),
		},
		{
			question: 'Answer to the first part',
			run: async (service) =>
				await session(
					service,
					'first part',
					async (url) => await said(await atUpload('PUT', url, Buffer.alloc(MB), `bytes 0-${MB - 1}/${4 * MB}`)),
				),
		},
		{
			question: 'A part that is not the next one',
			run: async (service) =>
				await session(
					service,
					'wrong range',
					async (url) =>
						await said(await atUpload('PUT', url, Buffer.alloc(MB), `bytes ${MB}-${2 * MB - 1}/${4 * MB}`)),
				),
		},
		{
			question: 'GET on the upload address',
			run: async (service) =>
				await session(service, 'session state', async (url) => await said(await atUpload('GET', url))),
		},
		{
			question: 'DELETE on the upload address, and a part after it',
			run: async (service) =>
				await session(service, 'session end', async (url) => {
					const deleted = await said(await atUpload('DELETE', url));
					return `${deleted}; then ${await said(await atUpload('PUT', url, Buffer.alloc(MB), `bytes 0-${MB - 1}/${4 * MB}`))}`;
				}),
		},
		{
			question: '`size` of a 5-byte file, and its `contentType` when none was given',
			async run(service) {
				const draft = await service.draft('size');
				const file = await service.need('POST', path(draft), {
					'@odata.type': '#microsoft.graph.fileAttachment',
					name: 'a.txt',
					contentBytes: 'aGVsbG8=',
				});
				return `${file.size}, ${file.contentType}`;
			},
		},
		{
			question: 'Does a file that goes up in an upload session stay inline?',
			async run(service) {
				const draft = await service.draft('inline upload');
				const size = 2 * MB;
				const item = {
					attachmentType: 'file',
					name: 'a.png',
					size,
					contentType: 'image/png',
					isInline: true,
					contentId: 'a',
				};
				const { uploadUrl } = await service.need('POST', `${path(draft)}/createUploadSession`, {
					attachmentItem: item,
				});
				const put = await atUpload('PUT', uploadUrl, Buffer.alloc(size), `bytes 0-${size - 1}/${size}`);
				const { value } = await service.need('GET', path(draft));
				return `${put.status}; isInline ${value[0]?.isInline}, contentId ${value[0]?.contentId}`;
			},
		},
		{
			question: 'Are inline images still there once after one more file was added?',
			async run(service) {
				const image = { '@odata.type': '#microsoft.graph.fileAttachment', contentBytes: 'aGVsbG8=' };
				const draft = await service.draft('inline images', {
					body: { contentType: 'html', content: '<img src="cid:a">' },
					attachments: [{ ...image, name: 'a.png', contentType: 'image/png', isInline: true, contentId: 'a' }],
				});
				await service.need('POST', path(draft), { ...image, name: 'b.txt' });
				const { value } = await service.need('GET', path(draft));
				return value.map(({ name }: Json) => name).join(', ');
			},
		},
		{
			question: 'Does a list of attachments hold `contentBytes`?',
			async run(service) {
				const draft = await service.draft('list', {
					attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGVsbG8=' }],
				});
				const { value } = await service.need('GET', path(draft));
				return 'contentBytes' in value[0] ? 'yes' : 'no';
			},
		},
	],
};
