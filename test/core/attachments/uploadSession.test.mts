import type { Simulator } from '../../../simulator/server.mts';
import { createGraph } from '../../../core/graph/client';
import { Throttle } from '../../../core/graph/throttle';
import { addAttachments } from '../../../core/attachments/add';
import { attachmentBench, type Bench } from '../../support/attachments.mts';
import { generatedFile, sha256OfGenerated } from '../../support/files.mts';
import { created, graphError, scriptedHost, testAccount } from '../../support/host.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started), { switches: { uploadBytesPerFiveMinutes: 4 * 1024 ** 3 } });

const CHUNK = 3_276_800;
/** Four whole chunks and a small one. */
const SIZE = 4 * CHUNK + 12_345;
const COUNT = 5;
const PUT = { method: 'PUT', path: /^\/upload\// };
const file = () => generatedFile(SIZE);
const hash = sha256OfGenerated(SIZE);

const create = async (bench: Bench, options: Parameters<Bench['run']>[2] = {}) =>
	await bench.run('draft:create', { attachments: [file()] }, options);

/** Complete, once, and no token on the way. */
function expectWhole(bench: Bench): void {
	expect(bench.stored()).toEqual([{ name: 'report.bin', sha256: hash }]);
	expect(bench.uploads.length).toBeGreaterThanOrEqual(COUNT);
	for (const { headers, url } of bench.uploads) {
		expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('authorization');
		expect(url).toContain('authtoken=');
	}
	for (const request of simulator.requests.filter(({ path }) => path.startsWith('/upload/')))
		expect(request.headers).not.toHaveProperty('authorization');
}

describe.each(Array.from({ length: COUNT }, (_, index) => index + 1))('the connection is cut at chunk %i', (chunk) => {
	test.each(['before', 'after'] as const)('%s it was taken', async (when) => {
		let puts = 0;
		const bench = attachmentBench(simulator, 'delegated', {
			beforeUpload({ method }) {
				if (method === 'PUT' && ++puts === chunk) simulator.faults.add({ ...PUT, cut: true, when });
			},
		});
		await create(bench);
		expectWhole(bench);
		const repeated = bench.requests().filter((request) => request === 'PUT upload').length - COUNT;
		expect(repeated).toBe(when === 'before' ? 1 : 0);
	});

	test('in the middle of it', async () => {
		const cut = jest.fn();
		const bench = attachmentBench(simulator, 'delegated', {
			cutInside: ({ method }, count) => method === 'PUT' && count === chunk && cut() === undefined,
		});
		await create(bench);
		expect(cut).toHaveBeenCalledTimes(1);
		expectWhole(bench);
	});
});

test.each([500, 502, 503, 504])('status %i, before and after the chunk was taken', async (status) => {
	const bench = attachmentBench(simulator);
	simulator.faults.add({ ...PUT, status, when: 'before' });
	simulator.faults.add({ ...PUT, status, when: 'after' });
	await create(bench);
	expectWhole(bench);
});

test.each([409, 412])(
	'a save conflict (%i) at each kind of request passes by itself: the session goes on',
	async (status) => {
		const bench = attachmentBench(simulator);
		const conflict = { status, code: 'ErrorIrresolvableConflict', times: 2 };
		simulator.faults.add({ method: 'POST', path: /createUploadSession$/, ...conflict });
		simulator.faults.add({ ...PUT, ...conflict });
		await create(bench);
		expectWhole(bench);
		expect(bench.requests().filter((request) => request === 'DELETE upload')).toEqual([]);
	},
);

test('a chunk that gets no answer in time is sent again, not the whole file (msgraph-sdk-dotnet#1381)', async () => {
	const bench = attachmentBench(simulator, 'delegated', { realPauses: true });
	simulator.faults.add({ ...PUT, delayMs: 1_600, cut: true });
	await bench.run('draft:create', { attachments: [file()], timeout: 3 });
	expectWhole(bench);
	const ranges = bench.uploads.map(({ headers }) => headers['Content-Range']).filter(Boolean);
	expect(ranges.slice(0, 2)).toEqual([ranges[0], ranges[0]]);
	expect(new Set(ranges).size).toBe(COUNT);
});

test('a mixture of everything', async () => {
	for (let seed = 1; seed <= 8; seed++) {
		simulator.reset();
		const bench = attachmentBench(simulator);
		simulator.faults.mix({
			seed,
			path: /^\/upload\//,
			shares: { 'cut before': 0.1, 'cut after': 0.1, '503 before': 0.1, '504 after': 0.1, '429': 0.1 },
			retryAfter: 0.01,
		});
		await create(bench);
		expectWhole(bench);
	}
});

test('429 waits as long as asked and sends the same chunk again', async () => {
	const bench = attachmentBench(simulator);
	simulator.faults.add({ ...PUT, status: 429, code: 'ApplicationThrottled', retryAfter: 2 });
	await create(bench);
	expectWhole(bench);
	expect(bench.requests().filter((request) => request === 'GET upload')).toHaveLength(0);
});

test('429 during an upload is the same error as for any other request (msgraph-sdk-javascript#1557)', async () => {
	const bench = attachmentBench(simulator);
	simulator.faults.add({
		...PUT,
		times: 99,
		status: 429,
		code: 'ApplicationThrottled',
		message: 'Application is over its MailboxConcurrency limit.',
		retryAfter: 200,
	});
	await expect(create(bench)).rejects.toMatchObject({
		name: 'OutlookDraftError',
		code: 'ApplicationThrottled',
		message: expect.stringContaining('too many requests for your mailbox'),
		cause: { status: 429, draftId: expect.any(String) },
	});
	expect(bench.requests().at(-1)).toBe('DELETE upload');
});

test('the spelling of 21Vianet', async () => {
	simulator.switches.uploadRangesName = 'NextExpectedRanges';
	const bench = attachmentBench(simulator);
	simulator.faults.add({ ...PUT, cut: true, when: 'after' });
	await create(bench);
	expectWhole(bench);
});

test('a session that expires in between is followed by a new one', async () => {
	let puts = 0;
	const bench = attachmentBench(simulator, 'delegated', {
		beforeUpload({ method }) {
			if (method === 'PUT' && ++puts === 3) simulator.faults.add({ ...PUT, status: 404, code: 'ErrorItemNotFound' });
		},
	});
	await create(bench);
	expectWhole(bench);
	expect(bench.requests().filter((request) => request.endsWith('createUploadSession'))).toHaveLength(2);
});

test('stopped in between: the session is given back, and the error says what there is', async () => {
	const stop = new AbortController();
	let puts = 0;
	const bench = attachmentBench(simulator, 'delegated', {
		beforeUpload({ method }) {
			if (method === 'PUT' && ++puts === 2) stop.abort();
		},
	});
	const error = await create(bench, { stop: stop.signal }).catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({
		code: 'Cancelled',
		message: expect.stringContaining('stopped before "report.bin" could be attached'),
		cause: { draftId: bench.drafts().at(-1)!.immutableId, attached: [], missing: ['report.bin'] },
	});
	expect(bench.requests().at(-1)).toBe('DELETE upload');
	expect(bench.stored()).toEqual([]);
});

test('percent of what has arrived', async () => {
	const seen: Array<[string, number]> = [];
	await create(attachmentBench(simulator), { onProgress: (name, percent) => seen.push([name, percent]) });
	expect(seen).toEqual([0, 24, 49, 74, 99, 100].map((percent) => ['report.bin', percent]));
});

test('a file that is shorter or longer than announced is never stored', async () => {
	for (const wrong of [-1, 1]) {
		const bench = attachmentBench(simulator);
		const changed = { ...file(), open: generatedFile(SIZE + wrong).open };
		await expect(bench.run('draft:create', { attachments: [changed] })).rejects.toMatchObject({
			message: expect.stringContaining('bytes that were announced'),
		});
		expect(bench.stored()).toEqual([]);
		expect(bench.requests().at(-1)).toBe('DELETE upload');
		simulator.reset();
	}
});

describe('answers of other kinds', () => {
	const session = (uploadUrl: unknown = 'https://outlook.office.com/api/v2.0/upload?authtoken=x') => ({
		status: 201,
		body: JSON.stringify({ uploadUrl, nextExpectedRanges: ['0-'] }),
	});
	const upload = async (answers: Parameters<typeof scriptedHost>[0]) => {
		const host = scriptedHost(answers);
		const graph = createGraph(host, testAccount(), {
			timeout: 120_000,
			stop: new AbortController().signal,
			throttle: new Throttle(),
		});
		return {
			host,
			...(await addAttachments(graph, testAccount(), { mailbox: 'me', id: 'AAA=' }, [generatedFile(CHUNK + 5_000)])),
		};
	};
	const next = (range: string, name = 'nextExpectedRanges') => ({
		status: 200,
		body: JSON.stringify({ [name]: [range] }),
	});
	const done = (location: string) => ({ status: 201, headers: { location } });
	const AT = "https://outlook.office.com/api/v2.0/Users('a@b')/Messages('AAA=')/Attachments('BBB=')";

	test.each([['3276800'], ['3276800-'], ['3276800-3281799']])('the next range as "%s"', async (range) => {
		const { host, added } = await upload([session(), next(range), done(AT)]);
		expect(added).toEqual([{ id: 'BBB=', name: 'report.bin', size: CHUNK + 5_000, upload: 'session' }]);
		expect(host.uploaded.map(({ headers }) => headers['Content-Range'])).toEqual([
			'bytes 0-3276799/3281800',
			'bytes 3276800-3281799/3281800',
		]);
	});

	test('a range in the middle of what was sent: the rest of it comes next', async () => {
		const { host, added } = await upload([session(), next('1000'), next('3276800'), done(AT)]);
		expect(added).toHaveLength(1);
		expect(host.uploaded.map(({ headers }) => headers['Content-Range'])).toEqual([
			'bytes 0-3276799/3281800',
			'bytes 1000-3276799/3281800',
			'bytes 3276800-3281799/3281800',
		]);
	});

	test('a range before what was sent: the file is read again from there', async () => {
		const { host, added } = await upload([session(), next('3276800'), next('5'), next('3276800'), done(AT)]);
		expect(added).toHaveLength(1);
		const [first, , again] = host.uploaded.map(({ body }) => Buffer.from(body as Uint8Array));
		expect(again.subarray(0, 1_000)).toEqual(first.subarray(5, 1_005));
	});

	test('a range that never moves ends as an error', async () => {
		const { failed, host } = await upload([session(), next('0')]);
		expect(failed?.error).toMatchObject({ name: 'OutlookDraftError' });
		expect(host.uploaded.length).toBeLessThan(30);
	});

	test('no id in the answer', async () => {
		const { added } = await upload([session(), next('3276800'), { status: 201 }]);
		expect(added).toEqual([{ name: 'report.bin', size: CHUNK + 5_000, upload: 'session' }]);
	});

	test.each([['http://outlook.office.com/upload'], ['file:///upload'], ['not an address'], [undefined]])(
		'the upload address %s is not used',
		async (address) => {
			const { failed, host } = await upload([session(address ?? null)]);
			expect(failed?.error.message).toContain('without a safe address');
			expect(host.uploaded).toHaveLength(0);
		},
	);

	test('a refusal is said once, and the address is nowhere in it', async () => {
		const { failed, host } = await upload([
			session(),
			graphError(400, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.'),
			created,
		]);
		expect(failed?.error).toMatchObject({
			code: 'ErrorMessageSizeExceeded',
			message: expect.stringContaining('larger than this mailbox accepts'),
			cause: { hint: expect.stringContaining('35 MB') },
		});
		expect(JSON.stringify(failed)).not.toContain('authtoken');
		expect(host.uploaded.at(-1)?.method).toBe('DELETE');
	});
});

// F20: the server for files has a name of its own, and the draft is there already.
test('the server for files cannot be reached: its name is said, and nothing that contradicts the draft', async () => {
	const bench = attachmentBench(simulator, 'delegated', {
		beforeUpload() {
			throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
		},
	});
	const error = (await create(bench).catch((thrown: unknown) => thrown)) as {
		message: string;
		cause: { hint: string };
	};
	expect(error.message).toMatch(/^The draft was created, but "report\.bin" could not be attached\./);
	expect(error.message).toContain(`The upload goes to ${new URL(simulator.url).host}.`);
	expect(error.cause.hint).toContain('The draft exists.');
	expect(error.cause.hint).not.toContain('Nothing was changed');
});
