// Drafts in the person's own dress, against the simulator.
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
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
