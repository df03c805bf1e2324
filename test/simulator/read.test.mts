import { client, problem } from './client.mts';
import type { Client, Json } from './client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const create = async (body: Json, path = '/me/messages'): Promise<Json> => (await c.call('POST', path, body)).json;
const subjects = async (query: string, path = '/me/messages'): Promise<string[]> => {
	const reply = await c.call('GET', `${path}?${query}`);
	if (reply.status !== 200) return [problem(reply)];
	return reply.json.value.map(({ subject }: Json) => subject);
};
const filter = (text: string): Promise<string[]> => subjects(`$filter=${encodeURIComponent(text)}`);

describe('one message', () => {
	test('unsafe HTML is taken out on reading, unless asked for', async () => {
		const content =
			'<p onclick="x()">a<script>alert(1)</script><a href="java&#115;cript:x">b</a><a href="https://ok.example/?on=1">c</a></p>';
		const { id } = await create({ body: { contentType: 'html', content } });
		const safe = (await c.call('GET', `/me/messages/${id}`)).json.body.content;
		expect(safe).toContain('<p>a<a>b</a><a href="https://ok.example/?on=1">c</a></p>');
		const unsafe = await c.call('GET', `/me/messages/${id}`, undefined, { Prefer: 'outlook.allow-unsafe-html' });
		expect(unsafe.json.body.content).toContain(content);
	});

	test('the body as text by preference', async () => {
		const { id } = await create({
			body: { contentType: 'html', content: '<p>One &amp; two</p><ul><li>x</li><li>y</li></ul>' },
		});
		const reply = await c.call('GET', `/me/messages/${id}`, undefined, { Prefer: 'outlook.body-content-type="text"' });
		expect(reply.json.body).toEqual({ contentType: 'text', content: 'One & two\r\n\r\nx\r\ny' });
	});

	test('ids: unknown, malformed, of another mailbox, in another folder', async () => {
		const { id } = await create({ subject: 'mine' });
		const notFound = '404 ErrorItemNotFound: The specified object was not found in the store.';
		expect(problem(await c.call('GET', `/me/messages/${id.slice(0, -8)}XXXXAAA=`))).toBe(notFound);
		expect(problem(await c.call('GET', `/me/messages/${id.toLowerCase()}`))).toMatch(/^40[04] /);
		expect(problem(await c.call('GET', '/me/messages/42'))).toBe('400 ErrorInvalidIdMalformed: Id is malformed.');
		expect(problem(await c.call('GET', `/users/support@contoso.com/messages/${id}`))).toBe(notFound);
		expect(problem(await c.call('GET', `/me/mailFolders/inbox/messages/${id}`))).toBe(notFound);
		expect((await c.call('GET', `/me/mailFolders/drafts/messages/${id}`)).json.subject).toBe('mine');
	});

	test('deleting: Deleted Items with a new regular id, then recoverable, then gone', async () => {
		const { id } = await create({ subject: 'bin me' });
		const immutable = c.simulator.store.messages('megan.bowen@contoso.com')[0].immutableId;
		expect((await c.call('DELETE', `/me/messages/${id}`)).status).toBe(204);
		expect((await c.call('GET', `/me/messages/${id}`)).status).toBe(404);
		expect(await subjects('', '/me/mailFolders/deleteditems/messages')).toEqual(['bin me']);
		expect(await subjects('')).toEqual(['bin me']);
		expect((await c.call('DELETE', `/me/messages/${immutable}`)).status).toBe(204);
		expect(await subjects('')).toEqual([]);
		expect(await subjects('', '/me/mailFolders/recoverableitemsdeletions/messages')).toEqual(['bin me']);
		expect(problem(await c.call('DELETE', `/me/messages/${immutable}`))).toBe(
			'403 ErrorCannotDeleteObject: Object cannot be deleted.',
		);
		c.simulator.switches.recoverableItemsDelete = 'gone';
		expect((await c.call('DELETE', `/me/messages/${immutable}`)).status).toBe(204);
		expect((await c.call('GET', `/me/messages/${immutable}`)).status).toBe(404);
	});
});

