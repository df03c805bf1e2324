import { DraftError, invalidInput } from '../core';

/** More levels than any field needs; JSON and Node-RED's own cloning give up at some thousands. */
const MOST_LEVELS = 100;

const PLAIN = 'Give a plain text, number, list or object instead.';
const PART = 'Choose the part of it that you mean, for example msg.payload.text.';

/**
 * A copy of what a message holds, with nothing in it that fails when it is looked at: lists and plain objects anew, moments as
 * Date, everything else as it is. Throws DraftError for what no field can use: what refers to itself or is nested too deep,
 * functions, symbols, and objects that cannot be read.
 */
export function plainCopy(value: unknown, label: string): unknown {
	if (typeof value === 'function') throw invalidInput(`${label}: the value is a function.`, PLAIN);
	return readable(label, () => copy(value, { label, path: new Set(), done: new Map() }));
}

/** Does `read`, and says in words when an object cannot be read, such as one whose getter fails. */
export function readable<T>(label: string, read: () => T): T {
	try {
		return read();
	} catch (thrown) {
		throw unreadable(label, thrown);
	}
}

const unreadable = (label: string, thrown: unknown): DraftError =>
	thrown instanceof DraftError
		? thrown
		: invalidInput(`${label}: the value cannot be read.`, `An object in it fails when it is looked at. ${PLAIN}`);

interface Walk {
	label: string;
	/** The objects around the one that is looked at. */
	path: Set<object>;
	done: Map<object, unknown>;
}

function copy(value: unknown, walk: Walk): unknown {
	const { label, path, done } = walk;
	if (typeof value === 'symbol') throw invalidInput(`${label}: the value is, or holds, a symbol.`, PLAIN);
	if (typeof value !== 'object' || value === null) return value;
	if (path.has(value)) throw invalidInput(`${label}: the value is an object that refers to itself.`, PART);
	if (done.has(value)) return done.get(value);
	if (path.size >= MOST_LEVELS)
		throw invalidInput(`${label}: the value is nested more than ${MOST_LEVELS} levels deep.`, PART);
	path.add(value);
	const made = copyOf(value, walk);
	path.delete(value);
	done.set(value, made);
	return made;
}

function copyOf(value: object, walk: Walk): unknown {
	if (Array.isArray(value)) return Array.from(value as unknown[], (entry) => copy(entry, walk));
	if (Object.prototype.toString.call(value) !== '[object Object]') return value;
	const date = momentOf(value);
	if (date) return date;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part, walk)]));
}

/** What luxon and moment make of their objects. */
function momentOf(value: object): Date | undefined {
	const { toJSDate, toDate } = value as { toJSDate?: () => unknown; toDate?: () => unknown };
	const date =
		typeof toJSDate === 'function'
			? toJSDate.call(value)
			: typeof toDate === 'function'
				? toDate.call(value)
				: undefined;
	return Object.prototype.toString.call(date) === '[object Date]' ? (date as Date) : undefined;
}
