/** How much of a random or systematic test is run: `npm test` runs the usual part, `npm run test:thorough` all of it. */
export const amount = (usual: number, all: number): number => (process.env.THOROUGH ? all : usual);
