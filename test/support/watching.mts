// A watch against the simulator, without a host: looks, a person who acts, and a clock that can be put forward.
import type { FieldValues } from '../../core/fields';
import type { Host, HttpRequest, HttpResponse } from '../../core/host';
import { lookForExample, lookOnce, type Looked, type WatchState } from '../../core/watch/watch';
import type { Simulator } from '../../simulator/server.mts';
import { lifeBench, type LifeBench } from './life.mts';
import { simulatorAccount, simulatorHost } from './simulatorHost.mts';
import { useSimulator } from './useSimulator.mts';

/** What stands between a watch and the simulator. */
export type Around = (request: HttpRequest, send: () => Promise<HttpResponse>) => Promise<HttpResponse>;

export interface Watching {
	/** Looks once with the state of the look before, which is stored as JSON meanwhile. */
	look(around?: Around): Promise<Looked>;
	example(): Promise<Array<Record<string, unknown>>>;
	state: WatchState | undefined;
	fields: FieldValues;
	/** Requests of the last look. */
	requests: string[];
}

const realNow = Date.now;
let ahead = 0;

/** Puts the clock of the simulator forward. */
export function pass(ms: number): void {
	ahead += ms;
	Date.now = () => realNow() + ahead;
}

function resetClock(): void {
	ahead = 0;
	Date.now = realNow;
}

/**
 * What a file of tests with a clock begins with: a simulator with a person's mailbox for all of its tests, emptied before each, and the
 * time as it is. `started` gets them.
 */
export function useClockedMailbox(started: (simulator: Simulator, bench: LifeBench) => void): void {
	useSimulator((simulator) => started(simulator, lifeBench(simulator)));
	beforeEach(resetClock);
	afterEach(resetClock);
}

/** `skew`: by how much the computer's own clock is wrong. */
export function watching(simulator: Simulator, fields: FieldValues, { skew = 0, timeZone = 'UTC' } = {}): Watching {
	const hostWith = (around?: Around): Host => {
		const inner = simulatorHost(simulator);
		const timed = async (request: HttpRequest): Promise<HttpResponse> => {
			const answer = await inner.request(request);
			return { ...answer, headers: { ...answer.headers, date: new Date(Date.now()).toUTCString() } };
		};
		return {
			...inner,
			timeZone,
			now: () => Date.now() + skew,
			request: around ? async (request) => await around(request, async () => await timed(request)) : timed,
			sleep: async (ms) => await new Promise<void>((resolve) => setTimeout(resolve, ms / 500)),
		};
	};
	const account = simulatorAccount(simulator);
	const watch: Watching = {
		state: undefined,
		fields: { mailbox: 'me', ...fields },
		requests: [],
		async look(around) {
			const before = simulator.requests.length;
			const looked = await lookOnce(hostWith(around), account, watch.fields, watch.state, new AbortController().signal);
			watch.requests = simulator.requests.slice(before).map(({ method, path }) => `${method} ${path.split('?')[0]}`);
			watch.state = JSON.parse(JSON.stringify(looked.state)) as WatchState;
			return looked;
		},
		example: async () => await lookForExample(hostWith(), account, watch.fields, new AbortController().signal),
	};
	return watch;
}
