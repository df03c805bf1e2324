// The core as it is shipped, for benches that need no host around it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Core from '../core/index.ts';

export const root = join(import.meta.dirname, '..');

/** Needs `npm run build` before. */
export const core = createRequire(import.meta.url)(join(root, 'dist/core/index.js')) as typeof Core;

export const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const missed: string[] = [];

/** Prints whether a goal is reached. */
export function goal(text: string, reached: boolean): void {
	console.log(`${reached ? 'reached' : 'MISSED '}  ${text}`);
	if (!reached) missed.push(text);
}

/** Ends the process: with 1 when a goal was missed. */
export const finish = (): never => process.exit(missed.length > 0 ? 1 : 0);
