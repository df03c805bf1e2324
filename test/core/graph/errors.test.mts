import { GraphCall, type PermittedPurpose, type Purpose } from '../../../core/graph/call';
import { errorFromAnswer, errorFromFailure } from '../../../core/graph/errors';
import { failureOf } from '../../../core/graph/failures';

const purpose: PermittedPurpose = {
	task: 'create the draft',
	mailbox: 'support@contoso.com',
	folder: 'inbox',
	repeat: 'never',
	permission: 'Mail.ReadWrite',
};

function explain(status: number, body: unknown, headers: Record<string, string> = {}, changes = {}, asked = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const parsed = typeof body === 'string' ? undefined : (body as object);
	return errorFromAnswer(
		{ status, headers, body: text },
		parsed,
		new GraphCall({ ...purpose, ...changes }, 1, new AbortController().signal),
		asked,
	);
}
const graph = (code: string, message = '') => ({ error: { code, message, innerError: { 'request-id': 'r-1' } } });

// What each answer becomes is in test/support/errorCases.mts, for both hosts. Here: what depends on who asked, and when.

describe('which permission is missing', () => {
	const denied = (signIn: 'delegated' | 'application' | undefined, mailbox: string) =>
		explain(403, graph('ErrorAccessDenied'), {}, { mailbox }, { signIn }).cause.hint!;

	test('a person in the own mailbox', () => {
		expect(denied('delegated', 'me')).toBe(
			'The account needs the delegated permission Mail.ReadWrite; connect it again after adding the permission.',
		);
	});
	test('a person in another mailbox: the two grants (olkcli#88)', () => {
		expect(denied('delegated', 'support@contoso.com')).toMatch(
			/delegated permission Mail\.ReadWrite\.Shared;.*rights on that mailbox in Exchange/,
		);
	});
	test('an application', () => {
		expect(denied('application', 'support@contoso.com')).toMatch(
			/application permission Mail\.ReadWrite with admin consent\..*RBAC for Applications/,
		);
	});
	test('not known who', () => {
		expect(denied(undefined, 'support@contoso.com')).toMatch(
			/Mail\.ReadWrite\.Shared \(signed-in person\) or Mail\.ReadWrite \(application\)/,
		);
	});
	test('listing people', () => {
		const directory = {
			task: 'list the people of the organisation',
			mailbox: 'directory',
			repeat: 'safe',
			permission: 'User.ReadBasic.All',
		};
		expect(
			explain(403, graph('Authorization_RequestDenied'), {}, directory, { signIn: 'delegated' }).cause.hint,
		).toContain('User.ReadBasic.All');
		expect(
			explain(403, graph('Authorization_RequestDenied'), {}, directory, { signIn: 'application' }).cause.hint,
		).toContain('User.Read.All');
	});
});

test('a draft that is gone (msgraph-sdk-dotnet#2947)', () => {
	const { message, cause } = explain(404, graph('ErrorItemNotFound'), {}, { draft: 'AAA=', folder: undefined });
	expect(message).toBe(
		'Outlook found no draft with this ID in the mailbox "support@contoso.com": it was sent, moved or deleted, or belongs to another mailbox.',
	);
	expect(cause.hint).toContain('internetMessageId');
	expect(explain(400, graph('ErrorInvalidIdMalformed'), {}, { draft: 'x' }).message).toBe(
		'"x" is not an ID of Outlook.',
	);
});

test('a guest or unlicensed person in the own mailbox', () => {
	expect(explain(404, graph('MailboxNotEnabledForRESTAPI'), {}, { mailbox: 'me' })).toMatchObject({
		message: expect.stringMatching(/^Your mailbox cannot be used/),
		cause: { hint: expect.stringContaining('outlook.com address') },
	});
});

test('a conditional access challenge', () => {
	const headers = { 'www-authenticate': 'Bearer realm="", error="insufficient_claims", claims="eyJh"' };
	expect(explain(403, { error: { code: 'x', message: '' } }, headers).message).toContain('Conditional Access policy');
});

describe("this computer's clock", () => {
	const now = Date.parse('2026-11-25T12:00:00Z');
	const at = (date: string) => explain(401, graph('InvalidAuthenticationToken'), { date }, {}, { now });
	test('ahead', () =>
		expect(at('Wed, 25 Nov 2026 11:48:00 GMT').message).toContain("this computer's clock is 12 minutes ahead"));
	test('behind', () =>
		expect(at('Wed, 25 Nov 2026 12:07:00 GMT').message).toContain("this computer's clock is 7 minutes behind"));
	test('right', () =>
		expect(at('Wed, 25 Nov 2026 12:02:00 GMT').message).toContain('did not accept the sign-in: the token'));
	test('not known', () => expect(at('').message).toContain('did not accept the sign-in: the token'));
});

