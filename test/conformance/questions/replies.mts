import type { Group } from '../check.mts';
import { outcome, to, type Json, type Service } from '../service.mts';

const PROPERTY = 'String {6b8a0a57-4b0e-4f5c-9d53-0c2f6f1c7a11} Name ConformanceReply';
const at = (id: string, rest = ''): string => `/messages/${encodeURIComponent(id)}${rest}`;

/** A message to answer: not a draft, where the service allows it. */
async function original(service: Service, name: string, members: Json = {}): Promise<Json> {
	const own = await service.address();
	return await service.draft(name, {
		from: to(own),
		toRecipients: [to(own)],
		body: { contentType: 'html', content: '<p>the original text</p>' },
		singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
		...members,
	});
}

async function derive(service: Service, id: string, action: string, body?: unknown) {
	const answer = await service.call('POST', service.root + at(id, `/${action}`), body);
	service.keep(answer.json);
	return answer;
}

const has = (draft: Json, text: string): boolean => String(draft.body?.content).includes(text);

export const replies: Group = {
	title: 'Reply and forward drafts',
	checks: [
		...['createReply', 'createForward'].map((action) => ({
			question: `Does \`comment\` of ${action} come into the body?`,
			async run(service: Service) {
				const { id } = await original(service, `${action} comment`);
				const answer = await derive(service, id, action, {
					comment: 'the-comment',
					...(action === 'createForward' ? { toRecipients: [to(await service.address())] } : {}),
				});
				if (answer.status >= 300) return outcome(answer);
				return `${has(answer.json, 'the-comment') ? 'yes' : 'no'}; the original's text is ${has(answer.json, 'the original text') ? 'quoted' : 'not there'}`;
			},
		})),
		{
			question: 'Does `message.body` of createReply keep the quoted text?',
			async run(service) {
				const { id } = await original(service, 'createReply body');
				const answer = await derive(service, id, 'createReply', {
					message: { body: { contentType: 'html', content: 'the-answer' } },
				});
				return answer.status >= 300 ? outcome(answer) : has(answer.json, 'the original text') ? 'yes' : 'no';
			},
		},
		{
			question: '`comment` beside `message.body`',
			async run(service) {
				const { id } = await original(service, 'createReply both');
				return outcome(
					await derive(service, id, 'createReply', {
						comment: 'a',
						message: { body: { contentType: 'html', content: 'b' } },
					}),
				);
			},
		},
		{
			question: 'Does createReply take extended properties and `x-` headers?',
			async run(service) {
				const { id } = await original(service, 'createReply properties');
				const message = {
					singleValueExtendedProperties: [{ id: PROPERTY, value: 'kept' }],
					internetMessageHeaders: [{ name: 'x-conformance', value: 'kept' }],
				};
				const answer = await derive(service, id, 'createReply', { message });
				if (answer.status >= 300) return outcome(answer);
				const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${PROPERTY}')`);
				const draft = await service.need(
					'GET',
					at(answer.json.id, `?$select=internetMessageHeaders&$expand=${expand}`),
				);
				const header = draft.internetMessageHeaders?.some(({ name }: Json) => name.toLowerCase() === 'x-conformance');
				return `property ${draft.singleValueExtendedProperties ? 'kept' : 'lost'}, header ${header ? 'kept' : 'lost'}`;
			},
		},
		...[
			['no body', undefined],
			['an empty object', {}],
			['a comment only', { comment: 'c' }],
		].map(([what, body]) => ({
			question: `createForward without recipients: ${what}`,
			async run(service: Service) {
				const { id } = await original(service, 'createForward nobody');
				return outcome(await derive(service, id, 'createForward', body));
			},
		})),
		{
			question: 'Does createReplyAll mark the original as read?',
			async run(service) {
				const { id } = await original(service, 'createReplyAll', { isRead: false });
				await service.need('PATCH', at(id), { isRead: false });
				const answer = await derive(service, id, 'createReplyAll');
				if (answer.status >= 300) return outcome(answer);
				const { isRead } = await service.need('GET', at(id, '?$select=isRead'));
				return isRead ? 'yes' : 'no';
			},
		},
		{
			question: 'createReply to a draft',
			async run(service) {
				const { id } = await service.draft('createReply draft', { toRecipients: [to(await service.address())] });
				return outcome(await derive(service, id, 'createReply'));
			},
		},
	],
};
