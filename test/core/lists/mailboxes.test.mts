import { findMailboxes } from '../../../core/lists/mailboxes';
import type { Simulator } from '../../../simulator/server.mts';
import { listTools } from '../../support/lists.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const ME = { name: 'My mailbox: Megan Bowen (megan.bowen@contoso.com)', value: 'me' };
const LIMITS = { allowSending: false, allowDeleting: false, allowedMailboxes: [] as string[] };

async function find(search: string, changes: Parameters<typeof listTools>[1] = {}, next?: string) {
	const { graph, account, keeper } = listTools(simulator, changes);
	return await findMailboxes(graph, account, search, keeper, next);
}
const answer = (path: RegExp, value: object[]) =>
	simulator.faults.add({ path, status: 200, contentType: 'application/json', body: JSON.stringify({ value }) });
const refuse = (path: RegExp, status: number, code: string) => simulator.faults.add({ path, status, code, times: 99 });

test('the signed-in person first, by name and address, and not a second time', async () => {
	const { results, notice } = await find('');
	expect(results[0]).toEqual(ME);
	expect(results.map(({ value }) => value)).not.toContain('megan.bowen@contoso.com');
	expect(results).toContainEqual({ name: 'Support (support@contoso.com)', value: 'support@contoso.com' });
	expect(notice).toBeUndefined();
});

test('searched by name, with the header that Graph asks for', async () => {
	expect((await find('adele')).results).toEqual([
		{ name: 'Adele Vance (AdeleV@contoso.onmicrosoft.com)', value: 'AdeleV@contoso.onmicrosoft.com' },
	]);
	expect(simulator.requests.find(({ path }) => path.includes('search'))).toMatchObject({
		headers: { consistencylevel: 'eventual' },
		path: expect.stringContaining('$count=true'),
	});
});

test("one's own mailbox is found by one's name", async () => {
	expect((await find('megan')).results).toEqual([ME]);
	expect((await find('my mail')).results).toEqual([ME]);
});

test('an application is offered nobody as itself', async () => {
	expect((await find('', { signIn: 'application' })).results.map(({ value }) => value)).not.toContain('me');
	expect(simulator.requests.map(({ path }) => path.split('?')[0])).toEqual(['/v1.0/users']);
});

test('an address can be entered, also of somebody who is not listed', async () => {
	expect((await find('team@contoso.com')).results).toEqual([
		{ name: 'team@contoso.com (as entered)', value: 'team@contoso.com' },
	]);
	expect((await find('Support@Contoso.com')).results).toEqual([
		{ name: 'Support (support@contoso.com)', value: 'support@contoso.com' },
	]);
});

test.each(['a" OR "mail:b\\', "O'Hara", 'a&b=c#d', 'zq😀'])(
	'what a person types cannot break out of the search: %s',
	async (search) => {
		expect((await find(search)).results).toEqual([]);
		refuse(/search/, 400, 'Request_UnsupportedQuery');
		expect((await find(search)).results).toEqual([]);
		expect(simulator.requests.filter(({ status, path }) => status !== 200 && !path.includes('search'))).toEqual([]);
	},
);

test('2,500 people, paged to the end', async () => {
	for (let i = 0; i < 2_500; i++)
		simulator.store.addMailbox({ displayName: `Person ${i}`, userPrincipalName: `person${i}@contoso.com` });
	const seen: string[] = [];
	let next: string | undefined;
	do {
		const page = await find('', {}, next);
		seen.push(...page.results.map(({ value }) => value));
		next = page.next;
	} while (next);
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen.filter((value) => value.startsWith('person'))).toHaveLength(2_500);
	expect(seen.filter((value) => value === 'me')).toHaveLength(1);
	expect(simulator.requests.length).toBeGreaterThan(50);
	// The one to /me apart, each page took one request.
	expect(simulator.requests.length).toBeLessThan(55);
});

describe('a follow-up link comes back from the browser', () => {
	test.each([
		['another host', 'https://evil.example/v1.0/users?$skip=1'],
		['another port', 'http://127.0.0.1:1/v1.0/users?$skip=1'],
		['a host that only begins alike', 'https://graph.microsoft.com.evil.example/v1.0/users?$skip=1'],
		['no address', 'users?$skip=1'],
	])('%s gets no request', async (_name, link) => {
		await expect(find('', {}, link)).rejects.toThrow('was not requested');
		expect(simulator.requests).toHaveLength(0);
	});

	test.each([
		'/v1.0/me/messages?$top=1',
		'/v1.0/users/support%40contoso.com/messages?x',
		'/v1.0/users/../me/messages?x',
		'/beta/users?x',
	])('%s on the right host gets none either', async (path) => {
		await expect(find('', {}, simulator.url + path)).rejects.toThrow('was not requested');
		expect(simulator.requests).toHaveLength(0);
	});
});

