// Composed messages, read back by parsers that this project did not write.
import { composeMessage } from '../../../core/mime/compose';
import { amount } from '../../support/amount.mts';
import { generateParts } from './generate.mts';
import { composeWithNodemailer, forNodemailer } from './nodemailer.mts';
import { expected, withMailparser, withPostalMime, withPython, type Parsed } from './parsers.mts';

const COUNT = amount(300, 2_000);
const generated = generateParts(COUNT, 20_260_401);
const composed = generated.map(composeMessage);
// Python reads beside the others, in its own process.
const readByPython = withPython(composed);

test('postal-mime', async () => {
	for (const [index, parts] of generated.entries())
		expect(await withPostalMime(composed[index])).toEqual(expected(parts));
});

test('mailparser', async () => {
	for (const [index, parts] of generated.entries())
		expect(await withMailparser(composed[index])).toEqual(expected(parts));
});

test("Python's email", async () => {
	const read = await readByPython;
	expect(read).toHaveLength(COUNT);
	for (const [index, parts] of generated.entries()) expect(read[index]).toEqual(expected(parts));
});

test("the same fields through nodemailer's composer give the same", async () => {
	const normal = ({ headers, ...rest }: Parsed) => ({ ...rest, headers: [...headers].sort() });
	for (const parts of generated.map(forNodemailer)) {
		const ours = await withPostalMime(composeMessage(parts));
		expect(normal(ours)).toEqual(normal(await withPostalMime(await composeWithNodemailer(parts))));
	}
});
