import type { Explanation } from './explanations';

/** Why no answer came. */
export interface FailureKind {
	name: string;
	/** Names of system codes; `*` stands for any letters. */
	codes: string[];
	/** True: no connection was made, so no request can have arrived. */
	neverSent: boolean;
	/** `task` completes "asked to …". */
	explain(task: string): Explanation;
}

const NOT_CHANGED = 'Nothing was changed in Outlook.';
const noAnswer = (task: string) => `Microsoft Graph gave no answer when asked to ${task}.`;

/** By system code, first match counts. The codes are Node's (errors), undici's and OpenSSL's. */
export const FAILURES: FailureKind[] = [
	{
		name: 'certificate out of its time',
		codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
		neverSent: true,
		explain: () => ({
			what: "The certificate of Microsoft Graph's address was not accepted: by this computer's clock it is not valid now.",
			hint: `Check this computer's clock first, then whether a proxy opens the connection with an old certificate. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'certificate not trusted',
		codes: ['*CERT*', 'UNABLE_TO_*', '*SELF_SIGNED*'],
		neverSent: true,
		explain: () => ({
			what: "The certificate of Microsoft Graph's address was not accepted.",
			hint: `A proxy that opens encrypted connections needs its own certificate authority here (NODE_EXTRA_CA_CERTS); check the custom Graph address of the account too. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'no encrypted connection',
		codes: ['EPROTO', 'ERR_SSL_*', 'ERR_TLS_*'],
		neverSent: true,
		explain: () => ({
			what: "No encrypted connection to Microsoft Graph's address could be made.",
			hint: `Check the proxy, and whether the custom Graph address of the account begins with the right one of http:// and https://. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'unknown host',
		codes: ['ENOTFOUND', 'EAI_*'],
		neverSent: true,
		explain: (task) => ({
			what: noAnswer(task),
			hint: `The address could not be found: check the network, its name service (DNS), the proxy and the custom Graph address of the account. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'no connection',
		codes: ['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'UND_ERR_CONNECT_TIMEOUT'],
		neverSent: true,
		explain: (task) => ({
			what: noAnswer(task),
			hint: `No connection was made: check the network, the firewall, the proxy and the custom Graph address of the account. ${NOT_CHANGED}`,
		}),
	},
	{
		name: 'refused by the proxy',
		// 407 is n8n's, the other undici's for any answer of a proxy but 200 to CONNECT.
		codes: ['407', 'UND_ERR_ABORTED'],
		neverSent: true,
		explain: () => ({
			what: 'The proxy did not let the connection to Microsoft Graph through.',
			hint: `It may want a sign-in of its own: enter user and password of the proxy where n8n or Node-RED gets its proxy from. ${NOT_CHANGED}`,
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
		explain: (task) => ({
			what: `Microsoft Graph gave no answer in time when asked to ${task}.`,
			hint: 'Try again later, or raise the timeout in the options of this step.',
		}),
	},
	{
		name: 'connection lost',
		codes: ['*'],
		neverSent: false,
		explain: (task) => ({
			what: noAnswer(task),
			hint: `Check the network, the proxy and the custom Graph address of the account. ${NOT_CHANGED}`,
		}),
	},
];

export const failureOf = (code: string): FailureKind =>
	FAILURES.find(({ codes }) => codes.some((pattern) => matches(code, pattern)))!;

const matches = (code: string, pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(code);
