import { toDraftError } from '../errors';

/**
 * For a change that is the same as often as it is sent: one whose outcome is not known is simply sent once more. Anything
 * else that goes wrong, also the second time, is thrown as it is.
 */
export async function onceMore<T>(send: () => Promise<T>): Promise<T> {
	return await send().catch(async (thrown: unknown) => {
		if (!toDraftError(thrown).cause.draftMayExist) throw thrown;
		return await send();
	});
}
