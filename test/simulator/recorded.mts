// Puts recorded requests to the simulator in the state that the recording implies, and compares the answers by patterns.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator, StoredMessage } from '../../simulator/server.mts';
import { send } from './client.mts';
import type { Json, Reply } from './client.mts';

/**
 * One step towards the state, in the order of the file. `as` names what came of it for placeholders: `{draft.id}`.
 * `receive`, `write`: see Person in simulator/person.mts. `call`: a request whose answer is kept, `.location` beside its members. `form`: of Entra.
 */
export interface Step {
	as?: string;
	receive?: Json;
	write?: Json;
	call?: Request;
	fault?: Json;
	/** Of the person signed in. */
	edit?: Json;
	/** Members of the mailbox, as a test sets them (`rights`, `namedPropertyQuota`). */
	mailbox?: Json;
	folder?: { parent: string; name: string };
	/** Waits until late commits and sendings have happened. */
	settled?: boolean;
}

export interface Request {
	method: string;
	/** Below `/v1.0`, or an address with `{url}`. */
	path: string;
	headers?: Record<string, string>;
	/** JSON; a text goes out as it is. */
	body?: unknown;
	/** A form, for Entra. */
	form?: Record<string, string>;
	/** So many bytes of `x`, in place of a body. */
	bytes?: number;
	/** No token. */
	anonymous?: boolean;
}

/** Patterns: see `differences`. */
export interface Expected {
	status: number | number[];
	headers?: Json;
	/** JSON, or text where the pattern is one. */
	body?: unknown;
	/** Members of the body in their order; others may stand between them where `orderIsPart`. */
	order?: string[];
}

/** `repeat`: as often as it takes, for what passes by itself. */
export interface Afterwards {
	request: Request;
	answer: Expected;
	repeat?: true;
}

export interface Recording {
	/** Where the answer is published, and when it was given. */
	source: string;
	/** What of it is a fact. */
	note?: string;
	/** The answer as it was taken down. */
	recorded: Json;
	given?: {
		/** Who is signed in: a person of the tenant, an application, a personal account. */
		as?: 'work' | 'application' | 'personal';
		/** Whose mailbox `{upn}` is; the person signed in if not given. */
		mailbox?: string;
		switches?: Json;
		steps?: Step[];
	};
	request?: Request;
	answer?: Expected;
	/** What is so afterwards. */
	after?: Afterwards[];
	/** Why this cannot be put to the simulator. */
	notReproduced?: string;
}

export const folder = join(process.cwd(), 'test', 'recorded');

export const recordings = (): [name: string, Recording][] =>
	readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => [name.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording]);

type Names = Record<string, unknown>;

/** `{draft.id}` in a text; a text that is nothing else becomes the value itself. */
function filled<T>(value: T, names: Names): T {
	const of = (path: string): unknown =>
		path.split('.').reduce<unknown>((found, member) => (found as Names | undefined)?.[member], names);
	if (typeof value === 'string') {
		const whole = /^\{([a-zA-Z][\w.]*)\}$/.exec(value);
		if (whole && of(whole[1]) !== undefined) return of(whole[1]) as T;
		return value.replace(/\{([a-zA-Z][\w.]*)\}/g, (text, path: string) => String(of(path) ?? text)) as T;
	}
	if (Array.isArray(value)) return value.map((one: unknown) => filled(one, names)) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, filled(of as unknown, names)])) as T;
}

const types: Record<string, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	any: (value) => value !== undefined,
	absent: (value) => value === undefined,
	object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	list: (value) => Array.isArray(value),
	guid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
	time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
	localTime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value),
	base64: (value) =>
		typeof value === 'string' && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value),
};

/**
 * What of a value is not as the pattern says. A pattern is a literal; `<string>`, `<guid>`, … (the list above); `~` and a regular expression;
 * an object whose members are patterns (others may be there), or a list of as many patterns, or `[{ "$each": pattern, "$length": 10 }]`.
 */
export function differences(value: unknown, pattern: unknown, path = ''): string[] {
	const wrong = (words: string): string[] => [
		`${path || 'body'}: ${words}, found ${JSON.stringify(value)?.slice(0, 300)}`,
	];
	if (typeof pattern === 'string') {
		const type = /^<(\w+)>$/.exec(pattern)?.[1];
		if (type !== undefined) {
			if (!types[type]) throw new Error(`There is no type <${type}> of patterns`);
			return types[type](value) ? [] : wrong(pattern);
		}
		if (pattern.startsWith('~'))
			return typeof value === 'string' && new RegExp(pattern.slice(1), 's').test(value) ? [] : wrong(pattern);
	}
	if (Array.isArray(pattern)) return differencesOfList(value, pattern, path, wrong);
	if (typeof pattern !== 'object' || pattern === null) return value === pattern ? [] : wrong(JSON.stringify(pattern));
	if (!types.object(value)) return wrong('an object');
	return Object.entries(pattern).flatMap(([name, one]) =>
		differences((value as Json)[name], one, path === '' ? name : `${path}.${name}`),
	);
}

