import type { Group } from '../check.mts';
import { outcome } from '../service.mts';

const at = (id: string, rest = ''): string => `/messages/${encodeURIComponent(id)}${rest}`;
const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'aGVsbG8=' };

export const update: Group = {
	title: 'Updating a draft',
	checks: [
		{
			question: '`attachments` in a PATCH: status, and is anything stored?',
			async run(service) {
				const { id } = await service.draft('patch attachments');
				const answer = await service.call('PATCH', service.root + at(id), { attachments: [file] });
				const { value } = await service.need('GET', at(id, '/attachments?$select=id'));
				return `${outcome(answer)}; ${value.length} stored`;
			},
		},
		{
			question: '`internetMessageHeaders` in a PATCH',
			async run(service) {
				const { id } = await service.draft('patch headers');
				return outcome(
					await service.call('PATCH', service.root + at(id), { internetMessageHeaders: [{ name: 'x-a', value: '1' }] }),
				);
			},
		},
		{
			question: 'A whole fetched message sent back',
			async run(service) {
				const { id } = await service.draft('patch whole');
				return outcome(await service.call('PATCH', service.root + at(id), await service.need('GET', at(id))));
			},
		},
		{
			question: '`If-Match` with an etag that is no longer right: PATCH, DELETE',
			async run(service) {
				const { id, '@odata.etag': old } = await service.draft('if-match');
				await service.need('PATCH', at(id), { subject: service.subject('if-match changed') });
				const headers = { 'if-match': old };
				const patched = await service.call(
					'PATCH',
					service.root + at(id),
					{ subject: service.subject('if-match again') },
					headers,
				);
				const deleted = await service.call('DELETE', service.root + at(id), undefined, headers);
				return `PATCH ${outcome(patched)}; DELETE ${outcome(deleted)}`;
			},
		},
		{
			question: 'Does the id change with a move: regular, immutable?',
			async run(service) {
				const prefer = { prefer: 'IdType="ImmutableId"' };
				const moves = await Promise.all(
					[{}, prefer].map(async (headers) => {
						const draft = service.keep(
							await service.need('POST', '/messages', { subject: service.subject('move') }, headers),
						);
						const moved = service.keep(
							await service.need('POST', at(draft.id, '/move'), { destinationId: 'inbox' }, headers),
						);
						return moved.id === draft.id ? 'the same' : 'another';
					}),
				);
				return `regular: ${moves[0]}; immutable: ${moves[1]}`;
			},
		},
	],
};
