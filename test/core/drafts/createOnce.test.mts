import { runItems } from '../../../core/run';
import { performOperation } from '../../../core/operations';
import type { ItemMemory } from '../../../core/drafts/memory';
import { testAccount } from '../../support/host.mts';
import type { HttpRequest } from '../../../core/host';
import { inFolder, virtualGraph, type Fate, type VirtualGraph } from '../../support/virtualGraph.mts';

const stop = new AbortController().signal;

async function create(graph: VirtualGraph, fields: object = {}, memory: ItemMemory = {}, signal = stop) {
	const item = { stop: signal, scope: 'workflow node', memory };
	return await performOperation(
		graph.host,
		testAccount(),
		'draft:create',
		{ mailbox: 'me', folder: 'drafts', subject: 'Hello', ...fields },
		item,
	);
}

const fates =
	(...list: Fate[]) =>
	(index: number): Fate =>
		list[Math.min(index, list.length - 1)] ?? {};

test('nothing lost: one request, a new mark each time', async () => {
	const graph = virtualGraph(fates());
	await graph.run(async () => {
		await create(graph);
		await create(graph);
	});
	expect(graph.requests).toHaveLength(2);
	expect(
		new Set(graph.messages().map(({ singleValueExtendedProperties }) => singleValueExtendedProperties[0].value)).size,
	).toBe(2);
});

describe('a lost answer gives one draft', () => {
	test.each<[string, Fate[], number]>([
		['the write was done and is seen at once', [{ outcome: 'lost after' }], 1],
		['the write was done and is seen late', [{ outcome: '504 after', lag: 8_000 }], 1],
		['the write was not done', [{ outcome: 'lost before' }, {}], 2],
		['503, the write was not done', [{ outcome: '503 before' }, {}], 2],
		['lost twice, done the second time', [{ outcome: 'lost before' }, { outcome: 'lost after', lag: 9_000 }], 2],
		[
			'the write is carried out 5 s later and seen 8 s after that',
			[{ outcome: 'late commit', commit: 5_000, lag: 8_000 }, {}],
			2,
		],
		[
			'both are carried out late',
			[
				{ outcome: 'late commit', commit: 11_000 },
				{ outcome: 'late commit', commit: 3_000, lag: 2_000 },
			],
			2,
		],
		['lost three times', [{ outcome: 'lost before' }, { outcome: 'late commit', commit: 12_000, lag: 1_000 }, {}], 3],
		['throttled, then lost', [{ outcome: 'throttled' }, { outcome: '504 after', lag: 3_000 }], 2],
	])('%s', async (_name, list, creates) => {
		const graph = virtualGraph(fates(...list, { outcome: 'lost before' }));
		const result = await graph.run(async () => await create(graph));
		expect(graph.messages().map(({ id }) => id)).toEqual([result.id]);
		expect(graph.requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/messages'))).toHaveLength(
			creates,
		);
		expect(result.warnings).toEqual([]);
	});
});

test('lost five times: the error says that the draft may exist', async () => {
	const graph = virtualGraph(fates({ outcome: 'lost before' }));
	await expect(graph.run(async () => await create(graph))).rejects.toMatchObject({ cause: { draftMayExist: true } });
	expect(graph.messages()).toEqual([]);
	expect(graph.requests.filter(({ method }) => method === 'POST')).toHaveLength(5);
});

test('beyond the window the result carries a warning', async () => {
	const graph = virtualGraph(fates({ outcome: '504 after', lag: 25_000 }, { lag: 25_000 }));
	const result = await graph.run(async () => await create(graph));
	expect(result.warnings).toEqual([expect.stringContaining('there may be a second copy')]);
});

test('the second draft stays when somebody has changed it meanwhile, and that is said', async () => {
	const graph = virtualGraph(fates({ outcome: 'late commit', commit: 9_000, lag: 4_000 }, {}));
	const { request } = graph.host;
	graph.host.request = async (sent) => {
		const answer = await request(sent);
		if (sent.method === 'POST') for (const message of graph.messages()) message.changeKey = 'edited';
		return answer;
	};
	const result = await graph.run(async () => await create(graph));
	expect(graph.messages()).toHaveLength(2);
	expect(result.warnings).toEqual([expect.stringContaining('created this draft twice')]);
});