describe('no answer', () => {
	const failure = (reason: object, repeat: Purpose['repeat'] = 'never') =>
		errorFromFailure(
			Object.assign(new Error('fetch failed'), { cause: reason }),
			new GraphCall({ ...purpose, repeat }, 1, new AbortController().signal),
		);

	test.each<[string, string, boolean, object?]>([
		['ECONNREFUSED', 'no connection', false],
		['ECONNREFUSED', 'no connection', false, { syscall: 'connect' }],
		['ECONNREFUSED', 'connection lost', true, { syscall: 'read' }],
		['UND_ERR_CONNECT_TIMEOUT', 'no connection', false],
		['EHOSTUNREACH', 'no way to the address', false, { syscall: 'connect' }],
		['EHOSTUNREACH', 'connection lost', true, { syscall: 'read' }],
		['EHOSTUNREACH', 'connection lost', true],
		['ENETUNREACH', 'no way to the address', false, { syscall: 'connect' }],
		['ENETDOWN', 'connection lost', true, { syscall: 'write' }],
		['ETIMEDOUT', 'no way to the address', false, { syscall: 'connect' }],
		['ETIMEDOUT', 'no way to the address', false, { errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }],
		['ETIMEDOUT', 'no answer in time', true, { errors: [{ syscall: 'connect' }, { syscall: 'read' }] }],
		['ETIMEDOUT', 'no answer in time', true, { syscall: 'read' }],
		['ENOTFOUND', 'unknown host', false],
		['EAI_AGAIN', 'unknown host', false],
		['CERT_HAS_EXPIRED', 'certificate expired or not yet valid', false],
		['CERT_NOT_YET_VALID', 'certificate expired or not yet valid', false],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate not trusted', false],
		['SELF_SIGNED_CERT_IN_CHAIN', 'certificate not trusted', false],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate not trusted', false],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate not trusted', false],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate not trusted', false],
		['EPROTO', 'no encrypted connection', true],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'no encrypted connection', true],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'no encrypted connection', true],
		['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'no encrypted connection', true],
		['ERR_TLS_RENEGOTIATION_DISABLED', 'no encrypted connection', true],
		['407', 'rejected by the proxy', false],
		['ERR_PROXY_TUNNEL', 'rejected by the proxy', false],
		[
			'UND_ERR_ABORTED',
			'tunnel rejected by the proxy',
			false,
			{ message: 'Proxy response (407) !== 200 when HTTP Tunneling' },
		],
		['UND_ERR_ABORTED', 'connection lost', true, { message: 'Request aborted' }],
		['TimeoutError', 'no answer in time', true],
		['ECONNABORTED', 'no answer in time', true],
		['ECONNRESET', 'connection lost', true],
		['EPIPE', 'connection lost', true],
		['UND_ERR_SOCKET', 'connection lost', true],
		['NoAnswer', 'connection lost', true],
	])('%s: %s', (code, name, mayExist, more = {}) => {
		expect(failureOf(code, more).name).toBe(name);
		const error = failure({ code, ...more });
		expect(error.code).toBe(code);
		expect(error.cause.draftMayExist === true).toBe(mayExist);
		expect(error.text).toContain(
			mayExist ? 'The draft may exist all the same. Check the folder' : 'Nothing was changed in Outlook.',
		);
		// n8n would replace a text that holds such a code by its own.
		expect(error.text).not.toContain(code);
	});

	test('a read that was not answered changed nothing', () => {
		expect(failure({ code: 'ECONNRESET' }, 'safe').text).toContain('Nothing was changed in Outlook.');
		expect(failure({ code: 'TimeoutError' }, 'safe').cause.draftMayExist).toBeUndefined();
	});
});

test('msgraph-sdk-javascript#260: 413 with an empty body is readable', () => {
	expect(explain(413, '')).toMatchObject({ code: 'Http413', message: expect.stringContaining('4 MB') });
});

test("a proxy's HTML page is not taken for Graph", () => {
	expect(explain(407, '<html></html>').message).toContain('wants a sign-in of its own');
	expect(explain(403, '<html><body>Blocked</body></html>').message).toBe(
		'The answer did not come from Microsoft Graph (status 403).',
	);
	expect(explain(502, '<html>Bad gateway</html>')).toMatchObject({ code: 'Http502', cause: { draftMayExist: true } });
	expect(explain(302, '').message).toContain('did not come from Microsoft Graph');
});

test('the request id comes from the header, innerError or innererror; the inner code counts too', () => {
	expect(explain(400, { error: { code: 'x', message: '' } }, { 'request-id': 'h-1' }).cause.requestId).toBe('h-1');
	expect(explain(400, { error: { code: 'x', innererror: { 'request-id': 'i-1' } } }).cause.requestId).toBe('i-1');
	expect(explain(404, { error: { code: 'notFound', innerError: { code: 'ErrorInvalidUser' } } }).message).toContain(
		'knows no mailbox',
	);
});

test.each([{}, { error: null }, { error: 'text' }, { error: { code: 7 } }, [], { error: { innerError: 'x' } }])(
	'an odd body is no new failure: %j',
	(body) => {
		expect(explain(400, body)).toMatchObject({ code: 'Http400' });
	},
);

test('my own mailbox is called so', () => {
	expect(explain(403, graph('ErrorAccessDenied'), {}, { mailbox: 'me' }).message).toBe(
		'The account may not create the draft in your mailbox.',
	);
});
