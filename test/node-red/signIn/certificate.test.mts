import { generateKeyPairSync } from 'node:crypto';
import { applicationTokens } from '../../../node-red/signIn/entra';
import { readProof } from '../../../node-red/signIn/proof';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { makeCertificate } from '../../support/certificate.mts';
import { testAccount } from '../../support/host.mts';

const { certificate, privateKey } = makeCertificate();
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;

let simulator: Simulator;
let clientId: string;
beforeAll(async () => {
	simulator = await startSimulator();
	({ clientId } = simulator.applications.add({ displayName: 'With a certificate', certificates: [certificate] }));
});
afterAll(async () => await simulator.close());

const tokens = async (key: string, cert: string) =>
	await applicationTokens({
		account: testAccount({
			signIn: 'application',
			loginUrl: simulator.url,
			graphUrl: simulator.url,
			tenant: 'contoso',
			clientId,
		}),
		proof: readProof({ clientCredentialType: 'certificate', privateKey: key, certificate: cert }),
		proxyUnused: false,
	});

// As people paste them into a field of one line, or write them into an environment variable.
test.each([
	['as they are', pkcs8, certificate],
	['PKCS #1', pkcs1, certificate],
	['without line ends', pkcs8.replace(/\n/g, ''), certificate.replace(/\n/g, '')],
	['blanks for line ends', pkcs8.replace(/\n/g, ' '), certificate.replace(/\n/g, ' ')],
	['written line ends', pkcs8.replace(/\n/g, '\\n'), certificate.replace(/\n/g, '\\r\\n')],
	['both in one text', `${certificate}${pkcs8}`, ''],
	['with Windows line ends', pkcs8.replace(/\n/g, '\r\n'), certificate.replace(/\n/g, '\r\n')],
])('%s', async (_name, key, cert) => {
	expect(await tokens(key, cert)).toMatchObject({ access: expect.any(String), granted: ['Mail.ReadWrite'] });
});

const other = makeCertificate();
const old = makeCertificate('old.example.com', new Date('2021-01-01T00:00:00Z'));
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
	type: 'pkcs8',
	format: 'pem',
}) as string;
const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string;

test.each([
	['no PEM', 'MIIE', certificate, 'Private Key is not a PEM text'],
	['a passphrase', locked, certificate, 'protected by a passphrase'],
	['no certificate', pkcs8, 'x', 'Certificate is not a PEM text'],
	['a broken key', pkcs8.replace(/MII/, 'AAA'), certificate, 'cannot be read, or is not an RSA key'],
	['another kind of key', elliptic, certificate, 'is not an RSA key'],
	['a broken certificate', pkcs8, certificate.replace(/MII/, 'AAA'), 'Certificate cannot be read'],
	['those of two pairs', pkcs8, other.certificate, 'does not belong to the Certificate'],
	['an expired one', old.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, old.certificate, 'has expired'],
])('%s is refused before a request', async (_name, key, cert, words) => {
	const before = simulator.tokenRequests.length;
	const error = (await tokens(key, cert).catch((reason: unknown) => reason)) as Error;
	expect(error.message).toContain(words);
	expect(error.message).not.toContain('MII');
	expect(simulator.tokenRequests).toHaveLength(before);
});

test('one that is not registered: said with the way out', async () => {
	await expect(
		tokens(other.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, other.certificate),
	).rejects.toMatchObject({ code: 'AADSTS700027' });
});
