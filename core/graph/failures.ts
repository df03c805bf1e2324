import { systemFacts } from '../errors';
import type { Explanation } from './explanations';

/** Why no answer came. */
interface FailureKind {
	name: string;
	/** Names of system codes; `*` stands for any letters. */
	codes: string[];
	/** Asked besides the code, where the code alone does not say when it happened. */
	isMeant?(reason: unknown): boolean;
	/** True: it cannot happen once the request has left, so nothing can have been changed. */
	neverSent: boolean;
	/** What stood in the way, where that is known: a wrong clock, a certificate that is not trusted, a proxy. */
	obstacle?: 'clock' | 'certificate' | 'proxy';
	/** When it happens, and how that is known. */
	when: string;
	/** Where it is not known whether something was changed: what to do besides looking. */
	advice?: string;
	/** `task` completes "asked to …". */
	explain(task: string): Explanation;
}

/** Said where no request can have arrived; not true any more of a draft that was made before. */
export const NOT_CHANGED = 'Nothing was changed in Outlook.';
const CHECK_PROTOCOL =
	'Check the proxy, and whether the custom Graph address of the account begins with the right one of http:// and https://.';
const noAnswer = (task: string) => `Microsoft Graph gave no answer when asked to ${task}.`;

/** The call of the operating system that failed: a connection that is only being made carries no request yet. */
const whileConnecting = (reason: unknown) => {
	const { syscalls } = systemFacts(reason);
	return syscalls.length > 0 && syscalls.every((call) => call === 'connect');
};

/** The same code comes from a connection that was made: there, the call was another one. */
const notAfterConnecting = (reason: unknown) => {
	const { syscalls } = systemFacts(reason);
	return syscalls.every((call) => call === 'connect');
};

/**
 * By system code, first match counts. The codes are Node's (errors), undici's and OpenSSL's. A kind may claim that nothing
 * was changed only where its codes cannot come after the request has left; a code of which that is not certain belongs to
 * the others. (A broken record comes with the same code before and after, so `no encrypted connection` is one of those.)
 */
