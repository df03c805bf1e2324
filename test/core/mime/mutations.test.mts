import { DraftError } from '../../../core/errors';
import { readBase64 } from '../../../core/mime/base64Input';
import { readMessage } from '../../../core/mime/read';
import { amount } from '../../support/amount.mts';
import { mutations } from './mutations.mts';

const COUNT = amount(2_000, 10_000);

// bench/mime.mts does the same with 100,000, and takes the time of each.
test(`${COUNT} damaged messages are read or refused`, async () => {
	let read = 0;
	for (const bytes of mutations(COUNT, 1)) {
		const failure = await readMessage(bytes).then(
			() => undefined,
			(error: unknown) => error,
		);
		if (failure === undefined) read += 1;
		else expect(failure).toBeInstanceOf(DraftError);
		try {
			readBase64(Buffer.from(bytes).toString('latin1'));
		} catch (error) {
			expect(error).toBeInstanceOf(DraftError);
		}
	}
	expect(read / COUNT).toBeGreaterThan(0.5);
	expect(read / COUNT).toBeLessThan(0.99);
});
