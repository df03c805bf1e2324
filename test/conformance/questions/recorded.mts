import type { Group } from '../check.mts';
import { outcome, to, type Json, type Service } from '../service.mts';

const GUID = '{6b8a0a57-4b0e-4f5c-9d53-0c2f6f1c7a11}';
const immutable = { prefer: 'IdType="ImmutableId"' };
const at = (id: string, rest = ''): string => `/messages/${encodeURIComponent(id)}${rest}`;
const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGVsbG8=' };
const filter = (text: string): string => `$filter=${encodeURIComponent(text)}`;

/** A message that is no draft, where the service makes one. */
const received = async (service: Service, name: string): Promise<Json> =>
	await service.draft(name, {
		from: to(await service.address()),
		toRecipients: [to(await service.address())],
		body: { contentType: 'html', content: '<p>the original text</p>' },
		singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
	});

/** How often of `times` something that follows a write at once was refused, by status. */
async function rates(times: number, once: () => Promise<number>): Promise<string> {
	const counts = new Map<number, number>();
	for (let index = 0; index < times; index += 1) {
		const status = await once();
		counts.set(status, (counts.get(status) ?? 0) + 1);
	}
	return [...counts].map(([status, count]) => `${status}: ${count} of ${times}`).join(', ');
}

/** MIME of about so many bytes, in base64. */
function mimeOf(bytes: number, subject: string): string {
	const line = `${'x'.repeat(76)}\r\n`;
	const head = `Subject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n`;
	return Buffer.from(head + line.repeat(Math.ceil(bytes / line.length))).toString('base64');
}

