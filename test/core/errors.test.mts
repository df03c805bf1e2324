import { DraftError, toDraftError } from '../../core/errors';

test('whatever was thrown becomes a DraftError, without secrets', () => {
	const own = new DraftError('x', 'y');
	expect(toDraftError(own)).toBe(own);
	expect(toDraftError(new Error('failed with client_secret=hunter2hunter2')).message).toBe(
		'failed with client_secret=(removed)',
	);
	expect(toDraftError('Bearer abcdefgh12345678').message).toBe('Bearer (token)');
	for (const thrown of [undefined, null, {}, new Error(''), { message: 7 }, 5])
		expect(toDraftError(thrown).message).toBe('Something unexpected went wrong, without any explanation.');
	expect(toDraftError(Object.assign(new RangeError(''), { code: 'ERR_X' })).message).toContain(
		'but RangeError, ERR_X.',
	);
});

test('what is too deep for the engine is said in words', () => {
	const sink = (value: unknown[]): unknown => JSON.stringify(value.map((inner) => sink(inner as unknown[])));
	const circle: unknown[] = [];
	circle.push(circle);
	const thrown = (() => {
		try {
			return sink(circle);
		} catch (reason) {
			return reason;
		}
	})();
	expect(toDraftError(thrown)).toMatchObject({
		code: 'InvalidInput',
		message: expect.stringContaining('contains itself'),
	});
});

test('the text is what happened and what to do', () => {
	expect(new DraftError('x', 'This happened.', { hint: 'Do that.' }).text).toBe('This happened. Do that.');
	expect(new DraftError('x', 'This happened.').text).toBe('This happened.');
});
