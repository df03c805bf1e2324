import { client, problem } from '../client.mts';
import type { Client, Json } from '../client.mts';

let c: Client;
beforeAll(async () => {
	c = await client();
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const person = () => c.simulator.person('megan.bowen@contoso.com');
const inbox = '/me/mailFolders/inbox/messages/delta';
const many = { prefer: 'odata.maxpagesize=500' };

interface Round {
	rows: Json[];
	link: string;
	pages: number;
}

/** Follows the links to the end of a round. */
async function round(from: string, headers: Record<string, string> = many): Promise<Round> {
	const rows: Json[] = [];
	for (let at = from, pages = 1; ; pages++) {
		const { status, json } = await c.call('GET', at, undefined, headers);
		expect(status).toBe(200);
		rows.push(...json.value);
		if (json['@odata.deltaLink']) return { rows, link: json['@odata.deltaLink'], pages };
		at = json['@odata.nextLink'];
	}
}
const told = ({ rows }: Round): string[] =>
	rows.map(({ subject, ...row }) => (row['@removed'] ? `removed ${row['@removed'].reason}` : String(subject)));

test('first all, then what came, changed, went; nothing when nothing happened', async () => {
	const [one, two, three] = ['one', 'two', 'three'].map((subject) => person().receive({ subject }));
	const first = await round(inbox);
	expect(told(first)).toEqual(['one', 'two', 'three']);
	expect(told(await round(first.link))).toEqual([]);
	person().receive({ subject: 'four' });
	person().edit(one, { categories: ['x'] });
	await c.call('PATCH', `/me/messages/${two.id}`, { isRead: true });
	const { id } = three;
	person().move(three, 'archive');
	const second = await round(first.link);
	expect(told(second)).toEqual(['four', 'one', 'two', 'removed deleted']);
	expect(second.rows[3]).toEqual({ '@odata.type': '#microsoft.graph.message', id, '@removed': { reason: 'deleted' } });
	expect(second.rows[2].isRead).toBe(true);
	expect(told(await round(second.link))).toEqual([]);
	// An older link tells the same again.
	expect(told(await round(first.link))).toEqual(told(second));
});

test('what came and went in between is not told; with immutable ids what went and came back is there', async () => {
	const stays = person().receive({ subject: 'stays' });
	const immutable = { prefer: 'odata.maxpagesize=500, IdType="ImmutableId"' };
	const { link } = await round(inbox, immutable);
	person().removeForGood(person().receive({ subject: 'short' }));
	person().restore(person().remove(stays));
	const { rows } = await round(link, immutable);
	expect(rows.filter((row) => row['@removed'] === undefined)).toMatchObject([{ id: stays.immutableId }]);
	expect(rows.every(({ id }) => id === stays.immutableId)).toBe(true);
});

test('pages of ten, of $top, or as preferred; what changes meanwhile is told in the same round', async () => {
	for (let index = 0; index < 25; index++) person().receive({ subject: String(index) });
	expect(await round(inbox, {})).toMatchObject({ pages: 3 });
	expect(await round(`${inbox}?$top=5`, {})).toMatchObject({ pages: 5 });
	const { json } = await c.call('GET', inbox, undefined, { prefer: 'odata.maxpagesize=20' });
	expect(json.value).toHaveLength(20);
	person().edit(person().messages('inbox')[0], { subject: 'changed' });
	const rest = await round(json['@odata.nextLink']);
	expect(told(rest)).toEqual(['20', '21', '22', '23', '24', 'changed']);
	expect(told(await round(rest.link))).toEqual([]);
});

test('$select and $expand of the first request hold on', async () => {
	const id = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Mark';
	const property = [{ id, value: 'm' }];
	const expand = `$expand=singleValueExtendedProperties($filter=${encodeURIComponent(`id eq '${id}'`)})`;
	const draft = (await c.call('POST', '/me/messages', { subject: 'a', singleValueExtendedProperties: property })).json;
	const path = '/me/mailFolders/drafts/messages/delta';
	const { rows, link } = await round(`${path}?$select=subject&${expand}`);
	const members = ['@odata.type', '@odata.etag', 'id', 'subject', 'singleValueExtendedProperties'];
	expect(rows.map(Object.keys)).toEqual([members]);
	await c.call('PATCH', `/me/messages/${draft.id}`, { subject: 'b' });
	const second = await round(link);
	expect(second.rows.map(Object.keys)).toEqual([members]);
	expect(second.rows[0]).toMatchObject({ subject: 'b', singleValueExtendedProperties: [{ value: 'm' }] });
});

test('changeType after the first round; receivedDateTime as the only filter', async () => {
	const old = person().receive({ subject: 'old', at: Date.parse('2026-01-01T00:00:00Z') });
	person().receive({ subject: 'new', at: Date.parse('2026-03-01T00:00:00Z') });
	const from = await round(`${inbox}?$filter=${encodeURIComponent('receivedDateTime ge 2026-02-01T00:00:00Z')}`);
	expect(told(from)).toEqual(['new']);
	const created = await round(`${inbox}?changeType=created`);
	const deleted = await round(`${inbox}?changeType=deleted`);
	expect(told(created)).toEqual(['old', 'new']);
	person().receive({ subject: 'newer' });
	person().edit(person().messages('inbox')[1], { categories: ['x'] });
	person().remove(old);
	expect(told(await round(created.link))).toEqual(['newer']);
	expect(told(await round(deleted.link))).toEqual(['removed deleted']);
	for (const wrong of ['$filter=isRead eq false', '$search="a"', 'changeType=moved'])
		expect((await c.call('GET', `${inbox}?${encodeURI(wrong)}`)).status).toBe(400);
});

test('latest gives everything with a link; the links are of the form that is recorded', async () => {
	for (let index = 0; index < 12; index++) person().receive({ subject: String(index) });
	const { json } = await c.call('GET', `${inbox}?$deltatoken=latest`);
	expect(json.value).toHaveLength(12);
	expect(json['@odata.deltaLink']).toMatch(
		/\/v1\.0\/me\/mailFolders\('inbox'\)\/messages\/delta\?\$deltatoken=[\w-]+$/,
	);
	person().receive({ subject: 'later' });
	expect(told(await round(json['@odata.deltaLink']))).toEqual(['later']);
});

test('a token that is too old, of before a reset, of another folder, or none at all', async () => {
	const { link } = await round(inbox);
	const gone = /^410 SyncStateNotFound: The sync state generation is not found/;
	expect(problem(await c.call('GET', link.replace("'inbox'", "'drafts'")))).toMatch(/^400 BadRequest/);
	expect(problem(await c.call('GET', `${inbox}?$deltatoken=x`))).toMatch(/^400 BadRequest/);
	c.simulator.switches.deltaTokenSeconds = 1;
	const aged = JSON.parse(Buffer.from(link.split('=')[1], 'base64url').toString()) as Json;
	const token = Buffer.from(JSON.stringify({ ...aged, issued: aged.issued - 5000 })).toString('base64url');
	expect(problem(await c.call('GET', `${inbox}?$deltatoken=${token}`))).toMatch(gone);
	c.simulator.switches.syncStateCode = 'syncStateNotFound';
	expect(problem(await c.call('GET', `${inbox}?$deltatoken=${token}`))).toMatch(/^410 syncStateNotFound/);
	c.simulator.reset();
	expect(problem(await c.call('GET', link))).toMatch(gone);
});

test('changes are told late, and each once', async () => {
	person().receive({ subject: 'a' });
	c.simulator.switches.deltaLagMs = 60_000;
	const early = await round(inbox);
	expect(told(early)).toEqual([]);
	c.simulator.switches.deltaLagMs = 0;
	const late = await round(early.link);
	expect(told(late)).toEqual(['a']);
	expect(told(await round(late.link))).toEqual([]);
});

test('the whole mailbox: a move is a new id there; by a switch refused', async () => {
	const draft = person().write({ subject: 'a' });
	const { link } = await round('/me/messages/delta');
	person().move(draft, 'archive');
	expect(told(await round(link))).toEqual(['removed deleted', 'a']);
	c.simulator.switches.mailboxDelta = 'refused';
	expect(problem(await c.call('GET', '/me/messages/delta'))).toMatch(/^400 ErrorInvalidRequest: Change tracking/);
});
