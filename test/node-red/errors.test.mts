import { inNodeRed } from '../../node-red/words';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { useFasterClock } from '../support/fasterClock.mts';
import { LEAKS, loseAnswers, LOST, REFUSALS } from '../support/errorCases.mts';
import { service } from '../support/network.mts';
import { NETWORK_CASES } from '../support/networkCases.mts';
import { loadFlow, until, useNodeRed } from '../support/node-red.mts';
import { refusingLogin, SIGN_IN_CASES } from '../support/signInCases.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));
// After a lost answer the node looks for the draft for ten seconds.
const FASTER = 10;
useFasterClock(FASTER);

test.each(REFUSALS)(
	'$name, in the same words as in n8n',
	async ({ fault, fields, code, text, status, draftMayExist }) => {
		const wanted = { folder: 'inbox', subject: 'x', ...fields };
		if (fault) simulator.faults.add({ method: 'POST', ...fault });
		const flow = await loadFlow(nodeRedConfig(wanted), {
			graphUrl: simulator.url,
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
		});
		flow.input({ fields: wanted });
		await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
		const { error } = flow.caught[0];
		expect(error.message).toBe(inNodeRed(text));
		expect(error.code).toBe(code);
		expect(error.cause).toMatchObject({
			status,
			hint: expect.any(String),
			...(draftMayExist ? { draftMayExist } : {}),
		});
		expect('draftMayExist' in error.cause).toBe(draftMayExist === true);
		const seen = JSON.stringify([{ ...error }, error.message, error.stack, flow.statuses, flow.warnings]);
		for (const leak of LEAKS) expect(seen).not.toContain(leak);
	},
);

test('answers that leave open whether the draft was made', async () => {
	loseAnswers(simulator.faults);
	const flow = await loadFlow(nodeRedConfig({ folder: '', subject: '' }), {
		graphUrl: simulator.url,
		clientId: DEMO_APP.clientId,
		clientSecret: DEMO_APP.clientSecret,
	});
	LOST.forEach(({ folder }, number) => flow.input({ fields: { folder, subject: 'x' }, number }));
	await until(() => flow.caught.length === LOST.length, 'all refusals', 30_000);
	for (const { error, number } of flow.caught) {
		expect(error).toMatchObject({
			message: LOST[number].text,
			code: LOST[number].code,
			cause: { status: LOST[number].status, draftMayExist: true },
		});
	}
});

// Each wait for a lost answer takes the whole look-up window: the one for a timeout is in outlook-draft.test.mts.
test.each(NETWORK_CASES.filter(({ name }) => name !== 'no answer in time'))(
	'$name, in the same words as in n8n',
	async ({ open, timeout = 30, text, draftMayExist }) => {
		const { graphUrl, close } = await open();
		const login = await service((_request, response) =>
			response
				.writeHead(200, { 'Content-Type': 'application/json' })
				.end('{"token_type":"Bearer","expires_in":3600,"access_token":"any"}'),
		);
		const fields = { subject: 'x', timeout: timeout * FASTER };
		const flow = await loadFlow(nodeRedConfig(fields), {
			graphUrl,
			loginUrl: login.url,
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
		});
		flow.input({ fields });
		await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
		await Promise.all([close?.(), login.close()]);
		expect(flow.caught[0].error.message).toBe(text);
		expect(flow.caught[0].error.cause.draftMayExist).toBe(draftMayExist);
	},
);

test.each(SIGN_IN_CASES)('sign-in: $name, in the same words as in n8n', async (refused) => {
	const login = await refusingLogin(refused);
	const fields = { subject: 'x' };
	const flow = await loadFlow(nodeRedConfig(fields), {
		graphUrl: simulator.url,
		loginUrl: login.url,
		clientId: DEMO_APP.clientId,
		clientSecret: DEMO_APP.clientSecret,
	});
	flow.input({ fields });
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	await login.close();
	expect(flow.caught[0].error).toMatchObject({ message: refused.text, code: refused.code });
	expect(simulator.requests).toHaveLength(0);
});
