// The time for a text grows with its length, whatever is in it: eight times the text takes at most about eight times as long.
import { withInlineImages } from '../../../core/attachments/inlineImages';
import { above, below } from '../../../core/html/join';
import { htmlToText } from '../../../core/html/htmlToText';
import { toItemBody } from '../../../core/message/body';
import type { BodyType } from '../../../core/fields/choices';
import { withSignature } from '../../../core/message/signature';
import { warningsAfter, warningsBefore } from '../../../core/message/warnings';
import { expectLinear, repeated } from '../../support/growth.mts';
import { HTML_PIECES, randomHtml, MARKDOWN_PIECES } from '../../support/hostile.mts';

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
	'automatic, in a fence': (text) => toItemBody('auto', `\`\`\`html\n${text}\n\`\`\``),
	'as typed': asBody('textAsHtml'),
};

describe.each(Object.keys(HTML_PATHS))('%s', (name) => {
	test.each(HTML_PIECES)('%j without end', (piece) => expectLinear(HTML_PATHS[name], repeated(piece)));
	test.each([1, 2, 3, 4])('random html, seed %d', (seed) =>
		expectLinear(HTML_PATHS[name], (length) => randomHtml(seed, length)),
	);
});

test.each(MARKDOWN_PIECES)('Markdown: %j without end', (piece) => expectLinear(asBody('markdown'), repeated(piece)));
