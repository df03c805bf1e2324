import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { nodeProperties } from '../../../nodes/OutlookDraft/properties';

const property = (name: string) => nodeProperties().find((one) => one.name === name)!;
const issues = (name: string, mode: string, value: string) => {
	const parameter = property(name);
	const found = NodeHelpers.getParameterIssues(
		parameter,
		{ resource: 'draft', operation: 'create', [name]: { __rl: true, mode, value } },
		'',
		{ name: 'Draft', parameters: {} } as never,
		null,
	);
	return Object.values(found?.parameters ?? {}).flat();
};
const modes = (name: string) => (property(name).modes ?? []).map((mode) => mode.name);

test('the ways to choose', () => {
	expect(modes('mailbox')).toEqual(['list', 'id']);
	expect(modes('folder')).toEqual(['list', 'path', 'id', 'url']);
});

// n8n checks what is entered as it is, never the result of an expression.
test.each([
	[
		'mailbox',
		'id',
		[
			'me',
			'support@contoso.com',
			'94447c6e-ea4c-494c-a9ed-000000000004',
			'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com',
			'jörg@exämple.com',
		],
		['support', 'a b@contoso.com', ''],
	],
	[
		'folder',
		'path',
		['Inbox', 'Inbox/Clients/ACME', 'Inbox / Clients', '/Inbox/', 'A\\/B/C'],
		['/', 'A//B', 'A/ /B', ''],
	],
	[
		'folder',
		'id',
		['inbox', 'AAMkAGVmMDEzMTM4LTZmYWUtNDdk', 'AQMkAD+/LTZmYWUtNDdk0EIBDAAAAA=='],
		['Inbox/Clients', 'my folder', ''],
	],
	[
		'folder',
		'url',
		[
			'https://outlook.office.com/mail/inbox',
			'https://outlook.office.com/mail/AAMkAGVm%2BEz%3D',
			'https://outlook.live.com/mail/0/drafts',
			'https://outlook.office365.com/owa/?path=/mail/AAMk',
			'https://outlook.office365.com/owa/?path=%2Fmail%2FAAMk',
		],
		['inbox', 'https://outlook.office.com/', 'outlook.office.com/mail/inbox', ''],
	],
])('%s by %s', (name, mode, right, wrong) => {
	for (const value of right) expect([value, issues(name, mode, value)]).toEqual([value, []]);
	for (const value of wrong) expect([value, issues(name, mode, value).length > 0]).toEqual([value, true]);
	const texts = wrong.filter((value) => value !== '').flatMap((value) => issues(name, mode, value));
	expect(texts.every((text) => /Examples?: /.test(text))).toBe(true);
	expect(issues(name, mode, '={{ $json.anything }}')).toEqual([]);
});

describe('the remark about an expression as mailbox', () => {
	const notice = property('mailboxIsExpression');
	const shown = (mailbox: string) =>
		NodeHelpers.displayParameter(
			{ resource: 'draft', operation: 'create', mailbox: { __rl: true, mode: 'id', value: mailbox } },
			notice as INodeProperties,
			{ typeVersion: 1 } as never,
			null,
		);

	test('is shown for an expression only', () => {
		expect([shown('={{ $json.box }}'), shown('support@contoso.com'), shown('me')]).toEqual([true, false, false]);
	});
});
