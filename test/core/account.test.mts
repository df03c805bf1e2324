import { checkDeleting, checkMailbox, checkSending, checkTokenGoesTo } from '../../core/account';
import { testAccount } from '../support/host.mts';

const limits = (changes: object) => ({ allowSending: false, allowDeleting: false, allowedMailboxes: [], ...changes });

describe.each(['delegated', 'application'] as const)('limits, signed in as %s', (signIn) => {
	test('nothing is sent or deleted unless the account allows it, and the text says who can change that', () => {
		const account = testAccount({ signIn });
		expect(() => checkSending(account)).toThrow('The account may not send messages.');
		expect(() => checkDeleting(account)).toThrow('The account may not delete anything.');
		for (const check of [checkSending, checkDeleting]) {
			try {
				check(account);
			} catch (error) {
				expect((error as { cause: { hint: string } }).cause.hint).toContain(
					'You can change this in the settings of the account',
				);
			}
		}
		checkSending(testAccount({ signIn, limits: limits({ allowSending: true }) }));
		checkDeleting(testAccount({ signIn, limits: limits({ allowDeleting: true }) }));
	});

	test('only the mailboxes of the list, in any letter case', () => {
		const account = testAccount({ signIn, limits: limits({ allowedMailboxes: ['support@contoso.com'] }) });
		checkMailbox(account, 'Support@Contoso.com');
		expect(() => checkMailbox(account, 'sales@contoso.com')).toThrow('may not use the mailbox "sales@contoso.com"');
		expect(() => checkMailbox(account, 'support@contoso.com.evil.example')).toThrow('may not use');
	});
});

test.each([
	['https://graph.microsoft.com/v1.0/me', true],
	['https://graph.microsoft.us/v1.0/me', false],
	['https://microsoftgraph.chinacloudapi.cn/v1.0/me', false],
	['https://graph.microsoft.com.evil.example/v1.0/me', false],
	['https://graph.microsoft.com@evil.example/', false],
	['http://graph.microsoft.com/v1.0/me', false],
	['/v1.0/me', false],
])('the token of the global cloud to %s: %s', (url, isAllowed) => {
	const check = () => checkTokenGoesTo(testAccount(), url);
	if (isAllowed) check();
	else expect(check).toThrow("does not go to the account's own Graph address");
});
