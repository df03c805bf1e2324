import type { Group } from '../check.mts';
import { outcome } from '../service.mts';

export const limits: Group = {
	title: 'Limits',
	checks: [
		{
			question: 'Sixteen requests at once',
			async run(service) {
				const sixteen = () =>
					Promise.all(Array.from({ length: 16 }, () => service.once('GET', `${service.root}/mailFolders?$top=50`)));
				// The first ones open the connections, which spreads them.
				await sixteen();
				const answers = await sixteen();
				const refused = answers.find(({ status }) => status !== 200);
				const count = answers.filter(({ status }) => status === 200).length;
				return refused
					? `${count} answered; ${outcome(refused)}, Retry-After ${refused.headers.get('retry-after')}`
					: 'all answered';
			},
		},
		{
			question: '10,000 requests or 150 MB of uploads in a few minutes',
			run: async () => 'not provoked: it would hold up the mailbox for everybody',
		},
		{
			question: 'A request of more than 4 MB',
			run: async (service) =>
				outcome(
					await service.call('POST', `${service.root}/messages`, {
						subject: service.subject('big'),
						body: { contentType: 'text', content: 'x'.repeat(4 * 1024 * 1024) },
					}),
				),
		},
		{
			question: 'Headers of an answer',
			async run(service) {
				const { headers } = await service.once('GET', `${service.root}/mailFolders?$top=1`, undefined, {
					prefer: 'IdType="ImmutableId"',
				});
				return [
					'request-id',
					'client-request-id',
					'x-ms-ags-diagnostic',
					'preference-applied',
					'strict-transport-security',
					'ratelimit-limit',
				]
					.filter((name) => headers.has(name))
					.join(', ');
			},
		},
	],
};
