import { DEMO_APP } from '../../../simulator/server.mts';
import type { Client, Json, Reply } from '../client.mts';
import { send } from '../client.mts';

export type Fields = Record<string, string>;

export const redirectUri = 'http://127.0.0.1:1880/callback';
export const megan = 'megan.bowen@contoso.com';
export const demo: Fields = { client_id: DEMO_APP.clientId, client_secret: DEMO_APP.clientSecret };
export const asApplication: Fields = {
	...demo,
	grant_type: 'client_credentials',
	scope: 'https://graph.microsoft.com/.default',
};
export const askForCode: Fields = {
	client_id: DEMO_APP.clientId,
	response_type: 'code',
	redirect_uri: redirectUri,
	scope: 'offline_access Mail.ReadWrite',
	state: 's 1&',
};
const formType = 'application/x-www-form-urlencoded';

/** Requests as forms, to one simulator. */
export function requests(c: () => Client) {
	const post = (path: string, fields: Fields, headers: Fields = {}): Promise<Reply> =>
		send('', 'POST', `${c().simulator.url}${path}`, new URLSearchParams(fields).toString(), {
			'content-type': formType,
			...headers,
		});
	const token = (fields: Fields, tenant = 'contoso', headers: Fields = {}): Promise<Reply> =>
		post(`/${tenant}/oauth2/v2.0/token`, fields, headers);
	const deviceCode = (fields: Fields, tenant = 'contoso'): Promise<Reply> =>
		post(`/${tenant}/oauth2/v2.0/devicecode`, fields);
	/** The page, or the address to which the browser is sent back. */
	const authorize = async (
		fields: Fields,
		{ tenant = 'contoso', answer }: { tenant?: string; answer?: Fields } = {},
	): Promise<{ status: number; text: string; back: Fields; location: string }> => {
		const url = `${c().simulator.url}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(fields)}`;
		const response = await fetch(url, {
			redirect: 'manual',
			...(answer ? { method: 'POST', body: new URLSearchParams(answer) } : {}),
		});
		const location = response.headers.get('location') ?? '';
		const back = location ? Object.fromEntries(new URL(location.replace('#', '?')).searchParams) : {};
		return { status: response.status, text: await response.text(), back, location };
	};
	/** The `code` that the person's browser brings. */
	const code = async (fields: Fields = {}, person: string = megan, tenant = 'contoso'): Promise<string> =>
		(await authorize({ ...askForCode, ...fields }, { tenant, answer: { decision: 'accept', person } })).back.code;
	const redeem = async (fields: Fields = {}, tenant = 'contoso'): Promise<Reply> =>
		token(
			{
				grant_type: 'authorization_code',
				...demo,
				redirect_uri: redirectUri,
				code: fields.code ?? (await code()),
				...fields,
			},
			tenant,
		);
	const refresh = async (fields: Fields = {}, tenant = 'contoso'): Promise<Reply> =>
		token(
			{
				grant_type: 'refresh_token',
				...demo,
				refresh_token: fields.refresh_token ?? String((await redeem()).json.refresh_token),
				...fields,
			},
			tenant,
		);
	const poll = (device: Json, fields: Fields = {}): Promise<Reply> =>
		token({
			grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
			client_id: DEMO_APP.clientId,
			device_code: String(device.device_code),
			...fields,
		});
	const devicePage = (fields: Fields): Promise<Reply> => post('/contoso/oauth2/deviceauth', fields);
	return { token, deviceCode, authorize, code, redeem, refresh, poll, devicePage };
}
