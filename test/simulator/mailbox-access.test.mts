import { client, problem } from './client.mts';
import type { Client } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

type Token = Parameters<Client['simulator']['issueToken']>[0];
const messages = async (key: string, token: Token = { kind: 'application' }): Promise<string> =>
	problem(
		await c.call('GET', `/users/${key}/messages`, undefined, {
			authorization: `Bearer ${c.simulator.issueToken(token)}`,
		}),
	);
const found = '200 undefined: undefined';
const noRights =
	'404 ErrorItemNotFound: The specified object was not found in the store., The process failed to get the correct properties.';
const inactive =
	'404 MailboxNotEnabledForRESTAPI: The mailbox is either inactive, soft-deleted, or is hosted on-premise.';

test('a mailbox on premises, in the variants seen', async () => {
	expect(await messages('otto.keller@contoso.com')).toBe(inactive);
	c.simulator.switches.onPremisesAnswer = 'ResourceNotFound';
	expect(await messages('otto.keller@contoso.com')).toBe('404 ResourceNotFound: Resource could not be discovered.');
	c.simulator.switches.onPremisesAnswer = 'extensionError';
	expect(await messages('otto.keller@contoso.com')).toMatch(/^403 extensionError: /);
	expect(await messages('nolicence@contoso.com')).toBe(inactive);
});

test('a guest: by its address with %23, and without a mailbox by a switch', async () => {
	const guest = 'anna_fabrikam.com%23EXT%23@contoso.onmicrosoft.com';
	expect(await messages(guest)).toBe(found);
	expect(await messages(guest.replaceAll('%23', '#'))).toMatch(/^4/);
	c.simulator.switches.guestMailboxes = 'absent';
	expect(await messages(guest)).toBe(inactive);
});

test('rights of people on a shared mailbox', async () => {
	const alex: Token = { kind: 'delegated', user: 'AlexW@contoso.OnMicrosoft.com' };
	expect(await messages('sales@contoso.com', alex)).toBe(found);
	c.simulator.store.find('sales@contoso.com')!.rights = {
		fullAccess: ['megan.bowen@contoso.com'],
		sendAs: [],
		sendOnBehalf: [],
	};
	expect(await messages('sales@contoso.com', alex)).toBe(noRights);
	expect(await messages('sales@contoso.com', { kind: 'delegated' })).toBe(found);
	c.simulator.store.find('AdeleV@contoso.onmicrosoft.com')!.rights = {
		fullAccess: ['alexw@contoso.onmicrosoft.com'],
		sendAs: [],
		sendOnBehalf: [],
	};
	expect(await messages('AdeleV@contoso.onmicrosoft.com', alex)).toBe(found);
});

test('an application access policy leaves some mailboxes, for the application alone', async () => {
	const clientId = '11111111-2222-4333-8444-000000000005';
	expect(await messages('support@contoso.com', { kind: 'application', clientId })).toBe(found);
	expect(await messages('sales@contoso.com', { kind: 'application', clientId })).toBe(
		'403 ErrorAccessDenied: Access to OData is disabled.',
	);
	expect(await messages('sales@contoso.com', { kind: 'delegated', clientId })).toBe(found);
	c.simulator.switches.accessPolicyMessage = '[RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.';
	expect(await messages('sales@contoso.com', { kind: 'application', clientId })).toMatch(
		/^403 ErrorAccessDenied: \[RAOP\]/,
	);
});

test('personal accounts are outside the tenant', async () => {
	expect(await messages('pat.home@example.com')).toBe(
		"404 ErrorInvalidUser: The requested user 'pat.home@example.com' is invalid.",
	);
	expect(await messages('pat.home@example.com', { kind: 'personal' })).toBe(found);
	expect(await messages('support@contoso.com', { kind: 'personal' })).toMatch(/^403 ErrorAccessDenied/);
	const shown = (): string[] => c.simulator.store.mailboxes.map(({ address }) => address);
	expect(shown()).not.toContain('pat.home@example.com');
	const authorization = `Bearer ${c.simulator.issueToken({ kind: 'personal' })}`;
	expect((await c.call('POST', '/me/messages', {}, { authorization })).status).toBe(201);
	expect(shown()).toContain('pat.home@example.com');
});
