/** What several of Entra's numbers have in common: `fix` is what to do about them. */
export interface EntraFix {
	codes: number[];
	fix: string;
}

/**
 * Entra's numbers (Microsoft Entra, "reference-error-codes"; 50020, 50027, 50173, 50194, 500113, 700021, 700023 and 700024 are not
 * on that page). The texts that Entra sends are never branched on.
 */
export const ENTRA_FIXES: EntraFix[] = [
	{
		codes: [50011, 500113],
		fix: 'The redirect address is not in the app registration: copy it from the account, character by character, into Authentication → Redirect URIs.',
	},
	{
		codes: [50020, 16000, 50034, 51004],
		fix: 'This person is not in the tenant: check the tenant ID, sign in as someone else, or have the person added as a guest.',
	},
	{
		codes: [50027, 700021, 700023],
		fix: 'Microsoft could not verify the certificate: check that client ID, tenant ID and cloud belong together.',
	},
	{
		codes: [50053],
		fix: 'This user account is locked, or signs in from an address that Microsoft does not trust: wait, or ask an administrator.',
	},
	{ codes: [50055], fix: 'The password has expired: the person has to choose a new one and sign in again.' },
	{
		codes: [50057],
		fix: 'This user account is disabled (accounts of shared mailboxes always are): sign in as yourself and choose the shared mailbox in the step.',
	},
	{ codes: [50126], fix: 'User name or password is wrong: sign in again.' },
	{ codes: [50058, 50059], fix: 'No one is signed in to this tenant: check the tenant ID and sign in again.' },
	{
		codes: [50072, 50074, 50076, 50079],
		fix: 'The organisation asks for a second factor: sign in again in the browser and confirm it.',
	},
	{
		codes: [50105],
		fix: 'The person may not use this app: an administrator assigns people under Enterprise applications → the app → Users and groups, or switches off "Assignment required".',
	},
	{ codes: [50173], fix: 'The sign-in was revoked, for example by a new password: sign in again.' },
	{
		codes: [50194],
		fix: 'The app registration serves one tenant only: enter its own tenant ID instead of "common" or "organizations".',
	},
	{
		codes: [53000, 53001],
		fix: 'A Conditional Access policy asks for a managed device: sign in again in the browser of such a device, or ask an administrator.',
	},
	{
		codes: [53003, 530035],
		fix: 'A Conditional Access policy or the security defaults block this sign-in: ask an administrator, or connect the account again from a device and place that they allow.',
	},
	{
		codes: [54005],
		fix: 'The code of this sign-in was used before: sign in again, and do not reload the page at its end.',
	},
	{
		codes: [65001],
		fix: 'Nobody has consented to the permissions yet: sign in again and accept, or ask an administrator for consent.',
	},
	{ codes: [65004], fix: 'The permissions were declined: sign in again and accept them.' },
	{
		codes: [500011],
		fix: 'Microsoft Graph is not known in this tenant at that address: check the cloud and the Graph address of the account.',
	},
	{ codes: [501481, 50148], fix: 'This answer belongs to another sign-in: sign in again.' },
	{
		codes: [650052, 650056, 650057],
		fix: 'The app registration lacks the permissions: add those of Microsoft Graph under API permissions, and consent to them.',
	},
	{ codes: [70000], fix: 'The stored sign-in is not valid any more, or the wrong address was pasted: sign in again.' },
	{ codes: [70008, 700082], fix: 'The sign-in has expired after a long time without use: sign in again.' },
	{
		codes: [700084],
		fix: 'The sign-in of a single-page app ends after a day: register the redirect address under the platform Web instead, then sign in again.',
	},
	{
		codes: [70011, 700022, 28002],
		fix: 'The scope was not accepted: check that cloud, Graph address and sign-in address belong together.',
	},
	{ codes: [70016], fix: 'The code has not been entered yet: enter it on the page that was shown.' },
	{ codes: [70018, 70019], fix: 'The code is wrong or has expired: begin the sign-in again.' },
	{
		codes: [70043],
		fix: 'The organisation limits how long a sign-in lasts: sign in again; for unattended work use an application.',
	},
	{ codes: [700005], fix: 'The sign-in was begun in another tenant: check the tenant ID and sign in again.' },
	{
		codes: [700016],
		fix: 'The client ID is not known in this tenant: check that client ID and tenant ID belong together, and the cloud.',
	},
	{
		codes: [700024],
		fix: "The certificate was used at the wrong time: this computer's clock is wrong by minutes. Set it.",
	},
	{
		codes: [700025],
		fix: 'The app is registered as a public client, which has no secret: clear the secret, or register the redirect address under the platform Web.',
	},
	{
		codes: [700027, 700030],
		fix: 'The certificate was not accepted: upload its public part under Certificates & secrets, and check that it has not expired.',
	},
	{
		codes: [7000112],
		fix: 'The app is disabled in this tenant: ask an administrator to enable it under Enterprise applications.',
	},
	{ codes: [7000215], fix: 'The client secret is wrong: enter the Value of the secret, not its Secret ID.' },
	{
		codes: [7000218],
		fix: 'A secret or certificate is missing: enter it in the account, or switch on "Allow public client flows" in the app registration.',
	},
	{
		codes: [7000222],
		fix: 'The client secret has expired: create a new one in the app registration and enter its Value.',
	},
	{
		codes: [90002, 90038, 900382],
		fix: 'The tenant was not found: check the tenant ID, and the cloud. A tenant without an active subscription is not found either.',
	},
	{
		codes: [90094, 90095],
		fix: "An administrator has to consent: send one the request that the account's settings offer.",
	},
	{
		codes: [90130, 9001023],
		fix: 'This kind of sign-in does not work through "common" or "consumers": enter your own tenant ID.',
	},
	{
		codes: [9002313],
		fix: 'The stored sign-in or the pasted address is damaged or incomplete: sign in again. For an application, check that client ID and secret are filled in.',
	},
	{
		codes: [900144, 90014],
		fix: 'Something is missing in the sign-in request: check that tenant ID, client ID and secret are filled in, and report it if they are.',
	},
	{
		codes: [9002332],
		fix: 'The app registration is for work accounts only: change its supported account types, or sign in with a work account.',
	},
];

const BY_CODE = new Map(
	ENTRA_FIXES.flatMap(({ codes, fix }) => codes.map((code): [string, string] => [`AADSTS${code}`, fix])),
);

/** What to do about `AADSTS50011` and the like; undefined for numbers that nobody has explained here. */
export const entraFix = (code: string): string | undefined => BY_CODE.get(code);
