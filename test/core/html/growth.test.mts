// The time for a text grows with its length, whatever is in it: eight times the text takes at most about eight times as long.
import { withInlineImages } from '../../../core/attachments/inlineImages';
import { above, below } from '../../../core/html/join';
import { htmlToText } from '../../../core/html/htmlToText';
import { toItemBody } from '../../../core/message/body';
import type { BodyType } from '../../../core/fields/choices';
import { withSignature } from '../../../core/message/signature';
import { warningsAfter, warningsBefore } from '../../../core/message/warnings';
import { HTML_PIECES, randomHtml, MARKDOWN_PIECES } from '../../support/hostile.mts';

const SMALL = 16 * 1024;
const TIMES = 8;
/** Eight times is linear; this much more is left to the garbage collector. Quadratic would be 64. */
const MOST = 24;
/** Below this a ratio says nothing: milliseconds of CPU for the larger text. */
const NOTHING = 60;

const html = (content: string) => ({ contentType: 'html' as const, content });
const asBody = (type: BodyType) => (text: string) => toItemBody(type, text);
const HTML_PATHS: Record<string, (text: string) => unknown> = {
	htmlToText,
	'warnings before': (text) => warningsBefore({ body: html(text) }),
	'warnings after': (text) =>
		warningsAfter({ body: html(text) }, { body: html(`<div>${text}</div>`) }, 'https://x.com'),
	'inline images': (text) => withInlineImages({ body: html(text) }, [], true),
	'above a history': (text) => above(html(text), html(text)),
	'below a text': (text) => below(html(text), html(text)),
	'above a plain text': (text) => above(html(text), { contentType: 'text', content: text }),
	signature: (text) => withSignature(html(text), text),
	'signature as text': (text) => withSignature({ contentType: 'text', content: '' }, text),
	automatic: asBody('auto'),
	'as typed': asBody('textAsHtml'),
};

function cpu(work: () => unknown): number {
	const { user, system } = process.cpuUsage();
	work();
	const end = process.cpuUsage();
	return (end.user + end.system - user - system) / 1_000;
}

/** Measured up to three times, since the machine does other things too. */
function expectLinear(work: (text: string) => unknown, make: (length: number) => string): void {
	const [small, large] = [make(SMALL), make(SMALL * TIMES)];
	for (let attempt = 1; ; attempt++) {
		const after = cpu(() => work(large));
		if (after < NOTHING) return;
		const before = cpu(() => work(small));
		if (after <= before * MOST) return;
		if (attempt === 3) expect({ before, after }).toEqual('a ratio of about 8');
	}
}

const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length));

describe.each(Object.keys(HTML_PATHS))('%s', (name) => {
	test.each(HTML_PIECES)('%j without end', (piece) => expectLinear(HTML_PATHS[name], repeated(piece)));
	test.each([1, 2, 3, 4])('random html, seed %d', (seed) =>
		expectLinear(HTML_PATHS[name], (length) => randomHtml(seed, length)),
	);
});

test.each(MARKDOWN_PIECES)('Markdown: %j without end', (piece) => expectLinear(asBody('markdown'), repeated(piece)));
