import type { Simulator } from '../../../../simulator/server.mts';
import { lifeBench, ME, SHARED, to, type LifeBench } from '../../../support/life.mts';
import { useSimulator } from '../../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});
beforeEach(() => {
	simulator.switches.ifMatch = 'ignored';
});

const sent = () => JSON.parse(simulator.requests.find(({ method }) => method === 'PATCH')!.body);
/** What a watch compares is read before, in case the draft is one of this package. */
const READ = ['GET /me/messages/*'];
const isCompared = (body: object) => /subject|body|Recipients/.test(Object.keys(body).join());

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
	['the subject', { subject: 'New' }, { subject: 'New' }],
	['an empty subject is a value', { subject: '' }, { subject: '' }],
	['an empty body is a value', { body: '' }, { body: { contentType: 'html', content: '' } }],
	['recipients', { to: 'a@contoso.com' }, { toRecipients: to('a@contoso.com') }],
	[
		'empty lists empty those of the draft',
		{ to: '', cc: [], categories: '' },
		{ toRecipients: [], ccRecipients: [], categories: [] },
	],
	[
		'what is named in Clear',
		{ clear: 'bcc; replyTo, flag, importance' },
		{ bccRecipients: [], replyTo: [], flag: { flagStatus: 'notFlagged' }, importance: 'normal' },
	],
	['null and undefined are not given', { subject: 'x', to: null, cc: undefined }, { subject: 'x' }],
	[
		'extended properties (outlook-mcp PR #10)',
		{ extendedProperties: [{ id: 'SystemTime 0x3FEF', value: '2030-01-31T09:00:00+01:00' }] },
		{ singleValueExtendedProperties: [{ id: 'SystemTime 0x3FEF', value: '2030-01-31T08:00:00.000Z' }] },
	],
	[
		'a message object',
		{ messageSource: 'json', messageJson: { '@odata.etag': 'x', id: 'y', subject: 'New', toRecipients: [] } },
		{ subject: 'New', toRecipients: [] },
	],
])('one PATCH with what changes and nothing else: %s', async (_name, fields, body) => {
	const draftId = await bench.draft({ ccRecipients: to('c@contoso.com'), categories: ['Red category'] });
	await bench.run('draft:update', { draftId, ...fields });
	expect(bench.requests()).toEqual([...(isCompared(body) ? READ : []), 'PATCH /me/messages/*']);
	expect(sent()).toEqual(body);
});

test.each<[string, Record<string, unknown>, RegExp]>([
	['nothing to change: no empty PATCH', {}, /nothing to change/],
	[
		'headers',
		{ messageSource: 'json', messageJson: { internetMessageHeaders: [{ name: 'x-a', value: '1' }] } },
		/"internetMessageHeaders"/,
	],
	['attachments (twentyhq/twenty#25529)', { messageSource: 'json', messageJson: { attachments: [] } }, /"attachments"/],
	[
		'a whole message that was read (docs#6439)',
		{
			messageSource: 'json',
			messageJson: { subject: 'x', createdDateTime: '2026-01-01T00:00:00Z', webLink: 'https://x' },
		},
		/"createdDateTime", "webLink"/,
	],
	['a name that cannot be cleared', { clear: 'from' }, /"from" cannot be cleared/],
	['cleared and given', { clear: 'subject', subject: 'x' }, /"subject" is given a value as well/],
])('refused with the way out, before any request: %s', async (_name, fields, message) => {
	const draftId = await bench.draft();
	const error = await bench.run('draft:update', { draftId, ...fields }).catch((thrown) => thrown);
	expect(error.message).toMatch(message);
	expect(error.cause.hint).toEqual(expect.any(String));
	expect(bench.requests()).toEqual([]);
});

test.each([
	['append', /<p>Hello<\/p>\s*<div><p>More<\/p><\/div>/],
	['prepend', /<div><p>More<\/p><\/div>\s*<p>Hello<\/p>/],
])('body: %s joins the text that is there', async (bodyMode, expected) => {
	const draftId = await bench.draft();
	await bench.run('draft:update', { draftId, body: '<p>More</p>', bodyMode });
	expect(bench.requests()).toEqual(['GET /me/messages/*', 'PATCH /me/messages/*']);
	expect(bench.message(draftId)!.body.content).toMatch(expected);
	expect(bench.message(draftId)!.body.content).toContain('<p>Hello</p>');
});

