import type { Applicant } from '../../../node-red/signIn/entra';
import { beginSession, endSession, personSource } from '../../../node-red/signIn/session';
import type { SignIn, SignInStore, Slot } from '../../../node-red/signIn/store';

const mockRefreshed = jest.fn();
jest.mock('../../../node-red/signIn/entra', () => ({
	refreshedTokens: (...given: unknown[]) => mockRefreshed(...given),
}));

const applicant = {} as Applicant;

/** A store in memory, and a renewal that ends when it is told to. */
function renewing(id: string) {
	const slot = { id, identity: 'app' } as Slot;
	let kept: SignIn | undefined = { refresh: 'old', person: 'old@contoso.com', scope: 's' };
	const store = {
		read: async () => kept,
		write: async (_slot: Slot, signIn: SignIn) => {
			kept = signIn;
		},
		remove: async () => {
			kept = undefined;
		},
	} as unknown as SignInStore;
	let end: (tokens: object) => void = () => {};
	mockRefreshed.mockReset().mockImplementationOnce(
		async () =>
			await new Promise((resolve) => {
				end = resolve;
			}),
	);
	const token = personSource(applicant, store, slot).token();
	return { store, slot, token, kept: () => kept, end: (tokens: object) => end(tokens) };
}
const underWay = async () => await new Promise((resolve) => setImmediate(resolve));

test('a renewal that ends after somebody has signed out brings nothing back', async () => {
	const { store, slot, token, kept, end } = renewing('a');
	token.catch(() => {});
	await underWay();
	const signedOut = endSession(store, slot);
	await underWay();
	end({ access: 'new access', lifetime: 3_600, refresh: 'new' });
	await signedOut;
	await expect(token).rejects.toMatchObject({ code: 'SignInNeeded' });
	expect(kept()).toBeUndefined();
});

test('nor in place of another person who has signed in meanwhile', async () => {
	const { store, slot, token, kept, end } = renewing('b');
	await underWay();
	await beginSession(
		store,
		slot,
		{ access: 'theirs', lifetime: 3_600, refresh: 'theirs', person: 'new@contoso.com' } as never,
		's',
	);
	mockRefreshed.mockResolvedValueOnce({ access: 'theirs again', lifetime: 3_600, refresh: 'theirs 2' });
	end({ access: 'old access', lifetime: 3_600, refresh: 'old 2' });
	expect(await token).toBe('theirs again');
	expect(kept()).toMatchObject({ person: 'new@contoso.com', refresh: 'theirs 2' });
});
