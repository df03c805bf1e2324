import { createGraph } from '../../../core/graph/client';
import { findFolders } from '../../../core/operations/findFolders';
import { findMailboxes } from '../../../core/operations/findMailboxes';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

function tools() {
	const account = simulatorAccount(simulator);
	return { account, graph: createGraph(simulatorHost(simulator), account, { timeout: 5_000, stop: new AbortController().signal }) };
}

describe('folders', () => {
	const names = async (search = '') => {
		const { graph, account } = tools();
		return (await findFolders(graph, account, 'me', search)).results.map(({ name }) => name);
	};

	test('the tree as paths, children behind their parents', async () => {
		const all = await names();
		expect(all).toEqual(expect.arrayContaining(['Drafts', 'Inbox', 'Inbox / Clients', 'Inbox / Projects']));
		expect(all.indexOf('Inbox / Clients')).toBe(all.indexOf('Inbox') + 1);
	});

	test('found by any part of the path', async () => {
		expect(await names('clie')).toEqual(['Inbox / Clients']);
		expect(await names('inbox')).toEqual(['Inbox', 'Inbox / Clients', 'Inbox / Projects']);
		expect(await names('nothing like it')).toEqual([]);
	});

	test('a mailbox that the account may not use is refused without a request', async () => {
		const { graph } = tools();
		const account = simulatorAccount(simulator, { limits: { allowSending: false, allowDeleting: false, allowedMailboxes: ['sales@contoso.com'] } });
		await expect(findFolders(graph, account, 'support@contoso.com', '')).rejects.toThrow('may not use the mailbox');
		expect(simulator.requests).toHaveLength(0);
	});
});

describe('mailboxes', () => {
	test('searched by name, with the header that Graph asks for', async () => {
		const { graph, account } = tools();
		const { results } = await findMailboxes(graph, account, 'adele');
		expect(results).toEqual([{ name: 'Adele Vance (AdeleV@contoso.onmicrosoft.com)', value: 'AdeleV@contoso.onmicrosoft.com' }]);
		expect(simulator.requests[0].headers.consistencylevel).toBe('eventual');
	});

	test('what a person types cannot break out of the search', async () => {
		const { graph, account } = tools();
		expect((await findMailboxes(graph, account, 'a" OR "mail:b\\')).results).toEqual([]);
		expect(simulator.requests).toMatchObject([{ status: 200 }]);
	});

	test('paged to the end', async () => {
		for (let i = 0; i < 120; i++) simulator.store.addMailbox({ displayName: `Person ${i}`, userPrincipalName: `person${i}@contoso.com` });
		const { graph, account } = tools();
		const seen: string[] = [];
		let next: string | undefined;
		do {
			const page = await findMailboxes(graph, account, '', next);
			seen.push(...page.results.map(({ value }) => value));
			next = page.next;
		} while (next);
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen).toEqual(expect.arrayContaining(['person0@contoso.com', 'person119@contoso.com']));
		expect(simulator.requests.length).toBeGreaterThan(1);
	});

	test('a follow-up link to another host gets no request', async () => {
		const { graph, account } = tools();
		await expect(findMailboxes(graph, account, '', 'https://evil.example/v1.0/users')).rejects.toThrow('was not requested');
		expect(simulator.requests).toHaveLength(0);
	});

	test('without the permission, the refusal names it', async () => {
		simulator.switches.usersListAllowed = false;
		const { graph, account } = tools();
		await expect(findMailboxes(graph, account, '')).rejects.toMatchObject({ code: 'Authorization_RequestDenied', cause: { hint: expect.stringContaining('User.ReadBasic.All') } });
	});
});