function differencesOfList(
	value: unknown,
	pattern: unknown[],
	path: string,
	wrong: (words: string) => string[],
): string[] {
	if (!Array.isArray(value)) return wrong('a list');
	const [first] = pattern as Json[];
	if (pattern.length === 1 && types.object(first) && '$each' in first) {
		const length = first.$length as number | undefined;
		if (length !== undefined && value.length !== length) return wrong(`${length} entries`);
		return value.flatMap((one, index) => differences(one, first.$each, `${path}[${index}]`));
	}
	if (value.length !== pattern.length) return wrong(`${pattern.length} entries`);
	return pattern.flatMap((one, index) => differences(value[index], one, `${path}[${index}]`));
}

export interface Exchange {
	reply: Pick<Reply, 'status' | 'text' | 'json'> & { headers: Record<string, string> };
	expected: Expected;
}

/** All differences of an answer. */
export function compare({ reply, expected }: Exchange): string[] {
	const statuses = [expected.status].flat();
	const found = statuses.includes(reply.status)
		? []
		: [`status: ${statuses.join(' or ')}, found ${reply.status} ${reply.text.slice(0, 300)}`];
	if (expected.headers) found.push(...differences(reply.headers, expected.headers, 'headers'));
	const isText = typeof expected.body === 'string' && !/^<(?:object|list|absent)>$/.test(expected.body);
	if (expected.body !== undefined) found.push(...differences(isText ? reply.text : reply.json, expected.body));
	if (expected.order) {
		const order = Object.keys(reply.json).filter((name) => expected.order?.includes(name));
		if (order.join() !== expected.order.join()) found.push(`order: ${expected.order.join()}, found ${order.join()}`);
	}
	return found;
}

/** Puts a recording to a simulator that was just reset. */
export async function play(simulator: Simulator, recording: Recording): Promise<Exchange[]> {
	const { as = 'work', mailbox, switches = {}, steps = [] } = recording.given ?? {};
	const me = as === 'personal' ? 'pat.home@example.com' : 'megan.bowen@contoso.com';
	const upn = mailbox ?? me;
	const kind = as === 'application' ? 'application' : as === 'personal' ? 'personal' : 'delegated';
	const token = simulator.issueToken({ kind, ...(kind === 'application' ? {} : { user: me }) });
	Object.assign(simulator.switches, switches);
	const owner = simulator.store.find(upn);
	if (!owner) throw new Error(`There is no mailbox ${upn}`);
	const names: Names = {
		upn,
		encodedUpn: encodeURIComponent(upn),
		userId: owner.id,
		address: owner.address,
		url: simulator.url,
		folders: Object.fromEntries(owner.folders.map(({ wellKnownName, id }) => [wellKnownName ?? id, id])),
	};
	const ask = async (given: Request): Promise<Exchange['reply']> => {
		const { method, path, headers = {}, body, form, bytes, anonymous } = filled(given, names);
		const authorization: Record<string, string> =
			anonymous || form || path.startsWith('http') ? {} : { authorization: `Bearer ${token}` };
		const content = form ? new URLSearchParams(form).toString() : bytes === undefined ? body : 'x'.repeat(bytes);
		const type: Record<string, string> = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
		const reply = await send(simulator.url, method, path, content, { ...type, ...authorization, ...headers });
		return { status: reply.status, text: reply.text, json: reply.json, headers: Object.fromEntries(reply.headers) };
	};
	for (const step of steps) await take(simulator, upn, filled(step, names), names, ask);
	const exchanges: Exchange[] = [];
	const { request: first, answer: expected, after = [] } = recording;
	const all: Afterwards[] = [...(first && expected ? [{ request: first, answer: expected }] : []), ...after];
	for (const { request, answer, repeat } of all) {
		let reply = await ask(request);
		for (let tries = 0; repeat && tries < 100 && reply.status !== answer.status; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 50));
			reply = await ask(request);
		}
		names.answer ??= reply.json;
		exchanges.push({ reply, expected: filled(answer, names) });
	}
	return exchanges;
}

async function take(
	simulator: Simulator,
	upn: string,
	step: Step,
	names: Names,
	ask: (request: Request) => Promise<Exchange['reply']>,
): Promise<void> {
	const person = simulator.person(upn);
	const keep = (value: unknown): void => {
		if (step.as !== undefined) names[step.as] = value;
	};
	const shown = ({ id, immutableId, internetMessageId, conversationIndex, sentDateTime }: StoredMessage): Json => ({
		id,
		immutableId,
		internetMessageId,
		conversationIndex,
		sentDateTime,
	});
	if (step.receive) keep(shown(person.receive(step.receive)));
	if (step.write) keep(shown(person.write(step.write)));
	if (step.folder) keep({ id: simulator.store.addFolder(upn, step.folder.parent, step.folder.name).id });
	if (step.mailbox) Object.assign(person.mailbox, step.mailbox);
	if (step.edit) person.edit(String((names.draft as Json).id), step.edit);
	if (step.settled) await simulator.settled();
	if (step.fault)
		simulator.faults.add({ ...step.fault, ...(step.fault.path ? { path: new RegExp(String(step.fault.path)) } : {}) });
	if (!step.call) return;
	const reply = await ask(step.call);
	if (reply.status >= 300) throw new Error(`${step.call.method} ${step.call.path}: ${reply.status} ${reply.text}`);
	keep({ ...reply.json, location: reply.headers.location });
}
