import { keyOf, linesOf, markedBlock } from './blocks';
import { fontsIn, mostUsed, type Font } from './font';
import { learnSignature, type Found, type Signers } from './learn';
import type { Mail } from './people';
import { readStyles } from './styles';

/** For which mails a signature is: people may have one for new mails, and another or none for replies. */
export type Variant = 'new' | 'reply';

/** Which mails count. */
export interface Writer {
	/** The address whose name the draft will bear, where it is known. */
	from?: string;
	/** Mails that bear another name do not count, whatever the mailbox. */
	onlyFrom?: boolean;
	/** The address of the person who is signed in, where there is one. */
	person?: string;
	/** Who writes in this mailbox, as far as its kind tells. */
	signers: Signers;
}

/** What Sent Items tell of how somebody's mails look. */
export interface Dress {
	signatures: Record<Variant, Found>;
	font: Font | undefined;
}

/** Learns from mails, newest first. */
export function learnDress(mails: Mail[], writer: Writer): Dress {
	const signatures = learnSignatures(mails, writer);
	return { signatures, font: learnFont(mailsOf(mails, writer).own, signatures) };
}

/** The signatures alone. */
export function learnSignatures(mails: Mail[], writer: Writer): Record<Variant, Found> {
	const { own, signers } = mailsOf(mails, writer);
	return withReplacements({
		new: learnSignature(
			own.filter(({ isReply }) => !isReply),
			signers,
		),
		reply: learnSignature(
			own.filter(({ isReply }) => isReply),
			signers,
		),
	});
}

/** By fewer mails of one kind, nobody can say that a person leaves their signature out there. */
const ENOUGH = 3;

function withReplacements({ new: forNew, reply }: Record<Variant, Found>): Record<Variant, Found> {
	const instead = (found: Found, other: Found): Found =>
		found.kind === 'none' && found.looked < ENOUGH && other.kind !== 'none' ? other : found;
	return { new: instead(forNew, reply), reply: instead(reply, forNew) };
}

/** The mails that the one for whom a draft is made has written. */
function mailsOf(mails: Mail[], { from, onlyFrom, person, signers }: Writer): { own: Mail[]; signers: Signers } {
	const address = from?.toLowerCase();
	const named = mails.filter((mail) => mail.from.address === address);
	// Of a mailbox whose name is no address that its mails bear: the one that they do bear.
	const own =
		named.length > 0 ? named : onlyFrom ? [] : signers === 'one' ? mails.filter(isUsual(mails)) : onlyName(mails);
	if (signers === 'one') return { own, signers };
	const mine = person === undefined ? [] : own.filter(({ sender }) => sender.address === person.toLowerCase());
	const isOfPerson = mine.length > 0 && person?.toLowerCase() !== address;
	return isOfPerson ? { own: mine, signers: 'one' } : { own, signers };
}

const onlyName = (mails: Mail[]): Mail[] =>
	new Set(mails.flatMap(({ from, sender }) => [from.address, sender.address])).size === 1 ? mails : [];

function isUsual(mails: Mail[]): (mail: Mail) => boolean {
	const counts = new Map<string, number>();
	for (const { from } of mails) counts.set(from.address, (counts.get(from.address) ?? 0) + 1);
	const [usual] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
	return (mail) => mail.from.address === usual;
}

/** Of what was typed above the signature. */
function learnFont(mails: Mail[], signatures: Record<Variant, Found>): Font | undefined {
	const known = [signatures.new, signatures.reply].flatMap((found) =>
		found.kind === 'found' ? [linesOf(found.block).map(keyOf)] : [],
	);
	return mostUsed(
		mails.slice(0, 20).map(({ outline }) => {
			const marked = markedBlock(outline);
			const keys = outline.lines.map(keyOf);
			const ends = known
				.map((lines) => keys.length - lines.length)
				.filter((at, index) => at >= 0 && keys.slice(at).join('\n') === known[index]!.join('\n'));
			const to = Math.min(marked?.marked === 'phone' ? keys.length : (marked?.from ?? keys.length), ...ends);
			const last = outline.lines[to - 1];
			return last ? fontsIn(outline.html, last.end, readStyles(outline.html)) : new Map<string, number>();
		}),
	);
}
