// Mailboxes in which it is not plain what the signature is, or whose.
import type { Message } from '@microsoft/microsoft-graph-types';

import { htmlOf, linesOf } from '../../../core/signature/blocks';
import { learnDress, type Variant, type Writer } from '../../../core/signature/dress';
import { toMail } from '../../../core/signature/toMail';
import { FOREIGN_SIGNATURES, mailbox, sentMessage } from './corpus/mailbox.mts';
import { ANNA, BEN, FOREIGN, SUPPORT, TYPED } from './corpus/people.mts';
import { PROGRAMS, type Program } from './corpus/programs.mts';
import { PLAIN, RICH, type Signature } from './corpus/signatures.mts';

const program = (name: string): Program => PROGRAMS.find((one) => one.name === name)!;
const WEB = program('Outlook on the web');
const CLASSIC = program('classic Outlook for Windows');
const BY_HAND = program('Outlook on the web, signature typed by hand');
const IOS = program('Outlook for iOS');
const ANDROID = program('Outlook for Android');
const TYPED_IN = program('Outlook for Android, the text typed into the block of the signature');

const [ENGLISH, GERMAN] = PLAIN as [Signature, Signature];
const SHORT = PLAIN.find(({ name }) => name === 'one line')!;
const signature = (name: string, ...lines: string[]): Signature => ({ name, lines });
const BENS = signature("Ben's", 'Kind regards', 'Ben Okafor', 'Service', '+44 20 7946 0999');

const ME: Writer = { from: ANNA.address, person: ANNA.address, signers: 'one' };

function learn(messages: Message[], writer: Writer = ME): Record<Variant, string[] | string> {
	const { signatures } = learnDress(
		messages.flatMap((message) => toMail(message) ?? []),
		writer,
	);
	const shown = (variant: Variant) => {
		const found = signatures[variant];
		if (found.kind !== 'found') return found.kind;
		expect(htmlOf(found.block)).not.toMatch(new RegExp(`${FOREIGN}|${TYPED}`));
		return linesOf(found.block).map(({ text }) => text);
	};
	return { new: shown('new'), reply: shown('reply') };
}

type Made = Partial<Parameters<typeof sentMessage>[0]>;
/** So many mails, newest first, from number `from` on. */
const mails = (count: number, made: Made, from = 0): Message[] =>
	Array.from({ length: count }, (_entry, at) =>
		sentMessage({ program: WEB, signature: undefined, number: from + at, isReply: false, ...made }),
	);

test.each([WEB, CLASSIC, BY_HAND, IOS, ANDROID, TYPED_IN])('$name: none at all', (one) => {
	expect(learn(mailbox(one, undefined))).toEqual({ new: 'none', reply: 'none' });
});

test('an empty mailbox, one mail, two mails', () => {
	expect(learn([])).toEqual({ new: 'none', reply: 'none' });
	expect(learn(mails(1, { signature: ENGLISH }))).toEqual({ new: ENGLISH.lines, reply: ENGLISH.lines });
	expect(learn(mails(1, { program: BY_HAND, signature: ENGLISH }))).toEqual({ new: 'none', reply: 'none' });
	expect(learn(mails(2, { program: BY_HAND, signature: ENGLISH })).new).toEqual(ENGLISH.lines);
});

test('one for new mails, a shorter one for replies, or none there', () => {
	const fresh = mails(5, { signature: ENGLISH });
	expect(learn([...fresh, ...mails(5, { signature: SHORT, isReply: true }, 10)])).toEqual({
		new: ENGLISH.lines,
		reply: SHORT.lines,
	});
	expect(learn([...fresh, ...mails(5, { isReply: true }, 10)])).toEqual({ new: ENGLISH.lines, reply: 'none' });
	// Two replies prove nothing.
	expect(learn([...fresh, ...mails(2, { isReply: true }, 10)])).toEqual({ new: ENGLISH.lines, reply: ENGLISH.lines });
	expect(learn(mails(5, { signature: SHORT, isReply: true }))).toEqual({ new: SHORT.lines, reply: SHORT.lines });
});

test('several of one person: the one that is used most, but a new one at once', () => {
	const german = mails(3, { signature: GERMAN }, 20);
	const english = mails(6, { signature: ENGLISH });
	expect(learn([english[0]!, german[0]!, ...english.slice(1), ...german.slice(1)]).new).toEqual(ENGLISH.lines);
	expect(learn([...german, ...english]).new).toEqual(GERMAN.lines);
	expect(
		learn([
			...mails(3, { program: BY_HAND, signature: GERMAN }, 20),
			...mails(6, { program: BY_HAND, signature: ENGLISH }),
		]).new,
	).toEqual(GERMAN.lines);
});

