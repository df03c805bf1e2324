import { CHECKS, findingsOf } from '../../../core/checks';
import { readable, type Draft } from '../../../core/checks/text';
import { CHECK_CASES, type CheckCase } from '../../support/checkCases.mts';

const draftOf = ({ subject = 'Offer', text, html, hasFiles = false, isNew = true }: CheckCase): Draft => ({
	subject,
	body: html === undefined ? { contentType: 'text', content: text ?? '' } : { contentType: 'html', content: html },
	hasFiles,
	isNew,
});
const nameOf = ({ subject, text, html }: CheckCase) =>
	`${subject === undefined ? '' : `${subject} | `}${html ?? text}`.replace(/\s+/g, ' ').slice(0, 100);

test('there are enough of them', () => {
	expect(CHECK_CASES.length).toBeGreaterThanOrEqual(200);
	expect(new Set(CHECK_CASES.map((one) => JSON.stringify(one))).size).toBe(CHECK_CASES.length);
});

test.each(CHECK_CASES.map((one) => [one.verdict, nameOf(one), one] as const))('%s: %s', (verdict, _name, one) => {
	const draft = readable(draftOf(one));
	const found = Object.entries(CHECKS).filter(([, check]) => check(draft) !== undefined);
	expect(found.map(([name]) => name)).toEqual(verdict === 'fine' ? [] : [verdict]);
});

test('each finding is one sentence that shows what was found', () => {
	for (const one of CHECK_CASES.filter(({ verdict }) => verdict !== 'fine')) {
		for (const finding of findingsOf(draftOf(one))) {
			expect(finding).toMatch(/^[A-Z\d][\s\S]*\.$/);
			expect(finding.length).toBeLessThan(300);
		}
	}
});
