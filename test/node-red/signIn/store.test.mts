import { SignInStore, type SignIn, type Slot } from '../../../node-red/signIn/store';
import type { RuntimeSettings } from '../../../node-red/types';

type Kept = Record<string, unknown>;

/** Node-RED's settings as the runtime has them (@node-red/runtime, lib/settings.js), with what is on the disk. */
function settings(disk: Kept = {}, changes: Partial<RuntimeSettings> = {}): RuntimeSettings & { disk: Kept } {
	return {
		disk,
		available: () => true,
		get: (name) => structuredClone(disk[name]),
		async set(name, value) {
			await Promise.resolve();
			disk[name] = structuredClone(value);
		},
		...changes,
	};
}

const slot = (id: string, changes: Partial<Slot> = {}): Slot => ({
	id,
	identity: '["https://login.microsoftonline.com"]',
	key: 'k'.repeat(43),
	...changes,
});
const signIn = (refresh: string): SignIn => ({
	refresh,
	person: 'Adele Vance',
	scope: 'openid',
	granted: ['Mail.ReadWrite'],
});

test('lasts beyond the process, and is unreadable without the key', async () => {
	const first = settings();
	await new SignInStore(first).write(slot('a'), signIn('refresh token 1'));
	expect(JSON.stringify(first.disk)).not.toMatch(/refresh token|Adele|Mail/);
	const restarted = new SignInStore(settings(first.disk));
	expect(await restarted.read(slot('a'))).toEqual(signIn('refresh token 1'));
	for (const other of [
		slot('a', { key: 'x' }),
		slot('a', { key: '' }),
		slot('a', { identity: 'another cloud' }),
		slot('b'),
	]) {
		expect(await new SignInStore(settings(first.disk)).read(other)).toBeUndefined();
	}
});

test('memory tells it to nobody without the key either', async () => {
	const store = new SignInStore(settings());
	await store.write(slot('a'), signIn('r'));
	for (const key of ['', 'x']) expect(await store.read(slot('a', { key }))).toBeUndefined();
	expect(await store.read(slot('a'))).toEqual(signIn('r'));
});

test("what was moved to another account, or cut, is nobody's", async () => {
	const { disk } = settings();
	await new SignInStore(settings(disk)).write(slot('a'), signIn('r'));
	const [[name, text]] = Object.entries(disk.outlookDraftSignIns as Record<string, string>);
	const moved = { outlookDraftSignIns: { [name.replace('a ', 'b ')]: text, [name]: text.slice(0, -4) } };
	for (const id of ['a', 'b']) expect(await new SignInStore(settings(moved)).read(slot(id))).toBeUndefined();
});

test('many accounts written at once do not lose each other, and one is removed', async () => {
	const { disk } = settings();
	const store = new SignInStore(settings(disk));
	const ids = Array.from({ length: 20 }, (_, index) => `account${index}`);
	await Promise.all(ids.map(async (id) => await store.write(slot(id), signIn(id))));
	await store.remove('account1');
	const restarted = new SignInStore(settings(disk));
	const read = await Promise.all(ids.map(async (id) => (await restarted.read(slot(id)))?.refresh));
	expect(read).toEqual(ids.map((id) => (id === 'account1' ? undefined : id)));
});

test.each<[string, Partial<RuntimeSettings>, Partial<Slot>, string]>([
	['no storage', { available: () => false }, {}, 'unavailable'],
	// Node-RED's own set resolves then, and stores nothing.
	['read-only settings', { readOnly: true, set: async () => {} }, {}, 'readOnly'],
	['no key', {}, { key: '' }, 'noKey'],
	['a storage that refuses', { set: async () => await Promise.reject(new Error('EROFS')) }, {}, 'refused'],
])('%s: memory keeps it, and the reason is told', async (_name, changes, other, obstacle) => {
	const store = new SignInStore(settings({}, changes));
	let told = 0;
	store.onChange(() => (told += 1));
	await store.write(slot('a', other), signIn('r'));
	expect(await store.read(slot('a', other))).toEqual(signIn('r'));
	expect([store.obstacle(slot('a', other)), told]).toEqual([obstacle, 1]);
	await store.remove('a');
	expect(await store.read(slot('a', other))).toBeUndefined();
});
