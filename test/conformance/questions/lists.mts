import type { Group } from '../check.mts';
import { outcome, type Service } from '../service.mts';

const get = async (service: Service, query: string) =>
	outcome(await service.call('GET', `${service.root}/messages?${query}`));

export const lists: Group = {
	title: 'Folders, lists and search',
	checks: [
		{
			question: 'A folder that is already there',
			async run(service) {
				const displayName = service.subject('folder');
				service.keepFolder((await service.need('POST', '/mailFolders', { displayName })).id);
				return outcome(await service.call('POST', `${service.root}/mailFolders`, { displayName }));
			},
		},
		{
			question: 'A folder id that is none',
			run: async (service) => outcome(await service.call('GET', `${service.root}/mailFolders/Clients`)),
		},
		{
			question: 'A message id that is none',
			run: async (service) => outcome(await service.call('GET', `${service.root}/messages/Clients`)),
		},
		{
			question: 'Folders on the first page when none is asked for',
			run: async (service) => {
				const { value, '@odata.nextLink': next } = await service.need('GET', '/mailFolders');
				return `${value.length}, ${next ? 'with' : 'without'} a link to more`;
			},
		},
		{
			question: '`$search` with `$filter`',
			run: async (service) => await get(service, '$search="subject:x"&$filter=isDraft eq true'),
		},
		{
			question: '`$search` with `$orderby`',
			run: async (service) => await get(service, '$search="subject:x"&$orderby=receivedDateTime'),
		},
		{
			question: '`$orderby` that is not in the `$filter`',
			run: async (service) => await get(service, '$filter=isDraft eq true&$orderby=receivedDateTime'),
		},
		{
			question: 'Does `$search` find a fresh draft, and when?',
			async run(service) {
				const word = service.tag.split(' ')[1];
				await service.draft('search');
				const startedAt = Date.now();
				const path = `${service.root}/messages?$search=${encodeURIComponent(`"subject:${word}"`)}&$select=subject`;
				const first = await service.call('GET', path);
				if (first.status !== 200) return outcome(first);
				const found = await service.wait(async () =>
					(await service.call('GET', path)).json.value?.find(
						(one: { subject?: string }) => one.subject === service.subject('search'),
					),
				);
				return found
					? `yes, after ${((Date.now() - startedAt) / 1000).toFixed(0)} s`
					: `no, not within ${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
			},
		},
	],
};