describe('lists', () => {
	test('ten a page, newest first, absolute next links, the whole mailbox', async () => {
		for (let index = 0; index < 23; index++)
			await create({ subject: `m${index}` }, index % 2 ? '/me/messages' : '/me/mailFolders/inbox/messages');
		const seen: string[] = [];
		const sizes: number[] = [];
		for (let link: string | undefined = '/me/messages?$select=subject&$count=true&unheard=of'; link; ) {
			const { json }: { json: Json } = await c.call('GET', link);
			expect(json['@odata.count']).toBe(23);
			seen.push(...json.value.map(({ subject }: Json) => subject));
			sizes.push(json.value.length);
			link = json['@odata.nextLink'];
			if (link) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\.0\/me\/messages\?.*%24skip=\d+$/);
		}
		expect(sizes).toEqual([10, 10, 3]);
		expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => `m${22 - index}`));
		expect(await subjects('$top=2&$skip=1', '/me/mailFolders/inbox/messages')).toEqual(['m20', 'm18']);
		expect((await c.call('GET', '/me/messages/$count')).text).toBe('23');
		expect(await subjects('$top=0')).toEqual([expect.stringMatching(/^400 BadRequest/)]);
		expect((await subjects('$top=5000')).length).toBe(23);
	});

	test('filters', async () => {
		const id = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name RunKey';
		const property = (value: string): Json => ({ singleValueExtendedProperties: [{ id, value }] });
		const first = await create({
			subject: "O'Neil: first",
			...property('order-1#A'),
			internetMessageId: '<one+1@x.example>',
		});
		await create({ subject: 'second', ...property('order-2#B'), importance: 'high' });
		await create({ subject: 'sent', singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }] });
		const any = (inner: string): Promise<string[]> =>
			filter(`singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ${inner})`);
		expect(await any("ep/value eq 'ORDER-1#a'")).toEqual(["O'Neil: first"]);
		expect(await any("startswith(ep/value, 'order-')")).toEqual(['second', "O'Neil: first"]);
		expect(await any("ep/value eq 'order'")).toEqual([]);
		expect(
			await filter(
				`singleValueExtendedProperties/Any(ep: ep/id eq '${id.replace('RunKey', 'runkey')}' and ep/value eq 'order-1#A')`,
			),
		).toEqual([]);
		expect(
			await filter("singleValueExtendedProperties/any(e: e/id eq 'Integer 0xe07' and cast(e/value, Edm.Int32) lt 2)"),
		).toEqual(['sent']);
		expect(await filter("subject eq 'o''neil: FIRST'")).toEqual(["O'Neil: first"]);
		expect(await filter("internetMessageId eq '<one+1@x.example>'")).toEqual(["O'Neil: first"]);
		expect(await filter(`conversationId eq '${first.conversationId}'`)).toEqual(["O'Neil: first"]);
		expect(await filter("isDraft eq true and contains(subject,'con')")).toEqual(['second']);
		expect(await filter("isDraft eq false or importance eq 'high'")).toEqual(['sent', 'second']);
		expect(
			await filter(
				`createdDateTime ge ${first.createdDateTime} and createdDateTime lt 2100-01-01T00:00:00Z and not startswith(subject,'s')`,
			),
		).toEqual(["O'Neil: first"]);
		expect(await filter(`createdDateTime gt 2100-01-01T00:00:00Z`)).toEqual([]);
		for (const wrong of ['subject eq', 'nonsense eq 1', "subject eq 'x", 'and', `${'('.repeat(500)}1`])
			expect(await filter(wrong)).toEqual([
				expect.stringMatching(/^400 ErrorParsingFilterQuery-ParseUri: Invalid filter clause/),
			]);
	});

	test('order: a filter and another order do not go together', async () => {
		await create({ subject: 'b' });
		await create({ subject: 'A' });
		expect(await subjects('$orderby=subject desc')).toEqual(['b', 'A']);
		expect(await subjects("$orderby=subject&$filter=subject ge 'a' and isDraft eq true")).toEqual(['A', 'b']);
		const inefficient = '400 InefficientFilter: The restriction or sort order is too complex for this operation.';
		// Comparisons alone are answered all the same; what is more than that is not.
		expect(await subjects("$orderby=subject&$filter=isDraft eq true and subject ge 'a'")).toEqual(['A', 'b']);
		expect(await subjects("$orderby=subject&$filter=contains(bodyPreview,'')")).toEqual([inefficient]);
		c.simulator.switches.inefficientFilter = 'documented';
		expect(await subjects("$orderby=subject&$filter=isDraft eq true and subject ge 'a'")).toEqual([inefficient]);
		c.simulator.switches.inefficientFilter = 'never';
		expect(await subjects("$orderby=subject&$filter=contains(bodyPreview,'')")).toEqual(['A', 'b']);
	});

	test('filters may lag behind', async () => {
		c.simulator.switches.filterLagMs = 60_000;
		await create({ subject: 'late' });
		expect(await filter("subject eq 'late'")).toEqual([]);
		expect(await subjects('')).toEqual(['late']);
	});
});

