// What people paste, in n8n: the same drafts in JSON and in MIME format.
import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { runNode } from '../../support/n8n.mts';
import { peopleOf, peopleWanted, RECIPIENT_CASES, RECIPIENT_REFUSALS } from '../../support/recipientCases.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const run = (items: Array<{ to: unknown }>, anyHeader: boolean) =>
	runNode({
		items: items.map(({ to }, index) => ({ fields: { to, subject: String(index), body: 'Hello' } })),
		parameters: { ...n8nParameters({ to: '', subject: '', body: '' }), anyHeader },
		credential: n8nCredential(simulator),
		onError: 'continueRegularOutput',
	});

test.each([false, true])(
	'all kinds, format %s',
	async (anyHeader) => {
		const { error } = await run(RECIPIENT_CASES, anyHeader);
		expect(error).toBeUndefined();
		const drafts = new Map(simulator.store.messages('support@contoso.com').map((draft) => [draft.subject, draft]));
		for (const [index, one] of RECIPIENT_CASES.entries()) {
			const draft = drafts.get(String(index));
			expect({ name: one.name, ...peopleOf((draft ?? {}) as never) }).toEqual({ name: one.name, ...peopleWanted(one) });
			expect(draft).toBeDefined();
		}
	},
	240_000,
);

test.each([false, true])(
	'all refusals, format %s',
	async (anyHeader) => {
		const { output } = await run(
			RECIPIENT_REFUSALS.map(([, to]) => ({ to })),
			anyHeader,
		);
		expect(simulator.requests).toEqual([]);
		for (const [index, [name, , message]] of RECIPIENT_REFUSALS.entries()) {
			const text = JSON.stringify(output[index].json.error ?? output[index].json);
			expect([name, text]).toEqual([name, expect.stringContaining(JSON.stringify(message).slice(1, -1))]);
		}
	},
	240_000,
);
