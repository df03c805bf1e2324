// Drafts in the person's own dress, against the simulator.
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, SHARED, type LifeBench } from '../../support/life.mts';
import { fillSentItems, MEGAN, picturesOf, runOf } from '../../support/sentMail.mts';
import { useSimulator } from '../../support/useSimulator.mts';
import { sentMessage } from './corpus/mailbox.mts';
import { PROGRAMS } from './corpus/programs.mts';
import type { Signature } from './corpus/signatures.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const WEB = PROGRAMS.find(({ name }) => name === 'Outlook on the web')!;
const CLASSIC = PROGRAMS.find(({ name }) => name === 'classic Outlook for Windows')!;

const NEW: Signature = {
	name: 'for new mails',
	lines: ['Kind regards', 'Megan Bowen', 'Contoso Ltd', ''],
	pictures: ['logo@01DC2E5A', 'badge'],
	html:
		'<div>Kind regards</div><div><b>Megan Bowen</b></div><div>Contoso Ltd</div>' +
		'<div><img src="cid:logo@01DC2E5A" width="80"> <img src="cid:badge" width="20"></div>',
};
const SHORT: Signature = { name: 'for replies', lines: ['Best, Megan Bowen'] };

const sent = (signature: Signature | undefined, number: number, isReply = false, program = WEB) =>
	sentMessage({ program, signature, number, isReply, from: MEGAN });

const many = (signature: Signature | undefined, isReply = false, program = WEB) =>
	Array.from({ length: 4 }, (_entry, at) => sent(signature, (isReply ? 20 : 0) + at, isReply, program));

const CREATE = { folder: 'drafts', to: 'pat@fabrikam.com', subject: 'x', body: '<p>Hello</p>', bodyType: 'html' };
const body = (id: string, mailbox = ME) => String(bench.message(id, mailbox)!.body?.content);
const warningsOf = (result: { warnings: string[] }) => result.warnings;

test('new and reply get each their own, with the pictures that are shown, read once for all items', async () => {
	await fillSentItems(simulator, many(SHORT, true));
	await fillSentItems(simulator, many(NEW), { attachments: picturesOf(NEW) });
	const messageId = await bench.receive();
	const run = runOf(simulator);

	const first = await run('draft:create', { ...CREATE, signatureFrom: 'sentMail' });
	expect(warningsOf(first)).toEqual([]);
	expect(body(first.id)).toMatch(/<p>Hello<\/p><br><br>\s*<div id="Signature">.*Kind regards.*<b>Megan Bowen<\/b>/s);
	const draft = bench.message(first.id)!;
	expect(draft.attachments.map(({ name, isInline }) => [name, isInline])).toEqual([
		['image001.png', true],
		['image002.png', true],
	]);
	for (const { contentId } of draft.attachments) expect(body(first.id)).toContain(`src="cid:${contentId}"`);
	const asked = bench.requests();
	expect(asked).toEqual(
		[
			'GET /me/mailFolders/sentitems/messages',
			'GET /me/messages/*/attachments',
			'GET /me/messages/*/attachments/*',
			'GET /me/messages/*/attachments/*',
			'POST /me/messages',
		].map((line) => expect.stringContaining(line.replace(/\*.*$/, ''))),
	);

	simulator.requests.length = 0;
	await run('draft:create', { ...CREATE, signatureFrom: 'sentMail' });
	expect(bench.requests()).toEqual(['POST /me/messages']);

	const reply = await run('draft:reply', { messageId, body: 'Yes.', signatureFrom: 'sentMail' });
	expect(body(reply.id)).toMatch(/Yes\.<br><br>\s*<div id="Signature">.*Best, Megan Bowen.*What does it cost/s);
	expect(body(reply.id)).not.toContain('Kind regards');
	expect(bench.message(reply.id)!.attachments).toEqual([]);
});

