import { dropToken, keepToken, sharedToken } from '../../node-red/tokens';

const HOUR = 3_600_000;
const hour = (token: string) => ({ token, lifetime: HOUR });
let number = 0;
const newKey = () => `key ${(number += 1)}`;
const passing = Object.assign(new Error('out of order'), { isTransient: true });

afterEach(() => jest.restoreAllMocks());
/** Moves the clock. */
const later = (ms: number) => {
	const now = Date.now() + ms;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
};

test('200 at once: one request, also when the token is about to end', async () => {
	const key = newKey();
	let count = 0;
	const fetchToken = jest.fn(async () => hour(`token ${(count += 1)}`));
	const all = async () =>
		await Promise.all(Array.from({ length: 200 }, async () => await sharedToken(key, fetchToken)));
	expect(new Set(await all())).toEqual(new Set(['token 1']));
	expect(fetchToken).toHaveBeenCalledTimes(1);
	later(HOUR - 4 * 60_000);
	expect(new Set(await all())).toEqual(new Set(['token 2']));
	expect(fetchToken).toHaveBeenCalledTimes(2);
});

test('while the sign-in service is out of order the old token goes on, to its end', async () => {
	const key = newKey();
	await sharedToken(key, async () => hour('old'));
	const fails = jest.fn(async () => await Promise.reject(passing));
	later(HOUR - 4 * 60_000);
	expect(await sharedToken(key, fails)).toBe('old');
	expect(await sharedToken(key, fails)).toBe('old');
	expect(fails).toHaveBeenCalledTimes(1);
	jest.restoreAllMocks();
	later(HOUR);
	await expect(sharedToken(key, fails)).rejects.toBe(passing);
	expect(await sharedToken(key, async () => hour('new'))).toBe('new');
});

test('a refusal ends the old token at once', async () => {
	const key = newKey();
	await sharedToken(key, async () => hour('old'));
	later(HOUR - 4 * 60_000);
	await expect(sharedToken(key, async () => await Promise.reject(new Error('revoked')))).rejects.toThrow('revoked');
});

test('a refused token is dropped, a newer one is not', async () => {
	const key = newKey();
	keepToken(key, hour('first'));
	await dropToken(key, 'another');
	expect(await sharedToken(key, async () => hour('second'))).toBe('first');
	await dropToken(key, 'first');
	expect(await sharedToken(key, async () => hour('second'))).toBe('second');
	await dropToken(key);
	expect(await sharedToken(key, async () => hour('third'))).toBe('third');
});
