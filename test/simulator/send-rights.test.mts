import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const sendAsDenied =
	'403 ErrorSendAsDenied: The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.';
const toRecipients = [to('a@b.example')];
const addresses = ({ from, sender }: Json): string[] => [from, sender].map((one) => one.emailAddress.address);
const sent = (address: string): Json => c.simulator.store.messages(address).at(-1)!;

test.each([
	['Send As', 'support@contoso.com', ['support@contoso.com', 'support@contoso.com']],
	['Send on Behalf', 'sales@contoso.com', ['sales@contoso.com', 'megan.bowen@contoso.com']],
	['oneself', 'Megan.Bowen@contoso.com', ['Megan.Bowen@contoso.com', 'Megan.Bowen@contoso.com']],
])('%s as %s, from a draft and at once', async (_, from, expected) => {
	const message = { toRecipients, from: to(from) };
	const { id } = (await c.call('POST', '/me/messages', message)).json;
	expect((await c.call('POST', `/me/messages/${id}/send`)).status).toBe(202);
	expect(addresses(sent('megan.bowen@contoso.com'))).toEqual(expected);
	expect((await c.call('POST', '/me/sendMail', { message })).status).toBe(202);
	expect(addresses(sent('megan.bowen@contoso.com'))).toEqual(expected);
});

test.each(['AdeleV@contoso.onmicrosoft.com', 'nobody@example.com', 'anna@fabrikam.com.example.com'])(
	'as %s: the draft is made, sending it is refused and it stays',
	async (from) => {
		const message = { toRecipients, from: to(from) };
		const { id } = (await c.call('POST', '/me/messages', message)).json;
		expect(problem(await c.call('POST', `/me/messages/${id}/send`))).toBe(sendAsDenied);
		expect((await c.call('GET', `/me/messages/${id}`)).json).toMatchObject({
			isDraft: true,
			from: { emailAddress: { address: from } },
		});
		expect(problem(await c.call('POST', '/me/sendMail', { message }))).toBe(sendAsDenied);
		expect(problem(await c.call('POST', '/me/sendMail', { message, saveToSentItems: false }))).toBe(sendAsDenied);
		expect(
			problem(await c.call('POST', `/me/messages/${id}/forward`, { message: { from: to(from) }, toRecipients })),
		).toBe(sendAsDenied);
	},
);

test('from the mailbox of the address when none is named', async () => {
	const { id } = (await c.call('POST', '/users/sales@contoso.com/messages', { toRecipients })).json;
	expect((await c.call('POST', `/users/sales@contoso.com/messages/${id}/send`)).status).toBe(202);
	expect(addresses(sent('sales@contoso.com'))).toEqual(['sales@contoso.com', 'megan.bowen@contoso.com']);
	const alex = {
		authorization: `Bearer ${c.simulator.issueToken({ kind: 'delegated', user: 'AlexW@contoso.OnMicrosoft.com' })}`,
	};
	expect(problem(await c.call('POST', '/users/sales@contoso.com/sendMail', { message: { toRecipients } }, alex))).toBe(
		sendAsDenied,
	);
});

test('an application sends as the mailbox, with its rights', async () => {
	const application = { authorization: `Bearer ${c.simulator.issueToken({ kind: 'application' })}` };
	const as = async (root: string, from?: string): Promise<string> =>
		problem(
			await c.call(
				'POST',
				`/users/${root}/sendMail`,
				{ message: { toRecipients, ...(from ? { from: to(from) } : {}) } },
				application,
			),
		);
	expect(await as('AlexW@contoso.OnMicrosoft.com')).toMatch(/^202/);
	expect(await as('AdeleV@contoso.onmicrosoft.com', 'sales@contoso.com')).toMatch(/^202/);
	expect(await as('AlexW@contoso.OnMicrosoft.com', 'sales@contoso.com')).toBe(sendAsDenied);
});
