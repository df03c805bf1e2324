import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { ERROR_CASES, LEAKS, loseAnswers, LOST, REFUSALS } from '../../support/errorCases.mts';
import { runNode } from '../../support/n8n.mts';
import { NETWORK_CASES, type NetworkCase } from '../../support/networkCases.mts';
import { refusingLogin, SIGN_IN_CASES } from '../../support/signInCases.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const run = async (fields: Record<string, unknown>, onError?: 'continueRegularOutput') =>
	await runNode({
		items: [{ fields }],
		parameters: n8nParameters(fields),
		credential: n8nCredential(simulator),
		...(onError ? { onError } : {}),
	});

/** n8n's panel takes the description for HTML. */
const asShown = (html: string) => html.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

test('what stands in angle brackets is not lost in the panel of n8n', async () => {
	const { error } = await run({ to: 'john' });
	expect(error!.description).toEqual(expect.stringContaining('"Doe, John" &lt;john@contoso.com&gt;.'));
	const { output } = await run({ to: 'john' }, 'continueRegularOutput');
	expect(output[0].json.details).toMatchObject({ hint: expect.stringContaining('"Doe, John" <john@contoso.com>.') });
});

test.each(REFUSALS)('$name', async ({ fault, fields, code, text, status, draftMayExist }) => {
	const wanted = { folder: 'inbox', subject: 'x', ...fields };
	if (fault) simulator.faults.add({ method: 'POST', ...fault });
	const { error, run: stopped } = await run(wanted);
	const [, shown, bracket] = /^(.*?) (\([^()]*\))$/s.exec(asShown(error!.description!))!;
	expect(`${error!.message} ${shown}`).toBe(text);
	expect(bracket).toMatch(new RegExp(`^\\(${code}, status ${status}`));
	expect(error!.httpCode).toBe(String(status));

	simulator.faults.clear();
	if (fault) simulator.faults.add({ method: 'POST', ...fault });
	const { output } = await run(wanted, 'continueRegularOutput');
	const { error: message, details } = output[0].json as { error: string; details: Record<string, unknown> };
	expect(`${message} ${String(details.hint)}`).toBe(text);
	expect(details).toMatchObject({ code, status, ...(draftMayExist ? { draftMayExist } : {}) });
	expect('draftMayExist' in details).toBe(draftMayExist === true);
	// Nothing else than a 401, which n8n answers with a new token, is sent twice.
	if (status !== 401) expect(simulator.requests).toHaveLength(2);
	const seen = JSON.stringify([stopped.data, output, error, error!.message, error!.description]);
	for (const leak of LEAKS) expect(seen).not.toContain(leak);
});

test('there are at least 40 answers', () =>
	expect(new Set(ERROR_CASES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40));

async function unanswered({ open, timeout = 30, text, draftMayExist }: NetworkCase): Promise<void> {
	const { graphUrl, close } = await open();
	const fields = { subject: 'x', timeout };
	const credential = n8nCredential(simulator, { graphUrl });
	const run = async (more = {}) =>
		await runNode({ items: [{ fields }], parameters: n8nParameters(fields), credential, ...more });
	const [{ error }, { output }] = await Promise.all([run(), run({ onError: 'continueRegularOutput' })]);
	await close?.();
	expect(`${error!.message} ${asShown(error!.description!).replace(/ \([^()]*\)$/, '')}`).toBe(text);
	const { error: message, details } = output[0].json as { error: string; details: Record<string, unknown> };
	expect(`${message} ${String(details.hint)}`).toBe(text);
	expect(details.draftMayExist).toBe(draftMayExist);
}

test.each(NETWORK_CASES.filter(({ draftMayExist }) => !draftMayExist))(
	'$name',
	async (network) => await unanswered(network),
);

async function lost(): Promise<void> {
	expect(LOST.length).toBeGreaterThanOrEqual(5);
	loseAnswers(simulator.faults);
	// The first item goes alone until the service has answered it, so it is one that succeeds.
	const items = [{ folder: 'drafts' }, ...LOST].map(({ folder }) => ({ fields: { folder, subject: 'x' } }));
	const { output } = await runNode({
		items,
		parameters: n8nParameters(items[0].fields),
		credential: n8nCredential(simulator),
		onError: 'continueRegularOutput',
	});
	LOST.forEach(({ text, code, status }, index) => {
		const { error, details } = output[index + 1].json as { error: string; details: Record<string, unknown> };
		expect(`${error} ${String(details.hint)}`).toBe(text);
		expect(details).toMatchObject({ code, status, draftMayExist: true });
	});
}

// Each of them waits for the whole look-up window, so they wait together.
test('whether the draft was made is not known: answers of 500 and above, a connection that is cut, no answer in time', async () => {
	const all = [lost(), ...NETWORK_CASES.filter(({ draftMayExist }) => draftMayExist).map(unanswered)];
	// Wait for all first: if one fails, the others would run on into the next test.
	await Promise.allSettled(all);
	await Promise.all(all);
});

test.each(SIGN_IN_CASES)('sign-in: $name', async (refused) => {
	const login = await refusingLogin(refused);
	const fields = { subject: 'x' };
	const credential = n8nCredential(simulator, {
		loginUrl: login.url,
		accessTokenUrl: `${login.url}/contoso/oauth2/v2.0/token`,
	});
	const { output } = await runNode({
		items: [{ fields }],
		parameters: n8nParameters(fields),
		credential,
		onError: 'continueRegularOutput',
	});
	await login.close();
	const { error, details } = output[0].json as { error: string; details: Record<string, unknown> };
	expect(`${error} ${String(details.hint)}`).toBe(refused.text);
	expect(details.code).toBe(refused.code);
	expect(simulator.requests).toHaveLength(0);
});
