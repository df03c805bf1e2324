import { client, problem, send } from './client.mts';
import type { Client, Json, Reply } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const megan = 'megan.bowen@contoso.com';
const stored = (): number => c.simulator.store.messages(megan).length;
/** Status of a create, 0 when the connection was cut. */
const create = (headers?: Record<string, string>): Promise<number> =>
	c.call('POST', '/me/messages', {}, headers).then(
		({ status }) => status,
		() => 0,
	);

describe('commits that come after the error', () => {
	test('504 now, the message later', async () => {
		c.simulator.faults.add({ method: 'POST', commitAfterMs: 2_000 });
		const reply = await c.call('POST', '/me/messages', {});
		expect([problem(reply), stored()]).toEqual(['504 UnknownError: ', 0]);
		await c.simulator.settled();
		expect(stored()).toBe(1);
	});

	test('a cut now, the message later; any other status and body', async () => {
		c.simulator.faults.add({ cut: true, when: 'after', commitAfterMs: 50 });
		expect([await create(), stored()]).toEqual([0, 0]);
		await c.simulator.settled();
		expect(stored()).toBe(1);
		c.simulator.faults.add({ status: 502, body: '<h1>Bad</h1>', contentType: 'text/html', commitAfterMs: 50 });
		const reply = await c.call('POST', '/me/messages', {});
		expect([reply.status, reply.text]).toEqual([502, '<h1>Bad</h1>']);
		await c.simulator.settled();
		expect(stored()).toBe(2);
	});

	test('what Graph would refuse is refused later too; reset forgets what was to come', async () => {
		c.simulator.faults.add({ times: 2, commitAfterMs: 30 });
		await c.call('POST', '/me/messages', { nonsense: 1 });
		await c.simulator.settled();
		expect(stored()).toBe(0);
		await create();
		c.simulator.reset();
		await c.simulator.settled();
		expect(stored()).toBe(0);
		expect(await create()).toBe(201);
	});
});

describe('which requests', () => {
	test('by application and mailbox', async () => {
		const other = { authorization: `Bearer ${c.simulator.issueToken({ kind: 'delegated', clientId: 'other' })}` };
		c.simulator.faults.add({ app: 'other', status: 503 });
		expect([await create(), await create(other), await create(other)]).toEqual([201, 503, 201]);
		c.simulator.faults.add({ mailbox: 'Support@contoso.com', status: 500 });
		expect(await create()).toBe(201);
		expect((await c.call('GET', '/users/support@contoso.com/messages')).status).toBe(500);
	});

	test.each([
		[0.25, '0.25'],
		['2.128', '2.128'],
		[new Date(Date.UTC(2030, 0, 2, 3, 4, 5)), 'Wed, 02 Jan 2030 03:04:05 GMT'],
		[undefined, null],
	])('Retry-After %s', async (retryAfter, header) => {
		c.simulator.faults.add({ status: 429, retryAfter });
		expect((await c.call('GET', '/me/messages')).headers.get('retry-after')).toBe(header);
	});
});

