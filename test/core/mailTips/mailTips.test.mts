// What Outlook says of recipients before a mail is sent, and that it never costs a draft.
import { SEND_MESSAGE } from '../../../core/fields/message/send';
import { mailTips } from '../../../core/mailTips/mailTips';
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, to, type LifeBench } from '../../support/life.mts';
import { listTools } from '../../support/lists.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const ADELE = 'adelev@contoso.onmicrosoft.com';
const set = (address: string, tips: object) => Object.assign(simulator.store.find(address)!, { mailTips: tips });
const asked = () => bench.requests().filter((request) => request.endsWith('/getMailTips'));
const CREATE = { folder: 'drafts', subject: 'Hello', mailTips: true };

test('a draft says who is away until when, whose mailbox is full and who is external', async () => {
	set(ADELE, {
		automaticReplies: {
			message: '<html><body>I am on holiday.</body></html>',
			scheduledEndTime: { dateTime: '2026-12-05T08:00:00.0000000', timeZone: 'UTC' },
		},
		mailboxFull: true,
	});
	const { output, warnings } = await bench.run('draft:create', {
		...CREATE,
		to: `Adele Vance <${ADELE}>; pat@fabrikam.com`,
		cc: 'kim@fabrikam.com',
	});
	expect(output.mailTips).toEqual([
		{ address: ADELE, away: { message: 'I am on holiday.', until: '2026-12-05T08:00:00Z' }, mailboxFull: true },
		{ address: 'pat@fabrikam.com', external: true },
		{ address: 'kim@fabrikam.com', external: true },
	]);
	expect(warnings).toEqual([
		`${ADELE} answers automatically until 2026-12-05: "I am on holiday.".`,
		`The mailbox of ${ADELE} is full, so the message will come back.`,
		'Outside of the organisation: pat@fabrikam.com, kim@fabrikam.com.',
	]);
	expect(output.warnings).toEqual(warnings);
	expect(asked()).toEqual(['POST /me/getMailTips']);
});

test('a list says how many read it, and a moderator is named as such', async () => {
	set(ADELE, {
		totalMemberCount: 250,
		externalMemberCount: 3,
		isModerated: true,
		deliveryRestricted: true,
		customMailTip: 'Please use the portal.',
	});
	const { warnings } = await bench.run('draft:create', { ...CREATE, bcc: ADELE });
	expect(warnings).toEqual([
		`${ADELE} is a list with 250 members, 3 of them outside of the organisation.`,
		`A moderator has to release messages to ${ADELE}.`,
		`Only some people may write to ${ADELE}.`,
		`About ${ADELE}: "Please use the portal.".`,
	]);
});

test.each([
	[
		'draft:reply',
		async () => ({ messageId: await bench.receive({ toRecipients: to(ME), ccRecipients: [] }), body: 'x' }),
		'pat@fabrikam.com',
	],
	[
		'draft:forward',
		async () => ({ messageId: await bench.receive(), to: 'kim@fabrikam.com', body: 'x' }),
		'kim@fabrikam.com',
	],
	['draft:update', async () => ({ draftId: await bench.draft(), subject: 'New' }), 'pat@fabrikam.com'],
	[
		'draft:create',
		async () => ({ folder: 'drafts', to: 'kim@fabrikam.com', subject: 'x', anyHeader: true }),
		'kim@fabrikam.com',
	],
])('%s asks as well', async (operation, fields, address) => {
	const { output } = await bench.run(operation, { ...(await fields()), mailTips: true });
	expect(output.mailTips).toEqual([{ address, external: true }]);
	expect(asked()).toHaveLength(1);
});

test('message:send offers no tips: after the sending they would be too late', () => {
	expect(SEND_MESSAGE.fields.map(({ name }) => name)).not.toContain('mailTips');
});

test("Graph's own object gets them too", async () => {
	const { output } = await bench.run('draft:create', { ...CREATE, to: 'pat@fabrikam.com', simplify: false });
	expect(output).toMatchObject({ toRecipients: expect.any(Array), mailTips: [{ external: true }] });
});

test('one request for up to 100 recipients, each address once', async () => {
	const many = Array.from({ length: 100 }, (_, index) => `p${index}@fabrikam.com`);
	await bench.run('draft:create', { ...CREATE, to: many, cc: 'P1@fabrikam.com' });
	expect(asked()).toHaveLength(1);
	const { EmailAddresses: addresses } = JSON.parse(simulator.requests.at(-1)!.body) as { EmailAddresses: string[] };
	expect(addresses).toHaveLength(100);
	simulator.requests.length = 0;
	const { output } = await bench.run('draft:create', { ...CREATE, to: [...many, 'one@fabrikam.com'] });
	expect(asked()).toHaveLength(2);
	expect(output.mailTips).toHaveLength(101);
});

test('nothing is asked when it is off, without recipients, and in a dry run', async () => {
	await bench.run('draft:create', { folder: 'drafts', to: 'pat@fabrikam.com', subject: 'x' });
	await bench.run('draft:create', CREATE);
	await bench.run('draft:create', { ...CREATE, to: 'pat@fabrikam.com', dryRun: true });
	expect(asked()).toEqual([]);
});

test('a refusal costs no draft: the result says that there are no tips', async () => {
	simulator.switches.mailTips = 'refused';
	const { id, output, warnings } = await bench.run('draft:create', { ...CREATE, to: 'pat@fabrikam.com' });
	expect(bench.message(id)).toBeDefined();
	expect(output.mailTips).toEqual([]);
	expect(warnings).toEqual([
		expect.stringMatching(/^Mail tips could not be read, which changes nothing about the message: /),
	]);
});

test.each([
	['no answer', () => Promise.reject(new Error('ECONNRESET'))],
	['a page of a proxy', async () => ({ status: 200, headers: {}, body: '<html>' })],
	[
		'a personal account',
		async () => ({
			status: 400,
			headers: {},
			body: '{"error":{"code":"RequestBroker--ParseUri","message":"Resource not found for the segment \'getMailTips\'."}}',
		}),
	],
	['JSON of another form', async () => ({ status: 200, headers: {}, body: '{"value":[null,5,{}]}' })],
	[
		'an error of the service',
		async () => ({ status: 500, headers: {}, body: '{"error":{"code":"ErrorInternalServerError","message":"x"}}' }),
	],
])('neither does %s', async (_name, answer) => {
	const { id } = await bench.run(
		'draft:create',
		{ ...CREATE, to: 'pat@fabrikam.com', timeout: 2 },
		{ around: async ({ url }, send) => (url.endsWith('/getMailTips') ? await answer() : await send()) },
	);
	expect(bench.message(id)).toBeDefined();
});

test('an address that nobody has says so', async () => {
	const { graph } = listTools(simulator);
	const { tips, warnings } = await mailTips(graph, ME, ['nobody@contoso.com']);
	expect(tips).toEqual([{ address: 'nobody@contoso.com', problem: expect.any(String) }]);
	expect(warnings).toEqual([expect.stringMatching(/^Outlook has no information about nobody@contoso\.com: /)]);
});
