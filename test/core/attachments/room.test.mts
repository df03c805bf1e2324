import { withRoom } from '../../../core/attachments/room';
import type { Graph } from '../../../core/graph/client';

test('a run that is stopped does not wait for the files of others', async () => {
	let end = () => {};
	const others = new Promise<void>((resolve) => {
		end = resolve;
	});
	const graph = (stop = new AbortController().signal) => ({ stop }) as Graph;
	const all = Array.from({ length: 12 }, async () => await withRoom(graph(), async () => await others));
	const stop = new AbortController();
	let isDone = false;
	const work = async () => {
		isDone = true;
	};
	const stopped = withRoom(graph(stop.signal), work);
	const waiting = withRoom(graph(), work);
	stop.abort();
	await expect(stopped).rejects.toMatchObject({ code: 'Cancelled' });
	expect(isDone).toBe(false);
	end();
	await Promise.all([...all, waiting]);
	expect(isDone).toBe(true);
});
