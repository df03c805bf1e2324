import type { Message, NodeApi } from './types';

/** Levels that a message may have. Node-RED's own cloning, for a second wire or a Catch node, ends the process somewhere above 2,000. */
export const MOST_LEVELS = 1_000;

/** Objects that are looked at in one message at most. */
const MOST_OBJECTS = 100_000;

/** Node-RED hands these on as they are. */
const NOT_COPIED = ['req', 'res'];

/** Names of the properties of a message that are nested too deep for Node-RED. Never throws. */
export function tooDeep(message: Message): string[] {
	return namesOf(message).filter((name) => isTooDeep(valueOf(message, name)));
}

/**
 * Takes out of a message what Node-RED cannot copy, so that it can be handed on to every listener. Returns the names of these
 * properties. Never throws.
 */
export function dropUncopyable(red: NodeApi, message: Message): string[] {
	return drop(
		message,
		namesOf(message).filter((name) => isTooDeep(valueOf(message, name)) || !isCopyable(red, message, name)),
	);
}

/** Takes properties out of a message, and returns their names. Never throws. */
export function drop(message: Message, names: string[]): string[] {
	for (const name of names) attempt(() => delete message[name]);
	return names;
}

const namesOf = (message: Message) =>
	(attempt(() => Object.keys(message)) ?? []).filter((name) => !NOT_COPIED.includes(name));
const valueOf = (message: Message, name: string) => attempt(() => message[name]);

function isCopyable(red: NodeApi, message: Message, name: string): boolean {
	return attempt(() => (red.util.cloneMessage({ value: message[name] }), true)) ?? false;
}

/** Level by level, so that no stack is needed. */
function isTooDeep(value: unknown): boolean {
	const seen = new Set<object>();
	let level = [value];
	for (let depth = 0; level.length > 0 && seen.size < MOST_OBJECTS; depth++) {
		if (depth > MOST_LEVELS) return true;
		const next: unknown[] = [];
		for (const each of level) {
			if (typeof each !== 'object' || each === null || ArrayBuffer.isView(each) || seen.has(each)) continue;
			seen.add(each);
			for (const part of attempt(() => Object.values(each) as unknown[]) ?? [])
				if (typeof part === 'object' && part !== null) next.push(part);
		}
		level = next;
	}
	return false;
}

function attempt<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch {
		return undefined;
	}
}
