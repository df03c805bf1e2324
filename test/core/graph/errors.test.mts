import { GraphCall } from '../../../core/graph/call';
import { errorFromAnswer } from '../../../core/graph/errors';
import { signInFailed } from '../../../core/signIn';

const purpose = { task: 'create the draft', mailbox: 'support@contoso.com', folder: 'inbox', write: true, permission: 'Mail.ReadWrite' };

function explain(status: number, body: unknown, headers: Record<string, string> = {}, changes = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const parsed = typeof body === 'string' ? undefined : (body as object);
	return errorFromAnswer({ status, headers, body: text }, parsed, new GraphCall({ ...purpose, ...changes }, 1, new AbortController().signal));
}
const graph = (code: string, message = '') => ({ error: { code, message, innerError: { 'request-id': 'r-1' } } });

test.each([
	[403, 'ErrorAccessDenied', 'The account may not create the draft in the mailbox "support@contoso.com".', 'Mail.ReadWrite.Shared'],
	[404, 'ErrorItemNotFound', 'no folder "inbox" in the mailbox "support@contoso.com"', 'granted rights'],
	[404, 'ErrorFolderNotFound', 'no folder "inbox"', 'another mailbox'],
	[400, 'ErrorInvalidIdMalformed', '"inbox" is neither a folder id', 'from the list'],
	[404, 'ErrorInvalidUser', 'knows no mailbox "support@contoso.com"', 'Check the address'],
	[404, 'MailboxNotEnabledForRESTAPI', 'cannot be used through Microsoft Graph', 'licensed'],
	[404, 'ResourceNotFound', 'cannot be used through Microsoft Graph', 'licensed'],
	[404, 'ErrorNonExistentMailbox', 'cannot be used through Microsoft Graph', 'licensed'],
	[400, 'InvalidInternetMessageHeader', 'refused a custom header', 'begin with x-'],
	[400, 'InvalidInternetMessageHeaderCollection', 'refused the custom headers', 'at most 5'],
	[400, 'ErrorInvalidRecipients', 'refused a recipient', 'To, Cc and Bcc'],
	[400, 'UnableToDeserializePostBody', 'could not read the message', 'message JSON'],
	[400, 'RequestBodyRead', 'could not read the message', 'message JSON'],
	[400, 'ErrorMessageSizeExceeded', 'exceeds the size', 'administrator'],
	[400, 'ErrorQuotaExceeded', 'is full', 'archive'],
	[413, 'RequestEntityTooLarge', '4 MB', 'Shorten'],
	[429, 'ApplicationThrottled', 'too many requests', 'timeout'],
	[401, 'InvalidAuthenticationToken', 'did not accept the sign-in', 'Sign in again'],
	[400, 'SomethingNew', 'refused to create the draft (status 400). It said: details', 'Check the fields'],
])('%i %s', (status, code, message, hint) => {
	const error = explain(status, graph(code, 'details'));
	expect(error).toMatchObject({ code, message: expect.stringContaining(message), cause: { status, requestId: 'r-1', hint: expect.stringContaining(hint) } });
	expect(error.cause.draftMayExist).toBeUndefined();
});

test('msgraph-sdk-javascript#260: 413 with an empty body is readable', () => {
	expect(explain(413, '')).toMatchObject({ code: 'Http413', message: expect.stringContaining('4 MB') });
});

test("a proxy's HTML page is not taken for Graph", () => {
	expect(explain(403, '<html><body>Blocked</body></html>').message).toBe('The answer did not come from Microsoft Graph (status 403).');
	expect(explain(502, '<html>Bad gateway</html>')).toMatchObject({ code: 'Http502', cause: { draftMayExist: true } });
	expect(explain(302, '').message).toContain('did not come from Microsoft Graph');
});

test('the request id comes from the header, innerError or innererror; the inner code counts too', () => {
	expect(explain(400, { error: { code: 'x', message: '' } }, { 'request-id': 'h-1' }).cause.requestId).toBe('h-1');
	expect(explain(400, { error: { code: 'x', innererror: { 'request-id': 'i-1' } } }).cause.requestId).toBe('i-1');
	expect(explain(404, { error: { code: 'notFound', innerError: { code: 'ErrorInvalidUser' } } }).message).toContain('knows no mailbox');
});

test.each([{}, { error: null }, { error: 'text' }, { error: { code: 7 } }, [], { error: { innerError: 'x' } }])('an odd body is no new failure: %j', (body) => {
	expect(explain(400, body)).toMatchObject({ code: 'Http400' });
});

test('my own mailbox is called so', () => {
	expect(explain(403, graph('ErrorAccessDenied'), {}, { mailbox: 'me' }).message).toBe('The account may not create the draft in your mailbox.');
});

describe('sign-in refusals', () => {
	const body = (code: string, text = 'Something happened.') => JSON.stringify({ error: 'invalid_client', error_description: `${code}: ${text} Trace ID: 1 Correlation ID: 2` });

	test.each([
		['AADSTS7000215', 'not its Secret ID'],
		['AADSTS700016', 'not known in this tenant'],
		['AADSTS90002', 'tenant was not found'],
		['AADSTS7000222', 'has expired'],
		['AADSTS65001', 'consent'],
	])('%s says what to do', (code, hint) => {
		expect(signInFailed(body(code))).toMatchObject({ code, message: `Microsoft sign-in gave no token (${code}).`, cause: { hint: expect.stringContaining(hint) } });
	});

	test('an unknown code shows Entra\'s own sentence and nothing of the request', () => {
		const { hint } = signInFailed(`${body('AADSTS99999', 'New rule.')}\nclient_secret=hunter2hunter2`).cause;
		expect(hint).toBe('Microsoft says: New rule.');
	});

	test('no code at all', () => {
		expect(signInFailed('nothing')).toMatchObject({ code: 'SignInFailed', cause: { hint: expect.stringContaining('connect the account again') } });
	});
});
