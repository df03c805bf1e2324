// HTML at random, the same in every run. HTML_STRINGS=100000 for the whole number.
import { withInlineImages } from '../../../core/attachments/inlineImages';
import { above, below } from '../../../core/html/join';
import { htmlToText } from '../../../core/html/htmlToText';
import { toItemBody } from '../../../core/message/body';
import { warningsBefore } from '../../../core/message/warnings';
import { randomHtml, randomNumbers } from '../../support/hostile.mts';

const COUNT = Number(process.env.HTML_STRINGS ?? 2_000);

test(`${COUNT} strings go every way without a crash, and nothing that was there is lost`, () => {
	const next = randomNumbers(7);
	for (let seed = 1; seed <= COUNT; seed++) {
		const text = randomHtml(seed, Math.floor(next() * 300));
		const body = { contentType: 'html' as const, content: text };
		const results = [
			htmlToText(text),
			toItemBody('auto', text)!.content,
			toItemBody('markdown', text)!.content,
			withInlineImages({ body }, [], true).message.body!.content!,
			...warningsBefore({ body }),
		];
		expect(results.every((result) => typeof result === 'string')).toBe(true);
		const history = { contentType: 'html' as const, content: '<html><body>old</body></html>' };
		expect(above(body, history).content).toMatch(/^<html><body>[\s\S]*old<\/body><\/html>$/);
		const joined = below({ contentType: 'html', content: 'NEW' }, body).content;
		expect(joined.replace('<div>NEW</div>\r\n', '')).toBe(text);
	}
});