// F1: what a person wrote is never replaced by a signature.
describe('a signature without a body goes below the text that is there', () => {
	const HELLO = '<p>Hello</p>';

	test.each<[string, Record<string, unknown>]>([
		['alone', {}],
		['with a subject', { subject: 'New' }],
		['with a way to join that means the body', { bodyMode: 'prepend' }],
		['as JSON', { messageSource: 'json', messageJson: { subject: 'New' } }],
		['as JSON with nothing else', { messageSource: 'json', messageJson: {} }],
	])('%s', async (_name, fields) => {
		const draftId = await bench.draft({ body: { contentType: 'html', content: HELLO } });
		await bench.run('draft:update', { draftId, ...fields, signature: '<p>Megan</p>' });
		expect(bench.message(draftId)!.body.content).toMatch(/<p>Hello<\/p>[^]*<p>Megan<\/p>/);
	});

	test('of a draft in plain text, as text', async () => {
		const draftId = await bench.draft({ body: { contentType: 'text', content: 'Hello' } });
		await bench.run('draft:update', { draftId, signature: '<p>Megan</p>' });
		expect(bench.message(draftId)!.body).toEqual({ contentType: 'text', content: 'Hello\r\n\r\nMegan' });
	});

	test('of a draft without text, as all there is', async () => {
		const draftId = await bench.draft({ body: { contentType: 'html', content: '' } });
		await bench.run('draft:update', { draftId, signature: '<p>Megan</p>' });
		expect(bench.message(draftId)!.body.content).toContain('<p>Megan</p>');
	});

	test('once, when the answer is lost', async () => {
		const draftId = await bench.draft({ body: { contentType: 'html', content: HELLO } });
		simulator.faults.add({ method: 'PATCH', status: 503, when: 'after' });
		await bench.run('draft:update', { draftId, signature: '<p>Megan</p>' });
		expect(bench.message(draftId)!.body.content.split('Megan')).toHaveLength(2);
	});

	test('with a body it goes below that, which takes the place of the text', async () => {
		const draftId = await bench.draft({ body: { contentType: 'html', content: HELLO } });
		await bench.run('draft:update', { draftId, body: '<p>New</p>', signature: '<p>Megan</p>' });
		expect(bench.message(draftId)!.body.content).toMatch(/<p>New<\/p>[^]*<p>Megan<\/p>/);
		expect(bench.message(draftId)!.body.content).not.toContain('Hello');
	});
});

test.each([[{ status: 503, when: 'after' as const }], [{ cut: true, when: 'before' as const }]])(
	'append with a lost answer: once (%j)',
	async (fault) => {
		const draftId = await bench.draft();
		simulator.faults.add({ method: 'PATCH', ...fault });
		await bench.run('draft:update', { draftId, body: '<p>More</p>', bodyMode: 'append' });
		expect(bench.message(draftId)!.body.content.split('More')).toHaveLength(2);
	},
);

test('append, lost for good, and tried again by the host: once', async () => {
	const draftId = await bench.draft();
	const memory = {};
	simulator.faults.add({ method: 'PATCH', status: 503, when: 'after', times: 3 });
	const error = await bench
		.run('draft:update', { draftId, body: '<p>More</p>', bodyMode: 'append' }, { memory })
		.catch((thrown) => thrown);
	expect(error).toMatchObject({ cause: { draftId } });
	expect(error.message).not.toContain('may exist');
	await bench.run('draft:update', { draftId, body: '<p>More</p>', bodyMode: 'append' }, { memory });
	expect(bench.message(draftId)!.body.content.split('More')).toHaveLength(2);
});

test.each(['ignored', 'honoured'] as const)('only if nobody edited it since (If-Match %s)', async (ifMatch) => {
	simulator.switches.ifMatch = ifMatch;
	const draftId = await bench.draft();
	const { changeKey } = bench.message(draftId)!;
	const { output } = await bench.run('draft:update', { draftId, subject: 'One', changeKey });
	expect(output.changeKey).toBe(bench.message(draftId)!.changeKey);
	const error = await bench.run('draft:update', { draftId, subject: 'Two', changeKey }).catch((thrown) => thrown);
	expect(error).toMatchObject({ code: 'DraftChanged', cause: { draftId } });
	expect(bench.message(draftId)!.subject).toBe('One');
});