test('the font of what is typed, round our text only', async () => {
	await fillSentItems(simulator, many(NEW, false, CLASSIC));
	await fillSentItems(simulator, many(NEW, true, CLASSIC));
	const run = runOf(simulator);
	const { id } = await run('draft:create', {
		...CREATE,
		font: 'asInOutlook',
		signatureFrom: 'text',
		signature: '<p>Sig</p>',
	});
	expect(body(id)).toContain(
		`<div style="font-family: 'Calibri',sans-serif; font-size: 11pt"><p>Hello</p></div><br><br>\r\n<p>Sig</p>`,
	);
	const reply = await run('draft:reply', { messageId: await bench.receive(), body: '<p>Yes</p>', font: 'asInOutlook' });
	expect(body(reply.id)).toMatch(
		/<div><div style="font-family: 'Calibri',sans-serif; font-size: 11pt"><p>Yes<\/p><\/div><\/div>\s*.*What does it cost/s,
	);
});

test('a mailbox without any says so, and its drafts are made', async () => {
	await fillSentItems(simulator, many(undefined));
	const result = await runOf(simulator)('draft:create', { ...CREATE, signatureFrom: 'sentMail' });
	expect(body(result.id)).toContain('<p>Hello</p>');
	expect(body(result.id)).not.toContain('Signature');
	expect(result.warnings).toEqual([
		expect.stringMatching(/^No signature was found: the newest mails of this sender in Sent Items \(4\)/),
	]);
	const withOther = await runOf(simulator)('draft:create', {
		...CREATE,
		signatureFrom: 'sentMail',
		signature: '<p>Instead</p>',
	});
	expect(body(withOther.id)).toContain('<p>Instead</p>');
});

test('Sent Items that may not be read cost no draft, and the permission is named', async () => {
	await fillSentItems(simulator, many(NEW));
	const denied = {
		around: async (request: { url: string }, send: () => Promise<unknown>) =>
			/sentitems/i.test(request.url)
				? {
						status: 403,
						headers: { 'content-type': 'application/json' },
						body: '{"error":{"code":"ErrorAccessDenied","message":"Access is denied. Check credentials and try again."}}',
					}
				: await send(),
	} as never;
	const fields = { ...CREATE, signatureFrom: 'sentMail', font: 'asInOutlook' };
	const { id, warnings } = await bench.run('draft:create', fields, denied);
	expect(body(id)).toContain('<p>Hello</p>');
	expect(warnings).toEqual([
		expect.stringMatching(/^The draft does not look as in Outlook, because Sent Items cannot be read, .*Mail\.Read/),
	]);
	await expect(bench.run('draft:learnSignature', { folder: 'drafts' }, denied)).rejects.toMatchObject({
		code: 'ErrorAccessDenied',
	});
	expect(bench.drafts()).toHaveLength(1);
});

test('a draft as the signature: with its pictures, and the rules of its styles in its elements', async () => {
	const signatureTemplate = await bench.draft({
		subject: 'Signature',
		body: {
			contentType: 'html',
			content:
				'<html><head><style>p.MsoNormal {margin:0cm; font-size:11.0pt; color:#1F497D; mso-x:1}</style></head><body lang="EN">' +
				'<div class="WordSection1"><p class="MsoNormal">Anna<o:p></o:p></p><p class="MsoNormal"><!--[if gte vml 1]><v:shape/><![endif]-->' +
				'<![if !vml]><img src="cid:logo" onload="x()"><![endif]></p></div></body></html>',
		},
		attachments: picturesOf({ name: 'x', lines: [], pictures: ['logo'] }),
	});
	const run = runOf(simulator);
	const fields = { ...CREATE, signatureFrom: 'template', signatureTemplate };
	const { id, warnings } = await run('draft:create', fields);
	expect(warnings).toEqual([]);
	const [image, ...others] = bench.message(id)!.attachments;
	expect(others).toEqual([]);
	const style = 'style="margin: 0cm; font-size: 11.0pt; color: #1F497D"';
	expect(body(id)).toContain(
		`<div id="Signature"><div><p ${style}>Anna</p><p ${style}><img src="cid:${image!.contentId}"></p></div></div>`,
	);
	simulator.requests.length = 0;
	await run('draft:create', fields);
	expect(bench.requests()).toEqual(['POST /me/messages']);
	const reply = await run('draft:reply', { ...fields, folder: undefined, messageId: await bench.receive(), to: '' });
	expect(body(reply.id)).toMatch(/Hello<\/p><br><br>\s*<div id="Signature">.*What does it cost/s);

	await expect(run('draft:create', { ...CREATE, signatureFrom: 'template' })).rejects.toThrow(
		/^Signature Draft: it is empty/,
	);
	await expect(run('draft:create', { ...fields, signatureTemplate: 'AAMkAGone' })).rejects.toMatchObject({
		cause: { status: 400 },
	});
	await bench.run('draft:delete', { draftId: signatureTemplate, permanently: true });
	const next = runOf(simulator);
	await expect(next('draft:create', fields)).rejects.toThrow(
		/^Signature Draft: this draft is no longer in the mailbox/,
	);
	await expect(next('draft:create', { ...fields, signatureTemplate: await bench.receive() })).rejects.toThrow(
		/^Signature Draft: "Offer" is not a draft/,
	);
});

