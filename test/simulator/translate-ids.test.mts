import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const translate = (inputIds: unknown, sourceIdType: string, targetIdType: string) =>
	c.call('POST', '/me/translateExchangeIds', { inputIds, sourceIdType, targetIdType });

test('between regular, immutable and EWS ids; strange ids are left out', async () => {
	const { id } = (await c.call('POST', '/me/messages', {})).json;
	const immutableId = (await c.call('GET', `/me/messages/${id}`, undefined, { prefer: 'IdType="ImmutableId"' })).json
		.id;
	const there = await translate([id, 'AAMkADoesNotExistAAA='], 'restId', 'restImmutableEntryId');
	expect([there.status, there.json.value]).toEqual([200, [{ sourceId: id, targetId: immutableId }]]);
	const ews = (await translate([immutableId], 'RestImmutableEntryId', 'ewsId')).json.value.map(
		({ targetId }: Json) => targetId,
	);
	expect((await translate(ews, 'ewsId', 'restId')).json.value).toMatchObject([{ targetId: id }]);
	expect((await translate([immutableId], 'restId', 'ewsId')).json.value).toEqual([]);
});

test('what is not understood is 400', async () => {
	for (const [ids, source] of [
		['x', 'restId'],
		[[1], 'restId'],
		[['x'], 'entryId'],
		[['x'], 'constructor'],
		[Array.from({ length: 1001 }, () => 'x'), 'restId'],
	] as const) {
		expect(problem(await translate(ids, source, 'restId'))).toMatch(/^400 UnableToDeserializePostBody/);
	}
});
