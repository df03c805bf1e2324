import { inspect } from 'node:util';
import type { Service } from './service.mts';

/** One open question, or one thing that a client must be able to do. */
export interface Check {
	question: string;
	/** The answer in a few words. It throws only when the question could not be put at all, or a client failed. */
	run(service: Service): Promise<string>;
}

export interface Group {
	title: string;
	checks: Check[];
}

export interface Result {
	group: string;
	question: string;
	answer: string;
	failed: boolean;
}

interface Following {
	onResult?(result: Result): void;
	/** Asked before each question. */
	goesOn?(): boolean;
}

/** Puts all questions, one after the other; one that fails does not keep the others from being put. */
export async function runChecks(
	groups: Group[],
	service: Service,
	{ onResult, goesOn = () => true }: Following = {},
): Promise<Result[]> {
	const results: Result[] = [];
	for (const { title, checks } of groups) {
		for (const { question, run } of checks) {
			if (!goesOn()) return results;
			const settled = await run(service).then(
				(answer) => ({ answer, failed: false }),
				(error: unknown) => ({ answer: `FAILED: ${problem(error)}`, failed: true }),
			);
			const result = { group: title, question, ...settled, answer: withoutNames(settled.answer) };
			results.push(result);
			onResult?.(result);
		}
	}
	return results;
}

/** Clients throw objects of their own. */
function problem(error: unknown): string {
	const { name, message, stack } = error as Partial<Error>;
	if (message) return `${name ?? 'Error'}: ${message}`;
	return stack ?? inspect(error, { depth: 3, breakLength: Infinity });
}

/** Answers get published: no addresses, no ids, no tokens in them. */
export function withoutNames(text: string): string {
	return (
		text
			.replace(/https?:\/\/[^\s"'`]*authtoken=[^\s"'`]*/gi, '<upload address>')
			.replace(/[\w.+#-]+@[\w-]+(\.[\w-]+)+/g, '<address>')
			.replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<guid>')
			// Ids have digits; the longest error codes have none.
			.replace(/\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{40,}(%3D|=)*/g, '<id>')
	);
}