export const FAILURES: FailureKind[] = [
	{
		name: 'certificate expired or not yet valid',
		codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
		neverSent: true,
		obstacle: 'clock',
		when: 'At the end of the handshake: Node.js checks the certificate before it hands the first byte of the request over.',
		explain: () => ({
			what: "The certificate of Microsoft Graph's address was not accepted: by this computer's clock it is not valid now.",
			hint: `Check this computer's clock first, then whether a proxy opens the connection with an old certificate. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'certificate not trusted',
		// Results of OpenSSL's check of the server's certificate, and of Node's check of the name in it. An alert about a
		// certificate (ERR_SSL_…_CERTIFICATE_…) is none of them: the server may send it at any time.
		codes: [
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
			'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
			'UNABLE_TO_GET_CRL',
			'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
			'CERT_SIGNATURE_FAILURE',
			'CERT_CHAIN_TOO_LONG',
			'CERT_REVOKED',
			'CERT_UNTRUSTED',
			'CERT_REJECTED',
			'CRL_SIGNATURE_FAILURE',
			'CRL_NOT_YET_VALID',
			'CRL_HAS_EXPIRED',
			'ERROR_IN_CERT_NOT_BEFORE_FIELD',
			'ERROR_IN_CERT_NOT_AFTER_FIELD',
			'INVALID_CA',
			'INVALID_PURPOSE',
			'PATH_LENGTH_EXCEEDED',
			'HOSTNAME_MISMATCH',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'ERR_TLS_CERT_ALTNAME_FORMAT',
		],
		neverSent: true,
		obstacle: 'certificate',
		when: 'At the end of the handshake: Node.js checks the certificate before it hands the first byte of the request over.',
		explain: () => ({
			what: "The certificate of Microsoft Graph's address was not accepted.",
			hint:
				'A proxy that opens encrypted connections needs its own certificate authority here ' +
				`(NODE_EXTRA_CA_CERTS); check the custom Graph address of the account too. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'unknown host',
		codes: ['ENOTFOUND', 'EAI_*'],
		neverSent: true,
		when: 'While the address is looked up (getaddrinfo), before there is a connection.',
		explain: (task) => ({
			what: noAnswer(task),
			hint:
				'The address could not be found: check the network, its name service (DNS), the proxy and the custom ' +
				`Graph address of the account. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'no connection',
		codes: ['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'],
		isMeant: notAfterConnecting,
		neverSent: true,
		when: 'While the connection is made: nobody listens there, or nobody answers.',
		explain: (task) => noConnection(task),
	},
	{
		name: 'no way to the address',
		codes: ['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ETIMEDOUT', 'ECONNRESET'],
		isMeant: whileConnecting,
		neverSent: true,
		when:
			'While the connection is made, where the operating system says so (`connect`). The same codes come from ' +
			'a connection that was made and lost its way; then they are a lost connection.',
		explain: (task) => noConnection(task),
	},
	{
		name: 'rejected by the proxy',
		// 407 is n8n's; ERR_PROXY_TUNNEL is Node's own for any answer of a proxy but 200 to CONNECT.
		codes: ['407', 'ERR_PROXY_TUNNEL'],
		neverSent: true,
		obstacle: 'proxy',
		when: 'While the proxy is asked for the connection (CONNECT), before there is one to Microsoft Graph.',
		explain: () => refusedByProxy(),
	},
	{
		name: 'tunnel rejected by the proxy',
		// undici's for any answer of a proxy but 200 to CONNECT; also for requests that were given up in the middle.
		codes: ['UND_ERR_ABORTED'],
		isMeant: (reason) => /\bproxy\b/i.test(systemFacts(reason).said),
		neverSent: true,
		obstacle: 'proxy',
		when:
			'The same, where the text of the error is about the proxy. The same code comes from a request that was ' +
			'given up; then it is a lost connection.',
		explain: () => refusedByProxy(),
	},
	{
		name: 'no encrypted connection',
		codes: ['EPROTO', 'ERR_SSL_*', 'ERR_TLS_*'],
		neverSent: false,
		advice: CHECK_PROTOCOL,
		when:
			'In the handshake, or at any later time: a record with a bad MAC, plain bytes in place of a record or an ' +
			'alert end a connection on which the request was carried out.',
		explain: () => ({
			what: "The encrypted connection to Microsoft Graph's address could not be made, or it broke before the answer had come.",
			hint: `${CHECK_PROTOCOL} ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'no answer in time',
		codes: [
			'TimeoutError',
			'AbortError',
			'ECONNABORTED',
			'ETIMEDOUT',
			'ESOCKETTIMEDOUT',
			'UND_ERR_HEADERS_TIMEOUT',
			'UND_ERR_BODY_TIMEOUT',
		],
		neverSent: false,
		when: 'At any time.',
		explain: (task) => ({
			what: `Microsoft Graph gave no answer in time when asked to ${task}.`,
			hint: 'Try again later, or raise the timeout in the options of this step.',
		}),
	},
	{
		name: 'connection lost',
		codes: ['*'],
		neverSent: false,
		when: 'At any time; also an answer that arrives cut off.',
		explain: (task) => ({
			what: noAnswer(task),
			hint: `Check the network, the proxy and the custom Graph address of the account. ${NOT_CHANGED}`,
		}),
	},
];

function noConnection(task: string): Explanation {
	return {
		what: noAnswer(task),
		hint: `No connection was made: check the network, the firewall, the proxy and the custom Graph address of the account. ${NOT_CHANGED}`,
	};
}

function refusedByProxy(): Explanation {
	return {
		what: 'The proxy did not let the connection to Microsoft Graph through.',
		hint:
			'It may want a sign-in of its own: enter user and password of the proxy ' +
			`where n8n or Node-RED gets its proxy from. ${NOT_CHANGED}`,
	};
}

/** `reason` is what the request rejected with; without it only what the code alone says is claimed. */
export const failureOf = (code: string, reason?: unknown): FailureKind =>
	FAILURES.find(
		({ codes, isMeant }) => codes.some((pattern) => matches(code, pattern)) && (isMeant?.(reason) ?? true),
	)!;

const matches = (code: string, pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(code);
