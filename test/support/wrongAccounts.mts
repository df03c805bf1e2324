// Accounts with which something is wrong, and what Check says of each in every host.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { makeCertificate } from './certificate.mts';
import { closedAddress, service } from './network.mts';

/** Settings by field name, over those of the simulator's own application. */
export type Settings = Record<string, unknown>;

export interface WrongAccount {
	name: string;
	/** A person, who has signed in before anything goes wrong unless `isNew`. */
	person?: string;
	isNew?: true;
	/** Prepares the simulator, and gives the settings that differ. */
	prepare?(simulator: Simulator): Settings | Promise<Settings>;
	/** What happens after the sign-in. */
	after?(simulator: Simulator): void;
	/** Something that stands in the place of Entra; closed after the test. */
	login?(): Promise<{ url: string; close(): Promise<unknown> }>;
	mailbox?: string;
	/** The line that names the cause. */
	check: string;
	state?: 'missing' | 'failed';
	detail: RegExp;
	fix: RegExp;
	/** Nobody has to do anything to make drafts: a warning. */
	isWarning?: true;
}

const APP = 'cccccccc-0000-4000-8000-00000000000c';
const SECRET = 'the value of a secret';
const PERSON = 'AdeleV@contoso.onmicrosoft.com';

/** An app registration of one's own, so that nothing else is wrong with it. */
const registered =
	(changes: object, settings: Settings = {}) =>
	(simulator: Simulator): Settings => {
		simulator.applications.add({
			clientId: APP,
			displayName: 'Drafts',
			secrets: [{ value: SECRET }],
			redirectUris: 'any',
			delegated: ['Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'],
			application: ['Mail.ReadWrite', 'User.Read.All'],
			...changes,
		});
		return { clientId: APP, clientSecret: SECRET, allowSending: false, ...settings };
	};

/** What keeps a person from signing in, from now on. */
const personIs = (signInError: number) => (simulator: Simulator) =>
	void Object.assign(simulator.store.find(PERSON)!, { signInError });

