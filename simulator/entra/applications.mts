import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { registrations } from '../seed.mts';

/** An app registration with its enterprise application: what a token depends on. */
export interface Application {
	clientId: string;
	displayName: string;
	/** Supported account types, by their names in a manifest. */
	signInAudience:
		| 'AzureADMyOrg'
		| 'AzureADMultipleOrgs'
		| 'AzureADandPersonalMicrosoftAccount'
		| 'PersonalMicrosoftAccount';
	/** `expires`: ISO date. */
	secrets: { value: string; expires?: string }[];
	/** PEM; what is uploaded under "Certificates". */
	certificates: string[];
	/** Compared exactly; 'any': every http(s) address. */
	redirectUris: string[] | 'any';
	/** "Allow public client flows". */
	publicClient: boolean;
	disabled: boolean;
	/** Registered, but without an enterprise application in the tenant. */
	isAbsent?: true;
	/** Microsoft Graph permissions that the registration lists: delegated ones for `/.default`. */
	delegated: string[];
	/** Application permissions: they reach a token once an administrator has consented. */
	application: string[];
	adminConsented: boolean;
	/** Mailboxes (any key) that an application access policy leaves; absent: no policy. DOC auth-limit-mailbox-access */
	mailboxes?: string[];
}

export type Registration = Partial<Application> & { displayName: string };

/** What is registered in the simulated tenant. */
export class Applications {
	#known = new Map<string, Application>();

	constructor() {
		this.reset();
	}

	reset(): void {
		this.#known.clear();
		for (const registration of registrations) this.add(registration);
	}

	/** Throws where a certificate cannot be read. What is not given: a single-tenant registration without secret, certificate and addresses, for one draft's life, consented. */
	add(registration: Registration): Application {
		const application: Application = {
			clientId: randomUUID(),
			signInAudience: 'AzureADMyOrg',
			secrets: [],
			certificates: [],
			redirectUris: [],
			publicClient: false,
			disabled: false,
			delegated: ['Mail.ReadWrite'],
			application: ['Mail.ReadWrite'],
			adminConsented: true,
			...registration,
		};
		for (const pem of application.certificates) new X509Certificate(pem);
		this.#known.set(application.clientId.toLowerCase(), application);
		return application;
	}

	find(clientId: string): Application | undefined {
		return this.#known.get(clientId.toLowerCase());
	}
}

export interface Thumbprints {
	x5t: string;
	x5tS256: string;
}

/** Base64url, as in the header of an assertion. */
export function thumbprints({ raw }: X509Certificate): Thumbprints {
	const hash = (algorithm: string): string => createHash(algorithm).update(raw).digest('base64url');
	return { x5t: hash('sha1'), x5tS256: hash('sha256') };
}