describe("without the directory's search", () => {
	test('beginnings of names', async () => {
		refuse(/search/, 400, 'Request_UnsupportedQuery');
		expect((await find('adele')).results).toHaveLength(1);
		expect(decodeURIComponent(simulator.requests.at(-1)!.path)).toContain(
			"$filter=startswith(displayName,'adele') or startswith(mail,'adele')",
		);
	});

	const colleague = {
		displayName: 'Alex Wilber',
		userPrincipalName: 'alex@contoso.com',
		scoredEmailAddresses: [{ address: 'alex.wilber@contoso.com' }],
		personType: { class: 'Person', subclass: 'OrganizationUser' },
	};
	const contact = {
		displayName: 'Ann Else',
		userPrincipalName: '',
		scoredEmailAddresses: [{ address: 'ann@example.com' }],
		personType: { class: 'Person', subclass: 'PersonalContact' },
	};

	test('the people one works with, page by page', async () => {
		simulator.switches.usersListAllowed = false;
		for (let i = 0; i < 60; i++)
			simulator.store.addMailbox({ displayName: `Person ${i}`, userPrincipalName: `person${i}@contoso.com` });
		const first = await find('');
		expect(first).toMatchObject({
			results: [ME, ...Array.from({ length: 50 }, () => ({ value: expect.stringContaining('@') }))],
			notice: expect.stringContaining('people you work with'),
		});
		const second = await find('', {}, first.next);
		expect(second.results.map(({ value }) => value)).toContain('person59@contoso.com');
		expect((await find('adele')).results).toHaveLength(1);
	});

	test('contacts are left out, and it is said whose list it is', async () => {
		refuse(/users\?/, 403, 'Authorization_RequestDenied');
		answer(/me\/people/, [colleague, contact]);
		const { results, notice } = await find('al"ex');
		expect(results).toEqual([{ name: 'Alex Wilber (alex.wilber@contoso.com)', value: 'alex@contoso.com' }]);
		expect(notice).toBe('Only people you work with are listed. Listing all needs the permission User.ReadBasic.All.');
		expect(decodeURIComponent(simulator.requests.at(-1)!.path)).toContain('$search="al\\"ex"');
	});

	test("nobody: one's own mailbox is still offered, and which permission would list people", async () => {
		refuse(/users\?/, 403, 'Authorization_RequestDenied');
		refuse(/me\/people/, 403, 'ErrorAccessDenied');
		const { results, notice } = await find('');
		expect(results).toEqual([ME]);
		expect(notice).toBe(
			'Listing people needs the permission User.ReadBasic.All. Any mailbox can be entered by its address.',
		);
	});

	test('without any right in the directory: "My mailbox"', async () => {
		for (const path of [/users\?/, /me\/people/, /me\?/]) refuse(path, 403, 'Authorization_RequestDenied');
		expect((await find('')).results).toEqual([{ name: 'My mailbox', value: 'me' }]);
	});

	test('an application: no list, and which permission would give one; an address still works', async () => {
		simulator.switches.usersListAllowed = false;
		expect(await find('team@contoso.com', { signIn: 'application' })).toEqual({
			results: [{ name: 'team@contoso.com (as entered)', value: 'team@contoso.com' }],
			notice: 'Listing people needs the permission User.Read.All. Any mailbox can be entered by its address.',
		});
	});

	test('throttled or without an answer is a failure and not an empty list', async () => {
		simulator.faults.add({ path: /users\?/, status: 429, code: 'TooManyRequests', retryAfter: '600' });
		await expect(find('')).rejects.toMatchObject({ code: 'TooManyRequests' });
	});
});

test('an account that is limited to some mailboxes offers these, and asks nobody', async () => {
	const limits = { ...LIMITS, allowedMailboxes: ['me', 'support@contoso.com', 'sales@contoso.com'] };
	expect((await find('', { limits })).results).toEqual([
		{ name: 'My mailbox', value: 'me' },
		{ name: 'support@contoso.com', value: 'support@contoso.com' },
		{ name: 'sales@contoso.com', value: 'sales@contoso.com' },
	]);
	expect((await find('sup', { limits })).results).toHaveLength(1);
	expect(simulator.requests).toHaveLength(0);
});