const pem = (ends?: Date) => {
	const { certificate, privateKey } = makeCertificate('drafts.example.com', ends);
	return { certificate, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
};
const withCertificate = (pair: { certificate: string; privateKey: string }) => ({
	clientSecret: '',
	clientCredentialType: 'certificate',
	...pair,
});

/** An https service with a certificate that nobody knows. */
async function untrusted() {
	const { certificate, privateKey } = makeCertificate('localhost');
	const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
	const server = createServer({ key, cert: certificate }, (_request, response) => response.end('{}'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const BLOCKED_PAGE = '<!DOCTYPE html><html><head><title>Web Gateway: blocked</title></head><body>no</body></html>';
const answering = (status: number, body: string, contentType = 'text/html') =>
	service((_request, response) => response.writeHead(status, { 'Content-Type': contentType }).end(body));

const NOT_CONSENTED = /Mail\.ReadWrite is not granted. It is needed to make, change and delete drafts/;

/** The line of Check that says what is wrong. */
export const lineOf = ({ check, state = 'failed', detail, fix }: WrongAccount): unknown =>
	expect.objectContaining({ check, state, detail: expect.stringMatching(detail), fix: expect.stringMatching(fix) });

export const WRONG_ACCOUNTS: WrongAccount[] = [
	{
		name: 'nothing is filled in',
		prepare: () => ({ tenant: '', clientId: '', clientSecret: '' }),
		check: 'settings',
		detail: /Tenant ID, Client ID and Client Secret are missing/,
		fix: /Enter them/,
	},
	{
		name: 'the tenant is unknown',
		prepare: () => ({ tenant: 'fabrikam.com' }),
		check: 'tenant',
		detail: /does not take the tenant "fabrikam\.com" \(AADSTS90002\)/,
		fix: /check the tenant ID/,
	},
	{
		name: 'the tenant ID lacks a digit',
		prepare: () => ({ tenant: '72f988bf-0000-4000-8000-00000000001' }),
		check: 'tenant',
		detail: /\(AADSTS900023\)/,
		fix: /Directory \(tenant\) ID/,
	},
	{
		name: '"common" in place of a tenant',
		prepare: () => ({ tenant: 'common' }),
		check: 'tenant',
		detail: /\(AADSTS9001023\)/,
		fix: /enter your own tenant ID/,
	},
	{
		name: 'the tenant is in another cloud',
		prepare: () => ({ tenant: 'contoso.onmicrosoft.us' }),
		check: 'cloud',
		detail: /\(AADSTS90038\)/,
		fix: /in another cloud/,
	},
	{
		name: 'the client ID is unknown, or of another tenant',
		prepare: () => ({ clientId: 'dddddddd-0000-4000-8000-000000000001' }),
		check: 'client',
		detail: /\(AADSTS700016\)/,
		fix: /client ID and tenant ID belong together/,
	},
	{
		name: 'the app is disabled',
		prepare: registered({ disabled: true }),
		check: 'client',
		detail: /\(AADSTS7000112\)/,
		fix: /enable it under Enterprise applications/,
	},
	{
		name: 'the app is not present in the tenant',
		prepare: registered({ isAbsent: true }),
		check: 'client',
		detail: /\(AADSTS7000229\)/,
		fix: /Grant admin consent/,
	},
	{
		name: 'the secret is wrong',
		prepare: registered({}, { clientSecret: 'guessed' }),
		check: 'client secret',
		detail: /did not accept the client secret \(AADSTS7000215\)/,
		fix: /enter the Value of the secret, not its Secret ID/,
	},
	{
		name: 'the Secret ID in place of the Value',
		prepare: registered({}, { clientSecret: 'b0a1c2d3-1111-4222-8333-444455556666' }),
		check: 'client secret',
		detail: /\(AADSTS7000215\)/,
		fix: /looks like the Secret ID\. Enter the Value/,
	},
	{
		name: 'the secret has expired',
		prepare: registered({ secrets: [{ value: SECRET, expires: '2020-01-01T00:00:00Z' }] }),
		check: 'client secret',
		detail: /\(AADSTS7000222\)/,
		fix: /has expired: create a new one/,
	},
	{
		name: 'a secret for a public client',
		prepare: registered({ secrets: [], publicClient: true }),
		check: 'client secret',
		detail: /\(AADSTS700025\)/,
		fix: /clear the secret/,
	},
	{
		name: 'the certificate was not uploaded',
		prepare: registered({}, withCertificate(pem())),
		check: 'certificate',
		detail: /did not accept the certificate \(AADSTS700027\)/,
		fix: /upload its public part/,
	},
	{
		name: 'the certificate has expired',
		prepare: (simulator) => {
			const pair = pem(new Date('2021-02-03T00:00:00Z'));
			return registered({ certificates: [pair.certificate] }, withCertificate(pair))(simulator);
		},
		check: 'certificate',
		detail: /certificate/i,
		fix: /has expired on 2021-02-03|make a new one/i,
	},
	{
		name: "this computer's clock is wrong, with a certificate",
		prepare: (simulator) => {
			simulator.switches.clockAheadSeconds = 1_200;
			const pair = pem();
			return registered({ certificates: [pair.certificate] }, withCertificate(pair))(simulator);
		},
		check: 'clock',
		detail: /clock is 20 minutes behind/,
		fix: /Set the clock/,
	},
	{
		name: 'nobody has consented',
		prepare: registered({ adminConsented: false }),
		check: 'permission Mail.ReadWrite',
		state: 'missing',
		detail: NOT_CONSENTED,
		fix: /Grant admin consent/,
	},
	{
		name: 'delegated permissions in place of those of an application',
		prepare: registered({ application: [] }),
		check: 'permission Mail.ReadWrite',
		state: 'missing',
		detail: NOT_CONSENTED,
		fix: /Application permissions \(not Delegated\)/,
	},
	{
		name: 'one permission is missing',
		prepare: registered({ application: ['Mail.ReadWrite'] }),
		mailbox: 'support@contoso.com',
		check: 'permission User.Read.All',
		state: 'missing',
		detail: /User\.Read\.All is not granted. It is needed to choose mailboxes from a list/,
		fix: /Grant admin consent/,
		isWarning: true,
	},
	{
		name: 'sending is allowed, but not granted',
		prepare: registered({}, { allowSending: true }),
		check: 'sending',
		state: 'missing',
		detail: /Mail\.Send is not granted, so nothing can be sent/,
		fix: /Mail\.Send|switch Allow Sending off/,
	},
	{
		name: 'sending is granted, but not allowed',
		prepare: registered({ application: ['Mail.ReadWrite', 'Mail.Send'] }),
		check: 'sending',
		detail: /can also send mail, although Allow Sending is off/,
		fix: /Take Mail\.Send away/,
		isWarning: true,
	},
	{
		name: 'a policy blocks the application',
		prepare: (simulator) => {
			simulator.switches.applicationPolicy = 'blocked';
			return {};
		},
		check: 'sign-in',
		detail: /did not sign this account in \(AADSTS53003\)/,
		fix: /Conditional Access/,
	},
	{
		name: 'there is no such mailbox',
		mailbox: 'nobody@contoso.com',
		check: 'mailbox',
		detail: /knows no mailbox "nobody@contoso\.com"/,
		fix: /Check the address/,
	},
	{
		name: 'the mailbox has no licence',
		mailbox: 'nolicence@contoso.com',
		check: 'mailbox',
		detail: /no Exchange Online licence/,
		fix: /Ask an administrator for a licence/,
	},
	{
		name: 'the mailbox is on-premises',
		mailbox: 'otto.keller@contoso.com',
		check: 'mailbox',
		detail: /kept on-premises/,
		fix: /Exchange Online mailboxes only/,
	},
	{
		name: 'Exchange keeps the application out of the mailbox',
		prepare: registered({ mailboxes: ['support@contoso.com'] }),
		mailbox: 'sales@contoso.com',
		check: 'mailbox',
		detail: /although Mail\.ReadWrite is granted: an application access policy or RBAC/,
		fix: /Exchange administrator to include this mailbox/,
	},
	{
		name: 'the account itself forbids the mailbox',
		prepare: registered({}, { allowedMailboxes: 'support@contoso.com' }),
		mailbox: 'sales@contoso.com',
		check: 'mailbox',
		detail: /may not use the mailbox "sales@contoso\.com"/,
		fix: /Allowed are: support@contoso\.com/,
	},
	{
		name: 'a proxy answers with a page',
		login: async () => await answering(200, BLOCKED_PAGE),
		check: 'connection',
		detail: /did not come from Microsoft's sign-in \(status 200\).*Web Gateway: blocked/,
		fix: /proxy or firewall/,
	},
	{
		name: "Microsoft's sign-in is out of order",
		login: async () => await answering(503, '{"error":"temporarily_unavailable"}', 'application/json'),
		check: 'connection',
		detail: /does not work at the moment \(status 503\)/,
		fix: /Try again later/,
	},
	{
		name: 'nobody answers at the address',
		login: async () => ({ url: await closedAddress(), close: async () => await Promise.resolve() }),
		check: 'connection',
		detail: /gave no answer/,
		fix: /network|proxy/,
	},
	{
		name: 'the name of the sign-in address is unknown',
		login: async () =>
			await Promise.resolve({ url: 'https://login.invalid', close: async () => await Promise.resolve() }),
		check: 'connection',
		detail: /gave no answer/,
		fix: /login\.invalid/,
	},
	{
		name: 'an encrypted connection with a certificate that is not trusted',
		login: untrusted,
		check: 'connection',
		detail: /gave no answer/,
		fix: /NODE_EXTRA_CA_CERTS/,
	},
	{
		name: 'nobody has signed in yet',
		person: PERSON,
		isNew: true,
		check: 'sign-in',
		state: 'missing',
		detail: /Nobody has signed in/,
		fix: /AADSTS50011.*app registration/,
	},
	{
		name: 'nobody has signed in yet, and the secret is wrong',
		person: PERSON,
		isNew: true,
		prepare: registered({}, { clientSecret: 'guessed' }),
		check: 'client secret',
		detail: /\(AADSTS7000215\)/,
		fix: /Value/,
	},
	{
		name: 'the app wants a secret, and there is none',
		person: PERSON,
		prepare: registered({}),
		after: (simulator) => void registered({ publicClient: false, secrets: [{ value: 'new' }] })(simulator),
		check: 'client secret',
		detail: /\(AADSTS7000215\)/,
		fix: /Value/,
	},
	{
		name: 'public client flows are not allowed',
		person: PERSON,
		prepare: registered({ publicClient: true, secrets: [] }, { clientSecret: '' }),
		after: (simulator) => void (simulator.applications.find(APP)!.publicClient = false),
		check: 'client secret',
		detail: /wants a secret or a certificate \(AADSTS7000218\)/,
		fix: /Allow public client flows/,
	},
	{
		name: 'the password was changed, the sign-in withdrawn',
		person: PERSON,
		after: (simulator) => void (simulator.switches.refreshTokens = 'revoked'),
		check: 'sign-in',
		detail: /AADSTS50173/,
		fix: /sign in again/i,
	},
	{
		name: 'the sign-in was not used for 90 days',
		person: PERSON,
		after: (simulator) => void (simulator.switches.refreshTokens = 'expired'),
		check: 'sign-in',
		detail: /AADSTS700082/,
		fix: /sign in again/i,
	},
	{
		name: 'the person is disabled',
		person: PERSON,
		after: personIs(50057),
		check: 'sign-in',
		detail: /AADSTS50057/,
		fix: /disabled/,
	},
	{
		name: 'a policy blocks the person',
		person: PERSON,
		after: personIs(53003),
		check: 'sign-in',
		detail: /AADSTS53003/,
		fix: /Conditional Access/,
	},
	{
		name: 'the device is not compliant',
		person: PERSON,
		after: personIs(53000),
		check: 'sign-in',
		detail: /AADSTS53000/,
		fix: /managed device/,
	},
	{
		name: 'a second factor is wanted',
		person: PERSON,
		after: personIs(50076),
		check: 'sign-in',
		detail: /AADSTS50076/,
		fix: /second factor/,
	},
	{
		name: 'the consent was withdrawn',
		person: PERSON,
		after: (simulator) => void (simulator.switches.consent = 'refused'),
		check: 'sign-in',
		detail: /AADSTS65001/,
		fix: /consent/,
	},
	{
		name: 'the person has no rights on a mailbox',
		person: PERSON,
		mailbox: 'megan.bowen@contoso.com',
		check: 'mailbox',
		detail: /no rights on/,
		fix: /Full Access/,
	},
];

/** The account's settings for a case, as fields of both hosts: a demonstration that works, but for what is wrong. */
export async function settingsFor(
	one: WrongAccount,
	simulator: Simulator,
	loginUrl = simulator.url,
): Promise<Settings> {
	const { tenant, clientId, clientSecret } = DEMO_APP;
	return {
		grantType: one.person === undefined ? 'clientCredentials' : 'authorizationCode',
		cloud: 'custom',
		graphUrl: simulator.url,
		loginUrl,
		tenant,
		clientId,
		clientSecret,
		// The demonstration's own application may send as well.
		allowSending: one.person === undefined,
		...(await one.prepare?.(simulator)),
	};
}
