// Templates through the built node, in Node-RED's runtime: a message is a row.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { SHARED, shown } from '../support/life.mts';
import { helper, loadFlow, until, useNodeRed } from '../support/node-red.mts';
import { keepTemplate, LETTER, lettersIn, ROW } from '../support/templates.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

const application = () => ({
	graphUrl: simulator.url,
	clientId: DEMO_APP.clientId,
	clientSecret: DEMO_APP.clientSecret,
});
const kept = async (message: object = LETTER) => await keepTemplate(simulator, message, SHARED);
const fromTemplate = (id: string, more: object = {}) => ({
	mailbox: SHARED,
	mailboxType: 'str',
	messageSource: 'template',
	templateId: id,
	templateIdType: 'list',
	...more,
});

async function run(config: object, messages: object[]) {
	const flow = await loadFlow(config as never, application());
	for (const message of messages) flow.input(message);
	await until(() => flow.sent.length + flow.caught.length === messages.length, 'all messages');
	return flow;
}

test('a draft for each message, from its payload; topic and payload are neither subject nor body', async () => {
	const template = await kept();
	const messages = Array.from({ length: 40 }, (_, number) => ({ topic: 'rows.csv', payload: { ...ROW, number } }));
	const { sent, caught, warnings } = await run(fromTemplate(template.id), messages);
	expect([caught, warnings]).toEqual([[], []]);
	expect(sent.map(({ payload }) => payload.subject).sort()).toEqual(
		messages.map((_, number) => `Your order ${number}`).sort(),
	);
	const letters = lettersIn(simulator, template, SHARED);
	expect(letters).toHaveLength(40);
	expect(letters.every(({ attachments, body }) => attachments.length === 5 && body.content.includes('Anna'))).toBe(
		true,
	);
	const reads = simulator.requests
		.filter(({ method, path }) => method === 'GET' && path.includes('/messages/'))
		.map(shown);
	expect(reads).toHaveLength(7);
});

test.each([
	['a subject that is typed in', { templateId: 'your order', templateIdType: 'str' }],
	['a subject with placeholders', { templateId: 'Your order {{Number}}', templateIdType: 'str' }],
	['a property of the message', { templateId: 'template', templateIdType: 'msg' }],
])('%s', async (_what, how) => {
	const template = await kept();
	const { caught } = await run(fromTemplate('', how), [{ payload: ROW, template: template.id }]);
	expect(caught).toEqual([]);
	expect(lettersIn(simulator, template, SHARED)).toHaveLength(1);
});

test('fields that someone has chosen win, msg.to too', async () => {
	const template = await kept();
	await run(fromTemplate(template.id, { subject: 'mine', subjectType: 'msg' }), [
		{ payload: ROW, to: 'to@contoso.com', mine: 'Mine' },
	]);
	expect(lettersIn(simulator, template, SHARED)).toMatchObject([
		{ subject: 'Mine', toRecipients: [{ emailAddress: { address: 'to@contoso.com' } }] },
	]);
});

test('rows of names and values', async () => {
	const template = await kept({ subject: '{{A}} {{B}}' });
	const templateRows = [
		{ name: 'a', value: 'one', valueType: 'str' },
		{ name: 'B', value: 'two', valueType: 'msg' },
	];
	await run(fromTemplate(template.id, { templateRows }), [{ payload: 'a text', two: 2 }]);
	expect(lettersIn(simulator, template, SHARED)).toMatchObject([{ subject: 'one 2' }]);
});

test('a missing value goes to the Catch node by name', async () => {
	const template = await kept();
	const { caught } = await run(fromTemplate(template.id), [{ payload: { name: 'Anna' } }, { payload: [ROW, ROW] }]);
	const [missing, listed] = caught.map(({ error }) => error.message as string).sort();
	expect(missing).toMatch(
		/^Template "Your order \{\{Number\}\}": there is no value for \{\{Number\}\}, \{\{First name\}\}.*There are values for "name"/s,
	);
	expect(listed).toContain('Values (msg.payload): this is a list of 2');
	expect(lettersIn(simulator, template, SHARED)).toEqual([]);
});

describe('the dialog', () => {
	beforeEach(async () => void (await loadFlow({}, { ...application(), tenant: DEMO_APP.tenant })));
	const ask = async (what: string, question: object) => {
		const settings = { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url };
		const answer = await helper
			.request()
			.post(`/outlook-draft/${what}`)
			.send({ account: { id: 'account', settings }, ...question });
		return answer.body as {
			results?: Array<{ name: string; value: string }>;
			error?: { text: string };
			left?: string[];
		};
	};
	test('lists the drafts of the folder', async () => {
		const template = await kept();
		await kept({ subject: 'Offer' });
		expect((await ask('templates', { mailbox: SHARED, folder: 'Templates', search: 'order' })).results).toEqual([
			{
				name: expect.stringMatching(/^Your order \{\{Number\}\} - 20\d\d-\d\d-\d\d$/),
				value: template.id,
				url: expect.any(String),
			},
		]);
		expect((await ask('templates', { mailbox: SHARED, folder: '' })).results).toHaveLength(2);
		expect((await ask('templates', { mailbox: SHARED, folder: 'Vorlagen' })).error!.text).toMatch(
			/^Template Folder: there is no folder "Vorlagen"/,
		);
	});
	test('a test draft shows the placeholders', async () => {
		const template = await kept();
		expect((await ask('test', { node: fromTemplate(template.id) })).left!.sort()).toEqual([
			'Attachments (msg.attachments)',
			'To (msg.to)',
			'Values (msg.payload)',
		]);
		expect(lettersIn(simulator, template, SHARED)).toMatchObject([
			{ subject: 'Your order {{Number}}', attachments: { length: 5 } },
		]);
	});
});
