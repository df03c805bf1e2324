import { createDraft } from '../../../core/operations/draft/create';
import { createPolicy } from '../../../core/policy/policy';
import { findMessages } from '../../../core/lists/messages';
import type { Simulator } from '../../../simulator/server.mts';
import { listTools, newItem } from '../../support/lists.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

async function draft(subject: string, to = 'anna@example.com', mailbox = 'me') {
	const { graph, account } = listTools(simulator);
	return await createDraft({
		graph,
		policy: createPolicy(account, graph, 'me'),
		account,
		mailbox,
		fields: { folder: 'drafts', subject, to },
		item: newItem(),
	});
}
async function find(search: string, draftsOnly: boolean, next?: string, mailbox = 'me') {
	const { graph, account } = listTools(simulator);
	return await findMessages(graph, account, { mailbox, search, draftsOnly, ...(next ? { next } : {}) });
}

test('drafts by subject, the most recently changed first, with whom they are for and a link', async () => {
	await draft('Invoice 1');
	const { id } = await draft("O'Hara's invoice 2", 'bob@contoso.com');
	await draft('Something else');
	for (const [index, message] of simulator.store.messages('megan.bowen@contoso.com').entries())
		message.lastModifiedDateTime = `2026-11-2${index}T08:00:00Z`;
	const { results } = await find('invoice', true);
	expect(results).toEqual([
		{ name: "O'Hara's invoice 2 - to bob@contoso.com, 2026-11-21", value: id, url: expect.stringContaining('http') },
		{ name: 'Invoice 1 - to anna@example.com, 2026-11-20', value: expect.any(String), url: expect.any(String) },
	]);
	expect((await find("O'Hara", true)).results).toHaveLength(1);
});

test('only drafts where only drafts will do', async () => {
	await draft('Still a draft');
	await draft('Sent already');
	simulator.store.messages('megan.bowen@contoso.com')[1].isDraft = false;
	expect((await find('', true)).results.map(({ name }) => name)).toEqual([expect.stringMatching(/^Still a draft/)]);
	expect((await find('', false)).results).toHaveLength(2);
});

test('a message without a subject has a name too', async () => {
	const { graph, account } = listTools(simulator);
	await createDraft({
		graph,
		policy: createPolicy(account, graph, 'me'),
		account,
		mailbox: 'me',
		fields: { folder: 'drafts' },
		item: newItem(),
	});
	expect((await find('', true)).results[0].name).toMatch(/^\(no subject\) - /);
});

test('paged; a link of another mailbox or host gets no request', async () => {
	for (let i = 0; i < 30; i++) await draft(`No ${i}`, 'a@contoso.com', 'support@contoso.com');
	const first = await find('', true, undefined, 'support@contoso.com');
	expect(first.results).toHaveLength(25);
	const second = await find('', true, first.next, 'support@contoso.com');
	expect(second.results).toHaveLength(5);
	simulator.requests.length = 0;
	await expect(find('', true, first.next, 'sales@contoso.com')).rejects.toThrow('was not requested');
	await expect(find('', true, first.next!.replace('127.0.0.1', 'evil.example'), 'support@contoso.com')).rejects.toThrow(
		'was not requested',
	);
	expect(simulator.requests).toHaveLength(0);
});
