import type { Result } from './check.mts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

/** The results as Markdown tables, one a group. */
export function tables(results: Result[]): string {
	const groups = [...new Set(results.map(({ group }) => group))];
	return groups
		.map((title) => {
			const rows = results
				.filter(({ group }) => group === title)
				.map(({ question, answer }) => `| ${cell(question)} | ${cell(answer)} |`);
			return [`## ${title}`, '', '| question | answer |', '|---|---|', ...rows, ''].join('\n');
		})
		.join('\n');
}

export interface LiveRun {
	date: Date;
	/** `https://graph.microsoft.com` or a national cloud's. */
	url: string;
	/** What the token is: delegated, application; its permissions. */
	token: string;
	results: Result[];
	/** What could not be removed. */
	left: string[];
}

/** docs/live-results.md */
export function liveResults({ date, url, token, results, left }: LiveRun): string {
	const failed = results.filter((result) => result.failed).length;
	return [
		'# What the real service answered',
		'',
		`Written by \`npm run conformance -- --graph\` on ${date.toISOString().slice(0, 10)} against ${url} (v1.0), with a token for ${token}.`,
		'Addresses, ids and tokens are left out. The same questions are put to the simulator by `npm run conformance`; where it answers',
		'differently, `graph-behaviour.md` and the simulator are to follow this page.',
		'',
		`${results.length} questions, ${failed} could not be answered. ${left.length === 0 ? 'Everything that was made was removed again.' : `${left.length} things that were made could not be removed.`}`,
		'',
		tables(results),
	].join('\n');
}
