// The address suites of eight parsers, with our verdict on each entry (addressSuites.jsonl).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DraftError } from '../../../core/errors';
import { readRecipients } from '../../../core/message/recipients';
import { written } from '../../support/recipientCases.mts';

interface Entry {
	suite: string;
	input: string;
	/** What the suite expects. */
	theirs: string[] | 'accepted' | 'rejected';
	ours: string[] | 'rejected';
	verdict: 'same' | 'name' | 'stricter' | 'kinder' | 'other';
	why?: string;
}

const [, ...lines] = readFileSync(join(__dirname, 'addressSuites.jsonl'), 'utf8').trim().split('\n');
const entries = lines.map((line) => JSON.parse(line) as Entry);
const suites = [...new Set(entries.map(({ suite }) => suite))];

test.each(suites)('%s', (suite) => {
	for (const { input, ours } of entries.filter((entry) => entry.suite === suite))
		expect({ input, ours: read(input) }).toEqual({ input, ours });
});

test('every verdict follows from what both say, and all but "same" have a reason', () => {
	for (const { input, theirs, ours, verdict, why } of entries) {
		expect({ input, verdict }).toEqual({ input, verdict: verdictOf(theirs, ours) });
		expect({ input, why: why !== undefined }).toEqual({ input, why: verdict !== 'same' });
	}
});

test('the counts', () => {
	const counts: Record<string, Record<string, number>> = {};
	for (const { suite, verdict } of entries) {
		counts[suite] ??= { entries: 0, same: 0, name: 0, stricter: 0, kinder: 0, other: 0 };
		counts[suite].entries += 1;
		counts[suite][verdict] += 1;
	}
	console.table(counts);
	expect(Object.keys(counts)).toEqual([
		'nodemailer',
		'postal-mime',
		'go',
		'python',
		'email-addresses',
		'isemail',
		'flanker',
		'mimekit',
	]);
	expect(entries.length).toBeGreaterThan(1_300);
	// Other addresses than the suite's: only where it joins what a line break separates.
	expect(entries.filter(({ verdict }) => verdict === 'other')).toHaveLength(3);
});

/** As the data file has it; a refusal must name the field and say what to do. */
function read(input: string): Entry['ours'] {
	try {
		return readRecipients(input, 'To').map(written);
	} catch (thrown) {
		expect(thrown).toBeInstanceOf(DraftError);
		const { message, cause } = thrown as DraftError;
		expect({ input, message }).toEqual({ input, message: expect.stringMatching(/^To: .*"/s) });
		expect(cause.hint).toMatch(/\w/);
		return 'rejected';
	}
}

function verdictOf(theirs: Entry['theirs'], ours: Entry['ours']): Entry['verdict'] {
	if (theirs === 'rejected') return ours === 'rejected' ? 'same' : 'kinder';
	if (ours === 'rejected') return 'stricter';
	if (theirs === 'accepted' || plain(theirs) === plain(ours)) return 'same';
	return addresses(theirs) === addresses(ours) ? 'name' : 'other';
}

const plain = (list: string[]) => list.map((one) => one.toLowerCase().replace(/\s+/g, ' ').trim()).join('\n');
const addresses = (list: string[]) => plain(list.map((one) => /<([^<>]*)>$/.exec(one)?.[1] ?? one));
