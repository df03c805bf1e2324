// The list searches as n8n calls them, with n8n's request helper replaced by a plain one.
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { withoutMailbox } from '../../../nodes/OutlookDraft/folderNames';
import { searchFolders } from '../../../nodes/OutlookDraft/listSearch/searchFolders';
import { searchMailboxes } from '../../../nodes/OutlookDraft/listSearch/searchMailboxes';
import { searchDrafts, searchMessages } from '../../../nodes/OutlookDraft/listSearch/searchMessages';
import type { Simulator } from '../../../simulator/server.mts';
import { n8nCredential, person } from '../../support/credentials.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

/** `credential`: what n8n gives to whoever asks; undefined, when they may not use it. */
function context(
	credential: Record<string, unknown> | undefined,
	parameters: Record<string, unknown> = {},
): ILoadOptionsFunctions {
	const token = simulator.issueToken({
		kind: credential?.grantType === 'clientCredentials' ? 'application' : 'delegated',
	});
	return {
		getNode: () => ({ name: 'Draft', type: 'x', typeVersion: 1, parameters: {} }),
		getTimezone: () => 'Europe/Berlin',
		getCredentials: async () => {
			if (!credential) throw new Error('Credential with ID "1" does not exist for type "outlookDraftOAuth2Api".');
			return structuredClone(credential);
		},
		getCurrentNodeParameter: (name: string) => ({ mailbox: 'me', ...parameters })[name],
		helpers: {
			async httpRequestWithAuthentication(
				_type: string,
				{ url, method, headers, body }: { url: string; method: string; headers: Record<string, string>; body?: string },
			) {
				const answer = await fetch(url, {
					method,
					headers: { ...headers, Authorization: `Bearer ${token}` },
					...(body === undefined ? {} : { body }),
				});
				return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
			},
		},
	} as unknown as ILoadOptionsFunctions;
}

describe('folders that are kept', () => {
	test('are served only to who is given the same credential at that moment', async () => {
		const mine = person(simulator);
		await searchFolders.call(context(mine));
		const loaded = simulator.requests.length;
		expect((await searchFolders.call(context(mine), 'clients')).results.map(({ name }) => name)).toEqual([
			'Inbox / Clients (My mailbox)',
			'Inbox / Clients / ACME (My mailbox)',
			'Inbox / Clients / Fabrikam (My mailbox)',
		]);
		expect(simulator.requests).toHaveLength(loaded);

		await expect(searchFolders.call(context(undefined), 'clients')).rejects.toThrow('does not exist');
		expect(simulator.requests).toHaveLength(loaded);
		// The same app and tenant, but somebody else's sign-in.
		await searchFolders.call(context({ ...mine, oauthTokenData: { access_token: 'of somebody else' } }), 'clients');
		expect(simulator.requests.length).toBeGreaterThan(loaded);
	});
});

describe('whose folder it is', () => {
	const list = (value: string, cachedResultName?: string) => ({ __rl: true, mode: 'list', value, cachedResultName });
	test.each([
		['chosen from the list', list('support@contoso.com', 'Support (support@contoso.com)'), 'Support'],
		['by its address', { __rl: true, mode: 'id', value: 'support@contoso.com' }, 'support@contoso.com'],
		['my own', list('me', 'My mailbox: Megan Bowen (megan.bowen@contoso.com)'), 'My mailbox'],
		['a name in brackets', list('support@contoso.com', 'Support (EMEA) (support@contoso.com)'), 'Support [EMEA]'],
	])('%s: is said behind every folder that only this mailbox has', async (_name, mailbox, shown) => {
		const chosen = {
			getCurrentNodeParameter: (name: string, options?: { extractValue?: boolean }) =>
				name === 'mailbox' ? (options?.extractValue ? mailbox.value : mailbox) : undefined,
		};
		const { results } = await searchFolders.call({ ...context(person(simulator)), ...chosen } as ILoadOptionsFunctions);
		const names = results.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['Drafts', 'Inbox', `Inbox / Clients (${shown})`]));
		expect(names.filter((name) => name.endsWith(')') !== name.endsWith(` (${shown})`))).toEqual([]);
		const clients = results.find(({ name }) => name.startsWith('Inbox / Clients ('))!;
		expect(withoutMailbox(clients.name, String(clients.value))).toEqual({ name: 'Inbox / Clients', mailbox: shown });
	});

	test('is no part of what is searched', async () => {
		const mine = context(person(simulator));
		expect((await searchFolders.call(mine, 'my mailbox')).results).toEqual([]);
	});
});

test('an expression for which there is no item yet', async () => {
	await expect(searchFolders.call(context(person(simulator), { mailbox: '={{ $json.box }}' }))).rejects.toMatchObject({
		message: 'The mailbox is an expression, and there is no item yet to take it from.',
		description: 'Run the previous step first, or enter the folder By Path.',
	});
});

test('a reason keeps its hyphens, in a form that n8n does not drop', async () => {
	await expect(
		searchFolders.call(context(n8nCredential(simulator), { mailbox: 'no-body@contoso.com' })),
	).rejects.toMatchObject({ message: 'Microsoft 365 knows no mailbox "no\u2011body@contoso.com".' });
});

test('remarks are lines of their own at the end, and choosing one leaves the mailbox empty', async () => {
	simulator.switches.usersListAllowed = false;
	const { results } = await searchMailboxes.call(context(n8nCredential(simulator)));
	expect(results).toEqual([
		{ name: 'Listing people needs the permission User.Read.All.', value: '' },
		{ name: 'Any mailbox can be entered by its address.', value: ' ' },
	]);
});

test('drafts and messages by subject, page by page, on the own server only', async () => {
	const { store } = simulator;
	for (let i = 0; i < 30; i++) {
		await fetch(`${simulator.url}/v1.0/me/messages`, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				Authorization: `Bearer ${simulator.issueToken({ kind: 'delegated' })}`,
			},
			body: JSON.stringify({ subject: `Offer ${i}` }),
		});
	}
	store.messages('megan.bowen@contoso.com')[0].isDraft = false;
	const drafts = await searchDrafts.call(context(person(simulator)), 'offer');
	expect(drafts.results).toHaveLength(25);
	expect((await searchDrafts.call(context(person(simulator)), 'offer', drafts.paginationToken)).results).toHaveLength(
		4,
	);
	expect((await searchMessages.call(context(person(simulator)), 'Offer 0')).results).toHaveLength(1);
	simulator.requests.length = 0;
	await expect(
		searchDrafts.call(context(person(simulator)), '', 'https://evil.example/v1.0/me/messages?x'),
	).rejects.toThrow('was not requested');
	expect(simulator.requests).toHaveLength(0);
});
