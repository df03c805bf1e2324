import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../body.mts';
import { adminConsent } from './admin-consent.mts';
import { authorize } from './authorize.mts';
import { deviceCode, devicePage } from './device-code.mts';
import { keys, openidConfiguration } from './discovery.mts';
import { EntraError, errorJson } from './errors.mts';
import { json } from './state.mts';
import type { Entra, EntraAnswer, SignInRequest } from './state.mts';
import { redactForm, token } from './token.mts';

export interface EntraServer {
	entra: Entra;
	/** Calls of the token endpoint, without secrets. */
	tokenRequests: { body: string; status: number }[];
}

type Endpoint = { methods: string[]; answer: (entra: Entra, request: SignInRequest) => EntraAnswer };

/** Here an unknown tenant has a word of its own. OBS pnp/cli-microsoft365 (2019) */
function discovery(_: Entra, request: SignInRequest): EntraAnswer {
	try {
		return openidConfiguration(request);
	} catch (error) {
		if (error instanceof EntraError && error.code === 90002) throw error.as('invalid_tenant');
		throw error;
	}
}

/** By what follows the tenant in the path. */
const endpoints: Record<string, Endpoint> = {
	'oauth2/v2.0/token': { methods: ['POST'], answer: token },
	'oauth2/v2.0/authorize': { methods: ['GET', 'POST'], answer: authorize },
	'oauth2/v2.0/devicecode': { methods: ['POST'], answer: deviceCode },
	'oauth2/deviceauth': { methods: ['GET', 'POST'], answer: devicePage },
	adminconsent: { methods: ['GET', 'POST'], answer: adminConsent },
	'v2.0/.well-known/openid-configuration': { methods: ['GET'], answer: discovery },
	'discovery/v2.0/keys': { methods: ['GET'], answer: keys },
};

/** Answers what belongs to the sign-in service; false: not its path. */
export async function answerEntra(
	{ entra, tokenRequests }: EntraServer,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	query: URLSearchParams,
	origin: string,
): Promise<boolean> {
	const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
	const name = rest.toLowerCase();
	if (!Object.hasOwn(endpoints, name)) return false;
	const endpoint = endpoints[name];
	const method = request.method ?? 'GET';
	if (!endpoint.methods.includes(method)) {
		response
			.writeHead(405, { 'Content-Type': 'text/plain; charset=utf-8', Allow: endpoint.methods.join(', ') })
			.end('Not possible.');
		return true;
	}
	const body = await readBody(request, 64 * 1024);
	if (body.problem === 'aborted') return true;
	const type = request.headers['content-type'];
	const isForm = (type === undefined || /^application\/x-www-form-urlencoded\b/i.test(type)) && !body.problem;
	const call: SignInRequest = {
		tenant,
		origin,
		method,
		query,
		form: new URLSearchParams(body.text),
		isForm,
		authorization: request.headers.authorization,
	};
	const answer = attempt(() => endpoint.answer(entra, call));
	const { clockAheadSeconds } = entra.switches;
	if (clockAheadSeconds !== 0)
		response.setHeader('Date', new Date(Date.now() + clockAheadSeconds * 1000).toUTCString());
	if (endpoint.answer === token)
		tokenRequests.push({ body: isForm ? redactForm(body.text) : '<not a form>', status: answer.status });
	response.writeHead(answer.status, answer.headers).end(answer.body);
	return true;
}

function attempt(work: () => EntraAnswer): EntraAnswer {
	try {
		return work();
	} catch (error) {
		if (error instanceof EntraError) return json(error.status, errorJson(error));
		throw error;
	}
}
