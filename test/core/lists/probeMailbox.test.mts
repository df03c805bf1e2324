import { probeMailbox } from '../../../core/lists/probeMailbox';
import type { Simulator } from '../../../simulator/server.mts';
import { listTools } from '../../support/lists.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

async function reason(mailbox: string, changes: Parameters<typeof listTools>[1] = {}) {
	const { graph, account } = listTools(simulator, changes);
	return await probeMailbox(graph, account, mailbox).then(
		() => 'ok',
		(error: { text: string }) => error.text,
	);
}

test('a mailbox that works takes one request that changes nothing', async () => {
	expect(await reason('support@contoso.com')).toBe('ok');
	expect(simulator.requests).toMatchObject([
		{ method: 'GET', path: '/v1.0/users/support%40contoso.com/mailFolders/drafts?$select=id' },
	]);
});

const noMailbox = (code: string) =>
	simulator.faults.add({
		path: /mailFolders/,
		status: 404,
		code,
		message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
	});

describe('why a mailbox cannot be used, in words', () => {
	test('unknown', async () => {
		expect(await reason('nobody@contoso.com')).toContain('Microsoft 365 knows no mailbox "nobody@contoso.com".');
	});

	test('no licence', async () => {
		expect(await reason('nolicence@contoso.com')).toContain(
			'"nolicence@contoso.com" has no mailbox: most likely it has no Exchange Online licence.',
		);
	});

	test('no rights', async () => {
		expect(await reason('AdeleV@contoso.onmicrosoft.com')).toContain(
			'The account has no rights on the mailbox "AdeleV@contoso.onmicrosoft.com".',
		);
	});

	test('a permission is missing', async () => {
		simulator.faults.add({
			status: 403,
			code: 'ErrorAccessDenied',
			message: 'Access is denied. Check credentials and try again.',
		});
		expect(await reason('support@contoso.com')).toContain(
			'The account needs the delegated permission Mail.ReadWrite.Shared',
		);
	});

	test.each([
		'MailboxNotEnabledForRESTAPI',
		'MailboxNotSupportedForRESTAPI',
		'ResourceNotFound',
		'ErrorNonExistentMailbox',
	])('on-premises (%s)', async (code) => {
		noMailbox(code);
		expect(await reason('support@contoso.com')).toContain(
			'The mailbox "support@contoso.com" is not in Exchange Online: it is kept on-premises, or it is inactive.',
		);
	});

	test.each(['MailboxNotEnabledForRESTAPI', 'ResourceNotFound', 'extensionError'] as const)(
		"a colleague whose mailbox is on the company's own server (%s)",
		async (code) => {
			simulator.switches.onPremisesAnswer = code;
			expect(await reason('otto.keller@contoso.com', { signIn: 'application' })).toMatch(
				/^The mailbox "otto.keller@contoso.com" is .*kept on-premises, or .* Microsoft Graph reaches Exchange Online mailboxes only\./,
			);
		},
	);

	test('a guest', async () => {
		noMailbox('MailboxNotEnabledForRESTAPI');
		expect(await reason('anna_fabrikam.com#EXT#@contoso.onmicrosoft.com')).toContain(
			'is a guest: the mailbox is kept by another organisation.',
		);
	});

	test('without the directory all reasons are named', async () => {
		noMailbox('MailboxNotEnabledForRESTAPI');
		simulator.faults.add({ path: /users\/[^/]*\?/, status: 403, code: 'Authorization_RequestDenied' });
		expect(await reason('support@contoso.com')).toContain(
			'it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises.',
		);
	});

	test('not among the allowed mailboxes: no request', async () => {
		expect(
			await reason('support@contoso.com', {
				limits: { allowSending: false, allowDeleting: false, allowedMailboxes: ['me', 'sales@contoso.com'] },
			}),
		).toBe(
			'The account may not use the mailbox "support@contoso.com". Allowed are: me, sales@contoso.com. You can change this in the settings of the account (Allowed Mailboxes).',
		);
		expect(simulator.requests).toHaveLength(0);
	});

	test('an application has no mailbox of its own', async () => {
		expect(await reason('me', { signIn: 'application' })).toContain('Choose the mailbox by its address');
		expect(simulator.requests).toHaveLength(0);
	});
});
