// Drafts in the person's own dress, as both built nodes make them: what Sent Items hold, and what comes of it.
import { PROGRAMS } from '../core/signature/corpus/programs.mts';
import { sentMessage } from '../core/signature/corpus/mailbox.mts';
import type { Signature } from '../core/signature/corpus/signatures.mts';
import type { Simulator } from '../../simulator/server.mts';
import { ME, shown, type LifeBench } from './life.mts';
import { fillSentItems, picturesOf } from './sentMail.mts';

const NEW: Signature = {
	name: 'for new mails',
	lines: ['Kind regards', 'Megan Bowen', ''],
	pictures: ['logo@01DC2E5A'],
	html: '<div>Kind regards</div><div><b>Megan Bowen</b></div><div><img src="cid:logo@01DC2E5A" width="80"></div>',
};
const SHORT: Signature = { name: 'for replies', lines: ['Best, Megan Bowen'] };

export const DRESS = { signatureFrom: 'sentMail', font: 'asInOutlook' };

/** Fills Sent Items of a mailbox: classic Outlook, one signature for new mails, another one for replies. */
export async function sentByMegan(simulator: Simulator, mailbox = ME): Promise<void> {
	const program = PROGRAMS.find(({ name }) => name === 'classic Outlook for Windows')!;
	const from = { name: 'Megan Bowen', address: mailbox };
	const mails = (signature: Signature, isReply: boolean) =>
		Array.from({ length: 3 }, (_entry, at) =>
			sentMessage({ program, signature, number: (isReply ? 20 : 0) + at, isReply, from }),
		);
	await fillSentItems(simulator, mails(SHORT, true), { mailbox });
	await fillSentItems(simulator, mails(NEW, false), { mailbox, attachments: picturesOf(NEW) });
}

/** What the draft of a new mail has to hold. */
export function expectNew(bench: LifeBench, id: string, mailbox = ME): void {
	const draft = bench.message(id, mailbox)!;
	const html = String(draft.body?.content);
	expect(html).toMatch(
		/<div style="font-family: 'Calibri',sans-serif; font-size: 11pt">Hello \d+<\/div><br><br>\s*<div id="Signature">.*Megan Bowen/s,
	);
	expect(draft.attachments).toHaveLength(1);
	expect(html).toContain(`src="cid:${draft.attachments[0]!.contentId}"`);
}

/** What a reply has to hold: our text, the shorter signature, then the history. */
export function expectReply(bench: LifeBench, id: string, mailbox = ME): void {
	const html = String(bench.message(id, mailbox)!.body?.content);
	expect(html).toMatch(
		/font-size: 11pt">Yes<\/div><br><br>\s*<div id="Signature">.*Best, Megan Bowen.*What does it cost/s,
	);
	expect(html.match(/Megan Bowen/g)!.length).toBeGreaterThanOrEqual(1);
	expect(html).not.toContain('Kind regards');
}

/** Requests besides those that make the drafts: once for all of them. */
export const extraRequests = (simulator: Simulator): string[] =>
	simulator.requests.map(shown).filter((request) => request.startsWith('GET') && !/\$batch/.test(request));
