// npm run bench:templates: letters from a template with three pictures, a table and two files against drafts of the same size from
// fields, each with a key, in the simulator. How both fare under faults: bench:faults, kind "template with a key".
//   node scripts/run.mjs bench/templates.mts [number of drafts, default 1000] [milliseconds a call, default 20]
import { startSimulator } from '../simulator/server.mts';
import { simulatorAccount, simulatorHost } from '../test/support/simulatorHost.mts';
import { keepTemplate, LETTER, lettersIn, ROW } from '../test/support/templates.mts';
import { core, finish, goal, median } from './core.mts';

const [, , counted = '1000', delayed = '20'] = process.argv;
const count = Number(counted);
const delayMs = Number(delayed);
const ROUNDS = 5;
const ME = 'megan.bowen@contoso.com';

const simulator = await startSimulator({ delayMs, switches: { requestsPerTenMinutes: 100_000_000 } });
/** Bytes of a picture or file. */
const BYTES = 20_000;
const attachments = LETTER.attachments.map((one) => ({
	...one,
	contentBytes: Buffer.alloc(BYTES, one.name).toString('base64'),
}));
const template = await keepTemplate(simulator, { ...LETTER, attachments });

/** What a draft from the template holds, for the same from fields. */
const dryRun = await once({ ...letter(0), dryRun: true });
const { body } = (dryRun.output.request as { body: { body: { content: string } } }).body;
const files = attachments.map(({ name, contentType, contentBytes, ...rest }) =>
	core.fileFromBytes({ name, contentType, ...rest } as never, Buffer.from(contentBytes, 'base64')),
);

function letter(index: number): Record<string, unknown> {
	return {
		mailbox: 'me',
		folder: 'drafts',
		messageSource: 'template',
		templateId: template.id,
		templateValues: { ...ROW, number: index },
	};
}
const fromFields = (index: number): Record<string, unknown> => ({
	mailbox: 'me',
	folder: 'drafts',
	to: 'Anna Lee <anna@fabrikam.com>',
	cc: 'Sales <sales@contoso.com>',
	subject: `Your order ${index}`,
	bodyType: 'html',
	body: body.content.replaceAll('4711', String(index)),
	importance: 'high',
	attachments: files,
});

async function once(fields: Record<string, unknown>) {
	const stop = new AbortController().signal;
	const item = { stop, scope: 'bench', memory: {} };
	return await core.performOperation(
		simulatorHost(simulator),
		simulatorAccount(simulator),
		'draft:create',
		fields,
		item,
	);
}

interface Run {
	milliseconds: number;
	cpu: number;
	reads: number;
}

/** One run, as a host does it: one account object, one host, all items at once. */
async function run(fields: (index: number) => Record<string, unknown>, round: number): Promise<Run> {
	simulator.requests.length = 0;
	const before = lettersIn(simulator, template, ME).length;
	const host = { ...simulatorHost(simulator), onlyProcess: true as const };
	const account = simulatorAccount(simulator);
	const began = performance.now();
	const cpu = process.cpuUsage();
	const outcomes = await core.runItems(
		host,
		count,
		async (index, stop) => {
			const given = { ...fields(index), duplicates: 'key', draftKey: `${round} ${fields.name} ${index}` };
			return await core.performOperation(host, account, 'draft:create', given, { stop, scope: 'bench', memory: {} });
		},
		{ continueOnFail: true },
	);
	const milliseconds = performance.now() - began;
	const { user, system } = process.cpuUsage(cpu);
	const wrong = outcomes.filter(({ kind }) => kind !== 'done').length;
	const made = lettersIn(simulator, template, ME).length - before;
	if (wrong > 0 || made !== count)
		throw new Error(
			`${made} of ${count} drafts, ${wrong} failed: ${JSON.stringify(outcomes.find(({ kind }) => kind === 'failed'))}`,
		);
	// Memory grows with what is kept, which would be measured too.
	const reads = simulator.requests.filter(
		({ method, path }) => method === 'GET' && path.includes(encodeURIComponent(template.id)),
	).length;
	return { milliseconds, cpu: (user + system) / 1_000 / count, reads };
}

const empty = (): void => {
	const { mailbox } = simulator.person(ME);
	mailbox.messages = mailbox.messages.filter(
		({ id, immutableId }) => id === template.id || immutableId === template.id,
	);
};

console.log(
	`${count} drafts with three pictures, a table and two files of ${BYTES} bytes each, and a key each; ` +
		`simulator at ${delayMs} ms a call; ${ROUNDS} rounds in turn`,
);
const kinds = { template: letter, fields: fromFields };
const times: Record<keyof typeof kinds, Run[]> = { template: [], fields: [] };
for (let round = 0; round <= ROUNDS; round++)
	for (const kind of ['template', 'fields'] as const) {
		const result = await run(kinds[kind], round);
		empty();
		if (round > 0) times[kind].push(result);
	}
const timeOf = (kind: keyof typeof kinds) => median(times[kind].map(({ milliseconds }) => milliseconds));
for (const kind of ['template', 'fields'] as const) {
	const cpu = median(times[kind].map((one) => one.cpu)).toFixed(2);
	console.log(`${kind.padEnd(10)} median ${timeOf(kind).toFixed(0)} ms, CPU with the simulator's ${cpu} ms a draft`);
}
const ratio = timeOf('template') / timeOf('fields');
const reads = Math.max(...times.template.map((one) => one.reads));
goal(`${ratio.toFixed(3)} of the time of the same drafts from fields (1.1)`, ratio <= 1.1);
// One more look at the change key for each five seconds that a run takes.
const looks = Math.ceil(Math.max(...times.template.map(({ milliseconds }) => milliseconds)) / 5_000);
goal(
	`the template and its five files are read once: ${reads} requests in a run (at most 7, and ${looks} looks whether it was changed)`,
	reads <= 7 + looks,
);
await simulator.close();
finish();
