// What people paste, in n8n: the same drafts in JSON and in MIME format.
import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { runNode } from '../../support/n8n.mts';
import { peopleOf, peopleWanted, RECIPIENT_CASES, RECIPIENT_REFUSALS } from '../../support/recipientCases.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const run = (items: Array<{ to: unknown }>, mode: string) =>
	runNode({
		items: items.map(({ to }, index) => ({ fields: { to, subject: String(index), body: 'Hello' } })),
		parameters: { ...n8nParameters({ to: '', subject: '', body: '' }), mode },
		credential: n8nCredential(simulator),
		onError: 'continueRegularOutput',
	});

test.each(['json', 'mime'])(
	'all kinds, format %s',
	async (mode) => {
		const { error } = await run(RECIPIENT_CASES, mode);
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

test.each(['json', 'mime'])(
	'all refusals, format %s',
	async (mode) => {
		const { output } = await run(
			RECIPIENT_REFUSALS.map(([, to]) => ({ to })),
			mode,
		);
		expect(simulator.requests).toEqual([]);
		for (const [index, [name, , message]] of RECIPIENT_REFUSALS.entries()) {
			const text = JSON.stringify(output[index].json.error ?? output[index].json);
			expect([name, text]).toEqual([name, expect.stringContaining(JSON.stringify(message).slice(1, -1))]);
		}
	},
	240_000,
);
