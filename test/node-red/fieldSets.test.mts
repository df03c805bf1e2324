import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { comparableMeant, fieldSets, heldOf, SETS, type FieldSet } from '../support/fieldSets.mts';
import { helper, loadFlow, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

test(`${SETS} random sets of fields are held as they were entered`, async () => {
	const sets = fieldSets();
	// Selects are chosen in the dialog: sets that agree in them go through one node.
	const groups = new Map<string, Array<{ set: FieldSet; number: number }>>();
	sets.forEach((set, number) => {
		const dialog = JSON.stringify(nodeRedConfig(set.fields));
		groups.set(dialog, [...(groups.get(dialog) ?? []), { set, number }]);
	});
	for (const group of groups.values()) {
		const flow = await loadFlow(nodeRedConfig(group[0].set.fields), {
			graphUrl: simulator.url,
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
		});
		for (const { set, number } of group) flow.input({ fields: structuredClone(set.fields), number });
		await until(() => flow.sent.length + flow.caught.length === group.length, 'all messages', 60_000);
		expect(flow.caught.map(({ error }) => error.message)).toEqual([]);
		const byId = new Map(
			simulator.store.messages('support@contoso.com').map((message) => [message.immutableId, message]),
		);
		for (const { number, payload } of flow.sent)
			expect(heldOf(byId.get(payload.id)!, sets[number])).toEqual(comparableMeant(sets[number]));
		await helper.unload();
	}
	expect(simulator.requests).toHaveLength(SETS);
});
