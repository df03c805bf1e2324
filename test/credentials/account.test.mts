import { readAccount } from '../../credentials/account';

const values = { cloud: 'global', tenant: 'contoso.com', clientId: 'client', clientSecret: 's' };

test('the global cloud, with limits that allow nothing by default', () => {
	expect(readAccount(values, 'application')).toEqual({
		graphUrl: 'https://graph.microsoft.com',
		loginUrl: 'https://login.microsoftonline.com',
		tenant: 'contoso.com',
		clientId: 'client',
		signIn: 'application',
		limits: {
			allowSending: false,
			allowDeleting: false,
			allowedMailboxes: [],
			allowedRecipients: [],
			allowConversation: true,
			mostRecipients: 0,
		},
	});
});

test('an application needs its secret, a person does not', () => {
	expect(() => readAccount({ ...values, clientSecret: ' ' }, 'application')).toThrow(
		'Account: Client Secret is missing.',
	);
	expect(readAccount({ ...values, clientSecret: '' }, 'delegated').signIn).toBe('delegated');
});

test('allowed mailboxes are a list in any notation', () => {
	expect(
		readAccount({ ...values, allowedMailboxes: ' A@x.com; b@x.com,\nme ' }, 'delegated').limits.allowedMailboxes,
	).toEqual(['a@x.com', 'b@x.com', 'me']);
});

test.each([
	['https://graph.example', 'https://graph.example'],
	['https://graph.example/', 'https://graph.example'],
	['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
	['http://localhost:4010/', 'http://localhost:4010'],
])('custom address %s', (graphUrl, expected) => {
	expect(
		readAccount({ ...values, cloud: 'custom', graphUrl, loginUrl: 'https://login.example' }, 'application').graphUrl,
	).toBe(expected);
});

test.each([
	['http://graph.example', 'cannot be used'],
	['http://127.0.0.1.evil.example', 'cannot be used'],
	['ftp://127.0.0.1', 'cannot be used'],
	['graph.example', 'cannot be used'],
	['https://graph.example/v1.0', 'must be a root address'],
	['https://user:pass@graph.example', 'must be a root address'],
	['', 'Graph Address is missing'],
])('custom address %j is refused', (graphUrl, message) => {
	expect(() =>
		readAccount({ ...values, cloud: 'custom', graphUrl, loginUrl: 'https://login.example' }, 'application'),
	).toThrow(message);
});

describe('a limit never fails open', () => {
	const limitsOf = (changes: object) => readAccount({ ...values, ...changes }, 'delegated').limits;

	test.each([
		['*', { allowedMailboxes: '*' }],
		['* with blanks', { allowedMailboxes: ' * ' }],
		['* in a list', { allowedMailboxes: ['*'] }],
		['never filled in', {}],
	])('Allowed Mailboxes %s means all', (_name, changes) => {
		expect(limitsOf(changes).allowedMailboxes).toEqual([]);
	});

	test('a list of texts is that list', () => {
		expect(limitsOf({ allowedMailboxes: ['Support@contoso.com', 'a@x.com, b@x.com'] }).allowedMailboxes).toEqual([
			'support@contoso.com',
			'a@x.com',
			'b@x.com',
		]);
	});

	test.each([
		[''],
		['*, support@contoso.com'],
		[['*', 'me']],
		[undefined],
		[null],
		[[]],
		[['']],
		[[' ', ',']],
		[[['support@contoso.com']]],
		[[undefined]],
		[[5]],
		[5],
		[0],
		[NaN],
		[true],
		[false],
		[{}],
		[{ address: 'support@contoso.com' }],
		[new Date(0)],
		[() => 'support@contoso.com'],
		[' '],
		['\n'],
		[' ,; '],
		['${ALLOWED_MAILBOXES}'],
		['["support@contoso.com"]'],
		['Support <support@contoso.com>'],
	])('Allowed Mailboxes %p is refused with a word', (allowedMailboxes) => {
		expect(() => limitsOf({ allowedMailboxes })).toThrow(
			/^Account: Allowed Mailboxes .*, so no mailbox may be used\.$/s,
		);
	});

	test.each([
		['*', { allowedRecipients: '*' }, []],
		['never filled in', {}, []],
		[
			'a list in any notation',
			{ allowedRecipients: ' *@Contoso.com; john@example.com,\n*@*.contoso.com ' },
			['*@contoso.com', 'john@example.com', '*@*.contoso.com'],
		],
	])('Allowed Recipients %s', (_name, changes, expected) => {
		expect(limitsOf(changes).allowedRecipients).toEqual(expected);
	});

	test.each([
		'',
		'*, john@contoso.com',
		undefined,
		null,
		[],
		[''],
		5,
		true,
		{},
		' ,; ',
		'${ALLOWED_RECIPIENTS}',
		'contoso.com',
		'*@*',
		'sales-*@contoso.com',
		'john@contoso.com, everybody',
		'John <john@contoso.com>',
		'me',
	])('Allowed Recipients %p is refused with a word', (allowedRecipients) => {
		expect(() => limitsOf({ allowedRecipients })).toThrow(
			/^Account: Allowed Recipients .*, so nobody may be written to\.$/s,
		);
	});

	test('People Already in the Conversation is off when it is off, or cannot be told', () => {
		expect(limitsOf({ allowConversation: true }).allowConversation).toBe(true);
		for (const value of [false, undefined, null, ''])
			expect(limitsOf({ allowConversation: value }).allowConversation).toBe(false);
		expect(() => limitsOf({ allowConversation: 'true' })).toThrow('neither on nor off');
	});

	test('Most Recipients is a whole number', () => {
		for (const value of [0, '0', '10', 10, ' 10 '])
			expect(limitsOf({ mostRecipients: value }).mostRecipients).toBe(Number(value));
		for (const value of ['', undefined, null, -1, 1.5, 'ten', '1e3', [], {}, true, '${MOST}'])
			expect(() => limitsOf({ mostRecipients: value })).toThrow(/^Account: Most Recipients /);
	});

	test.each(['allowSending', 'allowDeleting'] as const)('%s is on only when it is on', (name) => {
		expect(limitsOf({ [name]: true })[name]).toBe(true);
		for (const value of [false, undefined, null, '']) expect(limitsOf({ [name]: value })[name]).toBe(false);
		for (const value of ['true', 'false', 1, 0, [], [true], {}, '${ALLOW}', new Date(0)])
			expect(() => limitsOf({ [name]: value })).toThrow('neither on nor off');
	});
});
