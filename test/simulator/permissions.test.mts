import { client, problem, to } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

type Token = Parameters<Client['simulator']['issueToken']>[0];
const denied = '403 ErrorAccessDenied';
const requestDenied = '403 Authorization_RequestDenied';

/** Status and code of a call with these permissions. */
async function ask(token: Token, method: string, path: string, body?: Json): Promise<string> {
	const reply = await c.call(method, path, body, { authorization: `Bearer ${c.simulator.issueToken(token)}` });
	return reply.status < 400 ? String(reply.status) : problem(reply).split(':')[0];
}

const delegated = (...scopes: string[]): Token => ({ kind: 'delegated', scopes });
const application = (...roles: string[]): Token => ({ kind: 'application', roles });
const mail = { message: { toRecipients: [to('a@b.example')] } };
const support = '/users/support@contoso.com';

describe('each operation wants its permission', () => {
	test.each<[string, Token, string, string, Json | undefined, string]>([
		['list', delegated('Mail.ReadBasic'), 'GET', '/me/messages', undefined, '200'],
		['list', delegated('Mail.Send'), 'GET', '/me/messages', undefined, denied],
		['list', delegated(), 'GET', '/me/mailFolders', undefined, denied],
		['folders', delegated('Mail.Read'), 'GET', '/me/mailFolders', undefined, '200'],
		['create', delegated('Mail.Read'), 'POST', '/me/messages', {}, denied],
		['create', delegated('Mail.Send'), 'POST', '/me/messages', {}, denied],
		['create', delegated('Mail.ReadWrite'), 'POST', '/me/messages', {}, '201'],
		['create folder', delegated('Mail.Read'), 'POST', '/me/mailFolders', { displayName: 'x' }, denied],
		['create folder', delegated('Mail.ReadWrite'), 'POST', '/me/mailFolders', { displayName: 'x' }, '201'],
		['sendMail', delegated('Mail.ReadWrite'), 'POST', '/me/sendMail', mail, denied],
		['sendMail', delegated('Mail.Send'), 'POST', '/me/sendMail', mail, '202'],
		['shared list', delegated('Mail.ReadWrite'), 'GET', `${support}/messages`, undefined, denied],
		['shared list', delegated('Mail.Read.Shared'), 'GET', `${support}/messages`, undefined, '200'],
		['shared create', delegated('Mail.ReadWrite', 'Mail.Read.Shared'), 'POST', `${support}/messages`, {}, denied],
		['shared create', delegated('Mail.ReadWrite.Shared'), 'POST', `${support}/messages`, {}, '201'],
		['shared send', delegated('Mail.Send'), 'POST', `${support}/sendMail`, mail, denied],
		['shared send', delegated('Mail.Send.Shared'), 'POST', `${support}/sendMail`, mail, '202'],
		['own by .Shared', delegated('Mail.ReadWrite.Shared'), 'POST', '/me/messages', {}, '201'],
		['own by address', delegated('Mail.ReadWrite'), 'POST', '/users/megan.bowen@contoso.com/messages', {}, '201'],
		['application list', application('Mail.ReadBasic.All'), 'GET', `${support}/messages`, undefined, '200'],
		['application list', application('User.Read.All'), 'GET', `${support}/messages`, undefined, denied],
		['application create', application('Mail.Read'), 'POST', `${support}/messages`, {}, denied],
		['application create', application('Mail.ReadWrite'), 'POST', `${support}/messages`, {}, '201'],
		['application send', application('Mail.ReadWrite'), 'POST', `${support}/sendMail`, mail, denied],
		['application send', application('Mail.Send'), 'POST', `${support}/sendMail`, mail, '202'],
		['people', delegated('User.Read'), 'GET', '/me/people', undefined, denied],
		['people', delegated('People.Read'), 'GET', '/me/people', undefined, '200'],
		['users', delegated('User.Read'), 'GET', '/users', undefined, requestDenied],
		['users', delegated('User.ReadBasic.All'), 'GET', '/users', undefined, '200'],
		['users', application('Mail.ReadWrite'), 'GET', '/users', undefined, requestDenied],
		['users', application('User.Read.All'), 'GET', '/users', undefined, '200'],
		['one user', delegated('Mail.ReadWrite'), 'GET', '/users/support@contoso.com', undefined, requestDenied],
		['oneself', delegated('Mail.ReadWrite'), 'GET', '/users/megan.bowen@contoso.com', undefined, '200'],
	])('%s, %j', async (_, token, method, path, body, expected) => {
		expect(await ask(token, method, path, body)).toBe(expected);
	});

	test('send, reply and forward of a message that exists; createReply is a write', async () => {
		const { id } = (await c.call('POST', '/me/messages', { toRecipients: [to('a@b.example')] })).json;
		const write = delegated('Mail.ReadWrite');
		for (const action of ['send', 'reply', 'replyAll', 'forward'])
			expect(await ask(write, 'POST', `/me/messages/${id}/${action}`, { toRecipients: [to('a@b.example')] })).toBe(
				denied,
			);
		expect(await ask(delegated('Mail.Send'), 'POST', `/me/messages/${id}/createReply`)).toBe(denied);
		expect(await ask(write, 'POST', `/me/messages/${id}/createReply`)).toBe('201');
		for (const [method, body] of [
			['PATCH', {}],
			['DELETE', undefined],
		] as const)
			expect(await ask(delegated('Mail.Read', 'Mail.Send'), method, `/me/messages/${id}`, body)).toBe(denied);
		expect(await ask(delegated('Mail.Send'), 'POST', `/me/messages/${id}/send`)).toBe('202');
	});
});

test.each([delegated('Mail.ReadBasic'), application('Mail.ReadBasic.All')])(
	'%j leaves out body, preview and attachments',
	async (token) => {
		const root = token.kind === 'application' ? '/users/megan.bowen@contoso.com' : '/me';
		const { id } = (
			await c.call('POST', '/me/messages', { subject: 's', body: { contentType: 'text', content: 'secret' } })
		).json;
		const authorization = `Bearer ${c.simulator.issueToken(token)}`;
		const one = (await c.call('GET', `${root}/messages/${id}`, undefined, { authorization })).json;
		const [first] = (await c.call('GET', `${root}/messages`, undefined, { authorization })).json.value;
		for (const json of [one, first]) {
			expect(json.subject).toBe('s');
			expect(JSON.stringify(json)).not.toContain('secret');
		}
		expect(
			(await c.call('GET', `${root}/messages/${id}?$select=body`, undefined, { authorization })).json.body,
		).toBeUndefined();
		expect(await ask(token, 'GET', `${root}/messages/${id}/attachments`)).toBe(denied);
		expect((await c.call('GET', `/me/messages/${id}`)).json.body.content).toBe('secret');
	},
);
