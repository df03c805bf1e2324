import { client, problem } from '../client.mts';
import type { Client, Json } from '../client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const path = '/me/outlook/masterCategories';
const list = async (): Promise<Json[]> => (await c.call('GET', path)).json.value;

test('a new mailbox has the six; one more is made once, coloured, and goes', async () => {
	expect((await list()).map(({ displayName }) => displayName)).toContain('Red category');
	const made = await c.call('POST', path, { displayName: 'Offers', color: 'preset9' });
	expect([made.status, made.json.displayName, made.json.color]).toEqual([201, 'Offers', 'preset9']);
	expect(problem(await c.call('POST', path, { displayName: 'offers' }))).toMatch(/^409 CategoryNameDuplicate/);
	const one = `${path}/${made.json.id}`;
	expect((await c.call('PATCH', one, { color: 'Preset2' })).json).toMatchObject({ color: 'preset2' });
	expect(problem(await c.call('PATCH', one, { displayName: 'Other' }))).toMatch(/^400 ErrorInvalidPropertySet/);
	expect((await c.call('DELETE', one)).status).toBe(204);
	expect(problem(await c.call('GET', one))).toMatch(/^404 ErrorItemNotFound/);
	expect(await list()).toHaveLength(6);
});

test('without a colour it has none; what is no colour or no name is refused', async () => {
	expect((await c.call('POST', path, { displayName: 'Plain' })).json.color).toBe('none');
	for (const body of [{ displayName: 'x', color: 'red' }, { color: 'preset1' }, { displayName: ' ' }, { name: 'x' }])
		expect((await c.call('POST', path, body)).status).toBe(400);
});

test('permissions: MailboxSettings.Read reads, writing wants MailboxSettings.ReadWrite', async () => {
	const as = (scopes: string[]): Record<string, string> => ({
		authorization: `Bearer ${c.simulator.issueToken({ kind: 'delegated', scopes })}`,
	});
	expect((await c.call('GET', path, undefined, as(['MailboxSettings.Read']))).status).toBe(200);
	expect((await c.call('POST', path, { displayName: 'x' }, as(['MailboxSettings.Read']))).status).toBe(403);
	expect((await c.call('GET', path, undefined, as(['Mail.ReadWrite']))).status).toBe(403);
});
