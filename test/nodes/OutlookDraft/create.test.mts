import type { INodeType } from 'n8n-workflow';

import { RESOURCES, type Field } from '../../../core/fields';
import { regularId } from '../../../simulator/ids.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nCredential, person, signIn } from '../../support/credentials.mts';
import { comparable, DRY_RUN, EXAMPLES, REFUSED, SUPPORT_SENDER } from '../../support/examples.mts';
import { withoutOwn } from '../../support/fieldCases.mts';
import { closedAddress, redirectingServices, service } from '../../support/network.mts';
import { draftNode, locator, runNode, type RunInput } from '../../support/n8n.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const CREATE = RESOURCES[0].operations[0].fields;
const inPlace = (place: Field['place']) => CREATE.filter((field) => field.place === place).map(({ name }) => name);
const ADDITIONAL = inPlace('additionalFields');
const OPTIONS = inPlace('options');

const expression = (value: unknown) =>
	String(value).startsWith('=') ? value : `={{ ${JSON.stringify(value) ?? '$json.nothing'} }}`;

/** Field values by name, put where n8n keeps them. */
function parameters(fields: Record<string, unknown>): Record<string, unknown> {
	const { mailbox, folder, customHeaders, ...rest }: Record<string, unknown> = {
		mailbox: 'support@contoso.com',
		folder: 'drafts',
		customHeaders: undefined,
		...fields,
	};
	const inCollection = (name: string, value: unknown) => {
		const pair = CREATE.find((field) => field.name === name)?.pair;
		return pair && Array.isArray(value) ? { [pair.group]: pair.many ? value : (value as unknown[])[0] } : value;
	};
	const pick = (names: string[]) =>
		Object.fromEntries(
			Object.entries(rest)
				.filter(([name]) => names.includes(name))
				.map(([name, value]) => [name, inCollection(name, value)]),
		);
	const main = Object.fromEntries(Object.entries(rest).filter(([name]) => ![...ADDITIONAL, ...OPTIONS].includes(name)));
	return {
		// n8n itself refuses what is entered and cannot be right; what comes out of an expression reaches the node.
		mailbox: typeof mailbox === 'object' ? mailbox : locator(expression(mailbox)),
		folder: typeof folder === 'object' ? folder : locator(expression(folder)),
		...main,
		...(customHeaders ? { customHeaders: { header: customHeaders } } : {}),
		additionalFields: pick(ADDITIONAL),
		options: pick(OPTIONS),
	};
}

async function draft(fields: Record<string, unknown>, input: Partial<RunInput> = {}) {
	return await runNode({ items: [{}], credential: n8nCredential(simulator), ...input, parameters: parameters(fields) });
}

describe.each(EXAMPLES)('$name of the Create message page', ({ fields, request }) => {
	test('entered as fields', async () => {
		const { output } = await draft({ ...fields, mailbox: 'me' }, { credential: person(simulator) });
		expect(simulator.requests).toMatchObject([{ method: 'POST', path: '/v1.0/me/messages', status: 201 }]);
		expect(comparable(simulator.requests[0].body)).toEqual(comparable(request));
		expect(output[0].json).toMatchObject({
			subject: fields.subject,
			mailbox: 'megan.bowen@contoso.com',
			folder: 'Drafts',
			warnings: [],
		});
	});

	test('entered as JSON', async () => {
		await draft(
			{ mailbox: 'me', messageSource: 'json', messageJson: JSON.stringify(request) },
			{ credential: person(simulator) },
		);
		expect(comparable(simulator.requests[0].body)).toEqual(comparable(request));
	});
});

