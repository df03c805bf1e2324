import { readRecipientFields, readRecipients } from '../../../core/message/recipients';
import { faultOf, GROWING, randomTexts } from '../../support/randomRecipients.mts';

/** bench/recipients.mts reads 600,000 of them. */
const COUNT = Number(process.env.RECIPIENT_TEXTS ?? 20_000);

test(`${COUNT} random texts: no crash, nobody lost, nobody invented`, () => {
	const next = randomTexts(19);
	let taken = 0;
	for (let i = 0; i < COUNT; i++) {
		const random = next();
		const fault = faultOf(random, (text) => {
			const { to, cc, bcc, replyTo } = readRecipientFields({ to: text });
			taken += 1;
			return [...to, ...cc, ...bcc, ...replyTo];
		});
		expect({ text: random.text, fault }).toEqual({ text: random.text, fault: undefined });
	}
	// The generator is of use only if many of its texts are lists of recipients.
	expect(taken).toBeGreaterThan(COUNT / 20);
}, 120_000);

// Quadratic time would take minutes here; bench/recipients.mts measures the growth.
test.each(Object.keys(GROWING))('200,000 characters of %s', (shape) => {
	const text = GROWING[shape]!(200_000);
	let outcome: unknown;
	try {
		outcome = readRecipients(text, 'To');
	} catch (thrown) {
		outcome = thrown;
	}
	expect(Array.isArray(outcome) || (outcome as Error).name === 'OutlookDraftError').toBe(true);
});