test('what was learned becomes a draft, which serves as the signature', async () => {
	await fillSentItems(simulator, many(NEW), { attachments: picturesOf(NEW) });
	const run = runOf(simulator);
	const learned = await run('draft:learnSignature', { folder: 'drafts' });
	expect(learned.output).toMatchObject({
		subject: 'Signature',
		signature: 'Kind regards\nMegan Bowen\nContoso Ltd',
		foundIn: '4 of 4 mails',
		font: { face: expect.stringContaining('Aptos'), size: '12pt', color: 'rgb(0, 0, 0)' },
		warnings: [],
	});
	expect(Object.keys(learned.output).length).toBeLessThanOrEqual(10);
	expect(bench.message(learned.id)!.attachments).toHaveLength(2);
	const { id } = await run('draft:create', { ...CREATE, signatureFrom: 'template', signatureTemplate: learned.id });
	expect(body(id)).toContain('Megan Bowen');
	expect(bench.message(id)!.attachments).toHaveLength(2);

	simulator.reset();
	await expect(runOf(simulator)('draft:learnSignature', { folder: 'drafts' })).rejects.toMatchObject({
		code: 'NoSignature',
		message: expect.stringContaining('No signature was found: there are no mails'),
	});
	expect(bench.drafts().filter(({ subject }) => subject === 'Signature')).toEqual([]);
});