test('an edit between the comparison and the change is left alone where Outlook honours If-Match', async () => {
	simulator.switches.ifMatch = 'honoured';
	const draftId = await bench.draft();
	const { changeKey } = bench.message(draftId)!;
	const failed = bench.run(
		'draft:update',
		{ draftId, subject: 'Mine', changeKey },
		{
			async around({ method }, send) {
				if (method === 'PATCH') simulator.store.update(bench.message(draftId)!, { subject: 'Theirs' });
				return await send();
			},
		},
	);
	await expect(failed).rejects.toMatchObject({ code: 'DraftChanged', cause: { draftId } });
	expect(bench.message(draftId)!.subject).toBe('Theirs');
});

test('If-Match names the change key that was given, and is absent without one', async () => {
	const draftId = await bench.draft();
	const { changeKey } = bench.message(draftId)!;
	await bench.run('draft:update', { draftId, subject: 'One', changeKey });
	await bench.run('draft:update', { draftId, subject: 'Two' });
	const changes = simulator.requests.filter(({ method }) => method === 'PATCH');
	expect(changes.map(({ headers }) => headers['if-match'])).toEqual([`W/"${changeKey}"`, undefined]);
});

test.each(['ignored', 'honoured'] as const)(
	'with a change key, and a lost answer: done once, and not taken for somebody else (If-Match %s)',
	async (ifMatch) => {
		simulator.switches.ifMatch = ifMatch;
		const draftId = await bench.draft();
		const { changeKey } = bench.message(draftId)!;
		simulator.faults.add({ method: 'PATCH', status: 503, when: 'after' });
		const memory = {};
		const { output } = await bench.run('draft:update', { draftId, subject: 'One', changeKey }, { memory });
		expect(output).toMatchObject({ subject: 'One', warnings: [] });
	},
);

test('moves afterwards; the id of the answer is the one that counts (Pebble#26)', async () => {
	const draftId = await bench.draft();
	const { id, output } = await bench.run('draft:update', { draftId, subject: 'Moved', moveTo: 'Inbox/Clients/ACME' });
	expect(bench.requests().filter((request) => !request.includes('mailFolders'))).toEqual([
		...READ,
		'PATCH /me/messages/*',
		'POST /me/messages/*/move',
	]);
	expect(output.folder).toBe('Inbox / Clients / ACME');
	const { folders } = simulator.store.find(ME)!;
	const { parentFolderId } = bench.message(id)!;
	expect(bench.message(id)!.subject).toBe('Moved');
	expect(folders.find((folder) => folder.id === parentFolderId)!.displayName).toBe('ACME');
});

test('a move alone sends no PATCH; a well-known name needs no look-up (outlook-assistant#79)', async () => {
	const draftId = await bench.draft();
	await bench.run('draft:update', { draftId, moveTo: 'archive' });
	expect(bench.requests()).toEqual(['POST /me/messages/*/move']);
});

test('changed, but not moved: the error says both', async () => {
	const draftId = await bench.draft();
	simulator.faults.add({ method: 'POST', path: /move/, status: 404, code: 'ErrorFolderNotFound', message: 'gone' });
	const error = await bench.run('draft:update', { draftId, subject: 'x', moveTo: 'archive' }).catch((thrown) => thrown);
	expect(error).toMatchObject({ code: 'ErrorFolderNotFound', cause: { draftId } });
	expect(error.message).toMatch(/^The draft was changed, but not moved\./);
});

test('a message that was sent: what cannot be changed is said (docs#17008)', async () => {
	const draftId = await bench.draft();
	await bench.run('draft:send', { draftId });
	await expect(bench.run('draft:update', { draftId, subject: 'x' })).rejects.toMatchObject({
		code: 'ErrorInvalidPropertySet',
		message: expect.stringContaining('no longer a draft'),
	});
	const { warnings } = await bench.run('draft:update', { draftId, categories: 'Done' });
	expect(warnings).toContainEqual(expect.stringContaining('no longer a draft'));
});

test('another mailbox, an application, a wrong mailbox', async () => {
	const draftId = await bench.draft({}, SHARED);
	await bench.run('draft:update', { mailbox: SHARED, draftId, subject: 'x' });
	expect(bench.requests()).toEqual(['GET', 'PATCH'].map((method) => `${method} /users/${SHARED}/messages/*`));
	await bench.run('draft:update', { mailbox: SHARED, draftId, subject: 'y' }, { kind: 'application' });
	expect(bench.message(draftId, SHARED)!.subject).toBe('y');
	await expect(bench.run('draft:update', { mailbox: ME, draftId, subject: 'x' })).rejects.toMatchObject({
		code: 'ErrorItemNotFound',
	});
});
