import { Throttle } from '../graph/throttle';

/** Requests that hold contents of files in memory, in the whole process, those that wait for their mailbox's turn included. */
const AT_A_TIME = 12;

const room = new Throttle(AT_A_TIME, AT_A_TIME);
const never = new AbortController().signal;

/** Runs `work`, which reads files into memory, when there is room for it: many items under way at once would fill it. */
export async function withRoom<T>(work: () => Promise<T>): Promise<T> {
	await room.acquire('files', never);
	return await work().finally(() => room.release('files'));
}
