// Addresses of Graph that give no usable answer, and what a person reads in both hosts.
import { closedAddress, service } from './network.mts';

export interface NetworkCase {
	name: string;
	/** Opens the address; `close` ends what was opened for it. */
	open(): Promise<{ graphUrl: string; close?: () => Promise<unknown> }>;
	/** Seconds. */
	timeout?: number;
	text: string;
	draftMayExist?: true;
}

const MAY_EXIST =
	'The draft may exist all the same. Check the folder before you run it again: Outlook has no way to repeat this safely.';

export const NETWORK_CASES: NetworkCase[] = [
	{
		name: 'nobody listens there',
		open: async () => ({ graphUrl: await closedAddress() }),
		text: 'Microsoft Graph gave no answer when asked to create the draft. No connection was made: check the network, the firewall, the proxy and the custom Graph address of the account. Nothing was changed in Outlook.',
	},
	{
		name: 'a host that does not exist',
		open: async () => ({ graphUrl: 'https://graph.contoso.invalid' }),
		text: 'Microsoft Graph gave no answer when asked to create the draft. The address could not be found: check the network, its name service (DNS), the proxy and the custom Graph address of the account. Nothing was changed in Outlook.',
	},
	{
		name: 'https where only http is spoken',
		open: async () => {
			const { url, close } = await service((_request, response) => response.end());
			return { graphUrl: url.replace('http:', 'https:'), close };
		},
		timeout: 5,
		text: `The encrypted connection to Microsoft Graph's address could not be made, or it broke before the answer had come. The draft may exist all the same. Check the folder before you run it again: Outlook has no way to repeat this safely. Check the proxy, and whether the custom Graph address of the account begins with the right one of http:// and https://.`,
		draftMayExist: true,
	},
	{
		// An answer, but one whose meaning depends on the time.
		name: "this computer's clock is half an hour ahead",
		open: async () => {
			const { url, close } = await service((_request, response) => {
				const date = new Date(Date.now() - 30 * 60_000).toUTCString();
				response
					.writeHead(401, { 'Content-Type': 'application/json', Date: date })
					.end(
						'{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired or is not yet valid."}}',
					);
			});
			return { graphUrl: url, close };
		},
		text: "Microsoft Graph did not accept the sign-in: this computer's clock is 30 minutes ahead. Set the clock, best by a time server; then run it again.",
	},
	{
		name: 'the connection is cut',
		open: async () => {
			const { url, close } = await service((request) => request.socket.destroy());
			return { graphUrl: url, close };
		},
		timeout: 5,
		text: `Microsoft Graph gave no answer when asked to create the draft. ${MAY_EXIST}`,
		draftMayExist: true,
	},
	{
		name: 'no answer in time',
		open: async () => {
			const { url, close } = await service(() => {});
			return { graphUrl: url, close };
		},
		timeout: 0.2,
		text: `Microsoft Graph gave no answer in time when asked to create the draft. ${MAY_EXIST.replace('all the same.', 'all the same. It was tried once, with a timeout of 0.2 seconds.')}`,
		draftMayExist: true,
	},
];
