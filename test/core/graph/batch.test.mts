import type { Purpose } from '../../../core/graph/call';
import { readAll } from '../../../core/graph/batch';
import type { Graph } from '../../../core/graph/client';

const purpose: Purpose = { task: 'look', mailbox: 'me', repeat: 'safe', permission: 'Mail.Read' };

/** Answers the batches in turn, by the ids that they hold, and keeps what was asked. */
function scripted(...rounds: Array<Record<string, number>>) {
	const asked: unknown[] = [];
	const waits: number[] = [];
	const json = async ({ body }: { body: { requests: Array<{ id: string; dependsOn?: string[] }> } }) => {
		asked.push(body.requests.map(({ id, dependsOn }) => [id, ...(dependsOn ?? [])].join(' after ')));
		const answers = rounds.shift() ?? {};
		return {
			responses: body.requests.map(({ id }) => ({
				id,
				status: answers[id],
				body: answers[id] === 200 ? `body ${id}` : { error: { code: 'x', message: 'no' } },
			})),
		};
	};
	const wait = async (ms: number) => waits.push(ms) > 0;
	return { graph: { json, wait, now: () => 0, timeout: 60_000 } as unknown as Graph, asked, waits };
}

test('the bodies in order', async () => {
	const { graph, asked } = scripted({ 1: 200, 2: 200, 3: 200 });
	expect(await readAll(graph, ['/a', '/b', '/c'], purpose)).toEqual(['body 1', 'body 2', 'body 3']);
	expect(asked).toEqual([['1', '2 after 1', '3 after 2']]);
});

// "If an individual request fails, any request that depends on that request fails with status code 424."
test('what comes after something that does not exist is asked for again, at once', async () => {
	const { graph, asked, waits } = scripted({ 1: 404, 2: 424, 3: 424 }, { 2: 404, 3: 424 }, { 3: 200 });
	expect(await readAll(graph, ['/a', '/b', '/c'], purpose)).toEqual([undefined, undefined, 'body 3']);
	expect(asked).toEqual([['1', '2 after 1', '3 after 2'], ['2', '3 after 2'], ['3']]);
	expect(waits).toEqual([]);
});

test('what was throttled is asked for again after a pause; what has its answer is not', async () => {
	const { graph, asked, waits } = scripted({ 1: 200, 2: 429, 3: 424 }, { 2: 200, 3: 200 });
	expect(await readAll(graph, ['/a', '/b', '/c'], purpose)).toEqual(['body 1', 'body 2', 'body 3']);
	expect(asked[1]).toEqual(['2', '3 after 2']);
	expect(waits).toHaveLength(1);
});

test('a refusal is thrown, and one that does not pass after four tries', async () => {
	await expect(readAll(scripted({ 1: 200, 2: 403 }).graph, ['/a', '/b'], purpose)).rejects.toMatchObject({
		cause: { status: 403 },
	});
	const { graph, asked } = scripted(...Array.from({ length: 9 }, () => ({ 1: 503 })));
	await expect(readAll(graph, ['/a'], purpose)).rejects.toMatchObject({ cause: { status: 503 } });
	expect(asked).toHaveLength(4);
});
