// npm run bench: 200 drafts in a real Node-RED, the draft node against Node-RED's own http request node, in the simulator at
// 100 ms a call. The http request node is fed by a function node that keeps 1, or as many as allowed, messages under way.
import { nodeRedAccount } from '../scripts/hosts/accounts.mts';
import { startLinkedNodeRed } from '../scripts/hosts/node-red.mts';
import { DEMO_APP, startSimulator } from '../simulator/server.mts';
import { finish, goal, median } from './core.mts';
import { DRAFTS, LATENCY, measureInTurn, ratio, show } from './figures.mts';

const MAILBOXES = 10;
const SUBJECT = 'Hello';
const BODY = '<p>Hello, this is the text of the draft.</p>';
const simulator = await startSimulator({ delayMs: LATENCY, switches: { requestsPerTenMinutes: 1_000_000 } });
for (let box = 0; box < MAILBOXES; box++)
	simulator.store.addMailbox({ displayName: `Box ${box}`, userPrincipalName: `box${box}@contoso.com` });
const token = simulator.issueToken({ kind: 'application', clientId: DEMO_APP.clientId, roles: ['Mail.ReadWrite'] });

/** Common to all flows: counts what comes back and answers the request that began the run. */
const COUNT = `
	const run = flow.get('run');
	run.done += 1;
	if (run.done === ${DRAFTS}) return [null, { req: run.req, res: run.res, payload: { ms: Date.now() - run.began } }];
`;
const BEGIN = `
	const { mailboxes, atOnce } = msg.payload;
	flow.set('run', { req: msg.req, res: msg.res, began: Date.now(), done: 0, sent: 0, mailboxes });
	const next = () => { const run = flow.get('run'); const index = run.sent++; return index < ${DRAFTS} ? MESSAGE : null; };
	for (let i = 0; i < atOnce; i++) node.send([next(), null]);
`;
const DRAFT =
	'{ to: "anna@example.com", topic: "' +
	SUBJECT +
	'", payload: ' +
	JSON.stringify(BODY) +
	', mailbox: "box" + (index % run.mailboxes) + "@contoso.com" }';
const HTTP = `{ method: "POST", url: "${simulator.url}/v1.0/users/box" + (index % run.mailboxes) + "@contoso.com/messages", headers: { authorization: "Bearer ${token}", "content-type": "application/json", prefer: 'IdType="ImmutableId"' }, payload: { subject: "${SUBJECT}", body: { contentType: "html", content: ${JSON.stringify(BODY)} }, toRecipients: [{ emailAddress: { address: "anna@example.com" } }] } }`;
const NEXT = `const next = flow.get('run'); const index = next.sent++; if (index < ${DRAFTS}) return [MESSAGE.replace, null]; return null;`;

function flow(tab: string, message: string, worker: object, feedsItself: boolean): object[] {
	const code = (text: string) => text.replace('MESSAGE.replace', message).replace('MESSAGE', message);
	const func = (name: string, text: string, wires: string[][]) => ({
		id: `${tab}-${name}`,
		z: tab,
		type: 'function',
		name,
		func: text,
		outputs: wires.length,
		timeout: '',
		noerr: 0,
		initialize: '',
		finalize: '',
		libs: [],
		wires,
	});
	return [
		{ id: tab, type: 'tab', label: tab },
		{
			id: `${tab}-in`,
			z: tab,
			type: 'http in',
			url: `/${tab}`,
			method: 'post',
			upload: false,
			wires: [[`${tab}-begin`]],
		},
		func('begin', code(BEGIN), [[`${tab}-worker`], []]),
		{ id: `${tab}-worker`, z: tab, ...worker, wires: [[`${tab}-count`]] },
		func('count', feedsItself ? `${COUNT}\n${code(NEXT)}` : `${COUNT}\nreturn null;`, [
			[`${tab}-worker`],
			[`${tab}-out`],
		]),
		{ id: `${tab}-out`, z: tab, type: 'http response', statusCode: '', headers: {} },
	];
}

const nodeRed = await startLinkedNodeRed();
await nodeRed.deploy([
	{ id: 'account', type: 'outlook-account', ...nodeRedAccount(simulator.url) },
	...flow(
		'draft',
		DRAFT,
		{ type: 'outlook-draft', account: 'account', operation: 'draft:create', mailbox: 'mailbox', mailboxType: 'msg' },
		false,
	),
	...flow(
		'http',
		HTTP.replaceAll('run.', "flow.get('run')."),
		{
			type: 'http request',
			method: 'use',
			ret: 'obj',
			paytoqs: 'ignore',
			url: '',
			persist: true,
			headers: [],
			senderr: false,
		},
		true,
	),
]);

async function run(which: string): Promise<number> {
	const [mailboxes, kind, atOnce] = which.split(' ');
	simulator.requests.length = 0;
	const path = kind === 'draft' ? 'draft' : 'http';
	const answer = await fetch(`${nodeRed.url}/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ mailboxes: Number(mailboxes), atOnce: Number(atOnce) }),
	});
	const { ms } = (await answer.json()) as { ms: number };
	const refused = simulator.requests.filter(({ status }) => status !== 201).length;
	if (simulator.requests.length !== DRAFTS || refused > 0)
		throw new Error(`${which}: ${simulator.requests.length} requests, ${refused} refused`);
	return ms;
}

try {
	console.log(
		`${DRAFTS} drafts in Node-RED, simulator at ${LATENCY} ms a call; each kind 5 times, in turn (${process.version})`,
	);
	const figures = {
		one: await measureInTurn(['1 http 1', `1 draft ${DRAFTS}`, '1 http 4'], nodeRed.pid, run),
		ten: await measureInTurn(['10 http 1', `10 draft ${DRAFTS}`, '10 http 32'], nodeRed.pid, run),
	};
	for (const [title, kinds, alone, goalAlone] of [
		['One mailbox', figures.one, 4, 3.5],
		['Ten mailboxes', figures.ten, 32, 12],
	] as const) {
		const [series, ours, bare] = Object.values(kinds);
		console.log(`\n${title}`);
		show('http request node, one after the other', series);
		show('this node', ours);
		show(`http request node, ${alone} in flight`, bare);
		goal(
			`${ratio(series, ours).toFixed(2)} times as fast as one after the other (${goalAlone})`,
			ratio(series, ours) >= goalAlone,
		);
		goal(
			`${ratio(ours, bare).toFixed(2)} of the time of the http request node at the same concurrency (1.15)`,
			ratio(ours, bare) <= 1.15,
		);
		goal(
			'CPU a draft: not more than the http request node one after the other',
			median(ours.cpu) <= median(series.cpu),
		);
	}
} finally {
	await nodeRed.stop();
	await simulator.close();
}
finish();
