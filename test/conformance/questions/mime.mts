import type { Group } from '../check.mts';
import { outcome, type Reply, type Service } from '../service.mts';

const lines = (service: Service, name: string): string[] => [
	`Subject: ${service.subject(name)}`,
	'To: anna@example.com',
	'X-A: 1',
	'MIME-Version: 1.0',
	'Content-Type: text/plain; charset=utf-8',
	'',
	'Grüße',
	'',
];
const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function create(service: Service, body: string, path = '/messages', type = 'text/plain'): Promise<Reply> {
	const answer = await service.call('POST', service.root + path, body, { 'content-type': type });
	service.keep(answer.json);
	return answer;
}

const crlf = (service: Service, name: string): string => base64(lines(service, name).join('\r\n'));

/** Ways to send MIME, each with the outcome. */
const ways: Array<[string, (service: Service) => Promise<Reply>]> = [
	['MIME at `/messages`, CRLF, one line of base64', (service) => create(service, crlf(service, 'mime'))],
	[
		"MIME at a folder's address",
		(service) => create(service, crlf(service, 'mime folder'), '/mailFolders/drafts/messages'),
	],
	['MIME with bare LF', (service) => create(service, base64(lines(service, 'mime lf').join('\n')))],
	[
		'Base64 wrapped at 76 columns',
		(service) => create(service, crlf(service, 'mime wrapped').replace(/.{76}/g, '$&\r\n')),
	],
	// "???>>>" is sure to hold both letters in which base64url differs.
	[
		'base64url',
		(service) =>
			create(
				service,
				base64(`${lines(service, 'mime base64url').join('\r\n')}???>>>\u00ff\u00fe???>>>`)
					.replaceAll('+', '-')
					.replaceAll('/', '_'),
			),
	],
	[
		'Base64 without its padding',
		(service) =>
			create(service, base64(`${lines(service, 'mime padding').join('\r\n')}`.padEnd(302, 'x')).replace(/=+$/, '')),
	],
	[
		'`Content-Type: text/plain; charset=utf-8`',
		(service) => create(service, crlf(service, 'mime charset'), '/messages', 'text/plain; charset=utf-8'),
	],
	['MIME that is not base64', (service) => create(service, '*** not base64 ***')],
];

export const mime: Group = {
	title: 'Creating a draft from MIME',
	checks: [
		...ways.map(([question, send]) => ({ question, run: async (service: Service) => outcome(await send(service)) })),
		{
			question: 'Six `X-` headers in MIME: how many are kept?',
			async run(service) {
				const headers = [1, 2, 3, 4, 5, 6].map((number) => `X-Conformance-${number}: ${number}`);
				const answer = await create(service, base64([...headers, ...lines(service, 'mime headers')].join('\r\n')));
				if (answer.status !== 201) return outcome(answer);
				const { internetMessageHeaders = [] } = await service.need(
					'GET',
					`/messages/${encodeURIComponent(answer.json.id)}?$select=internetMessageHeaders`,
				);
				return String(
					internetMessageHeaders.filter(({ name }: { name: string }) => /^x-conformance-/i.test(name)).length,
				);
			},
		},
		{
			question: '`$value` of a message, at its own address and at its folder',
			async run(service) {
				const { id } = await service.draft('value', { body: { contentType: 'text', content: 'x' } });
				const own = await service.call('GET', `${service.root}/messages/${encodeURIComponent(id)}/$value`);
				const atFolder = await service.call(
					'GET',
					`${service.root}/mailFolders/drafts/messages/${encodeURIComponent(id)}/$value`,
				);
				const type = own.headers.get('content-type');
				return `own: ${own.status === 200 ? `200 ${type}` : outcome(own)}; at the folder: ${outcome(atFolder)}`;
			},
		},
		{
			question: 'MIME inside `$batch`',
			async run(service) {
				const request = {
					id: '1',
					method: 'POST',
					url: `${service.root}/messages`,
					headers: { 'Content-Type': 'text/plain' },
					body: crlf(service, 'mime batch'),
				};
				const answer = await service.call('POST', '/$batch', { requests: [request] });
				const inner = answer.json.responses?.[0];
				if (!inner) return outcome(answer);
				service.keep(inner.body ?? {});
				return `inside: ${inner.status} ${inner.body?.error ? `\`${inner.body.error.code}\`` : ''}`.trim();
			},
		},
	],
};