describe('mixtures', () => {
	const run = async (seed: number, count = 200): Promise<number[]> => {
		c.simulator.reset();
		c.simulator.faults.mix({
			seed,
			only: 'POST',
			shares: {
				'429': 0.05,
				'503 before': 0.05,
				'504 after': 0.1,
				'cut before': 0.05,
				'cut after': 0.05,
				'late commit': 0.1,
			},
			milliseconds: [1, 5],
		});
		const statuses: number[] = [];
		for (let index = 0; index < count; index++) statuses.push(await create());
		await c.simulator.settled();
		return statuses;
	};

	test('the same seed gives the same run, another one another', async () => {
		const first = await run(7);
		expect([...new Set(first)].sort()).toEqual([0, 201, 429, 503, 504]);
		expect(first.filter((status) => status !== 201).length).toBeGreaterThan(50);
		const made = stored();
		expect(await run(7)).toEqual(first);
		expect(stored()).toBe(made);
		expect(made).toBeGreaterThan(first.filter((status) => status === 201).length);
		expect(await run(8)).not.toEqual(first);
	}, 180_000);

	test('shares are met; reading is spared; a scripted fault goes first and is not counted', async () => {
		const statuses = await run(1, 1000);
		const share = (status: number): number => statuses.filter((one) => one === status).length / 1000;
		expect(Math.abs(share(504) - 0.2)).toBeLessThan(0.04);
		expect(Math.abs(share(0) - 0.1)).toBeLessThan(0.03);
		for (let index = 0; index < 50; index++) expect((await c.call('GET', '/me')).status).toBe(200);
		const first = await run(7, 20);
		c.simulator.reset();
		c.simulator.faults.add({ status: 418 });
		c.simulator.faults.mix({
			seed: 7,
			only: 'POST',
			shares: {
				'429': 0.05,
				'503 before': 0.05,
				'504 after': 0.1,
				'cut before': 0.05,
				'cut after': 0.05,
				'late commit': 0.1,
			},
		});
		const again: number[] = [];
		for (let index = 0; index < 21; index++) again.push(await create());
		expect(again).toEqual([418, ...first]);
	}, 180_000);

	test.each([[{ nonsense: 0.1 }], [{ '429': 0.7, '503': 0.4 }], [{ '429': -1 }], [{ '200': 0.1 }], [{ '429': NaN }]])(
		'%j is refused',
		(shares) => {
			expect(() => c.simulator.faults.mix({ shares: shares as unknown as Record<string, number> })).toThrow(RangeError);
		},
	);
});

describe('the control address', () => {
	const control = (method: string, body?: unknown, headers: Record<string, string> = {}) =>
		send(c.simulator.url, method, `${c.simulator.url}/simulator/faults`, body, headers);

	test('one, several, a mixture; how many wait; all away', async () => {
		expect(
			(await control('POST', { method: 'POST', path: '/messages$', status: 503, retryAfter: 1.5, times: 2 })).status,
		).toBe(204);
		expect((await control('POST', [{ cut: true }, { commitAfterMs: 10 }])).status).toBe(204);
		expect((await control('GET')).text).toBe('4');
		expect([await create(), await create(), await create(), await create()]).toEqual([503, 503, 0, 504]);
		expect((await control('POST', { mix: { seed: 1, shares: { '500': 1 } } })).status).toBe(204);
		expect(await create()).toBe(500);
		expect((await control('DELETE')).status).toBe(204);
		expect(await create()).toBe(201);
	});

	test('what makes no sense is refused and named; other sites are refused', async () => {
		const refused = async (body: unknown): Promise<string> => {
			const { status, text } = await control('POST', body);
			return `${status} ${text}`;
		};
		expect(await refused({ stauts: 503 })).toBe("400 A fault has no member 'stauts'.");
		expect(await refused({ status: '503' })).toBe("400 'status' must be a number.");
		expect(await refused({ status: 99 })).toMatch(/^400 'status'/);
		expect(await refused({ path: '(' })).toMatch(/^400 Invalid regular expression/);
		expect(await refused({ when: 'never' })).toMatch(/^400 'when'/);
		expect(await refused({ mix: { shares: { x: 1 } } })).toBe("400 No fault is called 'x'.");
		for (const body of [
			'',
			'x',
			'null',
			'1',
			'[null]',
			'{"mix":null}',
			'{"mix":{}}',
			'{"__proto__":1}',
			'{"constructor":1}',
		])
			expect(await refused(body)).toMatch(/^400 /);
		expect((await control('POST', { cut: true }, { origin: 'https://evil.example' })).status).toBe(403);
		expect((await control('PUT', {})).status).toBe(405);
		expect((await control('GET')).text).toBe('0');
	});
});

