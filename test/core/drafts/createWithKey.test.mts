import type { Account } from '../../../core/account';
import type { ItemMemory } from '../../../core/drafts/memory';
import { performOperation } from '../../../core/operations';
import { amount } from '../../support/amount.mts';
import { testAccount } from '../../support/host.mts';
import { inFolder, virtualGraph, type Fate, type VirtualGraph } from '../../support/virtualGraph.mts';

const never = new AbortController().signal;
let processes = 0;

/** Another client id shares neither lanes nor memory: as if another process ran it. */
const anotherProcess = (): Account => testAccount({ clientId: `process ${processes++}` });

async function create(
	graph: VirtualGraph,
	fields: object = {},
	account = anotherProcess(),
	scope = 'workflow node',
	memory: ItemMemory = {},
	stop = never,
) {
	const all = {
		mailbox: 'me',
		folder: 'drafts',
		subject: 'Hello',
		duplicates: 'key',
		draftKey: 'order 4711',
		...fields,
	};
	return await performOperation(graph.host, account, 'draft:create', all, { stop, scope, memory });
}

test('three requests make a draft with a key; a later run finds and reads it with two', async () => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => {
		const first = await create(graph);
		expect(graph.requests).toHaveLength(3);
		await graph.host.sleep(60_000);
		const second = await create(graph);
		expect(second).toMatchObject({ id: first.id, output: { existing: true } });
		expect(first.output).not.toHaveProperty('existing');
		expect(graph.requests).toHaveLength(5);
	});
	expect(graph.messages()).toHaveLength(1);
});

test.each<[string, object, string | undefined]>([
	['another key', { draftKey: 'order 4712' }, undefined],
	['a key that differs in case only', { draftKey: 'Order 4711' }, undefined],
	['another node', {}, 'workflow other node'],
	['duplicates off', { duplicates: 'off' }, undefined],
])('%s makes another draft', async (_name, fields, scope) => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => {
		await create(graph);
		await create(graph, fields, anotherProcess(), scope);
	});
	expect(graph.messages()).toHaveLength(2);
});

test('the stored value: what a person recognises, and a hash', async () => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => await create(graph, { draftKey: "2026-11-25T09:00 O'Hara <o@contoso.com>" }));
	const [key] = graph.messages()[0].singleValueExtendedProperties;
	expect(key.value).toMatch(/^2026-11-25T09_00_O_Hara_o@contoso\.com_#[0-9a-f]{64}$/);
});

test('sameContent compares everything that was asked for', async () => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => {
		await create(graph, { duplicates: 'sameContent' });
		await create(graph, { duplicates: 'sameContent' });
		await create(graph, { duplicates: 'sameContent', to: 'a@contoso.com' });
	});
	expect(graph.messages()).toHaveLength(2);
});

test.each([undefined, null, '', '  '])('an empty key is refused before any request: %j', async (draftKey) => {
	const graph = virtualGraph(() => ({}));
	await expect(graph.run(async () => await create(graph, { draftKey }))).rejects.toMatchObject({
		code: 'InvalidInput',
		message: expect.stringContaining('Draft Key'),
	});
	expect(graph.requests).toEqual([]);
});

test('onExisting: fail names the draft', async () => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => {
		const { id } = await create(graph);
		await expect(create(graph, { onExisting: 'fail' })).rejects.toMatchObject({
			code: 'DraftExists',
			cause: { existingId: id },
		});
	});
});

test('onExisting: update changes it', async () => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => {
		await create(graph);
		await create(graph, { onExisting: 'update', subject: 'New' });
	});
	const changes = graph.requests.filter(({ method }) => method === 'PATCH');
	expect(changes.map(({ body }) => JSON.parse(String(body)) as object)).toEqual([
		expect.objectContaining({ subject: 'New' }),
	]);
	expect(graph.messages()).toHaveLength(1);
});

