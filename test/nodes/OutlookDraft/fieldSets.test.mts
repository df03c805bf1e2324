import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { comparableMeant, fieldSets, heldOf, SETS } from '../../support/fieldSets.mts';
import { runNode } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

test(`${SETS} random sets of fields are held as they were entered`, async () => {
	const sets = fieldSets();
	const { output, error } = await runNode({
		items: sets.map(({ fields }) => ({ fields })),
		parameters: n8nParameters(sets[0].fields),
		credential: n8nCredential(simulator),
	});
	expect(error).toBeUndefined();
	expect(output).toHaveLength(SETS);
	const byId = new Map(
		simulator.store.messages('support@contoso.com').map((message) => [message.immutableId, message]),
	);
	sets.forEach((set, index) =>
		expect(heldOf(byId.get(output[index].json.id as string)!, set)).toEqual(comparableMeant(set)),
	);
	expect(simulator.requests).toHaveLength(SETS);
});
