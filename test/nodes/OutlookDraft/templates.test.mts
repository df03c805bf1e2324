// Templates through the built node, in n8n's own engine: a row of a spreadsheet is an item.
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { searchTemplates } from '../../../nodes/OutlookDraft/listSearch/searchTemplates';
import type { Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { SHARED, shown } from '../../support/life.mts';
import { locator, runNode, type RunInput } from '../../support/n8n.mts';
import { keepTemplate, LETTER, lettersIn, ROW } from '../../support/templates.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const fromTemplate = (id: string, more: object = {}) => ({
	mailbox: locator(SHARED),
	folder: locator('drafts'),
	messageSource: 'template',
	templateId: { __rl: true, mode: 'list', value: id, cachedResultName: 'Your order {{Number}} - 2026-11-25' },
	...more,
});
const run = async (items: object[], parameters: object, input: Partial<RunInput> = {}) =>
	await runNode({
		items: items as never,
		credential: n8nCredential(simulator),
		parameters: parameters as never,
		...input,
	});
const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ ...ROW, number: index, EMAIL: `p${index}@contoso.com` }));
const kept = async (message: object = LETTER) => await keepTemplate(simulator, message, SHARED);

test('a draft for each row, from its own values, and the template is read once', async () => {
	const template = await kept();
	const items = rows(60);
	const { output, error } = await run(items, fromTemplate(template.id));
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => [json.subject, json.to])).toEqual(
		items.map((_item, index) => [`Your order ${index}`, `Anna Lee <p${index}@contoso.com>`]),
	);
	const letters = lettersIn(simulator, template, SHARED);
	expect(letters).toHaveLength(60);
	expect(letters.every(({ attachments, body }) => attachments.length === 5 && !body.content.includes('{{'))).toBe(true);
	const reads = simulator.requests.filter(({ method }) => method === 'GET').map(shown);
	expect(reads).toEqual([
		`GET /users/${SHARED}/messages/*`,
		`GET /users/${SHARED}/messages/*/attachments`,
		...Array.from({ length: 5 }, () => expect.stringContaining('/attachments/')),
	]);
});

test.each([
	['by its subject', { __rl: true, mode: 'subject', value: 'Your order' }],
	['by an expression', '={{ $json.template }}'],
])('%s', async (_what, templateId) => {
	const template = await kept();
	await run(
		rows(2).map((row) => ({ ...row, template: 'your order {{number}}' })),
		{ ...fromTemplate(template.id), templateId },
	);
	expect(lettersIn(simulator, template, SHARED)).toHaveLength(2);
});

test('values of an expression, rows of names and values, and a file of the item', async () => {
	const template = await kept({ subject: '{{A}} {{B}} {{Name}}' });
	await run(
		[{ inner: { a: 1 }, who: 'Anna' }],
		fromTemplate(template.id, {
			templateValues: '={{ $json.inner }}',
			templateRows: {
				value: [
					{ name: 'b', value: 'two' },
					{ name: 'Name', value: '={{ $json.who }}' },
				],
			},
		}),
	);
	expect(lettersIn(simulator, template, SHARED)).toMatchObject([{ subject: '1 two Anna' }]);
});

test('an item without a value fails by name, and costs the others nothing with Continue On Fail', async () => {
	const template = await kept();
	const { 'First name': _first, ...nameless } = ROW;
	void _first;
	const { output } = await run([ROW, { ...nameless }, ROW], fromTemplate(template.id), {
		onError: 'continueRegularOutput',
	});
	expect(output.map(({ json }) => json.error ?? json.subject)).toEqual([
		'Your order 4711',
		'Template "Your order {{Number}}": there is no value for {{First name}}.',
		'Your order 4711',
	]);
	expect(JSON.stringify(output[1]!.json.details)).toMatch(/There are values for \\"full_name\\", \\"EMAIL\\"/);
	expect(lettersIn(simulator, template, SHARED)).toHaveLength(2);
});

