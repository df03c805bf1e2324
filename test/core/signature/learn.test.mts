import type { Message } from '@microsoft/microsoft-graph-types';

import { htmlOf, linesOf } from '../../../core/signature/blocks';
import { learnDress, type Variant, type Writer } from '../../../core/signature/dress';
import type { Found } from '../../../core/signature/learn';
import { toMail } from '../../../core/signature/toMail';
import { mailbox } from './corpus/mailbox.mts';
import { ANNA, FOREIGN, TYPED } from './corpus/people.mts';
import { PROGRAMS } from './corpus/programs.mts';
import { PLAIN, RICH, type Signature } from './corpus/signatures.mts';

const OWN: Writer = { from: ANNA.address, signers: 'one' };

const learn = (messages: Message[], writer: Writer = OWN) =>
	learnDress(
		messages.flatMap((message) => toMail(message) ?? []),
		writer,
	);

const shown = (found: Found): string[] | undefined =>
	found.kind === 'found' ? linesOf(found.block).map(({ text }) => text) : undefined;

/** Each program with four signatures: two as lines, two with tables and pictures. */
const SHAPES = PROGRAMS.flatMap((program, at) => {
	const plain = (number: number) => PLAIN[(at + number) % PLAIN.length]!;
	const rich = (number: number) => RICH[(at + number) % RICH.length]!;
	const signatures: Signature[] =
		program.name === 'plain text' ? [plain(0), plain(7), plain(13)] : [plain(0), plain(7), plain(13), rich(0), rich(3)];
	return signatures.map((signature) => ({ name: `${program.name}: ${signature.name}`, program, signature }));
});

test('the corpus: found where it is, never anything else', () => {
	const missed: string[] = [];
	const wrong: string[] = [];
	for (const { name, program, signature } of SHAPES) {
		const { signatures } = learn(mailbox(program, signature));
		for (const variant of ['new', 'reply'] as Variant[]) {
			const found = signatures[variant];
			const html = found.kind === 'found' ? htmlOf(found.block) : '';
			if (html.includes(FOREIGN) || html.includes(TYPED)) wrong.push(`${name} (${variant}): ${html}`);
			const lines = signature.lines.filter((line) => !/^Sent from/.test(line));
			if (JSON.stringify(shown(found)) !== JSON.stringify(lines))
				missed.push(
					`${name} (${variant}): ${JSON.stringify(shown(found) ?? found.kind)} instead of ${JSON.stringify(lines)}`,
				);
		}
	}
	const total = SHAPES.length * 2;
	console.info(
		`Signatures: ${total - missed.length} of ${total} found in ${SHAPES.length} shapes of ${PROGRAMS.length} programs.`,
	);
	expect(wrong).toEqual([]);
	expect(missed).toEqual([]);
});