test('the second draft stays when somebody has sent it meanwhile, and that is said', async () => {
	const graph = virtualGraph(fates({ outcome: 'late commit', commit: 9_000, lag: 4_000 }, {}));
	const { request } = graph.host;
	graph.host.request = async (sent) => {
		// Sent, but not yet in Sent Items, when it is read before it would be removed.
		const read = sent.method === 'GET' && graph.messages().find(({ id }) => sent.url.endsWith(`/me/messages/${id}`));
		if (read) read.isDraft = false;
		return await request(sent);
	};
	const result = await graph.run(async () => await create(graph));
	expect(graph.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
	expect(graph.messages()).toHaveLength(2);
	expect(result.warnings).toEqual([expect.stringContaining('created this draft twice')]);
});

test('waiting holds no slot: 4 others of the same mailbox go on', async () => {
	const graph = virtualGraph((create_) => (create_ < 4 ? { outcome: 'lost after', lag: 9_000 } : {}));
	const times: number[] = [];
	await graph.run(
		async () =>
			await Promise.all(
				Array.from({ length: 8 }, async () => await create(graph).then(() => times.push(graph.time()))),
			),
	);
	expect(times.filter((time) => time < 2_000)).toHaveLength(4);
	expect(graph.messages()).toHaveLength(8);
});

test('stopped while it looks: at once, nothing more is sent, and the draft may exist', async () => {
	const graph = virtualGraph(fates({ outcome: 'lost before' }));
	const stopping = new AbortController();
	const failed = graph.run(async () => {
		const work = create(graph, {}, {}, stopping.signal);
		work.catch(() => {});
		await graph.host.sleep(1_000);
		stopping.abort();
		return await work;
	});
	await expect(failed).rejects.toMatchObject({ cause: { draftMayExist: true } });
	expect(graph.time()).toBeLessThan(11_000);
	expect(graph.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

describe('tried again by the host, with the memory of the item', () => {
	test('what was made is returned, not made again', async () => {
		const graph = virtualGraph(fates());
		const memory: ItemMemory = {};
		const [first, second] = await graph.run(async () => [
			await create(graph, {}, memory),
			await create(graph, {}, memory),
		]);
		expect(second.id).toBe(first.id);
		expect(graph.messages()).toHaveLength(1);
	});

	test('what may exist is looked for first', async () => {
		const graph = virtualGraph(
			fates(
				{ outcome: 'late commit', commit: 55_000, lag: 1_000 },
				...Array.from({ length: 4 }, (): Fate => ({ outcome: 'lost before' })),
				{},
			),
		);
		const memory: ItemMemory = {};
		await graph.run(async () => {
			await expect(create(graph, {}, memory)).rejects.toMatchObject({ cause: { draftMayExist: true } });
			await create(graph, {}, memory);
		});
		expect(graph.messages()).toHaveLength(1);
	});

	test('what was refused is sent again without a look', async () => {
		const memory: ItemMemory = {};
		const graph = virtualGraph(fates());
		const { request } = graph.host;
		graph.host.request = async () => ({ status: 403, headers: {}, body: '{"error": {"code": "ErrorAccessDenied"}}' });
		await graph.run(async () => {
			await expect(create(graph, {}, memory)).rejects.toMatchObject({ code: 'ErrorAccessDenied' });
			graph.host.request = request;
			await create(graph, {}, memory);
		});
		expect(memory).toMatchObject({ mark: expect.any(String), done: { id: expect.any(String) }, complete: true });
		expect(graph.requests).toHaveLength(1);
	});
});

describe('tried again after a failure in between', () => {
	const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.endsWith('/messages');

	test('two that turned up late: the second is removed then', async () => {
		const late = (commit: number): Fate => ({ outcome: 'late commit', commit });
		const graph = virtualGraph(fates(late(70_000), late(60_000), { outcome: 'lost before' }));
		const memory: ItemMemory = {};
		await graph.run(async () => {
			await expect(create(graph, {}, memory)).rejects.toMatchObject({ cause: { draftMayExist: true } });
			await graph.host.sleep(60_000);
			await create(graph, {}, memory);
		});
		expect(graph.messages()).toHaveLength(1);
		expect(graph.deleted).toHaveLength(1);
	});

	test('refused after one was lost: it may exist, and is looked for', async () => {
		const graph = virtualGraph(fates({ outcome: 'late commit', commit: 15_000 }));
		const { request } = graph.host;
		let creates = 0;
		graph.host.request = async (sent) =>
			isCreate(sent) && ++creates === 2
				? { status: 403, headers: {}, body: '{"error": {"code": "ErrorAccessDenied"}}' }
				: await request(sent);
		const memory: ItemMemory = {};
		await graph.run(async () => {
			await expect(create(graph, {}, memory)).rejects.toMatchObject({
				code: 'ErrorAccessDenied',
				cause: { draftMayExist: true },
			});
			await create(graph, {}, memory);
		});
		expect(graph.messages()).toHaveLength(1);
	});

	test('stopped before it could look for the first of two: done then', async () => {
		const graph = virtualGraph(fates({ outcome: 'late commit', commit: 13_000 }, {}));
		const memory: ItemMemory = {};
		await graph.run(async () => {
			const stopping = new AbortController();
			const work = create(graph, {}, memory, stopping.signal);
			await graph.host.sleep(11_500);
			stopping.abort();
			await expect(work).resolves.toMatchObject({ warnings: [expect.stringContaining('second copy')] });
			await graph.host.sleep(10_000);
			await create(graph, {}, memory);
		});
		expect(graph.messages()).toHaveLength(1);
		expect(graph.deleted).toHaveLength(1);
	});

	test('what was made cannot be read for a while: an error, not a second draft', async () => {
		const graph = virtualGraph(fates());
		const { request } = graph.host;
		const memory: ItemMemory = {};
		await graph.run(async () => {
			await create(graph, {}, memory);
			graph.host.request = async (sent) =>
				sent.method === 'GET' ? { status: 503, headers: {}, body: '' } : await request(sent);
			await expect(create(graph, {}, memory)).rejects.toMatchObject({ cause: { status: 503 } });
			graph.host.request = request;
			await create(graph, {}, memory);
		});
		expect(graph.messages()).toHaveLength(1);
	});

	test.each([
		['thrown away by a person: another one is made', 'deleteditems', 1, 2],
		['moved by a person: it is returned', 'archive', 1, 1],
	])('%s', async (_name, folder, messages, creates) => {
		const graph = virtualGraph(fates());
		const memory: ItemMemory = {};
		const results = await graph.run(async () => {
			const first = await create(graph, {}, memory);
			Object.assign(graph.messages()[0], inFolder(folder));
			return [first, await create(graph, {}, memory)];
		});
		expect(graph.messages()).toHaveLength(messages);
		expect(graph.requests.filter(isCreate)).toHaveLength(creates);
		expect(results[0].id === results[1].id).toBe(creates === 1);
	});
});

test('the second draft is removed although the answer to that is lost, and stays in Deleted Items', async () => {
	const graph = virtualGraph(fates({ outcome: 'late commit', commit: 11_000 }, {}));
	const { request } = graph.host;
	let deletes = 0;
	graph.host.request = async (sent) => {
		const answer = await request(sent);
		if (sent.method === 'DELETE' && ++deletes === 1) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
		return answer;
	};
	const result = await graph.run(async () => await create(graph));
	expect(result.warnings).toEqual([]);
	expect(graph.messages()).toHaveLength(1);
	expect(graph.deleted).toMatchObject([inFolder('deleteditems')]);
	expect(deletes).toBe(1);
});

test('a found draft comes with everything, without a further request', async () => {
	const graph = virtualGraph(fates({ outcome: 'lost after' }));
	await expect(graph.run(async () => await create(graph))).resolves.toMatchObject({ output: { subject: 'Hello' } });
	expect(graph.requests).toHaveLength(2);
});

test('no answer within the timeout: looked for, not sent again', async () => {
	const graph = virtualGraph(fates());
	const { request } = graph.host;
	graph.host.request = async (sent) => {
		if (!isPost(sent)) return await request(sent);
		graph.requests.push(sent);
		throw Object.assign(new Error('late'), { name: 'TimeoutError' });
	};
	await expect(graph.run(async () => await create(graph))).rejects.toMatchObject({
		code: 'TimeoutError',
		cause: { draftMayExist: true },
	});
	expect(graph.requests.filter(isPost)).toHaveLength(1);
});

const isPost = ({ method }: HttpRequest) => method === 'POST';

/** Reproducible: the same numbers in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

test('2,000 creates with 13 % faults, filters that lag up to 8 s and writes that come up to 5 s late: 2,000 drafts', async () => {
	const random = seeded(2026);
	const graph = virtualGraph(() => {
		const dice = random();
		const lag = random() * 8_000;
		const commit = random() * 5_000;
		if (dice < 0.05) return { outcome: 'throttled' };
		if (dice < 0.08) return { outcome: '503 before' };
		if (dice < 0.1) return { outcome: random() < 0.5 ? '504 after' : 'late commit', lag, commit };
		if (dice < 0.12) return { outcome: 'lost before' };
		return { outcome: dice < 0.13 ? 'lost after' : 'ok', lag };
	});
	const outcomes = await graph.run(
		async () =>
			await runItems(
				graph.host,
				2_000,
				async (index, signal) => await create(graph, { subject: `No. ${index}` }, {}, signal),
				{ continueOnFail: true },
			),
	);
	expect(outcomes.filter(({ kind }) => kind !== 'done')).toEqual([]);
	const ids = outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.value.id : ''));
	expect(
		graph
			.messages()
			.map(({ id }) => id)
			.sort(),
	).toEqual(ids.sort());
	expect(graph.messages()).toHaveLength(2_000);
});
