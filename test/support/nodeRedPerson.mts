// A person signs in to an account of Node-RED's runtime, through the node's own endpoints.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { helper, type AccountSettings } from './node-red.mts';

/** The account as it is deployed. */
export const personSettings = ({ url }: Simulator): AccountSettings => ({
	graphUrl: url,
	clientId: DEMO_APP.clientId,
	clientSecret: DEMO_APP.clientSecret,
	grantType: 'authorizationCode',
});

/** The account as its dialog sends it. */
export const personDialog = ({ url }: Simulator, changes: object = {}) => ({
	account: {
		id: 'account',
		settings: { grantType: 'authorizationCode', cloud: 'custom', graphUrl: url, loginUrl: url, ...changes },
		credentials: {
			outlookDraftTenantId: 'contoso',
			outlookDraftClientId: DEMO_APP.clientId,
			outlookDraftClientSecret: '__PWRD__',
		},
	},
});

export const post = async (path: string, body: object) =>
	(await helper.request().post(`/outlook-account/${path}`).send(body)) as { status: number; body: any };

/** Through the page, as a browser does it that comes back to Node-RED. `changes`: settings that differ, as deployed. */
export async function signInPerson(
	simulator: Simulator,
	changes: object = {},
): Promise<{ landing: URL; attempt: string }> {
	const { body } = await post('sign-in', {
		...personDialog(simulator, changes),
		redirectUri: 'http://localhost:1880/outlook-account/callback',
	});
	const landing = new URL((await fetch(withoutPrompt(body.address), { redirect: 'manual' })).headers.get('location')!);
	await helper.request().get(`${landing.pathname}${landing.search}`).expect(200);
	return { landing, attempt: body.attempt };
}

/** The page would ask which person; a browser that is signed in to one account need not. */
export const withoutPrompt = (address: string) => address.replace('&prompt=select_account', '');