describe('where drafts go', () => {
	test.each([
		['another mailbox by UPN', { mailbox: 'support@contoso.com' }, '/v1.0/users/support%40contoso.com/messages'],
		[
			'a guest',
			{ mailbox: 'anna_fabrikam.com#EXT#@contoso.onmicrosoft.com' },
			'/v1.0/users/anna_fabrikam.com%23EXT%23%40contoso.onmicrosoft.com/messages',
		],
		['the Inbox', { mailbox: 'me', folder: 'inbox' }, '/v1.0/me/mailFolders/inbox/messages'],
	])('%s', async (_name, fields, path) => {
		const { output, error } = await draft(fields, { credential: person(simulator) });
		expect(error).toBeUndefined();
		expect(simulator.requests.map((request) => request.path)).toEqual([path]);
		expect(output[0].json.id).toMatch(/^AAkA/);
	});

	test('a folder by id', async () => {
		const folder = simulator.store.mailboxes
			.find((box) => box.address === 'support@contoso.com')!
			.folders.find(({ displayName }) => displayName === 'ACME')!;
		const { output } = await draft({ folder: folder.id });
		expect(output[0].json.folder).toBe('ACME');
		expect(simulator.store.messages('support@contoso.com')).toMatchObject([{ parentFolderId: folder.id }]);
	});

	describe('a folder from the list, which names its mailbox', () => {
		const chosen = (mode: string, value: string, cachedResultName?: string) => ({
			__rl: true,
			...{ mode, value, ...(cachedResultName ? { cachedResultName } : {}) },
		});
		const acme = () => simulator.store.find('support@contoso.com')!.folders.find((one) => one.displayName === 'ACME')!;
		const support = chosen('list', 'support@contoso.com', 'Support (support@contoso.com)');
		const fromList = () => chosen('list', acme().id, 'Inbox / Clients / ACME (Support)');

		test('the result has its name alone', async () => {
			const fields = { mailbox: support, folder: fromList(), subject: 'Offer' };
			const { output } = await draft(fields, { credential: person(simulator) });
			expect(output[0].json.folder).toBe('Inbox / Clients / ACME');
			expect(output[0].json.warnings).toEqual([]);
		});

		test.each([
			['as JSON', {}, false],
			['with any header', { format: 'mime' }, false],
			['with any header, where deleting is allowed', { format: 'mime' }, true],
			['of the drafts that are listed', { operation: 'getAll' }, true],
		])('of another mailbox, %s: says so in words', async (_name, fields, allowDeleting) => {
			const sales = chosen('list', 'sales@contoso.com', 'Sales (sales@contoso.com)');
			const { error } = await draft(
				{ mailbox: sales, folder: fromList(), subject: 'x', ...fields },
				{ credential: person(simulator, { allowDeleting }) },
			);
			expect(error!.message).toContain(
				'The folder "Inbox / Clients / ACME" was chosen in another mailbox (Support); ' +
					'Outlook does not find it in the mailbox "sales@contoso.com".',
			);
			expect(error!.description).toContain('Choose the folder again');
			expect(`${error!.message} ${error!.description}`).not.toContain(acme().id);
		});

		test('of the mailbox that is chosen, but deleted since', async () => {
			const folder = chosen('list', acme().id.replace(/.{8}$/, 'AAAAAAAA'), 'Inbox / Clients / ACME (Support)');
			const { error } = await draft({ mailbox: support, folder }, { credential: person(simulator) });
			expect(error!.message).toContain('no folder "Inbox / Clients / ACME" in the mailbox "support@contoso.com"');
		});
	});

	test('three items, three mailboxes (n8n#1322)', async () => {
		const items = ['support@contoso.com', 'sales@contoso.com', 'AdeleV@contoso.onmicrosoft.com'].map((box) => ({
			box,
		}));
		const { output } = await draft({ mailbox: '={{ $json.box }}' }, { items });
		expect(output.map((item) => item.json.mailbox)).toEqual(items.map((item) => item.box));
		expect(output.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('application sign-in with "my mailbox" is refused without a request, saying what to choose (ms-365-mcp-server#400)', async () => {
		const { error } = await draft({ mailbox: 'me' });
		expect(error!.message).toContain('signs in as an application, which has no mailbox of its own');
		expect(error!.description).toContain('Choose the mailbox by its address');
		expect(simulator.requests).toHaveLength(0);
		expect(simulator.tokenRequests).toHaveLength(0);
	});

	test('a mailbox that the account may not use is refused without a request', async () => {
		const credential = n8nCredential(simulator, { allowedMailboxes: 'Sales@contoso.com' });
		expect((await draft({ mailbox: 'support@contoso.com' }, { credential })).error!.message).toContain(
			'may not use the mailbox "support@contoso.com"',
		);
		expect((await draft({ mailbox: 'sales@contoso.com' }, { credential })).error).toBeUndefined();
		expect(simulator.requests).toHaveLength(1);
	});

	test.each([
		['path', 'Inbox / Clients / ACME', 'ACME'],
		['url', 'https://outlook.office.com/mail/inbox/id/AAQkAGVm', 'Inbox'],
		['list', 'archive', 'Archive'],
	])('a folder by %s', async (mode, value, displayName) => {
		const { output } = await draft({ mailbox: 'me', folder: locator(value, mode) }, { credential: person(simulator) });
		const { id } = simulator.store.mailboxes[0].folders.find((one) => one.displayName === displayName)!;
		expect(simulator.store.messages('megan.bowen@contoso.com')).toMatchObject([{ parentFolderId: id }]);
		expect(output[0].json.folder).toBe(mode === 'path' ? value : displayName);
	});

	test('another mailbox and another path for each item, folders made where they are missing', async () => {
		const items = ['support', 'sales', 'support'].map((name) => ({
			box: `${name}@contoso.com`,
			place: `Inbox/${name}/2026`,
		}));
		const parameters = {
			mailbox: locator('={{ $json.box }}'),
			folder: locator('={{ $json.place }}', 'path'),
			options: { createFolders: true },
		};
		const { output } = await runNode({ items, credential: n8nCredential(simulator), parameters });
		expect(output.map(({ json }) => json.mailbox)).toEqual(items.map(({ box }) => box));
		expect(output[0].json.folder).toBe(output[2].json.folder);
		const pathOf = (box: string) => {
			const { folders, messages } = simulator.store.find(box)!;
			const folder = folders.find(({ id }) => id === messages[0].parentFolderId)!;
			return [folders.find(({ id }) => id === folder.parentFolderId)!.displayName, folder.displayName];
		};
		expect([pathOf('support@contoso.com'), pathOf('sales@contoso.com')]).toEqual([
			['support', '2026'],
			['sales', '2026'],
		]);
	});

	test('a person drafting in another mailbox without a sender is told once', async () => {
		const items = [{}, {}];
		const shared = simulator.store.find('support@contoso.com')!;
		const credential = person(simulator, { allowSending: true });
		const { output, hints } = await draft({ mailbox: shared.id, subject: 'Offer' }, { credential, items });
		expect(output[1].json.warnings).toEqual([expect.stringContaining('No sender is set')]);
		expect(hints).toMatchObject([{ message: expect.stringContaining('No sender is set'), type: 'warning' }]);
		const withFrom = await draft(
			{ mailbox: shared.id, from: 'support@contoso.com', subject: 'Offer' },
			{ credential: person(simulator) },
		);
		expect(withFrom.output[0].json.warnings).toEqual([]);
	});

	test('in another mailbox the sender is its address, as far as that is known; in my own nobody is named', async () => {
		const senderOf = async (mailbox: string, more = {}) => {
			simulator.reset();
			const { output } = await draft({ mailbox, subject: 'Offer', ...more }, { credential: person(simulator) });
			return {
				from: (JSON.parse(simulator.requests[0].body) as { from?: unknown }).from,
				warned: (output[0].json.warnings as string[]).length > 0,
			};
		};
		expect(await senderOf('support@contoso.com')).toEqual({ ...SUPPORT_SENDER, warned: false });
		expect(await senderOf('me')).toEqual({ warned: false });
		expect(await senderOf('anna_fabrikam.com#EXT#@contoso.onmicrosoft.com')).toEqual({ warned: true });
		expect(await senderOf('support@contoso.com', { messageSource: 'json', messageJson: '{}' })).toEqual({
			...SUPPORT_SENDER,
			warned: false,
		});
		expect(await senderOf('support@contoso.com', { messageSource: 'json', messageJson: '{"from": null}' })).toEqual({
			from: null,
			warned: false,
		});
	});

	test('the mailbox is in the address of the request and in the output (olkcli#88)', async () => {
		const { output } = await draft({ mailbox: 'support@contoso.com' }, { credential: person(simulator) });
		expect(simulator.requests[0].path).toBe('/v1.0/users/support%40contoso.com/messages');
		expect(output[0].json.mailbox).toBe('support@contoso.com');
	});
});

describe('refused with 0 requests', () => {
	test.each(REFUSED)('%s', async (_name, fields, message) => {
		const { error } = await draft(fields);
		expect(error!.message).toContain(message);
		expect(error!.context).toMatchObject({ itemIndex: 0 });
		expect(simulator.requests).toHaveLength(0);
	});

	test('an account that cannot be used', async () => {
		for (const [changes, message] of [
			[{ graphUrl: 'http://graph.example' }, 'Graph Address "http://graph.example" cannot be used'],
			[{ graphUrl: 'https://graph.example/v1.0' }, 'must be a root address'],
			[{ tenant: ' ' }, 'Tenant ID is missing'],
		] as const) {
			expect((await draft({}, { credential: n8nCredential(simulator, changes) })).error!.message).toContain(message);
		}
		expect(simulator.requests).toHaveLength(0);
	});
});

test('empty subject and body stay empty; simplify off gives what Graph gave', async () => {
	const { output } = await draft({ simplify: false });
	expect(comparable(simulator.requests[0].body)).toEqual({
		subject: '',
		body: { contentType: 'html', content: '' },
		...SUPPORT_SENDER,
	});
	expect(output[0].json).toMatchObject({ isDraft: true, toRecipients: [], parentFolderId: expect.any(String) });
});

test('form input through textAsHtml is stored as typed', async () => {
	const typed = '<img src=x onerror=alert(1)>\nsecond line\nthird  line';
	await draft({ bodyType: 'textAsHtml', body: typed });
	const [{ body }] = simulator.store.messages('support@contoso.com');
	expect(body.content).toContain('&lt;img src=x onerror=alert(1)&gt;<br>\r\nsecond line<br>\r\nthird&nbsp; line');
	expect(body.content).not.toContain('<img');
});

describe('a dry run', () => {
	test('sends nothing, fetches no token, and shows in words and as JSON what would be sent', async () => {
		const { output } = await draft(DRY_RUN.fields);
		expect(simulator.requests).toHaveLength(0);
		expect(simulator.tokenRequests).toHaveLength(0);
		expect(output[0].json).toMatchObject({
			dryRun: true,
			summary: DRY_RUN.summary,
			mailbox: 'support@contoso.com',
			folder: 'Drafts',
			warnings: [expect.stringContaining('Customers')],
		});
		expect(output[0].json).not.toHaveProperty('id');
		const shown = output[0].json.request as {
			method: string;
			url: string;
			headers: Record<string, string>;
			body: Record<string, unknown>;
		};

		await draft({ ...DRY_RUN.fields, dryRun: false });
		const [sent] = simulator.requests;
		expect({ method: shown.method, url: shown.url }).toEqual({
			method: sent.method,
			url: `${simulator.url}${sent.path}`,
		});
		for (const [name, value] of Object.entries(shown.headers)) expect(sent.headers[name.toLowerCase()]).toBe(value);
		expect(withoutOwn(JSON.stringify(shown.body), 'support@contoso.com')).toEqual(
			withoutOwn(sent.body, 'support@contoso.com'),
		);
	});

	test('refuses what a run would refuse', async () => {
		expect((await draft({ dryRun: true, to: 'nobody' })).error!.message).toContain('"nobody" is not an e-mail address');
	});

	test('beside an item that fails, no draft is listed that was never made', async () => {
		const items = [
			{ dry: true, to: 'a@contoso.com' },
			{ dry: true, to: 'nobody' },
		];
		const { error } = await draft({ dryRun: '={{ $json.dry }}', to: '={{ $json.to }}' }, { items });
		expect(error!.description).not.toContain('already made');
	});
});

test('what Outlook does differently is in the result and a hint, each text once', async () => {
	const { output, hints } = await draft(
		{ subject: 'Offer', body: '<p>Hi</p><script>alert(1)</script>', categories: 'Customers' },
		{ items: [{}, {}] },
	);
	expect(output[1].json.warnings).toEqual([
		expect.stringContaining('removes active content'),
		expect.stringContaining('without a colour: Customers'),
	]);
	expect(hints.map(({ message }) => message)).toEqual(output[1].json.warnings);
});

test('dates of expressions: $now and DateTime are luxon objects', async () => {
	await draft({
		flagStart: "={{ DateTime.fromISO('2026-01-31T00:30', { zone: 'Europe/Berlin' }) }}",
		flagDue: '={{ new Date(Date.UTC(2026, 1, 2)) }}',
	});
	expect(simulator.store.messages('support@contoso.com')[0].flag).toMatchObject({
		startDateTime: { dateTime: '2026-01-30T23:30:00.0000000' },
		dueDateTime: { dateTime: '2026-02-02T00:00:00.0000000' },
	});
	await draft({ flagStart: '={{ $now }}' });
	expect(simulator.store.messages('support@contoso.com')[1].flag.startDateTime!.dateTime).toMatch(/^20\d\d-/);
});

test('a body of 4,194,305 bytes is never sent (pnp/cli-microsoft365#3832)', async () => {
	const { error } = await draft({ subject: 'x', body: '={{ "a".repeat(4194305) }}' });
	expect(error).toMatchObject({
		message: expect.stringMatching(
			/^The message has 4,194,\d{3} bytes as JSON; Outlook accepts less than 4,194,304 in one request\.$/,
		),
		description: expect.stringContaining('Shorten the body'),
	});
	expect(simulator.requests).toHaveLength(0);
});

test('bytes count, not characters', async () => {
	const { error } = await draft({ bodyType: 'text', body: '={{ "ü".repeat(2100000) }}' });
	expect(error!.message).toContain('Outlook accepts less than');
	expect((await draft({ bodyType: 'text', body: '={{ "u".repeat(2100000) }}' })).error).toBeUndefined();
});

describe('50 items, three of them bad', () => {
	const items = Array.from({ length: 50 }, (_, i) => ({
		to: [10, 20, 30].includes(i) ? 'nobody' : `a${i}@contoso.com`,
		subject: `no ${i}`,
	}));
	const fields = { to: '={{ $json.to }}', subject: '={{ $json.subject }}' };

	test('Continue On Fail: 47 drafts, three refusals in place, order kept, never more than 4 in flight', async () => {
		const { output } = await draft(fields, { items, onError: 'continueRegularOutput' });
		expect(output).toHaveLength(50);
		expect(output.map((item) => item.json.subject ?? (item.json.details as { code: string }).code)).toEqual(
			items.map(({ to, subject }) => (to === 'nobody' ? 'InvalidInput' : subject)),
		);
		expect(output[20]).toMatchObject({
			json: {
				error: 'To: "nobody" is not an e-mail address.',
				details: { code: 'InvalidInput', hint: expect.any(String) },
			},
			pairedItem: { item: 20 },
		});
		expect(simulator.store.messages('support@contoso.com')).toHaveLength(47);
		expect(simulator.maxInFlight).toBeLessThanOrEqual(4);
		expect(simulator.requests.every((request) => request.status === 201)).toBe(true);
		expect(simulator.tokenRequests).toHaveLength(1);
	});

	test('without it: what is in flight ends, nothing new starts, the ids made are listed', async () => {
		// Refused by the service, so that drafts exist by then.
		const goneFolder = regularId('94447c6e-ea4c-494c-a9ed-000000000000');
		const late = items.map((item, i) => ({
			...item,
			to: `a${i}@contoso.com`,
			folder: i === 20 ? goneFolder : 'drafts',
		}));
		// An account that may delete does not ask where a folder lies, so each item is one request.
		const credential = n8nCredential(simulator, { allowDeleting: true });
		const { output, error } = await draft({ ...fields, folder: '={{ $json.folder }}' }, { items: late, credential });
		expect(output).toEqual([]);
		const made = simulator.store.messages('support@contoso.com');
		expect(made.length).toBeGreaterThanOrEqual(17);
		expect(made.length).toBeLessThanOrEqual(24);
		expect(error).toMatchObject({
			message: expect.stringContaining('no folder with this ID'),
			context: { itemIndex: 20 },
		});
		const listed = /(\d+) drafts were made already: items ([^.]+)\./.exec(error!.description!)!;
		expect(listed[1]).toBe(String(made.length));
		expect(listed[2]).toMatch(/^0–1\d|^0–9/);
		expect(error!.description).toMatch(/request id [0-9a-f-]{36}/);
	});

	test('with the first answer a refusal, the four in flight are all that is sent', async () => {
		simulator.faults.add({ method: 'POST', path: /messages/, delayMs: 20, times: 50 });
		const credential = person(simulator, { allowDeleting: true });
		const first = items.map((item, i) => ({ ...item, to: 'a@contoso.com', folder: i === 0 ? 'AAMkAGone=' : 'drafts' }));
		const { error } = await draft(
			{ ...fields, mailbox: 'me', folder: '={{ $json.folder }}' },
			{ items: first, credential },
		);
		expect(error!.context).toMatchObject({ itemIndex: 0 });
		expect(simulator.requests).toHaveLength(4);
	});

	test('the error output gets the bad ones', async () => {
		const { run } = await draft(fields, { items, onError: 'continueErrorOutput' });
		const [good, bad] = run.data.resultData.runData.Draft[0].data!.main;
		expect([good!.length, bad!.length]).toEqual([47, 3]);
	});
});

test('Loop Over Items: each round makes its own draft', async () => {
	let round = 0;
	const loop = {
		description: {
			displayName: 'Loop',
			name: 'loop',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main', 'main'],
			properties: [],
		},
		async execute() {
			round += 1;
			return round <= 3 ? [[], [{ json: { round } }]] : [[{ json: { done: true } }], []];
		},
	} as unknown as INodeType;
	const nodes = [
		{
			id: 's',
			name: 'Start',
			type: 'test.start',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
		},
		{ id: 'l', name: 'Loop', type: 'test.loop', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} },
		draftNode({ parameters: parameters({ subject: '=round {{ $json.round }}' }) }),
	];
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const { run } = await draft(
		{},
		{
			types: { 'test.loop': loop },
			nodes,
			connections: { Start: { main: [to('Loop')] }, Loop: { main: [[], to('Draft')] }, Draft: { main: [to('Loop')] } },
		},
	);
	expect(run.data.resultData.runData.Draft.map((each) => each.data!.main[0]![0].json.subject)).toEqual([
		'round 1',
		'round 2',
		'round 3',
	]);
	expect(simulator.store.messages('support@contoso.com')).toHaveLength(3);
});

describe('what the service refuses', () => {
	test('the code, status and request id reach the person, and Continue On Fail items', async () => {
		const fields = { mailbox: 'unknown@contoso.com' };
		const stopped = await draft(fields);
		expect(stopped.error).toMatchObject({
			message: 'Microsoft 365 knows no mailbox "unknown@contoso.com".',
			description: expect.stringMatching(
				/Check the address.* \(ErrorInvalidUser, status 404, request id [0-9a-f-]{36}\)/,
			),
			httpCode: '404',
		});
		const { output } = await draft(fields, { onError: 'continueRegularOutput' });
		expect(output[0].json).toMatchObject({
			error: 'Microsoft 365 knows no mailbox "unknown@contoso.com".',
			details: { code: 'ErrorInvalidUser', status: 404, requestId: expect.any(String) },
		});
	});

	test('a lost answer after the write: looked for, found, one draft', async () => {
		simulator.faults.add({ method: 'POST', path: /messages/, cut: true, when: 'after' });
		const { output } = await draft({});
		const [message] = simulator.store.messages('support@contoso.com');
		expect(output[0].json.id).toBe(message.immutableId);
		expect(simulator.requests.map(({ method, status }) => [method, status])).toEqual([
			['POST', 0],
			['GET', 200],
		]);
		expect(simulator.store.messages('support@contoso.com')).toHaveLength(1);
	});

	test('a lost answer, and nobody says whether the draft is there: not repeated, and said', async () => {
		simulator.faults.add({ method: 'POST', path: /messages/, cut: true, when: 'after' });
		simulator.faults.add({ method: 'GET', path: /messages/, status: 403, code: 'ErrorAccessDenied', times: 10 });
		const { error } = await draft({});
		expect(error!.message).toContain('The draft may exist all the same.');
		expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('429 with Retry-After is waited for', async () => {
		simulator.faults.add({
			method: 'POST',
			path: /messages/,
			status: 429,
			code: 'ApplicationThrottled',
			retryAfter: '0.05',
			times: 2,
		});
		const { output } = await draft({});
		expect(output[0].json.id).toEqual(expect.any(String));
		expect(simulator.requests.map((request) => request.status)).toEqual([429, 429, 201]);
	});

	test('an expired token is refreshed once and the request repeated once (n8n#12920)', async () => {
		const credential = person(simulator);
		credential.oauthTokenData = {
			...(await signIn(simulator)),
			access_token: simulator.issueToken({ kind: 'delegated', expired: true }),
		};
		const { output } = await draft({ mailbox: 'me' }, { credential });
		expect(output[0].json.id).toEqual(expect.any(String));
		expect(simulator.requests.map((request) => request.status)).toEqual([401, 201]);
		expect(simulator.tokenRequests.map((request) => request.status)).toEqual([200, 200]);
	});

	test('a sign-in that cannot be renewed: the account has to be connected again (n8n#26453)', async () => {
		const credential = person(simulator);
		credential.oauthTokenData = {
			token_type: 'Bearer',
			access_token: simulator.issueToken({ kind: 'delegated', expired: true }),
			refresh_token: 'gone',
		};
		const { error } = await draft({ mailbox: 'me' }, { credential });
		expect(error).toMatchObject({
			message: 'The sign-in of this account has ended.',
			description: expect.stringContaining('connect it again'),
		});
	});

	test('a wrong secret is explained', async () => {
		const { error } = await draft({}, { credential: n8nCredential(simulator, { clientSecret: 'wrong-secret-value' }) });
		expect(error).toMatchObject({
			message: 'Microsoft sign-in gave no token (AADSTS7000215).',
			description: expect.stringContaining('enter the Value of the secret'),
		});
	});

	test('a redirect is not followed: neither token nor message reach another host, and it is no success', async () => {
		const { graph, other, close } = await redirectingServices();
		const { error, output } = await draft({}, { credential: n8nCredential(simulator, { graphUrl: graph.url }) });
		await close();
		expect(output).toEqual([]);
		expect(error!.message).toContain('did not come from Microsoft Graph (status 307)');
		expect([graph.requests.length, other.requests.length]).toEqual([1, 0]);
	});

	test('401 without a body is a matter of the sign-in, not of a lost answer', async () => {
		const graph = await service((_request, response) => response.writeHead(401).end());
		const { error } = await draft({}, { credential: n8nCredential(simulator, { graphUrl: graph.url }) });
		await graph.close();
		expect(error!.message).toBe(
			'Microsoft Graph did not accept the sign-in: the token is missing, has expired or is meant for another service.',
		);
	});

	test('no connection: said so, and that nothing was changed', async () => {
		const { error } = await draft({}, { credential: n8nCredential(simulator, { graphUrl: await closedAddress() }) });
		expect(error).toMatchObject({
			message: 'Microsoft Graph gave no answer when asked to create the draft.',
			description: expect.stringMatching(/Nothing was changed.*ECONNREFUSED/),
		});
	});
});

test('neither secret nor token is in outputs, errors or run data', async () => {
	const runs = [
		await draft({ simplify: false }),
		await draft({ mailbox: 'unknown@contoso.com' }),
		await draft({ mailbox: 'unknown@contoso.com' }, { onError: 'continueRegularOutput' }),
		await draft({}, { credential: n8nCredential(simulator, { clientSecret: 'wrong-secret-value' }) }),
		await draft({}, { credential: n8nCredential(simulator, { graphUrl: await closedAddress() }) }),
	];
	simulator.faults.add({ path: /messages/, cut: true, when: 'after' });
	runs.push(await draft({}));
	const token = (runs[0].credential.oauthTokenData as { access_token: string }).access_token;
	expect(token).toEqual(expect.any(String));
	const seen = runs
		.map(({ run, error }) => JSON.stringify(run.data) + JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})))
		.join();
	expect(seen).toContain('unknown@contoso.com');
	for (const secret of [DEMO_APP.clientSecret, 'wrong-secret-value', token, 'Bearer '])
		expect(seen).not.toContain(secret);
});

test('a token that can send, although the account may not, is said once in a run: n8n tests no account of a person', async () => {
	const { output, hints } = await draft(
		{ mailbox: 'me', subject: 'Offer' },
		{ credential: person(simulator), items: [{}, {}] },
	);
	expect(output.map(({ json }) => json.warnings)).toEqual([[], []]);
	expect(hints).toMatchObject([
		{ message: expect.stringContaining("account's token can also send mail"), type: 'warning' },
	]);
	const allowed = await draft(
		{ mailbox: 'me', subject: 'Offer' },
		{ credential: person(simulator, { allowSending: true }) },
	);
	expect(allowed.hints).toEqual([]);
});

test('a misspelt expression in To is noticed: drafts without a recipient are counted in a hint', async () => {
	const items = [{ email: 'a@contoso.com' }, {}, {}];
	const { hints } = await draft({ subject: 'Offer', to: '={{ $json.email }}' }, { items });
	expect(hints.map(({ message }) => message)).toEqual([
		'2 drafts have no recipient. If that is not what you want, check the field To.',
	]);
	expect((await draft({ subject: 'Offer', to: '={{ $json.emial }}' }, { items: [{}] })).hints[0].message).toMatch(
		/^1 draft has no recipient/,
	);
	// Somebody who leaves the fields empty wants it so.
	expect((await draft({ subject: 'Offer', to: '' }, { items })).hints).toEqual([]);
});
