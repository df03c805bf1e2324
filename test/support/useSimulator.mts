// What a file of tests begins with: a simulator, and Node-RED's runtime where it is needed, for all of its tests.
import { startSimulator, type Simulator } from '../../simulator/server.mts';

type Options = Parameters<typeof startSimulator>[0];

/** Starts a simulator before the first test, empties it before each, and closes it after the last. `started` gets it. */
export function useSimulator(started: (simulator: Simulator) => void, options?: Options): void {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator(options);
		started(simulator);
	});
	beforeEach(() => simulator.reset());
	afterAll(async () => await simulator.close());
}
