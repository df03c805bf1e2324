// Mailboxes at random: whatever is in them, no signature of somebody else's and no text is taken.
import type { Message } from '@microsoft/microsoft-graph-types';

import { htmlOf, linesOf } from '../../../core/signature/blocks';
import { learnDress } from '../../../core/signature/dress';
import { toMail } from '../../../core/signature/toMail';
import { amount } from '../../support/amount.mts';
import { LANGUAGES } from './corpus/histories.mts';
import { sentMessage } from './corpus/mailbox.mts';
import { ANNA, FOREIGN, TYPED } from './corpus/people.mts';
import { PROGRAMS } from './corpus/programs.mts';
import { PLAIN, RICH, type Signature } from './corpus/signatures.mts';

type Random = () => number;
const seeded = (seed: number): Random => {
	let state = seed * 2_654_435_761 + 1;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
		return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
	};
};
const one = <T,>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** What mail servers, programs and people do to HTML, none of which changes what it says. */
const TEARING: Array<(html: string, random: Random) => string> = [
	(html) => html,
	(html) => html.replace(/\n/g, '\r\n'),
	(html) => html.replace(/>\n</g, '><'),
	(html) =>
		html.replace(
			/<(\/?)(div|p|span|table|td|tr)\b/g,
			(_tag, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
		),
	(html, random) => html.replace(/<div>/g, (tag) => (random() < 0.3 ? '<div class=""><o:p></o:p>' : tag)),
	(html) => html.replace(/<\/p>/g, ''),
	// Marks of the history are gone: what is left are the words.
	(html) => html.replace(/ id="(?:appendonsend|divRplyFwdMsg)"/g, ''),
	(html) => html.replace(/ id="x_divRplyFwdMsg"/g, '').replace(/ id="divRplyFwdMsg"/g, ' id="other"'),
	(html) => html.replace(/<hr[^>]*>/g, '').replace(/ id="(?:appendonsend|divRplyFwdMsg)"/g, ''),
	(html) => html.replace(/border:none;border-top:solid #\w+ 1\.0pt;/g, ''),
	(html) => html.replace(/<blockquote[^>]*>/g, '<div>').replace(/<\/blockquote>/g, '</div>'),
	(html) => html.replace(/ (?:id|class)="x_+[^"]*"| name="x_[^"]*"/g, ''),
	(html) => html.slice(0, Math.max(html.indexOf(FOREIGN), html.length - 40)),
];

interface Made {
	messages: Message[];
	signature: Signature | undefined;
	/** How many of its mails a program or a person has left without the signature. */
	unsigned: number;
}

function madeMailbox(random: Random): Made {
	const signature = random() < 0.8 ? one(random, random() < 0.6 ? PLAIN : RICH) : undefined;
	const programs = random() < 0.7 ? [one(random, PROGRAMS)] : [one(random, PROGRAMS), one(random, PROGRAMS)];
	const count = 3 + Math.floor(random() * 12);
	let unsigned = 0;
	const messages = Array.from({ length: count }, (_entry, number) => {
		const isUnsigned = random() < 0.1;
		if (isUnsigned) unsigned += 1;
		const isReply = random() < 0.6;
		const message = sentMessage({
			program: one(random, programs),
			signature: isUnsigned ? undefined : signature,
			number: number + Math.floor(random() * 3) * 20,
			isReply,
			labels: one(random, LANGUAGES),
		});
		const tear = one(random, TEARING);
		return {
			...message,
			...(isReply && random() < 0.1 ? { subject: 'An own subject' } : {}),
			body: { ...message.body, content: tear(message.body!.content!, random) },
		};
	});
	return { messages, signature, unsigned };
}

test('never a word of somebody else, or of the text', () => {
	const wrong: string[] = [];
	let could = 0;
	let found = 0;
	const count = amount(150, 2_000);
	for (let seed = 1; seed <= count; seed++) {
		const { messages, signature } = madeMailbox(seeded(seed));
		const { signatures } = learnDress(
			messages.flatMap((message) => toMail(message) ?? []),
			{ from: ANNA.address, signers: 'one' },
		);
		for (const [variant, learned] of Object.entries(signatures)) {
			const html = learned.kind === 'found' ? htmlOf(learned.block) : '';
			if (html.includes(FOREIGN) || html.includes(TYPED)) wrong.push(`${seed} ${variant}: ${html}`);
			if (learned.kind === 'found' && signature === undefined)
				wrong.push(`${seed} ${variant}: there is none, but: ${html}`);
			if (signature === undefined) continue;
			could += 1;
			const lines = learned.kind === 'found' ? linesOf(learned.block).map(({ text }) => text) : [];
			if (lines.join('\n') === signature.lines.join('\n')) found += 1;
		}
	}
	console.info(`Random mailboxes: ${count}; signatures found exactly: ${found} of ${could}.`);
	expect(wrong).toEqual([]);
	expect(found / could).toBeGreaterThan(0.75);
});
