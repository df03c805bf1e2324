// How many requests for one mailbox are in flight after Outlook has answered 429, through the whole client.
import { createGraph, type Graph } from '../../../core/graph/client';
import { PER_MAILBOX, Throttle } from '../../../core/graph/throttle';
import type { Host, HttpResponse } from '../../../core/host';
import { testAccount } from '../../support/host.mts';

const CALM = 10_000;
const OK: HttpResponse = { status: 200, headers: {}, body: '{"value": []}' };
const THROTTLED: HttpResponse = {
	status: 429,
	headers: { 'retry-after': '1' },
	body: '{"error": {"code": "ApplicationThrottled", "message": "x"}}',
};
const purpose = { task: 'list the folders', mailbox: 'me', repeat: 'safe' as const, permission: 'Mail.Read' };

/** A host whose clock is moved by the test, and which counts what is in flight. */
function counting() {
	let time = Date.parse('2026-11-25T12:00:00Z');
	let inFlight = 0;
	let most = 0;
	let answers: HttpResponse[] = [];
	const send = async (): Promise<HttpResponse> => {
		inFlight += 1;
		most = Math.max(most, inFlight);
		await new Promise((resolve) => setImmediate(resolve));
		inFlight -= 1;
		return answers.shift() ?? OK;
	};
	const host: Host = {
		request: send,
		upload: send,
		now: () => time,
		async sleep(ms) {
			await new Promise((resolve) => setImmediate(resolve));
			time += ms;
		},
	};
	const graph = createGraph(host, testAccount(), {
		timeout: 120_000,
		stop: new AbortController().signal,
		throttle: new Throttle(),
	});
	return {
		graph,
		pass: (ms: number) => (time += ms),
		next: (...responses: HttpResponse[]) => (answers = responses),
		/** The most requests at a time while 12 are wanted. */
		async width(one: (graph: Graph) => Promise<unknown>): Promise<number> {
			most = 0;
			await Promise.all(Array.from({ length: 12 }, async () => await one(graph)));
			return most;
		},
	};
}

const read = async (graph: Graph) => await graph.json({ method: 'GET', path: '/me/mailFolders', purpose });
const upload = async (graph: Graph) =>
	await graph.upload({
		method: 'PUT',
		url: 'https://outlook.office.com/upload',
		headers: {},
		body: new Uint8Array(1),
		timeout: 60_000,
		purpose,
	});

describe.each([
	['a request', read],
	['a piece of an upload (msgraph-sdk-javascript#1557)', upload],
])('429 to %s', (_name, one) => {
	test(`halves how many there are at a time, and time brings all ${PER_MAILBOX} back, one by one`, async () => {
		const { graph, pass, next, width } = counting();
		expect(await width(one)).toBe(PER_MAILBOX);
		next(THROTTLED);
		await one(graph);
		expect(await width(one)).toBe(2);
		pass(CALM);
		expect(await width(one)).toBe(3);
		pass(CALM);
		expect(await width(one)).toBe(PER_MAILBOX);
	});

	test('other mailboxes are not slowed down', async () => {
		const { graph, next, width } = counting();
		next(THROTTLED);
		await one(graph);
		const others = async (other: Graph) =>
			await other.json({
				method: 'GET',
				path: '/users/x/mailFolders',
				purpose: { ...purpose, mailbox: 'x@contoso.com' },
			});
		expect(await width(others)).toBe(PER_MAILBOX);
	});
});

test('a 503 that asks to wait halves them too; one that does not is no reason', async () => {
	const unavailable = { status: 503, body: '{"error": {"code": "ServiceUnavailable", "message": "x"}}' };
	const asking = counting();
	asking.next({ ...unavailable, headers: { 'retry-after': '1' } });
	await read(asking.graph);
	expect(await asking.width(read)).toBe(2);
	const silent = counting();
	silent.next({ ...unavailable, headers: {} });
	await read(silent.graph);
	expect(await silent.width(read)).toBe(PER_MAILBOX);
});

test('a request that is sent again goes before those that were not sent yet, so that its time does not run out behind them', async () => {
	const { graph, next } = counting();
	next(...Array.from({ length: PER_MAILBOX }, () => THROTTLED));
	const done: number[] = [];
	await Promise.all(
		Array.from({ length: 200 }, async (_, i) => {
			await read(graph);
			done.push(i);
		}),
	);
	// The four that were refused waited a second; after it they were the next, not the last.
	for (let i = 0; i < PER_MAILBOX; i++) expect(done.indexOf(i)).toBeLessThan(100);
});