test('a part that changes each time, such as a motto', () => {
	const changing = Array.from({ length: 8 }, (_entry, at) =>
		sentMessage({
			program: WEB,
			signature: signature('x', ...ENGLISH.lines, `Motto of the day: number ${at}`),
			number: at,
			isReply: false,
		}),
	);
	expect(learn(changing).new).toEqual([...ENGLISH.lines, 'Motto of the day: number 0']);
});

test('from the desk with a signature, from the phone without one', () => {
	const desk = mails(5, { signature: ENGLISH });
	const phone = mails(5, { program: IOS }, 10);
	expect(learn(desk.flatMap((one, at) => [phone[at]!, one])).new).toEqual(ENGLISH.lines);
	expect(learn(mails(6, { program: IOS, signature: signature('x', 'Sent from Outlook for iOS') })).new).toBe('none');
});

test('a text that went to many people is not a signature, and a conversation counts once', () => {
	const letter = ['Typed invitation', ...Array.from({ length: 14 }, (_entry, at) => `Typed line ${at} of the letter.`)];
	const many = Array.from({ length: 9 }, (_entry, at) =>
		sentMessage({
			program: BY_HAND,
			signature: undefined,
			number: at,
			isReply: false,
			text: [`Typed greeting ${at}`, ...letter],
		}),
	);
	expect(learn(many).new).toBe('none');
	const thread = mails(9, { program: BY_HAND, signature: signature('x', 'See you there', 'in room 7', 'at nine') }).map(
		(one) => ({ ...one, conversationId: 'one' }),
	);
	expect(learn(thread).new).toBe('none');
});

test('thanks at the end of all mails are no signature', () => {
	expect(learn(mails(8, { program: BY_HAND, signature: signature('x', 'Thanks!') })).new).toBe('none');
	expect(learn(mails(8, { program: BY_HAND, signature: signature('x', 'Thank you', 'and have a nice day') })).new).toBe(
		'none',
	);
});

test('mails that end with what somebody else has written, quoted in no known way', () => {
	for (const foreign of FOREIGN_SIGNATURES) {
		const messages = mails(8, { program: BY_HAND, isReply: true, labels: undefined }).map((message, at) => ({
			...message,
			toRecipients: [{ emailAddress: { name: 'Priya Fremdling', address: 'priya@fabrikam.com' } }],
			body: { contentType: 'html' as const, content: `<div>Typed answer ${at}</div><div><br></div>${foreign}` },
		}));
		expect(learn(messages)).toEqual({ new: 'none', reply: 'none' });
	}
});