test('missing values and the language of dates are options', async () => {
	const template = await kept({ subject: '{{D:d MMMM}} {{X}}' });
	const { hints } = await run(
		[{ D: '2026-03-05' }],
		fromTemplate(template.id, { options: { missingValues: 'keep', templateLocale: 'de' } }),
	);
	expect(lettersIn(simulator, template, SHARED)).toMatchObject([{ subject: '5 März {{X}}' }]);
	expect(hints.map(({ message }) => message).join()).toContain('there was no value for {{X}}, so it is still there');
});

test('as the text of a reply', async () => {
	const template = await kept();
	const token = simulator.issueToken({ kind: 'application' });
	const answer = await fetch(`${simulator.url}/v1.0/users/${SHARED}/mailFolders/inbox/messages`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'IdType="ImmutableId"' },
		body: JSON.stringify({
			subject: 'Order',
			body: { contentType: 'html', content: '<p>Where is it?</p>' },
			from: { emailAddress: { address: 'a@contoso.com' } },
			singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '0' }],
		}),
	});
	const { id } = (await answer.json()) as { id: string };
	const { error } = await run([ROW], { ...fromTemplate(template.id), operation: 'reply', messageId: locator(id) });
	expect(error).toBeUndefined();
	const [draft] = lettersIn(simulator, template, SHARED);
	expect(draft).toMatchObject({ subject: 'RE: Order', attachments: { length: 5 } });
	expect(draft.body.content).toMatch(/Anna[^]*4711[^]*Where is it\?/);
});

describe('the list', () => {
	const context = (parameters: Record<string, unknown>): ILoadOptionsFunctions => {
		const token = simulator.issueToken({ kind: 'application' });
		return {
			getNode: () => ({ name: 'Draft', type: 'x', typeVersion: 1, parameters: {} }),
			getTimezone: () => 'Europe/Berlin',
			getCredentials: async () => n8nCredential(simulator),
			getCurrentNodeParameter: (name: string) => ({ mailbox: SHARED, ...parameters })[name],
			helpers: {
				async httpRequestWithAuthentication(
					_type: string,
					{ url, method, headers }: { url: string; method: string; headers: Record<string, string> },
				) {
					const response = await fetch(url, { method, headers: { ...headers, Authorization: `Bearer ${token}` } });
					return {
						statusCode: response.status,
						headers: Object.fromEntries(response.headers),
						body: await response.text(),
					};
				},
			},
		} as unknown as ILoadOptionsFunctions;
	};
	const names = async (parameters: Record<string, unknown>, search = '') =>
		(await searchTemplates.call(context(parameters), search)).results.map(({ name }) =>
			name.replace(/,? - .*$|, \d{4}-.*$/, ''),
		);

	test('drafts of the folder only, by any part of the subject', async () => {
		await kept();
		await kept({ subject: 'Offer {{Company}}' });
		await keepTemplate(simulator, { subject: 'Elsewhere' }, SHARED, 'Clients');
		expect(await names({ templateFolder: 'Templates' })).toEqual(['Offer {{Company}}', 'Your order {{Number}}']);
		expect(await names({ templateFolder: 'templates' }, 'ORDER')).toEqual(['Your order {{Number}}']);
		expect(await names({})).toHaveLength(2);
		expect(await names({ templateFolder: 'Inbox/Clients' })).toEqual(['Elsewhere']);
	});
	test('many are asked for page by page', async () => {
		await kept();
		for (let number = 0; number < 30; number++) await kept({ subject: `Letter ${number}` });
		const first = await searchTemplates.call(context({}));
		expect(first.results).toHaveLength(25);
		const second = await searchTemplates.call(context({}), '', String(first.paginationToken));
		expect(second.results).toHaveLength(6);
	});
	test('a folder that is not there says what to do', async () => {
		await expect(names({ templateFolder: 'Vorlagen' })).rejects.toThrow(
			'Template Folder: there is no folder "Vorlagen" in this mailbox.',
		);
	});
});