describe('filters that lag', () => {
	const found = async (filter: string, folder = ''): Promise<number> =>
		(await c.call('GET', `/me${folder}/messages?$filter=${encodeURIComponent(filter)}&$top=100`)).json.value.length;

	test('a range: each message a lag of its own, the same with the same seed', async () => {
		const after = async (seed: number): Promise<string[]> => {
			c.simulator.reset();
			Object.assign(c.simulator.switches, { filterLagMs: 0, filterLagMaxMs: 1_000_000, filterLagSeed: seed });
			for (let index = 0; index < 30; index++) await c.call('POST', '/me/messages', { subject: `${index}` });
			for (const message of c.simulator.store.messages(megan)) message.createdAt -= 500_000;
			const { json } = await c.call('GET', `/me/messages?$filter=isDraft eq true&$top=100`);
			return json.value.map(({ subject }: { subject: string }) => subject);
		};
		const first = await after(3);
		expect(first.length).toBeGreaterThan(5);
		expect(first.length).toBeLessThan(25);
		expect(await after(3)).toEqual(first);
		expect(await after(4)).not.toEqual(first);
	});

	test('a filter still sees a message as it was before a write; reading does not', async () => {
		const { json } = await c.call('POST', '/me/messages', { subject: 'old' });
		c.simulator.store.messages(megan)[0].createdAt -= 10_000;
		c.simulator.switches.filterLagMs = 5_000;
		await c.call('PATCH', `/me/messages/${json.id}`, { subject: 'new' });
		await c.call('POST', `/me/messages/${json.id}/move`, { destinationId: 'inbox' });
		expect([
			await found("subject eq 'old'"),
			await found("subject eq 'new'"),
			await found('isDraft eq true', '/mailFolders/inbox'),
		]).toEqual([1, 0, 0]);
		expect((await c.call('GET', '/me/mailFolders/inbox/messages')).json.value).toMatchObject([{ subject: 'new' }]);
		c.simulator.switches.filterLagMs = 0;
		expect([
			await found("subject eq 'old'"),
			await found("subject eq 'new'"),
			await found('isDraft eq true', '/mailFolders/inbox'),
		]).toEqual([0, 1, 1]);
	});
});

