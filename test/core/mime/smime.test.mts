// S/MIME made and checked by OpenSSL: what is read is passed on byte for byte.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeMessage } from '../../../core/mime/compose';
import { readBase64 } from '../../../core/mime/base64Input';
import { messageFromText } from '../../../core/mime/newlines';
import { readMessage } from '../../../core/mime/read';
import { performOperation } from '../../../core/operations';
import { startSimulator } from '../../../simulator/server.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';

let folder = '';
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) =>
	execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

const person = (address: string) => ({ emailAddress: { address } });
const content = composeMessage({
	from: person('ann@contoso.com'),
	to: [person('john@example.com')],
	subject: 'Grüße',
	date: new Date(0),
	messageId: '<1@contoso.com>',
	html: '<p>Grüße</p>',
	attachments: [{ name: 'é.bin', content: Uint8Array.from([0, 1, 2, 255]) }],
});
const HEADERS = ['-from', 'ann@contoso.com', '-to', 'john@example.com', '-subject', 'Secret'];

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-smime-'));
	openssl(
		'req',
		'-x509',
		'-newkey',
		'rsa:2048',
		'-nodes',
		'-keyout',
		'key.pem',
		'-out',
		'cert.pem',
		'-days',
		'2',
		'-subj',
		'/CN=Ann/emailAddress=ann@contoso.com',
	);
	writeFileSync(at('content.eml'), content);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (bytes: Uint8Array) => {
	writeFileSync(at('passed.eml'), bytes);
	return openssl('smime', '-verify', '-in', 'passed.eml', '-CAfile', 'cert.pem', '-purpose', 'any');
};
/** OpenSSL adds headers to the content of a clear-signed message only; the content itself comes back with CRLF. */
const signed = (...options: string[]) =>
	openssl(
		'smime',
		'-sign',
		'-in',
		'content.eml',
		'-signer',
		'cert.pem',
		'-inkey',
		'key.pem',
		'-crlfeol',
		...HEADERS,
		...options,
	);

test('clear-signed', async () => {
	const message = signed();
	expect(await readMessage(message)).toMatchObject({
		protection: 'signed',
		contentType: 'multipart/signed',
		subject: 'Secret',
	});
	expect(Buffer.from(verify(readBase64(message.toString('base64')).bytes))).toEqual(Buffer.from(content));
});

test('clear-signed, as text: the signature holds', () => {
	const message = signed();
	expect(Buffer.from(verify(messageFromText(message.toString('utf8').replace(/\r\n/g, '\n'))))).toEqual(
		Buffer.from(content),
	);
});

test('opaque-signed', async () => {
	const message = signed('-nodetach');
	expect(await readMessage(message)).toMatchObject({
		protection: 'signed',
		contentType: expect.stringMatching(/pkcs7-mime$/),
	});
	expect(Buffer.from(verify(readBase64(message.toString('base64')).bytes))).toEqual(Buffer.from(content));
});

test('encrypted', async () => {
	const message = openssl('smime', '-encrypt', '-in', 'content.eml', '-aes256', ...HEADERS, 'cert.pem');
	expect(await readMessage(message)).toMatchObject({ protection: 'encrypted', subject: 'Secret' });
	const { bytes } = readBase64(message.toString('base64'));
	expect(Buffer.from(bytes)).toEqual(message);
	writeFileSync(at('passed.eml'), bytes);
	expect(openssl('smime', '-decrypt', '-in', 'passed.eml', '-recip', 'cert.pem', '-inkey', 'key.pem')).toEqual(
		Buffer.from(content),
	);
});

test('what the mailbox stored of a draft still verifies', async () => {
	const simulator = await startSimulator();
	const fields = { mailbox: 'me', folder: 'drafts', messageSource: 'binary', binaryPropertyName: signed() };
	await performOperation(simulatorHost(simulator), simulatorAccount(simulator), 'draft:create', fields, {
		stop: new AbortController().signal,
		scope: '',
		memory: {},
	});
	const [draft] = simulator.store.messages('megan.bowen@contoso.com');
	await simulator.close();
	expect(Buffer.from(verify(draft.mime!))).toEqual(Buffer.from(content));
});
