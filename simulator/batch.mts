import { emptyPayload, GraphError, NO_KNOWN_CODE } from './errors.mts';
import type { Answer, Failure } from './exchange.mts';
import type { GraphRequest } from './graph.mts';
import { parseJson } from './json-body.mts';

/** DOC json-batching */
const MOST_REQUESTS = 20;

/** DOC throttling-limits: of an unordered batch, whatever the mailboxes. */
const AT_A_TIME = 4;

interface Step {
	id: string;
	request: GraphRequest;
	after: Step[];
	/** Instead of the work. */
	refusal?: GraphError;
	answer?: Promise<Answer>;
}

type Json = Record<string, unknown>;

const refuse = (message: string): GraphError => new GraphError(400, 'BadRequest', message);

/** Seen with empty batches and absolute addresses. OBS js#1451; for the other ways of being wrong INFERRED */
const malformed = (): GraphError => refuse('Invalid batch payload format.');

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A relative address with or without a slash in front. DOC json-batching (both are in its sample) */
function innerTarget(url: unknown): string {
	if (typeof url !== 'string' || url === '' || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)) throw malformed();
	// As a client of its own would have sent it: blanks and quotes of a filter are allowed here. DOC json-batching (sample)
	return `/v1.0/${url.replace(/^\//, '')}`.replace(/[\s"<>]/g, (character) => encodeURIComponent(character));
}

function innerHeaders(given: unknown): Record<string, string> {
	if (given === undefined || given === null) return {};
	if (!isObject(given) || Object.values(given).some((value) => typeof value !== 'string')) throw malformed();
	return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value as string]));
}

/** JSON as it is, anything else as base64 of its bytes. DOC json-batching */
function innerBody(body: unknown, type: string): string {
	if (/^application\/json\s*(;|$)/i.test(type)) return JSON.stringify(body);
	if (typeof body !== 'string') throw malformed();
	return Buffer.from(body, 'base64').toString('utf8');
}

function readStep(batch: GraphRequest, given: unknown): Step {
	if (!isObject(given)) throw malformed();
	const { id, method, url, body } = given;
	if (
		typeof id !== 'string' ||
		id === '' ||
		typeof method !== 'string' ||
		!/^(GET|POST|PATCH|PUT|DELETE)$/i.test(method)
	)
		throw malformed();
	const headers = innerHeaders(given.headers);
	const type = headers['content-type'];
	// DOC json-batching (the rule); texts OBS Softeria/ms-365-mcp-server#677, pnp/pnpcore
	if (body !== undefined && type === undefined)
		throw refuse(`Write request with id '${id}' does not contain a Content-Type header.`);
	if (/^(POST|PATCH|PUT)$/i.test(method) && (type === undefined || body === undefined))
		throw refuse(`Write request id : ${id} does not contain Content-Type header or body.`);
	const step: Step = {
		id,
		request: {
			...batch,
			method: method.toUpperCase(),
			target: innerTarget(url),
			headers: { ...headers, authorization: batch.headers.authorization },
			body: '',
		},
		after: [],
	};
	const isMime = /^text\/plain\s*(;|$)/i.test(type ?? '');
	// Whether MIME, itself base64, is to be encoded once or twice here is in no source. INFERRED
	if (isMime && batch.switches.batchMime === 'refused')
		step.refusal = new GraphError(400, batch.switches.wrongTypeCode, 'were unable to deserialize ');
	else if (isMime && batch.switches.batchMime === 'once') step.request.body = String(body);
	else if (body !== undefined) step.request.body = innerBody(body, type ?? '');
	return step;
}

/** Ids are compared without regard to case. DOC json-batching */
function connect(steps: Step[], given: Json[]): void {
	const byId = new Map<string, Step>();
	for (const step of steps) {
		// OBS a published client's recorded answer
		if (byId.has(step.id.toLowerCase())) throw refuse(`Request Id ${step.id} has to be unique in a batch.`);
		byId.set(step.id.toLowerCase(), step);
	}
	for (const [index, { dependsOn }] of given.entries()) {
		if (dependsOn === undefined || dependsOn === null) continue;
		if (!Array.isArray(dependsOn)) throw malformed();
		steps[index].after = dependsOn.map((id) => {
			const before = typeof id === 'string' ? byId.get(id.toLowerCase()) : undefined;
			if (!before) throw malformed();
			return before;
		});
	}
}

/** Each after those it depends on; throws when they wait for each other. */
function inOrder(steps: Step[]): Step[] {
	const ordered: Step[] = [];
	while (ordered.length < steps.length) {
		const next = steps.find(
			(step) => !ordered.includes(step) && step.after.every((before) => ordered.includes(before)),
		);
		if (!next) throw malformed();
		ordered.push(next);
	}
	return ordered;
}

/** Non-JSON is base64, as in a request. DOC json-batching; that plain text counts as such INFERRED */
function response(id: string, { status, headers, body }: Answer): Json {
	const isJson = /^application\/json\b/i.test(headers['Content-Type'] ?? '');
	const shown =
		body.length === 0
			? {}
			: { body: isJson ? (JSON.parse(String(body)) as unknown) : Buffer.from(body as string).toString('base64') };
	// OBS twentyhq/twenty (2025)
	return { id, status, headers: { 'Cache-Control': 'private', ...headers }, ...shown };
}

/** Answers `$batch`: inner requests four at a time, or one at a time where they depend on each other. DOC json-batching, throttling-limits */
export async function runBatch(
	batch: GraphRequest,
	failure: Failure,
	serve: (request: GraphRequest) => Promise<Answer>,
): Promise<Json> {
	if (batch.body.trim() === '') throw emptyPayload();
	const json = parseJson(batch.body);
	if (!isObject(json) || !Array.isArray(json.requests) || json.requests.length === 0) throw malformed();
	// The text RECALL
	if (json.requests.length > MOST_REQUESTS)
		throw refuse(`Number of batch request steps exceeds the maximum value of ${MOST_REQUESTS}.`);
	const steps = json.requests.map((given) => readStep(batch, given));
	connect(steps, json.requests as Json[]);
	const queue = inOrder(steps);
	const responses: Json[] = [];

	const work = async (step: Step): Promise<Answer> => {
		const before = await Promise.all(step.after.map(({ answer }) => answer));
		// The status is documented, its code is not.
		if (before.some((answer) => (answer?.status ?? 0) >= 400))
			return failure(new GraphError(424, NO_KNOWN_CODE, 'Failed Dependency'));
		return step.refusal ? failure(step.refusal) : serve(step.request);
	};
	const worker = async (): Promise<void> => {
		for (let step = queue.shift(); step; step = queue.shift()) {
			step.answer = work(step);
			responses.push(response(step.id, await step.answer));
		}
	};
	const isOrdered = steps.some(({ after }) => after.length > 0);
	await Promise.all(Array.from({ length: isOrdered ? 1 : AT_A_TIME }, worker));
	return { responses };
}
