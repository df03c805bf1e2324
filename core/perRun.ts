/**
 * What all items of a run share, by key: an empty map for each run, which goes when the run does. `run` is the same object for all of its
 * items (`ItemIdentity.run`).
 */
export function perRun<Value>(): (run: object) => Map<string, Value> {
	const runs = new WeakMap<object, Map<string, Value>>();
	return (run) => {
		const known = runs.get(run) ?? new Map<string, Value>();
		runs.set(run, known);
		return known;
	};
}
