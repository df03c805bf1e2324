import { Kept, ownerOf } from '../../../core/lists/cache';

test('one load for all who ask within a minute, another one for every other owner and thing', async () => {
	const kept = new Kept<number>();
	let loads = 0;
	const load = async () => ++loads;
	const ask = async (owner: string, now: number, what = 'folders') => await kept.get({ owner, now }, what, load);
	expect(await Promise.all([ask('a', 0), ask('a', 0), ask('a', 59_999)])).toEqual([1, 1, 1]);
	expect(await ask('b', 0)).toBe(2);
	expect(await ask('a', 0, 'other')).toBe(3);
	expect(await ask('a', 60_000)).toBe(4);
	expect(await kept.get({ owner: 'a', now: 60_001, fresh: true }, 'folders', load)).toBe(5);
});

test('a failure is not kept', async () => {
	const kept = new Kept<string>();
	await expect(
		kept.get({ owner: 'a', now: 0 }, 'x', async () => await Promise.reject(new Error('no'))),
	).rejects.toThrow('no');
	expect(await kept.get({ owner: 'a', now: 0 }, 'x', async () => 'yes')).toBe('yes');
});

test('owners differ with every part of a credential, and nothing of it can be read', async () => {
	const credential = { clientId: 'c', clientSecret: 'very-secret', oauthTokenData: { access_token: 't' } };
	const owner = await ownerOf(credential);
	expect(await ownerOf(structuredClone(credential))).toBe(owner);
	expect(await ownerOf({ ...credential, oauthTokenData: { access_token: 'another' } })).not.toBe(owner);
	expect(owner).toMatch(/^[0-9a-f]{64}$/);
});
