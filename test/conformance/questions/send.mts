import type { Group } from '../check.mts';
import { outcome, to, type Json, type Service } from '../service.mts';

const PROPERTY = 'String {6b8a0a57-4b0e-4f5c-9d53-0c2f6f1c7a11} Name ConformanceSent';
const immutable = { prefer: 'IdType="ImmutableId"' };
const at = (id: string, rest = ''): string => `/messages/${encodeURIComponent(id)}${rest}`;

interface Sent {
	draft: Json;
	regularId: string;
	answer: string;
	/** The copy in Sent Items; undefined if it was not sent, or did not come there. */
	copy: Json | undefined;
	seconds: number;
}

/** Sends to the mailbox itself and waits for the copy in Sent Items. */
async function send(service: Service, name: string, path = '/messages'): Promise<Sent> {
	const message = {
		subject: service.subject(name),
		toRecipients: [to(await service.address())],
		singleValueExtendedProperties: [{ id: PROPERTY, value: service.tag }],
	};
	const draft = service.keep(await service.need('POST', path, message, immutable));
	const { value } = await service.need(
		'GET',
		`/messages?$filter=${encodeURIComponent(`internetMessageId eq '${draft.internetMessageId}'`)}&$select=id`,
	);
	const startedAt = Date.now();
	const answer = await service.call('POST', service.root + at(draft.id, '/send'), undefined, immutable);
	if (answer.status === 202) service.keepSent();
	const filter = encodeURIComponent(`subject eq '${message.subject}'`);
	const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${PROPERTY}')`);
	const list = `/mailFolders/sentitems/messages?$filter=${filter}&$expand=${expand}`;
	const copy =
		answer.status === 202
			? await service.wait(async () => (await service.need('GET', list, undefined, immutable)).value[0])
			: undefined;
	return {
		draft,
		regularId: value[0]?.id ?? '',
		answer: outcome(answer),
		copy,
		seconds: (Date.now() - startedAt) / 1000,
	};
}

const question = (
	text: string,
	answer: (sent: Sent & { copy: Json }, service: Service) => Promise<string> | string,
	path?: string,
) => ({
	question: text,
	async run(service: Service) {
		const sent = await send(service, text.replace(/[^a-z ]/gi, ''), path);
		if (!sent.copy) return sent.answer === '202' ? 'sent (202), but nothing came into Sent Items' : sent.answer;
		return await answer({ ...sent, copy: sent.copy }, service);
	},
});

export const sending: Group = {
	title: 'Sending (to the mailbox itself only)',
	checks: [
		question('Does the immutable id survive sending?', ({ draft, copy }) =>
			draft.id === copy.id ? 'yes' : 'no, the copy in Sent Items has another',
		),
		question('Is the regular id of the draft good after sending?', async ({ regularId }, service) =>
			outcome(await service.call('GET', service.root + at(regularId))),
		),
		question('Does an extended property survive sending?', ({ copy }) =>
			copy.singleValueExtendedProperties?.[0]?.value ? 'yes' : 'no',
		),
		question('Is `internetMessageId` the same after sending?', ({ draft, copy }) =>
			draft.internetMessageId === copy.internetMessageId ? 'yes' : 'no',
		),
		question(
			'Can a draft outside Drafts (in the Inbox) be sent?',
			({ copy }) => `yes, \`isDraft\` ${copy.isDraft}`,
			'/mailFolders/inbox/messages',
		),
		question('How long until it is in Sent Items?', ({ seconds }) =>
			seconds < 1 ? 'less than a second' : `${seconds.toFixed(1)} s`,
		),
		{
			question: 'Sending without recipients',
			async run(service) {
				const { id } = await service.draft('send to nobody');
				return outcome(await service.call('POST', service.root + at(id, '/send')));
			},
		},
		question('Sending a second time', async ({ draft }, service) =>
			outcome(await service.call('POST', service.root + at(draft.id, '/send'), undefined, immutable)),
		),
	],
};
