import { DraftError } from '../errors';
import type { GraphCall } from './call';

/** Says in the error how long and how often was tried, where the time was what ended it: a throttled request, or one without an answer. */
export function withTries(error: DraftError, { attempts, timeout }: GraphCall): DraftError {
	const { code, message, cause } = error;
	const isAboutTime = cause.status === 429 || code === 'TimeoutError' || code === 'ECONNABORTED';
	if (!isAboutTime) return error;
	const times = attempts === 1 ? 'once' : `${attempts} times`;
	return new DraftError(code, `${message} It was tried ${times}, with a timeout of ${timeout / 1_000} seconds.`, cause);
}
