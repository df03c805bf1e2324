import type { Group } from '../check.mts';
import { outcome, to } from '../service.mts';

const PROPERTY = 'String {6b8a0a57-4b0e-4f5c-9d53-0c2f6f1c7a11} Name ConformanceMark';

export const create: Group = {
	title: 'Creating a draft from JSON',
	checks: [
		{
			question: 'Are `from` and `sender` in the answer?',
			async run(service) {
				const draft = await service.draft('from');
				return ['from', 'sender']
					.map((name) => `\`${name}\` ${name in draft ? (draft[name] ? 'present' : 'null') : 'absent'}`)
					.join(', ');
			},
		},
		{
			question: 'Is there a `Location` header?',
			async run(service) {
				const answer = await service.call('POST', `${service.root}/messages`, { subject: service.subject('location') });
				service.keep(answer.json);
				return answer.headers.has('location') ? 'yes' : 'no';
			},
		},
		{
			question: 'Content type of the answer',
			async run(service) {
				const answer = await service.call('POST', `${service.root}/messages`, {
					subject: service.subject('content type'),
				});
				service.keep(answer.json);
				return `\`${answer.headers.get('content-type')}\``;
			},
		},
		{
			question: 'Members of the answer, in order',
			run: async (service) => Object.keys(await service.draft('members')).join(', '),
		},
		{
			question: 'What becomes of the HTML `They were <b>awesome</b>!`?',
			async run(service) {
				const { body } = await service.draft('html', {
					body: { contentType: 'HTML', content: 'They were <b>awesome</b>!' },
				});
				return `\`${JSON.stringify(body.content)}\``;
			},
		},
		{
			question: 'An empty list of headers',
			run: async (service) =>
				outcome(
					await service.call('POST', `${service.root}/messages`, {
						subject: service.subject('no header'),
						internetMessageHeaders: [],
					}),
				),
		},
		{
			question: 'A header without `x-`',
			run: async (service) =>
				outcome(
					await service.call('POST', `${service.root}/messages`, {
						subject: service.subject('header'),
						internetMessageHeaders: [{ name: 'List-Unsubscribe', value: 'x' }],
					}),
				),
		},
		{
			question: 'A flag with a due date and no start date',
			async run(service) {
				const flag = { flagStatus: 'flagged', dueDateTime: { dateTime: '2030-01-02T00:00:00', timeZone: 'UTC' } };
				const answer = await service.call('POST', `${service.root}/messages`, {
					subject: service.subject('flag'),
					flag,
				});
				service.keep(answer.json);
				return outcome(answer);
			},
		},
		{
			question: 'A member that messages do not have',
			run: async (service) =>
				outcome(
					await service.call('POST', `${service.root}/messages`, {
						subject: service.subject('unknown'),
						bodyContent: 'x',
					}),
				),
		},
		{
			question: 'A draft in the Inbox: is it a draft, and in the list of the Inbox?',
			async run(service) {
				const draft = service.keep(
					await service.need('POST', '/mailFolders/inbox/messages', {
						subject: service.subject('inbox'),
						toRecipients: [to(await service.address())],
					}),
				);
				const inbox = await service.need('GET', '/mailFolders/inbox?$select=id');
				return `\`isDraft\` ${draft.isDraft}, ${draft.parentFolderId === inbox.id ? 'in the Inbox' : 'elsewhere'}`;
			},
		},
		{
			question: 'Does `Integer 0x0E07` = 1 make a message that is no draft?',
			async run(service) {
				const message = await service.draft('flags', {
					singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
				});
				return `\`isDraft\` ${message.isDraft}`;
			},
		},
		{
			question: 'Does a filter on an extended property see a fresh draft, and when?',
			async run(service) {
				await service.draft('property', { singleValueExtendedProperties: [{ id: PROPERTY, value: service.tag }] });
				return await seen(
					service,
					`singleValueExtendedProperties/Any(ep: ep/id eq '${PROPERTY}' and ep/value eq '${service.tag}')`,
				);
			},
		},
		{
			question: 'Does a filter on `internetMessageId` see a fresh draft, and when?',
			async run(service) {
				const { internetMessageId } = await service.draft('message id');
				return await seen(service, `internetMessageId eq '${internetMessageId.replaceAll("'", "''")}'`);
			},
		},
	],
};

/** How long after the create a filter shows the message. */
async function seen(service: Parameters<Group['checks'][number]['run']>[0], filter: string): Promise<string> {
	const startedAt = Date.now();
	let looks = 0;
	const found = await service.wait(async () => {
		looks += 1;
		const { value } = await service.need(
			'GET',
			`/mailFolders/drafts/messages?$filter=${encodeURIComponent(filter)}&$select=id`,
		);
		return value[0];
	});
	if (!found) return `no, not within ${Math.round((Date.now() - startedAt) / 1000)} s`;
	return looks === 1
		? 'yes, at the first look'
		: `yes, at look ${looks}, ${((Date.now() - startedAt) / 1000).toFixed(1)} s after the create`;
}
