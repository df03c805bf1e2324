// A change that is the same as often as it is sent survives a lost answer, whichever operation makes it.
import type { FieldValues } from '../../../core/fields';
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

interface Change {
	name: string;
	operation: string;
	fields(): Promise<FieldValues>;
	request: { method: 'PATCH' | 'POST'; path: RegExp };
}

const PATCH = { method: 'PATCH' as const, path: /\/messages\/[^/]+$/ };
const MOVE = { method: 'POST' as const, path: /\/move$/ };
const MIME = { anyHeader: true, subject: 'x', folder: 'drafts' };
const keyed = async (fields: FieldValues) => {
	const all = { folder: 'drafts', subject: 'x', duplicates: 'key', draftKey: 'k', onExisting: 'update', ...fields };
	await bench.run('draft:create', all);
	return { ...all, body: 'new' };
};

const CHANGES: Change[] = [
	{
		name: 'update',
		operation: 'draft:update',
		fields: async () => ({ draftId: await bench.draft(), subject: 'y' }),
		request: PATCH,
	},
	{
		name: 'move',
		operation: 'draft:update',
		fields: async () => ({ draftId: await bench.draft(), moveTo: 'archive' }),
		request: MOVE,
	},
	{
		name: 'text of a reply',
		operation: 'draft:reply',
		fields: async () => ({ messageId: await bench.receive(), body: 'x' }),
		request: PATCH,
	},
	{
		name: 'properties after a MIME create',
		operation: 'draft:create',
		fields: async () => ({ ...MIME, categories: 'Red' }),
		request: PATCH,
	},
	{
		name: 'move after a MIME create',
		operation: 'draft:create',
		fields: async () => ({ ...MIME, folder: 'archive' }),
		request: MOVE,
	},
	{
		name: 'key after a MIME create',
		operation: 'draft:create',
		fields: async () => ({ ...MIME, duplicates: 'key', draftKey: 'k' }),
		request: PATCH,
	},
	{
		name: 'update of a draft that exists',
		operation: 'draft:create',
		fields: async () => await keyed({}),
		request: PATCH,
	},
	{
		name: 'update of a MIME draft that exists',
		operation: 'draft:create',
		fields: async () => await keyed({ anyHeader: true }),
		request: PATCH,
	},
	{
		name: 'recipients before sending',
		operation: 'draft:send',
		fields: async () => ({ draftId: await bench.draft(), to: 'a@contoso.com' }),
		request: PATCH,
	},
];

describe.each(CHANGES)('$name', ({ operation, fields, request }) => {
	test.each([
		['503 before it', { status: 503, when: 'before' as const }],
		['504 after it', { status: 504, when: 'after' as const }],
		['cut before it', { cut: true, when: 'before' as const }],
		['cut after it', { cut: true, when: 'after' as const }],
	])('%s', async (_name, fault) => {
		const given = await fields();
		simulator.requests.length = 0;
		simulator.faults.add({ ...request, ...fault });
		await bench.run(operation, given);
		const sent = simulator.requests.filter(({ method, path }) => method === request.method && request.path.test(path));
		expect(sent.length).toBeGreaterThan(1);
		expect(simulator.store.messages(ME).filter(({ subject }) => subject === 'x').length).toBeLessThan(2);
	});
});
