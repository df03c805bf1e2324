import type { Check, Group } from '../check.mts';
import { outcome, type Json, type Service } from '../service.mts';

const check = (question: string, answer: (service: Service, root: string) => Promise<string>): Check => ({
	question,
	run: async (service) =>
		service.sharedRoot ? await answer(service, service.sharedRoot) : 'not asked: GRAPH_SHARED_MAILBOX names no mailbox',
});

async function create(service: Service, root: string, message: Json = {}) {
	const answer = await service.call('POST', `${root}/messages`, { subject: service.subject('shared'), ...message });
	service.keep(answer.json, root);
	return answer;
}

export const shared: Group = {
	title: 'Another mailbox',
	checks: [
		check('`from` and `sender` of a fresh draft', async (service, root) => {
			const answer = await create(service, root);
			if (answer.status !== 201) return outcome(answer);
			return ['from', 'sender'].map((name) => `\`${name}\` ${answer.json[name] ? 'present' : 'absent'}`).join(', ');
		}),
		check('Form of its `webLink`', async (service, root) => {
			const answer = await create(service, root);
			return answer.status === 201
				? `\`${String(answer.json.webLink).replace(/ItemID=[^&]*/i, 'ItemID=…')}\``
				: outcome(answer);
		}),
		check('A draft with one `x-` header', async (service, root) =>
			outcome(await create(service, root, { internetMessageHeaders: [{ name: 'x-conformance', value: '1' }] })),
		),
		check('An upload session', async (service, root) => {
			const draft = await create(service, root);
			if (draft.status !== 201) return outcome(draft);
			const path = `${root}/messages/${encodeURIComponent(draft.json.id)}/attachments/createUploadSession`;
			const answer = await service.call('POST', path, {
				AttachmentItem: { attachmentType: 'file', name: 'a.bin', size: 4_000_000 },
			});
			if (answer.status === 201) await fetch(answer.json.uploadUrl, { method: 'DELETE' });
			return outcome(answer);
		}),
	],
};
