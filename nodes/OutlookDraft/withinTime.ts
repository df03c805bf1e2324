import { after } from '../../core';

/**
 * Ends what `send` began after `ms` milliseconds, or when the execution is stopped. The `timeout` of n8n's client begins anew
 * with every byte, and does not count for a connection that changes its protocol (101): an answer that comes drop by drop
 * would never end. The signal closes the connection; what does not listen to it is not waited for.
 */
export async function withinTime<T>(
	ms: number,
	cancelled: AbortSignal | undefined,
	send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const abort = new AbortController();
	const stop = () => abort.abort();
	cancelled?.addEventListener('abort', stop, { once: true });
	if (cancelled?.aborted) stop();
	let cancelAlarm = () => {};
	const timeUp = new Promise<never>((_resolve, reject) => {
		cancelAlarm = after(ms, () => {
			reject(Object.assign(new Error('timed out'), { name: 'TimeoutError' }));
			stop();
		});
	});
	return await Promise.race([send(abort.signal), timeUp]).finally(() => {
		cancelAlarm();
		cancelled?.removeEventListener('abort', stop);
	});
}
