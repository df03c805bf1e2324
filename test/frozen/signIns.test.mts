// People's sign-ins as an earlier version kept them in Node-RED's settings: each later one has to find and read them, or everybody
// would have to sign in again. The file is written once (`npm run freeze`) and stays as it is.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAccount } from '../../credentials/account';
import { slotOf } from '../../node-red/accountNode';
import { SignInStore, type SignIn } from '../../node-red/signIn/store';
import { FREEZE } from '../support/frozen.mts';

interface Frozen {
	/** Id of the account node, and the key among its credentials. */
	id: string;
	key: string;
	/** The account's settings. */
	account: Record<string, unknown>;
	/** By name: what stands in Node-RED's settings. */
	kept: Record<string, unknown>;
	gives: SignIn;
}

const FILE = join(__dirname, 'signIns.json');
const slot = ({ id, key, account }: Frozen) => slotOf(id, readAccount(account, 'delegated'), key);
const storeOn = (kept: Record<string, unknown>) =>
	new SignInStore({
		available: () => true,
		get: (name) => structuredClone(kept[name]),
		set: async (name, value) => await Promise.resolve(void (kept[name] = structuredClone(value))),
	});

const accounts = (): Frozen[] => {
	const settings = { grantType: 'authorizationCode', tenant: 'contoso.onmicrosoft.com', allowedMailboxes: '*' };
	const signIn = { refresh: 'a refresh token', person: 'Megan Bowen', granted: ['Mail.ReadWrite'], scope: 'openid' };
	const ended = { code: 'AADSTS700082', message: 'The sign-in has ended.', at: 1_795_972_530_000 };
	return [
		{ cloud: 'global', clientId: '11111111-2222-3333-4444-555555555555' },
		{ cloud: 'china', clientId: '11111111-2222-3333-4444-555555555555' },
		{ cloud: 'custom', clientId: 'b', graphUrl: 'https://graph.example.com', loginUrl: 'https://login.example.com/' },
	].map((more, index) => ({
		...{ id: `account${index}`, key: 'k'.repeat(43), account: { ...settings, ...more }, kept: {} },
		gives: { ...signIn, ...(index === 1 ? { ended } : {}) },
	}));
};

if (FREEZE)
	test('freezing sign-ins', async () => {
		if (FREEZE === 'new' && existsSync(FILE)) return;
		const frozen = accounts();
		for (const one of frozen) await storeOn(one.kept).write(slot(one), one.gives);
		writeFileSync(FILE, `${JSON.stringify(frozen, null, '\t')}\n`);
	});
else {
	const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Frozen[];

	test.each(frozen)('a sign-in in the cloud $account.cloud', async (one) => {
		expect(await storeOn(one.kept).read(slot(one))).toEqual(one.gives);
		expect(JSON.stringify(one.kept)).not.toContain(one.gives.person);
	});
}