test('a sent draft counts, and is not updated', async () => {
	const graph = virtualGraph(() => ({}));
	await graph.run(async () => {
		await create(graph);
		Object.assign(graph.messages()[0], { isDraft: false, ...inFolder('sentitems') });
		await expect(create(graph)).resolves.toMatchObject({ output: { existing: true } });
		await expect(create(graph, { onExisting: 'update' })).resolves.toMatchObject({
			warnings: [expect.stringContaining('already sent')],
		});
	});
	expect(graph.messages()).toHaveLength(1);
});

test('a deleted draft does not count, even for the process that made it', async () => {
	const graph = virtualGraph(() => ({}));
	const account = anotherProcess();
	await graph.run(async () => {
		await create(graph, {}, account);
		Object.assign(graph.messages()[0], inFolder('deleteditems'));
		await expect(create(graph, {}, account)).resolves.not.toMatchObject({ output: { existing: true } });
	});
	expect(graph.messages()).toHaveLength(1);
});

test.each([
	['in one process', true],
	['in eight processes', false],
])('8 runs at once %s: one draft, and all return its id', async (_name, together) => {
	const graph = virtualGraph((index) => ({ lag: (index * 997) % 8_000 }));
	const account = anotherProcess();
	const results = await graph.run(
		async () =>
			await Promise.all(
				Array.from({ length: 8 }, async () => await create(graph, {}, together ? account : anotherProcess())),
			),
	);
	expect(graph.messages()).toHaveLength(1);
	expect(new Set(results.map(({ id }) => id))).toEqual(new Set([graph.messages()[0].id]));
	expect(results.filter(({ output }) => output.existing !== true)).toHaveLength(1);
});

test('where no other process can race, nobody waits for the window', async () => {
	const graph = virtualGraph(() => ({}));
	graph.host.onlyProcess = true;
	await graph.run(async () => await create(graph));
	expect(graph.requests).toHaveLength(2);
	expect(graph.time()).toBeLessThan(1_000);
});

test('a draft that somebody has edited meanwhile is never removed', async () => {
	const graph = virtualGraph(() => ({ lag: 2_000 }));
	const results = await graph.run(async () => {
		const runs = [create(graph), create(graph)];
		while (graph.messages().length < 2) await graph.host.sleep(50);
		for (const message of graph.messages()) message.changeKey = 'edited by a person';
		return await Promise.all(runs);
	});
	expect(graph.deleted).toEqual([]);
	expect(graph.messages()).toHaveLength(2);
	expect(results.flatMap(({ warnings }) => warnings)).toEqual([expect.stringContaining('Two runs created this draft')]);
});