describe('a shared mailbox', () => {
	const inTurns = (...lists: Message[][]) => lists[0]!.flatMap((_one, at) => lists.map((list) => list[at]!));
	const onBehalf = inTurns(
		mails(5, { signature: ENGLISH, from: SUPPORT, sender: ANNA }),
		mails(5, { signature: BENS, from: SUPPORT, sender: BEN }, 20),
	);
	const asSupport = inTurns(
		mails(5, { signature: ENGLISH, from: SUPPORT }),
		mails(5, { signature: BENS, from: SUPPORT }, 20),
	);
	const shared = { from: SUPPORT.address, signers: 'several' } as const;

	test('of whom the sender is known, that person counts', () => {
		expect(learn(onBehalf, { ...shared, person: ANNA.address }).new).toEqual(ENGLISH.lines);
		expect(learn(onBehalf, { ...shared, person: BEN.address }).new).toEqual(BENS.lines);
	});

	test('who is not known gets none of anybody', () => {
		expect(learn(onBehalf, { ...shared, person: 'carla@contoso.com' }).new).toBe('several');
		expect(learn(asSupport, { ...shared, person: ANNA.address }).new).toBe('several');
		expect(learn(asSupport, { ...shared, signers: 'perhapsOne' }).new).toBe('several');
		// Anna writes most: it is hers all the same.
		const mostly = [
			...mails(8, { signature: ENGLISH, from: SUPPORT }),
			...mails(1, { signature: BENS, from: SUPPORT }, 20),
		];
		expect(learn(mostly, shared).new).toBe('several');
	});

	test('what all sign with is the signature of the team', () => {
		const team = signature('team', 'Kind regards', 'Contoso Support', '+44 20 7946 0000');
		expect(learn(mails(8, { signature: team, from: SUPPORT }), shared).new).toEqual(team.lines);
		const withNames = inTurns(
			mails(4, {
				program: BY_HAND,
				signature: signature('x', 'Anna', 'Contoso Support', '+44 20 7946 0000'),
				from: SUPPORT,
			}),
			mails(
				4,
				{ program: BY_HAND, signature: signature('x', 'Ben', 'Contoso Support', '+44 20 7946 0000'), from: SUPPORT },
				20,
			),
		);
		expect(learn(withNames, shared).new).toEqual(['Contoso Support', '+44 20 7946 0000']);
	});

	test("a person's own mailbox: mails for the shared one do not count", () => {
		const messages = [
			...mails(8, { signature: BENS, from: SUPPORT, sender: ANNA }),
			...mails(4, { signature: ENGLISH }, 20),
		];
		expect(learn(messages).new).toEqual(ENGLISH.lines);
		expect(learn(messages, { ...ME, from: SUPPORT.address, onlyFrom: true }).new).toEqual(BENS.lines);
		expect(learn(messages, { ...ME, from: 'sales@contoso.com', onlyFrom: true }).new).toBe('none');
	});

	test('an application that looks into the mailbox of one person', () => {
		const messages = [...mails(6, { signature: ENGLISH }), ...mails(2, { program: IOS }, 20)];
		expect(learn(messages, { from: ANNA.address, signers: 'perhapsOne' }).new).toEqual(ENGLISH.lines);
		// Her name for signing in is another one than her address.
		expect(learn(messages, { from: 'a.lindqvist@contoso.onmicrosoft.com', signers: 'perhapsOne' }).new).toEqual(
			ENGLISH.lines,
		);
	});
});

test('what this package has made, drafts and answers to meetings do not count', () => {
	const ours = mails(9, { signature: BENS }).map((message) => ({
		...message,
		singleValueExtendedProperties: [
			{ id: 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name OutlookDraftsKey', value: 'mark' },
		],
	}));
	const drafts = mails(3, { signature: BENS }, 20).map((message) => ({ ...message, isDraft: true }));
	const meetings = mails(3, { signature: BENS }, 30).map((message) => ({
		...message,
		'@odata.type': '#microsoft.graph.eventMessageResponse',
	}));
	expect(learn([...ours, ...drafts, ...meetings, ...mails(3, { signature: ENGLISH }, 40)]).new).toEqual(ENGLISH.lines);
});

test('added by the company: where it stands only in what comes back quoted, it is not taken', () => {
	const footer = 'Contoso Ltd – Registered in England – Fremdling disclaimer';
	const messages = mails(8, { program: BY_HAND, isReply: true }).map((message, at) => ({
		...message,
		body: {
			contentType: 'html' as const,
			content:
				`<div>Typed ${at}</div><div>Anna Lindqvist</div><div>Contoso, 030 901820</div><div id="appendonsend"></div>` +
				`<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>From:</b> Anna Lindqvist<br><b>Sent:</b> Monday<br><b>Subject:</b> x</div>` +
				`<div>Earlier</div><div>Anna Lindqvist</div><div>Contoso, 030 901820</div><div>${footer}</div>`,
		},
	}));
	expect(learn(messages).reply).toEqual(['Anna Lindqvist', 'Contoso, 030 901820']);
});

test('Outlook on the web ends the text before the signature: what is marked counts, nothing else', () => {
	const behind = (rest: string) =>
		mails(6, {}).map((message, at) => ({
			...message,
			body: { contentType: 'html' as const, content: `<div>Typed ${at}</div><div id="appendonsend"></div>${rest}` },
		}));
	const marked = '<div id="Signature"><div>Kind regards</div><div>Anna Lindqvist</div></div>';
	const history = '<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>From:</b> Mei Fremdling</div>';
	const lines = ['Kind regards', 'Anna Lindqvist'];
	expect(learn(behind(marked))).toEqual({ new: lines, reply: lines });
	expect(learn(behind(marked + history))).toEqual({ new: lines, reply: lines });
	expect(learn(behind(`${history}<div>Anna Lindqvist</div><div>Contoso</div>`)).new).toBe('none');
	expect(learn(behind('<div>Anna Lindqvist</div><div>of Fremdling, Contoso</div>')).new).toBe('none');
});

test('rich signatures survive with all that they show', () => {
	for (const one of RICH) expect(learn(mailbox(WEB, one)).new).toEqual(one.lines);
});