test('a dry run shows it and makes nothing', async () => {
	await fillSentItems(simulator, many(NEW), { attachments: picturesOf(NEW) });
	for (const anyHeader of [false, true]) {
		const { output } = await runOf(simulator)('draft:create', {
			...CREATE,
			...{ anyHeader, dryRun: true, signatureFrom: 'sentMail', font: 'asInOutlook' },
		});
		expect(output.summary).toContain('Signature: Kind regards / Megan Bowen / Contoso Ltd');
		expect(output.summary).toMatch(/Font: Aptos.*12pt/);
	}
	expect(bench.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('a text that ends with the signature gets no second one', async () => {
	await fillSentItems(simulator, many(SHORT));
	const { id, warnings } = await runOf(simulator)('draft:create', {
		...CREATE,
		body: '<p>Hello</p><p>Best, Megan Bowen</p>',
		signatureFrom: 'sentMail',
	});
	expect(body(id).match(/Megan Bowen/g)).toHaveLength(1);
	expect(warnings).toEqual(['The text ends with the signature already, so it was not added again.']);
});

test('in MIME and in plain text', async () => {
	await fillSentItems(simulator, many(NEW), { attachments: picturesOf(NEW) });
	const run = runOf(simulator);
	const mime = await run('draft:create', { ...CREATE, anyHeader: true, signatureFrom: 'sentMail' });
	expect(body(mime.id)).toContain('Megan Bowen');
	expect(bench.message(mime.id)!.attachments).toHaveLength(2);
	const text = await run('draft:create', {
		...CREATE,
		body: 'Hello',
		bodyType: 'text',
		signatureFrom: 'sentMail',
		font: 'asInOutlook',
	});
	expect(body(text.id)).toMatch(/^Hello\s+Kind regards\s+Megan Bowen\s+Contoso Ltd/);
	expect(bench.message(text.id)!.attachments).toEqual([]);
});

test.each([{ anyHeader: false }, { anyHeader: true }])(
	'the same content is the same draft, whatever the signature has become: %j',
	async (kind) => {
		const fields = { ...CREATE, ...kind, signatureFrom: 'sentMail', font: 'asInOutlook', duplicates: 'sameContent' };
		await fillSentItems(simulator, many(NEW), { attachments: picturesOf(NEW) });
		const first = await runOf(simulator)('draft:create', fields);
		await fillSentItems(simulator, many(SHORT));
		const second = await runOf(simulator)('draft:create', fields);
		expect(second).toMatchObject({ id: first.id, output: { existing: true } });
	},
);

test('replies too', async () => {
	const fields = {
		body: 'Yes',
		messageId: await bench.receive(),
		signatureFrom: 'sentMail',
		duplicates: 'sameContent',
	};
	await fillSentItems(simulator, many(NEW, true), { attachments: picturesOf(NEW) });
	const first = await runOf(simulator)('draft:reply', fields);
	expect(bench.message(first.id)!.attachments).toHaveLength(2);
	await fillSentItems(simulator, many(SHORT, true));
	expect(await runOf(simulator)('draft:reply', fields)).toMatchObject({ id: first.id, output: { existing: true } });
});

describe('a shared mailbox', () => {
	const support = { name: 'Contoso Support', address: SHARED };
	const asSupport = (signature: Signature, sender = support) =>
		Array.from({ length: 4 }, (_entry, number) =>
			sentMessage({ program: WEB, signature, number, isReply: false, from: support, sender }),
		);
	const fields = { ...CREATE, mailbox: SHARED, signatureFrom: 'sentMail' };

	test('its own Sent Items, of what this person has sent', async () => {
		await fillSentItems(simulator, asSupport(NEW, MEGAN), { mailbox: SHARED });
		await fillSentItems(
			simulator,
			asSupport({ name: 'x', lines: ['Best', 'Alex Wilber'] }, { name: 'Alex Wilber', address: 'alex@contoso.com' }),
			{ mailbox: SHARED },
		);
		const { id, warnings } = await runOf(simulator)('draft:create', fields);
		expect(body(id, SHARED)).toContain('Megan Bowen');
		expect(body(id, SHARED)).not.toContain('Alex');
		// The pictures of these mails are not there.
		expect(warnings).toEqual([expect.stringContaining('A picture of the signature')]);
		const other = await runOf(simulator, { me: 'carla@contoso.com' })('draft:create', fields);
		expect(body(other.id, SHARED)).not.toMatch(/Megan|Alex/);
		expect(other.warnings).toEqual([expect.stringContaining('signed by several people')]);
	});

	test("the person's own Sent Items, where Exchange keeps what they send for it", async () => {
		await fillSentItems(simulator, asSupport(NEW, MEGAN), { attachments: picturesOf(NEW) });
		await fillSentItems(simulator, many(SHORT));
		const { id, warnings } = await runOf(simulator)('draft:create', fields);
		expect(warnings).toEqual([]);
		expect(body(id, SHARED)).toContain('Kind regards');
		expect(bench.message(id, SHARED)!.attachments).toHaveLength(2);
		// Not where the account may use the shared mailbox only, and no application has one of its own.
		for (const options of [{ allowedMailboxes: [SHARED] }, { kind: 'application' as const }]) {
			const none = await runOf(simulator, options)('draft:create', fields);
			expect(none.warnings).toEqual([
				expect.stringMatching(/^No signature was found: there are no mails of this sender/),
			]);
		}
	});
});