describe('folders', () => {
	const names = async (path: string): Promise<string[]> =>
		(await c.call('GET', path)).json.value.map(({ displayName }: Json) => displayName);
	const visible = [
		'Archive',
		'Conversation History',
		'Deleted Items',
		'Drafts',
		'Inbox',
		'Junk Email',
		'Outbox',
		'Sent Items',
		'Weekly digests',
	];

	test('direct children of the root, hidden ones only if asked for, ten a page', async () => {
		expect(await names('/me/mailFolders')).toEqual(visible);
		for (let index = 0; index < 4; index++)
			c.simulator.store.addFolder('megan.bowen@contoso.com', 'msgfolderroot', `Zoo ${index}`);
		const { json } = await c.call('GET', '/me/mailFolders');
		expect(json.value).toHaveLength(10);
		expect(
			(await c.call('GET', json['@odata.nextLink'])).json.value.map(({ displayName }: Json) => displayName),
		).toEqual(['Zoo 1', 'Zoo 2', 'Zoo 3']);
		expect(await names('/me/mailFolders?includeHiddenFolders=true&$top=50')).toEqual(
			expect.arrayContaining(['Clutter', 'Scheduled', 'Sync Issues']),
		);
		expect(await names("/me/mailFolders?$filter=displayName eq 'drafts'")).toEqual(['Drafts']);
	});

	test('one folder: members, counts, parent', async () => {
		await create({ isRead: false }, '/me/mailFolders/inbox/messages');
		const { json } = await c.call('GET', '/me/mailFolders/inbox');
		expect(Object.keys(json)).toEqual([
			'@odata.context',
			'id',
			'displayName',
			'parentFolderId',
			'childFolderCount',
			'unreadItemCount',
			'totalItemCount',
			'sizeInBytes',
			'isHidden',
		]);
		expect(json).toMatchObject({
			displayName: 'Inbox',
			childFolderCount: 2,
			unreadItemCount: 1,
			totalItemCount: 1,
			isHidden: false,
		});
		expect((await c.call('GET', '/me/mailFolders/msgfolderroot')).json.id).toBe(json.parentFolderId);
		expect(await names(`/me/mailFolders/${json.id}/childFolders`)).toEqual(['Clients', 'Projects']);
		const known =
			'archive clutter conflicts conversationhistory deleteditems drafts inbox junkemail localfailures msgfolderroot outbox recoverableitemsdeletions scheduled searchfolders sentitems serverfailures syncissues';
		for (const name of known.split(' '))
			expect((await c.call('GET', `/me/mailFolders/${name}?$select=id`)).json.id).toMatch(/^AQMkA/);
	});

	test('folder errors', async () => {
		expect(problem(await c.call('GET', '/me/mailFolders/Clients'))).toBe(
			'400 ErrorInvalidIdMalformed: Id is malformed.',
		);
		const { id } = (await c.call('GET', '/users/support@contoso.com/mailFolders/inbox')).json;
		expect(problem(await c.call('POST', `/me/mailFolders/${id}/messages`, {}))).toBe(
			'404 ErrorItemNotFound: The specified object was not found in the store.',
		);
		expect(problem(await c.call('GET', '/me/mailFolders/drafts/childFolders/inbox/messages'))).toMatch(
			/^404 ErrorItemNotFound/,
		);
	});
});
