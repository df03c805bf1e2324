import { client, problem, to } from '../client.mts';
import type { Client, Json, Reply } from '../client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const get = (path: string): Promise<Reply> => c.call('GET', path);
const addresses = (reply: Reply): string[] =>
	reply.json.value.map(({ scoredEmailAddresses }: Json) => scoredEmailAddresses[0].address);

test('those written to come first, strangers too; scores fall', async () => {
	for (const address of ['zoe@fabrikam.com', 'zoe@fabrikam.com', 'sales@contoso.com'])
		await c.call('POST', '/me/messages', { toRecipients: [to(address)] });
	const reply = await get('/me/people');
	expect(addresses(reply).slice(0, 3)).toEqual([
		'zoe@fabrikam.com',
		'sales@contoso.com',
		'AdeleV@contoso.onmicrosoft.com',
	]);
	expect(addresses(reply)).not.toContain('megan.bowen@contoso.com');
	const scores = reply.json.value.map(
		({ scoredEmailAddresses }: Json) => scoredEmailAddresses[0].relevanceScore as number,
	);
	expect(scores).toEqual([...scores].sort((a, b) => b - a));
	expect(reply.json.value.map(({ personType }: Json) => personType.subclass).slice(0, 2)).toEqual([
		'ImplicitContact',
		'OrganizationUser',
	]);
});

test.each([
	['"ann"', ['anna@fabrikam.com']],
	['ad', ['AdeleV@contoso.onmicrosoft.com']],
	['"adele van"', ['AdeleV@contoso.onmicrosoft.com']],
	['dele', []],
])('$search=%s', async (text, expected) => {
	expect(addresses(await get(`/me/people?$search=${encodeURIComponent(text)}`))).toEqual(expected);
});

test('10 a page, 250 in all', async () => {
	for (let index = 0; index < 300; index++)
		c.simulator.store.addMailbox({ displayName: `Person ${index}`, userPrincipalName: `p${index}@contoso.com` });
	const first = await get('/me/people?$select=displayName');
	expect([first.json.value.length, Object.keys(first.json.value[0])]).toEqual([10, ['displayName']]);
	expect((await get(first.json['@odata.nextLink'])).json.value).toHaveLength(10);
	const all = await get('/me/people?$search=person&$top=1000');
	expect([all.json.value.length, all.json['@odata.nextLink']]).toEqual([250, undefined]);
	expect(problem(await c.call('POST', '/me/people', {}))).toMatch(/^40[35]/);
});