describe('what the live service does at times', () => {
	const draft = async (): Promise<string> => (await c.call('POST', '/me/messages', { subject: 'x' })).json.id;

	test('a message that was just written is 404 at its own address for a while, and in lists all the same', async () => {
		c.simulator.faults.add({ method: 'POST', path: /\/messages$/, hideMs: 60_000 });
		const reply = await c.call('POST', '/me/messages', {
			toRecipients: [{ emailAddress: { address: 'a@b.example' } }],
		});
		expect(reply.status).toBe(201);
		const at = `/me/messages/${reply.json.id}`;
		const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a', contentBytes: '' };
		const upload = { AttachmentItem: { attachmentType: 'file', name: 'a', size: 3e6 } };
		const tries: [string, string, unknown?][] = [
			['GET', at],
			['PATCH', at, { subject: 'y' }],
			['POST', `${at}/move`, { destinationId: 'inbox' }],
			['POST', `${at}/attachments`, file],
			['POST', `${at}/attachments/createUploadSession`, upload],
			['POST', `${at}/send`],
			['DELETE', at],
		];
		for (const [method, path, body] of tries)
			expect([method, path, (await c.call(method, path, body)).status]).toEqual([method, path, 404]);
		expect((await c.call('GET', '/me/mailFolders/drafts/messages')).json.value).toHaveLength(1);
		c.simulator.store.hide(c.simulator.store.messages(megan)[0], 0);
		expect((await c.call('GET', at)).status).toBe(200);
	});

	test('any write can do it: an attachment, an update, an upload session, the last bytes of a file', async () => {
		const id = await draft();
		const at = `/me/messages/${id}`;
		const found = async (): Promise<number> => {
			const { status } = await c.call('GET', at);
			for (const message of c.simulator.store.messages(megan)) c.simulator.store.hide(message, 0);
			return status;
		};
		c.simulator.faults.add({ times: 1, hideMs: 60_000 });
		await c.call('PATCH', at, { subject: 'y' });
		expect(await found()).toBe(404);
		c.simulator.faults.add({ hideMs: 60_000 });
		const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a', contentBytes: '' };
		expect((await c.call('POST', `${at}/attachments`, file)).status).toBe(201);
		expect(await found()).toBe(404);
		c.simulator.faults.add({ path: /createUploadSession/, hideMs: 60_000 });
		const upload = { AttachmentItem: { attachmentType: 'file', name: 'a', size: 3e6 } };
		const { uploadUrl } = (await c.call('POST', `${at}/attachments/createUploadSession`, upload)).json;
		const put = (): Promise<Reply> =>
			send(c.simulator.url, 'PUT', uploadUrl, 'x'.repeat(3e6), { 'content-range': 'bytes 0-2999999/3000000' });
		expect(problem(await put())).toMatch(/^404 ErrorItemNotFound/);
		expect(await found()).toBe(404);
		c.simulator.faults.add({ method: 'PUT', hideMs: 60_000 });
		expect((await put()).status).toBe(201);
		expect(await found()).toBe(404);
	});

	test('a switch does it after every write', async () => {
		c.simulator.switches.notFoundAfterWriteMs = 60_000;
		const id = await draft();
		expect((await c.call('GET', `/me/messages/${id}`)).status).toBe(404);
		c.simulator.switches.notFoundAfterWriteMs = 0;
		expect((await c.call('GET', `/me/messages/${id}`)).status).toBe(200);
	});

	test('a moved message is hidden under its new id; a copy does not hide its original', async () => {
		const id = await draft();
		c.simulator.faults.add({ path: /\/copy$/, hideMs: 60_000 });
		const copy = await c.call('POST', `/me/messages/${id}/copy`, { destinationId: 'inbox' });
		expect((await c.call('GET', `/me/messages/${copy.json.id}`)).status).toBe(404);
		expect((await c.call('GET', `/me/messages/${id}`)).status).toBe(200);
		c.simulator.faults.add({ path: /\/move$/, hideMs: 60_000 });
		const moved = await c.call('POST', `/me/messages/${id}/move`, { destinationId: 'inbox' });
		expect((await c.call('GET', `/me/messages/${moved.json.id}`)).status).toBe(404);
	});

	test.each(['412', '409'])('%s is the conflict of a save, with nothing done', async (status) => {
		const id = await draft();
		c.simulator.faults.mix({ only: 'PATCH', shares: { [status]: 1 } });
		const reply = await c.call('PATCH', `/me/messages/${id}`, { subject: 'y' });
		expect(problem(reply)).toMatch(`${status} ErrorIrresolvableConflict: The send or update operation could not be`);
		expect(c.simulator.store.messages(megan)[0].subject).toBe('x');
	});

	test.each(['send', 'sendMail', 'DELETE', 'MIME'])('%s: 200 without effect', async (what) => {
		const id = await draft();
		c.simulator.faults.mix({ shares: { 'no effect': 1 } });
		const at = `/me/messages/${id}`;
		const reply =
			what === 'send'
				? await c.call('POST', `${at}/send`)
				: what === 'sendMail'
					? await c.call('POST', '/me/sendMail', { message: { toRecipients: [] } })
					: what === 'DELETE'
						? await c.call('DELETE', at)
						: await c.call('POST', '/me/messages', 'U3ViamVjdDogeA0KDQp4', { 'content-type': 'text/plain' });
		expect([reply.status, reply.text]).toEqual([200, '']);
		expect(c.simulator.store.messages(megan)).toMatchObject([{ subject: 'x', isDraft: true }]);
		expect(stored()).toBe(1);
	});

	test('a mailbox that does not exist at times, in two spellings; a suspended account without innerError', async () => {
		c.simulator.faults.mix({ seed: 3, shares: { 'nonexistent mailbox': 1 } });
		const codes = new Set<string>();
		for (let index = 0; index < 20; index++) codes.add((await c.call('GET', '/me/messages')).json.error.code);
		expect([...codes].sort()).toEqual(['ErrorNonExistentMailBox', 'ErrorNonExistentMailbox']);
		c.simulator.faults.clear();
		c.simulator.faults.mix({ shares: { 'account suspended': 1 } });
		const { status, json } = await c.call('POST', '/me/messages', {});
		expect([status, Object.keys(json.error)]).toEqual([403, ['code', 'message']]);
	});

	test('a mailbox without room for another named property takes those it has, and those without a name', async () => {
		const property = (name: string): Json => ({
			singleValueExtendedProperties: [{ id: `String {00020329-0000-0000-c000-000000000046} Name ${name}`, value: 'x' }],
		});
		const { json } = await c.call('POST', '/me/messages', property('Old'));
		c.simulator.switches.namedPropertyQuota = 1;
		const refusal = '403 ErrorQuotaExceeded: Cannot get ID from name.';
		const at = `/me/messages/${json.id}`;
		expect(problem(await c.call('POST', '/me/messages', property('New')))).toBe(refusal);
		expect(problem(await c.call('PATCH', at, property('New')))).toBe(refusal);
		expect(problem(await c.call('POST', `${at}/createReply`, { message: property('New') }))).toBe(refusal);
		expect(stored()).toBe(1);
		expect((await c.call('POST', '/me/messages', property('Old'))).status).toBe(201);
		const tagged = { singleValueExtendedProperties: [{ id: 'SystemTime 0x3FEF', value: '2030-01-01T00:00:00Z' }] };
		expect((await c.call('PATCH', at, tagged)).status).toBe(200);
		c.simulator.store.find(megan)!.namedPropertyQuota = 2;
		expect((await c.call('POST', '/me/messages', property('New'))).status).toBe(201);
	});

	test('a message that grows beyond the limit of its mailbox is refused in the middle of the upload', async () => {
		c.simulator.switches.largestMessage = 6_500_000;
		const at = `/me/messages/${await draft()}/attachments/createUploadSession`;
		const { json } = await c.call('POST', at, { AttachmentItem: { attachmentType: 'file', name: 'a', size: 9e6 } });
		const put = (from: number): Promise<Reply> =>
			send(c.simulator.url, 'PUT', json.uploadUrl, 'x'.repeat(3e6), {
				'content-range': `bytes ${from}-${from + 2_999_999}/9000000`,
			});
		expect((await put(0)).status).toBe(200);
		expect((await put(3e6)).status).toBe(200);
		expect(problem(await put(6e6))).toBe(
			'400 ErrorMessageSizeExceeded: The message exceeds the maximum supported size.',
		);
		expect(c.simulator.store.messages(megan)[0].attachments).toEqual([]);
	});

	test('signed and encrypted mail cannot be forwarded', async () => {
		const sealed = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'smime.p7m', contentBytes: 'aGk=' };
		const { json } = await c.call('POST', '/me/messages', { attachments: [sealed] });
		const refusal = '404 ErrorItemNotFound: The specified object was not found in the store., Cannot open attachment.';
		const body = { toRecipients: [{ emailAddress: { address: 'a@b.example' } }] };
		for (const action of ['createForward', 'forward'])
			expect(problem(await c.call('POST', `/me/messages/${json.id}/${action}`, body))).toBe(refusal);
		expect((await c.call('POST', `/me/messages/${json.id}/createReply`)).status).toBe(201);
		c.simulator.switches.encryptedForward = 'accepted';
		expect((await c.call('POST', `/me/messages/${json.id}/createForward`, body)).status).toBe(201);
	});
});
