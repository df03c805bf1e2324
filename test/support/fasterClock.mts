/**
 * Lets Node-RED's pauses and timeouts pass so many times as fast, for all tests of a file that say so: they are measured
 * with `performance.now` and end with `AbortSignal.timeout`. The time of day stays as it is.
 */
export function useFasterClock(factor: number): void {
	beforeAll(() => {
		const now = performance.now.bind(performance);
		const start = now();
		const timeout = AbortSignal.timeout.bind(AbortSignal);
		jest.spyOn(performance, 'now').mockImplementation(() => start + (now() - start) * factor);
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(Math.ceil(ms / factor)));
	});
	afterAll(() => jest.restoreAllMocks());
}
