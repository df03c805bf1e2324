/** What of an account a refusal is about. */
export type Subject = 'tenant' | 'client' | 'proof' | 'clock' | 'cloud' | 'signIn' | 'permissions';

/** What several of Entra's numbers have in common: `about` is where the cause lies, `fix` what to do. */
export interface EntraFix {
	codes: number[];
	about: Subject;
	fix: string;
}

/**
 * Entra's numbers (Microsoft Entra, "reference-error-codes"; 50020, 50027, 50173, 50194, 500113, 700021, 700023, 700024, 900023
 * (OBS microsoft/Analysis-Services#194) and 7000229 (Teams SDK, "app-authentication/troubleshooting") are not on that page).
 * The texts that Entra sends are never branched on.
 */
export const ENTRA_FIXES: EntraFix[] = [
	{
		codes: [50011, 500113],
		about: 'signIn',
		fix: 'The redirect address is not in the app registration: copy it from the account, character by character, into Authentication → Redirect URIs.',
	},
	{
		codes: [50020, 16000, 50034, 51004],
		about: 'signIn',
		fix: 'This person is not in the tenant: check the tenant ID, sign in as someone else, or have the person added as a guest.',
	},
	{
		codes: [50027, 700021, 700023],
		about: 'proof',
		fix: 'Microsoft could not verify the certificate: check that client ID, tenant ID and cloud belong together.',
	},
	{
		codes: [50053],
		about: 'signIn',
		fix: 'This user account is locked, or signs in from an address that Microsoft does not trust: wait, or ask an administrator.',
	},
	{
		codes: [50055],
		about: 'signIn',
		fix: 'The password has expired: the person has to choose a new one and sign in again.',
	},
	{
		codes: [50057],
		about: 'signIn',
		fix: 'This user account is disabled (accounts of shared mailboxes always are): sign in as yourself and choose the shared mailbox in the step.',
	},
	{ codes: [50126], about: 'signIn', fix: 'User name or password is wrong: sign in again.' },
	{
		codes: [50058, 50059],
		about: 'signIn',
		fix: 'No one is signed in to this tenant: check the tenant ID and sign in again.',
	},
	{
		codes: [50072, 50074, 50076, 50079],
		about: 'signIn',
		fix: 'The organisation asks for a second factor: sign in again in the browser and confirm it.',
	},
	{
		codes: [50105],
		about: 'signIn',
		fix: 'The person may not use this app: an administrator assigns people under Enterprise applications → the app → Users and groups, or switches off "Assignment required".',
	},
	{ codes: [50173], about: 'signIn', fix: 'The sign-in was revoked, for example by a new password: sign in again.' },
	{
		codes: [50194],
		about: 'tenant',
		fix: 'The app registration serves one tenant only: enter its own tenant ID instead of "common" or "organizations".',
	},
	{
		codes: [53000, 53001],
		about: 'signIn',
		fix: 'A Conditional Access policy asks for a managed device: sign in again in the browser of such a device, or ask an administrator.',
	},
	{
		codes: [53003, 530035],
		about: 'signIn',
		fix: 'A Conditional Access policy or the security defaults block this sign-in: ask an administrator, or connect the account again from a device and place that they allow.',
	},
	{
		codes: [54005],
		about: 'signIn',
		fix: 'The code of this sign-in was used before: sign in again, and do not reload the page at its end.',
	},
	{
		codes: [65001],
		about: 'permissions',
		fix: 'Nobody has consented to the permissions yet: sign in again and accept, or ask an administrator for consent.',
	},
	{ codes: [65004], about: 'permissions', fix: 'The permissions were declined: sign in again and accept them.' },
	{
		codes: [500011],
		about: 'cloud',
		fix: 'Microsoft Graph is not known in this tenant at that address: check the cloud and the Graph address of the account.',
	},
	{ codes: [501481, 50148], about: 'signIn', fix: 'This answer belongs to another sign-in: sign in again.' },
	{
		codes: [650052, 650056, 650057],
		about: 'permissions',
		fix: 'The app registration lacks the permissions: add those of Microsoft Graph under API permissions, and consent to them.',
	},
	{
		codes: [70000],
		about: 'signIn',
		fix: 'The stored sign-in is not valid any more, or the wrong address was pasted: sign in again.',
	},
	{
		codes: [70008, 700082],
		about: 'signIn',
		fix: 'The sign-in has expired after a long time without use: sign in again.',
	},
	{
		codes: [700084],
		about: 'signIn',
		fix: 'The sign-in of a single-page app ends after a day: register the redirect address under the platform Web instead, then sign in again.',
	},
	{
		codes: [70011, 700022, 28002],
		about: 'cloud',
		fix: 'The scope was not accepted: check that cloud, Graph address and sign-in address belong together.',
	},
	{ codes: [70016], about: 'signIn', fix: 'The code has not been entered yet: enter it on the page that was shown.' },
	{ codes: [70018, 70019], about: 'signIn', fix: 'The code is wrong or has expired: begin the sign-in again.' },
	{
		codes: [70043],
		about: 'signIn',
		fix: 'The organisation limits how long a sign-in lasts: sign in again; for unattended work use an application.',
	},
	{
		codes: [700005],
		about: 'tenant',
		fix: 'The sign-in was begun in another tenant: check the tenant ID and sign in again.',
	},
	{
		codes: [700016],
		about: 'client',
		fix: 'The client ID is not known in this tenant: check that client ID and tenant ID belong together, and the cloud.',
	},
	{
		codes: [700024],
		about: 'clock',
		fix: "The certificate was used at the wrong time: this computer's clock is wrong by minutes. Set it.",
	},
	{
		codes: [700025],
		about: 'proof',
		fix: 'The app is registered as a public client, which has no secret: clear the secret, or register the redirect address under the platform Web.',
	},
	{
		codes: [700027, 700030],
		about: 'proof',
		fix: 'The certificate was not accepted: upload its public part under Certificates & secrets, and check that it has not expired.',
	},
	{
		codes: [7000112],
		about: 'client',
		fix: 'The app is disabled in this tenant: ask an administrator to enable it under Enterprise applications.',
	},
	{
		codes: [7000229],
		about: 'client',
		fix: 'The app is registered, but not present in this tenant: an administrator opens its API permissions and presses "Grant admin consent".',
	},
	{
		codes: [7000215],
		about: 'proof',
		fix: 'The client secret is wrong: enter the Value of the secret, not its Secret ID.',
	},
	{
		codes: [7000218],
		about: 'proof',
		fix: 'A secret or certificate is missing: enter it in the account, or switch on "Allow public client flows" in the app registration.',
	},
	{
		codes: [7000222],
		about: 'proof',
		fix: 'The client secret has expired: create a new one in the app registration and enter its Value.',
	},
	{
		codes: [90002],
		about: 'tenant',
		fix: 'The tenant was not found: check the tenant ID, and the cloud. A tenant without an active subscription is not found either.',
	},
	{
		codes: [90038, 900382],
		about: 'cloud',
		fix: 'The tenant is in another cloud of Microsoft: choose that one under Cloud, and register the app there.',
	},
	{
		codes: [900023],
		about: 'tenant',
		fix: 'The tenant ID is no possible one: enter the "Directory (tenant) ID" from the overview page of the app registration, or a domain such as contoso.com.',
	},
	{
		codes: [90094, 90095],
		about: 'permissions',
		fix: "An administrator has to consent: send one the request that the account's settings offer.",
	},
	{
		codes: [90130, 9001023],
		about: 'tenant',
		fix: 'This kind of sign-in does not work through "common" or "consumers": enter your own tenant ID.',
	},
	{
		codes: [9002313],
		about: 'signIn',
		fix: 'The stored sign-in or the pasted address is damaged or incomplete: sign in again. For an application, check that client ID and secret are filled in.',
	},
	{
		codes: [900144, 90014],
		about: 'signIn',
		fix: 'Something is missing in the sign-in request: check that tenant ID, client ID and secret are filled in, and report it if they are.',
	},
	{
		codes: [9002332],
		about: 'client',
		fix: 'The app registration is for work accounts only: change its supported account types, or sign in with a work account.',
	},
];

const BY_CODE = new Map(
	ENTRA_FIXES.flatMap((row) => row.codes.map((code): [string, EntraFix] => [`AADSTS${code}`, row])),
);

/** What to do about `AADSTS50011` and the like; undefined for numbers that nobody has explained here. */
export const entraFix = (code: string): string | undefined => BY_CODE.get(code)?.fix;

/** What of the account `AADSTS50011` and the like are about; undefined for numbers that nobody has explained here. */
export const subjectOf = (code: string): Subject | undefined => BY_CODE.get(code)?.about;
