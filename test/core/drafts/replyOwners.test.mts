// Replies to one message at the same time: each item gets its own draft, or says that it cannot tell.
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, type LifeBench } from '../../support/life.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const isCreate = ({ method, url }: { method: string; url: string }) => method === 'POST' && url.includes('createReply');

test('while another reply waits for its answer, a lost one does not take that draft', async () => {
	const messageId = await bench.receive();
	let isMade = () => {};
	const made = new Promise<void>((resolve) => (isMade = resolve));
	let answer = () => {};
	const held = new Promise<void>((resolve) => (answer = resolve));
	const second = bench.run(
		'draft:reply',
		{ messageId, body: '<p>Two</p>' },
		{
			async around(request, send) {
				const response = await send();
				if (isCreate(request)) {
					isMade();
					await held;
				}
				return response;
			},
		},
	);
	await made;
	// Its request never arrives, and all of its looks see the draft of the other one.
	const first = await bench
		.run(
			'draft:reply',
			{ messageId, body: '<p>One</p>' },
			{
				async around(request, send) {
					if (isCreate(request)) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
					return await send();
				},
			},
		)
		.catch((thrown: unknown) => thrown);
	answer();
	const { id, warnings } = await second;
	expect(first).toMatchObject({ cause: { draftMayExist: true } });
	expect(bench.drafts().map(({ immutableId }) => immutableId)).toEqual([id]);
	expect(bench.message(id)!.body.content).toContain('Two');
	expect(warnings).toEqual([]);
});
