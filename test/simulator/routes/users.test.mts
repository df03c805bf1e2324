import { client, problem } from '../client.mts';
import type { Client, Json, Reply } from '../client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const eventual = { ConsistencyLevel: 'eventual' };
const get = (path: string, headers = {}): Promise<Reply> => c.call('GET', path, undefined, headers);
const names = (reply: Reply): string[] => reply.json.value.map(({ displayName }: Json) => displayName);
const search = (text: string): Promise<Reply> => get(`/users?$search=${encodeURIComponent(text)}`, eventual);
const addPeople = (count: number): void => {
	for (let index = 0; index < count; index++)
		c.simulator.store.addMailbox({ displayName: `Person ${index}`, userPrincipalName: `p${index}@contoso.com` });
};

test('pages of 100, at most 999, with an opaque token and all other options', async () => {
	addPeople(1100);
	const first = await get('/users');
	expect(first.json.value).toHaveLength(100);
	const link = String(first.json['@odata.nextLink']);
	expect(link).toMatch(/\?\$skiptoken=[\w-]+$/);
	let reply = await get('/users?$select=id,mail&$top=2000');
	expect(reply.json.value).toHaveLength(999);
	const seen = new Set<string>();
	for (;;) {
		for (const { id } of reply.json.value) seen.add(id);
		const next = reply.json['@odata.nextLink'];
		if (!next) break;
		expect(next).toContain('$select=id,mail&$top=2000&$skiptoken=');
		reply = await get(next);
	}
	expect(seen.size).toBe(1107);
	expect(Object.keys(reply.json.value[0])).toEqual(['mail', 'id']);
	expect((await get('/users?$top=1')).json.value).toHaveLength(1);
	for (const option of ['$top=0', '$top=x', '$skiptoken=nonsense'])
		expect(problem(await get(`/users?${option}`))).toMatch(/^400 BadRequest/);
	expect(problem(await get('/users?$skip=1'))).toMatch(/^400 Request_UnsupportedQuery/);
});

test.each([
	['"displayName:van"', ['Adele Vance']],
	['"displayName:ance"', []],
	['"displayName:bowen meg"', ['Megan Bowen']],
	['"mail:adelev@"', ['Adele Vance']],
	['"mail:delev"', []],
	['"displayName:a" AND "mail:alex"', ['Alex Wilber']],
	['"displayName:sales" OR "displayName:a" AND "mail:alex"', ['Alex Wilber', 'Sales']],
	['"userPrincipalName:anna_fabrikam.com#EXT#"', ['Anna Fabrikam']],
	['"displayName:a\\"b"', []],
	['"DISPLAYNAME:Sup"', ['Support']],
])('$search=%s', async (text, expected) => {
	expect(names(await search(text))).toEqual(expected);
});

test.each([
	'ann',
	'"ann"',
	'"nothing:ann"',
	'"displayName:a" "mail:b"',
	'"displayName:a" OR',
	'OR "displayName:a"',
	'"displayName:a" XOR "mail:b"',
	'',
])('$search=%s is refused', async (text) => {
	expect(problem(await search(text))).toMatch(/^400 BadRequest/);
});

test('$filter, $orderby, $count and the header that they need', async () => {
	expect(names(await get("/users?$filter=startswith(displayName,'a') or startswith(mail,'MEGAN')"))).toEqual([
		'Megan Bowen',
		'Adele Vance',
		'Alex Wilber',
		'Anna Fabrikam',
	]);
	expect(names(await get('/users?$orderby=displayName desc&$top=2'))).toEqual(['Support', 'Sales']);
	expect(names(await get("/users?$filter=accountEnabled eq false and userType eq 'Member'"))).toEqual([
		'Support',
		'Sales',
	]);
	const counted = await get(
		"/users?$filter=startswith(displayName,'a')&$count=true&$orderby=displayName desc&$top=1",
		eventual,
	);
	expect([names(counted), counted.json['@odata.count']]).toEqual([['Anna Fabrikam'], 3]);
	expect((await get('/users?$count=true')).json['@odata.count']).toBeUndefined();
	for (const query of [
		"$filter=startswith(displayName,'a')&$count=true",
		"$filter=startswith(displayName,'a')&$orderby=displayName",
		'$search="displayName:a"',
	]) {
		expect(problem(await get(`/users?${query}`))).toMatch(/^400 Request_UnsupportedQuery/);
	}
	const count = await get("/users/$count?$filter=startswith(displayName,'a')", eventual);
	expect([count.status, count.text]).toEqual([200, '3']);
	expect(problem(await get('/users/$count'))).toMatch(/^400 Request_UnsupportedQuery/);
});

test('people of a scenario are in no list, but found by their key', async () => {
	expect(names(await get('/users'))).toHaveLength(7);
	expect((await get('/users/otto.keller@contoso.com')).json.displayName).toBe('Otto Keller');
});
