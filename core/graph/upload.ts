import { DraftError } from '../errors';
import type { Host, HttpRequest, HttpResponse } from '../host';
import type { Outcome, Purpose } from './call';
import { laneOf } from './mailboxNames';
import type { Throttle } from './throttle';

/** A request to the pre-authorised address of an upload session: everything that must not reach it stays out of the type. */
export interface UploadRequest extends Pick<HttpRequest, 'url' | 'headers' | 'timeout'> {
	method: 'PUT' | 'GET' | 'DELETE';
	body?: Uint8Array;
	purpose: Purpose;
}

/** `answer` when one came, whatever its status; `error` unless it is a 2xx. */
export interface UploadAnswer {
	answer?: HttpResponse;
	error?: DraftError;
}

/**
 * Sends to an upload address, once, without the account's token: Outlook answers 401 to it there, and it is no business of
 * another host. Takes one of the mailbox's slots, since Outlook counts these requests too (msgraph-sdk-javascript#1557).
 * Giving a session back needs none and is done also when the run was stopped.
 */
export async function sendUpload(
	host: Host,
	throttle: Throttle,
	app: string,
	{ purpose, ...request }: UploadRequest,
	stop: AbortSignal,
): Promise<Outcome> {
	const send = async (): Promise<Outcome> =>
		await host
			.upload(request)
			.then((answer): Outcome => ({ kind: 'answer', answer }))
			.catch((reason: unknown): Outcome => ({ kind: 'failure', reason }));
	if (request.method === 'DELETE') return await send();

	const lane = laneOf(app, purpose.mailbox);
	throttle.recover(lane, host.now());
	if (!(await throttle.acquire(lane, stop, purpose.finishes))) return { kind: 'notSent' };
	const outcome = await send().finally(() => throttle.release(lane));
	if (outcome.kind === 'answer' && outcome.answer.status === 429) throttle.slowDown(lane, host.now());
	return outcome;
}
