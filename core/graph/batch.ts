import { DraftError } from '../errors';
import { isSuccess } from '../host';
import type { Purpose } from './call';
import type { Graph } from './client';
import { isCode } from './errors';
import { quote } from './explanations';
import { growingPause, retryAfter } from './retry';

interface InnerAnswer {
	id: string;
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

const ATTEMPTS = 4;
const TRANSIENT = new Set([424, 429, 500, 502, 503, 504]);

/**
 * Several reads in one request (Graph, "JSON batching"), carried out one after the other, so that the batch takes one of
 * the mailbox's four concurrent requests only. Returns the bodies in order; undefined for what does not exist (404).
 * An inner answer may be throttled although the batch is 200: then those that have no answer yet are asked for again.
 */
export async function readAll<T>(graph: Graph, paths: string[], purpose: Purpose): Promise<Array<T | undefined>> {
	const bodies = paths.map((): T | undefined => undefined);
	let open = paths.map((url, index) => ({ id: String(index + 1), url }));
	for (let attempt = 1; ; attempt++) {
		const requests = open.map(({ id, url }, position) => ({
			id,
			method: 'GET',
			url,
			headers: { Prefer: 'IdType="ImmutableId"' },
			...(position > 0 ? { dependsOn: [open[position - 1]!.id] } : {}),
		}));
		const { responses = [] } = await graph.json<{ responses?: InnerAnswer[] }>({
			method: 'POST',
			path: '/$batch',
			body: { requests },
			purpose,
		});
		const answers = open.map(({ id }) => responses.find((answer) => answer.id === id) ?? { id, status: 502 });
		for (const answer of answers) if (isSuccess(answer)) bodies[Number(answer.id) - 1] = answer.body as T;
		const isSettled = (answer: InnerAnswer) => isSuccess(answer) || answer.status === 404;
		const failed = answers.find((answer) => !isSettled(answer));
		if (!failed) return bodies;
		const before = open.length;
		open = open.filter((_, position) => !isSettled(answers[position]!));
		// What comes after a 404 depends on it and was not carried out.
		if (failed.status === 424 && open.length < before) {
			attempt -= 1;
			continue;
		}
		const pause = pauseAsked(answers, graph.now()) || growingPause(attempt);
		const goOn =
			TRANSIENT.has(failed.status) && attempt < ATTEMPTS && pause <= graph.timeout && (await graph.wait(pause));
		if (!goOn) throw refused(failed, purpose);
	}
}

/** The longest pause that an inner answer asks for, in milliseconds. */
function pauseAsked(answers: InnerAnswer[], now: number): number {
	const asked = answers.map(({ headers = {} }) =>
		retryAfter(
			{
				headers: Object.fromEntries(
					Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
				),
			},
			now,
		),
	);
	return Math.max(0, ...asked.map((pause) => pause ?? 0));
}

function refused({ status, body }: InnerAnswer, { task }: Purpose): DraftError {
	const { code, message } = (body as { error?: { code?: unknown; message?: unknown } } | undefined)?.error ?? {};
	const said = typeof message === 'string' ? quote(message) : '';
	return new DraftError(
		isCode(code) && code !== '' ? code : `Http${status}`,
		`Microsoft Graph could not ${task} (status ${status}).${said}`,
		{ status, hint: 'Try again later.' },
	);
}