/** What recorded answers (test/recorded) leave open, or say once and long ago. */
export const recorded: Group = {
	title: 'What the recordings leave open',
	checks: [
		{
			question: 'In which spelling do ids of properties come back?',
			async run(service) {
				const ids = [
					`String ${GUID} Name ConformanceCase`,
					`String ${GUID} Name OutlookDraftsKey`,
					'SystemTime 0x000F',
				];
				const values = ['1', '2', '2030-01-02T00:00:00Z'];
				const { id } = await service.draft('spelling', {
					singleValueExtendedProperties: ids.map((one, index) => ({ id: one, value: values[index] })),
				});
				const wanted = ids.map((one) => `id eq '${one}'`).join(' or ');
				const expand = encodeURIComponent(`singleValueExtendedProperties($filter=${wanted})`);
				const draft = await service.need('GET', at(id, `?$expand=${expand}`));
				const found: Json[] = draft.singleValueExtendedProperties ?? [];
				return found.map((one) => `\`${String(one.id).replace(/\{.*\} /, '{guid} ')}\``).join(', ') || 'not at all';
			},
		},
		{
			question: 'Is a draft that was just made found at once by GET, PATCH, attach? Twenty each',
			async run(service) {
				const one = async (what: (id: string) => Promise<{ status: number }>) =>
					await rates(20, async () => (await what((await service.draft('at once')).id)).status);
				const get = await one((id) => service.call('GET', service.root + at(id)));
				const patch = await one((id) => service.call('PATCH', service.root + at(id), { importance: 'low' }));
				const post = await one((id) => service.call('POST', service.root + at(id, '/attachments'), file));
				return `GET ${get}; PATCH ${patch}; attach ${post}`;
			},
		},
		{
			question: 'Forty changes of one draft in a row without If-Match: how many conflicts?',
			async run(service) {
				const { id } = await service.draft('conflicts');
				return await rates(40, async () => {
					const { status } = await service.call('PATCH', service.root + at(id), { importance: 'normal' });
					return status;
				});
			},
		},
		{
			question: 'MIME of 2.5 MB at `/messages`: status, and is it there?',
			async run(service) {
				const subject = service.subject('large mime');
				const answer = await service.call('POST', `${service.root}/messages`, mimeOf(2_500_000, subject));
				service.keep(answer.json);
				const list = `/messages?${filter(`subject eq '${subject}'`)}&$select=id`;
				const found: unknown =
					typeof answer.json.id === 'string'
						? await service.need('GET', at(answer.json.id, '?$select=id')).catch(() => undefined)
						: await service.wait(async () => (await service.need('GET', list)).value[0] as Json, 10);
				return `${outcome(answer)}; ${found ? 'it is there' : 'it is not there'}`;
			},
		},
		{
			question: 'Does `isRead` alone change the change key?',
			async run(service) {
				const { id, changeKey } = await service.draft('is read');
				const after = await service.need('PATCH', at(id), { isRead: false });
				return after.changeKey === changeKey ? 'no' : 'yes';
			},
		},
		{
			question: 'A member that messages do not have, in a PATCH',
			async run(service) {
				const { id } = await service.draft('patch unknown');
				return outcome(await service.call('PATCH', service.root + at(id), { nonsense: 1 }));
			},
		},
		{
			question: 'Subject of a message that is no draft: status, and does it change?',
			async run(service) {
				const { id, isDraft, subject } = await received(service, 'no draft');
				if (isDraft) return 'not asked: the service made a draft';
				const answer = await service.call('PATCH', service.root + at(id), {
					subject: service.subject('no draft, changed'),
				});
				const after = await service.need('GET', at(id, '?$select=subject'));
				return `${outcome(answer)}; ${after.subject === subject ? 'unchanged' : 'changed'}`;
			},
		},
		...['createReply', 'createReplyAll'].map((action) => ({
			question: `Is the markup in \`comment\` of ${action} taken as HTML?`,
			async run(service: Service) {
				const { id } = await received(service, `${action} markup`);
				const answer = await service.call('POST', service.root + at(id, `/${action}`), { comment: 'a<br>b' });
				service.keep(answer.json);
				if (answer.status >= 300) return outcome(answer);
				const content = String(answer.json.body?.content);
				return /a<br\s*\/?>b/i.test(content) ? 'yes' : content.includes('a&lt;br') ? 'no, escaped' : 'not there';
			},
		})),
		{
			question: 'To all of a message of one’s own: who are the recipients?',
			async run(service) {
				const own = await service.address();
				const { id } = await service.draft('own', {
					from: to(own),
					toRecipients: [to('anna@example.com')],
					singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
				});
				const answer = await service.call('POST', service.root + at(id, '/createReplyAll'));
				service.keep(answer.json);
				if (answer.status >= 300) return outcome(answer);
				const names = answer.json.toRecipients.map(({ emailAddress }: Json) =>
					emailAddress.address?.toLowerCase() === own.toLowerCase() ? 'oneself' : 'the recipient',
				);
				return names.join(', ') || 'nobody';
			},
		},
		{
			question: 'The date in a quotation’s head',
			async run(service) {
				const { id } = await received(service, 'quotation');
				const answer = await service.call('POST', service.root + at(id, '/createReply'));
				service.keep(answer.json);
				const date = /<b>[^<]*:<\/b>\s*([^<]*\d{4}[^<]*)<br>/.exec(String(answer.json.body?.content))?.[1];
				return date === undefined ? 'not found' : date.replace(/\d/g, '9');
			},
		},
		{
			question: 'Which attachments does createReply copy: file, inline?',
			async run(service) {
				const original = await received(service, 'copied files');
				await service.need('POST', at(original.id, '/attachments'), file);
				await service.need('POST', at(original.id, '/attachments'), {
					...file,
					name: 'b.png',
					isInline: true,
					contentId: 'b',
				});
				const { id } = service.keep(await service.need('POST', at(original.id, '/createReply')));
				const { value } = await service.need('GET', at(id, '/attachments?$select=name'));
				return value.map(({ name }: Json) => (name === 'a.txt' ? 'file' : 'inline')).join(', ') || 'none';
			},
		},
		{
			question: '`$filter` on isRead and parentFolderId with `$orderby` receivedDateTime',
			async run(service) {
				const query = `${filter("isRead eq false and parentFolderId eq 'inbox'")}&$orderby=receivedDateTime&$select=id`;
				return outcome(await service.call('GET', `${service.root}/messages?${query}`));
			},
		},
		{
			question: 'Has a full last page a link to a next one?',
			async run(service) {
				const { subject } = await service.draft('full page');
				const query = `${filter(`subject eq '${subject}'`)}&$top=1&$select=id`;
				const page = await service.wait(async () => {
					const json = await service.need('GET', `/messages?${query}`);
					return json.value.length === 1 ? json : undefined;
				});
				return page === undefined ? 'the filter did not find it' : page['@odata.nextLink'] ? 'yes' : 'no';
			},
		},
		{
			question: 'Change tracking: `$deltatoken=latest`, a token that is none, the whole mailbox',
			async run(service) {
				const path = `${service.root}/mailFolders/drafts/messages/delta?$select=subject`;
				const latest = await service.call('GET', `${path}&$deltatoken=latest`);
				const wrong = await service.call('GET', `${path}&$deltatoken=nonsense`);
				const all = await service.call('GET', `${service.root}/messages/delta?$select=subject`);
				const link = latest.json['@odata.deltaLink'] ? 'with a link' : 'without a link';
				return `latest ${latest.status}, ${latest.json.value?.length ?? 0} entries, ${link}; nonsense ${outcome(wrong)}; mailbox ${outcome(all)}`;
			},
		},
		{
			question: 'Change tracking: is a message that was moved away `@removed`, and when is a new one told?',
			async run(service) {
				const path = `${service.root}/mailFolders/drafts/messages/delta?$select=subject`;
				const round = async (from: string): Promise<{ rows: Json[]; link: string }> => {
					const rows: Json[] = [];
					for (let next = from; ; ) {
						const { json } = await service.call('GET', next, undefined, { prefer: 'odata.maxpagesize=500' });
						rows.push(...(json.value ?? []));
						if (!json['@odata.nextLink']) return { rows, link: String(json['@odata.deltaLink']) };
						next = String(json['@odata.nextLink']);
					}
				};
				const { link } = await round(path);
				const { id } = await service.draft('tracked');
				let looks = 0;
				const told = await service.wait(async () => {
					looks += 1;
					const found = await round(link);
					return found.rows.some((row) => row.id === id) ? found : undefined;
				});
				if (!told) return 'a new one was not told in time';
				service.keep(await service.need('POST', at(id, '/move'), { destinationId: 'archive' }));
				const gone = await service.wait(async () =>
					(await round(told.link)).rows.find((row) => row.id === id && row['@removed']),
				);
				return `told at look ${looks}; ${gone ? `removed, ${gone['@removed'].reason}` : 'not removed in time'}`;
			},
		},
		{
			question: 'Tips on recipients: members for an own and an outside address',
			async run(service) {
				const answer = await service.call('POST', `${service.root}/getMailTips`, {
					EmailAddresses: [await service.address(), 'anna@example.com'],
					MailTipsOptions: 'automaticReplies, mailboxFullStatus, recipientScope, totalMemberCount, moderationStatus',
				});
				if (answer.status >= 300) return outcome(answer);
				return answer.json.value
					.map((one: Json) =>
						Object.keys(one)
							.filter((name) => name !== 'emailAddress')
							.join(', '),
					)
					.join(' / ');
			},
		},
		{
			question: 'Master categories: may they be read, and how many are there?',
			async run(service) {
				const answer = await service.call('GET', `${service.root}/outlook/masterCategories`);
				return answer.status >= 300 ? outcome(answer) : `${answer.json.value.length}`;
			},
		},
		{
			question: 'Begin of an immutable id, and which id `webLink` then holds',
			async run(service) {
				const draft = service.keep(
					await service.need('POST', '/messages', { subject: service.subject('immutable') }, immutable),
				);
				const begin = String(draft.id).slice(0, 16);
				const link = decodeURIComponent(String(draft.webLink)).replaceAll('/', '-').replaceAll('+', '_');
				return `\`${begin}\`; ${link.includes(String(draft.id)) ? 'the immutable one' : 'another one'}`;
			},
		},
	],
};
