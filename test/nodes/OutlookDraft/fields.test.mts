import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { FIELD_CASES, withoutOwn } from '../../support/fieldCases.mts';
import { runNode } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

test.each(FIELD_CASES)('$name', async ({ fields, wire, shown, output: returned = {} }) => {
	const { error, output } = await runNode({
		items: [{ fields }],
		parameters: n8nParameters(fields),
		credential: n8nCredential(simulator),
	});
	expect(error).toBeUndefined();
	const mailbox = String(fields.mailbox ?? 'support@contoso.com');
	expect(simulator.requests.map(({ status }) => status)).toEqual([201]);
	expect(withoutOwn(simulator.requests[0].body, mailbox)).toEqual(wire);
	expect(simulator.store.messages(mailbox)).toMatchObject([shown]);
	expect(output[0].json).toMatchObject({ id: expect.any(String), ...returned });
});
