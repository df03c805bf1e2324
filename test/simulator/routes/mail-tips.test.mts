import { client, problem } from '../client.mts';
import type { Client, Json } from '../client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const ask = async (EmailAddresses: string[], MailTipsOptions: string): Promise<Json[]> =>
	(await c.call('POST', '/me/getMailTips', { EmailAddresses, MailTipsOptions })).json.value;

test('who is away, whose mailbox is full, who is outside, which list is moderated and how large', async () => {
	Object.assign(c.simulator.store.find('AdeleV@contoso.onmicrosoft.com')!, { mailTips: { mailboxFull: true } });
	const options = 'automaticReplies, mailboxFullStatus, recipientScope, totalMemberCount, moderationStatus';
	const [alex, adele, sales, anna] = await ask(
		['AlexW@contoso.OnMicrosoft.com', 'AdeleV@contoso.onmicrosoft.com', 'sales@contoso.com', 'anna@example.com'],
		options,
	);
	expect(alex.automaticReplies).toMatchObject({ message: expect.stringContaining('vacation'), scheduledEndTime: {} });
	expect(adele).toMatchObject({ automaticReplies: { message: '' }, mailboxFull: true, recipientScope: 'internal' });
	expect(sales).toMatchObject({ totalMemberCount: 4, isModerated: true, mailboxFull: false });
	expect(anna).toEqual({
		emailAddress: { name: '', address: 'anna@example.com' },
		automaticReplies: { message: '' },
		mailboxFull: false,
		recipientScope: 'external',
		totalMemberCount: 0,
		isModerated: false,
	});
});

test('only what was asked for; an address of the tenant that is nobody has an error instead', async () => {
	expect(Object.keys((await ask(['anna@example.com'], 'MAXMESSAGESIZE'))[0])).toEqual([
		'emailAddress',
		'maxMessageSize',
	]);
	expect((await ask(['nobody@contoso.com'], 'mailboxFullStatus'))[0]).toMatchObject({ error: {} });
});

test('up to a hundred; unknown tips; Mail.Read is enough; another mailbox; a refusal by a switch', async () => {
	const body = (count: number): Json => ({
		EmailAddresses: Array.from({ length: count }, (_, index) => `a${index}@example.com`),
		MailTipsOptions: 'mailboxFullStatus',
	});
	const token = c.simulator.issueToken({ kind: 'application', roles: ['Mail.Read'] });
	const asApplication = { authorization: `Bearer ${token}` };
	const at = '/users/support@contoso.com/getMailTips';
	expect((await c.call('POST', at, body(100), asApplication)).json.value).toHaveLength(100);
	expect((await c.call('POST', at, body(101))).status).toBe(400);
	expect((await c.call('POST', at, { ...body(1), MailTipsOptions: 'all' })).status).toBe(400);
	c.simulator.switches.mailTips = 'refused';
	expect(problem(await c.call('POST', at, body(1)))).toMatch(/^403 ErrorAccessDenied/);
});
