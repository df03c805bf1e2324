// The built node in n8n's engine, messages in MIME, against the simulator.
import type { Simulator } from '../../../simulator/server.mts';
import { n8nCredential, person } from '../../support/credentials.mts';
import { locator, runNode } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const EML =
	'From: Support <support@contoso.com>\r\nTo: alex@contoso.com\r\nSubject: From a file\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n\r\nHello\r\n';
const binary = {
	mail: { data: Buffer.from(EML).toString('base64'), mimeType: 'message/rfc822', fileName: 'mail.eml' },
};
const draft = async (parameters: object, more: object = {}) =>
	await runNode({
		items: [{}],
		parameters: { mailbox: locator('support@contoso.com'), ...parameters },
		credential: n8nCredential(simulator),
		...more,
	});
const stored = () => simulator.store.messages('support@contoso.com');
const mime = () => Buffer.from(stored()[0].mime!).toString();

test.each([
	['source text', { messageSource: 'text', mimeText: EML.replaceAll('\r\n', '\n') }],
	['base64', { messageSource: 'base64', mimeBase64: Buffer.from(EML).toString('base64') }],
	[
		'base64url as a data URI',
		{ messageSource: 'base64', mimeBase64: `data:message/rfc822;base64,${Buffer.from(EML).toString('base64')}` },
	],
	['a file', { messageSource: 'binary', binaryPropertyName: 'mail' }],
])('%s', async (_name, parameters) => {
	const { error, output } = await draft(parameters, { binary });
	expect(error).toBeUndefined();
	expect(mime()).toBe(EML);
	expect(output[0].json).toMatchObject({ id: stored()[0].immutableId, subject: 'From a file' });
});

test('composed, in a folder: with any header, and what the collection holds', async () => {
	const { error, output } = await draft({
		folder: locator('Inbox/Clients', 'path'),
		anyHeader: true,
		to: 'alex@contoso.com',
		subject: 'Offer',
		body: '<p>Hello</p>',
		customHeaders: { header: [{ name: 'List-Id', value: '<offers.contoso.com>' }] },
		additionalFields: { textBody: 'Plain', importance: 'high', categories: 'Blue' },
	});
	expect(error).toBeUndefined();
	expect(mime()).toMatch(/List-Id: <offers\.contoso\.com>[^]*Plain/);
	expect(stored()[0]).toMatchObject({
		importance: 'high',
		categories: ['Blue'],
		parentFolderId: simulator.store
			.find('support@contoso.com')!
			.folders.find(({ displayName }) => displayName === 'Clients')!.id,
	});
	expect(output[0].json.id).toBe(stored()[0].immutableId);
});

test('with attachments, one of them inline', async () => {
	const files = {
		logo: { data: 'iVBORw0KGgo=', mimeType: 'image/png', fileName: 'logo.png' },
		offer: { data: 'aGVsbG8=', mimeType: 'text/plain', fileName: 'offer.txt' },
	};
	const { error } = await draft(
		{ anyHeader: true, subject: 'x', body: '<img src="cid:logo.png">', attachments: '*' },
		{ binary: files },
	);
	expect(error).toBeUndefined();
	expect(stored()[0].attachments.map(({ name, isInline }) => [name, isInline])).toEqual([
		['logo.png', true],
		['offer.txt', false],
	]);
});

test('an invitation is one beside the text, not a file', async () => {
	const ics = Buffer.from(
		'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
	).toString('base64');
	await draft(
		{ anyHeader: true, subject: 'x', body: 'Come', attachments: 'invite' },
		{ binary: { invite: { data: ics, mimeType: 'text/calendar', fileName: 'invite.ics' } } },
	);
	expect(mime()).toMatch(/Content-Type: text\/calendar; [^]*method=REQUEST/i);
});

test('a signed-in person: the own address is From', async () => {
	await runNode({
		items: [{}],
		parameters: { mailbox: locator('me'), anyHeader: true, subject: 'x' },
		credential: person(simulator),
	});
	expect(Buffer.from(simulator.store.messages('megan.bowen@contoso.com')[0].mime!).toString()).toMatch(
		/^From: Megan Bowen <megan\.bowen@contoso\.com>\r$/m,
	);
});

test.each([
	[
		'a file that is not there',
		{ messageSource: 'binary', binaryPropertyName: 'data' },
		'File: the item has no binary field "data".',
		'It has: mail.',
	],
	['a web page', { messageSource: 'text', mimeText: '<!DOCTYPE html><html></html>' }, 'MIME message: this is', ''],
	['nothing', { messageSource: 'text', mimeText: '' }, 'MIME message: it is empty', ''],
	[
		'a header with a line break',
		{ anyHeader: true, customHeaders: { header: [{ name: 'X-A', value: 'a\r\nBcc: x@example.com' }] } },
		'X-A',
		'',
	],
])('refused before any request: %s', async (_name, parameters, message, description) => {
	const { error } = await draft(parameters, { binary });
	expect(error!.message).toContain(message);
	expect(error!.description ?? '').toContain(description);
	expect(simulator.requests).toEqual([]);
});
