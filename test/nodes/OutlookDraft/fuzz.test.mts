// Every field of every operation with values that nobody would enter: the node answers in words, and stays within the account's limits.
import { RESOURCES, type Field } from '../../../core/fields';
import { chance } from '../../../simulator/random.mts';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { lifeBench, SHARED } from '../../support/life.mts';
import { locator, runNode, type RunInput, type RunOutput } from '../../support/n8n.mts';
import { ODD_VALUES } from '../../support/oddValues.mts';

let simulator: Simulator;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(async () => {
	process.on('unhandledRejection', note);
	simulator = await startSimulator();
});
afterAll(async () => {
	process.off('unhandledRejection', note);
	await simulator.close();
});

const LOCATORS = ['mailbox', 'folder', 'draft', 'message'];
const EVERYDAY: Record<string, unknown> = { to: 'a@contoso.com', subject: 'x', body: '<p>x</p>' };

/** What the operation needs, so that only the one field is odd. */
async function usual(operation: string, fields: Field[]): Promise<Record<string, unknown>> {
	const bench = lifeBench(simulator);
	const has = (name: string) => fields.some((field) => field.name === name && field.place === 'main');
	return {
		resource: operation.split(':')[0],
		operation: operation.split(':')[1],
		mailbox: locator(SHARED),
		...(has('folder') ? { folder: locator('drafts') } : {}),
		...(has('draftId') ? { draftId: locator(await bench.draft({}, SHARED)) } : {}),
		...(has('messageId') ? { messageId: locator(await bench.receive({}, SHARED)) } : {}),
		...Object.fromEntries(Object.entries(EVERYDAY).filter(([name]) => has(name))),
		additionalFields: {},
		options: {},
	};
}

/** The places at which a value of the item can stand in a field. */
function placesOf(field: Field, parameters: Record<string, any>): Array<Record<string, unknown>> {
	const { name, kind, pair, place } = field;
	const put = (value: unknown) =>
		place === 'main' ? { ...parameters, [name]: value } : { ...parameters, [place]: { [name]: value } };
	const given = '={{ $json.value }}';
	if (LOCATORS.includes(kind))
		return [put(locator(given)), put(locator(given, kind === 'folder' ? 'path' : 'url')), put(given)];
	if (!pair) return [put(given)];
	const row = (first: string, second: string) => ({ [pair.first.name]: first, [pair.second.name]: second });
	const rows = (one: object) => ({ [pair.group]: pair.many ? [one] : one });
	return [put(given), put(rows(row(given, 'x'))), put(rows(row('x-odd', given))), put({ [pair.group]: given })];
}

const OPERATIONS = RESOURCES.flatMap((resource) =>
	resource.operations.map((operation) => ({ name: `${resource.value}:${operation.value}`, fields: operation.fields })),
);

/** n8n gives a regular expression of a locator 250 ms by the clock, which on a busy computer is not enough for the simplest one. */
async function repeatable(input: RunInput): Promise<RunOutput> {
	return await runNode(input).catch(async (thrown: Error) => {
		if (!/Regular expression execution timed out/.test(thrown.message)) throw thrown;
		return await runNode(input);
	});
}

/** Words of engines in place of words for people. */
const RAW =
	/cannot read|is not a function|is not iterable|call stack|circular structure|convert a|undefined\b.*\bof|unexpected token/i;

/** A request, or those that it holds. */
function partsOf({ method, path, body }: Simulator['requests'][number]): Array<{ method: string; path: string }> {
	if (path !== '/v1.0/$batch') return [{ method, path }];
	const { requests } = JSON.parse(body) as { requests: Array<{ method: string; url: string }> };
	return requests.map((part) => ({ method: part.method, path: `/v1.0${part.url}` }));
}

let cases = 0;
let drawn = 0;
const SEED = 20_261_129;
const AT_EACH_PLACE = 16;

/** So many of them, others each time: the same in each run of this file. */
function some(count: number): typeof ODD_VALUES {
	const keyed = ODD_VALUES.map((value) => ({ value, key: chance(SEED, (drawn += 1), 0) }));
	return keyed
		.sort((a, b) => a.key - b.key)
		.slice(0, count)
		.map(({ value }) => value);
}

test.each(OPERATIONS)(
	'$name: each field with each value',
	async ({ name, fields }) => {
		simulator.reset();
		const wordless: string[] = [];
		for (const field of fields) {
			for (const parameters of placesOf(field, await usual(name, fields))) {
				const values = some(AT_EACH_PLACE);
				const { output, error } = await repeatable({
					items: values.map(({ make }) => ({ value: make() })),
					parameters,
					credential: n8nCredential(simulator, { allowedMailboxes: SHARED }),
					onError: 'continueRegularOutput',
				});
				cases += values.length;
				const at = (index: number) => `${name} ${field.name}: ${values[index]?.name}`;
				if (error)
					wordless.push(
						`${name} ${field.name} ${JSON.stringify(parameters[field.name])}: ends the run: ${error.message}`,
					);
				if (error) continue;
				const answered = new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item));
				// A list may be empty.
				if (!name.endsWith(':getAll'))
					expect([field.name, values.filter((_odd, index) => !answered.has(index))]).toEqual([field.name, []]);
				for (const { json, pairedItem } of output) {
					if (json.error === undefined) continue;
					const { item } = pairedItem as { item: number };
					const words = [json.error, (json.details as { hint?: string }).hint ?? ''].join(' ');
					const { code } = json.details as { code: string };
					if (code === 'Unexpected' || RAW.test(words)) wordless.push(`${at(item)}: ${code}: ${words.slice(0, 200)}`);
				}
			}
			// The account's limits: this mailbox only, nothing sent, nothing deleted.
			const outside = simulator.requests
				.flatMap(partsOf)
				.filter(
					({ method, path }) =>
						!decodeURIComponent(path).toLowerCase().startsWith(`/v1.0/users/${SHARED}/`) ||
						/\/(send|sendMail|permanentDelete)$/i.test(path) ||
						(method === 'DELETE' && !path.includes('/attachments/')),
				);
			expect([field.name, outside.map(({ method, path }) => `${method} ${path}`)]).toEqual([field.name, []]);
			simulator.requests.length = 0;
		}
		expect(wordless).toEqual([]);
		expect(unhandled).toEqual([]);
	},
	600_000,
);

test('that were more than 5,000', () => {
	expect(cases).toBeGreaterThan(5_000);
});
