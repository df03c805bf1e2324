// Answers of Entra's token endpoint to an application, and what a person reads in both hosts.
import { service, type Service } from './network.mts';

export interface SignInCase {
	name: string;
	status: number;
	body: string;
	code: string;
	text: string;
}

const refusal = (error: string, code: number, sentence: string) =>
	JSON.stringify({
		error,
		error_description: `AADSTS${code}: ${sentence} Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-25 12:00:00Z`,
		error_codes: [code],
		error_uri: `https://login.microsoftonline.com/error?code=${code}`,
	});
const gave = (code: number) => `Microsoft sign-in gave no token (AADSTS${code}).`;

export const SIGN_IN_CASES: SignInCase[] = [
	{
		name: 'a wrong secret',
		status: 401,
		body: refusal('invalid_client', 7000215, 'Invalid client secret provided.'),
		code: 'AADSTS7000215',
		text: `${gave(7000215)} The client secret is wrong: enter the Value of the secret, not its Secret ID.`,
	},
	{
		name: 'an expired secret',
		status: 401,
		body: refusal('invalid_client', 7000222, 'The provided client secret keys are expired.'),
		code: 'AADSTS7000222',
		text: `${gave(7000222)} The client secret has expired: create a new one in the app registration and enter its Value.`,
	},
	{
		name: 'an unknown client',
		status: 400,
		body: refusal('unauthorized_client', 700016, 'Application was not found in the directory.'),
		code: 'AADSTS700016',
		text: `${gave(700016)} The client ID is not known in this tenant: check that client ID and tenant ID belong together, and the cloud.`,
	},
	{
		name: 'an unknown tenant',
		status: 400,
		body: refusal('invalid_request', 90002, 'Tenant not found.'),
		code: 'AADSTS90002',
		text: `${gave(90002)} The tenant was not found: check the tenant ID, and the cloud. A tenant without an active subscription is not found either.`,
	},
	{
		name: 'conditional access',
		status: 400,
		body: refusal('access_denied', 53003, 'Access has been blocked by Conditional Access policies.'),
		code: 'AADSTS53003',
		text: `${gave(53003)} A Conditional Access policy or the security defaults block this sign-in: ask an administrator, or connect the account again from a device and place that they allow.`,
	},
	{
		name: 'a wrong scope',
		status: 400,
		body: refusal('invalid_scope', 70011, 'The provided value for the input parameter scope is not valid.'),
		code: 'AADSTS70011',
		text: `${gave(70011)} The scope was not accepted: check that cloud, Graph address and sign-in address belong together.`,
	},
	{
		name: "a number that nobody knows: Microsoft's own sentence",
		status: 400,
		body: refusal('invalid_request', 99999, 'A new rule applies.'),
		code: 'AADSTS99999',
		text: `${gave(99999)} Microsoft says: A new rule applies.`,
	},
];

/** Entra that answers every request for a token with one refusal. */
export async function refusingLogin({ status, body }: SignInCase): Promise<Service> {
	return await service((_request, response) =>
		response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(body),
	);
}