describe('tried again by the host, with the memory of the item', () => {
	const again = async (graph: VirtualGraph, memory: ItemMemory, fields = {}, stop = never) =>
		await create(graph, fields, anotherProcess(), undefined, memory, stop);

	test('onExisting: fail fails again', async () => {
		const graph = virtualGraph(() => ({}));
		const memory: ItemMemory = {};
		await graph.run(async () => {
			await create(graph);
			for (let i = 0; i < 2; i++)
				await expect(again(graph, memory, { onExisting: 'fail' })).rejects.toMatchObject({ code: 'DraftExists' });
		});
	});

	test('onExisting: update updates when it could not before', async () => {
		const graph = virtualGraph(() => ({}));
		const { request } = graph.host;
		const memory: ItemMemory = {};
		await graph.run(async () => {
			await create(graph);
			graph.host.request = async (sent) =>
				sent.method === 'PATCH' ? { status: 403, headers: {}, body: '{}' } : await request(sent);
			await expect(again(graph, memory, { onExisting: 'update' })).rejects.toMatchObject({ cause: { status: 403 } });
			graph.host.request = request;
			await again(graph, memory, { onExisting: 'update', subject: 'New' });
		});
		expect(graph.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	});

	test('what the first try made is its own, not an existing one', async () => {
		const graph = virtualGraph((index) =>
			index === 0 ? { outcome: 'late commit', commit: 55_000 } : index < 5 ? { outcome: 'lost before' } : {},
		);
		const memory: ItemMemory = {};
		const result = await graph.run(async () => {
			await expect(again(graph, memory, { onExisting: 'fail' })).rejects.toMatchObject({
				cause: { draftMayExist: true },
			});
			return await again(graph, memory, { onExisting: 'fail' });
		});
		expect(result.output).not.toHaveProperty('existing');
		expect(graph.messages()).toHaveLength(1);
	});

	test('stopped before it could look for other runs: done then', async () => {
		const graph = virtualGraph((index) => ({ lag: index * 1_000 }));
		const memory: ItemMemory = {};
		const results = await graph.run(async () => {
			const stopping = new AbortController();
			const first = create(graph);
			const second = again(graph, memory, {}, stopping.signal);
			await graph.host.sleep(1_000);
			stopping.abort();
			await expect(second).resolves.toMatchObject({ warnings: [expect.stringContaining('We could not check')] });
			return [await first, await again(graph, memory)];
		});
		expect(graph.messages()).toHaveLength(1);
		expect(results.map(({ id }) => id)).toEqual([graph.messages()[0].id, graph.messages()[0].id]);
	});
});

test.each([
	['cannot be read for a while: an error, not a second draft', 503, 1],
	['is gone for good: another one is made', 404, 2],
])('what this process has just made and no filter shows %s', async (_name, status, drafts) => {
	const graph = virtualGraph(() => ({ lag: 20_000 }));
	graph.host.onlyProcess = true;
	const { request } = graph.host;
	const account = anotherProcess();
	await graph.run(async () => {
		await create(graph, {}, account);
		graph.host.request = async (sent) =>
			sent.method === 'GET' ? { status, headers: {}, body: '' } : await request(sent);
		await create(graph, {}, account).catch((error: unknown) => expect(error).toMatchObject({ cause: { status: 503 } }));
	});
	expect(graph.messages()).toHaveLength(drafts);
});

test('sameContent: members in another order are the same content', async () => {
	const graph = virtualGraph(() => ({}));
	const json = (messageJson: string) => ({ duplicates: 'sameContent', messageSource: 'json', messageJson });
	await graph.run(async () => {
		await create(graph, json('{"subject": "a", "importance": "low"}'));
		await create(graph, json('{"importance": "low", "subject": "a"}'));
	});
	expect(graph.messages()).toHaveLength(1);
});

describe('3 runs in 3 processes, however their requests interleave', () => {
	const outcomes: Array<Fate['outcome']> = ['ok', 'lost before', 'lost after'];
	const lags = [0, 8_000];
	// A request takes 100 ms: steps of 50 ms bring the searches and creates of three runs into every order.
	const offsets = [0, 50, 100, 150, 200, 250, 300, 600];
	// Two runs that change places are the same case.
	const pairs = offsets.flatMap((second) => offsets.filter((third) => third >= second).map((third) => [second, third]));
	const combinations = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bits) => pairs.map((pair) => [bits, ...pair]));
	// A number that has no factor in common with theirs, so that each fate meets others.
	const step = amount(7, 1);
	const cases = outcomes.flatMap((a) => outcomes.flatMap((b) => outcomes.map((c) => [a, b, c] as const)));

	test.each(cases)('%s, %s, %s: one draft, three times its id', async (...fates) => {
		const first = cases.findIndex((other) => other.every((fate, index) => fate === fates[index]));
		for (let at = first % step; at < combinations.length; at += step) {
			const [bits, second, third] = combinations[at];
			const graph = virtualGraph((index) =>
				index < 3 ? { outcome: fates[index], lag: lags[(bits >> index) & 1] } : { lag: lags[bits & 1] },
			);
			const ids = await graph.run(async () => {
				const runs = [0, second, third].map(async (offset) => {
					await graph.host.sleep(offset);
					return (await create(graph)).id;
				});
				return await Promise.all(runs);
			});
			const left = graph.messages().map(({ id }) => id);
			if (left.length !== 1 || ids.some((id) => id !== left[0]))
				throw new Error(`lags ${bits}, offsets ${second} ${third}: ${left.join()} / ${ids.join()}`);
		}
	});
});
